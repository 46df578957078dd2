/* SPDX-License-Identifier: ISC
 *
 * Owns the three-valued evaluation of conditions.
 */
#include "decide/evaluate.h"

static enum truth of_answer(const struct model *model, const struct condition *condition, const uint64_t *possible,
                            const unsigned char *truths)
{
	enum truth applies = (enum truth)truths[model->questions[condition->subject].applies];
	uint64_t known = possible[condition->subject];
	if (applies == TRUTH_FALSE || (known & condition->answers) == 0)
		return TRUTH_FALSE;
	return applies == TRUTH_TRUE && (known & ~condition->answers) == 0 ? TRUTH_TRUE : TRUTH_UNKNOWN;
}

/* `all` is settled by one false part, `any` by one true part. */
static enum truth of_parts(const struct condition *condition, enum truth settling, const unsigned char *truths)
{
	enum truth result = settling == TRUTH_FALSE ? TRUTH_TRUE : TRUTH_FALSE;
	for (uint32_t i = 0; i < condition->child_count; i++) {
		enum truth part = (enum truth)truths[condition->children[i]];
		if (part == settling)
			return settling;
		if (part == TRUTH_UNKNOWN)
			result = TRUTH_UNKNOWN;
	}
	return result;
}

static enum truth negation(enum truth truth)
{
	if (truth == TRUTH_UNKNOWN)
		return TRUTH_UNKNOWN;
	return truth == TRUTH_TRUE ? TRUTH_FALSE : TRUTH_TRUE;
}

enum truth evaluate_condition(const struct model *model, uint32_t index, const uint64_t *possible,
                              const unsigned char *truths)
{
	const struct condition *condition = &model->conditions[index];
	switch (condition->kind) {
	case CONDITION_ALWAYS:
		return TRUTH_TRUE;
	case CONDITION_ANSWER:
		return of_answer(model, condition, possible, truths);
	case CONDITION_FACT:
		return (enum truth)truths[model->facts[condition->subject].condition];
	case CONDITION_ALL:
		return of_parts(condition, TRUTH_FALSE, truths);
	case CONDITION_ANY:
		return of_parts(condition, TRUTH_TRUE, truths);
	case CONDITION_NOT:
		return negation((enum truth)truths[condition->children[0]]);
	}
	return TRUTH_UNKNOWN;
}

void evaluate_all(const struct model *model, const uint64_t *possible, unsigned char *truths)
{
	for (uint32_t i = 0; i < model->condition_count; i++) {
		uint32_t index = model->evaluation_order[i];
		truths[index] = (unsigned char)evaluate_condition(model, index, possible, truths);
	}
}

void evaluate_possible(const struct answers *answers, uint64_t *possible)
{
	for (uint32_t q = 0; q < answers->model->question_count; q++)
		possible[q] = answers->sets[q].answers;
}
