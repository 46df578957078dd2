# SPDX-License-Identifier: ISC
"""Compression of log files, by a native function that lets go of the interpreter lock."""
import bz2

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
    return [compress(path) for path in files_in(job.folder, ".log")]


def threads(job):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(cores()) as pool:
        return list(pool.map(compress, files_in(job.folder, ".log")))


def processes(job):
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(cores()) as pool:
        return list(pool.map(compress, files_in(job.folder, ".log")))


def async_(job):
    """Nothing here can be awaited: the files go to threads."""
    import asyncio

    async def compress_all():
        places = asyncio.Semaphore(cores())

        async def compress_async(path):
            async with places:
                return await asyncio.to_thread(compress, path)

        return await asyncio.gather(*map(compress_async, files_in(job.folder, ".log")))

    return asyncio.run(compress_all())
