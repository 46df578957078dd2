/* SPDX-License-Identifier: ISC
 *
 * Owns the order in which analyses decide the questions. The sooner much is decided, the sooner options and rules fall
 * out, and the smaller a decision diagram becomes.
 */
#include <stdlib.h>

#include "model/condition_questions.h"
#include "model/loader.h"

/* What is known of the questions while they are put in order. */
struct ordering {
	const struct model *model;
	struct condition_questions behind;
	bool *named;             /* of each question: the condition at hand hangs on it */
	bool *guards;            /* [question * question_count + other]: other decides whether it applies */
	uint32_t *pending;       /* of each question: how many of its guards have no place yet */
	uint64_t *weights;       /* of each question: how much the rules that hang on it can move */
};

static void weigh(struct ordering *ordering, uint32_t condition, uint64_t weight)
{
	condition_questions_find(&ordering->behind, condition, ordering->named);
	for (uint32_t q = 0; q < ordering->model->question_count; q++)
		ordering->weights[q] += ordering->named[q] ? weight : 0;
}

/* How much a rule can move. The figures only rank questions; no result hangs on them. */
static uint64_t weight_of(const struct rule *rule)
{
	static const uint64_t weights[STRENGTH_COUNT] = {
		[STRENGTH_STRONG] = 9, [STRENGTH_MEDIUM] = 3, [STRENGTH_WEAK] = 1};
	uint64_t sum = 0;
	for (size_t i = 0; i < rule->effect_count; i++)
		sum += weights[rule->effects[i].kind == EFFECT_RULES_OUT ? STRENGTH_STRONG : rule->effects[i].strength];
	return sum;
}

static void find_guards(struct ordering *ordering, uint32_t question)
{
	uint32_t count = ordering->model->question_count;
	condition_questions_find(&ordering->behind, ordering->model->questions[question].applies, ordering->named);
	for (uint32_t other = 0; other < count; other++) {
		ordering->guards[(size_t)question * count + other] = ordering->named[other];
		ordering->pending[question] += ordering->named[other];
	}
}

/* The weightiest question without a place all of whose guards have one; of equals the first in the file. */
static uint32_t next_question(const struct ordering *ordering, const bool *placed)
{
	uint32_t best = MODEL_NONE;
	for (uint32_t q = 0; q < ordering->model->question_count; q++)
		if (!placed[q] && ordering->pending[q] == 0
		    && (best == MODEL_NONE || ordering->weights[q] > ordering->weights[best]))
			best = q;
	return best;
}

static void place_all(struct ordering *ordering, uint32_t *order)
{
	uint32_t count = ordering->model->question_count;
	bool *placed = memory_new(count, sizeof(*placed));
	for (uint32_t i = 0; i < count; i++) {
		uint32_t question = next_question(ordering, placed);
		order[i] = question;
		placed[question] = true;
		for (uint32_t q = 0; q < count; q++)
			ordering->pending[q] -= ordering->guards[(size_t)q * count + question];
	}
	free(placed);
}

void load_decision_order(struct loader *loader)
{
	struct model *model = loader->model;
	size_t count = model->question_count;
	struct ordering ordering = {.model = model,
	                            .named = memory_new(count, sizeof(bool)),
	                            .guards = memory_new(count * count, sizeof(bool)),
	                            .pending = memory_new(count, sizeof(uint32_t)),
	                            .weights = memory_new(count, sizeof(uint64_t))};
	condition_questions_init(&ordering.behind, model, true);
	for (uint32_t r = 0; r < model->rule_count; r++)
		weigh(&ordering, model->rules[r].condition, weight_of(&model->rules[r]));
	for (uint32_t i = 0; i < model->impossible_count; i++)
		weigh(&ordering, model->impossibles[i].condition, 9);
	for (uint32_t q = 0; q < count; q++)
		find_guards(&ordering, q);
	model->decision_order = arena_new(&model->arena, count, sizeof(*model->decision_order));
	place_all(&ordering, model->decision_order);
	condition_questions_release(&ordering.behind);
	free(ordering.named);
	free(ordering.guards);
	free(ordering.pending);
	free(ordering.weights);
}
