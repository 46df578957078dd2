/* SPDX-License-Identifier: ISC
 *
 * What is known of a program: for each question of a model, the set of answers it may have.
 */
#ifndef MODEL_ANSWERS_H
#define MODEL_ANSWERS_H

#include "model/finding.h"
#include "model/model.h"

enum answer_state {
	ANSWER_MISSING,      /* nothing was said */
	ANSWER_UNKNOWN,      /* "unknown" was said */
	ANSWER_GIVEN,        /* one answer, or one of several */
};

enum { ANSWER_RANGES_KEPT = 4 };

/* A number, or numbers from low to high, both included. */
struct number_range {
	uint64_t low, high;
};

struct answer_set {
	enum answer_state state;
	uint64_t answers;        /* a set of answer indices; all of them unless given */
	uint64_t low, high;      /* of numbers given: the least and the greatest, both included */
	size_t range_count;      /* of numbers given: how many, and the first of them; to show them as they were given */
	struct number_range ranges[ANSWER_RANGES_KEPT];
	struct span span;        /* where it was given */
};

struct answers {
	const struct model *model;      /* not owned */
	struct answer_set *sets;        /* one for each question */
};

/* Makes answers that say nothing. Released by answers_release. */
void answers_init(struct answers *answers, const struct model *model);
void answers_copy(struct answers *to, const struct answers *from);
void answers_release(struct answers *answers);

/* Says nothing, or "unknown", of a question. */
void answers_clear(struct answers *answers, uint32_t question, enum answer_state state, struct span span);

/* Whether exactly one answer is given; its index in *answer (which may be NULL). */
bool answers_is_single(const struct answers *answers, uint32_t question, uint32_t *answer);

/* Starts to give the answer of a question: the empty set, to be filled by answers_add. */
void answers_begin(struct answers *answers, uint32_t question, struct span span);

/* Adds one answer in words: an answer's id; for numbers `40`, `2_000`, `5k`, `1M`, a range `20-50`, ends
 * included, or `20+`, that or more.
 * Reports what it cannot take, at `span`, and returns false. */
bool answers_add(struct answers *answers, uint32_t question, struct text words, struct span span,
                 struct diagnostics *found);

/* Adds the numbers from `low` to `high`, both included; reports an empty range or one below the first band. */
bool answers_add_range(struct answers *answers, uint32_t question, uint64_t low, uint64_t high, struct span span,
                       struct diagnostics *found);

/* Gives an answer in words: what answers_add takes, several separated by commas, or "unknown". The words are a stretch
 * of one line of the source of `found`, beginning at `span`. On failure (reported) the old answer stays. */
bool answers_give(struct answers *answers, uint32_t question, struct text words, struct span span,
                  struct diagnostics *found);

/* Takes `QUESTION=ANSWER` as answers_give does; the source of `found` holds just these words. The answer then has no
 * place (its span is of line 0), since that source does not last. */
bool answers_set(struct answers *answers, struct text words, struct diagnostics *found);

/* Reports that there is no question with this id. */
void answers_report_unknown_question(const struct model *model, struct text id, struct span span,
                                     struct diagnostics *found);

/* Appends the answer in the words that answers_give takes ("waiting", "20-50", "20+", "unknown"); nothing when missing. */
void answers_print(const struct answers *answers, uint32_t question, struct buffer *out);

#endif
