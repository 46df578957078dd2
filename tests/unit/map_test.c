/* SPDX-License-Identifier: ISC
 *
 * The map from text to numbers.
 */
#include "unit.h"

#include "base/map.h"
#include "base/memory.h"

TEST(empty_map_holds_nothing)
{
	struct map map = {0};
	assert_true(map_find(&map, TEXT("a")) == MAP_ABSENT);
	assert_true(map_find(&map, TEXT("")) == MAP_ABSENT);
	map_release(&map);
}

TEST(added_key_is_found)
{
	struct map map = {0};
	assert_true(map_add(&map, TEXT("work"), 0) == MAP_ABSENT);
	assert_true(map_add(&map, TEXT("team"), SIZE_MAX - 1) == MAP_ABSENT);
	assert_true(map_find(&map, TEXT("work")) == 0);
	assert_true(map_find(&map, TEXT("team")) == SIZE_MAX - 1);
	assert_true(map_find(&map, TEXT("wor")) == MAP_ABSENT);
	assert_true(map_find(&map, TEXT("works")) == MAP_ABSENT);
	assert_true(map_find(&map, TEXT("")) == MAP_ABSENT);
	map_release(&map);
}

TEST(second_value_of_a_key_is_refused)
{
	struct map map = {0};
	map_add(&map, TEXT("a"), 7);
	assert_true(map_add(&map, TEXT("a"), 8) == 7);
	assert_true(map_find(&map, TEXT("a")) == 7);
	assert_int_equal(map.count, 1);
	map_release(&map);
}

TEST(keys_are_compared_by_bytes)
{
	char first[] = "one,two", second[] = "two";
	struct text rest = text_of(first);
	struct map map = {0};
	map_add(&map, text_cut(&rest, ','), 1);
	map_add(&map, rest, 2);
	assert_true(map_find(&map, text_of(second)) == 2);
	assert_true(map_find(&map, TEXT("one")) == 1);
	assert_true(map_find(&map, TEXT("one,two")) == MAP_ABSENT);
	map_release(&map);
}

TEST(empty_text_is_a_key)
{
	struct map map = {0};
	assert_true(map_add(&map, TEXT(""), 5) == MAP_ABSENT);
	assert_true(map_find(&map, TEXT("")) == 5);
	assert_true(map_find(&map, TEXT("\0")) == MAP_ABSENT);
	map_release(&map);
}

enum { MANY = 20000, KEY_SIZE = 12 };

/* MANY different keys of many lengths, one after the other. */
static char *make_keys(struct text *keys)
{
	char *bytes = memory_new(MANY, KEY_SIZE);
	for (unsigned i = 0; i < MANY; i++) {
		char *key = bytes + (size_t)i * KEY_SIZE;
		unsigned rest = i;
		size_t length = 0;
		do
			key[length++] = (char)('a' + rest % 5);
		while ((rest /= 5) > 0);
		key[length++] = '.';
		keys[i] = (struct text){key, length};
	}
	return bytes;
}

TEST(many_keys_keep_their_values_while_it_grows)
{
	struct text *keys = memory_new(MANY, sizeof(*keys));
	char *bytes = make_keys(keys);
	struct map map = {0};
	for (size_t i = 0; i < MANY; i++) {
		assert_row(i, map_find(&map, keys[i]) == MAP_ABSENT);
		assert_row(i, map_add(&map, keys[i], i * 3) == MAP_ABSENT);
		assert_row(i, map.count == i + 1);
		assert_row(i, map.size > map.count && (map.size & (map.size - 1)) == 0);
		assert_row(i, map_find(&map, keys[i / 2]) == i / 2 * 3);
	}
	for (size_t i = 0; i < MANY; i++) {
		struct text longer = {keys[i].bytes, keys[i].length - 1};
		assert_row(i, map_find(&map, keys[i]) == i * 3);
		assert_row(i, map_find(&map, longer) == MAP_ABSENT);
	}
	map_release(&map);
	free(bytes);
	free(keys);
}

TEST(released_map_is_empty_again)
{
	struct map map = {0};
	map_add(&map, TEXT("a"), 1);
	map_release(&map);
	assert_int_equal(map.count, 0);
	assert_true(map_find(&map, TEXT("a")) == MAP_ABSENT);
	assert_true(map_add(&map, TEXT("a"), 2) == MAP_ABSENT);
	assert_true(map_find(&map, TEXT("a")) == 2);
	map_release(&map);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty_map_holds_nothing),
		cmocka_unit_test(added_key_is_found),
		cmocka_unit_test(second_value_of_a_key_is_refused),
		cmocka_unit_test(keys_are_compared_by_bytes),
		cmocka_unit_test(empty_text_is_a_key),
		cmocka_unit_test(many_keys_keep_their_values_while_it_grows),
		cmocka_unit_test(released_map_is_empty_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
