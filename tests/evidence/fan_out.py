# SPDX-License-Identifier: ISC
"""A function for each of many items, the results in their order, in each model.

What only one model needs is imported in its function, since the import is a part of its price.
"""


def in_turn(unit, items):
    return [unit(item) for item in items]


def in_threads(unit, items, at_a_time):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(at_a_time) as pool:
        return list(pool.map(unit, items))


def in_processes(unit, items, at_a_time):
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(at_a_time) as pool:
        return list(pool.map(unit, items))


def on_a_loop(unit, items, at_a_time):
    """A task for each item, of a function that is awaited; a semaphore bounds what is under way."""
    import asyncio

    async def all_of_them():
        places = asyncio.Semaphore(at_a_time)

        async def in_place(item):
            async with places:
                return await unit(item)

        return await asyncio.gather(*map(in_place, items))

    return asyncio.run(all_of_them())


def off_the_loop(unit, items, at_a_time):
    """The same where nothing can be awaited: each item goes to a thread."""
    import asyncio

    return on_a_loop(lambda item: asyncio.to_thread(unit, item), items, at_a_time)
