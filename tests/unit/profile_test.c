/* SPDX-License-Identifier: ISC
 *
 * Profile files: what is read from them, and that what is printed reads the same.
 */
#include "small_model.h"

#include "base/memory.h"
#include "model/profile.h"

static struct model model;
static struct profile profile;
static struct diagnostics found;

static int begin(UNIT_UNUSED void **state)
{
	small_model(&model, SURVEY);
	return 0;
}

static int end(UNIT_UNUSED void **state)
{
	model_release(&model);
	return 0;
}

/* Reads a profile; `finish` ends it. Returns whether there was no error. */
static bool load(const char *text)
{
	struct source source;
	found = (struct diagnostics){0};
	source_of_bytes(&source, "p", text, strlen(text));
	return profile_open(&profile, &source, &found) && profile_bind(&profile, &model, &found);
}

static void finish(void)
{
	diagnostics_release(&found);
	profile_release(&profile);
}

TEST(empty_profile_says_nothing)
{
	assert_true(load("{}"));
	for (uint32_t q = 0; q < SURVEY_COUNT; q++)
		assert_int_equal(profile.answers.sets[q].state, ANSWER_MISSING);
	assert_int_equal(profile.expect, MODEL_NONE);
	assert_int_equal(profile.accept, 0);
	assert_int_equal(profile.title.length + profile.note.length + profile.reference.length, 0);
	assert_int_equal(profile.revision, 0);
	finish();
}

TEST(head_is_read)
{
	assert_true(load("model: small\nrevision: 2\ntitle: ' A title '\nnote: A note\n"
	                 "source: here\n"
	                 "answers: {}\nexpect: b\naccept: [a, none]\n"));
	assert_text(profile.model, "small");
	assert_int_equal(profile.revision, 2);
	assert_text(profile.title, "A title");
	assert_text(profile.note, "A note");
	assert_text(profile.reference, "here");
	assert_int_equal(profile.expect, 1);
	assert_int_equal(profile.accept, 1 << 0 | 1 << 2);
	finish();
}

TEST(none_may_be_expected)
{
	assert_true(load("expect: none\naccept: a\n"));
	assert_int_equal(profile.expect, 2);
	assert_int_equal(profile.accept, 1 << 0);
	finish();
}

TEST(model_is_told_before_binding)
{
	struct source source;
	found = (struct diagnostics){0};
	source_of_bytes(&source, "p", "model: other\nwrong: key\n", 24);
	assert_true(profile_open(&profile, &source, &found));
	assert_text(profile.model, "other");
	finish();
}

struct form_row {
	const char *text;
	uint32_t question;
	enum answer_state state;
	uint64_t answers, low, high;
};

#define MOST MODEL_MOST_NUMBER

/* The bands of `units` begin at 1, 2, 20, 200 and 1000; only numbers have a low and a high. */
TEST(every_form_of_answer_is_read)
{
	static const struct form_row rows[] = {
		{"answers: {work: mixed}", SURVEY_WORK, ANSWER_GIVEN, 0x4, 0, 0},
		{"answers: {work: [waiting, neither]}", SURVEY_WORK, ANSWER_GIVEN, 0x9, 0, 0},
		{"answers: {work: unknown}", SURVEY_WORK, ANSWER_UNKNOWN, 0xf, 0, 0},
		{"answers: {work: 'mixed'}", SURVEY_WORK, ANSWER_GIVEN, 0x4, 0, 0},
		{"answers: {pace: fast}", SURVEY_PACE, ANSWER_GIVEN, 0x2, 0, 0},
		{"answers: {units: 40}", SURVEY_UNITS, ANSWER_GIVEN, 0x04, 40, 40},
		{"answers: {units: 5k}", SURVEY_UNITS, ANSWER_GIVEN, 0x10, 5000, 5000},
		{"answers: {units: 20-50}", SURVEY_UNITS, ANSWER_GIVEN, 0x04, 20, 50},
		{"answers: {units: [3, 40]}", SURVEY_UNITS, ANSWER_GIVEN, 0x06, 3, 40},
		{"answers: {units: [1, 1000]}", SURVEY_UNITS, ANSWER_GIVEN, 0x11, 1, 1000},
		{"answers: {units: unknown}", SURVEY_UNITS, ANSWER_UNKNOWN, 0x1f, 0, 0},
		{"answers: {units: {at least: 20, below: 1000}}", SURVEY_UNITS, ANSWER_GIVEN, 0x0c,
		 20, 999},
		{"answers: {units: {at least: 20, below: 1001}}", SURVEY_UNITS, ANSWER_GIVEN, 0x1c,
		 20, 1000},
		{"answers: {units: {at least: 200}}", SURVEY_UNITS, ANSWER_GIVEN, 0x18, 200, MOST},
		{"answers: {units: {below: 20}}", SURVEY_UNITS, ANSWER_GIVEN, 0x03, 1, 19},
		{"answers: {units: {at least: 5, below: 6}}", SURVEY_UNITS, ANSWER_GIVEN, 0x02, 5,
		 5},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		if (!load(rows[i].text))
			findings_show(&found);
		const struct answer_set *set = &profile.answers.sets[rows[i].question];
		assert_row(i, found.count == 0);
		assert_row(i, set->state == rows[i].state && set->answers == rows[i].answers);
		if (rows[i].high != 0)
			assert_row(i, set->low == rows[i].low && set->high == rows[i].high);
		finish();
	}
}

TEST(answers_know_their_place)
{
	assert_true(load("answers:\n  work: mixed\n  units: {below: 20}\n"));
	assert_int_equal(profile.answers.sets[SURVEY_WORK].span.line, 2);
	assert_int_equal(profile.answers.sets[SURVEY_UNITS].span.line, 3);
	assert_int_equal(profile.answers.sets[SURVEY_PACE].span.line, 0);
	finish();
}

struct wrong_row {
	const char *text;
	const char *place;
	const char *code;
};

TEST(faults_are_found_where_they_stand)
{
	static const struct wrong_row rows[] = {
		{"answers: {wrk: mixed}", "1:11", "unknown-question"},
		{"answers: {work: mixd}", "1:17", "unknown-answer"},
		{"answers: {work: [mixed, mixd]}", "1:25", "unknown-answer"},
		{"answers: {work: []}", "1:17", "too-few"},
		{"answers: {work: [mixed, unknown]}", "1:25", "unknown-answer"},
		{"answers: {work: [[mixed]]}", "1:18", "type"},
		{"answers: {work: {at least: 1}}", "1:17", "question-kind"},
		{"answers: {work: mixed, work: mixed}", "1:24", "duplicate-key"},
		{"answers: {units: many}", "1:18", "number"},
		{"answers: {units: 0}", "1:18", "number"},
		{"answers: {units: []}", "1:18", "too-few"},
		{"answers: {units: {}}", "1:18", "empty-range"},
		{"answers: {units: {at least: 20, below: 20}}", "1:18", "empty-range"},
		{"answers: {units: {at least: 20, below: 10}}", "1:18", "empty-range"},
		{"answers: {units: {below: 1}}", "1:18", "empty-range"},
		{"answers: {units: {at least: 0}}", "1:29", "number"},
		{"answers: {units: {least: 5, below: 9}}", "1:19", "unknown-key"},
		{"answers: [work]", "1:10", "type"},
		{"answer: {work: mixed}", "1:1", "unknown-key"},
		{"model: large", "1:8", "other-model"},
		/* What another model asks is not looked at. */
		{"{model: large, answers: {job: x}, expect: c}", "1:9", "other-model"},
		{"revision: x", "1:11", "number"},
		{"revision: 0", "1:11", "number"},
		{"title: ''", "1:8", "type"},
		{"expect: c", "1:9", "unknown-option"},
		{"accept: [a, c]", "1:13", "unknown-option"},
		{"- work", "1:1", "type"},
		{"a: [", "2:1", "syntax"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct buffer line = {0};
		buffer_format(&line, "%s\n", rows[i].text);
		assert_row(i, !load(line.bytes));
		assert_findings(i, &found, 1, rows[i].place, rows[i].code);
		finish();
		buffer_release(&line);
	}
}

TEST(newer_revision_is_a_warning)
{
	assert_true(load("revision: 4\n"));
	assert_int_equal(found.warnings, 1);
	assert_true(findings_has(&found, "1:11", "newer-revision"));
	finish();
	assert_true(load("revision: 3\n"));
	assert_int_equal(found.warnings, 0);
	finish();
}

static bool is_same(const struct answer_set *a, const struct answer_set *b)
{
	return a->state == b->state && a->answers == b->answers
	       && (a->state != ANSWER_GIVEN || (a->low == b->low && a->high == b->high));
}

/* Prints answers and a title as a profile, reads it, and compares. */
static void check_printing(const struct answers *answers, const char *title, size_t row)
{
	struct buffer printed = {0};
	profile_print(answers, text_of(title), &printed);
	if (!load(printed.bytes))
		findings_show(&found);
	assert_row(row, found.count == 0);
	assert_text(profile.model, "small");
	assert_row(row, profile.revision == 3);
	assert_text(profile.title, title);
	for (uint32_t q = 0; q < SURVEY_COUNT; q++)
		if (!is_same(&answers->sets[q], &profile.answers.sets[q])) {
			print_error("row %zu, question %u, printed:\n%s", row, q, printed.bytes);
			fail();
		}
	finish();
	buffer_release(&printed);
}

TEST(printed_titles_are_read_back)
{
	static const char *const titles[] = {
		"Plain",
		"a \"quoted\" title",
		"\"",
		"back\\slash",
		"ends with \\",
		"\\n is no line end",
		"two\nlines",
		"two\n\n  lines and more",
		"a\ttab",
		"\xc3\xa9 \xe6\xbc\xa2\xe5\xad\x97 \xf0\x9f\x98\x80",
		"key: value # no comment",
		"- dash",
		"{a: [b]}",
		"'single'",
		"%d%s",
		"~",
		"no",
		"1.0",
		"&a *b !c",
		"\xc2\xa0z",
	};
	struct answers answers;
	answers_init(&answers, &model);
	for (size_t i = 0; i < COUNT_OF(titles); i++)
		check_printing(&answers, titles[i], i);
	answers_release(&answers);
}

TEST(profile_without_title_has_no_title)
{
	struct answers answers;
	answers_init(&answers, &model);
	check_printing(&answers, "", 0);
	answers_release(&answers);
}

/* Every set of answers of `work`, with answers of the others that change from row to row. */
TEST(printed_answers_are_read_back)
{
	static const struct {
		uint64_t low, high;
	} ranges[] = {{1, 1}, {5, 5}, {19, 20}, {3, 300}, {20, MOST}, {1000, 1000}, {1, MOST},
	              {MOST, MOST}};
	for (uint64_t members = 1; members < 0x10; members++)
		for (size_t i = 0; i < COUNT_OF(ranges); i++) {
			struct answers answers;
			answers_init(&answers, &model);
			answers_begin(&answers, SURVEY_WORK, (struct span){0});
			for (uint32_t v = 0; v < 4; v++)
				if (members >> v & 1)
					answers_add(&answers, SURVEY_WORK,
					            model_answer_id(&model.questions[SURVEY_WORK],
					                            v),
					            (struct span){0}, &found);
			answers_begin(&answers, SURVEY_UNITS, (struct span){0});
			answers_add_range(&answers, SURVEY_UNITS, ranges[i].low, ranges[i].high,
			                  (struct span){0}, &found);
			if (members % 2)
				answers_clear(&answers, SURVEY_PACE, ANSWER_UNKNOWN,
				              (struct span){0});
			check_printing(&answers, "T", (size_t)members * 100 + i);
			answers_release(&answers);
		}
}

/* Numbers that are no range: the bands between them were not given. */
TEST(printed_sets_of_numbers_are_read_back)
{
	static const uint64_t numbers[] = {3, 300, 5, 1, 2000, 30, MOST};
	struct answers answers;
	answers_init(&answers, &model);
	answers_begin(&answers, SURVEY_UNITS, (struct span){0});
	for (size_t i = 0; i < COUNT_OF(numbers); i++) {
		assert_true(answers_add_range(&answers, SURVEY_UNITS, numbers[i], numbers[i],
		                              (struct span){0}, &found));
		check_printing(&answers, "T", i);
	}
	answers_release(&answers);
}

TEST(printed_unknowns_are_read_back)
{
	struct answers answers;
	answers_init(&answers, &model);
	for (uint32_t q = 0; q < SURVEY_COUNT; q++) {
		answers_clear(&answers, q, ANSWER_UNKNOWN, (struct span){0});
		check_printing(&answers, "T", q);
	}
	answers_release(&answers);
}

#define PROFILE_TEST(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PROFILE_TEST(empty_profile_says_nothing),
		PROFILE_TEST(head_is_read),
		PROFILE_TEST(none_may_be_expected),
		PROFILE_TEST(model_is_told_before_binding),
		PROFILE_TEST(every_form_of_answer_is_read),
		PROFILE_TEST(answers_know_their_place),
		PROFILE_TEST(faults_are_found_where_they_stand),
		PROFILE_TEST(newer_revision_is_a_warning),
		PROFILE_TEST(printed_titles_are_read_back),
		PROFILE_TEST(profile_without_title_has_no_title),
		PROFILE_TEST(printed_answers_are_read_back),
		PROFILE_TEST(printed_sets_of_numbers_are_read_back),
		PROFILE_TEST(printed_unknowns_are_read_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
