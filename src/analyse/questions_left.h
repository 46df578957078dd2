/* SPDX-License-Identifier: ISC
 *
 * How long an interview can still become.
 */
#ifndef ANALYSE_QUESTIONS_LEFT_H
#define ANALYSE_QUESTIONS_LEFT_H

#include "model/model.h"

/* The most of the `wanted` questions (one bool for each question) that can apply together in a completion of what is
 * possible[]; at least as many when more than `budget` states would have to be looked at. Neither fewer wanted questions
 * nor more knowledge ever make it larger, as long as the budget is enough. */
uint32_t questions_left_at_most(const struct model *model, const uint64_t *possible, const bool *wanted, size_t budget);

#endif
