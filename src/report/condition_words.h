/* SPDX-License-Identifier: ISC
 *
 * Conditions in words, as the file states them and without regard to any answers.
 */
#ifndef REPORT_CONDITION_WORDS_H
#define REPORT_CONDITION_WORDS_H

#include "model/model.h"
#include "report/layout.h"

/* Appends what an answer is compared with: "waiting, disk or mixed"; of a number "20 or more", "below 200" or "from 20
 * to below 200". */
void condition_words_answers(const struct question *question, uint64_t answers, struct buffer *out);

/* Appends a condition as a clause without a final stop: "work is waiting or mixed, and not overlaps (the label)". */
void condition_words_clause(const struct model *model, uint32_t condition, struct buffer *out);

/* Appends a condition as a tree: a line for each part, behind `indent` spaces and two more for each level. */
void condition_words_tree(const struct model *model, uint32_t condition, const struct layout *layout, size_t indent,
                          struct buffer *out);

/* The condition by which a question, beside the answer it stands under, is guarded; or MODEL_NONE. */
uint32_t condition_words_guard(const struct model *model, uint32_t question);

#endif
