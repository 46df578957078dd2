# SPDX-License-Identifier: ISC
"""Many connections that are silent nearly all the time."""
import contextlib
import socket
import time

from http_client import HOST, TIMEOUT
from workload import Timed, cores, percentile_95

SITUATION = """\
A notifier keeps 2,000 connections to a news server open and passes on what arrives on any of them.
A connection is silent nearly all the time; now and then, news for a tenth of the subscribers goes out at
once. Taking a piece of news in takes some microseconds. What matters is how late news is noticed, and that
holding the connections costs little. The program is a daemon that is about to be written, with its own few
lines over plain sockets; those can block or be awaited. A connection lives as long as the program does, and
only a number and a time are kept of each piece of news.
"""
MEASURE = "how late news is noticed, 95th percentile"
UNIT = "ms"
FULL = dict(count=2000, bursts=10, every_ms=100)
TINY = dict(count=20, bursts=2, every_ms=20)

# Who goes round all connections must pause between rounds, or keeps a core busy for nothing.
PAUSE = 0.05


def subscription(job):
    return f"NEWS {job.count} {job.bursts} {job.every_ms}\n".encode()


def subscribe(job):
    connection = socket.create_connection((HOST, job.port), timeout=TIMEOUT)
    connection.sendall(subscription(job))
    return connection


def noticed(line):
    """The number of a piece of news, and how many milliseconds ago it was sent."""
    number, sent = line.split()
    return int(number), (time.monotonic_ns() - int(sent)) / 1e6


def outcome(news):
    return Timed(sum(number for number, _ in news), percentile_95([late for _, late in news]))


def go_round(job, count):
    """Looks at each of so many connections in turn, again and again, until the server has closed them all."""
    news = []
    with contextlib.ExitStack() as stack:
        pending = {stack.enter_context(subscribe(job)): b"" for _ in range(count)}
        for connection in pending:
            connection.setblocking(False)
        while pending:
            for connection, begun in list(pending.items()):
                try:
                    data = connection.recv(4096)
                except BlockingIOError:
                    continue
                if not data:
                    del pending[connection]
                    continue
                *lines, pending[connection] = (begun + data).split(b"\n")
                news += map(noticed, lines)
            time.sleep(PAUSE)
    return news


def sync(job):
    return outcome(go_round(job, job.count))


def threads(job):
    """A thread for each connection, blocked until something arrives."""
    from threading import Thread

    news = []

    def listen(connection):
        with connection, connection.makefile("rb") as stream:
            for line in stream:
                news.append(noticed(line))

    listeners = [Thread(target=listen, args=(subscribe(job),)) for _ in range(job.count)]
    for listener in listeners:
        listener.start()
    for listener in listeners:
        listener.join()
    return outcome(news)


def processes(job):
    """A process for each connection would take gigabytes; so a few go round a share of them each."""
    from concurrent.futures import ProcessPoolExecutor

    workers = cores()
    shares = [len(range(number, job.count, workers)) for number in range(workers)]
    with ProcessPoolExecutor(workers) as pool:
        parts = pool.map(go_round, [job] * workers, shares)
        return outcome([piece for part in parts for piece in part])


def async_(job):
    """A task for each connection."""
    import asyncio

    news = []

    async def listen():
        reader, writer = await asyncio.open_connection(HOST, job.port)
        with contextlib.closing(writer):
            writer.write(subscription(job))
            async for line in reader:
                news.append(noticed(line))

    async def listen_to_all():
        await asyncio.gather(*(listen() for _ in range(job.count)))

    asyncio.run(listen_to_all())
    return outcome(news)
