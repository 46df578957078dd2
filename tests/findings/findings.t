#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""What is said about wrong files.

Each model-CODE*.yaml here is loaded as a model, each profile-CODE*.yaml as a profile for good.yaml. CODE is a finding
that the file provokes, `mixed` stands for several and `sound` for none. The .out beside it is what must come on
standard error. Files that do not keep well as text are made here, in a folder of their own.
"""
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from typing import NamedTuple, Union

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.environ.get("TOP") or os.path.dirname(os.path.dirname(HERE))
WHETHER = os.environ.get("WHETHER") or os.path.join(TOP, "whether")
MOST_BYTES_OF_LINE = 1000
MOST_COLUMNS = 160
MOST_BEFORE_SPAN = 60
TIME_LIMIT = 60
REORDERING = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
MARKS = "\u200e\u200f\u061c"     # those that Unicode does not call controls


class Case(NamedTuple):
    name: str                     # model-... or profile-..., without .yaml
    file: str
    folder: str
    expected: Union[str, list]    # standard error, or only the codes where its length is what matters


def contents(name):
    """The text of a file; bytes that are not UTF-8 come as lone surrogates."""
    with open(os.path.join(HERE, name), "rb") as file:
        return file.read().decode("utf-8", "surrogateescape")


# Files made here.

GOOD = contents("good.yaml")
CONTROLS = [0x00, 0x07, 0x0B, 0x0C, 0x1B, 0x7F, 0x85, 0x9B, 0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202E, 0x2066,
            0x2069, 0xFFFE, 0xFFFF]


def good(*changes):
    text = GOOD
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def title(words):
    return good(("title: A small model without a fault", "title: " + words))


def questions(count):
    """good.yaml with `count` questions."""
    more = "".join(f"  q{i}: {{topic: load, ask: Which?, answers: {{one_: one, two_: two}}}}\n"
                   for i in range(4, count + 1))
    return good(("rules:\n", more + "rules:\n"))


def nested_questions():
    """More than 500 questions, of which the first too many stands under an answer."""
    row = "{label: one, then: {%s: {ask: Which?, answers: {one_: one, two_: two}}}}"
    more = "".join(f"  q{i}:\n    topic: load\n    ask: Which?\n    answers:\n      one_: {row % f'a{i}'}\n"
                   f"      two_: {row % f'b{i}'}\n" for i in range(200))
    return good(("rules:\n", more + "rules:\n"))


def facts(count):
    """good.yaml with `count` facts, of which a rule needs the last."""
    more = "".join(f"  f{i}: {{when: {{work: waiting}}}}\n" for i in range(1, count + 1))
    return good(("rules:\n", f"facts:\n{more}rules:\n"), ("when: {work: waiting}\n    for", f"when: f{count}\n    for"))


def rules(count, option="sync"):
    """good.yaml with `count` rules."""
    more = "".join(f"  r{i}: {{when: always, for: {{{option}: weak}}, because: So it is., source: book}}\n"
                   for i in range(2, count + 1))
    return good(("impossible:\n", more + "impossible:\n"))


def nested_condition(depth):
    condition = "{not: " * depth + "{work: waiting}" + "}" * depth
    return good(("    when: {work: waiting}\n", f"    when: {condition}\n"))


def sized(text, size):
    return text + "#" + "x" * (size - len(text.encode()) - 1)


MADE = {
    "model-utf8-line-3": good(("model: good", "model: good # größer 速度 🐍 \udcff")),
    "model-utf8-latin-1": title("Gr\udcf6\udcdfer"),
    "model-utf8-c1": title("A \udc9b31m model"),
    "model-utf8-cut": GOOD + "# \udce2",
    "model-utf8-utf-16": b"\xff\xfe" + GOOD.encode("utf-16-le"),
    "profile-utf8": "answers:\n  work: wait\udcffng\n",
    "model-control-character-several": good(("model: good", "model: g\x1bood"),
                                            ("fault\noptions", "fa\u202eult\noptions"),
                                            ("    because: Waits", "    because: \x07Waits")),
    "profile-control-character-raw": "answers:\n  work: \x1b]0;waiting\x07\n",
    "model-format-bom": "\ufeff" + good(("whether: 1", "whether: 2")).split("\n", 1)[1],
    "model-sound-bom": "\ufeff" + GOOD.split("\n", 1)[1],
    "profile-sound-bom": "\ufeffanswers:\n  work: waiting\n",
    "model-mixed-crlf": good(("model: good", "model: Good"), ("async: strong", "asnyc: strong")).replace("\n", "\r\n"),
    "model-mixed-cr": good(("model: good", "model: Good"), ("async: strong", "asnyc: strong")).replace("\n", "\r"),
    "model-syntax-crlf": "whether: 1\r\ntitle: [one\r\nmodel: two\r\n",
    "model-size": sized(GOOD, 4 * 1024 * 1024 + 1),
    "profile-size": sized("answers: {}\n", 4 * 1024 * 1024 + 1),
    "model-sound-size": sized(GOOD, 4 * 1024 * 1024),
    "model-depth-flow": "whether: " + "[" * 40 + "]" * 40 + "\n",
    "model-depth-block": "".join("  " * i + "a:\n" for i in range(40)),
    "model-depth-endless": "[" * 1000000,
    "model-depth-condition": nested_condition(28),
    "model-sound-depth": nested_condition(27),
    "model-too-many-questions": questions(502),
    "model-too-many-questions-nested": nested_questions(),
    "model-sound-questions": questions(500),
    "model-too-many-facts": facts(1001),
    "model-sound-facts": facts(1000),
    "model-too-many-rules": rules(5001),
    "model-sound-rules": rules(5000),
    "model-unknown-option-many": rules(151, "snyc"),
    "profile-unknown-question-name": "answers:\n  wrok: waiting\n",
    "model-unknown-source-long": good(("source: book", "source: " + "x" * 50000)),
    "model-unknown-source-marks": good(("source: book", "source: [bok, " + "\u0301" * 50000 + "]")),
}
FILES = {"profile-unknown-question-name": "profile-\x1b[31m\nname.yaml"}     # where it is not the name of the case


def many_unknown_options():
    """The first hundred of 150 findings alike."""
    text = ""
    for i in range(2, 102):
        before = f"  r{i}: {{when: always, for: {{"
        place = f"model-unknown-option-many.yaml:{37 + i}:{len(before) + 1}"
        text += f"{place}: error: there is no option 'snyc' [unknown-option]\n"
        text += f"{37 + i:5} | {before}snyc: weak}}, because: So it is., source: book}}\n"
        text += "      | " + " " * len(before) + "^~~~\n        did you mean 'sync'?\n"
    return text + "model-unknown-option-many.yaml: and 50 more findings\n"


EXPECTED = {
    "model-unknown-option-many": many_unknown_options(),
    "model-unknown-source-long": ["unknown-source"],
    "model-unknown-source-marks": ["unknown-source", "unknown-source"],
}
for point in CONTROLS:
    name = f"model-control-character-{point:04x}"
    MADE[name] = title(f"größer 速度 {chr(point)} model")
    EXPECTED[name] = (f"{name}.yaml:5:18: error: the control character U+{point:04X} is not allowed "
                      "[control-character]\n"
                      "    5 | title: größer 速度 ? model\n"
                      "      |                    ^\n")


# What is true of all that is said.

def width(text):
    wide = sum(unicodedata.east_asian_width(point) in "WF" for point in text)
    return len(text) + wide - sum(unicodedata.category(point) in ("Mn", "Me", "Cf") for point in text)


def is_control(point):
    is_noncharacter = ord(point) & 0xFFFE == 0xFFFE
    is_reordering = point in MARKS or unicodedata.bidirectional(point) in REORDERING
    return is_noncharacter or is_reordering or unicodedata.category(point) in ("Cc", "Zl", "Zp", "Cs")


def shown(line):
    """A line of a file as an excerpt shows it."""
    text = ""
    for point in line:
        text += " " * (8 - width(text) % 8) if point == "\t" else "?" if is_control(point) else point
    return text


def misplaced(said, source):
    """Yields what is wrong with the excerpts: the line of the file, and a caret that stands under the column."""
    lines = re.split("\r\n|\r|\n", source.removeprefix("\ufeff"))
    said = said.split("\n")
    for i, header in enumerate(said):
        place = re.search(r":(\d+):(\d+): (?:error|warning|note): ", header)
        if not place:
            continue
        row, column = int(place[1]), int(place[2])
        number, _, excerpt = said[i + 1].partition(" | ")
        line = lines[row - 1] if row <= len(lines) else ""
        if number.strip() != str(row):
            yield f"line {i + 2} shows line {number.strip()} instead of {row}"
        if excerpt == shown(line):
            before = width(shown(line[:column - 1]))
        else:
            # A long line: "..." stands for what is left out at either end, and the span is always shown.
            start = excerpt.startswith("...")
            middle = excerpt[3 if start else 0:-3 if excerpt.endswith("...") else None]
            offset = column - 1 - MOST_BEFORE_SPAN if start else 0
            if not shown(line)[offset:].startswith(middle) or width(excerpt) > MOST_COLUMNS + 8:
                yield f"line {i + 2} is not line {row} of the file"
            before = (3 if start else 0) + width(shown(line)[offset:column - 1])
        if not re.fullmatch(" {6}\\| " + " " * before + "\\^~*", said[i + 2]):
            yield f"line {i + 3} has no caret under column {column}"


def codes_of(said):
    return re.findall(r": (?:error|warning): .* \[([^]\n]*)\]$", said, re.MULTILINE)


def run(case, locale="C.UTF-8"):
    """Returns the status, standard output and standard error of a case."""
    is_model = case.name.startswith("model-")
    operands = ["-m", case.file, "-s", "work=waiting"] if is_model else ["-m", "good.yaml", case.file]
    done = subprocess.run([WHETHER, "eval", "-q", *operands], cwd=case.folder, stdin=subprocess.DEVNULL,
                          capture_output=True, env={**os.environ, "LC_ALL": locale}, timeout=TIME_LIMIT, check=False)
    output, said = (stream.decode("utf-8", "surrogateescape") for stream in (done.stdout, done.stderr))
    return done.returncode, output, said


def difference(said, expected):
    """Yields the first lines that differ."""
    said, expected = said.split("\n"), expected.split("\n")
    for i in range(max(len(said), len(expected))):
        pair = [lines[i] if i < len(lines) else "(nothing)" for lines in (expected, said)]
        if pair[0] != pair[1]:
            yield f"line {i + 1} should be: {pair[0]}"
            yield f"line {i + 1} is:        {pair[1][:MOST_BYTES_OF_LINE]}"
            return


def faults(case, status, output, said, source):
    """Yields what is wrong with the outcome of a case."""
    expected = case.expected if isinstance(case.expected, str) else ""
    wanted = codes_of(expected) or (case.expected if isinstance(case.expected, list) else [])
    failed = "sound" not in case.name and (": error: " in expected or not expected)
    if isinstance(case.expected, str):
        yield from difference(said, expected)
    elif codes_of(said) != wanted:
        yield f"findings are {codes_of(said)}, not {wanted}"
    if failed and (status != 3 or output):
        yield f"status {status}, {len(output)} characters on standard output; not 3 and none"
    if not failed and (status not in (0, 1) or not output):
        yield f"status {status}, {len(output)} characters on standard output; not 0 or 1 and some"
    control = next((point for point in said if point != "\n" and is_control(point)), None)
    if control:
        yield f"the control character or wrong byte {ascii(control)} on standard error"
    longest = max(len(line.encode("utf-8", "surrogateescape")) for line in said.split("\n"))
    if longest > MOST_BYTES_OF_LINE:
        yield f"a line of {longest} bytes"
    yield from misplaced(said, source)
    code = case.name.split("-", 1)[1]
    if not re.match("(sound|mixed)\\b", code) and not any((code + "-").startswith(one + "-") for one in wanted):
        yield f"none of the findings {wanted} is the one in the name"


# The run.

class Tap:
    """Counts and prints the tests."""
    count = failed = 0

    @classmethod
    def ok(cls, name, problems):
        problems = list(problems)
        cls.count += 1
        cls.failed += bool(problems)
        print(f"{'not ' if problems else ''}ok {cls.count} - {name}")
        for problem in problems:
            print("# " + "".join("?" if is_control(point) else point for point in problem))


def kept_cases():
    names = [name[:-5] for name in sorted(os.listdir(HERE)) if re.fullmatch("(model|profile)-.*\\.yaml", name)]
    return [Case(name, name + ".yaml", HERE, expectation(name)) for name in names]


def made_cases(folder):
    cases = []
    for name, text in {"good": GOOD, **MADE}.items():
        file = FILES.get(name, name + ".yaml")
        with open(os.path.join(folder, file), "wb") as made:
            made.write(text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape"))
        if name != "good":
            cases.append(Case(name, file, folder, expectation(name)))
    return cases


def expectation(name):
    """Of a sound file nothing is said."""
    if name in EXPECTED or re.match("(model|profile)-sound\\b", name):
        return EXPECTED.get(name, "")
    return contents(name + ".out") if os.path.exists(os.path.join(HERE, name + ".out")) else "(there is no .out)\n"


def check_cases(cases):
    """Returns all codes that were provoked."""
    provoked = set()
    for case in cases:
        with open(os.path.join(case.folder, case.file), "rb") as file:
            source = file.read().decode("utf-8", "surrogateescape")
        try:
            status, output, said = run(case)
        except subprocess.TimeoutExpired:
            Tap.ok(case.name, [f"took longer than {TIME_LIMIT} s"])
            continue
        provoked.update(codes_of(said))
        Tap.ok(case.name, faults(case, status, output, said, source))
    return provoked


def check_codes(provoked):
    with open(os.path.join(TOP, "src/model/finding.h"), encoding="utf-8") as header:
        text = header.read()
    codes = re.findall(r'\bROW\(\w+, "([a-z0-9-]+)", "', text)
    understood = codes and len(codes) == text.count("ROW(")
    Tap.ok("the table of findings was read", [] if understood else ["a row was not understood"])
    Tap.ok("every finding is provoked", [f"no file provokes {code}" for code in codes if code not in provoked])
    Tap.ok("every code is in the table", [f"{code} is not" for code in sorted(provoked) if code not in codes])


def check_folder(cases):
    names = {case.name for case in cases}
    outs = [name[:-4] for name in os.listdir(HERE) if name.endswith(".out")]
    used = [name for name in sorted(outs) if name in names and name not in EXPECTED and "sound" not in name]
    Tap.ok("every .out belongs to a file", [f"{name}.out does not" for name in sorted(outs) if name not in used])
    kept = [name for name in sorted(MADE) if os.path.exists(os.path.join(HERE, name + ".yaml"))]
    Tap.ok("no file is made that is also kept", kept)


def check_ascii(case):
    _, _, said = run(case, "C")
    Tap.ok("where the locale knows only ASCII, only that is written", [] if said and said.isascii() else [said])


def main():
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    with tempfile.TemporaryDirectory() as folder:
        cases = kept_cases() + made_cases(folder)
        provoked = check_cases(cases)
        check_codes(provoked)
        check_folder(cases)
        check_ascii(next(case for case in cases if case.name == "model-mixed-wide"))
    print(f"1..{Tap.count}")
    return 1 if Tap.failed else 0


sys.exit(main())
