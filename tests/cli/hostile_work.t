#!/bin/sh
# SPDX-License-Identifier: ISC
#
# Models made to be much work: whatever is asked of them, the program comes to an end, and check says that it did not look
# for all that may be wrong. No time is measured; what is not bounded runs into the limit of the test runner.
# shellcheck disable=SC2016   # perl, not the shell, expands what models are made of
. "$TOP/tests/tap.sh"
unset XDG_DATA_HOME XDG_DATA_DIRS COLUMNS NO_COLOR

work=$tap_folder/work
mkdir "$work" && cd "$work" || exit 4
printf 'answers: {}\n' >empty.yaml
printf 'expect: b\nanswers: {q0: k}\n' >some.yaml

# model QUESTIONS PERL: a model of so many questions; PERL prints the rest, from `facts` or `impossible` to `rules`.
model() {
	perl -e '($questions, $rest) = @ARGV;
		print "whether: 1\nmodel: m\nrevision: 1\ntitle: T\ntopics: {t: T}\nsources: {s: {title: S, url: u}}\n";
		print "options: {a: {name: A}, b: {name: B}}\ntree:\n";
		print "  q$_: {topic: t, ask: Q?, answers: {k: K, l: L}}\n" for 0 .. $questions - 1;
		sub rule { print "  r$_[0]: {because: B, source: s, for: {$_[2]: weak}, when: $_[1]}\n" }
		eval $rest; die $@ if $@' "$@"
}

# Each pair of rules, and of facts, is a proof; each proof costs more, the more conditions there are.
model 1 'print "rules:\n"; rule($_, "{q0: k}", "b") for 0 .. 1999' >rules.yaml
model 300 'print "rules:\n"; rule($_, "{q" . $_ % 300 . ": k}", "b") for 0 .. 1999' >questions.yaml
model 1 'print "rules:\n"; rule($_, "{not: " x 14 . "{q0: k}" . "}" x 14, "b") for 0 .. 999' >nested.yaml
model 1 'print "facts:\n  f0: {when: {q0: k}}\n";
	print "  f$_: {when: {any: [", join(",", map { "f$_" } ($_ > 60 ? $_ - 60 : 0) .. $_ - 1), "]}}\n" for 1 .. 999;
	print "rules:\n"; rule(0, "f999", "b")' >facts.yaml
model 100 'print "impossible:\n";
	print "  - {when: {q", $_ % 50, ": k, q", 50 + $_ % 47, ": l}, because: B}\n" for 1 .. 5000;
	print "rules:\n"; rule($_, "{q$_: k}", "b") for 0 .. 99' >impossible.yaml
# Each rule has all parts of one fact; the last fact has as many as are named.
model 40 'sub all_of { join ",", map { "{q$_: k}" } 0 .. $_[0] - 1 }
	print "facts:\n  many: {when: {all: [", all_of(40), "]}}\n  few: {when: {any: [", all_of(30), "]}}\nrules:\n";
	rule($_, "many", "b") for 0 .. 99; rule(100, "few", "b")' >parts.yaml
# Of each state of the first half of the questions something else follows for the second.
model 120 'print "rules:\n"; rule($_, "{q$_: k, q" . ($_ + 60) . ": k}", $_ % 2 ? "a" : "b") for 0 .. 59' >halves.yaml

for shape in rules questions nested facts impossible; do
	run "$WHETHER" check $shape.yaml
	is "$status" 1 "$shape: status 1"
	like "$out" "^$shape.yaml:[0-9:]* warning: not all that may be wrong was looked for: the budget was spent \[not-proven\]\$" \
		"$shape: check says that not all was looked for"
done
run "$WHETHER" check -f json rules.yaml
is "$(jq -c '.findings[] | select(.code == "not-proven") | [.severity, .subject]' "$tap_folder/out")" '["warning",null]' \
	'in JSON: a finding about no one thing'

run "$WHETHER" explain -f json -m ./parts.yaml b empty.yaml
is "$(jq -c '.option.reasons[-2:] | map(.needs | ([scan("q[0-9]+ is k")] | length), endswith(", and more"))' "$tap_folder/out")" \
	'[30,true,30,false]' 'explain: of a rule 30 parts are named, and that there are more'
printf 'answers:\n' >all.yaml
perl -e 'print "  q$_: k\n" for 0 .. 39' >>all.yaml
run "$WHETHER" explain -m ./parts.yaml b all.yaml
is "$(tr -s ' \n' '  ' <"$tap_folder/out" | grep -o 'q29 = k, and more' | wc -l)" 100 'and of answers as many'

# in_range NAME WORD...: ends with status 0 or 1.
in_range() {
	title=$1
	shift
	run "$WHETHER" "$@" </dev/null
	ok "$title: comes to an end" test "$status" -le 1
}

in_range 'eval, nested' eval -m ./nested.yaml empty.yaml
in_range 'eval, facts' eval -m ./facts.yaml empty.yaml
in_range 'explain, rules' explain -m ./rules.yaml b some.yaml
in_range 'what-if, halves' what-if -m ./halves.yaml empty.yaml
in_range 'test --generate, questions' test --generate gaps ./questions.yaml some.yaml
in_range 'diff --models, rules' diff --models rules.yaml rules.yaml
run "$WHETHER" diff --models halves.yaml halves.yaml
is "$status $err" '3 whether: the models are too large to compare exactly' 'diff --models, halves: too large, and said so'
done_testing
