# SPDX-License-Identifier: ISC
"""A tool that is done as soon as it has started."""
import json
import os

from sample import files_in
from workload import cores

SITUATION = """\
A command-line tool reads 40 small settings files and checks that each has the keys it must have.
A file has a kilobyte of JSON; reading and checking it takes some tens of microseconds, so all of them take
a few milliseconds, less than the start of Python itself. People run the tool by hand and from a hook at
every commit, and want it to be over at once. The files do not depend on each other; a path goes in and a
few words come out. It is synchronous and uses nothing but the json module.
"""
MEASURE = "the whole run"
UNIT = "s"
FULL = dict(count=40)
TINY = dict(count=4)

NEEDED = ("name", "version", "owner", "limits", "stages")


def prepare(job):
    for number in range(job.count):
        keys = NEEDED[:-1] if number % 7 == 3 else NEEDED
        settings = {key: [f"{key} {number} {step}" for step in range(10)] for key in keys}
        with open(os.path.join(job.folder, f"{number:03}.json"), "w", encoding="ascii") as file:
            json.dump(settings, file)


def faults(path):
    with open(path, encoding="ascii") as file:
        settings = json.load(file)
    return [f"{os.path.basename(path)}: no {key}" for key in NEEDED if key not in settings]


def joined(parts):
    return [fault for part in parts for fault in part]


def sync(job):
    return joined(map(faults, files_in(job.folder, ".json")))


def threads(job):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(cores()) as pool:
        return joined(pool.map(faults, files_in(job.folder, ".json")))


def processes(job):
    from concurrent.futures import ProcessPoolExecutor

    names = files_in(job.folder, ".json")
    with ProcessPoolExecutor(cores()) as pool:
        return joined(pool.map(faults, names, chunksize=-(-len(names) // cores())))


def async_(job):
    """Files cannot be awaited, and these are too small for a thread each: they are read on the loop."""
    import asyncio

    async def check_all():
        found = []
        for path in files_in(job.folder, ".json"):
            found += faults(path)
            await asyncio.sleep(0)
        return found

    return asyncio.run(check_all())
