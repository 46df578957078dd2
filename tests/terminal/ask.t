#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# The interview on a real terminal: as a person meets it, with a narrow window, with a dumb terminal, with standard output
# elsewhere, and when it is left early.
import os
import re
import shutil
import sys

import yaml

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from on_terminal import CLEAN, PROMPT, SMALL, Interview, columns, fresh_folder
from tap import TOP, done, equal, none, ok, run

PYTHON = os.path.join(TOP, "questions", "python.yaml")
MOST_QUESTIONS = 100
ANSWERS = ["12", "works", "1", "unpaid", "wet"]


def report_of(text):
    """The report at the end of what was said; all of it if there is none."""
    return text[max(text.find("Recommendation: "), 0):]


def piped(*arguments, lines, **changes):
    return run(*arguments, send="".join(f"{line}\n" for line in lines), **{**CLEAN, **changes})


def asked(text):
    return re.findall(r"^Question \d+ of at most \d+: (\w+)$", text, flags=re.M)


def saved_answers(path):
    with open(path, encoding="utf-8") as file:
        return yaml.safe_load(file)["answers"]


def verbatim(path):
    """The lines of every `find out`, which are never broken."""
    found = set()

    def walk(node):
        if isinstance(node, dict):
            found.update(line.strip() for line in str(node.get("find out", "")).split("\n"))
            for part in node.values():
                walk(part)

    with open(path, encoding="utf-8") as file:
        walk(yaml.safe_load(file)["tree"])
    return found


def check_python_model():
    """`whether` alone: the model that comes with it, answered in several ways, and the same through a pipe."""
    with open(PYTHON, encoding="utf-8") as file:
        first = next(iter(yaml.safe_load(file)["tree"]))
    for words in (["unknown"], ["1"], ["2", "1", "unknown"]):
        interview = Interview()
        given = []
        while interview.prompted() and len(given) < MOST_QUESTIONS:
            a_number = interview.said[:interview.seen].endswith("Number: ")
            at_end = interview.said[:interview.seen].endswith("\n> ")
            given.append("" if at_end else "5000" if a_number and words != ["unknown"] else words[len(given) % len(words)])
            interview.send(given[-1] + "\r")
        equal(interview.status(), 0, f"whether, answered {'/'.join(words)}: status")
        text = interview.text()
        name = f"whether, answered {'/'.join(words)}"
        ok(text.startswith("Sync, threads, processes or async for a Python program\n"), f"{name}: opens with the title",
           text[:200])
        ok(1 < len(given) < MOST_QUESTIONS and asked(text)[0] == first, f"{name}: asks", given)
        equal(given.index(""), len(given) - 1, f"{name}: Enter at the end, once")
        ok(re.search(r"^(Settled\.|Nothing is left to ask)", text, flags=re.M), f"{name}: says when nothing is left", text)
        ok(re.search(rf"^whether: saved {re.escape(interview.kept()[0])}$", text, flags=re.M), f"{name}: says where it was saved",
           text)
        through_pipe = piped("ask", lines=given)
        equal(report_of(text), through_pipe.out, f"{name}: the report is the one through a pipe")
        equal(asked(text), asked(through_pipe.err), f"{name}: the questions are, too")
        equal(run("eval", interview.kept()[0], **CLEAN).out, through_pipe.out, f"{name}: what was saved gives it as well")


def check_small_model():
    """The model that is called python in the user's folder is what `whether` alone asks by; so it can be this one."""
    folder = fresh_folder()
    os.makedirs(os.path.join(folder, "whether", "questions"))
    shutil.copy(SMALL, os.path.join(folder, "whether", "questions", "python.yaml"))
    through_pipe = piped("ask", "-m", "small", lines=ANSWERS)
    for arguments in ([], ["ask"], ["--width", "80"]):
        interview = Interview(*arguments, XDG_DATA_HOME=folder)
        interview.answer(*ANSWERS, "")
        name = " ".join(["whether", *arguments])
        equal(interview.end(), 0, f"{name}: status")
        equal(report_of(interview.text()), through_pipe.out, f"{name}: the report")
        prompts = re.findall(rf"^{PROMPT}.*$", interview.text(), flags=re.M)
        equal(prompts[:5], ["   Number: 12", "   Answer: works", "   Answer: 1", "   Answer: unpaid", "   Answer: wet"],
              f"{name}: each answer stands beside its prompt")
    saved = os.path.join(folder, "saved.yaml")
    interview = Interview("-q", "-o", saved, XDG_DATA_HOME=folder)
    interview.answer(*ANSWERS, "")
    interview.end()
    ok(interview.text().endswith("\nbus\n"), "whether -q: one word at the end", interview.text())
    equal(run("eval", "-m", SMALL, saved, **CLEAN).out, through_pipe.out, "whether -o: eval of what was saved gives the report")
    equal(interview.kept(), [], "whether -o: nothing is kept elsewhere")
    interview = Interview("--frobnicate", XDG_DATA_HOME=folder)
    equal(interview.end(), 2, "whether with an option that there is not: status")


def check_streams():
    """Prompts go to standard error and the report to standard output, wherever that leads."""
    to_file = os.path.join(fresh_folder(), "report")
    answers = ["12", "works", "unknown", "unknown", "?", "unknown"]
    through_pipe = piped("ask", "-m", "small", lines=answers)
    for width in (80, 40):
        interview = Interview(command=["sh", "-c", 'exec "$WHETHER" ask -m small >"$0"', to_file], TERM="xterm", width=width)
        interview.answer(*answers, "")
        equal(interview.end(), 0, f"standard output in a file, {width} columns: status")
        with open(to_file, encoding="utf-8") as file:
            equal(file.read(), through_pipe.out, f"standard output in a file, {width} columns: the plain report and nothing else")
        ok("Is there a bicycle?" in interview.text() and "Recommendation" not in interview.text(),
           f"standard output in a file, {width} columns: the rest is on the terminal", interview.text())
        equal(len(interview.kept()), 1, f"standard output in a file, {width} columns: the answers are kept")
    interview = Interview(command=["sh", "-c", 'exec "$WHETHER" ask -m small 2>"$0"', to_file])
    interview.send("1\r\r")
    equal(interview.status(), 0, "standard error in a file: status")
    ok("Recommendation: walk" in interview.text() and "Number" not in interview.text(),
       "standard error in a file: the report is on the terminal", interview.text())
    equal(interview.kept(), [], "standard error in a file: nobody is asked, so nothing is kept")
    interview = Interview(command=["sh", "-c", 'exec "$WHETHER" 2>"$0"', to_file])
    equal(interview.end(), 2, "no command, standard error in a file: that is no terminal")
    interview = Interview(command=["sh", "-c", 'exec "$WHETHER" </dev/null'])
    equal(interview.end(), 2, "no command, no input from the terminal: usage")
    ok("usage: whether" in interview.text(), "no command, no input from the terminal: it is printed", interview.text())


def check_leaving():
    """Before the end, by Ctrl-D or quit; with a file of one's own, and without."""
    for where, answers in (("at once", []), ("after two answers", ["12", "works"])):
        for stop, key in (("Ctrl-D", "\x04"), ("quit", "quit\r")):
            for option in (["-o", os.path.join(fresh_folder(), "mine.yaml")], []):
                name = f"{stop} {where}{', -o' if option else ''}"
                interview = Interview("ask", "-m", "small", *option)
                interview.answer(*answers)
                interview.prompted()
                interview.send(key)
                equal(interview.end(), 1, f"{name}: status")
                kept = option[1:] or interview.kept()
                equal(len(kept), 1 if option or answers else 0, f"{name}: one file at most")
                last = f"\nwhether: stopped; to go on: whether ask -m small {kept[0]}\n" if kept else "\nwhether: stopped\n"
                ok(interview.text().endswith(last), f"{name}: says so, on a line of its own", interview.text())
                ok("Recommendation" not in interview.text(), f"{name}: no report")
                equal([list(saved_answers(path)) for path in kept], [["distance", "bicycle"][:len(answers)] for _ in kept],
                      f"{name}: the answers are in it")


def check_saving_where_it_is():
    """To save the answers in the very file where they are kept loses nothing."""
    interview = Interview("ask", "-m", "small")
    interview.answer("12")
    interview.prompted()
    path = interview.kept()[0]
    interview.send(f"save {path}\r")
    interview.answer("quit")
    equal(interview.end(), 1, "saved where it is kept: status")
    ok(os.path.exists(path) and list(saved_answers(path)) == ["distance"], "saved where it is kept: the answer is there")


def check_going_on():
    """With the command that is said at the end, what was answered is not asked again."""
    interview = Interview("ask", "-m", "small")
    interview.answer("12", "works", "quit")
    interview.end()
    command = re.search(r"to go on: whether (.*)\n", interview.text())[1].split()
    again = Interview(*command, state=interview.state)
    again.answer("good", "unpaid", "wet", "")
    equal(again.end(), 0, "going on: status")
    equal(asked(again.text()), ["lock", "ticket", "rain"], "going on: the other questions")
    equal(report_of(again.text()), piped("ask", "-m", "small", lines=ANSWERS).out, "going on: the report")


def check_narrow():
    """A window of 40 columns: the terminal has to break no line but what was typed and commands for copying."""
    allowed = verbatim(SMALL) | verbatim(PYTHON)
    for name, model, answers in (
            ("small", SMALL, ["?", "help", "", "wrong", "12", "works", "why", "show", "what-if ticket=paid", "explain bus", "back",
                              "change rain", "back", "wet,dry", "unknown", "why near", "1,2"]),
            ("small, settled", SMALL, ["1"]), ("small, left", SMALL, []),
            ("python", PYTHON, ["?", "1", "why", "?", "1", "?", "explain async"] + ["unknown"] * MOST_QUESTIONS)):
        interview = Interview("ask", "-m", model, width=40)
        interview.answer(*answers)
        interview.end()
        faults = []
        for line in interview.text().split("\n"):
            content = re.sub(r"^ *(?:find out: |To find out: |[-+*?x] )?", "", line)
            typed = re.match(PROMPT, line) or line.startswith("whether: ")
            if columns(line) > 40 and " " in content and content not in allowed and not typed:
                faults.append(f"{columns(line)} columns: {line}")
        none(faults, f"40 columns, {name}: no line is wider")
        if answers:
            ok(any(30 < columns(line) <= 40 for line in interview.text().split("\n")), f"40 columns, {name}: they are used")
    answers = ["12", "works", "unknown", "unknown", "unknown"]
    for option, width in (([], "40"), (["--width", "60"], "60")):
        interview = Interview("ask", "-m", "small", *option, width=40)
        interview.answer(*answers, "")
        interview.end()
        equal(report_of(interview.text()), piped("ask", "-m", "small", "--width", width, lines=answers).out,
              f"40 columns{' and --width ' + width if option else ''}: the report is {width} wide")


def check_escapes():
    answers = ["?", "12", "", "works", "unknown", "wrong", "unknown", "unknown", ""]
    interview = Interview("ask", "-m", "small", TERM="dumb")
    interview.answer(*answers)
    interview.end()
    ok("\x1b" not in interview.said, "TERM=dumb: no escapes", interview.said)
    interview = Interview("ask", "-m", "small", TERM="xterm")
    interview.answer(*answers)
    interview.end()
    ok("\x1b[1mQuestion 1 of at most 5: distance\x1b[0m" in interview.said and "\x1b[1mRecommendation: bus\x1b[0m" in interview.said,
       "TERM=xterm: colours, in questions and report", interview.said)
    interview = Interview("ask", "-m", "small", TERM="xterm", NO_COLOR="1")
    interview.answer(*answers)
    interview.end()
    ok(not re.search(r"\x1b\[[0-9;]*m", interview.said), "TERM=xterm and NO_COLOR: no colours", interview.said)


check_python_model()
check_small_model()
check_streams()
check_leaving()
check_saving_where_it_is()
check_going_on()
check_narrow()
check_escapes()
done()
