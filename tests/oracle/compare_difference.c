/* SPDX-License-Identifier: ISC
 *
 * Compares how two models differ.
 */
#include "compare_internal.h"

/* The profiles that the engine counts for a pair of outcomes; 0 if it does not have the pair. */
static uint64_t count_of(const struct engine_difference *engine, size_t first, size_t second, bool same)
{
	uint64_t count = 0;
	for (size_t i = 0; i < engine->pair_count; i++) {
		const struct engine_pair *pair = &engine->pairs[i];
		if (pair->outcomes[0] == first && pair->outcomes[1] == second && pair->same == same)
			count += pair->count;
	}
	return count;
}

void compare_difference(const struct oracle_view *oracle, const struct engine_view *engine, struct buffer *what)
{
	const struct oracle_difference *expected = &oracle->difference;
	const struct engine_difference *got = &engine->difference;
	size_t different = 0, pairs = 0;
	compare_number(what, "no order suits both models", expected->circular, got->circular);
	if (expected->circular || got->circular)
		return;
	for (size_t a = 0; a < expected->outcome_counts[0]; a++)
		for (size_t b = 0; b < expected->outcome_counts[1]; b++) {
			uint64_t count = expected->counts[a][b], own = count_of(got, a, b, expected->same[a][b]);
			different += expected->same[a][b] ? 0 : count;
			pairs += count > 0;
			if (own != count)
				buffer_format(what, "# profiles with o%zu and o%zu: oracle %zu, engine %zu\n", a + 1, b + 1,
				              (size_t)count, (size_t)own);
		}
	compare_number(what, "models were compared", true, got->exact);
	compare_number(what, "joint profiles", expected->profile_count, got->profiles);
	compare_number(what, "that differ", different, got->different);
	compare_number(what, "pairs of outcomes", pairs, got->pair_count);
}

bool spoil_difference(struct engine_view *engine, size_t which)
{
	struct engine_difference *difference = &engine->difference;
	struct engine_pair *pair = &difference->pairs[difference->pair_count ? which % difference->pair_count : 0];
	size_t kind = difference->circular ? 0 : which % 7;
	if (kind > 3 && difference->pair_count == 0)
		return false;
	switch (kind) {
	case 0:
		difference->circular = !difference->circular;
		break;
	case 1:
		difference->exact = false;
		break;
	case 2:
		difference->profiles++;
		break;
	case 3:
		difference->different++;
		break;
	case 4:
		pair->count++;
		break;
	case 5:
		pair->same = !pair->same;
		break;
	default:
		pair->outcomes[which % ORACLE_MODELS]++;
		break;
	}
	return true;
}

static bool is_value(const struct oracle_joint_question *question, const struct oracle_joint_value *value,
                     const struct engine_answer *answer)
{
	for (size_t side = 0; side < ORACLE_MODELS; side++)
		if (question->indices[side] != answer->indices[side] ||
		    (question->indices[side] >= 0 && value->choices[side] != answer->choices[side]))
			return false;
	return value->number == answer->number;
}

/* The joint question and its value that an answer is; false if there is no such one. */
static bool find_value(const struct oracle_difference *difference, const struct engine_answer *answer, size_t *question,
                       int *value)
{
	for (size_t q = 0; q < difference->question_count; q++)
		for (size_t v = 0; v < difference->questions[q].value_count; v++)
			if (is_value(&difference->questions[q], &difference->questions[q].values[v], answer)) {
				*question = q;
				*value = (int)v;
				return true;
			}
	return false;
}

/* A witness as the oracle has it. */
struct witness {
	size_t count;
	size_t questions[ORACLE_MOST_JOINT];
	int values[ORACLE_MOST_JOINT];
};

/* How the joint profiles that go with a witness, of which one answer may be left out, fare. What a witness says of a
 * question that does not apply says nothing of a profile. */
struct census {
	size_t of_pair, of_others;       /* those with its outcomes, and with others */
	size_t full;                     /* those in which all its answers are given */
};

static struct census take_census(const struct oracle_difference *difference, const struct engine_pair *pair,
                                 const struct witness *witness, size_t except)
{
	struct census census = {0};
	for (size_t i = 0; i < difference->profile_count; i++) {
		const struct oracle_joint_profile *profile = &difference->profiles[i];
		bool agrees = true, full = true;
		for (size_t w = 0; w < witness->count; w++) {
			int value = profile->values[witness->questions[w]];
			if (w == except)
				continue;
			full = full && value == witness->values[w];
			agrees = agrees && (value == ORACLE_NOT_ASKED || value == witness->values[w]);
		}
		bool is_own = profile->outcomes[0] == pair->outcomes[0] && profile->outcomes[1] == pair->outcomes[1];
		census.of_pair += agrees && is_own;
		census.of_others += agrees && !is_own;
		census.full += full;
	}
	return census;
}

static void check_witness(const struct oracle_difference *difference, const struct engine_pair *pair,
                          struct buffer *what)
{
	struct witness witness = {.count = pair->witness_count};
	struct census census;
	for (size_t w = 0; w < witness.count; w++)
		if (!find_value(difference, &pair->witness[w], &witness.questions[w], &witness.values[w])) {
			buffer_add_string(what, "# a witness answers what is no joint question with what is no value\n");
			return;
		}
	census = take_census(difference, pair, &witness, witness.count);
	if (census.of_others > 0 || census.full == 0)
		buffer_format(what, "# the witness of o%zu and o%zu goes with others: %zu, is given in: %zu\n",
		              pair->outcomes[0] + 1, pair->outcomes[1] + 1, census.of_others, census.full);
	for (size_t w = 0; w < witness.count; w++) {
		census = take_census(difference, pair, &witness, w);
		if (census.of_others == 0)
			buffer_format(what, "# answer %zu in the witness of o%zu and o%zu is needless\n", w + 1,
			              pair->outcomes[0] + 1, pair->outcomes[1] + 1);
	}
}

void compare_witnesses(const struct oracle_view *oracle, const struct engine_view *engine, struct buffer *what)
{
	for (size_t i = 0; i < engine->difference.pair_count; i++)
		check_witness(&oracle->difference, &engine->difference.pairs[i], what);
}

/* Takes an answer out of a witness, says one twice, or gives one that is none. */
bool spoil_witnesses(struct engine_view *engine, size_t which)
{
	struct engine_difference *difference = &engine->difference;
	struct engine_pair *pair = &difference->pairs[difference->pair_count ? which % difference->pair_count : 0];
	if (difference->pair_count == 0 || pair->witness_count == 0)
		return false;
	switch (which % 3) {
	case 0:
		pair->witness_count--;
		break;
	case 1:
		pair->witness[pair->witness_count] = pair->witness[0];
		pair->witness_count++;
		break;
	default:
		pair->witness[0].choices[pair->witness[0].indices[0] < 0] += ORACLE_MOST_VALUES;
		break;
	}
	return true;
}
