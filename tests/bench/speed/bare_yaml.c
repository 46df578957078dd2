/* SPDX-License-Identifier: ISC
 *
 * bare_yaml FILE...: parses YAML files with libyaml, event by event, and does nothing else. What no program that reads
 * the same files in this way can go below.
 */
#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

static size_t count_scalars(FILE *file)
{
	yaml_parser_t parser;
	yaml_event_t event;
	yaml_event_type_t type;
	size_t scalars = 0;
	if (!yaml_parser_initialize(&parser))
		exit(EXIT_FAILURE);
	yaml_parser_set_input_file(&parser, file);
	do {
		if (!yaml_parser_parse(&parser, &event))
			exit(EXIT_FAILURE);
		type = event.type;
		scalars += type == YAML_SCALAR_EVENT;
		yaml_event_delete(&event);
	} while (type != YAML_STREAM_END_EVENT);
	yaml_parser_delete(&parser);
	return scalars;
}

int main(int argc, char **argv)
{
	size_t scalars = 0;
	for (int i = 1; i < argc; i++) {
		FILE *file = fopen(argv[i], "rb");
		if (file == NULL)
			return EXIT_FAILURE;
		scalars += count_scalars(file);
		fclose(file);
	}
	printf("%zu\n", scalars);
	return EXIT_SUCCESS;
}
