#!/usr/bin/env perl
# SPDX-License-Identifier: ISC
#
# house.t [ROOT]: what the checkout, or the one at ROOT, may hold.
# Without ROOT it also breaks each rule in a planted checkout and demands that the fault is found.
use strict;
use warnings;

use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Path qw(make_path);
use File::Temp qw(tempdir);
use Test::More;

my $top = dirname(dirname(abs_path(__FILE__)));

my %allowed = map { $_ => 1 } qw(Makefile debian src questions profiles tests man README.md HACKING.md NEWS.md LICENSE bootstrap);
my @needed = qw(Makefile README.md HACKING.md NEWS.md LICENSE bootstrap tests/run);

# Put together here, so that this file does not hold them.
my %forbidden = map { $_ => qr{(?<!\w)\Q$_\E(?!\w)} } 'TO' . 'DO', 'FIX' . 'ME', 'X' x 3;
$forbidden{ '/wo' . 'rk/' } = qr{/wo[r]k/};

sub contents {
	my ($name) = @_;
	open my $file, '<', $name or die "$name: $!\n";
	local $/;
	return scalar(<$file>) // '';
}

# The tracked files that are there; none if the root is no checkout of git.
sub tracked {
	my ($root) = @_;
	return if !-e "$root/.git";
	open my $git, '-|', 'git', '-c', "safe.directory=$root", '-C', $root, 'ls-files', '-z' or return;
	local $/ = "\0";
	chomp(my @names = <$git>);
	close $git or diag("git ls-files ended with status $?");
	return grep { -e "$root/$_" || -l "$root/$_" } @names;
}

# Each check gets the root and the tracked files, and returns its faults.

sub check_words {
	my ($root, @files) = @_;
	my @faults;
	for my $name (grep { -f "$root/$_" } @files) {
		my $text = contents("$root/$name");
		next if $text =~ /\0/;
		my $line = 0;
		for (split /\n/, $text) {
			$line++;
			for my $word (sort keys %forbidden) {
				push @faults, "$name:$line: $word" if $_ =~ $forbidden{$word};
			}
		}
	}
	return @faults;
}

sub check_entries {
	my ($root, @files) = @_;
	my %entries = map { m{^([^/]+)} => 1 } @files;
	return map { "$_ does not belong at the top" } grep { !/^\./ && !$allowed{$_} } sort keys %entries;
}

sub check_needed {
	my ($root) = @_;
	return map { "$_ is not there, or empty" } grep { !-s "$root/$_" } @needed;
}

# Scripts, by their first line.
sub scripts {
	my ($root, $kind, @files) = @_;
	return grep { -f "$root/$_" && contents("$root/$_") =~ $kind } @files;
}

sub check_executable {
	my ($root, @files) = @_;
	my %must = map { $_ => 1 } grep { m{^tests/([^/]+/)?[^/]+\.t$} } @files;
	$must{$_} = 1 for scripts($root, qr/^#!/, @files);
	return map { "$_ is not executable" } grep { !-x "$root/$_" } sort keys %must;
}

sub check_shell {
	my ($root, @files) = @_;
	my @names = scripts($root, qr{^(?:#!.*\b(?:ba)?sh\b|(?:#.*\n)*# shellcheck shell=)}, @files);
	return if !@names;
	my $said = do { open my $pipe, '-|', 'sh', '-c', 'cd "$1" && shift && exec shellcheck -f gcc "$@" 2>&1', 'sh', $root, @names
		or die "sh: $!\n"; local $/; <$pipe> };
	return split /\n/, $said // '';
}

my $shellcheck = qx{shellcheck --version 2>/dev/null} ? '' : 'no shellcheck here';
my @checks = (
	# name, check, whether it looks at tracked files, a reason to skip it
	['what a project needs is there', \&check_needed, 0, ''],
	['no forbidden words', \&check_words, 1, ''],
	['nothing strange at the top', \&check_entries, 1, ''],
	['tests and scripts are executable', \&check_executable, 1, ''],
	['shellcheck has nothing to say', \&check_shell, 1, $shellcheck],
);

sub check_root {
	my ($root) = @_;
	my @files = tracked($root);
	for (@checks) {
		my ($name, $check, $tracked, $reason) = @$_;
		$reason ||= 'not a checkout of git, or nothing in it' if $tracked && !@files;
		SKIP: {
			skip($reason, 1) if $reason;
			my @faults = $check->($root, @files);
			ok(!@faults, $name) or diag(join "\n", @faults);
		}
	}
}

if (@ARGV) {
	check_root(abs_path($ARGV[0]));
	done_testing();
	exit;
}
check_root($top);

# A sound checkout, and then that checkout with one file more or another.
my $folder = tempdir(CLEANUP => 1);
my $roots = 0;

my %sound = (
	(map { $_ => "text\n" } qw(README.md HACKING.md NEWS.md LICENSE Makefile .gitignore src/base/a.c man/a.1)),
	(map { $_ => "#!/bin/sh\nexit 0\n" } qw(bootstrap tests/run tests/a.t tests/cli/b.t .ci/run)),
	'tests/names.txt' => 'mktemp -d whether.' . 'X' x 6 . "; homework/ /worker/\n",
	'tests/lib.sh' => "# shellcheck shell=sh\nexit 0\n",
	'tests/binary' => "\0" . 'TO' . "DO\n",
);
my %programs = map { $_ => 1 } qw(bootstrap tests/run tests/a.t tests/cli/b.t .ci/run);

# Plants a checkout; a file whose text is undefined is left out.
sub planted {
	my ($git, %change) = @_;
	my %files = (%sound, %change);
	my $root = "$folder/" . ++$roots;
	for my $name (grep { defined $files{$_} } keys %files) {
		make_path(dirname("$root/$name"));
		open my $file, '>', "$root/$name" or die "$name: $!\n";
		print $file $files{$name};
		close $file or die "$name: $!\n";
		chmod 0755, "$root/$name" if $programs{$name};
	}
	return $root if !$git;
	system(qw(git -C), $root, qw(-c init.defaultBranch=main init -q)) == 0 or die "git init failed\n";
	system(qw(git -C), $root, qw(add -A)) == 0 or die "git add failed\n";
	make_path("$root/build");
	open my $untracked, '>', "$root/notes" or die "notes: $!\n";
	print $untracked 'TO' . "DO\n";
	close $untracked;
	return $root;
}

# Runs this very test on a checkout; returns its status, the names of the tests that failed and all that it said.
sub verdict {
	my ($root) = @_;
	my $said = qx{'$^X' '@{[abs_path(__FILE__)]}' '$root' 2>&1};
	return ($?, join(', ', $said =~ /^not ok \d+ - (.*)$/mg), $said);
}

SKIP: {
	skip('no git here', 1) if !qx{git --version 2>/dev/null};

	my ($status, $failed, $said) = verdict(planted(1));
	is("$status $failed", '0 ', 'a sound checkout passes') or diag($said);
	unlike($said, qr/# skip (?!no shellcheck)/, 'and nothing is skipped');
	($status, $failed, $said) = verdict(planted(0));
	is("$status $failed", '0 ', 'a folder that is no checkout passes') or diag($said);
	is(scalar(() = $said =~ /^ok \d+ # skip/mg), 4, 'what needs git is skipped there');

	my ($needed, $words, $entries, $executable, $shell) = map { $_->[0] } @checks;
	my $bad = "#!/bin/sh\necho \$" . "1\n";
	for my $row (
		(map { [$words, 'src/base/b.c', "int x;\n/* $_ */\n", qr{src/base/b\.c:2: \Q$_\E}] } sort keys %forbidden),
		[$words, '.ci/notes', 'at home/wo' . "rk/here\n", qr{\.ci/notes:1: /wo}],
		[$words, 'README.md', 'TO' . "DO: write\n", qr{README\.md:1: TO}],
		[$entries, 'notes.md', "text\n", qr{notes\.md does not belong}],
		[$entries, 'doc/notes.md', "text\n", qr{doc does not belong}],
		[$entries, 'whether', "text\n", qr{whether does not belong}],
		(map { [$needed, $_, undef, qr{\Q$_\E is not there}] } qw(README.md HACKING.md NEWS.md LICENSE)),
		[$needed, 'NEWS.md', '', qr{NEWS\.md is not there, or empty}],
		[$executable, 'tests/cli/c.t', "text\n", qr{tests/cli/c\.t is not executable}],
		[$executable, 'tests/c', "#!/usr/bin/perl\n", qr{tests/c is not executable}],
		[$shell, 'bootstrap', $bad, qr{bootstrap:2:}],
		[$shell, 'tests/lib.sh', "# shellcheck shell=sh\necho \$" . "1\n", qr{tests/lib\.sh:2:}],
	) {
		my ($check, $name, $text, $fault) = @$row;
		SKIP: {
			skip($shellcheck, 1) if $check eq $shell && $shellcheck;
			($status, $failed, $said) = verdict(planted(1, $name => $text));
			is($failed, $check, "$name fails that check alone") or diag($said);
			ok($status, "$name: the status says so");
			like($said, qr{^# +$fault}m, "$name: and it says where");
		}
	}
}

done_testing();
