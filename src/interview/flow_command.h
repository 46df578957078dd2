/* SPDX-License-Identifier: ISC
 *
 * The commands of the interview: one table to dispatch, to help and to complete by.
 */
#ifndef INTERVIEW_FLOW_COMMAND_H
#define INTERVIEW_FLOW_COMMAND_H

#include "interview/flow_state.h"

/* What may stand after a command. */
enum flow_argument {
	FLOW_NOTHING,
	FLOW_ANSWER_WORD,        /* an answer of the question that stands */
	FLOW_RULE,
	FLOW_OPTION,
	FLOW_QUESTION,           /* a question, or QUESTION=ANSWER */
	FLOW_SETTING,            /* QUESTION=ANSWER */
	FLOW_FILE,
};

struct flow_command {
	const char *word;
	const char *usage;               /* the argument in words, or "" */
	enum flow_argument argument;
	bool needs_argument;
	bool needs_question;             /* one has to stand */
	enum flow_event (*run)(struct reply *reply, struct text argument);
	const char *help;
	const char *also;                /* words that others have for it, with blanks between, or "": it is named to who types one */
};

extern const struct flow_command flow_commands[];
extern const size_t flow_command_count;

/* The command whose word this is, or NULL. */
const struct flow_command *flow_command_find(struct text word);

#endif
