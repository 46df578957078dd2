/* SPDX-License-Identifier: ISC
 *
 * A JSON text as the tree that YAML files become, so that what is made of it is the same. Numbers come as the text that
 * they are written in; null as a plain scalar without text, as YAML has it.
 */
#ifndef MODEL_JSON_TREE_H
#define MODEL_JSON_TREE_H

#include "model/yaml_tree.h"

/* Parses the one value in `source`. Nodes live in `arena` and do not refer to the source. Every fault (encoding, control
 * characters, syntax, surrogates without a partner, duplicate keys, true and false, depth) is added to `found`. Returns
 * NULL when no tree could be made. */
struct yaml_node *json_tree_parse(const struct source *source, struct arena *arena, struct diagnostics *found);

#endif
