/* SPDX-License-Identifier: ISC
 *
 * Conditions over what is known, in the strong three-valued logic of Kleene ("Introduction to Metamathematics", 1952,
 * section 64). Sound: what it calls true or false is so for every completion; what it calls unknown may still be.
 */
#ifndef DECIDE_EVALUATE_H
#define DECIDE_EVALUATE_H

#include "model/answers.h"
#include "model/model.h"

/* The truth of condition `index`, given `possible[q]`, the set of answers that question q may have, and the truths of
 * all conditions that it depends on. */
enum truth evaluate_condition(const struct model *model, uint32_t index, const uint64_t *possible,
                              const unsigned char *truths);

/* Writes the truth of every condition of the model to truths[], in the model's order of evaluation. */
void evaluate_all(const struct model *model, const uint64_t *possible, unsigned char *truths);

/* Fills possible[] from answers. */
void evaluate_possible(const struct answers *answers, uint64_t *possible);

#endif
