/* SPDX-License-Identifier: ISC
 *
 * Parses, or bails out.
 */
#include "tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct yaml_node *tree_parse(const char *name, const char *text, struct arena *arena)
{
	struct source source;
	struct diagnostics found = {.source = &source};
	struct buffer message = {0};
	source_of_bytes(&source, name, text, strlen(text));
	struct yaml_node *tree = yaml_tree_parse(&source, arena, &found);
	if (!tree || found.errors > 0) {
		diagnostics_print(&found, &message);
		printf("Bail out! %s is no YAML\n%s%s", name, message.bytes, text);
		exit(EXIT_FAILURE);
	}
	diagnostics_release(&found);
	source_release(&source);
	return tree;
}
