/* SPDX-License-Identifier: ISC
 *
 * From text to a YAML tree, for tests that know the text to be right.
 */
#ifndef ORACLE_TREE_H
#define ORACLE_TREE_H

#include "model/yaml_tree.h"

/* Parses a text of the test's own; `name` says in messages what it is. Nodes live as long as the arena. Bails out of the
 * test when it is no YAML. */
struct yaml_node *tree_parse(const char *name, const char *text, struct arena *arena);

#endif
