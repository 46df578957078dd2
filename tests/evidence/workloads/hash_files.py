# SPDX-License-Identifier: ISC
"""Checksums of large files, by a native function that lets go of the interpreter lock."""
import hashlib
import os
import random

from fan_out import in_processes, in_threads, in_turn, off_the_loop
from sample import files_in
from workload import cores

SITUATION = """\
A backup tool computes the SHA3-512 checksum of some hundreds of large files before it copies them.
Each file has 32 MB and lies in the cache of the file system, since it was written just before; 12 stand for
all of them here. The time goes into hashlib, which is native code and lets go of the interpreter lock on
large blocks; a file takes about a tenth of a second, the whole run about a minute. Today the files are
taken in turn and one core is busy. A path goes in and a short text comes out; the files have nothing to do
with each other, and hashlib may be used from several threads. The tool is a synchronous command-line
program.
"""
MEASURE = "the whole run"
UNIT = "s"
FULL = dict(count=12, megabytes=32)
TINY = dict(count=3, megabytes=1)


def prepare(job):
    for number in range(job.count):
        with open(os.path.join(job.folder, f"{number:03}.bin"), "wb") as file:
            file.write(random.Random(number).randbytes(job.megabytes << 20))


def checksum(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha3_512").hexdigest()


def sync(job):
    return in_turn(checksum, files_in(job.folder, ".bin"))


def threads(job):
    return in_threads(checksum, files_in(job.folder, ".bin"), cores())


def processes(job):
    return in_processes(checksum, files_in(job.folder, ".bin"), cores())


def async_(job):
    """Nothing here can be awaited: the files go to threads."""
    return off_the_loop(checksum, files_in(job.folder, ".bin"), cores())
