#!/bin/sh
# SPDX-License-Identifier: ISC
#
# whether explain: why, or why not, an option. The shares are worked out by hand from small.yaml.
. "$TOP/tests/tap.sh"
unset XDG_DATA_HOME XDG_DATA_DIRS COLUMNS NO_COLOR

work=$tap_folder/work
mkdir "$work" && cp "$TOP"/tests/cli/*.yaml "$work" && cd "$work" || exit 4

# explains NAME ARGUMENT... <EXPECTED: the whole report, with status 0.
explains() {
	title=$1
	shift
	expected=$(cat)
	run "$WHETHER" explain "$@"
	is "$out" "$expected" "$title"
	is "$status $err" '0 ' "$title: status 0, nothing on standard error"
}

# The winner of a complete profile. Next door (0 or 1) the bus has no strong reason, and unpaid it is level with the
# bicycle; the bad lock and the weather can be anything: paid it cannot storm.
explains 'the winner' bus -m ./small.yaml complete.yaml <<'END'
bus: recommended
  Decided by weak reasons: net +1, next best bike with -1.
  These answers alone are enough, and none of them can be left out: distance =
  12, ticket = paid.

What holds
  + strong: Nobody walks for two hours, and the bus takes the motorway.
    [too-far]
      because distance = 12
  + weak: What is paid for costs nothing more. [ticket-is-paid]
      because ticket = paid

What does not hold
  x ruled out: In a storm no bus runs, and trees fall on the cycle path.
    [storm-stops-buses]
      needs rain is storm (but rain = dry)
END
explains 'one that is ruled out' walk -m ./small.yaml complete.yaml <<'END'
walk: ruled out

What holds
  x ruled out: Nobody walks for two hours, and the bus takes the motorway.
    [too-far]
      because distance = 12

What does not hold
  + strong: Whoever lives next door is there before the others have left. [near]
      needs distance is below 2 (but distance = 12)
  - weak: Rain soaks whoever has no roof. [wet-road]
      needs rain is wet (but rain = dry)
END
explains 'the runner-up' bike -m ./small.yaml complete.yaml <<'END'
bike: possible; net -1 in weak reasons, bus has +1

What holds
  + strong: A bicycle waits for nobody. [quick-ride]
      because distance = 12; bicycle = works
  - weak: A bicycle behind a bad lock is soon somebody else's.
    [lock-invites-thieves]
      because lock = bad

What does not hold
  x ruled out: There is nothing to ride. [no-bicycle]
      needs bicycle is not works (but bicycle = works)
  - strong: In a storm no bus runs, and trees fall on the cycle path.
    [storm-stops-buses]
      needs rain is storm (but rain = dry)
  - medium: Rain soaks whoever has no roof. [wet-road]
      needs rain is wet (but rain = dry)
END

# Twelve kilometres and a bicycle: of dry 12/20, wet 4/20, storm 4/20 a quarter of the storms cannot be (a ticket is paid
# for in a quarter of all cases). That leaves 19/20: storm 3/19, wet 4/19, paid 4/19. The bicycle wins in storms, and
# when it is dry (12/20) with a good lock (1/2) and unpaid (3/4): 3/19 + 4.5/19.
explains 'open: the runner-up' bike -m ./small.yaml open.yaml <<'END'
bike: possible; comes first in 39 %

What holds
  + strong: A bicycle waits for nobody. [quick-ride]
      because distance = 12; bicycle = works

What depends on answers that are not known
  - strong: In a storm no bus runs, and trees fall on the cycle path.
    [storm-stops-buses]
      holds in 16 %; needs rain is storm (not known)
  - medium: Rain soaks whoever has no roof. [wet-road]
      holds in 21 %; needs rain is wet (not known)
  - weak: A bicycle behind a bad lock is soon somebody else's.
    [lock-invites-thieves]
      holds in 50 %; needs lock is bad (not known)

What does not hold
  x ruled out: There is nothing to ride. [no-bicycle]
      needs bicycle is not works (but bicycle = works)
END
explains 'open: the leader' bus -m ./small.yaml open.yaml <<'END'
bus: recommended
  Open: bus comes first in 61 % of the cases that the open answers leave,
  weighted by how usual they are; bike comes first in 39 %. Decided by medium
  reasons in 21 %, by weak reasons in 39 %, by order alone, the simpler option
  first in 24 %, because the others are ruled out in 16 %.

What holds
  + strong: Nobody walks for two hours, and the bus takes the motorway.
    [too-far]
      because distance = 12

What depends on answers that are not known
  x ruled out: In a storm no bus runs, and trees fall on the cycle path.
    [storm-stops-buses]
      holds in 16 %; needs rain is storm (not known)
  + weak: What is paid for costs nothing more. [ticket-is-paid]
      holds in 21 %; needs ticket is paid (not known)
END
# Next door: without a bicycle (2/5) in a storm (1/5) on foot is all that is left.
explains 'settled: the winner' walk -m ./small.yaml settled.yaml <<'END'
walk: recommended
  Settled: whatever the open answers are, walk comes first. Decided by strong
  reasons in 92 %, because the others are ruled out in 8 %.
  These answers alone are enough, and none of them can be left out: distance =
  1.

What holds
  + strong: Whoever lives next door is there before the others have left. [near]
      because distance = 1

What depends on answers that are not known
  - weak: Rain soaks whoever has no roof. [wet-road]
      holds in 20 %; needs rain is wet (not known)

What does not hold
  x ruled out: Nobody walks for two hours, and the bus takes the motorway.
    [too-far]
      needs distance is 10 or more (but distance = 1)
END
explains 'settled: another' bus -m ./small.yaml settled.yaml <<'END'
bus: possible; net +0 in strong reasons, walk has +1

What depends on answers that are not known
  x ruled out: In a storm no bus runs, and trees fall on the cycle path.
    [storm-stops-buses]
      holds in 20 %; needs rain is storm (not known)

What does not hold
  + strong: Nobody walks for two hours, and the bus takes the motorway.
    [too-far]
      needs distance is 10 or more (but distance = 1)
  + weak: What is paid for costs nothing more. [ticket-is-paid]
      needs ticket is paid (but it does not apply)
END

# What a rule lacks, in all shapes of conditions: "; " between what is needed together, ", or " between what is not.
# lacks RULE PROFILE WORDS
lacks() {
	run "$WHETHER" explain b -m ./mixed.yaml "$2"
	is "$(printf '%s\n' "$out" | sed -n "/\[$1\]\$/,/^  [-+x]/p" | sed '1d; /^  [-+x]/d' | tr -s '\n ' ' ')" " needs $3 " \
		"$2 lacks of $1"
}
lacks any-of mixed-1.yaml 'p is k (but p = l), or q is k (but q = l)'
lacks fact-and mixed-1.yaml 'p is k (but p = l); q is k (but q = l)'
lacks not-any mixed-1.yaml 'p is not l or m (but p = l); q is not l (but q = l)'
lacks not-fact mixed-2.yaml 'p is not k (but p = k), or q is not k (but q = k)'
lacks any-in-all mixed-2.yaml 'units is from 5 to below 20 (but units = 3)'
lacks all-in-any mixed-1.yaml 'p is k (but p = l); q is k (but q = l), or units is 5 or more (but units = 3)'
lacks any-in-all mixed-1.yaml 'p is k (but p = l), or q is k (but q = l); units is from 5 to below 20 (but units = 3)'
run "$WHETHER" explain a -m ./mixed.yaml mixed-1.yaml
is "$out" 'a: possible; net +0 in strong reasons, b has +1
  No rule speaks about it.' 'an option that no rule speaks about'

# JSON: the members of eval from whether to words, then option, then sufficient.
run "$WHETHER" explain -f json bus -m ./small.yaml complete.yaml
is "$err" '' 'JSON: nothing on standard error'
jq -c . "$tap_folder/out" >explained
"$WHETHER" eval -f json -m ./small.yaml complete.yaml >evaluated
is "$(jq -c keys_unsorted explained)" \
	"$(jq -c '(keys_unsorted | .[:index("words") + 1]) + ["option", "sufficient"]' evaluated)" 'JSON: the members'
is "$(jq -c 'del(.option, .sufficient)' explained)" \
	"$(jq -c '. as $all | reduce (keys_unsorted | .[:index("words") + 1][]) as $key ({}; .[$key] = $all[$key])' evaluated)" \
	'JSON: the members that eval has are the same'
for option in walk bike bus; do
	is "$("$WHETHER" explain -f json $option -m ./small.yaml complete.yaml | jq -c .option)" \
		"$(jq -c ".options[] | select(.id == \"$option\")" evaluated)" "JSON: $option is as in eval"
done
is "$(jq -c .sufficient explained)" '[{"question":"distance","answer":"12"},{"question":"ticket","answer":"paid"}]' \
	'JSON: the answers that are enough'
for words in 'bike complete.yaml' 'bus open.yaml' 'bike open.yaml'; do
	# shellcheck disable=SC2086
	is "$("$WHETHER" explain -f json -m ./small.yaml $words | jq -c 'has("sufficient"), has("option")')" 'false
true' "JSON, $words: nothing is enough"
done
is "$("$WHETHER" explain -f json walk -m ./small.yaml -s distance=0 blank.yaml | jq -c .sufficient)" \
	'[{"question":"distance","answer":"0"}]' '-s counts'

# The answers that are enough: alone they make the winner of cases that are settled, and none can be left out.
settled=0
for profile in "$TOP"/profiles/cases/??8-*.yaml; do
	title=${profile##*/}
	winner=$("$WHETHER" eval -q "$profile")
	"$WHETHER" explain -f json "$winner" "$profile" >explained
	[ "$(jq .settled explained)" = true ] || continue
	settled=$((settled + 1))
	jq -r '.sufficient[] | "-s\n\(.question)=\(.answer)"' explained >enough
	ok "$title: something is enough" test -s enough
	run xargs "$WHETHER" eval -q --settled <enough
	is "$status $out$err" "0 $winner" "$title: these answers alone are enough for $winner"
	[ $settled -le 4 ] || continue
	count=$(($(wc -l <enough) / 2))
	i=1
	while [ $i -le $count ] && [ $count -gt 1 ]; do
		status=0
		sed "$((i * 2 - 1)),$((i * 2))d" enough | xargs "$WHETHER" eval -q --settled >less 2>err || status=$?
		ok "$title: answer $i cannot be left out" test "$status $(cat less)" != "0 $winner"
		i=$((i + 1))
	done
done
ok 'some profiles are settled' test $settled -ge 3

# What is refused.
# refuses STATUS NAME ARGUMENT...
refuses() {
	expected=$1
	title=$2
	shift 2
	run "$WHETHER" explain "$@"
	is "$status $out" "$expected " "$title: status $expected, no result"
}
refuses 2 'no operand'
is "$err" 'whether: explain needs an option and a profile; see whether explain --help' 'no operand: what it needs'
refuses 2 'an option and no profile' bus
is "$err" 'whether: explain needs an option and a profile; see whether explain --help' 'no profile: what it needs'
refuses 2 'a profile before the option' -m ./small.yaml complete.yaml bus
is "$err" 'whether: the option comes before the profile' 'a profile before the option: the order'
refuses 2 'two profiles' bus -m ./small.yaml complete.yaml open.yaml
refuses 2 'no such option' bsu -m ./small.yaml complete.yaml
is "$err" "option to explain:1:1: error: there is no option 'bsu' [unknown-option]
    1 | bsu
      | ^~~
        did you mean 'bus'?" 'no such option: the nearest'
refuses 2 'nothing like an option' zzzzzz -m ./small.yaml complete.yaml
like "$err" '^ +options: walk, bike, bus$' 'nothing like an option: which there are'
refuses 2 'none is no option' none -m ./small.yaml none.yaml
refuses 2 '-f markdown' bus -f markdown -m ./small.yaml complete.yaml
is "$err" "whether: explain has no form 'markdown'; use -f text or -f json" '-f markdown: why'
refuses 2 '-q' bus -q -m ./small.yaml complete.yaml
refuses 2 '-s misspelt' bus -m ./small.yaml -s rain=wett complete.yaml
refuses 3 'impossible answers' bus -m ./small.yaml -s rain=storm complete.yaml
like "$err" 'these answers cannot all be true: Season tickets are not sold .* \[impossible\]$' 'impossible answers: why'
refuses 3 'a profile for another model' bus -m ./mixed.yaml settled.yaml
refuses 4 'no such file' bus -m ./small.yaml no-such-file.yaml
is "$err" 'whether: cannot read no-such-file.yaml: No such file or directory' 'no such file: why'
run "$WHETHER" explain bus -m ./small.yaml - <complete.yaml
like "$out" '^bus: recommended$' 'standard input'
run "$WHETHER" explain bus -m ./small.yaml settled.yaml -s ticket=paid
like "$err" "'ticket' does not apply here; its answer is ignored \[not-applicable\]\$" 'an answer that does not apply: a warning'
is "$status" 0 'an answer that does not apply: no error'

# Facts that each name the one before twice: a walk that did not remember where it has been would take 2^60 steps.
{
	printf 'whether: 1\nmodel: bomb\nrevision: 1\ntitle: T\noptions: {a: {name: A}, b: {name: B}}\ntopics: {t: T}\n'
	printf 'sources: {s: {title: S, url: u}}\ntree:\n  p: {topic: t, ask: P, answers: {k: K, l: L}}\n'
	printf '  q: {topic: t, ask: Q, when: f60, answers: {k: K, l: L}}\nfacts:\n  f0: {when: {p: k}}\n'
	for fact in $(seq 60); do
		printf '  f%s: {when: {all: [f%s, f%s]}}\n' "$fact" $((fact - 1)) $((fact - 1))
	done
	printf 'rules:\n  r: {when: f60, for: {b: weak}, because: B, source: s}\n'
	printf '  t: {when: {q: k}, for: {b: weak}, because: B, source: s}\n'
} >bomb.yaml
printf 'model: bomb\nanswers: {p: l}\n' >l.yaml
run timeout 60 "$WHETHER" explain b -m ./bomb.yaml l.yaml
is "$status $out" '0 b: possible; level with a, which is simpler

What does not hold
  + weak: B [r]
      needs p is k (but p = l)
  + weak: B [t]
      needs q is k (but it does not apply)' 'facts that name each other many times'
done_testing
