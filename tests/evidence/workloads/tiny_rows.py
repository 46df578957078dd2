# SPDX-License-Identifier: ISC
"""Tiny tasks: rows of a table that are each converted in some microseconds."""
import csv
import os
import random

from workload import cores

SITUATION = """\
An import reads a table of 150,000 rows from a CSV file and converts each row from texts to numbers and dates.
Converting a row is a Python function of a few microseconds; the rows do not depend on each other. Rows are
tuples of five short texts in memory, and the converted ones, tuples of the same length, are all kept in
memory for what follows. The whole run takes less than a second. Handing rows to a worker in batches of
thousands would be no trouble, but every row and every converted row would have to pass. It is a synchronous
script that uses nothing but the csv module.
"""
MEASURE = "the whole run"
UNIT = "s"
FULL = dict(count=150000)
TINY = dict(count=300)

BATCH = 5000


def prepare(job):
    chance = random.Random(1)
    with open(os.path.join(job.folder, "table.csv"), "w", newline="", encoding="ascii") as file:
        table = csv.writer(file)
        for number in range(job.count):
            day = f"{chance.randrange(2000, 2025)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
            price = f"{chance.randrange(100)}.{chance.randrange(100):02}"
            table.writerow((number, day, price, chance.randrange(50), chance.choice(("yes", "no", ""))))


def rows(job):
    with open(os.path.join(job.folder, "table.csv"), newline="", encoding="ascii") as file:
        return [tuple(row) for row in csv.reader(file)]


def convert(row):
    number, day, price, pieces, paid = row
    year, month, date = day.split("-")
    euros, _, cents = price.partition(".")
    when = int(year), int(month), int(date)
    return int(number), when, int(euros) * 100 + int(cents), int(pieces), paid == "yes"


def convert_batch(batch):
    return [convert(row) for row in batch]


def batches(table):
    return [table[start : start + BATCH] for start in range(0, len(table), BATCH)]


def check(converted):
    """A few figures of the rows that are now in memory."""
    return [len(converted), sum(row[2] * row[3] for row in converted), sum(row[4] for row in converted)]


def sync(job):
    return check([convert(row) for row in rows(job)])


def threads(job):
    """In batches: handing over single rows would cost far more than converting them."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(cores()) as pool:
        parts = pool.map(convert_batch, batches(rows(job)))
        return check([row for part in parts for row in part])


def processes(job):
    """In batches, as with threads."""
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(cores()) as pool:
        return check(list(pool.map(convert, rows(job), chunksize=BATCH)))


def async_(job):
    """On the loop, which gets its turn after each batch."""
    import asyncio

    async def convert_all():
        converted = []
        for batch in batches(rows(job)):
            converted += convert_batch(batch)
            await asyncio.sleep(0)
        return converted

    return check(asyncio.run(convert_all()))
