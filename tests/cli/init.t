#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# Profiles to be filled in: they load without a word, hold all that the model says of a question and all that the profile
# said before, and decide the same; also when the texts look like YAML.
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

import yaml

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "cli"))
from documents import plain, read, values_of, write
from tap import TOP, done, equal, none, ok, run

SEEDS = range(1, 26)
SHIPPED = os.path.join(TOP, "questions", "python.yaml")
SMALL = os.path.join(TOP, "tests", "cli", "small.yaml")
GENERATOR = os.path.join(TOP, "build", os.environ["BUILD"], "tests", "oracle", "differential")
# Texts and ids that mean something to a YAML reader. The ids are quoted here, and have to be in a profile.
ODD = r"""
whether: 1
model: "404"
revision: 3
title: "'Odd': \"all\" of it # or not"
options: {"no": {name: N}, b: {name: B}}
topics: {t: "# not: a comment\n---", empty: Nothing}
sources: {s: {title: S, url: u}}
tree:
  "on":
    topic: t
    ask: "Is it\n  answers: {}\n...\n? - % @ `"
    help: "One\nparagraph.\n\n---\n\"Another\" \\ '#'"
    find out: "first\n\n\tsecond: [\n"
    answers:
      "null": {label: "nothing\n# at all", help: "it's\nnone"}
      "1e5": {label: "weit: 漢字 über"}
      plain: {label: p, then: {under: {ask: "Why?", bands: {0: zero, 20: twenty}}}}
rules:
  r: {when: {"on": "null"}, for: {"no": strong}, because: B, source: s}
"""
NOTES = [
    "plain", "# no comment", "two\nlines", "a\n\n\nb", "double  space", "indented:\n  code\n\ttab\nend", "line end \nspace",
    "'quoted' \"twice\" \\n", "- item\n- item", "--- \n...\n%TAG", "tab\there", "key: value\nother: value", "漢字 " * 60,
    "long " * 100 + "end", "x" * 300, "long " * 50 + "\n" + "lines " * 50, "|\n>-", "\u00a0nbsp\u00a0and more",
]


def questions_of(level):
    """The questions of a mapping of a model, and those under their answers."""
    for name, question in level.items():
        yield name, question
        for answer in (question.get("answers") or question["bands"]).values():
            if isinstance(answer, dict):
                yield from questions_of(answer.get("then", {}))


def texts_of(question):
    """All that a question says to who answers it."""
    yield from (question[key] for key in ("ask", "help", "find out") if key in question)
    for answer in (question.get("answers") or question["bands"]).values():
        if isinstance(answer, dict):
            yield answer["label"]
            yield from [answer["help"]] if "help" in answer else []
        else:
            yield answer


def comments_above(form):
    """The words of the comments above the line of each question, and those of the answers with spaces between."""
    above, lines = {}, []
    for line in form.split("\nanswers:\n")[1].split("\n"):
        comment = re.fullmatch(r"  #(?: (.*))?", line)
        answer = re.fullmatch(r'  "?([a-z0-9_-]+)"?: .*', line)
        if comment:
            lines.append(comment[1] or "")
        if answer:
            above[answer[1]] = " ".join(" ".join(lines).split())
        if not comment:
            lines = []
    return above


def without_unknowns(said):
    """A value of JSON without what says that an answer is unknown, which is the same as to say nothing."""
    if isinstance(said, list):
        return [without_unknowns(part) for part in said]
    if isinstance(said, dict):
        return {key: without_unknowns(part) for key, part in said.items() if part != "unknown"}
    return said


def reports(model, *profiles):
    """What eval says of profiles: the status, how often it complains, and JSON without the names of the files."""
    made, found = run("eval", "-f", "json", "-m", model, *profiles), []
    for report in values_of(made.out):
        del report["profile"]["file"]
        found.append(without_unknowns(report))
    return made.status, len(re.findall(r": (?:error|warning): ", made.err)), found


def accepted(profile):
    """What a profile accepts, in any order."""
    outcomes = profile.get("accept", [])
    return {outcomes} if isinstance(outcomes, str) else set(outcomes)


def faults_of_form(model, asked, profile, form):
    """What is wrong with the form of a profile, but for what comes of it."""
    made = run("init", "-m", model, "--from", profile, "-o", form)
    if made.status or made.out:
        return [f"status {made.status}: {made.err}"]
    faults, before, after = [], plain(read(profile)), plain(read(form))
    if after.get("expect") != before.get("expect") or accepted(after) != accepted(before):
        faults.append("it expects something else")
    if sorted(asked) != sorted(after["answers"]):
        faults.append(f"it has the questions {sorted(after['answers'])}")
    added = [question for question in asked if question not in (before.get("answers") or {})]
    if made.err != (f"whether: added as unknown: {', '.join(added)}\n" if added else ""):
        faults.append(f"it told {made.err!r}")
    if run("init", "-m", model, "--from", form).out != read(form):
        faults.append("the form of the form is another")
    return faults


def faults_of_keeping(name, model, profiles):
    """What is wrong with the forms of profiles."""
    asked = [question for question, _ in questions_of(plain(read(model))["tree"])]
    forms = [f"form-{number}.yaml" for number in range(len(profiles))]
    faults = [f"{name}: {os.path.basename(profile)}: {fault}" for profile, form in zip(profiles, forms)
              for fault in faults_of_form(model, asked, profile, form)]
    before, after = reports(model, *profiles), reports(model, *forms)
    if before[:2] != after[:2] or len(before[2]) != len(after[2]):
        faults.append(f"{name}: before status and complaints were {before[:2]}, then {after[:2]}")
    faults += [f"{name}: {old['profile']}: eval says something else" for old, new in zip(before[2], after[2]) if old != new]
    return faults


def check_new(model, name):
    """The form without a profile."""
    made = run("init", "-m", model)
    equal([made.status, made.err], [0, ""], f"{name}: a form is made")
    write("new.yaml", made.out)
    write("empty.yaml", "answers: {}\n")
    said, form = plain(read(model)), yaml.safe_load(made.out)
    asked = dict(questions_of(said["tree"]))
    equal([form["model"], str(form["revision"])], [said["model"], said["revision"]], f"{name}: the model is recorded")
    equal(form["answers"], dict.fromkeys(form["answers"], "unknown"), f"{name}: all is unknown, for other readers, too")
    equal(sorted(form["answers"]), sorted(asked), f"{name}: all questions are there")
    equal(run("eval", "-q", "-m", model, "new.yaml").err, "", f"{name}: eval has nothing to say about it")
    ok(reports(model, "new.yaml") == reports(model, "empty.yaml"), f"{name}: it says nothing yet")
    above = comments_above(made.out)
    none([f"{question}: {text}" for question, texts in asked.items() for text in texts_of(texts)
          if " ".join(text.split()) not in above.get(question, "")], f"{name}: every text stands above its question")
    loose = [line for line in made.out.split("\n") if len(line) > 100 and " " in line.lstrip(" #")[:80]]
    verbatim = "\n".join(question.get("find out", "") for question in asked.values())
    none([line for line in loose if re.sub(r"^ *# (To find out: )?", "", line).strip() not in verbatim],
         f"{name}: lines are at most 100 wide, but for what is to be copied")
    return made.out


def check_shipped():
    form = check_new(SHIPPED, "python")
    equal(run("init").out, form, "without -m it is the model python")
    ok("\n  # Asked only if program is library\n  #   sync_callers " in form, "when a question is asked is told")
    ok("\n  #   from 20    dozens\n" in form, "bands are told by their least number")
    ok(form.index("==== Workload") < form.index("==== Library") < form.index("==== Team"), "topics are headings")
    names = sorted(name for folder in ("cases", "evidence") for name in glob.glob(f"{TOP}/profiles/{folder}/*.yaml"))
    ok(names, "there are profiles")
    none(faults_of_keeping("python", SHIPPED, names), "all that the profiles say is kept")
    for number in range(0, len(names), 60):
        equal(run("diff", names[number], f"form-{number}.yaml").status, 0, f"diff finds no difference, {number}")


def check_delivery():
    model = os.path.join(TOP, "questions", "delivery.yaml")
    check_new(model, "delivery")
    names = sorted(glob.glob(f"{TOP}/profiles/delivery/*.yaml"))
    ok(names, "there are profiles of delivery")
    none(faults_of_keeping("delivery", model, names), "delivery: all that the profiles say is kept")


def check_odd():
    write("odd.yaml", ODD)
    form = check_new("odd.yaml", "texts like YAML")
    ok('\n  "on": unknown\n' in form and '\nmodel: "404"\n' in form, "ids that are no text to others are quoted")
    ok("Nothing" not in form, "a topic without questions has no heading")
    profiles, faults = [], []
    for note in NOTES:
        for key in ("title", "note", "source"):
            profiles.append(f"profile-{len(profiles)}.yaml")
            write(profiles[-1], json.dumps({key: note, "answers": {"on": ["null", "1e5"], "under": "20-50"},
                                            "expect": "no", "accept": ["none", "b"]}))
    faults += faults_of_keeping("texts like YAML", "odd.yaml", profiles)
    for number, profile in enumerate(profiles):
        for key, note in plain(read(profile)).items():
            kept = plain(read(f"form-{number}.yaml")).get(key)
            if key in ("title", "note", "source") and kept != note.strip(" \t\n"):
                faults.append(f"{key} {note!r} became {kept!r}")
    none(faults, "texts of profiles are kept")
    ok('\n  "on": ["null","1e5"]\n' in read("form-0.yaml"), "answers that are no text to others are quoted")
    ok('\nexpect: "no"\naccept: [b, none]\n' in read("form-0.yaml"), "so are outcomes")


def check_numbers():
    profiles = []
    for number in ("7", "5k", "1M", "3-5", "10+", "[1, 12]", "[1, 3-5, 10+]", "[1, 3, 5, 7, 9, 11]", "{at least: 3}",
                   "{below: 10}", "{at least: 3, below: 10}", "1000000000000000"):
        profiles.append(f"profile-{len(profiles)}.yaml")
        write(profiles[-1], "answers: {distance: %s, bicycle: [works, broken]}\n" % number)
    none(faults_of_keeping("small", SMALL, profiles), "numbers and ranges are kept")


def check_random():
    faults = []
    for seed in SEEDS:
        made = subprocess.run([GENERATOR, "--show", str(seed)], capture_output=True, check=True, encoding="utf-8").stdout
        model, *profiles, _ = made.split("---\n")
        write("model.yaml", model)
        write("form.yaml", run("init", "-m", "./model.yaml").out)
        if reports("./model.yaml", "form.yaml") != reports("./model.yaml", "empty.yaml"):
            faults.append(f"seed {seed}: the form says something")
        names = [f"profile-{number + 1}.yaml" for number in range(len(profiles))]
        for name, profile in zip(names, profiles):
            write(name, profile)
        faults += faults_of_keeping(f"seed {seed}", "./model.yaml", names)
    none(faults, f"{len(SEEDS)} random models, with profiles")


def check_settings_and_output():
    write("some.yaml", "answers: {distance: 12}\n")
    made = run("init", "-m", SMALL, "--from", "some.yaml", "-s", "distance=3", "-s", "bicycle=works")
    equal(plain(made.out)["answers"]["distance"], "3", "-s wins over the profile")
    equal(plain(made.out)["answers"]["bicycle"], "works", "-s answers what the profile does not")
    ok("bicycle" not in made.err, "what -s answers is not called unknown", made.err)
    equal(plain(run("init", "-m", SMALL, "-s", "distance=3").out)["answers"]["distance"], "3", "-s without a profile")
    equal(run("init", "-m", SMALL, "--from", "-", send=read("some.yaml")).out,
          run("init", "-m", SMALL, "--from", "some.yaml").out, "a profile from standard input")
    write("title.yaml", "title: Größe\n")
    ok('title: "Größe"' in run("init", "-m", SMALL, "--from", "title.yaml", LC_ALL="C").out,
       "it is written in UTF-8, whatever the locale")
    equal(run("init", "-m", SMALL, "--from", "some.yaml", "-o", "some.yaml").status, 0, "a profile is replaced by its form")
    equal(plain(read("some.yaml"))["answers"]["distance"], "12", "and keeps its answers")


def check_refusals():
    """What is refused is not half done: nothing on standard output, and the file stays."""
    write("gone.yaml", "answers:\n  distance: 12\n  bycicle: works\n  horse: yes\n")
    write("other.yaml", "model: other\n")
    write("newer.yaml", "revision: 1000\nanswers: {distance: 12}\n")
    write("old.yaml", "as it was\n")
    for name, status, words, arguments in (
            ("a question that is gone", 3, "did you mean 'bicycle'", ["--from", "gone.yaml"]),
            ("both are named", 3, "there is no question 'horse'", ["--from", "gone.yaml"]),
            ("another model", 3, "this profile is for 'other'", ["--from", "other.yaml"]),
            ("a wrong answer", 2, "'5' is not an answer", ["-s", "bicycle=5"]),
            ("a missing profile", 4, "cannot read none.yaml", ["--from", "none.yaml"]),
            ("an operand", 2, "--from", ["gone.yaml"])):
        made = run("init", "-m", SMALL, *arguments, "-o", "old.yaml")
        equal([made.status, made.out, read("old.yaml")], [status, "", "as it was\n"], name + ": nothing is written")
        ok(words in made.err, name + ": it is told", made.err)
    made = run("init", "-m", SMALL, "-o", "missing/form.yaml")
    equal([made.status, made.out], [4, ""], "a folder that is missing")
    ok(made.err.startswith("whether: cannot write missing/form.yaml: "), "a folder that is missing: it is told", made.err)
    made = run("init", "-m", SMALL, "--from", "newer.yaml")
    ok(made.status == 0 and "[newer-revision]" in made.err, "a newer revision is a warning", made.err)
    ok("\nrevision: 1000\n" not in made.out, "and the form is for the model that wrote it")


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        check_shipped()
        check_delivery()
        check_new(SMALL, "small")
        check_odd()
        check_numbers()
        check_random()
        check_settings_and_output()
        check_refusals()
        os.chdir(TOP)
    done()


main()
