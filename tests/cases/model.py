# SPDX-License-Identifier: ISC
"""What a model means, told again in Python: HOW IT DECIDES of whether-model(5), as plainly as it can be written.

The program works out one model exactly. Fitting compares thousands that differ in one strength; what they have in
common is worked out here once: the completions of a profile and the rules that hold in each. Files are taken to be free
of errors, as the program has read them first.
"""
import itertools
import math
import random

import yaml

STRENGTHS = ["absent", "weak", "medium", "strong"]
# What a reason counts: more than the weaker ones of 4999 rules, and the least of them more than the order of 12 options.
WORTH = [0, 100, 100 * 10**4, 100 * 10**8]
NONE, OUT = -10**18, -10**19                                # scores of the outcome none, and of what is ruled out
MOST_LISTED = 1000                                          # completions; of a profile with more, some are drawn
DRAWN = 400


def read(path):
    """What is in a YAML file, all scalars as text."""
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def as_list(value):
    return value if isinstance(value, list) else [value]


def number(text):
    """A whole number as one may write it: 40, 2_000, 5k, 1M."""
    return int(text.rstrip("kM")) * {"k": 1000, "M": 1000000}.get(text[-1], 1)


def ranges(said):
    """What is said of a number, as pairs: the least number, and the least above."""
    if isinstance(said, dict):
        return [(number(said.get("at least", "0")), number(said["below"]) if "below" in said else math.inf)]
    pairs = []
    for item in as_list(said):
        low, _, high = item.rstrip("+").partition("-")
        pairs.append((number(low), math.inf if item.endswith("+") else number(high or low) + 1))
    return pairs


class Question:
    """A question. Its answers are those of the file; for a number they are the lower bounds of its bands."""

    def __init__(self, name, entry, applies):
        self.name = name
        self.applies = applies                              # a function of the answers so far
        self.is_number = "bands" in entry
        self.entries = entry["bands" if self.is_number else "answers"]
        self.details = {int(key) if self.is_number else key: details if isinstance(details, dict) else {}
                        for key, details in self.entries.items()}
        self.priors = {answer: int(details.get("prior", "1")) for answer, details in self.details.items()}

    def possible(self, said):
        """The answers that are left by what a profile or a condition says; None says nothing."""
        answers = list(self.priors)
        if said is None or said == "unknown":
            return answers
        if not self.is_number:
            return as_list(said)
        return [bound for bound, end in zip(answers, answers[1:] + [math.inf])
                if any(low < end and bound < above for low, above in ranges(said))]


class Model:
    """A model from what is in its file. A verdict is a pair, rule and option, with its side, 1 for and -1 against."""

    def __init__(self, entries):
        self.entries = entries
        self.outcomes = [*entries["options"], "none"]
        self.facts = {}
        self.questions = {}
        self._add_questions(entries["tree"], lambda answers: True)
        self.impossible = [self.condition(entry["when"]) for entry in entries.get("impossible", [])]
        self.rules = {name: self.condition(rule["when"]) for name, rule in entries["rules"].items()}
        self.ruled_out = {name: as_list(rule.get("rules out", [])) for name, rule in entries["rules"].items()}
        self.sides, self.levels = {}, {}
        for name, rule in entries["rules"].items():
            for side, sign in (("for", 1), ("against", -1)):
                for option, strength in rule.get(side, {}).items():
                    self.sides[name, option] = sign
                    self.levels[name, option] = STRENGTHS.index(strength)

    def _add_questions(self, tree, above):
        for name, entry in tree.items():
            guard = self.condition(entry.get("when", "always"))
            question = Question(name, entry, lambda answers, guard=guard: above(answers) and guard(answers))
            self.questions[name] = question
            for answer, details in question.details.items():
                self._add_questions(details.get("then", {}),
                                    lambda answers, name=name, answer=answer: answers.get(name) == answer)

    def condition(self, entry):
        """A condition as a function of the answers to all questions that apply."""
        if entry == "always":
            return lambda answers: True
        if isinstance(entry, str):
            return self._fact(entry)
        parts = [self._part(key, value) for key, value in entry.items()]
        return parts[0] if len(parts) == 1 else lambda answers: all(part(answers) for part in parts)

    def _part(self, key, value):
        if key in ("all", "any"):
            parts, combine = [self.condition(item) for item in value], {"all": all, "any": any}[key]
            return lambda answers: combine(part(answers) for part in parts)
        if key in self.entries.get("facts", {}):
            fact = self._fact(key)
            return fact if value == "true" else lambda answers: not fact(answers)
        if key == "not":
            inner = self.condition(value)
            return lambda answers: not inner(answers)
        these = set(self.questions[key].possible(value))
        return lambda answers: answers.get(key) in these

    def _fact(self, name):
        if name not in self.facts:
            self.facts[name] = self.condition(self.entries["facts"][name]["when"])
        return self.facts[name]

    def completions(self, said):
        """All completions of a profile's answers, as pairs: the answers, and the weight."""
        questions = list(self.questions.values())

        def extend(index, answers, weight):
            while index < len(questions) and not questions[index].applies(answers):
                index += 1
            if index == len(questions):
                if not any(holds(answers) for holds in self.impossible):
                    yield answers, weight
                return
            question = questions[index]
            total = sum(question.priors.values())
            for answer in question.possible(said.get(question.name)):
                yield from extend(index + 1, {**answers, question.name: answer},
                                  weight * question.priors[answer] / total)

        return extend(0, {}, 1.0)

    def draw(self, said, chance):
        """One completion, drawn by the priors of the answers that are possible, and a weight that makes up for the
        other answers. The weight is 0 if the combination is impossible."""
        answers, weight = {}, 1.0
        for question in self.questions.values():
            if question.applies(answers):
                possible = question.possible(said.get(question.name))
                priors = [question.priors[answer] for answer in possible]
                answers[question.name] = chance.choices(possible, priors)[0]
                weight *= sum(priors) / sum(question.priors.values())
        return answers, 0.0 if any(holds(answers) for holds in self.impossible) else weight

    def listed(self, said):
        """All completions, or None if they are too many."""
        completions = list(itertools.islice(self.completions(said), MOST_LISTED + 1))
        return completions if len(completions) <= MOST_LISTED else None

    def drawn(self, said):
        """Some completions, the same ones in each run."""
        chance = random.Random(1)
        return [drawn for drawn in (self.draw(said, chance) for _ in range(DRAWN)) if drawn[1]]

    def sample(self, said):
        """All completions if they are few, and some if they are many."""
        return self.listed(said) or self.drawn(said)

    def holding(self, answers):
        """The rules that hold under complete answers."""
        return tuple(name for name, holds in self.rules.items() if holds(answers))

    def scores(self, holding, levels):
        """The score of each outcome where these rules hold and the verdicts have these levels; the best wins."""
        scores = [-index for index in range(len(self.outcomes) - 1)] + [NONE]
        for rule in holding:
            for index, option in enumerate(self.outcomes):
                if option in self.ruled_out[rule]:
                    scores[index] = OUT
                elif (rule, option) in levels:
                    scores[index] += self.sides[rule, option] * WORTH[levels[rule, option]]
        return scores

    def shares(self, completions):
        """The share of each outcome among completions, in order."""
        weights = [0.0] * len(self.outcomes)
        for answers, weight in completions:
            scores = self.scores(self.holding(answers), self.levels)
            weights[scores.index(max(scores))] += weight
        return [weight / sum(weights) for weight in weights]
