/* SPDX-License-Identifier: ISC
 *
 * Which conditions speak of a question or a fact, by name or through facts.
 */
#ifndef REPORT_MENTIONS_H
#define REPORT_MENTIONS_H

#include "model/model.h"

enum mention { MENTION_NONE, MENTION_BY_NAME, MENTION_THROUGH_FACT };

struct mentions {
	const struct model *model;       /* not owned */
	enum condition_kind kind;        /* CONDITION_ANSWER or CONDITION_FACT */
	uint32_t subject;                /* the question or fact that is looked for */
	unsigned char *facts;            /* of each fact, whether it builds on the subject */
};

/* Starts to look for a question (CONDITION_ANSWER) or a fact (CONDITION_FACT). Released by mentions_release. */
void mentions_init(struct mentions *mentions, const struct model *model, enum condition_kind kind, uint32_t subject);
void mentions_release(struct mentions *mentions);

/* Whether the part that is this condition itself, not its children, speaks of the subject. */
enum mention mentions_of_part(const struct mentions *mentions, const struct condition *condition);

/* Whether the condition speaks of the subject; a mention by name counts first. The first fact through which it does so
 * goes to *through, if that is not NULL. */
enum mention mentions_find(const struct mentions *mentions, uint32_t index, uint32_t *through);

#endif
