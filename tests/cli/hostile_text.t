#!/bin/sh
# SPDX-License-Identifier: ISC
#
# Text of strangers: whatever a model, a profile, a name or an answer holds, nothing that a terminal obeys is ever written.
. "$TOP/tests/tap.sh"
unset XDG_DATA_HOME XDG_DATA_DIRS COLUMNS NO_COLOR

work=$tap_folder/work
mkdir "$work" && cd "$work" || exit 4
cp "$TOP"/tests/cli/*.yaml . || exit 4

# harmless NAME: neither of the streams of the latest run has a control but line feed, or a mark that reorders text.
harmless() {
	is "$(controls)" 0 "$1"
}

# Counts the lines of both streams that have one.
controls() {
	cat "$tap_folder/out" "$tap_folder/err" | LC_ALL=C grep -c -a -P \
		'[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]|\xef\xbb\xbf'
}

run printf 'a\033[31mb\n\302\205\n\342\200\256\n'
is "$(controls)" 3 'controls are seen when they come'

# Each as it stands in the file.
line=0
while IFS= read -r hostile; do
	line=$((line + 1))
	# shellcheck disable=SC2059
	text=$(printf "$hostile")
	{
		sed "s/^title: .*/title: \"$text\"/" small.yaml >model.yaml
		printf 'model: small\ntitle: "%s"\nanswers: {rain: dry}\n' "$text" >profile.yaml
		printf 'model: small\nanswers: {"%s": dry, rain: "%s"}\n' "$text" "$text" >keys.yaml
		printf '{"%s": x}\n' "$text" >top.yaml
		printf '%s: [\n' "$text" >syntax.yaml
	}
	run "$WHETHER" check model.yaml
	is "$status" 3 "text $line in a model: refused"
	harmless "text $line in a model: harmless"
	for file in profile keys top syntax; do
		run "$WHETHER" eval -m ./small.yaml "$file.yaml"
		is "$status" 3 "text $line in $file.yaml: refused"
		harmless "text $line in $file.yaml: harmless"
	done
	run "$WHETHER" test model.yaml profile.yaml
	harmless "text $line in what test takes for a model: harmless"
	run "$WHETHER" ask -m ./small.yaml <<END
$text
what-if $text
save $text/nowhere
? $text
END
	harmless "text $line in an interview: harmless"
	run "$WHETHER" eval -m ./small.yaml -s "$text=$text" "$text"
	harmless "text $line on the command line: harmless"
	run "$WHETHER" eval -m "$text" -f "$text"
	harmless "text $line as a form: harmless"
	run "$WHETHER" "$text"
	harmless "text $line as a command: harmless"
	run "$WHETHER" show -m ./small.yaml "$text"
	harmless "text $line as a thing to show: harmless"
	run "$WHETHER" eval -m "$text" -s rain=dry
	harmless "text $line as a model: harmless"
done <<'END'
red \033[31m
title \033]0;owned\007
delete \177\b
eight bits \302\233\061m
reorder \342\200\256gnp.exe
no UTF-8 \377\376
surrogate \355\240\200
END

# What YAML escapes is the same text, and refused where it stands.
for escaped in '\e[31m' '\x1b[31m' '\u202e' '\u009b' '\0' '\a' '\N' '\L' '\u2066'; do
	printf 'title: "a%sb"\n' "$escaped" >escaped.yaml
	run "$WHETHER" eval -m ./small.yaml escaped.yaml
	is "$status" 3 "$escaped: refused"
	like "$err" '\[control-character\]$' "$escaped: why"
	harmless "$escaped: harmless"
done
for escaped in '\ud800' '\udfff' '\U00110000'; do
	printf 'title: "a%sb"\n' "$escaped" >escaped.yaml
	run "$WHETHER" eval -m ./small.yaml escaped.yaml
	is "$status" 3 "$escaped: refused"
	like "$err" '\[syntax\]$' "$escaped: why"
done

# A file's name is a stranger's, too.
name=$(printf 'red\033[31m\n.yaml')
cp complete.yaml "$name"
for format in text json markdown; do
	run "$WHETHER" eval -f "$format" -m ./small.yaml "$name" "$name"
	is "$status" 0 "a name with controls, $format"
	harmless "a name with controls, $format: harmless"
done
mkdir cases && cp complete.yaml "cases/$name"
for format in text json tap; do
	run "$WHETHER" test -f "$format" -m ./small.yaml cases
	is "$status" 0 "a case with such a name, $format"
	harmless "a case with such a name, $format: harmless"
done
run "$WHETHER" init -m ./small.yaml -o "nowhere/$name"
harmless 'such a name under -o: harmless'

# Line ends and marks of other systems change nothing.
"$WHETHER" eval -m ./small.yaml complete.yaml >expected
sed 's/$/\r/' complete.yaml >crlf.yaml
tr '\n' '\r' <complete.yaml >cr.yaml
{ printf '\357\273\277' && cat complete.yaml; } >mark.yaml
sed '2~2s/$/\r/' complete.yaml >mixed-ends.yaml
for file in crlf cr mark mixed-ends; do
	run "$WHETHER" eval -m ./small.yaml "$file.yaml"
	is "$status $err" '0 ' "$file.yaml is read"
	ok "$file.yaml: the same" cmp expected "$tap_folder/out"
done
done_testing
