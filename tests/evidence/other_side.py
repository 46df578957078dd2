# SPDX-License-Identifier: ISC
"""The other side of the workloads, in a process of its own: a slow server, a source of news, and a visitor.

Prints the port on which it listens on 127.0.0.1, and ends when its standard input does. A connection begins
with

  GET /wait/MS/ITEM HTTP/1.0
      an answer after so many milliseconds: the item, the next one, some readings and text
  NEWS COUNT BURSTS EVERY_MS
      once so many have connected, so many bursts of news, each for a tenth of them, drawn at random
  VISIT PORT SLOW SLOW_MS QUICK QUICK_MS
      visits a service: so many slow and so many quick requests, those of a kind so many milliseconds apart

A piece of news is a line with its number and when it was sent, in nanoseconds of the monotonic clock. A
visit is answered by the sum of the service's answers and how many milliseconds after it was due each quick
one was there.
"""
import asyncio
import json
import random
import socket
import sys
import time

from workload import allow_many_files

HOST = "127.0.0.1"
BACKLOG = 4096
QUICK_AFTER = 0.02
HEAD = b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n"
TEXT = "Somebody else's web service has to say this about the item. " * 6


def waited_page(path):
    """The answer to a GET, and how many seconds to wait before it."""
    _, _, milliseconds, item = path.split("/")
    number = int(item)
    readings = [(number * 31 + step * 17) % 101 for step in range(16)]
    content = {"item": number, "next": number + 1, "readings": readings, "text": TEXT}
    return HEAD + json.dumps(content).encode(), int(milliseconds) / 1000


class Newsroom:
    """Those who wait for news, until all of them are there."""

    def __init__(self):
        self.subscribers = []

    def add(self, transport, count, bursts, every_ms):
        self.subscribers.append(transport)
        if len(self.subscribers) == count:
            subscribers, self.subscribers = self.subscribers, []
            return self.announce(subscribers, bursts, every_ms / 1000)
        return None

    async def announce(self, subscribers, bursts, pause):
        chance = random.Random(1)
        number = 0
        for _ in range(bursts):
            await asyncio.sleep(pause)
            for transport in chance.sample(subscribers, max(1, len(subscribers) // 10)):
                number += 1
                transport.write(b"%d %d\n" % (number, time.monotonic_ns()))
        await asyncio.sleep(pause)
        for transport in subscribers:
            transport.close()


async def ask_service(port, kind, number, due):
    """A request when it is due. Returns the answer, and how many milliseconds after that it was there."""
    await asyncio.sleep(due - time.monotonic())
    reader, writer = await asyncio.open_connection(HOST, port)
    writer.write(f"{kind} {number}\n".encode())
    answer = int(await reader.read())
    late = (time.monotonic() - due) * 1000
    writer.close()
    return answer, late


async def visit(port, slow, slow_ms, quick, quick_ms):
    """Asks the service, quick requests from a moment after the first slow one on. Returns what to answer."""
    start = time.monotonic()
    due = [("slow", number, start + number * slow_ms / 1000) for number in range(slow)]
    due += [("quick", number, start + QUICK_AFTER + number * quick_ms / 1000) for number in range(quick)]
    answers = await asyncio.gather(*(ask_service(port, *request) for request in due))
    late = [late for _, late in answers[slow:]]
    return json.dumps({"sum": sum(answer for answer, _ in answers), "late_ms": late}).encode()


class Connection(asyncio.Protocol):
    """One connection: finds out what is wanted and has it done."""

    def __init__(self, newsroom, tasks):
        self.newsroom = newsroom
        self.tasks = tasks
        self.received = b""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.received += data
        if self.received.endswith(b"\r\n\r\n" if self.received.startswith(b"GET") else b"\n"):
            words = self.received.split(b"\n", 1)[0].decode().split()
            getattr(self, words[0].lower())(*words[1:])

    def get(self, path, _):
        answer, seconds = waited_page(path)
        asyncio.get_running_loop().call_later(seconds, self.answer, answer)

    def news(self, *numbers):
        announcing = self.newsroom.add(self.transport, *map(int, numbers))
        if announcing:
            self.keep(announcing)

    def visit(self, *numbers):
        self.keep(self.answer_visit(*map(int, numbers)))

    async def answer_visit(self, *numbers):
        try:
            self.answer(await visit(*numbers))
        finally:
            self.transport.close()

    def answer(self, content):
        if not self.transport.is_closing():
            self.transport.write(content)
            self.transport.close()

    def keep(self, coroutine):
        task = asyncio.get_running_loop().create_task(coroutine)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)


async def main():
    allow_many_files()
    loop = asyncio.get_running_loop()
    newsroom, tasks, over = Newsroom(), set(), asyncio.Event()
    listener = socket.create_server((HOST, 0), backlog=BACKLOG)
    server = await loop.create_server(lambda: Connection(newsroom, tasks), sock=listener, backlog=BACKLOG)
    loop.add_reader(sys.stdin.fileno(), over.set)
    print(listener.getsockname()[1], flush=True)
    await over.wait()
    server.close()


if __name__ == "__main__":
    asyncio.run(main())
