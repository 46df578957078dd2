#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# The profiles that come with the program: each tells what it is, and answers questions of today of a model that comes
# with it, too. Together with those that `test --generate` makes for what they leave, they exercise all of their model.
# Those of real programs for the model of Python are numbered.
import collections
import glob
import json
import os
import re
import sys
import tempfile

import yaml

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "cli"))
from tap import TOP, done, equal, none, ok, run

CASES = 193
LEAST_OF_EACH = {"python": 10}    # how many profiles get each option; of other models 1
CLEAN = {"folder": TOP, "XDG_DATA_HOME": None, "XDG_DATA_DIRS": None}


def options_of(path):
    with open(path, encoding="utf-8") as file:
        return list(yaml.safe_load(file)["options"])


def hold_together(model, profiles):
    """Each rule holds, and each effect decides, in one of the profiles of a model or of those made for what these leave."""
    with tempfile.TemporaryDirectory() as folder:
        gaps = os.path.join(folder, "gaps")
        run("test", "--generate", gaps, "-m", model, *profiles, **CLEAN)
        made = sorted(glob.glob(os.path.join(gaps, "*.yaml")))
        result = run("eval", "-q", *made, **CLEAN)
        equal((result.status, result.err), (0, ""), f"{model}: profiles that are made load without a complaint")
        for path, option in zip(made, result.out.split()):
            with open(path, "a", encoding="utf-8") as file:
                file.write(f"expect: {option}\n")
        result = run("test", "-f", "json", "-m", model, *profiles, *made, **CLEAN)
        untested = json.loads(result.out)["untested"]
        none([each for kind in untested.values() for each in kind], f"{model}: every rule and effect is exercised")


options = {os.path.basename(path)[:-len(".yaml")]: options_of(path)
           for path in sorted(glob.glob(os.path.join(TOP, "questions", "*.yaml")))}

paths = sorted(path for path in glob.glob(os.path.join(TOP, "profiles", "**", "*"), recursive=True)
               if not os.path.isdir(path) and os.path.basename(path) != "README.md")
names = [os.path.relpath(path, TOP) for path in paths]
none([name for name in names if not name.endswith(".yaml")], "profiles holds profiles only")
recommended = collections.defaultdict(collections.Counter)
cases_of = collections.defaultdict(list)
titles = collections.Counter()
for path, name in zip(paths, names):
    with open(path, encoding="utf-8") as file:
        profile = yaml.safe_load(file)
    lacking = [key for key in ("revision", "title", "note", "answers") if not profile.get(key)]
    none(lacking, f"{name}: says what it is")
    model = profile.get("model")
    ok(model in options, f"{name}: is for a model that comes with the program", model)
    result = run("eval", "-q", name, **CLEAN)
    ok(result.status == 0 and result.out.strip() in options.get(model, []), f"{name}: gets an option", result.out)
    equal(result.err, "", f"{name}: without a complaint")
    recommended[model][result.out.strip()] += 1
    if "expect" in profile:
        cases_of[model].append(name)
    titles[profile.get("title")] += 1

cases = [name for name in names if name.startswith("profiles/cases/")]
none([name for name in cases if not re.match(r"profiles/cases/\d{3}-[a-z0-9-]+\.yaml$", name)], "each case begins with a number")
equal([os.path.basename(name)[:3] for name in cases], [f"{number:03}" for number in range(1, CASES + 1)], "each number is there once")
for model, each in options.items():
    least = LEAST_OF_EACH.get(model, 1)
    for option in each:
        ok(recommended[model][option] >= least, f"{model}: at least {least} get {option}", dict(recommended[model]))
    hold_together(model, cases_of[model])
delivery = run("test", "-f", "json", "-m", "delivery", "profiles/delivery", **CLEAN)
equal((delivery.status, delivery.err), (0, ""), "delivery: its cases come out as expected or accepted")
none([title for title, count in titles.items() if count > 1], "no two have the same title")
done()
