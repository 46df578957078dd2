/* SPDX-License-Identifier: ISC
 *
 * The engine behind the seam: texts in, what it says out.
 */
#include "engine_result.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyse/audit.h"
#include "analyse/count.h"
#include "analyse/flips.h"
#include "analyse/search.h"
#include "model/model_load.h"
#include "model/profile.h"

struct engine {
	struct model model;
	struct encoding whole;       /* of outcomes, with nothing known */
};

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

static size_t index_of(uint32_t index)
{
	return index == MODEL_NONE ? ORACLE_NO_INDEX : index;
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
	}
	to->next_question = index_of(from->next_question);
}

static void find_flips(const struct engine *engine, const struct answers *answers, struct engine_result *result)
{
	for (uint32_t o = 0; o < engine->model.option_count; o++) {
		struct flips flips;
		struct oracle_flips *found = &result->flips[o].found;
		flips_find(&flips, &engine->whole, answers, o);
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
		struct engine_sufficient *sufficient = &result->sufficient[o];
		sufficient->found = flips_find_sufficient(&engine->whole, answers, o, sufficient->kept);
	}
}

static void run(const struct engine *engine, const struct profile *profile, struct engine_result *result)
{
	struct completions completions;
	uint64_t possible[ORACLE_MOST_QUESTIONS];
	evaluate_possible(&profile->answers, possible);
	completions_find(&completions, &engine->model, possible, COMPLETIONS_ALL, ENCODE_MOST_STATES);
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

static void encode_whole(struct engine *engine)
{
	struct answers nothing;
	uint64_t possible[ORACLE_MOST_QUESTIONS];
	answers_init(&nothing, &engine->model);
	evaluate_possible(&nothing, possible);
	encode(&engine->whole, &engine->model, possible, ENCODE_OUTCOME, MODEL_NONE, ENCODE_MOST_STATES);
	answers_release(&nothing);
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
		encode_whole(engine);
		return engine;
	}
	model_release(&engine->model);
	free(engine);
	return NULL;
}

void engine_close(struct engine *engine)
{
	encoding_release(&engine->whole);
	model_release(&engine->model);
	free(engine);
}

/* The answer to a question in a complete profile: of a number, the band that it lies in. */
static int choice_of(const struct answers *answers, uint32_t question)
{
	const struct question *asked = &answers->model->questions[question];
	const struct answer_set *set = &answers->sets[question];
	uint32_t answer;
	if (set->state == ANSWER_MISSING)
		return ORACLE_NOT_ASKED;
	if (!answers_is_single(answers, question, &answer))
		return ENGINE_NO_ANSWER;
	bool is_band = set->range_count == 1 && set->ranges[0].low == set->ranges[0].high
	               && model_find_band(asked, set->ranges[0].low) == answer;
	return asked->is_number && !is_band ? ENGINE_NO_ANSWER : (int)answer;
}

static void search(const struct engine *engine, const struct query *query, struct engine_search *search)
{
	struct answers witness;
	answers_init(&witness, &engine->model);
	enum search_result result = search_profile(&engine->model, query, &witness, ENCODE_MOST_STATES);
	search->decided = result != SEARCH_UNDECIDED;
	search->found = result == SEARCH_FOUND;
	for (uint32_t q = 0; search->found && q < engine->model.question_count; q++)
		search->choices[q] = choice_of(&witness, q);
	answers_release(&witness);
}

static void search_all(const struct engine *engine, struct engine_model *result)
{
	for (uint32_t r = 0; r < engine->model.rule_count; r++) {
		struct literal holds = {engine->model.rules[r].condition, true};
		struct literal fails = {engine->model.rules[r].condition, false};
		search(engine, &(struct query){&holds, 1, MODEL_NONE, MODEL_NONE}, &result->holds[r]);
		search(engine, &(struct query){&fails, 1, MODEL_NONE, MODEL_NONE}, &result->fails[r]);
		search(engine, &(struct query){NULL, 0, r, MODEL_NONE}, &result->decides[r]);
	}
	for (uint32_t o = 0; o <= engine->model.option_count; o++)
		search(engine, &(struct query){NULL, 0, MODEL_NONE, o}, &result->wins[o]);
}

static void count(const struct engine *engine, struct engine_model *result)
{
	mpz_t profiles;
	mpz_init(profiles);
	result->counted = count_profiles(&engine->model, ENCODE_MOST_STATES, profiles) && mpz_fits_ulong_p(profiles);
	result->profile_count = mpz_get_ui(profiles);
	mpz_clear(profiles);
}

static enum oracle_code code_of(enum audit_code code)
{
	size_t i = 0;
	while (i < ORACLE_CODES && strcmp(oracle_code_names[i], audit_code_name(code)) != 0)
		i++;
	return (enum oracle_code)i;
}

static void audit_model(const struct engine *engine, struct engine_model *result)
{
	struct audit audit;
	audit_make(&audit, &engine->model, ENCODE_MOST_STATES);
	for (size_t i = 0; i < audit.count && i < ORACLE_MOST_FINDINGS; i++) {
		const struct audit_finding *finding = &audit.findings[i];
		result->findings.list[result->findings.count++] = (struct oracle_finding){
			code_of(finding->code), index_of(finding->subject), index_of(finding->other), index_of(finding->detail)};
		result->has_witness[i] = finding->has_witness;
		for (uint32_t q = 0; finding->has_witness && q < engine->model.question_count; q++)
			result->witnesses[i][q] = choice_of(&finding->witness, q);
	}
	audit_release(&audit);
}

void engine_run_model(const struct engine *engine, struct engine_model *result)
{
	result->option_count = engine->model.option_count;
	result->rule_count = engine->model.rule_count;
	result->question_count = engine->model.question_count;
	count(engine, result);
	search_all(engine, result);
	audit_model(engine, result);
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
