/* SPDX-License-Identifier: ISC
 *
 * Owns the bounds. Two options are compared by the bounds of their difference, not by the difference of their bounds:
 * a rule that speaks about both moves both at once.
 */
#include "analyse/prospects.h"

#include <string.h>

/* So many pairs of options are looked at in the time of one step. */
enum { PAIRS_OF_WORK = 4 };

struct bounds {
	uint32_t options;            /* how many there are */
	uint32_t in_play;
	uint32_t may_be_out;
	/* The least by which the first option leads the second, in each tier. */
	int32_t lead[MODEL_MOST_OPTIONS][MODEL_MOST_OPTIONS][STRENGTH_COUNT];
};

static bool has(uint32_t set, uint32_t member)
{
	return set >> member & 1;
}

static int sign_of(const struct effect *effect)
{
	return effect->kind == EFFECT_FOR ? 1 : -1;
}

void tally_add(struct tally *tally, const struct rule *rule)
{
	for (size_t i = 0; i < rule->effect_count; i++) {
		const struct effect *effect = &rule->effects[i];
		if (effect->kind == EFFECT_RULES_OUT)
			tally->in_play &= ~(UINT32_C(1) << effect->option);
		else
			tally->net[effect->option][effect->strength] += sign_of(effect);
	}
}

bool prospects_concern(const struct prospects *prospects, const struct tally *tally, const struct rule *rule)
{
	for (size_t i = 0; i < rule->effect_count; i++) {
		const struct effect *effect = &rule->effects[i];
		bool moves = effect->kind == EFFECT_RULES_OUT
		             || (prospects->open_tiers[effect->option] >> effect->strength & 1);
		if (moves && has(tally->in_play, effect->option))
			return true;
	}
	return false;
}

static void set_leads(struct bounds *bounds, const struct tally *tally)
{
	for (uint32_t a = 0; a < bounds->options; a++)
		for (uint32_t b = 0; b < bounds->options; b++)
			for (int tier = 0; tier < STRENGTH_COUNT; tier++)
				bounds->lead[a][b][tier] = tally->net[a][tier] - tally->net[b][tier];
}

/* Lets each lead shrink by what an open rule could do to it. */
static void loosen(struct bounds *bounds, const struct rule *rule)
{
	int8_t moved[MODEL_MOST_OPTIONS][STRENGTH_COUNT] = {{0}};
	for (size_t i = 0; i < rule->effect_count; i++) {
		const struct effect *effect = &rule->effects[i];
		if (effect->kind == EFFECT_RULES_OUT)
			bounds->may_be_out |= UINT32_C(1) << effect->option;
		else
			moved[effect->option][effect->strength] = (int8_t)sign_of(effect);
	}
	for (size_t i = 0; i < rule->effect_count; i++) {
		const struct effect *effect = &rule->effects[i];
		uint32_t a = effect->option;
		if (effect->kind == EFFECT_RULES_OUT || !has(bounds->in_play, a))
			continue;
		for (uint32_t b = 0; b < bounds->options; b++) {
			int difference = moved[a][effect->strength] - moved[b][effect->strength];
			/* A pair that the rule moves by both its options comes twice and is counted once. */
			if (b == a || (b < a && moved[b][effect->strength] != 0 && has(bounds->in_play, b)))
				continue;
			if (difference < 0)
				bounds->lead[a][b][effect->strength] += difference;
			else
				bounds->lead[b][a][effect->strength] -= difference;
		}
	}
}

/* Whether `a`, if neither is ruled out, comes before `b` in every completion. */
static bool surely_beats(const struct bounds *bounds, uint32_t a, uint32_t b)
{
	for (int tier = 0; tier < STRENGTH_COUNT; tier++)
		if (bounds->lead[a][b][tier] != 0)
			return bounds->lead[a][b][tier] > 0;
	return a < b;
}

/* How many options that are surely not ruled out surely come before `option`. */
static unsigned count_better(const struct bounds *bounds, uint32_t option)
{
	unsigned count = 0;
	for (uint32_t rival = 0; rival < bounds->options; rival++)
		count += rival != option && has(bounds->in_play & ~bounds->may_be_out, rival)
		         && surely_beats(bounds, rival, option);
	return count;
}

/* The first and last tier in which the winner and `rival` can differ first. */
static void tier_range(const struct bounds *bounds, uint32_t winner, uint32_t rival, int *first, int *last)
{
	*first = *last = TIER_ORDER;
	for (int tier = STRENGTH_COUNT - 1; tier >= 0; tier--) {
		int32_t low = bounds->lead[winner][rival][tier], high = -bounds->lead[rival][winner][tier];
		bool may_differ = low != 0 || high != 0;
		bool must_differ = low > 0 || high < 0;
		if (may_differ)
			*first = tier;
		if (must_differ)
			*last = tier;
	}
}

/* The tiers that can decide when `winner` surely wins. The runner-up, who differs last, decides which. */
static uint32_t tiers_of(const struct bounds *bounds, uint32_t winner)
{
	int least = -1, earliest = TIER_ORDER, latest = -1;
	for (uint32_t rival = 0; rival < bounds->options; rival++) {
		int first, last;
		if (rival == winner || !has(bounds->in_play, rival))
			continue;
		tier_range(bounds, winner, rival, &first, &last);
		earliest = first < earliest ? first : earliest;
		latest = last > latest ? last : latest;
		if (!has(bounds->may_be_out, rival) && first > least)
			least = first;
	}
	uint32_t tiers = least < 0 ? UINT32_C(1) << TIER_ALONE : 0;
	for (int tier = least < 0 ? earliest : least; tier <= latest; tier++)
		tiers |= UINT32_C(1) << tier;
	return tiers;
}

static uint32_t first_of(uint32_t set)
{
	uint32_t first = 0;
	while (!has(set, first))
		first++;
	return first;
}

static uint32_t find_tiers(const struct bounds *bounds, uint32_t outcomes)
{
	bool is_certain = (outcomes & (outcomes - 1)) == 0;
	uint32_t none = UINT32_C(1) << bounds->options;
	if (is_certain)
		return outcomes == none ? UINT32_C(1) << TIER_NONE : tiers_of(bounds, first_of(outcomes));
	uint32_t all_but_none = (UINT32_C(1) << TIER_NONE) - 1;
	return all_but_none | (outcomes & none ? UINT32_C(1) << TIER_NONE : 0);
}

size_t prospects_pairs_size(const struct model *model)
{
	size_t pairs = (size_t)model->option_count * (model->option_count - 1) / 2;
	return pairs * sizeof(((struct prospects *)NULL)->apart[0]);
}

/* Tells how far two options are apart up to the tier that surely decides between them. */
static void compare(struct prospects *prospects, const struct bounds *bounds, const struct tally *tally, uint32_t a,
                    uint32_t b, enum prospects_aim aim)
{
	int16_t *apart = prospects->apart[prospects->pair_count++];
	memset(apart, 0, sizeof(prospects->apart[0]));
	/* For the winner it does not matter by which tier. */
	if (aim == PROSPECTS_WINNER && (surely_beats(bounds, a, b) || surely_beats(bounds, b, a))) {
		apart[0] = surely_beats(bounds, a, b) ? PROSPECTS_SURELY : -PROSPECTS_SURELY;
		return;
	}
	for (int tier = 0; tier < STRENGTH_COUNT; tier++) {
		int32_t low = bounds->lead[a][b][tier], high = -bounds->lead[b][a][tier];
		if (low > 0 || high < 0) {
			apart[tier] = low > 0 ? PROSPECTS_SURELY : -PROSPECTS_SURELY;
			return;
		}
		apart[tier] = (int16_t)(tally->net[a][tier] - tally->net[b][tier]);
		if (low == high)
			continue;
		prospects->open_tiers[a] |= (uint8_t)(1 << tier);
		prospects->open_tiers[b] |= (uint8_t)(1 << tier);
	}
}

static void compare_all(struct prospects *prospects, const struct bounds *bounds, const struct tally *tally,
                        enum prospects_aim aim)
{
	prospects->pair_count = 0;
	memset(prospects->open_tiers, 0, sizeof(prospects->open_tiers));
	for (uint32_t a = 0; a < bounds->options; a++)
		for (uint32_t b = a + 1; has(tally->in_play, a) && b < bounds->options; b++)
			if (has(tally->in_play, b))
				compare(prospects, bounds, tally, a, b, aim);
}

void prospects_find(struct prospects *prospects, struct tally *tally, const struct model *model, const uint32_t *open,
                    size_t count, enum prospects_aim aim)
{
	struct bounds bounds;
	uint32_t left = 0;
	bounds.options = model->option_count;
	bounds.in_play = tally->in_play;
	bounds.may_be_out = 0;
	set_leads(&bounds, tally);
	size_t pairs = (size_t)bounds.options * bounds.options;
	for (size_t i = 0; i < count; i++) {
		loosen(&bounds, &model->rules[open[i]]);
		pairs += model->rules[open[i]].effect_count * bounds.options;
	}
	prospects->work = pairs / PAIRS_OF_WORK;
	prospects->outcomes = 0;
	for (uint32_t o = 0; o < bounds.options; o++) {
		if (!has(bounds.in_play, o))
			continue;
		unsigned better = count_better(&bounds, o);
		if (better == 0)
			prospects->outcomes |= UINT32_C(1) << o;
		/* Whoever has two before it is neither winner nor runner-up. */
		if (better < (aim == PROSPECTS_TIER ? 2 : 1))
			left |= UINT32_C(1) << o;
	}
	if ((bounds.in_play & ~bounds.may_be_out) == 0)
		prospects->outcomes |= UINT32_C(1) << bounds.options;
	prospects->tiers = aim == PROSPECTS_TIER ? find_tiers(&bounds, prospects->outcomes) : 0;
	tally->in_play = left;
	compare_all(prospects, &bounds, tally, aim);
}
