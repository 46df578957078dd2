/* SPDX-License-Identifier: ISC
 *
 * Owns the standing of the options along a descent. Only how far the options in play are apart, as far as that still
 * matters, is part of the state.
 */
#include "analyse/outlook.h"

#include <string.h>

void outlook_start(struct outlook *start, const struct model *model, const unsigned char *truths, struct arena *arena)
{
	*start = (struct outlook){.tally = {.in_play = (UINT32_C(1) << model->option_count) - 1}};
	start->rules = arena_new(arena, model->rule_count, sizeof(*start->rules));
	for (uint32_t r = 0; r < model->rule_count; r++)
		if (truths[model->rules[r].condition] != TRUTH_FALSE)
			start->rules[start->rule_count++] = r;
}

/* Whether the outcome, or the tier, is certain. */
static bool is_decided(const struct outlook *outlook)
{
	return outlook->open != 0 && (outlook->open & (outlook->open - 1)) == 0;
}

void outlook_advance(struct outlook *after, const struct outlook *before, const struct model *model,
                     const unsigned char *truths, enum prospects_aim aim)
{
	size_t open = 0;
	after->tally = before->tally;
	for (size_t i = 0; i < before->rule_count; i++) {
		uint32_t rule = before->rules[i];
		enum truth truth = (enum truth)truths[model->rules[rule].condition];
		if (truth == TRUTH_TRUE)
			tally_add(&after->tally, &model->rules[rule]);
		else if (truth == TRUTH_UNKNOWN)
			after->rules[open++] = rule;
	}
	prospects_find(&after->prospects, &after->tally, model, after->rules, open, aim);
	after->open = aim == PROSPECTS_WINNER ? after->prospects.outcomes : after->prospects.tiers;
	after->rule_count = 0;
	for (size_t i = 0; i < open && !is_decided(after); i++)
		if (prospects_concern(&after->prospects, &after->tally, &model->rules[after->rules[i]]))
			after->rules[after->rule_count++] = after->rules[i];
}

static unsigned char *put(unsigned char *at, const void *bytes, size_t size)
{
	memcpy(at, bytes, size);
	return at + size;
}

size_t outlook_key_size(const struct model *model)
{
	return 2 * sizeof(uint32_t) + prospects_pairs_size(model);
}

void outlook_write_key(const struct outlook *outlook, const struct model *model, unsigned char *key)
{
	bool decided = is_decided(outlook);
	uint32_t in_play = decided ? 0 : outlook->tally.in_play;
	uint32_t open = decided ? outlook->open : 0;
	memset(key, 0, outlook_key_size(model));
	key = put(key, &in_play, sizeof(in_play));
	key = put(key, &open, sizeof(open));
	if (!decided)
		put(key, outlook->prospects.apart, outlook->prospects.pair_count * sizeof(outlook->prospects.apart[0]));
}
