#!/bin/sh
# SPDX-License-Identifier: ISC
#
# Each harness of libFuzzer, fed with its corpus: what fuzzing has reached so far, and files made by hand to hurt.
. "$TOP/tests/tap.sh"
cd "$TOP/tests/fuzz" || exit 4

for file in *_fuzz.c; do
	name=${file%_fuzz.c}
	replay=$TOP/build/$BUILD/tests/fuzz/replay_$name
	run "$replay" "corpus/$name"/*
	is "$status" 0 "$name: no input of its corpus does harm"
	[ "$status" -eq 0 ] || printf '%s\n' "$err" | tail -n 20 | sed 's/^/# /'
	is "$(printf '%s\n' "$err" | grep -c '^corpus/')" "$(find "corpus/$name" -type f | wc -l | tr -d ' ')" \
		"$name: all of it was read"
	ok "$name: there is a dictionary" grep -q '^"' "$name.dict"
done

# That a harness can fail.
run "$TOP/build/$BUILD/tests/fuzz/replay_model" corpus/nothing
is "$status" 4 'a file that is not there'
run "$TOP/build/$BUILD/tests/fuzz/replay_model"
is "$status" 2 'no file at all'
done_testing
