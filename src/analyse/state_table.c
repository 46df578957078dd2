/* SPDX-License-Identifier: ISC
 *
 * Owns the hash table of states.
 */
#include "analyse/state_table.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void state_table_init(struct state_table *table, size_t key_size)
{
	*table = (struct state_table){.key_size = key_size};
}

void state_table_release(struct state_table *table)
{
	free(table->keys);
	free(table->slots);
	*table = (struct state_table){0};
}

/* FNV-1a (Fowler, Noll, Vo) over eight bytes at a time, then over the rest. */
static size_t hash_key(const unsigned char *key, size_t size)
{
	uint64_t hash = UINT64_C(14695981039346656037), word;
	for (; size >= sizeof(word); size -= sizeof(word), key += sizeof(word)) {
		memcpy(&word, key, sizeof(word));
		hash = (hash ^ word) * UINT64_C(1099511628211);
		hash ^= hash >> 32;
	}
	for (; size > 0; size--)
		hash = (hash ^ *key++) * UINT64_C(1099511628211);
	return (size_t)(hash ^ hash >> 29);
}

/* Where in the slots the key is, or belongs. There is always a free slot. */
static size_t find_slot(const struct state_table *table, const unsigned char *key)
{
	size_t at = hash_key(key, table->key_size) & (table->slot_count - 1);
	while (table->slots[at]
	       && memcmp(table->keys + (table->slots[at] - 1) * table->key_size, key, table->key_size) != 0)
		at = (at + 1) & (table->slot_count - 1);
	return at;
}

static void enlarge(struct state_table *table)
{
	free(table->slots);
	table->slot_count = table->slot_count ? table->slot_count * 2 : 256;
	table->slots = memory_new(table->slot_count, sizeof(*table->slots));
	for (size_t n = 0; n < table->count; n++)
		table->slots[find_slot(table, table->keys + n * table->key_size)] = (uint32_t)n + 1;
}

uint32_t state_table_find(const struct state_table *table, const unsigned char *key)
{
	if (table->count == 0)
		return STATE_NONE;
	size_t slot = find_slot(table, key);
	return table->slots[slot] ? table->slots[slot] - 1 : STATE_NONE;
}

uint32_t state_table_add(struct state_table *table, const unsigned char *key)
{
	if (table->count * 2 >= table->slot_count)
		enlarge(table);
	while ((table->count + 1) * table->key_size > table->keys_capacity)
		table->keys = memory_grow(table->keys, &table->keys_capacity, 1);
	memcpy(table->keys + table->count * table->key_size, key, table->key_size);
	table->slots[find_slot(table, key)] = (uint32_t)table->count + 1;
	return (uint32_t)table->count++;
}
