# SPDX-License-Identifier: ISC
"""A small service over sockets, in each model, while the other side visits it with slow and quick requests.

The workload gives `answer(job, kind, number)`, where kind is "slow" or "quick", or a coroutine function like
it. The job says how many slow requests come (`count`) and how many quick ones, and how many milliseconds
apart. The measure is how long after it was due a quick request was answered.
"""
import json
import socket
from contextlib import closing
from functools import partial

from http_client import HOST, TIMEOUT
from workload import Timed, percentile_95


def compute(start, steps):
    """Python code that keeps a core busy for so many steps."""
    state = start
    for step in range(steps):
        state = (state * 31 + step) & 0xFFFF
    return state


def listen():
    return socket.create_server((HOST, 0), backlog=128)


def wish(job, listener):
    """The line that has the other side visit the service."""
    port = listener.getsockname()[1]
    return f"VISIT {port} {job.count} {job.slow_every_ms} {job.quick} {job.quick_every_ms}\n".encode()


def start_visit(job, listener):
    """Lets the visit begin. Returns the connection on which the other side tells about it afterwards."""
    connection = socket.create_connection((HOST, job.port), timeout=TIMEOUT)
    connection.sendall(wish(job, listener))
    return connection


def told(outcome):
    outcome = json.loads(outcome)
    return Timed(outcome["sum"], percentile_95(outcome["late_ms"]))


def wait_for_visit(visit):
    with visit.makefile("rb") as stream:
        return told(stream.read())


def answer_line(answer, line):
    kind, number = line.decode().split()
    return str(answer(kind, int(number))).encode()


def handle(answer, connection):
    with connection, connection.makefile("rwb") as stream:
        stream.write(answer_line(answer, stream.readline()))


def in_turn(job, answer):
    """Accepts a connection, answers, accepts the next."""
    with listen() as listener, start_visit(job, listener) as visit:
        for _ in range(job.count + job.quick):
            handle(partial(answer, job), listener.accept()[0])
        return wait_for_visit(visit)


def in_threads(job, answer, workers):
    """Accepts connections and hands each to a pool."""
    from concurrent.futures import ThreadPoolExecutor

    with listen() as listener, ThreadPoolExecutor(workers) as pool, start_visit(job, listener) as visit:
        for _ in range(job.count + job.quick):
            pool.submit(handle, partial(answer, job), listener.accept()[0])
        return wait_for_visit(visit)


def serve_for_ever(job, answer, listener):
    while True:
        handle(partial(answer, job), listener.accept()[0])


def in_processes(job, answer, workers):
    """Workers, started beforehand, that accept from one listening socket, as those of web servers do."""
    from multiprocessing import Process

    with listen() as listener:
        pool = [Process(target=serve_for_ever, args=(job, answer, listener)) for _ in range(workers)]
        for worker in pool:
            worker.start()
        with start_visit(job, listener) as visit:
            outcome = wait_for_visit(visit)
        for worker in pool:
            worker.terminate()
            worker.join()
        return outcome


def on_a_loop(job, answer_async):
    """A task for each connection."""
    import asyncio

    async def handle_async(reader, writer):
        with closing(writer):
            kind, number = (await reader.readline()).decode().split()
            writer.write(str(await answer_async(job, kind, int(number))).encode())
            await writer.drain()

    async def serve():
        listener = listen()
        async with await asyncio.start_server(handle_async, sock=listener):
            reader, writer = await asyncio.open_connection(HOST, job.port)
            with closing(writer):
                writer.write(wish(job, listener))
                return told(await reader.read())

    return asyncio.run(serve())
