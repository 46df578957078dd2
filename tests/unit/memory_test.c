/* SPDX-License-Identifier: ISC
 *
 * Allocation that cannot fail, and the arena.
 */
#define _DEFAULT_SOURCE /* for madvise */
#include "unit.h"

#include <stdalign.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"

static bool is_zero(const void *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (((const unsigned char *)bytes)[i] != 0)
			return false;
	return true;
}

static bool is_aligned(const void *at)
{
	return (uintptr_t)at % alignof(max_align_t) == 0;
}

TEST(new_memory_is_zeroed)
{
	unsigned char *bytes = memory_new(1000, 7);
	assert_true(is_zero(bytes, 7000));
	memset(bytes, 0xaa, 7000);
	free(bytes);
}

TEST(nothing_can_be_allocated)
{
	void *none[] = {memory_new(0, 0), memory_new(0, 8), memory_new(8, 0),
	                memory_resize(NULL, 0, 8)};
	for (size_t i = 0; i < COUNT_OF(none); i++) {
		assert_non_null(none[i]);
		free(none[i]);
	}
}

TEST(resize_keeps_the_contents)
{
	unsigned *numbers = memory_resize(NULL, 10, sizeof(*numbers));
	for (unsigned i = 0; i < 10; i++)
		numbers[i] = i;
	numbers = memory_resize(numbers, 100000, sizeof(*numbers));
	for (unsigned i = 0; i < 10; i++)
		assert_int_equal(numbers[i], i);
	free(numbers);
}

enum { ROOM = 4 * 1024 * 1024 };

/* How many pages the system has to hand over one by one while pieces are allocated and filled, ROOM in all. */
static long faults_of_filling(void)
{
	enum { PIECE = 4000, PIECES = ROOM / PIECE };
	static void *pieces[PIECES];
	struct rusage before, after;
	getrusage(RUSAGE_SELF, &before);
	for (size_t i = 0; i < PIECES; i++)
		pieces[i] = memset(memory_resize(NULL, PIECE, 1), 1, PIECE);
	getrusage(RUSAGE_SELF, &after);
	for (size_t i = 0; i < PIECES; i++)
		free(pieces[i]);
	return after.ru_minflt - before.ru_minflt;
}

/* Each in a process of its own, whose memory nobody has touched. Returns whether less than half of the pages faulted. */
static bool fills_with_few_faults(size_t reserved)
{
	pid_t child = fork();
	if (child == 0) {
		memory_keep_freed();
		memory_reserve(reserved);
		_exit(faults_of_filling() < ROOM / sysconf(_SC_PAGESIZE) / 2);
	}
	int status;
	assert_true(child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status));
	return WEXITSTATUS(status) == 1;
}

static bool system_hands_over_at_once(void)
{
#if defined(MADV_POPULATE_WRITE) && !defined(__SANITIZE_ADDRESS__)
	void *page = mmap(NULL, 1, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	assert_true(page != MAP_FAILED);
	bool can = madvise(page, 1, MADV_POPULATE_WRITE) == 0;
	munmap(page, 1);
	return can;
#else
	return false;
#endif
}

TEST(reserved_memory_is_there_before_it_is_touched)
{
	if (!system_hands_over_at_once())
		skip();
	assert_true(fills_with_few_faults(ROOM + ROOM / 8));
	assert_false(fills_with_few_faults(0));
	assert_false(fills_with_few_faults(SIZE_MAX));
}

TEST(growing_array_keeps_its_elements)
{
	uint64_t *items = NULL;
	size_t count = 0, capacity = 0, changes = 0;
	for (uint64_t i = 0; i < 5000; i++) {
		size_t before = capacity;
		MEMORY_GROW(items, count, capacity);
		changes += capacity != before;
		assert_row(i, capacity > count);
		items[count++] = i * i;
	}
	for (uint64_t i = 0; i < 5000; i++)
		assert_row(i, items[i] == i * i);
	/* 16 doubled: 16, 32, ... 8192. */
	assert_int_equal(capacity, 8192);
	assert_int_equal(changes, 10);
	free(items);
}

/* Runs `act` in a child process; returns its exit status, and in `said` what it wrote to standard
 * error. */
static int status_of(void (*act)(void), char *said, size_t size)
{
	int ends[2], status = 0;
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		act();
		_exit(0);
	}
	close(ends[1]);
	size_t length = 0;
	for (ssize_t got = 1; got > 0 && length < size - 1; length += got > 0 ? (size_t)got : 0)
		got = read(ends[0], said + length, size - 1 - length);
	said[length] = '\0';
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void resize_beyond(void)
{
	memory_resize(NULL, SIZE_MAX / 8 + 1, 8);
}

static void grow_beyond(void)
{
	size_t capacity = SIZE_MAX / 2 + 1;
	memory_grow(NULL, &capacity, 1);
}

static void arena_beyond(void)
{
	struct arena arena = {0};
	arena_new(&arena, SIZE_MAX / 8, 9);
}

static void arena_rounded_beyond(void)
{
	struct arena arena = {0};
	arena_new(&arena, SIZE_MAX - 1, 1);
}

TEST(impossible_sizes_end_with_status_4)
{
	void (*const acts[])(void) = {memory_exhausted, resize_beyond, grow_beyond, arena_beyond,
	                              arena_rounded_beyond};
	for (size_t i = 0; i < COUNT_OF(acts); i++) {
		char said[4000];
		int status = status_of(acts[i], said, sizeof(said));
		assert_row(i, status == 4);
		assert_row(i, strstr(said, "out of memory") != NULL);
	}
}

TEST(arena_aligns_for_any_type)
{
	struct arena arena = {0};
	for (size_t size = 0; size < 200; size++)
		assert_row(size, is_aligned(arena_new(&arena, 1, size)));
	assert_true(is_aligned(arena_new(&arena, 100000, 1)));
	assert_true(is_aligned(arena_new(&arena, 1, 1)));
	assert_true(is_aligned(arena_copy(&arena, "abc", 3)));
	arena_release(&arena);
}

/* Objects of every size, each filled with a byte of its own once it was seen to be zeroed. */
TEST(arena_objects_are_zeroed_and_apart)
{
	enum { OBJECTS = 600 };
	struct arena arena = {0};
	unsigned char *objects[OBJECTS];
	for (size_t i = 0; i < OBJECTS; i++) {
		objects[i] = arena_new(&arena, i % 7 + 1, i);
		assert_row(i, is_zero(objects[i], (i % 7 + 1) * i));
		memset(objects[i], (int)(i % 251 + 1), (i % 7 + 1) * i);
	}
	for (size_t i = 0; i < OBJECTS; i++)
		for (size_t at = 0; at < (i % 7 + 1) * i; at++)
			assert_row(i, objects[i][at] == i % 251 + 1);
	arena_release(&arena);
}

TEST(arena_takes_big_objects)
{
	struct arena arena = {0};
	unsigned char *small = arena_new(&arena, 1, 10);
	memset(small, 1, 10);
	unsigned char *big = arena_new(&arena, 1000, 1000);
	assert_true(is_zero(big, 1000000));
	memset(big, 2, 1000000);
	unsigned char *after = arena_new(&arena, 1, 10);
	assert_true(is_zero(after, 10));
	memset(after, 3, 10);
	assert_int_equal(small[9], 1);
	assert_int_equal(big[0] + big[999999], 4);
	arena_release(&arena);
}

TEST(arena_copies_with_a_nul)
{
	struct arena arena = {0};
	char *copy = arena_copy(&arena, "abcdef", 3);
	assert_string_equal(copy, "abc");
	assert_string_equal(arena_copy(&arena, NULL, 0), "");
	char *full = arena_copy(&arena, "0123456789abcdef", 16);
	char *next = arena_copy(&arena, "next", 4);
	assert_string_equal(full, "0123456789abcdef");
	assert_string_equal(next, "next");
	assert_string_equal(copy, "abc");
	arena_release(&arena);
}

TEST(released_arena_can_be_used_again)
{
	struct arena arena = {0};
	arena_new(&arena, 1, 50000);
	arena_release(&arena);
	assert_null(arena.newest);
	assert_true(is_zero(arena_new(&arena, 1, 100), 100));
	arena_release(&arena);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(new_memory_is_zeroed),
		cmocka_unit_test(nothing_can_be_allocated),
		cmocka_unit_test(resize_keeps_the_contents),
		cmocka_unit_test(reserved_memory_is_there_before_it_is_touched),
		cmocka_unit_test(growing_array_keeps_its_elements),
		cmocka_unit_test(impossible_sizes_end_with_status_4),
		cmocka_unit_test(arena_aligns_for_any_type),
		cmocka_unit_test(arena_objects_are_zeroed_and_apart),
		cmocka_unit_test(arena_takes_big_objects),
		cmocka_unit_test(arena_copies_with_a_nul),
		cmocka_unit_test(released_arena_can_be_used_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
