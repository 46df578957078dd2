#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# model.py means the same as the program: random profiles have the same shares in both, exactly where their completions
# are listed, and within the error of sampling where some are drawn.
import json
import math
import os
import random
import sys
import tempfile
from fractions import Fraction

sys.dont_write_bytecode = True
sys.path[:0] = [os.path.join(os.environ["TOP"], "tests", "cli"), os.path.join(os.environ["TOP"], "tests", "cases")]
import model
from documents import values_of
from tap import TOP, done, equal, none, ok, run

SEED = 20
PROFILES = 100                      # of each model
ERRORS, SPARE = 5, 2                # standard errors and completions by which a share that is drawn may be off


def said_of(question, answer, chance):
    """Something that a profile may say of a question to which this is the answer."""
    others = [other for other in question.priors if other != answer]
    if not question.is_number:
        return chance.choice([answer, answer, [answer, chance.choice(others)], "unknown"])
    end = next((bound for bound in others if bound > answer), None)
    return chance.choice([str(answer), f"{answer}+", f"{answer}-{answer + 5000}", "unknown",
                          {"at least": str(answer)}, {"below": str(end)} if end else [str(answer), f"{others[0]}"]])


def profiles(subject, chance):
    """Answers of profiles, from complete ones to empty ones. Each is of a completion, so that it is possible."""
    for index in range(PROFILES):
        weight = 0
        while not weight:
            answers, weight = subject.draw({}, chance)
        yield {name: said_of(subject.questions[name], answer, chance) if index % 3 else str(answer)
               for name, answer in answers.items() if index % 3 == 0 or chance.random() < index / PROFILES}


def told(path, said):
    """The shares that the program tells for some answers: of each option, and of none."""
    with tempfile.TemporaryDirectory() as folder:
        names = [os.path.join(folder, f"{index}.yaml") for index in range(len(said))]
        for name, answers in zip(names, said):
            with open(name, "w", encoding="utf-8") as file:
                json.dump({"answers": answers}, file)
        out = run("eval", "-f", "json", "-m", path, *names).out
    results = []
    for result in values_of(out):
        shares = [Fraction(option["share"]["low"]) for option in result["options"]]
        results.append((result["exact"], [float(share) for share in [*shares, 1 - sum(shares)]]))
    return results


def allowed_error(share, weights):
    """By how much a share may be off that is told by drawn completions with these weights."""
    error = math.sqrt(share * (1 - share) * sum(weight * weight for weight in weights))
    return (ERRORS * error + SPARE * max(weights)) / sum(weights)


chance = random.Random(SEED)
for name in ("questions/python.yaml", "questions/delivery.yaml",
             "tests/cli/small.yaml", "tests/cli/show.yaml", "tests/cases/drinks.yaml"):
    path = os.path.join(TOP, name)
    subject = model.Model(model.read(path))
    said = list(profiles(subject, chance))
    results = told(path, said)
    ok(len(results) == PROFILES and all(exact for exact, _ in results), f"{name}: each profile has an exact result",
       len(results))
    off, drawn = [], 0
    for answers, (_, expected) in zip(said, results):
        completions, allowed = subject.listed(answers), [1e-9] * len(expected)
        if not completions:
            completions = subject.drawn(answers)
            weights = [weight for _, weight in completions]
            allowed = [allowed_error(share, weights) for share in expected]
            drawn += 1
        shares = subject.shares(completions)
        if any(abs(share - right) > most for share, right, most in zip(shares, expected, allowed)):
            off.append((answers, expected, shares))
    none(off, f"{name}: the shares of outcomes are those of the program")
    ok(0 < drawn < PROFILES if name.startswith("questions") else drawn == 0, f"{name}: some are drawn where they are too many", drawn)

said = {"hour": "evening"}
drinks = model.Model(model.read(os.path.join(TOP, "tests", "cases", "drinks.yaml")))
equal(sorted((sorted(answers.items()), weight) for answers, weight in drinks.completions(said)),
      [([("hour", "evening"), ("thirst", "great")], 0.125), ([("hour", "evening"), ("thirst", "slight")], 0.125)],
      "each completion has the product of its priors for a weight")
equal(drinks.shares(drinks.listed(said)), [0.5, 0.5, 0.0, 0.0], "and its winner has that as a part of its share")
done()
