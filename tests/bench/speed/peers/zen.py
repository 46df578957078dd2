# SPDX-License-Identifier: ISC
"""The decision for GoRules ZEN: a decision table that collects the rules that hold."""
import json
import os

from decision import OPTIONS
from workshop import HERE, Engine

OUTPUTS = ("rule", "option", "weight")


def cell(leaf):
    if leaf.kind == "is":
        return ", ".join(f'"{answer}"' for answer in leaf.value)
    if leaf.kind == "is not":
        return " and ".join(f'$ != "{answer}"' for answer in leaf.value)
    return f"{'>=' if leaf.kind == 'at least' else '<'} {leaf.value}"


def row(decision, rule):
    cells = {question: "" for question in decision.questions}
    cells.update((leaf.question, cell(leaf)) for leaf in rule.leaves)
    weight = '"out"' if rule.effect == "rules out" else str(rule.weight)
    return {"_id": rule.id, **cells, "rule": f'"{rule.id}"', "option": f'"{rule.option}"', "weight": weight}


def table(decision):
    return {
        "hitPolicy": "collect", "passThrough": False, "inputField": None, "outputPath": "holding",
        "executionMode": "single",
        "inputs": [{"id": question, "name": question, "field": question} for question in decision.questions],
        "outputs": [{"id": name, "name": name, "field": name} for name in OUTPUTS],
        "rules": [row(decision, rule) for rule in decision.rules],
    }


def graph(decision):
    """The table between an input and an output."""
    kinds = {"in": "inputNode", "table": "decisionTableNode", "out": "outputNode"}
    nodes = [{"id": id, "type": kind, "name": id, "position": {"x": 0, "y": 0}} for id, kind in kinds.items()]
    nodes[1]["content"] = table(decision)
    ends = [("in", "table"), ("table", "out")]
    edges = [{"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b} for a, b in ends]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}


def zen(shop):
    file = shop.write("zen.json", json.dumps(graph(shop.decision)))
    host = os.path.join(HERE, "peers", "zen.mjs")
    package = shop.package("@gorules/zen-engine")
    command = [shop.program("node"), host, package, file, *OPTIONS]
    return Engine("GoRules ZEN", "node; a decision table", "json", 10, command)
