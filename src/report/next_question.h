/* SPDX-License-Identifier: ISC
 *
 * The question to ask next, and why that one.
 */
#ifndef REPORT_NEXT_QUESTION_H
#define REPORT_NEXT_QUESTION_H

#include "report/emit.h"

struct next_question {
	const struct report *report;     /* not owned */
	uint32_t question;               /* to ask: the first candidate of which nothing was said; or MODEL_NONE */
	bool ranked;                     /* the candidates are ordered by what they tell; else as in the file */
	mpq_t impurity;                  /* Gini impurity of the winner now; only if ranked */
	uint32_t *candidates;            /* surely apply and inform, "unknown" ones too; those that matter come first */
	size_t candidate_count;
};

/* Finds what to ask, by the report's completions. Released by next_question_release. */
void next_question_find(struct next_question *next, const struct report *report);
void next_question_release(struct next_question *next);

/* Appends the question with its answers and why it is next; or why nothing is left to ask. */
void emit_next(const struct next_question *next, const struct layout *layout, struct buffer *out);

/* The same as a JSON object. */
void emit_json_next(const struct next_question *next, struct buffer *out);

#endif
