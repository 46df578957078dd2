#!/bin/sh
# SPDX-License-Identifier: ISC
#
# Standard streams that are closed, full, endless or no files: a status that says so, and nothing written into the wrong
# place.
. "$TOP/tests/tap.sh"
unset XDG_DATA_HOME XDG_DATA_DIRS COLUMNS NO_COLOR

work=$tap_folder/work
mkdir "$work" && cd "$work" || exit 4
cp "$TOP/tests/cli/small.yaml" "$TOP/tests/cli/complete.yaml" "$TOP/tests/cli/open.yaml" . || exit 4
"$WHETHER" init -m ./small.yaml -o form.yaml
cp form.yaml whole-form.yaml

# closed STREAMS CMD...: with these streams closed (of 0, 1 and 2); sets $status. The others lead to files out and err.
closed() {
	streams=$1
	shift
	status=0
	: >out
	: >err
	case $streams in
	0) "$@" <&- >out 2>err || status=$? ;;
	1) "$@" </dev/null >&- 2>err || status=$? ;;
	2) "$@" </dev/null >out 2>&- || status=$? ;;
	01) "$@" <&- >&- 2>err || status=$? ;;
	02) "$@" <&- >out 2>&- || status=$? ;;
	12) "$@" </dev/null >&- 2>&- || status=$? ;;
	012) "$@" <&- >&- 2>&- || status=$? ;;
	esac
}

for streams in 0 1 2 01 02 12 012; do
	closed "$streams" "$WHETHER" eval -q -m ./small.yaml complete.yaml
	case $streams in *1*) expected='4 ' ;; *) expected='0 bus' ;; esac
	is "$status $(cat out)" "$expected" "streams $streams closed: eval"
	closed "$streams" "$WHETHER" init -m ./small.yaml -o form.yaml
	is "$status" 0 "streams $streams closed: init -o needs none of them"
	ok "streams $streams closed: init -o, the file is whole, and nothing else is in it" cmp form.yaml whole-form.yaml
	closed "$streams" "$WHETHER" eval -m ./small.yaml nowhere.yaml
	is "$status" 4 "streams $streams closed: a file that is not there"
	closed "$streams" "$WHETHER" test --generate "cases-$streams" -m ./small.yaml complete.yaml
	is "$(cat "cases-$streams"/*.yaml | grep -c '^whether:')" 0 "streams $streams closed: no message is in a file"
	ok "streams $streams closed: there are files" test -s "cases-$streams/near.yaml"
	closed "$streams" "$WHETHER" --complete ev
	case $streams in *1*) expected=4 ;; *) expected=0 ;; esac
	is "$status" "$expected" "streams $streams closed: --complete"
done
closed 0 "$WHETHER" eval -m ./small.yaml -
is "$status $(cat err)" '4 whether: cannot read <stdin>: Bad file descriptor' 'no standard input to read a profile from'
closed 0 "$WHETHER" ask -m ./small.yaml -o kept.yaml
is "$status" 4 'no standard input to read answers from: status 4'
like "$(cat err)" '^whether: cannot read <stdin>: Bad file descriptor$' 'no standard input to read answers from: why'
is "$(head -n 2 kept.yaml)" 'model: small
revision: 2' 'no standard input to read answers from: the file is kept'
run "$WHETHER" ask -m ./small.yaml <"$work"
is "$status $out" '4 ' 'a folder to read answers from: status 4'
like "$err" '^whether: cannot read <stdin>: Is a directory$' 'a folder to read answers from: why'
run "$WHETHER" eval -m ./small.yaml - <"$work"
is "$status $err" '4 whether: cannot read <stdin>: Is a directory' 'a folder to read a profile from'

# What never ends is read as far as a file may be large.
run "$WHETHER" eval -m ./small.yaml - </dev/zero
is "$status $err" '3 <stdin>: error: the file is larger than 4 MiB [size]' 'an endless profile'
run "$WHETHER" eval -m /dev/zero complete.yaml
is "$status $err" '3 /dev/zero: error: the file is larger than 4 MiB [size]' 'an endless model'

# A line of an interview may be of any length; only its beginning is kept.
{
	printf '12'
	head -c 40000000 /dev/zero | tr '\0' ' '
	printf '\nworks\n'
	head -c 5000 /dev/zero
	printf '\n?\n'
} >lines
if [ "$BUILD" = asan ]; then
	run "$WHETHER" ask -m ./small.yaml <lines
else
	run sh -c 'ulimit -v 60000; exec "$@"' sh "$WHETHER" ask -m ./small.yaml <lines
fi
is "$status" 1 'lines of any length: it goes on to the end of input'
like "$err" 'Chosen: 12$' 'lines of any length: the beginning of one counts'
like "$err" 'Chosen: works$' 'lines of any length: the next is the next'
unlike "$err" '[[:cntrl:]]' 'lines of any length: no control character comes back'
for ends in '12\nworks\n' '12\r\nworks\r\n' '12\nworks\r\n' '12\nworks'; do
	# shellcheck disable=SC2059
	printf "$ends" >lines
	run "$WHETHER" ask -m ./small.yaml <lines
	is "$(printf '%s\n' "$err" | grep -c 'Chosen: ')" 2 "line ends $ends"
done

# Everything that is written can fail to be, at every command that writes.
if [ -c /dev/full ] && [ -w /dev/full ]; then
	for words in 'eval -f markdown open.yaml' 'explain bus open.yaml' 'what-if open.yaml' 'diff open.yaml complete.yaml' \
		'next open.yaml' init 'show' 'show --graph dot' 'show -f json' 'check small.yaml' 'test complete.yaml' \
		'test -f tap complete.yaml' '--complete eval -s' 'ask --no-input complete.yaml'; do
		status=0
		case $words in
		check* | --*) model='' ;;
		*) model='-m ./small.yaml' ;;
		esac
		# shellcheck disable=SC2086
		err=$("$WHETHER" $words $model 2>&1 >/dev/full) || status=$?
		is "$status" 4 "a full disk, $words: status 4"
		like "$err" '^whether: cannot write the result: No space left on device$' "a full disk, $words: why"
	done
	status=0
	"$WHETHER" eval -q -m ./small.yaml misspelt.yaml 2>/dev/full || status=$?
	is "$status" 4 'no room for messages: the status is the same'
	status=0
	out=$("$WHETHER" eval -q -m ./small.yaml complete.yaml 2>/dev/full) || status=$?
	is "$status $out" '0 bus' 'no room for messages: the result, too'
	run "$WHETHER" init -m ./small.yaml -o /dev/full
	is "$status $err" '4 whether: cannot write /dev/full: No space left on device' 'a full disk under -o'
else
	skip 'a full disk' 'there is no /dev/full'
fi
done_testing
