/* SPDX-License-Identifier: ISC
 *
 * Owns the bound on the questions that can still apply together: only what decides whether they apply is branched on;
 * of equal states it is worked out once how many more come to apply.
 */
#include "analyse/questions_left.h"

#include <stdlib.h>

#include "analyse/effort.h"
#include "analyse/frontier.h"
#include "analyse/state_table.h"

/* Far below any sum of questions. */
enum { IMPOSSIBLE = -1000 * MODEL_MOST_QUESTIONS };

struct bounding {
	const struct model *model;
	const bool *wanted;
	struct effort effort;
	struct frontier frontier;
	struct state_table states;
	unsigned char *key;
	int32_t *more;           /* of each state: the most that come to apply, besides those that do */
	size_t capacity;
};

static enum truth applies(const struct bounding *bounding, uint32_t question)
{
	return (enum truth)bounding->frontier.truths[bounding->model->questions[question].applies];
}

/* How many wanted questions surely apply, and how many may. */
static void count(const struct bounding *bounding, int32_t *sure, int32_t *open)
{
	*sure = *open = 0;
	for (uint32_t q = 0; q < bounding->model->question_count; q++) {
		if (!bounding->wanted[q])
			continue;
		*sure += applies(bounding, q) == TRUTH_TRUE;
		*open += applies(bounding, q) == TRUTH_UNKNOWN;
	}
}

static int32_t bound_rec(struct bounding *bounding, size_t depth)
{
	struct frontier *frontier = &bounding->frontier;
	int32_t sure, open, most = IMPOSSIBLE;
	if (!frontier_evaluate(frontier, depth))
		return IMPOSSIBLE;
	count(bounding, &sure, &open);
	bounding->effort.work += bounding->model->question_count;
	frontier_begin(frontier, depth);
	for (uint32_t q = 0; q < bounding->model->question_count; q++)
		if (bounding->wanted[q])
			frontier_mark(frontier, bounding->model->questions[q].applies);
	uint32_t level = frontier_end(frontier, depth);
	if (level == frontier->level_count)
		return sure;
	frontier_write_key(frontier, depth, bounding->key);
	uint32_t state = state_table_find(&bounding->states, bounding->key);
	if (state != STATE_NONE)
		return sure + bounding->more[state];
	if (bounding->states.count >= bounding->effort.budget || effort_is_spent(&bounding->effort))
		return sure + open;
	MEMORY_GROW(bounding->more, bounding->states.count, bounding->capacity);
	state = state_table_add(&bounding->states, bounding->key);
	uint32_t question = frontier->questions[level];
	uint64_t possible = frontier->possible[question];
	for (uint32_t v = 0; v < bounding->model->questions[question].answer_count; v++) {
		if (!(possible >> v & 1))
			continue;
		frontier_decide(frontier, question, v);
		int32_t below = bound_rec(bounding, depth + 1);
		frontier_undo(frontier, question, possible);
		most = below > most ? below : most;
	}
	bounding->more[state] = most - sure;
	return most;
}

uint32_t questions_left_at_most(const struct model *model, const uint64_t *possible, const bool *wanted, size_t budget)
{
	struct bounding bounding = {.model = model, .wanted = wanted, .effort = {budget, 0}};
	frontier_init(&bounding.frontier, model, possible, &bounding.effort);
	size_t key_size = frontier_key_size(&bounding.frontier);
	bounding.key = memory_new(1, key_size);
	state_table_init(&bounding.states, key_size);
	int32_t most = bound_rec(&bounding, 1);
	state_table_release(&bounding.states);
	frontier_release(&bounding.frontier);
	free(bounding.more);
	free(bounding.key);
	return most < 0 ? 0 : (uint32_t)most;
}
