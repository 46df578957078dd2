# SPDX-License-Identifier: ISC
"""What whether recommends for a workload's profile, and whether that hits what was measured.

A miss: the recommended model takes more than 1.25 times as long as the best of the four, or a simpler one,
which comes before it in their order, takes at most 10 % more than it.
"""
import json
import os
import statistics
import subprocess
from typing import NamedTuple, Optional

from workload import MODELS


class Recommendation(NamedTuple):
    """What whether says: a model or None, and its share in words."""

    model: Optional[str]
    share: str


class NoAnswer(Exception):
    """The program could not say anything of a profile."""


def profile_of(folder, name):
    return os.path.join(folder, name.replace("_", "-") + ".yaml")


def recommendation(whether, path):
    """Asks the program. Returns None if there is no such profile; raises NoAnswer if it is a bad one."""
    if not os.path.exists(path):
        return None
    ended = subprocess.run([whether, "eval", "-f", "json", path], capture_output=True, text=True, check=False)
    if ended.returncode not in (0, 1):
        raise NoAnswer(ended.stderr)
    result = json.loads(ended.stdout)
    return Recommendation(result.get("recommendation"), result.get("share", {}).get("words", ""))


def medians(data):
    """The median of each model of a workload."""
    return {model: statistics.median(data["models"][model]["values"]) for model in MODELS}


def best_of(times):
    """The model with the least time; of equals the simpler one."""
    return min(MODELS, key=lambda model: times[model])


def fault(times, model):
    """Why recommending a model is a miss, in words; empty if it is a hit."""
    if model is None:
        return "none is recommended"
    best = best_of(times)
    if times[model] * 4 > times[best] * 5:
        return f"{model} takes {times[model] / times[best]:.2f} times as long as {best}"
    for simpler in MODELS[: MODELS.index(model)]:
        if times[simpler] * 10 <= times[model] * 11:
            more = (times[simpler] / times[model] - 1) * 100
            return f"{simpler} is simpler and {f'takes only {more:.0f} % more' if more > 0 else 'no slower'}"
    return ""


def hits(times):
    """The models whose recommendation would be a hit; with bad luck there is none."""
    return [model for model in MODELS if not fault(times, model)]
