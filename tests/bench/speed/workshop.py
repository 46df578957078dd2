# SPDX-License-Identifier: ISC
"""Where engines are made: files of the decision in their formats, and programs in C."""
import os
import re
import shlex
import shutil
import subprocess
from typing import List, NamedTuple

HERE = os.path.dirname(os.path.abspath(__file__))
WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion"]


class Missing(Exception):
    """What an engine needs is not here."""


class Engine(NamedTuple):
    """A program that reads profiles from its standard input, one in a line, and writes a line about each.

    form is how the profiles are written: "json", "clips" or "prolog". A run of it takes one in so many of the profiles
    that the fastest gets, lest the slow ones take all the time.
    """

    name: str
    what: str
    form: str
    one_in: int
    command: List[str]


class Workshop:
    """Makes things in a folder."""

    def __init__(self, folder, decision, packages):
        self.folder = folder
        self.decision = decision
        self.packages = packages
        os.makedirs(folder, exist_ok=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        """Writes a file. Returns its path."""
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.path(name)

    def compile(self, name, sources, *flags):
        """Compiles sources, of this folder unless their path is absolute. Returns the path of the program; raises
        Missing if that cannot be done."""
        compiler = shlex.split(os.environ.get("CC", "cc")) + shlex.split(os.environ.get("CFLAGS", "-O2"))
        command = [*compiler, "-std=c11", "-D_XOPEN_SOURCE=700", *WARNINGS, f"-I{HERE}", "-o", self.path(name)]
        command += [os.path.join(HERE, source) for source in sources]
        ended = subprocess.run([*command, *flags], capture_output=True, text=True, check=False)
        if ended.returncode or ended.stderr:
            said = re.search(r"(?:error|warning): (.*)", ended.stderr)
            raise Missing(f"{name} cannot be compiled: {said[1] if said else 'the linker failed'}")
        return self.path(name)

    def program(self, name):
        """The path of a program that has to be installed; raises Missing."""
        path = shutil.which(name)
        if path is None:
            raise Missing(f"there is no {name} here")
        return path

    def package(self, name):
        """The folder of a package of node; raises Missing."""
        path = os.path.join(self.packages, *name.split("/"))
        if not os.path.exists(path):
            raise Missing(f"there is no package {name} of node here")
        return path
