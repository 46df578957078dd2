/* SPDX-License-Identifier: ISC
 *
 * Owns the counting of reasons, the choice of the winner, and the trail behind both.
 */
#include "decide/decision.h"

#include <stdlib.h>
#include <string.h>

void decision_count(const struct model *model, const unsigned char *rule_truths, struct standings *standings)
{
	memset(standings, 0, sizeof(*standings));
	for (uint32_t r = 0; r < model->rule_count; r++) {
		if (rule_truths[r] == TRUTH_FALSE)
			continue;
		bool holds = rule_truths[r] == TRUTH_TRUE;
		for (size_t i = 0; i < model->rules[r].effect_count; i++) {
			const struct effect *effect = &model->rules[r].effects[i];
			if (effect->kind == EFFECT_RULES_OUT && holds)
				standings->out |= UINT32_C(1) << effect->option;
			else if (effect->kind == EFFECT_RULES_OUT)
				standings->may_be_out |= UINT32_C(1) << effect->option;
			if (effect->kind == EFFECT_RULES_OUT)
				continue;
			bool is_for = effect->kind == EFFECT_FOR;
			int32_t *low = &standings->low[effect->option][effect->strength];
			int32_t *high = &standings->high[effect->option][effect->strength];
			*low += is_for ? holds : -1;
			*high += is_for ? 1 : -(int32_t)holds;
		}
	}
	standings->may_be_out &= ~standings->out;
}

/* The first tier in which two options differ, TIER_ORDER if none; whether `a` is ahead in *ahead. */
static enum tier compare(const struct standings *standings, uint32_t a, uint32_t b, bool *ahead)
{
	for (int tier = 0; tier < STRENGTH_COUNT; tier++) {
		int32_t left = standings->low[a][tier], right = standings->low[b][tier];
		*ahead = left > right;
		if (left != right)
			return (enum tier)tier;
	}
	*ahead = a < b;
	return TIER_ORDER;
}

static uint32_t best_but(const struct model *model, const struct standings *standings, uint32_t left_out)
{
	uint32_t best = MODEL_NONE;
	for (uint32_t o = 0; o < model->option_count; o++) {
		bool ahead = true;
		if (o == left_out || (standings->out >> o & 1))
			continue;
		if (best != MODEL_NONE)
			compare(standings, o, best, &ahead);
		if (ahead)
			best = o;
	}
	return best;
}

uint32_t decision_winner(const struct model *model, const struct standings *standings, uint32_t *runner_up,
                         enum tier *tier)
{
	bool ahead;
	uint32_t winner = best_but(model, standings, MODEL_NONE);
	*runner_up = winner == MODEL_NONE ? MODEL_NONE : best_but(model, standings, winner);
	if (winner == MODEL_NONE)
		*tier = TIER_NONE;
	else if (*runner_up == MODEL_NONE)
		*tier = TIER_ALONE;
	else
		*tier = compare(standings, winner, *runner_up, &ahead);
	return winner == MODEL_NONE ? model->option_count : winner;
}

static void add_step(struct decision *decision, enum step_kind kind, uint32_t subject, uint32_t cause)
{
	MEMORY_GROW(decision->trail, decision->trail_count, decision->trail_capacity);
	decision->trail[decision->trail_count++] = (struct step){kind, subject, cause};
}

/* A fact after those that it builds on: the order of evaluation gives that. */
static void add_facts(struct decision *decision)
{
	const struct model *model = decision->model;
	uint32_t *fact_of = memory_new(model->condition_count, sizeof(*fact_of));
	for (uint32_t f = 0; f < model->fact_count; f++)
		fact_of[model->facts[f].condition] = f + 1;
	for (uint32_t i = 0; i < model->condition_count; i++) {
		uint32_t index = model->evaluation_order[i];
		if (fact_of[index] && decision->truths[index] == TRUTH_TRUE)
			add_step(decision, STEP_FACT, fact_of[index] - 1, index);
	}
	free(fact_of);
}

static void make_trail(struct decision *decision, const uint64_t *possible)
{
	const struct model *model = decision->model;
	for (uint32_t q = 0; q < model->question_count; q++) {
		uint32_t applies = model->questions[q].applies;
		bool one_answer = possible[q] != 0 && (possible[q] & (possible[q] - 1)) == 0;
		if (decision->truths[applies] == TRUTH_FALSE)
			add_step(decision, STEP_NOT_APPLICABLE, q, applies);
		else if (decision->truths[applies] == TRUTH_TRUE && one_answer)
			add_step(decision, STEP_ANSWERED, q, applies);
	}
	add_facts(decision);
	for (uint32_t r = 0; r < model->rule_count; r++) {
		if (decision->rule_truths[r] != TRUTH_TRUE)
			continue;
		const struct rule *rule = &model->rules[r];
		add_step(decision, STEP_RULE, r, rule->condition);
		for (size_t i = 0; i < rule->effect_count; i++)
			add_step(decision, rule->effects[i].kind == EFFECT_RULES_OUT ? STEP_OUT : STEP_EFFECT,
			         rule->effects[i].option, r);
	}
	if (decision->is_complete)
		add_step(decision, STEP_OUTCOME, decision->winner, decision->tier);
}

void decision_make(struct decision *decision, const struct model *model, const uint64_t *possible,
                   const unsigned char *exact_rule_truths)
{
	*decision = (struct decision){.model = model, .is_complete = true};
	decision->truths = memory_new(model->condition_count, 1);
	decision->rule_truths = memory_new(model->rule_count, 1);
	evaluate_all(model, possible, decision->truths);
	for (uint32_t r = 0; r < model->rule_count; r++) {
		unsigned char truth = decision->truths[model->rules[r].condition];
		decision->rule_truths[r] = exact_rule_truths ? exact_rule_truths[r] : truth;
		decision->is_complete = decision->is_complete && decision->rule_truths[r] != TRUTH_UNKNOWN;
	}
	decision_count(model, decision->rule_truths, &decision->standings);
	decision->winner = decision->runner_up = MODEL_NONE;
	if (decision->is_complete)
		decision->winner =
			decision_winner(model, &decision->standings, &decision->runner_up, &decision->tier);
	make_trail(decision, possible);
}

void decision_release(struct decision *decision)
{
	free(decision->truths);
	free(decision->rule_truths);
	free(decision->trail);
	*decision = (struct decision){0};
}
