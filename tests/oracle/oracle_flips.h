/* SPDX-License-Identifier: ISC
 *
 * What would change a result, and which answers suffice for it: every set of changes, tried on every complete profile.
 */
#ifndef ORACLE_ORACLE_FLIPS_H
#define ORACLE_ORACLE_FLIPS_H

#include "oracle_model.h"

enum { ORACLE_LARGEST_FLIP = 3, ORACLE_FLIPS_KEPT = 20 };

/* One answer each to as many questions as struct oracle_flips says, in the order of the file. */
struct oracle_flip {
	struct {
		size_t question, choice;
	} changes[ORACLE_LARGEST_FLIP];
};

/* The smallest flips to an option: of the sets of answers to questions that are not fixed and not known to have just
 * that answer, those by which the option wins in all profiles that are left, of which there is one. */
struct oracle_flips {
	size_t size;         /* answers in each; ORACLE_LARGEST_FLIP + 1 if there is no flip up to that size */
	size_t count;
	struct oracle_flip kept[ORACLE_FLIPS_KEPT];      /* the first; an earlier question, then an earlier answer first */
};

/* Finds the flips to each option from what is known: open[] holds, for each question, the answers left open. */
void oracle_flips_find(const struct oracle_model *model, const uint64_t *open, struct oracle_flips *flips);

enum { ORACLE_NOT_FORCED = ORACLE_MOST_OPTIONS + 1 };

/* The outcome of all complete profiles whose answers are among open[]; ORACLE_NOT_FORCED if they differ, or there is no
 * such profile. */
size_t oracle_forced(const struct oracle_model *model, const uint64_t *open);

#endif
