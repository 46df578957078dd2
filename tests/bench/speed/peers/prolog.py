# SPDX-License-Identifier: ISC
"""The decision for SWI-Prolog: a clause for each rule, profiles as terms."""
from decision import OPTIONS
from workshop import Engine

PROGRAM = """\
:- initialization(main, main).

main :-
    set_stream(user_output, buffer(full)),
    decide_from(1).

decide_from(Line) :-
    read_term(user_input, Profile, []),
    (   Profile == end_of_file
    ->  true
    ;   decide(Line, Profile),
        Next is Line + 1,
        decide_from(Next)
    ).

decide(Line, Profile) :-
    findall(holding(Rule, Option, Weight), rule(Profile, Rule, Option, Weight), Holding),
    options(Options),
    best(Options, Holding, none, 0, Best),
    write('{"line":'), write(Line), write(',"option":"'), write(Best), write('","rules":['),
    write_rules(Holding, ''), write(']}'), nl,
    fail.
decide(_, _).

best([], _, Best, _, Best).
best([Option|Options], Holding, Best0, Net0, Best) :-
    (   judge(Holding, Option, 0, Net), ( Best0 == none ; Net > Net0 )
    ->  best(Options, Holding, Option, Net, Best)
    ;   best(Options, Holding, Best0, Net0, Best)
    ).

judge([], _, Net, Net).
judge([holding(_, Option0, Weight)|Holding], Option, Net0, Net) :-
    (   Option0 \\== Option
    ->  judge(Holding, Option, Net0, Net)
    ;   Weight \\== out,
        Net1 is Net0 + Weight,
        judge(Holding, Option, Net1, Net)
    ).

write_rules([], _).
write_rules([holding(Rule, _, _)|Holding], Between) :-
    write(Between), write('"'), write(Rule), write('"'),
    write_rules(Holding, ',').

"""


def goal(leaf):
    variable = leaf.question.capitalize()
    if leaf.kind == "is":
        return f"{variable} = {leaf.value[0]}" if len(leaf.value) == 1 else f"memberchk({variable}, [{', '.join(leaf.value)}])"
    if leaf.kind == "is not":
        return ", ".join(f"{variable} \\== {answer}" for answer in leaf.value)
    return f"{variable} {'>=' if leaf.kind == 'at least' else '<'} {leaf.value}"


def clause(decision, rule):
    asked = {leaf.question for leaf in rule.leaves}
    variables = ", ".join(question.capitalize() if question in asked else "_" for question in decision.questions)
    weight = "out" if rule.effect == "rules out" else rule.weight
    return f"rule(p({variables}), {rule.id}, {rule.option}, {weight}) :- {', '.join(map(goal, rule.leaves))}.\n"


def term(profile):
    """A profile as Prolog reads it."""
    return f"p({','.join(map(str, profile.values()))}).\n"


def swi(shop):
    clauses = [clause(shop.decision, rule) for rule in shop.decision.rules]
    file = shop.write("rules.pl", f"{PROGRAM}options([{', '.join(OPTIONS)}]).\n\n{''.join(clauses)}")
    return Engine("SWI-Prolog", "profiles as terms", "prolog", 10, [shop.program("swipl"), file])
