/* SPDX-License-Identifier: ISC
 *
 * Owns the search for what speaks of a question or a fact. Facts are looked at once, however many build on them.
 */
#include "report/mentions.h"

#include <stdlib.h>

enum { FACT_NOT_SEEN, FACT_WITHOUT, FACT_WITH };

static bool builds_on(struct mentions *mentions, uint32_t fact);

static bool speaks_of(struct mentions *mentions, uint32_t index)
{
	const struct condition *condition = &mentions->model->conditions[index];
	if (condition->kind == mentions->kind && condition->subject == mentions->subject)
		return true;
	if (condition->kind == CONDITION_FACT)
		return builds_on(mentions, condition->subject);
	for (uint32_t i = 0; i < condition->child_count; i++)
		if (speaks_of(mentions, condition->children[i]))
			return true;
	return false;
}

static bool builds_on(struct mentions *mentions, uint32_t fact)
{
	if (mentions->facts[fact] == FACT_NOT_SEEN) {
		bool found = speaks_of(mentions, mentions->model->facts[fact].condition);
		mentions->facts[fact] = found ? FACT_WITH : FACT_WITHOUT;
	}
	return mentions->facts[fact] == FACT_WITH;
}

void mentions_init(struct mentions *mentions, const struct model *model, enum condition_kind kind, uint32_t subject)
{
	*mentions = (struct mentions){.model = model, .kind = kind, .subject = subject};
	mentions->facts = memory_new(model->fact_count, sizeof(*mentions->facts));
	for (uint32_t f = 0; f < model->fact_count; f++)
		builds_on(mentions, f);
}

void mentions_release(struct mentions *mentions)
{
	free(mentions->facts);
	*mentions = (struct mentions){0};
}

enum mention mentions_of_part(const struct mentions *mentions, const struct condition *condition)
{
	if (condition->kind == mentions->kind && condition->subject == mentions->subject)
		return MENTION_BY_NAME;
	if (condition->kind == CONDITION_FACT && mentions->facts[condition->subject] == FACT_WITH)
		return MENTION_THROUGH_FACT;
	return MENTION_NONE;
}

enum mention mentions_find(const struct mentions *mentions, uint32_t index, uint32_t *through)
{
	const struct condition *condition = &mentions->model->conditions[index];
	enum mention best = mentions_of_part(mentions, condition);
	if (best == MENTION_THROUGH_FACT && through)
		*through = condition->subject;
	for (uint32_t i = 0; best != MENTION_BY_NAME && i < condition->child_count; i++) {
		uint32_t fact = MODEL_NONE;
		enum mention mention = mentions_find(mentions, condition->children[i], &fact);
		if (mention == MENTION_BY_NAME || best == MENTION_NONE) {
			best = mention;
			if (mention == MENTION_THROUGH_FACT && through)
				*through = fact;
		}
	}
	return best;
}
