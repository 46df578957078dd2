/* SPDX-License-Identifier: ISC
 *
 * What the exact analysis costs. Run in the top folder:
 *   bench           all tables
 *   bench --tiny    the same with everything small, to try the benchmark itself
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/source.h"
#include "model/yaml_tree.h"
#include "scale.h"

struct extent {
	const char *model;
	uint32_t models, shrink, keys;                       /* of table A: see struct scale */
};

static const struct extent usual = {
	.model = "questions/python.yaml",
	.models = 11,
	.shrink = 1,
	.keys = 1000000,
};

static const struct extent tiny = {
	.model = "tests/bench/tiny.yaml",
	.models = 1,
	.shrink = 4,
	.keys = 1000,
};

static void read_file(struct source *source, const char *name)
{
	if (source_read(source, name, YAML_TREE_MOST_BYTES) == SOURCE_READ)
		return;
	fprintf(stderr, "bench: cannot read %s\n", name);
	exit(EXIT_FAILURE);
}

static void print_tables(const struct extent *extent, struct text model)
{
	struct scale scale = {
		.models = extent->models, .shrink = extent->shrink, .keys = extent->keys, .shipped = model};
	scale_print(&scale);
}

int main(int argc, char **argv)
{
	struct source source;
	bool is_tiny = argc == 2 && strcmp(argv[1], "--tiny") == 0;
	const struct extent *extent = is_tiny ? &tiny : &usual;
	if (argc > 1 && !is_tiny) {
		fprintf(stderr, "usage: bench [--tiny]\n");
		return EXIT_FAILURE;
	}
	read_file(&source, extent->model);
	struct text text = {source.bytes, source.length};
	print_tables(extent, text);
	source_release(&source);
	return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_SUCCESS : EXIT_FAILURE;
}
