# SPDX-License-Identifier: ISC
"""What workloads and those who run them share: the models, their measures, and how to load a workload.

A workload is a module of workloads/ with

  SITUATION     what its developer knows of the program before it is measured; the first line sums it up
  MEASURE       what is measured, and UNIT, "s" or "ms"; less is better
  FULL, TINY    its sizes when it is measured and when it is only kept alive; `count` is how many units it has
  EXTRAPOLATED  optional: for a model the part of its units, one in so many, that it does when it is measured
  prepare       optional: a function that makes the files that the program finds, with fixed contents
  sync, threads, processes, async_    the program in each model

Each function gets a job: the sizes as attributes, `folder` (its own) and `port` (of the other side, on
127.0.0.1). A model returns a result that must be the same in all four, or a Timed of one. What only one
model needs is imported in its function, since the import is a part of its price.
"""
import importlib
import math
import os
import resource
import sys
from types import SimpleNamespace
from typing import Any, NamedTuple

MODELS = ("sync", "threads", "processes", "async")


class Timed(NamedTuple):
    """A result with a measure that the workload took itself, instead of the time of the whole run."""

    result: Any
    value: float


def cores():
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0))


def percentile_95(values):
    """The value that 95 of 100 do not exceed."""
    return sorted(values)[math.ceil(len(values) * 0.95) - 1]


def allow_many_files():
    """Raises the limit on open files as far as one may; each connection takes one."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def load(folder, name):
    """The workload of that name in a folder, which comes on the path so that worker processes find it."""
    if folder not in sys.path:
        sys.path.append(folder)
    return importlib.import_module(name)


def job_of(sizes, folder, port):
    return SimpleNamespace(**sizes, folder=folder, port=port)
