#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# What a prompt makes of signals and of the end of input, with readline and without: Ctrl-C, Ctrl-D, stopping and going on,
# a new width of the window, and every way to be ended. The answers are kept, and the terminal is left as it was.
import os
import re
import signal
import sys

import yaml

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from on_terminal import Interview, columns, has_readline, programs
from tap import done, equal, none, ok

ANSWERS = {"distance": 12, "bicycle": "works", "lock": "good", "ticket": "unpaid", "rain": "dry"}
USUAL = {"ICRNL", "IXON", "OPOST", "ONLCR", "ECHO", "ICANON", "ISIG", "IEXTEN"}
ONCE_MORE = "Ctrl-C once more leaves; what was answered is kept."


def answered(interview):
    """What the one file in the folder for state holds; nothing if there is none."""
    kept = interview.kept()
    if len(kept) != 1:
        return {name: "another file" for name in kept}
    with open(kept[0], encoding="utf-8") as file:
        return yaml.safe_load(file)["answers"]


def first(count):
    """The first answers."""
    return dict(list(ANSWERS.items())[:count])


def begin(program, count, **changes):
    """An interview that stands at the next prompt after so many answers."""
    interview = Interview("ask", "-m", "small", program=program, **changes)
    interview.answer(*map(str, first(count).values()))
    interview.prompted()
    return interview


def check_interrupt(name, program):
    for count in (0, 1, len(ANSWERS)):
        where = f"{name}, Ctrl-C after {count} answers"
        interview = begin(program, count)
        prompt = interview.picture()[-1]
        interview.type("half an ans", prompt + " half an ans")
        interview.send("\x03")
        equal(interview.prompted(), True, f"{where}: the prompt comes again")
        equal(interview.picture()[-2:], ["   " + ONCE_MORE, prompt], f"{where}: empty, and it is said what a second one does")
        interview.send("\x03")
        equal(interview.status(), -signal.SIGINT, f"{where}: the second one ends the program as a signal does")
        equal(answered(interview), first(count), f"{where}: all answers are kept")
        ending = f"; to go on: whether ask -m small {interview.kept()[0]}" if count else ""
        ok(interview.text().endswith(f"\nwhether: stopped{ending}\n"), f"{where}: it says how to go on", interview.text())
        equal(interview.mode(), USUAL, f"{where}: the terminal is as usual")


def check_interrupt_then_answer(name, program):
    interview = begin(program, 0)
    for line, reply in (("12", "Chosen: 12"), ("wroks", "'wroks' is not an answer"), ("?", "A flat tyre does not count"),
                        ("", "An answer is needed"), ("works", "Chosen: works")):
        interview.type("half", interview.picture()[-1] + " half")
        interview.send("\x03")
        interview.prompted()
        interview.send(line + "\r")
        equal(interview.prompted(), True, f"{name}, Ctrl-C and then '{line}': it goes on")
        ok(reply in interview.text().split(ONCE_MORE)[-1], f"{name}, Ctrl-C and then '{line}': the line counts alone",
           interview.text())
    interview.send("\x03")
    equal(interview.prompted(), True, f"{name}, Ctrl-C after these: not the second in a row")
    equal(answered(interview), first(2), f"{name}, Ctrl-C between answers: none is lost")
    interview.send("quit\r")
    equal(interview.status(), 1, f"{name}, Ctrl-C and then quit: status")


def check_interrupt_of_paste(name, program):
    """Of many pasted lines those are dropped that were not yet read; nobody reads the screen, so that most are not."""
    lines = 400
    interview = begin(program, 0, TERM="xterm")
    if has_readline(program):
        interview.send("\x1b[200~" + "\r".join(["?"] * lines) + "\x1b[201~")
        interview.until(lambda: interview.said.count("?") > lines)
        interview.send("\r")
    else:
        interview.send("?\r" * lines)
    start = len(interview.said)
    interview.until(lambda: interview.said.count("Count from door to door", start) > 1)
    interview.send("\x03")
    interview.until(lambda: ONCE_MORE in interview.said[start:])
    interview.prompted()
    told = interview.said.count("Count from door to door", start)
    ok(1 < told < lines, f"{name}, Ctrl-C while pasted lines are taken: the others are dropped", told)
    interview.send("12\r")
    interview.until(lambda: "Chosen: 12" in interview.said)
    equal(answered(interview), first(1), f"{name}, Ctrl-C while pasted lines are taken: what is typed then counts")
    interview.child.close(force=True)


def check_interrupt_in_shell(name, program):
    """A shell sees that it was Ctrl-C."""
    interview = Interview(command=["bash", "-c", 'trap : INT; "$WHETHER" ask -m small; echo "status $?"'], program=program)
    interview.answer("12")
    for _ in range(2):
        interview.prompted()
        interview.send("\x03")
    equal(interview.status(), 0, f"{name}, Ctrl-C under a shell: the shell goes on")
    ok(interview.text().endswith("\nstatus 130\n"), f"{name}, Ctrl-C under a shell: $?", interview.text())


def check_end_of_input(name, program):
    for count in (0, 2):
        interview = begin(program, count)
        interview.send("\x04")
        equal(interview.status(), 1, f"{name}, Ctrl-D after {count} answers: status")
        equal(answered(interview), first(count), f"{name}, Ctrl-D after {count} answers: they are kept")
        equal(interview.mode(), USUAL, f"{name}, Ctrl-D after {count} answers: the terminal is as usual")
    interview = begin(program, len(ANSWERS))
    interview.send("\x04")
    equal(interview.status(), 0, f"{name}, Ctrl-D when nothing is left to ask: status")
    ok("Recommendation: bike" in interview.text(), f"{name}, Ctrl-D when nothing is left to ask: the report", interview.text())


def check_ending_signals(name, program):
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        for count in (0, 2, len(ANSWERS)):
            where = f"{name}, {number.name} after {count} answers"
            interview = begin(program, count)
            interview.type("half an ans", interview.picture()[-1] + " half an ans")
            os.kill(interview.child.pid, number)
            equal(interview.status(), -number, f"{where}: ends the program")
            equal(interview.mode(), USUAL, f"{where}: the terminal is as usual")
            equal(answered(interview), first(count), f"{where}: the answers are kept")


def check_hanging_up(name, program):
    """The window is closed, even where nobody is told of it."""
    for ignored in ("", "trap '' HUP; "):
        interview = Interview(command=["sh", "-c", ignored + 'exec "$WHETHER" ask -m small'], program=program)
        interview.answer("12", "works")
        interview.prompted()
        interview.child.ptyproc.fileobj.close()
        _, status = os.waitpid(interview.child.pid, 0)
        equal(os.WIFEXITED(status), bool(ignored), f"{name}, the terminal goes{', HUP ignored' if ignored else ''}: it ends")
        equal(answered(interview), first(2), f"{name}, the terminal goes{', HUP ignored' if ignored else ''}: the answers are kept")


def check_kill(name, program):
    """At every prompt at most the answer that is being typed is lost."""
    for count in range(len(ANSWERS) + 1):
        interview = begin(program, count)
        interview.type("half", interview.picture()[-1] + " half")
        os.kill(interview.child.pid, signal.SIGKILL)
        equal(interview.status(), -signal.SIGKILL, f"{name}, kill -9 after {count} answers: ends the program")
        equal(answered(interview), first(count), f"{name}, kill -9 after {count} answers: they are kept")
        if not count:
            continue
        again = Interview("ask", interview.kept()[0], program=program)
        again.answer(*[str(answer) for answer in ANSWERS.values()][count:], "")
        equal(again.end(), 0, f"{name}, kill -9 after {count} answers: the rest makes a report")


def shell_with_interview(program):
    """A shell with job control, in which an interview has begun."""
    shell = Interview(command=["bash", "--norc", "--noediting", "-i"], program=program, PS1="[shell] ", TERM="xterm")
    shell_is_back(shell, 0)
    shell.send('"$WHETHER" ask -m small\r')
    shell.answer("12")
    shell.prompted()
    return shell


def shell_is_back(shell, start):
    """Waits for the shell's prompt in what is said from `start` on; returns whether it came."""
    return shell.until(lambda: "[shell] " in shell.said[start:])


def shell_ends(shell):
    start = len(shell.said)
    shell.send("quit\r")
    shell_is_back(shell, start)
    mode = shell.mode()
    shell.send("exit\r")
    shell.status()
    return mode


def check_stopping(name, program):
    """Ctrl-Z is known to readline, SIGSTOP to nobody. Without readline it is the terminal that keeps what was typed."""
    edits = has_readline(program)
    for stop in ("Ctrl-Z", "SIGSTOP"):
        where = f"{name}, {stop}"
        shell = shell_with_interview(program)
        start = len(shell.said)
        if edits:
            shell.type("wor", "   Answer: wor")
        if stop == "Ctrl-Z":
            shell.send("\x1a")
        else:
            os.kill(os.tcgetpgrp(shell.child.child_fd), signal.SIGSTOP)
        shell_is_back(shell, start)
        ok("Stopped" in shell.said, f"{where}: stops", shell.text())
        equal(shell.mode(), USUAL, f"{where}: the shell has its terminal")
        shell.send("fg\r")
        line = "   Answer: wor" if edits else "   Answer:"
        equal(shell.type("", line), line, f"{where}: the prompt is there again, with what was typed")
        line = "   Answer: works"
        equal(shell.type("k\t" if edits else "works", line), line, f"{where}: the line can be edited")
        shell.send("\r")
        shell.prompted()
        ok("Chosen: works" in shell.said, f"{where}: the answer is taken", shell.text())
        equal(shell_ends(shell), USUAL, f"{where}: at the end the terminal is as usual")


def check_background(name, program):
    """Woken up in the background it stops again, and does no harm to whoever has the terminal."""
    shell = shell_with_interview(program)
    start = len(shell.said)
    os.kill(os.tcgetpgrp(shell.child.child_fd), signal.SIGSTOP)
    shell_is_back(shell, start)
    start = len(shell.said)
    shell.send("bg\r")
    while shell_is_back(shell, start) and "Stopped" not in shell.said[start:]:
        start = len(shell.said)
        shell.send("jobs\r")
    ok("Stopped" in shell.said[start:], f"{name}, bg: stops again", shell.text())
    equal(shell.mode(), USUAL, f"{name}, bg: the shell keeps its terminal")
    shell.send("fg\r")
    if has_readline(program):
        equal(shell.type("", "   Answer:"), "   Answer:", f"{name}, bg and then fg: the prompt is there again")
    shell.seen = len(shell.said)
    shell.send("works\r")
    shell.prompted()
    ok("Chosen: works" in shell.said, f"{name}, bg and then fg: the answer is taken", shell.text())
    shell_ends(shell)


def check_width(name, program):
    """The window gets another width while a prompt stands."""
    widths = [int(word) for word in "60 100 45 80".split()]
    interview = Interview("ask", program=program, TERM="xterm")
    for width in widths:
        interview.prompted()
        start = len(interview.said)
        interview.resize(width)
        interview.send("unknown\r")
        interview.until(lambda start=start: re.compile(r"Question \d+ of.*?(?:Answer|Number): ", re.DOTALL).search(interview.said, start))
        lines = re.sub(r"\x1b\[[?0-9;]*[a-z]", "", interview.said[start:]).split("\r\n")[1:]
        none([line for line in lines if columns(line) > width], f"{name}, {width} columns from now on: no line is wider")
        ok(max(map(columns, lines)) > width - 15, f"{name}, {width} columns from now on: they are used", "\n".join(lines))
    interview.send("\x04")
    interview.status()


def check_redrawing():
    """Readline draws the line for the new width, and goes on from there."""
    words = "an answer that is longer than the window will be"
    interview = Interview("ask", "-m", "small", TERM="xterm")
    interview.prompted()
    interview.type(words, "   Number: " + words)
    start = len(interview.said)
    interview.resize(40)
    interview.until(lambda: "will be" in interview.said[start:])
    ok("Number: " in interview.said[start:] and words[:20] in interview.said[start:], "narrower: the line is drawn again",
       interview.said[start:])
    drawn = "   Number: " + words + " so"
    interview.send(" so")
    interview.until(lambda: interview.picture()[-1] == drawn[40:])
    equal(interview.picture()[-2:], [drawn[:40], drawn[40:]], "narrower: what is typed then goes on in the next line")
    interview.type("\x15", "   Number:")
    interview.resize(80)
    equal(interview.type("12", "   Number: 12"), "   Number: 12", "wider: the line is drawn again")
    interview.send("\r")
    interview.prompted()
    ok("Chosen: 12" in interview.said, "a new width has no influence on what is typed", interview.text())
    interview.send("quit\r")
    interview.status()


# Started in the background, this would hand on that Ctrl-C is ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
for build in programs():
    check_interrupt(*build)
    check_interrupt_then_answer(*build)
    check_interrupt_of_paste(*build)
    check_interrupt_in_shell(*build)
    check_end_of_input(*build)
    check_ending_signals(*build)
    check_hanging_up(*build)
    check_kill(*build)
    check_stopping(*build)
    check_background(*build)
    check_width(*build)
    if has_readline(build[1]):
        check_redrawing()
done()
