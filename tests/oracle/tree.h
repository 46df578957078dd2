/* SPDX-License-Identifier: ISC
 *
 * YAML trees of the tests' own: parsed, changed and printed again.
 */
#ifndef ORACLE_TREE_H
#define ORACLE_TREE_H

#include "model/yaml_tree.h"

/* Parses a text of the test's own; `name` says in messages what it is. Nodes live as long as the arena. Bails out of the
 * test when it is no YAML. */
struct yaml_node *tree_parse(const char *name, const char *text, struct arena *arena);

/* New nodes in an arena: a scalar (of which the text is copied), or an empty list or map. */
struct yaml_node *tree_scalar(struct arena *arena, struct text text);
struct yaml_node *tree_empty(struct arena *arena, enum yaml_kind kind);
struct yaml_node *tree_list(struct arena *arena, size_t count, struct yaml_node *const *items);
struct yaml_node *tree_map(struct arena *arena, struct text key, struct yaml_node *value);

/* A copy of a node and all below it. */
struct yaml_node *tree_copy(struct arena *arena, const struct yaml_node *node);

/* Inserts an item before `index` of a map, or of a list, where the key means nothing. The key is copied. */
void tree_insert(struct arena *arena, struct yaml_node *parent, size_t index, struct text key, struct yaml_node *item);

/* Takes out the item at `index`. */
void tree_remove(struct yaml_node *parent, size_t index);

/* Exchanges two entries of a map or list. */
void tree_swap(struct yaml_node *parent, size_t a, size_t b);

/* Gives a key of a map another value, or adds it. */
void tree_set(struct arena *arena, struct yaml_node *map, struct text key, struct yaml_node *item);

/* The index of a key in a map, or the number of its items if it is not there. */
size_t tree_find(const struct yaml_node *map, struct text key);

/* The place of the value of `key` in a map; NULL when absent, or when `map` is NULL or no map. */
struct yaml_node **tree_place(struct yaml_node *map, struct text key);

/* How deep lists and maps are nested, a tree itself included. */
size_t tree_depth(const struct yaml_node *tree);

/* Appends a map as YAML, each entry on lines of its own but conditions and lists on one. */
void tree_print(const struct yaml_node *map, struct buffer *out);

#endif
