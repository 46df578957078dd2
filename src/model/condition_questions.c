/* SPDX-License-Identifier: ISC
 *
 * Owns the walk from a condition to the questions it names. Parts come before the whole in the order of evaluation, so
 * one pass backwards reaches each once, however many ways lead to it.
 */
#include "model/condition_questions.h"

#include <stdlib.h>
#include <string.h>

void condition_questions(const struct model *model, uint32_t index, bool guards, bool *questions)
{
	bool *marked = memory_new(model->condition_count, sizeof(*marked));
	memset(questions, 0, model->question_count * sizeof(*questions));
	marked[index] = true;
	for (uint32_t i = model->condition_count; i-- > 0;) {
		const struct condition *condition = &model->conditions[model->evaluation_order[i]];
		if (!marked[model->evaluation_order[i]])
			continue;
		if (condition->kind == CONDITION_ANSWER) {
			questions[condition->subject] = true;
			if (guards)
				marked[model->questions[condition->subject].applies] = true;
		}
		if (condition->kind == CONDITION_FACT)
			marked[model->facts[condition->subject].condition] = true;
		for (uint32_t c = 0; c < condition->child_count; c++)
			marked[condition->children[c]] = true;
	}
	free(marked);
}
