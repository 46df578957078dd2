# SPDX-License-Identifier: ISC
"""All engines that decide: whether, the yardstick and the peers."""
import os
import sys

from workshop import HERE, Engine, Missing

sys.path.insert(0, os.path.join(HERE, "peers"))
import clips
import jq
import json_rules_engine
import model_file
import prolog
import straight
import zen

# How profiles are written, by form.
FORMS = {"json": model_file.json_line, "clips": clips.fact, "prolog": prolog.term}

PEERS = (clips.through_c, prolog.swi, clips.alone, zen.zen, jq.jq, json_rules_engine.json_rules_engine)

WHETHER, BRIEF = "whether batch", "whether batch -f brief"
YARDSTICK = "yardstick"


def batch(whether, model, *options):
    return [whether, "batch", "-j", "1", "-m", model, *options]


def yardstick(shop, library, *flags):
    source = os.path.join(shop.folder, "decision.c")
    shop.write("decision.c", straight.source(shop.decision))
    flags = [*straight.sizes(shop.decision), *flags]
    return [shop.compile(f"straight_{library}", [f"straight_{library}.c", "straight.c", source], *flags)]


def own(shop, whether):
    """Those that have to be there. Raises Missing."""
    model = shop.write("model.yaml", model_file.model(shop.decision))
    return [
        Engine(WHETHER, "each option with its reasons", "json", 1, batch(whether, model)),
        Engine(YARDSTICK, "straight C behind yajl", "json", 1, yardstick(shop, "yajl", "-lyajl")),
    ]


def others(shop):
    """The rest, and why some are not there."""
    found, left_out = [], []
    makers = (lambda shop: Engine("yardstick, jsmn", "straight C behind jsmn", "json", 1, yardstick(shop, "jsmn")), *PEERS)
    for maker in makers:
        try:
            found.append(maker(shop))
        except Missing as missing:
            left_out.append(str(missing))
    return found, left_out
