/* SPDX-License-Identifier: ISC
 *
 * Why can no profile answer a query whose conditions, taken alone, could all be met?
 */
#ifndef ANALYSE_EXCLUSION_H
#define ANALYSE_EXCLUSION_H

#include "analyse/search.h"

enum exclusion_kind {
	EXCLUSION_NONE,              /* the conditions exclude it themselves, or the budget was spent */
	EXCLUSION_GUARDS,            /* if every question applied, and nothing were impossible, a profile would answer it */
	EXCLUSION_IMPOSSIBLES,       /* if nothing were impossible, a profile would answer it */
};

struct exclusion {
	enum exclusion_kind kind;
	bool *needed;                /* of EXCLUSION_IMPOSSIBLES, of each combination: one of those that exclude it together,
	                                none of which can be left out; but for those for which the budget was spent */
};

/* Finds out what excludes that all `count` literals[] are met, which search_profile has proven. All its searches
 * share `effort`. Released by exclusion_release; a zeroed struct may be released, too. */
void exclusion_find(struct exclusion *exclusion, const struct model *model, const struct literal *literals,
                    size_t count, struct effort *effort);
void exclusion_release(struct exclusion *exclusion);

#endif
