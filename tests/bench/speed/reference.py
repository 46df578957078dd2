# SPDX-License-Identifier: ISC
"""The slow and obvious evaluator, and the check that an engine finds what it finds."""
import json

from decision import OPTIONS


def decide(decision, profile):
    """The option, or "none", and the ids of the rules that hold."""
    nets = {option: dict.fromkeys(("strong", "medium", "weak"), 0) for option in OPTIONS}
    holding = [rule for rule in decision.rules if rule.holds(profile)]
    for rule in holding:
        if rule.effect == "rules out":
            nets.pop(rule.option, None)
        elif rule.option in nets:
            nets[rule.option][rule.strength] += 1 if rule.effect == "for" else -1
    best = max(nets, key=lambda option: tuple(nets[option].values()), default="none")
    return best, [rule.id for rule in holding]


def rules_of(found):
    """The rules that hold, by what an engine wrote: a list of them, or by option as whether has them."""
    if "rules" in found:
        return found["rules"]
    return [reason["rule"] for option in found["options"] for reason in option["reasons"]]


def disagreement(decision, profiles, lines):
    """What is wrong with the lines that an engine wrote; None if nothing is."""
    for number, profile in enumerate(profiles, 1):
        option, rules = decide(decision, profile)
        line = next(lines, None)
        if line is None:
            return f"nothing about line {number}"
        found = json.loads(line)
        if found["line"] != number:
            return f"line {found['line']} where line {number} was due"
        if found["option"] != option:
            return f"line {number}: option {found['option']}, not {option}"
        if sorted(rules_of(found)) != rules:
            wrong = ", ".join(sorted(set(rules_of(found)) ^ set(rules))) or "one twice"
            return f"line {number}: another set of rules that hold ({wrong})"
    return "lines after the last profile" if next(lines, None) is not None else None
