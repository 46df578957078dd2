# SPDX-License-Identifier: ISC
"""The client of the slow server, blocking and awaitable.

The standard library has no HTTP client that can be awaited. So that models are compared and not parsers of
HTTP, all of them use the same few lines: a connection for each request, and an answer that ends with it.
"""
import json
import socket

HOST = "127.0.0.1"
TIMEOUT = 60


def _request(wait_ms, item):
    return f"GET /wait/{wait_ms}/{item} HTTP/1.0\r\nHost: {HOST}\r\n\r\n".encode()


def _content(answer):
    head, _, body = answer.partition(b"\r\n\r\n")
    if head.split(b" ", 2)[1:2] != [b"200"]:
        raise OSError(f"the server answered {answer[:80]!r}")
    return json.loads(body)


def fetch(port, wait_ms, item):
    """What the server knows of an item, which takes it some time."""
    with socket.create_connection((HOST, port), timeout=TIMEOUT) as connection:
        connection.sendall(_request(wait_ms, item))
        with connection.makefile("rb") as stream:
            return _content(stream.read())


async def fetch_async(port, wait_ms, item):
    """The same, awaited."""
    import asyncio

    async with asyncio.timeout(TIMEOUT):
        reader, writer = await asyncio.open_connection(HOST, port)
        writer.write(_request(wait_ms, item))
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
    return _content(answer)
