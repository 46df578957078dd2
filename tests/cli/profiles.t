#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# The profiles that come with the program: each tells what it is, and answers questions of today. Those of real programs
# are numbered.
import collections
import glob
import os
import re
import sys

import yaml

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "cli"))
from tap import TOP, done, equal, none, ok, run

OPTIONS = ["sync", "threads", "processes", "async"]
CASES = 193
LEAST_OF_EACH = 10

paths = sorted(path for path in glob.glob(os.path.join(TOP, "profiles", "**", "*"), recursive=True)
               if not os.path.isdir(path) and os.path.basename(path) != "README.md")
names = [os.path.relpath(path, TOP) for path in paths]
none([name for name in names if not name.endswith(".yaml")], "profiles holds profiles only")
recommended = collections.Counter()
titles = collections.Counter()
for path, name in zip(paths, names):
    with open(path, encoding="utf-8") as file:
        profile = yaml.safe_load(file)
    lacking = [key for key in ("revision", "title", "note", "answers") if not profile.get(key)]
    none(lacking, f"{name}: says what it is")
    equal(profile.get("model"), "python", f"{name}: is for the model")
    result = run("eval", "-q", name, folder=TOP, XDG_DATA_HOME=None, XDG_DATA_DIRS=None)
    ok(result.status == 0 and result.out.strip() in OPTIONS, f"{name}: gets an option", result.out)
    equal(result.err, "", f"{name}: without a complaint")
    recommended[result.out.strip()] += 1
    titles[profile.get("title")] += 1

cases = [name for name in names if name.startswith("profiles/cases/")]
none([name for name in cases if not re.match(r"profiles/cases/\d{3}-[a-z0-9-]+\.yaml$", name)], "each case begins with a number")
equal([os.path.basename(name)[:3] for name in cases], [f"{number:03}" for number in range(1, CASES + 1)], "each number is there once")
for option in OPTIONS:
    ok(recommended[option] >= LEAST_OF_EACH, f"at least {LEAST_OF_EACH} get {option}", dict(recommended))
none([title for title, count in titles.items() if count > 1], "no two have the same title")
done()
