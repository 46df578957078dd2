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

my $costs = output_of('--tiny');

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

done_testing();
