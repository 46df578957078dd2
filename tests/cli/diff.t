#!/bin/sh
# SPDX-License-Identifier: ISC
#
# whether diff: two profiles, and two models. What is expected of small.yaml and of the parcels was worked out by hand.
. "$TOP/tests/tap.sh"
unset XDG_DATA_HOME XDG_DATA_DIRS COLUMNS NO_COLOR

work=$tap_folder/work
mkdir "$work" && cp "$TOP"/tests/cli/*.yaml "$work" && cd "$work" || exit 4
python=$TOP/questions/python.yaml

# differs STATUS FIRST SECOND <EXPECTED: two profiles of small.yaml.
differs() {
	demanded=$1
	expected=$(cat)
	run "$WHETHER" diff -m ./small.yaml "$2" "$3"
	is "$out" "$expected" "$2 and $3"
	is "$status" "$demanded" "$2 and $3: status $demanded"
}

# Two profiles.

# See what-if.t for the 39 %. The rules about what is not said may or may not hold.
differs 0 complete.yaml open.yaml <<'END'
complete.yaml: bus.
open.yaml: bus. Open: bus comes first in 61 % of the cases that the open answers
leave, weighted by how usual they are; bike comes first in 39 %.

Answers that differ
  lock: bad -> not said
  ticket: paid -> not said
  rain: dry -> unknown
They do not change what is recommended.

Where the options stand
  walk: ruled out -> ruled out
  bike: possible, none -> possible, 39 %
  bus: recommended, all -> recommended, 61 %

Rules that hold only for complete.yaml
  lock-invites-thieves, ticket-is-paid
END
is "$err" '' 'complete.yaml and open.yaml: nothing on standard error'

# From four kilometres no motorway is taken, and that alone gives the bicycle the lead, with a bad lock and in the dry.
differs 1 complete.yaml wet.yaml <<'END'
complete.yaml: bus.
wet.yaml: bike. Settled: whatever the open answers are, bike comes first.

Answers that differ
* distance: 12 -> 4-6
  lock: bad -> not said
  ticket: paid -> not said
  rain: dry -> wet
Those marked * make the difference: with them alone complete.yaml has bike, too.

Where the options stand
  walk: ruled out -> possible, none
  bike: possible, none -> recommended, all
  bus: recommended, all -> possible, none

Rules that hold only for complete.yaml
  too-far, lock-invites-thieves, ticket-is-paid

Rules that hold only for wet.yaml
  wet-road
END
is "$err" '' 'complete.yaml and wet.yaml: nothing on standard error'

# The lock and the ticket move a weak reason each; only both bring the bicycle level, where it comes first. In the wet,
# one case of five, the bus does.
cat >both.yaml <<'END'
answers: {distance: 12, bicycle: works, lock: good, ticket: unpaid}
END
differs 1 complete.yaml both.yaml <<'END'
complete.yaml: bus.
both.yaml: bike. Open: bike comes first in 80 % of the cases that the open
answers leave, weighted by how usual they are; bus comes first in 20 %.

Answers that differ
* lock: bad -> good
* ticket: paid -> unpaid
  rain: dry -> not said
Those marked * make the difference: with them alone complete.yaml has bike, too.

Where the options stand
  walk: ruled out -> ruled out
  bike: possible, none -> recommended, 80 %
  bus: recommended, all -> possible, 20 %

Rules that hold only for complete.yaml
  lock-invites-thieves, ticket-is-paid
END
run "$WHETHER" eval -q -m ./small.yaml complete.yaml -s lock=good -s ticket=unpaid
is "$out" bike 'complete.yaml with the answers marked in both.yaml: bike'
for setting in lock=good ticket=unpaid; do
	run "$WHETHER" eval -q -m ./small.yaml complete.yaml -s $setting
	is "$out" bus "complete.yaml with $setting alone: bus"
done

# Next door nobody asks for a ticket.
cat >near.yaml <<'END'
answers: {distance: 1, bicycle: works, lock: bad, ticket: unpaid, rain: dry}
END
differs 1 near.yaml complete.yaml <<'END'
near.yaml: walk.
complete.yaml: bus.

Answers that differ
* distance: 1 -> 12
  ticket: unpaid (does not apply) -> paid
Those marked * make the difference: with them alone near.yaml has bus, too.

Where the options stand
  walk: recommended, all -> ruled out
  bike: possible, none -> possible, none
  bus: possible, none -> recommended, all

Rules that hold only for near.yaml
  near

Rules that hold only for complete.yaml
  too-far, quick-ride, ticket-is-paid
END
is "$err" "near.yaml:1:51: warning: 'ticket' does not apply here; its answer is ignored [not-applicable]
    1 | answers: {distance: 1, bicycle: works, lock: bad, ticket: unpaid, rain: dry}
      |                                                   ^~~~~~" 'near.yaml and complete.yaml: a warning'
run "$WHETHER" diff -m ./small.yaml complete.yaml near.yaml
like "$out" '^  ticket: paid -> unpaid \(does not apply\)$' 'complete.yaml and near.yaml: the ticket of the second does not apply'

# A bicycle for whoever had none, and further to go, but that changes nothing.
printf 'answers: {distance: 5, bicycle: missing, ticket: unpaid, rain: dry}\n' >without.yaml
printf 'answers: {distance: 12, bicycle: works, lock: good, ticket: unpaid, rain: dry}\n' >with.yaml
run "$WHETHER" diff -m ./small.yaml without.yaml with.yaml
is "$(printf '%s\n' "$out" | sed -n '/^Answers/,/^Those/p')" 'Answers that differ
  distance: 5 -> 12
* bicycle: missing -> works
  lock: not said -> good
Those marked * make the difference: with them alone without.yaml has bike, too.' 'without.yaml and with.yaml: the bicycle alone'

# In a storm season tickets are not sold, so to keep the ticket would be impossible; the lock means nothing now.
differs 1 complete.yaml none.yaml <<'END'
complete.yaml: bus.
none.yaml: none.

Answers that differ
* bicycle: works -> missing
  lock: bad -> not said
* ticket: paid -> not said
* rain: dry -> storm
Those marked * make the difference: with them alone complete.yaml has none, too.

Where the options stand
  walk: ruled out -> ruled out
  bike: possible, none -> ruled out
  bus: recommended, all -> ruled out

Rules that hold only for complete.yaml
  quick-ride, lock-invites-thieves, ticket-is-paid

Rules that hold only for none.yaml
  no-bicycle, storm-stops-buses
END
sed 's/missing/broken/' none.yaml >broken.yaml
run "$WHETHER" diff -m ./small.yaml none.yaml broken.yaml
is "$status" 0 'none and none: status 0'
like "$out" '^They do not change what is recommended\.$' 'none and none: the same'

# What is unknown and what is left out count the same, and so do two numbers of one band.
printf 'answers: {distance: 12, rain: unknown}\n' >unknown.yaml
printf 'answers: {distance: 15, lock: unknown}\n' >missing.yaml
run "$WHETHER" diff -m ./small.yaml unknown.yaml missing.yaml
is "$status" 0 'unknown and left out: status 0'
like "$out" '^All answers count the same\.$' 'unknown and left out: they count the same'
unlike "$out" '^(Answers that differ|Rules that hold only)' 'unknown and left out: no list'
run "$WHETHER" diff -m ./small.yaml complete.yaml complete.yaml
like "$out" '^All answers count the same\.$' 'a profile and itself'
printf 'answers: {distance: 12, rain: [dry, wet]}\n' >dry-or-wet.yaml
run "$WHETHER" diff -m ./small.yaml dry-or-wet.yaml missing.yaml
like "$out" '^  rain: dry,wet -> not said$' 'one of several and left out differ'

# Standard input stands for one of them; for both, the second finds nothing.
"$WHETHER" diff -m ./small.yaml complete.yaml wet.yaml >expected
for row in '- wet.yaml:complete.yaml' 'complete.yaml -:wet.yaml'; do
	status=0
	# shellcheck disable=SC2086
	out=$("$WHETHER" diff -m ./small.yaml ${row%:*} <"${row#*:}" 2>err) || status=$?
	is "$(printf '%s\n' "$out" | sed "s/<stdin>/${row#*:}/")" "$(cat expected)" "${row%:*}: as by its name"
	is "$status $(cat err)" '1 ' "${row%:*}: status 1, nothing on standard error"
done
status=0
out=$("$WHETHER" diff -m ./small.yaml - - <complete.yaml 2>err) || status=$?
is "$status $out" '3 ' '- for both: status 3, no result'
like "$(cat err)" '^<stdin>:1:1: error: the file is empty \[empty\]$' '- for both: the second is empty'

# The first profile names the model, unless -m does.
mkdir -p data/whether/questions && cp small.yaml data/whether/questions && cp mixed.yaml data/whether/questions || exit 4
XDG_DATA_HOME=$work/data
export XDG_DATA_HOME
printf 'model: small\nanswers: {distance: 1}\n' >of-small.yaml
printf 'model: mixed\nanswers: {p: k}\n' >of-mixed.yaml
printf 'answers: {distance: 12}\n' >of-any.yaml
run "$WHETHER" diff of-small.yaml of-any.yaml
is "$status" 1 'the model that the first names: status 1'
like "$out" '^of-any\.yaml: bus\.' 'the model that the first names is used'
run "$WHETHER" diff of-small.yaml of-mixed.yaml
is "$status $out" '3 ' 'two models named: status 3, no result'
like "$err" "^of-mixed\.yaml:1:8: error: this profile is for 'mixed', not 'small'" 'two models named: the first counts'
run "$WHETHER" diff of-any.yaml of-small.yaml
is "$status $out" '3 ' 'a model that only the second names: status 3, no result'
like "$err" "^of-any\.yaml:1:11: error: there is no question 'distance'" 'a model that only the second names is not used'
run "$WHETHER" diff -m small of-any.yaml of-small.yaml
is "$status $err" '1 ' '-m: that model, for both'
run "$WHETHER" diff -m mixed of-mixed.yaml of-small.yaml
like "$err" "^of-small\.yaml:1:8: error: this profile is for 'small', not 'mixed'" '-m: not what the second names'
unset XDG_DATA_HOME

# JSON.
run "$WHETHER" diff -f json -m ./small.yaml near.yaml both.yaml
is "$status" 1 'JSON: status 1'
is "$(jq -c keys_unsorted "$tap_folder/out")" '["same","differing","first","second"]' 'JSON: the members'
is "$(jq -c '.same, .differing[]' "$tap_folder/out")" 'false
{"question":"distance","first":"1","second":"12","decisive":true}
{"question":"lock","first":"bad","second":"good","decisive":true}
{"question":"rain","first":"dry","decisive":false}' 'JSON: the answers that differ'
for row in first:near.yaml second:both.yaml; do
	side=${row%:*}
	"$WHETHER" eval -f json -m ./small.yaml "${row#*:}" >evaluated 2>err
	is "$(jq -c ".$side" "$tap_folder/out")" \
		"$(jq -c --argjson keys "$(jq -c ".$side | keys_unsorted" "$tap_folder/out")" \
			'. as $all | reduce $keys[] as $key ({}; .[$key] = $all[$key])' evaluated)" "JSON: $side is as in eval"
	is "$(jq -c ".$side | [has(\"model\", \"profile\", \"words\", \"options\", \"answers\", \"ignored\", \"unknown\")] | unique" \
		"$tap_folder/out")" '[true]' "JSON: $side has the profile, the decision, the options and the answers"
done
run "$WHETHER" diff -f json -m ./small.yaml complete.yaml open.yaml
is "$status $(jq -c '[.same, (.differing | map(.decisive) | unique)]' "$tap_folder/out")" '0 [true,[false]]' \
	'JSON: the same recommendation, so nothing is decisive'
is "$(jq -c '.differing[2]' "$tap_folder/out")" '{"question":"rain","first":"dry","second":"unknown","decisive":false}' \
	'JSON: what is called unknown is there'
run "$WHETHER" diff -f json -m ./small.yaml complete.yaml complete.yaml
is "$status $(jq -c '[.same, .differing]' "$tap_folder/out")" '0 [true,[]]' 'JSON: no answers that differ'

# Two models.

# models STATUS NAME FIRST SECOND <EXPECTED
models() {
	demanded=$1
	title=$2
	expected=$(cat)
	run "$WHETHER" diff --models "$3" "$4"
	is "$out" "$expected" "$title"
	is "$status $err" "$demanded " "$title: status $demanded, nothing on standard error"
}
# Numbers from 1, where both begin; a stretch begins at 5, 10 and 30. On a day that is not today: one profile of 1 kg, two
# of 5 kg (stairs in words), four each of 10 and 30 kg (insured, for the new one). Today: 4 of 1 kg (insured, for the
# old one, stairs in numbers), 8 each of 5 and 10 kg, but two of the latter, unpaid and with 3 stairs, the new one calls
# impossible; and all of 30 kg the old one does. With 30 kg it is no use to say that it is not today.
models 1 'parcels' parcel-old.yaml parcel-new.yaml <<'END'
22 of 29 profiles that both models know get another recommendation (76 %).
  post -> drone: 1 (3 %)
      such as weight = 5, hurry = today, insured = unpaid, stairs = 0, stairs =
              few
  post -> carry: 2 (7 %)
      such as weight = 5, hurry = calm, stairs = few
  courier -> post: 7 (24 %)
      such as weight = 30, stairs = many
  courier -> drone: 6 (21 %)
      such as hurry = today, insured = paid, stairs = 0
  courier -> carry: 5 (17 %)
      such as weight = 5, hurry = calm, stairs = many
  carry -> drone: 1 (3 %)
      such as weight = 1, hurry = today, insured = unpaid, stairs = 0
Options only in parcel-old.yaml: courier
Questions only in parcel-old.yaml: stairs (with answers to choose from)
Not compared, answers only in parcel-old.yaml: weight below 1, hurry = now
Options only in parcel-new.yaml: drone
Questions only in parcel-new.yaml: stairs (as a number)
Not compared, answers only in parcel-new.yaml: hurry = month
END

# The same by way of `eval`: every joint profile by both models, one JSON object for each that both take for possible.
# What does not apply in either model is null. The stairs of one model are not those of the other.
# joint WEIGHT HURRY INSURED WORDS NUMBER
joint() {
	set -- "$@" '' ''
	[ "$3" = null ] || set -- "$1" "$2" "$3" "$4" "$5" "-s insured=$3" "-s insured=$3"
	[ "$4" = null ] || set -- "$1" "$2" "$3" "$4" "$5" "$6 -s stairs=$4" "$7"
	[ "$5" = null ] || set -- "$1" "$2" "$3" "$4" "$5" "$6" "$7 -s stairs=$5"
	# shellcheck disable=SC2086
	first=$("$WHETHER" eval -q -m ./parcel-old.yaml -s "weight=$1" -s "hurry=$2" $6 2>/dev/null) || return 0
	# shellcheck disable=SC2086
	second=$("$WHETHER" eval -q -m ./parcel-new.yaml -s "weight=$1" -s "hurry=$2" $7 2>/dev/null) || return 0
	jq -nc --args '["weight", "hurry", "insured", "words", "numbers", "first", "second"] as $keys
		| [$keys, $ARGS.positional] | transpose | map({key: .[0], value: .[1]}) | from_entries
		| map_values(if . == "null" then null else . end)' "$1" "$2" "$3" "$4" "$5" "$first" "$second"
}
for weight in 1 5 10 30; do
	for hurry in calm today; do
		insured=null words=null numbers=null
		[ $hurry = today ] && insured='paid unpaid' numbers='0 3'
		[ $weight -ge 10 ] && insured='paid unpaid'
		[ $weight -ge 5 ] && words='few many'
		for i in $insured; do
			for w in $words; do
				for n in $numbers; do
					joint "$weight" "$hurry" "$i" "$w" "$n"
				done
			done
		done
	done
done >profiles
run "$WHETHER" diff -f json --models parcel-old.yaml parcel-new.yaml
cp "$tap_folder/out" parcels
is "$status" 1 'JSON of models: status 1'
is "$(jq -c '[.profiles, .different]' parcels)" \
	"$(jq -sc '[length, map(select(.first != .second)) | length] | map(tostring)' profiles)" 'eval finds as many profiles, and differences'
is "$(jq -c '.pairs | map([.first, .second, .profiles]) | sort' parcels)" \
	"$(jq -sc 'group_by([.first, .second]) | map([.[0].first, .[0].second, (length | tostring)])' profiles)" \
	'eval finds the same pairs, as often'
# With the witness, an answer that does not apply being ignored, every profile is of the pair; without one of its answers,
# whichever, some profile is not.
jq -c --slurpfile profiles profiles '.pairs[] | . as $pair
	| def key: if .question == "stairs" then if .answer | test("[0-9]") then "numbers" else "words" end else .question end;
	def fits($witness): . as $profile | all($witness[]; $profile[key] as $given | $given == null or $given == .answer);
	def proves($witness): [$profiles[] | select(fits($witness)) | [.first, .second]] | unique == [[$pair.first, $pair.second]];
	.witness as $witness | [proves($witness), any(range($witness | length); proves($witness[:.] + $witness[. + 1:]))]' \
	parcels >proofs
is "$(sort -u proofs)" '[true,false]' 'eval proves each witness, and that none of its answers can be left out'
is "$(wc -l <proofs)" 8 'that is tried for all pairs, those of the same outcome, too'

is "$(jq -c keys_unsorted parcels)" '["same","profiles","different","pairs","first","second"]' 'JSON of models: the members'
is "$(jq -c '.pairs | map(keys_unsorted) | unique' parcels)" '[["first","second","same","profiles","witness"]]' \
	'JSON of models: the members of pairs'
is "$(jq -c '[.pairs[] | select(.same) | [.first, .second]]' parcels)" '[["post","post"],["carry","carry"]]' \
	'JSON of models: the same outcomes are pairs, too'
is "$(jq -c '.pairs[1]' parcels)" '{"first":"post","second":"drone","same":false,"profiles":"1","witness":['\
'{"question":"weight","answer":"5"},{"question":"hurry","answer":"today"},{"question":"insured","answer":"unpaid"},'\
'{"question":"stairs","answer":"0"},{"question":"stairs","answer":"few"}]}' 'JSON of models: a pair'
is "$(jq -c '.first, .second' parcels)" '{"file":"parcel-old.yaml","id":"parcel","revision":1,"options_alone":["courier"],'\
'"questions_alone":["stairs (with answers to choose from)"],"answers_alone":["weight below 1","hurry = now"]}
{"file":"parcel-new.yaml","id":"parcel","revision":2,"options_alone":["drone"],'\
'"questions_alone":["stairs (as a number)"],"answers_alone":["hurry = month"]}' 'JSON of models: what is alone'
run "$WHETHER" diff -f json --models parcel-new.yaml parcel-old.yaml
is "$(jq -c '[.pairs[] | [.second, .first, .profiles]] | sort' "$tap_folder/out")" \
	"$(jq -c '[.pairs[] | [.first, .second, .profiles]] | sort' parcels)" 'the other way round: the same counts'

# Next door 4 kinds of bicycle in 3 kinds of weather; further off, twice, with a ticket or not, but for 4 with one in a
# storm: 12 and 2 * 20.
models 0 'a model and itself' small.yaml ./small.yaml <<'END'
0 of 52 profiles that both models know get another recommendation.
END
run "$WHETHER" diff -f json --models small.yaml small.yaml
is "$(jq -c '[.same, .profiles, .different, (.pairs | map(.same) | unique)]' "$tap_folder/out")" '[true,"52","0",[true]]' \
	'JSON of a model and itself'
sed 's/^revision: 2/revision: 3/; s/^title: .*/title: Other words/; s/^    because: .*/    because: Other words./' small.yaml >words.yaml
models 0 'other words' small.yaml words.yaml <<'END'
0 of 52 profiles that both models know get another recommendation.
END

# model OPTIONS QUESTIONS RULE: a model of few words.
model() {
	printf 'whether: 1\nmodel: m\nrevision: 1\ntitle: M\ntopics: {t: T}\nsources: {s: {title: S, url: u}}\noptions: {%s}\n' "$1"
	printf 'tree: {%s}\nrules: {r: {because: B, source: s, %s}}\n' "$2" "$3"
}
ab='a: {name: A}, b: {name: B}'
p='p: {topic: t, ask: P, answers: {k: K, l: L}}'
model "$ab" "$p" 'when: {p: k}, for: {b: weak}' >k-for-b.yaml
model "$ab" "$p" 'when: {p: l}, for: {b: weak}' >l-for-b.yaml
model "$ab" 'p: {topic: t, ask: P, answers: {k: K, m: M}}' 'when: {p: k}, for: {b: weak}' >k-or-m.yaml
model "$ab" 'p: {topic: t, ask: P, answers: {k: K, m: M}}' 'when: {p: m}, for: {b: weak}' >m-for-b.yaml
model "$ab" 'p: {topic: t, ask: P, answers: {m: M, o: O}}' 'when: {p: m}, for: {b: weak}' >m-or-o.yaml
model 'b: {name: B}, a: {name: A}' "$p" 'when: {p: k}, for: {b: weak}' >b-first.yaml
model "$ab" "$p" 'when: always, rules out: [a, b]' >none-left.yaml
models 1 'all differ' k-for-b.yaml l-for-b.yaml <<'END'
2 of 2 profiles that both models know get another recommendation (all).
  a -> b: 1 (50 %)
      such as p = l
  b -> a: 1 (50 %)
      such as p = k
END
models 1 'the order of the options' k-for-b.yaml b-first.yaml <<'END'
1 of 2 profiles that both models know gets another recommendation (50 %).
  a -> b: 1 (50 %)
      such as p = l
END
models 1 'to none' k-for-b.yaml none-left.yaml <<'END'
2 of 2 profiles that both models know get another recommendation (all).
  a -> none: 1 (50 %)
      such as p = l
  b -> none: 1 (50 %)
      such as p = k
END
models 1 'one profile' k-for-b.yaml m-for-b.yaml <<'END'
1 of 1 profile that both models know gets another recommendation (all).
  b -> a: 1 (all)
      whatever the answers are
Not compared, answers only in k-for-b.yaml: p = l
Not compared, answers only in m-for-b.yaml: p = m
END
models 0 'one profile, no difference' k-for-b.yaml k-or-m.yaml <<'END'
0 of 1 profile that both models know gets another recommendation.
Not compared, answers only in k-for-b.yaml: p = l
Not compared, answers only in k-or-m.yaml: p = m
END
models 0 'no profile' k-for-b.yaml m-or-o.yaml <<'END'
There is no profile that both models know.
Not compared, answers only in k-for-b.yaml: p = k, p = l
Not compared, answers only in m-or-o.yaml: p = m, p = o
END
run "$WHETHER" diff -f json --models k-for-b.yaml m-or-o.yaml
is "$status $(jq -c '[.same, .profiles, .different, .pairs]' "$tap_folder/out")" '0 [true,"0","0",[]]' 'JSON of no profile'
model "$ab" "q: {topic: t, ask: Q, answers: {k: K, l: L}}" 'when: {q: k}, for: {b: weak}' >other-question.yaml
models 1 'another question' k-for-b.yaml other-question.yaml <<'END'
2 of 4 profiles that both models know get another recommendation (50 %).
  a -> b: 1 (25 %)
      such as q = k, p = l
  b -> a: 1 (25 %)
      such as q = l, p = k
Questions only in k-for-b.yaml: p
Questions only in other-question.yaml: q
END

# The model of the program, by name and by file, against itself with one of the first rules turned round. Both have
# the same questions, so the completions of the witness in either are the joint profiles with it: all must be settled,
# and without one of its answers, whichever, not all.
run "$WHETHER" diff --models python "$python"
like "$out" '^0 of [0-9]{6,} profiles that both models know get another recommendation\.$' 'a model by its name'
known=$("$WHETHER" check "$python" | tr -s ' \n' ' ' | sed 's/.*; \([0-9]*\) profiles.*/\1/')
like "$out" "^0 of $known profiles" 'as many profiles as check counts'
# settled FIRST SECOND SETTING...: whether the settings settle both models, and on these.
settled() {
	wanted="$1 $2"
	shift 2
	got="$("$WHETHER" eval -q --settled -m python "$@" 2>/dev/null)" || return 1
	got="$got $("$WHETHER" eval -q --settled -m ./turned.yaml "$@" 2>/dev/null)" && [ "$got" = "$wanted" ]
}
tried=0
: >wrong
for rule in $("$WHETHER" show -f json -m python | jq -r '.rules[].id'); do
	[ $tried -lt 6 ] || break
	awk -v rule="  $rule:" '/^  [^ ]/ { on = $0 == rule }
		on { if (!sub("    for: ", "    against: ")) sub("    against: ", "    for: ") } { print }' "$python" >turned.yaml
	"$WHETHER" diff -f json --models python ./turned.yaml >turned 2>err
	jq -r '.pairs[] | select(.same | not)
		| "\(.first) \(.second) \(.witness | map("-s \(.question)=\(.answer)") | join(" "))"' turned >witnesses
	while read -r first second settings; do
		tried=$((tried + 1))
		# shellcheck disable=SC2086
		settled "$first" "$second" $settings || echo "$rule, $first -> $second, not by $settings" >>wrong
		count=$(echo "$settings" | grep -o -e -s | wc -l)
		for out in $(seq "$count"); do
			fewer=$(echo "$settings" | cut -d ' ' --complement -f $((2 * out - 1)),$((2 * out)))
			# shellcheck disable=SC2086
			settled "$first" "$second" $fewer && echo "$rule, $first -> $second, even by $fewer" >>wrong
		done
	done <witnesses
done
ok 'a rule of the model turned round: eval proves every witness' test ! -s wrong || tap_show "$(cat wrong)"
ok 'several witnesses were tried' test $tried -ge 6

# What the terminal gets.

# narrow NAME ARGUMENT...: no line of the output is wider than 40.
narrow() {
	title=$1
	shift
	run "$WHETHER" diff --width 40 "$@"
	is "$(printf '%s\n' "$out" | grep -E '.{41}')" '' "$title, 40 columns: no line is wider"
	one_line=$("$WHETHER" diff --width 1000 "$@" 2>/dev/null) || :
	is "$(printf '%s' "$out" | tr -s ' \n' '  ')" "$(printf '%s' "$one_line" | tr -s ' \n' '  ')" \
		"$title, 40 columns: the words are all there"
}
narrow 'two profiles' -m ./small.yaml near.yaml both.yaml
narrow 'two models' --models "$python" turned.yaml
narrow 'what is alone' --models parcel-old.yaml parcel-new.yaml
run "$WHETHER" diff --color always -m ./small.yaml near.yaml both.yaml
coloured=$out
run "$WHETHER" diff -m ./small.yaml near.yaml both.yaml
is "$(printf '%s\n' "$coloured" | sed 's/\x1b\[[0-9;]*m//g')" "$out" 'colours change nothing else'
is "$(printf '%s\n' "$coloured" | grep -c "$(printf '\033')\\[1m[A-Z].*$(printf '\033')\\[0m\$")" 4 'colours: the four headings'

# tame NAME STATUS ARGUMENT...: nothing but printable ASCII comes out, in text and in JSON.
tame() {
	title=$1
	demanded=$2
	shift 2
	for format in text json; do
		run "$WHETHER" diff -f $format "$@"
		is "$status" "$demanded" "$title, $format: status $demanded"
		ok "$title, $format: nothing raw" sh -c "! LC_ALL=C grep -n '[^ -~]' '$tap_folder/out' '$tap_folder/err'"
	done
}
wild=$(printf 'e\033[31m\177\342\200\256\302\233x.yaml')
cp both.yaml "$wild" && cp near.yaml "near-$wild" && cp k-for-b.yaml "model-$wild" && cp l-for-b.yaml "other-$wild" || exit 4
tame 'wild names of profiles' 1 -m ./small.yaml "near-$wild" "$wild"
like "$err" '^near-e\?\[31m\?\?\?x\.yaml:1:51: warning: ' 'wild names of profiles: the warning'
tame 'a wild name of a profile that is not there' 4 -m ./small.yaml complete.yaml "not-$wild"
tame 'wild names of models' 1 --models "./model-$wild" "./other-$wild"
tame 'a wild name of a model that is not there' 3 --models python "not-$(printf 'e\033[31m')"
model "$ab" "q: {topic: t, ask: Q, answers: {k: K, l: L}}, $p" 'when: {q: k}, for: {b: weak}' |
	sed 's/ask: P,/& when: {q: k},/' >"q-first-$wild"
model "$ab" "$p, q: {topic: t, ask: Q, when: {p: k}, answers: {k: K, l: L}}" 'when: {q: k}, for: {b: weak}' >p-first.yaml
tame 'a wild name in a circular order' 3 --models p-first.yaml "./q-first-$wild"
printf 'title: "a\\eb"\nanswers: {"\\e[31m": "\\e[31m", rain: "\\u202e"}\n' >wild-text.yaml
tame 'wild text in a profile' 3 -m ./small.yaml complete.yaml wild-text.yaml
sed 's/title: M$/title: "\\e[31m"/; s/a: {name/"a\\e[31m": {name/' k-for-b.yaml >wild-ids.yaml
tame 'wild text in a model' 3 --models k-for-b.yaml wild-ids.yaml

# What is refused.
# refuses STATUS NAME ARGUMENT...
refuses() {
	expected=$1
	title=$2
	shift 2
	run "$WHETHER" diff "$@"
	is "$status $out" "$expected " "$title: status $expected, no result"
}
two='whether: diff needs two profiles, or two models with --models; see whether diff --help'
refuses 2 'no operand'
is "$err" "$two" 'no operand: what it needs'
refuses 2 'one profile' -m ./small.yaml complete.yaml
is "$err" "$two" 'one profile: what it needs'
refuses 2 'three profiles' -m ./small.yaml complete.yaml open.yaml wet.yaml
is "$err" "$two" 'three profiles: what it needs'
refuses 2 'one model' --models small.yaml
is "$err" "$two" 'one model: what it needs'
refuses 2 '--models and -m' --models -m ./small.yaml small.yaml small.yaml
is "$err" 'whether: --model chooses the model of two profiles; it does not go with --models; see whether diff --help' \
	'--models and -m: why'
refuses 2 '-f markdown' -f markdown -m ./small.yaml complete.yaml open.yaml
is "$err" "whether: diff has no form 'markdown'; use -f text or -f json" '-f markdown: why'
refuses 2 '-s' -m ./small.yaml -s rain=wet complete.yaml open.yaml
refuses 2 '-m of no such name' -m smal complete.yaml open.yaml

printf 'answers:\n  bicycle: wroks\n' >misspelt.yaml
printf 'answers: {distance: 12, ticket: paid, rain: storm}\n' >impossible.yaml
impossible='these answers cannot all be true: Season tickets are not sold in the months of storms. [impossible]'
for format in text json; do
	refuses 3 "a bad second, $format" -f $format -m ./small.yaml complete.yaml misspelt.yaml
	like "$err" "^misspelt\.yaml:2:12: error: 'wroks' is not an answer of 'bicycle'" "a bad second, $format: why"
	refuses 3 "a bad first, $format" -f $format -m ./small.yaml misspelt.yaml complete.yaml
	like "$err" "^misspelt\.yaml:2:12: error: 'wroks' is not an answer of 'bicycle'" "a bad first, $format: why"
	refuses 3 "an impossible first, $format" -f $format -m ./small.yaml impossible.yaml complete.yaml
	is "$(printf '%s\n' "$err" | head -n 1)" "impossible.yaml:1:39: error: $impossible" "an impossible first, $format: why"
	refuses 3 "an impossible second, $format" -f $format -m ./small.yaml complete.yaml impossible.yaml
	is "$(printf '%s\n' "$err" | head -n 1)" "impossible.yaml:1:39: error: $impossible" "an impossible second, $format: why"
done
refuses 4 'no such second profile' -m ./small.yaml complete.yaml not-there.yaml
is "$err" 'whether: cannot read not-there.yaml: No such file or directory' 'no such second profile: why'
refuses 4 'no such first profile' -m ./small.yaml not-there.yaml complete.yaml
sed 's/weak/waek/' k-for-b.yaml >bad.yaml
for pair in 'bad.yaml k-for-b.yaml' 'k-for-b.yaml bad.yaml'; do
	# shellcheck disable=SC2086
	refuses 3 "a bad model, $pair" --models $pair
	like "$err" "^bad\.yaml:9:[0-9]+: error: .*'waek'.*\[unknown-strength\]$" "a bad model, $pair: why"
done
refuses 4 'no such file of a model' --models k-for-b.yaml ./not-there.yaml
refuses 3 'no model of that name' --models python pyhton
like "$err" "^whether: there is no model 'pyhton'; looked for pyhton.yaml in$" 'no model of that name: why'
if [ -c /dev/full ] && [ -w /dev/full ]; then
	for arguments in '-m ./small.yaml complete.yaml wet.yaml' '--models k-for-b.yaml l-for-b.yaml'; do
		status=0
		# shellcheck disable=SC2086
		err=$("$WHETHER" diff $arguments 2>&1 >/dev/full) || status=$?
		is "$status $err" '4 whether: cannot write the result: No space left on device' "a full disk, $arguments"
	done
else
	skip 'a full disk' 'there is no /dev/full'
fi

# Each of p and q is asked only by an answer of the other; so it may be by way of a fact, too.
sed 's/tree:.*/&\nfacts: {f: {when: {q: k}}}/' q-first-* | sed 's/when: {q: k}, answers/when: f, answers/' >by-fact.yaml
cp "q-first-$wild" q-first.yaml
for second in q-first.yaml by-fact.yaml; do
	refuses 3 "no order, $second" --models p-first.yaml $second
	is "$err" "whether: no order of the questions suits both p-first.yaml and $second: 'p' would have to come before itself" \
		"no order, $second: why"
done
models 0 'an order of its own each' p-first.yaml p-first.yaml <<'END'
0 of 3 profiles that both models know get another recommendation.
END

# Whether a stays hangs on each of 20 pairs of questions, of which all first halves come first: at the end of these there
# are 2^20 states.
i=0 halves='' others='' rules=''
while [ $i -lt 20 ]; do
	halves="$halves p$i: {topic: t, ask: P, answers: {k: K, l: L}},"
	others="$others q$i: {topic: t, ask: Q, answers: {k: K, l: L}},"
	rules="$rules r$i: {when: {p$i: k, q$i: k}, rules out: a, because: B, source: s},"
	i=$((i + 1))
done
model "$ab" "$halves $others" 'when: always, for: {a: weak}' | sed "s/^rules: {/&$rules /" >large.yaml
large='whether: the models are too large to compare exactly'
refuses 3 'too large' --models large.yaml large.yaml
is "$err" "$large" 'too large: why'
# 5000 rules of three questions each: a state takes kilobytes.
awk 'BEGIN { print "whether: 1\nmodel: m\nrevision: 1\ntitle: M\ntopics: {t: T}\nsources: {s: {title: S, url: u}}"
	print "options: {a: {name: A}, b: {name: B}}\ntree:"
	for (q = 0; q < 500; q++) print "  q" q ": {topic: t, ask: Q, answers: {k: K, l: L, m: M}}"
	print "rules:"
	for (r = 0; r < 5000; r++)
		print "  r" r ": {when: {q" r % 500 ": k, q" (r * 7 + 1) % 500 ": l, q" (r * 13 + 2) % 500 ": m}, for: {" \
			(r % 3 ? "a" : "b") ": weak}, because: B, source: s}" }' >rules.yaml
if [ "$BUILD" = release ]; then
	# shellcheck disable=SC2016
	run sh -c 'ulimit -v 1048576 && exec "$0" diff --models rules.yaml rules.yaml' "$WHETHER"
	is "$status $out$err" "3 $large" 'thousands of rules: 1 GiB of memory is enough to say so'
	# shellcheck disable=SC2016
	run sh -c 'ulimit -v 1048576 && exec "$0" diff -f json --models large.yaml large.yaml' "$WHETHER"
	is "$status $out$err" "3 $large" 'too large: 1 GiB of memory is enough to say so'
else
	skip 'too large: 1 GiB of memory is enough to say so' 'this build needs more'
fi
done_testing
