/* SPDX-License-Identifier: ISC
 *
 * Taking answers back, changing them, what is set aside by that, and answers that cannot be.
 */
#include "interview.h"

/* Each question is asked only after k of the one before; l of any settles it for b. */
#define CHAIN \
	HEAD OPTIONS_AB "tree:\n" QUESTION("p", "answers: {k: K, l: L}") \
	QUESTION("q", "when: {p: k}, answers: {k: K, l: L}") QUESTION("r", "when: {q: k}, answers: {k: K, l: L}") \
	"rules:\n" RULE("r1", "when: {any: [{p: l}, {q: l}, {r: l}]}, for: {b: weak}")

/* Only in warm water, and in summer, one swims (b). Two lines together say that water is never cold. */
#define SWIM \
	HEAD OPTIONS_AB "tree:\n" QUESTION("season", "answers: {summer: S, winter: W}") \
	QUESTION("water", "answers: {cold: C, cool: O, warm: W, frozen: F}") \
	QUESTION("ice", "answers: {thin: T, thick: K}") \
	"rules:\n" RULE("r1", "when: {season: summer, water: warm}, for: {b: weak}") \
	"impossible:\n" \
	"  - {when: {season: summer, water: frozen}, because: No sea freezes in summer.}\n" \
	"  - {when: {water: cold, ice: thin}, because: One.}\n" \
	"  - {when: {water: cold, ice: thick}, because: Two.}\n"

enum { P, Q, R };
enum { SEASON, WATER };

#define CANNOT_BE "   That cannot be together with what was said before:"

static struct interview interview;

static enum answer_state state_of(uint32_t question)
{
	return interview.flow.answers.sets[question].state;
}

/* That all is as when nothing was said. */
static void check_beginning(const char *model)
{
	struct interview fresh;
	interview_begin(&fresh, model, "", FLOW_FILE_ORDER);
	assert_true(interview_same_knowledge(&interview.flow, &fresh.flow));
	assert_int_equal(interview.flow.question, fresh.flow.question);
	assert_int_equal(interview.flow.at_most, fresh.flow.at_most);
	assert_int_equal(interview.flow.step_count, 0);
	assert_int_equal(flow_number(&interview.flow), 1);
	interview_end(&fresh);
}

TEST(back_takes_one_answer_after_the_other_back)
{
	static const struct turn turns[] = {
		{"waits", "   Chosen: waits\n", UNITS}, {"5", "   Chosen: 5\n", TEAM},
		{"small", "   Chosen: small\n", LANG},  {"m", "   Chosen: m\n", MODEL_NONE},
		{"back", "", LANG},                     {"back", "", TEAM},
		{"large", "   Chosen: large\n", MODEL_NONE},
		{"back", "", TEAM},                     {"back", "", UNITS},
		{"back", "", WORK},
	};
	interview_begin(&interview, INTERVIEW, "", FLOW_FILE_ORDER);
	interview_check_turns(&interview, turns, COUNT_OF(turns));
	check_beginning(INTERVIEW);
	interview_end(&interview);
}

TEST(back_goes_over_skip_and_unknown)
{
	static const struct turn turns[] = {
		{"unknown", "   Chosen: unknown\n", LANG},
		{"skip", "   Skipped: it counts as unknown, and is asked again another time.\n", MODEL_NONE},
		{"back", "", LANG},
		{"back", "", WORK},
		{"skip", "   Skipped: it counts as unknown, and is asked again another time.\n", LANG},
		{"unknown", "   Chosen: unknown\n", MODEL_NONE},
		{"back", "", LANG},
		{"back", "", WORK},
	};
	interview_begin(&interview, INTERVIEW, "", FLOW_FILE_ORDER);
	interview_check_turns(&interview, turns, COUNT_OF(turns));
	check_beginning(INTERVIEW);
	interview_end(&interview);
}

TEST(back_needs_an_answer_to_take_back)
{
	static const struct exchange rows[] = {
		{"", "back", FLOW_REFUSED, "   There is no answer to take back.\n"},
		{"waits\nback", "back", FLOW_REFUSED, "   There is no answer to take back.\n"},
		{"change lang\nback", "back", FLOW_REFUSED, "   There is no answer to take back.\n"},
		{"more", "back", FLOW_REFUSED, "   There is no answer to take back.\n"},
	};
	interview_check_rows(INTERVIEW, rows, COUNT_OF(rows));
}

TEST(question_that_stands_again_shows_what_was_said)
{
	static const struct {
		const char *lines, *shown;
	} rows[] = {
		{"waits\n20-50\nback", "   Your answer was: 20-50\n"},
		{"unknown\nback", "   Your answer was: unknown\n"},
		{"waits\nchange work", "   Your answer is: waits\n"},
		{"waits\n5\nchange work=2\nback", "   Your answer was: computes; before that: waits\n"},
		{"unknown\nchange work=2\nback", "   Your answer was: computes; before that: unknown\n"},
		{"skip\nchange work=2\nback", "   Your answer was: computes\n"},
		{"waits\nchange work\nskip\nback", "   Your answer is: waits\n"},
		{"skip\nback", NULL},
		{"waits\nchange lang", NULL},
		{"waits\nchange work\n1", NULL},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		interview_begin(&interview, INTERVIEW, "", FLOW_FILE_ORDER);
		interview_take_all(&interview, rows[i].lines);
		const char *said = strstr(interview_show(&interview), "Your answer ");
		assert_row(i, rows[i].shown ? said && strcmp(said - 3, rows[i].shown) == 0 : !said);
		interview_end(&interview);
	}
}

TEST(change_takes_another_answer_at_once)
{
	static const struct turn turns[] = {
		{"waits", "   Chosen: waits\n", UNITS},
		{"5", "   Chosen: 5\n", TEAM},
		{"change units = 7", "   Chosen: units = 7\n", TEAM},
		/* Of a question that was not asked yet, by its beginnings, several answers. */
		{"change l=k,2", "   Chosen: lang = one of k,l\n", TEAM},
		{"change units=unknown", "   Chosen: units = unknown\n", MODEL_NONE},
		{"back", "", UNITS},
		{"back", "", LANG},
		{"back", "", UNITS},
		{"back", "", UNITS},
		{"back", "", WORK},
	};
	interview_begin(&interview, INTERVIEW, "", FLOW_FILE_ORDER);
	interview_check_turns(&interview, turns, 4);
	assert_int_equal(interview.flow.answers.sets[UNITS].low, 7);
	assert_int_equal(interview.flow.answers.sets[LANG].answers, 3);
	interview_check_turns(&interview, turns + 4, 4);
	/* What was changed has its first answer again. */
	assert_int_equal(interview.flow.answers.sets[UNITS].low, 5);
	interview_check_turns(&interview, turns + 8, 2);
	check_beginning(INTERVIEW);
	interview_end(&interview);
}

TEST(change_lets_a_question_stand_again)
{
	static const struct turn turns[] = {
		{"waits", "   Chosen: waits\n", UNITS},
		{"5", "   Chosen: 5\n", TEAM},
		{"change work", "", WORK},
		{"2", "   Chosen: computes\n   Set aside, as it does not apply now: units = 5\n", MODEL_NONE},
		{"change team=", "", TEAM},
		{"unknown", "   Chosen: unknown\n", MODEL_NONE},
		{"change work", "", WORK},
		{"skip",
		 "   Skipped: it counts as unknown, and is asked again another time.\n   Counts again: units = 5\n",
		 LANG},
	};
	interview_begin(&interview, INTERVIEW, "", FLOW_FILE_ORDER);
	interview_check_turns(&interview, turns, COUNT_OF(turns));
	interview_end(&interview);
}

TEST(back_gives_a_change_up)
{
	static const struct turn turns[] = {
		{"waits", "   Chosen: waits\n", UNITS}, {"5", "   Chosen: 5\n", TEAM}, {"change work", "", WORK},
		{"back", "", TEAM},                     {"change lang", "", LANG},     {"change units", "", UNITS},
		{"back", "", TEAM},                     {"back", "", UNITS},
	};
	interview_begin(&interview, INTERVIEW, "", FLOW_FILE_ORDER);
	interview_check_turns(&interview, turns, COUNT_OF(turns));
	assert_int_equal(interview.flow.step_count, 1);
	assert_int_equal(state_of(WORK), ANSWER_GIVEN);
	assert_int_equal(state_of(UNITS), ANSWER_MISSING);
	interview_end(&interview);
}

TEST(back_over_a_change_of_what_was_skipped_skips_it_again)
{
	static const struct turn turns[] = {
		{"skip", "   Skipped: it counts as unknown, and is asked again another time.\n", LANG},
		{"change work=waits", "   Chosen: work = waits\n", UNITS},
		{"back", "", WORK},
		{"back", "", WORK},
	};
	interview_begin(&interview, INTERVIEW, "", FLOW_FILE_ORDER);
	interview_check_turns(&interview, turns, 3);
	assert_true(interview.flow.skipped[WORK]);
	assert_int_equal(state_of(WORK), ANSWER_MISSING);
	interview_check_turns(&interview, turns + 3, 1);
	check_beginning(INTERVIEW);
	interview_end(&interview);
}

TEST(what_stops_applying_is_set_aside_and_comes_back)
{
	static const struct turn turns[] = {
		{"k", "   Chosen: k\n", Q},
		{"k", "   Chosen: k\n", R},
		{"l", "   Chosen: l\n", MODEL_NONE},
		/* Two levels at once, and back by another change. */
		{"change p=l", "   Chosen: p = l\n   Set aside, as it does not apply now: q = k, r = l\n", MODEL_NONE},
		{"change p=k", "   Chosen: p = k\n   Counts again: q = k, r = l\n", MODEL_NONE},
		/* One level after the other. */
		{"change q=l", "   Chosen: q = l\n   Set aside, as it does not apply now: r = l\n", MODEL_NONE},
		{"change p=l", "   Chosen: p = l\n   Set aside, as it does not apply now: q = l\n", MODEL_NONE},
		{"back", "   Counts again: q = l\n", P},
		{"back", "   Counts again: r = l\n", Q},
		/* Undoing the change back to k sets them aside anew, undoing the first brings them back. */
		{"back", "   Set aside, as it does not apply now: q = k, r = l\n", P},
		{"back", "   Counts again: q = k, r = l\n", P},
		{"back", "", R},
		{"back", "", Q},
		{"back", "", P},
	};
	interview_begin(&interview, CHAIN, "", FLOW_FILE_ORDER);
	interview_check_turns(&interview, turns, COUNT_OF(turns));
	check_beginning(CHAIN);
	interview_end(&interview);
}

/* While it is not known whether a question applies, its answer counts. */
TEST(what_may_apply_is_not_set_aside)
{
	static const struct turn turns[] = {
		{"k", "   Chosen: k\n", Q},
		{"l", "   Chosen: l\n", MODEL_NONE},
		{"change p=unknown", "   Chosen: p = unknown\n", MODEL_NONE},
		{"change p=l", "   Chosen: p = l\n   Set aside, as it does not apply now: q = l\n", MODEL_NONE},
		{"change p=k,l", "   Chosen: p = one of k,l\n   Counts again: q = l\n", MODEL_NONE},
	};
	interview_begin(&interview, CHAIN, "", FLOW_FILE_ORDER);
	interview_check_turns(&interview, turns, COUNT_OF(turns));
	interview_end(&interview);
}

/* If p were k, q could not be l: so q = l proves p = l, where q does not apply. It still has to count, or p would be
 * open again. */
TEST(answer_that_keeps_its_own_question_from_applying_counts)
{
	static const char model[] =
		HEAD OPTIONS_AB "tree:\n" QUESTION("p", "answers: {k: K, l: L}")
		QUESTION("q", "when: {p: k}, answers: {k: K, l: L}")
		"rules:\n" RULE("r1", "when: {p: l}, for: {b: weak}")
		"impossible: [{when: {p: k, q: l}, because: B}]\n";
	static const struct turn turns[] = {
		{"change q=l", "   Chosen: q = l\n", MODEL_NONE},
		{"change q=k", "   Chosen: q = k\n", P},
		{"k", "   Chosen: k\n", MODEL_NONE},
		{"back", "", P},
		{"back", "", Q},
	};
	struct answers answers;
	interview_begin(&interview, model, "", FLOW_FILE_ORDER);
	interview_check_turns(&interview, turns, 1);
	assert_true(interview.flow.completions.settled && interview.flow.completions.leader == 1);
	flow_answers(&interview.flow, &answers);
	assert_int_equal(answers.sets[Q].answers, 2);
	answers_release(&answers);
	interview_check_turns(&interview, turns + 1, COUNT_OF(turns) - 1);
	interview_end(&interview);
}

TEST(known_answer_that_does_not_apply_can_come_to_apply)
{
	static const struct turn turns[] = {
		{"l", "   Chosen: l\n", MODEL_NONE},
		{"back", "", P},
		{"k", "   Chosen: k\n   Counts again: q = k\n", R},
	};
	interview_begin(&interview, CHAIN, "q=k r=unknown", FLOW_FILE_ORDER);
	assert_false(interview.flow.dormant[Q]);
	interview_end(&interview);
	interview_begin(&interview, CHAIN, "p=l q=k", FLOW_FILE_ORDER);
	assert_true(interview.flow.dormant[Q]);
	interview_take_all(&interview, "change p");
	interview_check_turns(&interview, turns, COUNT_OF(turns));
	interview_end(&interview);
}

TEST(change_that_cannot_be_made_is_refused)
{
	static const struct exchange rows[] = {
		{"", "change", FLOW_REFUSED, "   Say more: change QUESTION[=ANSWER]\n"},
		{"", "change tem", FLOW_REFUSED, "   there is no question 'tem'; did you mean 'team'?\n"},
		{"", "change =l", FLOW_REFUSED, "   there is no question ''; there are: work, units, team, lang\n"},
		{"", "change lang=n", FLOW_REFUSED, "   'n' is not an answer of 'lang'; its answers: k, l, m, unknown\n"},
		{"waits", "change units=0", FLOW_REFUSED, "   'units' is 1 or more\n"},
		{"computes", "change units", FLOW_REFUSED, "   'units' does not apply here.\n"},
		{"computes", "change units=5", FLOW_REFUSED, "   'units' does not apply here.\n"},
		{"waits\n5\nchange work=computes", "change units=7", FLOW_REFUSED, "   'units' does not apply here.\n"},
	};
	interview_check_rows(INTERVIEW, rows, COUNT_OF(rows));
}

TEST(what_cannot_be_is_refused_with_the_reason)
{
	static const struct exchange rows[] = {
		{"summer", "frozen", FLOW_REFUSED,
		 CANNOT_BE " No sea freezes in summer.\n   Answer water otherwise, or change the other answer.\n"},
		{"summer", "4", FLOW_REFUSED,
		 CANNOT_BE " No sea freezes in summer.\n   Answer water otherwise, or change the other answer.\n"},
		{"winter\nchange water=frozen", "change season=summer", FLOW_REFUSED,
		 CANNOT_BE " No sea freezes in summer.\n   Answer season otherwise, or change the other answer.\n"},
		/* No line of the model alone says so. */
		{"", "change water=cold", FLOW_REFUSED,
		 CANNOT_BE " no program has all these\n"
		 "   answers. Answer water otherwise, or change the other answer.\n"},
		{"summer", "what-if water=frozen", FLOW_REFUSED,
		 "   That cannot be together with what was said before.\n"},
	};
	interview_check_rows(SWIM, rows, COUNT_OF(rows));
}

/* The change stands on, and can be given up. */
TEST(change_to_what_cannot_be_stands_on)
{
	interview_begin(&interview, SWIM, "", FLOW_FILE_ORDER);
	interview_take_all(&interview, "winter\nchange water=frozen\nchange season");
	assert_int_equal(interview_take(&interview, "summer"), FLOW_REFUSED);
	assert_int_equal(interview.flow.question, SEASON);
	assert_non_null(strstr(interview_show(&interview), "   Your answer is: winter\n"));
	interview_take_all(&interview, "back");
	assert_int_equal(interview.flow.question, MODEL_NONE);
	assert_int_equal(interview.flow.answers.sets[SEASON].answers, 2);
	interview_end(&interview);
}

TEST(answers_are_those_that_apply_or_may)
{
	static const struct {
		const char *known, *lines, *answers;
	} rows[] = {
		{"", "", ""},
		{"", "waits\n20-50\nunknown\nskip", "work=waits units=20-50 team=unknown "},
		{"", "waits\n5\nsmall\nchange work=computes", "work=computes team=small "},
		{"", "waits\n5\nsmall\nchange work=computes\nback", "work=waits units=5 team=small "},
		/* Whether units applies is not known. */
		{"units=5", "unknown", "work=unknown units=5 "},
		{"units=unknown lang=k,l", "computes", "work=computes lang=k,l "},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct answers answers;
		struct buffer words = {0};
		interview_begin(&interview, INTERVIEW, rows[i].known, FLOW_FILE_ORDER);
		interview_take_all(&interview, rows[i].lines);
		flow_answers(&interview.flow, &answers);
		buffer_add_string(&words, "");
		for (uint32_t q = 0; q < interview.model.question_count; q++) {
			if (answers.sets[q].state == ANSWER_MISSING)
				continue;
			buffer_format(&words, "%.*s=", TEXT_ARGS(interview.model.questions[q].id));
			answers_print(&answers, q, &words);
			buffer_add_string(&words, " ");
		}
		assert_text(buffer_text(&words), rows[i].answers);
		buffer_release(&words);
		answers_release(&answers);
		interview_end(&interview);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(back_takes_one_answer_after_the_other_back),
		cmocka_unit_test(back_goes_over_skip_and_unknown),
		cmocka_unit_test(back_needs_an_answer_to_take_back),
		cmocka_unit_test(question_that_stands_again_shows_what_was_said),
		cmocka_unit_test(change_takes_another_answer_at_once),
		cmocka_unit_test(change_lets_a_question_stand_again),
		cmocka_unit_test(back_gives_a_change_up),
		cmocka_unit_test(back_over_a_change_of_what_was_skipped_skips_it_again),
		cmocka_unit_test(what_stops_applying_is_set_aside_and_comes_back),
		cmocka_unit_test(what_may_apply_is_not_set_aside),
		cmocka_unit_test(answer_that_keeps_its_own_question_from_applying_counts),
		cmocka_unit_test(known_answer_that_does_not_apply_can_come_to_apply),
		cmocka_unit_test(change_that_cannot_be_made_is_refused),
		cmocka_unit_test(what_cannot_be_is_refused_with_the_reason),
		cmocka_unit_test(change_to_what_cannot_be_stands_on),
		cmocka_unit_test(answers_are_those_that_apply_or_may),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
