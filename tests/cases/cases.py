# SPDX-License-Identifier: ISC
"""The cases, which are real programs with what their experts settled on, and what the program recommends for them."""
import collections
import fractions
import glob
import json
import os
import re
import subprocess

import model

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WHETHER = os.environ.get("WHETHER") or os.path.join(TOP, "whether")
SEALED_EVERY = 5                    # cases with such a number had no part in writing the model,
SEALED_FROM = 301                   # nor had those from here on, which were found later

Result = collections.namedtuple("Result", "case recommendation share settled tier")


class Case:
    """A profile with a number, NNN-slug.yaml."""

    def __init__(self, path):
        number = re.match(r"(\d+)-", os.path.basename(path))
        if not number:
            raise SystemExit(f"{path}: the name of a case begins with its number")
        profile = model.read(path)
        self.path = path
        self.number = int(number[1])
        self.title = profile.get("title", "")
        self.answers = profile.get("answers") or {}
        self.expect = profile.get("expect")
        self.accept = model.as_list(profile.get("accept", []))

    @property
    def is_sealed(self):
        return self.number % SEALED_EVERY == 0 or self.number >= SEALED_FROM

    def hits(self, outcome):
        """Whether an outcome is the expected one, and whether it is expected or accepted."""
        return outcome == self.expect, outcome == self.expect or outcome in self.accept


def read_cases(folder):
    """The cases of a folder, by number."""
    paths = glob.glob(os.path.join(glob.escape(folder), "*.yaml"))
    return sorted(map(Case, paths), key=lambda case: case.number)


def judge(path, cases):
    """What the program recommends by the model at `path` for each of these cases, all of which expect something.

    Ends the run with what the program says if it finds a fault in them.
    """
    ended = subprocess.run([WHETHER, "test", "-f", "json", "-m", os.path.abspath(path), *[case.path for case in cases]],
                           stdout=subprocess.PIPE, check=False)
    if ended.returncode > 1:
        raise SystemExit(ended.returncode)
    return [Result(case, told["recommendation"], float(fractions.Fraction(told["share"])), told["settled"], told["tier"])
            for case, told in zip(cases, json.loads(ended.stdout)["cases"], strict=True)]
