/* SPDX-License-Identifier: ISC
 *
 * Owns the hash table; slots are probed in a row. Keys come from strangers, who must not be able to choose ones that
 * collide: they are hashed as polynomials at a point drawn at random (Carter, Wegman 1979), so that two keys of n bytes
 * have the same value for no more than n points of all.
 */
#include "base/map.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"

enum { FEW = 16 };      /* slots that are looked through sooner than a key is hashed */

struct map_slot {
	struct text key;
	size_t value;
	bool used;
};

static const uint64_t prime = (UINT64_C(1) << 31) - 1;

/* The point, from 256 up to the prime, made of addresses: systems lay out every process elsewhere, so that nobody can
 * foresee them. To ask the system for each map would take longer than to fill most of them. */
static uint64_t draw_seed(const struct map *map)
{
	uint64_t addresses = (uintptr_t)&prime ^ (uint64_t)(uintptr_t)map->slots << 20;
	return 256 + (addresses * UINT64_C(0x9e3779b97f4a7c15) >> 16) % (prime - 256);
}

static size_t hash(const struct map *map, struct text key)
{
	uint64_t value = 1;
	for (size_t i = 0; i < key.length; i++)
		value = (value * map->seed + (unsigned char)key.bytes[i]) % prime;
	return (size_t)(value * map->seed % prime);
}

/* The slot that holds `key`, or the free one where it belongs. The table always has a free slot. */
static struct map_slot *slot_of(const struct map *map, struct text key)
{
	size_t at = map->size > FEW ? hash(map, key) & (map->size - 1) : 0;
	while (map->slots[at].used && !text_equal(map->slots[at].key, key))
		at = (at + 1) & (map->size - 1);
	return &map->slots[at];
}

static void enlarge(struct map *map)
{
	struct map old = *map;
	map->size = old.size ? old.size * 2 : FEW;
	map->slots = memory_new(map->size, sizeof(*map->slots));
	if (!old.size)
		map->seed = draw_seed(map);
	for (size_t i = 0; i < old.size; i++)
		if (old.slots[i].used)
			*slot_of(map, old.slots[i].key) = old.slots[i];
	free(old.slots);
}

size_t map_add(struct map *map, struct text key, size_t value)
{
	if (map->count * 2 >= map->size)
		enlarge(map);
	struct map_slot *slot = slot_of(map, key);
	if (slot->used)
		return slot->value;
	*slot = (struct map_slot){key, value, true};
	map->count++;
	return MAP_ABSENT;
}

size_t map_find(const struct map *map, struct text key)
{
	if (map->count == 0)
		return MAP_ABSENT;
	const struct map_slot *slot = slot_of(map, key);
	return slot->used ? slot->value : MAP_ABSENT;
}

void map_release(struct map *map)
{
	free(map->slots);
	*map = (struct map){0};
}
