#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# The benchmark of speed on small things: that its tables are whole, with the engines that are here, and that engines
# which find something else are seen. No time is judged.
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = os.path.join(os.environ["TOP"], "tests", "bench", "speed")
sys.path[:0] = [os.path.join(os.environ["TOP"], "tests", "cli"), HERE]
from tap import LIMIT, WHETHER, done, environment, equal, none, ok

import decision
import reference
import report

scratch = tempfile.TemporaryDirectory(prefix="speed-test.")
NUMBER = r"[0-9,]+(?:\.[0-9]+)?"


def run(*arguments):
    command = [os.path.join(HERE, "run"), "--tiny", "--out", scratch.name, *arguments]
    changes = {"WHETHER": WHETHER, "CFLAGS": "-O1"}
    return subprocess.run(command, capture_output=True, text=True, env=environment(changes), timeout=LIMIT, check=False)


def rows_of(text, title):
    """The cells of each row of a table, without its head."""
    part = text.split(f"## {title}", 1)[-1].split("\n## ", 1)[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


# The decision is what its comment says.
drawn = decision.draw()
leaves = [leaf for rule in drawn.rules for leaf in rule.leaves]
equal((len(drawn.enumerated), len(drawn.numbers)), (12, 2), "twelve enumerated questions, two for numbers")
equal([sum(len(rule.leaves) == parts for rule in drawn.rules) for parts in (1, 2, 3, 4)], [11, 20, 8, 1], "parts of rules")
equal(sum(leaf.kind == "is not" for leaf in leaves), 10, "ten negations")
equal(sum(leaf.kind in ("at least", "below") for leaf in leaves), 14, "fourteen thresholds")
equal(sum(rule.effect == "rules out" for rule in drawn.rules), 9, "nine rule an option out")
outcomes = {reference.decide(drawn, profile)[0] for profile in decision.profiles(drawn, 1000)}
equal(outcomes, {*decision.OPTIONS, "none"}, "every outcome comes up in what all engines are checked with")
equal(decision.draw(rules=100).rules[:40], drawn.rules, "a larger one begins with the same rules")

# The reference, on a decision worked out by hand.
by_hand = decision.Decision({}, (
    decision.Rule("a", (decision.Leaf("q", "is", ("x",)),), "west", "for", "medium"),
    decision.Rule("b", (decision.Leaf("q", "is not", ("y",)),), "west", "against", "weak"),
    decision.Rule("c", (decision.Leaf("n", "at least", 5),), "south", "for", "strong"),
    decision.Rule("d", (decision.Leaf("n", "at least", 5), decision.Leaf("n", "below", 7)), "south", "rules out", "weak"),
))
for answers, found in (
    ({"q": "x", "n": 4}, ("west", ["a", "b"])),
    ({"q": "y", "n": 4}, ("north", [])),
    ({"q": "x", "n": 7}, ("south", ["a", "b", "c"])),
    ({"q": "y", "n": 5}, ("north", ["c", "d"])),
):
    equal(reference.decide(by_hand, answers), found, f"the reference on {answers}")
for fault, line in (
    ("nothing about line 1", None),
    ("line 2 where line 1 was due", '{"line":2,"option":"west","rules":["b","a"]}'),
    ("line 1: option east, not west", '{"line":1,"option":"east","rules":["b","a"]}'),
    ("line 1: another set of rules that hold (a, c)", '{"line":1,"option":"west","rules":["b","c"]}'),
    ("line 1: another set of rules that hold (one twice)", '{"line":1,"option":"west","rules":["b","a","b"]}'),
    (None, '{"line":1,"option":"west","options":[{"reasons":[{"rule":"b"}]},{"reasons":[{"rule":"a"}]}]}'),
):
    lines = [line] if line else []
    equal(reference.disagreement(by_hand, [{"q": "x", "n": 4}], iter(lines)), fault, f"the check: {fault or 'agrees'}")
equal(str(report.Target(1.5, 1.5)), "1.50, met: at most 1.50", "a target just met")
equal(str(report.Target(0.79, 0.8, False)), "0.79, missed: at least 0.80", "a target missed")

# All of it, tiny.
ended = run()
equal(ended.returncode, 0, "tiny: status 0")
with open(os.path.join(scratch.name, "bench.md"), encoding="utf-8") as file:
    written = file.read()
titles = re.findall(r"^## (.*)$", written, re.M)
equal(re.findall(r"^## (.*)$", ended.stdout, re.M), titles, "the report has the tables that were printed")
faults = [f"{title}: {row}" for title in titles for row in rows_of(written, title) if not re.fullmatch(NUMBER, row[2])]
equal([len(rows_of(written, title)) for title in titles if title != "Throughput, complete profiles"], [4, 3, 2, 2, 2, 2],
      "the tables have their rows")
none([fault for fault in faults if not fault.startswith("Throughput")], "and figures in them")
engines = {row[0]: row for row in rows_of(written, "Throughput, complete profiles")}
none([name for name in ("whether batch", "whether batch -f brief", "yardstick", "bare parse") if name not in engines],
     "throughput: what has to be there is")
agree = re.findall(r"^bench: (.*): agrees$", ended.stderr, re.M)
equal(sorted(agree), sorted(set(engines) - {"whether batch -f brief", "bare parse"}), "each engine was checked")
none([name for name, row in engines.items() if not all(re.fullmatch(NUMBER, cell) for cell in row[2:7])],
     "throughput: figures of each engine")
equal(engines["whether batch"][4], "1.00", "whether is as fast as whether")
targets = re.findall(r"(?:met|missed): at (?:most|least) ", written)
ok(len(targets) >= 10, "there are targets", len(targets))
ok(f"of {len(targets)} targets met" in ended.stdout, "and all are counted")
left_out = re.findall(r"^bench: left out: (.*)$", ended.stderr, re.M)
equal(re.findall(r"^- (.*)$", written, re.M), left_out, "what is left out is said in the report, too")
equal(len(agree) + len(left_out), 9, "an engine is measured or left out")
equal(os.listdir(scratch.name), ["bench.md"], "nothing else is left")

# Engines that find something else.
ended = run("--wrong-rule")
equal(ended.returncode, 1, "a wrong rule: status 1")
equal(ended.stdout, "", "a wrong rule: nothing is measured")
said = ended.stderr.strip().split("\n")[-1]
none([name for name in agree if not re.search(rf"{re.escape(name)}: line [0-9]+: [^;]*\(r0001\)", said)],
     "a wrong rule: each engine is named, with the rule")

done()
