/* SPDX-License-Identifier: ISC
 *
 * Sets of answers, and the words in which they are given and printed.
 */
#include "small_model.h"

#include "base/memory.h"
#include "model/answers.h"

static struct model model;
static struct answers answers;
static struct source source;
static struct diagnostics found;

static int begin(UNIT_UNUSED void **state)
{
	small_model(&model, SURVEY);
	answers_init(&answers, &model);
	return 0;
}

static int end(UNIT_UNUSED void **state)
{
	diagnostics_release(&found);
	source_release(&source);
	answers_release(&answers);
	model_release(&model);
	return 0;
}

/* Gives `words`, which stand alone on a line, as the answer of a question. */
static bool give(uint32_t question, const char *words)
{
	diagnostics_release(&found);
	source_release(&source);
	source_of_bytes(&source, "w", words, strlen(words));
	found = (struct diagnostics){.source = &source};
	return answers_give(&answers, question, text_of(words), (struct span){1, 1, 1, 2}, &found);
}

static bool set(const char *words)
{
	diagnostics_release(&found);
	source_release(&source);
	source_of_bytes(&source, "w", words, strlen(words));
	found = (struct diagnostics){.source = &source};
	return answers_set(&answers, text_of(words), &found);
}

/* Compares by field: a struct may hold bytes that mean nothing. */
static bool is_same(const struct answer_set *a, const struct answer_set *b)
{
	return a->state == b->state && a->answers == b->answers && a->low == b->low
		&& a->high == b->high;
}

TEST(nothing_is_known_at_first)
{
	for (uint32_t q = 0; q < SURVEY_COUNT; q++) {
		assert_int_equal(answers.sets[q].state, ANSWER_MISSING);
		assert_int_equal(answers.sets[q].span.line, 0);
		assert_false(answers_is_single(&answers, q, NULL));
	}
	assert_int_equal(answers.sets[SURVEY_WORK].answers, 0xf);
	assert_int_equal(answers.sets[SURVEY_UNITS].answers, 0x1f);
}

struct word_row {
	const char *words;
	uint64_t answers;
};

TEST(words_name_answers)
{
	static const struct word_row rows[] = {
		{"waiting", 0x1},           {"neither", 0x8},       {"  mixed ", 0x4},
		{"waiting,mixed", 0x5},     {"mixed , waiting", 0x5}, {"computing,computing", 0x2},
		{"waiting,computing,mixed,neither", 0xf},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		assert_row(i, give(SURVEY_WORK, rows[i].words));
		assert_row(i, answers.sets[SURVEY_WORK].state == ANSWER_GIVEN);
		assert_row(i, answers.sets[SURVEY_WORK].answers == rows[i].answers);
		assert_row(i, found.count == 0);
	}
}

struct number_row {
	const char *words;
	uint64_t answers, low, high;
};

#define MOST MODEL_MOST_NUMBER

TEST(numbers_and_ranges_touch_their_bands)
{
	static const struct number_row rows[] = {
		{"1", 0x01, 1, 1},
		{"2", 0x02, 2, 2},
		{"19", 0x02, 19, 19},
		{"40", 0x04, 40, 40},
		{"2_000", 0x10, 2000, 2000},
		{"5k", 0x10, 5000, 5000},
		{"1M", 0x10, 1000000, 1000000},
		{"1000000000M", 0x10, MOST, MOST},
		{"20-50", 0x04, 20, 50},
		{"19-20", 0x06, 19, 20},
		{" 5 - 300 ", 0x0e, 5, 300},
		{"7-7", 0x02, 7, 7},
		{"1k-5k", 0x10, 1000, 5000},
		{"1-1000", 0x1f, 1, 1000},
		{"20+", 0x1c, 20, MOST},
		{"5k+", 0x10, 5000, MOST},
		{"1+", 0x1f, 1, MOST},
		{"200, 3", 0x0a, 3, 200},
		{"1,2-30,1_000", 0x17, 1, 1000},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct answer_set *units = &answers.sets[SURVEY_UNITS];
		assert_row(i, give(SURVEY_UNITS, rows[i].words));
		assert_row(i, units->state == ANSWER_GIVEN && units->answers == rows[i].answers);
		assert_row(i, units->low == rows[i].low && units->high == rows[i].high);
	}
}

TEST(unknown_is_an_answer)
{
	assert_true(give(SURVEY_WORK, "mixed"));
	assert_true(give(SURVEY_WORK, " unknown "));
	assert_int_equal(answers.sets[SURVEY_WORK].state, ANSWER_UNKNOWN);
	assert_int_equal(answers.sets[SURVEY_WORK].answers, 0xf);
	assert_true(give(SURVEY_UNITS, "unknown"));
	assert_int_equal(answers.sets[SURVEY_UNITS].state, ANSWER_UNKNOWN);
	assert_int_equal(answers.sets[SURVEY_UNITS].answers, 0x1f);
}

struct refused_row {
	uint32_t question;
	const char *words;
	const char *place;
	const char *code;
};

/* Places are those of the part that is wrong, in code points. */
TEST(other_words_are_refused_and_the_old_answer_stays)
{
	static const struct refused_row rows[] = {
		{SURVEY_WORK, "waitng", "1:1", "unknown-answer"},
		{SURVEY_WORK, "Waiting", "1:1", "unknown-answer"},
		{SURVEY_WORK, "", "1:1", "unknown-answer"},
		{SURVEY_WORK, "40", "1:1", "unknown-answer"},
		{SURVEY_WORK, "waiting, mixd", "1:10", "unknown-answer"},
		{SURVEY_WORK, "waiting,,mixed", "1:9", "unknown-answer"},
		{SURVEY_WORK, "waiting,unknown", "1:9", "unknown-answer"},
		{SURVEY_WORK, "w\xc3\xa4, mixed", "1:1", "unknown-answer"},
		{SURVEY_UNITS, "many", "1:1", "number"},
		{SURVEY_UNITS, "", "1:1", "unknown-answer"},
		{SURVEY_UNITS, "-5", "1:1", "number"},
		{SURVEY_UNITS, "5-", "1:1", "number"},
		{SURVEY_UNITS, "+", "1:1", "number"},
		{SURVEY_UNITS, "k", "1:1", "number"},
		{SURVEY_UNITS, "1kk", "1:1", "number"},
		{SURVEY_UNITS, "1e3", "1:1", "number"},
		{SURVEY_UNITS, "1.5", "1:1", "number"},
		{SURVEY_UNITS, "1-2-3", "1:1", "number"},
		{SURVEY_UNITS, "1000000000000001", "1:1", "number"},
		{SURVEY_UNITS, "1000000001M", "1:1", "number"},
		{SURVEY_UNITS, "1-1000000000000001", "1:1", "number"},
		{SURVEY_UNITS, "0", "1:1", "number"},
		{SURVEY_UNITS, "0-5", "1:1", "number"},
		{SURVEY_UNITS, "50-20", "1:1", "empty-range"},
		{SURVEY_UNITS, "40,  4O", "1:6", "number"},
	};
	assert_true(give(SURVEY_WORK, "computing"));
	assert_true(give(SURVEY_UNITS, "30-300"));
	struct answer_set kept[] = {[SURVEY_WORK] = answers.sets[SURVEY_WORK],
	                            [SURVEY_UNITS] = answers.sets[SURVEY_UNITS]};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		uint32_t question = rows[i].question;
		assert_row(i, !give(question, rows[i].words));
		assert_findings(i, &found, 1, rows[i].place, rows[i].code);
		assert_row(i, is_same(&answers.sets[question], &kept[question]));
		assert_row(i, answers.sets[question].span.line == kept[question].span.line);
	}
}

TEST(all_that_is_wrong_is_told)
{
	assert_false(give(SURVEY_WORK, "\xc3\xa4\xc3\xb6, mixed, no"));
	assert_findings(0, &found, 2, "1:1", "unknown-answer");
	assert_true(findings_has(&found, "1:12", "unknown-answer"));
}

TEST(near_answer_is_suggested)
{
	assert_false(give(SURVEY_WORK, "waitng"));
	assert_true(findings_say(&found, "        did you mean 'waiting'?", ""));
	assert_false(give(SURVEY_WORK, "sleeping"));
	assert_true(findings_say(&found, "        its answers: waiting, computing, mixed, neither, unknown",
	                         ""));
}

TEST(single_answers_are_told_apart)
{
	uint32_t answer = 99;
	assert_true(give(SURVEY_WORK, "neither"));
	assert_true(answers_is_single(&answers, SURVEY_WORK, &answer));
	assert_int_equal(answer, 3);
	assert_true(answers_is_single(&answers, SURVEY_WORK, NULL));
	assert_true(give(SURVEY_WORK, "waiting,mixed"));
	assert_false(answers_is_single(&answers, SURVEY_WORK, &answer));
	/* A range within a band is one answer, as far as the model can tell. */
	assert_true(give(SURVEY_UNITS, "20-50"));
	assert_true(answers_is_single(&answers, SURVEY_UNITS, &answer));
	assert_int_equal(answer, 2);
	assert_true(give(SURVEY_UNITS, "19-20"));
	assert_false(answers_is_single(&answers, SURVEY_UNITS, &answer));
	assert_true(give(SURVEY_UNITS, "unknown"));
	assert_false(answers_is_single(&answers, SURVEY_UNITS, &answer));
	assert_int_equal(answer, 2);
}

TEST(cleared_answer_is_missing_or_unknown)
{
	assert_true(give(SURVEY_WORK, "mixed"));
	answers_clear(&answers, SURVEY_WORK, ANSWER_MISSING, (struct span){0});
	assert_int_equal(answers.sets[SURVEY_WORK].state, ANSWER_MISSING);
	assert_int_equal(answers.sets[SURVEY_WORK].answers, 0xf);
	answers_clear(&answers, SURVEY_WORK, ANSWER_UNKNOWN, (struct span){4, 5, 4, 6});
	assert_int_equal(answers.sets[SURVEY_WORK].state, ANSWER_UNKNOWN);
	assert_int_equal(answers.sets[SURVEY_WORK].span.column, 5);
}

TEST(copy_stands_alone)
{
	struct answers copy;
	assert_true(give(SURVEY_WORK, "mixed"));
	answers_copy(&copy, &answers);
	assert_true(give(SURVEY_WORK, "waiting"));
	assert_int_equal(copy.sets[SURVEY_WORK].answers, 0x4);
	assert_int_equal(copy.sets[SURVEY_UNITS].state, ANSWER_MISSING);
	assert_ptr_equal(copy.model, &model);
	answers_release(&copy);
}

TEST(question_and_answer_are_set_at_once)
{
	static const struct word_row rows[] = {
		{"work=mixed", 0x4}, {" work = mixed ", 0x4}, {"work=waiting, mixed", 0x5},
		{"work=unknown", 0xf}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		assert_row(i, set(rows[i].words));
		assert_row(i, answers.sets[SURVEY_WORK].answers == rows[i].answers);
		assert_row(i, answers.sets[SURVEY_WORK].span.line == 0);
	}
	assert_int_equal(answers.sets[SURVEY_WORK].state, ANSWER_UNKNOWN);
	assert_true(set("units=20-50"));
	assert_int_equal(answers.sets[SURVEY_UNITS].high, 50);
}

TEST(wrong_settings_are_refused)
{
	static const struct refused_row rows[] = {
		{0, "wrk=mixed", "1:1", "unknown-question"},
		{0, "=mixed", "1:1", "unknown-question"},
		{0, "", "1:1", "unknown-question"},
		{0, "  job=mixed", "1:3", "unknown-question"},
		{0, "work", "1:1", "unknown-answer"},
		{0, " work=", "1:2", "unknown-answer"},
		{0, "work=mixd", "1:6", "unknown-answer"},
		{0, "work= waiting, mixd", "1:16", "unknown-answer"},
		{0, "units=many", "1:7", "number"},
		{0, "work=mixed=waiting", "1:6", "unknown-answer"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		assert_row(i, !set(rows[i].words));
		assert_findings(i, &found, 1, rows[i].place, rows[i].code);
		assert_row(i, answers.sets[SURVEY_WORK].state == ANSWER_MISSING);
		assert_row(i, answers.sets[SURVEY_UNITS].state == ANSWER_MISSING);
	}
	assert_false(set("wrk=mixed"));
	assert_true(findings_say(&found, "        did you mean 'work'?", ""));
}

static void assert_printed(uint32_t question, const char *words)
{
	struct buffer printed = {0};
	answers_print(&answers, question, &printed);
	assert_text(buffer_text(&printed), words);
	buffer_release(&printed);
}

TEST(answers_are_printed_as_they_are_given)
{
	static const char *const numbers[] = {"40", "20-50", "20+", "1", "1000000", "unknown",
	                                      "3,300", "300,2-5,1000+"};
	assert_printed(SURVEY_WORK, "");
	assert_true(give(SURVEY_WORK, "mixed, waiting"));
	assert_printed(SURVEY_WORK, "waiting,mixed");
	assert_true(give(SURVEY_WORK, "unknown"));
	assert_printed(SURVEY_WORK, "unknown");
	for (size_t i = 0; i < COUNT_OF(numbers); i++) {
		assert_true(give(SURVEY_UNITS, numbers[i]));
		assert_printed(SURVEY_UNITS, numbers[i]);
	}
	assert_true(give(SURVEY_UNITS, "5k"));
	assert_printed(SURVEY_UNITS, "5000");
	/* More than are kept: by their bands, the first and the last number as they are. */
	assert_true(give(SURVEY_UNITS, "3,4,20,5,1500"));
	assert_printed(SURVEY_UNITS, "3-199,1000-1500");
}

/* Prints the answer, gives what was printed, and compares. */
static bool survives_printing(uint32_t question)
{
	struct answer_set kept = answers.sets[question];
	struct buffer printed = {0};
	answers_print(&answers, question, &printed);
	answers_clear(&answers, question, ANSWER_MISSING, (struct span){0});
	bool same = give(question, printed.bytes) && is_same(&answers.sets[question], &kept);
	if (!same)
		print_error("printed as %s\n", printed.bytes);
	buffer_release(&printed);
	return same;
}

TEST(every_set_of_words_survives_printing)
{
	for (uint64_t members = 1; members < 0x10; members++) {
		answers_begin(&answers, SURVEY_WORK, (struct span){0});
		answers.sets[SURVEY_WORK].low = answers.sets[SURVEY_WORK].high = 0;
		for (uint32_t v = 0; v < 4; v++)
			if (members >> v & 1)
				answers_add(&answers, SURVEY_WORK,
				            model.questions[SURVEY_WORK].answers[v].id,
				            (struct span){0},
				            &found);
		struct buffer printed = {0};
		answers_print(&answers, SURVEY_WORK, &printed);
		assert_row(members, give(SURVEY_WORK, printed.bytes));
		assert_row(members, answers.sets[SURVEY_WORK].answers == members);
		buffer_release(&printed);
	}
}

TEST(every_range_survives_printing)
{
	static const uint64_t numbers[] = {1, 2, 3, 19, 20, 21, 199, 200, 201, 999, 1000, 1001,
	                                   12345678, MOST - 1, MOST};
	for (size_t i = 0; i < COUNT_OF(numbers); i++)
		for (size_t j = i; j < COUNT_OF(numbers); j++) {
			answers_begin(&answers, SURVEY_UNITS, (struct span){0});
			assert_true(answers_add_range(&answers, SURVEY_UNITS, numbers[i],
			                              numbers[j], (struct span){0}, &found));
			assert_row(i * 100 + j, survives_printing(SURVEY_UNITS));
		}
}

/* All sets of up to six of these numbers, in this order; between them are bands that were not
 * given. */
TEST(every_set_of_numbers_survives_printing)
{
	static const uint64_t numbers[] = {300, 3, 1, 30, 5, 2000};
	for (unsigned members = 1; members < 1U << COUNT_OF(numbers); members++) {
		answers_begin(&answers, SURVEY_UNITS, (struct span){0});
		for (size_t i = 0; i < COUNT_OF(numbers); i++)
			if (members >> i & 1)
				answers_add_range(&answers, SURVEY_UNITS, numbers[i],
				                  numbers[i] + i % 2, (struct span){0}, &found);
		assert_row(members, survives_printing(SURVEY_UNITS));
	}
}

TEST(unknown_survives_printing)
{
	assert_true(give(SURVEY_WORK, "unknown"));
	assert_true(survives_printing(SURVEY_WORK));
	assert_true(give(SURVEY_UNITS, "unknown"));
	assert_true(survives_printing(SURVEY_UNITS));
}

#define ANSWERS_TEST(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ANSWERS_TEST(nothing_is_known_at_first),
		ANSWERS_TEST(words_name_answers),
		ANSWERS_TEST(numbers_and_ranges_touch_their_bands),
		ANSWERS_TEST(unknown_is_an_answer),
		ANSWERS_TEST(other_words_are_refused_and_the_old_answer_stays),
		ANSWERS_TEST(all_that_is_wrong_is_told),
		ANSWERS_TEST(near_answer_is_suggested),
		ANSWERS_TEST(single_answers_are_told_apart),
		ANSWERS_TEST(cleared_answer_is_missing_or_unknown),
		ANSWERS_TEST(copy_stands_alone),
		ANSWERS_TEST(question_and_answer_are_set_at_once),
		ANSWERS_TEST(wrong_settings_are_refused),
		ANSWERS_TEST(answers_are_printed_as_they_are_given),
		ANSWERS_TEST(every_set_of_words_survives_printing),
		ANSWERS_TEST(every_range_survives_printing),
		ANSWERS_TEST(every_set_of_numbers_survives_printing),
		ANSWERS_TEST(unknown_survives_printing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
