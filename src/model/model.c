/* SPDX-License-Identifier: ISC
 *
 * Owns look-ups in a model and its end.
 */
#include "model/model.h"

#include <stdlib.h>

static uint32_t find(const struct map *names, struct text id)
{
	size_t index = map_find(names, id);
	return index == MAP_ABSENT ? MODEL_NONE : (uint32_t)index;
}

uint32_t model_find_option(const struct model *model, struct text id)
{
	return find(&model->option_names, id);
}

uint32_t model_find_question(const struct model *model, struct text id)
{
	return find(&model->question_names, id);
}

uint32_t model_find_answer(const struct question *question, struct text id)
{
	for (uint32_t i = 0; i < question->answer_count; i++)
		if (text_equal(question->answers[i].id, id))
			return i;
	return MODEL_NONE;
}

uint32_t model_find_band(const struct question *question, uint64_t number)
{
	uint32_t band = MODEL_NONE;
	for (uint32_t i = 0; i < question->answer_count && question->answers[i].bound <= number; i++)
		band = i;
	return band;
}

uint64_t model_all_answers(const struct question *question)
{
	return question->answer_count ? UINT64_MAX >> (MODEL_MOST_ANSWERS - question->answer_count) : 0;
}

void model_release(struct model *model)
{
	free(model->questions);
	free(model->conditions);
	map_release(&model->option_names);
	map_release(&model->question_names);
	arena_release(&model->arena);
	source_release(&model->source);
	*model = (struct model){0};
}

struct text model_option_id(const void *model, size_t index)
{
	return ((const struct model *)model)->options[index].id;
}

struct text model_question_id(const void *model, size_t index)
{
	return ((const struct model *)model)->questions[index].id;
}

struct text model_rule_id(const void *model, size_t index)
{
	return ((const struct model *)model)->rules[index].id;
}

struct text model_answer_id(const void *question, size_t index)
{
	return ((const struct question *)question)->answers[index].id;
}

struct text model_outcome_id(const struct model *model, uint32_t outcome)
{
	return outcome < model->option_count ? model->options[outcome].id : TEXT("none");
}
