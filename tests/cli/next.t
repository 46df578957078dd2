#!/bin/sh
# SPDX-License-Identifier: ISC
#
# The question to ask next. The figures are worked out by hand from the priors of the model below, as said beside them.
. "$TOP/tests/tap.sh"
unset XDG_DATA_HOME XDG_DATA_DIRS COLUMNS NO_COLOR
cd "$tap_folder" || exit 4

cat >cup.yaml <<'END'
whether: 1
model: cup
revision: 1
title: Tea or coffee
options:
  tea: {name: tea}
  coffee: {name: coffee}
topics: {table: The table}
sources: {aunt: {title: My aunt, url: "https://example.org/aunt"}}
tree:
  time:
    topic: table
    ask: What time is it?
    answers:
      morning:
        label: before noon
        prior: 3
        basis: a guess
        then:
          milk:
            ask: Is the milk fresh?
            find out: |
              smell it
              taste it
            answers:
              fresh: {label: it is, prior: 2, basis: a guess}
              sour: it is not
      evening: later
  guest:
    topic: table
    ask: Is anybody coming?
    help: A cat does not count.
    find out: look at the calendar
    answers: {alone: no one, company: somebody}
rules:
  wake-up:
    when: {time: morning}
    for: {coffee: strong}
    because: Coffee wakes.
    source: aunt
  guests-drink-tea:
    when: {guest: company}
    for: {tea: strong}
    because: Guests want tea.
    source: aunt
  sour-milk:
    when: {milk: sour}
    rules out: coffee
    because: Not with sour milk.
    source: aunt
END

# next_with ANSWERS OPTION...: with that mapping of answers.
next_with() {
	printf 'answers: {%s}\n' "$1" >profile.yaml
	shift
	run "$WHETHER" next -m cup.yaml profile.yaml "$@"
}

# time guest   milk   weight             winner (tea, the earlier, if level)
# m 3/4 al 1/2 fr 2/3  1/4               coffee
#              so 1/3  1/8               tea, for coffee is out
#       co 1/2 fr 2/3  1/4               tea, level
#              so 1/3  1/8               tea
# e 1/4 al 1/2         1/8               tea
#       co 1/2         1/8               tea
# Coffee has 1/4, so now 1 - 1/16 - 9/16 = 3/8.
# After time: morning, 3/4, coffee has 1/3 there: 1 - 1/9 - 4/9 = 4/9; evening 0. To be expected 3/4 * 4/9 = 1/3.
# After guest: alone, 1/2, coffee has 1/2 there: 1/2; company 0. To be expected 1/4. So guest, although it comes later.
# Of milk it is not sure that it applies.
next_with ''
is "$status $err" '0 ' 'nothing known: status 0, nothing on standard error'
is "$out" "$(cat <<'END'
guest
  Is anybody coming?
    alone    no one
    company  somebody

  A cat does not count.

  To find out: look at the calendar

Why this question
  After its answer the least doubt about the recommendation is to be expected.
  Gini impurity of the winner, 0 % when it is certain: 37.5 % now; to be
  expected after the answer to
     25.0 %  guest
     33.3 %  time
END
)" 'nothing known: guest'
next_with '' -q
is "$status $out" '0 guest' 'nothing known, quietly: the id alone'

# Left: coffee 1/4, tea 1/8 with sour milk, tea 1/8 in the evening. Coffee 1/2: 1/2 now. After time: as before, but
# coffee has 2/3 of the morning's 3/4: 4/9 there, 1/3 to be expected.
next_with 'guest: alone'
like "$out" '^     33[.]3 %  time$' 'alone: time'
like "$out" ': 50[.]0 % now;' 'alone: the impurity now'
is "$(grep -c ' %  ' out)" 1 'alone: nothing else can be asked'

# Left: fresh and alone 1/3 coffee, the rest tea: 4/9 now. After guest: alone, coffee 2/3 there: 4/9, half the cases: 2/9.
# After milk: fresh, 2/3, coffee 1/2 there: 1/2; sour 0: 1/3.
next_with 'time: morning'
is "$(sed -n '/^Why/,$p' out)" 'Why this question
  After its answer the least doubt about the recommendation is to be expected.
  Gini impurity of the winner, 0 % when it is certain: 44.4 % now; to be
  expected after the answer to
     22.2 %  guest
     33.3 %  milk' 'in the morning: guest before milk'

# What was answered with unknown is not asked again, but still told.
next_with 'time: morning, guest: unknown'
is "$status $out" "0 $(cat <<'END'
milk
  Is the milk fresh?
    fresh  it is
    sour   it is not

  To find out: smell it
               taste it

Why this question
  Of those not answered with unknown or with several answers, it leaves the
  least doubt to be expected.
  Gini impurity of the winner, 0 % when it is certain: 44.4 % now; to be
  expected after the answer to
     22.2 %  guest (said: unknown)
     33.3 %  milk
END
)" 'guest unknown: milk, and what is found out in two lines'

# The last one: nothing is in doubt after it.
next_with 'time: morning, guest: alone'
like "$out" '^      0[.]0 %  milk$' 'the last question settles it'

# -s wins over the profile.
next_with 'guest: company' -s guest=alone -q
is "$status $out" '0 time' '-s wins over the profile'

# JSON: exact.
if command -v jq >/dev/null; then
	next_with '' -f json
	is "$status $(jq -c '[.question.id, .ranked, .impurity, [.candidates[] | [.question, .impurity_after]], .may_apply]' out)" \
		'0 ["guest",true,"3/8",[["guest","1/4"],["time","1/3"]],["milk"]]' 'JSON: exact fractions, ranked'
	is "$(jq -c '[.question.ask, .question.help, .question.find_out, [.question.answers[].label], .recommendation]' out)" \
		'["Is anybody coming?","A cat does not count.","look at the calendar",["no one","somebody"],"tea"]' \
		'JSON: the question'
	next_with 'time: morning, guest: unknown' -f json
	is "$(jq -c '[.question.id, .candidates[0]]' out)" \
		'["milk",{"question":"guest","answer":"unknown","matters":true,"impurity_after":"2/9"}]' 'JSON: what was answered with unknown'
	next_with 'guest: company' -f json
	is "$status $(jq -c '[has("question"), .settled, .why, .candidates]' out)" \
		'1 [false,true,"Settled: whatever the open answers are, tea comes first.",[]]' 'JSON: nothing left'
else
	skip 'JSON' 'no jq here'
fi

# Nothing left.
next_with 'guest: company'
is "$status $out" '1 Nothing is left to ask.
  Settled: whatever the open answers are, tea comes first.' 'settled: status 1'
next_with 'guest: company' -q
is "$status $out$err" '1 ' 'settled, quietly: nothing is said'
next_with 'time: evening, guest: alone'
is "$status $out" '1 Nothing is left to ask.
  Settled: all that could matter is known; the recommendation is tea.' 'all known: status 1'
next_with 'time: unknown, guest: unknown'
is "$status $out" '1 Nothing is left to ask.
  Open: tea comes first in 75 % of the cases that the open answers leave,
  weighted by how usual they are; coffee comes first in 25 %.

What is not known keeps it open
  Gini impurity of the winner, 0 % when it is certain: 37.5 % now; to be
  expected after the answer to
     25.0 %  guest (said: unknown)
     33.3 %  time (said: unknown)
  may apply, and then matter: milk' 'open by what is not known: status 1, and by what'
sed 's/^    rules out: coffee/    rules out: [coffee, tea]/' cup.yaml >none.yaml
run "$WHETHER" next -m none.yaml profile.yaml -s time=morning -s milk=sour -s guest=alone
is "$status $out" '1 Nothing is left to ask.
  Settled: every option is ruled out.' 'every option out: status 1'

# Of two that tell as much the earlier is asked.
cat >twins.yaml <<'END'
whether: 1
model: twins
revision: 1
title: Twins
options: {one: {name: one}, two: {name: two}}
topics: {t: t}
sources: {s: {title: s, url: "https://example.org/s"}}
tree:
  left: {topic: t, ask: left, answers: {up: up, down: down}}
  right: {topic: t, ask: right, answers: {up: up, down: down}}
rules:
  both: {when: {left: up, right: up}, for: {two: weak}, because: both, source: s}
END
printf 'answers: {}\n' >nothing.yaml
run "$WHETHER" next -m twins.yaml nothing.yaml
is "$(sed -n '1p; / %  /p' out)" 'left
     25.0 %  left
     25.0 %  right' 'a tie: the earlier'

# Each of the two says what the other is, so neither can differ alone, and yet each answer settles it: 1/2 now, then 0.
cat >tied.yaml <<'END'
whether: 1
model: tied
revision: 1
title: Tied
options: {one: {name: one}, two: {name: two}}
topics: {t: t}
sources: {s: {title: s, url: "https://example.org/s"}}
tree:
  left: {topic: t, ask: left, answers: {up: up, down: down}}
  right: {topic: t, ask: right, answers: {up: up, down: down}}
rules:
  left-up: {when: {left: up}, for: {two: weak}, because: up, source: s}
impossible:
  - {when: {left: up, right: down}, because: They are tied.}
  - {when: {left: down, right: up}, because: They are tied.}
END
run "$WHETHER" next -m tied.yaml nothing.yaml
is "$status $(sed -n '1p; /^Why/,$p' out)" '0 left
Why this question
  No answer can change the recommendation while all else stays the same, but
  this one tells something of other questions.
  Gini impurity of the winner, 0 % when it is certain: 50.0 % now; to be
  expected after the answer to
      0.0 %  left (only by what it tells of others)
      0.0 %  right (only by what it tells of others)' 'what tells only of others is asked, too'
run "$WHETHER" next -q -m tied.yaml nothing.yaml -s left=unknown
is "$status $out" '0 right' 'one unknown: the other'
run "$WHETHER" next -q -m tied.yaml nothing.yaml -s right=up
is "$status $out" '1 ' 'one known: nothing is left'

# Rounding: to the nearest, and what is open is not rounded to certainty. With `two` at 1/n of left the impurity now is 2/n - 2/n^2.
# n = 1000: 0.1998 %, n = 10000: 0.019998 %, n = 2: 50 %,
# n = 16: 11.71875 %.
for row in '999 0.2 %' '9999 under 0.1 %' '1 50.0 %' '15 11.7 %'; do
	sed "s/when: {left: up, right: up}/when: {left: up}/; s/left, answers: {up: up, down: down}/left, answers: {up: up, down: {label: down, prior: ${row%% *}, basis: b}}/" \
		twins.yaml >rounding.yaml
	run "$WHETHER" next -m rounding.yaml nothing.yaml
	like "$out" "certain: ${row#* } now;" "one to ${row%% *}: ${row#* }"
	like "$out" '^      0[.]0 %  left$' "one to ${row%% *}: certain after it"
done

# Too large to be exact: the first of the file that surely applies and may matter and was not answered.
awk 'BEGIN {
	print "whether: 1\nmodel: large\nrevision: 1\ntitle: Too large\noptions:"
	split("a b c d e f", option, " "); split("strong medium weak", strength, " ")
	for (o = 1; o <= 6; o++) printf "  %s: {name: %s}\n", option[o], option[o]
	print "topics: {t: t}\nsources: {s: {title: s, url: \"https://example.org/s\"}}\ntree:"
	for (q = 1; q <= 30; q++) printf "  q%d: {topic: t, ask: ask %d, answers: {u: u, v: v, w: w}}\n", q, q
	print "rules:"
	for (q = 1; q <= 30; q++) for (i = 1; i <= 3; i++)
		printf "  r%d-%d: {when: {q%d: %s}, for: {%s: %s}, against: {%s: %s}, because: b, source: s}\n", q, i, q,
			substr("uvw", i, 1), option[q * i % 6 + 1], strength[(q + i) % 3 + 1],
			option[(q * i + 1 + q % 4) % 6 + 1], strength[(q + 2 * i) % 3 + 1]
}' >large.yaml
printf 'answers: {q1: unknown, q2: u, q3: [u, v]}\n' >some.yaml
run "$WHETHER" next -m large.yaml some.yaml
is "$status $(sed -n '1,2p; /^Why/,$p' out)" '0 q4
  ask 4
Why this question
  Too much is unknown to weigh the questions exactly. This is the first in the
  file that surely applies, may matter and has not been answered.
  What surely applies and may matter: q1 (said: unknown), q3 (said: u,v), q4,
  q5, q6, q7, q8, q9, q10, q11, q12, q13, q14, q15, q16, q17, q18, q19, q20,
  q21, q22, q23, q24, q25, q26, q27, q28, q29, q30' 'too large: it says so'
unlike "$out" '[0-9] %' 'too large: no figures'
run "$WHETHER" next -q -m large.yaml some.yaml
is "$status $out" '0 q4' 'too large, quietly'
if command -v jq >/dev/null; then
	run "$WHETHER" next -f json -m large.yaml some.yaml
	is "$(jq -c '[.exact, .ranked, has("impurity"), .question.id, .candidates[0]]' out)" \
		'[false,false,false,"q4",{"question":"q1","answer":"unknown","matters":true}]' 'too large, in JSON: no figures'
else
	skip 'too large, in JSON' 'no jq here'
fi

# With the real questions: asking what is next until nothing is left ends, with each question asked once.
if command -v jq >/dev/null; then
	set -- -f json nothing.yaml
	asked=''
	while run "$WHETHER" next "$@" && [ "$status" -eq 0 ] && [ $# -lt 100 ]; do
		id=$(jq -r .question.id out)
		asked="$asked$id
"
		set -- "$@" -s "$id=$(jq -r '.question.answers[0].id' out)"
	done
	is "$status $(jq -r .settled out)" '1 true' 'asking until nothing is left: it ends, settled'
	is "$(printf '%s' "$asked" | sort | uniq -d)" '' 'asking until nothing is left: no question twice'
	ok 'asking until nothing is left: something was asked' test -n "$asked"
else
	skip 'asking until nothing is left' 'no jq here'
fi

# The command line and the input.
run "$WHETHER" next -m cup.yaml
is "$status $err" '2 whether: next needs one profile; see whether next --help' 'no profile: status 2'
run "$WHETHER" next -m cup.yaml nothing.yaml nothing.yaml
is "$status" 2 'two profiles: status 2'
run "$WHETHER" next -m cup.yaml nothing.yaml -f markdown
is "$status $out" '2 ' 'Markdown: status 2'
run "$WHETHER" next -m cup.yaml nothing.yaml -s guest=alown
is "$status" 2 'a misspelt -s: status 2'
like "$err" "did you mean 'alone'" 'a misspelt -s: the nearest is named'
run "$WHETHER" next -m cup.yaml no-such-file.yaml
is "$status" 4 'no such profile: status 4'
printf 'answers: {guest: alown}\n' >misspelt.yaml
run "$WHETHER" next -m cup.yaml misspelt.yaml
is "$status $out" '3 ' 'a misspelt answer: status 3'
printf 'impossible: [{when: {guest: alone}, because: Nobody is ever alone.}]\n' | cat cup.yaml - >never.yaml
printf 'answers: {guest: alone}\n' >alone.yaml
run "$WHETHER" next -m never.yaml alone.yaml
is "$status $out" '3 ' 'answers that cannot be: status 3'
like "$err" 'these answers cannot all be true: Nobody is ever alone' 'answers that cannot be: why'
next_with 'time: evening, milk: sour'
is "$status" 1 'an answer that does not apply: it settles nothing, the evening does'
like "$err" "'milk' does not apply here; its answer is ignored" 'an answer that does not apply: it is said'
done_testing
