# SPDX-License-Identifier: ISC
"""The figures as text."""

TITLES = {"open": "Open cases", "sealed": "Sealed cases", "all": "All cases"}
WAYS = {"priors": "priors counted anew", "strengths": "priors and strengths fitted",
        "medium": "the same, from medium throughout"}


def percent(share):
    return "" if share is None else f"{100 * share:.0f} %"


def proportion(figures):
    interval = f"({100 * figures['low']:.1f} to {100 * figures['high']:.1f})"
    return f"{figures['count']:4} {100 * figures['share']:6.1f} % {interval:15}"


def difference(figures):
    interval = f"({100 * figures['low']:+.1f} to {100 * figures['high']:+.1f})"
    return f"{figures['lost']} lost, {figures['won']} won {100 * figures['share']:+6.1f} {interval:16}"


def table(rows):
    """Lines of columns, the first aligned to the left and the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows)]
    return ["  " + "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]).rstrip() for row in rows]


def summary(groups):
    rows = [["", "cases", "as expected", "accepted", "settled"]]
    for name, group in groups.items():
        rows.append([name, str(group["cases"]), proportion(group["as_expected"]), proportion(group["accepted"]),
                     str(group["settled"])])
        usual = group["usual"]
        rows.append([f"  always {usual['option']}", "", proportion(usual["as_expected"]), proportion(usual["accepted"]),
                     ""])
    return table(rows)


def confusion(group):
    """What was expected against what is recommended, with recall by row and precision by column."""
    options = group["options"]
    rows = [["", *options, "all", "recall"]]
    for expect, figures in options.items():
        counts = [str(group["confusion"][expect][option]) for option in options]
        rows.append([expect, *counts, str(figures["expected"]), percent(figures["recall"])])
    rows.append(["all", *[str(figures["recommended"]) for figures in options.values()], str(group["cases"]), ""])
    rows.append(["precision", *[percent(figures["precision"]) for figures in options.values()], "", ""])
    return table(rows)


def sureness(group):
    rows = [["", "cases", "mean share", "as expected", "accepted"]]
    for entry in group["sureness"]:
        name = "all"
        if "tier" in entry:
            name = f"settled, {entry['tier']}"
        elif "share_from" in entry:
            name = f"leads with {100 * entry['share_from']:.0f} to {percent(entry['share_below'])}"
        rows.append([name, str(entry["cases"]), percent(entry["mean_share"]), proportion(entry["as_expected"]),
                     proportion(entry["accepted"])])
    return table(rows)


def disagreements(cases):
    """A line for each of the cases: what was expected, what is recommended, and whether that is accepted, too."""
    return ["       expected   recommended                  title",
            *[f"  {case['case']:03}  {case['expect']:9}  {case['recommendation']:9} "
              f"{'settled' if case['settled'] else percent(case['share']):>7}  "
              f"{'accepted' if case['accepted'] else '':8}  {case['title']}".rstrip() for case in cases]]


def refitting(figures):
    """What becomes of the figures when each tenth of the cases is judged by a model that was fitted to the others."""
    shipped = figures["shipped"]
    rows = [["", "changes", "on those fitted to", "those held out: as expected", "accepted"],
            ["the model as it is, none held out", "", "", proportion(shipped["as_expected"]),
             proportion(shipped["accepted"])]]
    gaps = [["held out, less the model as it is", "as expected", "accepted"]]
    for way, entry in figures["ways"].items():
        fitted = [f"{100 * entry['fitted'][name]['share']:.1f} %" for name in ("as_expected", "accepted")]
        rows.append([WAYS[way], f"{entry['changes']:.1f}", ", ".join(fitted),
                     proportion(entry["held_out"]["as_expected"]), proportion(entry["held_out"]["accepted"])])
        gaps.append([WAYS[way], difference(entry["gap"]["as_expected"]), difference(entry["gap"]["accepted"])])
    steps = [f"    {step['rule']}: {step['option']} from {step['from']} to {step['to']} ({step['folds']})"
             for step in figures["steps"]]
    return [*table(rows), "", *table(gaps), "",
            f"  Strengths that at least half of the {figures['folds']} fits change:" + ("" if steps else " none"),
            *steps, "",
            "  Questions, conditions and sides of rules are not fitted anew; what they owe to the open cases, only sealed",
            "  cases can tell."]


def report(figures):
    """All of it. Of the sealed cases only figures are told, so that nobody is led to fit a rule to one of them."""
    model, groups = figures["model"], figures["groups"]
    lines = [f"Agreement of {model['id']}, revision {model['revision']}, with the experts; 95 % intervals in brackets",
             "", *summary(groups)]
    if figures["without_expect"]:
        lines += ["", f"  Left out, as they do not say yet what they expect: {figures['without_expect']}"]
    for name, group in groups.items():
        lines += ["", f"{TITLES[name]}: what was expected (rows) against what is recommended (columns)",
                  *confusion(group),
                  "", f"{TITLES[name]}: how sure it was, and how often it was right", *sureness(group)]
    wrong = [case for case in figures["cases"] if not case["sealed"] and not case["as_expected"]]
    if wrong:
        lines += ["", "Open cases that did not come out as expected", *disagreements(wrong)]
    if "refit" in figures:
        folds = figures["refit"]["folds"]
        lines += ["", f"Open cases, each judged by a model that was fitted to others, in {folds} folds",
                  *refitting(figures["refit"])]
    return "\n".join(lines) + "\n"
