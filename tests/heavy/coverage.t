#!/bin/sh
# SPDX-License-Identifier: ISC
#
# The floors of coverage that `make coverage` states, held by those of its tests that reach most for the time they take.
. "$TOP/tests/tap.sh"
cd "$TOP" || exit 4

ok 'the tests that feed the program reach enough of src/' make -s coverage-quick
done_testing
