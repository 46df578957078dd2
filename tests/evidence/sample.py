# SPDX-License-Identifier: ISC
"""Files for workloads to find, with the same contents in every run."""
import os
import random

METHODS = ("GET", "GET", "GET", "POST", "PUT")
PAGES = ("/", "/search", "/cart", "/item/{}", "/user/{}/orders", "/static/{}.css")
STATES = (200, 200, 200, 200, 304, 404, 500)


def log_lines(seed, count):
    """Lines of a web server's log."""
    chance = random.Random(seed)
    for number in range(count):
        address = f"10.{chance.randrange(4)}.{chance.randrange(256)}.{chance.randrange(256)}"
        clock = f"{number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02}"
        page = chance.choice(PAGES).format(chance.randrange(5000))
        yield (
            f'{address} - - [12/Mar/2024:{clock} +0000] "{chance.choice(METHODS)} {page} HTTP/1.1" '
            f"{chance.choice(STATES)} {chance.randrange(60000)} {chance.random():.3f}\n"
        )


def write_logs(folder, count, lines):
    """So many logs of so many lines each."""
    for number in range(count):
        with open(os.path.join(folder, f"{number:03}.log"), "w", encoding="ascii") as file:
            file.writelines(log_lines(number, lines))


def files_in(folder, ending):
    """The files in a folder, in order."""
    return sorted(entry.path for entry in os.scandir(folder) if entry.name.endswith(ending))
