# SPDX-License-Identifier: ISC
"""The program on a terminal of its own, for the tests of this folder: what a person types, and what the screen shows.

Every session has a folder for state of its own unless told otherwise, and the model `small` is found by its name.
"""
import fcntl
import os
import re
import shutil
import subprocess
import sys
import tempfile
import termios
import unicodedata

import pexpect

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "cli"))
from tap import TOP, WHETHER, environment, ok

SMALL = os.path.join(TOP, "tests", "cli", "small.yaml")
PROMPT = r"(?:   (?:Answer|Number):|(?:\n|\x1b\[1m|\x1b\[\?2004h)>) "
PATIENCE = 20

_scratch = tempfile.TemporaryDirectory()
_data = os.path.join(_scratch.name, "data")
os.makedirs(os.path.join(_data, "whether", "questions"))
shutil.copy(SMALL, os.path.join(_data, "whether", "questions"))
CLEAN = {"COLUMNS": None, "LINES": None, "NO_COLOR": None, "INPUTRC": "/dev/null", "TERM": "dumb", "XDG_DATA_HOME": _data,
         "XDG_DATA_DIRS": None, "WHETHER_NO_HISTORY": None, "HISTFILE": None}


def columns(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def fresh_folder():
    """An empty folder, which goes when the test ends."""
    return tempfile.mkdtemp(dir=_scratch.name)


def has_readline(program):
    """Whether it loads the library, or holds the name of a variable that only the library reads."""
    loaded = subprocess.run(["ldd", program], capture_output=True, text=True, check=False).stdout
    with open(program, "rb") as file:
        return "libreadline" in loaded or b"\0INPUTRC\0" in file.read()


def programs():
    """What each build of the program is called, and its path: the one under test, and one without readline."""
    if not has_readline(WHETHER):
        return [("without readline", WHETHER)]
    os.makedirs(os.path.join(TOP, "build"), exist_ok=True)
    with open(os.path.join(TOP, "build", "plain.lock"), "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = subprocess.run(["make", "-s", "-C", TOP, "BUILD=plain", "READLINE=no", "CFLAGS=-O1"], capture_output=True,
                              text=True, env=environment({"MAKEFLAGS": None}), check=False)
    plain = os.path.join(TOP, "build", "plain", "whether")
    ok(made.returncode == 0 and not has_readline(plain), "make READLINE=no", made.stdout + made.stderr)
    return [("with readline", WHETHER), ("without readline", plain)]


class Interview:
    """The program, or a command that runs it, on a terminal of its own."""

    def __init__(self, *arguments, width=80, program=WHETHER, command=None, state=None, folder=None, **changes):
        command = command or [program, *arguments]
        self.widths = [(0, width)]   # from where on in what was said
        self.state = state or os.path.join(fresh_folder(), "state")
        self.said = ""
        self.seen = 0                # up to where prompts were looked for
        self.over = False
        self.child = pexpect.spawn(
            command[0], command[1:], encoding="utf-8", codec_errors="surrogateescape", cwd=folder, dimensions=(24, width),
            env=environment({**CLEAN, "XDG_STATE_HOME": self.state, "WHETHER": program, **changes}))
        self.child.delaybeforesend = None
        self.child.ptyproc.delayafterclose = self.child.delayafterclose = 0.01

    def until(self, happens):
        """Reads on until happens() is true; returns whether it came to that before the program ended or fell silent."""
        while not happens():
            if self.over:
                return False
            try:
                self.said += self.child.read_nonblocking(65536, PATIENCE)
            except pexpect.EOF:
                self.over = True
            except pexpect.TIMEOUT:
                return False
        return True

    def prompted(self):
        """Whether another prompt came; else the program has ended, or is ended here because it fell silent."""
        found = []

        def happens():
            found[:] = [re.compile(PROMPT).search(self.said, self.seen)]
            return found[0]

        if self.until(happens):
            self.seen = found[0].end()
        elif not self.over:
            ok(False, "the program asks or ends in time", self.said)
            self.child.close(force=True)
            self.over = True
        return bool(found[0])

    def send(self, keys):
        self.child.send(keys)

    def answer(self, *lines):
        """Answers as many prompts."""
        for line in lines:
            if not self.prompted():
                return
            self.send(line + "\r")

    def type(self, keys, line):
        """Types at the prompt that stands; waits until the last line of the screen is `line`. Returns the line it is."""
        self.send(keys)
        self.until(lambda: self.picture()[-1] == line)
        self.seen = len(self.said)
        return self.picture()[-1]

    def end(self):
        """Ends the input at every prompt that comes; returns the status, or minus the signal."""
        while self.prompted():
            self.child.sendeof()
        return self.status()

    def status(self):
        """Waits for the end; returns the status, or minus the signal; None if it does not end."""
        if not self.until(lambda: self.over):
            self.child.close(force=True)
            return None
        self.child.wait()
        return self.child.exitstatus if self.child.signalstatus is None else -self.child.signalstatus

    def mode(self):
        """Which of the usual habits the terminal has at the moment."""
        flags = termios.tcgetattr(self.child.child_fd)
        names = (("ICRNL", "IXON"), ("OPOST", "ONLCR"), (), ("ECHO", "ICANON", "ISIG", "IEXTEN"))
        return {name for i, some in enumerate(names) for name in some if flags[i] & getattr(termios, name)}

    def resize(self, width):
        self.widths.append((len(self.said), width))
        self.child.setwinsize(24, width)

    def text(self):
        """What came to the terminal, with plain line ends and without blanks at them."""
        return re.sub(r" *\r*\n", "\n", self.said)

    def picture(self):
        """The lines of the screen as they look."""
        screen = Screen()
        ends = [start for start, _ in self.widths[1:]] + [len(self.said)]
        for (start, width), end in zip(self.widths, ends):
            screen.draw(self.said[start:end], width)
        return screen.lines()

    def kept(self):
        """The files of answers in the folder for state."""
        folder = os.path.join(self.state, "whether")
        names = os.listdir(folder) if os.path.isdir(folder) else []
        return sorted(os.path.join(folder, name) for name in names if name != "history")


class Screen:
    """What a terminal shows; the least that readline needs. Nothing scrolls away."""

    SEQUENCE = re.compile(r"\x1b\[([?0-9;]*)([A-Za-z@])|\x1b[=>]|(.)", re.DOTALL)

    def __init__(self):
        self.width = self.row = self.column = 0
        self.rows = [[]]

    def lines(self):
        """Down to the cursor, or to the last that is not empty."""
        lines = ["".join(row).rstrip() for row in self.rows]
        while len(lines) > self.row + 1 and not lines[-1]:
            lines.pop()
        return lines

    def draw(self, text, width):
        self.width = width
        for argument, letter, plain in self.SEQUENCE.findall(text):
            if plain:
                self.put(plain)
            elif letter and not argument.startswith("?"):
                self.obey(letter, int(argument or 0) if argument.isdigit() or not argument else 0)

    def line(self):
        while len(self.rows) <= self.row:
            self.rows.append([])
        row = self.rows[self.row]
        row.extend(" " * (self.width - len(row)))
        return row

    def put(self, character):
        if character == "\n":
            self.row += 1
        elif character == "\r":
            self.column = 0
        elif character == "\b":
            self.column = max(min(self.column, self.width - 1) - 1, 0)
        elif character >= " ":
            room = columns(character)
            if not room:
                self.line()[self.column - 1] += character
                return
            if self.column + room > self.width:
                self.row, self.column = self.row + 1, 0
            self.line()[self.column:self.column + room] = [character] + [""] * (room - 1)
            self.column += room
        self.line()

    def obey(self, letter, count):
        line = self.line()
        self.column = min(self.column, self.width - 1)
        if letter in "AB":
            self.row = max(self.row + max(count, 1) * (1 if letter == "B" else -1), 0)
        elif letter in "CD":
            self.column = min(max(self.column + max(count, 1) * (1 if letter == "C" else -1), 0), self.width - 1)
        elif letter == "P":
            self.rows[self.row] = line[:self.column] + line[self.column + max(count, 1):]
        elif letter == "@":
            line[self.column:self.column] = " " * max(count, 1)
            del line[self.width:]
        elif letter in "KJ":
            del line[self.column:]
            if letter == "J":
                del self.rows[self.row + 1:]
        self.line()
