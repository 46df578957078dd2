/* SPDX-License-Identifier: ISC
 *
 * What can still become of the options while some rules are of unknown truth: sound bounds, never looser than adding
 * up what each rule could do, and exact once no rule is unknown.
 */
#ifndef ANALYSE_PROSPECTS_H
#define ANALYSE_PROSPECTS_H

#include "decide/decision.h"

/* What the rules that hold have given so far. Zeroed, with all options in play, it is the beginning. */
struct tally {
	uint32_t in_play;            /* set of options whose reasons still matter */
	int32_t net[MODEL_MOST_OPTIONS][STRENGTH_COUNT];
};

enum {
	PROSPECTS_MOST_PAIRS = MODEL_MOST_OPTIONS * (MODEL_MOST_OPTIONS - 1) / 2,
	PROSPECTS_SURELY = INT16_MAX,        /* apart: the first comes before the second whatever follows; -: after it */
};

struct prospects {
	uint32_t outcomes;           /* set of options that can still win; bit "number of options": none */
	uint32_t tiers;              /* set of enum tier that can still decide */
	uint8_t open_tiers[MODEL_MOST_OPTIONS];      /* of each option: set of the strengths in which it may still move */
	/* By how much one option of each pair in play leads the other, strength by strength, as far as that matters: after
	 * a sure lead there is only 0. Where these and the open rules are the same, the same comes of the options. */
	int16_t apart[PROSPECTS_MOST_PAIRS][STRENGTH_COUNT];
	size_t pair_count;
	size_t work;                 /* done to find these: see effort.h */
};

/* Bytes that `apart` of all pairs of options of a model takes. */
size_t prospects_pairs_size(const struct model *model);

/* Whether reasons matter only while they can change the winner, or while they can change the tier that decides. */
enum prospects_aim { PROSPECTS_WINNER, PROSPECTS_TIER };

/* Adds what `rule`, which holds, says. */
void tally_add(struct tally *tally, const struct rule *rule);

/* Whether what an open rule says still matters: it may rule out an option in play, or move one where that matters. */
bool prospects_concern(const struct prospects *prospects, const struct tally *tally, const struct rule *rule);

/* Works out what is possible when `tally` stands and the `count` rules open[] are of unknown truth; all others that
 * speak about an option in play hold, and are in the tally, or fail. Takes out of play the options whose reasons
 * cannot matter any more. */
void prospects_find(struct prospects *prospects, struct tally *tally, const struct model *model, const uint32_t *open,
                    size_t count, enum prospects_aim aim);

#endif
