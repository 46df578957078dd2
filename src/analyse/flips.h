/* SPDX-License-Identifier: ISC
 *
 * What would change the result: the smallest sets of answers that make another option win for certain. Counterfactual
 * explanations (Wachter, Mittelstadt, Russell 2018), found exactly.
 */
#ifndef ANALYSE_FLIPS_H
#define ANALYSE_FLIPS_H

#include "analyse/encode.h"

enum {
	FLIPS_LARGEST = 3,       /* answers in a flip that is looked for */
	FLIPS_MOST = 20,         /* flips that are kept */
	FLIPS_MOST_CHECKS = 200000,
};

/* Answers to give to questions; as many as `struct flips` says. */
struct flip {
	struct {
		uint32_t question;
		uint32_t answer;
	} changes[FLIPS_LARGEST];
};

struct flips {
	bool exact;              /* all of the smallest size were looked at; else there may be smaller ones */
	size_t size;             /* answers in each flip; FLIPS_LARGEST + 1: more than that are needed, if it can be at all */
	size_t count;            /* flips of that size */
	struct flip kept[FLIPS_MOST];    /* the first of them, in the order of the questions and answers of the model */
};

/* Finds the smallest flips to `option` from what `answers` say. A flip assigns one answer each to questions that are
 * not fixed and whose known answer is another or not known, so that the option wins in every completion of the rest;
 * answers to questions that stop to apply are set aside, questions that begin to apply stay open unless assigned.
 * `whole` comes from encode_whole and is exact. The search adds to `effort` what it looks at, and ends once that is spent. */
void flips_find(struct flips *flips, const struct encoding *whole, const struct answers *answers, uint32_t option,
                struct effort *effort);

/* Finds some of the known answers that by themselves, all else unknown, still make `option` win for certain:
 * kept[question] tells which. None of them can be left out (subset-minimal; there may be a smaller set of others). Returns
 * false when even all known answers do not make it win for certain, or when `effort` is spent before that is told. */
bool flips_find_sufficient(const struct encoding *whole, const struct answers *answers, uint32_t option,
                           struct effort *effort, bool *kept);

#endif
