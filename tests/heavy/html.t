#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# Pages of HTML in a browser: nothing is fetched or complained of, nothing sticks out of a narrow window, all text can be
# read in both schemes, all can be reached by keyboard, pictures have names, and it can be printed.
# Needs Chromium (Debian's chromium). With pictures in a folder: SHOTS=FOLDER tests/heavy/html.t
import base64
import glob
import json
import os
import re
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path[:0] = [os.path.join(os.environ["TOP"], "tests", folder) for folder in ("cli", "heavy")]
from browser import PROGRAM, Browser
from tap import TOP, done, equal, none, ok, run, skip

WIDTHS = (320, 768, 1280)
SCHEMES = ("light", "dark")

# What sticks out of the window, or words of a chart that lie on each other.
OUTSIDE = """[...document.querySelectorAll('body *:not(.skip)')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width && (box.right > innerWidth + 1 || box.left < -1);
}).map(e => e.tagName + ' ' + e.textContent.slice(0, 60))
.concat(document.documentElement.scrollWidth > innerWidth ? ['the page'] : [])
.concat([...document.querySelectorAll('th, td, p, li')].filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth)
    .map(e => 'too wide: ' + e.textContent))
.concat([...document.querySelectorAll('svg .value')].filter(e =>
    e.previousElementSibling.getBoundingClientRect().right > e.getBoundingClientRect().left
).map(e => 'on each other: ' + e.previousElementSibling.textContent + e.textContent))"""

# Text whose contrast to what is behind it is below 4.5, and shapes whose is below 3 (WCAG 2.2, 1.4.3 and 1.4.11).
CONTRAST = """(() => {
    const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
    const light = colour => { const [r, g, b] = numbers(colour).map(part => {
        const share = part / 255; return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4; });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const behind = e => { for (; e; e = e.parentElement) { const colour = getComputedStyle(e).backgroundColor;
        if (!colour.startsWith('rgba') || numbers(colour)[3] === 1) return colour; } return 'rgb(255, 255, 255)'; };
    const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
    const faults = [], seen = new Set(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let texts = 0;
    for (let node; node = walker.nextNode();) {
        const e = node.parentElement, style = getComputedStyle(e);
        if (!node.data.trim() || e.closest('title, desc')) continue;
        texts++;
        const colour = e.closest('svg') ? style.fill : style.color, found = ratio(colour, behind(e));
        if (found < 4.5) faults.push(found.toFixed(2) + ' ' + e.tagName + ' ' + node.data.slice(0, 40));
    }
    for (const e of document.querySelectorAll('svg .bar, svg .likely, svg .axis, svg .stop, .spot')) {
        const style = getComputedStyle(e);
        const colour = e.matches('.spot') ? style.backgroundColor : e.matches('.likely') ? style.stroke : style.fill;
        const found = ratio(colour, behind(e.parentElement));
        if (found < 3) faults.push(found.toFixed(2) + ' ' + e.getAttribute('class'));
    }
    return {texts, faults};
})()"""

FOCUS = """(() => { const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
    return {name: e.tagName, place: [...document.querySelectorAll('*')].indexOf(e), outline: style.outlineStyle + style.outlineWidth,
            visible: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth}; })()"""
REACHABLE = """[...document.querySelectorAll('a[href], summary')].filter(e => !e.closest('details:not([open]) > :not(summary)'))
    .map(e => [...document.querySelectorAll('*')].indexOf(e))"""

LONG = "a_word_that_has_no_place_where_it_could_be_broken_" * 3
MODEL = {
    "whether": 1, "model": "odd", "revision": 1, "title": LONG,
    "options": {"first": {"name": LONG, "start": [LONG]}, "an_option_with_a_long_name": {"name": "<b>second</b>"}},
    "topics": {"t": LONG}, "sources": {"s": {"title": LONG, "url": f"https://example.org/{LONG}"}},
    "tree": {"q": {"topic": "t", "ask": LONG, "find out": LONG, "answers": {"a": {"label": LONG}, "b": {"label": LONG}, "c": {"label": LONG}}}},
    "rules": {"r": {"when": {"q": ["a", "b"]}, "for": {"an_option_with_a_long_name": "strong"}, "because": LONG, "source": "s"},
              "u": {"when": {"q": "c"}, "against": {"an_option_with_a_long_name": "weak"}, "because": LONG, "source": "s"}},
}


def make_pages(folder):
    """The pages to look at, by name."""
    with open(os.path.join(folder, "odd.yaml"), "w", encoding="utf-8") as file:
        json.dump(MODEL, file)
    with open(os.path.join(folder, "odd-profile.yaml"), "w", encoding="utf-8") as file:
        json.dump({"title": "<img src=http://127.0.0.1:1/x onerror=fetch('http://127.0.0.1:1/')>", "note": LONG,
                   "source": f"https://example.org/{LONG}", "answers": {"q": "unknown"}}, file)
    cases = sorted(glob.glob(os.path.join(TOP, "profiles", "cases", "06?-*.yaml")))
    commands = {
        "open": ["-s", "work=waiting", "-s", "purpose=many"],
        "settled": [cases[1]],
        "several": cases[:3],
        "delivery": ["-m", "delivery", os.path.join(TOP, "profiles", "delivery", "anki.yaml")],
        "odd": ["-m", "./odd.yaml", "odd-profile.yaml"],
    }
    for name, command in commands.items():
        with open(os.path.join(folder, f"{name}.html"), "w", encoding="utf-8") as file:
            file.write(run("eval", "-f", "html", *command, folder=folder).out)
    return list(commands)


def check_quiet(browser, address, name):
    fetched = [data["request"]["url"] for method, data in browser.events if method == "Network.requestWillBeSent"]
    equal(fetched, [address], f"{name}: nothing but the page is fetched")
    said = [str(data) for method, data in browser.events
            if method in ("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown")]
    none(said, f"{name}: the browser complains of nothing")


def check_looks(browser, folder, name):
    for width in WIDTHS:
        for scheme in SCHEMES:
            browser.look(width, scheme)
            none(browser.evaluate(OUTSIDE), f"{name}, {width} pixels, {scheme}: nothing sticks out")
            contrast = browser.evaluate(CONTRAST)
            none(contrast["faults"], f"{name}, {width} pixels, {scheme}: {contrast['texts']} texts can be read")
            ok(contrast["texts"] > 30, f"{name}, {width} pixels, {scheme}: there is text")
            if folder:
                shot = browser.tell("Page.captureScreenshot", captureBeyondViewport=False)
                with open(os.path.join(folder, f"{name}-{width}-{scheme}.png"), "wb") as file:
                    file.write(base64.b64decode(shot["data"]))


def check_keyboard(browser, name):
    browser.look(768, "light")
    wanted = browser.evaluate(REACHABLE)
    reached, faults = [], []
    for _ in wanted:
        browser.press("Tab", 9)
        focus = browser.evaluate(FOCUS)
        reached.append(focus["place"])
        if focus["outline"] != "solid3px" or not focus["visible"]:
            faults.append(focus)
    equal(reached, wanted, f"{name}: Tab reaches all {len(wanted)} links and what unfolds, in order")
    none(faults, f"{name}: one sees where the focus is")
    browser.evaluate("document.querySelector('summary').focus()")
    for state in (True, False):
        browser.press("Enter", 13, "\r")
        equal(browser.evaluate("document.querySelector('details').open"), state, f"{name}: Enter {'un' * state}folds")


def check_names(browser, name):
    """What assistive technology is told."""
    nodes = browser.tell("Accessibility.getFullAXTree")["nodes"]
    roles = {}
    for node in nodes:
        if not node["ignored"]:
            roles.setdefault(node["role"]["value"], []).append(node.get("name", {}).get("value", ""))
    pictures = browser.evaluate("document.querySelectorAll('svg').length")
    equal(len([title for title in roles.get("image", []) if title]), pictures, f"{name}: all {pictures} pictures have names")
    none([role for role in ("link", "heading", "article") if not all(roles.get(role, [""]))],
         f"{name}: all links, headings and articles have names")
    ok("main" in roles and "contentinfo" in roles, f"{name}: there are landmarks")


def check_print(browser, name):
    pages = browser.evaluate("document.querySelectorAll('article').length")
    printed = base64.b64decode(browser.tell("Page.printToPDF", displayHeaderFooter=False)["data"])
    count = len(re.findall(rb"/Type\s*/Page\b", printed))
    ok(count > pages, f"{name}: {count} pages of paper for {pages} reports")


def main():
    with tempfile.TemporaryDirectory() as folder:
        names = make_pages(folder)
        browser = Browser()
        for name in names:
            address = f"file://{folder}/{name}.html"
            browser.open(address)
            check_quiet(browser, address, name)
            check_looks(browser, os.environ.get("SHOTS"), name)
            check_keyboard(browser, name)
            check_names(browser, name)
            check_print(browser, name)
        browser.close()


if PROGRAM:
    main()
else:
    skip("pages in a browser", "there is no Chromium here")
done()
