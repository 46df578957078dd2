#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# What Tab puts in and what it lists: answers, commands and what commands take.
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from on_terminal import PROMPT, Interview, fresh_folder, has_readline
from tap import WHETHER, done, equal, ok, skip

ANSWERS = ["broken", "missing", "works"]
COMMANDS = ["?", "back", "change", "explain", "help", "more", "quit", "save", "show", "skip", "stop", "unknown", "what-if",
            "why"]
QUESTIONS = ["bicycle", "distance", "lock", "rain", "ticket"]
OPTIONS = ["bike", "bus", "walk"]
RULES = ["lock-invites-thieves", "near", "no-bicycle", "quick-ride", "storm-stops-buses", "ticket-is-paid", "too-far",
         "wet-road"]


def at_bicycle(**changes):
    """An interview at the question about the bicycle, which has three answers."""
    interview = Interview("ask", "-m", "small", TERM="xterm", **changes)
    interview.answer("12")
    interview.prompted()
    return interview


def leave(interview):
    interview.send("\x15quit\r")
    equal(interview.status(), 1, "and then it can be left")


def listed(interview, typed):
    """What two Tabs list after `typed`, sorted."""
    start = len(interview.said)
    interview.send(typed + "\t\t")
    interview.until(lambda: re.search(r"\n.*" + PROMPT, interview.said[start:]))
    words = interview.said[start:].split("\r\n")[1:-1]
    interview.send("\x15")
    interview.seen = len(interview.said)
    return sorted(word for line in words for word in line.split())


def check_single_words():
    """One word is possible: it is put in."""
    interview = at_bicycle()
    for typed, line in (("wo", "works"), ("miss", "missing"), ("ba", "back"), ("unk", "unknown"), ("what", "what-if"),
                        ("change dist", "change distance"), ("what-if r", "what-if rain"),
                        ("change rain=w", "change rain=wet"), ("what-if bicycle=m", "what-if bicycle=missing"),
                        ("change rain = st", "change rain = storm"), ("explain wa", "explain walk"),
                        ("why we", "why wet-road"), ("? m", "? missing"), ("works,br", "works,broken"),
                        ("change rain=wet,st", "change rain=wet,storm"), ("change rain=unk", "change rain=unknown")):
        equal(interview.type(typed + "\t", "   Answer: " + line), "   Answer: " + line, f"'{typed}' and Tab")
        interview.type("\x15", "   Answer:")
    for typed in ("zebra", "change zebra", "change zebra=w", "explain works", "why bus", "back b", "quit wo", "W"):
        interview.type(typed + "\t", "   Answer: " + typed)
        interview.type("!", "   Answer: " + typed + "!")
        equal(interview.picture()[-1], "   Answer: " + typed + "!", f"'{typed}' and Tab: nothing is put in")
        interview.type("\x15", "   Answer:")
    leave(interview)


def check_lists():
    """Several words are possible: they are listed."""
    interview = at_bicycle()
    for typed, words in (("", sorted(ANSWERS + COMMANDS)), ("s", ["save", "show", "skip", "stop"]),
                         ("w", ["what-if", "why", "works"]), ("change ", QUESTIONS), ("what-if ", QUESTIONS),
                         ("change rain=", ["dry", "storm", "unknown", "wet"]), ("what-if lock=", ["bad", "good", "unknown"]),
                         ("explain ", OPTIONS), ("explain b", ["bike", "bus"]), ("why ", RULES),
                         ("? ", sorted(ANSWERS + ["unknown"]))):
        equal(listed(interview, typed), words, f"'{typed}' and two Tabs")
    leave(interview)
    interview = Interview("ask", "-m", "small", TERM="xterm")
    interview.prompted()
    equal(listed(interview, ""), COMMANDS, "a question for a number: no bands")
    equal(listed(interview, "change bicycle="), sorted(ANSWERS + ["unknown"]), "answers of another question")
    interview.send("1\r")
    interview.prompted()
    equal(listed(interview, ""), [word for word in COMMANDS if word not in ("?", "skip", "unknown")],
          "at the end: nothing that needs a question")
    leave(interview)


def check_help():
    """The commands that Tab knows are those that help lists."""
    interview = Interview("ask", "-m", "small", TERM="xterm")
    interview.answer("help")
    interview.prompted()
    lines = interview.picture()
    lines = lines[lines.index("   Number: help") + 1:]
    described = [found[1] for found in (re.match(r"   ([^ :]+)(?: [^ :]+)?: ", line) for line in lines) if found]
    equal(sorted(described), COMMANDS, "help lists the commands")
    leave(interview)


def check_file_names():
    folder = fresh_folder()
    os.mkdir(os.path.join(folder, "questionnaires"))
    for name in ("answers.yaml", "quarter.yaml", os.path.join("questionnaires", "mine.yaml")):
        with open(os.path.join(folder, name), "w", encoding="utf-8"):
            pass
    interview = at_bicycle(folder=folder)
    for typed, line in (("save qua", "save quarter.yaml"), ("save ques", "save questionnaires/"),
                        ("save questionnaires/m", "save questionnaires/mine.yaml"), ("qu", "quit")):
        equal(interview.type(typed + "\t", "   Answer: " + line), "   Answer: " + line, f"'{typed}' and Tab, with files")
        interview.type("\x15", "   Answer:")
    equal(listed(interview, "save "), ["answers.yaml", "quarter.yaml", "questionnaires/"], "save and two Tabs: files and folders")
    equal(listed(interview, "explain "), OPTIONS, "explain: no file names")
    for _ in ("to replace it", "once more"):
        interview.send("save quar\t\r")
        interview.prompted()
    ok("Saved quarter.yaml" in interview.said, "a name put in by Tab is taken", interview.text())
    interview.send("stop\r")
    equal(interview.status(), 0, "and the report comes")


if not has_readline(WHETHER):
    skip("completion", "the program was built without readline")
else:
    check_single_words()
    check_lists()
    check_help()
    check_file_names()
done()
