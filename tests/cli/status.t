#!/bin/sh
# SPDX-License-Identifier: ISC
#
# What the program ends with: the status, and on which stream it says why.
. "$TOP/tests/tap.sh"
unset XDG_DATA_HOME XDG_DATA_DIRS COLUMNS NO_COLOR

small=$TOP/tests/cli/small.yaml
work=$tap_folder/work
mkdir "$work" && cd "$TOP/tests/cli" || exit 4
cp small.yaml complete.yaml settled.yaml open.yaml none.yaml wet.yaml blank.yaml "$work" && cd "$work" || exit 4

# demand STATUS NAME CMD...: ends so, with nothing on standard error if it succeeds; no result if it was not understood.
demand() {
	demanded=$1
	title=$2
	shift 2
	run "$@"
	is "$status" "$demanded" "$title: status $demanded"
	case $demanded in
	0) is "$err" '' "$title: nothing on standard error" ;;
	2 | 3)
		ok "$title: nothing on standard output" test ! -s "$tap_folder/out"
		ok "$title: standard error says why" test -s "$tap_folder/err"
		;;
	4) ok "$title: standard error says why" test -s "$tap_folder/err" ;;
	esac
}

# 0: a recommendation, settled or open.
demand 0 'decided' "$WHETHER" eval -m "$small" complete.yaml
demand 0 'settled' "$WHETHER" eval -m "$small" settled.yaml
demand 0 'open' "$WHETHER" eval -m "$small" open.yaml
demand 0 'open, quietly' "$WHETHER" eval -q -m "$small" open.yaml
demand 0 'decided, under --settled' "$WHETHER" eval --settled -m "$small" complete.yaml
demand 0 'settled, under --settled' "$WHETHER" eval --settled -m "$small" settled.yaml
demand 0 'settled, under --settled, quietly' "$WHETHER" eval -q --settled -m "$small" settled.yaml

# 1: the negative outcome. The result is still there.
demand 1 'every option is out' "$WHETHER" eval -m "$small" none.yaml
like "$out" '^Recommendation: none; every option is ruled out$' 'every option is out: the report says so'
is "$err" '' 'every option is out: nothing on standard error'
for format in text json markdown; do
	demand 1 "open under --settled, $format" "$WHETHER" eval --settled -f "$format" -m "$small" open.yaml
	ok "open under --settled, $format: the report is there" test -s "$tap_folder/out"
	is "$err" '' "open under --settled, $format: nothing on standard error"
done
demand 1 'every option is out, quietly' "$WHETHER" eval -q -m "$small" none.yaml
is "$out" none 'every option is out, quietly: the word none'
demand 1 'open under --settled, quietly' "$WHETHER" eval -q --settled -m "$small" open.yaml
is "$out" bus 'open under --settled, quietly: the leader is named'

# 2: the command line.
demand 2 'no such command' "$WHETHER" evl
like "$err" "^whether: there is no command 'evl'\$" 'no such command: it is named'
like "$err" "^did you mean 'eval'\?\$" 'no such command: the nearest is named'
like "$err" '^see whether --help$' 'no such command: where to look'
demand 2 'no such command, the other' "$WHETHER" aks
like "$err" "^did you mean 'ask'\?\$" 'no such command, the other: the nearest is named'
demand 2 'a longer word than a command' "$WHETHER" evaluate
is "$(printf '%s\n' "$err" | grep mean)" "did you mean 'eval'?" 'a longer word than a command: which one it is'
demand 2 'a profile without a command' "$WHETHER" complete.yaml
like "$err" '^it is a file; profiles are for whether eval, models for whether check$' 'a profile without a command: what takes it'
demand 2 'nothing like a command' "$WHETHER" zzzzzz
unlike "$err" 'did you mean' 'nothing like a command: no guess'
demand 2 'a profile for a command' "$WHETHER" complete.yaml
demand 2 'no such option' "$WHETHER" eval --frobnicate complete.yaml
like "$err" 'frobnicate' 'no such option: it is named'
like "$err" '^see whether eval --help$' 'no such option: where help is'
demand 2 'no such letter' "$WHETHER" ask -Z
like "$err" '^see whether ask --help$' 'no such letter: where help is'
demand 2 'an option of the other command' "$WHETHER" eval -o file complete.yaml
ok 'an option of the other command: and no such file' test ! -e file
demand 2 'an option without its argument' "$WHETHER" eval -m
demand 2 'a format that there is not' "$WHETHER" eval -f xml complete.yaml
is "$err" "whether: --format: 'xml' is none of text, json, markdown, tap, html, svg, brief
see whether eval --help" 'a format that there is not: which there are'
demand 2 'a form that only test has' "$WHETHER" eval -f tap complete.yaml
is "$err" "whether: eval has no form 'tap'; use -f text, -f json, -f markdown or -f html" 'a form that only test has: which there are'
demand 2 'colour at a time that there is not' "$WHETHER" eval --color sometimes complete.yaml
like "$err" "'sometimes' is none of auto, always, never" 'colour at a time that there is not: which there are'
for width in '' 0 19 1001 -1 80x 1e2 99999999999999999999 '8 0'; do
	demand 2 "width '$width'" "$WHETHER" eval --width "$width" -m "$small" complete.yaml
	like "$err" '^whether: --width must be a whole number from 20 to 1000$' "width '$width': what it may be"
done
for width in 20 1000; do
	demand 0 "width $width" "$WHETHER" eval --width "$width" -m "$small" complete.yaml
done
demand 2 'eval of nothing' "$WHETHER" eval
demand 2 'ask with two profiles' "$WHETHER" ask complete.yaml open.yaml
demand 2 'no arguments and no terminal' "$WHETHER"
like "$err" '^usage: whether ' 'no arguments and no terminal: usage'
demand 2 'only options and no terminal' "$WHETHER" -q
like "$err" '^usage: whether ' 'only options and no terminal: usage'

demand 2 '-s without an answer' "$WHETHER" eval -m "$small" -s bicycle
is "$err" "option -s:1:1: error: 'bicycle' needs '=' and an answer [unknown-answer]
    1 | bicycle
      | ^~~~~~~
        its answers: works, broken, missing, unknown" '-s without an answer: a caret, and the answers'
demand 2 '-s with an empty answer' "$WHETHER" eval -m "$small" -s bicycle=
demand 2 '-s with a misspelt answer' "$WHETHER" eval -m "$small" -s distance=12 -s bicycle=wroks
is "$err" "option -s:1:9: error: 'wroks' is not an answer of 'bicycle' [unknown-answer]
    1 | bicycle=wroks
      |         ^~~~~
        did you mean 'works'?" '-s with a misspelt answer: a caret, and the nearest'
demand 2 '-s with a misspelt second answer' "$WHETHER" eval -m "$small" -s 'bicycle=broken,mising'
is "$err" "option -s:1:16: error: 'mising' is not an answer of 'bicycle' [unknown-answer]
    1 | bicycle=broken,mising
      |                ^~~~~~
        did you mean 'missing'?" '-s with a misspelt second answer: a caret under that'
demand 2 '-s with a misspelt question' "$WHETHER" eval -q -m "$small" -s bicicle=works
is "$err" "option -s:1:1: error: there is no question 'bicicle' [unknown-question]
    1 | bicicle=works
      | ^~~~~~~
        did you mean 'bicycle'?" '-s with a misspelt question: a caret, and the nearest'
demand 2 '-s with a colon' "$WHETHER" eval -q -m "$small" -s bicycle:works
is "$err" "option -s:1:1: error: there is no question 'bicycle:works' [unknown-question]
    1 | bicycle:works
      | ^~~~~~~~~~~~~
        an answer is given as question=answer" '-s with a colon: how an answer is given'
for answer in few 5kk -3 1.5 5-2 -; do
	demand 2 "-s with '$answer' for a number" "$WHETHER" eval -m "$small" -s "distance=$answer"
done
demand 2 '-s misspelt beside a good profile' "$WHETHER" eval -m "$small" -s rain=snow complete.yaml
demand 2 'ask -s with a misspelt answer' "$WHETHER" ask -m "$small" -s rain=wett
like "$err" "did you mean 'wet'" 'ask -s with a misspelt answer: the nearest is named'
unlike "$err" 'Is there' 'ask -s with a misspelt answer: nothing is asked'
demand 2 '-m of no such name' "$WHETHER" eval -m smal -s rain=wet
like "$err" "^whether: there is no model 'smal'; looked for smal.yaml in\$" '-m of no such name: it is named'
like "$err" "^  $HOME/.local/share/whether/questions\$" '-m of no such name: a folder looked at'
like "$err" '^  /usr/share/whether/questions$' '-m of no such name: the last folder looked at'
unlike "$err" 'the name of the model is|did you mean' '-m of no such name: no other name is near'
demand 2 '-m of a misspelt name' "$WHETHER" eval -m delivry -s rain=wet
like "$err" "^whether: did you mean 'delivery'\?\$" '-m of a misspelt name: the nearest'
cp "$small" rides.yml
demand 2 '-m of a file without its folder' "$WHETHER" eval -m rides -s rain=wet
like "$err" '^whether: for the file here, the name of the model is ./rides.yml$' '-m of a file without its folder: its name'
demand 4 'an answer for a profile' "$WHETHER" eval -m "$small" rain=wet
is "$err" 'whether: cannot read rain=wet: No such file or directory; an answer is given with -s' 'an answer for a profile: how it is given'

# 3: the input.
printf 'model: small\nanswers:\n  bicycle: wroks\n' >misspelt.yaml
misspelt="misspelt.yaml:3:12: error: 'wroks' is not an answer of 'bicycle' [unknown-answer]
    3 |   bicycle: wroks
      |            ^~~~~
        did you mean 'works'?"
for command in 'eval' 'eval -q' 'eval -f json' 'eval -f markdown' ask; do
	# shellcheck disable=SC2086
	demand 3 "a misspelt answer, $command" "$WHETHER" $command -m "$small" misspelt.yaml
	is "$err" "$misspelt" "a misspelt answer, $command: a caret, and the nearest"
done
run "$WHETHER" eval -m "$small" - <misspelt.yaml
is "$status $out" '3 ' 'a misspelt answer on standard input: status 3, no result'
is "$err" "<stdin>${misspelt#misspelt.yaml}" 'a misspelt answer on standard input: a caret, and the nearest'

printf 'answers:\n  rain: [dry, wett]\n  bicicle: works\n  distance: lots\n' >misspelt-thrice.yaml
demand 3 'three faults' "$WHETHER" eval -m "$small" misspelt-thrice.yaml
is "$(printf '%s\n' "$err" | grep -c ': error: ')" 3 'three faults: each is reported'
like "$err" '^misspelt-thrice.yaml:2:15: error: ' 'three faults: the place of the first'
like "$err" '^misspelt-thrice.yaml:3:3: error: ' 'three faults: the place of the second'
like "$err" '^misspelt-thrice.yaml:4:13: error: ' 'three faults: the place of the third'

printf 'distance: [1\n' >broken.yaml
demand 3 'a profile that is no YAML' "$WHETHER" eval -m "$small" broken.yaml
like "$err" '^broken.yaml:[0-9]+:[0-9]+: error: .*\[syntax\]$' 'a profile that is no YAML: where'
: >nothing.yaml
demand 3 'an empty profile' "$WHETHER" eval -m "$small" nothing.yaml
demand 3 'a model as a profile' "$WHETHER" eval -m "$small" "$small"
sed 's/strong/storng/' "$small" >bad-model.yaml
demand 3 'a bad model' "$WHETHER" eval -m ./bad-model.yaml complete.yaml
like "$err" "^[.]/bad-model.yaml:[0-9]+:[0-9]+: error: .*'storng'.*\[unknown-strength\]\$" 'a bad model: where'
like "$err" "did you mean 'strong'" 'a bad model: the nearest word'
demand 3 'a bad model, in the interview' "$WHETHER" ask -m ./bad-model.yaml
unlike "$err" 'At any prompt' 'a bad model, in the interview: nothing is asked'
printf 'model: smal\nanswers: {}\n' >elsewhere.yaml
demand 3 'a profile for a model that there is not' "$WHETHER" eval elsewhere.yaml
like "$err" "there is no model 'smal'" 'a profile for a model that there is not: it is named'
demand 3 'a profile for another model' "$WHETHER" eval -m "$small" elsewhere.yaml
like "$err" "^elsewhere.yaml:1:8: error: this profile is for 'smal', not 'small'" 'a profile for another model: both are named'

impossible='these answers cannot all be true: Season tickets are not sold in the months of storms. [impossible]'
demand 3 'impossible answers' "$WHETHER" eval -m "$small" -s distance=12 -s ticket=paid -s rain=storm
is "$err" "answers: error: $impossible" 'impossible answers: why'
printf 'answers: {distance: 12, ticket: paid, rain: storm}\n' >impossible.yaml
for command in 'eval' 'eval -q' 'eval --settled' 'eval -f json' 'eval -f markdown'; do
	# shellcheck disable=SC2086
	demand 3 "an impossible profile, $command" "$WHETHER" $command -m "$small" impossible.yaml
	is "$err" "impossible.yaml:1:39: error: $impossible
    1 | answers: {distance: 12, ticket: paid, rain: storm}
      |                                       ^~~~" "an impossible profile, $command: why, and a caret under the last of them"
done
demand 0 'next door they are possible' "$WHETHER" eval -q -m "$small" impossible.yaml -s distance=unknown
is "$out" walk 'next door they are possible: for only there the ticket does not apply'

head -c 4194305 /dev/zero | tr '\0' '#' >large.yaml
demand 3 'a profile of more than 4 MiB' "$WHETHER" eval -m "$small" large.yaml
like "$err" 'larger than 4 MiB \[size\]$' 'a profile of more than 4 MiB: why'

# 4: the machine.
demand 4 'no such file' "$WHETHER" eval -m "$small" no-such-file.yaml
is "$err" 'whether: cannot read no-such-file.yaml: No such file or directory' 'no such file: why'
demand 4 'no such profile to ask with' "$WHETHER" ask -m "$small" no-such-file.yaml
demand 4 'no such file of a model' "$WHETHER" eval -m ./no-such-file.yaml -s rain=wet
mkdir folder
demand 4 'a folder as a profile' "$WHETHER" eval -m "$small" folder
is "$err" 'whether: cannot read folder: Is a directory' 'a folder as a profile: why'
demand 4 'a folder as a model' "$WHETHER" eval -m ./folder -s rain=wet
like "$err" 'Is a directory' 'a folder as a model: why'
if cp complete.yaml locked.yaml && chmod 000 locked.yaml && ! cat locked.yaml >/dev/null 2>&1; then
	demand 4 'a locked file' "$WHETHER" eval -m "$small" locked.yaml
	like "$err" 'cannot read locked.yaml: Permission denied' 'a locked file: why'
else
	skip 'a locked file' 'whoever runs this reads everything'
fi
if [ -c /dev/full ] && [ -w /dev/full ]; then
	for words in 'eval complete.yaml' 'eval -q complete.yaml' 'eval -f json complete.yaml' \
		'eval complete.yaml open.yaml settled.yaml complete.yaml open.yaml settled.yaml' --help --version 'eval --help'; do
		status=0
		case $words in
		--* | *--help) model='' ;;
		*) model="-m $small" ;;
		esac
		# shellcheck disable=SC2086
		err=$("$WHETHER" $words $model 2>&1 >/dev/full) || status=$?
		is "$status $err" '4 whether: cannot write the result: No space left on device' "a full disk, $words"
	done
else
	skip 'a full disk' 'there is no /dev/full'
fi
status=0
err=$("$WHETHER" eval -m "$small" complete.yaml 2>&1 >&-) || status=$?
is "$status" 4 'no standard output: status 4'
like "$err" '^whether: cannot write the result: ' 'no standard output: why'

# A reader who has left ends it the way a signal does, without a word.
mkfifo pipe
: <pipe &
exec 3>pipe
wait
status=0
err=$("$WHETHER" eval -m "$small" open.yaml 2>&1 >&3 3>&-) || status=$?
exec 3>&-
is "$status $err" '141 ' 'a closed pipe: SIGPIPE, and no message'

# Several profiles: the highest, and the others are shown all the same.
demand 0 'good and good' "$WHETHER" eval -q -m "$small" complete.yaml open.yaml
demand 1 'good and none' "$WHETHER" eval -q -m "$small" none.yaml complete.yaml
demand 1 'good and open under --settled' "$WHETHER" eval -q --settled -m "$small" open.yaml complete.yaml
run "$WHETHER" eval -q -m "$small" complete.yaml misspelt.yaml none.yaml settled.yaml
is "$status" 3 'none and bad: status 3'
is "$out" 'bus
none
walk' 'none and bad: the good ones are shown'
is "$err" "$misspelt" 'none and bad: the bad one is reported'
run "$WHETHER" eval -q -m "$small" no-such-file.yaml misspelt.yaml none.yaml
is "$status" 4 'none, bad and unreadable: status 4'
is "$out" none 'none, bad and unreadable: the good one is shown'
run "$WHETHER" eval -q -m "$small" impossible.yaml complete.yaml
is "$status $out" '3 bus' 'impossible and good: status 3, and the good one'

# Help is a result.
demand 0 --help "$WHETHER" --help
help=$out
like "$help" '^usage: whether ' '--help: usage'
commands=$(printf '%s\n' "$help" | sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p')
like "$commands" '^ask$' '--help: ask is listed'
like "$commands" '^eval$' '--help: eval is listed'
for command in $commands; do
	demand 0 "$command --help" "$WHETHER" "$command" --help
	like "$out" "^usage: whether $command " "$command --help: usage"
	demand 2 "$command with an option that there is not" "$WHETHER" "$command" --frobnicate
	like "$err" "^see whether $command --help\$" "$command with an option that there is not: where help is"
done
for pair in 'eval:text, json, markdown, html' 'batch:json, brief' 'test:text, json, tap' 'diff:text, json'; do
	run "$WHETHER" "${pair%%:*}" --help
	like "$out" "the form of the results: ${pair#*:}\$" "${pair%%:*} --help: the forms that it has, and no others"
done
for command in ask eval; do
	for option in --help -h; do
		demand 0 "$command $option" "$WHETHER" "$command" "$option"
		like "$out" "^usage: whether $command " "$command $option: usage"
		for word in --model --set --format --quiet --settled --width --color --help; do
			like "$out" "^  (-[a-z], )?$word( |\$)" "$command $option: $word is listed"
		done
	done
done
demand 0 -h "$WHETHER" -h
is "$out" "$help" '-h: as --help'
demand 0 --version "$WHETHER" --version
like "$out" '^whether [0-9]+\.[0-9]+\.[0-9]+$' '--version: name and number'
is "$(wc -l <"$tap_folder/out")" 1 '--version: one line'
done_testing
