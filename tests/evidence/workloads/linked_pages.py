# SPDX-License-Identifier: ISC
"""Pages of a listing, each of which says where the next one is."""
from http_client import fetch, fetch_async

SITUATION = """\
A script walks through a listing of 40 pages, each of which names the next one.
The server takes 30 ms for a page, so the walk takes a little more than a second. Where a page leads is
known only once it is there, so there is never more than one request under way. The script does a few
microseconds of work with each page and keeps one number of it. It uses a blocking HTTP client; mature
clients that can be awaited exist. There is one listing to walk through, and nothing else has to go on
meanwhile.
"""
MEASURE = "the whole run"
UNIT = "s"
FULL = dict(count=40, wait_ms=30)
TINY = dict(count=3, wait_ms=10)


def walk(job):
    """Follows the links; the sum of one reading of each page."""
    page, total = 0, 0
    for _ in range(job.count):
        content = fetch(job.port, job.wait_ms, page)
        page = content["next"]
        total += content["readings"][0]
    return total


def sync(job):
    return walk(job)


def threads(job):
    """One worker walks: no page can be fetched before the one that names it."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(walk, job).result()


def processes(job):
    """One worker walks, as with threads."""
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(1) as pool:
        return pool.submit(walk, job).result()


def async_(job):
    import asyncio

    async def walk_async():
        page, total = 0, 0
        for _ in range(job.count):
            content = await fetch_async(job.port, job.wait_ms, page)
            page = content["next"]
            total += content["readings"][0]
        return total

    return asyncio.run(walk_async())
