/* SPDX-License-Identifier: ISC
 *
 * Slices, numbers, distances and the growing buffer.
 */
#include "unit.h"

#include <limits.h>

#include "base/memory.h"

TEST(text_of_null_is_empty)
{
	assert_int_equal(text_of(NULL).length, 0);
	assert_text(text_of("abc"), "abc");
	assert_text(TEXT("abc"), "abc");
}

TEST(print_length_is_cut_to_an_int)
{
	struct text longest = {NULL, (size_t)INT_MAX + 1};
	assert_int_equal(text_print_length(longest), INT_MAX);
	longest.length = INT_MAX;
	assert_int_equal(text_print_length(longest), INT_MAX);
	longest.length = INT_MAX - 1;
	assert_int_equal(text_print_length(longest), INT_MAX - 1);
	assert_int_equal(text_print_length(TEXT("abc")), 3);
}

TEST(equal_compares_length_and_bytes)
{
	const struct text nothing = {NULL, 0};
	assert_true(text_equal(TEXT("ab"), TEXT("ab")));
	assert_false(text_equal(TEXT("ab"), TEXT("ac")));
	assert_false(text_equal(TEXT("ab"), TEXT("abc")));
	assert_false(text_equal(TEXT("abc"), TEXT("ab")));
	assert_true(text_equal(nothing, TEXT("")));
	assert_false(text_equal(nothing, TEXT("a")));
	assert_false(text_equal(TEXT("a\0b"), TEXT("a\0c")));
}

TEST(starts_takes_every_prefix_and_no_other)
{
	const struct text nothing = {NULL, 0};
	assert_true(text_starts(TEXT("abc"), TEXT("")));
	assert_true(text_starts(TEXT("abc"), nothing));
	assert_true(text_starts(nothing, nothing));
	assert_true(text_starts(TEXT("abc"), TEXT("ab")));
	assert_true(text_starts(TEXT("abc"), TEXT("abc")));
	assert_false(text_starts(TEXT("abc"), TEXT("abcd")));
	assert_false(text_starts(TEXT("abc"), TEXT("b")));
}

TEST(compare_orders_by_bytes)
{
	assert_int_equal(text_compare(TEXT("ab"), TEXT("ab")), 0);
	assert_int_equal(text_compare(TEXT(""), TEXT("")), 0);
	assert_true(text_compare(TEXT("ab"), TEXT("ac")) < 0);
	assert_true(text_compare(TEXT("b"), TEXT("ab")) > 0);
	assert_true(text_compare(TEXT("ab"), TEXT("abc")) < 0);
	assert_true(text_compare(TEXT("abc"), TEXT("ab")) > 0);
	assert_true(text_compare(TEXT(""), TEXT("a")) < 0);
	/* Bytes are not negative: DEL comes before the first byte of a longer code point. */
	assert_true(text_compare(TEXT("\x7f"), TEXT("\xc3\xa9")) < 0);
}

TEST(trim_takes_blanks_off_the_ends_only)
{
	assert_text(text_trim(TEXT(" \t\r\nab c\n\r\t ")), "ab c");
	assert_text(text_trim(TEXT("ab")), "ab");
	assert_text(text_trim(TEXT(" \n ")), "");
	assert_text(text_trim(TEXT("")), "");
	assert_text(text_trim(TEXT("\va\f")), "\va\f");
	assert_text(text_trim(TEXT("\xc2\xa0")), "\xc2\xa0");
}

TEST(cut_goes_through_the_parts)
{
	struct text rest = TEXT("a,,bc");
	assert_text(text_cut(&rest, ','), "a");
	assert_text(rest, ",bc");
	assert_text(text_cut(&rest, ','), "");
	assert_text(text_cut(&rest, ','), "bc");
	assert_text(rest, "");
	assert_text(text_cut(&rest, ','), "");
}

TEST(cut_without_separator_takes_all)
{
	struct text rest = TEXT("abc");
	assert_text(text_cut(&rest, ','), "abc");
	assert_text(rest, "");
	rest = TEXT("abc,");
	assert_text(text_cut(&rest, ','), "abc");
	assert_text(rest, "");
}

/* Both sides of every border, by the Unicode lists: controls, line and paragraph separator,
 * Bidi_Control; and the byte order mark, right and wrong way round. */
TEST(controls_are_those_of_unicode)
{
	static const uint32_t controls[] = {0x0,    0x9,    0xa,    0xd,    0x1b,   0x1f,   0x7f,
	                                    0x80,
	                                    0x9f,   0x61c,  0x200e, 0x200f, 0x2028, 0x2029, 0x202a,
	                                    0x202b,
	                                    0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069,
	                                    0xfeff,
	                                    0xfffe, 0xffff};
	static const uint32_t others[] = {0x20,   0x7e,   0xa0,   0x61b,  0x61d,  0x200d, 0x2010,
	                                  0x2027,
	                                  0x202f, 0x2065, 0x206a, 0x3042, 0xfefe, 0xff00, 0xfffd,
	                                  0x10000,
	                                  0x1f600, 0x10ffff};
	for (size_t i = 0; i < COUNT_OF(controls); i++)
		assert_row(controls[i], text_is_control(controls[i]));
	for (size_t i = 0; i < COUNT_OF(others); i++)
		assert_row(others[i], !text_is_control(others[i]));
}

struct number_row {
	const char *words;
	uint64_t most;
	uint64_t number;
};

TEST(numbers_are_read)
{
	static const struct number_row rows[] = {
		{"0", 0, 0},
		{"0", 9, 0},
		{"007", 9, 7},
		{"40", 100, 40},
		{"1_000", 1000, 1000},
		{"1_2_3", 200, 123},
		{"1000000000000000", UINT64_C(1000000000000000), UINT64_C(1000000000000000)},
		{"18446744073709551615", UINT64_MAX, UINT64_MAX},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		uint64_t number = 99;
		assert_row(i, text_number(text_of(rows[i].words), rows[i].most, &number));
		assert_row(i, number == rows[i].number);
	}
}

TEST(what_is_no_number_leaves_the_old_one)
{
	static const char *const words[] = {"",   "_",  "_1",  "1_",   "1__0", "+1", "-1",   " 1",
	                                    "1 ",
	                                    "1a", "a1", "1.0", "0x1f", "1e3",  "1,0", "\xd9\xa1",
	                                    "1_000_"};
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		uint64_t number = 99;
		assert_row(i, !text_number(text_of(words[i]), UINT64_MAX, &number));
		assert_row(i, number == 99);
	}
}

TEST(numbers_beyond_64_bits_are_refused)
{
	uint64_t number = 99;
	assert_false(text_number(TEXT("18446744073709551616"), UINT64_MAX, &number));
	assert_false(text_number(TEXT("18446744073709551620"), UINT64_MAX, &number));
	assert_false(text_number(TEXT("184467440737095516150"), UINT64_MAX, &number));
	assert_false(text_number(TEXT("99999999999999999999999999"), UINT64_MAX, &number));
	assert_int_equal(number, 99);
}

TEST(every_limit_is_exact)
{
	for (uint64_t most = 0; most <= 130; most++)
		for (uint64_t n = 0; n <= 140; n++) {
			struct buffer digits = {0};
			uint64_t number = 999;
			buffer_format(&digits, "%llu", (unsigned long long)n);
			bool read = text_number(buffer_text(&digits), most, &number);
			assert_row(most, read == (n <= most));
			assert_row(most, number == (read ? n : 999));
			buffer_release(&digits);
		}
}

static unsigned least_of(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* The optimal string alignment distance by its definition, from the ends back, without a table. */
static unsigned slow_distance(const char *a, size_t m, const char *b, size_t n)
{
	if (m == 0 || n == 0)
		return (unsigned)(m + n);
	unsigned best = slow_distance(a, m - 1, b, n - 1) + (a[m - 1] != b[n - 1]);
	best = least_of(best, slow_distance(a, m - 1, b, n) + 1);
	best = least_of(best, slow_distance(a, m, b, n - 1) + 1);
	if (m > 1 && n > 1 && a[m - 1] == b[n - 2] && a[m - 2] == b[n - 1])
		best = least_of(best, slow_distance(a, m - 2, b, n - 2) + 1);
	return best;
}

/* The word number `number` over the letters a, b, c; returns its length, or SIZE_MAX beyond four
 * letters. */
static size_t word_of(unsigned number, char word[5])
{
	size_t length = 0;
	for (; number > 0; number = (number - 1) / 3) {
		if (length == 4)
			return SIZE_MAX;
		word[length++] = (char)('a' + (number - 1) % 3);
	}
	return length;
}

TEST(distance_agrees_with_its_definition)
{
	char a[5], b[5];
	for (unsigned i = 0; word_of(i, a) != SIZE_MAX; i++)
		for (unsigned j = 0; word_of(j, b) != SIZE_MAX; j++) {
			struct text left = {a, word_of(i, a)}, right = {b, word_of(j, b)};
			unsigned expected = slow_distance(a, left.length, b, right.length);
			assert_row(i, text_distance(left, right, 4) == expected);
			for (unsigned limit = 0; limit < 4; limit++) {
				unsigned distance = text_distance(left, right, limit);
				assert_row(i, expected <= limit
				           ? distance == expected : distance > limit);
			}
		}
}

TEST(distance_counts_edits_and_swaps)
{
	assert_int_equal(text_distance(TEXT("waiting"), TEXT("waiting"), 2), 0);
	assert_int_equal(text_distance(TEXT("waitng"), TEXT("waiting"), 2), 1);
	assert_int_equal(text_distance(TEXT("wiating"), TEXT("waiting"), 2), 1);
	assert_int_equal(text_distance(TEXT("kitten"), TEXT("sitting"), 9), 3);
	/* What was swapped is not edited again: not 2, as Damerau's unrestricted distance would
	 * have it. */
	assert_int_equal(text_distance(TEXT("ca"), TEXT("abc"), 9), 3);
}

TEST(distance_counts_code_points)
{
	assert_int_equal(text_distance(TEXT("na\xc3\xafve"), TEXT("naive"), 2), 1);
	assert_int_equal(text_distance(TEXT("\xf0\x9f\x98\x80"), TEXT(""), 2), 1);
	assert_int_equal(text_distance(TEXT("\xc3\xa4\xc3\xb6"), TEXT("\xc3\xb6\xc3\xa4"), 2), 1);
}

TEST(distance_gives_up_on_long_text)
{
	char word[66];
	memset(word, 'x', sizeof(word));
	struct text longest = {word, 64}, too_long = {word, 65};
	assert_int_equal(text_distance(longest, longest, 3), 0);
	assert_int_equal(text_distance(longest, (struct text){word, 63}, 3), 1);
	assert_int_equal(text_distance(too_long, too_long, 3), 4);
	assert_int_equal(text_distance(too_long, longest, 3), 4);
	assert_int_equal(text_distance(longest, too_long, 3), 4);
}

TEST(buffer_begins_empty)
{
	struct buffer buffer = {0};
	assert_int_equal(buffer_text(&buffer).length, 0);
	assert_non_null(buffer_text(&buffer).bytes);
	buffer_add(&buffer, TEXT(""));
	assert_string_equal(buffer.bytes, "");
	buffer_release(&buffer);
	assert_null(buffer.bytes);
	assert_int_equal(buffer.capacity, 0);
}

TEST(buffer_adds_at_its_end)
{
	struct buffer buffer = {0};
	buffer_add(&buffer, TEXT("ab"));
	buffer_add_string(&buffer, "cd");
	buffer_add_string(&buffer, NULL);
	buffer_add_repeated(&buffer, '-', 3);
	buffer_add_repeated(&buffer, '!', 0);
	buffer_format(&buffer, "%d%%", 5);
	buffer_format(&buffer, "%s", "");
	assert_text(buffer_text(&buffer), "abcd---5%");
	assert_string_equal(buffer.bytes, "abcd---5%");
	buffer_release(&buffer);
}

TEST(buffer_grows_and_keeps_all)
{
	struct buffer buffer = {0};
	for (unsigned i = 0; i < 1000; i++) {
		buffer_format(&buffer, "%03u", i);
		assert_row(i, strlen(buffer.bytes) == buffer.length);
	}
	assert_int_equal(buffer.length, 3000);
	for (unsigned i = 0; i < 1000; i++)
		assert_row(i, strtoul((char[]){buffer.bytes[3 * i], buffer.bytes[3 * i + 1],
		                               buffer.bytes[3 * i + 2], 0}, NULL, 10) == i);
	buffer_release(&buffer);
}

TEST(buffer_has_room_for_its_nul_at_every_length)
{
	for (size_t length = 0; length < 1100; length++) {
		struct buffer buffer = {0};
		buffer_add_repeated(&buffer, 'x', length);
		assert_row(length, buffer.capacity > length && buffer.bytes[length] == '\0');
		buffer_add(&buffer, TEXT("y"));
		assert_row(length, buffer.capacity > length + 1
		           && strlen(buffer.bytes) == length + 1);
		buffer_release(&buffer);
	}
}

TEST(buffer_formats_long_text_whole)
{
	struct buffer buffer = {0};
	buffer_format(&buffer, "%0*d", 5000, 7);
	assert_int_equal(buffer.length, 5000);
	assert_int_equal(strspn(buffer.bytes, "0"), 4999);
	assert_int_equal(buffer.bytes[4999], '7');
	buffer_release(&buffer);
}

TEST(cleared_buffer_starts_anew)
{
	struct buffer buffer = {0};
	buffer_add_string(&buffer, "old contents");
	size_t capacity = buffer.capacity;
	buffer_clear(&buffer);
	assert_int_equal(buffer_text(&buffer).length, 0);
	assert_int_equal(buffer.capacity, capacity);
	buffer_add_string(&buffer, "new");
	assert_string_equal(buffer.bytes, "new");
	buffer_release(&buffer);
}

static void check_clean(struct text raw, const char *expected, int line)
{
	struct buffer buffer = {0};
	buffer_add_clean(&buffer, raw);
	unit_check_text(buffer_text(&buffer), expected, __FILE__, line);
	buffer_release(&buffer);
}

#define assert_clean(raw, expected) check_clean(TEXT(raw), expected, __LINE__)

TEST(clean_keeps_text)
{
	assert_clean("", "");
	assert_clean("plain ~ text", "plain ~ text");
	assert_clean("\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80",
	             "\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80");
}

TEST(clean_replaces_each_control)
{
	assert_clean("a\0b", "a?b");
	assert_clean("\033[31m", "?[31m");
	assert_clean("a\tb\r\n", "a?b??");
	assert_clean("\x7f", "?");
	assert_clean("\xc2\x85", "?");
	assert_clean("\xe2\x80\xa8\xe2\x80\xae", "??");
	assert_clean("\xd8\x9c", "?");
}

/* How many marks stand for bad bytes is not promised; that nothing else is lost or let through is.
 * */
static void check_bad(struct text bad, size_t row)
{
	struct buffer raw = {0}, clean = {0};
	buffer_add_string(&raw, "<");
	buffer_add(&raw, bad);
	buffer_add_string(&raw, ">");
	buffer_add_clean(&clean, buffer_text(&raw));
	assert_row(row, clean.length >= 3 && clean.bytes[0] == '<');
	assert_row(row, strspn(clean.bytes + 1, "?") == clean.length - 2);
	assert_row(row, clean.bytes[clean.length - 1] == '>');
	buffer_release(&raw);
	buffer_release(&clean);
}

TEST(clean_replaces_what_is_not_utf8)
{
	static const struct text bad[] = {
		{"\xff", 1},             /* never a byte of UTF-8 */
		{"\x80", 1},             /* continues nothing */
		{"\xc3", 1},             /* begins and does not go on */
		{"\xe2\x82", 2},         /* one byte short */
		{"\xf0\x9f\x98", 3},
		{"\xc0\x80", 2},         /* longer than needed */
		{"\xe0\x80\xaf", 3},
		{"\xed\xa0\x80", 3},     /* a surrogate */
		{"\xf4\x90\x80\x80", 4}, /* beyond U+10FFFF */
	};
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		check_bad(bad[i], i);
	assert_clean("\xff" "a\xff", "?a?");
	assert_clean("cut \xc3", "cut ?");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_of_null_is_empty),
		cmocka_unit_test(print_length_is_cut_to_an_int),
		cmocka_unit_test(equal_compares_length_and_bytes),
		cmocka_unit_test(starts_takes_every_prefix_and_no_other),
		cmocka_unit_test(compare_orders_by_bytes),
		cmocka_unit_test(trim_takes_blanks_off_the_ends_only),
		cmocka_unit_test(cut_goes_through_the_parts),
		cmocka_unit_test(cut_without_separator_takes_all),
		cmocka_unit_test(controls_are_those_of_unicode),
		cmocka_unit_test(numbers_are_read),
		cmocka_unit_test(what_is_no_number_leaves_the_old_one),
		cmocka_unit_test(numbers_beyond_64_bits_are_refused),
		cmocka_unit_test(every_limit_is_exact),
		cmocka_unit_test(distance_agrees_with_its_definition),
		cmocka_unit_test(distance_counts_edits_and_swaps),
		cmocka_unit_test(distance_counts_code_points),
		cmocka_unit_test(distance_gives_up_on_long_text),
		cmocka_unit_test(buffer_begins_empty),
		cmocka_unit_test(buffer_adds_at_its_end),
		cmocka_unit_test(buffer_grows_and_keeps_all),
		cmocka_unit_test(buffer_has_room_for_its_nul_at_every_length),
		cmocka_unit_test(buffer_formats_long_text_whole),
		cmocka_unit_test(cleared_buffer_starts_anew),
		cmocka_unit_test(clean_keeps_text),
		cmocka_unit_test(clean_replaces_each_control),
		cmocka_unit_test(clean_replaces_what_is_not_utf8),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
