# SPDX-License-Identifier: ISC
"""For tests of HTML: reads a page strictly and says what is wrong with its form."""
import re
from html.parser import HTMLParser

VOID = {"meta", "br"}
SVG = {"svg", "title", "desc", "rect", "text", "circle"}
ALLOWED = VOID | SVG | set("html head style body main article section header footer nav h1 h2 h3 h4 p ul ol li a span div bdi code "
                           "pre table caption thead tbody tr th td figure figcaption details summary".split())
# Elements that end a line of text.
BLOCKS = set("p h1 h2 h3 h4 li tr td th caption summary figcaption pre title desc text header".split())


class Page(HTMLParser):
    """Elements with their attributes and text. `faults` tells what no page may have."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.stack, self.elements, self.faults, self.ids, self.references = [], [], [], {}, []
        self.lines = [""]
        self.style = ""
        self.feed(source)
        self.close()
        self.faults += [f"<{element['name']}> is not ended" for element in self.stack]
        self.faults += [f"nothing has the id {name}" for name in self.references if name not in self.ids]
        self.text = [" ".join(line.split()) for line in self.lines]
        self.text = [line for line in self.text if line]
        if not source.startswith("<!DOCTYPE html>\n") or not source.endswith("</html>\n"):
            self.faults.append("does not begin and end as a page does")

    def handle_starttag(self, name, pairs):
        attributes = dict(pairs)
        element = {"name": name, "attributes": attributes, "text": "", "parents": [up["name"] for up in self.stack],
                   "within": list(self.stack)}
        if len(attributes) != len(pairs):
            self.faults.append(f"<{name}> has an attribute twice")
        if name not in ALLOWED:
            self.faults.append(f"<{name}> is not one of the elements of a report")
        for key, value in pairs:
            if key.startswith("on") or key in ("src", "style", "xlink:href", "srcset", "action"):
                self.faults.append(f"<{name}> has {key}")
            if key == "href" and not re.match(r"(https?://|#r\d)", value):
                self.faults.append(f"leads to {value}")
        if "id" in attributes:
            if attributes["id"] in self.ids:
                self.faults.append(f"two elements have the id {attributes['id']}")
            self.ids[attributes["id"]] = element
        self.references += (attributes.get("aria-labelledby") or "").split()
        if attributes.get("href", "").startswith("#"):
            self.references.append(attributes["href"][1:])
        self.elements.append(element)
        if name in BLOCKS:
            self.lines.append("")
        if name not in VOID:
            self.stack.append(element)

    def handle_startendtag(self, name, pairs):
        self.handle_starttag(name, pairs)
        if name not in VOID:
            self.handle_endtag(name)

    def handle_endtag(self, name):
        if not self.stack or self.stack[-1]["name"] != name:
            self.faults.append(f"</{name}> ends nothing, within {[up['name'] for up in self.stack]}")
            return
        self.stack.pop()
        if name in BLOCKS:
            self.lines.append("")

    def handle_data(self, data):
        if self.stack and self.stack[-1]["name"] == "style":
            self.style += data
            return
        self.lines[-1] += data
        for element in self.stack:
            element["text"] += data

    def handle_comment(self, data):
        self.faults.append(f"a comment: {data}")

    def unknown_decl(self, data):
        self.faults.append(f"a declaration: {data}")

    def handle_pi(self, data):
        self.faults.append(f"an instruction: {data}")

    def named(self, name, within=None):
        """The elements of this name, those inside of another only if it is given."""
        return [element for element in self.elements if element["name"] == name
                and (within is None or any(up is within for up in element["within"]))]


def faults_of_form(page):
    """What is wrong with a page, be its text what it may."""
    faults = list(page.faults)
    levels = [int(element["name"][1]) for element in page.elements if re.fullmatch("h[1-6]", element["name"])]
    if levels[:1] != [1] or levels.count(1) != 1:
        faults.append(f"not one first heading: {levels}")
    faults += [f"a heading of level {b} after one of {a}" for a, b in zip(levels, levels[1:]) if b > a + 1]
    faults += ["an empty heading" for element in page.elements if re.fullmatch("h[1-6]", element["name"])
               and not element["text"].strip()]
    if page.named("html")[0]["attributes"].get("lang") != "en" or len(page.named("main")) != 1:
        faults.append("no language, or not one main part")
    policy = [element["attributes"]["content"] for element in page.named("meta")
              if element["attributes"].get("http-equiv") == "Content-Security-Policy"]
    if len(policy) != 1 or not policy[0].startswith("default-src 'none'; style-src 'unsafe-inline';"):
        faults.append(f"the policy: {policy}")
    if re.search(r"url\(|@import|expression|</", page.style):
        faults.append("a style that fetches something")
    for table in page.named("table"):
        if len(page.named("caption", table)) != 1:
            faults.append("a table without a caption")
        faults += ["a heading without a scope" for cell in page.named("th", table) if cell["attributes"].get("scope")
                   not in ("col", "row")]
        widths = {len([cell for cell in page.elements if cell["name"] in ("th", "td") and cell["within"][-1] is row])
                  for row in page.named("tr", table)}
        if len(widths) != 1:
            faults.append(f"rows of different widths: {widths}")
    for picture in page.named("svg"):
        labels = picture["attributes"].get("aria-labelledby", "").split()
        if picture["attributes"].get("role") != "img" or [page.ids[label]["name"] for label in labels] != ["title", "desc"]:
            faults.append("a picture without title and description")
        if not all(page.ids[label]["text"].strip() for label in labels):
            faults.append("a picture whose title or description is empty")
    for item in page.named("li"):
        if item["parents"][-1] not in ("ul", "ol"):
            faults.append("an item outside of a list")
    for item in page.named("details"):
        if len(page.named("summary", item)) != 1:
            faults.append("details without a summary")
    return faults
