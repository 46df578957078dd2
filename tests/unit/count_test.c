/* SPDX-License-Identifier: ISC
 *
 * The number of complete profiles, against listing them and against counting by hand.
 */
#include "sample_models.h"

#include "analyse/count.h"
#include "base/memory.h"

enum { PLENTY = 100000 };

static void count_possible(void *context, const struct brute *brute)
{
	unsigned long *count = context;
	*count += !brute->impossible;
}

static void check_count(const struct model *model, uint64_t row)
{
	uint64_t possible[BRUTE_MOST_QUESTIONS];
	unsigned long listed = 0;
	mpz_t count;
	mpz_init_set_ui(count, 12345);
	for (uint32_t q = 0; q < model->question_count; q++)
		possible[q] = model_all_answers(&model->questions[q]);
	brute_each(model, possible, count_possible, &listed);
	assert_row(row, count_profiles(model, PLENTY, count));
	assert_row(row, mpz_cmp_ui(count, listed) == 0);
	mpz_clear(count);
}

TEST(as_many_as_can_be_listed)
{
	for (size_t m = 0; m < COUNT_OF(sample_models); m++) {
		struct model model;
		small_model(&model, sample_models[m]);
		check_count(&model, m);
		model_release(&model);
	}
}

#define PQ QUESTION("p", "answers: {k: K, l: L, m: M}") QUESTION("q", "answers: {k: K, l: L}")
#define NO_RULES "rules:\n" RULE("r", "when: always, for: {b: weak}")

static const struct {
	const char *text;
	unsigned long count;
} counted[] = {
	/* 3 * 2 */
	{HEAD OPTIONS_AB "tree:\n" PQ NO_RULES, 6},
	/* p: k has 2 answers of its own, l and m none: (2 + 1 + 1) * 2 */
	{HEAD OPTIONS_AB "tree:\n"
	 QUESTION("p", "answers: {k: {label: K, then: {" NESTED("r", "answers: {k: K, l: L}") "}}, l: L, m: M}")
	 QUESTION("q", "answers: {k: K, l: L}") NO_RULES, 8},
	/* Nested twice: k has x (3 answers, the first of them with y, 2 answers): 2 + 1 + 1; then l. */
	{HEAD OPTIONS_AB "tree:\n"
	 QUESTION("p", "answers: {k: {label: K, then: {" NESTED("x", "answers: {k: {label: K, then: {"
	          NESTED("y", "answers: {k: K, l: L}") "}}, l: L, m: M}") "}}, l: L}") NO_RULES, 5},
	/* A guard on two questions: 6 of which 2 (p: k) ask for r with its 4 bands: 2 * 4 + 4 */
	{HEAD OPTIONS_AB "tree:\n" PQ
	 QUESTION("r", "when: {p: k}, bands: {0: A, 2: B, 4: C, 9: D}") NO_RULES, 12},
	/* Less one: p: k, q: k. */
	{HEAD OPTIONS_AB "tree:\n" PQ NO_RULES "impossible:\n  - {when: {p: k, q: k}, because: B}\n", 5},
	/* Two that overlap: p: k (2 profiles) or q: k (3), both 1. */
	{HEAD OPTIONS_AB "tree:\n" PQ NO_RULES
	 "impossible:\n  - {when: {p: k}, because: B}\n  - {when: {q: k}, because: B}\n", 2},
	/* An impossible answer of a question that does not always apply: q: l asks for r, whose k cannot be with p: m. So
	 * 3 for q: k, and 2 + 2 + 1 for q: l. */
	{HEAD OPTIONS_AB "tree:\n" PQ QUESTION("r", "when: {q: l}, answers: {k: K, l: L}") NO_RULES
	 "impossible:\n  - {when: {p: m, r: k}, because: B}\n", 8},
	/* `not` of what does not apply is true: impossible unless r is k. Only p: k asks for r: 2 profiles. */
	{HEAD OPTIONS_AB "tree:\n" PQ QUESTION("r", "when: {p: k}, answers: {k: K, l: L}") NO_RULES
	 "impossible:\n  - {when: {not: {r: k}}, because: B}\n", 2},
	/* Nothing is left. */
	{HEAD OPTIONS_AB "tree:\n" PQ NO_RULES "impossible:\n  - {when: always, because: B}\n", 0},
};

TEST(counted_by_hand)
{
	for (size_t i = 0; i < COUNT_OF(counted); i++) {
		struct model model;
		mpz_t count;
		mpz_init(count);
		small_model(&model, counted[i].text);
		check_count(&model, i);
		assert_row(i, count_profiles(&model, PLENTY, count));
		assert_row(i, mpz_cmp_ui(count, counted[i].count) == 0);
		mpz_clear(count);
		model_release(&model);
	}
}

/* 100 questions of 3 answers, of which every second is asked only after k: 50 pairs of 3 + 1 + 1. 5^50 has 35 digits. */
TEST(counts_beyond_all_machine_numbers)
{
	struct model model;
	struct buffer text = {0};
	mpz_t count, right;
	mpz_inits(count, right, NULL);
	buffer_add_string(&text, HEAD OPTIONS_AB "tree:\n");
	for (unsigned i = 0; i < 50; i++) {
		buffer_format(&text, QUESTION("p%u", "answers: {k: K, l: L, m: M}"), i);
		buffer_format(&text, QUESTION("q%u", "when: {p%u: k}, answers: {k: K, l: L, m: M}"), i, i);
	}
	buffer_add_string(&text, NO_RULES);
	small_model(&model, text.bytes);
	assert_true(count_profiles(&model, PLENTY, count));
	mpz_ui_pow_ui(right, 5, 50);
	assert_int_equal(mpz_cmp(count, right), 0);
	mpz_clears(count, right, NULL);
	buffer_release(&text);
	model_release(&model);
}

/* With less than it takes it says so; with what it takes, and more, it counts right. */
TEST(budget_is_kept)
{
	struct model model;
	size_t least = 0;
	mpz_t count;
	mpz_init(count);
	small_model(&model, counted[6].text);
	while (least < 100 && !count_profiles(&model, least, count))
		least++;
	assert_true(least > 1 && least < 20);
	for (size_t budget = least; budget < 30; budget++) {
		assert_row(budget, count_profiles(&model, budget, count));
		assert_row(budget, mpz_cmp_ui(count, counted[6].count) == 0);
	}
	mpz_clear(count);
	model_release(&model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_many_as_can_be_listed),
		cmocka_unit_test(counted_by_hand),
		cmocka_unit_test(counts_beyond_all_machine_numbers),
		cmocka_unit_test(budget_is_kept),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
