/* SPDX-License-Identifier: ISC
 *
 * All ways to complete what is known, one after the other, and what each decides: slow, and by the
 * definitions.
 * Shares nothing with the program but the model's structures.
 */
#ifndef BRUTE_H
#define BRUTE_H

#include "unit.h"

#include <gmp.h>

#include "decide/decision.h"

enum { BRUTE_MOST_QUESTIONS = 32, BRUTE_MOST_RULES = 12 };

/* The answer of a question that does not apply. */
#define BRUTE_OFF UINT32_MAX

/* One complete profile, and what it decides. */
struct brute {
	const struct model *model;
	uint32_t answers[BRUTE_MOST_QUESTIONS];
	bool impossible;
	mpq_t weight;
	uint32_t winner;
	uint32_t runner_up;
	enum tier tier;
};

/* Whether a condition is true. */
static inline bool brute_holds(const struct brute *brute, uint32_t index)
{
	const struct condition *condition = &brute->model->conditions[index];
	uint32_t answer = 0, met = 0;
	switch (condition->kind) {
	case CONDITION_ALWAYS:
		return true;
	case CONDITION_ANSWER:
		answer = brute->answers[condition->subject];
		return answer != BRUTE_OFF && (condition->answers >> answer & 1);
	case CONDITION_FACT:
		return brute_holds(brute, brute->model->facts[condition->subject].condition);
	default:
		break;
	}
	for (uint32_t i = 0; i < condition->child_count; i++)
		met += brute_holds(brute, condition->children[i]);
	if (condition->kind == CONDITION_ALL)
		return met == condition->child_count;
	return condition->kind == CONDITION_ANY ? met > 0 : met == 0;
}

struct brute_score {
	bool out;
	int net[STRENGTH_COUNT];
};

static inline void brute_count(const struct brute *brute, struct brute_score *scores)
{
	for (uint32_t r = 0; r < brute->model->rule_count; r++) {
		const struct rule *rule = &brute->model->rules[r];
		for (size_t i = 0; brute_holds(brute, rule->condition)
		     && i < rule->effect_count; i++) {
			struct brute_score *score = &scores[rule->effects[i].option];
			if (rule->effects[i].kind == EFFECT_RULES_OUT)
				score->out = true;
			else
				score->net[rule->effects[i].strength] +=
					rule->effects[i].kind == EFFECT_FOR ? 1 : -1;
		}
	}
}

/* The first tier in which two scores differ, and by how much. */
static inline enum tier brute_compare(const struct brute_score *a, const struct brute_score *b,
                                      int *lead)
{
	for (int tier = 0; tier < STRENGTH_COUNT; tier++) {
		*lead = a->net[tier] - b->net[tier];
		if (*lead != 0)
			return (enum tier)tier;
	}
	return TIER_ORDER;
}

/* Sets winner, runner-up and tier from the scores of `count` options. */
static inline void brute_choose(struct brute *brute, const struct brute_score *scores,
                                uint32_t count)
{
	uint32_t *places[] = {&brute->winner, &brute->runner_up};
	int lead = 0;
	brute->winner = brute->runner_up = MODEL_NONE;
	for (int place = 0; place < 2; place++)
		for (uint32_t o = 0; o < count; o++) {
			if (scores[o].out || (place == 1 && o == brute->winner))
				continue;
			if (*places[place] != MODEL_NONE)
				brute_compare(&scores[o], &scores[*places[place]], &lead);
			if (*places[place] == MODEL_NONE || lead > 0)
				*places[place] = o;
		}
	if (brute->winner == MODEL_NONE)
		brute->tier = TIER_NONE;
	else if (brute->runner_up == MODEL_NONE)
		brute->tier = TIER_ALONE;
	else
		brute->tier = brute_compare(&scores[brute->winner], &scores[brute->runner_up],
		                            &lead);
	if (brute->winner == MODEL_NONE)
		brute->winner = count;
}

static inline void brute_decide(struct brute *brute)
{
	struct brute_score scores[MODEL_MOST_OPTIONS] = {{0}};
	brute_count(brute, scores);
	brute_choose(brute, scores, brute->model->option_count);
}

/* Who would win if a rule did not have one of its effects; without all of them if `effect` is NULL. */
static inline uint32_t brute_winner_without(const struct brute *brute, uint32_t rule, const struct effect *effect)
{
	const struct rule *whole = &brute->model->rules[rule];
	struct rule rules[BRUTE_MOST_RULES];
	struct effect others[MODEL_MOST_OPTIONS];
	struct model less = *brute->model;
	struct brute other = *brute;
	memcpy(rules, less.rules, less.rule_count * sizeof(*rules));
	rules[rule].effects = others;
	rules[rule].effect_count = 0;
	for (size_t i = 0; effect && i < whole->effect_count; i++)
		if (&whole->effects[i] != effect)
			others[rules[rule].effect_count++] = whole->effects[i];
	less.rules = rules;
	other.model = &less;
	brute_decide(&other);
	return other.winner;
}

static inline bool brute_is_impossible(const struct brute *brute)
{
	for (uint32_t i = 0; i < brute->model->impossible_count; i++)
		if (brute_holds(brute, brute->model->impossibles[i].condition))
			return true;
	return false;
}

/* Goes on with question `q`: guards name only questions before it. */
static inline void brute_rec(struct brute *brute, uint32_t q, const uint64_t *possible,
                             void (*visit)(void *context, const struct brute *brute), void *context)
{
	if (q == brute->model->question_count) {
		brute->impossible = brute_is_impossible(brute);
		brute_decide(brute);
		visit(context, brute);
		return;
	}
	const struct question *question = &brute->model->questions[q];
	brute->answers[q] = BRUTE_OFF;
	if (!brute_holds(brute, question->applies)) {
		brute_rec(brute, q + 1, possible, visit, context);
		return;
	}
	mpq_t kept, factor;
	mpq_inits(kept, factor, NULL);
	mpq_set(kept, brute->weight);
	for (uint32_t v = 0; v < question->answer_count; v++) {
		if (!(possible[q] >> v & 1))
			continue;
		unsigned long sum = 0;
		for (uint32_t other = 0; other < question->answer_count; other++)
			sum += question->answers[other].prior;
		mpq_set_ui(factor, question->answers[v].prior, sum);
		mpq_canonicalize(factor);
		mpq_mul(brute->weight, kept, factor);
		brute->answers[q] = v;
		brute_rec(brute, q + 1, possible, visit, context);
	}
	mpq_set(brute->weight, kept);
	mpq_clears(kept, factor, NULL);
}

/* Calls visit(context, brute) for every way to answer within possible[]: completions, and those
 * that are impossible. */
static inline void brute_each(const struct model *model, const uint64_t *possible,
                              void (*visit)(void *context, const struct brute *brute),
                              void *context)
{
	struct brute brute = {.model = model};
	assert_true(model->question_count <= BRUTE_MOST_QUESTIONS);
	mpq_init(brute.weight);
	mpq_set_ui(brute.weight, 1, 1);
	brute_rec(&brute, 0, possible, visit, context);
	mpq_clear(brute.weight);
}

#endif
