# SPDX-License-Identifier: ISC
"""A search for strengths of a model's verdicts that agree with cases.

The completions of each case are worked out once, in groups in which the same rules hold. A step of one strength changes
the score of one option in some groups, hence perhaps their winners, the shares of the outcomes and the leader.
"""
import collections
import math

from model import WORTH

# Hits that each step has to gain: those of one and a half cases, as a case can be hit as expected and as accepted.
PRICE = 3


def shares_of(priors):
    return {answer: prior / sum(priors.values()) for answer, prior in priors.items()}


class Sample:
    """Completions of a case, each with its weight by the priors of the model and the rules that hold in it."""

    def __init__(self, model, case):
        self.case = case
        self.completions = [(answers, weight, model.holding(answers)) for answers, weight in model.sample(case.answers)]

    def groups(self, factors):
        """Sets of rules that hold together, with their shares when each answer is a factor more usual than in the model."""
        weights = collections.defaultdict(float)
        for answers, weight, holding in self.completions:
            weights[holding] += weight * math.prod(factors[name][answer] for name, answer in answers.items())
        total = sum(weights.values())
        return [(holding, weight / total) for holding, weight in weights.items()]


class Standing:
    """Where a case stands: the scores and the winner of each group of completions, and the share of each outcome."""

    def __init__(self, model, case, groups, levels):
        self.hits_by_leader = [sum(case.hits(outcome)) for outcome in model.outcomes]
        self.weights = [weight for _, weight in groups]
        self.scores = [model.scores(holding, levels) for holding, _ in groups]
        self.winners = [scores.index(max(scores)) for scores in self.scores]
        self.shares = [0.0] * len(model.outcomes)
        for winner, weight in zip(self.winners, self.weights):
            self.shares[winner] += weight

    def hits(self, shares):
        """The hits with these shares. Rounding makes outcomes level that differ only by the order of adding."""
        rounded = [round(share, 9) for share in shares]
        return self.hits_by_leader[rounded.index(max(rounded))]

    def after(self, groups, option, change):
        """The winners that are new if the score of an option changes in these groups, and the shares then."""
        winners, shares = {}, list(self.shares)
        for group in groups:
            scores, winner = self.scores[group], self.winners[group]
            if option != winner:
                new = option if scores[option] + change > scores[winner] else winner
            elif change < 0:
                changed = [*scores[:option], scores[option] + change, *scores[option + 1:]]
                new = changed.index(max(changed))
            else:
                new = winner
            if new != winner:
                winners[group] = new
                shares[winner] -= self.weights[group]
                shares[new] += self.weights[group]
        return winners, shares


class Search:
    """A search for levels of the verdicts that agree with the cases of some samples."""

    def __init__(self, model, samples, priors, levels):
        self.model = model
        self.levels = dict(levels)
        factors = {}
        for name, question in model.questions.items():
            new, old = shares_of(priors[name]), shares_of(question.priors)
            factors[name] = {answer: new[answer] / old[answer] for answer in old}
        self.standings = []
        self.places = collections.defaultdict(list)         # of each rule: standings, and the groups where it holds
        for sample in samples:
            groups = sample.groups(factors)
            standing = Standing(model, sample.case, groups, levels)
            self.standings.append(standing)
            places = collections.defaultdict(list)
            for index, (holding, _) in enumerate(groups):
                for rule in holding:
                    places[rule].append(index)
            for rule, indices in places.items():
                self.places[rule].append((standing, indices))

    def hits(self):
        return sum(standing.hits(standing.shares) for standing in self.standings)

    def change(self, verdict, step):
        """By how much a step changes the scores where the rule of a verdict holds."""
        level = self.levels[verdict]
        return self.model.sides[verdict] * (WORTH[level + step] - WORTH[level])

    def gain(self, verdict, step):
        """How many hits a step would gain."""
        rule, option = verdict
        index, change = self.model.outcomes.index(option), self.change(verdict, step)
        gained = 0
        for standing, groups in self.places[rule]:
            winners, shares = standing.after(groups, index, change)
            if winners:
                gained += standing.hits(shares) - standing.hits(standing.shares)
        return gained

    def take(self, verdict, step):
        rule, option = verdict
        index, change = self.model.outcomes.index(option), self.change(verdict, step)
        for standing, groups in self.places[rule]:
            winners, standing.shares = standing.after(groups, index, change)
            for group in groups:
                standing.scores[group][index] += change
                standing.winners[group] = winners.get(group, standing.winners[group])
        self.levels[verdict] += step

    def run(self):
        """Takes the step that gains most, the first of equals, as long as there is one that is worth its price."""
        while True:
            steps = [(verdict, step) for verdict, level in self.levels.items() for step in (-1, 1)
                     if 0 <= level + step < len(WORTH)]
            gains = [self.gain(verdict, step) for verdict, step in steps]
            if max(gains, default=0) < PRICE:
                return self.levels
            self.take(*steps[gains.index(max(gains))])
