/* SPDX-License-Identifier: ISC
 *
 * Reading mappings by tables of keys: unknown, missing and mistyped ones are reported here, once for all.
 */
#ifndef MODEL_SCHEMA_H
#define MODEL_SCHEMA_H

#include "model/finding.h"
#include "model/yaml_tree.h"

enum schema_kind { SCHEMA_TEXT, SCHEMA_LIST, SCHEMA_MAP, SCHEMA_ANY };

struct schema_key {
	const char *name;
	enum schema_kind kind;
	bool required;
	const char *shape;           /* what its values look like: a definition of report/json_schema.h */
	const char *meaning;         /* in a line, for editors */
};

/* A table of keys by itself: what a mapping of this kind may hold. */
struct schema_table {
	const struct schema_key *keys;
	size_t count;
};

/* Reads `map` by a table of `count` keys: values[i] is the node of keys[i], or NULL when it is absent or of the wrong
 * kind. `what` names the thing in messages ("a rule"); `owner` is the place to blame for missing keys.
 * Returns false, all values NULL, when `map` is no mapping at all. */
bool schema_read(const struct yaml_node *map, struct span owner, const char *what, const struct schema_key *keys,
                 size_t count, struct yaml_node **values, struct diagnostics *found);

/* The same; of each key that means nothing `hint` may say in a hint to the finding where it belongs, and returns whether
 * it did. */
bool schema_read_hinting(const struct yaml_node *map, struct span owner, const char *what,
                         const struct schema_key *keys, size_t count, struct yaml_node **values,
                         bool (*hint)(const void *context, struct text key, struct diagnostics *found),
                         const void *context, struct diagnostics *found);

/* Reports that `node` is not of `kind`, unless it is or is NULL. Returns whether it is there and right. */
bool schema_is(const struct yaml_node *node, enum schema_kind kind, const char *what, struct diagnostics *found);

/* The trimmed text of a scalar; reports an empty one. The empty text for NULL. */
struct text schema_text(const struct yaml_node *node, const char *what, struct diagnostics *found);

/* A whole number from `least` to `most`; reports anything else and returns `fallback` (also for NULL). */
uint64_t schema_number(const struct yaml_node *node, const char *what, uint64_t least, uint64_t most,
                       uint64_t fallback, struct diagnostics *found);

/* `true` or `false`; reports anything else and returns false (also for NULL). */
bool schema_boolean(const struct yaml_node *node, const char *what, struct diagnostics *found);

/* Whether a scalar is fit to be an id: [a-z0-9][a-z0-9_-]*, at most 64 bytes. Reports why not, and warns of those
 * that other YAML readers take for something other than text. */
bool schema_id(const struct yaml_node *node, const char *what, struct diagnostics *found);

/* Whether a YAML 1.1 or 1.2 reader takes this plain id for a boolean, null, a number or a date. Wider than either
 * standard: whatever begins like a number and holds only what numbers and dates are made of counts. */
bool schema_is_ambiguous(struct text id);

/* Calls visit(context, item) for a node that is one text or a list of texts; reports other items. */
void schema_each_text(const struct yaml_node *node, const char *what, struct diagnostics *found,
                      void (*visit)(void *context, const struct yaml_node *item), void *context);

#endif
