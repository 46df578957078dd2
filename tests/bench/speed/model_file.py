# SPDX-License-Identifier: ISC
"""The decision as files of whether: a model in YAML, a profile in YAML, and profiles as JSON lines."""
import json

from decision import BOUNDS, OPTIONS


def condition(leaf):
    if leaf.kind in ("at least", "below"):
        return f"{leaf.question}: {{{leaf.kind}: {leaf.value}}}"
    named = f"{leaf.question}: [{', '.join(leaf.value)}]" if len(leaf.value) > 1 else f"{leaf.question}: {leaf.value[0]}"
    return f"not: {{{named}}}" if leaf.kind == "is not" else named


def question_lines(question):
    yield f"  {question.id}:"
    yield "    topic: all"
    if question.answers:
        yield f"    ask: Which answer is the right one to {question.id}?"
        yield "    answers:"
        yield from (f"      {answer}: what {answer} to {question.id} means" for answer in question.answers)
        return
    yield f"    ask: How many of them are counted by {question.id}?"
    yield "    bands:"
    yield from (f"      {bound}: from {bound} on" for bound in BOUNDS)


def rule_lines(rule):
    yield f"  {rule.id}:"
    yield f"    when: {{{', '.join(map(condition, rule.leaves))}}}"
    if rule.effect == "rules out":
        yield f"    rules out: {rule.option}"
    else:
        yield f"    {rule.effect}: {{{rule.option}: {rule.strength}}}"
    yield f"    because: What these {len(rule.leaves)} answers mean together speaks {rule.effect} the option {rule.option}."
    yield "    source: drawn"


def model(decision):
    lines = ["whether: 1", "model: drawn", "revision: 1", "title: A decision drawn from a seed", "options:"]
    lines += [f"  {option}: {{name: to the {option}}}" for option in OPTIONS]
    lines += ["topics: {all: All of it}", "sources: {drawn: {title: Drawn from a seed, url: 'https://example.org/'}}"]
    lines.append("tree:")
    for question in decision.questions.values():
        lines += question_lines(question)
    lines.append("rules:")
    for rule in decision.rules:
        lines += rule_lines(rule)
    return "\n".join(lines) + "\n"


def profile(answers):
    lines = ["model: drawn", "title: One of the profiles", "answers:"]
    lines += [f"  {question}: {answer}" for question, answer in answers.items()]
    return "\n".join(lines) + "\n"


def json_line(answers):
    return json.dumps({"answers": answers}, separators=(",", ":")) + "\n"
