#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# Text, JSON and Markdown are three views of one result: they agree for every profile, JSON and Markdown are well formed,
# and nothing that a stranger wrote becomes markup or a control character.
import glob
import json
import os
import re
import subprocess
import sys
import tempfile
from fractions import Fraction

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "cli"))
from tap import TOP, done, equal, none, ok, run

SMALL = os.path.join(TOP, "tests", "cli", "small.yaml")
OPTIONS = ["sync", "threads", "processes", "async"]
MARKS = {"+": "for", "-": "against", "x": "rules out"}
STRENGTHS = ["strong", "medium", "weak"]
SECTIONS = ["Context", "Options considered", "Decision", "Consequences", "Revisit when"]
# Controls but the line end, and what reorders text or ends lines unseen.
CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def reasons_of_json(option):
    """(effect, strength, rule) of each reason that holds, of each that is likely, and how many are less likely."""
    holding, likely, pending = [], [], {}
    for reason in option["reasons"]:
        entry = (reason["effect"], reason.get("strength", ""), reason["rule"])
        if reason["state"] == "holds":
            holding.append(entry)
        elif reason["state"] == "depends" and Fraction(reason["share"]) >= Fraction(1, 2):
            likely.append(entry)
        elif reason["state"] == "depends":
            pending[entry[:2]] = pending.get(entry[:2], 0) + 1
    return sorted(holding), sorted(likely), pending


def reasons_of_text(text, outcome):
    """The same, of each option of a report in text with one line for each reason."""
    found = {}
    option = None
    for line in text.split("\n"):
        heading = re.match(r"(?:Why not |Why )?(\w+)(?:: .*)?$", line)
        reason = re.match(r"  ([-+x]) (likely )?(ruled out|strong|medium|weak)(?: \(.*?\))?: .* \[([a-z0-9_-]+)\]$", line)
        pending = re.match(r"  \? less likely, not known: (.*)$", line)
        if heading and heading[1] in OPTIONS and (line.startswith("Why ") or outcome == "none"):
            option = found.setdefault(heading[1], ([], [], {}))
        elif line and not line.startswith(" "):
            option = None
        if option and reason:
            strength = "" if reason[3] == "ruled out" else reason[3]
            option[bool(reason[2])].append((MARKS[reason[1]], strength, reason[4]))
        if option and pending:
            for count in pending[1].split(", "):
                number, words = count.split(" ", 1)
                ruling = words in ("that rules it out", "that rule it out")
                strength, effect = ("", "rules out") if ruling else words.split(" ")
                option[2][(effect, strength)] = int(number)
    return {name: (sorted(holding), sorted(likely), pending) for name, (holding, likely, pending) in found.items()}


def plain(markdown):
    """Markdown without its escapes."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


def headings(markdown):
    return [line for line in markdown.split("\n") if re.match(r" {0,3}#", line)]


def faults_of_markdown(markdown, result):
    """What the record does not say as the JSON does."""
    faults = []
    sections = re.split(r"^### ", markdown, flags=re.M)[1:]
    decision = re.search(r"^## Decision\n\n(.*)\n", markdown, flags=re.M)
    if not plain(decision[1]).startswith(f"**{result['recommendation']}** ("):
        faults.append(f"decision: {decision[1]}")
    if len(sections) != len(result["options"]):
        faults.append(f"{len(sections)} options")
    for section, option in zip(sections, result["options"]):
        if not section.startswith(f"{option['id']} (") or option["verdict"] not in section.split("\n", 1)[0]:
            faults.append(f"{option['id']}: {section[:60]}")
        lines = [plain(line) for line in section.split("\n") if re.match(r"- (For|Against|\*\*Ruled)", line)]
        for reason in option["reasons"]:
            share = Fraction(reason["share"])
            if reason["state"] == "fails" or (reason["state"] == "depends" and share < Fraction(1, 2)):
                continue
            start = "- **Ruled out**" if reason["effect"] == "rules out" else \
                f"- {reason['effect'].capitalize()}, {reason['strength']}"
            start += ": " if reason["state"] == "holds" else ", if it holds, as in "
            matching = [line for line in lines if line.startswith(start) and f": {reason['because']}" in line]
            if len(matching) != 1:
                faults.append(f"{option['id']}: {len(matching)} lines for {reason['rule']}")
                continue
            lines.remove(matching[0])
            faults += [f"{option['id']}: {reason['rule']} lacks {source['url']}" for source in reason["sources"]
                       if f"[{source['title']}](<{source['url']}>)" not in matching[0]]
        faults += [f"{option['id']}: nowhere else: {line}" for line in lines]
    consequences = plain(markdown.partition("\n## Consequences\n")[2])
    for advice in result["advice"]:
        cited = ", ".join(f"[{source['title']}](<{source['url']}>)" for source in advice["sources"])
        if f"\n- {advice['say']}{cited and f' ({cited})'}\n" not in consequences:
            faults.append(f"advice: {advice['say']} ({cited})")
    return faults


def faults_of_order(result):
    """Reasons that do not come in their order: what holds first, then what rules out, then the strongest, then the model's."""
    states = ["holds", "depends", "fails"]
    faults = []
    for option in result["options"]:
        keys = [(states.index(reason["state"]), STRENGTHS.index(reason["strength"]) if "strength" in reason else -1,
                 reason["line"]) for reason in option["reasons"]]
        if keys != sorted(keys):
            faults.append(f"{option['id']}: {keys}")
    return faults


def unknowns_of_text(text):
    """The questions that text says matter, and those that it says do not."""
    parts = {part.split("\n")[0]: part for part in text.split("\n\n")}
    matter = parts.get("Not known, and it matters (what tells most first)", "")
    listed = re.findall(r"^  \? (\w+): ", matter, flags=re.M)
    listed += [name for names in re.findall(r"^  \? also (.*)$", matter, flags=re.M) for name in names.split(", ")]
    idle = re.search(r"^Not known, and it cannot change the result\n  (.*)$", text, flags=re.M)
    return listed, idle[1].split(", ") if idle else []


def faults_of_places(result):
    """Reasons whose rule is not in the model where it is said to be, or that lack a source."""
    faults = []
    for option in result["options"]:
        for reason in option["reasons"]:
            with open(os.path.join(TOP, reason["file"]), encoding="utf-8") as model:
                lines = model.read().split("\n")
            if lines[reason["line"] - 1] != f"  {reason['rule']}:":
                faults.append(f"{reason['rule']} is not at {reason['file']}:{reason['line']}")
            if not reason["sources"] or not reason["because"]:
                faults.append(f"{reason['rule']} lacks a source or a because")
    return faults


def check_agreement(profile, unsourced):
    """The views of one profile; adds to `unsourced` what text says without its source."""
    name = os.path.basename(profile)
    as_json = run("eval", "-f", "json", profile)
    query = ["jq", "-e", "-r", ".recommendation, (.options | length), ([.options[].reasons | length] | min > 0)"]
    asked = subprocess.run(query, input=as_json.out, capture_output=True, text=True, check=False)
    result = json.loads(as_json.out)
    outcome = result["recommendation"]
    equal(asked.stdout, f"{outcome}\n4\ntrue\n", f"{name}: jq reads an outcome and four options, each with reasons")
    equal([option["id"] for option in result["options"]], OPTIONS, f"{name}: the options, in their order")
    none(faults_of_order(result), f"{name}: reasons are in their order")
    none(faults_of_places(result), f"{name}: each rule is in the model where it is said to be, and has a source")

    recommended = [option["id"] for option in result["options"] if option["verdict"] == "recommended"]
    equal(recommended, [outcome], f"{name}: the verdicts recommend the outcome")
    shares = [(Fraction(option["share"]["low"]), Fraction(option["share"]["high"])) for option in result["options"]]
    ok(all(low == high for low, high in shares) and sum(low for low, _ in shares) <= 1, f"{name}: shares", shares)
    equal(max(low for low, _ in shares), Fraction(result["share"]["low"]), f"{name}: the outcome has the largest share")
    equal(sum(map(Fraction, result["decided_by"].values())), 1, f"{name}: what decided adds up to all")
    equal(result["settled"], Fraction(result["share"]["low"]) == 1, f"{name}: settled is a share of 1")

    text = run("eval", "--width", "1000", profile).out
    ok(re.search(rf"^Recommendation: {outcome}\b", text, flags=re.M), f"{name}: text recommends the same")
    equal(reasons_of_text(text, outcome), {option["id"]: reasons_of_json(option) for option in result["options"]},
          f"{name}: text gives the same reasons")
    equal(unknowns_of_text(text), tuple([entry["question"] for entry in result["unknown"] if entry["matters"] == matters]
                                        for matters in (True, False)), f"{name}: text gives the same open questions")
    equal([entry["matters"] for entry in result["unknown"]],
          sorted((entry["matters"] for entry in result["unknown"]), reverse=True), f"{name}: first those that matter")
    shown = [reason for option in result["options"] for reason in option["reasons"]
             if f"[{reason['rule']}]" in text]
    listed = text.partition("\nSources\n")[2]
    unsourced.update(f"{name}: {reason['rule']}: {source['url']}" for reason in shown for source in reason["sources"]
                     if f"<{source['url']}>" not in listed)
    unsourced.update(f"{name}: {advice['say']}: {source['url']}" for advice in result["advice"]
                     for source in advice["sources"] if f"<{source['url']}>" not in listed)

    markdown = run("eval", "-f", "markdown", profile).out
    none(faults_of_markdown(markdown, result), f"{name}: Markdown gives the same")
    equal([line[3:] for line in headings(markdown) if line.startswith("## ")], SECTIONS, f"{name}: Markdown's sections")
    equal(plain(markdown.split("\n")[0]), f"# {result['profile']['title']}", f"{name}: Markdown opens with the title")
    for output in (as_json.out, text, markdown):
        if CONTROLS.search(output) or not output.endswith("\n"):
            ok(False, f"{name}: an output has control characters, or no line end", repr(output))


def write(folder, name, text):
    path = os.path.join(os.fsencode(folder), name if isinstance(name, bytes) else name.encode())
    with open(path, "wb") as file:
        file.write(text if isinstance(text, bytes) else text.encode())
    return name


def check_exact_numbers(folder):
    """open.yaml: twelve kilometres by a bicycle that works; lock, ticket and rain are open. Worked out in fortieths."""
    write(folder, "open.yaml", "answers: {distance: 12, bicycle: works, rain: unknown}\n")
    result = json.loads(run("eval", "-f", "json", "-m", SMALL, "open.yaml", folder=folder).out)
    shares = {option["id"]: option["share"]["low"] for option in result["options"]}
    equal(shares, {"walk": "0", "bike": "15/38", "bus": "23/38"}, "by hand: shares")
    equal(result["decided_by"], {"medium": "4/19", "weak": "15/38", "order": "9/38", "alone": "3/19"},
          "by hand: what decides")
    unknown = [(entry["question"], entry["usual"], entry["usual_share"], entry["matters"], entry["impurity_after"])
               for entry in result["unknown"]]
    equal(unknown, [("rain", "dry", "3/5", True, "45/152"), ("lock", "good", "1/2", True, "132/361"),
                    ("ticket", "unpaid", "3/4", True, "15/38")], "by hand: what is unknown, the most telling first")
    equal(result["next_question"], "rain", "by hand: the question to ask next")
    rules = {reason["rule"]: (reason["state"], reason["share"])
             for option in result["options"] for reason in option["reasons"]}
    equal(rules, {"near": ("fails", "0"), "too-far": ("holds", "1"), "no-bicycle": ("fails", "0"),
                  "quick-ride": ("holds", "1"), "wet-road": ("depends", "4/19"), "storm-stops-buses": ("depends", "3/19"),
                  "lock-invites-thieves": ("depends", "1/2"), "ticket-is-paid": ("depends", "4/19")},
          "by hand: rules and their shares")
    nets = {option["id"]: [(option["net"][s]["low"], option["net"][s]["high"]) for s in STRENGTHS]
            for option in result["options"]}
    equal(nets, {"walk": [(0, 0), (0, 0), (-1, 0)], "bike": [(0, 1), (-1, 0), (-1, 0)],
                 "bus": [(1, 1), (0, 0), (0, 1)]}, "by hand: nets")
    equal((result["complete"], result["settled"], result["exact"], result["runner_up"]), (False, False, True, "bike"),
          "by hand: open")
    equal(result["answers"], {"distance": "12", "bicycle": "works", "rain": "unknown"}, "by hand: the answers")

    write(folder, "all.yaml", "answers: {distance: 12, bicycle: works, lock: bad, ticket: paid, rain: dry}\n")
    result = json.loads(run("eval", "-f", "json", "-m", SMALL, "all.yaml", folder=folder).out)
    trail = [{"question": "distance", "answer": "12"}, {"question": "bicycle", "answer": "works"},
             {"question": "lock", "answer": "bad"}, {"question": "ticket", "answer": "paid"},
             {"question": "rain", "answer": "dry"}, {"fact": "rideable"},
             {"rule": "too-far"}, {"rules_out": "walk", "by": "too-far"}, {"speaks_about": "bus", "by": "too-far"},
             {"rule": "quick-ride"}, {"speaks_about": "bike", "by": "quick-ride"},
             {"rule": "lock-invites-thieves"}, {"speaks_about": "bike", "by": "lock-invites-thieves"},
             {"rule": "ticket-is-paid"}, {"speaks_about": "bus", "by": "ticket-is-paid"},
             {"outcome": "bus", "tier": "weak"}]
    equal(sorted(map(str, result["trail"])), sorted(map(str, trail)), "the trail of a complete profile: its steps")
    places = {str(step): place for place, step in enumerate(result["trail"])}
    causes = [("works", "rideable"), ("rideable", "quick-ride"), ("quick-ride", "outcome")]
    late = [(cause, effect) for cause, effect in causes
            if max((place for step, place in places.items() if cause in step and "by" not in step), default=-1) >=
            max((place for step, place in places.items() if effect in step and "by" not in step), default=-1)]
    none(late, "the trail: causes come before what they cause")
    orphans = [step for place, step in enumerate(result["trail"])
               if "by" in step and {"rule": step["by"]} not in result["trail"][:place]]
    none(orphans, "the trail: each verdict comes after the rule that set it")
    nets = {option["id"]: [(option["net"][s]["low"], option["net"][s]["high"]) for s in STRENGTHS]
            for option in result["options"]}
    equal(nets, {"walk": [(0, 0), (0, 0), (0, 0)], "bike": [(1, 1), (0, 0), (-1, -1)], "bus": [(1, 1), (0, 0), (1, 1)]},
          "a complete profile: nets")
    equal((result["complete"], result["settled"], result["unknown"]), (True, True, []), "a complete profile")


def check_stream(folder):
    for name, answers in (("a.yaml", "distance: 1"), ("b.yaml", "distance: 12"), ("bad.yaml", "distance: far")):
        write(folder, name, f"title: the {name}\nanswers: {{{answers}}}\n")
    whole = run("eval", "-f", "json", "-m", SMALL, "a.yaml", "b.yaml", "a.yaml", folder=folder)
    query = ["jq", "-r", "-n", "[inputs | type + .profile.title] | join(\",\")"]
    asked = subprocess.run(query, input=whole.out, capture_output=True, text=True, check=False)
    equal(asked.stdout, "objectthe a.yaml,objectthe b.yaml,objectthe a.yaml\n", "JSON of three profiles: three objects")
    single = [run("eval", "-f", "json", "-m", SMALL, name, folder=folder).out for name in ("a.yaml", "b.yaml", "a.yaml")]
    equal(whole.out, "".join(single), "JSON of three profiles: the three, one after the other, and nothing else")
    mixed = run("eval", "-f", "json", "-m", SMALL, "a.yaml", "bad.yaml", "b.yaml", folder=folder)
    equal((mixed.status, mixed.out), (3, "".join(single[:2])), "JSON of three profiles, one bad: the two good ones")


def check_hostile_text(folder):
    """What is markup in Markdown stays text."""
    title = "# [x](javascript:alert) | * <b> `c` _d_ ~e~ ![f](g) \\h"
    plain_profile = "answers: {distance: 12}\n"
    write(folder, "plain.yaml", plain_profile)
    write(folder, "hostile.yaml", json.dumps({"title": title, "note": title, "source": title})[:-1] + ', "answers": '
          '{"distance": 12}}\n')
    tame = run("eval", "-f", "markdown", "-m", SMALL, "plain.yaml", folder=folder).out
    wild = run("eval", "-f", "markdown", "-m", SMALL, "hostile.yaml", folder=folder).out
    escaped = (r"\# \[x\](javascript:alert) \| \* \<b\> \`c\` \_d\_ \~e\~ \!\[f\](g) \\h")
    lines = wild.split("\n")
    equal(lines[0], f"# {escaped}", "a hostile title in Markdown: escaped")
    ok(escaped in lines[1:], "a hostile note in Markdown: escaped")
    ok(f"Source: {escaped}" in lines, "a hostile source in Markdown: escaped")
    equal(headings(wild)[1:], headings(tame)[1:], "hostile text in Markdown: no headings of its own")
    equal(wild.count("\n|"), tame.count("\n|"), "hostile text in Markdown: no rows of its own")
    for form in ("text", "json"):
        shown = run("eval", "-f", form, "--width", "1000", "-m", SMALL, "hostile.yaml", folder=folder).out
        as_it_is = json.loads(shown)["profile"]["title"] if form == "json" else shown.split("\n")[0]
        equal(as_it_is, title, f"a hostile title in {form}: as it is")

    lines = ["# one", "## Decision", "- two", "1. three", "+ four", "> five", "=====", "    six", "---", "| a | b |"]
    write(folder, "lines.yaml", json.dumps({"title": "\n".join(lines), "note": "\n\n".join(lines), "source": "\n".join(lines),
                                            "answers": {"distance": 12}}))
    wild = run("eval", "-f", "markdown", "-m", SMALL, "lines.yaml", folder=folder).out
    equal(headings(wild)[1:], headings(tame)[1:], "hostile lines in Markdown: no headings of their own")
    equal(wild.count("\n|"), tame.count("\n|"), "hostile lines in Markdown: no rows of their own")
    equal(len(re.findall(r"^(=+|-+) *$", wild, flags=re.M)), 0, "hostile lines in Markdown: none is underlined")
    for start in ("- one", "+ one", "1. one", "1) one"):
        write(folder, "start.yaml", json.dumps({"note": start, "answers": {"distance": 12}}))
        context = run("eval", "-f", "markdown", "-m", SMALL, "start.yaml", folder=folder).out
        note = context.split("## Context\n\n")[1].split("\n")[0]
        equal((plain(note), bool(re.match(r"[-+] |\d+[.)] ", note))), (start, False), f"a note that begins with {start!r}: no list")
    write(folder, "entity.yaml", json.dumps({"title": "&lt;b&gt; &#35; AT&amp;T", "answers": {"distance": 12}}))
    entity = run("eval", "-f", "markdown", "-m", SMALL, "entity.yaml", folder=folder).out.split("\n")[0]
    ok(not re.search(r"(?<!\\)&", entity) and plain(entity) == "# &lt;b&gt; &#35; AT&amp;T",
       "what looks like an entity in a title stays as it is", entity)

    name = write(folder, "a|b _c_ <d>.yaml", plain_profile)
    wild = run("eval", "-f", "markdown", "-m", SMALL, name, "plain.yaml", folder=folder).out
    ok("- Profile: a\\|b \\_c\\_ \\<d\\>.yaml" in wild.split("\n"), "a hostile file name in Markdown: escaped", wild)
    row = [line for line in wild.partition("# Summary")[2].split("\n") if "yaml" in line][0]
    equal(len(re.findall(r"(?<!\\)\|", row)), 4, "a hostile file name in the table: no cell of its own")
    ok("<d>" not in re.sub(r"\\.", "", row), "a hostile file name in the table: escaped", row)


def check_control_characters(folder):
    """Escapes in a profile are refused; nothing of what a stranger chose reaches a terminal raw."""
    faults, taken = [], []

    def look(name, *arguments, expected, commands=(["eval"], ["eval", "-f", "json"])):
        for command in commands:
            result = run(*command, "-m", SMALL, *arguments, folder=folder)
            label = f"{' '.join(command)}, {name}"
            faults.extend(f"{label}: {said!r}" for said in (result.out, result.err) if CONTROLS.search(said))
            if result.status not in expected:
                taken.append(f"{label}: status {result.status}")

    everything = (["eval"], ["eval", "-q"], ["eval", "-f", "json"], ["eval", "-f", "markdown"])
    write(folder, "all-keys.yaml", '{title: "a\\eb", note: "a\\eb", source: "a\\eb", answers: {"\\e": "\\e"}}\n')
    look("an escape in every text", "all-keys.yaml", expected=[3], commands=(*everything, ["ask"]))
    for point in ("\x1b[31m", "\x07", "\x00", "\x08", "\x0c", "\x7f", "\x9b31m", "\u2028", "\u2029", "\u202e", "\u2066"):
        code = f"U+{ord(point[0]):04X}"
        escaped = "".join(f"\\u{ord(c):04x}" for c in point)
        for text in (f'title: "a{escaped}b"', f"title: a{point}b", f"# {point}", f"ti{point}tle: b"):
            write(folder, "raw.yaml", f"{text}\nanswers: {{distance: 12}}\n")
            look(f"{text[:2]} with {code}", "raw.yaml", expected=[3])
        write(folder, "answers.yaml", f'answers: {{"dist{escaped}ance": 12, bicycle: ["works{escaped}"]}}\n')
        look(f"answers with {code}", "answers.yaml", expected=[3])
        if point != "\x00":
            look(f"-s with {code}", "-s", f"bicycle=wor{point}ks", "-s", f"bi{point}cycle=works", expected=[2])
    none(taken, "text with control characters is refused")
    none(faults, "text with control characters is not passed on")

    faults, taken = [], []
    for text in (b"title: a\xffb\n", b"title: a\x9b31mb\n", b"title: \xc0\xaf\n", b"\xed\xa0\x80: 1\n", b"\xff\xfe"):
        write(folder, "bytes.yaml", text)
        look(f"bytes {text!r}", "bytes.yaml", expected=[3], commands=(["eval"],))
    none(taken, "bytes that are not UTF-8 are refused")
    none(faults, "bytes that are not UTF-8 are not passed on")

    for name in (b"e\x1b[31mx.yaml", b"b\xffx.yaml", "r\u202ex.yaml".encode(), b"n\nx.yaml"):
        faults, taken = [], []
        write(folder, name, "answers: {distance: 12}\n")
        write(folder, b"bad-" + name, "answers: {distanc: 12}\n")
        write(folder, b"ignored-" + name, "answers: {distance: 1, ticket: paid}\n")
        write(folder, b"impossible-" + name, "answers: {distance: 12, ticket: paid, rain: storm}\n")
        look("good", name, expected=[0], commands=everything)
        look("good, of several", name, "all.yaml", expected=[0], commands=everything)
        look("bad", b"bad-" + name, expected=[3])
        look("warned of", b"ignored-" + name, expected=[0])
        look("impossible", b"impossible-" + name, expected=[3])
        look("not there", b"no-" + name, expected=[4])
        none(taken, f"a file named {name!r}: status")
        none(faults, f"a file named {name!r}: nothing raw in any output")
    in_c = run("eval", "-m", SMALL, b"bad-b\xffx.yaml", folder=folder, LC_ALL="C")
    equal(in_c.status, 3, "a file name that is not UTF-8, in the C locale")


with tempfile.TemporaryDirectory() as scratch:
    without_source = set()
    for path in sorted(glob.glob(os.path.join(TOP, "profiles", "cases", "??2-*.yaml"))):
        check_agreement(os.path.relpath(path, TOP), without_source)
    none(sorted(without_source), "text lists the sources of each reason and of all advice that it shows")
    check_exact_numbers(scratch)
    check_stream(scratch)
    check_hostile_text(scratch)
    check_control_characters(scratch)
done()
