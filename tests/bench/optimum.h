/* SPDX-License-Identifier: ISC
 *
 * The least number of questions that can be expected until the result is settled, by dynamic programming over all that
 * can be known (Bellman 1957): one answer to some of the questions, nothing of the others. Slow, in whole numbers, and
 * apart from the analysis under test: conditions are evaluated for every complete set of answers.
 */
#ifndef BENCH_OPTIMUM_H
#define BENCH_OPTIMUM_H

#include "model/model.h"

enum {
	OPTIMUM_MOST_QUESTIONS = 16,
	OPTIMUM_MOST_KNOWN = 20000000,   /* things that can be known; each takes 20 bytes */
};

/* What can be known has a number: of each question the answer, or answer_count for nothing, times its stride. Nothing
 * at all has the greatest number, what leaves less open a smaller one. */
struct optimum {
	const struct model *model;       /* not owned */
	size_t strides[OPTIMUM_MOST_QUESTIONS];
	size_t nothing;                  /* the number of nothing */
	uint64_t *weights;               /* of the completions, by the product of priors; 0: there is none */
	uint64_t *asked;                 /* weight times the least expected number of questions from here on */
	uint16_t *winners;               /* set of outcomes: options, and their number for none */
	uint16_t *applying;              /* set of the questions that apply in every completion */
	uint64_t applicable;             /* of nothing: weight times the expected number of questions that apply */
};

/* Works it out. Returns false, and there is nothing to release, when the model is too large, by the limits above or
 * because the weights would not fit. Otherwise released by optimum_release. */
bool optimum_init(struct optimum *optimum, const struct model *model);
void optimum_release(struct optimum *optimum);

/* What is known at `known` and, moreover, an answer to a question of which nothing is known there. */
size_t optimum_answer(const struct optimum *optimum, size_t known, uint32_t question, uint32_t answer);

/* Whether all completions have the same outcome. */
bool optimum_is_settled(const struct optimum *optimum, size_t known);

#endif
