/* SPDX-License-Identifier: ISC
 *
 * straight_yajl: decides profiles, JSON lines on standard input, in straight code behind yajl.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_parse.h>

#include "straight.h"

struct reader {
	struct straight straight;
	int depth;
	bool in_answers, has_answers;
};

static int start_map(void *context)
{
	struct reader *reader = context;
	return ++reader->depth == 1 || (reader->depth == 2 && reader->in_answers);
}

static int end_map(void *context)
{
	struct reader *reader = context;
	reader->depth--;
	return 1;
}

static int key(void *context, const unsigned char *text, size_t length)
{
	struct reader *reader = context;
	if (reader->depth == 2)
		return straight_question(&reader->straight, (const char *)text, length);
	reader->in_answers = !reader->has_answers && length == 7 && memcmp(text, "answers", 7) == 0;
	reader->has_answers = true;
	return reader->in_answers;
}

static int text_answer(void *context, const unsigned char *text, size_t length)
{
	struct reader *reader = context;
	return reader->depth == 2 && straight_answer(&reader->straight, (const char *)text, length);
}

static int number_answer(void *context, long long number)
{
	struct reader *reader = context;
	return reader->depth == 2 && straight_number(&reader->straight, number);
}

/* What is no answer in a complete profile. */

static int refuse(void *context)
{
	(void)context;
	return 0;
}

static int refuse_boolean(void *context, int value)
{
	(void)value;
	return refuse(context);
}

static int refuse_double(void *context, double number)
{
	(void)number;
	return refuse(context);
}

/* A line holds one object: the parser is told to expect another value after each. */
static bool read_line(struct reader *reader, yajl_handle parser, const char *line, size_t length)
{
	reader->has_answers = false;
	straight_begin(&reader->straight);
	return yajl_parse(parser, (const unsigned char *)line, length) == yajl_status_ok && reader->depth == 0 &&
	       reader->has_answers && straight_end(&reader->straight);
}

int main(void)
{
	static const yajl_callbacks callbacks = {
		.yajl_start_map = start_map, .yajl_end_map = end_map, .yajl_map_key = key,
		.yajl_string = text_answer, .yajl_integer = number_answer, .yajl_null = refuse,
		.yajl_boolean = refuse_boolean, .yajl_double = refuse_double, .yajl_start_array = refuse};
	static struct reader reader;
	char *line = NULL;
	size_t size = 0;
	ssize_t length;
	bool good = true;
	yajl_handle parser = yajl_alloc(&callbacks, NULL, &reader);
	yajl_config(parser, yajl_allow_multiple_values, 1);
	while (good && (length = getline(&line, &size, stdin)) > 0)
		good = read_line(&reader, parser, line, (size_t)length);
	yajl_free(parser);
	free(line);
	straight_finish(&reader.straight, good);
}
