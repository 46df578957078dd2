/* SPDX-License-Identifier: ISC
 *
 * The engine behind the seam: what it says of a model when nothing is known.
 */
#include "engine_internal.h"

#include <string.h>

#include "analyse/audit.h"
#include "analyse/count.h"
#include "analyse/search.h"

static size_t index_of(uint32_t index)
{
	return index == MODEL_NONE ? ORACLE_NO_INDEX : index;
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
	enum search_result result = search_profile(&engine->model, query, &witness,
	                                           &(struct effort){.budget = EFFORT_MOST_STATES});
	search->decided = result != SEARCH_UNDECIDED;
	search->found = result == SEARCH_FOUND;
	for (uint32_t q = 0; search->found && q < engine->model.question_count; q++)
		search->choices[q] = choice_of(&witness, q);
	answers_release(&witness);
}

/* For each option; a rule that says nothing of one decides nothing by it. */
static void search_effects(const struct engine *engine, uint32_t r, struct engine_search *searches)
{
	const struct rule *rule = &engine->model.rules[r];
	for (uint32_t o = 0; o < ORACLE_MOST_OPTIONS; o++)
		searches[o].decided = true;
	for (size_t i = 0; i < rule->effect_count; i++)
		search(engine, &(struct query){NULL, 0, r, MODEL_NONE, &rule->effects[i]},
		       &searches[rule->effects[i].option]);
}

static void search_all(const struct engine *engine, struct engine_model *result)
{
	for (uint32_t r = 0; r < engine->model.rule_count; r++) {
		struct literal holds = {engine->model.rules[r].condition, true};
		struct literal fails = {engine->model.rules[r].condition, false};
		search(engine, &(struct query){&holds, 1, MODEL_NONE, MODEL_NONE, NULL}, &result->holds[r]);
		search(engine, &(struct query){&fails, 1, MODEL_NONE, MODEL_NONE, NULL}, &result->fails[r]);
		search(engine, &(struct query){NULL, 0, r, MODEL_NONE, NULL}, &result->decides[r]);
		search_effects(engine, r, &result->effects[r * ORACLE_MOST_OPTIONS]);
	}
	for (uint32_t o = 0; o <= engine->model.option_count; o++)
		search(engine, &(struct query){NULL, 0, MODEL_NONE, o, NULL}, &result->wins[o]);
}

static void count(const struct engine *engine, struct engine_model *result)
{
	mpz_t profiles;
	mpz_init(profiles);
	result->counted = count_profiles(&engine->model, EFFORT_MOST_STATES, profiles) && mpz_fits_ulong_p(profiles);
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

static void copy_finding(const struct audit_finding *from, struct oracle_findings *to)
{
	if (to->count < ORACLE_MOST_FINDINGS)
		to->list[to->count++] = (struct oracle_finding){code_of(from->code), index_of(from->subject),
		                                                index_of(from->other), index_of(from->detail)};
}

static void audit_model(const struct engine *engine, struct engine_model *result)
{
	struct audit audit;
	audit_make(&audit, &engine->model, EFFORT_MOST_STATES);
	for (size_t i = 0; i < audit.count && i < ORACLE_MOST_FINDINGS; i++) {
		const struct audit_finding *finding = &audit.findings[i];
		copy_finding(finding, &result->findings);
		result->has_witness[i] = finding->has_witness;
		for (uint32_t q = 0; finding->has_witness && q < engine->model.question_count; q++)
			result->witnesses[i][q] = choice_of(&finding->witness, q);
	}
	for (size_t i = 0; i < audit.allowed_count; i++)
		copy_finding(&audit.allowed[i], &result->allowed);
	audit_release(&audit);
}

void engine_run_model(const struct engine *engine, struct engine_model *result)
{
	result->option_count = engine->model.option_count;
	result->rule_count = engine->model.rule_count;
	result->question_count = engine->model.question_count;
	result->engine = engine;
	result->spoilt = 0;
	count(engine, result);
	search_all(engine, result);
	audit_model(engine, result);
}
