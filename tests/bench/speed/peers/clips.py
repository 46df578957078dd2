# SPDX-License-Identifier: ISC
"""The decision for CLIPS: a fact for the profile, a rule for each rule, which asserts that it holds."""
from decision import OPTIONS
from workshop import Engine

FACTS = "(deftemplate holding (slot rule) (slot option) (slot weight))\n"

# What stands for a host program: reads facts, one in a line, runs the rules, adds the weights up and chooses.
ALONE = """\
(deffunction judge (?option)
  (bind ?net 0)
  (do-for-all-facts ((?h holding)) (eq ?h:option ?option)
    (if (eq ?h:weight out) then (return out))
    (bind ?net (+ ?net ?h:weight)))
  (return ?net))
(deffunction write-line (?line)
  (bind ?best none)
  (bind ?best-net 0)
  (progn$ (?option (create$ %(options)s))
    (bind ?net (judge ?option))
    (if (and (neq ?net out) (or (eq ?best none) (> ?net ?best-net))) then
      (bind ?best ?option)
      (bind ?best-net ?net)))
  (bind ?rules "")
  (do-for-all-facts ((?h holding)) TRUE
    (bind ?rules (str-cat ?rules (if (eq ?rules "") then "\\"" else ",\\"") ?h:rule "\\"")))
  (printout t "{\\"line\\":" ?line ",\\"option\\":\\"" ?best "\\",\\"rules\\":[" ?rules "]}" crlf))
(deffunction decide-all ()
  (bind ?number 1)
  (bind ?line (readline))
  (while (neq ?line EOF)
    (reset)
    (assert-string ?line)
    (run)
    (write-line ?number)
    (bind ?number (+ ?number 1))
    (bind ?line (readline))))
"""


def slot(leaf):
    if leaf.kind == "is":
        return f"({leaf.question} {'|'.join(leaf.value)})"
    if leaf.kind == "is not":
        return f"({leaf.question} {'&'.join('~' + answer for answer in leaf.value)})"
    return f"({leaf.question} ?{leaf.question}&:({'>=' if leaf.kind == 'at least' else '<'} ?{leaf.question} {leaf.value}))"


def rules(decision):
    slots = " ".join(f"(slot {question})" for question in decision.questions)
    lines = [f"(deftemplate profile {slots})\n", FACTS]
    for rule in decision.rules:
        weight = "out" if rule.effect == "rules out" else rule.weight
        lines.append(f"(defrule {rule.id} (profile {' '.join(map(slot, rule.leaves))}) =>\n"
                     f"  (assert (holding (rule {rule.id}) (option {rule.option}) (weight {weight}))))\n")
    return "".join(lines)


def fact(profile):
    """A profile as CLIPS reads it."""
    return "(profile " + " ".join(f"({question} {answer})" for question, answer in profile.items()) + ")\n"


def through_c(shop):
    host = shop.compile("clips_host", ["peers/clips_host.c"], "-lclips", "-lyajl", "-lm")
    file = shop.write("rules.clp", rules(shop.decision))
    return Engine("CLIPS through C", "libclips behind yajl", "json", 5, [host, file, *OPTIONS])


def alone(shop):
    file = shop.write("alone.clp", rules(shop.decision) + ALONE % {"options": " ".join(OPTIONS)})
    start = shop.write("start.clp", f'(load* "{file}")\n(decide-all)\n(exit)\n')
    return Engine("CLIPS alone", "profiles as facts", "clips", 20, [shop.program("clips"), "-f2", start])
