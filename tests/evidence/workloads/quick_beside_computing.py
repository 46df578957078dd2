# SPDX-License-Identifier: ISC
"""Quick requests to a service while it computes a long report."""
from service import compute, in_processes, in_threads, in_turn, on_a_loop
from workload import cores

SITUATION = """\
A small internal service answers quick requests while somebody has it compute a report.
A report is more than a second of plain Python code without a pause; it is asked for now and then, one at a
time. A quick request takes two milliseconds of Python code, and 40 of them arrive in the second after the
report was asked for. What matters is that quick requests are answered quickly meanwhile; when the report is
done hardly matters. A report needs a number to begin with and gives one back, as quick requests do; they
share nothing. The service is a few dozen lines of synchronous code over plain sockets, without libraries,
and can still be written in any way. It runs on the default build.
"""
MEASURE = "how long after it was due a quick request is answered, 95th percentile"
UNIT = "ms"
FULL = dict(count=1, slow_every_ms=0, quick=40, quick_every_ms=25, report_steps=30000000, page_steps=30000)
TINY = dict(count=1, slow_every_ms=0, quick=3, quick_every_ms=10, report_steps=20000, page_steps=300)


def answer(job, kind, number):
    return compute(number, job.report_steps if kind == "slow" else job.page_steps)


async def answer_async(job, kind, number):
    """A report would stop the loop, so it goes to a thread; a quick request is not worth that."""
    import asyncio

    if kind == "slow":
        return await asyncio.to_thread(answer, job, kind, number)
    return answer(job, kind, number)


def sync(job):
    return in_turn(job, answer)


def threads(job):
    return in_threads(job, answer, workers=8)


def processes(job):
    return in_processes(job, answer, workers=2 * cores() + 1)


def async_(job):
    return on_a_loop(job, answer_async)
