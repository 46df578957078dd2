# SPDX-License-Identifier: ISC
"""Many items from one slow server, so many at a time: the sum of what it says of them, in each model.

The job says `count` items, `at_a_time`, and the `wait_ms` that the server takes for each.
"""
from functools import partial

from fan_out import in_processes, in_threads, in_turn, on_a_loop
from http_client import fetch, fetch_async

# Each worker process takes some megabytes of its own, so there are never more than this.
MOST_PROCESSES = 250


def reading(job, item):
    return sum(fetch(job.port, job.wait_ms, item)["readings"])


async def reading_async(job, item):
    return sum((await fetch_async(job.port, job.wait_ms, item))["readings"])


def sync(job):
    return sum(in_turn(partial(reading, job), range(job.count)))


def threads(job):
    """A thread for each request that may be under way."""
    return sum(in_threads(partial(reading, job), range(job.count), min(job.at_a_time, job.count)))


def processes(job):
    """A process for each request that may be under way, up to what memory allows."""
    workers = min(job.at_a_time, job.count, MOST_PROCESSES)
    return sum(in_processes(partial(reading, job), range(job.count), workers))


def async_(job):
    return sum(on_a_loop(partial(reading_async, job), range(job.count), job.at_a_time))
