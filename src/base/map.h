/* SPDX-License-Identifier: ISC
 *
 * A map from text to a number, by open addressing. Made for ids: keys are not copied and are never removed.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/text.h"

#define MAP_ABSENT SIZE_MAX

/* A zeroed struct is an empty map. */
struct map {
	struct map_slot *slots;
	size_t count;
	size_t size;     /* a power of two, or 0 */
	uint64_t seed;   /* of the hash: nothing that can be seen hangs on it */
};

/* Adds `key`, whose bytes must outlive the map, with `value`. Returns MAP_ABSENT when it was new;
 * otherwise changes nothing and returns the value it already has. `value` must not be MAP_ABSENT. */
size_t map_add(struct map *map, struct text key, size_t value);

/* The value of `key`, or MAP_ABSENT. */
size_t map_find(const struct map *map, struct text key);

void map_release(struct map *map);

#endif
