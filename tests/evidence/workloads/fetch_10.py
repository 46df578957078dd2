# SPDX-License-Identifier: ISC
"""A web service is asked for many items, ten at a time."""
from fetching import async_, processes, sync, threads

SITUATION = """\
A nightly script asks a web service for 100 items and adds up some figures of each.
The service takes about a tenth of a second for an answer of half a kilobyte, and its owner allows ten
requests at a time. The items do not depend on each other, and today they are fetched one after the other
with a blocking client. What is done with an answer takes microseconds. Only the number of an item goes in
and a small sum comes out. For HTTP there are blocking clients and mature ones that can be awaited; the
script is a page of code and could use either.
"""
MEASURE = "the whole run"
UNIT = "s"
FULL = dict(count=100, wait_ms=100, at_a_time=10)
TINY = dict(count=6, wait_ms=10, at_a_time=3)
EXTRAPOLATED = {"sync": 5}
