/* SPDX-License-Identifier: ISC
 *
 * Owns every call of the allocator: an allocation succeeds, or the program says so and ends with status 4.
 */
#define _DEFAULT_SOURCE /* for madvise */
#include "base/memory.h"

#include <gmp.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

enum {
	FIRST_CAPACITY = 16,
	SMALLEST_BLOCK = 2 * 1024,
	LARGEST_BLOCK = 64 * 1024,
	KEPT = 64 * 1024 * 1024,
	GROWTH = 1024 * 1024,
	APART = 128 * 1024,
	STATUS_MACHINE_FAILED = 4,
};

struct arena_block {
	struct arena_block *older;
	size_t size;
	alignas(max_align_t) char bytes[];
};

_Noreturn void memory_exhausted(void)
{
	fputs("whether: out of memory\n", stderr);
	_Exit(STATUS_MACHINE_FAILED);
}

void memory_keep_freed(void)
{
#if defined(__GLIBC__)
	mallopt(M_TRIM_THRESHOLD, KEPT);
	mallopt(M_TOP_PAD, GROWTH);
#endif
}

void memory_reserve(size_t bytes)
{
#if defined(__GLIBC__) && defined(MADV_POPULATE_WRITE)
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	mallopt(M_MMAP_THRESHOLD, KEPT);      /* from where smaller pieces come, to which it goes back */
	char *room = bytes > page && bytes < KEPT ? malloc(bytes) : NULL;
	mallopt(M_MMAP_THRESHOLD, APART);
	if (!room)
		return;
	char *first = room + (page - (uintptr_t)room % page) % page;
	madvise(first, (size_t)(room + bytes - first), MADV_POPULATE_WRITE);
	free(room);
#else
	(void)bytes;
#endif
}

void *memory_new(size_t count, size_t size)
{
	void *new = calloc(count ? count : 1, size ? size : 1);
	if (!new)
		memory_exhausted();
	return new;
}

void *memory_resize(void *old, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		memory_exhausted();
	size_t bytes = count * size;
	void *new = realloc(old, bytes ? bytes : 1);
	if (!new)
		memory_exhausted();
	return new;
}

void *memory_grow(void *items, size_t *capacity, size_t size)
{
	if (*capacity > SIZE_MAX / 2)
		memory_exhausted();
	*capacity = *capacity ? *capacity * 2 : FIRST_CAPACITY;
	return memory_resize(items, *capacity, size);
}

/* For GMP, which would abort the program: new bytes need not be zeroed, old ones come with their number. */
static void *allocate_limbs(size_t bytes)
{
	return memory_resize(NULL, bytes, 1);
}

static void *resize_limbs(void *old, size_t old_bytes, size_t bytes)
{
	(void)old_bytes;
	return memory_resize(old, bytes, 1);
}

static void free_limbs(void *old, size_t bytes)
{
	(void)bytes;
	free(old);
}

void memory_serve_gmp(void)
{
	mp_set_memory_functions(allocate_limbs, resize_limbs, free_limbs);
}

/* Most arenas hold little; one that has been filled will be filled again. */
static void arena_add_block(struct arena *arena, size_t least)
{
	size_t size = arena->newest ? arena->newest->size * 2 : SMALLEST_BLOCK;
	if (size > LARGEST_BLOCK)
		size = LARGEST_BLOCK;
	if (size < least)
		size = least;
	if (size > SIZE_MAX - sizeof(struct arena_block))
		memory_exhausted();
	struct arena_block *block = memory_new(1, sizeof(*block) + size);
	block->older = arena->newest;
	block->size = size;
	arena->newest = block;
	arena->used = 0;
}

void *arena_new(struct arena *arena, size_t count, size_t size)
{
	const size_t align = alignof(max_align_t);
	if (size && count > (SIZE_MAX - align) / size)
		memory_exhausted();
	size_t bytes = (count * size + align - 1) / align * align;
	if (!arena->newest || arena->newest->size - arena->used < bytes)
		arena_add_block(arena, bytes);
	void *new = arena->newest->bytes + arena->used;
	arena->used += bytes;
	return new;
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length)
{
	char *copy = arena_new(arena, length + 1, 1);
	if (length)
		memcpy(copy, bytes, length);
	return copy;
}

void arena_release(struct arena *arena)
{
	while (arena->newest) {
		struct arena_block *block = arena->newest;
		arena->newest = block->older;
		free(block);
	}
	arena->used = 0;
}
