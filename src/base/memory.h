/* SPDX-License-Identifier: ISC
 *
 * Memory that is there or the program ends: no caller ever sees NULL.
 * When the machine has no memory left, a line on standard error says so and the process exits with status 4.
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* What every function here does when memory runs out; for libraries that report it themselves. */
_Noreturn void memory_exhausted(void);

/* Makes GMP, which otherwise aborts when memory runs out, ask here for it. Call once, before its first number. */
void memory_serve_gmp(void);

/* Keeps what is freed for what is asked for next. To give memory back to the system and to ask for more in small pieces
 * takes a short run longer than its work. To be called once, at the beginning. */
void memory_keep_freed(void);

/* Has the system hand over at once what the next allocations will take together: `bytes`, more or less. Page by page, at
 * the first touch of each, takes several times as long. Where that cannot be had, nothing happens. */
void memory_reserve(size_t bytes);

/* Returns `count` zeroed objects of `size` bytes (both may be 0); the caller frees them with free(). */
void *memory_new(size_t count, size_t size);

/* Like realloc(old, count * size), with the product checked for overflow; new bytes are not zeroed. */
void *memory_resize(void *old, size_t count, size_t size);

/* Makes room for one more element in a growing array.
 * `items` is a pointer, `count` the elements in use, `capacity` the elements allocated (a size_t lvalue). */
#define MEMORY_GROW(items, count, capacity) \
	((count) < (capacity) ? (void)0 : (void)((items) = memory_grow((items), &(capacity), sizeof(*(items)))))

/* What MEMORY_GROW calls: doubles *capacity (16 at first) and returns the moved array. */
void *memory_grow(void *items, size_t *capacity, size_t size);

/* An arena: many small objects that live and die together. A zeroed struct is an empty arena. */
struct arena {
	struct arena_block *newest;
	size_t used;     /* bytes in use of the newest block */
};

/* Returns `size` zeroed bytes, aligned for any type, valid until arena_release. */
void *arena_new(struct arena *arena, size_t count, size_t size);

/* Returns a copy of `length` bytes with a NUL after them, valid until arena_release. */
char *arena_copy(struct arena *arena, const char *bytes, size_t length);

/* Frees everything in the arena and leaves it empty. */
void arena_release(struct arena *arena);

#endif
