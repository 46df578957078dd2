# SPDX-License-Identifier: ISC
"""Child programs that do the work."""
import subprocess

from fan_out import in_processes, in_threads, in_turn, on_a_loop
from sample import files_in, write_logs
from workload import cores

SITUATION = """\
A build script runs gzip as a child program on each of 24 files of about 2 MB.
A child computes for a good tenth of a second on a core of its own; the script does nothing but start it,
wait for it and take the size of what it prints. Today the children run one after the other and the other
cores idle. The children do not depend on each other; as many should run at a time as there are cores. A
path goes in and a number comes out. The script is short and synchronous and uses the subprocess module,
which may be used from several threads; asyncio can start and await child programs, too.
"""
MEASURE = "the whole run"
UNIT = "s"
FULL = dict(count=24, lines=20000)
TINY = dict(count=3, lines=200)


def prepare(job):
    write_logs(job.folder, job.count, job.lines)


def command(path):
    return ["gzip", "-9", "-n", "-c", path]


def packed_size(path):
    return len(subprocess.run(command(path), stdout=subprocess.PIPE, check=True).stdout)


async def packed_size_async(path):
    import asyncio

    child = await asyncio.create_subprocess_exec(*command(path), stdout=subprocess.PIPE)
    packed, _ = await child.communicate()
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command(path))
    return len(packed)


def sync(job):
    return in_turn(packed_size, files_in(job.folder, ".log"))


def threads(job):
    return in_threads(packed_size, files_in(job.folder, ".log"), cores())


def processes(job):
    return in_processes(packed_size, files_in(job.folder, ".log"), cores())


def async_(job):
    return on_a_loop(packed_size_async, files_in(job.folder, ".log"), cores())
