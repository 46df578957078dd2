/* SPDX-License-Identifier: ISC
 *
 * Complete profiles that exercise what no case does: cases to be, once somebody has said what is to be expected.
 */
#ifndef REPORT_GAP_PROFILES_H
#define REPORT_GAP_PROFILES_H

#include "report/coverage.h"

struct gap_profile {
	char *name;              /* of its file: "RULE.yaml", or "RULE.OPTION.yaml" for one effect */
	char *text;              /* the file */
};

/* Owns what it holds. A zeroed struct is empty. */
struct gap_profiles {
	struct gap_profile *items;
	size_t count, capacity;
	struct buffer failures;  /* a line for each gap that could not be closed */
};

/* Makes a profile for each rule that holds in no case, preferably one in which it decides, and for each effect that
 * decides in none; what one profile exercises needs no other. What they exercise is added to `coverage`. Released by
 * gap_profiles_release. */
void gap_profiles_make(struct gap_profiles *profiles, struct coverage *coverage);

void gap_profiles_release(struct gap_profiles *profiles);

#endif
