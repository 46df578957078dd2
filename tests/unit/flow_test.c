/* SPDX-License-Identifier: ISC
 *
 * What the interview asks, in which order, how many questions it can still become, and how it ends.
 */
#include "interview.h"
#include "sample_models.h"

/* Asked by the file p comes first; q tells more: two of its three answers settle it, none of p does. */
#define ORDERED \
	HEAD OPTIONS_AB "tree:\n" QUESTION("p", "answers: {k: K, l: L}") \
	QUESTION("q", "answers: {k: K, l: L, m: M}") \
	"rules:\n" RULE("r1", "when: {any: [{q: k}, {q: l, p: k}]}, for: {b: weak}")

/* Neither tells more than the other. */
#define TIED \
	HEAD OPTIONS_AB "tree:\n" QUESTION("p", "answers: {k: K, l: L}") QUESTION("q", "answers: {k: K, l: L}") \
	"rules:\n" RULE("r1", "when: {p: k, q: k}, for: {b: weak}")

/* Nothing hangs on `idle`. */
#define WITH_IDLE \
	HEAD OPTIONS_AB "tree:\n" QUESTION("idle", "answers: {k: K, l: L}") QUESTION("p", "answers: {k: K, l: L}") \
	"rules:\n" RULE("r1", "when: {p: l}, for: {b: weak}")

#define ENTER "Enter shows the report; back, change and what-if try other answers"

#define NOTHING_LEFT "\nNothing is left to ask; what is not known keeps the result open"

static struct interview interview;

TEST(first_of_the_file_that_matters_is_asked_first)
{
	static const struct turn turns[] = {
		{"waits", "   Chosen: waits\n", UNITS},
		{"5", "   Chosen: 5\n", TEAM},
		{"small", "   Chosen: small\n", LANG},
		{"k", "   Chosen: k\n", MODEL_NONE},
	};
	interview_begin(&interview, INTERVIEW, "", FLOW_FILE_ORDER);
	assert_int_equal(interview.flow.question, WORK);
	interview_check_turns(&interview, turns, COUNT_OF(turns));
	interview_end(&interview);
}

TEST(what_tells_most_is_asked_first_by_information)
{
	interview_begin(&interview, ORDERED, "", FLOW_FILE_ORDER);
	assert_int_equal(interview.flow.question, 0);
	interview_end(&interview);
	interview_begin(&interview, ORDERED, "", FLOW_INFORMATION_ORDER);
	assert_int_equal(interview.flow.question, 1);
	interview_take_all(&interview, "l");
	assert_int_equal(interview.flow.question, 0);
	interview_take_all(&interview, "back\nm");
	assert_int_equal(interview.flow.question, MODEL_NONE);
	interview_end(&interview);
	interview_begin(&interview, TIED, "", FLOW_INFORMATION_ORDER);
	assert_int_equal(interview.flow.question, 0);
	interview_end(&interview);
}

TEST(what_is_known_or_cannot_matter_is_not_asked)
{
	static const struct {
		const char *model, *known;
		uint32_t question;
	} rows[] = {
		{INTERVIEW, "work=computes", MODEL_NONE},
		/* Whether team applies is not sure; what is left is lang. */
		{INTERVIEW, "work=waits units=unknown", LANG},
		{INTERVIEW, "work=waits units=5 team=small,large", LANG},
		{INTERVIEW, "work=unknown lang=unknown", MODEL_NONE},
		/* It does not apply, which changes nothing. */
		{INTERVIEW, "work=computes units=100", MODEL_NONE},
		{WITH_IDLE, "", 1},
		{WITH_IDLE, "p=k", MODEL_NONE},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		interview_begin(&interview, rows[i].model, rows[i].known, FLOW_FILE_ORDER);
		assert_row(i, interview.flow.question == rows[i].question);
		interview_end(&interview);
	}
}

TEST(answers_do_not_reach_what_was_known)
{
	interview_begin(&interview, INTERVIEW, "", FLOW_FILE_ORDER);
	interview_take_all(&interview, "waits");
	assert_int_equal(interview.known.sets[WORK].state, ANSWER_MISSING);
	interview_end(&interview);
}

TEST(prompt_tells_what_is_wanted)
{
	interview_begin(&interview, INTERVIEW, "", FLOW_FILE_ORDER);
	assert_string_equal(flow_prompt(&interview.flow), "   Answer: ");
	interview_take_all(&interview, "waits");
	assert_string_equal(flow_prompt(&interview.flow), "   Number: ");
	interview_take_all(&interview, "100");
	assert_string_equal(flow_prompt(&interview.flow), "> ");
	interview_end(&interview);
}

/* By hand: at most work, units, team and lang can come together. */
TEST(bound_counts_what_can_still_be_asked)
{
	static const struct {
		const char *known, *lines;
		uint32_t question, number, at_most;      /* number 0: nothing stands */
	} rows[] = {
		{"", "", WORK, 1, 4},
		{"", "waits", UNITS, 2, 4},
		{"", "waits\n5", TEAM, 3, 4},
		{"", "waits\n5\nsmall", LANG, 4, 4},
		{"", "waits\n5\nsmall\nk", MODEL_NONE, 0, 4},
		{"", "waits\n100", MODEL_NONE, 0, 2},
		{"", "computes", MODEL_NONE, 0, 1},
		/* What is unknown may come to be known, by change. */
		{"", "unknown", LANG, 2, 4},
		{"", "skip", LANG, 2, 4},
		{"work=waits", "", UNITS, 1, 3},
		{"work=waits team=unknown", "", UNITS, 1, 2},
		/* What was taken back counts again. */
		{"", "waits\n5\nback", UNITS, 2, 4},
		{"", "waits\n100\nback", UNITS, 2, 4},
		{"", "computes\nback", WORK, 1, 4},
		/* What was asked before keeps its number, and counts once; what was not is one more. */
		{"", "waits\nchange work", WORK, 1, 4},
		{"", "waits\n5\nsmall\nchange units", UNITS, 2, 4},
		{"", "computes\nchange lang", LANG, 2, 2},
		{"", "computes\nchange lang\nk", MODEL_NONE, 0, 2},
		{"", "change units", UNITS, 1, 4},
		{"", "unknown\nchange lang=k\nchange team", TEAM, 3, 4},
		{"", "waits\n5\nchange work=computes", MODEL_NONE, 0, 2},
		{"", "waits\n5\nchange work=computes\nback", WORK, 1, 4},
		{"", "computes\nmore", TEAM, 2, 3},
		{"", "computes\nmore\nlarge", LANG, 3, 3},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		interview_begin(&interview, INTERVIEW, rows[i].known, FLOW_FILE_ORDER);
		interview_take_all(&interview, rows[i].lines);
		assert_row(i, interview.flow.question == rows[i].question);
		assert_row(i, rows[i].number == 0 || flow_number(&interview.flow) == rows[i].number);
		assert_row(i, interview.flow.at_most == rows[i].at_most);
		interview_end(&interview);
	}
}

TEST(question_is_shown_with_its_answers)
{
	interview_begin(&interview, INTERVIEW, "", FLOW_FILE_ORDER);
	assert_string_equal(interview_show(&interview), "\nQuestion 1 of at most 4: work\n"
	                                                "   What does a unit do?\n"
	                                                "     1  waits     it waits for others\n"
	                                                "     2  computes  it computes\n");
	interview_take_all(&interview, "waits");
	assert_string_equal(interview_show(&interview), "\nQuestion 2 of at most 4: units\n"
	                                                "   How many at once?\n"
	                                                "     from 1: a few\n"
	                                                "     from 100: many\n");
	interview_end(&interview);
}

/* Of all that is shown and told only a command to copy may be wider, and what bears no break. */
TEST(narrow_terminal_is_not_overrun)
{
	static const struct layout least = {LAYOUT_LEAST_WIDTH, false}, narrow = {40, false};
	static const char *const lines[] = {"?", "why", "help", "show", "wrong", "1,wrong", "change", "waits", "?", "5",
					    "change work=unknown", "skip", "more", "skip", "back"};
	struct buffer shown = {0};
	interview_begin(&interview, INTERVIEW, "", FLOW_FILE_ORDER);
	flow_show(&interview.flow, &least, &shown);
	assert_non_null(strstr(shown.bytes, "\nQuestion 1 of at\nmost 4: work\n"));
	assert_non_null(strstr(shown.bytes, "\n   1 waits: it waits\n            for\n            others\n"));
	buffer_clear(&shown);
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		flow_take(&interview.flow, text_of(lines[i]), &narrow, &shown);
		flow_show(&interview.flow, &narrow, &shown);
	}
	for (struct text rest = buffer_text(&shown); rest.length;) {
		struct text line = text_cut(&rest, '\n');
		if (line.length > narrow.width && !strstr(line.bytes, "time prog"))
			fail_msg("too wide: %.*s", TEXT_ARGS(line));
	}
	buffer_release(&shown);
	interview_end(&interview);
}

TEST(end_tells_whether_it_is_settled_and_what_was_spared)
{
	static const struct {
		const char *model, *lines, *shown;
	} rows[] = {
		{INTERVIEW, "computes", "\nSettled. No answer to the other 2 questions can change the result.\n" ENTER
		 ", more asks\nthe rest.\n"},
		{INTERVIEW, "waits\n100", "\nSettled. No answer to the other question can change the result.\n" ENTER
		 ", more asks\nthe rest.\n"},
		{INTERVIEW, "waits\n5\nsmall\nk", "\nSettled.\n" ENTER ".\n"},
		/* What may come to matter, or was passed over, was not spared. */
		{INTERVIEW, "unknown\nunknown", NOTHING_LEFT ".\n" ENTER ".\n"},
		{INTERVIEW, "unknown\nskip", NOTHING_LEFT ".\n" ENTER ".\n"},
		{WITH_IDLE, "unknown", NOTHING_LEFT ". No answer to\nthe one other question can change that.\n" ENTER
		 ", more asks\nthe rest.\n"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		interview_begin(&interview, rows[i].model, "", FLOW_FILE_ORDER);
		interview_take_all(&interview, rows[i].lines);
		assert_string_equal(interview_show(&interview), rows[i].shown);
		interview_end(&interview);
	}
}

/* Whatever lang is, b leads with 5/8 while the work is unknown: k leaves a 1/8 and c 1/4, l and m leave c 3/8. */
TEST(stop_is_offered_when_no_single_answer_moves_the_leader)
{
	static const char question[] = "\nQuestion 2 of at most 4: lang\n   Which?\n     1  k  K\n     2  l  L\n"
				       "     3  m  M\n";
	static const char offer[] = "\nb leads with 63 %, and no single answer would change that; several together\n"
				    "might. stop shows the report now.\n";
	interview_begin(&interview, INTERVIEW, "", FLOW_FILE_ORDER);
	assert_null(strstr(interview_show(&interview), "stop"));
	interview_take_all(&interview, "unknown");
	struct buffer both = {0};
	buffer_format(&both, "%s%s", offer, question);
	assert_string_equal(interview_show(&interview), both.bytes);
	buffer_release(&both);
	assert_string_equal(interview_show(&interview), question);
	interview_end(&interview);
}

/* b leads while the work is unknown, c, with 2/3, while of waiting work it is not known how much. */
TEST(stop_is_offered_once_for_each_leader)
{
	static const struct {
		const char *line, *offer;
	} rows[] = {
		{"unknown", "\nb leads with 63 %, and"}, {"change work=waits", NULL}, {"unknown", "\nc leads with 67 %, and"},
		{"change work=unknown", NULL}, {"back", NULL}, {"back", NULL},
	};
	interview_begin(&interview, INTERVIEW, "", FLOW_FILE_ORDER);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		interview_take_all(&interview, rows[i].line);
		const char *shown = interview_show(&interview);
		assert_row(i, rows[i].offer ? strstr(shown, rows[i].offer) == shown : !strstr(shown, "leads"));
	}
	interview_end(&interview);
}

TEST(stop_is_not_offered_where_nothing_stands_or_all_is_settled)
{
	static const char *const lines[] = {"unknown\nk", "computes", "computes\nmore", "waits\n5\nlarge\nmore"};
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		interview_begin(&interview, INTERVIEW, "", FLOW_FILE_ORDER);
		interview_take_all(&interview, lines[i]);
		assert_row(i, strstr(interview_show(&interview), "leads with") == NULL);
		interview_end(&interview);
	}
}

/* With no budget it is not known what an answer would do. */
TEST(stop_is_not_offered_where_nothing_was_worked_out)
{
	struct flow blind;
	struct buffer shown = {0};
	interview_begin(&interview, INTERVIEW, "work=unknown", FLOW_FILE_ORDER);
	assert_non_null(strstr(interview_show(&interview), "leads with"));
	flow_init(&blind, &interview.known, FLOW_FILE_ORDER, 0);
	assert_false(blind.completions.exact);
	flow_show(&blind, &interview_layout, &shown);
	assert_non_null(strstr(shown.bytes, "Question 1 of"));
	assert_null(strstr(shown.bytes, "leads with"));
	buffer_release(&shown);
	flow_release(&blind);
	interview_end(&interview);
}

/* How much a question is worth asking at a point: 2 when it can change the winner, 1 when it only informs. */
static int worth_of(const struct flow *at, const struct sample *sample, uint32_t question)
{
	if (at->answers.sets[question].state != ANSWER_MISSING || sample->count == 0)
		return 0;
	return sample_matters(sample, question) ? 2 : sample_informs(sample, question);
}

static bool applies_in_all(const struct sample *sample, uint32_t question)
{
	for (size_t i = 0; i < sample->count; i++)
		if (sample->list[i].answers[question] == BRUTE_OFF)
			return false;
	return true;
}

/* That what is asked applies in every completion and is worth it, and that no other question that does is worth more,
 * or as much and stands before it. */
static void check_question(const struct flow *at, const struct sample *sample)
{
	uint32_t best = MODEL_NONE;
	int most = 0;
	for (uint32_t q = 0; q < at->model->question_count; q++) {
		int worth = applies_in_all(sample, q) ? worth_of(at, sample, q) : 0;
		best = worth > most ? q : best;
		most = worth > most ? worth : most;
	}
	assert_int_equal(at->question, best);
}

static void check_point(const struct flow *at)
{
	static struct sample sample;
	uint64_t possible[BRUTE_MOST_QUESTIONS];
	evaluate_possible(&at->answers, possible);
	sample_find(&sample, at->model, possible);
	assert_int_equal(at->completions.possible, sample.count > 0);
	check_question(at, &sample);
	assert_int_equal(at->completions.settled, sample_is_settled(&sample));
	assert_true(at->question == MODEL_NONE || flow_number(at) <= at->at_most);
	sample_release(&sample);
}

/* Whether a line was refused because nothing can be together with it. */
static bool is_refused_rightly(const struct flow *flow, uint32_t answer)
{
	static struct sample sample;
	uint64_t possible[BRUTE_MOST_QUESTIONS];
	evaluate_possible(&flow->answers, possible);
	possible[flow->question] = UINT64_C(1) << answer;
	sample_find(&sample, flow->model, possible);
	bool right = sample.count == 0;
	sample_release(&sample);
	return right;
}

/* Goes through all interviews from here on, each answer of the question that stands and not knowing it, and comes
 * back. Returns how many ends there are. */
static size_t check_all_from(struct interview *at)
{
	struct interview_state before;
	size_t ends = 0;
	check_point(&at->flow);
	if (at->flow.question == MODEL_NONE)
		return 1;
	const struct question *question = &at->model.questions[at->flow.question];
	interview_note(&before, &at->flow);
	for (uint32_t v = 0; v <= question->answer_count; v++) {
		struct buffer line = {0};
		buffer_add(&line, v < question->answer_count ? question->answers[v].id : TEXT("unknown"));
		if (interview_take(at, line.bytes) == FLOW_REFUSED) {
			assert_true(v < question->answer_count && is_refused_rightly(&at->flow, v));
		} else {
			assert_true(at->flow.at_most <= before.flow.at_most);
			ends += check_all_from(at);
			interview_take_all(at, "back");
			before.flow.standing = FLOW_TAKEN_BACK;
		}
		assert_true(interview_is_as_noted(&at->flow, &before));
		buffer_release(&line);
	}
	interview_forget(&before);
	return ends;
}

TEST(every_interview_asks_only_what_applies_and_matters)
{
	/* Of work: computes, 1. waits: many 1, unknown units then lang 4, few: team large 1, small 4, unknown 4.
	 * unknown: lang 4. */
	interview_begin(&interview, INTERVIEW, "", FLOW_FILE_ORDER);
	assert_int_equal(check_all_from(&interview), 19);
	interview_end(&interview);
	for (size_t m = 0; m < COUNT_OF(sample_models); m++) {
		interview_begin(&interview, sample_models[m], "", FLOW_FILE_ORDER);
		assert_true(check_all_from(&interview) > 2);
		interview_end(&interview);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(first_of_the_file_that_matters_is_asked_first),
		cmocka_unit_test(what_tells_most_is_asked_first_by_information),
		cmocka_unit_test(what_is_known_or_cannot_matter_is_not_asked),
		cmocka_unit_test(answers_do_not_reach_what_was_known),
		cmocka_unit_test(prompt_tells_what_is_wanted),
		cmocka_unit_test(bound_counts_what_can_still_be_asked),
		cmocka_unit_test(question_is_shown_with_its_answers),
		cmocka_unit_test(narrow_terminal_is_not_overrun),
		cmocka_unit_test(end_tells_whether_it_is_settled_and_what_was_spared),
		cmocka_unit_test(stop_is_offered_when_no_single_answer_moves_the_leader),
		cmocka_unit_test(stop_is_offered_once_for_each_leader),
		cmocka_unit_test(stop_is_not_offered_where_nothing_stands_or_all_is_settled),
		cmocka_unit_test(stop_is_not_offered_where_nothing_was_worked_out),
		cmocka_unit_test(every_interview_asks_only_what_applies_and_matters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
