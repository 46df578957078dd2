# SPDX-License-Identifier: ISC
"""Large arguments: long lists of numbers, each of which is gone through once."""
import array
import os
import random

from fan_out import in_processes, in_threads, in_turn
from workload import cores

SITUATION = """\
A program corrects 60 recordings of a sensor, all in memory, and keeps the corrected ones.
A recording is a Python list of 100,000 floats; the correction, a polynomial, goes through it once, with a
line of Python code, and takes some ten milliseconds. One core is busy meanwhile; the whole run takes about
a second. The recordings are loaded at the start of the program and stay in memory with the corrected ones,
because later steps need all of them as lists. The recordings do not depend on each other. A worker would
get a list of 100,000 floats and give one back. Synchronous code without libraries, on the default build of
Python.
"""
MEASURE = "the whole run"
UNIT = "s"
FULL = dict(count=60, values=100000)
TINY = dict(count=3, values=100)


def prepare(job):
    chance = random.Random(1)
    for number in range(job.count):
        values = array.array("d", (chance.random() for _ in range(job.values)))
        with open(os.path.join(job.folder, f"{number:03}.dat"), "wb") as file:
            values.tofile(file)


def load(job, number):
    values = array.array("d")
    with open(os.path.join(job.folder, f"{number:03}.dat"), "rb") as file:
        values.fromfile(file, job.values)
    return values.tolist()


def recordings(job):
    return [load(job, number) for number in range(job.count)]


def correct(values):
    return [((0.02 * value - 0.3) * value + 1.1) * value + 0.25 for value in values]


def check(corrected):
    """Some values of what is now in memory."""
    return [len(corrected), [values[number] for number, values in enumerate(corrected)]]


def sync(job):
    return check(in_turn(correct, recordings(job)))


def threads(job):
    return check(in_threads(correct, recordings(job), cores()))


def processes(job):
    return check(in_processes(correct, recordings(job), cores()))


def async_(job):
    """On the loop, which gets its turn after each recording."""
    import asyncio

    async def correct_all():
        corrected = []
        for values in recordings(job):
            corrected.append(correct(values))
            await asyncio.sleep(0)
        return corrected

    return check(asyncio.run(correct_all()))
