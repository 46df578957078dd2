# SPDX-License-Identifier: ISC
"""For tests in Python: checks that print TAP on standard output, and a way to run the program under test.

A test imports this, checks, and calls done(), which states the plan and ends it; without it the test fails.
"""
import difflib
import os
import subprocess
import sys
import types

TOP = os.environ["TOP"]
WHETHER = os.environ["WHETHER"]
LIMIT = 60

_count = 0
_failed = 0


def _show(text):
    for line in text.split("\n"):
        print("#", line.encode("utf-8", "backslashreplace").decode("utf-8"))


def ok(good, name, *why):
    """Counts one check; prints what is in `why` if it failed. Returns whether it was good."""
    global _count, _failed
    _count += 1
    _failed += not good
    print("ok" if good else "not ok", _count, "-", name.replace("#", "\\#"), flush=True)
    if not good:
        for text in why:
            _show(str(text))
    return good


def equal(actual, expected, name):
    """The two are equal; shows how they differ if not."""
    if actual == expected:
        return ok(True, name)
    if not (isinstance(actual, str) and isinstance(expected, str)):
        return ok(False, name, f"expected: {expected!r}", f"actual:   {actual!r}")
    difference = difflib.unified_diff(expected.split("\n"), actual.split("\n"), "expected", "actual", lineterm="")
    return ok(False, name, "\n".join(difference))


def none(faults, name):
    """The list of faults is empty; shows them if not."""
    return ok(not faults, name, "\n".join(map(str, faults[:20])), f"{len(faults)} in all")


def environment(changes):
    """The environment with changes: a value of None takes the variable away."""
    merged = {**os.environ, **changes}
    return {name: value for name, value in merged.items() if value is not None}


def run(*arguments, send="", folder=None, **changes):
    """Runs the program with lines on its standard input. Returns its status, and what it wrote as text and bytes."""
    done_process = subprocess.run([WHETHER, *arguments], input=send.encode(), capture_output=True, cwd=folder,
                                  env=environment(changes), timeout=LIMIT, check=False)
    return types.SimpleNamespace(status=done_process.returncode,
                                 out=done_process.stdout.decode("utf-8", "surrogateescape"),
                                 err=done_process.stderr.decode("utf-8", "surrogateescape"))


def skip(name, reason):
    """Counts one check as skipped."""
    global _count
    _count += 1
    print("ok", _count, "# SKIP", f"{name}: {reason}", flush=True)


def done():
    print(f"1..{_count}", flush=True)
    sys.exit(1 if _failed else 0)
