/* SPDX-License-Identifier: ISC
 *
 * bare_json: parses JSON lines of standard input with yajl, event by event, and does nothing else. What no program that
 * reads the same bytes in this way can go below.
 */
#include <stdio.h>
#include <stdlib.h>
#include <yajl/yajl_parse.h>

enum { BLOCK = 65536 };

struct counts {
	size_t keys, values;
};

static int count_key(void *context, const unsigned char *text, size_t length)
{
	struct counts *counts = context;
	(void)text, (void)length;
	counts->keys++;
	return 1;
}

static int count_text(void *context, const unsigned char *text, size_t length)
{
	struct counts *counts = context;
	(void)text, (void)length;
	counts->values++;
	return 1;
}

static int count_integer(void *context, long long number)
{
	struct counts *counts = context;
	(void)number;
	counts->values++;
	return 1;
}

int main(void)
{
	static const yajl_callbacks callbacks = {
		.yajl_map_key = count_key, .yajl_string = count_text, .yajl_integer = count_integer};
	static unsigned char block[BLOCK];
	struct counts counts = {0};
	size_t length;
	yajl_handle parser = yajl_alloc(&callbacks, NULL, &counts);
	yajl_config(parser, yajl_allow_multiple_values, 1);
	while ((length = fread(block, 1, sizeof(block), stdin)) > 0) {
		if (yajl_parse(parser, block, length) != yajl_status_ok)
			return EXIT_FAILURE;
	}
	if (yajl_complete_parse(parser) != yajl_status_ok)
		return EXIT_FAILURE;
	yajl_free(parser);
	printf("%zu %zu\n", counts.keys, counts.values);
	return EXIT_SUCCESS;
}
