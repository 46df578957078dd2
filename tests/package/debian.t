#!/bin/sh
# SPDX-License-Identifier: ISC
#
# What debian/ says twice, with other files: the version, the packages to build and test with, the licence. The package
# itself is built by tests/heavy/package.t.
. "$TOP/tests/tap.sh"
cd "$TOP" || exit 4

version=$("$WHETHER" --version | sed 's/^whether //')
is "$(sed -n '1s/ [a-zA-Z]*;.*//p' debian/changelog)" "whether ($version)" 'the version of the package is that of the program'

# bootstrap_packages KIND: as bootstrap names them, one a line.
bootstrap_packages() {
	sed -n "s/^$1_packages='\(.*\)'\$/\1/p" bootstrap | tr ' ' '\n'
}

# build-essential has the compiler, the C library and make.
{
	bootstrap_packages build | grep -v -x -e gcc -e libc6-dev -e make
	bootstrap_packages test | sed 's/$/ <!nocheck>/'
	echo 'debhelper-compat (= 13)'
} | LC_ALL=C sort >"$tap_folder/needed"
is "$(sed -n '/^Build-Depends:/,/^[^ ]*:./s/^ \(.*\),$/\1/p' debian/control | LC_ALL=C sort)" \
	"$(cat "$tap_folder/needed")" 'the package is built and tested with what bootstrap installs'
ok 'there are packages to build with' grep -F -x -q libyaml-dev "$tap_folder/needed"
ok 'and to test with' grep -F -x -q 'jq <!nocheck>' "$tap_folder/needed"

is "$(sed '1,/^License: ISC$/d; s/^ //; s/^\.$//' debian/copyright | sed '1,/^License: ISC$/d')" \
	"$(sed '1,/^Copyright/d' LICENSE | sed 1d)" 'the licence is word for word that of LICENSE'
is "$(sed -n 's/^Copyright: //p' debian/copyright)" "$(sed -n 's/^Copyright (c) //p' LICENSE)" 'and so is the copyright'
done_testing
