#!/bin/sh
# SPDX-License-Identifier: ISC
#
# Large input: the bound of memory that whether(1) states holds for files that are made to exceed it, and what is more
# than the program handles is refused at once.
. "$TOP/tests/tap.sh"
unset XDG_DATA_HOME XDG_DATA_DIRS COLUMNS NO_COLOR
[ "$BUILD" != asan ] || skip_all 'the sanitizers take memory of their own'

work=$tap_folder/work
mkdir "$work" && cd "$work" || exit 4
cp "$TOP/tests/cli/small.yaml" . || exit 4
size=1048576

# fill BEFORE UNIT AFTER: as many units as a file of 1 MiB has room for, between the two.
fill() {
	perl -e '($size, $before, $unit, $after) = @ARGV; s/\\n/\n/g for $before, $unit, $after;
		print $before, $unit x (($size - length($before) - length($after)) / length($unit)), $after' "$size" "$@"
}

# within STATUS NAME WORD...: ends so in 16 MiB and 128 bytes for each of a file. Libraries are mapped into the room, too.
within() {
	expected=$1
	title=$2
	shift 2
	libraries=30000
	run sh -c "ulimit -v $((libraries + 16384 + 128 * size / 1024)); exec \"\$@\"" sh timeout 120 "$@"
	is "$status" "$expected" "$title"
	unlike "$err" 'out of memory|cannot allocate' "$title: within the bound"
}

head='whether: 1\nmodel: m\nrevision: 1\ntitle: T\ntopics: {t: T}\nsources: {s: {title: S, url: u}}\n'
head=$head'options: {a: {name: A}, b: {name: B}}\ntree: {p: {topic: t, ask: P?, answers: {k: K, l: L}}}\n'
rule='rules:\n  r: {because: B, source: s, for: {a: weak}, when: '
for shape in '|\n|' '|a:\n|' '[|a,|]' '{|a,|}' '[|*a,|]' '[|!a a,|]'; do
	fill "${shape%%|*}" "$(printf '%s' "$shape" | cut -d '|' -f 2)" "${shape##*|}" >large.yaml
	within 3 "a profile of $shape" "$WHETHER" eval -q -m ./small.yaml large.yaml
done
for list in '{bicycle: [' '{rain: {'; do
	end=$(printf '%s' "$list" | tr -d ':a-z ' | rev | tr '[{' ']}')
	fill "answers: $list" 'k,' "$end\n" >large.yaml
	within 3 "answers of $list" "$WHETHER" eval -q -m ./small.yaml large.yaml
done
for unit in 'f,' 'z,' 'not: f,'; do
	fill "$head$rule{any: [" "$unit" ']}}\nfacts: {f: {when: always}}\n' >large.yaml
	expected=0
	[ "$unit" != z, ] || expected=3
	within "$expected" "a condition of $unit" "$WHETHER" eval -q -m ./large.yaml -s p=k
done

# More than there may be: one finding about it, not one for each.
perl -e '$_ = $ARGV[0]; s/\\n/\n/g; s/^tree: .*\n//m; print;
	print "tree:\n", map { "  q$_: {topic: t, ask: P?, answers: {k: K, l: L}}\n" } 1 .. 10000;
	print "rules:\n  r: {because: B, source: s, for: {a: weak}, when: always}\n"' "$head" >questions.yaml
within 3 'ten thousand questions' "$WHETHER" check questions.yaml
like "$err" 'error: more than 500 questions \[too-many\]$' 'ten thousand questions: why'
is "$(printf '%s\n' "$err" | grep -c ': error: ')" 1 'ten thousand questions: said once'

# Aliases are refused where they stand, so nothing is multiplied.
{
	echo 'a0: &a0 [x, x]'
	for i in 1 2 3 4 5 6 7 8 9 10 20 30 40; do echo "a$i: &a$i [*a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0]"; done
} >bomb.yaml
within 3 'a bomb of aliases' "$WHETHER" eval -q -m ./small.yaml bomb.yaml
like "$err" '\[alias\]$' 'a bomb of aliases: why'
perl -e 'print "[" x 1000000' >deep.yaml
within 3 'a million levels' "$WHETHER" eval -q -m ./small.yaml deep.yaml
like "$err" 'nested deeper than 32 levels \[depth\]$' 'a million levels: why'
done_testing
