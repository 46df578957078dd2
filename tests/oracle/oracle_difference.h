/* SPDX-License-Identifier: ISC
 *
 * Which profiles two models decide differently: every joint profile, written down one after the other.
 *
 * Questions, answers and options are the same if their ids are; a question only if both models have answers for it or
 * both have bands. A joint profile answers every question that applies in one of the models or in both. Each model looks
 * only at its own questions, and where one applies in it. A question that both have takes only answers that both have; of
 * numbers, those that lie in a band of both, and two that lie in the same bands of both are one.
 */
#ifndef ORACLE_ORACLE_DIFFERENCE_H
#define ORACLE_ORACLE_DIFFERENCE_H

#include "oracle.h"

enum {
	ORACLE_MODELS = 2,
	ORACLE_MOST_JOINT = ORACLE_MODELS * ORACLE_MOST_QUESTIONS,
	ORACLE_MOST_VALUES = 32,
};

/* A question of one model, or of both. */
struct oracle_joint_question {
	int indices[ORACLE_MODELS];      /* of the question in each model, or -1 */
	size_t value_count;
	struct oracle_joint_value {
		int choices[ORACLE_MODELS];      /* the answer or band, in each model that has the question */
		uint64_t number;                 /* of a band: its least number */
	} values[ORACLE_MOST_VALUES];
};

/* A joint profile that neither model calls impossible. */
struct oracle_joint_profile {
	int values[ORACLE_MOST_JOINT];   /* of each joint question, or ORACLE_NOT_ASKED */
	size_t outcomes[ORACLE_MODELS];  /* an option of each model, or its number of options for none */
};

struct oracle_difference {
	bool circular;                   /* the guards of both models together make a question depend on itself */
	bool applies_in_one;             /* in some joint profile a question that both have applies in one of them only */
	size_t outcome_counts[ORACLE_MODELS];    /* options of each model, and none */
	struct oracle_joint_question questions[ORACLE_MOST_JOINT];
	size_t question_count;
	struct oracle_joint_profile *profiles;
	size_t profile_count, profile_capacity;
	/* How many of them have each pair of outcomes, and whether both outcomes are the same by id. */
	uint64_t counts[ORACLE_MOST_OPTIONS + 1][ORACLE_MOST_OPTIONS + 1];
	bool same[ORACLE_MOST_OPTIONS + 1][ORACLE_MOST_OPTIONS + 1];
};

/* Compares two models, given as valid trees. oracle_difference_release ends *difference. */
void oracle_difference(const struct yaml_node *first, const struct yaml_node *second,
                       struct oracle_difference *difference);
void oracle_difference_release(struct oracle_difference *difference);

#endif
