#!/bin/sh
# SPDX-License-Identifier: ISC
#
# whether --complete: what the last word of an unfinished command line could become.
. "$TOP/tests/tap.sh"
unset XDG_DATA_DIRS COLUMNS POSIXLY_CORRECT

export XDG_DATA_HOME="$tap_folder/data"
mkdir -p "$XDG_DATA_HOME/whether/questions"
cp "$TOP/tests/cli/small.yaml" "$XDG_DATA_HOME/whether/questions/"
cd "$tap_folder" || exit 4
printf 'model: small\n' >mine.yaml
tab=$(printf '\t')
tilde='~'

# completes EXPECTED WORD...: the words, without their meanings, with blanks between.
completes() {
	expected=$1
	shift
	run "$WHETHER" --complete "$@"
	is "$status $(printf '%s\n' "$out" | cut -f 1 | tr '\n' ' ')$err" "0 $expected " "--complete $(echo "$*" | tr '\n\t' '??')"
}

completes 'ask eval batch explain what-if diff next init show check test schema help' ''
completes '' nothing ''
run "$WHETHER" --complete
is "$status $out$err" '0 ' 'no word: nothing'
run "$WHETHER" --complete explain -m small w
is "$out" "walk${tab}on foot" 'the meaning comes after a tab'

# Options and their arguments.
completes '--model -m --set -s --format -f --quiet -q --settled --output -o --order --no-input --width --color --help -h --version' -
completes '--no-input' --no
completes '--model' eval --mo
completes '--model --models' diff --mo
completes '-s' eval -s
completes 'text json markdown html' eval -f ''
completes 'text json svg' show -f ''
completes 'text json' next -f ''
completes 'text json tap' test --format ''
completes '--format=json' test --format=j
completes '-fjson' next -fj
completes 'auto always never' eval --color ''
completes 'file information' ask --order ''
completes 'dot mermaid' show --graph ''
completes '' eval --width ''
completes '/' ask -o ''
completes '/' test --generate=x
completes '/' eval -- -

# What schemas there are, and what the manual tells of.
completes 'profile model' schema ''
completes '' schema model ''
completes 'what-if whether' help wh
completes 'model' help mo
completes '' help model ''

# Models, by name where a name is taken.
completes 'small delivery python /' check ''
completes 'small /' show -m s
completes 'small /' eval --model s
completes '/' diff s
completes 'small /' diff --models s
completes '/' test s

# Questions and answers, of the model that -m, the profile or neither names.
completes 'distance= bicycle= lock= ticket= rain=' eval -m small -s ''
completes 'rain=dry rain=wet rain=storm rain=unknown' eval -m small -s rain=
completes 'rain=wet,storm' eval -m small -s rain=wet,s
completes 'distance=0-1 distance=2-9 distance=10+ distance=unknown' eval -m small -s distance=
completes '--set=rain=wet' eval -m small --set=rain=w
completes '-srain=wet' eval -m small -srain=w
completes 'rain=wet' eval mine.yaml -s rain=w
completes 'rain=wet' what-if mine.yaml rain=w
completes 'rain=wet' what-if mine.yaml lock=good rain=w
completes 'rain=wet' -q -m small -s rain=w
completes '' eval -s rain=w
completes 'work=waiting' eval -s work=wa
completes '' eval -m python mine.yaml -s rain=w
completes '' eval -m small -s nothing=
HOME=$tap_folder
completes 'rain=wet' eval "$tilde/mine.yaml" -s rain=w

# Options and ids.
completes 'walk bike bus' explain -m small ''
completes '/' explain -m small bus ''
completes '' explain -m small bus mine.yaml ''
completes 'wet-road' show -m small wet-

# What cannot be read offers nothing, and is not waited for.
mkfifo pipe.yaml
printf 'model: ./pipe.yaml\n' >piped.yaml
printf 'whether: [\n' >broken.yaml
for model in nowhere ./nowhere.yaml ./pipe.yaml ./broken.yaml . /dev/tty; do
	completes '' eval -m "$model" -s ''
done
for profile in pipe.yaml piped.yaml; do
	run timeout 20 "$WHETHER" --complete eval "$profile" -s rain=
	is "$status $out$err" '0 ' "--complete eval $profile: nothing, at once"
done

# Strangers' words: one line each, without anything that is not text.
# shellcheck disable=SC2016
sed 's/^    name: on foot/    name: "on\\n\\t foot $(x) \\u00e4"/' "$TOP/tests/cli/small.yaml" >odd.yaml
run "$WHETHER" --complete explain -m ./odd.yaml w
is "$out" "walk${tab}on foot \$(x) ä" 'a meaning is one line'
LC_ALL=C run "$WHETHER" --complete explain -m ./odd.yaml w
is "$out" "walk${tab}on foot \$(x) ?" 'in the character set of the locale'
for name in "\$(touch x)" 'a b' '-a' '.a' "$(printf 'a\nb')" "$(printf '\033')"; do
	cp mine.yaml "$XDG_DATA_HOME/whether/questions/$name.yaml"
done
completes 'small delivery python /' check ''
for word in "$(printf 'rain=\n,w')" "$(printf 'rain=\033,w')" "$(printf 'rain=\377,w')"; do
	run "$WHETHER" --complete eval -m small -s "$word"
	is "$status $out$err" '0 ' 'a word that is no text: nothing'
done
done_testing
