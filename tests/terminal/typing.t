#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# What a person does to a line: typing and erasing it, pasting several, bringing back earlier ones, other key bindings, and
# bytes that no answer holds.
import os
import re
import stat
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from on_terminal import Interview, fresh_folder, has_readline, programs
from tap import WHETHER, done, equal, none, ok, skip

LEFT, RIGHT, HOME, END, UP, DELETE = "\x1b[D", "\x1b[C", "\x1b[H", "\x1b[F", "\x1b[A", "\x1b[3~"
MOST_HISTORY = 500
LONGEST_LINE = 4096


def at_bicycle(**changes):
    """An interview at the question about the bicycle."""
    interview = Interview("ask", "-m", "small", **{"TERM": "xterm", **changes})
    interview.answer("12")
    interview.prompted()
    return interview


def leave(interview):
    interview.send("quit\r")
    return interview.status()


def inputrc(text):
    path = os.path.join(fresh_folder(), "inputrc")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def history_of(interview):
    path = os.path.join(interview.state, "whether", "history")
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8") as file:
        return file.read().split("\n")[:-1]


def mode_of(*path):
    return oct(stat.S_IMODE(os.stat(os.path.join(*path)).st_mode))


def check_erasing(name, program):
    """What must work on every terminal, with readline and without."""
    for term in ("dumb", "xterm"):
        interview = Interview("ask", "-m", "small", program=program, TERM=term)
        interview.answer("12", "worxs\x7f\x7fks", "nonsense\x15good", "nonsense\x17unpaid")
        interview.prompted()
        equal(re.findall(r"Chosen: (\w+)", interview.said), ["12", "works", "good", "unpaid"],
              f"{name}, {term}: backspace, Ctrl-U and Ctrl-W")
        equal(leave(interview), 1, f"{name}, {term}: and then left")


def check_editing():
    for name, typed in (("arrows", f"wrks{LEFT * 3}o{RIGHT * 3}"), ("home and end", f"ork{HOME}w{END}s"),
                        ("delete", f"woXrks{LEFT * 4}{DELETE}"), ("Ctrl-A and Ctrl-E", "ork\x01w\x05s"),
                        ("Ctrl-K", f"worksXYZ{LEFT * 3}\x0b"), ("Ctrl-D within a line", f"worXks{LEFT * 3}\x04"),
                        ("Ctrl-D at the end of a line", "wor\x04ks")):
        interview = at_bicycle()
        equal(interview.type(typed, "   Answer: works"), "   Answer: works", f"{name}: the line on the screen")
        interview.send("\r")
        interview.prompted()
        ok("Chosen: works" in interview.said, f"{name}: the line is as edited", interview.text())
        leave(interview)


def check_wide_characters():
    """Each takes two columns, and one backspace."""
    for term in ("xterm", "dumb"):
        interview = at_bicycle(TERM=term)
        prompt = "   Answer: "
        equal(interview.type("日本語", prompt + "日本語"), prompt + "日本語", f"{term}: wide characters")
        equal(interview.type("\x7f", prompt + "日本"), prompt + "日本", f"{term}: one erased")
        equal(interview.type("e\u0301\x7f", prompt + "日本"), prompt + "日本", f"{term}: a letter with an accent of its own erased")
        equal(interview.type(LEFT + "ä", prompt + "日ä本"), prompt + "日ä本", f"{term}: one put between them")
        interview.send("\r")
        interview.prompted()
        ok("'日ä本' is not an answer of 'bicycle'" in interview.said, f"{term}: they are taken as text", interview.text())
        leave(interview)


def check_locale(name, program):
    """Where the locale has only ASCII, lines are still read as UTF-8; what it lacks is shown as '?'."""
    interview = at_bicycle(LC_ALL="C", program=program)
    for line, reply in (("wörks", "'w?rks' is not an answer of 'bicycle'"), ("works", "Chosen: works")):
        interview.send(line + "\r")
        interview.prompted()
        ok(reply in interview.said, f"{name}, C locale: {line}", interview.text())
    leave(interview)


def check_strange_bytes(name, program):
    """Bytes that no answer holds reach neither the terminal nor an answer."""
    interview = at_bicycle(program=program, TERM="dumb")
    for sent, shown in (("works\x16\x01", "works?"), ("wo\x16\x1b[31mrks", "wo?[31mrks"), ("works\x16\x16", "works?"),
                        ("wor\udcffks", "wor?ks"), ("works\u200e\u202e!", "works??!")):
        start = len(interview.said)
        interview.send(sent + "\r")
        interview.prompted()
        reply = interview.said[start:].split("\n", 1)[1]
        ok(f"'{shown}' is not an answer of 'bicycle'" in reply, f"{name}: {sent!r} is refused", reply)
        none(re.findall(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f\u200e\u202e\udcff]", reply), f"{name}: {sent!r} is told without them")
    for sent in ("\x00", "\x07", "\x1b"):
        interview.send(sent)
    interview.send("works\r")
    interview.prompted()
    leave(interview)
    equal(interview.child.signalstatus, None, f"{name}: NUL, BEL and ESC do no harm")


def check_long_line():
    """Longer than any answer. Only readline takes it from a terminal; without it the kernel's own limit comes first."""
    interview = at_bicycle()
    interview.send("x" * 5000 + "\r")
    interview.prompted()
    ok("answers: works, broken, missing" in interview.said, "5000 letters are refused", interview.said[-500:])
    interview.send("works" + " " * LONGEST_LINE + "nonsense\r")
    interview.prompted()
    ok("Chosen: works" in interview.said, "what comes after the longest line is cut", interview.said[-500:])
    equal(leave(interview), 1, "and then left")


def check_two_rows():
    """A line that does not fit in one, edited at both ends."""
    for term in ("xterm", "dumb"):
        interview = at_bicycle(width=40, TERM=term)
        interview.send("x" * 50 + HOME + "first" + END + "last")
        interview.until(lambda interview=interview: "last" in interview.picture()[-1])
        line = "   Answer: first" + "x" * 50 + "last"
        rows = [line[:40], line[40:]] if term == "xterm" else [interview.picture()[-1]]
        equal(interview.picture()[-len(rows):], rows, f"{term}: a line in two rows")
        interview.seen = len(interview.said)
        interview.send("\r")
        interview.prompted()
        told = re.sub(r"\s+", "", interview.text())
        ok(f"'first{'x' * 50}last'isnotananswer" in told, f"{term}: it is as edited", interview.text())
        leave(interview)


def check_raw_paste(name, program):
    interview = Interview("ask", "-m", "small", program=program, TERM="xterm")
    interview.prompted()
    interview.send("12\rworks\rgood\r")
    for _ in range(3):
        interview.prompted()
    equal(re.findall(r"Chosen: (\w+)", interview.said), ["12", "works", "good"], f"{name}: lines pasted as if typed")
    leave(interview)


def paste(interview, *lines):
    interview.send("\x1b[200~" + "\r".join(lines) + "\x1b[201~")


def check_bracketed_paste():
    """The terminal says that it is a paste. Enter then gives all of it."""
    interview = Interview("ask", "-m", "small", TERM="xterm")
    interview.prompted()
    ok("\x1b[?2004h" in interview.said, "the terminal is asked to tell pastes")
    paste(interview, "12", "works", "good")
    interview.until(lambda: "good" in interview.said)
    ok("Chosen" not in interview.said, "nothing happens before Enter", interview.text())
    interview.send("\r")
    interview.until(lambda: "Is the bus paid for?" in interview.said)
    interview.prompted()
    equal(re.findall(r"Chosen: (\w+)", interview.said), ["12", "works", "good"], "each line is an answer")
    ok(re.search(r"lock.*\n   How good.*\n.*\n.*\n   Answer: good\n   Chosen: good", interview.text()),
       "each stands beside the prompt that it answers", interview.text())
    paste(interview, "unpaid", "")
    interview.send("\r")
    interview.until(lambda: "What will the weather be?" in interview.said)
    interview.prompted()
    ok("An answer is needed" not in interview.said, "a line end at the end of it is no empty answer", interview.text())
    paste(interview, "dry\a", "w\x1b[7mt")
    interview.send("\r")
    interview.until(lambda: "'w?[7mt'" in interview.said)
    interview.prompted()
    ok("\n   Answer: w?[7mt\n" in interview.text(), "controls in it are shown as '?'", interview.text())
    equal(leave(interview), 1, "and then left")
    interview = Interview("ask", "-m", "small", TERM="dumb")
    interview.prompted()
    ok("\x1b" not in interview.said, "TERM=dumb: the terminal is not asked to tell pastes", interview.said)
    leave(interview)


def check_history():
    interview = at_bicycle()
    for keys, line in ((UP, "12"), (UP, "12"), ("\x15works", "works")):
        equal(interview.type(keys, "   Answer: " + line), "   Answer: " + line, "history: an earlier line comes back")
    interview.send("\r")
    interview.prompted()
    equal(interview.type(UP + UP, "   Answer: 12"), "   Answer: 12", "history: the one before the last")
    interview.type("\x15", "   Answer:")
    interview.send("\r")
    interview.prompted()
    leave(interview)
    equal(history_of(interview), ["12", "works", "quit"], "history: the file has every line that is not empty")
    equal([mode_of(interview.state), mode_of(interview.state, "whether"), mode_of(interview.state, "whether", "history")],
          ["0o700", "0o700", "0o600"], "history: only the user can read it")
    again = Interview("ask", "-m", "small", state=interview.state, TERM="xterm")
    again.prompted()
    equal(again.type(UP, "   Number: quit"), "   Number: quit", "history: another interview begins with it")
    equal(again.type(UP, "   Number: works"), "   Number: works", "history: all of it")
    os.kill(again.child.pid, 9)
    again.status()


def check_history_kept_under_empty_variable():
    interview = at_bicycle(WHETHER_NO_HISTORY="")
    leave(interview)
    equal(history_of(interview), ["12", "quit"], "history: an empty WHETHER_NO_HISTORY is none")


def check_length_of_history():
    state = fresh_folder()
    path = os.path.join(state, "whether", "history")
    os.mkdir(os.path.dirname(path))
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(f"line {i}\n" for i in range(MOST_HISTORY + 100))
    interview = Interview("ask", "-m", "small", state=state, TERM="xterm")
    interview.answer("12")
    interview.prompted()
    leave(interview)
    lines = history_of(interview)
    equal([len(lines), lines[0], lines[-3:]], [MOST_HISTORY, "line 102", ["line 599", "12", "quit"]],
          "history: the oldest lines go")
    equal(mode_of(path), "0o600", "history: only the user can read what is left")


def check_no_history(name, program):
    """Where it is not wanted, where it cannot be, and without readline."""
    interview = at_bicycle(WHETHER_NO_HISTORY="1", program=program)
    leave(interview)
    equal([history_of(interview), len(interview.kept())], [None, 1],
          f"{name}, WHETHER_NO_HISTORY=1: no file of lines, but the answers")
    file = os.path.join(fresh_folder(), "file")
    with open(file, "w", encoding="utf-8"):
        pass
    interview = Interview("ask", "-m", "small", program=program, state=os.path.join(file, "state"))
    interview.answer("12", "works", "good", "unpaid", "wet", "")
    equal(interview.status(), 0, f"{name}, a folder for state that cannot be: no hindrance")
    equal(interview.said.count("cannot write"), 1, f"{name}, a folder for state that cannot be: said once")
    ok("Recommendation: bus" in interview.said and "saved" not in interview.said,
       f"{name}, a folder for state that cannot be: the report, and no word of a file", interview.text())
    home = fresh_folder()
    interview = Interview("ask", "-m", "small", program=program, HOME=home, XDG_STATE_HOME="relative", folder=home)
    interview.answer("12", "quit")
    interview.status()
    kept = os.listdir(os.path.join(home, ".local", "state", "whether"))
    ok(os.listdir(home) == [".local"] and any(name.startswith("small-") for name in kept),
       f"{name}, a relative folder for state: the one in the home is taken", os.listdir(home), kept)
    interview = Interview("ask", "-m", "small", program=program, HOME=None, XDG_STATE_HOME=None, folder=fresh_folder())
    interview.answer("12", "quit")
    equal(interview.status(), 1, f"{name}, no home: no hindrance")
    ok(interview.text().endswith("\nwhether: stopped\n"), f"{name}, no home: nothing is kept", interview.text())


def check_bindings():
    vi = inputrc("set editing-mode vi\n")
    interview = at_bicycle(INPUTRC=vi)
    interview.type("XworYsZ", "   Answer: XworYsZ")
    equal(interview.type("\x1b0x", "   Answer: worYsZ"), "   Answer: worYsZ", "vi mode: x at the beginning")
    equal(interview.type("$x", "   Answer: worYs"), "   Answer: worYs", "vi mode: x at the end")
    equal(interview.type("hrk", "   Answer: works"), "   Answer: works", "vi mode: r")
    interview.send("\r")
    interview.prompted()
    ok("Chosen: works" in interview.said, "vi mode: Enter", interview.text())
    leave(interview)
    bindings = inputrc('$if whether\n"\\C-t": "works"\n$else\n"\\C-t": "no"\n$endif\n$if bash\n"\\C-t": "no"\n$endif\n')
    interview = at_bicycle(INPUTRC=bindings)
    equal(interview.type("\x14", "   Answer: works"), "   Answer: works", "inputrc: $if whether")
    interview.type("\x15", "   Answer:")
    leave(interview)
    home = fresh_folder()
    with open(os.path.join(home, ".inputrc"), "w", encoding="utf-8") as file:
        file.write('"\\C-t": "missing"\n')
    interview = at_bicycle(INPUTRC=None, HOME=home)
    equal(interview.type("\x14", "   Answer: missing"), "   Answer: missing", "inputrc: the one in the home")
    interview.type("\x15", "   Answer:")
    leave(interview)


for build in programs():
    check_erasing(*build)
    check_strange_bytes(*build)
    check_raw_paste(*build)
    check_no_history(*build)
    check_locale(*build)
if has_readline(WHETHER):
    check_editing()
    check_wide_characters()
    check_long_line()
    check_two_rows()
    check_bracketed_paste()
    check_history()
    check_history_kept_under_empty_variable()
    check_length_of_history()
    check_bindings()
else:
    skip("editing", "the program was built without readline")
done()
