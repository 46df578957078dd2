# SPDX-License-Identifier: ISC
"""A web service is asked for many items, 200 at a time."""
from fetching import async_, processes, sync, threads

SITUATION = """\
A command-line tool looks up 400 items at a web service and adds up some figures of each.
The service takes a fifth of a second for each answer of half a kilobyte and bears 200 requests at a time.
The lookups do not depend on each other; today they are made in turn with a blocking client, which takes
more than a minute. What is done with an answer takes microseconds. Only the number of an item goes in and a
small sum comes out. For HTTP there are blocking clients and mature ones that can be awaited; the tool is
small, so either could be used.
"""
MEASURE = "the whole run"
UNIT = "s"
FULL = dict(count=400, wait_ms=200, at_a_time=200)
TINY = dict(count=5, wait_ms=10, at_a_time=5)
EXTRAPOLATED = {"sync": 40}
