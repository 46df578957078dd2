/* SPDX-License-Identifier: ISC
 *
 * What a model says when nothing is known: all its complete profiles, written down one after the other.
 */
#ifndef ORACLE_ORACLE_MODEL_H
#define ORACLE_ORACLE_MODEL_H

#include "oracle_audit.h"

/* What a rule says of an option: the number of the rule times ORACLE_MOST_OPTIONS, plus that of the option. */
enum { ORACLE_MOST_EFFECTS = ORACLE_MOST_RULES * ORACLE_MOST_OPTIONS };

/* A complete profile that is not impossible, each band counted as one answer. */
struct oracle_profile {
	int choices[ORACLE_MOST_QUESTIONS];      /* the answer to each question, or ORACLE_NOT_ASKED */
	size_t winner;                           /* an option, or the number of options for none */
	uint32_t out;                            /* the options that are out, as bits */
	bool holds[ORACLE_MOST_RULES];
	bool facts[ORACLE_MOST_FACTS];
	size_t winner_without[ORACLE_MOST_RULES];        /* if that rule were not there */
	uint32_t out_without[ORACLE_MOST_RULES];         /* the same */
	bool effects[ORACLE_MOST_EFFECTS];               /* without which another outcome would win */
};

/* Options and questions stand in the order of the file, as in struct oracle_result. */
struct oracle_model {
	size_t option_count, rule_count, fact_count, question_count;
	size_t choice_counts[ORACLE_MOST_QUESTIONS];     /* the answers of each question */
	bool fixed[ORACLE_MOST_QUESTIONS];
	struct oracle_profile *profiles;
	size_t profile_count;
	bool names[ORACLE_MOST_RULES][ORACLE_MOST_QUESTIONS];    /* the questions that a rule names, itself or by facts */
	struct oracle_findings findings;         /* but for those that their rules allow */
	struct oracle_findings allowed;
};

/* Fills *model from a valid tree. oracle_model_release ends it. */
void oracle_model_find(struct oracle_model *model, const struct yaml_node *tree);
void oracle_model_release(struct oracle_model *model);

#endif
