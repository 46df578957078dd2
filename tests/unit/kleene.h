/* SPDX-License-Identifier: ISC
 *
 * What three-valued evaluation alone leaves possible: nothing that is said may be looser.
 */
#ifndef KLEENE_H
#define KLEENE_H

#include "decide/decision.h"

/* The outcomes that adding up the rules by Kleene's truths leaves possible, as bits. */
static inline uint32_t kleene_outcomes(const struct model *model, const uint64_t *possible)
{
	struct decision decision;
	uint32_t outcomes = 0;
	decision_make(&decision, model, possible, NULL);
	const struct standings *standings = &decision.standings;
	uint32_t all = (UINT32_C(1) << model->option_count) - 1,
		sure = all & ~(standings->out | standings->may_be_out);
	for (uint32_t o = 0; o < model->option_count; o++) {
		bool beaten = standings->out >> o & 1;
		for (uint32_t rival = 0; rival < model->option_count && !beaten; rival++) {
			int tier = 0;
			while (tier < STRENGTH_COUNT
			       && standings->low[rival][tier] == standings->high[o][tier])
				tier++;
			bool ahead = rival < o;
			if (tier < STRENGTH_COUNT)
				ahead = standings->low[rival][tier] > standings->high[o][tier];
			beaten = rival != o && (sure >> rival & 1) && ahead;
		}
		outcomes |= (beaten ? 0 : UINT32_C(1)) << o;
	}
	decision_release(&decision);
	return outcomes | (sure == 0 ? UINT32_C(1) : 0) << model->option_count;
}

#endif
