/* SPDX-License-Identifier: ISC
 *
 * The list of all complete profiles of a model.
 */
#include "oracle_model.h"

#include <stdlib.h>
#include <string.h>

#include "oracle_internal.h"

static void read_questions(const struct run *run, struct oracle_model *model)
{
	for (size_t i = 0; i < run->question_count; i++) {
		const struct yaml_node *fixed = yaml_tree_get(run->questions[i].node, TEXT("fixed"));
		model->choice_counts[i] = run->questions[i].choices->count;
		model->fixed[i] = fixed && text_equal(fixed->text, TEXT("true"));
	}
}

/* Leaves out each rule in turn, and each thing that it says. */
static void decide_without(const struct run *run, const struct completion *completion, struct oracle_profile *profile)
{
	struct outcome outcome = completion->outcome;
	for (size_t r = 0; r < run->rules->count; r++) {
		oracle_decide_without(run, (struct omission){r, ORACLE_NO_INDEX}, &outcome);
		profile->winner_without[r] = outcome.winner;
		profile->out_without[r] = outcome.out;
		for (size_t o = 0; outcome.holds[r] && o < run->options->count; o++) {
			oracle_decide_without(run, (struct omission){r, o}, &outcome);
			profile->effects[r * ORACLE_MOST_OPTIONS + o] = outcome.winner != profile->winner;
		}
	}
}

static void list_profiles(struct run *run, struct oracle_model *model)
{
	model->profiles = memory_new(run->completion_count, sizeof(*model->profiles));
	for (size_t i = 0; i < run->completion_count; i++) {
		const struct completion *completion = &run->completions[i];
		struct oracle_profile *profile = &model->profiles[model->profile_count++];
		memcpy(profile->choices, completion->choices, sizeof(profile->choices));
		memcpy(profile->holds, completion->outcome.holds, sizeof(profile->holds));
		profile->winner = completion->outcome.winner;
		profile->out = completion->outcome.out;
		decide_without(run, completion, profile);
		oracle_try(run, completion);
		for (size_t f = 0; f < model->fact_count; f++)
			profile->facts[f] = oracle_holds(run, yaml_tree_get(run->facts->items[f], TEXT("when")));
	}
}

void oracle_model_find(struct oracle_model *model, const struct yaml_node *tree)
{
	struct run run = {0};
	oracle_run_start(&run, tree, NULL);
	*model = (struct oracle_model){
		.option_count = run.options->count,
		.rule_count = run.rules->count,
		.fact_count = oracle_count(run.facts),
		.question_count = run.question_count,
	};
	read_questions(&run, model);
	list_profiles(&run, model);
	oracle_audit(&run, model);
	oracle_run_release(&run);
}

void oracle_model_release(struct oracle_model *model)
{
	free(model->profiles);
	*model = (struct oracle_model){0};
}
