# SPDX-License-Identifier: ISC
"""Runs programs and takes their time and memory, in turn, each time from start to end.

What else the machine does comes and goes; so rows are compared within rounds, in which each of them runs once, and what
counts is the median of the rounds.
"""
import contextlib
import os
import statistics
import subprocess
from typing import NamedTuple


class Failure(Exception):
    """A program that does not work."""


class Job(NamedTuple):
    """A command, the file with its standard input and the number of profiles in it."""

    command: list
    input: str = os.devnull
    profiles: int = 0


class Run(NamedTuple):
    seconds: float
    peak_mib: float


class Meter:
    """Runs jobs by the program timed."""

    def __init__(self, timed):
        self.timed = timed

    def run(self, job, output=os.devnull):
        command = [self.timed, job.input, output, *job.command]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        told = ended.stdout.split()
        if ended.returncode or told[2] != "0":
            raise Failure(f"{' '.join(job.command)}: {ended.stderr.strip()[-300:] or 'status ' + told[2]}")
        return Run(int(told[0]) / 1e9, int(told[1]) / 1024)

    def rounds(self, jobs, count):
        """Runs each of the jobs, which are named, in each round. Returns the runs by name."""
        runs = {name: [] for name in jobs}
        names = list(jobs)
        for number in range(count):
            first = number % len(names) if names else 0
            for name in names[first:] + names[:first]:
                runs[name].append(self.run(jobs[name]))
        return runs


@contextlib.contextmanager
def on_cores(count):
    """Keeps what is started meanwhile on so many of the cores that there are, the last ones."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(before)[-count:])
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def seconds(runs):
    return statistics.median(run.seconds for run in runs)


def peak(runs):
    return max(run.peak_mib for run in runs)


def ratio(runs, yardstick):
    """How many times as long as the yardstick, run in the same rounds, the runs took."""
    return statistics.median(run.seconds / other.seconds for run, other in zip(runs, yardstick))


def each(runs, profiles, start):
    """The seconds for each profile, by round. The start of the program, and the first profile, are taken off; what they
    take is known from runs with one profile. It never is nearly all, but in runs that are too short to tell anything."""
    off = seconds(start)
    return [max(run.seconds - off, run.seconds / 100) / (profiles - 1) for run in runs]


def each_ratio(times, yardstick):
    """How many times as long as the yardstick, for each profile in the same rounds."""
    return statistics.median(time / other for time, other in zip(times, yardstick))
