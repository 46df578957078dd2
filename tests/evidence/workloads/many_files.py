# SPDX-License-Identifier: ISC
"""Many small files that are opened, read and searched."""
import os

from sample import log_lines
from workload import cores

SITUATION = """\
A checker reads 12,000 small source files in 120 folders and counts those that mention a word.
A file has about one kilobyte; opening and reading it takes some tens of microseconds, since all of them are
in the cache of the file system, and searching it takes less. Nearly all the time goes into opening, reading
and closing files on a local disk. The whole run takes about half a second. The files do not depend on each
other; a path goes in and a yes or a no comes out, and paths can be handed over in batches. It is a
synchronous command-line tool without libraries.
"""
MEASURE = "the whole run"
UNIT = "s"
FULL = dict(count=12000, in_folder=100)
TINY = dict(count=40, in_folder=10)

BATCH = 500
WORD = b"/cart"


def prepare(job):
    lines = list(log_lines(1, 500))
    for number in range(job.count):
        folder = os.path.join(job.folder, f"{number // job.in_folder:03}")
        os.makedirs(folder, exist_ok=True)
        start = number % (len(lines) - 10)
        with open(os.path.join(folder, f"{number:05}.txt"), "w", encoding="ascii") as file:
            file.writelines(lines[start : start + 10])


def paths(job):
    return [os.path.join(folder, name) for folder, _, names in os.walk(job.folder) for name in names]


def mentions(path):
    with open(path, "rb") as file:
        return WORD in file.read()


def count_batch(batch):
    return sum(map(mentions, batch))


def batches(names):
    return [names[start : start + BATCH] for start in range(0, len(names), BATCH)]


def sync(job):
    return count_batch(paths(job))


def threads(job):
    """More threads than cores, since they wait for the file system; in batches, since files are small."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(cores() * 4) as pool:
        return sum(pool.map(count_batch, batches(paths(job))))


def processes(job):
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(cores()) as pool:
        return sum(pool.map(mentions, paths(job), chunksize=BATCH))


def async_(job):
    """Files cannot be awaited: batches of them go to threads."""
    import asyncio

    async def count_all():
        counts = (asyncio.to_thread(count_batch, batch) for batch in batches(paths(job)))
        return sum(await asyncio.gather(*counts))

    return asyncio.run(count_all())
