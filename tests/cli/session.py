# SPDX-License-Identifier: ISC
"""Interviews through a pipe, told as one would see them on a terminal: what is typed stands behind the prompt.

There ^J is an empty line and ^D the end of input; \\t, \\x1b and the like are these bytes.
"""
import re
import subprocess

from tap import LIMIT, environment

PROMPT = re.compile(r"^(   Answer: |   Number: |> )", re.MULTILINE)
CLEAN = {"XDG_DATA_HOME": None, "XDG_DATA_DIRS": None, "COLUMNS": None, "NO_COLOR": None}


def typed(shown):
    """What is typed at the prompts of a transcript: the words behind each, up to the end of input."""
    words = [line[len(PROMPT.match(line)[0]):] for line in shown.split("\n") if PROMPT.match(line)]
    return words[:words.index("^D")] if "^D" in words else words


def as_bytes(words):
    """The line that is sent."""
    return b"\n" if words == "^J" else words.encode().decode("unicode_escape").encode("latin-1") + b"\n"


def transcript(command, words, folder, **changes):
    """Runs a command of sh in a folder, with these words at its prompts and changes to its environment.

    Returns what comes on standard error, with the words in their places, on standard output, and the status if it is
    not 0.
    """
    ended = subprocess.run(["sh", "-c", command], input=b"".join(map(as_bytes, words)), cwd=folder, check=False,
                           capture_output=True, env=environment({**CLEAN, **changes}), timeout=LIMIT)
    answers = iter(words)
    shown = PROMPT.sub(lambda prompt: prompt[0] + next(answers, "^D"), ended.stderr.decode())
    status = f"[status {ended.returncode}]\n" if ended.returncode else ""
    return shown + ended.stdout.decode() + status
