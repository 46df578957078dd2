#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# The cases of profiles/cases: each says where it is from and what its experts settled on, and the model agrees with as
# many of the open ones as when the floors below were set. `make agreement` tells the figures; raise the floors with them.
import json
import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path[:0] = [os.path.join(os.environ["TOP"], "tests", "cli"), os.path.join(os.environ["TOP"], "tests", "cases")]
import model
from tap import LIMIT, TOP, done, equal, none, ok

FLOORS = {"as_expected": 75.5, "accepted": 87.7}            # of the open cases, in per cent
SLACK = 2                                                   # points that a change may cost
CASES = {"open": 155, "sealed": 38}

FOLDER = os.path.join(TOP, "profiles", "cases")
OPTIONS = list(model.read(os.path.join(TOP, "questions", "python.yaml"))["options"])

present = sorted(os.listdir(FOLDER)) if os.path.isdir(FOLDER) else []
names = [name for name in present if name != "README.md"]
none([name for name in names if not re.fullmatch(r"[0-9]{3}(-[a-z0-9]+)+\.yaml", name)], "each is named NNN-slug.yaml")
none([name for name, following in zip(names, names[1:]) if name[:3] == following[:3]], "no two have the same number")

cases = {name: model.read(os.path.join(FOLDER, name)) for name in names}
for key in ("title", "note", "source", "answers", "expect"):
    none([name for name, case in cases.items() if not case.get(key)], f"each has the key '{key}'")
none([name for name, case in cases.items() if not case.get("source", "").startswith("https://")], "each source is an address")
none([name for name, case in cases.items() if case.get("expect", OPTIONS[0]) not in OPTIONS], "each expects an option")
none([name for name, case in cases.items() if not set(model.as_list(case.get("accept", []))) <= {*OPTIONS, "none"}
      or case.get("expect") in model.as_list(case.get("accept", []))], "what each accepts besides is another one")

ended = subprocess.run([os.path.join(TOP, "tests", "agreement"), "-f", "json"], stdout=subprocess.PIPE, timeout=LIMIT,
                       check=False)
equal(ended.returncode, 0, "the program reads all of them")
told = json.loads(ended.stdout or "{}")
groups = told.get("groups", {})
equal(told.get("without_expect"), 0, "none is left out")
equal({name: groups.get(name, {}).get("cases") for name in CASES}, CASES, "none is missing")
# Each disagreement is explained once in profiles/cases/README.md, and nothing else is.
with open(os.path.join(FOLDER, "README.md"), encoding="utf-8") as file:
    explained = re.findall(r"^\| ([0-9]{3}) \| (?:odd|not asked|unsaid|wrong): \S", file.read(), re.MULTILINE)
equal(explained, [f"{case['case']:03}" for case in told.get("cases", []) if not case["as_expected"]],
      "the cases that README.md explains are those that come out otherwise")
for key, floor in FLOORS.items():
    share = groups["open"][key]["share"] if "open" in groups else 0
    ok(100 * share >= floor - SLACK, f"open cases, {key}: not more than {SLACK} points below {floor} %",
       f"{100 * share:.1f} %; tests/agreement lists the cases")
done()
