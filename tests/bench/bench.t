#!/usr/bin/env perl
# SPDX-License-Identifier: ISC
#
# The benchmark on small things: that its tables are whole and say what can be. No time is judged.
use strict;
use warnings;

use Test::More;

chdir $ENV{TOP} or die "$ENV{TOP}: $!\n";
my $bench = "build/$ENV{BUILD}/tests/bench/bench";
my $number = qr{[0-9]+(?:\.[0-9]+)?};
my $pair = qr{($number)/($number)};

# What the benchmark prints, and its status.
sub output_of {
	my @command = ($bench, @_);
	open my $pipe, '-|', @command or die "$bench: $!\n";
	local $/;
	my $said = <$pipe> // '';
	close $pipe;
	is($?, 0, "@_: status 0");
	return $said;
}

# The questions asked, by policy, in a table of those to be expected.
sub expected_in {
	my ($table) = @_;
	return my %asked = $table =~ /^(all that apply|file order|most rules|next question|optimum) +($number)(?: |$)/mg;
}

# A model worked out by hand: the figures stand in its comment.
my $said = output_of('tests/bench/tiny.yaml');
is_deeply(
	{ expected_in($said) },
	{ 'all that apply' => '3.750', 'file order' => '2.607', 'most rules' => '3.179', 'next question' => '2.321',
		'optimum' => '2.321' },
	'the questions to be expected of a model are those worked out by hand'
);
like($said, qr/^most rules +3\.179 +36\.92 % +36\.92 % +0$/m, 'a policy that asks too much: by how much');
like($said, qr/^next question +2\.321 +0\.00 % +0\.00 % +1  met: within 6 %$/m, 'an optimal policy meets the target');

my ($costs, $expected, $drawn) = split /^(?=B\d\. )/m, output_of('--tiny');

# name, exact, states, nodes, wall, CPU, ratio, peak
my @costs = $costs =~ m{^(?:diagram|completions|check) \S+ .*$}mg;
is(@costs, 9, 'costs: a row for each analysis');
for (@costs) {
	my ($name, $exact, $states, $nodes, @rest) = m{^(\w+ \S+) +(\S+) +(\S+) +(\S+) +$pair +$pair +$pair +$pair(?:  |$)};
	ok(defined $name, "costs: understood: $_") or next;
	is($exact, '1/1', "$name: exact");
	my ($median, $maximum) = $states =~ m{^$pair$};
	ok($median > 0 && $median <= $maximum, "$name: there are states");
	ok($name =~ /diagram/ ? $nodes =~ m{^$pair$} && $1 > 1 : $nodes eq '-', "$name: nodes only of a diagram");
	ok($rest[6] > 0 && $rest[6] <= $rest[7], "$name: took memory");
}
is(scalar(() = $costs =~ m{  (?:met|missed): [01]/1 exact in under [0-9.]+ s$}mg), 3, 'costs: three targets');

my %asked = expected_in($expected);
for my $policy ('file order', 'most rules', 'next question') {
	cmp_ok($asked{optimum}, '<=', $asked{$policy}, "expected: $policy asks no less than the optimum");
	cmp_ok($asked{$policy}, '<', $asked{'all that apply'}, "expected: $policy asks less than everything");
}
cmp_ok($asked{optimum}, '>', 1, 'expected: one question is not enough');
is(scalar(() = $expected =~ /  (?:met|missed): within 6 %$/mg), 1, 'expected: one target');

# known and drawn, programs, policy, applicable, asked, share
my %rows;
my $row = qr{^(\w.*?\w) +(\d+)  (\w+ \w+) +($number) +($number) +($number) %(?:  (met|missed): at most 50 %)?$}m;
while ($drawn =~ /$row/g) {
	my ($start, $programs, $policy, $applicable, $asked, $share, $verdict) = ($1, $2, $3, $4, $5, $6, $7);
	$start =~ s/  +/, /;
	cmp_ok($programs, '>', 0, "$start, $policy: there are programs");
	$rows{$start}{$policy} = $asked;
	cmp_ok($asked, '<=', $applicable, "$start, $policy: asks only what applies");
	cmp_ok(abs($share - 100 * $asked / $applicable), '<', 1, "$start, $policy: the share");
	is($verdict // '', $policy eq 'least possible' ? '' : $share <= 50 ? 'met' : 'missed', "$start, $policy: the verdict");
}
is(keys %rows, 3, 'drawn: three ways to begin');
for my $start (sort keys %rows) {
	my %asked = %{ $rows{$start} };
	cmp_ok($asked{'next question'}, '<=', $asked{'file order'}, "$start: the next question spares some");
	cmp_ok($asked{'least possible'}, '<=', $asked{$_}, "$start: $_ asks no less than the least") for sort keys %asked;
}
like($drawn, qr/^what a profile says.*file order +([0-9.]+) +\1 /m, 'a profile that leaves open only what has to be asked');

done_testing();
