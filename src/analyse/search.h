/* SPDX-License-Identifier: ISC
 *
 * Is there a profile such that ...? A search that stops at the first, or proves that there is none.
 */
#ifndef ANALYSE_SEARCH_H
#define ANALYSE_SEARCH_H

#include "analyse/effort.h"
#include "decide/decision.h"

/* A condition that must hold, or must fail. */
struct literal {
	uint32_t condition;
	bool holds;
};

struct query {
	const struct literal *literals;      /* all of them are asked for */
	size_t literal_count;
	uint32_t rule;                       /* if not MODEL_NONE: this rule holds, and without it another option wins */
	uint32_t outcome;                    /* if not MODEL_NONE: this option wins (the number of options: none does) */
	const struct effect *effect;         /* if not NULL: one of that rule; it alone, not the whole rule, is taken away */
};

/* What a search found. */
enum search_result { SEARCH_NONE, SEARCH_FOUND, SEARCH_UNDECIDED };

/* Looks for a complete profile that is not impossible and answers the query. When one is found, witness (initialised)
 * gets an answer to every question that applies in it, the usual one where any would do. Looks at no more states than the
 * budget of the effort, and does an eighth of its work at most; then, or once that is spent, SEARCH_UNDECIDED. */
enum search_result search_profile(const struct model *model, const struct query *query, struct answers *witness,
                                  struct effort *effort);

#endif
