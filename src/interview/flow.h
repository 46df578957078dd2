/* SPDX-License-Identifier: ISC
 *
 * The interview as a pure state machine: the question that stands, a line of input, an event. Knows no terminal.
 */
#ifndef INTERVIEW_FLOW_H
#define INTERVIEW_FLOW_H

#include "analyse/completions.h"
#include "model/answers.h"
#include "report/layout.h"

enum flow_event {
	FLOW_ANSWERED,       /* the answer was taken; the next question stands */
	FLOW_HELPED,         /* help was given; the same question stands */
	FLOW_REFUSED,        /* the line was no answer; the same question stands */
	FLOW_QUIT,           /* the user wants to leave */
};

struct flow {
	const struct model *model;       /* not owned */
	struct answers answers;
	uint32_t question;               /* that stands, or MODEL_NONE at the end */
	uint32_t asked;                  /* questions answered, "unknown" too */
	uint32_t spared;                 /* at the end: questions never asked that might apply but cannot matter */
	bool possible;                   /* the answers can all be true */
	bool settled;
	size_t budget;                   /* of each analysis */
};

/* Starts an interview from what is known already (copied). flow_release ends it. */
void flow_init(struct flow *flow, const struct answers *known, size_t budget);
void flow_release(struct flow *flow);

/* Appends the question that stands, with its answers, numbered. */
void flow_show(const struct flow *flow, const struct layout *layout, struct buffer *out);

/* The words before the input. */
const char *flow_prompt(const struct flow *flow);

/* Takes a line of input; appends the reply to it. */
enum flow_event flow_take(struct flow *flow, struct text line, const struct layout *layout, struct buffer *out);

/* Appends how it ended: settled or open, and how many questions were spared; nothing for impossible answers. */
void flow_end(const struct flow *flow, const struct layout *layout, struct buffer *out);

#endif
