/* SPDX-License-Identifier: ISC
 *
 * The ways to give an answer, what is said of each, and why others are refused.
 */
#include "interview.h"

/* Two ids begin alike; so do an id and other labels. After async the count decides. */
#define KINDS \
	HEAD OPTIONS_AB "tree:\n" \
	QUESTION("kind", "answers: {sync_service: plain functions, sync_tool: a plain command, async: an event loop, " \
	         "gui: A window}") \
	QUESTION("count", "bands: {1: one, 20: dozens, 1000: thousands}") \
	"rules:\n" RULE("r1", "when: {kind: [sync_service, gui]}, for: {b: weak}") \
	RULE("r2", "when: {count: {at least: 1000}}, for: {b: medium}")

enum { KIND, COUNT };

/* For words of up to two letters; and of three to eight, after which the line breaks earlier. */
#define ITS_ANSWERS " is not an answer of 'kind'; its answers: sync_service, sync_tool, async,\n   gui, unknown\n"
#define ITS_ANSWERS_LONG " is not an answer of 'kind'; its answers: sync_service, sync_tool,\n   async, gui, unknown\n"
#define NO_NUMBER " is not a whole number; write 40, 2_000, 5k, 20-50 for a range, or 20+\n   for 20 or more\n"
#define NEEDED "   'kind' needs an answer, or unknown; its answers: sync_service, sync_tool,\n   async, gui, unknown\n"

TEST(answers_are_taken_by_number_id_and_beginning)
{
	static const struct exchange rows[] = {
		{"", "1", FLOW_MOVED, "   Chosen: sync_service\n"},
		{"", "4", FLOW_MOVED, "   Chosen: gui\n"},
		{"", " \tsync_tool ", FLOW_MOVED, "   Chosen: sync_tool\n"},
		{"", "sync_s", FLOW_MOVED, "   Chosen: sync_service\n"},
		{"", "g", FLOW_MOVED, "   Chosen: gui\n"},
		{"", "GU", FLOW_MOVED, "   Chosen: gui\n"},
		/* The only id that begins so comes before labels that do. */
		{"", "a", FLOW_MOVED, "   Chosen: async\n"},
		{"", "an", FLOW_MOVED, "   Chosen: async\n"},
		{"", "a p", FLOW_MOVED, "   Chosen: sync_tool\n"},
		{"", "a window", FLOW_MOVED, "   Chosen: gui\n"},
		{"", "plain functions", FLOW_MOVED, "   Chosen: sync_service\n"},
		{"", "unknown", FLOW_MOVED, "   Chosen: unknown\n"},
		{"", " unknown\t", FLOW_MOVED, "   Chosen: unknown\n"},
	};
	interview_check_rows(KINDS, rows, COUNT_OF(rows));
}

TEST(several_answers_are_one_of_these)
{
	static const struct exchange rows[] = {
		{"", "1,3", FLOW_MOVED, "   Chosen: one of sync_service,async\n"},
		{"", " 3 ,\tsync_s", FLOW_MOVED, "   Chosen: one of sync_service,async\n"},
		{"", "gui,4,A w", FLOW_MOVED, "   Chosen: gui\n"},
		{"", "1,2,3,4", FLOW_MOVED, "   Chosen: one of sync_service,sync_tool,async,gui\n"},
	};
	interview_check_rows(KINDS, rows, COUNT_OF(rows));
}

/* Whatever an answer is called. */
TEST(unknown_is_unknown)
{
	static const char model[] =
		HEAD OPTIONS_AB "tree:\n" QUESTION("q", "answers: {k: unknown as yet, l: L}")
		"rules:\n" RULE("r1", "when: {q: l}, for: {b: weak}");
	static const struct exchange rows[] = {
		{"", "unknown", FLOW_MOVED, "   Chosen: unknown\n"},
		{"", "change q=unknown", FLOW_MOVED, "   Chosen: unknown\n"},
		{"", "unknown a", FLOW_MOVED, "   Chosen: k\n"},
	};
	interview_check_rows(model, rows, COUNT_OF(rows));
}

TEST(words_that_are_no_answer_are_refused)
{
	static const struct exchange rows[] = {
		{"", "0", FLOW_REFUSED, "   '0'" ITS_ANSWERS},
		{"", "5", FLOW_REFUSED, "   '5'" ITS_ANSWERS},
		{"", "-1", FLOW_REFUSED, "   '-1'" ITS_ANSWERS},
		{"", "1-2", FLOW_REFUSED, "   '1-2'" ITS_ANSWERS_LONG},
		{"", "window", FLOW_REFUSED, "   'window'" ITS_ANSWERS_LONG},
		{"", "guis", FLOW_REFUSED, "   'guis' is not an answer of 'kind'; did you mean 'gui'?\n"},
		{"", "asinc", FLOW_REFUSED, "   'asinc' is not an answer of 'kind'; did you mean 'async'?\n"},
		{"", "sync", FLOW_REFUSED, "   'sync' may be sync_service, sync_tool\n"},
		{"", "Sync_", FLOW_REFUSED, "   'Sync_' may be sync_service, sync_tool\n"},
		{"", "UNKNOWN", FLOW_REFUSED, "   'UNKNOWN'" ITS_ANSWERS_LONG "   Did you mean the command 'unknown'?\n"},
		/* Of several, one is enough to refuse all. */
		{"", "1,wrong", FLOW_REFUSED, "   'wrong'" ITS_ANSWERS_LONG},
		{"", "gui,sync", FLOW_REFUSED, "   'sync' may be sync_service, sync_tool\n"},
		{"", "gui,unknown", FLOW_REFUSED, "   'unknown' is not an answer of 'kind'; unknown stands alone, for any answer\n"},
		{"", "gui,,1", FLOW_REFUSED, NEEDED},
		{"", ",gui", FLOW_REFUSED, NEEDED},
		{"", "gui,", FLOW_REFUSED, NEEDED},
		{"", "guis,1,asinc", FLOW_REFUSED,
		 "   'guis' is not an answer of 'kind'; did you mean 'gui'?\n"
		 "   'asinc' is not an answer of 'kind'; did you mean 'async'?\n"},
	};
	interview_check_rows(KINDS, rows, COUNT_OF(rows));
}

TEST(empty_line_is_no_answer)
{
	static const char needed[] = "   An answer is needed; ? helps, unknown goes on, quit leaves.\n";
	const struct exchange rows[] = {
		{"", "", FLOW_REFUSED, needed},
		{"", "  \t ", FLOW_REFUSED, needed},
		{"async", "", FLOW_REFUSED, needed},
	};
	interview_check_rows(KINDS, rows, COUNT_OF(rows));
}

TEST(numbers_are_taken_in_all_their_forms)
{
	static const struct exchange rows[] = {
		/* Not the second band. */
		{"async", "2", FLOW_MOVED, "   Chosen: 2\n"},
		{"async", "1k", FLOW_MOVED, "   Chosen: 1000\n"},
		{"async", "1M", FLOW_MOVED, "   Chosen: 1000000\n"},
		{"async", "2_000", FLOW_MOVED, "   Chosen: 2000\n"},
		{"async", "20-50", FLOW_MOVED, "   Chosen: 20-50\n"},
		{"async", " 1 - 2k ", FLOW_MOVED, "   Chosen: 1-2000\n"},
		{"async", "20+", FLOW_MOVED, "   Chosen: 20+\n"},
		{"async", "1,3", FLOW_MOVED, "   Chosen: one of 1,3\n"},
		{"async", "1,20-30,2k+", FLOW_MOVED, "   Chosen: one of 1,20-30,2000+\n"},
		{"async", "unknown", FLOW_MOVED, "   Chosen: unknown\n"},
	};
	interview_check_rows(KINDS, rows, COUNT_OF(rows));
}

TEST(numbers_fall_into_their_bands)
{
	static const struct {
		const char *line;
		uint64_t bands;
	} rows[] = {{"2", 1}, {"19", 1}, {"20", 2}, {"1k", 4}, {"19-20", 3}, {"20+", 6}, {"1,5k", 5}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct interview interview;
		interview_begin(&interview, KINDS, "kind=async", FLOW_FILE_ORDER);
		assert_int_equal(interview.flow.question, COUNT);
		interview_take_all(&interview, rows[i].line);
		assert_row(i, interview.flow.answers.sets[COUNT].answers == rows[i].bands);
		/* What was typed has no place in a file. */
		assert_row(i, interview.flow.answers.sets[COUNT].span.line == 0);
		interview_end(&interview);
	}
}

TEST(what_is_no_number_is_refused)
{
	static const struct exchange rows[] = {
		{"async", "dozens", FLOW_REFUSED, "   'dozens' is not a whole number; write 40, 2_000, 5k, 20-50 for a range, or\n   20+ for 20 or more\n"},
		{"async", "1.5", FLOW_REFUSED, "   '1.5'" NO_NUMBER},
		{"async", "-1", FLOW_REFUSED, "   '-1'" NO_NUMBER},
		{"async", "1-", FLOW_REFUSED, "   '1-'" NO_NUMBER},
		{"async", "1kk", FLOW_REFUSED, "   '1kk'" NO_NUMBER},
		{"async", "1 000", FLOW_REFUSED, "   '1 000'" NO_NUMBER},
		{"async", "5,", FLOW_REFUSED, "   'count' needs an answer, or unknown; write 40, 2_000, 5k, 20-50 for a range,\n   or 20+ for 20 or more\n"},
		{"async", "50-20", FLOW_REFUSED, "   this range holds no number\n"},
		{"async", "1,x,50-20", FLOW_REFUSED,
		 "   'x' is not a whole number; write 40, 2_000, 5k, 20-50 for a range, or 20+ for\n   20 or more\n"
		 "   this range holds no number\n"},
		{"async", "0", FLOW_REFUSED, "   'count' is 1 or more\n"},
		/* Cut at its comma. */
		{"async", "1,000", FLOW_REFUSED,
		 "   'count' is 1 or more; write 40, 2_000, 5k, 20-50 for a range, or 20+ for 20\n   or more\n"},
		{"async", "99999999999999999999", FLOW_REFUSED, "   'count' is 1000000000000000 or less\n"},
	};
	interview_check_rows(KINDS, rows, COUNT_OF(rows));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_are_taken_by_number_id_and_beginning),
		cmocka_unit_test(several_answers_are_one_of_these),
		cmocka_unit_test(unknown_is_unknown),
		cmocka_unit_test(words_that_are_no_answer_are_refused),
		cmocka_unit_test(empty_line_is_no_answer),
		cmocka_unit_test(numbers_are_taken_in_all_their_forms),
		cmocka_unit_test(numbers_fall_into_their_bands),
		cmocka_unit_test(what_is_no_number_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
