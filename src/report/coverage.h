/* SPDX-License-Identifier: ISC
 *
 * Which rules of a model, and which of their effects, its cases exercise.
 *
 * An effect decides in a case if its rule surely holds there and, without this one effect, something else would be
 * recommended.
 */
#ifndef REPORT_COVERAGE_H
#define REPORT_COVERAGE_H

#include "report/emit.h"

/* With fewer cases most of a large model is not exercised, and to list that says nothing. */
enum { COVERAGE_LEAST_CASES = 10, COVERAGE_MOST_LISTED = 12 };

/* Effects are told apart by rule and option: a rule says one thing of an option at most. */
struct coverage {
	const struct model *model;       /* not owned */
	size_t cases;
	size_t *holds;                   /* in how many cases each rule holds for certain */
	size_t *may_hold;                /* in how many it holds or may hold */
	uint32_t *decided;               /* of each rule, a set of options: its effects on them decide in some case */
	uint32_t *never;                 /* the same: its effects on them are proven to decide in no profile */
	struct effort effort;            /* on finding out what decides; once it is spent, that is left open */
};

/* Starts with no case. Released by coverage_release. */
void coverage_init(struct coverage *coverage, const struct model *model);
void coverage_release(struct coverage *coverage);

/* Counts a case. Which effects decide in it is left open if its shares could not be worked out exactly. */
void coverage_add(struct coverage *coverage, const struct report *report);

/* Looks for effects that decide in no profile, among those that decide in no case. */
void coverage_find_never(struct coverage *coverage);

/* The set of options of which what `rule` says decides in no case, and is not known to decide in no profile. */
uint32_t coverage_idle(const struct coverage *coverage, uint32_t rule);

/* How many effects there are that are not known to decide in no profile, and how many of them decide in no case. */
size_t coverage_count_effects(const struct coverage *coverage);
size_t coverage_count_idle(const struct coverage *coverage);

/* Appends effects of a rule, those on the options of a set that is not empty, as "too-far: walk, bus"; after "; " if
 * something is there already. */
void coverage_add_effects(const struct model *model, uint32_t rule, uint32_t options, struct buffer *out);

/* Appends the rules that hold in no case and the effects that decide in none; nothing where there are none. Of a few cases
 * many of them are only counted. */
void coverage_print(const struct coverage *coverage, const struct layout *layout, struct buffer *out);

#endif
