/* SPDX-License-Identifier: ISC
 *
 * Takes note of what occurs.
 */
#include "coverage.h"

static const char *const names[COVER_FINDING] = {
	[COVER_NESTED] = "a question under an answer",
	[COVER_NESTED_THRICE] = "a question three answers deep",
	[COVER_BANDS] = "a number question",
	[COVER_GUARD] = "a guard",
	[COVER_GUARD_ON_FACT] = "a guard that names a fact",
	[COVER_GUARD_UNKNOWN] = "a guard that is unknown",
	[COVER_FIXED] = "a fixed question",
	[COVER_PRIORS] = "priors",
	[COVER_FACTS] = "facts",
	[COVER_FACTS_ON_FACTS] = "a fact that names a fact",
	[COVER_IMPOSSIBLE] = "impossible combinations",
	[COVER_RULES_OUT] = "an option ruled out",
	[COVER_SET] = "a set of answers",
	[COVER_RANGE] = "a set or range of numbers",
	[COVER_UNKNOWN] = "an answer said to be unknown",
	[COVER_IDLE_ANSWER] = "an answer to a question that does not apply",
	[COVER_EMPTY] = "a profile without completions",
	[COVER_SETTLED] = "a settled result",
	[COVER_OPEN] = "an open result",
	[COVER_CANNOT_MATTER] = "an open question that cannot matter",
	[COVER_STRONG] = "decided by strong reasons",
	[COVER_MEDIUM] = "decided by medium reasons",
	[COVER_WEAK] = "decided by weak reasons",
	[COVER_ORDER] = "decided by order",
	[COVER_ALONE] = "all options but one are out",
	[COVER_NONE] = "all options are out",
	[COVER_FLIP_OF_ONE] = "a smallest flip of one answer",
	[COVER_FLIP_OF_TWO] = "a smallest flip of two answers",
	[COVER_FLIP_OF_THREE] = "a smallest flip of three answers",
	[COVER_NO_FLIP] = "no flip of up to three answers",
	[COVER_FLIP_OF_EMPTY] = "a flip from a profile without completions",
	[COVER_SUFFICIENT] = "some of the given answers suffice",
	[COVER_NEXT_NOT_FIRST] = "a next question that is not the first that matters",
	[COVER_NEXT_INFORMS] = "a next question that only informs",
	[COVER_DIFFERENCE] = "a variant that decides differently",
	[COVER_DIFFERENCES] = "a variant that decides differently in several ways",
	[COVER_DIFFERENCE_NONE] = "a variant that leaves no option where another wins, or the other way",
	[COVER_NO_DIFFERENCE] = "a variant that decides alike",
	[COVER_QUESTION_ALONE] = "a question of the model or the variant alone",
	[COVER_ANSWER_ALONE] = "a common question with an answer of the model alone",
	[COVER_BANDS_CUT] = "bands that the variant cuts elsewhere",
	[COVER_ALLOWED] = "a finding that its rule allows",
	[COVER_APPLIES_IN_ONE] = "a common question that applies in the model or the variant alone",
};

const char *coverage_name(enum coverage coverage)
{
	return coverage < COVER_FINDING ? names[coverage] : oracle_code_names[coverage - COVER_FINDING];
}

void coverage_note_features(const struct generated_features *features, bool *covered)
{
	covered[COVER_NESTED] = features->nested;
	covered[COVER_NESTED_THRICE] = features->nested_thrice;
	covered[COVER_BANDS] = features->bands;
	covered[COVER_GUARD] = features->guard;
	covered[COVER_GUARD_ON_FACT] = features->guard_on_fact;
	covered[COVER_FIXED] = features->fixed;
	covered[COVER_PRIORS] = features->priors;
	covered[COVER_FACTS] = features->facts;
	covered[COVER_FACTS_ON_FACTS] = features->facts_on_facts;
	covered[COVER_IMPOSSIBLE] = features->impossible;
	covered[COVER_RULES_OUT] = features->rules_out;
	covered[COVER_SET] = features->set;
	covered[COVER_RANGE] = features->range;
	covered[COVER_UNKNOWN] = features->unknown;
}

static void note_result(const struct generated_features *features, size_t profile,
                        const struct oracle_result *oracle, bool *covered)
{
	static const enum coverage tiers[ORACLE_TIERS] = {
		COVER_STRONG, COVER_MEDIUM, COVER_WEAK, COVER_ORDER, COVER_ALONE, COVER_NONE,
	};

	covered[COVER_EMPTY] |= oracle->empty;
	if (oracle->empty)
		return;
	covered[oracle->settled ? COVER_SETTLED : COVER_OPEN] = true;
	for (size_t i = 0; i < ORACLE_TIERS; i++)
		covered[tiers[i]] |= mpq_sgn(oracle->tiers[i]) > 0;
	for (size_t i = 0; i < oracle->question_count; i++) {
		bool answered = features->answered[profile][i];

		covered[COVER_GUARD_UNKNOWN] |=
			features->guarded_top[i] && oracle->applies[i] == ORACLE_DEPENDS;
		covered[COVER_IDLE_ANSWER] |= answered && oracle->applies[i] == ORACLE_NEVER;
		covered[COVER_CANNOT_MATTER] |= !answered && !oracle->settled &&
		                                !oracle->can_matter[i] &&
		                                oracle->applies[i] == ORACLE_ALWAYS;
	}
}

void coverage_note_model(const struct oracle_view *oracle, bool *covered)
{
	covered[COVER_ALLOWED] = oracle->model.allowed.count > 0;
	for (size_t i = 0; i < oracle->model.findings.count; i++)
		covered[COVER_FINDING + oracle->model.findings.list[i].code] = true;
}

/* In which ways a variant decides differently. */
static void note_pairs(const struct oracle_difference *difference, bool *covered)
{
	size_t nones[] = {difference->outcome_counts[0] - 1, difference->outcome_counts[1] - 1}, pairs = 0;
	for (size_t a = 0; a <= nones[0]; a++)
		for (size_t b = 0; b <= nones[1]; b++) {
			if (difference->same[a][b] || difference->counts[a][b] == 0)
				continue;
			pairs++;
			covered[COVER_DIFFERENCE_NONE] |= a == nones[0] || b == nones[1];
		}
	covered[COVER_DIFFERENCE] |= pairs > 0;
	covered[COVER_DIFFERENCES] |= pairs > 1;
	covered[COVER_NO_DIFFERENCE] |= pairs == 0 && difference->profile_count > 0;
}

void coverage_note_variant(const struct oracle_view *oracle, bool *covered)
{
	const struct oracle_difference *difference = &oracle->difference;
	note_pairs(difference, covered);
	covered[COVER_APPLIES_IN_ONE] |= difference->applies_in_one;
	for (size_t q = 0; q < difference->question_count; q++) {
		const struct oracle_joint_question *question = &difference->questions[q];
		if (question->indices[0] < 0 || question->indices[1] < 0)
			covered[COVER_QUESTION_ALONE] = true;
		else if (question->value_count < oracle->model.choice_counts[question->indices[0]])
			covered[COVER_ANSWER_ALONE] = true;
		for (size_t v = 1; v < question->value_count; v++)
			for (size_t side = 0; side < ORACLE_MODELS; side++)
				covered[COVER_BANDS_CUT] |= question->values[v].number > 0 &&
				                            question->values[v].choices[side] ==
				                                    question->values[v - 1].choices[side];
	}
}

static void note_flips(const struct oracle_view *oracle, bool *covered)
{
	for (size_t o = 0; o < oracle->model.option_count; o++) {
		const struct oracle_flips *flips = &oracle->flips[o];
		covered[COVER_FLIP_OF_ONE] |= flips->size == 1;
		covered[COVER_FLIP_OF_TWO] |= flips->size == 2;
		covered[COVER_FLIP_OF_THREE] |= flips->size == 3;
		covered[COVER_NO_FLIP] |= flips->count == 0;
		covered[COVER_FLIP_OF_EMPTY] |= flips->count > 0 && oracle->profile.empty;
	}
}

static void note_next(const struct oracle_result *oracle, bool *covered)
{
	if (oracle->empty || oracle->next_question == ORACLE_NO_INDEX)
		return;
	covered[COVER_NEXT_INFORMS] |= !oracle->can_matter[oracle->next_question];
	for (size_t i = 0; i < oracle->next_question; i++)
		covered[COVER_NEXT_NOT_FIRST] |= oracle->can_matter[i] && oracle->applies[i] == ORACLE_ALWAYS;
}

static void note_sufficient(const struct oracle_view *oracle, const struct engine_view *engine, bool *covered)
{
	for (size_t o = 0; o < oracle->model.option_count; o++) {
		const struct engine_sufficient *sufficient = &engine->profile.sufficient[o];
		for (size_t q = 0; sufficient->found && q < oracle->model.question_count; q++)
			covered[COVER_SUFFICIENT] |= oracle->profile.given[q] && !sufficient->kept[q];
	}
}

void coverage_note_profile(const struct generated_features *features, size_t profile, const struct oracle_view *oracle,
                           const struct engine_view *engine, bool *covered)
{
	note_result(features, profile, &oracle->profile, covered);
	note_flips(oracle, covered);
	note_next(&oracle->profile, covered);
	note_sufficient(oracle, engine, covered);
}
