/* SPDX-License-Identifier: ISC
 *
 * The engine behind the seam: texts in, what it says of a profile out.
 */
#include "engine_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyse/completions.h"
#include "analyse/flips.h"
#include "model/model_load.h"
#include "model/profile.h"

_Static_assert((int)FLIPS_MOST == ORACLE_FLIPS_KEPT && (int)FLIPS_LARGEST == ORACLE_LARGEST_FLIP, "kept alike");

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
	to->empty = !from->possible;
	if (to->empty)
		return;
	to->settled = from->settled;
	to->leader = from->leader;
	for (size_t o = 0; o <= model->option_count; o++)
		mpq_set(to->shares[o], from->low[o]);
	for (size_t tier = 0; tier < TIER_COUNT; tier++)
		mpq_set(to->tiers[tier], from->tiers[tier]);
	for (size_t r = 0; r < model->rule_count; r++) {
		to->holds[r] = state_of((enum truth)from->rule_truths[r]);
		mpq_set(to->rule_shares[r], from->rule_shares[r]);
	}
	for (size_t q = 0; q < model->question_count; q++) {
		to->applies[q] = state_of(from->inquiries[q].applies);
		to->can_matter[q] = from->inquiries[q].matters;
		to->can_inform[q] = from->inquiries[q].informs;
		mpq_set(to->impurity[q], from->inquiries[q].impurity);
		to->has_impurity[q] = from->inquiries[q].has_impurity;
		to->moves_leader[q] = from->inquiries[q].moves_leader;
	}
	to->next_question = from->next_question == MODEL_NONE ? ORACLE_NO_INDEX : from->next_question;
}

static void find_flips(const struct engine *engine, const struct answers *answers, struct engine_result *result)
{
	for (uint32_t o = 0; o < engine->model.option_count; o++) {
		struct flips flips;
		struct effort effort = {EFFORT_MOST_STATES, 0};
		struct oracle_flips *found = &result->flips[o].found;
		flips_find(&flips, &engine->whole, answers, o, &effort);
		result->flips[o].exact = flips.exact;
		*found = (struct oracle_flips){.size = flips.size, .count = flips.count};
		for (size_t i = 0; i < flips.count && i < ORACLE_FLIPS_KEPT; i++)
			for (size_t c = 0; c < flips.size; c++) {
				found->kept[i].changes[c].question = flips.kept[i].changes[c].question;
				found->kept[i].changes[c].choice = flips.kept[i].changes[c].answer;
			}
	}
}

static void find_sufficient(const struct engine *engine, const struct answers *answers, struct engine_result *result)
{
	for (uint32_t o = 0; o < engine->model.option_count; o++) {
		struct effort effort = {EFFORT_MOST_STATES, 0};
		struct engine_sufficient *sufficient = &result->sufficient[o];
		sufficient->found = flips_find_sufficient(&engine->whole, answers, o, &effort, sufficient->kept);
	}
}

static void run(const struct engine *engine, const struct profile *profile, struct engine_result *result)
{
	struct completions completions;
	uint64_t possible[ORACLE_MOST_QUESTIONS];
	evaluate_possible(&profile->answers, possible);
	completions_find(&completions, &engine->model, possible, COMPLETIONS_ALL, EFFORT_MOST_STATES);
	copy(&completions, result);
	completions_release(&completions);
	find_flips(engine, &profile->answers, result);
	find_sufficient(engine, &profile->answers, result);
}

/* Ends the reading of a file: releases `found` and, if the file was refused, writes what was found to `error`. */
static void end_reading(struct diagnostics *found, bool good, char *error, size_t size)
{
	struct buffer message = {0};
	if (!good) {
		diagnostics_print(found, &message);
		snprintf(error, size, "%.*s", TEXT_ARGS(buffer_text(&message)));
	}
	buffer_release(&message);
	diagnostics_release(found);
}

struct engine *engine_open(const char *model_text, char *error, size_t size)
{
	struct engine *engine = memory_new(1, sizeof(*engine));
	struct source source;
	struct diagnostics found = {0};
	source_of_bytes(&source, "model", model_text, strlen(model_text));
	bool good = model_load(&engine->model, &source, &found);
	end_reading(&found, good, error, size);
	if (good) {
		encode_whole(&engine->whole, &engine->model, EFFORT_MOST_STATES);
		network_make(&engine->network, &engine->model);
		return engine;
	}
	model_release(&engine->model);
	free(engine);
	return NULL;
}

void engine_close(struct engine *engine)
{
	encoding_release(&engine->whole);
	network_release(&engine->network);
	model_release(&engine->model);
	free(engine);
}

bool engine_decide(const struct engine_model *model, const int *choices, struct engine_decision *decision)
{
	const struct network *network = &model->engine->network;
	struct network_run run;
	uint8_t answers[ORACLE_MOST_QUESTIONS];
	for (size_t q = 0; q < model->question_count; q++)
		answers[q] = choices[q] == ORACLE_NOT_ASKED ? NETWORK_OPEN : (uint8_t)choices[q];
	network_run_init(&run, network);
	bool decided = network_evaluate(&run, answers) && !run.impossible;
	decision->winner = run.winner;
	decision->out = run.standings.out;
	for (uint32_t i = 0; i < network->reason_count; i++) {
		decision->speaks[network->reasons[i].rule] = true;
		decision->holds[network->reasons[i].rule] = run.reasons[i / 64] >> i % 64 & 1;
	}
	network_run_release(&run);
	return decided;
}

bool engine_run(const struct engine *engine, const char *profile_text, struct engine_result *result, char *error,
                size_t size)
{
	struct source source;
	struct profile profile = {0};
	struct diagnostics found = {0};
	source_of_bytes(&source, "profile", profile_text, strlen(profile_text));
	bool good = profile_open(&profile, &source, &found) && profile_bind(&profile, &engine->model, &found);
	end_reading(&found, good, error, size);
	if (good)
		run(engine, &profile, result);
	profile_release(&profile);
	return good;
}
