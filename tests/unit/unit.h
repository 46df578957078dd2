/* SPDX-License-Identifier: ISC
 *
 * What every unit test begins with: cmocka, and checks that say what differs.
 */
#ifndef UNIT_H
#define UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#if defined(__GNUC__)
#define UNIT_UNUSED __attribute__((__unused__))
#else
#define UNIT_UNUSED
#endif

/* Begins a test; none of ours looks at cmocka's state. */
#define TEST(name) static void name(UNIT_UNUSED void **state)

/* Compares bytes without help from what is tested. */
static inline void unit_check_text(struct text actual, const char *expected, const char *file,
                                   int line)
{
	size_t length = strlen(expected);
	if (actual.length == length && (length == 0 || memcmp(actual.bytes, expected, length) == 0))
		return;
	print_error("expected '%s'\n     got '%.*s'\n", expected, (int)actual.length,
	            actual.length ? actual.bytes : "");
	_fail(file, line);
}

/* That a slice holds the bytes of a C string. */
#define assert_text(actual, expected) unit_check_text((actual), (expected), __FILE__, __LINE__)

/* That a condition holds in row `row` of a table, in round `row` of a loop, or for seed `row`. */
#define assert_row(row, condition) \
	do { \
		if (!(condition)) { \
			print_error("row or seed %llu: %s\n", (unsigned long long)(row), \
			            #condition); \
			fail(); \
		} \
	} while (0)

/* A small generator of numbers (xorshift64*), the same on every machine. The seed must not be 0. */
static inline uint32_t unit_random(uint64_t *seed, uint32_t below)
{
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return (uint32_t)((*seed * UINT64_C(2685821657736338717)) >> 33) % below;
}

#endif
