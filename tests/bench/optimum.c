/* SPDX-License-Identifier: ISC
 *
 * Owns the table of all that can be known, filled from complete answers to none.
 */
#include "optimum.h"

#include <stdlib.h>

#include "decide/decision.h"

/* Goes through the numbers upwards. */
struct filler {
	struct optimum *optimum;
	uint32_t digits[OPTIMUM_MOST_QUESTIONS];         /* of the present number */
	uint64_t possible[OPTIMUM_MOST_QUESTIONS];
	unsigned char *truths, *rule_truths;
};

size_t optimum_answer(const struct optimum *optimum, size_t known, uint32_t question, uint32_t answer)
{
	return known - (optimum->model->questions[question].answer_count - answer) * optimum->strides[question];
}

bool optimum_is_settled(const struct optimum *optimum, size_t known)
{
	return (optimum->winners[known] & (optimum->winners[known] - 1)) == 0;
}

static bool is_impossible(const struct filler *filler)
{
	const struct model *model = filler->optimum->model;
	for (uint32_t i = 0; i < model->impossible_count; i++)
		if (filler->truths[model->impossibles[i].condition] == TRUTH_TRUE)
			return true;
	return false;
}

static uint32_t find_winner(const struct filler *filler)
{
	const struct model *model = filler->optimum->model;
	struct standings standings;
	uint32_t runner_up;
	enum tier tier;
	for (uint32_t r = 0; r < model->rule_count; r++)
		filler->rule_truths[r] = filler->truths[model->rules[r].condition];
	decision_count(model, filler->rule_truths, &standings);
	return decision_winner(model, &standings, &runner_up, &tier);
}

/* An answer to every question. Those that do not apply have one, too: over all of them it adds up to nothing. */
static void fill_complete(struct filler *filler, size_t known)
{
	struct optimum *optimum = filler->optimum;
	const struct model *model = optimum->model;
	uint64_t weight = 1;
	optimum->applying[known] = UINT16_MAX;
	for (uint32_t q = 0; q < model->question_count; q++)
		filler->possible[q] = UINT64_C(1) << filler->digits[q];
	evaluate_all(model, filler->possible, filler->truths);
	if (is_impossible(filler))
		return;
	for (uint32_t q = 0; q < model->question_count; q++) {
		weight *= model->questions[q].answers[filler->digits[q]].prior;
		if (filler->truths[model->questions[q].applies] != TRUTH_TRUE)
			optimum->applying[known] = (uint16_t)(optimum->applying[known] & ~(1U << q));
	}
	optimum->weights[known] = weight;
	optimum->winners[known] = (uint16_t)(1U << find_winner(filler));
	for (uint32_t q = 0; q < model->question_count; q++)
		optimum->applicable += weight * (optimum->applying[known] >> q & 1);
}

static void unite(struct optimum *optimum, size_t known, uint32_t question)
{
	for (uint32_t v = 0; v < optimum->model->questions[question].answer_count; v++) {
		size_t more = optimum_answer(optimum, known, question, v);
		optimum->weights[known] += optimum->weights[more];
		optimum->winners[known] |= optimum->winners[more];
		optimum->applying[known] &= optimum->applying[more];
	}
}

/* What it costs to ask a question now and then as few as possible. */
static uint64_t cost_of(const struct optimum *optimum, size_t known, uint32_t question)
{
	uint64_t cost = optimum->weights[known];
	for (uint32_t v = 0; v < optimum->model->questions[question].answer_count; v++)
		cost += optimum->asked[optimum_answer(optimum, known, question, v)];
	return cost;
}

/* From what one answer more makes known, which has a smaller number. */
static void fill_open(struct filler *filler, size_t known)
{
	struct optimum *optimum = filler->optimum;
	uint64_t least = 0;
	bool is_united = false;
	optimum->applying[known] = UINT16_MAX;
	for (uint32_t q = 0; q < optimum->model->question_count; q++) {
		if (filler->digits[q] < optimum->model->questions[q].answer_count)
			continue;
		if (!is_united)
			unite(optimum, known, q);
		is_united = true;
		if (optimum_is_settled(optimum, known))
			return;
		uint64_t cost = cost_of(optimum, known, q);
		if ((optimum->applying[known] >> q & 1) && (least == 0 || cost < least))
			least = cost;
	}
	optimum->asked[known] = least;
}

/* Sets the digits of the next number; returns false at the end. */
static bool count_up(struct filler *filler)
{
	const struct model *model = filler->optimum->model;
	for (uint32_t q = 0; q < model->question_count; q++) {
		if (filler->digits[q]++ < model->questions[q].answer_count)
			return true;
		filler->digits[q] = 0;
	}
	return false;
}

static bool is_complete(const struct filler *filler)
{
	const struct model *model = filler->optimum->model;
	for (uint32_t q = 0; q < model->question_count; q++)
		if (filler->digits[q] == model->questions[q].answer_count)
			return false;
	return true;
}

/* Sets the strides; returns how many things can be known, or 0 for too many or for weights that would not fit. */
static size_t measure_model(struct optimum *optimum)
{
	const struct model *model = optimum->model;
	uint64_t weight = OPTIMUM_MOST_QUESTIONS;
	size_t count = 1;
	if (model->question_count > OPTIMUM_MOST_QUESTIONS)
		return 0;
	for (uint32_t q = 0; q < model->question_count; q++) {
		const struct question *question = &model->questions[q];
		if (weight > UINT64_MAX / question->prior_sum)
			return 0;
		optimum->strides[q] = count;
		weight *= question->prior_sum;
		count *= question->answer_count + 1;
		if (count > OPTIMUM_MOST_KNOWN)
			return 0;
	}
	return count;
}

bool optimum_init(struct optimum *optimum, const struct model *model)
{
	struct filler filler = {.optimum = optimum};
	*optimum = (struct optimum){.model = model};
	size_t count = measure_model(optimum);
	if (count == 0)
		return false;
	optimum->nothing = count - 1;
	optimum->weights = memory_new(count, sizeof(*optimum->weights));
	optimum->asked = memory_new(count, sizeof(*optimum->asked));
	optimum->winners = memory_new(count, sizeof(*optimum->winners));
	optimum->applying = memory_new(count, sizeof(*optimum->applying));
	filler.truths = memory_new(model->condition_count, 1);
	filler.rule_truths = memory_new(model->rule_count, 1);
	size_t known = 0;
	do {
		if (is_complete(&filler))
			fill_complete(&filler, known);
		else
			fill_open(&filler, known);
		known++;
	} while (count_up(&filler));
	free(filler.truths);
	free(filler.rule_truths);
	return true;
}

void optimum_release(struct optimum *optimum)
{
	free(optimum->weights);
	free(optimum->asked);
	free(optimum->winners);
	free(optimum->applying);
	*optimum = (struct optimum){0};
}
