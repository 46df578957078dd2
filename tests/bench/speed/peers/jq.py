# SPDX-License-Identifier: ISC
"""The decision as a program of jq."""
from decision import OPTIONS
from workshop import Engine

PROGRAM = """\
def better($judged):
  if any($judged.holding[]; .[1] == "out") then .
  else ([$judged.holding[][1]] | add // 0) as $net
    | if .option == "none" or $net > .net then .option = $judged.option | .net = $net else . end
  end;
.answers
| [%(judged)s] as $judged
| reduce $judged[] as $one ({option: "none", net: 0}; better($one))
| {line: input_line_number, option, rules: [$judged[].holding[][0]]}
"""


def condition(leaf):
    if leaf.kind in ("at least", "below"):
        return f".{leaf.question} {'>=' if leaf.kind == 'at least' else '<'} {leaf.value}"
    comparison, between = ("==", " or ") if leaf.kind == "is" else ("!=", " and ")
    return "(" + between.join(f'.{leaf.question} {comparison} "{answer}"' for answer in leaf.value) + ")"


def branch(rule):
    weight = '"out"' if rule.effect == "rules out" else rule.weight
    return f'(if {" and ".join(map(condition, rule.leaves))} then ["{rule.id}", {weight}] else empty end)'


def judged(decision, option):
    branches = ",\n    ".join(branch(rule) for rule in decision.rules if rule.option == option)
    return f'{{option: "{option}", holding: [{branches or "empty"}]}}'


def jq(shop):
    options = ",\n  ".join(judged(shop.decision, option) for option in OPTIONS)
    file = shop.write("rules.jq", PROGRAM % {"judged": options})
    return Engine("jq", "rules as a program", "json", 20, [shop.program("jq"), "-c", "-f", file])
