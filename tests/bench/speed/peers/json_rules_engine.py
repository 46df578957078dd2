# SPDX-License-Identifier: ISC
"""The decision for json-rules-engine: an event for each rule that holds."""
import json
import os

from decision import OPTIONS
from workshop import HERE, Engine

OPERATORS = {"is": "in", "is not": "notIn", "at least": "greaterThanInclusive", "below": "lessThan"}


def condition(leaf):
    if leaf.kind in ("is", "is not") and len(leaf.value) == 1:
        return {"fact": leaf.question, "operator": "equal" if leaf.kind == "is" else "notEqual", "value": leaf.value[0]}
    return {"fact": leaf.question, "operator": OPERATORS[leaf.kind], "value": leaf.value}


def entry(rule):
    weight = "out" if rule.effect == "rules out" else rule.weight
    event = {"type": rule.option, "params": {"rule": rule.id, "option": rule.option, "weight": weight}}
    return {"name": rule.id, "conditions": {"all": [condition(leaf) for leaf in rule.leaves]}, "event": event}


def json_rules_engine(shop):
    file = shop.write("json-rules-engine.json", json.dumps([entry(rule) for rule in shop.decision.rules]))
    host = os.path.join(HERE, "peers", "json_rules_engine.mjs")
    package = shop.package("json-rules-engine")
    command = [shop.program("node"), host, package, file, *OPTIONS]
    return Engine("json-rules-engine", "node", "json", 10, command)
