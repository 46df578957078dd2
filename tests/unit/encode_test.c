/* SPDX-License-Identifier: ISC
 *
 * Diagrams of what is left open, and what becomes of the bounds when the budget is too small:
 * - every terminal reached names what the completion there decides, exactly when the budget was
 *   enough;
 * - the bounds of every share contain the exact share;
 * - an outcome that adding up the rules by Kleene's truths excludes has a share of exactly 0, and
 *   what that decides is settled: the bounds are never looser;
 * - what is said for certain (settled, a rule holds, a question does not matter) is so.
 */
#include "kleene.h"
#include "sample_models.h"

#include "analyse/completions.h"
#include "base/memory.h"
#include "model/profile.h"

static const size_t budgets[] = {0, 1, 2, 4, 10, EFFORT_MOST_STATES};

/* The payload that a completion leads to. Where a question does not apply, its first answer stands
 * for all. */
static uint32_t payload_of(const struct encoding *encoding, const struct brute *brute)
{
	const struct diagram *diagram = &encoding->diagram;
	uint32_t node = encoding->root;
	while (!diagram_is_terminal(diagram, node)) {
		uint32_t answer = brute->answers[encoding->questions[diagram_level(diagram, node)]];
		node = diagram_child(diagram, node, answer == BRUTE_OFF ? 0 : answer);
	}
	return diagram_payload(diagram, node);
}

/* What a diagram is to say of a completion, as a bit. */
static uint32_t bit_of(const struct brute *brute, enum encode_goal goal, uint32_t condition)
{
	if (goal == ENCODE_OUTCOME)
		return UINT32_C(1) << brute->winner;
	if (goal == ENCODE_TIER)
		return UINT32_C(1) << brute->tier;
	return UINT32_C(1) << (brute_holds(brute, condition) ? TRUTH_TRUE : TRUTH_FALSE);
}

struct known_check {
	const struct encoding *encoding;
	const uint64_t *possible;
	uint64_t row;
};

struct payload_check {
	const struct encoding *encoding;
	enum encode_goal goal;
	uint32_t condition;
	uint64_t row;
};

static void check_payload(void *context, const struct brute *brute)
{
	const struct payload_check *check = context;
	uint32_t payload = payload_of(check->encoding, brute);
	uint32_t bit = bit_of(brute, check->goal, check->condition);
	bool undecided = payload & ENCODE_UNDECIDED;
	if (!undecided)
		assert_row(check->row, payload == (brute->impossible ? ENCODE_IMPOSSIBLE : bit));
	else if (!brute->impossible)
		assert_row(check->row, (payload & bit) != 0);
	assert_row(check->row, !undecided || !check->encoding->exact);
}

/* What is known not to be is impossible where it applies, or weighs nothing. */
static void check_known(void *context, const struct brute *brute)
{
	const struct known_check *check = context;
	const struct encoding *encoding = check->encoding;
	bool differs = false, weighs = true;
	for (uint32_t q = 0; q < brute->model->question_count; q++) {
		uint32_t answer = brute->answers[q], level = encoding->levels[q];
		if (answer == BRUTE_OFF || (check->possible[q] >> answer & 1))
			continue;
		differs = true;
		weighs = weighs && level != MODEL_NONE && encoding->weights[level][answer] > 0;
	}
	if (differs && weighs)
		assert_row(check->row, payload_of(encoding, brute) == ENCODE_IMPOSSIBLE);
}

static void check_exclusions(const struct model *model, const uint64_t *possible, uint64_t row)
{
	struct encoding encoding;
	uint64_t all[BRUTE_MOST_QUESTIONS];
	encode(&encoding, model, possible, ENCODE_OUTCOME, MODEL_NONE, EFFORT_MOST_STATES);
	struct known_check check = {&encoding, possible, row};
	for (uint32_t q = 0; q < model->question_count; q++)
		all[q] = model_all_answers(&model->questions[q]);
	brute_each(model, all, check_known, &check);
	encoding_release(&encoding);
}

static void check_encoding(const struct model *model, const uint64_t *possible,
                           enum encode_goal goal,
                           uint32_t condition, uint64_t row)
{
	for (size_t i = 0; i < COUNT_OF(budgets); i++) {
		struct encoding encoding;
		encode(&encoding, model, possible, goal, condition, budgets[i]);
		struct payload_check check = {&encoding, goal, condition, row};
		assert_row(row, encoding.state_count <= budgets[i]);
		assert_row(row, encoding.exact || budgets[i] < EFFORT_MOST_STATES);
		brute_each(model, possible, check_payload, &check);
		encoding_release(&encoding);
	}
}

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
			check(&model, possible, m * 1000 + number);
		}
		model_release(&model);
	}
}

static void check_outcomes(const struct model *model, const uint64_t *possible, uint64_t row)
{
	check_encoding(model, possible, ENCODE_OUTCOME, MODEL_NONE, row);
}

static void check_tiers(const struct model *model, const uint64_t *possible, uint64_t row)
{
	check_encoding(model, possible, ENCODE_TIER, MODEL_NONE, row);
}

static void check_conditions(const struct model *model, const uint64_t *possible, uint64_t row)
{
	for (uint32_t r = 0; r < model->rule_count; r++)
		check_encoding(model, possible, ENCODE_CONDITION, model->rules[r].condition, row);
}

TEST(terminals_name_the_outcome)
{
	for_all(check_outcomes);
}

TEST(what_is_known_not_to_be_does_not_count)
{
	for_all(check_exclusions);
}

TEST(terminals_name_the_tier)
{
	for_all(check_tiers);
}

TEST(terminals_name_the_truth_of_a_condition)
{
	for_all(check_conditions);
}

/* What is known not to be weighs nothing, unless it is not sure that the question applies: there it
 * is impossible. */
static void check_levels(const struct model *model, const uint64_t *possible, uint64_t row)
{
	struct encoding encoding;
	encode(&encoding, model, possible, ENCODE_OUTCOME, MODEL_NONE, EFFORT_MOST_STATES);
	unsigned char *truths = memory_new(model->condition_count, 1);
	uint32_t next = 0;
	evaluate_all(model, possible, truths);
	for (uint32_t i = 0; i < model->question_count; i++) {
		uint32_t q = model->decision_order[i], level = encoding.levels[q];
		const struct question *question = &model->questions[q];
		uint64_t sum = 0;
		bool applies = truths[question->applies] == TRUTH_TRUE;
		if (level == MODEL_NONE)
			continue;
		assert_row(row, level == next++ && encoding.questions[level] == q);
		assert_row(row, encoding.value_counts[level] == question->answer_count);
		for (uint32_t v = 0; v < question->answer_count; v++) {
			uint32_t weight = encoding.weights[level][v];
			bool counts = (possible[q] >> v & 1) || !applies;
			assert_row(row, weight == (counts ? question->answers[v].prior : 0));
			assert_row(row,
			           (encoding.allowed[level] >> v & 1) == (possible[q] >> v & 1));
			sum += weight;
		}
		assert_row(row, encoding.sums[level] == sum);
	}
	assert_row(row, encoding.diagram.level_count == next);
	free(truths);
	encoding_release(&encoding);
}

TEST(levels_are_questions_in_the_order_of_decision_with_their_priors)
{
	for_all(check_levels);
}

static bool contains(const mpq_t low, const mpq_t exact, const mpq_t high)
{
	return mpq_cmp(low, exact) <= 0 && mpq_cmp(exact, high) <= 0;
}

static bool agrees(enum truth said, enum truth exact)
{
	return said == TRUTH_UNKNOWN || said == exact;
}

/* That what is said within a budget is true. */
static void check_sound(const struct completions *bounds, const struct completions *exact,
                        uint64_t row)
{
	const struct model *model = exact->model;
	assert_row(row, bounds->possible);
	for (uint32_t o = 0; o <= model->option_count; o++)
		assert_row(row, contains(bounds->low[o], exact->low[o], bounds->high[o]));
	for (uint32_t o = 0; bounds->exact && o <= model->option_count; o++)
		assert_row(row, mpq_equal(bounds->low[o], bounds->high[o]));
	if (bounds->settled) {
		const mpq_t *low = &bounds->low[bounds->leader];
		assert_row(row, exact->settled && bounds->leader == exact->leader);
		/* All of what was worked out, if anything was. */
		assert_row(row, mpq_cmp_ui(*low, 1, 1) == 0 || mpq_sgn(*low) == 0);
	}
	for (int tier = 0; tier < TIER_COUNT; tier++)
		assert_row(row, mpq_cmp(bounds->tiers[tier], exact->tiers[tier]) <= 0);
	for (uint32_t r = 0; r < model->rule_count; r++) {
		assert_row(row,
		           agrees((enum truth)bounds->rule_truths[r],
		                  (enum truth)exact->rule_truths[r]));
		assert_row(row, mpq_cmp(bounds->rule_shares[r], exact->rule_shares[r]) <= 0);
	}
	for (uint32_t q = 0; q < model->question_count; q++) {
		assert_row(row, agrees(bounds->inquiries[q].applies, exact->inquiries[q].applies));
		assert_row(row, bounds->inquiries[q].matters || !exact->inquiries[q].matters);
		assert_row(row, bounds->inquiries[q].informs || !exact->inquiries[q].informs);
	}
}

/* That it says no less than Kleene's truths do. Returns how many outcomes those exclude. */
static unsigned check_no_looser(const struct completions *bounds, const uint64_t *possible,
                                uint64_t row)
{
	const struct model *model = bounds->model;
	unsigned excluded = 0;
	uint32_t outcomes = kleene_outcomes(model, possible);
	unsigned char *truths = memory_new(model->condition_count, 1);
	for (uint32_t o = 0; o <= model->option_count; o++) {
		assert_row(row, (outcomes >> o & 1) || mpq_sgn(bounds->high[o]) == 0);
		excluded += !(outcomes >> o & 1);
	}
	assert_row(row, (outcomes & (outcomes - 1)) != 0 || bounds->settled);
	evaluate_all(model, possible, truths);
	for (uint32_t r = 0; r < model->rule_count; r++)
		assert_row(row, agrees((enum truth)truths[model->rules[r].condition],
		                       (enum truth)bounds->rule_truths[r]));
	for (uint32_t q = 0; q < model->question_count; q++)
		assert_row(row, agrees((enum truth)truths[model->questions[q].applies],
		                       bounds->inquiries[q].applies));
	free(truths);
	return excluded;
}

/* Checks one budget against what the full one says; returns how many outcomes Kleene's truths
 * exclude. */
static unsigned check_budget(const struct completions *exact, const uint64_t *possible,
                             size_t budget, uint64_t row)
{
	struct completions bounds;
	completions_find(&bounds, exact->model, possible, COMPLETIONS_ALL, budget);
	assert_row(row, bounds.exact == (budget >= exact->state_count));
	check_sound(&bounds, exact, row);
	unsigned excluded = check_no_looser(&bounds, possible, row);
	completions_release(&bounds);
	return excluded;
}

static unsigned excluded_at_all;

static void check_budgets(const struct model *model, const uint64_t *possible, uint64_t row)
{
	struct completions exact;
	completions_find(&exact, model, possible, COMPLETIONS_ALL, EFFORT_MOST_STATES);
	assert_row(row, !exact.possible || (exact.exact && exact.tiers_exact));
	for (size_t i = 0; exact.possible && i < COUNT_OF(budgets); i++)
		excluded_at_all += check_budget(&exact, possible, budgets[i], row);
	completions_release(&exact);
}

TEST(bounds_of_small_models_are_sound_and_no_looser_than_kleene)
{
	excluded_at_all = 0;
	for_all(check_budgets);
	assert_true(excluded_at_all > 0);
}

/* Reads a profile; its answers are all that is wanted of it. */
static void read_profile(const struct model *model, const char *name, uint64_t *possible)
{
	struct source source;
	struct profile profile;
	struct diagnostics found = {0};
	assert_int_equal(source_read(&source, name, 100000), SOURCE_READ);
	bool sound = profile_open(&profile, &source, &found)
		&& profile_bind(&profile, model, &found);
	assert_true(sound);
	evaluate_possible(&profile.answers, possible);
	diagnostics_release(&found);
	profile_release(&profile);
}

TEST(bounds_of_the_shipped_model_are_sound_and_no_looser_than_kleene)
{
	static const char *const names[] = {"profiles/cases/018-server-quick-replies-backed.yaml",
	                                    "profiles/cases/171-trading-framework-market-data.yaml"};
	static const size_t small_budgets[] = {1, 10, 50};
	struct model model;
	model_of_file(&model, "questions/python.yaml");
	uint64_t *possible = memory_new(model.question_count, sizeof(*possible));
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct completions exact;
		read_profile(&model, names[i], possible);
		completions_find(&exact, &model, possible, COMPLETIONS_ALL, EFFORT_MOST_STATES);
		assert_row(i, exact.possible && exact.exact && exact.state_count > 50);
		for (size_t b = 0; b < COUNT_OF(small_budgets); b++)
			check_budget(&exact, possible, small_budgets[b], i * 10 + b);
		completions_release(&exact);
	}
	free(possible);
	model_release(&model);
}

/* By hand: b wins by p: l, whatever q is, and else by q: l. With one state, p is looked at and
 * nothing below it. */
TEST(spent_budget_by_hand)
{
	static const uint64_t open[] = {3, 3};
	struct model model;
	struct completions completions;
	small_model(&model, HEAD OPTIONS_AB "tree:\n"
	            QUESTION("p", "answers: {k: {label: K, prior: 3}, l: L}")
	            QUESTION("q", "answers: {k: K, l: L}")
	            "rules:\n" RULE("r1", "when: {p: l}, for: {b: strong}")
	            RULE("r2", "when: {q: l}, for: {b: weak}"));
	completions_find(&completions, &model, open, COMPLETIONS_WINNER, 1);
	/* p: l (1/4) decides for b; of the rest, 3/4, nothing is known. */
	assert_false(completions.exact || completions.settled);
	assert_int_equal(completions.state_count, 1);
	assert_int_equal(mpq_cmp_ui(completions.low[0], 0, 1), 0);
	assert_int_equal(mpq_cmp_ui(completions.high[0], 3, 4), 0);
	assert_int_equal(mpq_cmp_ui(completions.low[1], 1, 4), 0);
	assert_int_equal(mpq_cmp_ui(completions.high[1], 1, 1), 0);
	assert_int_equal(mpq_sgn(completions.high[2]), 0);
	completions_release(&completions);
	completions_find(&completions, &model, open, COMPLETIONS_WINNER, 10);
	/* p: k and q: k leave a: 3/8. */
	assert_true(completions.exact);
	assert_int_equal(completions.state_count, 2);
	assert_int_equal(mpq_cmp_ui(completions.low[0], 3, 8), 0);
	assert_int_equal(mpq_cmp_ui(completions.high[1], 5, 8), 0);
	completions_release(&completions);
	model_release(&model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(terminals_name_the_outcome),
		cmocka_unit_test(what_is_known_not_to_be_does_not_count),
		cmocka_unit_test(terminals_name_the_tier),
		cmocka_unit_test(terminals_name_the_truth_of_a_condition),
		cmocka_unit_test(levels_are_questions_in_the_order_of_decision_with_their_priors),
		cmocka_unit_test(bounds_of_small_models_are_sound_and_no_looser_than_kleene),
		cmocka_unit_test(bounds_of_the_shipped_model_are_sound_and_no_looser_than_kleene),
		cmocka_unit_test(spent_budget_by_hand),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
