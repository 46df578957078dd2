/* SPDX-License-Identifier: ISC
 *
 * Two models side by side: their questions matched by id, in an order that suits both. A joint profile answers every
 * question that applies in either model, and only with answers that both know where both have the question.
 */
#ifndef ANALYSE_JOINT_H
#define ANALYSE_JOINT_H

#include "model/model.h"

enum { JOINT_MODELS = 2 };

/* A question of either model, or of both. */
struct joint_question {
	uint32_t indices[JOINT_MODELS];          /* of the question in each model, or MODEL_NONE */
	uint32_t value_count;                    /* answers that both have; stretches of numbers that neither divides;
	                                            may be 0 */
	uint32_t *answers[JOINT_MODELS];         /* of each value: the answer, or band, in each model that has the question */
	uint64_t *bounds;                        /* of numbers: the least number of each value; else NULL */
};

struct joint {
	const struct model *models[JOINT_MODELS];        /* not owned */
	struct joint_question *questions;        /* each after those that decide, in either model, whether it applies */
	uint32_t question_count;
	struct text circular;                    /* if there is no such order: a question that would have to come before
	                                            itself */
	struct arena arena;
};

/* Matches the questions of two models. Returns whether there is an order. Released by joint_release in any case. */
bool joint_init(struct joint *joint, const struct model *first, const struct model *second);
void joint_release(struct joint *joint);

/* The question of the other model that matches question `index` of model `side` (0 or 1): the same id and both have
 * answers or both have numbers; else MODEL_NONE. */
uint32_t joint_match(const struct joint *joint, size_t side, uint32_t index);

#endif
