/* SPDX-License-Identifier: ISC
 *
 * The interview: what is asked, what a line of input does, and how it ends.
 */
#include "sample_models.h"

#include "base/memory.h"
#include "interview/flow.h"

/* By hand: computing settles it for b. Waiting asks for units: 100 or more settles it for c. Fewer
 * ask for the team: large settles it for b, small asks for lang: k leaves a, l gives c. */
static const char *const interview =
	HEAD OPTIONS_ABC "tree:\n"
	"  work:\n"
	"    topic: t\n"
	"    ask: What does a unit do?\n"
	"    help: Look at one unit of the work.\n"
	"    find out: time prog\n"
	"    answers:\n"
	"      waits:\n"
	"        label: it waits for others\n"
	"        help: for a network or a disk\n"
	"        then:\n"
	"          units: {ask: How many at once?, bands: {1: a few, 100: many}}\n"
	"      computes: it computes\n"
	QUESTION("team", "when: {not: bulk}, answers: {small: S, large: L}")
	QUESTION("lang", "answers: {k: K, l: L, m: M}")
	"facts: {bulk: {when: {units: {at least: 100}}}}\n"
	"rules:\n"
	RULE("r1", "when: {work: computes}, for: {b: strong}")
	RULE("r2", "when: bulk, for: {c: strong}")
	RULE("r3", "when: {team: large}, for: {b: medium}")
	RULE("r4", "when: {lang: [l, m]}, for: {c: weak}");

enum { WORK, UNITS, TEAM, LANG };

static const struct layout layout = {LAYOUT_USUAL_WIDTH, false};
static struct model model;
static struct answers known;
static struct flow flow;
static struct buffer reply;

static int begin(UNIT_UNUSED void **state)
{
	small_model(&model, interview);
	answers_init(&known, &model);
	flow_init(&flow, &known, ENCODE_MOST_STATES);
	return 0;
}

static int end(UNIT_UNUSED void **state)
{
	buffer_release(&reply);
	flow_release(&flow);
	answers_release(&known);
	model_release(&model);
	return 0;
}

static enum flow_event take(const char *line)
{
	buffer_release(&reply);
	return flow_take(&flow, text_of(line), &layout, &reply);
}

static bool says(const char *words)
{
	return reply.bytes && strstr(reply.bytes, words);
}

static uint64_t answers_to(uint32_t question)
{
	return flow.answers.sets[question].answers;
}

TEST(first_question_of_the_file_is_asked_first)
{
	assert_int_equal(flow.question, WORK);
	assert_int_equal(flow.asked, 0);
	assert_false(flow.settled);
}

TEST(number_of_an_answer_chooses_it)
{
	assert_int_equal(take("2"), FLOW_ANSWERED);
	assert_int_equal(answers_to(WORK), 1 << 1);
	assert_int_equal(flow.asked, 1);
	assert_true(says("computes"));
}

TEST(word_of_an_answer_chooses_it)
{
	assert_int_equal(take("  waits "), FLOW_ANSWERED);
	assert_int_equal(answers_to(WORK), 1 << 0);
	assert_int_equal(flow.answers.sets[WORK].span.line, 0);
	assert_int_equal(flow.question, UNITS);
}

TEST(list_chooses_several)
{
	take("waits");
	take("5");
	take("small");
	assert_int_equal(flow.question, LANG);
	assert_int_equal(take(" 3 ,l"), FLOW_ANSWERED);
	assert_int_equal(answers_to(LANG), 1 << 1 | 1 << 2);
}

TEST(number_question_takes_numbers_and_ranges)
{
	take("waits");
	/* Two is a number here, not the second band. */
	assert_int_equal(take("2"), FLOW_ANSWERED);
	assert_int_equal(answers_to(UNITS), 1 << 0);
	assert_int_equal(flow.answers.sets[UNITS].low, 2);
}

TEST(range_is_an_answer)
{
	take("waits");
	assert_int_equal(take("20-150"), FLOW_ANSWERED);
	assert_int_equal(answers_to(UNITS), 3);
	assert_int_equal(flow.answers.sets[UNITS].high, 150);
}

TEST(unknown_goes_on_and_is_not_asked_again)
{
	assert_int_equal(take("unknown"), FLOW_ANSWERED);
	assert_int_equal(flow.answers.sets[WORK].state, ANSWER_UNKNOWN);
	assert_int_equal(flow.asked, 1);
	/* Whether units and team apply is not sure. */
	assert_int_equal(flow.question, LANG);
	assert_int_equal(take("unknown"), FLOW_ANSWERED);
	assert_int_equal(flow.question, MODEL_NONE);
	assert_int_equal(flow.asked, 2);
	assert_false(flow.settled);
}

/* That a line changed nothing but was replied to. */
static void check_nothing_changed(const char *line, enum flow_event event)
{
	uint32_t question = flow.question, asked = flow.asked;
	assert_int_equal(take(line), event);
	assert_int_equal(flow.question, question);
	assert_int_equal(flow.asked, asked);
	assert_int_equal(flow.answers.sets[question].state, ANSWER_MISSING);
	assert_true(event == FLOW_QUIT || reply.length > 0);
}

TEST(question_mark_helps)
{
	check_nothing_changed("?", FLOW_HELPED);
	assert_true(says("Look at one unit of the work."));
	assert_true(says("time prog"));
	assert_true(says("for a network or a disk"));
	check_nothing_changed(" help ", FLOW_HELPED);
	assert_true(says("Look at one unit of the work."));
}

TEST(help_without_text_still_says_what_can_be_given)
{
	take("waits");
	check_nothing_changed("?", FLOW_HELPED);
	assert_true(says("number") && says("unknown") && says("quit"));
}

TEST(empty_line_is_refused)
{
	static const char *const lines[] = {"", "  \t "};
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		check_nothing_changed(lines[i], FLOW_REFUSED);
		assert_true(says("unknown") && says("quit") && !says("error"));
	}
}

TEST(wrong_word_is_refused_with_a_suggestion)
{
	check_nothing_changed("computs", FLOW_REFUSED);
	assert_true(says("did you mean 'computes'?"));
	assert_true(says("'computs'"));
	check_nothing_changed("sleeps a lot", FLOW_REFUSED);
	assert_true(says("waits, computes"));
}

TEST(wrong_numbers_are_refused)
{
	static const char *const lines[] = {"0", "3", "99999999999999999999", "-1", "1-2", "1.0",
	                                    "1,3"};
	for (size_t i = 0; i < COUNT_OF(lines); i++)
		check_nothing_changed(lines[i], FLOW_REFUSED);
	take("waits");
	check_nothing_changed("many", FLOW_REFUSED);
	check_nothing_changed("0", FLOW_REFUSED);
	check_nothing_changed("50-20", FLOW_REFUSED);
}

TEST(quit_leaves)
{
	check_nothing_changed("quit", FLOW_QUIT);
	check_nothing_changed(" quit ", FLOW_QUIT);
	check_nothing_changed("quits", FLOW_REFUSED);
}

static void check_end(const char *words, bool there)
{
	struct buffer words_said = {0};
	flow_end(&flow, &layout, &words_said);
	assert_int_equal(strstr(words_said.bytes, words) != NULL, there);
	buffer_release(&words_said);
}

TEST(settled_end_tells_how_many_were_spared)
{
	take("computes");
	assert_int_equal(flow.question, MODEL_NONE);
	assert_true(flow.settled);
	assert_int_equal(flow.spared, 2);
	check_end("Settled", true);
	check_end("2 questions ", true);
}

TEST(one_spared_question_is_told_in_the_singular)
{
	take("waits");
	take("100");
	assert_true(flow.question == MODEL_NONE && flow.settled);
	/* lang; the team is not asked of so many. */
	assert_int_equal(flow.spared, 1);
	check_end("1 question ", true);
}

TEST(settled_end_without_spared_questions_counts_none)
{
	take("waits");
	take("5");
	take("small");
	take("k");
	assert_true(flow.question == MODEL_NONE && flow.settled);
	assert_int_equal(flow.spared, 0);
	assert_int_equal(flow.asked, 4);
	check_end("Settled", true);
	check_end("question", false);
}

TEST(open_end_does_not_claim_to_be_settled)
{
	take("unknown");
	take("unknown");
	check_end("ettled", false);
	check_end("open", true);
}

TEST(what_is_known_is_not_asked)
{
	struct flow other;
	struct diagnostics found = {0};
	answers_begin(&known, WORK, (struct span){0});
	assert_true(answers_add(&known, WORK, TEXT("waits"), (struct span){0}, &found));
	answers_clear(&known, UNITS, ANSWER_UNKNOWN, (struct span){0});
	flow_init(&other, &known, ENCODE_MOST_STATES);
	/* The team may not apply; what is left is lang. */
	assert_int_equal(other.question, LANG);
	flow_take(&other, TEXT("k"), &layout, &reply);
	assert_int_equal(known.sets[LANG].state, ANSWER_MISSING);
	flow_release(&other);
}

TEST(settled_from_the_start_asks_nothing)
{
	struct flow other;
	struct diagnostics found = {0};
	answers_begin(&known, WORK, (struct span){0});
	assert_true(answers_add(&known, WORK, TEXT("computes"), (struct span){0}, &found));
	flow_init(&other, &known, ENCODE_MOST_STATES);
	assert_int_equal(other.question, MODEL_NONE);
	assert_true(other.settled);
	assert_int_equal(other.asked, 0);
	flow_release(&other);
}

TEST(question_is_shown_with_its_answers_numbered)
{
	struct buffer shown = {0};
	flow_show(&flow, &layout, &shown);
	assert_non_null(strstr(shown.bytes, "work"));
	assert_non_null(strstr(shown.bytes, "What does a unit do?"));
	const char *first = strstr(shown.bytes, " 1 "), *second = strstr(shown.bytes, " 2 ");
	assert_true(first && second && first < second);
	assert_ptr_equal(strstr(first, "waits"), first + 4);
	assert_ptr_equal(strstr(second, "computes"), second + 4);
	assert_non_null(strstr(first, "it waits for others"));
	assert_non_null(strstr(second, "it computes"));
	buffer_release(&shown);
}

TEST(number_question_is_shown_with_its_bands)
{
	struct buffer shown = {0};
	take("waits");
	flow_show(&flow, &layout, &shown);
	assert_non_null(strstr(shown.bytes, "\n2  units"));
	assert_non_null(strstr(shown.bytes, "from 100: many"));
	assert_non_null(strstr(shown.bytes, "from 1: a few"));
	assert_string_equal(flow_prompt(&flow), "   Number: ");
	buffer_release(&shown);
}

TEST(prompt_asks_for_an_answer)
{
	assert_string_equal(flow_prompt(&flow), "   Answer: ");
}

TEST(narrow_terminal_is_not_overrun)
{
	static const struct layout narrow = {LAYOUT_LEAST_WIDTH, false};
	struct buffer shown = {0};
	flow_show(&flow, &narrow, &shown);
	assert_true(strstr(shown.bytes, " 1 waits") && strstr(shown.bytes, " 2 computes"));
	flow_take(&flow, TEXT("?"), &narrow, &shown);
	for (struct text rest = buffer_text(&shown); rest.length;) {
		struct text line = text_cut(&rest, '\n');
		/* A command to copy is not wrapped. */
		assert_true(line.length <= narrow.width || strstr(line.bytes, "time prog"));
	}
	buffer_release(&shown);
}

/* How much a question is worth asking at a point: 2 when it can change the winner, 1 when it only
 * informs. */
static int worth_of(const struct flow *at, const struct sample *sample, uint32_t question)
{
	if (at->answers.sets[question].state != ANSWER_MISSING || sample->count == 0)
		return 0;
	return sample_matters(sample, question) ? 2 : sample_informs(sample, question);
}

/* That what is asked applies in every completion and is worth it, and that no question that plainly
 * applies is worth more, or as much and stands before it. */
static void check_question(const struct flow *at, const struct sample *sample,
                           const uint64_t *possible)
{
	const struct model *of = at->model;
	int worth = at->question == MODEL_NONE ? 0 : worth_of(at, sample, at->question);
	unsigned char *truths = memory_new(of->condition_count, 1);
	evaluate_all(of, possible, truths);
	assert_true(at->question == MODEL_NONE || worth > 0);
	for (size_t i = 0; i < sample->count && at->question != MODEL_NONE; i++)
		assert_int_not_equal(sample->list[i].answers[at->question], BRUTE_OFF);
	for (uint32_t q = 0; q < of->question_count; q++) {
		int other = truths[of->questions[q].applies] == TRUTH_TRUE
			? worth_of(at, sample, q) : 0;
		assert_true(other < worth || (other == worth && q >= at->question) || other == 0);
	}
	free(truths);
}

/* How many questions were not asked that apply in some completion. */
static uint32_t count_spared(const struct flow *at, const struct sample *sample)
{
	uint32_t spared = 0;
	for (uint32_t q = 0; q < at->model->question_count; q++) {
		bool applies = false;
		for (size_t i = 0; i < sample->count; i++)
			applies = applies || sample->list[i].answers[q] != BRUTE_OFF;
		spared += applies && at->answers.sets[q].state == ANSWER_MISSING;
	}
	return spared;
}

static void check_point(const struct flow *at)
{
	static struct sample sample;
	uint64_t possible[BRUTE_MOST_QUESTIONS];
	evaluate_possible(&at->answers, possible);
	sample_find(&sample, at->model, possible);
	check_question(at, &sample, possible);
	assert_int_equal(at->possible, sample.count > 0);
	if (sample.count > 0) {
		assert_int_equal(at->settled, sample_is_settled(&sample));
		assert_true(at->question != MODEL_NONE || at->spared == count_spared(at, &sample));
	}
	sample_release(&sample);
}

/* Goes through all interviews from here on: each answer of the question that stands, and not
 * knowing it. */
static size_t check_all_from(const struct flow *at)
{
	size_t ends = 0;
	check_point(at);
	if (at->question == MODEL_NONE)
		return 1;
	const struct question *question = &at->model->questions[at->question];
	for (uint32_t v = 0; v <= question->answer_count; v++) {
		struct flow next = *at;
		struct buffer line = {0}, said = {0};
		answers_copy(&next.answers, &at->answers);
		buffer_add(&line, v < question->answer_count
		           ? question->answers[v].id : TEXT("unknown"));
		assert_int_equal(flow_take(&next, buffer_text(&line), &layout, &said),
		                 FLOW_ANSWERED);
		assert_int_equal(next.asked, at->asked + 1);
		ends += check_all_from(&next);
		buffer_release(&line);
		buffer_release(&said);
		flow_release(&next);
	}
	return ends;
}

TEST(every_interview_asks_only_what_applies_and_matters)
{
	/* Of work: computes, 1. waits: many 1, unknown units then lang 4, few: team large 1, small
	 * 4, unknown 4. unknown: lang 4. */
	assert_int_equal(check_all_from(&flow), 19);
	for (size_t m = 0; m < COUNT_OF(sample_models); m++) {
		struct model other;
		struct answers nothing;
		struct flow first;
		small_model(&other, sample_models[m]);
		answers_init(&nothing, &other);
		flow_init(&first, &nothing, ENCODE_MOST_STATES);
		assert_true(check_all_from(&first) > 2);
		flow_release(&first);
		answers_release(&nothing);
		model_release(&other);
	}
}

#define FLOW_TEST(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FLOW_TEST(first_question_of_the_file_is_asked_first),
		FLOW_TEST(number_of_an_answer_chooses_it),
		FLOW_TEST(word_of_an_answer_chooses_it),
		FLOW_TEST(list_chooses_several),
		FLOW_TEST(number_question_takes_numbers_and_ranges),
		FLOW_TEST(range_is_an_answer),
		FLOW_TEST(unknown_goes_on_and_is_not_asked_again),
		FLOW_TEST(question_mark_helps),
		FLOW_TEST(help_without_text_still_says_what_can_be_given),
		FLOW_TEST(empty_line_is_refused),
		FLOW_TEST(wrong_word_is_refused_with_a_suggestion),
		FLOW_TEST(wrong_numbers_are_refused),
		FLOW_TEST(quit_leaves),
		FLOW_TEST(settled_end_tells_how_many_were_spared),
		FLOW_TEST(one_spared_question_is_told_in_the_singular),
		FLOW_TEST(settled_end_without_spared_questions_counts_none),
		FLOW_TEST(open_end_does_not_claim_to_be_settled),
		FLOW_TEST(what_is_known_is_not_asked),
		FLOW_TEST(settled_from_the_start_asks_nothing),
		FLOW_TEST(question_is_shown_with_its_answers_numbered),
		FLOW_TEST(number_question_is_shown_with_its_bands),
		FLOW_TEST(prompt_asks_for_an_answer),
		FLOW_TEST(narrow_terminal_is_not_overrun),
		FLOW_TEST(every_interview_asks_only_what_applies_and_matters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
