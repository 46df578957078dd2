/* SPDX-License-Identifier: ISC
 *
 * Two sets of answers with different recommendations: which of the differing answers make the difference?
 */
#ifndef ANALYSE_DECISIVE_ANSWERS_H
#define ANALYSE_DECISIVE_ANSWERS_H

#include "analyse/completions.h"

/* Whether two sets say something else of a question. */
bool answers_differ(const struct answers *first, const struct answers *second, uint32_t question);

/* Finds some of the differing answers that, taken over from `second` into `first`, already lead to the recommendation of
 * `second`: decisive[question] tells which. None of them can be given back (there may be a smaller set of others).
 * Both must leave a completion. There is a diagram for each answer that is tried: no more than half the square of how many
 * differ, or so. They share the effort; once it is spent, what has not been given back stays decisive. */
void decisive_answers_find(const struct answers *first, const struct answers *second, struct effort *effort,
                           bool *decisive);

#endif
