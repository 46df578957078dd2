/* SPDX-License-Identifier: ISC
 *
 * Owns the counting of profiles: every question that applies is branched on; equal states are counted once.
 */
#include "analyse/count.h"

#include <stdlib.h>
#include <string.h>

#include "analyse/effort.h"
#include "analyse/frontier.h"
#include "analyse/state_table.h"

struct counter {
	const struct model *model;
	struct effort effort;
	bool is_spent;
	struct frontier frontier;
	struct state_table states;
	unsigned char *key;
	mpz_t *counts;           /* of each state */
	size_t capacity;
};

static void count_rec(struct counter *counter, size_t depth, uint32_t level, mpz_t count);

/* What later questions may apply hangs on, and what may be impossible, is all that matters below. */
static void mark(struct counter *counter, size_t depth, uint32_t level)
{
	struct frontier *frontier = &counter->frontier;
	frontier_begin(frontier, depth);
	for (uint32_t l = level; l < frontier->level_count; l++)
		frontier_mark(frontier, counter->model->questions[frontier->questions[l]].applies);
	frontier_end(frontier, depth);
}

/* The state: the level, what is open, and which of the questions from there on are known not to apply. */
static void write_key(struct counter *counter, size_t depth, uint32_t level)
{
	const struct frontier *frontier = &counter->frontier;
	unsigned char *at = counter->key;
	memcpy(at, &level, sizeof(level));
	at += sizeof(level);
	counter->effort.work += frontier->level_count;
	for (uint32_t l = 0; l < frontier->level_count; l++) {
		uint32_t applies = counter->model->questions[frontier->questions[l]].applies;
		*at++ = l >= level && frontier->truths[applies] == TRUTH_FALSE;
	}
	frontier_write_key(frontier, depth, at);
}

static void sum_answers(struct counter *counter, size_t depth, uint32_t level, mpz_t count)
{
	uint32_t question = counter->frontier.questions[level];
	uint64_t possible = counter->frontier.possible[question];
	mpz_t part;
	mpz_init(part);
	mpz_set_ui(count, 0);
	for (uint32_t v = 0; v < counter->model->questions[question].answer_count; v++) {
		frontier_decide(&counter->frontier, question, v);
		count_rec(counter, depth + 1, level + 1, part);
		frontier_undo(&counter->frontier, question, possible);
		mpz_add(count, count, part);
	}
	mpz_clear(part);
}

static void count_rec(struct counter *counter, size_t depth, uint32_t level, mpz_t count)
{
	struct frontier *frontier = &counter->frontier;
	mpz_set_ui(count, 0);
	if (!frontier_evaluate(frontier, depth) || counter->is_spent)
		return;
	while (level < frontier->level_count
	       && frontier->truths[counter->model->questions[frontier->questions[level]].applies] == TRUTH_FALSE)
		level++;
	if (level == frontier->level_count) {
		mpz_set_ui(count, 1);
		return;
	}
	mark(counter, depth, level);
	write_key(counter, depth, level);
	uint32_t state = state_table_find(&counter->states, counter->key);
	if (state != STATE_NONE) {
		mpz_set(count, counter->counts[state]);
		return;
	}
	counter->is_spent = counter->states.count >= counter->effort.budget || effort_is_spent(&counter->effort);
	MEMORY_GROW(counter->counts, counter->states.count, counter->capacity);
	state = state_table_add(&counter->states, counter->key);
	mpz_init(counter->counts[state]);
	sum_answers(counter, depth, level, count);
	mpz_set(counter->counts[state], count);
}

bool count_profiles(const struct model *model, size_t budget, mpz_t count)
{
	struct counter counter = {.model = model, .effort = {budget, 0}};
	uint64_t *possible = memory_new(model->question_count, sizeof(*possible));
	for (uint32_t q = 0; q < model->question_count; q++)
		possible[q] = model_all_answers(&model->questions[q]);
	frontier_init(&counter.frontier, model, possible, &counter.effort);
	size_t key_size =
		sizeof(uint32_t) + counter.frontier.level_count + frontier_key_size(&counter.frontier);
	counter.key = memory_new(1, key_size);
	state_table_init(&counter.states, key_size);
	count_rec(&counter, 1, 0, count);
	for (size_t i = 0; i < counter.states.count; i++)
		mpz_clear(counter.counts[i]);
	free(counter.counts);
	free(counter.key);
	free(possible);
	state_table_release(&counter.states);
	frontier_release(&counter.frontier);
	return !counter.is_spent;
}
