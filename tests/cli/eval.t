#!/bin/sh
# SPDX-License-Identifier: ISC
#
# whether eval: what it prints for profiles, for answers of -s, for several profiles, and where it finds models.
# The expected reports are the .txt files beside the profiles; their numbers were worked out by hand from small.yaml.
. "$TOP/tests/tap.sh"
unset XDG_DATA_HOME XDG_DATA_DIRS COLUMNS NO_COLOR

here=$TOP/tests/cli
small=$here/small.yaml
work=$tap_folder/work
mkdir "$work" && cd "$TOP/tests/cli" || exit 4
cp small.yaml complete.yaml settled.yaml open.yaml none.yaml wet.yaml blank.yaml "$work" && cd "$work" || exit 4

# gives EXPECTED NAME -s Q=A...: with the answers of -s alone, the outcome.
gives() {
	expected=$1
	title=$2
	shift 2
	run "$WHETHER" eval -q -m "$small" "$@"
	is "$out$err" "$expected" "$title"
}

# shares EXPECTED NAME ARGUMENT...: the exact share of each option that can win.
shares() {
	expected=$1
	title=$2
	shift 2
	run "$WHETHER" eval -f json -m "$small" "$@"
	is "$(jq -r '[.options[] | select(.share.low != "0") | "\(.id) \(.share.low)"] | join(", ")' "$tap_folder/out")" \
		"$expected" "$title"
	is "$(jq -c '.options[] | select(.share.low != .share.high)' "$tap_folder/out")" '' "$title: exactly"
}

# takes EXPECTED QUESTION ANSWER: how an answer of -s is told.
takes() {
	run "$WHETHER" eval -f json -m "$small" -s "$2=$3"
	is "$(jq -r ".answers.$2" "$tap_folder/out")$err" "$1" "-s $2=$3"
}

# Whole reports, and the one word.
for profile in complete settled open none wet blank; do
	run "$WHETHER" eval -m "$small" $profile.yaml
	is "$out" "$(cat "$here/$profile.txt")" "the report of $profile.yaml"
	is "$err" '' "the report of $profile.yaml: nothing on standard error"
done
# The flips are those that what-if.t works out.
run "$WHETHER" eval -f markdown -m "$small" open.yaml
is "$(printf '%s\n' "$out" | sed -n '/^## Revisit/,$p')" '## Revisit when

- distance = 0-1: then **walk**
- rain = storm: then **bike**
- it is known: What will the weather be?
- it is known: How good is its lock?
- it is known: Is the bus paid for?
- there is a newer model than revision 2.' 'markdown: when to revisit an open decision'
for row in complete:bus settled:walk open:bus none:none wet:bike blank:walk; do
	"$WHETHER" eval -q -m "$small" "${row%:*}.yaml" >word 2>err
	printf '%s\n' "${row#*:}" >expected
	ok "-q of ${row%:*}.yaml: one word and a line end" cmp expected word
	ok "-q of ${row%:*}.yaml: nothing on standard error" test ! -s err
done
gives bus '-q wins over -f' -f json complete.yaml
run "$WHETHER" eval --quiet --model="$small" complete.yaml
is "$out" bus 'options by their long names'
run "$WHETHER" eval complete.yaml -q -m "$small" settled.yaml
is "$out" 'bus
walk' 'options between the operands'
run "$WHETHER" eval -q -m "$small" -- complete.yaml
is "$out" bus '-- ends the options'

run "$WHETHER" eval -m "$small" wet.yaml -s rain=dry
like "$out" 'Put on a helmet' 'advice: first steps of the option that is recommended'
unlike "$out" 'rain coat' 'advice: not what does not fit the answers'
run "$WHETHER" eval -m "$small" complete.yaml -s rain=wet
unlike "$out" 'rain coat' 'advice: not for an option that is not recommended'

# Several profiles: a line before each, then the table.
run "$WHETHER" eval -m "$small" complete.yaml settled.yaml open.yaml none.yaml
separate=$(for profile in complete settled open none; do
	printf '==== %s.yaml\n' $profile
	cat "$here/$profile.txt"
	echo
done)
is "$out" "$separate

==== Summary
Profile        Recommended  How sure         Expected
complete.yaml  bus          decided (weak)   yes
settled.yaml   walk         settled          no, bike
open.yaml      bus          61 %, then bike  accepted, not bike
none.yaml      none         decided (none)   yes" 'four profiles: reports and table at 80 columns'
is "$status $err" '1 ' 'four profiles: the highest status, and no complaint'

run "$WHETHER" eval --width 40 -m "$small" complete.yaml settled.yaml open.yaml none.yaml
is "$(printf '%s\n' "$out" | sed -n '/^==== Summary/,$p')" '==== Summary
* complete.yaml: bus; decided (weak);
  expected: yes
* settled.yaml: walk; settled; expected:
  no, bike
* open.yaml: bus; 61 %, then bike;
  expected: accepted, not bike
* none.yaml: none; decided (none);
  expected: yes' 'four profiles: the table at 40 columns is a list'

sed '/^expect\|^accept/d' open.yaml >expects-nothing.yaml
run "$WHETHER" eval -m "$small" expects-nothing.yaml wet.yaml
is "$(printf '%s\n' "$out" | sed -n '/^==== Summary/,$p')" '==== Summary
Profile               Recommended  How sure
expects-nothing.yaml  bus          61 %, then bike
wet.yaml              bike         settled' 'profiles that expect nothing: no such column'
run "$WHETHER" eval -m "$small" expects-nothing.yaml complete.yaml
like "$out" '^expects-nothing.yaml  bus          61 %, then bike$' 'one of two expects something: no trailing blanks'
run "$WHETHER" eval -m "$small" complete.yaml
unlike "$out" '^====' 'one profile: no line before it, no table'
run "$WHETHER" eval -f markdown -m "$small" complete.yaml settled.yaml
is "$(printf '%s\n' "$out" | sed -n '/^# Summary/,$p')" '# Summary

| Profile | Recommended | How sure | Expected |
| --- | --- | --- | --- |
| complete.yaml | bus | decided (weak) | yes |
| settled.yaml | walk | settled | no, bike |' 'two profiles in Markdown: the table'
gives 'bus
walk
none' 'three profiles, quietly: a line for each' complete.yaml settled.yaml none.yaml

# Standard input.
run "$WHETHER" eval -m "$small" - <complete.yaml
is "$out" "$(cat "$here/complete.txt")" '-: the same report'
run "$WHETHER" eval -q -m "$small" settled.yaml - none.yaml <complete.yaml
is "$out" 'walk
bus
none' '- among others'
run "$WHETHER" eval -q -m "$small" <complete.yaml
is "$status $out" '2 ' 'standard input is not read unasked'

# -s. Twelve kilometres, dry: with a good lock and no ticket all is level, and bike comes before bus.
gives bike '-s alone' -s distance=12 -s bicycle=works -s lock=good -s ticket=unpaid -s rain=dry
gives bus '-s alone: another answer' -s distance=12 -s bicycle=works -s lock=bad -s ticket=unpaid -s rain=dry
gives bike '-s wins over the profile' complete.yaml -s lock=good -s ticket=unpaid
gives bike '-s before the profile wins all the same' -s lock=good -s ticket=unpaid complete.yaml
gives 'bus
walk' '-s is for each profile' -s bicycle=missing wet.yaml settled.yaml
gives bike '-s repeated: the later counts' complete.yaml -s ticket=unpaid -s lock=bad -s lock=good
gives bus '-s repeated: the later counts, the other way' complete.yaml -s ticket=unpaid -s lock=good -s lock=bad
shares 'bike 3/4, bus 1/4' '-s unknown takes an answer back' complete.yaml -s lock=good -s ticket=unknown
gives bike 'blanks round an answer' -s ' distance = 12 ' -s 'bicycle= works' -s 'lock =good' -s ticket=unpaid -s rain=dry
takes 12 distance 12
takes 5000 distance 5k
takes 2000000 distance 2M
takes 1000 distance 1_000
takes 2-5 distance 2-5
takes 2000-5000 distance 2k-5k
takes 10+ distance 10+
takes 1,12 distance 1,12
takes broken,missing bicycle missing,broken
takes unknown bicycle unknown
gives walk 'a number below a bound' -s distance=1 -s bicycle=works -s rain=dry
gives bike 'a number at that bound' -s distance=2 -s bicycle=works -s rain=dry
gives walk 'a number below the next bound' -s distance=9 -s bicycle=missing -s rain=dry -s ticket=unpaid
gives bus 'a number at the next bound' -s distance=10 -s bicycle=missing -s rain=dry -s ticket=unpaid

# Sets and ranges. Without a bicycle, dry and unpaid: on foot below ten kilometres, by bus from there. The bands weigh
# 1 : 2 : 1, and next door the ticket does not apply, so that its 3/4 is no factor there.
rest='-s bicycle=missing -s rain=dry -s ticket=unpaid'
# shellcheck disable=SC2086
{
	shares 'walk 2/3, bus 1/3' 'a range over two bands' -s distance=2-12 $rest
	shares 'walk 1' 'a range within a band' -s distance=3-9 $rest
	shares 'bus 1' 'a range with no end' -s distance=10+ $rest
	shares 'walk 10/13, bus 3/13' 'a range over three bands' -s distance=1-12 $rest
	shares 'walk 4/7, bus 3/7' 'two numbers, and nothing between them' -s distance=1,12 $rest
	shares 'walk 10/13, bus 3/13' 'unknown' -s distance=unknown $rest
	shares 'walk 10/13, bus 3/13' 'left out' $rest
	shares 'walk 2/3, bus 1/3' 'one of two answers' -s distance=2-12 -s bicycle=broken,missing -s rain=dry -s ticket=unpaid
}
# Where all but the weather is known, rain is for the bus (medium), a storm for the bicycle (the bus stops).
shares 'bike 4/5, bus 1/5' 'what may be any of its answers' -s distance=12 -s bicycle=works -s lock=good -s ticket=unpaid
shares 'bike 4/5, bus 1/5' 'all of its answers' \
	-s distance=12 -s bicycle=works -s lock=good -s ticket=unpaid -s rain=dry,wet,storm
shares 'bike 3/4, bus 1/4' 'two of its answers' -s distance=12 -s bicycle=works -s lock=good -s ticket=unpaid -s rain=dry,wet

cat >sets.yaml <<'END'
answers:
  distance: [1, 12]
  bicycle: [broken, missing]
  rain: unknown
  ticket: unpaid
END
cat >range.yaml <<'END'
answers:
  distance:
    at least: 2
    below: 13
  bicycle: missing
END
# compare NAME PROFILE -s Q=A...: a profile and -s give the same.
compare() {
	title=$1
	profile=$2
	shift 2
	"$WHETHER" eval -f json -m "$small" "$profile" | jq 'del(.profile)' >by-profile
	"$WHETHER" eval -f json -m "$small" "$@" | jq 'del(.profile)' >by-option
	ok "$title: there is something" test -s by-profile
	ok "$title" diff -u by-profile by-option
}
compare 'lists in a profile are as -s' sets.yaml -s distance=1,12 -s bicycle=broken,missing -s rain=unknown -s ticket=unpaid
compare 'a range in a profile is as -s' range.yaml -s distance=2-12 -s bicycle=missing

# The bus wins with a bad lock, paid for or not, unless a storm stops it. But if it is paid for, it cannot storm: with
# storms most usual, that answer turns the bicycle into the bus.
sed 's/      storm: a storm/      storm: {label: a storm, prior: 9, basis: a guess}/' "$small" >stormy.yaml
bad_lock='-s distance=12 -s bicycle=works -s lock=bad'
# shellcheck disable=SC2086
{
	run "$WHETHER" eval -f json -m ./stormy.yaml $bad_lock
	before=$(jq -r .recommendation "$tap_folder/out")
	idle=$(jq -r '[.unknown[] | select(.matters | not) | .question] | join(" ")' "$tap_folder/out")
	run "$WHETHER" eval -q -m ./stormy.yaml $bad_lock -s ticket=paid
}
is "$before $out" 'bike bus' 'an answer that makes another impossible can change the result'
unlike "$idle" ticket 'and so it is not said that it cannot'

# Answers that do not apply.
printf 'answers:\n  distance: 1\n  ticket: paid\n' >ignored.yaml
warning="'ticket' does not apply here; its answer is ignored [not-applicable]"
for option in --settled -q '-f json' '-f markdown'; do
	# shellcheck disable=SC2086
	run "$WHETHER" eval $option -m "$small" ignored.yaml
	is "$err" "ignored.yaml:3:3: warning: $warning
    3 |   ticket: paid
      |   ^~~~~~" "an answer of a profile that does not apply, $option: a warning with its place"
	is "$status" 0 "an answer of a profile that does not apply, $option: no error"
	ok "an answer of a profile that does not apply, $option: a result" test -s "$tap_folder/out"
done
run "$WHETHER" eval -m "$small" ignored.yaml
is "$(printf '%s\n' "$out" | sed -n '/^Answered/,/^$/p')" 'Answered, but it does not apply here
  ticket' 'an answer that does not apply: the report names it'
run "$WHETHER" eval -m "$small" settled.yaml -s ticket=paid
is "$err" "settled.yaml: warning: $warning" 'an answer of -s beside a profile that does not apply: no place'
run "$WHETHER" eval -m "$small" -s distance=1 -s ticket=paid
is "$err" "answers: warning: $warning" 'an answer of -s alone that does not apply: no place'
run "$WHETHER" eval -m "$small" ignored.yaml -s ticket=unknown
is "$err" '' 'it is not known, where it does not apply: no warning'
run "$WHETHER" eval -m "$small" ignored.yaml -s distance=unknown
is "$err" '' 'it may apply: no warning'

# Which model.
folder=whether/questions
for place in home data1 data2 tree prefix/share; do
	case $place in
	tree) to=tree/questions ;;
	*) to=$place/$folder ;;
	esac
	mkdir -p "$to"
	cp "$small" "$to/small.yaml"
done
mkdir -p prefix/bin "$HOME/.local/share/$folder" relative/$folder
cp "$WHETHER" tree/whether
cp "$WHETHER" prefix/bin/whether
cp "$small" "$HOME/.local/share/$folder/small.yaml"
cp "$small" "relative/$folder/small.yaml"

# finds FILE NAME PROGRAM ARGUMENT...: the model that is used, from an absolute path without `..`.
finds() {
	expected=$1
	title=$2
	shift 2
	run "$@"
	found=$(jq -r .model.file "$tap_folder/out")
	is "$(realpath -e -- "$found")$err" "$(realpath -e -- "$expected")" "$title"
}
finds small.yaml '-m with a slash' "$WHETHER" eval -f json -m ./small.yaml -s rain=wet
finds small.yaml '-m with .yaml' "$WHETHER" eval -f json -m small.yaml -s rain=wet
finds home/$folder/small.yaml 'a name in XDG_DATA_HOME' \
	env XDG_DATA_HOME="$work/home" "$WHETHER" eval -f json -m small -s rain=wet
finds "$HOME/.local/share/$folder/small.yaml" 'a name below HOME' "$WHETHER" eval -f json -m small -s rain=wet
finds "$HOME/.local/share/$folder/small.yaml" 'an empty XDG_DATA_HOME is none' \
	env XDG_DATA_HOME= "$WHETHER" eval -f json -m small -s rain=wet
finds home/$folder/small.yaml 'home comes before the folder of the program' \
	env XDG_DATA_HOME="$work/home" XDG_DATA_DIRS="$work/data1" tree/whether eval -f json -m small -s rain=wet
finds tree/questions/small.yaml 'the folder of the program comes before XDG_DATA_DIRS' \
	env XDG_DATA_HOME="$work/none" XDG_DATA_DIRS="$work/data1" tree/whether eval -f json -m small -s rain=wet
finds prefix/share/$folder/small.yaml 'a prefix comes before XDG_DATA_DIRS' \
	env XDG_DATA_HOME="$work/none" XDG_DATA_DIRS="$work/data1" prefix/bin/whether eval -f json -m small -s rain=wet
finds data1/$folder/small.yaml 'the first of XDG_DATA_DIRS' \
	env XDG_DATA_HOME="$work/none" XDG_DATA_DIRS="$work/data1:$work/data2" "$WHETHER" eval -f json -m small -s rain=wet
finds data2/$folder/small.yaml 'the second of XDG_DATA_DIRS' \
	env XDG_DATA_HOME="$work/none" XDG_DATA_DIRS="$work/none::$work/data2" "$WHETHER" eval -f json -m small -s rain=wet
run env XDG_DATA_HOME=relative XDG_DATA_DIRS=relative "$WHETHER" eval -q -m small -s rain=wet
is "$status" 2 'relative folders are not looked at'
like "$err" "^whether: there is no model 'small'; looked for small.yaml in\$" 'relative folders are not looked at: which model'
unlike "$err" '^ *relative' 'relative folders are not looked at: nor named'
finds "$HOME/.local/share/$folder/small.yaml" 'the model that the profile names' "$WHETHER" eval -f json complete.yaml
mv "home/$folder/small.yaml" "home/$folder/python.yaml"
finds home/$folder/python.yaml 'python if the profile names none' \
	env XDG_DATA_HOME="$work/home" "$WHETHER" eval -f json open.yaml
finds small.yaml '-m wins over what the profile names' "$WHETHER" eval -f json -m ./small.yaml complete.yaml
run "$WHETHER" eval -q complete.yaml wet.yaml
is "$out$err" 'bus
bike' 'the model of the first profile serves the second'
sed 's/^model: small/model: other/' "$small" >other.yaml
run "$WHETHER" eval -q -m ./other.yaml complete.yaml open.yaml
is "$status $out" '3 bus' 'a profile for another model is refused, one that names none is not'
like "$err" "^complete.yaml:1:8: error: this profile is for 'small', not 'other' \[other-model\]\$" 'why it is refused'
sed 's/^revision: 2/revision: 3/' complete.yaml >newer.yaml
run "$WHETHER" eval -q -m "$small" newer.yaml
is "$status $out" '0 bus' 'a profile for a newer revision is taken'
like "$err" '^newer.yaml:2:11: warning: the profile is for revision 3 of the model; this is revision 2 \[newer-revision\]$' \
	'with a warning'
done_testing
