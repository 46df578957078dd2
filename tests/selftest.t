#!/usr/bin/env perl
# SPDX-License-Identifier: ISC
#
# Plants tests that fail in every way a test can, and demands that tests/run notices and counts truly.
use strict;
use warnings;

use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Temp qw(tempdir);
use Test::More;

my $top = dirname(dirname(abs_path(__FILE__)));
my $folder = tempdir(CLEANUP => 1);
my $limit = 60;

sub write_file {
	my ($name, $text) = @_;
	open my $file, '>', $name or die "$name: $!\n";
	print $file $text;
	close $file or die "$name: $!\n";
	return $name;
}

sub plant {
	my ($name, $script) = @_;
	write_file("$folder/$name", "#!/bin/sh\n$script\n");
	chmod 0755, "$folder/$name" or die "$name: $!\n";
	return "$folder/$name";
}

sub quoted {
	return join ' ', map { "'" . s/'/'\\''/gr . "'" } @_;
}

# Runs tests/run on planted tests; returns its status and its output.
sub runs {
	my @command = ("$top/tests/run", '--logs', "$folder/logs", '--limit', $limit, @_);
	my $output = qx{@{[quoted(@command)]} 2>&1 <'$top/Makefile'};
	return ($? >> 8, $output);
}

# Demands of a run of planted tests its closing line and its status; returns its output.
sub demand {
	my ($why, $closing, $expected, @tests) = @_;
	my ($status, $output) = runs(@tests);
	my ($last) = $output =~ /([^\n]*)\n\z/;
	is($last, $closing, "$why: closing line") or diag($output);
	is($status, $expected, "$why: status") or diag($output);
	return $output;
}

my $good = plant('good.t', 'echo "ok 1 - first"; echo "ok 2 - second"; echo 1..2');
my @bad = (
	# name, what the script does, tests that pass and fail in it
	['a failing test', 'echo 1..3; echo ok 1; echo not ok 2 - this; echo ok 3; exit 1', 2, 1],
	['a failing test that ends well', 'echo 1..2; echo ok 1; echo not ok 2', 1, 1],
	['a test that dies of a signal', 'echo 1..2; echo ok 1; kill -SEGV $$', 1, 1],
	['a test that dies after its plan is met', 'echo 1..1; echo ok 1; kill -SEGV $$', 1, 1],
	['a test that ends badly', 'echo ok 1; echo 1..1; exit 3', 1, 1],
	['a test that fails and dies', 'echo 1..3; echo not ok 1; kill -ABRT $$', 0, 2],
	['a plan of too many', 'echo 1..4; echo ok 1; echo ok 2', 2, 1],
	['a plan of too few', 'echo 1..1; echo ok 1; echo ok 2', 2, 1],
	['a wrong plan and a failure', 'echo 1..4; echo ok 1; echo not ok 2', 1, 2],
	['two plans', 'echo 1..1; echo ok 1; echo 1..1; echo ok 1', 2, 1],
	['no plan', 'echo ok 1; echo ok 2', 2, 1],
	['a plan of nothing', 'echo 1..0', 0, 1],
	['no output', 'exit 0', 0, 1],
	['numbers out of order', 'echo 1..2; echo ok 2; echo ok 1', 2, 1],
	['a test that gives up', 'echo 1..1; echo ok 1; echo "Bail out! no luck"', 1, 1],
	['an excused failure', 'echo 1..2; echo ok 1; echo "not ok 2 # TO' . 'DO later"', 1, 1],
	['a sanitizer report', 'echo 1..1; echo ok 1; echo overflow >"${ASAN_OPTIONS##*=}.1"', 1, 1],
	['no such interpreter', "exit 0", 0, 1],
);

demand('a good test', '2 passed, 0 failed', 0, $good);
ok(!-e "$folder/logs", 'a good test leaves no log');

my ($passed, $failed, @planted) = (0, 0);
for my $row (@bad) {
	my ($name, $script, $passes, $fails) = @$row;
	my $test = plant($name =~ s/ /-/gr . '.t', $script);
	write_file($test, "#!/no/such/interpreter\n") if $name eq 'no such interpreter';
	my $output = demand($name, "$passes passed, $fails failed", 1, $test);
	like($output, qr/^FAILED \Q$test\E/m, "$name: named as failed");
	($passed, $failed) = ($passed + $passes, $failed + $fails);
	push @planted, $test;
}
my $output = demand('all of them', sprintf('%d passed, %d failed', $passed + 2, $failed), 1, @planted, $good);
like($output, qr/^  \| not ok 2 - this$/m, 'the output of a failed test is shown');
unlike($output, qr/^  \| ok\b/m, 'but not what passed');
like($output, qr/^ok     \Q$good\E: 2 passed/m, 'the good one among them is named as good');
is(scalar(grep { -s } glob "$folder/logs/*.log"), @bad - 1, 'each failed test that said something left a log');

$output = demand('a long failure', '0 passed, 1 failed', 1, plant('long.t', 'seq -f "# line %g" 300; echo not ok 1; echo 1..1'));
like($output, qr/# line 200\n  \| \(102 more lines\)\n  \| not ok 1\n/, 'of a long failure the beginning and what failed');
unlike($output, qr/# line 201/, 'and no more');

$limit = 2;
$output = demand('a test that hangs', '1 passed, 1 failed', 1, plant('hang.t', 'echo 1..1; echo ok 1; sleep 99 & wait'));
like($output, qr/took longer than 2 s/, 'a test that hangs: told why');
$limit = 60;

my $plain = write_file("$folder/plain.t", "echo ok 1\n");
like(demand('a text', '0 passed, 1 failed', 1, $plain), qr/is no program/, 'a text: told why');
like(demand('a folder', '0 passed, 1 failed', 1, $folder), qr/is no program/, 'a folder: told why');
$output = demand('a file that is not there', '2 passed, 1 failed', 1, "$folder/nowhere.t", $good);
like($output, qr/nowhere\.t: .*; is not there/, 'a file that is not there: told why');
$output = demand('a test program that was not built', '0 passed, 1 failed', 1, "$top/tests/unit/no_such_test.c");
like($output, qr/was not built/, 'a test program that was not built: told why');

my $skip = plant('skip.t', 'echo 1..2; echo ok 1; echo "ok 2 # SKIP no network"');
my $skip_c = plant('skip_c.t', 'echo 1..2; echo ok 1; echo "not ok 2 # SKIP as cmocka says it"');
my $skip_all = plant('skip_all.t', 'echo "1..0 # SKIP nothing to see"');
demand('a skipped test', '1 passed, 0 failed, 1 skipped', 0, $skip);
demand('a test skipped by cmocka', '1 passed, 0 failed, 1 skipped', 0, $skip_c);
demand('a skipped file among others', '3 passed, 0 failed, 2 skipped', 0, $skip, $skip_all, $good);
demand('nothing ran', '0 passed, 0 failed, 1 skipped', 1, $skip_all);

# In a build with sanitizers no fault goes unseen, even if the test does not look at the program that commits it.
if (($ENV{BUILD} // '') eq 'asan') {
	my $planted = "$top/build/asan/tests/planted";
	my $run = sub { ". '$top/tests/tap.sh'; run '$planted' $_[0]; ok 'it ran' true; done_testing" };
	demand('no fault in a program', '1 passed, 0 failed', 0, plant('none.t', $run->('none')));
	for my $fault (qw(address leak overflow)) {
		$output = demand("$fault: a fault in a program", '1 passed, 1 failed', 1, plant("$fault.t", $run->($fault)));
		like($output, qr/sanitizer report$/m, "$fault: told why");
	}
}

# A test sees the environment that it is promised, and no more.
$ENV{WHETHER_TEST_LEAK} = 'leaked';
my $environment = plant('environment.t', <<'EOF');
n=0
try() { n=$((n + 1)); "$@" && echo "ok $n" || echo "not ok $n - $*"; }
try [ -z "${WHETHER_TEST_LEAK+set}" ]
try [ "$LC_ALL" = C.UTF-8 ]
try [ "$TERM" = dumb ]
try [ "$PWD" = "$TOP" ]
try [ -x "$TOP/tests/run" ]
case $WHETHER in /*) true ;; *) false ;; esac; try [ $? -eq 0 ]
try [ -z "$(ls -A "$HOME")" ]
try [ -d "$TMPDIR" ]
try [ ! -t 0 ]
read -r line; try [ $? -ne 0 ]
echo leftover >"$HOME/file" && echo "$HOME" >"${0%/*}/home"
echo "1..$n"
EOF
demand('the environment of a test', '10 passed, 0 failed', 0, $environment);
open my $home, '<', "$folder/home" or die "home: $!\n";
chomp(my $left = <$home>);
ok(!-e $left, 'what a test leaves in its home is cleared away');

my $stray = plant('stray.t', 'sleep 99 & echo $! >"${0%/*}/pid"; echo 1..1; echo ok 1');
demand('a test that leaves a process behind', '1 passed, 0 failed', 0, $stray);
open my $pid, '<', "$folder/pid" or die "pid: $!\n";
chomp(my $number = <$pid>);
my $ended = sub { open my $stat, '<', "/proc/$number/stat" or return 1; return <$stat> =~ /\) Z/ };
for (1 .. 50) {
	last if $ended->();
	select undef, undef, undef, 0.1;
}
SKIP: {
	skip('no /proc here', 1) if !-e "/proc/$$/stat";
	ok($ended->(), 'that process is ended');
}

# tests/tap.sh.
my $tap = ". '$top/tests/tap.sh'";
my $all_good = plant('tap_good.t', <<"EOF");
$tap
run sh -c 'cat; echo two >&2; exit 3' <<END
one
END
is "\$out" one 'output'
is "\$err" two 'errors'
is "\$status" 3 'status'
like "\$out" '^on' 'a pattern'
unlike "\$out" 'two' 'no pattern'
ok 'a command' test 1 -eq 1
test 1 -eq 1; ok 'the command before'
ok 'a name with # SKIP in it' true
skip 'something' 'there is no such thing'
done_testing
EOF
demand('tap.sh, all good', '8 passed, 0 failed, 1 skipped', 0, $all_good);
my $all_bad = plant('tap_bad.t', <<"EOF");
$tap
is a b 'different texts'
like abc '^b' 'no match'
like abc '(' 'a bad pattern'
unlike abc b 'a match'
unlike abc '(' 'another bad pattern'
ok 'a command' sh -c 'echo complaint; exit 1'
test 1 -eq 2; ok 'the command before'
ok 'a failure with # SKIP in its name' false
done_testing
EOF
$output = demand('tap.sh, all bad', '0 passed, 8 failed', 1, $all_bad);
like($output, qr/^  \| # -b\n  \| # \+a$/m, 'a difference is shown as a diff');
like($output, qr/^  \| # complaint$/m, 'the output of a failed command is shown');
isnt(system("'$all_bad' >'$folder/bad.log' 2>&1"), 0, 'the script itself ends badly');
demand('tap.sh without done_testing', '1 passed, 1 failed', 1, plant('tap_open.t', "$tap\nok this true"));
demand('tap.sh without a check', '0 passed, 1 failed', 1, plant('tap_none.t', "$tap\ndone_testing"));
demand('tap.sh, all skipped', '2 passed, 0 failed, 1 skipped', 0, $good, plant('tap_all.t', "$tap\nskip_all none"));

done_testing();
