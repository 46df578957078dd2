/* SPDX-License-Identifier: ISC
 *
 * What cases exercise, against trying all completions with and without each effect.
 */
#include "sample_models.h"

#include "base/memory.h"
#include "report/coverage.h"

static struct sample sample;

/* The outcome of the largest share, the earlier of equals; with winners[i] for the i-th completion. */
static uint32_t leader_of(const uint32_t *winners, uint32_t outcomes)
{
	uint32_t leader = MODEL_NONE;
	mpq_t share, most;
	mpq_inits(share, most, NULL);
	for (uint32_t o = 0; o < outcomes; o++) {
		mpq_set_ui(share, 0, 1);
		for (size_t i = 0; i < sample.count; i++)
			if (winners[i] == o)
				mpq_add(share, share, sample.list[i].weight);
		if (mpq_cmp(share, most) > 0) {
			mpq_set(most, share);
			leader = o;
		}
	}
	mpq_clears(share, most, NULL);
	return leader;
}

static bool surely_holds(uint32_t rule)
{
	for (size_t i = 0; i < sample.count; i++)
		if (!brute_holds(&sample.list[i], sample.model->rules[rule].condition))
			return false;
	return true;
}

static bool may_hold(uint32_t rule)
{
	for (size_t i = 0; i < sample.count; i++)
		if (brute_holds(&sample.list[i], sample.model->rules[rule].condition))
			return true;
	return false;
}

/* Whether an effect decides in the case of which all completions are in the sample. */
static bool decides(uint32_t rule, size_t effect)
{
	uint32_t with[COUNT_OF(sample.list)], without[COUNT_OF(sample.list)];
	uint32_t outcomes = sample.model->option_count + 1;
	for (size_t i = 0; i < sample.count; i++) {
		with[i] = sample.list[i].winner;
		without[i] = brute_winner_without(&sample.list[i], rule, &sample.model->rules[rule].effects[effect]);
	}
	return surely_holds(rule) && leader_of(with, outcomes) != leader_of(without, outcomes);
}

/* Adds the case in which each question has one of these answers. */
static void add_case(struct coverage *coverage, const uint64_t *possible)
{
	const struct span nowhere = {0};
	struct answers answers;
	struct report report;
	answers_init(&answers, coverage->model);
	for (uint32_t q = 0; q < coverage->model->question_count; q++) {
		answers_begin(&answers, q, nowhere);
		answers.sets[q].answers = possible[q];
	}
	assert_true(report_make(&report, &answers, NULL, EFFORT_MOST_STATES));
	coverage_add(coverage, &report);
	report_release(&report);
	answers_release(&answers);
}

/* How many effects were seen to decide in cases that are open, and in settled ones. */
struct seen {
	size_t open, settled;
};

/* One case after the other, each counted on its own: that an effect decides is not told by the cases before. */
static void check_cases(const struct model *model, uint64_t row, struct seen *seen)
{
	for (uint64_t number = 0; number < sample_count(model); number++) {
		uint64_t possible[BRUTE_MOST_QUESTIONS];
		struct coverage coverage;
		sample_knowledge(model, number, possible);
		sample_find(&sample, model, possible);
		coverage_init(&coverage, model);
		if (sample.count > 0)
			add_case(&coverage, possible);
		for (uint32_t r = 0; sample.count > 0 && r < model->rule_count; r++) {
			assert_row(row + number, coverage.holds[r] == surely_holds(r));
			assert_row(row + number, coverage.may_hold[r] == may_hold(r));
			for (size_t i = 0; i < model->rules[r].effect_count; i++) {
				bool decided = coverage.decided[r] >> model->rules[r].effects[i].option & 1;
				assert_row(row + number, decided == decides(r, i));
				seen->open += decided && !sample_is_settled(&sample);
				seen->settled += decided && sample_is_settled(&sample);
			}
		}
		coverage_release(&coverage);
		sample_release(&sample);
	}
}

TEST(an_effect_decides_if_the_leader_would_be_another)
{
	struct seen seen = {0, 0};
	for (size_t m = 0; m < COUNT_OF(sample_models); m++) {
		struct model model;
		small_model(&model, sample_models[m]);
		check_cases(&model, m * 1000, &seen);
		model_release(&model);
	}
	assert_true(seen.open > 50 && seen.settled > 100);
}

/* Whether an effect decides in one of the completions of the sample, taken as a case of its own. */
static bool decides_somewhere(uint32_t rule, size_t effect)
{
	const struct rule *subject = &sample.model->rules[rule];
	for (size_t i = 0; i < sample.count; i++)
		if (brute_holds(&sample.list[i], subject->condition)
		    && brute_winner_without(&sample.list[i], rule, &subject->effects[effect]) != sample.list[i].winner)
			return true;
	return false;
}

TEST(without_cases_all_effects_are_idle_that_can_decide)
{
	size_t idle = 0, never = 0;
	for (size_t m = 0; m < COUNT_OF(sample_models); m++) {
		struct model model;
		struct coverage coverage;
		uint64_t possible[BRUTE_MOST_QUESTIONS];
		small_model(&model, sample_models[m]);
		sample_knowledge(&model, sample_count(&model) - 1, possible);
		sample_find(&sample, &model, possible);
		coverage_init(&coverage, &model);
		coverage_find_never(&coverage);
		for (uint32_t r = 0; r < model.rule_count; r++)
			for (size_t i = 0; i < model.rules[r].effect_count; i++) {
				bool is_idle = coverage_idle(&coverage, r) >> model.rules[r].effects[i].option & 1;
				assert_row(m * 100 + r, is_idle == decides_somewhere(r, i));
				idle += is_idle;
				never += !is_idle;
			}
		coverage_release(&coverage);
		sample_release(&sample);
		model_release(&model);
	}
	assert_true(idle > 10 && never > 0);
}

/* What one case exercises is not exercised less by another. */
TEST(cases_add_up)
{
	struct model model;
	struct coverage coverage;
	uint64_t first[BRUTE_MOST_QUESTIONS] = {1, 1, 1, 1}, second[BRUTE_MOST_QUESTIONS] = {1, 3, 3, 3};
	small_model(&model, sample_models[3]);
	coverage_init(&coverage, &model);
	/* p, q and r are k: r1 holds, for b. What is known of p alone leaves r1 and r3 open. */
	add_case(&coverage, first);
	assert_true(coverage.holds[0] == 1 && coverage.may_hold[0] == 1 && coverage.decided[0] == 2);
	assert_int_equal(coverage_idle(&coverage, 0), 0);
	assert_int_equal(coverage_idle(&coverage, 2), 3);
	add_case(&coverage, second);
	assert_true(coverage.holds[0] == 1 && coverage.may_hold[0] == 2 && coverage.decided[0] == 2);
	assert_true(coverage.holds[2] == 0 && coverage.may_hold[2] == 1);
	coverage_release(&coverage);
	model_release(&model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_effect_decides_if_the_leader_would_be_another),
		cmocka_unit_test(without_cases_all_effects_are_idle_that_can_decide),
		cmocka_unit_test(cases_add_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
