#!/usr/bin/env perl
# SPDX-License-Identifier: ISC
#
# floors.t [ROOT]: src is a house of floors, and this keeps it so, in the checkout or in the source tree ROOT.
# Without ROOT it also breaks each rule in a planted tree and demands that the fault is found.
use strict;
use warnings;

use Cwd qw(abs_path);
use File::Basename qw(basename dirname);
use File::Path qw(make_path);
use File::Temp qw(tempdir);
use Test::More;

use constant { MOST_LINES => 500, MOST_LINES_OF_MAIN => 59 };

my $top = dirname(dirname(abs_path(__FILE__)));
my @floors = qw(base model decide analyse report interview cli);
my %height = map { $floors[$_] => $_ } 0 .. $#floors;

# Which files may include a library, as a pattern for the header and one for the file.
my @owners = (
	[qr{^yaml\.h$}, qr{^model/yaml_tree\.c$}],
	[qr{^readline/}, qr{^interview/terminal\.c$}],
	[qr{^yajl/}, qr{^(?:report/json_view\.c|model/json_(?:memory\.[ch]|profile\.c|tree\.c))$}],
);

sub lines_of {
	my ($name) = @_;
	open my $file, '<', $name or die "$name: $!\n";
	return my @lines = <$file>;
}

# Each check gets a file's path below the root and its lines, and returns its faults.

sub check_place {
	my ($path) = @_;
	return if $path =~ m{^cli/whether\.(?:bash|zsh|fish)$};
	return $path =~ m{^(\w+)/\w+\.[ch]$} && exists $height{$1} ? () : "$path: stands on no floor";
}

sub check_includes {
	my ($path, @lines) = @_;
	my ($floor) = $path =~ m{^(\w+)/};
	my @faults;
	for (@lines) {
		my ($kind, $header) = /^\s*#\s*include\s*(\S)([^">]*)/ or next;
		my ($other) = $header =~ m{^(\w+)/\w+\.h$};
		if ($kind eq '"') {
			my $known = defined $other && exists $height{$other};
			push @faults, "$path: includes \"$header\", which does not begin with a floor" if !$known;
			push @faults, "$path: includes $header of a floor above"
				if $known && exists $height{ $floor // '' } && $height{$other} > $height{$floor};
		} elsif ($kind eq '<') {
			push @faults, map { "$path: may not include <$header>" }
				grep { $header =~ $_->[0] && $path !~ $_->[1] } @owners;
			push @faults, "$path: includes its own <$header> as a system's" if defined $other && exists $height{$other};
		} else {
			push @faults, "$path: includes by a macro";
		}
	}
	return @faults;
}

sub check_length {
	my ($path, @lines) = @_;
	return @lines > MOST_LINES ? "$path: " . @lines . ' lines' : ();
}

sub check_main {
	my ($path, @lines) = @_;
	return if $path ne 'cli/main.c';
	my ($from) = grep { $lines[$_] =~ /^int\s+main\s*\(/ } 0 .. $#lines;
	return "$path: no main that begins a line" if !defined $from;
	my ($to) = grep { $_ > $from && $lines[$_] =~ /^\}/ } 0 .. $#lines;
	my $length = ($to // $#lines) - $from + 1;
	return $length > MOST_LINES_OF_MAIN ? "$path: main has $length lines" : ();
}

sub check_guard {
	my ($path, @lines) = @_;
	return if $path !~ /\.h$/;
	my $guard = uc $path =~ s/\W/_/gr;
	my @directives = grep { /^\s*#/ } @lines;
	my $guarded = @directives > 2 && $directives[0] =~ /^#ifndef $guard$/ && $directives[1] =~ /^#define $guard$/
		&& $lines[-1] =~ /^#endif/;
	return $guarded ? () : "$path: no guard $guard around it";
}

sub files_of {
	my ($root) = @_;
	my @found = split /\0/, qx{cd '$root' && find . -type f -print0};
	return my @names = sort map { s{^\./}{}r } @found;
}

# All faults of one check in a tree.
sub faults {
	my ($check, $root) = @_;
	return map { $check->($_, lines_of("$root/$_")) } files_of($root);
}

# The faults of headers that do not compile alone.
sub check_headers {
	my ($root) = @_;
	my $said = qx{make -s --no-print-directory -C '$top' headers SRC='$root' 2>&1};
	return $? ? $said || 'make headers failed' : ();
}

my @checks = (
	['every file stands on a floor', \&check_place],
	['files include only their own floor and those below', \&check_includes],
	['no file is too long', \&check_length],
	['main is short', \&check_main],
	['every header has a guard', \&check_guard],
);

sub check_tree {
	my ($root) = @_;
	for my $row (@checks) {
		my @faults = faults($row->[1], $root);
		ok(!@faults, $row->[0]) or diag(join "\n", @faults);
	}
	my @faults = check_headers($root);
	ok(!@faults, 'every header compiles alone') or diag(@faults);
}

if (@ARGV) {
	check_tree(abs_path($ARGV[0]));
	done_testing();
	exit;
}
check_tree("$top/src");
ok(scalar(files_of("$top/src")) > 0, 'there are files to check');

# A sound tree, and then that tree with one file more or another.
my $folder = tempdir(CLEANUP => 1);
my $trees = 0;

sub header {
	my ($guard, @lines) = @_;
	return join "\n", "#ifndef $guard", "#define $guard", @lines, '#endif', '';
}

my %sound = (
	'base/text.h' => header('BASE_TEXT_H', '#include <stddef.h>', 'size_t text_length(void);'),
	'base/text.c' => qq{#include "base/text.h"\n},
	'model/model.h' => header('MODEL_MODEL_H', '#include "base/text.h"', 'struct model { size_t size; };'),
	'model/yaml_tree.c' => qq{#include <yaml.h>\n#include "model/model.h"\n},
	'report/json_view.c' => qq{#include <yajl/yajl_gen.h>\n#include "base/text.h"\n},
	'interview/terminal.c' => qq{#include <readline/readline.h>\n},
	'cli/whether.zsh' => "#compdef whether\n",
	'cli/main.c' => qq[#include "model/model.h"\n\nint main(void)\n{\n] . "\t;\n" x 56 . "}\n",
	'cli/long.c' => "\n" x 500,
);

sub planted {
	my %files = (%sound, @_);
	my $root = "$folder/" . ++$trees . '/src';
	for my $name (keys %files) {
		make_path(dirname("$root/$name"));
		open my $file, '>', "$root/$name" or die "$name: $!\n";
		print $file $files{$name};
		close $file or die "$name: $!\n";
	}
	return $root;
}

# Runs this very test on a tree; returns the names of the tests that failed and all that it said.
sub verdict {
	my ($root) = @_;
	my $said = qx{'$^X' '@{[abs_path(__FILE__)]}' '$root' 2>&1};
	return ($?, join(', ', $said =~ /^not ok \d+ - (.*)$/mg), $said);
}

my ($status, $failed, $said) = verdict(planted());
is("$status $failed", '0 ', 'a sound tree passes') or diag($said);

my $include = $checks[1][0];
my $guard = $checks[4][0];
for my $row (
	['a floor above', $include, 'model/up.c', qq{#include "decide/decide.h"\n}, qr{up\.c: includes decide/decide\.h of}],
	['a floor above, indented', $include, 'base/up.c', qq{#if 1\n # include "cli/main.h"\n#endif\n}, qr{main\.h of a floor}],
	['no floor', $include, 'base/near.c', qq{#include "text.h"\n}, qr{"text\.h", which does not begin}],
	['a way round', $include, 'base/round.c', qq{#include "base/../cli/main.h"\n}, qr{does not begin with a floor}],
	['an unknown floor', $include, 'cli/far.c', qq{#include "attic/far.h"\n}, qr{does not begin with a floor}],
	['angle brackets', $include, 'base/angle.c', qq{#include <cli/main.h>\n}, qr{as a system's}],
	['a macro', $include, 'base/macro.c', qq{#include HEADER\n}, qr{by a macro}],
	['libyaml elsewhere', $include, 'model/load.c', qq{#include <yaml.h>\n}, qr{may not include <yaml\.h>}],
	['readline elsewhere', $include, 'cli/ask.c', qq{#include <readline/history.h>\n}, qr{<readline/history\.h>}],
	['yajl elsewhere', $include, 'report/text.c', qq{#include <yajl/yajl_gen.h>\n}, qr{<yajl/yajl_gen\.h>}],
	['yajl on another floor', $include, 'cli/json.c', qq{#include <yajl/yajl_tree.h>\n}, qr{<yajl/yajl_tree\.h>}],
	['a file without a floor', $checks[0][0], 'stray.c', '', qr{stray\.c: stands on no floor}],
	['a folder within a floor', $checks[0][0], 'cli/more/stray.c', '', qr{more/stray\.c: stands on no floor}],
	['a shell file elsewhere', $checks[0][0], 'base/whether.zsh', '', qr{base/whether\.zsh: stands on no floor}],
	['another shell file', $checks[0][0], 'cli/other.bash', '', qr{other\.bash: stands on no floor}],
	['a new floor', $checks[0][0], 'attic/stray.c', '', qr{attic/stray\.c: stands on no floor}],
	['a long file', $checks[2][0], 'cli/long.c', "\n" x 501, qr{long\.c: 501 lines}],
	['a long main', $checks[3][0], 'cli/main.c', "int main(void)\n{\n" . "\t;\n" x 57 . "}\n", qr{main has 60 lines}],
	['no main', $checks[3][0], 'cli/main.c', "static int x;\n", qr{no main}],
	['no guard', $guard, 'base/bare.h', "enum { BARE };\n", qr{bare\.h: no guard BASE_BARE_H}, 'every header compiles alone'],
	['a wrong guard', $guard, 'base/odd.h', header('ODD_H', 'int odd(void);'), qr{no guard BASE_ODD_H}],
	['a guard that ends early', $guard, 'base/early.h', header('BASE_EARLY_H') . "int early(void);\n", qr{BASE_EARLY_H}],
	['a needy header', 'every header compiles alone', 'base/needy.h', header('BASE_NEEDY_H', 'size_t n(void);'),
		qr{base/needy\.h does not compile alone}],
) {
	my ($why, $check, $name, $text, $fault, @also) = @$row;
	($status, $failed, $said) = verdict(planted($name => $text));
	is($failed, join(', ', $check, @also), "$why fails that check alone") or diag($said);
	ok($status, "$why: the status says so");
	like($said, $fault, "$why: and it says where");
}

done_testing();
