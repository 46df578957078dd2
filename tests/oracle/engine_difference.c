/* SPDX-License-Identifier: ISC
 *
 * The engine behind the seam: what it says of two models.
 */
#include "engine_internal.h"

#include "analyse/model_difference.h"

static uint64_t number_of(const mpz_t number)
{
	return mpz_fits_ulong_p(number) ? mpz_get_ui(number) : UINT64_MAX;
}

/* A value of a joint question, by what it is in each model. */
static struct engine_answer answer_of(const struct joint_question *question, uint32_t value)
{
	struct engine_answer answer = {.number = question->bounds ? question->bounds[value] : 0};
	for (size_t side = 0; side < ORACLE_MODELS; side++) {
		bool has = question->indices[side] != MODEL_NONE;
		answer.indices[side] = has ? (int)question->indices[side] : -1;
		answer.choices[side] = has ? (int)question->answers[side][value] : -1;
	}
	return answer;
}

static void copy_pair(const struct joint *joint, const struct outcome_pair *from, struct engine_pair *to)
{
	for (size_t side = 0; side < ORACLE_MODELS; side++)
		to->outcomes[side] = from->outcomes[side];
	to->same = from->same;
	to->count = number_of(from->count);
	for (uint32_t q = 0; q < joint->question_count; q++)
		if (from->witness[q] != DIAGRAM_UNDECIDED)
			to->witness[to->witness_count++] = answer_of(&joint->questions[q], from->witness[q]);
}

void engine_compare(const struct engine *first, const struct engine *second, struct engine_difference *result)
{
	struct joint joint;
	struct model_difference difference;
	*result = (struct engine_difference){0};
	result->circular = !joint_init(&joint, &first->model, &second->model);
	if (!result->circular) {
		model_difference_find(&difference, &joint, DIFFERENCE_MOST_STATES);
		result->exact = difference.exact;
		result->profiles = number_of(difference.profiles);
		result->different = number_of(difference.different);
		for (size_t i = 0; i < difference.pair_count && i < ENGINE_MOST_PAIRS; i++)
			copy_pair(&joint, &difference.pairs[i], &result->pairs[result->pair_count++]);
		model_difference_release(&difference);
	}
	joint_release(&joint);
}
