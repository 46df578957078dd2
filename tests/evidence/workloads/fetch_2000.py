# SPDX-License-Identifier: ISC
"""A slow service is asked for 2,000 items, all at the same time."""
from fetching import async_, processes, sync, threads

SITUATION = """\
A monitoring job asks a slow service for the state of 2,000 devices and adds up some figures of each.
Each answer takes one second and is half a kilobyte long; all 2,000 requests may be under way at the same
moment, and the round should be over as soon as possible. The requests do not depend on each other; today
they are made in turn and take more than half an hour. What is done with an answer takes microseconds. Only
the number of a device goes in and a small sum comes out. For HTTP there are blocking clients and mature
ones that can be awaited; the job is new and small.
"""
MEASURE = "the whole run"
UNIT = "s"
FULL = dict(count=2000, wait_ms=1000, at_a_time=2000)
TINY = dict(count=6, wait_ms=10, at_a_time=6)
EXTRAPOLATED = {"sync": 1000}
