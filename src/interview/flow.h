/* SPDX-License-Identifier: ISC
 *
 * The interview as a pure state machine: a question stands, a line of input comes, an event goes out with a reply. It
 * knows no terminal and no files.
 */
#ifndef INTERVIEW_FLOW_H
#define INTERVIEW_FLOW_H

#include "analyse/completions.h"
#include "model/answers.h"
#include "report/layout.h"

/* What is asked first: the first in the file that matters, or the one that tells most. */
enum flow_order { FLOW_FILE_ORDER, FLOW_INFORMATION_ORDER };

enum flow_event {
	FLOW_MOVED,          /* something was answered or taken back: show what stands now */
	FLOW_TOLD,           /* something was told; the same stands */
	FLOW_REFUSED,        /* the line was not understood; the same stands */
	FLOW_SAVE,           /* save the answers, to flow->file unless it is empty */
	FLOW_REPORT,         /* show the report: the user stops asking, or nothing was left to ask */
	FLOW_QUIT,           /* the user wants to leave */
};

/* What `back` takes back. */
struct flow_step {
	uint32_t question;
	struct answer_set before;        /* what was known of it */
	bool was_skipped;
};

/* What brought the question that stands: it is its turn, `back`, or `change`, under which its answer still counts. */
enum flow_standing { FLOW_ASKED, FLOW_TAKEN_BACK, FLOW_CHANGING };

struct flow {
	const struct model *model;       /* not owned */
	enum flow_order order;
	size_t budget;                   /* of each analysis */
	struct answers answers;          /* all that was said, to questions that do not apply now, too */
	struct completions completions;  /* of these */
	struct flow_step *steps;
	size_t step_count, step_capacity;
	bool *skipped;                   /* of each question: not to be asked for now */
	bool *off;                       /* of each question: it does not apply, whatever its own answer is */
	bool *dormant;                   /* of each question: answered, but off, and the user was told */
	uint32_t question;               /* that stands, or MODEL_NONE: nothing is left to ask */
	enum flow_standing standing;     /* what brought it */
	struct answer_set previous;      /* of FLOW_TAKEN_BACK: what was said then */
	bool more;                       /* ask also what cannot change the result */
	uint32_t at_most;                /* questions in all, this one and those before it included; at the end what it was */
	uint32_t spared;                 /* questions that were not asked and may apply, but cannot change the result */
	uint32_t stop_offered;           /* the set of leaders for which it was offered to stop */
	struct buffer file;              /* that FLOW_SAVE names */
};

/* Starts an interview from what is known already (copied). flow_release ends it. */
void flow_init(struct flow *flow, const struct answers *known, enum flow_order order, size_t budget);
void flow_release(struct flow *flow);

/* Appends what stands: the question with its answers, numbered; or, at the end, whether the result is settled and how
 * many questions were spared. */
void flow_show(struct flow *flow, const struct layout *layout, struct buffer *out);

/* The words before the input. */
const char *flow_prompt(const struct flow *flow);

/* Takes a line of input; appends the reply to it. */
enum flow_event flow_take(struct flow *flow, struct text line, const struct layout *layout, struct buffer *out);

/* Copies the answers to questions that apply or may apply into *answers (uninitialised; answers_release ends it). */
void flow_answers(const struct flow *flow, struct answers *answers);

/* Calls visit(context, word) for all that could stand at the end of `line`, whose last, unfinished word is left out: ids
 * of answers and commands, or what the command that it begins with takes. Returns whether a file's name could. */
bool flow_complete(const struct flow *flow, struct text line, void (*visit)(void *context, struct text word),
                   void *context);

#endif
