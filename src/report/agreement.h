/* SPDX-License-Identifier: ISC
 *
 * How well a model agrees with cases whose answer is known, and which of its rules they exercise.
 */
#ifndef REPORT_AGREEMENT_H
#define REPORT_AGREEMENT_H

#include "report/coverage.h"

/* How many cases there are of a kind, and how many of them came out. */
struct hits {
	size_t cases;
	size_t as_expected;              /* the first choice of whoever decided the case */
	size_t accepted;                 /* that, or what is also acceptable */
};

enum {
	AGREEMENT_BANDS = 4,
	AGREEMENT_LEAST_CASES = 10,      /* with fewer, how often it was right when it was so sure tells nothing */
};

/* The least share of the leader in each band of open cases, in per cent. The next band begins where one ends. */
extern const unsigned agreement_bounds[AGREEMENT_BANDS];

struct agreement {
	const struct model *model;       /* not owned */
	struct hits all;
	size_t settled;
	struct hits of_tier[TIER_COUNT];         /* settled cases, by the tier that decides most of their completions */
	struct hits of_band[AGREEMENT_BANDS];    /* open cases, by the share of the leader */
	size_t confusion[MODEL_MOST_OPTIONS + 1][MODEL_MOST_OPTIONS + 1];     /* [expected][recommended]; the last: none */
	struct coverage coverage;
};

/* Starts with no case. Released by agreement_release. */
void agreement_init(struct agreement *agreement, const struct model *model);
void agreement_release(struct agreement *agreement);

/* Counts a case; its report must have an expectation. Returns whether the recommendation is acceptable. */
bool agreement_add(struct agreement *agreement, const struct report *report);

/* Appends the figures, the table of what was expected against what was recommended, how often it was right when it was
 * how sure, and what no case exercises. */
void agreement_print(const struct agreement *agreement, const struct layout *layout, struct buffer *out);

#endif
