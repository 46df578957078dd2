#!/bin/sh
# SPDX-License-Identifier: ISC
#
# whether what-if: the smallest changes, and before and after. What is expected of small.yaml was worked out by hand.
. "$TOP/tests/tap.sh"
unset XDG_DATA_HOME XDG_DATA_DIRS COLUMNS NO_COLOR

work=$tap_folder/work
mkdir "$work" && cp "$TOP"/tests/cli/*.yaml "$work" && cd "$work" || exit 4

# changes PROFILE <EXPECTED: a line for each option.
changes() {
	expected=$(cat)
	run "$WHETHER" what-if -m ./small.yaml "$1"
	is "$out" "The fewest answers that would make each option win for certain
$expected" "the changes of $1"
	is "$status $err" '0 ' "the changes of $1: status 0, nothing on standard error"
}
# Twelve kilometres, a bicycle with a bad lock, the bus is paid for, dry. Whether there is a bicycle is fixed.
changes complete.yaml <<'END'
  walk: distance = 0-1
  bike: distance = 2-9
  bus: nothing has to change; it wins whatever the open answers are
END
# The same without what is known of lock, ticket and weather. What is paid for cannot meet a storm, so that the bus has
# one weak reason more than the bicycle can have; rain is a medium reason against the bicycle, a storm stops the bus.
changes open.yaml <<'END'
  walk: distance = 0-1
  bike: rain = storm
  bus: ticket = paid; or rain = wet
END
# Next door, else nothing known. That there is a bicycle cannot be made sure, and where there is one the bus needs more.
changes settled.yaml <<'END'
  walk: nothing has to change; it wins whatever the open answers are
  bike: more than 3 answers, if it can be at all
  bus: distance = 10+, ticket = paid; or distance = 10+, rain = wet
END
changes blank.yaml <<'END'
  walk: distance = 0-1
  bike: more than 3 answers, if it can be at all
  bus: distance = 10+, ticket = paid; or distance = 10+, rain = wet
END
# Twelve kilometres, no bicycle, a storm: nothing is left.
changes none.yaml <<'END'
  walk: distance = 0-1; or distance = 2-9
  bike: more than 3 answers, if it can be at all
  bus: rain = dry; or rain = wet
END
changes wet.yaml <<'END'
  walk: distance = 0-1; or rain = storm
  bike: nothing has to change; it wins whatever the open answers are
  bus: distance = 10+
END
run "$WHETHER" what-if -m ./small.yaml open.yaml -s rain=dry -s ticket=unpaid
is "$(printf '%s\n' "$out" | sed 1,2d)" '  bike: distance = 2-9; or lock = good; or rain = storm
  bus: lock = bad; or ticket = paid; or rain = wet' '-s counts'
run "$WHETHER" what-if -m ./small.yaml - <wet.yaml
like "$out" '^  bus: distance = 10\+$' 'standard input'

# Of more than three the first three are shown, in the order of the model.
sed 's/^      storm: a storm/&\n      hail: hail\n      fog: fog\n      snow: snow/; s/{rain: wet}/{rain: [wet, hail, fog, snow]}/' \
	small.yaml >weathers.yaml
run "$WHETHER" what-if -m ./weathers.yaml open.yaml
like "$out" '^  bus: ticket = paid; or rain = wet; or rain = hail; or 2 others$' 'of five, three and how many others'
sed 's/^      storm: a storm/&\n      hail: hail\n      fog: fog/; s/{rain: wet}/{rain: [wet, hail, fog]}/' small.yaml >weathers.yaml
run "$WHETHER" what-if -m ./weathers.yaml open.yaml
like "$out" '^  bus: ticket = paid; or rain = wet; or rain = hail; or 1 other$' 'of four, three and one other'

# Before and after.
# compares NAME ARGUMENT... <EXPECTED
compares() {
	title=$1
	shift
	expected=$(cat)
	run "$WHETHER" what-if -m ./small.yaml "$@"
	is "$out" "$expected" "$title"
	is "$status" 0 "$title: status 0"
}
compares 'two answers' complete.yaml lock=good ticket=unpaid <<'END'
Recommendation: bus before, bike after
  walk: ruled out -> ruled out
  bike: possible, none -> recommended, all
  bus: recommended, all -> possible, none
END
compares 'an answer that sets another aside' complete.yaml distance=1 <<'END'
Recommendation: bus before, walk after
  walk: ruled out -> recommended, all
  bike: possible, none -> possible, none
  bus: recommended, all -> possible, none
  set aside, as they do not apply after: ticket
END
# See eval.t: 39 % of what is open is the bicycle's; when it is dry and unpaid the lock decides.
compares 'of what is open' open.yaml rain=dry ticket=unpaid <<'END'
Recommendation: bus before, bike after
  walk: ruled out -> ruled out
  bike: possible, 39 % -> recommended, 50 %
  bus: recommended, 61 % -> possible, 50 %
END
compares 'to none' none.yaml rain=dry <<'END'
Recommendation: none before, bus after
  walk: ruled out -> ruled out
  bike: ruled out -> ruled out
  bus: ruled out -> recommended, all
END
compares 'after -s' complete.yaml -s lock=good ticket=unpaid <<'END'
Recommendation: bus before, bike after
  walk: ruled out -> ruled out
  bike: possible, none -> recommended, all
  bus: recommended, all -> possible, none
END
ok 'the profile is as it was' cmp complete.yaml "$TOP/tests/cli/complete.yaml"

# JSON.
"$WHETHER" eval -f json -m ./small.yaml complete.yaml >evaluated
run "$WHETHER" what-if -f json -m ./small.yaml complete.yaml
is "$(jq -c keys_unsorted "$tap_folder/out")" \
	"$(jq -c '(keys_unsorted | .[:index("words") + 1]) + ["changes_exact", "changes"]' evaluated)" 'JSON: the members'
is "$(jq -c 'del(.changes, .changes_exact)' "$tap_folder/out")" \
	"$(jq -c '. as $all | reduce (keys_unsorted | .[:index("words") + 1][]) as $key ({}; .[$key] = $all[$key])' evaluated)" \
	'JSON: the members that eval has are the same'
is "$(jq -c '.changes_exact, .changes' "$tap_folder/out")" 'true
[{"option":"walk","size":1,"count":1,"exact":true,"flips":[[{"question":"distance","answer":"0"}]]},'\
'{"option":"bike","size":1,"count":1,"exact":true,"flips":[[{"question":"distance","answer":"2"}]]},'\
'{"option":"bus","size":0,"count":1,"exact":true,"flips":[[]]}]' 'JSON: the changes'
run "$WHETHER" what-if -f json -m ./small.yaml settled.yaml
is "$(jq -c '.changes[1:][]' "$tap_folder/out")" '{"option":"bike","count":0,"exact":true,"flips":[]}
{"option":"bus","size":2,"count":2,"exact":true,"flips":[[{"question":"distance","answer":"10"},{"question":"ticket","answer":"paid"}],'\
'[{"question":"distance","answer":"10"},{"question":"rain","answer":"wet"}]]}' 'JSON: more than 3, and two of two'
run "$WHETHER" what-if -f json -m ./small.yaml complete.yaml distance=1
is "$(jq -c keys_unsorted "$tap_folder/out")" '["whether","model","profile","before","after"]' 'JSON, before and after: the members'
is "$(jq -c '[.before.recommendation, .after.recommendation, .after.ignored]' "$tap_folder/out")" \
	'["bus","walk",["ticket"]]' 'JSON, before and after: the outcomes, and what is set aside'
for side in before after; do
	set --
	[ $side = before ] || set -- -s distance=1
	"$WHETHER" eval -f json -m ./small.yaml complete.yaml "$@" >evaluated 2>err
	is "$(jq -c ".$side" "$tap_folder/out")" \
		"$(jq -c --argjson keys "$(jq -c ".$side | keys_unsorted" "$tap_folder/out")" \
			'. as $all | reduce $keys[] as $key ({}; .[$key] = $all[$key])' evaluated)" "JSON: $side is as in eval"
	is "$(jq -c ".$side | [has(\"words\", \"share\", \"options\", \"answers\", \"ignored\", \"unknown\")] | unique" "$tap_folder/out")" \
		'[true]' "JSON: $side has the decision, the options and the answers"
done

# The changes of a tenth of the cases, as printed, make the option win for certain.
tried=0
for profile in "$TOP"/profiles/cases/??6-*.yaml; do
	title=${profile##*/}
	"$WHETHER" what-if -f json "$profile" >changes
	is "$(jq -c '.changes_exact, (.changes | map(.option))' changes)" 'true
["sync","threads","processes","async"]' "$title: each option is told of"
	jq -r '.changes[] | .option as $option
		| select(.count > 0 and (.size > 3 or .size == null or ([.flips[] | length] | unique) != [.size]
			or (.flips | length) != ([.count, 20] | min))) | $option' changes >odd
	ok "$title: as many answers as it says, in as many sets" test ! -s odd
	jq -r '.changes[] | .option as $option | .flips
		| [first, .[length / 2 | floor], last] | unique[] | select(. != null)
		| "\($option) \(map("-s \(.question)=\(.answer)") | join(" "))"' changes >flips
	: >wrong
	while read -r option settings; do
		tried=$((tried + 1))
		# shellcheck disable=SC2086
		got=$("$WHETHER" eval -q --settled "$profile" $settings 2>err) && [ "$got" = "$option" ] ||
			echo "$option $settings: $got" >>wrong
	done <flips
	ok "$title: first, middle and last set of each option make it win for certain" test ! -s wrong || tap_show "$(cat wrong)"
done
ok 'many sets were tried' test $tried -ge 100

# What is refused.
# refuses STATUS NAME ARGUMENT...
refuses() {
	expected=$1
	title=$2
	shift 2
	run "$WHETHER" what-if "$@"
	is "$status $out" "$expected " "$title: status $expected, no result"
}
refuses 2 'no operand'
is "$err" 'whether: what-if needs a profile; see whether what-if --help' 'no operand: what it needs'
refuses 2 '-f markdown' -f markdown -m ./small.yaml complete.yaml
is "$err" "whether: what-if has no form 'markdown'; use -f text or -f json" '-f markdown: why'
refuses 2 '--settled' --settled -m ./small.yaml complete.yaml
refuses 2 'no answer' -m ./small.yaml complete.yaml lock
like "$err" "error: 'lock' needs '=' and an answer \[unknown-answer\]\$" 'no answer: why'
refuses 2 'a misspelt answer' -m ./small.yaml complete.yaml ticket=unpaid lock=god
like "$err" "did you mean 'good'\?" 'a misspelt answer: the nearest'
unlike "$err" 'option -s' 'a misspelt answer: it is not called one of -s'
refuses 2 'a misspelt question' -m ./small.yaml complete.yaml lokc=good
like "$err" "did you mean 'lock'\?" 'a misspelt question: the nearest'
refuses 2 'two profiles' -m ./small.yaml complete.yaml open.yaml
refuses 2 'an answer before the profile' -m ./small.yaml ticket=paid complete.yaml
is "$err" 'whether: the profile comes before the answers' 'an answer before the profile: the order'
refuses 3 'an answer that makes it impossible' -m ./small.yaml complete.yaml rain=storm
like "$err" 'these answers cannot all be true: Season tickets are not sold .* \[impossible\]$' 'an answer that makes it impossible: why'
refuses 3 'impossible from the start' -m ./small.yaml -s rain=storm complete.yaml
refuses 4 'no such file' -m ./small.yaml no-such-file.yaml
done_testing
