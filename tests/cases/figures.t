#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# The figures of tests/agreement, over results and over cases that are worked out by hand.
import json
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path[:0] = [os.path.join(os.environ["TOP"], "tests", "cli"), os.path.join(os.environ["TOP"], "tests", "cases")]
from figures import by_option, difference, wilson
from tap import LIMIT, TOP, done, equal, none, ok, run

DRINKS = os.path.join(TOP, "tests", "cases", "drinks.yaml")


def agreement(*arguments):
    """Runs tests/agreement; returns its status and what it wrote."""
    ended = subprocess.run([os.path.join(TOP, "tests", "agreement"), *arguments], capture_output=True, text=True,
                           timeout=LIMIT, check=False)
    return ended.returncode, ended.stdout, ended.stderr


# Newcombe (1998), table I, method 3.
for hits, count, low, high in ((81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
                               (1, 29, 0.0061, 0.1718)):
    equal(tuple(round(end, 4) for end in wilson(hits, count)), (low, high), f"the interval of {hits} of {count}")
none([(hits, count) for count in range(1, 200) for hits in (0, count)
      if not 0 <= wilson(hits, count)[0] < wilson(hits, count)[1] <= 1], "intervals stay between 0 and 1")

# 98 pairs and half a case in each of four cells make 100: (8 - 0) / 100, and 1.96 sqrt(9 - 0.64) / 100.
change = difference([True] * 10 + [False] * 88, [True] * 18 + [False] * 80)
equal((change["won"], change["lost"]), (8, 0), "pairs that are won and lost")
equal([round(change[key], 4) for key in ("share", "low", "high")], [0.0816, 0.0233, 0.1367], "the interval of a difference")

# drinks.yaml: in the morning coffee by a strong reason, in the evening tea by a medium one; great thirst adds a strong
# one for water, which then is level with coffee and comes first by order, and beats tea. There are three mornings to an
# evening.
CASES = {
    "001-early": ({"hour": "morning", "thirst": "slight"}, "coffee", []),                   # coffee, strong
    "002-late": ({"hour": "evening", "thirst": "slight"}, "water", ["tea"]),                # tea, medium
    "003-some-time": ({"thirst": "slight"}, "tea", []),                                     # coffee 3/4
    "004-hot-morning": ({"hour": "morning", "thirst": "great"}, "water", []),               # water, order
    "005-hot": ({"thirst": "great"}, "coffee", []),                                         # water: 3/4 by order
    "006-morning": ({"hour": "morning"}, "coffee", ["water"]),                              # water and coffee 1/2
    "007-not-known": ({"hour": "morning"}, None, []),
    "008-anything": ({}, "water", ["tea"]),                                                 # water 1/2, coffee 3/8
}

with tempfile.TemporaryDirectory() as folder:
    for name, (answers, expect, accept) in CASES.items():
        profile = {"title": f"Case {name}", "answers": answers, "accept": accept}
        with open(os.path.join(folder, f"{name}.yaml"), "w", encoding="utf-8") as file:
            json.dump({**profile, "expect": expect} if expect else profile, file)
    status, out, err = agreement("--model", DRINKS, "--cases", folder, "-f", "json")
    text = agreement("--model", DRINKS, "--cases", folder)
    program = json.loads(run("test", "-f", "json", "-m", DRINKS, folder).out)["figures"]
    nothing = agreement("--model", DRINKS, "--cases", os.path.join(folder, "none"))
    of_other_model = agreement("--cases", folder)
    gone = folder
    with open(os.path.join(folder, "tea.yaml"), "w", encoding="utf-8") as file:
        file.write("expect: tea\n")
    without_number = agreement("--model", DRINKS, "--cases", folder)

equal((status, err), (0, ""), "cases as JSON: status 0, nothing on standard error")
told = json.loads(out)
equal(told["model"], {"id": "drinks", "revision": 3, "file": DRINKS}, "the model")
equal(told["without_expect"], 1, "a case that expects nothing is left out")
equal(list(told["groups"]), ["open", "sealed", "all"], "the groups")
equal([told["groups"][name]["cases"] for name in told["groups"]], [6, 1, 7], "one of five is sealed")
equal([[told["groups"][name][key]["count"] for key in ("as_expected", "accepted")] for name in told["groups"]],
      [[3, 5], [0, 0], [3, 5]], "how many come out as expected, and as expected or accepted")
equal([told["groups"][name]["settled"] for name in told["groups"]], [3, 1, 4], "how many are settled")
equal([round(told["groups"]["open"]["as_expected"][key], 3) for key in ("share", "low", "high")], [0.5, 0.188, 0.812],
      "the share of a group, with its interval")
equal([(case["case"], case["recommendation"], case["share"], case["settled"], case["as_expected"], case["accepted"])
       for case in told["cases"]],
      [(1, "coffee", 1.0, True, True, True), (2, "tea", 1.0, True, False, True), (3, "coffee", 0.75, False, False, False),
       (4, "water", 1.0, True, True, True), (5, "water", 1.0, True, False, False), (6, "water", 0.5, False, False, True),
       (8, "water", 0.5, False, True, True)], "each case")

equal([program[key] for key in ("cases", "as_expected", "accepted", "settled")], [7, 3, 5, 4],
      "the program counts all of them alike")

group = told["groups"]["open"]
equal(group["confusion"], {"water": {"water": 2, "tea": 1, "coffee": 0, "none": 0},
                           "tea": {"water": 0, "tea": 0, "coffee": 1, "none": 0},
                           "coffee": {"water": 1, "tea": 0, "coffee": 1, "none": 0},
                           "none": {"water": 0, "tea": 0, "coffee": 0, "none": 0}}, "the table of confusion")
equal(group["options"], {
    "water": {"expected": 3, "recommended": 3, "agreed": 2, "precision": 2 / 3, "recall": 2 / 3},
    "tea": {"expected": 1, "recommended": 1, "agreed": 0, "precision": 0, "recall": 0},
    "coffee": {"expected": 2, "recommended": 2, "agreed": 1, "precision": 1 / 2, "recall": 1 / 2}}, "precision and recall")
equal(by_option({"tea": {"tea": 0, "none": 2}, "none": {"tea": 0, "none": 0}}),
      {"tea": {"expected": 2, "recommended": 0, "agreed": 0, "precision": None, "recall": 0},
       "none": {"expected": 0, "recommended": 2, "agreed": 0, "precision": 0, "recall": None}},
      "where there is nothing to divide by")
equal((group["usual"]["option"], group["usual"]["as_expected"]["count"], group["usual"]["accepted"]["count"]),
      ("water", 3, 4), "what always saying the same would reach")
equal([(entry.get("tier") or entry.get("share_from"), entry["cases"], round(entry["mean_share"], 4),
        entry["as_expected"]["count"], entry["accepted"]["count"]) for entry in group["sureness"]],
      [("strong", 1, 1.0, 1, 1), ("medium", 1, 1.0, 0, 1), ("order", 1, 1.0, 1, 1), (0.4, 2, 0.5, 1, 2),
       (0.7, 1, 0.75, 0, 0), (None, 6, 0.7917, 3, 5)], "how sure the cases are")

status, out, err = text
before, _, after = out.partition("Sealed cases: ")
equal((status, err), (0, ""), "cases as text: status 0, nothing on standard error")
equal(before, """\
Agreement of drinks, revision 3, with the experts; 95 % intervals in brackets

                   cases                    as expected                       accepted  settled
  open                 6     3   50.0 % (18.8 to 81.2)      5   83.3 % (43.6 to 97.0)         3
    always water             3   50.0 % (18.8 to 81.2)      4   66.7 % (30.0 to 90.3)
  sealed               1     0    0.0 % (0.0 to 79.3)       0    0.0 % (0.0 to 79.3)          1
    always coffee            1  100.0 % (20.7 to 100.0)     1  100.0 % (20.7 to 100.0)
  all                  7     3   42.9 % (15.8 to 75.0)      5   71.4 % (35.9 to 91.8)         4
    always water             3   42.9 % (15.8 to 75.0)      4   57.1 % (25.0 to 84.2)

  Left out, as they do not say yet what they expect: 1

Open cases: what was expected (rows) against what is recommended (columns)
             water  tea  coffee  all  recall
  water          2    1       0    3    67 %
  tea            0    0       1    1     0 %
  coffee         1    0       1    2    50 %
  all            3    1       2    6
  precision   67 %  0 %    50 %

Open cases: how sure it was, and how often it was right
                         cases  mean share                    as expected                       accepted
  settled, strong            1       100 %     1  100.0 % (20.7 to 100.0)     1  100.0 % (20.7 to 100.0)
  settled, medium            1       100 %     0    0.0 % (0.0 to 79.3)       1  100.0 % (20.7 to 100.0)
  settled, order             1       100 %     1  100.0 % (20.7 to 100.0)     1  100.0 % (20.7 to 100.0)
  leads with 40 to 55 %      2        50 %     1   50.0 % (9.5 to 90.5)       2  100.0 % (34.2 to 100.0)
  leads with 70 to 85 %      1        75 %     0    0.0 % (0.0 to 79.3)       0    0.0 % (0.0 to 79.3)
  all                        6        79 %     3   50.0 % (18.8 to 81.2)      5   83.3 % (43.6 to 97.0)

""", "cases as text: the summary, and the open cases")
equal(after[after.index("Open cases that"):], """\
Open cases that did not come out as expected
       expected   recommended                  title
  002  water      tea       settled  accepted  Case 002-late
  003  tea        coffee       75 %            Case 003-some-time
  006  coffee     water        50 %  accepted  Case 006-morning
""", "cases as text: each that is open and did not come out as expected")

equal(nothing, (1, "", f"agreement: no cases in {os.path.join(gone, 'none')}\n"), "a folder without cases")
status, out, err = of_other_model
equal((status, out), (3, ""), "cases of another model: the status of the program")
ok("[unknown-question]" in err, "cases of another model: what it says about them", err)
equal(without_number, (1, "", f"{os.path.join(gone, 'tea.yaml')}: the name of a case begins with its number\n"),
      "a case without a number")
done()
