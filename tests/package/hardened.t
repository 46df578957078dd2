#!/bin/sh
# SPDX-License-Identifier: ISC
#
# What the compiler and the linker put into the program against the use of faults, read off the program; and what the
# program cannot do, since it has no means to: reach a network, or start a shell. Only src/base/child.c starts programs,
# and src/cli/help.c becomes man(1).
. "$TOP/tests/tap.sh"
cd "$TOP" || exit 4
unset MAKEFLAGS MFLAGS MAKELEVEL CFLAGS CPPFLAGS LDFLAGS

imports=$(nm -D --undefined-only "$WHETHER" | sed 's/^ *[A-Za-z] //; s/@.*//')
like "$imports" '^malloc$|^calloc$' 'the symbols that the program imports can be read'

# Names of functions, as one pattern for whole lines.
network='socket|socketpair|connect|bind|listen|accept4?|send(to|msg|mmsg)?|recv(from|msg|mmsg)?|getaddrinfo|gethostby.*|res_.*'
shell='system|popen|wordexp|dlopen|vfork'
if [ "$BUILD" = asan ]; then
	skip 'no network, no shell' 'the runtime of the sanitizers has all of it'
else
	unlike "$imports" "^($network)\$" 'no function that reaches a network'
	unlike "$imports" "^($shell)\$" 'no function that starts a shell or loads code'
fi
is "$(grep -l -E '\<(fork|exec[lv]p?e?|posix_spawnp?) *\(' src/*/*.c | grep -v -x -e src/base/child.c -e src/cli/help.c)" '' \
	'no other file starts a program'

if [ "$BUILD" != asan ] && command -v strace >/dev/null 2>&1 && strace -o "$tap_folder/try" true 2>/dev/null; then
	run strace -f -e trace=network,process -o "$tap_folder/calls" "$WHETHER" eval -q -s purpose=many -s gain=moment
	is "$status $out" '0 sync' 'the program runs while it is watched'
	is "$(grep -c -E '\b(socket|connect|clone3?|v?fork)\(' "$tap_folder/calls")" 0 'and opens no socket and starts no process'
	is "$(grep -c 'execve(' "$tap_folder/calls")" 1 'but itself'
else
	skip 'watched' 'there is no strace, or it may not look, or a sanitizer does'
fi

case $BUILD in
release | dev)
	headers=$(readelf -h -l -d -W "$WHETHER")
	like "$headers" 'Type: +DYN' 'the program can be loaded anywhere'
	like "$headers" 'Flags: .*PIE' 'and is not a library'
	like "$headers" 'GNU_RELRO' 'what is read only once it is loaded is made so'
	like "$headers" 'BIND_NOW' 'which is all there is to link'
	like "$headers" 'GNU_STACK .* RW ' 'the stack holds no code'
	unlike "$headers" 'LOAD .* RWE ' 'nothing that is code can be written'
	like "$imports" '^__stack_chk_fail$' 'the stack is watched'
	like "$imports" '^__vsnprintf_chk$' 'functions of the C library look at the size of what they write to'
	case $(uname -m) in
	x86_64 | i?86)
		like "$(objdump -d --no-show-raw-insn "$WHETHER" | sed -n '/<main>:$/,/ret/p' | head -n 3)" 'endbr(64|32)' \
			'functions begin with a mark for indirect calls'
		;;
	*) skip 'a mark for indirect calls' 'it is of another machine' ;;
	esac
	;;
*) skip 'what is in the program' 'a build with sanitizers is for finding faults' ;;
esac

# object FOLDER ASSIGNMENT...: makes one object there, with flags and compiler of a packager.
object() {
	folder=$tap_folder/$1
	shift
	make -s --no-print-directory out="$folder" "$@" "$folder/src/base/text.o"
}
[ "$BUILD" = release ] || done_testing
run object usual CFLAGS='-O2 -g'
is "$status$out$err" 0 'one object, built as usual'
like "$(nm "$tap_folder/usual/src/base/text.o")" '__vsnprintf_chk' 'it has FORTIFY'
run object theirs CFLAGS='-O2 -fno-stack-protector' CPPFLAGS='-D_FORTIFY_SOURCE=3 -D_GLIBCXX_ASSERTIONS'
is "$status$out$err" 0 'flags of a packager: no word about it'
unlike "$(nm "$tap_folder/theirs/src/base/text.o")" '__stack_chk_fail' 'flags of a packager win'
run object slow CFLAGS='-g -O0'
is "$status$out$err" 0 'without optimisation: no word about it'
if command -v clang >/dev/null 2>&1; then
	run object clang CC=clang CFLAGS='-O2 -g -Werror'
	is "$status$out$err" 0 'clang knows all of the flags'
	like "$(nm "$tap_folder/clang/src/base/text.o")" '__vsnprintf_chk' 'and has FORTIFY, too'
else
	skip 'clang' 'it is not here'
fi
done_testing
