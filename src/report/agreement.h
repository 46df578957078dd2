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

/* The share of the leader, in per cent, from which each band of open cases begins, and where the last one ends. */
extern const unsigned agreement_bounds[AGREEMENT_BANDS + 1];

/* What came out of one case. */
struct case_result {
	char *file;                      /* owned */
	uint32_t expect, got;
	uint32_t accept;
	bool settled;
	bool exact;
	mpq_t share;                     /* of what is recommended; a lower bound if not exact */
	enum tier tier;                  /* the one that decides most of the completions */
};

struct agreement {
	const struct model *model;       /* not owned */
	struct case_result *results;     /* of each case, in the order in which they were added */
	size_t result_capacity;
	struct hits all;
	size_t settled;
	struct hits of_tier[TIER_COUNT];         /* settled cases, by their tier */
	struct hits of_band[AGREEMENT_BANDS];    /* open cases, by the share of the leader */
	size_t confusion[MODEL_MOST_OPTIONS + 1][MODEL_MOST_OPTIONS + 1];     /* [expected][recommended]; the last: none */
	struct coverage coverage;
};

/* Starts with no case. Released by agreement_release. */
void agreement_init(struct agreement *agreement, const struct model *model);
void agreement_release(struct agreement *agreement);

/* Counts a case; its report must have an expectation. Returns whether the recommendation is acceptable. */
bool agreement_add(struct agreement *agreement, const struct report *report);

/* Appends the rules that hold about what is recommended: "[for near] [against wet-road]"; nothing if there are none. */
void agreement_add_rules(const struct report *report, struct buffer *out);

/* Appends the figures, the table of what was expected against what was recommended, how often it was right when it was
 * how sure, and what no case exercises. */
void agreement_print(const struct agreement *agreement, const struct layout *layout, struct buffer *out);

/* Appends the same, and what came out of each case, as a JSON object, its keys documented in whether-profile(5). */
void agreement_emit_json(const struct agreement *agreement, struct buffer *out);

#endif
