# SPDX-License-Identifier: ISC
"""The decision that is measured, of any size: questions and rules drawn from a seed, and profiles to decide.

Of each fourteen questions twelve are enumerated, with two to five answers, and two ask for a whole number. Of the
first forty rules eleven have one condition, twenty have two, eight have three and one has four; ten have a negation,
fourteen a threshold, and nine rule an option out. More rules are drawn alike, but none of them rules out: else nothing
would be left to compare.
"""
import functools
import random
from typing import NamedTuple, Tuple, Union

OPTIONS = ("north", "east", "south", "west")
QUESTIONS, RULES = 14, 40

SEED = 97
ENUMERATED_OF_EACH = 12, 14
BOUNDS = (0, 1, 2, 5, 10, 50, 200, 1000, 5000, 20000)
MOST_NUMBER = 100000
PARTS = [1] * 11 + [2] * 20 + [3] * 8 + [4]
NEGATIONS, THRESHOLDS, RULING_OUT = 10, 14, 9
# A reason of a weaker kind never outvotes one of a stronger kind while there are fewer than 500 of each. So engines
# that only add find the option that whether finds.
WEIGHTS = {"strong": 1000000, "medium": 1000, "weak": 1}


class Question(NamedTuple):
    """Enumerated if it has answers; else it asks for a whole number from 0."""

    id: str
    answers: Tuple[str, ...]


class Leaf(NamedTuple):
    """One condition on one question; kind is "is", "is not", "at least" or "below"."""

    question: str
    kind: str
    value: Union[Tuple[str, ...], int]

    def names(self, answer):
        """Whether the answer is one that the condition names, be it in a negation."""
        if self.kind == "at least":
            return answer >= self.value
        if self.kind == "below":
            return answer < self.value
        return answer in self.value

    def holds(self, answer):
        return self.names(answer) != (self.kind == "is not")


class Rule(NamedTuple):
    """What it says of an option if all its leaves hold: effect is "for", "against" or "rules out"."""

    id: str
    leaves: Tuple[Leaf, ...]
    option: str
    effect: str
    strength: str

    @property
    def weight(self):
        """What it adds to its option: 0 if it rules that out."""
        return {"for": 1, "against": -1, "rules out": 0}[self.effect] * WEIGHTS[self.strength]

    def holds(self, profile):
        return all(leaf.holds(profile[leaf.question]) for leaf in self.leaves)

    def is_mentioned(self, profile):
        return any(leaf.names(profile[leaf.question]) for leaf in self.leaves)


class Decision(NamedTuple):
    """The questions by their ids, and the rules."""

    questions: dict
    rules: Tuple[Rule, ...]

    @property
    def enumerated(self):
        return [question for question in self.questions.values() if question.answers]

    @property
    def numbers(self):
        return [question for question in self.questions.values() if not question.answers]


def draw_questions(chance, count):
    enumerated, each = ENUMERATED_OF_EACH
    for number in range(count):
        if number % each < enumerated:
            answers = tuple(f"answer{i + 1}" for i in range(chance.randint(2, 5)))
            yield Question(f"question{number + 1:02}", answers)
        else:
            yield Question(f"number{number + 1:02}", ())


def draw_leaf(chance, question, negated):
    if not question.answers:
        return Leaf(question.id, chance.choice(("at least", "below")), chance.choice(BOUNDS[1:]))
    count = chance.randint(1, len(question.answers) - 1)
    named = set(chance.sample(question.answers, count))
    return Leaf(question.id, "is not" if negated else "is", tuple(id for id in question.answers if id in named))


def draw_rules(chance, decision, first):
    """Forty rules, of which the first has this number."""
    kinds = [(parts, i < RULING_OUT) for i, parts in enumerate(reversed(PARTS))]
    chance.shuffle(kinds)
    with_threshold = set(chance.sample(range(len(kinds)), THRESHOLDS))
    without = [i for i in range(len(kinds)) if kinds[i][0] > 1 or i not in with_threshold]
    with_negation = set(chance.sample(without, NEGATIONS))
    for i, (parts, rules_out) in enumerate(kinds):
        asked = chance.sample(decision.enumerated, parts - (i in with_threshold))
        leaves = [draw_leaf(chance, question, i in with_negation and not n) for n, question in enumerate(asked)]
        if i in with_threshold:
            leaves.append(draw_leaf(chance, chance.choice(decision.numbers), False))
        effect = chance.choice(("for", "for", "against"))
        if rules_out and first == 1:
            effect = "rules out"
        strength = chance.choice(("strong", "medium", "medium", "weak"))
        yield Rule(f"r{first + i:04}", tuple(leaves), chance.choice(OPTIONS), effect, strength)


@functools.lru_cache(maxsize=None)
def draw(questions=QUESTIONS, rules=RULES):
    """The decision of that size, always the same one. With more rules it has the same questions, and the same rules
    first."""
    chance = random.Random(f"{SEED} {questions}")
    decision = Decision({question.id: question for question in draw_questions(chance, questions)}, ())
    drawn = []
    while len(drawn) < rules:
        drawn += draw_rules(chance, decision, len(drawn) + 1)
    return decision._replace(rules=tuple(drawn[:rules]))


def with_a_wrong_rule(decision):
    """The same decision, but for one rule that holds where it should not."""
    first, *rest = decision.rules
    leaf = first.leaves[0]
    opposite = {"is": "is not", "is not": "is", "at least": "below", "below": "at least"}[leaf.kind]
    wrong = first._replace(leaves=(leaf._replace(kind=opposite), *first.leaves[1:]))
    return decision._replace(rules=(wrong, *rest))


def profiles(decision, count, known=None):
    """So many profiles, always the same ones: answers by question. With known, only so many answers in each."""
    chance = random.Random(f"{SEED} profiles {known}")
    for _ in range(count):
        profile = {}
        for question in decision.questions.values():
            if question.answers:
                profile[question.id] = question.answers[int(chance.random() * len(question.answers))]
            else:
                profile[question.id] = int(MOST_NUMBER ** chance.random()) - 1
        if known is not None:
            kept = set(chance.sample(list(profile), known))
            profile = {id: answer for id, answer in profile.items() if id in kept}
        yield profile
