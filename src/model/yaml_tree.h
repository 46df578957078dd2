/* SPDX-License-Identifier: ISC
 *
 * A YAML file as a tree in which every node knows its place. The only module that knows libyaml.
 * Scalars stay text: nothing is ever taken for a boolean, a number or null.
 */
#ifndef MODEL_YAML_TREE_H
#define MODEL_YAML_TREE_H

#include "base/diagnostic.h"
#include "base/memory.h"
#include "base/source.h"

enum {
	YAML_TREE_MOST_BYTES = 4 * 1024 * 1024,     /* larger files are refused */
	YAML_TREE_MOST_DEPTH = 32,                  /* deeper nesting is refused */
};

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml_node {
	enum yaml_kind kind;
	bool plain;                  /* a scalar written without quotes, outside | and > blocks */
	struct span span;
	struct text text;            /* YAML_SCALAR: its value, valid UTF-8 without control characters but tab and newline */
	size_t count;                /* YAML_LIST: items; YAML_MAP: pairs */
	struct yaml_node **keys;     /* YAML_MAP: count scalars, all different */
	struct yaml_node **items;    /* YAML_LIST: the items; YAML_MAP: the values */
};

/* Parses the one document in `source`. Nodes live in `arena` as long as it does, and do not refer to the source.
 * Every fault of the text (encoding, control characters, syntax, duplicate keys, aliases, tags, a second document,
 * depth) is added to `found`; of several, as many as can be told. Returns NULL when no tree could be made. */
struct yaml_node *yaml_tree_parse(const struct source *source, struct arena *arena, struct diagnostics *found);

/* The value of `key` in a map; NULL when absent or when `map` is not a map. */
struct yaml_node *yaml_tree_get(const struct yaml_node *map, struct text key);

#endif
