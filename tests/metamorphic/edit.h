/* SPDX-License-Identifier: ISC
 *
 * YAML trees to rewrite: nodes made and moved in an arena, and printed so that they can be read again.
 */
#ifndef METAMORPHIC_EDIT_H
#define METAMORPHIC_EDIT_H

#include "model/yaml_tree.h"

/* New nodes. Texts are not copied, `items` is. */
struct yaml_node *edit_text(struct arena *arena, struct text text);
struct yaml_node *edit_list(struct arena *arena, size_t count, struct yaml_node *const *items);
struct yaml_node *edit_map(struct arena *arena, struct text key, struct yaml_node *value);

/* A copy of a node and all below it; texts are shared. */
struct yaml_node *edit_copy(struct arena *arena, const struct yaml_node *node);

/* The place of the value of `key` in a map; NULL when absent, or when `map` is NULL or no map. */
struct yaml_node **edit_find(struct yaml_node *map, struct text key);

/* Puts a pair into a map before the one with index `at`, or at the end. */
void edit_insert(struct arena *arena, struct yaml_node *map, size_t at, struct text key, struct yaml_node *value);

/* Takes the item or pair with index `at` out of a list or map. */
void edit_remove(struct yaml_node *node, size_t at);

/* Swaps two items or pairs. */
void edit_swap(struct yaml_node *node, size_t a, size_t b);

/* Appends the tree as YAML, each pair of the outermost two maps on a line of its own. */
void edit_print(const struct yaml_node *root, struct buffer *out);

#endif
