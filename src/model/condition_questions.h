/* SPDX-License-Identifier: ISC
 *
 * Which questions a condition names.
 */
#ifndef MODEL_CONDITION_QUESTIONS_H
#define MODEL_CONDITION_QUESTIONS_H

#include "model/model.h"

/* Sets questions[], one bool for each question: whether condition `index` names it, itself or through facts; with
 * `guards`, also those that decide whether a named one applies. The model's order of evaluation must be known. */
void condition_questions(const struct model *model, uint32_t index, bool guards, bool *questions);

#endif
