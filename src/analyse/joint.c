/* SPDX-License-Identifier: ISC
 *
 * Owns the matching of two models. The order is a topological one: guards of both models name earlier questions.
 */
#include "analyse/joint.h"

#include <stdlib.h>

enum visit_state { VISIT_NEW, VISIT_UNDER_WAY, VISIT_DONE };

struct matching {
	struct joint *joint;
	unsigned char *states[JOINT_MODELS];     /* of each question: enum visit_state */
	bool *facts_done[JOINT_MODELS];          /* of each fact: the questions that it names have been added */
};

uint32_t joint_match(const struct joint *joint, size_t side, uint32_t index)
{
	const struct question *question = &joint->models[side]->questions[index];
	const struct model *other = joint->models[!side];
	uint32_t match = model_find_question(other, question->id);
	return match != MODEL_NONE && other->questions[match].is_number == question->is_number ? match : MODEL_NONE;
}

/* The answers of a question of one model. */
static void take_answers(struct joint *joint, struct joint_question *added, size_t side)
{
	const struct question *question = &joint->models[side]->questions[added->indices[side]];
	added->answers[side] = arena_new(&joint->arena, question->answer_count, sizeof(uint32_t));
	if (question->is_number)
		added->bounds = arena_new(&joint->arena, question->answer_count, sizeof(uint64_t));
	for (uint32_t v = 0; v < question->answer_count; v++) {
		added->answers[side][v] = v;
		if (added->bounds)
			added->bounds[v] = question->answers[v].bound;
	}
	added->value_count = question->answer_count;
}

static void add_value(struct joint_question *added, uint32_t first, uint32_t second)
{
	added->answers[0][added->value_count] = first;
	added->answers[1][added->value_count++] = second;
}

static void match_answers(struct joint_question *added, const struct question *first, const struct question *second)
{
	for (uint32_t v = 0; v < first->answer_count; v++) {
		uint32_t other = model_find_answer(second, first->answers[v].id);
		if (other != MODEL_NONE)
			add_value(added, v, other);
	}
}

/* A stretch begins wherever a band of either begins, once both have begun. */
static void match_bands(struct joint_question *added, const struct question *first, const struct question *second)
{
	uint32_t a = 0, b = 0;
	while (a < first->answer_count || b < second->answer_count) {
		uint64_t a_bound = a < first->answer_count ? first->answers[a].bound : UINT64_MAX;
		uint64_t b_bound = b < second->answer_count ? second->answers[b].bound : UINT64_MAX;
		uint64_t bound = a_bound < b_bound ? a_bound : b_bound;
		a += a_bound == bound;
		b += b_bound == bound;
		if (a == 0 || b == 0)
			continue;
		added->bounds[added->value_count] = bound;
		add_value(added, a - 1, b - 1);
	}
}

static void share_answers(struct joint *joint, struct joint_question *added)
{
	const struct question *first = &joint->models[0]->questions[added->indices[0]];
	const struct question *second = &joint->models[1]->questions[added->indices[1]];
	size_t most = (size_t)first->answer_count + second->answer_count;
	for (size_t side = 0; side < JOINT_MODELS; side++)
		added->answers[side] = arena_new(&joint->arena, most, sizeof(uint32_t));
	if (first->is_number) {
		added->bounds = arena_new(&joint->arena, most, sizeof(uint64_t));
		match_bands(added, first, second);
	} else {
		match_answers(added, first, second);
	}
}

static void add_question(struct joint *joint, const uint32_t *indices)
{
	struct joint_question *added = &joint->questions[joint->question_count++];
	for (size_t side = 0; side < JOINT_MODELS; side++)
		added->indices[side] = indices[side];
	if (indices[0] != MODEL_NONE && indices[1] != MODEL_NONE)
		share_answers(joint, added);
	else
		take_answers(joint, added, indices[0] == MODEL_NONE);
}

static bool visit_rec(struct matching *matching, size_t side, uint32_t index);
static bool visit_condition_rec(struct matching *matching, size_t side, uint32_t index);

static bool visit_fact(struct matching *matching, size_t side, uint32_t fact)
{
	if (!matching->facts_done[side][fact])
		matching->facts_done[side][fact] =
			visit_condition_rec(matching, side, matching->joint->models[side]->facts[fact].condition);
	return matching->facts_done[side][fact];
}

/* Visits the questions that a condition names. */
static bool visit_condition_rec(struct matching *matching, size_t side, uint32_t index)
{
	const struct condition *condition = &matching->joint->models[side]->conditions[index];
	if (condition->kind == CONDITION_ANSWER)
		return visit_rec(matching, side, condition->subject);
	if (condition->kind == CONDITION_FACT)
		return visit_fact(matching, side, condition->subject);
	for (uint32_t c = 0; c < condition->child_count; c++)
		if (!visit_condition_rec(matching, side, condition->children[c]))
			return false;
	return true;
}

/* Adds a question after all that decide whether it applies. Returns false when it would have to come before itself. */
static bool visit_rec(struct matching *matching, size_t side, uint32_t index)
{
	struct joint *joint = matching->joint;
	uint32_t indices[JOINT_MODELS];
	indices[side] = index;
	indices[!side] = joint_match(joint, side, index);
	if (matching->states[side][index] == VISIT_DONE)
		return true;
	if (matching->states[side][index] == VISIT_UNDER_WAY) {
		joint->circular = joint->models[side]->questions[index].id;
		return false;
	}
	for (size_t s = 0; s < JOINT_MODELS; s++)
		if (indices[s] != MODEL_NONE)
			matching->states[s][indices[s]] = VISIT_UNDER_WAY;
	for (size_t s = 0; s < JOINT_MODELS; s++)
		if (indices[s] != MODEL_NONE
		    && !visit_condition_rec(matching, s, joint->models[s]->questions[indices[s]].applies))
			return false;
	for (size_t s = 0; s < JOINT_MODELS; s++)
		if (indices[s] != MODEL_NONE)
			matching->states[s][indices[s]] = VISIT_DONE;
	add_question(joint, indices);
	return true;
}

/* Visits the questions of the second model from `index` on up to one that the first has, too. */
static bool visit_own(struct matching *matching, uint32_t index)
{
	const struct joint *joint = matching->joint;
	for (; index < joint->models[1]->question_count && joint_match(joint, 1, index) == MODEL_NONE; index++)
		if (!visit_rec(matching, 1, index))
			return false;
	return true;
}

/* In the order of the first model; what only the second has stays behind what it follows there. */
static bool visit_all(struct matching *matching)
{
	const struct joint *joint = matching->joint;
	if (!visit_own(matching, 0))
		return false;
	for (uint32_t q = 0; q < joint->models[0]->question_count; q++) {
		uint32_t match = joint_match(joint, 0, q);
		if (!visit_rec(matching, 0, q) || (match != MODEL_NONE && !visit_own(matching, match + 1)))
			return false;
	}
	return true;
}

bool joint_init(struct joint *joint, const struct model *first, const struct model *second)
{
	struct matching matching = {.joint = joint};
	*joint = (struct joint){.models = {first, second}};
	joint->questions = arena_new(&joint->arena, (size_t)first->question_count + second->question_count,
	                             sizeof(*joint->questions));
	for (size_t side = 0; side < JOINT_MODELS; side++) {
		matching.states[side] = memory_new(joint->models[side]->question_count, 1);
		matching.facts_done[side] = memory_new(joint->models[side]->fact_count, sizeof(bool));
	}
	bool has_order = visit_all(&matching);
	for (size_t side = 0; side < JOINT_MODELS; side++) {
		free(matching.states[side]);
		free(matching.facts_done[side]);
	}
	return has_order;
}

void joint_release(struct joint *joint)
{
	arena_release(&joint->arena);
	*joint = (struct joint){0};
}
