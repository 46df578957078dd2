# SPDX-License-Identifier: ISC
"""What is measured: a table each, with its targets."""
import filecmp
import itertools
import json
import os
import subprocess
from typing import NamedTuple

import decision
import engines
import measure
import model_file
import reference
from measure import Job
from report import Table, Target
from workshop import Workshop

KNOWN_WHEN_COLD = 6
MIB = 1024 * 1024
# A peak is as good as constant if it grows by no more than this.
MOST_GROWTH_MIB = 1.0
PEER_TARGETS = {"CLIPS through C": 4, "GoRules ZEN": 20, "json-rules-engine": 100}


class Disagreement(Exception):
    """Engines that do not find what they should."""


class Extent(NamedTuple):
    """How much is run."""

    profiles: int            # that the fastest engines decide in a run
    checked: int             # by every engine
    rounds: int
    cold_rounds: int
    growth_rounds: int
    grown_profiles: int      # with the smallest decision; with larger ones fewer
    rules: tuple             # sizes to which it grows
    questions: tuple
    counts: tuple            # of profiles
    incomplete: int
    repeated: int            # how often the profiles are repeated for two threads


USUAL = Extent(100000, 1000, 9, 21, 5, 50000, (40, 100, 200, 400, 1000), (14, 28, 56, 112, 350),
               (1000, 10000, 100000, 1000000), 300, 4)
TINY = Extent(500, 50, 1, 1, 1, 100, (40, 100), (14, 28), (50, 1000), 5, 1)


class Bench:
    """The decision with its files and engines, and the tables made of them. tell takes a line for each step."""

    def __init__(self, extent, whether, scratch, packages, wrong_rule, tell):
        self.extent = extent
        self.whether = whether
        self.tell = tell
        self.sound = decision.draw()
        planted = decision.with_a_wrong_rule(self.sound) if wrong_rule else self.sound
        self.shop = Workshop(scratch, planted, packages)
        self.meter = measure.Meter(self.shop.compile("timed", ["timed.c"], "-static"))
        self.bare_yaml = self.shop.compile("bare_yaml", ["bare_yaml.c"], "-lyaml")
        self.bare_json = self.shop.compile("bare_json", ["bare_json.c"], "-lyajl")
        self.own = engines.own(self.shop, whether)
        self.others, self.left_out = engines.others(self.shop)
        self.profiles = list(decision.profiles(self.sound, extent.profiles))

    def profile_file(self, form, count):
        """The first profiles, so many, in a file. Returns its path."""
        path = self.shop.path(f"{count}.{form}")
        if not os.path.exists(path):
            with open(path, "w", encoding="utf-8") as file:
                file.writelines(map(engines.FORMS[form], itertools.islice(self.profiles, count)))
        return path

    def repeated_file(self, times):
        """All profiles, so many times over. Returns the path."""
        path = self.shop.path(f"repeated-{times}.json")
        with open(self.profile_file("json", len(self.profiles)), "rb") as file:
            whole = file.read()
        with open(path, "wb") as file:
            for _ in range(times):
                file.write(whole)
        return path

    def job(self, engine, count):
        return Job(engine.command, self.profile_file(engine.form, count), count)

    def batch_job(self, name, drawn, count, known=None):
        """A run of whether over profiles of another decision, and one over the first of them alone."""
        model = self.shop.write(f"{name}.yaml", model_file.model(drawn))
        lines = [model_file.json_line(profile) for profile in decision.profiles(drawn, count, known)]
        command = engines.batch(self.whether, model)
        return (Job(command, self.shop.write(f"{name}.json", "".join(lines)), count),
                Job(command, self.shop.write(f"{name}-one.json", lines[0]), 1))

    def check(self):
        """That all engines agree with the reference, and the yardstick writes what whether writes. Raises Disagreement."""
        faults = []
        for engine in self.own + self.others:
            output = self.shop.path("output")
            self.meter.run(self.job(engine, self.extent.checked), output)
            with open(output, encoding="utf-8") as lines:
                fault = reference.disagreement(self.sound, self.profiles[:self.extent.checked], lines)
            self.tell(f"{engine.name}: {fault or 'agrees'}")
            faults += [f"{engine.name}: {fault}"] if fault else []
        outputs = [self.shop.path(f"output-{i}") for i in range(len(self.own))]
        for engine, output in zip(self.own, outputs):
            self.meter.run(self.job(engine, len(self.profiles)), output)
        if not filecmp.cmp(*outputs, shallow=False):
            faults.append("whether and the yardstick write different bytes")
        if faults:
            raise Disagreement("; ".join(faults))

    def cold_pairs(self):
        """What eval is started with: a name, the model, a profile, and the most that it may take."""
        first = self.profiles[0]
        few = dict(list(first.items())[:KNOWN_WHEN_COLD])
        drawn = self.shop.path("model.yaml")
        yield "drawn, complete", drawn, self.shop.write("complete.yaml", model_file.profile(first)), 1.5
        yield "drawn, six answers", drawn, self.shop.write("few.yaml", model_file.profile(few)), 2.5
        shipped, complete = os.path.join("questions", "python.yaml"), self.shipped_profile()
        few = [line for line in complete.splitlines() if line.startswith("  ")][:KNOWN_WHEN_COLD]
        few = "\n".join(["model: python", "answers:", *few, ""])
        yield "shipped, complete", shipped, self.shop.write("shipped.yaml", complete), 1.5
        yield "shipped, six answers", shipped, self.shop.write("shipped-few.yaml", few), 2.5

    def shipped_profile(self):
        """A complete profile of the shipped model: one of the cases, without its words."""
        case = os.path.join("profiles", "cases", "053-squaring-one-large-numpy.yaml")
        command = [self.whether, "eval", "-f", "json", case]
        found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        if not found["complete"]:
            raise measure.Failure(f"{case} is no complete profile")
        said = {question: answer for question, answer in found["answers"].items() if answer != "unknown"}
        return "\n".join(["model: python", "answers:", *(f"  {question}: '{said[question]}'" for question in said), ""])

    def cold(self):
        jobs, bounds = {}, {}
        for name, model, profile, bounds[name] in self.cold_pairs():
            jobs[name] = Job([self.whether, "eval", "-q", "-m", model, profile])
            jobs[name, "bare"] = Job([self.bare_yaml, model, profile])
        runs = self.meter.rounds(jobs, self.extent.cold_rounds)
        rows = []
        for name, bound in bounds.items():
            own, bare = runs[name], runs[name, "bare"]
            times = measure.ratio(own, bare)
            rows.append((name, measure.seconds(own) * 1e3, measure.seconds(bare) * 1e3, times, measure.peak(own),
                         Target(times, bound)))
        columns = ("model, profile", "eval -q, ms", "bare parse, ms", "ratio", "peak MiB", "target")
        return Table("Cold start: eval -q over a bare parse of the same two files by libyaml", columns, rows)

    def throughput(self):
        brief = self.own[0]._replace(name=engines.BRIEF, what="option and margin", command=[*self.own[0].command, "-f", "brief"])
        bare = self.own[1]._replace(name="bare parse", what="yajl alone", command=[self.bare_json])
        rows = [*self.own, brief, bare, *self.others]
        counts = {engine.name: max(self.extent.profiles // engine.one_in, 2) for engine in rows}
        start = self.meter.rounds({engine.name: self.job(engine, 1) for engine in rows}, self.extent.cold_rounds)
        runs = self.meter.rounds({engine.name: self.job(engine, counts[engine.name]) for engine in rows}, self.extent.rounds)
        times = {name: measure.each(runs[name], counts[name], start[name]) for name in runs}
        table = [throughput_row(engine, times, start[engine.name], runs[engine.name]) for engine in rows]
        columns = ("engine", "what", "profiles/s", "µs each", "whether is faster by", "cold, ms", "peak MiB", "target")
        note = "Targets: of whether batch, its rate over that of the yardstick; of -f brief, the time with all reasons over " \
               "that without; of others, their time over that of whether batch."
        return Table("Throughput, complete profiles", columns, table, note)

    def incomplete(self):
        every = len(self.sound.questions)
        counts = {every: self.extent.profiles, every - 2: self.extent.incomplete, KNOWN_WHEN_COLD: self.extent.incomplete}
        pairs = {known: self.batch_job(f"known-{known}", self.sound, counts[known], known) for known in counts}
        rows = [(f"{known} of {every}", times * 1e6, times / first, peak)
                for known, times, first, peak in self.grown(pairs)]
        return Table("Incomplete profiles", ("answers known", "µs each", "times", "peak MiB"), rows)

    def grown(self, pairs):
        """Runs pairs of jobs as batch_job makes them. For each its name, what a profile takes, what the first of the
        pairs takes, and the peak."""
        start = self.meter.rounds({name: one for name, (_, one) in pairs.items()}, self.extent.growth_rounds)
        runs = self.meter.rounds({name: job for name, (job, _) in pairs.items()}, self.extent.growth_rounds)
        times = {name: measure.each(runs[name], pairs[name][0].profiles, start[name]) for name in pairs}
        first = measure.statistics.median(next(iter(times.values())))
        return [(name, measure.statistics.median(times[name]), first, measure.peak(runs[name])) for name in pairs]

    def growth(self, title, sizes):
        """Of decisions, by their questions and rules; the cost of a profile may grow as the rules that mention its
        answers do."""
        drawn = {f"{questions}/{rules}": decision.draw(questions, rules) for questions, rules in sizes}
        fewest, most = min(questions for questions, _ in sizes), self.extent.grown_profiles
        pairs = {name: self.batch_job(name.replace("/", "-"), one, max(most * fewest // len(one.questions), 2))
                 for name, one in drawn.items()}
        mentioned = {name: mentions(one) for name, one in drawn.items()}
        rows = []
        for name, time, first, peak in self.grown(pairs):
            times, more = time / first, mentioned[name] / mentioned[next(iter(drawn))]
            target = Target(times, more) if rows else None
            rows.append((name, time * 1e6, times, mentioned[name], more, peak, target))
        columns = ("questions/rules", "µs each", "times", "rules that mention an answer", "times", "peak MiB", "target")
        return Table(title, columns, rows)

    def growth_with_rules(self):
        return self.growth("Growth with rules", [(decision.QUESTIONS, rules) for rules in self.extent.rules])

    def growth_with_questions(self):
        sizes = [(count, count * decision.RULES // decision.QUESTIONS) for count in self.extent.questions]
        return self.growth("Growth with questions, and rules in proportion", sizes)

    def growth_with_profiles(self):
        command, every = self.own[0].command, self.extent.profiles
        jobs = {}
        for count in self.extent.counts:
            path = self.repeated_file(count // every) if count > every else self.profile_file("json", count)
            jobs[count] = Job(command, path, count)
        runs = self.meter.rounds(jobs, max(self.extent.growth_rounds // 2, 1))
        first = measure.peak(runs[self.extent.counts[1]])
        rows = []
        for count in jobs:
            peak, seconds = measure.peak(runs[count]), measure.seconds(runs[count])
            target = Target(peak, first + MOST_GROWTH_MIB) if count == self.extent.counts[-1] else None
            rows.append((count, os.path.getsize(jobs[count].input) / MIB, seconds, seconds / count * 1e6, peak, target))
        columns = ("profiles", "MiB of input", "seconds", "µs each", "peak MiB", "target")
        return Table("Growth with profiles", columns, rows, "Constant: at most 1 MiB above the second row.")

    def threads(self):
        path = self.repeated_file(self.extent.repeated)
        model = self.shop.path("model.yaml")
        jobs = {count: Job([self.whether, "batch", "-j", str(count), "-m", model], path) for count in (1, 2)}
        with measure.on_cores(2):
            runs = self.meter.rounds(jobs, self.extent.rounds)
        times = measure.ratio(runs[1], runs[2])
        rows = [(f"-j {count}", measure.seconds(runs[count]), measure.peak(runs[count]),
                 Target(times, 1.8, False) if count == 2 else None) for count in jobs]
        return Table("Two threads on two cores", ("threads", "seconds", "peak MiB", "target"), rows)

    def tables(self):
        """All tables, in turn."""
        with measure.on_cores(1):
            self.check()
            for section in (self.cold, self.throughput, self.incomplete, self.growth_with_rules,
                            self.growth_with_questions, self.growth_with_profiles):
                yield section()
        yield self.threads()


def mentions(drawn):
    """How many rules mention an answer of a profile, on average of the first fifty."""
    some = list(decision.profiles(drawn, 50))
    return sum(rule.is_mentioned(profile) for rule in drawn.rules for profile in some) / len(some)


def throughput_row(engine, times, start, runs):
    own, yardstick = times[engines.WHETHER], times[engines.YARDSTICK]
    time = measure.statistics.median(times[engine.name])
    target = None
    if engine.name == engines.WHETHER:
        target = Target(measure.each_ratio(yardstick, own), 0.8, False)
    if engine.name == engines.BRIEF:
        target = Target(measure.each_ratio(own, times[engine.name]), 3)
    if engine.name in PEER_TARGETS:
        target = Target(measure.each_ratio(times[engine.name], own), PEER_TARGETS[engine.name], False)
    return (engine.name, engine.what, round(1 / time), time * 1e6, measure.each_ratio(times[engine.name], own),
            measure.seconds(start) * 1e3, measure.peak(runs), target)
