#!/bin/sh
# SPDX-License-Identifier: ISC
#
# whether help: which page it has man open, and what it says where it cannot. A program in the place of man tells what it
# was called with.
. "$TOP/tests/tap.sh"
unset LESS

prefix=$tap_folder/pre\ fix
copy=$prefix/bin/whether
mkdir -p "$prefix/bin" "$tap_folder/tools" "$tap_folder/nothing"
cp "$WHETHER" "$copy"
cat >"$tap_folder/tools/man" <<'END'
#!/bin/sh
printf '<%s>' "$@"
printf ' LESS=%s\n' "${LESS-}"
exit "${MAN_STATUS:-0}"
END
chmod +x "$tap_folder/tools/man"
PATH=$tap_folder/tools:$PATH

# opens EXPECTED NAME TOPIC: what man is called with, and the status.
opens() {
	run "$copy" help "$3"
	is "$status $out$err" "0 $1" "$2: $3"
}

run "$copy" help
is "$status $err" '0 ' 'without a topic: a list'
list=$out
commands=$("$copy" --help | sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p')
for command in $commands; do
	like "$out" "^  $command  " "the list has $command"
done
for page in "$TOP"/man/*.[157]; do
	name=${page##*/}
	like "$list" "^  [a-z]+ +${name%.*}\(${name##*.}\): " "and ${name%.*}(${name##*.})"
	for topic in "$(printf '%s\n' "$list" | sed -n "s/^  \([a-z]*\)  *${name%.*}(.*/\1/p")" "${name%.*}"; do
		opens "<${name##*.}><${name%.*}> LESS=" 'not installed, by its section' "$topic"
	done
done
for command in $commands; do
	opens "<1><whether> LESS= +/^   $command\$" 'a command, at its heading' "$command"
	like "$(mandoc -T ascii "$TOP/man/whether.1" | sed 's/.\x08//g')" "^   $command\$" "where there is one: $command"
done
export LESS=-R
opens "<1><whether> LESS=-R +/^   eval\$" "beside the user's own words for less" eval
opens "<5><whether-model> LESS=-R" 'which stay as they are' model
unset LESS

# The page that came with the program comes first.
mkdir -p "$prefix/share/man/man5" "$prefix/bin/man"
gzip -c "$TOP/man/whether-model.5" >"$prefix/share/man/man5/whether-model.5.gz"
opens "<$prefix/bin/../share/man/man5/whether-model.5.gz> LESS=" 'installed and compressed' model
cp "$TOP/man/whether-model.5" "$prefix/share/man/man5/"
opens "<$prefix/bin/../share/man/man5/whether-model.5> LESS=" 'installed' model
cp "$TOP/man/whether-model.5" "$prefix/bin/man/"
opens "<$prefix/bin/man/whether-model.5> LESS=" 'in a checkout' model
opens '<5><whether-profile> LESS=' 'another that is not there' profile

run env MAN_STATUS=16 "$copy" help eval
is "$status" 16 'the status is that of man'
run env "PATH=$tap_folder/nothing" "$copy" help model
is "$status $out$err" "4 whether: cannot run man: No such file or directory; the page is $prefix/bin/man/whether-model.5" \
	'no man: it says where the page is'
run env "PATH=$tap_folder/nothing" "$copy" help eval
is "$status $out$err" '4 whether: cannot run man: No such file or directory; the page is whether(1)' 'or which it is'

# refuses MESSAGE WORD...: nothing is opened.
refuses() {
	message=$1
	shift
	run "$copy" help "$@"
	is "$status $out$err" "2 whether: $message" "help $(echo "$*" | tr -d '\033')"
}

refuses "there is no help about 'evla'; did you mean 'eval'?" evla
refuses "there is no help about 'profiel'; did you mean 'profile'?" profiel
refuses "there is no help about 'Test'; did you mean 'test'?" Test
refuses "there is no help about 'something'; whether help lists the topics" something
refuses "there is no help about ''; whether help lists the topics" ''
refuses "there is no help about '?[31m'; whether help lists the topics" "$(printf '\033[31m')"
refuses 'help takes one topic; whether help lists them' eval ask
run "$copy" help --help
like "$out" '^usage: whether help \[OPTION\.\.\.\] \[TOPIC\]$' 'help --help'
done_testing
