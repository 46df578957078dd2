# SPDX-License-Identifier: ISC
"""How well a model does on cases that it was not fitted to: it is fitted to nine tenths of them and judged by the rest.

What is fitted are the priors whose basis is a count, by counting, and the strengths, by a search. Questions, conditions
and the side that a verdict takes stay. The results are the program's own, of models written for it.
"""
import collections
import copy
import json
import tempfile

import figures
from cases import judge
from model import STRENGTHS, Model
from search import Sample, Search

FOLDS = 10

# Levels that were fitted to some cases, and what they give for those and for the cases held out.
Fold = collections.namedtuple("Fold", "levels fitted held_out")


def counted_priors(model, cases):
    """The priors of all questions, counted anew from the answers of cases. Those whose basis begins with "judged" stay,
    and those of questions in which no other basis says "counted".

    A set of answers counts for each of its members in equal parts. Each answer counts once more than it is found, so that
    none is impossible. The counts are scaled to the sum of the priors that they replace.
    """
    priors = {}
    for name, question in model.questions.items():
        priors[name] = dict(question.priors)
        bases = {answer: details.get("basis", "") for answer, details in question.details.items()}
        replaced = [answer for answer, basis in bases.items() if not basis.startswith("judged")]
        if not any("counted" in bases[answer] for answer in replaced):
            continue
        counts = dict.fromkeys(priors[name], 1)
        for case in cases:
            possible = question.possible(case.answers.get(name))
            if len(possible) < len(counts):
                for answer in possible:
                    counts[answer] += 1 / len(possible)
        scale = sum(priors[name][answer] for answer in replaced) / sum(counts[answer] for answer in replaced)
        priors[name].update({answer: max(1, round(scale * counts[answer])) for answer in replaced})
    return priors


def rewritten(model, levels, priors):
    """What the file of a model holds with these levels and priors. A rule that no longer says anything is left out."""
    copied = Model(copy.deepcopy(model.entries))
    for name, question in copied.questions.items():
        for key, prior in zip(question.entries, priors[name].values()):
            entry = question.entries[key]
            question.entries[key] = {**(entry if isinstance(entry, dict) else {"label": entry}), "prior": str(prior)}
    rules = copied.entries["rules"]
    for name, rule in list(rules.items()):
        for side in ("for", "against"):
            options = {option: STRENGTHS[levels[name, option]] for option in rule.pop(side, {}) if levels[name, option]}
            if options:
                rule[side] = options
        if not any(key in rule for key in ("for", "against", "rules out")):
            del rules[name]
    return copied.entries


def judge_rewritten(model, levels, priors, cases):
    """What the program recommends for cases by the model with these levels and priors."""
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        json.dump(rewritten(model, levels, priors), file)   # JSON is YAML, and written much faster
        file.flush()
        return judge(file.name, cases)


def folds_of(cases):
    """Pairs of the cases that are held out and the others: every tenth is held out together."""
    held_out = [cases[fold::FOLDS] for fold in range(FOLDS)]
    return [(held, [case for case in cases if case not in held]) for held in held_out if held]


def steps_between(first, second):
    """The verdicts that differ in level, with both strengths."""
    return [(verdict, STRENGTHS[level], STRENGTHS[second[verdict]])
            for verdict, level in first.items() if second[verdict] != level]


def common_steps(start, fitted):
    """The changes that at least half of the folds made to the strengths they started from, with how many made them."""
    counts = collections.Counter(step for levels in fitted for step in steps_between(start, levels))
    return [{"rule": rule, "option": option, "from": old, "to": new, "folds": count}
            for ((rule, option), old, new), count in counts.most_common() if 2 * count >= len(fitted)]


def figures_of(folds, start, shipped):
    """The figures of one way of fitting. The cases held out are compared, one by one, with the model as it is."""
    held_out = {result.case.number: result for fold in folds for result in fold.held_out}
    before = figures.hits(shipped)
    after = figures.hits([held_out[result.case.number] for result in shipped])
    return {
        "changes": sum(len(steps_between(start, fold.levels)) for fold in folds) / len(folds),
        "fitted": figures.agreement(figures.hits([result for fold in folds for result in fold.fitted])),
        "held_out": figures.agreement(after),
        "gap": {name: figures.difference([pair[index] for pair in before], [pair[index] for pair in after])
                for index, name in enumerate(("as_expected", "accepted"))},
    }


def refit(model, path, cases):
    """The figures of a model, read from `path`, as it is and refitted to cases in three ways."""
    samples = {case.number: Sample(model, case) for case in cases}
    medium = dict.fromkeys(model.levels, STRENGTHS.index("medium"))
    starts = {"priors": model.levels, "strengths": model.levels, "medium": medium}
    folds = {way: [] for way in starts}
    for held_out, others in folds_of(cases):
        priors = counted_priors(model, others)
        for way, levels in starts.items():
            if way != "priors":
                levels = Search(model, [samples[case.number] for case in others], priors, levels).run()
            folds[way].append(Fold(levels, judge_rewritten(model, levels, priors, others),
                                   judge_rewritten(model, levels, priors, held_out)))
    shipped = judge(path, cases)
    return {"folds": FOLDS, "shipped": figures.agreement(figures.hits(shipped)),
            "ways": {way: figures_of(folds[way], starts[way], shipped) for way in starts},
            "steps": common_steps(model.levels, [fold.levels for fold in folds["strengths"]])}
