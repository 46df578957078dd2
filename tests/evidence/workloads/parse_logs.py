# SPDX-License-Identifier: ISC
"""Parsing in pure Python: files of log lines, each of which is taken apart and counted."""
from collections import Counter

from fan_out import in_processes, in_threads, in_turn, off_the_loop
from sample import files_in, write_logs
from workload import cores

SITUATION = """\
A report reads 100 log files of a web server, takes every line apart in plain Python and counts what it finds.
A file has 12,000 lines and takes some tens of milliseconds; splitting, converting and counting are ordinary
Python code, and one core is busy all the time. Today the files are read in turn, which takes a few seconds.
The files do not depend on each other. A path goes in, and a dictionary with a few dozen counts comes back,
to be added to the others. It is a small synchronous script without libraries, run on the default build of
Python.
"""
MEASURE = "the whole run"
UNIT = "s"
FULL = dict(count=100, lines=12000)
TINY = dict(count=3, lines=200)


def prepare(job):
    write_logs(job.folder, job.count, job.lines)


def parse(line):
    """The hour, the method, the kind of page, the status and the number of bytes."""
    head, request, tail = line.split('"')
    hour = int(head[head.index("[") + 1 : -1].split(":")[1])
    method, page, _ = request.split(" ")
    status, size, _ = tail.split()
    return hour, method, page.split("/")[1].partition(".")[0], int(status), int(size)


def summary(path):
    """What the lines of a file add up to."""
    counts = Counter()
    with open(path, encoding="ascii") as file:
        for line in file:
            hour, method, kind, status, size = parse(line)
            counts[f"hour {hour}"] += 1
            counts[f"{method} {kind}"] += 1
            counts[f"bytes {status}"] += size
    return counts


def total(summaries):
    counts = Counter()
    for part in summaries:
        counts.update(part)
    return counts


def sync(job):
    return total(in_turn(summary, files_in(job.folder, ".log")))


def threads(job):
    return total(in_threads(summary, files_in(job.folder, ".log"), cores()))


def processes(job):
    return total(in_processes(summary, files_in(job.folder, ".log"), cores()))


def async_(job):
    """Computing cannot be awaited; each file goes to a thread, so that the loop stays free."""
    return total(off_the_loop(summary, files_in(job.folder, ".log"), cores()))
