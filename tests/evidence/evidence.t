#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# Evidence that runs: every workload works in all four models, which agree; and the report judges made-up measurements
# as it says. No time is judged here.
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

sys.dont_write_bytecode = True
HERE = os.path.join(os.environ["TOP"], "tests", "evidence")
sys.path[:0] = [os.path.join(os.environ["TOP"], "tests", "cli"), HERE]
from tap import LIMIT, TOP, WHETHER, done, environment, equal, none, ok
from workload import MODELS, load

WORKLOADS = os.path.join(HERE, "workloads")
LEAST = 12

scratch = tempfile.TemporaryDirectory(prefix="evidence-test.")
counter = iter(range(1000))


def folder():
    """A new empty folder."""
    path = os.path.join(scratch.name, str(next(counter)))
    os.makedirs(path)
    return path


def write(path, text, mode=0o644):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, mode)
    return path


def contents(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return file.read()


def run(*arguments, **changes):
    """Runs the driver, where no gnuplot is found unless a change of PATH says so."""
    changes = {"PATH": nowhere, "WHETHER": WHETHER, "PYTHONDONTWRITEBYTECODE": "1", **changes}
    command = [sys.executable, os.path.join(HERE, "run"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment(changes), timeout=LIMIT, check=False)


nowhere = folder()
names = sorted(name[:-3] for name in os.listdir(WORKLOADS) if name.endswith(".py"))

# What each workload says of itself.
ok(len(names) >= LEAST, f"there are at least {LEAST} workloads", names)
for name in names:
    workload = load(WORKLOADS, name)
    functions = ("sync", "threads", "processes", "async_")
    faults = [function for function in functions if not callable(getattr(workload, function, None))]
    if workload.UNIT not in ("s", "ms") or not workload.MEASURE:
        faults.append("what it measures")
    if workload.FULL.keys() != workload.TINY.keys() or "count" not in workload.FULL:
        faults.append("sizes")
    first, *rest = workload.SITUATION.splitlines()
    if not re.fullmatch(r"[A-Z].*\.", first) or not 3 <= len(re.findall(r"[.;:](?:\s|$)", " ".join(rest))) <= 12:
        faults.append("a summary, and a few sentences")
    for model, part in getattr(workload, "EXTRAPOLATED", {}).items():
        if model not in MODELS or workload.FULL["count"] % part:
            faults.append(f"cannot do one unit in {part} of {model}")
    none(faults, f"{name}: is whole")
    with open(os.path.join(TOP, "profiles", "evidence", name.replace("_", "-") + ".yaml"), encoding="utf-8") as file:
        note = yaml.safe_load(file)["note"]
    equal(note.split(), workload.SITUATION.split(), f"{name}: its profile describes the same program")

# All of them, tiny.
ended = run("--tiny", PATH=os.environ["PATH"])
agreed = [f"{name}: all models agree" for name in names]
equal(ended.stdout.splitlines(), agreed, "each workload gives the same in all models")
equal((ended.returncode, ended.stderr), (0, ""), "without a complaint")

# Workloads that are planted, and what becomes of them.
PLANTED = '''
import os
import sys
from workload import Timed
SITUATION = """A planted one.\nIt adds."""
MEASURE, UNIT = "nothing", "ms"
FULL, TINY = {{"count": 6}}, {{"count": 2}}
EXTRAPOLATED = {{"sync": 3}}

def prepare(job):
    open(os.path.join(job.folder, "there"), "x").close()

def sync(job):
    os.stat(os.path.join(job.folder, "there"))
    return Timed(sum(range(job.count)), job.count)

threads = processes = sync

def async_(job):
    return {}
'''


def planted(body):
    path = folder()
    write(os.path.join(path, "planted.py"), PLANTED.format(body))
    return path


def measured(path, *arguments):
    """What is kept of a measurement of planted workloads, by model."""
    out = folder()
    ended = run("--workloads", path, "--profiles", nowhere, "--out", out, *arguments)
    equal(ended.returncode, 0, "planted: measured")
    return json.loads(contents(out, "evidence.json"))["workloads"]["planted"]["models"], out, ended


good = planted("sync(job)")
equal(run("--tiny", "--workloads", good).stdout, "planted: all models agree\n", "planted: all agree")
ended = run("--tiny", "--workloads", planted("Timed(7, 0)"))
equal((ended.returncode, ended.stdout, ended.stderr), (3, "", "evidence: planted: async gives 7, but sync gave 1\n"),
      "planted: one that differs is told")
ended = run("--tiny", "--workloads", planted("sys.exit(5)"))
equal((ended.returncode, ended.stderr), (3, "evidence: planted, async: ended with status 5\n"),
      "planted: one that fails, too")
models, out, ended = measured(good, "--repeat", "2")
equal({model: models[model]["values"] for model in MODELS},
      {"sync": [2, 2], "threads": [6, 6], "processes": [6, 6], "async": [6, 6]},
      "planted: its own measure is taken twice, and of sync a third was run")
none([model for model in MODELS if not 1 < models[model]["peak_mb"] < 1000], "planted: memory was taken")
ok("planted: there is no profile planted.yaml" in ended.stderr, "planted: that it has no profile is told", ended.stderr)
ok("one unit in 3 was run" in contents(out, "evidence.md"), "planted: the report says what was not run")
untimed = planted("1")
text = contents(untimed, "planted.py").replace("Timed(sum(range(job.count)), job.count)", "1")
write(os.path.join(untimed, "planted.py"), text)
models, _, _ = measured(untimed, "--repeat", "1")
none([model for model in MODELS if not 0 < models[model]["values"][0] < 60], "planted: else the whole run is measured")

# Made-up measurements. The program is one that prints the profile, so a profile is what whether would say of it.
ECHO = """#!/bin/sh
[ "$1 $2 $3" = "eval -f json" ] && exec /bin/cat "$4"
"""
echo = write(os.path.join(folder(), "whether"), ECHO, 0o755)


def one(times):
    """A workload with the times of its four models, each a number or the rounds."""
    rounds = [time if isinstance(time, list) else [time] * 3 for time in times]
    models = {model: {"values": values, "peak_mb": 20, "part": 1} for model, values in zip(MODELS, rounds)}
    return {"summary": "Made up.", "measure": "the whole run", "unit": "s", "models": models}


def made_up(path, workloads):
    """Writes measurements into a file in that folder."""
    data = {"machine": {"cores": "2"}, "rounds": 3, "workloads": workloads}
    return write(os.path.join(path, "made-up.json"), json.dumps(data))


def reported(workloads, **changes):
    """Reports on workloads, given by name as times and what is recommended. Returns what ended, and the report."""
    out, profiles = folder(), folder()
    source = made_up(out, {name: one(times) for name, (times, _) in workloads.items()})
    for name, (_, model) in workloads.items():
        if model != "no profile":
            said = {"recommendation": model, "share": {"words": "61 %"}}
            write(os.path.join(profiles, name.replace("_", "-") + ".yaml"), json.dumps(said))
    ended = run("--from", source, "--out", out, "--profiles", profiles, **{"WHETHER": echo, **changes})
    return ended, contents(out, "evidence.md"), out


JUDGED = (
    # times of sync, threads, processes and async; what is recommended; the best; the verdict
    ((1, 2, 2, 2), "sync", "sync", "hit"),
    ((4, 4, 1, 4), "processes", "processes", "hit"),
    ((1.25, 2, 2, 1), "sync", "async", "hit"),
    ((1.26, 2, 2, 1), "sync", "async", "MISS: sync takes 1.26 times as long as async"),
    ((3, 1.1, 2, 1), "threads", "async", "hit"),
    ((3, 1.1, 2, 1), "async", "async", "MISS: threads is simpler and takes only 10 % more"),
    ((3, 1.11, 2, 1), "async", "async", "hit"),
    ((3, 2, 1.05, 1), "async", "async", "MISS: processes is simpler and takes only 5 % more"),
    ((1, 1, 1, 1), "threads", "sync", "MISS: sync is simpler and no slower"),
    ((1, 1, 1, 1), "sync", "sync", "hit"),
    ((2, 1, 1.05, 1.05), "threads", "threads", "hit"),
    ((2, 1, 1.05, 1.05), "processes", "threads", "MISS: threads is simpler and no slower"),
    (([1, 9, 1.1], [1, 1, 9], 3, 3), "sync", "threads", "hit"),
    (([1, 9, 1.3], [1, 1, 9], 3, 3), "sync", "threads", "MISS: sync takes 1.30 times as long as threads"),
    ((1, 2, 2, 2), None, "sync", "MISS: none is recommended"),
    ((1, 2, 2, 2), "no profile", "sync", "there is no profile"),
)
ended, _, _ = reported({f"made_up_{number:02}": row[:2] for number, row in enumerate(JUDGED)})
lines = ended.stdout.splitlines()
equal(len(lines), len(JUDGED) + 1, "a line for each workload, and a summary")
for number, (times, model, best, verdict) in enumerate(JUDGED):
    equal(lines[number], f"made-up-{number:02}: best {best}; {verdict}", f"{times}, {model} recommended")

ended, report, _ = reported({"b_low": ((3, 1, 2, 1.5), "threads"), "a_high": ((400, 25, 1, 2), None)})
equal([line for line in report.splitlines() if re.match(r"\| [ab]-", line)], [
    "| a-high | 400 s<br>400x, 20 MB | 25.0 s<br>25.0x, 20 MB | 1.00 s<br>1.00x, 20 MB | 2.00 s<br>2.00x, 20 MB "
    "| processes | processes | none (61 %) | MISS: none is recommended |",
    "| b-low | 3.00 s<br>3.00x, 20 MB | 1.00 s<br>1.00x, 20 MB | 2.00 s<br>2.00x, 20 MB | 1.50 s<br>1.50x, 20 MB "
    "| threads | threads | threads (61 %) | hit |",
], "the table, in order")
for times, would_hit in (((1.2, 3, 1, 3), "sync, processes"), ((1.3, 1.19, 1.09, 1), "none")):
    _, report, _ = reported({"a": (times, "sync")})
    equal(re.search(r"^\| a \|.*", report, flags=re.M)[0].split(" | ")[6], would_hit, f"{times}: {would_hit} would hit")

# The summary and the status: one miss may be.
miss, hit, silent = ((2, 1, 2, 2), "sync"), ((2, 1, 2, 2), "threads"), ((2, 1, 2, 2), "no profile")
for workloads, status, words in (
    ({"a": hit, "b": hit}, 0, "2 of 2 recommendations hit."),
    ({"a": hit, "b": miss}, 0, "1 of 2 recommendations hit; missed: b."),
    ({"a": miss, "b": miss, "c": hit}, 1, "1 of 3 recommendations hit; missed: a, b."),
    ({"a": miss, "b": silent, "c": silent}, 0, "0 of 1 recommendations hit; missed: a; without a profile: b, c."),
):
    ended, report, _ = reported(workloads)
    equal((ended.returncode, ended.stdout.split("\n")[-2]), (status, words), f"status {status}: {words}")
    ok(f"**{words}**" in report, "the report says so, too", report)

# The plot, with and without gnuplot.
ended, report, out = reported({"a": hit})
ok("gnuplot-nox" in ended.stderr, "without gnuplot it says so", ended.stderr)
ok("gnuplot-nox" in report and ".svg" not in report, "and the report, too", report)
tools = folder()
write(os.path.join(tools, "gnuplot"), f"#!/bin/sh\nexec /bin/cat >{tools}/script\n", 0o755)
ended, report, out = reported({"a_b": hit}, PATH=tools)
equal((ended.returncode, ended.stderr), (0, ""), "with gnuplot there is no complaint")
ok("(evidence.svg)" in report, "the report shows the plot")
script = contents(tools, "script")
ok("a-b 2.0000 1.0000 2.0000 2.0000\n" in script and f"{out}/evidence.svg" in script, "gnuplot gets the ratios", script)
write(os.path.join(tools, "gnuplot"), "#!/bin/sh\necho 'no fonts' >&2\nexit 1\n", 0o755)
ended, report, out = reported({"a": hit}, PATH=tools)
ok("no fonts" in report and ".svg" not in report, "that gnuplot fails is told", report)

# The program itself, and what is wrong.
profiles, out = folder(), folder()
profile = os.path.join(TOP, "profiles", "cases", "133-raster-statistics-per-polygon.yaml")
shutil.copy(profile, os.path.join(profiles, "a.yaml"))
expected = re.search(r"^expect: (\w+)$", contents(profile), flags=re.M)[1]
source = made_up(out, {"a": one([1 if model == expected else 2 for model in MODELS])})
ended = run("--from", source, "--out", out, "--profiles", profiles)
equal((ended.returncode, ended.stdout.split("\n")[0]), (0, f"a: best {expected}; hit"), "the program is asked")
write(os.path.join(profiles, "a.yaml"), "answers: {no-such-question: 1}\n")
ended = run("--from", source, "--out", out, "--profiles", profiles)
equal(ended.returncode, 3, "a bad profile: status 3")
ok("[unknown-question]" in ended.stderr, "a bad profile: the program says why", ended.stderr)
write(os.path.join(profiles, "planted.yaml"), "answers: [\n")
equal(run("--workloads", good, "--profiles", profiles, "--out", out).returncode, 3, "a bad profile of a planted one")
ok(not os.path.exists(os.path.join(out, "evidence.json")), "that is found before anything is measured")
for wrong in (["--only", "nothing"], ["--repeat", "0"], ["--slow"]):
    equal(run(*wrong).returncode, 2, " ".join(wrong) + ": status 2")
ended = run("--situations", "--only", "hash-files")
situation = load(WORKLOADS, "hash_files").SITUATION
equal(ended.stdout, f"## hash-files\n\n{situation}\n", "what a program is can be read")

scratch.cleanup()
done()
