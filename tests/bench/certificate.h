/* SPDX-License-Identifier: ISC
 *
 * The fewest answers of one program that settle its result, whatever the others are: the size of the smallest
 * certificate (Buhrman and de Wolf, "Complexity measures and decision tree complexity", 2002). No way of asking can do
 * with less, not even one that knows all answers beforehand.
 */
#ifndef BENCH_CERTIFICATE_H
#define BENCH_CERTIFICATE_H

#include "analyse/encode.h"
#include "model/answers.h"

struct certificate {
	struct encoding whole;           /* the diagram of outcomes with nothing known */
	uint32_t *visited;               /* of each node: the walk that came by last */
	uint32_t walk;
	uint32_t outcomes;               /* met on this walk, a set */
	uint32_t *answers;               /* of each question */
	bool *given;                     /* of each question: the walk knows its answer */
	uint32_t *open;                  /* questions that could be asked */
	uint32_t open_count;
};

/* Made for one model, within the budget of an analysis; else ends the program. certificate_release ends it. */
void certificate_init(struct certificate *certificate, const struct model *model);
void certificate_release(struct certificate *certificate);

/* The least number of answers that settle the result when added to the single ones known at the `start`. The program
 * has the one answer possible[q] to question q; of a question that does not apply, possible[q] is the set of all. */
uint32_t certificate_find(struct certificate *certificate, const struct answers *start, const uint64_t *possible);

#endif
