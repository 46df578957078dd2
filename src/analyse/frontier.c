/* SPDX-License-Identifier: ISC
 *
 * Owns the descent through the questions. In the order of decision guards come first, so at the level of a question that
 * matters all that decides whether it applies has been decided.
 */
#include "analyse/frontier.h"

#include <string.h>

/* For each condition, to evaluate it once and to keep what is known of it. */
enum { WORK_OF_START = 4 };

static bool is_single(uint64_t set)
{
	return set != 0 && (set & (set - 1)) == 0;
}

static void choose_levels(struct frontier *frontier)
{
	const struct model *model = frontier->model;
	for (uint32_t i = 0; i < model->question_count; i++) {
		uint32_t q = model->decision_order[i];
		const struct question *question = &model->questions[q];
		enum truth applies = (enum truth)frontier->truths[question->applies];
		bool is_known = frontier->possible[q] != model_all_answers(question);
		frontier->excluding[q] = applies == TRUTH_UNKNOWN && is_known;
		if (applies == TRUTH_UNKNOWN || (applies == TRUTH_TRUE && !is_single(frontier->possible[q])))
			frontier->questions[frontier->level_count++] = q;
	}
}

void frontier_init(struct frontier *frontier, const struct model *model, const uint64_t *possible,
                   struct effort *effort)
{
	*frontier = (struct frontier){.model = model, .effort = effort};
	struct arena *arena = &frontier->arena;
	size_t questions = model->question_count, conditions = model->condition_count;
	frontier->possible = arena_new(arena, questions, sizeof(*frontier->possible));
	memcpy(frontier->possible, possible, questions * sizeof(*possible));
	frontier->truths = arena_new(arena, conditions, 1);
	frontier->questions = arena_new(arena, questions, sizeof(*frontier->questions));
	frontier->excluding = arena_new(arena, questions, sizeof(*frontier->excluding));
	frontier->passed = arena_new(arena, questions, sizeof(*frontier->passed));
	frontier->wanted = arena_new(arena, questions, sizeof(*frontier->wanted));
	frontier->marked = arena_new(arena, conditions, sizeof(*frontier->marked));
	frontier->place = arena_new(arena, conditions, sizeof(*frontier->place));
	frontier->depths = arena_new(arena, questions + 2, sizeof(*frontier->depths));
	struct frontier_depth *start = &frontier->depths[0];
	start->conditions = arena_new(arena, conditions, sizeof(*start->conditions));
	evaluate_all(model, possible, frontier->truths);
	effort->work += WORK_OF_START * (conditions + questions);
	for (uint32_t i = 0; i < conditions; i++) {
		uint32_t index = model->evaluation_order[i];
		if (frontier->truths[index] != TRUTH_UNKNOWN)
			continue;
		frontier->place[index] = (uint32_t)start->condition_count;
		start->conditions[start->condition_count++] = index;
	}
	choose_levels(frontier);
}

void frontier_release(struct frontier *frontier)
{
	arena_release(&frontier->arena);
	*frontier = (struct frontier){0};
}

bool frontier_evaluate(struct frontier *frontier, size_t depth)
{
	const struct model *model = frontier->model;
	const struct frontier_depth *before = &frontier->depths[depth - 1];
	frontier->effort->work += model->impossible_count;
	for (size_t i = 0; i < before->condition_count; i++) {
		uint32_t index = before->conditions[i];
		frontier->effort->work += 1 + model->conditions[index].child_count;
		frontier->truths[index] =
			(unsigned char)evaluate_condition(model, index, frontier->possible, frontier->truths);
	}
	for (uint32_t i = 0; i < model->impossible_count; i++)
		if (frontier->truths[model->impossibles[i].condition] == TRUTH_TRUE)
			return false;
	return true;
}

void frontier_mark(struct frontier *frontier, uint32_t condition)
{
	if (frontier->truths[condition] == TRUTH_UNKNOWN)
		frontier->marked[condition] = true;
}

void frontier_begin(struct frontier *frontier, size_t depth)
{
	const struct model *model = frontier->model;
	const struct frontier_depth *before = &frontier->depths[depth - 1];
	frontier->effort->work += model->impossible_count + frontier->level_count;
	for (size_t i = 0; i < before->condition_count; i++)
		frontier->marked[before->conditions[i]] = false;
	for (uint32_t i = 0; i < model->impossible_count; i++)
		frontier_mark(frontier, model->impossibles[i].condition);
	for (uint32_t l = 0; l < frontier->level_count; l++) {
		uint32_t question = frontier->questions[l];
		uint32_t applies = model->questions[question].applies;
		frontier->wanted[question] = frontier->excluding[question] && !frontier->passed[question]
		                             && frontier->truths[applies] != TRUTH_FALSE;
		if (frontier->wanted[question])
			frontier_mark(frontier, applies);
	}
}

/* From the marked conditions down: the parts of unknown truth, and the questions they hang on. Parents come after
 * their parts in the order of evaluation, so one pass backwards reaches all. */
static void mark_below(struct frontier *frontier, const struct frontier_depth *before)
{
	const struct model *model = frontier->model;
	for (size_t i = before->condition_count; i-- > 0;) {
		uint32_t index = before->conditions[i];
		const struct condition *condition = &model->conditions[index];
		if (!frontier->marked[index])
			continue;
		frontier->effort->work += 1 + condition->child_count;
		if (condition->kind == CONDITION_ANSWER) {
			frontier->wanted[condition->subject] = true;
			frontier_mark(frontier, model->questions[condition->subject].applies);
		} else if (condition->kind == CONDITION_FACT) {
			frontier_mark(frontier, model->facts[condition->subject].condition);
		}
		for (uint32_t c = 0; c < condition->child_count; c++)
			frontier_mark(frontier, condition->children[c]);
	}
}

uint32_t frontier_end(struct frontier *frontier, size_t depth)
{
	const struct frontier_depth *before = &frontier->depths[depth - 1];
	struct frontier_depth *own = &frontier->depths[depth];
	if (!own->conditions) {
		own->conditions = arena_new(&frontier->arena, frontier->depths[0].condition_count,
		                            sizeof(*own->conditions));
		frontier->effort->work +=
			frontier->depths[0].condition_count * sizeof(*own->conditions) / EFFORT_BYTES;
	}
	mark_below(frontier, before);
	own->condition_count = 0;
	for (size_t i = 0; i < before->condition_count; i++)
		if (frontier->marked[before->conditions[i]])
			own->conditions[own->condition_count++] = before->conditions[i];
	uint32_t level = 0;
	while (level < frontier->level_count && !frontier->wanted[frontier->questions[level]])
		level++;
	return level;
}

static void set_bit(unsigned char *bytes, size_t bit, bool value)
{
	bytes[bit / 8] = (unsigned char)(bytes[bit / 8] | (value ? 1U : 0U) << bit % 8);
}

static size_t bytes_of_bits(size_t bits)
{
	return (bits + 7) / 8;
}

size_t frontier_key_size(const struct frontier *frontier)
{
	return bytes_of_bits(frontier->depths[0].condition_count) + bytes_of_bits(frontier->level_count);
}

/* That all marked conditions are of unknown truth, and all others below them are known, makes the set of marked ones
 * tell everything: the known part of `all` is true, that of `any` false. */
void frontier_write_key(const struct frontier *frontier, size_t depth, unsigned char *key)
{
	const struct frontier_depth *own = &frontier->depths[depth];
	memset(key, 0, frontier_key_size(frontier));
	frontier->effort->work += own->condition_count + frontier->level_count;
	for (size_t i = 0; i < own->condition_count; i++)
		set_bit(key, frontier->place[own->conditions[i]], true);
	key += bytes_of_bits(frontier->depths[0].condition_count);
	for (uint32_t l = 0; l < frontier->level_count; l++)
		set_bit(key, l, frontier->wanted[frontier->questions[l]]);
}

uint64_t frontier_decide(struct frontier *frontier, uint32_t question, uint32_t answer)
{
	uint64_t possible = frontier->possible[question];
	frontier->possible[question] = UINT64_C(1) << answer;
	frontier->passed[question] = true;
	return possible;
}

void frontier_undo(struct frontier *frontier, uint32_t question, uint64_t possible)
{
	frontier->possible[question] = possible;
	frontier->passed[question] = false;
}
