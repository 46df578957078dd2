#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# The profiles that come with the program: each tells where it is from, and gives what it expects.
import collections
import glob
import os
import sys

import yaml

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "cli"))
from tap import TOP, done, equal, none, ok, run

OPTIONS = ["sync", "threads", "processes", "async"]
LEAST_PROFILES = 12
LEAST_OF_EACH = 2

paths = sorted(glob.glob(os.path.join(TOP, "profiles", "**", "*"), recursive=True))
none([path for path in paths if not path.endswith(".yaml")], "profiles holds profiles only")
expected = collections.Counter()
titles = collections.Counter()
for path in paths:
    name = os.path.basename(path)
    with open(path, encoding="utf-8") as file:
        profile = yaml.safe_load(file)
    lacking = [key for key in ("model", "revision", "title", "note", "source", "answers", "expect") if not profile.get(key)]
    none(lacking, f"{name}: says what it is, where it is from and what it expects")
    ok(profile.get("model") == "python" and profile.get("expect") in OPTIONS, f"{name}: expects an option",
       profile.get("expect"))
    ok(str(profile.get("source")).startswith("https://"), f"{name}: its source is an address", profile.get("source"))
    accepted = profile.get("accept", [])
    accepted = [accepted] if isinstance(accepted, str) else accepted
    ok(profile.get("expect") not in accepted, f"{name}: what it accepts is something else", accepted)
    result = run("eval", "-q", os.path.relpath(path, TOP), XDG_DATA_HOME=None, XDG_DATA_DIRS=None)
    equal((result.out, result.status), (f"{profile.get('expect')}\n", 0), f"{name}: gives what it expects")
    equal(result.err, "", f"{name}: without a complaint")
    expected[profile.get("expect")] += 1
    titles[profile.get("title")] += 1

ok(len(paths) >= LEAST_PROFILES, f"there are at least {LEAST_PROFILES}", len(paths))
for option in OPTIONS:
    ok(expected[option] >= LEAST_OF_EACH, f"at least {LEAST_OF_EACH} expect {option}", dict(expected))
none([title for title, count in titles.items() if count > 1], "no two have the same title")
done()
