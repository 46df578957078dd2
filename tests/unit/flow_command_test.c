/* SPDX-License-Identifier: ISC
 *
 * The commands of the interview that move nothing, and what is said when one cannot be done. Those that take answers
 * back or change them are in flow_undo_test.c.
 */
#include "interview.h"

#include "interview/flow_command.h"

#define NOTHING_LEFT "   Nothing is left to ask. Enter shows the report; help lists the commands.\n"

/* After these nothing can change any more; after those nothing is left that surely applies. */
#define SETTLED_END "computes"
#define OPEN_END "unknown\nunknown"

TEST(question_mark_explains_the_question_or_an_answer)
{
	static const struct exchange rows[] = {
		{"", "?", FLOW_TOLD,
		 "   Look at one unit of the work.\n"
		 "   waits: for a network or a disk\n"
		 "   To find out: time prog\n"
		 "   Give the number, the word or the first letters of an answer, several with\n"
		 "   commas between if it is one of them, or unknown. help lists the commands.\n"},
		{"waits", "?", FLOW_TOLD,
		 "   Give a number (40, 5k), a range (20-50), or unknown. help lists the commands.\n"},
		{"", "? waits", FLOW_TOLD, "   waits: for a network or a disk\n"},
		{"", "? 1", FLOW_TOLD, "   waits: for a network or a disk\n"},
		{"", "?1", FLOW_TOLD, "   waits: for a network or a disk\n"},
		/* Without help of its own, what it is called. */
		{"", "?  comp", FLOW_TOLD, "   computes: it computes\n"},
		{"", "? 2,1", FLOW_TOLD, "   waits: for a network or a disk\n   computes: it computes\n"},
		/* Of a number the band that it is in. */
		{"waits", "? 2", FLOW_TOLD, "   1: a few\n"},
		{"waits", "? 1k", FLOW_TOLD, "   100: many\n"},
		{"waits", "? 50+", FLOW_TOLD, "   1: a few\n   100: many\n"},
		{"", "? 3", FLOW_REFUSED, "   '3' is not an answer of 'work'; its answers: waits, computes, unknown\n"},
		{"", "? wait's", FLOW_REFUSED, "   'wait's' is not an answer of 'work'; did you mean 'waits'?\n"},
		{"", "??", FLOW_REFUSED, "   '?' is not an answer of 'work'; its answers: waits, computes, unknown\n"},
		{"waits", "? many", FLOW_REFUSED,
		 "   'many' is not a whole number; write 40, 2_000, 5k, 20-50 for a range, or 20+\n   for 20 or more\n"},
		{SETTLED_END, "?", FLOW_REFUSED, NOTHING_LEFT},
		{SETTLED_END, "? 1", FLOW_REFUSED, NOTHING_LEFT},
	};
	interview_check_rows(INTERVIEW, rows, COUNT_OF(rows));
}

/* Given that it waits, c has 2/3, b 1/4 and a 1/12; if it is few at once, too, b has 1/2 and c 1/3. */
TEST(why_tells_what_is_open_and_what_each_answer_would_do)
{
	static const struct exchange rows[] = {
		{"", "why", FLOW_TOLD,
		 "   Still open: a 4 %, b 63 %, c 33 %\n"
		 "   What each answer would do:\n"
		 "     waits: a 8 %, b 25 %, c 67 %\n"
		 "     computes: settles it for b\n"
		 "   Rules that wait for it (why RULE shows one):\n"
		 "     r1, r2, r3\n"},
		{"waits", "why", FLOW_TOLD,
		 "   Still open: a 8 %, b 25 %, c 67 %\n"
		 "   What each answer would do:\n"
		 "     1: a 17 %, b 50 %, c 33 %\n"
		 "     100: settles it for c\n"
		 "   Rules that wait for it (why RULE shows one):\n"
		 "     r2, r3\n"},
		{"waits\n5\nsmall", "why", FLOW_TOLD,
		 "   Still open: a 33 %, c 67 %\n"
		 "   What each answer would do:\n"
		 "     k: settles it for a\n"
		 "     l: settles it for c\n"
		 "     m: settles it for c\n"
		 "   Rules that wait for it (why RULE shows one):\n"
		 "     r4\n"},
		{SETTLED_END, "why", FLOW_TOLD, "   It is settled: b\n"},
		{OPEN_END, "why", FLOW_TOLD, "   Still open: a 4 %, b 63 %, c 33 %\n"},
		{"", "why r", FLOW_REFUSED, "   'r' may be r1, r2, r3, r4\n"},
		{"", "why r9", FLOW_REFUSED, "   there is no rule 'r9'; did you mean 'r1'?\n"},
		{"", "why lang", FLOW_REFUSED, "   there is no rule 'lang'; there are: r1, r2, r3, r4\n"},
	};
	interview_check_rows(INTERVIEW, rows, COUNT_OF(rows));
}

/* While a change of an answer stands, each answer is told as if that one had not been given. */
TEST(why_tells_of_all_answers_while_one_is_changed)
{
	static const struct exchange row = {
		"computes\nchange work", "why", FLOW_TOLD,
		"   It is settled: b\n"
		"   What each answer would do:\n"
		"     waits: a 8 %, b 25 %, c 67 %\n"
		"     computes: settles it for b\n"
		"   Rules that wait for it (why RULE shows one):\n"
		"     r1, r2, r3\n"};
	interview_check_row(INTERVIEW, &row);
}

TEST(why_of_a_rule_and_explain_show_what_is_asked_for)
{
	struct interview interview;
	interview_begin(&interview, INTERVIEW, "", FLOW_FILE_ORDER);
	assert_int_equal(interview_take(&interview, "why r4"), FLOW_TOLD);
	assert_true(interview_says(&interview, "lang is l or m"));
	assert_true(interview_says(&interview, "c: weak") && !interview_says(&interview, "r3"));
	assert_int_equal(interview_take(&interview, "explain b"), FLOW_TOLD);
	assert_true(interview_says(&interview, "b: recommended"));
	assert_true(interview_says(&interview, "[r1]") && !interview_says(&interview, "[r4]"));
	interview_take_all(&interview, "waits\n100");
	assert_int_equal(interview_take(&interview, "explain b"), FLOW_TOLD);
	assert_true(interview_says(&interview, "b: possible"));
	interview_end(&interview);
}

TEST(explain_needs_an_option)
{
	static const struct exchange rows[] = {
		{"", "explain", FLOW_REFUSED, "   Say more: explain OPTION\n"},
		{"", "explain x", FLOW_REFUSED, "   there is no option 'x'; there are: a, b, c\n"},
		{"", "explain bb", FLOW_REFUSED, "   there is no option 'bb'; did you mean 'b'?\n"},
	};
	interview_check_rows(INTERVIEW, rows, COUNT_OF(rows));
}

/* With a large team 3/8 of 5/8 go to b, the rest to c. */
TEST(what_if_compares_and_changes_nothing)
{
	static const struct exchange rows[] = {
		{"", "what-if team=large", FLOW_TOLD,
		 "Recommendation: b before, b after\n"
		 "  a: possible, 4 % -> possible, none\n"
		 "  b: recommended, 63 % -> recommended, 60 %\n"
		 "  c: possible, 33 % -> possible, 40 %\n"},
		{"waits\n5\nsmall", "what-if work = 2", FLOW_TOLD,
		 "Recommendation: c before, b after\n"
		 "  a: possible, 33 % -> possible, none\n"
		 "  b: possible, none -> recommended, all\n"
		 "  c: recommended, 67 % -> possible, none\n"
		 "  set aside, as they do not apply after: units\n"},
		{"computes", "what-if work=unknown", FLOW_TOLD,
		 "Recommendation: b before, b after\n"
		 "  a: possible, none -> possible, 4 %\n"
		 "  b: recommended, all -> recommended, 63 %\n"
		 "  c: possible, none -> possible, 33 %\n"},
		/* What was set aside counts again. */
		{"waits\n100\nchange work=computes", "what-if work=waits", FLOW_TOLD,
		 "Recommendation: b before, c after\n"
		 "  a: possible, none -> possible, none\n"
		 "  b: recommended, all -> possible, none\n"
		 "  c: possible, none -> recommended, all\n"},
		{"", "what-if", FLOW_REFUSED, "   Say more: what-if QUESTION=ANSWER\n"},
		{"", "what-if team", FLOW_REFUSED,
		 "   what-if needs a question and an answer: what-if QUESTION=ANSWER\n"},
		{"", "what-if team =", FLOW_REFUSED,
		 "   what-if needs a question and an answer: what-if QUESTION=ANSWER\n"},
		{"", "what-if tam=large", FLOW_REFUSED, "   there is no question 'tam'; did you mean 'team'?\n"},
		{"", "what-if =large", FLOW_REFUSED,
		 "   there is no question ''; there are: work, units, team, lang\n"},
		{"", "what-if team=lrge", FLOW_REFUSED,
		 "   'lrge' is not an answer of 'team'; did you mean 'large'?\n"},
		{"computes", "what-if units=5", FLOW_REFUSED, "   'units' does not apply here.\n"},
	};
	interview_check_rows(INTERVIEW, rows, COUNT_OF(rows));
}

TEST(show_tells_the_answers_and_the_standing)
{
	static const struct exchange rows[] = {
		{"", "show", FLOW_TOLD, "   Open: a 4 %, b 63 %, c 33 %\n"},
		{"waits\nskip\nl,m", "show", FLOW_TOLD,
		 "   work = waits\n"
		 "   units = skipped\n"
		 "   lang = l,m\n"
		 "   Open: b 25 %, c 75 %\n"},
		{"skip\nchange work=waits", "show", FLOW_TOLD,
		 "   work = waits\n"
		 "   Open: a 8 %, b 25 %, c 67 %\n"},
		{"unknown", "show", FLOW_TOLD,
		 "   work = unknown\n"
		 "   Open: a 4 %, b 63 %, c 33 %\n"},
		/* Of what does not apply only answers are told. */
		{"waits\nskip\nchange units=unknown\nchange work=computes", "show", FLOW_TOLD,
		 "   work = computes\n"
		 "   Settled: b\n"},
		{"waits\nskip\nchange work=computes", "show", FLOW_TOLD,
		 "   work = computes\n"
		 "   Settled: b\n"},
		{"waits\n5\nsmall\nchange work=computes", "show", FLOW_TOLD,
		 "   work = computes\n"
		 "   units = 5 (set aside: it does not apply)\n"
		 "   team = small\n"
		 "   Settled: b\n"},
	};
	interview_check_rows(INTERVIEW, rows, COUNT_OF(rows));
}

TEST(skip_leaves_a_question_for_another_time)
{
	struct interview interview;
	interview_begin(&interview, INTERVIEW, "", FLOW_FILE_ORDER);
	interview_take_all(&interview, "skip");
	assert_string_equal(interview_reply(&interview),
	                    "   Skipped: it counts as unknown, and is asked again another time.\n");
	assert_int_equal(interview.flow.answers.sets[WORK].state, ANSWER_MISSING);
	assert_int_equal(interview.flow.question, LANG);
	interview_take_all(&interview, "skip");
	assert_int_equal(interview.flow.question, MODEL_NONE);
	interview_end(&interview);
}

TEST(more_asks_what_cannot_change_the_result)
{
	struct interview interview;
	interview_begin(&interview, INTERVIEW, "work=computes", FLOW_FILE_ORDER);
	assert_int_equal(interview.flow.question, MODEL_NONE);
	interview_take_all(&interview, "more");
	assert_string_equal(interview_reply(&interview), "   What cannot change the result is asked, too.\n");
	assert_int_equal(interview.flow.question, TEAM);
	assert_int_equal(interview.flow.at_most, 2);
	interview_take_all(&interview, "large\nunknown");
	assert_int_equal(interview.flow.question, MODEL_NONE);
	interview_take_all(&interview, "more");
	assert_string_equal(interview_reply(&interview), "   There is no other question.\n");
	interview_end(&interview);
}

TEST(more_leaves_what_stands)
{
	static const struct {
		const char *lines;
		uint32_t question;
		enum flow_standing standing;
		uint32_t number, at_most;
	} rows[] = {
		{"more", WORK, FLOW_ASKED, 1, 4},
		{"waits\nchange work\nmore", WORK, FLOW_CHANGING, 1, 4},
		{"waits\n100\nback\nmore", UNITS, FLOW_TAKEN_BACK, 2, 4},
		{"computes\nchange lang\nmore", LANG, FLOW_CHANGING, 2, 3},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct interview interview;
		interview_begin(&interview, INTERVIEW, "", FLOW_FILE_ORDER);
		interview_take_all(&interview, rows[i].lines);
		assert_row(i, interview.flow.question == rows[i].question);
		assert_row(i, interview.flow.standing == rows[i].standing);
		assert_row(i, flow_number(&interview.flow) == rows[i].number);
		assert_row(i, interview.flow.at_most == rows[i].at_most);
		interview_end(&interview);
	}
}

TEST(save_hands_over_the_name_of_a_file)
{
	struct interview interview;
	interview_begin(&interview, INTERVIEW, "", FLOW_FILE_ORDER);
	assert_int_equal(interview_take(&interview, "save"), FLOW_SAVE);
	assert_text(buffer_text(&interview.flow.file), "");
	assert_int_equal(interview_take(&interview, "save  my answers.yaml "), FLOW_SAVE);
	assert_text(buffer_text(&interview.flow.file), "my answers.yaml");
	assert_int_equal(interview_take(&interview, "save"), FLOW_SAVE);
	assert_text(buffer_text(&interview.flow.file), "");
	assert_int_equal(interview.flow.question, WORK);
	interview_end(&interview);
}

TEST(stop_and_quit_end_it)
{
	static const struct exchange rows[] = {
		{"", "stop", FLOW_REPORT, ""},
		{"waits\n5", " stop ", FLOW_REPORT, ""},
		{SETTLED_END, "stop", FLOW_REPORT, ""},
		{"", "quit", FLOW_QUIT, ""},
		{OPEN_END, "quit", FLOW_QUIT, ""},
		/* Enter does it only where nothing stands. */
		{SETTLED_END, "", FLOW_REPORT, ""},
		{OPEN_END, "  ", FLOW_REPORT, ""},
	};
	interview_check_rows(INTERVIEW, rows, COUNT_OF(rows));
}

TEST(commands_are_whole_words)
{
#define MEANT(command) "   Did you mean the command '" command "'?\n"
#define NO_ANSWER " is not an answer of 'work'; its answers: waits, computes, unknown\n"
	static const struct exchange rows[] = {
		{"", "bac", FLOW_REFUSED, "   'bac'" NO_ANSWER MEANT("back")},
		{"", "Quit", FLOW_REFUSED, "   'Quit'" NO_ANSWER MEANT("quit")},
		{"", "quit now", FLOW_REFUSED, "   'quit now'" NO_ANSWER MEANT("quit")},
		{"", "stop,1", FLOW_REFUSED, "   'stop'" NO_ANSWER},
		{"", "unknown 1", FLOW_REFUSED,
		 "   'unknown 1' is not an answer of 'work'; did you mean 'unknown'?\n" MEANT("unknown")},
		{"", "helpme", FLOW_REFUSED, "   'helpme'" NO_ANSWER},
	};
	interview_check_rows(INTERVIEW, rows, COUNT_OF(rows));
}

/* Beginnings, a slip, and words that other programs have. Of several commands none is named. */
TEST(commands_are_named_to_who_means_them)
{
	static const struct exchange rows[] = {
		{"", "q", FLOW_REFUSED, "   'q'" NO_ANSWER MEANT("quit")},
		{"", "exit", FLOW_REFUSED, "   'exit'" NO_ANSWER MEANT("quit")},
		{"", "UNDO", FLOW_REFUSED, "   'UNDO'" NO_ANSWER MEANT("back")},
		{"", "hlep", FLOW_REFUSED, "   'hlep'" NO_ANSWER MEANT("help")},
		{"", "s", FLOW_REFUSED, "   's'" NO_ANSWER},
		{"", "exi", FLOW_REFUSED, "   'exi'" NO_ANSWER},
		{"computes", "exit", FLOW_REFUSED, NOTHING_LEFT MEANT("quit")},
	};
	interview_check_rows(INTERVIEW, rows, COUNT_OF(rows));
}

TEST(what_needs_a_question_is_refused_at_the_end)
{
	static const char *const lines[] = {"1", "waits", "unknown", "skip", "?", "? 1", "nonsense"};
	static const char *const ends[] = {SETTLED_END, OPEN_END};
	for (size_t e = 0; e < COUNT_OF(ends); e++)
		for (size_t i = 0; i < COUNT_OF(lines); i++) {
			struct exchange row = {ends[e], lines[i], FLOW_REFUSED, NOTHING_LEFT};
			interview_check_row(INTERVIEW, &row);
		}
}

/* Else an answer of that name could not be given. */
TEST(no_answer_may_be_called_like_a_command)
{
	for (size_t i = 0; i < flow_command_count; i++) {
		struct buffer text = {0};
		struct model model;
		struct diagnostics found;
		buffer_format(&text, HEAD OPTIONS_AB "tree:\n" QUESTION("q", "answers: {\"%s\": K, l: L}")
		              "rules:\n" RULE("r", "when: {q: l}, for: {b: weak}"), flow_commands[i].word);
		assert_row(i, !small_model_try(&model, &found, text.bytes));
		diagnostics_release(&found);
		model_release(&model);
		buffer_release(&text);
	}
}

TEST(help_lists_all_commands)
{
	static const char list[] =
		"   ? [ANSWER]: what the question, or one answer, means, and how to find out\n"
		"   why [RULE]: what waits for this answer, and what each answer would do\n"
		"   back: take the last answer back\n"
		"   change QUESTION[=ANSWER]: answer a question again\n"
		"   unknown: an answer: it is not known\n"
		"   skip: leave the question for another time\n"
		"   what-if QUESTION=ANSWER: what an answer would do; nothing is changed\n"
		"   explain OPTION: all reasons for and against an option\n"
		"   show: the answers so far and where the options stand\n"
		"   more: ask also what cannot change the result\n"
		"   save [FILE]: save the answers as a profile\n"
		"   stop: ask no more and show the report\n"
		"   quit: leave without a report; the answers are kept\n"
		"   help: list these commands\n";
	const struct exchange rows[] = {{"", "help", FLOW_TOLD, list}, {SETTLED_END, "help", FLOW_TOLD, list}};
	interview_check_rows(INTERVIEW, rows, COUNT_OF(rows));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(question_mark_explains_the_question_or_an_answer),
		cmocka_unit_test(why_tells_what_is_open_and_what_each_answer_would_do),
		cmocka_unit_test(why_tells_of_all_answers_while_one_is_changed),
		cmocka_unit_test(why_of_a_rule_and_explain_show_what_is_asked_for),
		cmocka_unit_test(explain_needs_an_option),
		cmocka_unit_test(what_if_compares_and_changes_nothing),
		cmocka_unit_test(show_tells_the_answers_and_the_standing),
		cmocka_unit_test(skip_leaves_a_question_for_another_time),
		cmocka_unit_test(more_asks_what_cannot_change_the_result),
		cmocka_unit_test(more_leaves_what_stands),
		cmocka_unit_test(save_hands_over_the_name_of_a_file),
		cmocka_unit_test(stop_and_quit_end_it),
		cmocka_unit_test(commands_are_whole_words),
		cmocka_unit_test(commands_are_named_to_who_means_them),
		cmocka_unit_test(what_needs_a_question_is_refused_at_the_end),
		cmocka_unit_test(no_answer_may_be_called_like_a_command),
		cmocka_unit_test(help_lists_all_commands),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
