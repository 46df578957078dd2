# SPDX-License-Identifier: ISC
"""The decision as straight C, for straight.c: what one would write by hand for these very questions and rules."""
from decision import BOUNDS, OPTIONS

TIERS = ("strong", "medium", "weak")


def condition(questions, leaf):
    place = list(questions).index(leaf.question)
    if leaf.kind in ("at least", "below"):
        return f"p->number[{place}] {'>=' if leaf.kind == 'at least' else '<'} {leaf.value}"
    mask = sum(1 << questions[leaf.question].answers.index(answer) for answer in leaf.value)
    return f"{'!' if leaf.kind == 'is not' else ''}(p->answer[{place}] & {mask}u)"


def consequence(rule):
    option = OPTIONS.index(rule.option)
    if rule.effect == "rules out":
        return f"v->out |= {1 << option}u;"
    return f"v->net[{option}][{TIERS.index(rule.strength)}]{'++' if rule.effect == 'for' else '--'};"


def rank(rule):
    """In the order of the output: of an option, what rules it out, then from strong to weak."""
    return OPTIONS.index(rule.option), 0 if rule.effect == "rules out" else 1 + TIERS.index(rule.strength)


def reason(rule):
    if rule.effect == "rules out":
        return f'{{"rule":"{rule.id}","effect":"rules out"}}'
    return f'{{"rule":"{rule.id}","effect":"{rule.effect}","strength":"{rule.strength}"}}'


def name(text):
    escaped = text.replace('"', '\\"')
    return f'NAME("{escaped}")'


def question_row(question):
    answers = ", ".join(map(name, question.answers)) or "{0}"
    return f"\t{{{name(question.id)}, {len(question.answers)}, {{{answers}}}}},"


def table(kind, what, size, rows):
    return [f"const struct {kind} {what}[{size}] = {{", *rows, "};", ""]


def judge(decision, rules):
    """The function that judges a profile; at its heart an if for each rule."""
    lines = ["void straight_judge(const struct straight_profile *p, struct straight_verdict *v)", "{"]
    for option, word in enumerate(OPTIONS):
        for place, rule in enumerate(rules):
            if rule.option == word:
                conditions = " && ".join(condition(decision.questions, leaf) for leaf in rule.leaves)
                lines += [f"\tif ({conditions}) {{", f"\t\tv->holding[v->count++] = {place};"]
                lines += [f"\t\t{consequence(rule)}", "\t}"]
        lines.append(f"\tv->end[{option}] = v->count;")
    return [*lines, "}", ""]


def source(decision):
    """The file that straight.h calls the decision."""
    rules = sorted(decision.rules, key=rank)
    lines = ['#include "straight.h"', "", f"const long long straight_least = {BOUNDS[0]};", ""]
    lines += table("straight_question", "straight_questions", "STRAIGHT_QUESTIONS",
                   map(question_row, decision.questions.values()))
    lines += table("straight_name", "straight_options", "STRAIGHT_OPTIONS", (f"\t{name(id)}," for id in OPTIONS))
    lines += table("straight_name", "straight_reasons", "STRAIGHT_RULES", (f"\t{name(reason(rule))}," for rule in rules))
    return "\n".join(lines + judge(decision, rules))


def sizes(decision):
    """What straight.h has to be told when it is compiled."""
    return [f"-DSTRAIGHT_QUESTIONS={len(decision.questions)}", f"-DSTRAIGHT_RULES={len(decision.rules)}",
            f"-DSTRAIGHT_OPTIONS={len(OPTIONS)}"]
