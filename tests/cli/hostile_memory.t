#!/bin/sh
# SPDX-License-Identifier: ISC
#
# When memory runs out: status 4 and a word about it, whichever allocation fails, in this program or in a library, and no
# part of a file. STARVE_EVERY=1 lets every allocation of every command here fail, as `make check-starved` does; else it
# is each of a tiny model and a stride through the others. How much memory and stack is enough.
. "$TOP/tests/tap.sh"
unset XDG_DATA_HOME XDG_DATA_DIRS COLUMNS NO_COLOR

starve=$TOP/build/$BUILD/tests/starve/starve
[ "$BUILD" != asan ] || skip_all 'the sanitizers have an allocator of their own'
[ "$BUILD" != coverage ] || skip_all 'what counts allocates at the end, and takes failing ill'
work=$tap_folder/work
mkdir "$work" && cd "$work" || exit 4
cp "$TOP"/tests/cli/*.yaml . || exit 4
cat >tiny.yaml <<'END'
whether: 1
model: tiny
revision: 1
title: Tiny
options: {a: {name: A}, b: {name: B}}
topics: {t: T}
sources: {s: {title: S, url: u}}
tree:
  p: {topic: t, ask: P?, answers: {k: K, l: L}}
rules:
  r: {when: {p: k}, for: {b: strong}, because: It is so., source: s}
END
echo 'answers: {p: k}' >known.yaml
: >empty
printf '12\nworks\n?\nwhy\nback\nlost\nstop\n' >lines

# starved EVERY STATUS NAME WORD...: no failing allocation does harm to a run that else ends so. Setting a locale takes
# most of the time.
starved() {
	every=$1
	expected=$2
	title=$3
	shift 3
	LC_ALL=C run "$starve" --every "${STARVE_EVERY:-$every}" --whole "$work/saved" -- "$@"
	like "$out" "^status $expected; [0-9]+ allocations, [0-9]+ tries, 0 faults\$" "$title"
}

starved 1 0 'every allocation: eval' eval -m ./tiny.yaml known.yaml <empty
starved 59 0 'eval, JSON' eval -f json -m ./small.yaml open.yaml <empty
starved 211 0 'eval, Markdown' eval -f markdown -m ./small.yaml open.yaml <empty
starved 233 0 'eval of two and their table' eval -m ./small.yaml open.yaml complete.yaml <empty
starved 211 0 'eval of standard input' eval -m ./small.yaml - <complete.yaml
starved 307 0 'explain' explain -m ./small.yaml bus open.yaml <empty
starved 307 0 'what-if' what-if -m ./small.yaml open.yaml <empty
starved 307 0 'diff' diff -m ./small.yaml open.yaml complete.yaml <empty
starved 307 1 'diff --models' diff --models parcel-old.yaml parcel-new.yaml <empty
starved 307 0 'next' next -m ./small.yaml open.yaml <empty
starved 211 0 'show' show -m ./small.yaml <empty
starved 211 0 'show, JSON' show -f json -m ./small.yaml <empty
starved 509 1 'check' check ./small.yaml <empty
starved 509 0 'test' test ./small.yaml open.yaml complete.yaml <empty
starved 7 0 'init -o' init -m ./tiny.yaml -o "$work/saved" <empty
starved 997 0 'ask' ask -m ./small.yaml <lines
starved 59 3 'a model in error' eval -m "$TOP/tests/findings/model-unknown-key.yaml" open.yaml <empty
starved 151 3 'a profile in error' eval -m ./small.yaml "$TOP/tests/findings/profile-unknown-answer.yaml" <empty
starved 59 2 'a model that there is not' eval -m nothing open.yaml <empty
starved 59 2 'a command that there is not' evl <empty

# Limits of the machine. With little stack everything works, with little memory it works or says so.
for limit in 256 512; do
	run sh -c "ulimit -s $limit; exec \"\$@\"" sh "$WHETHER" eval -q "$TOP/profiles/cases/061-watching-5000-mailboxes-imap.yaml"
	is "$status $out $err" '0 async ' "$limit KiB of stack: eval of the model of Python"
	run sh -c "ulimit -s $limit; exec \"\$@\"" sh "$WHETHER" check python
	is "$status $err" '0 ' "$limit KiB of stack: check of the model of Python"
done
for limit in 20 25 30 40 60 100 400; do
	run sh -c "ulimit -v ${limit}000; exec \"\$@\"" sh "$WHETHER" eval -q "$TOP/profiles/cases/061-watching-5000-mailboxes-imap.yaml"
	case $limit,$status,$out,$err in
	*,0,async, | *,4,,'whether: out of memory' | *,127,,*'shared librar'*) ok "$limit MB of memory" true ;;
	*) is "$status $out $err" 'a result, or status 4' "$limit MB of memory" ;;
	esac
done
done_testing
