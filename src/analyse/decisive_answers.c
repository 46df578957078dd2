/* SPDX-License-Identifier: ISC
 *
 * Owns the search for the answers that make the difference: all are taken over, then given back one by one.
 */
#include "analyse/decisive_answers.h"

#include <stdlib.h>

bool answers_differ(const struct answers *first, const struct answers *second, uint32_t question)
{
	const struct answer_set *a = &first->sets[question], *b = &second->sets[question];
	return (a->state == ANSWER_GIVEN) != (b->state == ANSWER_GIVEN) || a->answers != b->answers;
}

/* What is recommended for the answers, or MODEL_NONE when they cannot be. */
static uint32_t leader_of(const struct answers *answers, struct effort *effort)
{
	struct completions completions;
	uint64_t *possible = memory_new(answers->model->question_count, sizeof(*possible));
	evaluate_possible(answers, possible);
	completions_find(&completions, answers->model, possible, COMPLETIONS_WINNER, effort_left(effort));
	effort->work += completions.work;
	uint32_t leader = completions.possible ? completions.leader : MODEL_NONE;
	completions_release(&completions);
	free(possible);
	return leader;
}

void decisive_answers_find(const struct answers *first, const struct answers *second, struct effort *effort,
                           bool *decisive)
{
	struct answers mixed;
	uint32_t wanted = leader_of(second, effort);
	bool some_given_back = true;
	answers_copy(&mixed, second);
	for (uint32_t q = 0; q < first->model->question_count; q++)
		decisive[q] = answers_differ(first, second, q);
	/* From the last question on, as answers further down often follow from those above. What cannot be given back
	 * while others are taken over may be without them, so there are rounds until one gives nothing back. */
	while (some_given_back) {
		some_given_back = false;
		for (uint32_t q = first->model->question_count; q-- > 0;) {
			if (!decisive[q])
				continue;
			mixed.sets[q] = first->sets[q];
			decisive[q] = leader_of(&mixed, effort) != wanted || effort_is_spent(effort);
			if (decisive[q])
				mixed.sets[q] = second->sets[q];
			else
				some_given_back = true;
		}
	}
	answers_release(&mixed);
}
