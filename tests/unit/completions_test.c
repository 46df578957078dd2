/* SPDX-License-Identifier: ISC
 *
 * What is said over all completions, against trying them all: shares, tiers, rules, what to ask.
 */
#include "sample_models.h"

#include "analyse/completions.h"
#include "base/memory.h"

static struct sample sample;

/* Calls check for everything that can be known of every sample model. */
static void for_all(void (*check)(const struct model *model, const uint64_t *possible,
                                  uint64_t row))
{
	for (size_t m = 0; m < COUNT_OF(sample_models); m++) {
		struct model model;
		small_model(&model, sample_models[m]);
		for (uint64_t number = 0; number < sample_count(&model); number++) {
			uint64_t possible[BRUTE_MOST_QUESTIONS];
			sample_knowledge(&model, number, possible);
			sample_find(&sample, &model, possible);
			check(&model, possible, m * 1000 + number);
			sample_release(&sample);
		}
		model_release(&model);
	}
}

static void find(struct completions *completions, const struct model *model,
                 const uint64_t *possible,
                 enum completions_depth depth)
{
	completions_find(completions, model, possible, depth, EFFORT_MOST_STATES);
}

static void check_shares(const struct model *model, const uint64_t *possible, uint64_t row)
{
	struct completions completions;
	mpq_t share;
	size_t winners = 0;
	find(&completions, model, possible, COMPLETIONS_WINNER);
	assert_row(row, completions.possible == (sample.count > 0));
	mpq_init(share);
	for (uint32_t o = 0; sample.count > 0 && o <= model->option_count; o++) {
		sample_share(&sample, sample_wins, o, share);
		winners += mpq_sgn(share) != 0;
		assert_row(row, mpq_equal(completions.low[o], share));
		assert_row(row, mpq_equal(completions.high[o], share));
	}
	assert_row(row, sample.count == 0
	           || (completions.exact && completions.settled == (winners == 1)));
	mpq_clear(share);
	completions_release(&completions);
}

TEST(shares_are_exact)
{
	for_all(check_shares);
}

/* The outcome with the largest share but `other`, the earlier of equals; MODEL_NONE when none has a
 * share. */
static uint32_t first_but(const struct model *model, uint32_t other)
{
	uint32_t first = MODEL_NONE;
	mpq_t share, most;
	mpq_inits(share, most, NULL);
	for (uint32_t o = 0; o <= model->option_count; o++) {
		sample_share(&sample, sample_wins, o, share);
		if (o != other && mpq_cmp(share, most) > 0) {
			mpq_set(most, share);
			first = o;
		}
	}
	mpq_clears(share, most, NULL);
	return first;
}

static void check_ranks(const struct model *model, const uint64_t *possible, uint64_t row)
{
	struct completions completions;
	if (sample.count == 0)
		return;
	find(&completions, model, possible, COMPLETIONS_WINNER);
	uint32_t leader = first_but(model, MODEL_NONE);
	assert_row(row, completions.leader == leader);
	assert_row(row, completions.runner_up == first_but(model, leader));
	completions_release(&completions);
}

TEST(largest_share_leads)
{
	for_all(check_ranks);
}

static void check_tiers(const struct model *model, const uint64_t *possible, uint64_t row)
{
	struct completions completions;
	mpq_t share;
	if (sample.count == 0)
		return;
	mpq_init(share);
	find(&completions, model, possible, COMPLETIONS_ALL);
	assert_row(row, completions.tiers_exact);
	for (uint32_t tier = 0; tier < TIER_COUNT; tier++) {
		sample_share(&sample, sample_is_decided_by, tier, share);
		assert_row(row, mpq_equal(completions.tiers[tier], share));
	}
	mpq_clear(share);
	completions_release(&completions);
}

TEST(tiers_are_split_exactly)
{
	for_all(check_tiers);
}

static enum truth truth_of_share(const mpq_t share)
{
	if (mpq_sgn(share) == 0)
		return TRUTH_FALSE;
	return mpq_cmp_ui(share, 1, 1) == 0 ? TRUTH_TRUE : TRUTH_UNKNOWN;
}

static void check_truths(const struct model *model, const uint64_t *possible, uint64_t row)
{
	struct completions completions;
	mpq_t share;
	if (sample.count == 0)
		return;
	mpq_init(share);
	find(&completions, model, possible, COMPLETIONS_ALL);
	for (uint32_t r = 0; r < model->rule_count; r++) {
		sample_share(&sample, sample_holds, model->rules[r].condition, share);
		assert_row(row, completions.rule_truths[r] == truth_of_share(share));
		assert_row(row, mpq_equal(completions.rule_shares[r], share));
	}
	for (uint32_t q = 0; q < model->question_count; q++) {
		sample_share(&sample, sample_holds, model->questions[q].applies, share);
		assert_row(row, completions.inquiries[q].applies == truth_of_share(share));
	}
	mpq_clear(share);
	completions_release(&completions);
}

TEST(rules_and_questions_hold_fail_or_depend)
{
	for_all(check_truths);
}

static void check_matters(const struct model *model, const uint64_t *possible, uint64_t row)
{
	struct completions completions;
	find(&completions, model, possible, COMPLETIONS_MATTER);
	for (uint32_t q = 0; sample.count > 0 && q < model->question_count; q++) {
		assert_row(row, completions.inquiries[q].matters == sample_matters(&sample, q));
		assert_row(row, completions.inquiries[q].informs == sample_informs(&sample, q));
	}
	completions_release(&completions);
}

TEST(questions_matter_or_inform)
{
	for_all(check_matters);
}

/* The expected Gini impurity: over the answers, their weight times (1 - the sum of the squared
 * shares). */
static void impurity_of(const struct model *model, uint32_t question, mpq_t impurity)
{
	mpq_t weight, part, square;
	mpq_inits(weight, part, square, NULL);
	mpq_set_ui(impurity, 0, 1);
	for (uint32_t v = 0; v < model->questions[question].answer_count; v++) {
		mpq_t squares;
		mpq_init(squares);
		mpq_set_ui(weight, 0, 1);
		for (uint32_t o = 0; o <= model->option_count; o++) {
			mpq_set_ui(part, 0, 1);
			for (size_t i = 0; i < sample.count; i++)
				if (sample.list[i].answers[question] == v
				    && sample.list[i].winner == o)
					mpq_add(part, part, sample.list[i].weight);
			mpq_add(weight, weight, part);
			mpq_mul(square, part, part);
			mpq_add(squares, squares, square);
		}
		if (mpq_sgn(weight) != 0) {
			mpq_div(squares, squares, weight);
			mpq_sub(weight, weight, squares);
			mpq_add(impurity, impurity, weight);
		}
		mpq_clear(squares);
	}
	mpq_div(impurity, impurity, sample.total);
	mpq_clears(weight, part, square, NULL);
}

/* Whether with some answer to the question another outcome than `leader` has the largest share. */
static bool moves_leader(const struct model *model, uint32_t question, uint32_t leader)
{
	bool moves = false;
	mpq_t shares[MODEL_MOST_OPTIONS + 1];
	for (uint32_t o = 0; o <= model->option_count; o++)
		mpq_init(shares[o]);
	for (uint32_t v = 0; v < model->questions[question].answer_count; v++) {
		uint32_t best = 0;
		for (uint32_t o = 0; o <= model->option_count; o++)
			mpq_set_ui(shares[o], 0, 1);
		for (size_t i = 0; i < sample.count; i++)
			if (sample.list[i].answers[question] == v)
				mpq_add(shares[sample.list[i].winner], shares[sample.list[i].winner],
				        sample.list[i].weight);
		for (uint32_t o = 1; o <= model->option_count; o++)
			best = mpq_cmp(shares[o], shares[best]) > 0 ? o : best;
		moves = moves || (mpq_sgn(shares[best]) > 0 && best != leader);
	}
	for (uint32_t o = 0; o <= model->option_count; o++)
		mpq_clear(shares[o]);
	return moves;
}

static void check_next(const struct model *model, const uint64_t *possible, uint64_t row)
{
	struct completions completions;
	uint32_t next = MODEL_NONE;
	bool next_matters = false;
	mpq_t impurity, least;
	if (sample.count == 0)
		return;
	mpq_inits(impurity, least, NULL);
	find(&completions, model, possible, COMPLETIONS_ALL);
	for (uint32_t q = 0; q < model->question_count; q++) {
		const struct inquiry *inquiry = &completions.inquiries[q];
		bool asked = inquiry->applies == TRUTH_TRUE && sample_informs(&sample, q);
		bool matters = asked && sample_matters(&sample, q);
		assert_row(row, inquiry->has_impurity == asked);
		if (!asked)
			continue;
		impurity_of(model, q, impurity);
		assert_row(row, mpq_equal(inquiry->impurity, impurity));
		assert_row(row, inquiry->moves_leader == moves_leader(model, q, completions.leader));
		/* What matters comes before what only informs. */
		bool first = next == MODEL_NONE || (matters && !next_matters);
		if (first || (matters == next_matters && mpq_cmp(impurity, least) < 0)) {
			next = q;
			next_matters = matters;
			mpq_set(least, impurity);
		}
	}
	assert_row(row, completions.next_question == next);
	mpq_clears(impurity, least, NULL);
	completions_release(&completions);
}

TEST(most_telling_question_is_next)
{
	for_all(check_next);
}

/* By hand. work 3/4 waits, 1/4 computes; of waiting, 1/3 bulk. Nothing else is asked here. */
TEST(example_worked_by_hand)
{
	static const uint64_t open[] = {3, 3, 1};
	struct model model;
	struct completions completions;
	small_model(&model,
	            HEAD OPTIONS_AB "tree:\n"
	            QUESTION("work", "answers: {waits: {label: W, prior: 3, then: {"
	                     NESTED("units",
	                            "bands: {1: {label: O, prior: 2}, 100: M}") "}}, computes: C}")
	            QUESTION("known", "answers: {k: {label: K, prior: 8}, l: L}")
	            "rules:\n" RULE("r", "when: {units: {at least: 100}}, for: {b: weak}"));
	find(&completions, &model, open, COMPLETIONS_ALL);
	assert_true(completions.possible && completions.exact && !completions.settled);
	assert_int_equal(mpq_cmp_ui(completions.low[0], 3, 4), 0);
	assert_int_equal(mpq_cmp_ui(completions.low[1], 1, 4), 0);
	assert_int_equal(mpq_cmp_ui(completions.tiers[TIER_ORDER], 3, 4), 0);
	assert_int_equal(completions.leader, 0);
	assert_int_equal(completions.runner_up, 1);
	assert_int_equal(completions.inquiries[1].applies, TRUTH_UNKNOWN);
	/* Asking for work leaves 3/4 * (1 - 4/9 - 1/9) = 1/3; units cannot be asked yet. */
	assert_int_equal(completions.next_question, 0);
	assert_int_equal(mpq_cmp_ui(completions.inquiries[0].impurity, 1, 3), 0);
	assert_false(completions.inquiries[1].has_impurity);
	assert_true(completions.inquiries[1].matters && !completions.inquiries[2].matters);
	completions_release(&completions);
	model_release(&model);
}

/* By hand, of the last sample. q tells p, since all else is impossible; so neither is free, but
 * each informs. r alone can change the winner: from a to c, where p is k. Asking for p or q leaves
 * 1/2 * (1 - 81/100 - 1/100), asking for r 1 - 1/4 - 1/4. */
TEST(what_matters_is_asked_before_what_only_informs)
{
	static const uint64_t open[] = {3, 3, 3};
	struct model model;
	struct completions completions;
	small_model(&model, sample_models[COUNT_OF(sample_models) - 1]);
	find(&completions, &model, open, COMPLETIONS_ALL);
	for (uint32_t q = 0; q < 2; q++) {
		assert_true(completions.inquiries[q].informs && !completions.inquiries[q].matters);
		assert_int_equal(mpq_cmp_ui(completions.inquiries[q].impurity, 9, 100), 0);
	}
	assert_true(completions.inquiries[2].matters);
	assert_int_equal(mpq_cmp_ui(completions.inquiries[2].impurity, 1, 2), 0);
	assert_int_equal(completions.next_question, 2);
	completions_release(&completions);
	model_release(&model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shares_are_exact),
		cmocka_unit_test(largest_share_leads),
		cmocka_unit_test(tiers_are_split_exactly),
		cmocka_unit_test(rules_and_questions_hold_fail_or_depend),
		cmocka_unit_test(questions_matter_or_inform),
		cmocka_unit_test(most_telling_question_is_next),
		cmocka_unit_test(example_worked_by_hand),
		cmocka_unit_test(what_matters_is_asked_before_what_only_informs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
