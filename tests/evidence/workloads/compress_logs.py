# SPDX-License-Identifier: ISC
"""Compression of log files, by a native function that lets go of the interpreter lock."""
import bz2

from fan_out import in_processes, in_threads, in_turn, off_the_loop
from sample import files_in, write_logs
from workload import cores

SITUATION = """\
A job that tidies up logs compresses some hundreds of files with bzip2, each into a file beside it.
A log has about 2 MB and takes a good tenth of a second, all of them about a minute; 16 stand for them here.
The time goes into the bz2 module, whose native code lets go of the interpreter lock while it works. Today
the files are taken in turn and one core is busy.
A path goes in and the size of what was written comes out; the files have nothing to do with each other, and
the module may be used from several threads. The job is a synchronous script that runs once a day on a
machine with idle cores.
"""
MEASURE = "the whole run"
UNIT = "s"
FULL = dict(count=16, lines=20000)
TINY = dict(count=3, lines=200)


def prepare(job):
    write_logs(job.folder, job.count, job.lines)


def compress(path):
    """Writes the compressed file; returns its size."""
    with open(path, "rb") as file:
        packed = bz2.compress(file.read())
    with open(path + ".bz2", "wb") as file:
        return file.write(packed)


def sync(job):
    return in_turn(compress, files_in(job.folder, ".log"))


def threads(job):
    return in_threads(compress, files_in(job.folder, ".log"), cores())


def processes(job):
    return in_processes(compress, files_in(job.folder, ".log"), cores())


def async_(job):
    """Nothing here can be awaited: the files go to threads."""
    return off_the_loop(compress, files_in(job.folder, ".log"), cores())
