/* SPDX-License-Identifier: ISC
 *
 * What the exact analysis costs, and how many questions it spares. Run in the top folder:
 *   bench           all tables
 *   bench --tiny    the same with everything small, to try the benchmark itself
 *   bench MODEL     how many questions are to be expected with the model in a file; it must be a small one
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/source.h"
#include "drawn.h"
#include "expected.h"
#include "model/yaml_tree.h"
#include "scale.h"

struct extent {
	const char *model;
	const char *profiles;
	uint32_t models, shrink, keys;                       /* of table A: see struct scale */
	uint32_t random_models, least, most;                 /* of table B1: see expected_print_random */
	uint32_t from_nothing, from_profile;                 /* of table B2: see struct drawn */
};

static const struct extent usual = {
	.model = "questions/python.yaml",
	.profiles = "profiles/cases/??1-*.yaml",
	.models = 11,
	.shrink = 1,
	.keys = 1000000,
	.random_models = 300,
	.least = 8,
	.most = 10,
	.from_nothing = 500,
	.from_profile = 10,
};

static const struct extent tiny = {
	.model = "tests/bench/tiny.yaml",
	.profiles = "tests/bench/tiny-profile.yaml",
	.models = 1,
	.shrink = 4,
	.keys = 1000,
	.random_models = 5,
	.least = 4,
	.most = 6,
	.from_nothing = 40,
	.from_profile = 5,
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
	struct drawn drawn = {
		.model = model,
		.profiles = extent->profiles,
		.from_nothing = extent->from_nothing,
		.from_profile = extent->from_profile,
	};
	scale_print(&scale);
	expected_print_random(extent->random_models, extent->least, extent->most);
	drawn_print(&drawn);
}

int main(int argc, char **argv)
{
	struct source source;
	bool is_tiny = argc == 2 && strcmp(argv[1], "--tiny") == 0;
	bool has_model = argc == 2 && argv[1][0] != '-';
	const struct extent *extent = is_tiny ? &tiny : &usual;
	if (argc > 1 && !is_tiny && !has_model) {
		fprintf(stderr, "usage: bench [--tiny | MODEL]\n");
		return EXIT_FAILURE;
	}
	read_file(&source, has_model ? argv[1] : extent->model);
	struct text text = {source.bytes, source.length};
	if (has_model)
		expected_print_model(text);
	else
		print_tables(extent, text);
	source_release(&source);
	return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_SUCCESS : EXIT_FAILURE;
}
