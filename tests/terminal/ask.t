#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# The interview on a real terminal: as a person meets it, with a narrow window, with a dumb terminal, with editing keys,
# and when it is broken off.
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import termios
import unicodedata

import pexpect
import yaml

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "cli"))
from tap import TOP, WHETHER, done, environment, equal, none, ok, run, skip

SMALL = os.path.join(TOP, "tests", "cli", "small.yaml")
PYTHON = os.path.join(TOP, "questions", "python.yaml")
PROMPT = r"   (?:Answer|Number): "
MOST_QUESTIONS = 100
PATIENCE = 15
CLEAN = {"COLUMNS": None, "LINES": None, "NO_COLOR": None, "INPUTRC": "/dev/null", "TERM": "dumb", "XDG_DATA_HOME": None,
         "XDG_DATA_DIRS": None}


class Interview:
    """The program on a terminal of its own."""

    def __init__(self, *arguments, width=80, command=None, **changes):
        command = command or [WHETHER, *arguments]
        self.child = pexpect.spawn(command[0], command[1:], env=environment({**CLEAN, **changes}), encoding="utf-8",
                                   timeout=PATIENCE, dimensions=(24, width), codec_errors="surrogateescape")
        self.child.delaybeforesend = None
        self.child.ptyproc.delayafterclose = self.child.delayafterclose = 0.01
        self.said = ""

    def prompted(self):
        """Whether another prompt came; else the program has ended, or is ended here because it fell silent."""
        if self.child.closed:
            return False
        event = self.child.expect([PROMPT, pexpect.EOF, pexpect.TIMEOUT])
        self.said += self.child.before + (self.child.after if event == 0 else "")
        if event == 2:
            ok(False, "the program asks or ends in time", self.said)
            self.child.close(force=True)
        return event == 0

    def answer(self, *lines):
        """Answers as many prompts."""
        for line in lines:
            if not self.prompted():
                return
            self.child.send(line + "\r")

    def end(self):
        """Waits for the end; returns the status, or minus the signal."""
        while self.prompted():
            self.child.sendeof()
        self.child.close()
        return self.child.exitstatus if self.child.signalstatus is None else -self.child.signalstatus

    def screen(self):
        """What came to the terminal, with plain line ends and without blanks at them."""
        return re.sub(r" *\r*\n", "\n", self.said)


def report_of(text):
    """The report at the end of what was said; all of it if there is none."""
    return text[max(text.find("Recommendation: "), 0):]


def piped(*arguments, lines, **changes):
    return run(*arguments, send="".join(f"{line}\n" for line in lines), **{**CLEAN, **changes})


def columns(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


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
    for words in (["unknown"], ["1"], ["2", "1", "unknown"]):
        interview = Interview()
        given = []
        while interview.prompted() and len(given) < MOST_QUESTIONS:
            a_number = interview.child.after.endswith("Number: ")
            given.append("5000" if a_number and words != ["unknown"] else words[len(given) % len(words)])
            interview.child.send(given[-1] + "\r")
        interview.child.close()
        screen = interview.screen()
        name = f"whether, answered {'/'.join(words)}"
        equal(interview.child.exitstatus, 0, f"{name}: status")
        ok(screen.startswith("Sync, threads, processes or async for a Python program\n"), f"{name}: opens with the title",
           screen[:200])
        ok(1 <= len(given) < MOST_QUESTIONS and "1  aim\n" in screen, f"{name}: asks", given)
        ok(re.search(r"^(Settled\.|Nothing is left to ask)", screen, flags=re.M), f"{name}: says when it is done", screen)
        through_pipe = piped("ask", lines=given)
        equal(report_of(screen), through_pipe.out, f"{name}: the report is the one through a pipe")
        asked = re.findall(r"^\d+  (\w+)$", screen, flags=re.M)
        equal(asked, re.findall(r"^\d+  (\w+)$", through_pipe.err, flags=re.M), f"{name}: the questions are, too")


def check_small_model(scratch):
    """The model that is called python in the user's folder is what `whether` alone asks by; so it can be this one."""
    home = os.path.join(scratch, "data")
    os.makedirs(os.path.join(home, "whether", "questions"))
    shutil.copy(SMALL, os.path.join(home, "whether", "questions", "python.yaml"))
    answers = ["12", "works", "1", "unpaid", "wet"]
    through_pipe = piped("ask", "-m", SMALL, lines=answers)
    for arguments in ([], ["ask"], ["--width", "80"]):
        interview = Interview(*arguments, XDG_DATA_HOME=home)
        interview.answer(*answers)
        name = " ".join(["whether", *arguments])
        equal(interview.end(), 0, f"{name}: status")
        equal(report_of(interview.screen()), through_pipe.out, f"{name}: the report")
        prompts = re.findall(rf"^{PROMPT}.*$", interview.screen(), flags=re.M)
        equal(prompts, ["   Number: 12", "   Answer: works", "   Answer: 1", "   Answer: unpaid", "   Answer: wet"],
              f"{name}: each answer stands beside its prompt")
    interview = Interview("-q", "-o", os.path.join(scratch, "saved.yaml"), XDG_DATA_HOME=home)
    interview.answer(*answers)
    interview.end()
    ok(interview.screen().endswith("\nbus\n"), "whether -q: one word at the end", interview.screen())
    equal(run("eval", "-m", SMALL, os.path.join(scratch, "saved.yaml"), **CLEAN).out, through_pipe.out,
          "whether -o: eval of what was saved gives the report")
    interview = Interview("--frobnicate", XDG_DATA_HOME=home)
    equal(interview.end(), 2, "whether with an option that there is not: status")


def check_streams(scratch):
    """Prompts go to standard error and the report to standard output, wherever that leads."""
    to_file = os.path.join(scratch, "report")
    answers = ["12", "works", "unknown", "unknown", "?", "unknown"]
    through_pipe = piped("ask", "-m", SMALL, lines=answers)
    interview = Interview(command=["sh", "-c", 'exec "$WHETHER" ask -m "$0" >"$1"', SMALL, to_file], TERM="xterm")
    interview.answer(*answers)
    equal(interview.end(), 0, "standard output in a file: status")
    with open(to_file, encoding="utf-8") as file:
        equal(file.read(), through_pipe.out, "standard output in a file: the plain report and nothing else")
    screen = interview.screen()
    ok("Is there a bicycle?" in screen and "Recommendation" not in screen, "standard output in a file: the rest is on the terminal",
       screen)
    interview = Interview(command=["sh", "-c", 'exec "$WHETHER" ask -m "$0" >"$1"', SMALL, to_file], width=40)
    interview.answer(*answers)
    interview.end()
    with open(to_file, encoding="utf-8") as file:
        equal(file.read(), through_pipe.out, "standard output in a file: laid out for a file, not for the terminal")
    interview = Interview(command=["sh", "-c", 'exec "$WHETHER" ask -m "$0" 2>"$1"', SMALL, to_file])
    interview.child.sendline("1")
    equal(interview.end(), 0, "standard error in a file: status")
    ok("Recommendation: walk" in interview.screen() and "Number" not in interview.screen(),
       "standard error in a file: the report is on the terminal", interview.screen())
    interview = Interview(command=["sh", "-c", 'exec "$WHETHER" 2>"$0"', to_file])
    equal(interview.end(), 2, "no command, standard error in a file: that is no terminal")
    interview = Interview(command=["sh", "-c", 'exec "$WHETHER" </dev/null'])
    equal(interview.end(), 2, "no command, no input from the terminal: usage")
    ok("usage: whether" in interview.screen(), "no command, no input from the terminal: it is printed", interview.screen())


def check_breaking_off(scratch):
    saved = os.path.join(scratch, "broken-off.yaml")
    for where, answers in (("at once", []), ("after two answers", ["12", "works"])):
        for stop, key in (("Ctrl-D", "\x04"), ("quit", "quit\r")):
            interview = Interview("ask", "-m", SMALL, "-o", saved)
            interview.answer(*answers)
            interview.prompted()
            interview.child.send(key)
            equal(interview.end(), 1, f"{stop} {where}: status")
            ok(f"\nStopped after {len(answers)} answers.\n" in interview.screen(), f"{stop} {where}: says so, on a line of its own",
               interview.screen())
            ok("Recommendation" not in interview.screen(), f"{stop} {where}: no report")
            with open(saved, encoding="utf-8") as file:
                equal(len(yaml.safe_load(file)["answers"]), len(answers), f"{stop} {where}: the answers are saved")
            os.remove(saved)
        for term in ("xterm", "dumb"):
            interview = Interview("ask", "-m", SMALL, "-o", saved, TERM=term)
            interview.answer(*answers)
            interview.prompted()
            interview.child.send("half an ans")
            interview.child.expect(["half an ans", pexpect.TIMEOUT])
            interview.child.sendintr()
            interview.child.expect([pexpect.EOF, pexpect.TIMEOUT])
            local = termios.tcgetattr(interview.child.child_fd)[3]
            interview.child.close(force=True)
            equal(interview.child.signalstatus, signal.SIGINT, f"Ctrl-C {where}, {term}: ends by the signal")
            usual = termios.ECHO | termios.ICANON | termios.ISIG
            equal(local & usual, usual, f"Ctrl-C {where}, {term}: the terminal echoes and edits again")
            ok("Recommendation" not in interview.child.before and "Stopped" not in interview.child.before,
               f"Ctrl-C {where}, {term}: not another word", interview.child.before)
            none([name for name in os.listdir(scratch) if name.startswith("broken-off")],
                 f"Ctrl-C {where}, {term}: nothing is left behind")


def check_narrow():
    """A window of 40 columns: the terminal has to break no line but what was typed and commands for copying."""
    allowed = verbatim(SMALL) | verbatim(PYTHON)
    for name, arguments, answers in (("small", ["-m", SMALL], ["?", "", "wrong", "12", "works", "1,2", "unknown", "dry,wet"]),
                                     ("small, settled", ["-m", SMALL], ["1"]), ("small, left", ["-m", SMALL], []),
                                     ("python", ["-m", PYTHON], ["?", "1", "?", "1", "?"] + ["unknown"] * MOST_QUESTIONS)):
        interview = Interview("ask", *arguments, width=40)
        interview.answer(*answers)
        interview.end()
        faults = []
        for line in interview.screen().split("\n"):
            content = re.sub(r"^ *(?:find out: |To find out: |[-+*?x] )?", "", line)
            if columns(line) > 40 and " " in content and content not in allowed and not re.match(PROMPT, line):
                faults.append(f"{columns(line)} columns: {line}")
        none(faults, f"40 columns, {name}: no line is wider")
        if answers:
            ok(any(30 < columns(line) <= 40 for line in interview.screen().split("\n")), f"40 columns, {name}: they are used")
    answers = ["12", "works", "unknown", "unknown", "unknown"]
    interview = Interview("ask", "-m", SMALL, width=40)
    interview.answer(*answers)
    interview.end()
    equal(report_of(interview.screen()), piped("ask", "-m", SMALL, "--width", "40", lines=answers).out,
          "40 columns: the report is the one at --width 40")
    interview = Interview("ask", "-m", SMALL, "--width", "60", width=40)
    interview.answer(*answers)
    interview.end()
    equal(report_of(interview.screen()), piped("ask", "-m", SMALL, "--width", "60", lines=answers).out,
          "40 columns and --width 60: 60")


def check_escapes():
    answers = ["?", "12", "", "works", "unknown", "wrong", "unknown", "unknown"]
    interview = Interview("ask", "-m", SMALL, TERM="dumb")
    interview.answer(*answers)
    interview.end()
    ok("\x1b" not in interview.said, "TERM=dumb: no escapes", interview.said)
    interview = Interview("ask", "-m", SMALL, TERM="xterm")
    interview.answer(*answers)
    interview.end()
    ok("\x1b[1mdistance\x1b[0m" in interview.said and "\x1b[1mRecommendation: bus\x1b[0m" in interview.said,
       "TERM=xterm: colours, in questions and report", interview.said)
    interview = Interview("ask", "-m", SMALL, TERM="xterm", NO_COLOR="1")
    interview.answer(*answers)
    interview.end()
    ok(not re.search(r"\x1b\[[0-9;]*m", interview.said), "TERM=xterm and NO_COLOR: no colours", interview.said)


def check_editing():
    """Keys that edit the line. By what comes of it, not by what is drawn."""
    linked = subprocess.run(["ldd", WHETHER], capture_output=True, text=True, check=False).stdout
    if "libreadline" not in linked:
        skip("editing keys", "the program was built without readline")
        return
    left, right, home, end, delete = "\x1b[D", "\x1b[C", "\x1b[H", "\x1b[F", "\x1b[3~"
    for name, typed in (("backspace", "worj\x7fks"), ("arrows", f"wrks{left * 3}o{right * 3}"),
                        ("home and end", f"ork{home}w{end}s"), ("delete", f"woXrks{left * 4}{delete}"),
                        ("Ctrl-A and Ctrl-E", "ork\x01w\x05s"), ("Ctrl-K", f"worksXYZ{left * 3}\x0b"), ("Ctrl-U", "nonsense\x15works"),
                        ("Ctrl-W", "works nonsense\x17")):
        interview = Interview("ask", "-m", SMALL, TERM="xterm")
        interview.answer("12", typed)
        equal(interview.prompted(), True, f"{name}: another prompt")
        ok("Chosen: works" in interview.said, f"{name}: the line is as edited", interview.said)
        interview.child.send("\x04")
        interview.end()
    interview = Interview("ask", "-m", SMALL, TERM="xterm")
    interview.answer("12")
    interview.prompted()
    interview.child.send("wor\x04ks\r")
    interview.prompted()
    ok("Chosen: works" in interview.said, "Ctrl-D within a line does not end it", interview.said)
    interview.child.send("\x04")
    equal(interview.end(), 1, "Ctrl-D on an empty line does")


def check_without_editing():
    """What must hold with readline and without."""
    for term in ("dumb", "xterm"):
        interview = Interview("ask", "-m", SMALL, TERM=term)
        interview.answer("12", "worxs\x7f\x7fks", "1")
        interview.prompted()
        ok("Chosen: works" in interview.said and "Chosen: good" in interview.said, f"backspace, {term}", interview.said)
        interview.child.send("\x04")
        equal(interview.end(), 1, f"backspace, {term}: and then left")


# Started in the background, this would hand on that Ctrl-C is ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
with tempfile.TemporaryDirectory() as folder:
    check_python_model()
    check_small_model(folder)
    check_streams(folder)
    check_breaking_off(folder)
    check_narrow()
    check_escapes()
    check_editing()
    check_without_editing()
done()
