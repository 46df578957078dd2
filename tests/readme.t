#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# README.md: every command of a console block is run in the checkout, by sh, and must print just what the README shows,
# an interview with what is typed at its prompts; it opens with the two commands of bootstrap; its links lead somewhere.
import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "cli"))
from session import transcript, typed
from tap import LIMIT, TOP, done, environment, equal, none, ok

with open(os.path.join(TOP, "README.md"), encoding="utf-8") as file:
    readme = file.read()

# (language, contents, the text before the block) of each fenced block.
blocks = []
for match in re.finditer(r"^```([^\n]*)\n(.*?)^```$", readme, flags=re.M | re.S):
    blocks.append((match[1].strip(), match[2], readme[:match.start()]))
none([language for language, _, _ in blocks if not language], "each block says what it is")

language, contents, before = blocks[0]
commands = [re.sub(r"\s+#.*", "", line) for line in contents.splitlines()]
equal((language, commands), ("sh", ["./bootstrap run", "./bootstrap check"]), "it opens with the two commands of bootstrap")
equal(re.findall(r"^#+ .*", before, flags=re.M), ["# whether"], "no section comes before them")
ok(len(before.splitlines()) <= 10, "they are on the first screen", f"{len(before.splitlines())} lines come before")
ok(os.access(os.path.join(TOP, "bootstrap"), os.X_OK), "bootstrap can be run")

count = 0
for language, contents, _ in blocks:
    if language != "console":
        continue
    steps = re.split(r"^\$ ", contents, flags=re.M)
    equal(steps[0], "", "a console block begins with a command")
    for step in steps[1:]:
        command, _, shown = step.partition("\n")
        count += 1
        here = re.sub(r"(?<![\w./-])\./whether(?![\w./-])", '"$WHETHER"', command)
        if typed(shown):
            equal(transcript(here, typed(shown), TOP), shown, command)
            continue
        result = subprocess.run(["sh", "-c", here], cwd=TOP, capture_output=True, text=True, timeout=LIMIT, check=False,
                                env=environment({"XDG_DATA_HOME": None, "XDG_DATA_DIRS": None, "COLUMNS": None}))
        equal(result.stdout, shown, command)
        equal(result.stderr, "", f"no complaint: {command}")
ok(count >= 3, "there are commands", count)

prose = re.sub(r"^```.*?^```$", "", readme, flags=re.M | re.S)
links = re.findall(r"\]\(([^)\s]*)", prose)
relative = [link for link in links if not re.match(r"[a-z]+:", link)]
ok(relative, "there are links to files", links)
none([link for link in relative if not os.path.exists(os.path.join(TOP, link.partition("#")[0]))], "each link leads to a file")
none([link for link in links if re.match(r"[a-z]+:", link) and not link.startswith("https://")], "addresses are of https")
named = set(re.findall(r"`\./([\w./-]+)", prose)) | set(re.findall(r"(?<=man )(man/[\w.-]+)", prose))
none([name for name in sorted(named - {"whether"}) if not os.path.exists(os.path.join(TOP, name))], "files that it names are there")
done()
