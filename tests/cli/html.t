#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# Pages of HTML: their form is strict, they say what JSON says of the same profile, their charts have the right figures,
# and what a stranger wrote stays text.
import glob
import json
import os
import re
import sys
import tempfile
from fractions import Fraction

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "cli"))
from page import Page, faults_of_form
from tap import TOP, done, equal, none, ok, run

SMALL = os.path.join(TOP, "tests", "cli", "small.yaml")
SECTIONS = {"Recommendation", "How to start", "Why not the others", "The options", "What would change it", "What is not known",
            "The answers", "Sources"}


def flat(text):
    return " ".join(text.split())


def in_full(reason):
    return reason["state"] == "holds" or reason["state"] == "depends" and Fraction(reason["share"]) >= Fraction(1, 2)


def expected_lines(result):
    """What must be said somewhere on the page, in these words."""
    lines = [result["profile"].get(key) for key in ("note",)] + result["start"]
    lines += [entry["say"] for entry in result["advice"]]
    for entry in result["unknown"]:
        if entry["matters"]:
            lines += [f"{entry['ask']} {entry['question']}", entry.get("find_out")]
    for option in result["options"]:
        lines += [reason["because"] for reason in option["reasons"]]
    return [flat(line) for line in lines if line]


def faults_of_content(page, article, result):
    """What the article does not say as the JSON does."""
    text = flat(article["text"])
    faults = [f"not said: {line}" for line in expected_lines(result) if line not in text]
    title = result["profile"].get("title") or result["model"]["title"]
    heading = page.ids[article["attributes"]["aria-labelledby"]]
    if flat(heading["text"]) != flat(title):
        faults.append(f"the title is {heading['text']}")
    leader = [element["text"] for element in page.named("p", article) if element["attributes"].get("class") == "leader"]
    if len(leader) != 1 or leader[0].split()[0] != result["recommendation"]:
        faults.append(f"it recommends {leader}")
    sections = [element["text"] for element in page.elements if element["name"] == f"h{int(heading['name'][1]) + 1}"
                and article in element["within"]]
    unknown = [name for name in sections if name not in SECTIONS and name != f"Why {result['recommendation']}"]
    faults += [f"a section {name}" for name in unknown]
    if result["words"] not in re.sub(r"\s+", " ", " ".join(page.text)):
        faults.append(f"not how sure: {result['words']}")
    faults += faults_of_reasons(page, article, result)
    rows = {}
    for row in page.named("tr", article):
        names = [code["text"] for code in page.named("code", row) if "th" in code["parents"]]
        rows.update({name: flat(page.named("td", row)[0]["text"]) for name in names})
    for question, answer in result["answers"].items():
        if question not in result["ignored"] and not (rows.get(question) or "").endswith(answer):
            faults.append(f"{question} is {rows.get(question)}, not {answer}")
    for change in result["changes"]:
        first = ", ".join(rf"{part['question']} = {part['answer']}([+]|-\d+)?" for part in (change["flips"] or [[]])[0])
        if change["option"] != result["recommendation"] and not re.search(first, text):
            faults.append(f"not how {change['option']} wins: {first}")
    return faults


def faults_of_reasons(page, article, result):
    faults = []
    told = {"told": {}, "folded": {}}
    for item in page.named("li", article):
        rule = re.search(r"\brule ([a-z0-9_-]+)$", flat(item["text"]))
        if rule:
            place = "folded" if "details" in item["parents"] else "told"
            told[place][rule[1]] = told[place].get(rule[1], 0) + 1
    for place, wanted in (("told", True), ("folded", False)):
        expected = {}
        for option in result["options"]:
            for reason in option["reasons"]:
                if in_full(reason) == wanted:
                    expected[reason["rule"]] = expected.get(reason["rule"], 0) + 1
        if told[place] != expected:
            faults.append(f"rules {place}: {told[place]} instead of {expected}")
    cited = [source["url"] for option in result["options"] for reason in option["reasons"] if in_full(reason)
             for source in reason["sources"]]
    cited += [source["url"] for advice in result["advice"] for source in advice["sources"]]
    links = {link["attributes"]["href"] for link in page.named("a", article)}
    faults += [f"no link to {url}" for url in set(cited) - links if re.match("https?:", url)]
    return faults


def picture(page, article, name):
    """The picture of this name: its description, and its shapes."""
    described = [element for element in page.named("desc", article) if element["attributes"]["id"].endswith(f"-{name}-words")]
    if not described:
        return None, []
    return flat(described[0]["text"]), [element for element in page.elements if described[0]["within"][-1] in element["within"]]


def faults_of_charts(page, article, result):
    faults = []
    words, shapes = picture(page, article, "shares")
    if (words is None) != result["settled"]:
        faults.append("shares are drawn when all is settled, or not drawn when it is open")
    if words is not None:
        bars = [shape["attributes"]["width"] for shape in shapes if shape["attributes"].get("class", "").startswith("bar ")]
        shares = [Fraction(option["share"]["low"]) for option in result["options"]]
        wanted = [int(share * 10000) for share in shares]
        if bars[:len(wanted)] != [f"{width // 100}.{width % 100:02}%" for width in wanted]:
            faults.append(f"bars {bars} of shares {shares}")
        said = ", ".join(f"{option['id']} {option['share']['words']}" for option in result["options"])
        if not words.startswith(said):
            faults.append(f"shares described as {words}, not {said}")
    words, shapes = picture(page, article, "reasons")
    drawn = {}
    for shape in shapes:
        kind = shape["attributes"].get("class", "")
        if shape["name"] == "rect" and kind != "axis":
            option = int(re.search(r"\bo(\d+)$", kind)[1])
            side = "for" if float(shape["attributes"]["x"][:-1]) >= 50 else "against"
            sure = "holds" if "bar" in kind else "depends"
            drawn[option, side, sure] = drawn.get((option, side, sure), 0) + 1
    wanted = {}
    for place, option in enumerate(result["options"]):
        for reason in option["reasons"]:
            if in_full(reason):
                key = (place, "for" if reason["effect"] == "for" else "against", reason["state"])
                wanted[key] = wanted.get(key, 0) + 1
    if drawn != wanted:
        faults.append(f"blocks {drawn} instead of {wanted}")
    words, shapes = picture(page, article, "flips")
    others = [change for change in result["changes"] if change["option"] != result["recommendation"]]
    dots = [shape for shape in shapes if shape["name"] == "circle"]
    if len(dots) != sum(change["size"] if change["count"] else 4 for change in others):
        faults.append(f"{len(dots)} dots for {[change['size'] for change in others]}")
    said = "; ".join(f"{change['option']}: " + (f"{change['size']} answer{'s' * (change['size'] != 1)}" if change["count"]
                     else "more than 3 answers") for change in others)
    if words != said:
        faults.append(f"changes described as {words}, not {said}")
    return faults


def check_profile(path, *options):
    name = os.path.basename(path)
    shown = run("eval", "-f", "html", *options, path)
    result = json.loads(run("eval", "-f", "json", *options, path).out)
    page = Page(shown.out)
    equal((shown.err, len(page.named("article"))), ("", 1), f"{name}: one article, nothing on standard error")
    none(faults_of_form(page), f"{name}: its form")
    none(faults_of_content(page, page.named("article")[0], result), f"{name}: it says what JSON says")
    none(faults_of_charts(page, page.named("article")[0], result), f"{name}: its charts")


def write(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(text)
    return name


def check_several(folder):
    for name, answers in (("a.yaml", "distance: 1"), ("b.yaml", "distance: 12"), ("bad.yaml", "distance: far")):
        write(folder, name, f"title: the {name}\nanswers: {{{answers}}}\nexpect: walk\n")
    single = Page(run("eval", "-f", "html", "-m", SMALL, "a.yaml", folder=folder).out)
    several = run("eval", "-f", "html", "-m", SMALL, "a.yaml", "bad.yaml", "b.yaml", folder=folder)
    page = Page(several.out)
    equal(several.status, 3, "three profiles, one bad: status 3")
    none(faults_of_form(page), "three profiles, one bad: the form of the page")
    equal([element["text"] for element in page.named("title") if element["parents"][-1] == "head"],
          ["Recommendations for 2 profiles"], "three profiles, one bad: the title")
    equal([flat(element["text"]) for element in page.named("h2") if element["parents"][-1] == "header"],
          ["the a.yaml", "the b.yaml"], "three profiles, one bad: the two good ones, in order")
    rows = [flat(row["text"].replace("\n", " ")) for row in page.named("tr", page.named("nav")[0])]
    equal(len(rows), 3, "three profiles, one bad: a row for each good one")
    links = [link["attributes"]["href"] for link in page.named("a", page.named("nav")[0])]
    equal(links, ["#r1", "#r2"], "the rows lead to the reports")
    equal(flat(page.named("article")[0]["text"]), flat(single.named("article")[0]["text"]), "a report says the same among others")
    for row, name in zip(rows[1:], ("a.yaml", "b.yaml")):
        result = json.loads(run("eval", "-f", "json", "-m", SMALL, name, folder=folder).out)
        ok(row.startswith(name + result["recommendation"]), f"the row of {name} names what is recommended", row)
    nothing = run("eval", "-f", "html", "-m", SMALL, "bad.yaml", folder=folder)
    equal((nothing.status, nothing.out), (3, ""), "no good profile: no page")
    equal(run("eval", "-q", "-f", "html", "-m", SMALL, "a.yaml", folder=folder).out, "walk\n", "-q: the id only")
    again = run("eval", "-f", "html", "-m", SMALL, "a.yaml", "bad.yaml", "b.yaml", folder=folder, LC_ALL="C", COLUMNS="30")
    equal(again.out, several.out, "the same page again, in another locale and width")


def check_ask(folder):
    result = run("ask", "-f", "html", "-m", SMALL, send="\n".join(["1"] * 9) + "\n", folder=folder)
    page = Page(result.out)
    equal((result.status, len(page.named("article")), page.faults), (0, 1, []), "ask: a page with one report")


HOSTILE = '"><script>alert(1)</script><!-- &lt;b&gt; \' </title></style> ]]> <img src=x onerror=y>'
MODEL = {
    "whether": 1, "model": "hostile", "revision": 1, "title": HOSTILE,
    "options": {"first": {"name": HOSTILE, "start": [HOSTILE]}, "second": {"name": HOSTILE}},
    "topics": {"t": HOSTILE},
    "sources": {"script": {"title": HOSTILE, "url": "javascript:alert(1)"}, "data": {"title": "d", "url": "data:text/html,x"},
                "quote": {"title": "q", "url": 'https://example.org/"onclick="alert(1)'}},
    "tree": {"q": {"topic": "t", "ask": HOSTILE, "find out": HOSTILE + "\n  second line",
                   "answers": {"a": {"label": HOSTILE}, "b": {"label": HOSTILE}}},
             "known": {"topic": "t", "ask": HOSTILE, "answers": {"a": {"label": HOSTILE}, "b": {"label": "b"}}}},
    "rules": {"r": {"when": {"known": "a"}, "for": {"first": "weak"}, "against": {"second": "weak"}, "because": HOSTILE,
                    "versions": HOSTILE, "source": ["script", "data", "quote"]},
              "s": {"when": {"q": "a"}, "for": {"second": "strong"}, "because": HOSTILE, "source": "data"}},
    "advice": [{"for": "first", "when": {"known": "a"}, "say": HOSTILE, "source": "script"}],
}


def check_hostile(folder):
    write(folder, "hostile.yaml", json.dumps(MODEL))
    write(folder, "profile.yaml", json.dumps({"title": HOSTILE, "note": HOSTILE + "\nmore", "source": HOSTILE,
                                              "answers": {"known": "a"}}))
    odd = write(folder, '"><b>&amp;.yaml', json.dumps({"source": "https://example.org/?a&b", "answers": {"known": "a", "q": "b"}}))
    shown = run("eval", "-f", "html", "-m", "./hostile.yaml", "profile.yaml", odd, folder=folder)
    page = Page(shown.out)
    none(faults_of_form(page), "hostile texts: the form of the page")
    text = flat(" ".join(page.text))
    count = text.count(flat(HOSTILE))
    ok(count > 15, f"hostile texts: they are shown as they are, {count} times")
    ok("<script" not in shown.out and "<img" not in shown.out and "<!--" not in shown.out, "hostile texts: no markup of theirs")
    links = {link["attributes"]["href"] for link in page.named("a") if not link["attributes"]["href"].startswith("#")}
    equal(links, {'https://example.org/"onclick="alert(1)', "https://example.org/?a&b"}, "only http and https are links")
    ok("javascript:alert(1)" in text, "another address is shown as text")
    ok('"><b>&amp;.yaml' in text, "a hostile file name: shown as it is")
    result = json.loads(run("eval", "-f", "json", "-m", "./hostile.yaml", "profile.yaml", folder=folder).out)
    none(faults_of_content(page, page.named("article")[0], result), "hostile texts: the page says what JSON says")
    equal([element["text"].split("\n")[1] for element in page.named("pre")], ["  second line"], "commands keep their lines")

    for name in (b"e\x1b[31mx.yaml", b"b\xffx.yaml", "r\u202ex.yaml".encode(), b"n\nx.yaml"):
        with open(os.path.join(os.fsencode(folder), name), "w", encoding="utf-8") as file:
            file.write("answers: {known: a}\n")
        shown = run("eval", "-f", "html", "-m", "./hostile.yaml", name, folder=folder).out
        raw = re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\udc80-\udcff]", shown)
        ok(not raw and shown.endswith("</html>\n"), f"a file named {name!r}: nothing raw on the page", raw)


def check_many_options(folder):
    """Twelve options, the most there may be: each has a colour of its own."""
    model = dict(MODEL, options={f"o{i}": {"name": f"option {i}"} for i in range(12)}, advice=[],
                 rules={"r": {"when": {"known": "a"}, "for": {f"o{i}": "weak" for i in range(12)}, "because": "b", "source": "data"}})
    write(folder, "many.yaml", json.dumps(model))
    page = Page(run("eval", "-f", "html", "-m", "./many.yaml", "-s", "known=a", folder=folder).out)
    none(faults_of_form(page), "twelve options: the form of the page")
    spots = {element["attributes"].get("class") for element in page.named("span") if not element["text"]}
    equal(len(spots), 12, "twelve options: a spot of each")
    for scheme in ("light", "dark"):
        part = page.style.partition("prefers-color-scheme:dark")[scheme == "dark" and 2 or 0].partition("@media")[0]
        colours = dict(re.findall(r"--(o\d+):(#[0-9a-f]{6})", part))
        equal((len(colours), len(set(colours.values()))), (12, 12), f"twelve colours in the {scheme} scheme")


def check_ignored(folder):
    """What was answered without need, and an option of which no rule has anything to say."""
    write(folder, "near.yaml", "answers: {distance: 1, bicycle: missing, lock: bad, ticket: [paid, unpaid], rain: dry}\n")
    page = Page(run("eval", "-f", "html", "-m", SMALL, "near.yaml", folder=folder).out)
    none(faults_of_form(page), "answers that do not apply: the form of the page")
    text = flat(page.named("article")[0]["text"])
    ok("Answered, but it does not apply here: lock, ticket" in text, "answers that do not apply are named", text)
    equal(text.count("No rule speaks about it here."), 1, "it is said that no rule speaks about the bus")


def check_too_large(folder):
    """A model too large for exact proofs: what would change it is not worked out, and that is said."""
    rules = {f"r{q}-{i}": {"when": {f"q{q}": "uvw"[i]}, "for": {f"o{q * (i + 1) % 6}": ("strong", "medium", "weak")[(q + i) % 3]},
                           "against": {f"o{(q * (i + 1) + 1 + q % 4) % 6}": ("strong", "medium", "weak")[(q + 2 * i) % 3]},
                           "because": "b", "source": "data"} for q in range(1, 31) for i in range(3)}
    tree = {f"q{q}": {"topic": "t", "ask": "What?", "answers": {answer: answer for answer in "uvw"}} for q in range(1, 31)}
    model = dict(MODEL, options={f"o{i}": {"name": f"option {i}"} for i in range(6)}, tree=tree, rules=rules, advice=[])
    write(folder, "large.yaml", json.dumps(model))
    write(folder, "some.yaml", "answers: {q2: u}\n")
    page = Page(run("eval", "-f", "html", "-m", "./large.yaml", "some.yaml", folder=folder).out)
    none(faults_of_form(page), "too large: the form of the page")
    text = flat(page.named("article")[0]["text"])
    ok("What would change it Not worked out: the model is too large." in text, "too large: it is said", text)
    what_if = run("what-if", "-m", "./large.yaml", "some.yaml", folder=folder)
    equal((what_if.status, "Not worked out: the model is too large." in what_if.out), (0, True), "too large: by what-if, too")


for found in sorted(glob.glob(os.path.join(TOP, "profiles", "cases", "?13-*.yaml"))):
    check_profile(found)
for found in sorted(glob.glob(os.path.join(TOP, "profiles", "delivery", "*.yaml")))[::6]:
    check_profile(found, "-m", "delivery")
for found in ("open", "complete", "none", "settled"):
    check_profile(os.path.join(TOP, "tests", "cli", f"{found}.yaml"), "-m", SMALL)
with tempfile.TemporaryDirectory() as scratch:
    check_several(scratch)
    check_ask(scratch)
    check_hostile(scratch)
    check_many_options(scratch)
    check_ignored(scratch)
    check_too_large(scratch)
done()
