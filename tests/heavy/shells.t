#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# Completion of the command line in the real shells: what Tab puts in and what it lists, and that nothing of a model is
# expanded or run.
import os
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "terminal"))
from on_terminal import SMALL, Interview, fresh_folder
from tap import TOP, WHETHER, done, environment, equal, run, skip

HOSTILE = "$(touch here-1) `touch here-2` %F{red}%(?.$(touch here-3).) ${(e):-'$(touch here-4)'} \\$(touch here-5)"
WIDTH = 300

# What is typed, and what the line is after Tab where one word is possible.
LINES = (
    ("whether ev", "whether eval "),
    ("whether --vers", "whether --version "),
    ("whether eval --sett", "whether eval --settled "),
    ("whether check py", "whether check python "),
    ("whether show -m py", "whether show -m python "),
    ("whether eval --model=py", "whether eval --model=python "),
    ("whether eval -f ma", "whether eval -f markdown "),
    ("whether eval --format=ma", "whether eval --format=markdown "),
    ("whether eval -s pur", "whether eval -s purpose="),
    ("whether eval -s work=wa", "whether eval -s work=waiting "),
    ("whether eval -s work=waiting,chi", "whether eval -s work=waiting,children "),
    ("whether eval -s work=waiting -s dri", "whether eval -s work=waiting -s drivers="),
    ("whether eval --set=work=wa", "whether eval --set=work=waiting "),
    ("whether eval -m small -s rain=d", "whether eval -m small -s rain=dry "),
    ("whether eval -m small -s distance=1", "whether eval -m small -s distance=10+ "),
    ("whether eval -m ./odd\\ name.yaml -s rain=d", "whether eval -m ./odd\\ name.yaml -s rain=dry "),
    ("whether eval -m ~/odd.yaml -s rain=d", "whether eval -m ~/odd.yaml -s rain=dry "),
    ("whether eval mine.yaml -s rain=w", "whether eval mine.yaml -s rain=wet "),
    ("whether explain thr", "whether explain threads "),
    ("whether explain -m small wa", "whether explain -m small walk "),
    ("whether eval mi", "whether eval mine.yaml "),
    ("whether ask --output=mi", "whether ask --output=mine.yaml "),
    ("whether eval fold", "whether eval folder/"),
)

# What is typed, and which words are listed then.
LISTS = (
    ("whether explain ", ["async", "processes", "sync", "threads"]),
    ("whether explain -m small ", ["bike", "bus", "walk"]),
    ("whether eval -m small -s rain=", ["dry", "storm", "unknown", "wet"]),
    ("whether what-if mine.yaml ", ["bicycle=", "distance=", "lock=", "rain=", "ticket="]),
    ("whether next -f ", ["json", "text"]),
    ("whether eval --s", ["--set", "--settled"]),
    ("whether zebra ", []),
    ("whether eval -m nowhere -s ", []),
    ("whether eval -m ~/hostile.yaml -s tap=", ["off", "open", "unknown"]),
)


def folders():
    """A folder to type in, with what a home and a path of programs need; every shell may leave traces there alone."""
    folder = fresh_folder()
    for name in ("bin", "data/whether/questions", "functions", "folder"):
        os.makedirs(os.path.join(folder, name))
    os.symlink(WHETHER, os.path.join(folder, "bin", "whether"))
    shutil.copy(os.path.join(TOP, "src/cli/whether.zsh"), os.path.join(folder, "functions", "_whether"))
    for name in ("data/whether/questions/small.yaml", "data/whether/questions/$(touch here-6).yaml", "odd name.yaml",
                 "odd.yaml"):
        shutil.copy(SMALL, os.path.join(folder, name))
    with open(os.path.join(folder, "mine.yaml"), "w", encoding="utf-8") as file:
        file.write("model: small\nanswers: {}\n")
    with open(os.path.join(folder, "hostile.yaml"), "w", encoding="utf-8") as file:
        quoted = "'" + HOSTILE.replace("'", "''") + "'"
        file.write(f"""whether: 1
model: hostile
revision: 1
title: {quoted}
options:
  drink: {{name: {quoted}}}
  wait: {{name: {quoted}}}
topics: {{water: Water}}
sources: {{book: {{title: A book, url: "https://example.org/book"}}}}
tree:
  tap:
    topic: water
    ask: {quoted}
    answers: {{"open": {quoted}, "off": {quoted}}}
rules:
  dry: {{when: {{tap: "off"}}, against: {{drink: strong}}, because: It is dry., source: book}}
""")
    return folder


def changes(folder):
    return {"PATH": os.path.join(folder, "bin") + ":" + os.environ["PATH"], "HOME": folder, "TERM": "xterm",
            "XDG_DATA_HOME": os.path.join(folder, "data"), "XDG_CONFIG_HOME": folder, "ZDOTDIR": folder, "COLUMNS": None}


class Shell(Interview):
    """A shell on a terminal, with the completion loaded."""

    TABS = "\t"      # that list the words

    def __init__(self, folder, command, *setup):
        super().__init__(command=command, folder=folder, width=WIDTH, **changes(folder))
        self.send("".join(line + "\r" for line in setup) + "PS1='> '; echo rea''dy\r")
        self.until(lambda: re.search(r"[\r\n]ready\r*\n[^\n]*> $", re.sub(r"\x1b\[[?0-9;]*[A-Za-z]|\x1b[=>]", "", self.said)))

    def line(self, typed, expected):
        """The line after `typed` and Tab; an exclamation mark shows where it ends."""
        self.send(typed + "\t!")
        self.until(lambda: self.picture()[-1] == expected)
        line = self.picture()[-1]
        self.clear()
        return line

    def listed(self, typed, expected):
        """The words that come first on the lines that Tab lists."""
        start = len(self.picture())

        def words():
            lines = [line for line in self.picture()[start - 1:] if not line.startswith("> ")]
            return sorted(self.words_of(lines))

        self.send(typed + self.TABS)
        self.until(lambda: words() == expected)
        found = words()
        self.clear()
        return found

    def clear(self):
        start = len(self.said)
        self.send("\x15\recho o''ver\r")
        self.until(lambda: re.search(r"[\r\n]over\r*\n.*> ", self.said[start:], re.DOTALL))
        self.said = "> "

    @staticmethod
    def words_of(lines):
        return [word for line in lines for word in line.split()]


class Zsh(Shell):
    TABS = "\t\t"

    @staticmethod
    def words_of(lines):
        return [line.split()[0] for line in lines if line.strip()]


def traces(folder):
    return [name for name in sorted(os.listdir(folder)) if name.startswith("here-")]


def check_line(name, shell, typed, expected):
    equal(shell.line(typed, expected), expected, f"{name}: {typed!r} and Tab")


def check_on_terminal(name, folder, shell, prefix):
    """`prefix`: whether a list shows what comes before '=', too."""
    for typed, line in LINES:
        check_line(name, shell, typed, f"> {line}!")
    for typed, words in LISTS:
        if not words:
            check_line(name, shell, typed, f"> {typed}!")
            continue
        start = re.search(r"\S*=$|$", typed)[0] if prefix else ""
        expected = sorted(start + word for word in words)
        equal(shell.listed(typed, expected), expected, f"{name}: what '{typed}' and Tab list")
    equal(traces(folder), [], f"{name}: nothing of a model was run")


def check_bash():
    folder = folders()
    shell = Shell(folder, ["bash", "--norc", "--noprofile"], f". {TOP}/src/cli/whether.bash",
                  "bind 'set show-all-if-ambiguous on'", "bind 'set completion-query-items 0'",
                  "bind 'set page-completions off'", "bind 'set bell-style none'",
                  "bind 'set enable-bracketed-paste off'")
    check_on_terminal("bash", folder, shell, False)
    # In the middle of a line, and after another command.
    check_line("bash", shell, "true; LC_ALL=C whether ev", "> true; LC_ALL=C whether eval !")
    check_line("bash", shell, "whether eval -s wo mine.yaml" + "\x1b[D" * 10, "> whether eval -s work=! mine.yaml")


def check_zsh():
    folder = folders()
    shell = Zsh(folder, ["zsh", "-f"], "unsetopt promptsp promptcr beep", f"fpath=({folder}/functions $fpath)",
                "autoload -U compinit; compinit -u -D; LISTMAX=9999")
    check_on_terminal("zsh", folder, shell, True)


def check_fish():
    folder = folders()

    def completed(typed):
        said = subprocess.run(["fish", "--no-config", "-c", f"source {TOP}/src/cli/whether.fish; complete -C $argv[1]", typed],
                              capture_output=True, text=True, cwd=folder, env=environment(changes(folder)), check=False)
        return sorted(line.split("\t")[0] for line in said.stdout.splitlines())

    for typed, line in LINES:
        word = re.search(r"\S*$", line.strip())[0]
        equal(completed(typed), [word], f"fish: '{typed}'")
    for typed, words in LISTS:
        start = re.search(r"\S*=$|$", typed)[0]
        equal(completed(typed), sorted(start + word for word in words), f"fish: what '{typed}' lists")
    for command in [line.split()[1] for line in run("--help").out.splitlines() if re.match(r"  whether [a-z]", line)]:
        options = re.findall(r"^  (?:(-\w), )?(--[\w-]+)", run(command, "--help").out, re.MULTILINE)
        equal([word for word in completed(f"whether {command} -") if word.startswith("-")],
              sorted(name for names in options for name in names if name), f"fish: the options of {command}")
    equal(traces(folder), [], "fish: nothing of a model was run")


for name, check in (("bash", check_bash), ("zsh", check_zsh), ("fish", check_fish)):
    if shutil.which(name):
        check()
    else:
        skip(f"completion in {name}", f"there is no {name} here")
done()
