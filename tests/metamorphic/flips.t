#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# What whether says would change a result is done to the profile, and must change it; all smaller and all other sets of
# changes are tried, and must not. Answers that it says are enough must be so alone, and none may be left out.
import glob
import itertools
import json
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "cli"))
from documents import plain, read, values_of, write
from tap import TOP, done, equal, none, ok, run

SEEDS = range(1, 15)
STEP = 90                        # every so many of the cases that are shipped
LARGEST = 3                      # changes in a flip that is looked for
KEPT = 20                        # flips that are printed
MOST_SETS = 300                  # sets of changes tried for one profile
PLANTED = 20                     # sets of sufficient answers that are spoilt
SHIPPED = os.path.join(TOP, "questions", "python.yaml")
# What random models seldom have: it takes three answers together to make b win.
THREE = """
whether: 1
model: three
revision: 1
title: Three
topics: {t: T}
sources: {s: {title: S, url: u}}
options: {a: {name: A}, b: {name: B}}
tree:
  p: {topic: t, ask: P?, answers: {k: K, l: L, m: M}}
  q: {topic: t, ask: Q?, answers: {k: K, l: L}}
  r: {topic: t, ask: R?, answers: {k: K, l: L}}
rules:
  r1: {when: {p: [l, m], q: l, r: l}, for: {b: weak}, because: B, source: s}
"""
GENERATOR = os.path.join(TOP, "build", os.environ["BUILD"], "tests", "oracle", "differential")


def questions_of(level):
    """The questions of a mapping of a model and those under their answers: id, ids of the answers, whether fixed."""
    for name, question in level.items():
        answers = question.get("answers") or question["bands"]
        yield name, list(answers), question.get("fixed") == "true"
        for answer in answers.values():
            if isinstance(answer, dict):
                yield from questions_of(answer.get("then", {}))


def reports(command, model, *arguments):
    """The JSON objects that a command prints, one after the other."""
    return values_of(run(*command, "-f", "json", "-m", model, *arguments).out)


def sure_winner(report):
    """The option that wins for certain, if there is one."""
    return report["recommendation"] if report["settled"] else None


def settings(answers):
    return [word for question, answer in sorted(answers) for word in ("-s", f"{question}={answer}")]


def flips_of(said):
    return [frozenset((change["question"], change["answer"]) for change in flip) for flip in said["flips"]]


class Case:
    """A profile of a model. A set of changes is a set of pairs: a question and its new answer."""

    def __init__(self, name, model, profile):
        self.name, self.model = name, model
        self.answers = plain(profile).get("answers") or {}
        self.questions = list(questions_of(plain(read(model))["tree"]))
        self.winners = {}        # of each set of changes tried; none of those that are impossible
        write("profile.yaml", profile)

    def sets(self, size):
        """All sets of so many changes to questions that are not fixed; some may change nothing."""
        free = [[(name, answer) for answer in answers] for name, answers, fixed in self.questions if not fixed]
        for chosen in itertools.combinations(free, size):
            yield from map(frozenset, itertools.product(*chosen))

    def flips(self, size, option):
        """Those of a size, all of which were tried, that make an option win for certain."""
        return {changes for changes in self.sets(size) if self.winners.get(changes) == option}

    def attempt(self, sets):
        """Works out who wins for certain after each set of changes."""
        names = {}
        for number, changes in enumerate(sets):
            names[f"{number}.yaml"] = changes
            write(f"{number}.yaml", json.dumps({"answers": {**self.answers, **dict(changes)}}))
        for report in reports(["eval"], self.model, *names) if names else ():
            self.winners[names[report["profile"]["file"]]] = sure_winner(report)

    def attempt_all(self):
        """Tries all sets up to the largest size for which they are not too many; returns that."""
        tried = []
        for size in range(LARGEST + 1):
            more = list(self.sets(size))
            if len(tried) + len(more) > MOST_SETS:
                break
            tried += more
            largest = size
        self.attempt(tried)
        return largest


def faults_of_flips(case, option, said, tried):
    """What is wrong with the flips to an option; all sets of up to `tried` changes were tried."""
    size, flips, faults = said.get("size", LARGEST + 1), flips_of(said), []
    faults += [f"{set(flip)} is not of size {size}" for flip in flips if len(flip) != size]
    faults += [f"{set(flip)} is none" for flip in flips if case.winners.get(flip) != option]
    faults += [f"{set(flip)} is smaller" for smaller in range(min(size, tried + 1))
               for flip in case.flips(smaller, option)]
    if size <= tried:
        right = case.flips(size, option)
        if len(right) != said["count"] or len(flips) != min(len(right), KEPT):
            faults.append(f"there are {len(right)}, not {said['count']}")
        if not set(flips) <= right:
            faults.append(f"they are {right}")
    if not said["exact"]:
        faults.append("not exact")
    return [f"{case.name}, flips to {option}: {fault}" for fault in faults]


def faults_of_sufficient(case, option, said, flip):
    """What is wrong with answers, as they are printed, that are said to be enough for an option after a flip."""
    answers = {**case.answers, **dict(flip)}
    alone = [sure_winner(report) for report in reports(["eval"], case.model, *settings(said), "nothing.yaml")]
    faults = [] if alone == [option] else [f"{said} are not enough"]
    for number, left_out in enumerate(said):
        kept = {question: answers[question] for question, _ in said if question != left_out[0]}
        write(f"{number}.yaml", json.dumps({"answers": kept}))
    names = [f"{number}.yaml" for number in range(len(said))]
    faults += [f"{report['profile']['file']} can be left out of {said}" for report in
               (reports(["eval"], case.model, *names) if names else ()) if sure_winner(report) == option]
    return [f"{case.name}, enough for {option}: {fault}" for fault in faults]


class Checks:
    """All that has been looked at, and what was wrong with it."""

    def __init__(self):
        self.flip_faults, self.applied_faults, self.sufficient_faults = [], [], []
        self.flips = []          # case, option, what is said, size up to which all was tried
        self.sufficient = []     # case, option, answers, flip

    def check_applied(self, case, option, flip):
        """Does one set of changes, and asks what of the answers then is enough."""
        applied = list(reports(["eval"], case.model, *settings(flip), "profile.yaml"))
        if [sure_winner(report) for report in applied] != [option]:
            self.applied_faults.append(f"{case.name}: after {set(flip)} {option} does not win")
        for report in reports(["explain", option], case.model, *settings(flip), "profile.yaml"):
            said = [(answer["question"], answer["answer"]) for answer in report.get("sufficient", [("", "")])]
            self.sufficient.append((case, option, said, flip))
            self.sufficient_faults += faults_of_sufficient(case, option, said, flip)

    def check(self, case):
        for report in reports(["what-if"], case.model, "profile.yaml"):
            tried = case.attempt_all()
            case.attempt(flip for said in report["changes"] for flip in flips_of(said))
            for said in report["changes"]:
                option = said["option"]
                self.flips.append((case, option, said, tried))
                self.flip_faults += faults_of_flips(case, option, said, tried)
                for flip in flips_of(said)[:1]:
                    self.check_applied(case, option, flip)

    def report(self, name):
        none(self.flip_faults, f"{name}: flips flip, and no smaller or other ones do ({len(self.flips)} lists)")
        none(self.applied_faults, f"{name}: flips flip when given with -s")
        none(self.sufficient_faults, f"{name}: sufficient answers suffice, and none can be left out "
             f"({len(self.sufficient)} sets)")
        ok(self.flips and self.sufficient, f"{name}: there are some")


def check_random():
    checks = Checks()
    for seed in SEEDS:
        made = subprocess.run([GENERATOR, "--show", str(seed)], capture_output=True, text=True, check=True).stdout
        model, *profiles = made.split("---\n")
        write(f"./{seed}-model.yaml", model)
        for number, profile in enumerate(profiles):
            checks.check(Case(f"seed {seed}, profile {number + 1}", f"./{seed}-model.yaml", profile))
    write("./three-model.yaml", THREE)
    for profile in ("answers: {}", "answers: {p: k, q: k}", "answers: {p: l, r: l}", "answers: {p: m, q: l, r: l}"):
        checks.check(Case(profile, "./three-model.yaml", profile))
    checks.report("random models")
    sizes = {said.get("size", LARGEST + 1) for _, _, said, _ in checks.flips}
    equal(sizes, set(range(LARGEST + 2)), "flips of every size are among them, and that there are none")
    return checks


def check_shipped():
    checks = Checks()
    for name in sorted(glob.glob(os.path.join(TOP, "profiles", "cases", "*.yaml")))[::STEP]:
        checks.check(Case(os.path.basename(name), SHIPPED, read(name)))
    checks.report("the shipped model")


def doctored(case, option, said, tried):
    """What could wrongly have been said in place of what was said."""
    size, flips = said.get("size", LARGEST + 1), said["flips"]
    if size > 1:
        yield {**said, "size": size - 1}
    if flips:
        yield {**said, "count": said["count"] + 1}
        yield {**said, "flips": flips[1:], "count": said["count"] - 1}
    if flips and size > 0:
        yield {**said, "flips": [flips[0][1:]] + flips[1:]}
        others = set(case.sets(size)) - case.flips(size, option)
        for other in list(others)[:1]:
            yield {**said, "flips": [[{"question": q, "answer": a} for q, a in other]] + flips[1:]}


def check_planted(checks):
    """What is wrongly said is noticed, if all sets of its size were tried."""
    missed, count = [], 0
    for case, option, said, tried in checks.flips:
        if said.get("size", LARGEST + 1) > tried:    # only part of what could be said was tried
            continue
        for wrong in doctored(case, option, said, tried):
            count += 1
            if not faults_of_flips(case, option, wrong, tried):
                missed.append(f"{case.name}, {option}: {wrong}")
    ok(not missed and count > 0, f"planted flips are noticed ({count})", *missed[:3])
    missed, count = [], 0
    for case, option, said, flip in checks.sufficient[:PLANTED]:
        more = [answer for answer in case.answers.items() if answer[0] not in dict(said) and isinstance(answer[1], str)]
        for wrong in ([said[1:]] if said else []) + ([said + more[:1]] if more else []):
            count += 1
            if not faults_of_sufficient(case, option, wrong, flip):
                missed.append(f"{case.name}, {option}: {wrong}")
    ok(not missed and count > 0, f"planted sufficient answers are noticed ({count})", *missed[:3])


os.chdir(tempfile.mkdtemp(dir=os.environ["TMPDIR"]))
write("nothing.yaml", "answers: {}\n")
check_planted(check_random())
check_shipped()
done()
