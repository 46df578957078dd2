/* SPDX-License-Identifier: ISC
 *
 * Owns the walk from a condition to the questions behind it. A condition is a tree but for the facts that it refers to and
 * the guards of questions; these come before it in the order of evaluation, so their sets are found first, each once.
 */
#include "model/condition_questions.h"

#include <stdlib.h>
#include <string.h>

enum { BITS = 64 };

static void unite(const struct condition_questions *behind, uint64_t *set, const uint64_t *sets, uint32_t index)
{
	for (size_t w = 0; w < behind->words; w++)
		set[w] |= sets[index * behind->words + w];
}

/* Of what does not apply, why counts; of what may apply, that and the answer. */
static void add_answer(const struct condition_questions *behind, uint32_t index, uint64_t *set)
{
	const unsigned char *truths = behind->truths;
	uint32_t question = behind->model->conditions[index].subject;
	uint32_t applies = behind->model->questions[question].applies;
	bool guards = behind->guards, itself = true;
	if (truths) {
		guards = truths[applies] == TRUTH_FALSE
		         || (truths[applies] == TRUTH_UNKNOWN && truths[index] == TRUTH_UNKNOWN);
		itself = truths[applies] != TRUTH_FALSE;
	}
	if (guards)
		unite(behind, set, behind->applies, question);
	if (itself)
		set[question / BITS] |= UINT64_C(1) << question % BITS;
}

/* Of true `all` and false `any` every part counts; otherwise the parts that have the same truth. */
static void add_rec(const struct condition_questions *behind, uint32_t index, uint64_t *set)
{
	const struct condition *condition = &behind->model->conditions[index];
	const unsigned char *truths = behind->truths;
	if (condition->kind == CONDITION_ANSWER)
		add_answer(behind, index, set);
	if (condition->kind == CONDITION_FACT)
		unite(behind, set, behind->facts, condition->subject);
	for (uint32_t i = 0; i < condition->child_count; i++) {
		uint32_t child = condition->children[i];
		if (!truths || condition->kind == CONDITION_NOT || truths[child] == truths[index])
			add_rec(behind, child, set);
	}
}

/* Finds the sets of all facts and guards. */
static void prepare(struct condition_questions *behind, const struct model *model)
{
	uint64_t **sets = memory_new(model->condition_count, sizeof(*sets));
	behind->model = model;
	behind->words = (model->question_count + BITS - 1) / BITS;
	behind->facts = memory_new(model->fact_count * behind->words, sizeof(*behind->facts));
	behind->applies = memory_new(model->question_count * behind->words, sizeof(*behind->applies));
	for (uint32_t f = 0; f < model->fact_count; f++)
		sets[model->facts[f].condition] = behind->facts + f * behind->words;
	for (uint32_t q = 0; q < model->question_count; q++)
		sets[model->questions[q].applies] = behind->applies + q * behind->words;
	for (uint32_t i = 0; i < model->condition_count; i++) {
		uint32_t index = model->evaluation_order[i];
		if (sets[index])
			add_rec(behind, index, sets[index]);
	}
	free(sets);
}

void condition_questions_init(struct condition_questions *behind, const struct model *model, bool guards)
{
	*behind = (struct condition_questions){.guards = guards};
	prepare(behind, model);
}

void condition_questions_init_support(struct condition_questions *behind, const struct model *model,
                                      const unsigned char *truths)
{
	*behind = (struct condition_questions){.truths = truths};
	prepare(behind, model);
}

void condition_questions_find(const struct condition_questions *behind, uint32_t index, bool *questions)
{
	uint64_t *set = memory_new(behind->words, sizeof(*set));
	add_rec(behind, index, set);
	for (uint32_t q = 0; q < behind->model->question_count; q++)
		questions[q] = set[q / BITS] >> q % BITS & 1;
	free(set);
}

void condition_questions_release(struct condition_questions *behind)
{
	free(behind->facts);
	free(behind->applies);
	*behind = (struct condition_questions){0};
}
