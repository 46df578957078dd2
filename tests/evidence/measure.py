# SPDX-License-Identifier: ISC
"""Runs workloads, each model in a fresh process, and takes their time and memory.

What counts is the whole run as its user sees it: from before the process is started until it has ended, with
the start of Python, imports and pools. A workload that measures something else says so. Memory is that of
the program and all processes that it starts, pages that they share counted once (the sum of their
proportional set sizes). It is looked at every few milliseconds, and only in a first round whose times do not
count, since looking takes time.
"""
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time

from workload import MODELS, job_of, load

HERE = os.path.dirname(os.path.abspath(__file__))
LIMIT = 120
LOOK_EVERY = 0.005
# Looking at many processes takes long; then it pauses for so many times as long.
PAUSE_FACTOR = 4


class Failure(Exception):
    """A workload that does not work, or whose models disagree."""


@contextlib.contextmanager
def other_side():
    """Runs the other side in a process of its own; gives its port."""
    command = [sys.executable, os.path.join(HERE, "other_side.py")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        try:
            yield int(process.stdout.readline())
        finally:
            process.stdin.close()


def proportional_size(pid):
    """The memory of a process in KiB, its part of shared pages only; 0 if it is gone."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="utf-8") as file:
            return next((int(line.split()[1]) for line in file if line.startswith("Pss:")), 0)
    except OSError:
        return 0


def session_size(leader):
    """The memory of all processes of a session, in KiB."""
    total = 0
    for entry in os.listdir("/proc"):
        with contextlib.suppress(ValueError, OSError):
            if os.getsid(int(entry)) == leader:
                total += proportional_size(entry)
    return total


class PeakWatch(threading.Thread):
    """Looks at the memory of a session until it is told to stop; `peak` is the most it saw, in KiB."""

    def __init__(self, leader):
        super().__init__()
        self.leader = leader
        self.peak = 0
        self.over = threading.Event()

    def run(self):
        pause = 0
        while not self.over.wait(pause):
            start = time.perf_counter()
            self.peak = max(self.peak, session_size(self.leader))
            pause = max(LOOK_EVERY, PAUSE_FACTOR * (time.perf_counter() - start))

    def stop(self):
        self.over.set()
        self.join()
        return self.peak


def run_alone(order, watch_memory):
    """Runs one model in a session of its own. Returns what it told, and the seconds and KiB that it took."""
    command = [sys.executable, os.path.join(HERE, "one.py"), json.dumps(order)]
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, start_new_session=True
    )
    watch = PeakWatch(process.pid) if watch_memory else None
    if watch:
        watch.start()
    try:
        said, _ = process.communicate(timeout=LIMIT)
        seconds = time.perf_counter() - start
    except subprocess.TimeoutExpired:
        raise Failure(f"took longer than {LIMIT} s") from None
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        peak = watch.stop() if watch else 0
    if process.returncode:
        raise Failure(f"ended with status {process.returncode}")
    told = json.loads(said)
    return told, seconds, max(peak, told["peak_kib"])


class Measurement:
    """One workload: its sizes, the files it finds, and what was measured of each model."""

    def __init__(self, workloads, name, tiny, folder, port):
        self.name = name
        self.module = load(workloads, name)
        self.sizes = self.module.TINY if tiny else self.module.FULL
        self.parts = {} if tiny else getattr(self.module, "EXTRAPOLATED", {})
        self.folder = os.path.join(folder, name)
        self.order = {"workloads": workloads, "name": name, "folder": self.folder, "port": port}
        self.values = {model: [] for model in MODELS}
        self.peaks = dict.fromkeys(MODELS, 0)
        self.first = None

    def prepare(self):
        os.makedirs(self.folder)
        if hasattr(self.module, "prepare"):
            self.module.prepare(job_of(self.sizes, self.folder, self.order["port"]))

    def run(self, model, for_memory):
        """Runs a model once, and keeps its value or, for memory, its peak."""
        part = self.parts.get(model, 1)
        order = {**self.order, "model": model, "sizes": {**self.sizes, "count": self.sizes["count"] // part}}
        try:
            told, seconds, peak = run_alone(order, for_memory)
        except Failure as failure:
            raise Failure(f"{self.name}, {model}: {failure}") from None
        if part == 1:
            self.agree(model, told["result"])
        if for_memory:
            self.peaks[model] = peak
        elif told["value"] is not None:
            self.values[model].append(told["value"])
        else:
            self.values[model].append(seconds + (part - 1) * told["seconds"])

    def agree(self, model, result):
        """Every run of every model has to give the same."""
        if self.first is None:
            self.first = model, result
        before, expected = self.first
        if result != expected:
            raise Failure(f"{self.name}: {model} gives {result!r:.200}, but {before} gave {expected!r:.200}")

    def as_data(self):
        """What is kept of it: plain data, for JSON."""
        models = {
            model: {
                "values": self.values[model],
                "peak_mb": self.peaks[model] * 1024 / 1e6,
                "part": self.parts.get(model, 1),
            }
            for model in MODELS
        }
        return {
            "summary": self.module.SITUATION.split("\n")[0],
            "measure": self.module.MEASURE,
            "unit": self.module.UNIT,
            "models": models,
        }


def in_turn(round_number):
    """The models, in another order in each round."""
    first = round_number % len(MODELS)
    return MODELS[first:] + MODELS[:first]


def run_all(workloads, names, rounds, tiny, tell):
    """Measures workloads in turn: a round for memory, then so many for time.

    Calls tell with a line for each step. Returns plain data by the names of the workloads; raises Failure.
    """
    with tempfile.TemporaryDirectory(prefix="evidence.") as folder, other_side() as port:
        measurements = [Measurement(workloads, name, tiny, folder, port) for name in names]
        for measurement in measurements:
            measurement.prepare()
        for number in range(rounds + 1):
            for measurement in measurements:
                for model in in_turn(number):
                    measurement.run(model, for_memory=number == 0 and not tiny)
                step = f"round {number} of {rounds}" if number else "first round, for memory"
                tell(f"{measurement.name}: " + ("all models agree" if tiny else step))
        return {measurement.name: measurement.as_data() for measurement in measurements}
