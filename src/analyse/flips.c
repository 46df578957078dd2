/* SPDX-License-Identifier: ISC
 *
 * Owns the search for flips: all sets of one change, then of two, then of three, each checked by a walk over the
 * diagram. A lower bound, by which each branch may change answers of its own, often tells that there are none.
 */
#include "analyse/flips.h"

#include <stdlib.h>
#include <string.h>

enum { TOO_MANY = FLIPS_LARGEST + 1 };

struct search {
	const struct encoding *whole;
	const struct answers *answers;
	uint32_t option;
	struct effort *effort;
	uint32_t *assigned;      /* of each level: the answer that the flip under test gives, or MODEL_NONE */
	uint32_t *seen;          /* of each node: the number of the check that has seen it */
	uint32_t check;
	bool has_completion;     /* the check has met a terminal that is not impossible */
	struct flips *flips;
	struct flip current;
};

/* The answers that are open at a level: the assigned one, or those that are known. */
static uint64_t open_answers(const struct search *search, uint32_t level)
{
	if (search->assigned[level] != MODEL_NONE)
		return UINT64_C(1) << search->assigned[level];
	return search->answers->sets[search->whole->questions[level]].answers;
}

/* Whether all completions below the node let the option win. */
static bool wins_rec(struct search *search, uint32_t node)
{
	const struct diagram *diagram = &search->whole->diagram;
	if (search->seen[node] == search->check)
		return true;
	search->seen[node] = search->check;
	if (diagram_is_terminal(diagram, node)) {
		uint32_t payload = diagram_payload(diagram, node);
		search->has_completion = search->has_completion || payload != ENCODE_IMPOSSIBLE;
		return payload == ENCODE_IMPOSSIBLE || payload == UINT32_C(1) << search->option;
	}
	uint32_t level = diagram_level(diagram, node);
	uint64_t open = open_answers(search, level);
	search->effort->work += diagram->value_counts[level];
	for (uint32_t v = 0; v < diagram->value_counts[level]; v++)
		if ((open >> v & 1) && !wins_rec(search, diagram_child(diagram, node, v)))
			return false;
	return true;
}

static bool wins(struct search *search)
{
	search->check++;
	search->has_completion = false;
	return wins_rec(search, search->whole->root) && search->has_completion;
}

static bool may_change(const struct search *search, uint32_t level)
{
	return !search->whole->model->questions[search->whole->questions[level]].fixed;
}

/* Whether giving this answer changes something: it is not the one known answer. */
static bool is_change(const struct search *search, uint32_t level, uint32_t answer)
{
	uint32_t known;
	bool single = answers_is_single(search->answers, search->whole->questions[level], &known);
	return !(single && known == answer);
}

/* The fewest changes below each node if every branch could choose its own: never more than a flip needs. */
static size_t lower_bound(const struct search *search)
{
	const struct diagram *diagram = &search->whole->diagram;
	unsigned char *costs = memory_new((size_t)search->whole->root + 1, 1);
	for (uint32_t n = 0; n <= search->whole->root; n++) {
		uint32_t level = diagram_level(diagram, n);
		if (diagram_is_terminal(diagram, n)) {
			uint32_t payload = diagram_payload(diagram, n);
			bool good = payload == ENCODE_IMPOSSIBLE || payload == UINT32_C(1) << search->option;
			costs[n] = good ? 0 : TOO_MANY;
			continue;
		}
		unsigned char kept = 0, changed = TOO_MANY;
		uint64_t open = open_answers(search, level);
		for (uint32_t v = 0; v < diagram->value_counts[level]; v++) {
			unsigned char below = costs[diagram_child(diagram, n, v)];
			if ((open >> v & 1) && below > kept)
				kept = below;
			if (may_change(search, level) && is_change(search, level, v) && below + 1 < changed)
				changed = (unsigned char)(below + 1);
		}
		costs[n] = kept < changed ? kept : changed;
	}
	size_t bound = costs[search->whole->root];
	free(costs);
	return bound;
}

static void keep(struct search *search)
{
	if (search->flips->count < FLIPS_MOST)
		search->flips->kept[search->flips->count] = search->current;
	search->flips->count++;
}

/* Tries all sets of `left` more changes to questions from `first` on; `made` are in search->current. */
static void try_rec(struct search *search, uint32_t first, size_t made, size_t left)
{
	const struct encoding *whole = search->whole;
	if (search->check >= FLIPS_MOST_CHECKS || effort_is_spent(search->effort)) {
		search->flips->exact = false;
		return;
	}
	if (left == 0) {
		if (wins(search))
			keep(search);
		return;
	}
	for (uint32_t question = first; question < whole->model->question_count; question++) {
		uint32_t level = whole->levels[question];
		if (level == MODEL_NONE || !may_change(search, level))
			continue;
		for (uint32_t v = 0; v < whole->value_counts[level]; v++) {
			if (!is_change(search, level, v))
				continue;
			search->assigned[level] = v;
			search->current.changes[made].question = question;
			search->current.changes[made].answer = v;
			try_rec(search, question + 1, made + 1, left - 1);
		}
		search->assigned[level] = MODEL_NONE;
	}
}

static void search_init(struct search *search, const struct encoding *whole, const struct answers *answers,
                        uint32_t option, struct effort *effort, struct flips *flips)
{
	*search = (struct search){
		.whole = whole, .answers = answers, .option = option, .effort = effort, .flips = flips};
	search->assigned = memory_new(whole->diagram.level_count, sizeof(*search->assigned));
	search->seen = memory_new((size_t)whole->root + 1, sizeof(*search->seen));
	for (uint32_t l = 0; l < whole->diagram.level_count; l++)
		search->assigned[l] = MODEL_NONE;
}

static void search_release(struct search *search)
{
	free(search->assigned);
	free(search->seen);
}

bool flips_find_sufficient(const struct encoding *whole, const struct answers *answers, uint32_t option,
                           struct effort *effort, bool *kept)
{
	const struct span nowhere = {0};
	struct search search;
	struct answers left;
	answers_copy(&left, answers);
	search_init(&search, whole, &left, option, effort, NULL);
	bool sufficient = wins(&search);
	for (uint32_t q = 0; q < answers->model->question_count; q++)
		kept[q] = answers->sets[q].state == ANSWER_GIVEN;
	/* From the last question on, as answers further down often follow from those above. */
	for (uint32_t q = answers->model->question_count; sufficient && q-- > 0;) {
		struct answer_set known = left.sets[q];
		if (!kept[q])
			continue;
		sufficient = !effort_is_spent(effort);
		answers_clear(&left, q, ANSWER_UNKNOWN, nowhere);
		kept[q] = !wins(&search);
		if (kept[q])
			left.sets[q] = known;
	}
	search_release(&search);
	answers_release(&left);
	return sufficient;
}

void flips_find(struct flips *flips, const struct encoding *whole, const struct answers *answers, uint32_t option,
                struct effort *effort)
{
	struct search search;
	search_init(&search, whole, answers, option, effort, flips);
	*flips = (struct flips){.exact = true};
	for (flips->size = lower_bound(&search); flips->size <= FLIPS_LARGEST; flips->size++) {
		try_rec(&search, 0, 0, flips->size);
		if (flips->count > 0)
			break;
	}
	search_release(&search);
}
