# SPDX-License-Identifier: ISC
"""Quick requests to a service while others of its requests wait for another service."""
from http_client import fetch, fetch_async
from service import compute, in_processes, in_threads, in_turn, on_a_loop

SITUATION = """\
A small gateway answers quick requests itself and passes slow ones on to another service.
A slow request waits 300 ms for the other service and then takes microseconds; 12 of them arrive in a
second, so about four are under way at the same moment. A quick request takes two milliseconds of Python
code, and 40 of them arrive in that second. What matters is that quick requests are answered quickly
although slow ones are waiting. Requests share nothing; a number goes in and a number comes out. The gateway
is a few dozen lines of synchronous code over plain sockets with a blocking HTTP client; clients that can be
awaited exist, and it can still be written in any way.
"""
MEASURE = "how long after it was due a quick request is answered, 95th percentile"
UNIT = "ms"
FULL = dict(count=12, slow_every_ms=80, quick=40, quick_every_ms=25, wait_ms=300, page_steps=30000)
TINY = dict(count=2, slow_every_ms=10, quick=3, quick_every_ms=10, wait_ms=20, page_steps=300)

# Twice as many as slow requests are under way.
WORKERS = 8


def answer(job, kind, number):
    if kind == "slow":
        return sum(fetch(job.port, job.wait_ms, number)["readings"])
    return compute(number, job.page_steps)


async def answer_async(job, kind, number):
    if kind == "slow":
        return sum((await fetch_async(job.port, job.wait_ms, number))["readings"])
    return compute(number, job.page_steps)


def sync(job):
    return in_turn(job, answer)


def threads(job):
    return in_threads(job, answer, WORKERS)


def processes(job):
    return in_processes(job, answer, WORKERS)


def async_(job):
    return on_a_loop(job, answer_async)
