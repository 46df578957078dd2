# SPDX-License-Identifier: ISC
"""Many items from one slow server, so many at a time: the sum of what it says of them, in each model.

The job says `count` items, `at_a_time`, and the `wait_ms` that the server takes for each.
"""
from functools import partial

from http_client import fetch, fetch_async

# Each worker process takes some megabytes of its own, so there are never more than this.
MOST_PROCESSES = 250


def reading(job, item):
    return sum(fetch(job.port, job.wait_ms, item)["readings"])


def in_turn(job):
    return sum(reading(job, item) for item in range(job.count))


def in_threads(job):
    """A thread for each request that may be under way."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(min(job.at_a_time, job.count)) as pool:
        return sum(pool.map(partial(reading, job), range(job.count)))


def in_processes(job):
    """A process for each request that may be under way, up to what memory allows."""
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(min(job.at_a_time, job.count, MOST_PROCESSES)) as pool:
        return sum(pool.map(partial(reading, job), range(job.count)))


def on_a_loop(job):
    """A task for each item; a semaphore bounds what is under way."""
    import asyncio

    async def all_readings():
        places = asyncio.Semaphore(job.at_a_time)

        async def reading_async(item):
            async with places:
                return sum((await fetch_async(job.port, job.wait_ms, item))["readings"])

        return sum(await asyncio.gather(*map(reading_async, range(job.count))))

    return asyncio.run(all_readings())
