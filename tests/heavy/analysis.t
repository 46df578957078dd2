#!/bin/sh
# SPDX-License-Identifier: ISC
#
# Static analysis: gcc -fanalyzer, clang-tidy (what it looks for is in .clang-tidy) and cppcheck have nothing to say about
# src/, and each of them would. shellcheck is run by tests/house.t. What cppcheck is not asked for, identicalInnerCondition,
# takes `if (*number) return *number;` for the return of a condition.
. "$TOP/tests/tap.sh"
cd "$TOP" || exit 4

# The sources that these tools are given instead, with a fault that each of them finds.
cat >"$tap_folder/faulty.c" <<'END'
#include <stdlib.h>
#include <string.h>

int length_of_copy(const char *text)
{
	char *copy = malloc(8);
	strcpy(copy, text);
	char few[2] = {0, 0};
	few[2] = copy[0];
	return (int)strlen(copy) + few[1];
}

int many(int count);
int many(int number)
{
	return number;
}
END

analyser() {
	gcc -std=c11 -O2 -fanalyzer -Werror -c -o "$tap_folder/faulty.o" "$1"
}
tidy() {
	clang-tidy --quiet --config-file="$TOP/.clang-tidy" "$@" \
		-- -std=c11 -D_XOPEN_SOURCE=700 -DWHETHER_VERSION='"0"' -Isrc 2>"$tap_folder/counts"
}
check() {
	cppcheck -q --std=c11 --enable=warning,performance,portability --suppress=identicalInnerCondition --error-exitcode=1 \
		--library="$TOP/tests/heavy/cppcheck.cfg" -D_XOPEN_SOURCE=700 -Isrc "$@"
}

for tool in analyser tidy check; do
	run "$tool" "$tap_folder/faulty.c"
	ok "$tool finds a planted fault" test "$status" -ne 0
done

ok 'gcc -fanalyzer' make -s BUILD=analyser objects
ok 'clang-tidy' tidy src/*/*.c
ok 'cppcheck' check src
done_testing
