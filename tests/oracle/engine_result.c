/* SPDX-License-Identifier: ISC
 *
 * The engine behind the seam: texts in, what completions_find says out.
 */
#include "engine_result.h"

#include <stdio.h>
#include <string.h>

#include "analyse/completions.h"
#include "model/model_load.h"
#include "model/profile.h"

static enum oracle_state state_of(enum truth truth)
{
	static const enum oracle_state states[] = {
		[TRUTH_FALSE] = ORACLE_NEVER,
		[TRUTH_TRUE] = ORACLE_ALWAYS,
		[TRUTH_UNKNOWN] = ORACLE_DEPENDS,
	};
	return states[truth];
}

static void copy(const struct completions *from, struct engine_result *to)
{
	const struct model *model = from->model;
	to->option_count = model->option_count;
	to->rule_count = model->rule_count;
	to->question_count = model->question_count;
	to->empty = !from->possible;
	if (to->empty)
		return;
	to->settled = from->settled;
	to->leader = from->leader;
	for (size_t o = 0; o <= model->option_count; o++)
		mpq_set(to->shares[o], from->low[o]);
	for (size_t tier = 0; tier < TIER_COUNT; tier++)
		mpq_set(to->tiers[tier], from->tiers[tier]);
	for (size_t r = 0; r < model->rule_count; r++)
		to->holds[r] = state_of((enum truth)from->rule_truths[r]);
	for (size_t q = 0; q < model->question_count; q++) {
		to->applies[q] = state_of(from->inquiries[q].applies);
		to->can_matter[q] = from->inquiries[q].matters;
		to->can_inform[q] = from->inquiries[q].informs;
		mpq_set(to->impurity[q], from->inquiries[q].impurity);
	}
}

static void run(const struct profile *profile, const struct model *model, struct engine_result *result)
{
	struct completions completions;
	uint64_t possible[ORACLE_MOST_QUESTIONS];
	evaluate_possible(&profile->answers, possible);
	completions_find(&completions, model, possible, COMPLETIONS_ALL, ENCODE_MOST_STATES);
	copy(&completions, result);
	completions_release(&completions);
}

bool engine_run(const char *model_text, const char *profile_text, struct engine_result *result, char *error,
                size_t size)
{
	struct source source;
	struct model model;
	struct profile profile = {0};
	struct diagnostics found = {0}, profile_found = {0};
	struct buffer message = {0};
	source_of_bytes(&source, "model", model_text, strlen(model_text));
	bool good = model_load(&model, &source, &found);
	if (good) {
		source_of_bytes(&source, "profile", profile_text, strlen(profile_text));
		good = profile_open(&profile, &source, &profile_found)
		       && profile_bind(&profile, &model, &profile_found);
	}
	diagnostics_print(&found, &message);
	if (profile_found.source)
		diagnostics_print(&profile_found, &message);
	if (good)
		run(&profile, &model, result);
	else
		snprintf(error, size, "%.*s", TEXT_ARGS(buffer_text(&message)));
	buffer_release(&message);
	diagnostics_release(&found);
	diagnostics_release(&profile_found);
	profile_release(&profile);
	model_release(&model);
	return good;
}
