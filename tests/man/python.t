#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# Holds whether-python(7) to the model that it tells of: every rule is named once, beside a source of that rule; what is
# cited is listed, and what is listed as the model's has its title and address there.
import os
import re
import sys

import yaml

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "cli"))
from tap import TOP, done, none, ok


def contents(*names):
    with open(os.path.join(TOP, *names), encoding="utf-8") as file:
        return file.read()


def marked(macro, text):
    """The ids in lines of this macro, without punctuation."""
    lines = re.findall(rf"^\.{macro} (.+)$", text, flags=re.M)
    return [word for line in lines for word in line.split() if re.match(r"\w", word)]


def paragraphs(text):
    return re.split(r"^\.(?:Pp|Ss|Sh|Bl|It|El)\b.*\n", text, flags=re.M)


def listed(text):
    """(id, title, address) of each entry of a list of sources."""
    entries = re.findall(r"^\.It Ic (\S+)\n((?:[^.\n].*\n)+)\.Lk (\S+)$", text, flags=re.M)
    return [(name, title.rstrip(",\n").replace("\n", " "), url) for name, title, url in entries]


def rule_faults(text, model):
    named = marked("Pq Ic", text)
    yield from (f"{rule} is no rule" for rule in named if rule not in model["rules"])
    yield from (f"{rule} is named {named.count(rule)} times" for rule in model["rules"] if named.count(rule) != 1)


def support_faults(text, model):
    for paragraph in paragraphs(text):
        cited = marked("Bq Li", paragraph)
        for rule in marked("Pq Ic", paragraph):
            sources = model["rules"].get(rule, {}).get("source", [])
            if not set(cited) & set([sources] if isinstance(sources, str) else sources):
                yield f"{rule}: none of {sources} is cited beside it"


def list_faults(text, _model):
    cited, names = marked("Bq Li", text), marked("It Ic", text)
    yield from (f"{name} is not listed" for name in sorted(set(cited) - set(names)))
    yield from (f"{name} is not cited" for name in sorted(set(names) - set(cited)))
    yield from (f"{name} is listed twice" for name in sorted(set(names)) if names.count(name) > 1)


def source_faults(text, model):
    entries = listed(text)
    if len(entries) != len(marked("It Ic", text)):
        yield "an entry is not an id, a title and an address"
    for name, title, url in entries:
        source = model["sources"].get(name, {})
        if (title, url) != (source.get("title"), source.get("url")):
            yield f"{name}: {title}, {url}; in the model: {source}"


CHECKS = {
    "every rule is named once": rule_faults,
    "every rule stands beside a source of it": support_faults,
    "what is cited is listed": list_faults,
    "the sources are those of the model": source_faults,
}

page = contents("man", "whether-python.7")
python = yaml.safe_load(contents("questions", "python.yaml"))
for title, check in CHECKS.items():
    none(list(check(page, python)), title)

# The same page with a fault, which has to be found.
RULE, CITED, LISTED = ".Pq Ic sum-of-all-units", ".Bq Li py-asyncio-task", ".It Ic pep-703"
for title, old, new in (
    ("every rule is named once", RULE, ".Pq Ic sum-of-units"),
    ("every rule is named once", RULE, ".Pq Ic sum-of-all-units , sum-of-all-units"),
    ("every rule is named once", RULE, "."),
    ("every rule stands beside a source of it", CITED, ".Bq Li pyodide-limits"),
    ("what is cited is listed", CITED, ".Bq Li py-asyncio-tasks"),
    ("what is cited is listed", LISTED, ".It Ic pep-7030"),
    ("what is cited is listed", LISTED, ".It Ic pep-492"),
    ("the sources are those of the model", LISTED, ".It Ic pep-7030"),
    ("the sources are those of the model", ".Lk https://peps", ".Lk http://peps"),
    ("the sources are those of the model", "\nPEP 703", "\nPEP 704"),
    ("the sources are those of the model", ".Lk https://peps", "https://peps"),
):
    broken = page.replace(old, new, 1)
    ok(broken != page and list(CHECKS[title](broken, python)), f"{title}: not if {old!r} is {new!r}")
done()
