#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# Lines in, lines out: what a line of a result says, the same as eval; what is said of bad lines; order, files, ends of
# lines; that nothing waits; how it ends.
import json
import os
import pty
import random
import select
import signal
import subprocess
import sys
import tempfile

import yaml

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "cli"))
from documents import values_of
from tap import TOP, WHETHER, done, environment, equal, none, ok, run

SMALL = os.path.join(TOP, "tests", "cli", "small.yaml")
CASES = os.path.join(TOP, "profiles", "cases")
PATIENCE = 20
FOLDER = tempfile.TemporaryDirectory()
os.environ.pop("COLUMNS", None)


def batch(*arguments, lines, **how):
    """Runs it on lines of text; the lines of the result are parsed."""
    result = run("batch", "-m", SMALL, *arguments, send="".join(line + "\n" for line in lines), **how)
    result.lines = [json.loads(line) for line in result.out.splitlines()]
    return result


def threads_of(*counts):
    """Of a build that counts what is run, not several: they would lose each other's counts."""
    return [count for count in counts if count == "1" or os.environ["BUILD"] != "coverage"]


def profile(**answers):
    return json.dumps({"answers": answers})


RIDE = {"distance": 12, "bicycle": "works", "lock": "bad", "ticket": "paid", "rain": "dry"}
RIDE_LINE = json.dumps({"title": 'A "ride"', "answers": RIDE})
OPEN_LINE = profile(distance=12, bicycle="works", rain=None)


def check_brief():
    # Bus and bicycle have one strong reason each; the ticket and the lock are weak ones for and against.
    equal(batch("-f", "brief", lines=[RIDE_LINE]).out,
          '{"line":1,"title":"A \\"ride\\"","option":"bus","settled":true,"margin":{"tier":"weak","by":2,"next":"bike"}}\n',
          "brief: a complete profile")
    equal(batch("-f", "brief", lines=[profile(distance=1)]).out, '{"line":1,"option":"walk","settled":true}\n',
          "brief: settled while answers are open")
    equal(batch("-f", "brief", lines=[OPEN_LINE]).lines, [{"line": 1, "option": "bus", "settled": False, "exact": True,
          "share": {"low": "23/38", "high": "23/38", "words": "61 %"}, "runner_up": "bike"}], "brief: open")
    none_left = batch("-f", "brief", lines=[profile(distance=12, bicycle="missing", ticket="unpaid", rain="storm")])
    equal((none_left.status, none_left.lines), (0, [{"line": 1, "option": "none", "settled": True,
                                                     "margin": {"tier": "none"}}]), "brief: every option is out")
    order = batch("-f", "brief", lines=[profile(distance=5, bicycle="missing", ticket="unpaid", rain="dry")])
    equal(order.lines[0]["margin"], {"tier": "order", "next": "bus"}, "brief: decided by the order of the options")
    settings = batch("-f", "brief", "-s", "rain=dry", "-s", "lock=good,bad", lines=[RIDE_LINE, OPEN_LINE])
    equal([line["settled"] for line in settings.lines], [True, False], "-s wins over every line: what is settled")
    equal(settings.lines[0]["option"], "bus", "-s wins over every line: the option")
    equal("margin" in settings.lines[0], False, "-s wins over every line: a question can be opened again")


def check_full():
    result = batch(lines=[RIDE_LINE, profile(distance=1, bicycle="missing", lock="bad", ticket=["paid", "unpaid"], rain="dry")])
    equal(result.lines[0]["options"][1], {
        "id": "bike", "verdict": "possible", "net": {"strong": 1, "medium": 0, "weak": -1},
        "reasons": [{"rule": "quick-ride", "effect": "for", "strength": "strong"},
                    {"rule": "lock-invites-thieves", "effect": "against", "strength": "weak"}]}, "full: an option")
    equal(result.lines[0]["options"][0]["reasons"], [{"rule": "too-far", "effect": "rules out"}], "full: what rules out")
    equal([line.get("ignored") for line in result.lines], [None, ["lock", "ticket"]], "full: what was answered without need")
    equal(batch("-f", "json", lines=[RIDE_LINE]).out, result.out.splitlines()[0] + "\n", "-f json is the same")


def same_as_eval(line, report):
    """The faults of a full line, by what eval -f json says of the same profile."""
    def reasons(option, state):
        return [{key: reason[key] for key in ("rule", "effect", "strength") if key in reason}
                for reason in option["reasons"] if reason["state"] == state]

    wanted = {"option": report["recommendation"], "settled": report["settled"], "ignored": report["ignored"],
              "verdicts": [option["verdict"] for option in report["options"]],
              "reasons": [reasons(option, "holds") for option in report["options"]]}
    found = {"option": line["option"], "settled": line["settled"], "ignored": line.get("ignored", []),
             "verdicts": [option["verdict"] for option in line["options"]],
             "reasons": [option["reasons"] for option in line["options"]]}
    if "margin" in line:
        wanted["tier"], found["tier"] = list(report["decided_by"]), [line["margin"]["tier"]]
    else:
        wanted["depends"] = [reasons(option, "depends") for option in report["options"]]
        found["depends"] = [option["depends"] for option in line["options"]]
        wanted["shares"] = [option["share"] for option in report["options"]]
        found["shares"] = [option["share"] for option in line["options"]]
        wanted["matters"] = [unknown["question"] for unknown in report["unknown"] if unknown["matters"]]
        found["matters"] = line.get("matters", [])
        wanted["next"], found["next"] = report.get("next_question"), line.get("next_question")
    return [f"{report['profile']['file']}: {key}: eval {wanted[key]}, batch {found[key]}"
            for key in wanted if wanted[key] != found[key]]


def check_cases():
    """Cases as lines."""
    names = sorted(os.path.join(CASES, name) for name in os.listdir(CASES) if name.endswith(".yaml"))
    lines = []
    for name in names:
        with open(name, encoding="utf-8") as file:
            lines.append(json.dumps(yaml.load(file, Loader=yaml.BaseLoader)))
    result = run("batch", "-f", "brief", send="\n".join(lines))
    brief = [json.loads(line) for line in result.out.splitlines()]
    equal((result.status, len(brief)), (0, len(names)), "every case has a result")
    complete = [i for i, line in enumerate(brief) if "margin" in line]
    chosen = sorted({*range(3, len(names), 8), *complete[:12]})
    reports = values_of(run("eval", "-f", "json", *(names[i] for i in chosen)).out)
    full = [json.loads(line) for line in run("batch", send="\n".join(lines[i] for i in chosen)).out.splitlines()]
    faults = [fault for line, report in zip(full, reports) for fault in same_as_eval(line, report)]
    none(faults, "cases in full lines agree with eval -f json")
    incomplete = sum("margin" not in line for line in full)
    ok(20 < incomplete < len(full) - 10, "some of them are complete, and many are not", incomplete, len(full))
    none([names[i] for i, report in zip(chosen, reports)
          if (brief[i]["option"], brief[i]["settled"], brief[i].get("share", report["share"]))
          != (report["recommendation"], report["settled"], report["share"])], "cases in brief lines agree with it, too")


BAD = [
    ('{"answers":{"distnce":1,"rain":"wett"}}', {"column": 13, "finding": "unknown-question", "more": 1,
     "message": "there is no question 'distnce'", "hint": "did you mean 'distance'?"}),
    ('{"answers":{"rain":"wett"}}', {"column": 20, "finding": "unknown-answer",
     "message": "'wett' is not an answer of 'rain'", "hint": "did you mean 'wet'?"}),
    ('{"title":"\u00e4\u00f6","answers":{"rain":["dry","snow"]}}', {"column": 40, "finding": "unknown-answer"}),
    ('{"answers":{"rain":true}}', {"column": 20, "finding": "type", "message": "'true' is neither text nor a number"}),
    ('{"answers":{"distance":-1}}', {"column": 24, "finding": "number"}),
    ('{"answers":{"distance":1e3}}', {"column": 24, "finding": "number"}),
    ('{"answers":{"distance":{"at least":7,"below":4}}}', {"column": 24, "finding": "empty-range"}),
    ('{"answers":{"rain":"dry","rain":"dry"}}', {"column": 26, "finding": "duplicate-key"}),
    ('{"answers":{"rain":"dry","r\\u0061in":"wet"}}', {"column": 26, "finding": "duplicate-key"}),
    ('{"title":"a","title":"b"}', {"column": 14, "finding": "duplicate-key"}),
    ('{"titel":"a"}', {"column": 2, "finding": "unknown-key"}),
    ('{"model":"python"}', {"column": 10, "finding": "other-model"}),
    ('{"title":""}', {"column": 10, "finding": "type"}),
    ('{"title":"a\\u0007b"}', {"column": 10, "finding": "control-character"}),
    ('{"title":"a\\u0000b"}', {"column": 10, "finding": "control-character"}),
    ('{"title":"a\u202eb"}', {"column": 12, "finding": "control-character"}),
    ('{"title":"\\ud83d"}', {"column": 11, "finding": "utf8"}),
    ('{"title":"\\ud83d\\ude00\\ude00"}', {"column": 23, "finding": "utf8"}),
    ('{"answers":{"rain":"dry"}', {"column": 26, "finding": "syntax", "message": "premature EOF"}),
    ('{"answers":{"rain":"dry",}}', {"column": 26, "finding": "syntax"}),
    ('{"answers":{}} {}', {"column": 16, "finding": "syntax", "message": "trailing garbage"}),
    ('{"answers":{}} 2', {"column": 16, "finding": "syntax", "message": "trailing garbage"}),
    ('{"answers":{}}\t nul', {"column": 17, "finding": "syntax", "message": "trailing garbage"}),
    ('{"answers":{}} "dry', {"column": 16, "finding": "syntax", "message": "trailing garbage"}),
    ("{'answers':{}}", {"column": 2, "finding": "syntax"}),
    ('[]', {"column": 1, "finding": "type"}),
    ('"dry"', {"column": 1, "finding": "type"}),
    ('7', {"column": 1, "finding": "type"}),
    ('null', {"column": 1, "finding": "type"}),
    ('[' * 40, {"column": 33, "finding": "depth"}),
    (profile(**{**RIDE, "rain": "storm"}), {"finding": "impossible"}),
    (profile(rain="storm", ticket="paid", distance=5), {"finding": "impossible"}),
]


def check_bad_lines():
    """Each is told, with the place; the lines between them are answered."""
    lines = [line for bad, _ in BAD for line in (bad, RIDE_LINE)]
    result = batch("-f", "brief", lines=lines)
    equal(result.status, 3, "bad lines: status")
    equal(result.err, f"whether: {len(BAD)} profiles: {len(BAD)} settled, 0 open; {len(BAD)} bad lines\n",
          "bad lines: the summary")
    equal(batch(lines=["answers:", "  rain: dry"]).err, "whether: 0 profiles: 0 settled, 0 open; 2 bad lines; each line should be "
          "a profile in JSON (eval takes YAML)\n", "nothing but bad lines: what they should be")
    equal([line["line"] for line in result.lines], list(range(1, len(lines) + 1)), "bad lines: a result for each line")
    for i, (bad, error) in enumerate(BAD):
        found = result.lines[2 * i]
        equal({key: found.get("error", {}).get(key) for key in error}, error, f"bad line: {bad[:60]}")
        equal(result.lines[2 * i + 1].get("option"), "bus", f"the line after: {bad[:60]}")
    raw = subprocess.run([WHETHER, "batch", "-m", SMALL], input=b'{"title":"\xc3\xa4\xff"}\n', capture_output=True, check=False)
    equal(json.loads(raw.stdout)["error"]["finding"], "utf8", "a byte that is not UTF-8: told")
    equal(json.loads(raw.stdout)["error"]["column"], 12, "a byte that is not UTF-8: the column counts characters")
    # Of the form of UTF-8 without being it: half of a surrogate pair, more than there is, a slash in two bytes.
    for almost in (b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\xaf"):
        raw = subprocess.run([WHETHER, "batch", "-f", "brief", "-m", SMALL], input=b'{"title":"' + almost + b'"}\n',
                             capture_output=True, check=False)
        ok(b'"finding":"utf8"' in raw.stdout, f"a regular line with {almost.hex()}: no UTF-8", raw.stdout)


def check_forms():
    """Answers in all the forms that profile files have, and null."""
    forms = [{"distance": "4-6"}, {"distance": {"at least": 4, "below": 7}}, {"distance": ["4", 6]}, {"distance": "4_000"},
             {"distance": "5k"}, {"bicycle": ["works", "broken"]}, {"rain": "unknown"}, {"rain": None}, {}]
    lines = [json.dumps({"answers": {**RIDE, **form}}) for form in forms]
    plain = [json.dumps({"answers": {key: value for key, value in {**RIDE, **form}.items() if value is not None}})
             for form in forms]
    found = [{key: value for key, value in line.items() if key != "line"} for line in batch(lines=lines).lines]
    wanted = []
    for text in plain:
        report = json.loads(run("eval", "-m", SMALL, "-f", "json", "-", send=text).out)
        wanted.append((report["recommendation"], report["settled"]))
    equal([(line["option"], line["settled"]) for line in found], wanted, "every form of an answer means what it does in YAML")
    equal(batch(lines=['{"title":null,"model":null,"answers":null}']).lines[0]["settled"], False, "null is nothing said")
    newer = batch(lines=['{"revision":3,"answers":{"distance":1}}'])
    equal((newer.status, [warning["finding"] for warning in newer.lines[0]["warnings"]]), (0, ["newer-revision"]),
          "a newer revision is a warning in the line")
    warned = batch("-f", "brief", lines=['{"revision":3,"answers":' + json.dumps(answers) + "}"
                                         for answers in (RIDE, {"distance": 1}, {"rain": "snow"})])
    equal([warning["finding"] for line in warned.lines[:2] for warning in line["warnings"]], ["newer-revision"] * 2,
          "so it is of complete answers, and of what is settled without")
    equal([(line["option"], "margin" in line) for line in warned.lines[:2]], [("bus", True), ("walk", False)],
          "and what they lead to is told")
    equal((warned.lines[2]["error"]["finding"], "more" in warned.lines[2]["error"]), ("unknown-answer", False),
          "of a line with a warning and an error it is the error that is told")
    told = {"model": "small", "revision": 2, "title": "T", "note": "N", "source": "S", "answers": RIDE}
    equal(batch("-f", "brief", lines=[json.dumps({**told, "revision": revision}) for revision in (1, 2)]).lines,
          [{"line": number, "title": "T", "option": "bus", "settled": True,
            "margin": {"tier": "weak", "by": 2, "next": "bike"}} for number in (1, 2)], "every key of a regular profile")


def check_lines():
    """Ends of lines, blank lines, files."""
    def options(text, *arguments):
        result = run("batch", "-f", "brief", "-m", SMALL, *arguments, send=text, folder=FOLDER.name)
        return [(line["line"], line.get("option")) for line in map(json.loads, result.out.splitlines())]

    one = profile(distance=1)
    equal(options(f"{one}\n{one}\n"), [(1, "walk"), (2, "walk")], "lines that end in LF")
    equal(options(f"{one}\r\n{one}\r\n"), [(1, "walk"), (2, "walk")], "lines that end in CR LF")
    equal(options(f"{one}\n{one}"), [(1, "walk"), (2, "walk")], "no line end at the end")
    equal(options(f"\n{one}\n \t\r\n\n{one}\n\n"), [(2, "walk"), (5, "walk")], "blank lines count, and have no result")
    equal(options(""), [], "nothing")
    equal(options("\ufeff" + one), [(1, "walk")], "a byte order mark")
    for name, text in (("a", f"{one}\n{one}"), ("b", f"{one}\n"), ("empty", "")):
        with open(os.path.join(FOLDER.name, name), "w", encoding="utf-8") as file:
            file.write(text)
    equal(options("", "a", "empty", "b"), [(1, "walk"), (2, "walk"), (3, "walk")], "files are one stream of whole lines")
    equal(options(RIDE_LINE, "b", "-", "b"), [(1, "walk"), (2, "bus"), (3, "walk")], "- is standard input")
    missing = run("batch", "-m", SMALL, "a", "nowhere", "b", folder=FOLDER.name)
    equal((missing.status, missing.out.count("\n")), (4, 3), "a file that is not there: status 4, and the others")
    ok("whether: cannot read nowhere: No such file" in missing.err, "a file that is not there: it is said", missing.err)
    folder = run("batch", "-m", SMALL, "a", FOLDER.name, "b", folder=FOLDER.name)
    equal((folder.status, folder.out.count("\n")), (4, 3), "a folder: status 4, and the others")
    ok(f"whether: cannot read {FOLDER.name}: Is a directory" in folder.err, "a folder: it is said", folder.err)
    few = subprocess.run(["sh", "-c", 'ulimit -n 4; exec "$0" batch -m "$1"', WHETHER, SMALL], input=one.encode(),
                         capture_output=True, check=False)
    equal((few.returncode, few.stdout, few.stderr), (4, b"", b"whether: cannot start a thread: Too many open files\n"),
          "without files left to watch for signals with: status 4")


def check_long_lines():
    long_title = json.dumps({"title": "x" * 200000, "answers": RIDE})
    too_long = json.dumps({"title": "x" * (1 << 20), "answers": RIDE})
    for threads in threads_of("1", "3"):
        result = batch("-f", "brief", "-j", threads, lines=[RIDE_LINE, too_long, long_title, too_long * 3, RIDE_LINE])
        equal([line.get("option") or line["error"] for line in result.lines],
              ["bus", {"finding": "size", "message": "the line is longer than 1 MiB"}, "bus",
               {"finding": "size", "message": "the line is longer than 1 MiB"}, "bus"], f"-j {threads}: lines that are too long")
        equal(len(result.lines[2]["title"]), 200000, f"-j {threads}: a long line comes through whole")


def check_order():
    """Many lines that take short and long, by several threads, in order; and in pieces, as others hand them out."""
    chance = random.Random(1)
    lines = []
    for number in range(6000):
        answers = {key: value for key, value in RIDE.items() if chance.random() > 0.2}
        lines.append(json.dumps({"title": str(number), "answers": answers}) if chance.random() > 0.02 else "{")
    alone = batch("-f", "brief", lines=lines)
    equal([line["line"] for line in alone.lines], list(range(1, len(lines) + 1)), "one thread: all lines in order")
    for threads in threads_of("2", "4", "7"):
        together = batch("-f", "brief", "-j", threads, lines=lines)
        ok(together.out == alone.out, f"{threads} threads: the same, in the same order")
        equal(together.err, alone.err, f"{threads} threads: the same summary")
    pieces = [line for first in range(0, len(lines), 1700)
              for line in batch("-f", "brief", lines=lines[first:first + 1700]).lines]
    ok(all({**a, "line": 0} == {**b, "line": 0} for a, b in zip(pieces, alone.lines)) and len(pieces) == len(lines),
       "in pieces: the same but for the numbers of the lines")


def start(*arguments, **how):
    return subprocess.Popen([WHETHER, "batch", "-f", "brief", "-m", SMALL, *arguments], stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how)


def arrives(file):
    """The line that comes, or nothing when none comes."""
    return file.readline().decode() if select.select([file], [], [], PATIENCE)[0] else ""


def check_no_waiting():
    """Each result comes before the next line goes in."""
    for threads in threads_of("1", "4"):
        process = start("-j", threads)
        for number in range(1, 6):
            text = (RIDE_LINE + "\n").encode()
            process.stdin.write(text[:20])
            process.stdin.flush()
            process.stdin.write(text[20:])
            process.stdin.flush()
            ok(f'"line":{number},' in arrives(process.stdout), f"-j {threads}: result {number} comes while more may follow")
        process.stdin.close()
        equal(process.wait(PATIENCE), 0, f"-j {threads}: status")
        process.stdout.close()
        process.stderr.close()


def check_signals():
    for threads in threads_of("1", "4"):
        for number in (signal.SIGINT, signal.SIGTERM):
            process = start("-j", threads)
            process.stdin.write((RIDE_LINE + "\n" + RIDE_LINE[:30]).encode())
            process.stdin.flush()
            first = arrives(process.stdout)
            process.send_signal(number)
            status = process.wait(PATIENCE)
            rest, said = process.communicate()
            equal((bool(first), rest, status), (True, b"", -number),
                  f"-j {threads}, signal {number}: ends as signals do, after whole lines")
            equal(said, b"whether: 1 profile: 1 settled, 0 open\n", f"-j {threads}, signal {number}: the summary")
    name = os.path.join(FOLDER.name, "many")
    with open(name, "w", encoding="utf-8") as file:
        file.write((RIDE_LINE + "\n") * 20000)
    shell = subprocess.run(["bash", "-c", '"$WHETHER" batch -j 3 -m "$0" "$1" 2>/dev/null | head -n 1 >/dev/null;'
                            'echo "${PIPESTATUS[0]}"', SMALL, name], capture_output=True, text=True, check=False,
                           preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_DFL))
    equal(shell.stdout, "141\n", "a reader that goes away: it ends as SIGPIPE does")


def check_progress():
    """On a terminal the errors have a line that counts; the results go elsewhere."""
    terminal, side = pty.openpty()
    result = subprocess.run([WHETHER, "batch", "-m", SMALL], input=(RIDE_LINE + "\n").encode(), stdout=subprocess.PIPE,
                            stderr=side, env=environment({}), check=False)
    os.close(side)
    shown = os.read(terminal, 4096).decode()
    os.close(terminal)
    equal(result.stdout.count(b"\n"), 1, "on a terminal: the result")
    equal(shown, "\r1 profile: 1 settled, 0 open\rwhether: 1 profile: 1 settled, 0 open\r\n", "on a terminal: progress, then the summary")


def check_command_line():
    for arguments, said in ((["-j", "0"], "--jobs must be a whole number from 1 to 256"), (["-j", "x"], "--jobs must be"),
                            (["-f", "text"], "batch has no form 'text'; use -f json or -f brief"),
                            (["-f", "html"], "batch has no form 'html'"), (["-s", "rain=snow"], "'snow' is not an answer"),
                            (["-q"], "q")):
        result = batch(*arguments, lines=[RIDE_LINE])
        equal((result.status, result.out), (2, ""), f"{' '.join(arguments)}: status 2 and no result")
        ok(said in result.err, f"{' '.join(arguments)}: why", result.err)
    other = run("eval", "-m", SMALL, "-f", "brief", "-s", "rain=dry")
    equal((other.status, other.err), (2, "whether: eval has no form 'brief'; use -f text, -f json, -f markdown or -f html\n"), "eval has no brief form")
    with open("/dev/full", "w", encoding="utf-8") as full:
        lost = subprocess.run([WHETHER, "batch", "-m", SMALL], input=RIDE_LINE.encode(), stdout=full, stderr=subprocess.PIPE,
                              check=False)
    equal((lost.returncode, b"cannot write the result" in lost.stderr), (4, True), "a full disk: status 4, and it is said")


def main():
    check_brief()
    check_full()
    check_forms()
    check_cases()
    check_bad_lines()
    check_lines()
    check_long_lines()
    check_order()
    check_no_waiting()
    check_signals()
    check_progress()
    check_command_line()
    done()


main()
