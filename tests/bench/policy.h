/* SPDX-License-Identifier: ISC
 *
 * Ways to choose what is asked next. All ask only what surely applies and can still matter (or, if nothing does, what
 * informs), one answer is given to each question, and all end when no such question is left; they differ in the choice.
 */
#ifndef BENCH_POLICY_H
#define BENCH_POLICY_H

#include "analyse/state_table.h"
#include "model/answers.h"

/* name, how it is called */
#define POLICIES(ROW) \
	ROW(FILE_ORDER, "file order")            /* the interview itself */ \
	ROW(MOST_RULES, "most rules")            /* the question that most rules name, in words or through facts */ \
	ROW(NEXT_QUESTION, "next question")      /* the least expected impurity, as completions_find has it */

enum policy_kind {
#define POLICY_NAME(name, words) POLICY_##name,
	POLICIES(POLICY_NAME)
#undef POLICY_NAME
	POLICY_COUNT
};

/* One way, for one model. What was chosen once is remembered, for an analysis takes long. */
struct policy {
	enum policy_kind kind;
	const struct model *model;       /* not owned */
	uint32_t *rules;                 /* of each question: how many rules name it */
	uint64_t *possible;
	struct state_table known;        /* sets of answers; numbered as next[] */
	uint32_t *next;
	size_t next_capacity;
};

const char *policy_name(enum policy_kind kind);

/* Made for one model. policy_release ends it. */
void policy_init(struct policy *policy, enum policy_kind kind, const struct model *model);
void policy_release(struct policy *policy);

/* The question to ask when `answers` are known, or MODEL_NONE at the end. */
uint32_t policy_choose(struct policy *policy, const struct answers *answers);

/* Gives a question the answer of an index, or takes it back. */
void policy_answer(struct answers *answers, uint32_t question, uint32_t answer);
void policy_take_back(struct answers *answers, uint32_t question);

#endif
