#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# The cases of profiles/cases and profiles/later: each says where it is from and what its experts settled on, and the model
# agrees with as many of the open ones as when the floors below were set. `make agreement` tells the figures; raise the
# floors with them.
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
CASES = {"cases": {"open": 155, "sealed": 38}, "later": {"sealed": 87}}      # of each folder of profiles/

OPTIONS = list(model.read(os.path.join(TOP, "questions", "python.yaml"))["options"])


def hold_profiles(folder):
    """Each case says what a case has to say."""
    where = f"profiles/{os.path.basename(folder)}"
    present = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    names = [name for name in present if name != "README.md"]
    none([name for name in names if not re.fullmatch(r"[0-9]{3}(-[a-z0-9]+)+\.yaml", name)],
         f"{where}: each is named NNN-slug.yaml")
    none([name for name, following in zip(names, names[1:]) if name[:3] == following[:3]],
         f"{where}: no two have the same number")
    cases = {name: model.read(os.path.join(folder, name)) for name in names}
    for key in ("title", "note", "source", "answers", "expect"):
        none([name for name, case in cases.items() if not case.get(key)], f"{where}: each has the key '{key}'")
    none([name for name, case in cases.items() if not case.get("source", "").startswith("https://")],
         f"{where}: each source is an address")
    none([name for name, case in cases.items() if case.get("expect", OPTIONS[0]) not in OPTIONS],
         f"{where}: each expects an option")
    none([name for name, case in cases.items() if not set(model.as_list(case.get("accept", []))) <= {*OPTIONS, "none"}
          or case.get("expect") in model.as_list(case.get("accept", []))],
         f"{where}: what each accepts besides is another one")


def hold_agreement(folder, counts):
    """The program reads all, and README.md explains each disagreement once, and nothing else. Returns the figures."""
    where = f"profiles/{os.path.basename(folder)}"
    ended = subprocess.run([os.path.join(TOP, "tests", "agreement"), "--cases", folder, "-f", "json"],
                           stdout=subprocess.PIPE, timeout=LIMIT, check=False)
    equal(ended.returncode, 0, f"{where}: the program reads all of them")
    told = json.loads(ended.stdout or "{}")
    groups = told.get("groups", {})
    equal(told.get("without_expect"), 0, f"{where}: none is left out")
    equal({name: groups.get(name, {}).get("cases") for name in counts}, counts, f"{where}: none is missing")
    with open(os.path.join(folder, "README.md"), encoding="utf-8") as file:
        explained = re.findall(r"^\| ([0-9]{3}) \| (?:odd|not asked|unsaid|wrong): \S", file.read(), re.MULTILINE)
    equal(explained, [f"{case['case']:03}" for case in told.get("cases", []) if not case["as_expected"]],
          f"{where}: the cases that README.md explains are those that come out otherwise")
    return groups


for name, counts in CASES.items():
    hold_profiles(os.path.join(TOP, "profiles", name))
figures = {name: hold_agreement(os.path.join(TOP, "profiles", name), counts) for name, counts in CASES.items()}
for key, floor in FLOORS.items():
    share = figures["cases"]["open"][key]["share"] if "open" in figures["cases"] else 0
    ok(100 * share >= floor - SLACK, f"open cases, {key}: not more than {SLACK} points below {floor} %",
       f"{100 * share:.1f} %; tests/agreement lists the cases")
done()
