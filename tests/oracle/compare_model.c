/* SPDX-License-Identifier: ISC
 *
 * Compares what is said of a model alone: what its profiles can show. A profile that is found must be on the oracle's
 * list, which makes it complete and possible, and must show what was asked for.
 */
#include "compare_internal.h"

#include <string.h>

void compare_count(const struct oracle_view *oracle, const struct engine_view *engine, struct buffer *what)
{
	compare_number(what, "profiles were counted", true, engine->model.counted);
	compare_number(what, "profiles", oracle->model.profile_count, engine->model.profile_count);
}

bool spoil_count(struct engine_view *engine, size_t which)
{
	if (which % 4 == 0)
		engine->model.counted = false;
	else
		engine->model.profile_count++;
	return true;
}

typedef bool profile_test(const struct oracle_profile *profile, size_t subject);

static bool shows_holding(const struct oracle_profile *profile, size_t rule)
{
	return profile->holds[rule];
}

static bool shows_failing(const struct oracle_profile *profile, size_t rule)
{
	return !profile->holds[rule];
}

static bool shows_deciding(const struct oracle_profile *profile, size_t rule)
{
	return profile->holds[rule] && profile->winner != profile->winner_without[rule];
}

static bool shows_effect(const struct oracle_profile *profile, size_t effect)
{
	return profile->effects[effect];
}

static bool shows_winning(const struct oracle_profile *profile, size_t outcome)
{
	return profile->winner == outcome;
}

static bool is_shown(const struct oracle_model *model, profile_test *shows, size_t subject)
{
	for (size_t i = 0; i < model->profile_count; i++)
		if (shows(&model->profiles[i], subject))
			return true;
	return false;
}

const struct oracle_profile *compare_find_profile(const struct oracle_model *model, const int *choices)
{
	for (size_t i = 0; i < model->profile_count; i++)
		if (memcmp(model->profiles[i].choices, choices, model->question_count * sizeof(*choices)) == 0)
			return &model->profiles[i];
	return NULL;
}

/* Compares a search for each of `count` subjects. */
static void compare_searches(const struct oracle_model *model, const char *name, profile_test *shows,
                             const struct engine_search *searches, size_t count, struct buffer *what)
{
	for (size_t i = 0; i < count; i++) {
		bool expected = is_shown(model, shows, i);
		const struct oracle_profile *profile = compare_find_profile(model, searches[i].choices);
		if (!searches[i].decided || searches[i].found != expected)
			buffer_format(what, "# a profile %s%zu: oracle %d, engine %s\n", name, i + 1, expected,
			              !searches[i].decided ? "undecided" : searches[i].found ? "1" : "0");
		else if (expected && !profile)
			buffer_format(what, "# a profile %s%zu: what is found is no complete and possible profile\n", name,
			              i + 1);
		else if (expected && !shows(profile, i))
			buffer_format(what, "# a profile %s%zu: what is found is none\n", name, i + 1);
	}
}

void compare_holds(const struct oracle_view *oracle, const struct engine_view *engine, struct buffer *what)
{
	const struct oracle_model *model = &oracle->model;
	compare_searches(model, "that holds r", shows_holding, engine->model.holds, model->rule_count, what);
	compare_searches(model, "that fails r", shows_failing, engine->model.fails, model->rule_count, what);
}

void compare_decides(const struct oracle_view *oracle, const struct engine_view *engine, struct buffer *what)
{
	const struct oracle_model *model = &oracle->model;
	compare_searches(model, "decided by r", shows_deciding, engine->model.decides, model->rule_count, what);
}

void compare_effects(const struct oracle_view *oracle, const struct engine_view *engine, struct buffer *what)
{
	compare_searches(&oracle->model, "decided by effect ", shows_effect, engine->model.effects,
	                 oracle->model.rule_count * ORACLE_MOST_OPTIONS, what);
}

void compare_wins(const struct oracle_view *oracle, const struct engine_view *engine, struct buffer *what)
{
	const struct oracle_model *model = &oracle->model;
	compare_searches(model, "won by o", shows_winning, engine->model.wins, model->option_count + 1, what);
}

/* A fault in what the compiled model says of the profile with this number. */
static void spoil_decision(struct engine_decision *decision, const struct engine_model *model, size_t number)
{
	size_t which = model->spoilt - 1;
	if (model->spoilt == 0 || number != 0)
		return;
	if (which % 3 == 0)
		decision->winner = (decision->winner + 1) % (model->option_count + 1);
	else if (which % 3 == 1)
		decision->out ^= UINT32_C(1) << which % model->option_count;
	else
		decision->holds[which % model->rule_count] ^= true;
}

void compare_decided(const struct oracle_view *oracle, const struct engine_view *engine, struct buffer *what)
{
	const struct oracle_model *model = &oracle->model;
	for (size_t i = 0; i < model->profile_count; i++) {
		const struct oracle_profile *profile = &model->profiles[i];
		struct engine_decision decision = {0};
		bool decided = engine_decide(&engine->model, profile->choices, &decision);
		spoil_decision(&decision, &engine->model, i);
		bool same = decided && decision.winner == profile->winner && decision.out == profile->out;
		for (size_t r = 0; r < model->rule_count; r++)
			same = same && (decision.holds[r] == profile->holds[r] || !decision.speaks[r]);
		if (!same)
			buffer_format(what, "# profile %zu of the list: oracle %zu, compiled %zu, or reasons differ\n", i + 1,
			              profile->winner, decision.winner);
	}
}

bool spoil_decided(struct engine_view *engine, size_t which)
{
	engine->model.spoilt = which + 1;
	return true;
}

/* Spoils a search: takes an answer from what it found or gives it one more, exchanges it for what shows the opposite, or
 * denies that something was found. */
static void spoil_search(struct engine_search *search, const struct engine_search *opposite, size_t question, size_t kind)
{
	int *choice = &search->choices[question];
	if (kind % 3 == 0 || !search->found)
		search->found = !search->found;
	else if (kind % 3 == 1 && opposite && opposite->found)
		*search = *opposite;
	else
		*choice = *choice == ORACLE_NOT_ASKED ? 0 : ORACLE_NOT_ASKED;
}

bool spoil_holds(struct engine_view *engine, size_t which)
{
	struct engine_model *model = &engine->model;
	size_t rule = which % model->rule_count, question = which % model->question_count;
	if (which % 2)
		spoil_search(&model->holds[rule], &model->fails[rule], question, which / 2);
	else
		spoil_search(&model->fails[rule], &model->holds[rule], question, which / 2);
	return true;
}

bool spoil_decides(struct engine_view *engine, size_t which)
{
	struct engine_model *model = &engine->model;
	size_t rule = which % model->rule_count;
	spoil_search(&model->decides[rule], &model->fails[rule], which % model->question_count, which);
	return true;
}

bool spoil_effects(struct engine_view *engine, size_t which)
{
	struct engine_model *model = &engine->model;
	size_t rule = which % model->rule_count, option = which % model->option_count;
	spoil_search(&model->effects[rule * ORACLE_MOST_OPTIONS + option], &model->fails[rule], which % model->question_count, which);
	return true;
}

bool spoil_wins(struct engine_view *engine, size_t which)
{
	struct engine_model *model = &engine->model;
	size_t outcomes = model->option_count + 1, outcome = which % outcomes;
	spoil_search(&model->wins[outcome], &model->wins[(outcome + 1) % outcomes], which % model->question_count, which);
	return true;
}
