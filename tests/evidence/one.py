# SPDX-License-Identifier: ISC
"""One workload in one model, in a process of its own: python3 one.py ORDER, where the order is a JSON object.

Prints a JSON object: the result, the seconds that the model's function took, the value that it measured
itself or null, and the peak of this process's own memory in KiB.
"""
import json
import sys
import time

from workload import Timed, allow_many_files, job_of, load


def own_peak():
    """The most memory that this process ever had resident, in KiB (Linux)."""
    with open("/proc/self/status", encoding="utf-8") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmHWM:"))


def main():
    order = json.loads(sys.argv[1])
    allow_many_files()
    workload = load(order["workloads"], order["name"])
    model = getattr(workload, "async_" if order["model"] == "async" else order["model"])
    job = job_of(order["sizes"], order["folder"], order["port"])
    start = time.perf_counter()
    outcome = model(job)
    seconds = time.perf_counter() - start
    timed = outcome if isinstance(outcome, Timed) else Timed(outcome, None)
    told = {"result": timed.result, "seconds": seconds, "value": timed.value, "peak_kib": own_peak()}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
