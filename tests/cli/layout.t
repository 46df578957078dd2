#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# How reports lie on the screen: no line too wide, no character that the locale lacks, colour only where it is wanted.
import glob
import os
import re
import sys
import tempfile
import unicodedata

import pexpect
import yaml

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "cli"))
from tap import LIMIT, TOP, WHETHER, done, environment, equal, none, ok, run

HERE = os.path.join(TOP, "tests", "cli")
SMALL = os.path.join(HERE, "small.yaml")
WIDE = os.path.join(HERE, "wide.yaml")
FIXTURES = [("-m", SMALL, os.path.join(HERE, f"{name}.yaml")) for name in ("complete", "settled", "open", "none", "wet", "blank")]
FIXTURES.append(("-m", WIDE, os.path.join(HERE, "wide-answers.yaml")))
PROFILES = sorted(os.path.relpath(path, TOP) for path in glob.glob(os.path.join(TOP, "profiles", "cases", "??4-*.yaml")))
OTHERS = sorted(os.path.relpath(path, TOP) for path in glob.glob(os.path.join(TOP, "profiles", "delivery", "*.yaml")))
SEVERAL = [tuple(PROFILES), tuple(OTHERS), ("-m", SMALL, *(arguments[2] for arguments in FIXTURES[:-1]))]
REPORTS = FIXTURES + SEVERAL
WIDTHS = (40, 60, 80)
CLEAN = {"COLUMNS": None, "NO_COLOR": None, "TERM": "dumb", "XDG_DATA_HOME": None, "XDG_DATA_DIRS": None}


def report(*arguments, **changes):
    return run("eval", *arguments, **{**CLEAN, **changes})


def columns(text):
    """Columns that the text takes on a terminal."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def commands(path):
    """The lines of all `find out` in a model, which are for copying and so are never broken."""
    found = set()

    def walk(node):
        if isinstance(node, dict):
            found.update(line.strip() for line in str(node.get("find out", "")).split("\n"))
            for part in node.values():
                walk(part)

    with open(path, encoding="utf-8") as file:
        walk(yaml.safe_load(file)["tree"])
    return found


VERBATIM = commands(SMALL) | commands(WIDE) | set().union(*map(commands, glob.glob(os.path.join(TOP, "questions", "*.yaml"))))


def too_wide(text, width):
    """The lines that are, but for commands and single words that fit on no line."""
    faults = []
    for line in text.split("\n"):
        content = re.sub(r"^ *(?:find out: |[-+*?x] |==== )?", "", line)
        if columns(line) > width and content not in VERBATIM and " " in content:
            faults.append(f"{columns(line)} columns, not {width}: {line}")
    return faults


def check_widths():
    for width in WIDTHS:
        faults, lost, needless = [], [], 0
        for arguments in REPORTS:
            laid_out = report("--width", str(width), *arguments).out
            one_line = report("--width", "1000", *arguments).out
            faults += too_wide(laid_out, width)
            needless += laid_out == one_line
            if arguments not in SEVERAL and laid_out.split() != one_line.split():
                lost.append(arguments[-1])
        none(sorted(set(faults)), f"no line is wider than {width}")
        none(lost, f"at {width} columns the words are all there")
        ok(needless == 0, f"at {width} columns lines are broken", f"{needless} reports are as at 1000")
    wide = report(*FIXTURES[-1], "--width", "40").out
    equal(wide[:wide.index("\nNot known")], """\
夜遅くに 何か 温かい ものを 飲みたい と
思った とき に どう する か

Recommendation: coffee (cafe\u0301 noir)
  Open: coffee comes first in 75 % of
  the cases that the open answers leave,
  weighted by how usual they are; tea
  comes first in 25 %.
  Decided by strong reasons.

Why coffee
  + likely strong (75 %): 朝は 目を
    覚ます ために 苦い ものを 飲む 人が
    多い、 e\u0301te\u0301 comme hiver. [wake-up]
      depends on time
  ? less likely, not known: 1 strong
    against

Why not tea: possible; comes first in 25
             %
  ? less likely, not known: 1 medium for

What would change it: the fewest answers
with which another wins for certain
  tea: time = night
""", "wide letters at 40 columns: lines are as full as can be")
    ok("\n      find out: 時計を 見る、 または 窓の 外を よく 見て みる、 それでも 分からない ときは 人に 聞く\n" in wide,
       "wide letters at 40 columns: the command is one line")
    equal(report(*FIXTURES[0], "--width", "40").out.split("\n\nHow to start")[0], """\
Twelve kilometres with a bad lock

Recommendation: bus
  Decided by weak reasons: net +1, next
  best bike with -1.

Why bus
  + strong: Nobody walks for two hours,
    and the bus takes the motorway.
    [too-far]
      because distance = 12
  + weak: What is paid for costs nothing
    more. [ticket-is-paid]
      because ticket = paid""", "narrow letters at 40 columns: lines are as full as can be")


def check_columns_variable():
    for arguments in (FIXTURES[2], tuple(PROFILES[:2])):
        for value, width in (("40", 40), ("60", 60), ("100", 100), ("500", 100), ("5", 20), ("0", 20), ("", 80),
                             ("wide", 80), ("-40", 80), ("4 0", 80), (None, 80)):
            equal(report(*arguments, COLUMNS=value).out, report("--width", str(width), *arguments).out,
                  f"{os.path.basename(arguments[-1])}, COLUMNS={value!r}: {width} columns")
        equal(report("--width", "60", *arguments, COLUMNS="40").out, report("--width", "60", *arguments).out,
              f"{os.path.basename(arguments[-1])}: --width wins over COLUMNS")


def check_c_locale():
    for name in ("C", "POSIX"):
        faults, changed, empty = [], [], []
        for arguments in REPORTS:
            for form in ("text", "json", "markdown"):
                result = report("-f", form, *arguments, LC_ALL=name)
                if form == "text" and not (result.out + result.err).isascii():
                    faults.append(arguments[-1])
                if form != "text" and result.out != report("-f", form, *arguments, LC_ALL="C.UTF-8").out:
                    changed.append(f"{arguments[-1]}, {form}")
                if not result.out.strip() or result.err:
                    empty.append(f"{arguments[-1]}, {form}: {result.err}")
        none(faults, f"LC_ALL={name}: text in ASCII only")
        none(changed, f"LC_ALL={name}: JSON and Markdown as ever, in UTF-8")
        none(empty, f"LC_ALL={name}: there is a result, and no complaint")
    in_c, in_utf8 = (report(*FIXTURES[-1], LC_ALL=name).out for name in ("C", "C.UTF-8"))
    equal(len(in_c.split("\n")), len(in_utf8.split("\n")), "LC_ALL=C: as many lines")
    ok("?" in in_c.split("\n")[0], "LC_ALL=C: what is not ASCII comes as ?", in_c)
    ok("\n  Open: coffee comes first in 75 %" in in_c, "LC_ALL=C: what is ASCII stays", in_c)
    equal(report(*FIXTURES[2], LC_ALL="C").out, report(*FIXTURES[2]).out, "LC_ALL=C: a report in ASCII is the same")
    asked = run("ask", "-m", WIDE, send="?\nmorning\n", **{**CLEAN, "LC_ALL": "C"})
    ok(asked.status == 0 and (asked.out + asked.err).isascii() and "Answer:" in asked.err,
       "LC_ALL=C: the interview is in ASCII", asked.err)
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "bad.yaml"), "w", encoding="utf-8") as file:
            file.write("answers: {夜: 夜, time: 夜}\n")
        bad = run("eval", "-m", WIDE, "bad.yaml", folder=folder, **{**CLEAN, "LC_ALL": "C"})
        ok(bad.status == 3 and bad.err.isascii() and "[unknown-question]" in bad.err and "^" in bad.err,
           "LC_ALL=C: diagnostics are in ASCII", bad.err)
        bad = run("eval", "-m", WIDE, "bad.yaml", folder=folder, **CLEAN)
        lines = bad.err.split("\n")
        equal(lines[2].index("^"), columns(lines[1][:lines[1].index("夜")]), "a caret under a wide letter")
        ok("    1 | answers: {夜: 夜, time: 夜}\n      |           ^~\n" in bad.err, "tildes as wide as the letter", bad.err)


ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
# Every stretch in colour ends before the line does.
COLOURED = re.compile(r"(?:[^\x1b]|\x1b\[[1-9][0-9;]*m[^\x1b\n]+\x1b\[0m)*")


def check_colour():
    for arguments in REPORTS:
        plain = report(*arguments)
        ok("\x1b" not in plain.out + plain.err, f"{os.path.basename(arguments[-1])}: no escape in a pipe", plain.out)
    faults, unended = [], []
    for width in WIDTHS:
        for arguments in REPORTS:
            plain = report("--width", str(width), *arguments).out
            coloured = report("--width", str(width), "--color", "always", *arguments).out
            if not ESCAPE.search(coloured) or ESCAPE.sub("", coloured) != plain:
                faults.append(f"{arguments[-1]} at {width}")
            unended += [line for line in coloured.split("\n") if not COLOURED.fullmatch(line)]
    none(faults, "--color always: escapes, and without them the plain report")
    none([line for line in unended if "===" not in line and line != "\x1b[1m"], "--color always: colours end on their line")
    none(unended, "--color always: colours end on their line, those between reports, too")
    for changes in ({"NO_COLOR": "1"}, {"TERM": None}, {"TERM": "xterm", "NO_COLOR": "1"}):
        ok("\x1b" in report("--color", "always", *FIXTURES[0], **changes).out, f"--color always wins over {changes}")
    for form in ("json", "markdown"):
        ok("\x1b" not in report("--color", "always", "-f", form, *FIXTURES[0]).out, f"--color always: none in {form}")
    ok("\x1b" not in report("--color", "always", "-q", *FIXTURES[0]).out, "--color always: none with -q")
    ok("\x1b" not in report(*FIXTURES[0], TERM="xterm-256color").out, "a pipe: none, whatever TERM is")
    answers = "12\nworks\ngood\nunpaid\ndry\n"
    asked, plain = (run("ask", "-m", SMALL, "--color", when, send=answers, **CLEAN) for when in ("always", "never"))
    ok("\x1b" in asked.err and ESCAPE.sub("", asked.err) == plain.err, "--color always: the interview", asked.err)
    ok("\x1b" not in plain.err + plain.out, "--color never: none in the interview")


def on_terminal(*arguments, width=80, **changes):
    """What `whether eval` prints on a terminal."""
    child = pexpect.spawn(WHETHER, ["eval", *arguments], env=environment({**CLEAN, "TERM": "xterm", **changes}),
                          encoding="utf-8", timeout=LIMIT, dimensions=(24, width))
    child.expect(pexpect.EOF)
    child.close()
    return child.before.replace("\r\n", "\n")


def check_terminal():
    plain = report(*FIXTURES[2]).out
    coloured = on_terminal(*FIXTURES[2])
    ok(ESCAPE.search(coloured), "a terminal: colours", coloured)
    equal(ESCAPE.sub("", coloured), plain, "a terminal: but for colours the plain report")
    ok(ESCAPE.search(on_terminal(*FIXTURES[2], NO_COLOR="")), "an empty NO_COLOR says nothing")
    equal(on_terminal(*FIXTURES[2], NO_COLOR="1"), plain, "NO_COLOR: no escape on a terminal")
    equal(on_terminal(*FIXTURES[2], TERM="dumb"), plain, "TERM=dumb: no escape on a terminal")
    equal(on_terminal(*FIXTURES[2], TERM=None), plain, "no TERM: no escape on a terminal")
    equal(on_terminal(*FIXTURES[2], "--color", "never"), plain, "--color never: no escape on a terminal")
    ok(ESCAPE.search(on_terminal(*FIXTURES[2], "--color", "always", NO_COLOR="1", TERM="dumb")),
       "--color always: escapes on any terminal")
    for width, laid_out in ((60, 60), (40, 40), (90, 90), (200, 100), (10, 20)):
        equal(on_terminal(*FIXTURES[2], width=width, NO_COLOR="1", COLUMNS="70"),
              report("--width", str(laid_out), *FIXTURES[2]).out, f"a terminal of {width} columns: {laid_out}")
    equal(on_terminal(*FIXTURES[2], "--width", "50", width=70, NO_COLOR="1"), report("--width", "50", *FIXTURES[2]).out,
          "--width wins over the terminal")


check_widths()
check_columns_variable()
check_c_locale()
check_colour()
check_terminal()
done()
