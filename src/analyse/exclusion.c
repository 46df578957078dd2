/* SPDX-License-Identifier: ISC
 *
 * Owns the search for what excludes a query: it is asked again of models that say less.
 */
#include "analyse/exclusion.h"

#include <stdlib.h>
#include <string.h>

struct trial {
	const struct model *model;
	struct query query;
	struct effort *effort;
	struct answers witness;      /* not of interest */
};

static enum search_result try_model(struct trial *trial, const struct model *model)
{
	return search_profile(model, &trial->query, &trial->witness, trial->effort);
}

/* With those of the impossible combinations that are needed, and no others. */
static enum search_result try_impossibles(struct trial *trial, const bool *needed)
{
	struct model less = *trial->model;
	less.impossibles = memory_new(less.impossible_count, sizeof(*less.impossibles));
	less.impossible_count = 0;
	for (uint32_t i = 0; i < trial->model->impossible_count; i++)
		if (needed[i])
			less.impossibles[less.impossible_count++] = trial->model->impossibles[i];
	enum search_result result = try_model(trial, &less);
	free(less.impossibles);
	return result;
}

/* As if every question applied. Each question has a condition of its own for that, to which nothing else refers. */
static enum search_result try_without_guards(struct trial *trial)
{
	const struct model *model = trial->model;
	struct model less = *model;
	less.impossible_count = 0;
	less.conditions = memory_new(model->condition_count, sizeof(*less.conditions));
	memcpy(less.conditions, model->conditions, model->condition_count * sizeof(*less.conditions));
	for (uint32_t q = 0; q < model->question_count; q++)
		less.conditions[model->questions[q].applies] = (struct condition){.kind = CONDITION_ALWAYS};
	enum search_result result = try_model(trial, &less);
	free(less.conditions);
	return result;
}

/* Leaves out one after the other; what then lets a profile through is needed. */
static void find_needed(struct trial *trial, bool *needed)
{
	for (uint32_t i = 0; i < trial->model->impossible_count; i++)
		needed[i] = true;
	for (uint32_t i = 0; i < trial->model->impossible_count; i++) {
		needed[i] = false;
		needed[i] = try_impossibles(trial, needed) != SEARCH_NONE;
	}
}

void exclusion_find(struct exclusion *exclusion, const struct model *model, const struct literal *literals,
                    size_t count, struct effort *effort)
{
	struct trial trial = {model, {literals, count, MODEL_NONE, MODEL_NONE, NULL}, effort, {0}};
	*exclusion = (struct exclusion){.needed = memory_new(model->impossible_count, sizeof(*exclusion->needed))};
	answers_init(&trial.witness, model);
	enum search_result possible = try_impossibles(&trial, exclusion->needed);
	if (possible == SEARCH_FOUND) {
		exclusion->kind = EXCLUSION_IMPOSSIBLES;
		find_needed(&trial, exclusion->needed);
	} else if (possible == SEARCH_NONE && try_without_guards(&trial) == SEARCH_FOUND) {
		exclusion->kind = EXCLUSION_GUARDS;
	}
	answers_release(&trial.witness);
}

void exclusion_release(struct exclusion *exclusion)
{
	free(exclusion->needed);
	*exclusion = (struct exclusion){0};
}
