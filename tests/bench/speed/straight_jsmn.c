/* SPDX-License-Identifier: ISC
 *
 * straight_jsmn: decides profiles, JSON lines on standard input, in straight code behind jsmn, which is faster than yajl
 * but hardly looks whether a line is JSON.
 */
#define JSMN_STATIC
#include <jsmn.h>
#include <stdio.h>
#include <stdlib.h>

#include "straight.h"

enum { MOST_TOKENS = 3 + 2 * STRAIGHT_QUESTIONS };

static size_t length_of(const jsmntok_t *token)
{
	return (size_t)(token->end - token->start);
}

/* {"answers": {...}}: three tokens come before the first question. */
static bool read_line(struct straight *straight, const char *line, size_t length)
{
	jsmn_parser parser;
	jsmntok_t tokens[MOST_TOKENS];
	jsmn_init(&parser);
	straight_begin(straight);
	int count = jsmn_parse(&parser, line, length, tokens, MOST_TOKENS);
	for (int i = 3; i + 1 < count; i += 2) {
		const jsmntok_t *question = &tokens[i], *answer = &tokens[i + 1];
		if (!straight_question(straight, line + question->start, length_of(question)))
			return false;
		if (answer->type == JSMN_STRING ? !straight_answer(straight, line + answer->start, length_of(answer))
		                                : !straight_number(straight, strtoll(line + answer->start, NULL, 10)))
			return false;
	}
	return straight_end(straight);
}

int main(void)
{
	static struct straight straight;
	char *line = NULL;
	size_t size = 0;
	ssize_t length;
	bool good = true;
	while (good && (length = getline(&line, &size, stdin)) > 0)
		good = read_line(&straight, line, (size_t)length);
	free(line);
	straight_finish(&straight, good);
}
