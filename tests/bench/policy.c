/* SPDX-License-Identifier: ISC
 *
 * Owns the choice of questions: asks the program itself wherever it can be asked.
 */
#include "policy.h"

#include <stdlib.h>

#include "interview/flow.h"
#include "report/mentions.h"

const char *policy_name(enum policy_kind kind)
{
	static const char *const names[] = {
#define POLICY_WORDS(name, words) [POLICY_##name] = words,
		POLICIES(POLICY_WORDS)
#undef POLICY_WORDS
	};
	return names[kind];
}

static void count_rules(struct policy *policy)
{
	const struct model *model = policy->model;
	for (uint32_t q = 0; q < model->question_count; q++) {
		struct mentions mentions;
		mentions_init(&mentions, model, CONDITION_ANSWER, q);
		for (uint32_t r = 0; r < model->rule_count; r++)
			policy->rules[q] += mentions_find(&mentions, model->rules[r].condition, NULL) != MENTION_NONE;
		mentions_release(&mentions);
	}
}

void policy_init(struct policy *policy, enum policy_kind kind, const struct model *model)
{
	*policy = (struct policy){.kind = kind, .model = model};
	policy->rules = memory_new(model->question_count, sizeof(*policy->rules));
	policy->possible = memory_new(model->question_count, sizeof(*policy->possible));
	state_table_init(&policy->known, model->question_count * sizeof(*policy->possible));
	count_rules(policy);
}

void policy_release(struct policy *policy)
{
	free(policy->rules);
	free(policy->possible);
	free(policy->next);
	state_table_release(&policy->known);
	*policy = (struct policy){0};
}

static uint32_t by_file_order(const struct answers *answers)
{
	struct flow flow;
	flow_init(&flow, answers, FLOW_FILE_ORDER, EFFORT_MOST_STATES);
	uint32_t question = flow.question;
	flow_release(&flow);
	return question;
}

/* The one that most rules name among those that matter or, if none does, inform; of equals the first in the file. */
static uint32_t by_most_rules(const struct policy *policy, const struct answers *answers)
{
	struct completions completions;
	uint32_t best = MODEL_NONE;
	completions_find(&completions, policy->model, policy->possible, COMPLETIONS_MATTER, EFFORT_MOST_STATES);
	for (uint32_t q = 0; q < policy->model->question_count; q++) {
		const struct inquiry *own = &completions.inquiries[q];
		const struct inquiry *rival = best == MODEL_NONE ? NULL : &completions.inquiries[best];
		if (answers->sets[q].state != ANSWER_MISSING || own->applies != TRUTH_TRUE || !own->informs)
			continue;
		if (!rival || own->matters > rival->matters
		    || (own->matters == rival->matters && policy->rules[q] > policy->rules[best]))
			best = q;
	}
	completions_release(&completions);
	return best;
}

static uint32_t by_impurity(const struct policy *policy)
{
	struct completions completions;
	completions_find(&completions, policy->model, policy->possible, COMPLETIONS_TELL, EFFORT_MOST_STATES);
	uint32_t question = completions.next_question;
	completions_release(&completions);
	return question;
}

static uint32_t choose(const struct policy *policy, const struct answers *answers)
{
	switch (policy->kind) {
	case POLICY_FILE_ORDER:
		return by_file_order(answers);
	case POLICY_MOST_RULES:
		return by_most_rules(policy, answers);
	default:
		return by_impurity(policy);
	}
}

uint32_t policy_choose(struct policy *policy, const struct answers *answers)
{
	evaluate_possible(answers, policy->possible);
	const unsigned char *key = (const unsigned char *)policy->possible;
	uint32_t number = state_table_find(&policy->known, key);
	if (number != STATE_NONE)
		return policy->next[number];
	MEMORY_GROW(policy->next, policy->known.count, policy->next_capacity);
	number = state_table_add(&policy->known, key);
	return policy->next[number] = choose(policy, answers);
}

void policy_answer(struct answers *answers, uint32_t question, uint32_t answer)
{
	answers_begin(answers, question, (struct span){0});
	answers->sets[question].answers = UINT64_C(1) << answer;
}

void policy_take_back(struct answers *answers, uint32_t question)
{
	answers_clear(answers, question, ANSWER_MISSING, (struct span){0});
}
