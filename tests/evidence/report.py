# SPDX-License-Identifier: ISC
"""The report on what was measured: evidence.md with a table, and its plot."""
import platform
import time

from verdict import best_of, fault, hits, medians
from workload import MODELS, cores

METHOD = """\
Each workload is a small program, written in all four models with only the standard library. What is measured
is the whole run in a fresh process, with the start of Python, imports and pools, or what the workload says.
The models take turns, in another order in each round; what counts is the median of the rounds. Memory is the
peak of the program and all its processes, shared pages counted once, taken in a round of its own.

A miss: the recommended model takes more than 1.25 times as long as the best of the four, or a simpler one,
which comes before it in the order sync, threads, processes, async, takes at most 10 % more than it. The
profiles were written before the first run, from descriptions of the programs.
"""


def machine():
    """What one has to know of the machine; nothing that names it."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        kinds = {line.split(":", 1)[1].strip() for line in file if line.startswith("model name")}
    with open("/proc/meminfo", encoding="utf-8") as file:
        kib = next(int(line.split()[1]) for line in file if line.startswith("MemTotal:"))
    return {
        "date": time.strftime("%Y-%m-%d", time.gmtime()),
        "cores": f"{cores()} ({', '.join(sorted(kinds)) or platform.machine()})",
        "memory": f"{kib * 1024 / 1e9:.0f} GB",
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "kernel": f"{platform.system()} {platform.release()}",
    }


def shown(value):
    """A number with three significant digits, about."""
    digits = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 1 else 3
    return f"{value:.{digits}f}"


def title(name):
    return name.replace("_", "-")


class Finding:
    """One workload: what was measured, what is recommended (None without a profile), and how that fits."""

    def __init__(self, name, data, recommended):
        self.name = title(name)
        self.data = data
        self.recommended = recommended
        self.times = medians(data)
        self.best = best_of(self.times)
        self.hits = hits(self.times)
        self.fault = fault(self.times, recommended.model) if recommended else ""

    @property
    def is_miss(self):
        return self.recommended is not None and self.fault != ""

    def ratio(self, model):
        return self.times[model] / self.times[self.best]

    def cell(self, model):
        mark = "~" if self.part(model) > 1 else ""
        time_taken = f"{mark}{shown(self.times[model])} {self.data['unit']}"
        return f"{time_taken}<br>{shown(self.ratio(model))}x, {self.data['models'][model]['peak_mb']:.0f} MB"

    def part(self, model):
        return self.data["models"][model]["part"]

    def verdict(self):
        if self.recommended is None:
            return "there is no profile"
        return f"MISS: {self.fault}" if self.is_miss else "hit"

    def row(self):
        recommended = "-"
        if self.recommended:
            recommended = f"{self.recommended.model or 'none'} ({self.recommended.share})"
        would_hit = ", ".join(self.hits) or "none"
        cells = [self.name, *map(self.cell, MODELS), self.best, would_hit, recommended, self.verdict()]
        return "| " + " | ".join(cells) + " |"

    def spread(self):
        """How far the rounds of a model lie apart, at most, in per cent of the median."""
        values = {model: self.data["models"][model]["values"] for model in MODELS}
        return max((max(values[model]) - min(values[model])) / self.times[model] * 100 for model in MODELS)

    def paragraph(self):
        sentences = [self.data["summary"], f"Measured: {self.data['measure']}, in {self.data['unit']}."]
        for model in MODELS:
            if self.part(model) > 1:
                done = f"one unit in {self.part(model)} was run"
                sentences.append(f"Of {model} {done}, and the rest added by calculation (~).")
        sentences.append(f"The rounds of a model lie up to {self.spread():.0f} % apart.")
        return f"**{self.name}.** " + " ".join(sentences)


def summary(findings):
    """One line on all of them."""
    judged = [finding for finding in findings if finding.recommended]
    misses = [finding.name for finding in judged if finding.is_miss]
    line = f"{len(judged) - len(misses)} of {len(judged)} recommendations hit"
    line += f"; missed: {', '.join(misses)}" if misses else ""
    silent = [finding.name for finding in findings if not finding.recommended]
    line += f"; without a profile: {', '.join(silent)}" if silent else ""
    return line + "."


def markdown(findings, facts, rounds, plot):
    """The whole report; plot is the line that shows it, or says why there is none."""
    head = ["workload", *MODELS, "best", "would hit", "recommended (share)", "verdict"]
    lines = ["# Evidence", "", f"**{summary(findings)}**", "", METHOD]
    lines += [f"- {fact}: {value}" for fact, value in facts.items()]
    lines += [f"- rounds: {rounds}", ""]
    lines += ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += [finding.row() for finding in findings]
    lines += ["", "A cell has the median, its ratio to the best, and the peak of memory.", ""]
    lines += [plot, ""]
    for finding in findings:
        lines += [finding.paragraph(), ""]
    return "\n".join(lines)
