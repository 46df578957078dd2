/* SPDX-License-Identifier: ISC
 *
 * Which questions are behind conditions: those that they name or, of conditions of known truth, those that make them
 * what they are.
 */
#ifndef MODEL_CONDITION_QUESTIONS_H
#define MODEL_CONDITION_QUESTIONS_H

#include "model/model.h"

/* What is behind each fact and guard is found once, so that many conditions can be asked about. */
struct condition_questions {
	const struct model *model;
	const unsigned char *truths;
	bool guards;
	size_t words;            /* of a set of questions */
	uint64_t *facts;         /* of each fact: the set of questions behind it */
	uint64_t *applies;       /* of each question: the set of those behind when it applies */
};

/* Prepares for the questions that conditions name, themselves or through facts; with `guards`, also for those that decide
 * whether a named one applies. The model's order of evaluation must be known. Released by condition_questions_release. */
void condition_questions_init(struct condition_questions *behind, const struct model *model, bool guards);

/* The same for the questions whose answers make a condition true or false, by the truths of all conditions, which must
 * outlive it; for an unknown one, those of unknown answer that it hangs on. A walk, not a search: of `any` all true parts
 * count. */
void condition_questions_init_support(struct condition_questions *behind, const struct model *model,
                                      const unsigned char *truths);

/* Sets questions[], one bool for each question: whether it is behind condition `index`. */
void condition_questions_find(const struct condition_questions *behind, uint32_t index, bool *questions);

void condition_questions_release(struct condition_questions *behind);

#endif
