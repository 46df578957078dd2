# SPDX-License-Identifier: ISC
"""Units that both wait for a service and compute in Python."""
from functools import partial

from fan_out import in_processes, in_threads, in_turn, on_a_loop
from http_client import fetch, fetch_async

SITUATION = """\
A scoring job gets 60 items from a web service and computes a score for each in plain Python.
The service takes about 20 ms for an item, and the score takes about 20 ms of Python code, so each is half
of the time. Today the items are taken in turn, which takes a few seconds, and half of the time one core is
busy. The service bears eight requests at a time. The items do not depend on each other; the number of an
item goes in and a score comes out. The HTTP client blocks today; mature ones that can be awaited exist. It
is a small script, on the default build of Python.
"""
MEASURE = "the whole run"
UNIT = "s"
FULL = dict(count=60, wait_ms=20, steps=200000, at_a_time=8)
TINY = dict(count=4, wait_ms=10, steps=200, at_a_time=2)


def score(content, steps):
    """Runs a generator of numbers that the readings set going."""
    state = sum(content["readings"])
    best = 0
    for _ in range(steps):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        if state % 1000 > best:
            best = state % 1000
    return best + state


def scored(job, item):
    return score(fetch(job.port, job.wait_ms, item), job.steps)


async def scored_async(job, item):
    """The score is computed on the loop, since nobody waits for an answer meanwhile."""
    return score(await fetch_async(job.port, job.wait_ms, item), job.steps)


def sync(job):
    return sum(in_turn(partial(scored, job), range(job.count)))


def threads(job):
    return sum(in_threads(partial(scored, job), range(job.count), job.at_a_time))


def processes(job):
    return sum(in_processes(partial(scored, job), range(job.count), job.at_a_time))


def async_(job):
    return sum(on_a_loop(partial(scored_async, job), range(job.count), job.at_a_time))
