/* SPDX-License-Identifier: ISC
 *
 * Three-valued conditions: the tables, questions that do not apply, soundness, support.
 */
#include "brute.h"
#include "small_model.h"

#include "base/memory.h"
#include "decide/evaluate.h"
#include "model/condition_questions.h"

/* Three questions of two answers; `inner` is asked only when p is yep. The rules are conditions to
 * look at. */
static const char *const logic =
	HEAD OPTIONS_AB "tree:\n"
	QUESTION("p", "answers: {yep: {label: Y, then: {"
	         NESTED("inner", "answers: {yep: Y, nope: N}") "}}, nope: N}")
	QUESTION("q", "answers: {yep: Y, nope: N}") QUESTION("r", "answers: {yep: Y, nope: N}")
	"facts:\n  either: {when: {any: [{p: yep}, {q: yep}]}}\n"
	"rules:\n"
	RULE("all2", "for: {a: weak}, when: {p: yep, q: yep}")
	RULE("any2", "for: {a: weak}, when: either")
	RULE("not1", "for: {a: weak}, when: {not: {p: yep}}")
	RULE("all3", "for: {a: weak}, when: {all: [{p: yep}, {q: yep}, {r: yep}]}")
	RULE("any3", "for: {a: weak}, when: {any: [{p: yep}, {q: yep}, {r: yep}]}")
	RULE("leaf", "for: {a: weak}, when: {inner: yep}")
	RULE("noleaf", "for: {a: weak}, when: {not: {inner: yep}}")
	RULE("full", "for: {a: weak}, when: {inner: [yep, nope]}")
	RULE("alw", "for: {a: weak}, when: always")
	RULE("mix",
	     "for: {a: weak}, when: {any: [{all: [{p: yep}, {q: yep}]}, {not: either}, {r: yep}]}");

enum { P, INNER, Q, R, QUESTIONS };
enum { ALL2, ANY2, NOT1, ALL3, ANY3, LEAF, NOLEAF, FULL, ALW, MIX, RULES };

/* Sets of answers of which a leaf for yep is true, false, unknown. */
enum { YEP = 1, NOPE = 2, OPEN = 3 };
static const uint64_t sets[] = {[TRUTH_FALSE] = NOPE, [TRUTH_TRUE] = YEP, [TRUTH_UNKNOWN] = OPEN};

static struct model model;
static unsigned char *truths;

static int begin(UNIT_UNUSED void **state)
{
	small_model(&model, logic);
	truths = memory_new(model.condition_count, 1);
	assert_int_equal(model.question_count, QUESTIONS);
	assert_int_equal(model.rule_count, RULES);
	return 0;
}

static int end(UNIT_UNUSED void **state)
{
	free(truths);
	model_release(&model);
	return 0;
}

static enum truth truth_of(uint32_t rule, uint64_t p, uint64_t inner, uint64_t q, uint64_t r)
{
	const uint64_t possible[] = {p, inner, q, r};
	evaluate_all(&model, possible, truths);
	return (enum truth)truths[model.rules[rule].condition];
}

#define F TRUTH_FALSE
#define T TRUTH_TRUE
#define U TRUTH_UNKNOWN

/* Kleene's strong tables; rows p and columns q in the order false, true, unknown. */
TEST(all_and_any_follow_the_tables)
{
	static const enum truth all[3][3] = {{F, F, F}, {F, T, U}, {F, U, U}};
	static const enum truth any[3][3] = {{F, T, U}, {T, T, T}, {U, T, U}};
	for (int p = 0; p < 3; p++)
		for (int q = 0; q < 3; q++) {
			assert_int_equal(truth_of(ALL2, sets[p], OPEN, sets[q], OPEN), all[p][q]);
			assert_int_equal(truth_of(ANY2, sets[p], OPEN, sets[q], OPEN), any[p][q]);
		}
}

TEST(not_turns_what_is_known)
{
	assert_int_equal(truth_of(NOT1, YEP, OPEN, OPEN, OPEN), F);
	assert_int_equal(truth_of(NOT1, NOPE, OPEN, OPEN, OPEN), T);
	assert_int_equal(truth_of(NOT1, OPEN, OPEN, OPEN, OPEN), U);
}

TEST(three_parts_are_settled_by_one)
{
	for (int p = 0; p < 3; p++)
		for (int q = 0; q < 3; q++)
			for (int r = 0; r < 3; r++) {
				bool some_false = p == F || q == F || r == F;
				bool some_true = p == T || q == T || r == T;
				bool all_false = p == F && q == F && r == F;
				bool all_true = p == T && q == T && r == T;
				assert_int_equal(truth_of(ALL3, sets[p], OPEN, sets[q], sets[r]),
				                 some_false ? F : all_true ? T : U);
				assert_int_equal(truth_of(ANY3, sets[p], OPEN, sets[q], sets[r]),
				                 some_true ? T : all_false ? F : U);
			}
}

TEST(always_is_true)
{
	assert_int_equal(truth_of(ALW, OPEN, OPEN, OPEN, OPEN), T);
}

struct leaf_row {
	uint64_t p, inner;
	enum truth leaf, full;     /* {inner: yep}; {inner: [yep, nope]} */
};

/* `inner` applies only under p: yep. */
TEST(leaf_of_a_question_that_does_not_apply_is_false)
{
	static const struct leaf_row rows[] = {
		{YEP, YEP, T, T},  {YEP, NOPE, F, T},  {YEP, OPEN, U, T},
		{NOPE, YEP, F, F}, {NOPE, NOPE, F, F}, {NOPE, OPEN, F, F},
		{OPEN, YEP, U, U}, {OPEN, NOPE, F, U}, {OPEN, OPEN, U, U},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		assert_row(i, truth_of(LEAF, rows[i].p, rows[i].inner, OPEN, OPEN) == rows[i].leaf);
		assert_row(i, truth_of(FULL, rows[i].p, rows[i].inner, OPEN, OPEN) == rows[i].full);
		enum truth negation = rows[i].leaf == U ? U : rows[i].leaf == T ? F : T;
		assert_row(i, truth_of(NOLEAF, rows[i].p, rows[i].inner, OPEN, OPEN) == negation);
	}
}

/* How many completions there are, and in how many of them each condition is true. */
struct census {
	size_t completions;
	size_t *true_in;
};

static void count_truths(void *context, const struct brute *brute)
{
	struct census *census = context;
	census->completions++;
	for (uint32_t c = 0; c < model.condition_count; c++)
		census->true_in[c] += brute_holds(brute, c);
}

/* For every way to know something: what evaluation calls known is so in all completions, and where
 * all is known nothing is unknown. */
TEST(evaluation_is_sound)
{
	struct census census = {0, memory_new(model.condition_count, sizeof(*census.true_in))};
	for (uint32_t code = 0; code < 81; code++) {
		const uint64_t possible[] = {code % 3 + 1, code / 3 % 3 + 1, code / 9 % 3 + 1,
		                             code / 27 + 1};
		census.completions = 0;
		memset(census.true_in, 0, model.condition_count * sizeof(*census.true_in));
		brute_each(&model, possible, count_truths, &census);
		evaluate_all(&model, possible, truths);
		for (uint32_t c = 0; c < model.condition_count; c++) {
			if (truths[c] == T)
				assert_row(code, census.true_in[c] == census.completions);
			if (truths[c] == F)
				assert_row(code, census.true_in[c] == 0);
			if (code % 3 < 2 && code / 3 % 3 < 2 && code / 9 % 3 < 2 && code / 27 < 2)
				assert_row(code, truths[c] != U);
		}
	}
	free(census.true_in);
}

TEST(possible_answers_are_those_given)
{
	struct answers answers;
	uint64_t possible[QUESTIONS];
	struct diagnostics found = {0};
	answers_init(&answers, &model);
	answers_begin(&answers, P, (struct span){0});
	assert_true(answers_add(&answers, P, TEXT("nope"), (struct span){0}, &found));
	answers_clear(&answers, Q, ANSWER_UNKNOWN, (struct span){0});
	evaluate_possible(&answers, possible);
	assert_int_equal(possible[P], NOPE);
	assert_int_equal(possible[Q], OPEN);
	assert_int_equal(possible[R], OPEN);
	answers_release(&answers);
}

/* The questions that a rule's truth hangs on, as bits. */
static unsigned support_of(uint32_t rule)
{
	bool questions[QUESTIONS] = {false};
	struct condition_questions behind;
	unsigned set = 0;
	condition_questions_init_support(&behind, &model, truths);
	condition_questions_find(&behind, model.rules[rule].condition, questions);
	condition_questions_release(&behind);
	for (int q = 0; q < QUESTIONS; q++)
		set |= (questions[q] ? 1U : 0U) << q;
	return set;
}

struct support_row {
	uint32_t rule;
	uint64_t p, q, r;
	enum truth truth;
	unsigned support;
};

TEST(truths_hang_on_the_parts_that_make_them_so)
{
	enum { P_ = 1 << P, Q_ = 1 << Q, R_ = 1 << R };
	static const struct support_row rows[] = {
		{ALL2, YEP, YEP, OPEN, T, P_ | Q_},   {ALL2, YEP, NOPE, OPEN, F, Q_},
		{ALL2, NOPE, NOPE, OPEN, F, P_ | Q_}, {ALL2, OPEN, NOPE, OPEN, F, Q_},
		{ALL2, OPEN, YEP, OPEN, U, P_},       {ALL2, OPEN, OPEN, OPEN, U, P_ | Q_},
		{ANY2, YEP, YEP, OPEN, T, P_ | Q_},   {ANY2, YEP, NOPE, OPEN, T, P_},
		{ANY2, NOPE, NOPE, OPEN, F, P_ | Q_}, {ANY2, OPEN, NOPE, OPEN, U, P_},
		{ANY2, OPEN, YEP, OPEN, T, Q_},       {NOT1, YEP, OPEN, OPEN, F, P_},
		{NOT1, NOPE, OPEN, OPEN, T, P_},      {NOT1, OPEN, OPEN, OPEN, U, P_},
		{ALL3, YEP, YEP, NOPE, F, R_},        {ANY3, NOPE, YEP, OPEN, T, Q_},
		{ALW, YEP, YEP, YEP, T, 0},           {MIX, YEP, YEP, NOPE, T, P_ | Q_},
		{MIX, NOPE, NOPE, NOPE, T, P_ | Q_},  {MIX, YEP, NOPE, YEP, T, R_},
		{MIX, NOPE, NOPE, YEP, T, P_ | Q_ | R_}, {MIX, YEP, NOPE, NOPE, F, P_ | Q_ | R_},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		assert_row(i, truth_of(rows[i].rule, rows[i].p, OPEN, rows[i].q,
		                       rows[i].r) == rows[i].truth);
		assert_row(i, support_of(rows[i].rule) == rows[i].support);
	}
}

TEST(leaf_that_does_not_apply_hangs_on_what_excludes_it)
{
	assert_int_equal(truth_of(LEAF, NOPE, YEP, OPEN, OPEN), F);
	assert_int_equal(support_of(LEAF), 1 << P);
	assert_int_equal(truth_of(NOLEAF, NOPE, OPEN, OPEN, OPEN), T);
	assert_int_equal(support_of(NOLEAF), 1 << P);
}

TEST(leaf_that_applies_hangs_on_its_question)
{
	assert_int_equal(truth_of(LEAF, YEP, YEP, OPEN, OPEN), T);
	assert_true(support_of(LEAF) & 1 << INNER);
	assert_int_equal(truth_of(LEAF, YEP, NOPE, OPEN, OPEN), F);
	assert_true(support_of(LEAF) & 1 << INNER);
	assert_int_equal(truth_of(LEAF, YEP, OPEN, OPEN, OPEN), U);
	assert_true(support_of(LEAF) & 1 << INNER);
	assert_false(support_of(LEAF) & (1 << Q | 1 << R));
}

#define LOGIC_TEST(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		LOGIC_TEST(all_and_any_follow_the_tables),
		LOGIC_TEST(not_turns_what_is_known),
		LOGIC_TEST(three_parts_are_settled_by_one),
		LOGIC_TEST(always_is_true),
		LOGIC_TEST(leaf_of_a_question_that_does_not_apply_is_false),
		LOGIC_TEST(evaluation_is_sound),
		LOGIC_TEST(possible_answers_are_those_given),
		LOGIC_TEST(truths_hang_on_the_parts_that_make_them_so),
		LOGIC_TEST(leaf_that_does_not_apply_hangs_on_what_excludes_it),
		LOGIC_TEST(leaf_that_applies_hangs_on_its_question),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
