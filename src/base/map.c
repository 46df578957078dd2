/* SPDX-License-Identifier: ISC
 *
 * Owns the hash table. FNV-1a mixes the bytes; slots are probed in a row.
 */
#include "base/map.h"

#include <stdlib.h>

#include "base/memory.h"

struct map_slot {
	struct text key;
	size_t value;
	bool used;
};

static size_t hash(struct text key)
{
	uint64_t mixed = UINT64_C(14695981039346656037);
	for (size_t i = 0; i < key.length; i++)
		mixed = (mixed ^ (unsigned char)key.bytes[i]) * UINT64_C(1099511628211);
	return (size_t)(mixed ^ (mixed >> 32));
}

/* The slot that holds `key`, or the free one where it belongs. The table always has a free slot. */
static struct map_slot *slot_of(const struct map *map, struct text key)
{
	size_t at = hash(key) & (map->size - 1);
	while (map->slots[at].used && !text_equal(map->slots[at].key, key))
		at = (at + 1) & (map->size - 1);
	return &map->slots[at];
}

static void enlarge(struct map *map)
{
	struct map old = *map;
	map->size = old.size ? old.size * 2 : 32;
	map->slots = memory_new(map->size, sizeof(*map->slots));
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
