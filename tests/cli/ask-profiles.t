#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# Cases that come with the program are typed into an interview, in the order in which that asks; what they do not say is
# answered with unknown. What is asked is a candidate of `next`, or by information the first of them; the
# count of questions keeps its promise; and the end is what `eval` says of the case.
import glob
import json
import os
import re
import subprocess
import sys

import yaml

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "cli"))
from tap import TOP, WHETHER, done, environment, equal, none, ok, run

CLEAN = {"XDG_DATA_HOME": None, "XDG_DATA_DIRS": None, "COLUMNS": None}
HEADING = re.compile(r"^Question (\d+) of at most (\d+): (\w+)$", re.MULTILINE)
STEP = 8                          # every so many of the cases
BETWEEN_CHECKS = 9                # of so many of these, one is asked in both orders and compared with `next`


def words(answer):
    """An answer of a profile as one types it."""
    if isinstance(answer, dict):
        low, end = answer.get("at least", "0"), answer.get("below")
        return f"{low}-{int(end) - 1}" if end else f"{low}+"
    return ",".join(answer) if isinstance(answer, list) else answer


class Interview:
    """An interview at work: what it asks comes from its standard error."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen([WHETHER, "ask", "-q", *arguments], cwd=TOP, env=environment(CLEAN),
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def read(self):
        """What is shown up to the next prompt."""
        shown = b""
        while not shown.endswith((b"\n   Answer: ", b"\n   Number: ", b"\n> ")):
            byte = self.process.stderr.read(1)
            if not byte:
                break
            shown += byte
        return shown.decode()

    def type(self, line):
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def end(self):
        """What comes on standard output, and the status."""
        out, _ = self.process.communicate()
        return out.decode(), self.process.returncode


def candidates(model, answers, order):
    """What `next` calls worth asking of this model after these answers, in this order."""
    settings = [word for question, answer in answers.items() for word in ("-s", f"{question}={answer}")]
    said = json.loads(run("next", "-f", "json", "-m", model, "-", *settings, send="answers: {}\n", folder=TOP, **CLEAN).out)
    return [said["question"]["id"]] if order == "information" else [each["question"] for each in said["candidates"]]


def hold(profile, order, thorough):
    """Answers all that is asked by the profile. Returns what comes at the end, the faults, and how much was asked."""
    interview = Interview("-m", profile["model"], "--order", order)
    given, faults, most = {}, [], None
    shown = interview.read()
    while HEADING.search(shown):
        number, at_most, question = HEADING.findall(shown)[-1]
        if thorough and question not in candidates(profile["model"], given, order):
            faults.append(f"{question} is asked, which next does not name")
        if int(number) != len(given) + 1 or int(number) > int(at_most) or (most and int(at_most) > most):
            faults.append(f"question {number} of at most {at_most}, after {len(given)} of at most {most}")
        if question in given or len(given) > 40:
            faults.append(f"{question} is asked again")
            break
        most = int(at_most)
        given[question] = words(profile["answers"].get(question, "unknown"))
        interview.type(given[question])
        shown = interview.read()
        taken = re.search(r"^   Chosen: (?:one of )?(.*)$", shown, re.MULTILINE)
        if not taken or set(taken[1].split(",")) != set(given[question].split(",")):
            faults.append(f"{given[question]} is not taken: {shown}")
    return interview.end(), faults, len(given)


paths = [path for folder in ("cases", "delivery")
         for path in sorted(glob.glob(os.path.join(TOP, "profiles", folder, "*.yaml")))[::STEP]]
for index, path in enumerate(paths):
    name = os.path.basename(path)
    with open(path, encoding="utf-8") as file:
        document = yaml.load(file, yaml.BaseLoader)
    evaluated = run("eval", "-q", path, **CLEAN)
    thorough = index % BETWEEN_CHECKS == 0
    for order in ("file", "information") if thorough else ("file",):
        ended, found, count = hold(document, order, thorough)
        none(found, f"{name}, by {order}: {count} questions, each worth asking, none too many")
        equal(ended, (evaluated.out, evaluated.status), f"{name}, by {order}: ends as eval says")
ok(len(paths) >= 12, "there are cases", len(paths))
done()
