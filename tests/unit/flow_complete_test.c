/* SPDX-License-Identifier: ISC
 *
 * What Tab could put in, for each kind of argument.
 */
#include "interview.h"

#define COMMANDS_AT_THE_END "why back change what-if explain show more save stop quit help "
#define COMMANDS "? why back change skip what-if explain show more save stop quit help "
#define QUESTIONS "work units team lang "

static void add_word(void *context, struct text word)
{
	struct buffer *words = context;
	buffer_format(words, "%.*s ", TEXT_ARGS(word));
}

/* After the lines of `before`: what is offered for the end of `line`. */
struct offer {
	const char *before, *line;
	const char *words;
};

static void check_offers(const struct offer *rows, size_t count, bool may_be_file)
{
	for (size_t i = 0; i < count; i++) {
		struct interview interview;
		struct buffer words = {0};
		interview_begin(&interview, INTERVIEW, "", FLOW_FILE_ORDER);
		interview_take_all(&interview, rows[i].before);
		buffer_add_string(&words, "");
		bool is_file = flow_complete(&interview.flow, text_of(rows[i].line), add_word, &words);
		assert_text(buffer_text(&words), rows[i].words);
		assert_row(i, is_file == may_be_file);
		buffer_release(&words);
		interview_end(&interview);
	}
}

TEST(first_word_is_an_answer_or_a_command)
{
	static const struct offer rows[] = {
		{"", "", "waits computes unknown " COMMANDS},
		{"", "  ", "waits computes unknown " COMMANDS},
		/* Bands have no names to type. */
		{"waits", "", "unknown " COMMANDS},
		{"waits\n5\nsmall", "", "k l m unknown " COMMANDS},
		/* Where nothing stands nothing can be answered. */
		{"computes", "", COMMANDS_AT_THE_END},
		{"unknown\nunknown", "", COMMANDS_AT_THE_END},
	};
	check_offers(rows, COUNT_OF(rows), false);
}

TEST(after_an_answer_comes_an_answer)
{
	static const struct offer rows[] = {
		{"", "waits,", "waits computes unknown "},
		{"", "1, ", "waits computes unknown "},
		{"waits", "20,", "unknown "},
		{"computes", "waits,", ""},
		/* No command, for that is a whole word. */
		{"", "change=", "waits computes unknown "},
	};
	check_offers(rows, COUNT_OF(rows), false);
}

TEST(argument_is_what_the_command_takes)
{
	static const struct offer rows[] = {
		{"", "? ", "waits computes unknown "},
		{"waits", "? ", "unknown "},
		{"computes", "? ", ""},
		{"", "why ", "r1 r2 r3 r4 "},
		{"", "explain ", "a b c "},
		{"", "change ", QUESTIONS},
		{"", "  change  ", QUESTIONS},
		{"", "what-if ", QUESTIONS},
		/* Of computing no units are asked. */
		{"computes", "change ", "work team lang "},
		{"", "change team=", "small large unknown "},
		{"", "change  lang =k,", "k l m unknown "},
		{"", "what-if lang=", "k l m unknown "},
		{"", "what-if units=", "unknown "},
		/* There is no such question. */
		{"", "change tem=", ""},
		{"", "back ", ""},
		{"", "unknown ", ""},
		{"", "skip ", ""},
		{"", "show ", ""},
		{"", "more ", ""},
		{"", "stop ", ""},
		{"", "quit ", ""},
		{"", "help ", ""},
	};
	check_offers(rows, COUNT_OF(rows), false);
}

TEST(save_takes_the_name_of_a_file)
{
	static const struct offer rows[] = {{"", "save ", ""}, {"computes", "save my ", ""}};
	check_offers(rows, COUNT_OF(rows), true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(first_word_is_an_answer_or_a_command),
		cmocka_unit_test(after_an_answer_comes_an_answer),
		cmocka_unit_test(argument_is_what_the_command_takes),
		cmocka_unit_test(save_takes_the_name_of_a_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
