/* SPDX-License-Identifier: ISC
 *
 * How well a model agrees with cases whose answer is known, and which of its rules they exercise.
 */
#ifndef REPORT_AGREEMENT_H
#define REPORT_AGREEMENT_H

#include "report/coverage.h"

struct agreement {
	const struct model *model;       /* not owned */
	size_t cases;
	size_t as_expected;              /* the first choice of whoever decided the case */
	size_t accepted;                 /* that, or what is also acceptable */
	size_t settled;
	size_t confusion[MODEL_MOST_OPTIONS + 1][MODEL_MOST_OPTIONS + 1];     /* [expected][recommended]; the last: none */
	struct coverage coverage;
};

/* Starts with no case. Released by agreement_release. */
void agreement_init(struct agreement *agreement, const struct model *model);
void agreement_release(struct agreement *agreement);

/* Counts a case; its report must have an expectation. Returns whether the recommendation is acceptable. */
bool agreement_add(struct agreement *agreement, const struct report *report);

/* Appends the figures, the table of what was expected against what was recommended, and what no case exercises. */
void agreement_print(const struct agreement *agreement, const struct layout *layout, struct buffer *out);

#endif
