#!/bin/sh
# SPDX-License-Identifier: ISC
#
# whether check: each code is provoked, alone, by the model tests/cli/check/CODE.yaml; CODE.txt is what check prints of
# it, shares and counts worked out by hand. not-proven needs a large model, which is made here.
. "$TOP/tests/tap.sh"
unset XDG_DATA_HOME XDG_DATA_DIRS COLUMNS NO_COLOR

here=$TOP/tests/cli/check
work=$tap_folder/work
mkdir "$work" && cp "$here"/*.yaml "$here/../small.yaml" "$work" && cd "$work" || exit 4

# codes: those that the last run found, a line each. Notes on where the other one is have none.
codes() {
	printf '%s\n' "$out" | sed -n 's/^[^ ]*:[0-9]*:[0-9]*: \(error\|warning\|note\): .* \[\([a-z-]*\)\]$/\2/p'
}

# Every code of the table has a model, but for the one made below.
sed -n 's/^	ROW([A-Z_]*, "\([a-z-]*\)", \([A-Z]*\), .*/\1 \2/p' "$TOP/src/analyse/audit.h" >"$tap_folder/codes"
is "$(grep -c . "$tap_folder/codes")" "$(grep -c '	ROW(' "$TOP/src/analyse/audit.h")" 'the table of codes is understood'
ok 'there are codes' test -s "$tap_folder/codes"
while read -r code severity; do
	[ "$code" != not-proven ] || continue
	ok "$code: there is a model" test -s "$code.yaml" -a -s "$here/$code.txt" || continue
	run "$WHETHER" check "$code.yaml"
	is "$out" "$(cat "$here/$code.txt")" "$code: what check prints"
	is "$err" '' "$code: nothing on standard error"
	is "$(codes)" "$code" "$code: that and nothing else"
	case $severity in NOTE) expected=0 word=note ;; WARNING) expected=1 word=warning ;; *) expected=1 word=error ;; esac
	is "$status" $expected "$code: status $expected"
	like "$out" "^$code.yaml:[0-9]+:[0-9]+: $word: " "$code: is of severity $word"
	run "$WHETHER" check --strict "$code.yaml"
	is "$status" 1 "$code: status 1 with --strict"
	is "$out" "$(cat "$here/$code.txt")" "$code: --strict prints the same"
done <"$tap_folder/codes"

# json FILTER: what jq makes of the last run, a line for each object.
json() {
	jq -c "$1" "$tap_folder/out"
}

# What is found of a rule can be allowed there, with a reason.
grep '^rule-' "$tap_folder/codes" | cut -d ' ' -f 1 >"$tap_folder/rules"
ok 'there are codes about rules' test -s "$tap_folder/rules"
while read -r code; do
	place=$(sed -n "s/^$code.yaml:\([0-9]*\):.* \[$code\]\$/\1/p" "$here/$code.txt")
	sed "${place}s/}\$/, allow: {$code: It is known.}}/" "$code.yaml" >allowed.yaml
	run "$WHETHER" check --strict allowed.yaml
	is "$status $err" '0 ' "$code, allowed: status 0 with --strict"
	is "$out" "$(sed -n '/^tiny, /,$p' "$here/$code.txt" && echo '  allowed: 1 finding')" "$code, allowed: the summary alone"
	run "$WHETHER" check -f json allowed.yaml
	is "$(json '[.findings, .summary.allowed]')" '[[],1]' "$code, allowed, in JSON: no finding"
	is "$(jq -r '.allowed[] | "\(.file):\(.line): \(.code): \(.reason)"' "$tap_folder/out")" \
		"allowed.yaml:$place: $code: It is known." "$code, allowed, in JSON: where, and why"
	is "$(jq -r '.allowed[] | "warning: \(.message) [\(.code)] \(.rule)"' "$tap_folder/out")" \
		"$(sed -n "s/^$code.yaml:[^ ]*: [a-z]*: \(.* \[$code\]\)\$/warning: \1/p" "$here/$code.txt") $(
			sed -n "${place}s/^ *\([a-z]*\): .*/\1/p" "$code.yaml")" "$code, allowed, in JSON: what, and of which rule"
done <"$tap_folder/rules"

# narrow and narrower say the same, as main does, so that four times one votes twice. What narrow allows silences only
# what is found of narrow, and only under this code: that without any one of the three nothing changes is still said.
sed 's/^  narrow: \(.*\)}$/  narrow: \1, allow: {rule-implied: It is known.}}\
  narrower: \1}/' rule-implied.yaml >allowed.yaml
run "$WHETHER" check -f json allowed.yaml
is "$(json '.findings | map([.subject.id, .code, .other])')" '[["main","rule-changes-nothing",null],'\
'["narrow","rule-changes-nothing",null],["narrower","rule-changes-nothing",null],["narrower","rule-implied","main"],["narrower","rule-implied","narrow"]]' \
	'what a rule allows: other findings stay'
is "$(json '.allowed | map([.rule, .code])')" '[["narrow","rule-implied"],["narrow","rule-implied"]]' \
	'what a rule allows: every such finding of this rule'
run "$WHETHER" check allowed.yaml
is "$status" 1 'what a rule allows: status 1 for the others'
like "$out" '^  allowed: 2 findings$' 'what a rule allows: the summary counts it'

# A rule names questions through facts, too; one of them that applies is enough, and a rule that names none is not meant.
while read -r expected condition; do
	sed "s/^rules:/facts: {not_l: {when: {not: {q: l}}}}\\n&/; s/when: {not: {q: l}}, for/when: $condition, for/" \
		rule-holds-unasked.yaml >unasked.yaml
	run "$WHETHER" check unasked.yaml
	is "$(codes | grep -c '^rule-holds-unasked$')" "$expected" "a rule that holds unasked, when: $condition"
done <<'END'
1 not_l
1 {any: [not_l, {q: k}]}
0 {q: k, not_l: true}
0 {any: [not_l, {p: k}]}
0 always
END

# What makes it so that something cannot be, where that is not the condition itself. That main and narrow hold in the same
# profiles makes each of them, alone, change nothing; nothing excludes that.
run "$WHETHER" check excluded.yaml
is "$(printf '%s\n' "$out" | sed -n 's/^excluded.yaml:[0-9:]* warning: \(.*\) \[.*/\1/p; s/^        because of/- of/p')" \
	"'not_both' holds in every profile
- of when questions apply: if all of them always did, this would not be so
without 'main' every profile has the same verdicts
whenever 'main' holds, 'narrow' says the same of 'b': one mechanism votes twice
- of the impossible combinations at lines 24 and 26, together
without 'narrow' every profile has the same verdicts
whenever 'narrow' holds, 'main' says the same of 'b': one mechanism votes twice
- of the impossible combination at line 25
'two' holds in no profile
- of the impossible combinations at lines 24 and 26, together
'guarded' holds in no profile
- of when questions apply: if all of them always did, this would not be so" 'what excludes it'
run "$WHETHER" check -f json excluded.yaml
is "$(json '.findings[] | select(.code != "rule-changes-nothing") | [.subject.id, .excluded_by, (.impossible // [] | map([.line, .because]))]')" \
	'["not_both","guards",[]]
["main","impossible",[[24,"K and K cannot be."],[26,"K and L cannot be."]]]
["narrow","impossible",[[25,"L and L cannot be."]]]
["two","impossible",[[24,"K and K cannot be."],[26,"K and L cannot be."]]]
["guarded","guards",[]]' 'what excludes it, in JSON'
{ cat excluded.yaml && printf '  - {when: {p: l, q: l, r: k}, because: B}\n  - {when: {p: k, r: k}, because: B}\n'; } >more.yaml
run "$WHETHER" check -f json more.yaml
is "$(json '.findings[] | select(.impossible) | [.subject.id] + (.impossible | map(.line))')" '["main",26,28]
["narrow",25]
["two",26,28]' 'what excludes it: of combinations that say the same one is named'

# Models with nothing wrong.
run "$WHETHER" check --strict clean.yaml
is "$status $err" '0 ' 'a clean model, --strict: status 0'
is "$out" "$(cat "$here/clean.txt")" 'a clean model: the summary alone'
run "$WHETHER" check --strict worked.yaml
is "$status" 0 'a worked model, --strict: status 0'
is "$(printf '%s\n' "$out" | sed '1s/, [0-9]* states,/,/')" 'worked, revision 4: 4 questions, 0 facts, 4 rules; 7 profiles, 8 nodes
  wins: a 27 %, b 73 %, none none
  decided by: strong 53 %, medium 13 %, weak 13 %, order 13 %, alone 7 %, none
              none' 'a worked model: the figures'
run "$WHETHER" check --width 40 worked.yaml
is "$(printf '%s\n' "$out" | sed '1,/nodes$/d')" '  wins: a 27 %, b 73 %, none none
  decided by: strong 53 %, medium 13 %,
              weak 13 %, order 13 %,
              alone 7 %, none none' '--width is kept'

# r hangs on p, and q stands between them: 1 * 2 * 2 + 2 * 2 profiles.
cat >between.yaml <<'END'
whether: 1
model: between
revision: 1
title: Between
options: {a: {name: A}, b: {name: B}}
topics: {t: T}
sources: {s: {title: S, url: "https://example.org"}}
tree:
  p: {topic: t, ask: Which?, answers: {k: K, l: L, m: M}}
  q: {topic: t, ask: Which?, answers: {k: K, l: L}}
  r: {topic: t, ask: Which?, when: {p: k}, answers: {k: K, l: L}}
rules:
  one: {when: {any: [{r: l}, {p: l, q: l}]}, for: {b: weak}, because: B, source: s}
END
run "$WHETHER" check between.yaml
like "$out" '; 8 profiles, ' 'a question between another and what hangs on it: profiles are counted right'

# Counts of one.
{ cat clean.yaml && printf 'impossible:\n  - {when: {p: k}, because: B}\n'; } >one.yaml
run "$WHETHER" check one.yaml
like "$out" '^tiny, revision 1: 1 question, 0 facts, 1 rule; 1 profile, 1 state, 3 nodes$' 'one of each: no plural'

# The model that comes with the program, by its name and as the usual one.
run "$WHETHER" check --strict "$TOP/questions/python.yaml"
is "$status $err" '0 ' 'questions/python.yaml: status 0 with --strict'
is "$(codes)" '' 'questions/python.yaml: no finding'
like "$out" '^python, revision [0-9]+: [0-9]+ questions, [0-9]+ facts, [0-9]+ rules; [0-9]+ profiles, [0-9]+$' \
	'questions/python.yaml: the summary'
python=$out
run "$WHETHER" check
is "$status $out" "0 $python" 'no operand: the usual model'

for model in "$TOP"/questions/*.yaml; do
	run "$WHETHER" check --strict -f json "$model"
	is "$status $err$(json .findings)" '0 []' "questions/${model##*/}: no finding, in JSON with --strict"
	is "$(json '[.summary.outcomes[] | select(.id != "none" and .share.high == "0") | .id]')" '[]' \
		"questions/${model##*/}: every option can win"
	is "$(json '[.allowed, .summary.allowed]')" '[[],0]' "questions/${model##*/} allows nothing"
done

# What shows that no option is left is a profile that eval confirms.
for model in no-option-left.yaml small.yaml; do
	run "$WHETHER" check $model
	is "$status" 1 "$model: status 1"
	printf '%s\n' "$out" | sed -n '/^[a-z]*, revision /q; s/^        //p' >witness.yaml
	like "$(cat witness.yaml)" '^answers:$' "$model: there is a witness"
	run "$WHETHER" eval -q -m ./$model witness.yaml
	is "$status $out$err" '1 none' "$model: eval of the witness gives none"
	run "$WHETHER" eval -f json -m ./$model witness.yaml
	is "$(jq -c '[.complete, .ignored, .unknown]' "$tap_folder/out")" '[true,[],[]]' "$model: the witness is complete"
done

# A rule that never holds says nothing of others.
sed 's/medium/weak/' rule-never-holds.yaml >same-words.yaml
run "$WHETHER" check same-words.yaml
is "$(codes)" rule-never-holds 'a rule that never holds, in the words of another: is not called implied as well'

# Nothing is known of what no budget reaches: x and y of 18 pairs, of which one must be k and k, and none may be.
large() {
	sed -n '/^whether/,/^tree/p' clean.yaml
	for name in x y; do
		i=0
		while [ $i -lt 18 ]; do
			printf '  %s%d: {topic: t, ask: Which?, answers: {k: K, l: L}}\n' $name $i
			i=$((i + 1))
		done
	done
	some='' none='' i=0
	while [ $i -lt 18 ]; do
		some="$some{x$i: k, y$i: k}, " none="$none{any: [{x$i: l}, {y$i: l}]}, " i=$((i + 1))
	done
	printf 'rules:\n  never:\n    when: {all: [{any: [%s]}, {all: [%s]}]}\n    %s\n    because: B\n    source: s\n' \
		"${some%, }" "${none%, }" "$1"
}
large 'for: {b: weak}' >large.yaml
run "$WHETHER" check large.yaml
is "$status" 1 'not-proven: status 1'
is "$(codes)" 'not-proven
not-proven' 'not-proven: of the rule and, since it may hold unasked, of the model; and nothing else'
like "$out" ' warning: not all that may be wrong was looked for: the budget was spent \[not-proven\]$' \
	'not-proven: what else may be wrong with the rule was not found out'
like "$out" "^large.yaml:[0-9]+:3: warning: whether 'never' can change a winner was not proven: the budget was spent \[not-proven\]\$" \
	'not-proven: the words'
like "$out" '^  The shares are lower bounds: the budget was spent.$' 'not-proven: the summary says that it is not exact'
like "$out" '; 68719476736 profiles, ' 'not-proven: profiles are counted all the same'
large 'for: {b: weak}
    allow: {rule-never-decides: It is known.}' >large.yaml
run "$WHETHER" check large.yaml
is "$(codes)" 'not-proven
not-proven' 'not-proven: nothing is called allowed in vain'
large 'for: {a: weak}' >large.yaml
run "$WHETHER" check large.yaml
like "$out" '^  wins: a all, b none, none none$' 'what decides is not proven: who wins is'
like "$out" '^  The shares are lower bounds: the budget was spent.$' 'what decides is not proven: the summary says so'
large 'rules out: [a, b]' >large.yaml
run "$WHETHER" check large.yaml
is "$(codes | grep -c no-option-left)" 0 'what is not proven is not called an error: no profile rules out all'

# Several models: the findings of each, in order, and the highest status.
run "$WHETHER" check clean.yaml answers-alike.yaml
is "$status" 0 'a clean one and one with a note: status 0'
is "$out" "$(cat "$here/clean.txt" "$here/answers-alike.txt")" 'two models: one after the other'
run "$WHETHER" check option-never-wins.yaml clean.yaml
is "$status" 1 'one with a warning and a clean one: status 1'
is "$out" "$(cat "$here/option-never-wins.txt" "$here/clean.txt")" 'one with a warning and a clean one: both are shown'

# What cannot be checked.
sed 's/weak/waek/' clean.yaml >misspelt.yaml
run "$WHETHER" check misspelt.yaml
is "$status $out" '3 ' 'a bad model: status 3, no result'
is "$err" "misspelt.yaml:12:33: error: 'waek' is not a strength [unknown-strength]
   12 |   main: {when: {p: l}, for: {b: waek}, because: B, source: s}
      |                                 ^~~~
        did you mean 'weak'?" 'a bad model: where, and the nearest word'
run "$WHETHER" check misspelt.yaml option-never-wins.yaml
is "$status $out" "3 $(cat "$here/option-never-wins.txt")" 'a bad model and another: status 3, and the other is shown'
run "$WHETHER" check ./no-such-file.yaml clean.yaml
is "$status $out" "4 $(cat "$here/clean.txt")" 'no such file and another: status 4, and the other is shown'
run "$WHETHER" check no-such-model
is "$status $out" '3 ' 'no such model: status 3, no result'
like "$err" "^whether: there is no model 'no-such-model'; looked for no-such-model.yaml in\$" 'no such model: it is named'
for word in --settled -q '-f markdown' '-m clean.yaml' '--width 5'; do
	# shellcheck disable=SC2086
	run "$WHETHER" check $word clean.yaml
	is "$status $out" '2 ' "check $word: status 2, no result"
done
if [ -c /dev/full ] && [ -w /dev/full ]; then
	status=0
	err=$("$WHETHER" check clean.yaml 2>&1 >/dev/full) || status=$?
	is "$status $err" '4 whether: cannot write the result: No space left on device' 'a full disk: status 4'
else
	skip 'a full disk' 'there is no /dev/full'
fi

# In JSON: each finding, by the model that provokes it, but for its place and words, which are those of the text.
while read -r code about; do
	run "$WHETHER" check -f json "$code.yaml"
	is "$(json '.findings[] | del(.severity, .code, .message, .file, .line, .column, .also)')" "$about" \
		"$code in JSON: what it is about"
	is "$err" '' "$code in JSON: nothing on standard error"
	is "$(jq -r '.findings[] | "\(.file):\(.line):\(.column): \(.severity): \(.message) [\(.code)]"' "$tap_folder/out")" \
		"$(grep "\[$code\]\$" "$here/$code.txt")" "$code in JSON: where, and the words"
	is "$(jq -r '.findings[].also // empty | "\(.file):\(.line):\(.column): note: \(.message)"' "$tap_folder/out")" \
		"$(grep '^[^ ]*: note: the other' "$here/$code.txt")" "$code in JSON: the other place"
	case $code in answers-alike | rule-never-decides | rule-holds-unasked) expected=0 ;; *) expected=1 ;; esac
	is "$status" $expected "$code in JSON: status $expected"
	run "$WHETHER" check --strict -f json "$code.yaml"
	is "$status" 1 "$code in JSON: status 1 with --strict"
done <<'END'
allowed-in-vain {"subject":{"kind":"rule","id":"main"},"allows":"rule-implied"}
answers-alike {"subject":{"kind":"question","id":"p"},"answers":["l","m"]}
fact-constant {"subject":{"kind":"fact","id":"anything"},"always":true}
fact-same {"subject":{"kind":"fact","id":"not_k"},"other":"is_l"}
fact-unused {"subject":{"kind":"fact","id":"both"}}
no-option-left {"witness":{"p":"l","q":"l"}}
no-profile {}
option-never-wins {"subject":{"kind":"option","id":"c"}}
question-idle {"subject":{"kind":"question","id":"q"}}
rule-changes-nothing {"subject":{"kind":"rule","id":"late"}}
rule-holds-unasked {"subject":{"kind":"rule","id":"main"},"witness":{"p":"l"}}
rule-implied {"subject":{"kind":"rule","id":"narrow"},"other":"main","option":"b"}
rule-never-decides {"subject":{"kind":"rule","id":"late"}}
rule-never-holds {"subject":{"kind":"rule","id":"contradiction"}}
END

# In JSON: the figures, worked out by hand in worked.yaml.
run "$WHETHER" check -f json worked.yaml
is "$status $err" '0 ' 'a worked model in JSON: status 0'
is "$(json '[.model, .findings]')" \
	'[{"id":"worked","revision":4,"title":"Worked out by hand","file":"worked.yaml"},[]]' 'a worked model in JSON: the model'
is "$(json '.summary | [.questions, .facts, .rules, .options, .profiles, .nodes, .exact]')" '[4,0,4,2,"7",8,true]' \
	'a worked model in JSON: how large it is'
is "$(json '.summary.outcomes | map([.id, .share.low, .share.high, .share.words])')" \
	'[["a","4/15","4/15","27 %"],["b","11/15","11/15","73 %"],["none","0","0","none"]]' 'a worked model in JSON: the shares'
is "$(json '.summary | [.decided_by, .decided_by_exact]')" \
	'[{"strong":"8/15","medium":"2/15","weak":"2/15","order":"2/15","alone":"1/15"},true]' 'a worked model in JSON: the tiers'
is "$(json '.summary.states')" "$("$WHETHER" check worked.yaml | sed -n 's/.*, \([0-9]*\) states,.*/\1/p')" \
	'a worked model in JSON: the states'

# In JSON: what loading finds is there, too, and in the order of the file.
run "$WHETHER" check -f json misspelt.yaml
is "$status $err" '3 ' 'a bad model in JSON: status 3, nothing on standard error'
is "$(json 'del(.whether, .findings[].message)')" '{"model":{"file":"misspelt.yaml"},"findings":[{"severity":"error",'\
'"code":"unknown-strength","file":"misspelt.yaml","line":12,"column":33,"hint":"did you mean '"'weak'"'?"}],"allowed":[]}' \
	'a bad model in JSON: what is wrong with it, and no more'
is "$(jq -r '.findings[].message' "$tap_folder/out")" "'waek' is not a strength" 'a bad model in JSON: in words'
sed 's/  main:/  no:/' option-never-wins.yaml >ambiguous.yaml
run "$WHETHER" check -f json ambiguous.yaml
is "$status $err" '1 ' 'a warning of the loader in JSON: status 1, nothing on standard error'
is "$(json '.findings | map([.line, .code])')" '[[12,"ambiguous-id"],[6,"option-never-wins"]]' \
	'a warning of the loader in JSON: before what is proven'
{ cat fact-unused.yaml && printf '  late: {when: {p: k}, against: {b: weak}, because: B, source: s}\n'; } >several.yaml
run "$WHETHER" check -f json several.yaml
is "$(json '.findings | map([.line, .code])')" '[[13,"fact-unused"],[17,"rule-changes-nothing"]]' \
	'several findings in JSON: in the order of the file'
is "$(json '.findings | map(.subject.id)')" '["both","late"]' 'several findings in JSON: each with its subject'
run "$WHETHER" check -f json clean.yaml misspelt.yaml answers-alike.yaml
is "$status $(json '[.model.id, (.findings | length)]')" '3 ["tiny",0]
[null,1]
["tiny",1]' 'several models in JSON: one object each, in order'
run "$WHETHER" check -f json ./no-such-file.yaml clean.yaml
is "$status $(json '.model.file')" '4 "clean.yaml"' 'no such file in JSON: no object'
like "$err" '^whether: cannot read ./no-such-file.yaml: ' 'no such file in JSON: said on standard error'
large 'for: {b: weak}' >large.yaml
run "$WHETHER" check -f json large.yaml
is "$(json '[.findings[].subject]')" '[null,{"kind":"rule","id":"never"}]' 'not-proven in JSON: of the rule, and the rest'
is "$(json '.summary | [.exact, .decided_by_exact, .profiles]')" '[false,false,"68719476736"]' \
	'not-proven in JSON: the summary says that it is not exact'
large 'rules out: [a, b]' >large.yaml
run "$WHETHER" check -f json large.yaml
is "$(json '[.findings[] | select(.code == "not-proven") | .subject]')" '[null,null,{"kind":"rule","id":"never"}]' \
	'not-proven in JSON: of the model as a whole, the rest, and the rule'

# Profiles too many to count: of each of 18 pairs l and l cannot be, and all of the first come before all of the second.
{
	large 'for: {b: weak}' | sed '/^rules:/q'
	sed -n '/^  main:/p' clean.yaml | sed 's/p: l/x0: l/'
	i=0
	while [ $i -lt 18 ]; do
		[ $i -gt 0 ] || echo impossible:
		printf '  - {when: {x%d: l, y%d: l}, because: B}\n' $i $i
		i=$((i + 1))
	done
} >many.yaml
run "$WHETHER" check many.yaml
like "$out" '; very many profiles, ' 'too many profiles to count: in words'
run "$WHETHER" check -f json many.yaml
is "$(json '.summary | [.questions, has("profiles")]')" '[36,false]' 'too many profiles to count in JSON: no number'

# Ids that other readers of YAML take for something else are findings of a model too.
sed 's/  main:/  no:/' clean.yaml >ambiguous.yaml
run "$WHETHER" check ambiguous.yaml
like "$out
$err" '^ambiguous.yaml:12:3: warning: .* \[ambiguous-id\]$' 'an ambiguous id: a warning'
is "$status" 1 'an ambiguous id: status 1, as for all warnings'
done_testing
