/* SPDX-License-Identifier: ISC
 *
 * A table from states, keys of one fixed size, to the numbers 0, 1, 2, ... in the order in which they were added.
 */
#ifndef ANALYSE_STATE_TABLE_H
#define ANALYSE_STATE_TABLE_H

#include <stddef.h>
#include <stdint.h>

#define STATE_NONE UINT32_MAX

struct state_table {
	size_t key_size;
	unsigned char *keys;     /* one after the other */
	size_t keys_capacity;
	size_t count;
	uint32_t *slots;         /* number + 1 by hash, open addressing */
	size_t slot_count;
};

/* Starts an empty table of keys of `key_size` bytes. state_table_release ends it. */
void state_table_init(struct state_table *table, size_t key_size);
void state_table_release(struct state_table *table);

/* The number of a key, or STATE_NONE. */
uint32_t state_table_find(const struct state_table *table, const unsigned char *key);

/* Adds a key that is not in the table, copying it; returns its number. */
uint32_t state_table_add(struct state_table *table, const unsigned char *key);

#endif
