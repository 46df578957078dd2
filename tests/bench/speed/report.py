# SPDX-License-Identifier: ISC
"""The report: tables in Markdown that can be read on a terminal, too, and what was run on what."""
import json
import os
import platform
import subprocess
import time
from typing import NamedTuple

DEBIAN_PACKAGES = ("gcc", "libyajl2", "libyaml-0-2", "libclips", "swi-prolog-nox", "jq", "nodejs")
NODE_PACKAGES = ("@gorules/zen-engine", "json-rules-engine")

METHOD = """\
Each figure is of whole processes, their output thrown away, and the median of rounds in which all rows of a table take
turns; ratios are formed within a round first. A rate leaves the start of the program out: that is known from runs with
one profile. Everything runs on one core, if nothing else is said. Peaks of memory are those of whole processes.

The decision: twelve enumerated questions, two for numbers, 40 rules of one to four conditions with ten negations and
fourteen thresholds, nine of which rule an option out. Every engine finds the option and lists the rules that hold; that
all find the same in a thousand profiles was checked before. A profile is a line of JSON, which every engine parses that
can; CLIPS alone reads facts and SWI-Prolog terms. The yardstick is the same decision as straight C behind yajl, the
parser that whether uses, with its checks; in all profiles it writes the very bytes that whether writes.
"""


class Target(NamedTuple):
    """What a figure has to be at most, or at least."""

    figure: float
    bound: float
    at_most: bool = True

    @property
    def is_met(self):
        return self.figure <= self.bound if self.at_most else self.figure >= self.bound

    def __str__(self):
        verdict, side = "met" if self.is_met else "missed", "most" if self.at_most else "least"
        return f"{shown(self.figure)}, {verdict}: at {side} {shown(self.bound)}"


class Table(NamedTuple):
    """A title, the names of the columns, and the cells of each row: texts, numbers, targets, or None."""

    title: str
    columns: tuple
    rows: list
    note: str = ""

    def targets(self):
        return [cell for row in self.rows for cell in row if isinstance(cell, Target)]

    def markdown(self):
        texts = [list(self.columns)] + [[cell_text(cell) for cell in row] for row in self.rows]
        widths = [max(map(len, column)) for column in zip(*texts)]
        numeric = [isinstance(cell, (int, float)) for cell in self.rows[0]]
        lines = [line(text, widths, numeric) for text in texts]
        rule = "|".join("-" * (width + 1) + (":" if right else "-") for width, right in zip(widths, numeric))
        lines.insert(1, f"|{rule}|")
        return "\n".join([f"## {self.title}", "", *lines, *(["", self.note] if self.note else []), ""])


def shown(number):
    """A number with three significant digits, about."""
    if number >= 10000:
        number = round(number, 3 - len(str(int(number))))
    return f"{number:,.{0 if number >= 100 else 1 if number >= 10 else 2}f}"


def cell_text(cell):
    if cell is None:
        return ""
    if isinstance(cell, int):
        return f"{cell:,}"
    return shown(cell) if isinstance(cell, float) else str(cell)


def line(texts, widths, numeric):
    cells = (text.rjust(width) if right else text.ljust(width) for text, width, right in zip(texts, widths, numeric))
    return f"| {' | '.join(cells)} |"


def versions(packages):
    """What is installed of the packages that take part, as Debian and node name it."""
    command = ["dpkg-query", "-W", "-f", "${Package} ${Version}\n", *DEBIAN_PACKAGES]
    try:
        found = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split("\n")
    except OSError:
        found = []
    for name in NODE_PACKAGES:
        path = os.path.join(packages, name, "package.json")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                found.append(f"{name} {json.load(file)['version']}")
    return [words.strip() for words in found if len(words.split()) == 2]


def machine():
    """What one has to know of the machine; nothing that names it."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        kinds = {line.split(":", 1)[1].strip() for line in file if line.startswith("model name")}
    cores = f"{len(os.sched_getaffinity(0))} cores ({', '.join(sorted(kinds)) or platform.machine()})"
    date = time.strftime("%Y-%m-%d", time.gmtime())
    return f"Measured {date} on {cores}, {platform.system()} {platform.release()}."


def summary(tables):
    targets = [target for table in tables for target in table.targets()]
    return f"{sum(target.is_met for target in targets)} of {len(targets)} targets met"


def markdown(tables, left_out, packages):
    parts = ["# How fast whether is", "", machine(), f"{summary(tables)}.", "", METHOD]
    parts += [f"Installed: {', '.join(versions(packages))}.", ""]
    if left_out:
        parts += ["Left out:", "", *(f"- {what}" for what in left_out), ""]
    return "\n".join(parts + [table.markdown() for table in tables])
