#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Interviews through a pipe.

Each file of the folder ask is a session. A line that begins with "$ " is a command; what follows, up to the next, is
what it shows: standard error, in which stands what is typed (see session.py), then standard output, then "[status N]"
unless it is 0. The file must come out as it is, in a folder of its own that holds copies of the models and profiles
beside it.
"""
import os
import re
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from session import transcript, typed
from tap import WHETHER, done, equal, none, ok

HERE = os.path.dirname(os.path.abspath(__file__))
SESSIONS = os.path.join(HERE, "ask")


def replay(text, folder, programs):
    """The session as it comes out now, in a folder, with the program found in another."""
    steps = re.split(r"^\$ (.*)\n", text, flags=re.MULTILINE)[1:]
    path = programs + ":" + os.environ["PATH"]
    return "".join(f"$ {command}\n" + transcript(command, typed(shown), folder, PATH=path)
                   for command, shown in zip(steps[::2], steps[1::2]))


def check(name):
    with open(os.path.join(SESSIONS, name), encoding="utf-8") as file:
        session = file.read()
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as programs:
        os.symlink(WHETHER, os.path.join(programs, "whether"))
        for beside in [os.path.join(HERE, "small.yaml")] + [os.path.join(SESSIONS, each) for each in os.listdir(SESSIONS)]:
            if beside.endswith(".yaml"):
                shutil.copy(beside, folder)
        equal(replay(session, folder, programs), session, name)


names = sorted(os.listdir(SESSIONS))
for each_name in names:
    if each_name.endswith(".txt"):
        check(each_name)
ok(len(names) >= 40, "there are sessions", len(names))
none([name for name in names if not name.endswith((".txt", ".yaml"))], "nothing else is in the folder")
done()
