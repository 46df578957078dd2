/* SPDX-License-Identifier: ISC
 *
 * The answers that make the difference, against trying all completions of each mixture of two sets of answers.
 */
#include "sample_models.h"

#include "analyse/decisive_answers.h"
#include "base/memory.h"

enum { PAIRS = 1500 };

static void count_vote(void *context, const struct brute *brute)
{
	mpq_t *weights = context;
	if (!brute->impossible)
		mpq_add(weights[brute->winner], weights[brute->winner], brute->weight);
}

/* The outcome of the largest weight, the earlier of equals; MODEL_NONE when there is no completion. */
static uint32_t leader_of(const struct answers *answers)
{
	mpq_t weights[MODEL_MOST_OPTIONS + 1];
	uint32_t leader = MODEL_NONE;
	uint64_t possible[BRUTE_MOST_QUESTIONS];
	for (uint32_t q = 0; q < answers->model->question_count; q++)
		possible[q] = answers->sets[q].answers;
	for (uint32_t o = 0; o <= answers->model->option_count; o++)
		mpq_init(weights[o]);
	brute_each(answers->model, possible, count_vote, weights);
	for (uint32_t o = 0; o <= answers->model->option_count; o++)
		if (mpq_sgn(weights[o]) > 0 && (leader == MODEL_NONE || mpq_cmp(weights[o], weights[leader]) > 0))
			leader = o;
	for (uint32_t o = 0; o <= answers->model->option_count; o++)
		mpq_clear(weights[o]);
	return leader;
}

static void give(struct answers *answers, uint32_t question, uint64_t set)
{
	const struct span nowhere = {0};
	answers_begin(answers, question, nowhere);
	answers->sets[question].answers = set;
}

/* Answers at random; some are missing, some unknown, and some of all that there are, which tells no more. */
static void draw(struct answers *answers, uint64_t *seed)
{
	const struct span nowhere = {0};
	for (uint32_t q = 0; q < answers->model->question_count; q++) {
		uint32_t all = (uint32_t)model_all_answers(&answers->model->questions[q]);
		uint32_t kind = unit_random(seed, 9);
		if (kind < 2)
			answers_clear(answers, q, kind ? ANSWER_UNKNOWN : ANSWER_MISSING, nowhere);
		else
			give(answers, q, kind == 2 ? all : unit_random(seed, all) + 1);
	}
}

/* What leads with the first answers, but those marked from the second. */
static uint32_t leader_of_mixture(const struct answers *first, const struct answers *second, const bool *marked)
{
	struct answers mixed;
	answers_copy(&mixed, first);
	for (uint32_t q = 0; q < first->model->question_count; q++)
		if (marked[q])
			mixed.sets[q] = second->sets[q];
	uint32_t leader = leader_of(&mixed);
	answers_release(&mixed);
	return leader;
}

static bool says_else(const struct answer_set *a, const struct answer_set *b)
{
	bool a_given = a->state == ANSWER_GIVEN, b_given = b->state == ANSWER_GIVEN;
	return a_given && b_given ? a->answers != b->answers : a_given || b_given;
}

static size_t seen_sizes[BRUTE_MOST_QUESTIONS];
static size_t unmarked_seen;

static void check_pair(const struct answers *first, const struct answers *second, uint64_t row)
{
	bool marked[BRUTE_MOST_QUESTIONS];
	uint32_t wanted = leader_of(second);
	size_t size = 0;
	memset(marked, true, sizeof(marked));
	decisive_answers_find(first, second, &(struct effort){.budget = EFFORT_MOST_STATES}, marked);
	assert_row(row, leader_of_mixture(first, second, marked) == wanted);
	for (uint32_t q = 0; q < first->model->question_count; q++) {
		bool differ = says_else(&first->sets[q], &second->sets[q]);
		assert_row(row, answers_differ(first, second, q) == differ);
		assert_row(row, differ || !marked[q]);
		unmarked_seen += differ && !marked[q];
		if (!marked[q])
			continue;
		size++;
		marked[q] = false;
		assert_row(row, leader_of_mixture(first, second, marked) != wanted);
		marked[q] = true;
	}
	seen_sizes[size]++;
}

TEST(decisive_answers_lead_to_the_second_and_none_is_idle)
{
	uint64_t seed = 20;
	for (size_t m = 0; m < COUNT_OF(sample_models); m++) {
		struct model model;
		struct answers first, second;
		small_model(&model, sample_models[m]);
		answers_init(&first, &model);
		answers_init(&second, &model);
		for (size_t i = 0; i < PAIRS; i++) {
			draw(&first, &seed);
			draw(&second, &seed);
			uint32_t before = leader_of(&first), after = leader_of(&second);
			if (before != MODEL_NONE && after != MODEL_NONE && before != after)
				check_pair(&first, &second, m * PAIRS + i);
		}
		answers_release(&first);
		answers_release(&second);
		model_release(&model);
	}
	assert_int_equal(seen_sizes[0], 0);
	assert_true(seen_sizes[1] > 100 && seen_sizes[2] > 100 && seen_sizes[3] > 50);
	assert_true(unmarked_seen > 1000);
}

/* Of the first all answers are k, of the second all are l; "p q" are those that make the difference. */
static void check(const char *text, const char *expected)
{
	struct model model;
	struct answers first, second;
	struct buffer names = {0};
	bool marked[BRUTE_MOST_QUESTIONS];
	small_model(&model, text);
	answers_init(&first, &model);
	answers_init(&second, &model);
	for (uint32_t q = 0; q < model.question_count; q++) {
		give(&first, q, 1);
		give(&second, q, 2);
	}
	decisive_answers_find(&first, &second, &(struct effort){.budget = EFFORT_MOST_STATES}, marked);
	for (uint32_t q = 0; q < model.question_count; q++)
		if (marked[q])
			buffer_format(&names, "%s%.*s", names.length ? " " : "", TEXT_ARGS(model.questions[q].id));
	assert_text(buffer_text(&names), expected);
	buffer_release(&names);
	answers_release(&first);
	answers_release(&second);
	model_release(&model);
}

#define PQR \
	HEAD OPTIONS_AB "tree:\n" QUESTION("p", "answers: {k: K, l: L}") QUESTION("q", "answers: {k: K, l: L}") \
	QUESTION("r", "answers: {k: K, l: L}")

TEST(examples_worked_by_hand)
{
	check(PQR "rules:\n" RULE("x", "when: {q: l}, for: {b: weak}"), "q");
	check(PQR "rules:\n" RULE("x", "when: {p: l, r: l}, for: {b: weak}"), "p r");
	/* Of several that are enough alone, the first stays. */
	check(PQR "rules:\n" RULE("x", "when: {any: [{p: l}, {q: l}, {r: l}]}, for: {b: weak}"), "p");
	/* b by p alone, but p does not go with any other q. */
	check(PQR "impossible:\n  - {when: {p: l, q: k}, because: B}\n"
	      "rules:\n" RULE("x", "when: {p: l}, for: {b: weak}"), "p q");
	/* p alone is enough, but as long as q is taken over, r cannot be given back. */
	check(PQR "rules:\n" RULE("x", "when: {p: l}, for: {b: strong}")
	      RULE("y", "when: {q: l, r: k}, for: {a: strong}"), "p");
	/* To none. */
	check(PQR "rules:\n" RULE("x", "when: {p: l}, rules out: a") RULE("y", "when: {r: l}, rules out: b"), "p r");
}

/* What is unknown and what is left out; numbers that touch the same bands. */
TEST(answers_that_count_the_same_do_not_differ)
{
	struct model model;
	struct answers first, second;
	const struct span nowhere = {0};
	small_model(&model, SURVEY);
	answers_init(&first, &model);
	answers_init(&second, &model);
	answers_clear(&second, SURVEY_WORK, ANSWER_UNKNOWN, nowhere);
	assert_false(answers_differ(&first, &second, SURVEY_WORK));
	struct diagnostics found = {0};
	assert_true(answers_give(&first, SURVEY_UNITS, TEXT("30"), nowhere, &found));
	assert_true(answers_differ(&first, &second, SURVEY_UNITS));
	assert_true(answers_give(&second, SURVEY_UNITS, TEXT("20-50"), nowhere, &found));
	assert_false(answers_differ(&first, &second, SURVEY_UNITS));
	assert_true(answers_give(&second, SURVEY_UNITS, TEXT("20-200"), nowhere, &found));
	assert_true(answers_differ(&first, &second, SURVEY_UNITS));
	diagnostics_release(&found);
	answers_release(&first);
	answers_release(&second);
	model_release(&model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decisive_answers_lead_to_the_second_and_none_is_idle),
		cmocka_unit_test(examples_worked_by_hand),
		cmocka_unit_test(answers_that_count_the_same_do_not_differ),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
