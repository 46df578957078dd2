/* SPDX-License-Identifier: ISC
 *
 * The oracle: what a model says of a profile, found by trying every complete profile in turn.
 * Slow and obvious on purpose. It shares nothing with the engine but the YAML tree.
 */
#ifndef ORACLE_ORACLE_H
#define ORACLE_ORACLE_H

#include <gmp.h>

#include "model/yaml_tree.h"

#define ORACLE_NO_INDEX SIZE_MAX

enum {
	ORACLE_MOST_OPTIONS = 12,
	ORACLE_MOST_QUESTIONS = 32,
	ORACLE_MOST_RULES = 64,
	ORACLE_MOST_FACTS = 16,
	ORACLE_NOT_ASKED = -1,     /* in place of an answer: the question does not apply */
};

/* Of a rule: that it holds; of a question: that it applies; in which of the completions. */
enum oracle_state { ORACLE_NEVER, ORACLE_ALWAYS, ORACLE_DEPENDS };

/* What decided a complete profile. */
enum oracle_tier {
	ORACLE_STRONG,
	ORACLE_MEDIUM,
	ORACLE_WEAK,
	ORACLE_ORDER,     /* equal in all strengths: the earlier option */
	ORACLE_ALONE,     /* all other options are out */
	ORACLE_NONE,      /* all options are out */
	ORACLE_TIERS,
};

/* Options, rules and questions stand in the order of the file, a question before those under its
 * answers. As an outcome, the index option_count is *none*: every option is out. */
struct oracle_result {
	size_t option_count, rule_count, question_count;
	uint64_t open[ORACLE_MOST_QUESTIONS];      /* the answers that the profile leaves open, as bits */
	bool given[ORACLE_MOST_QUESTIONS];         /* it says something of the question, other than unknown */
	uint64_t completions;                      /* possible ones; a band counts as one answer */
	bool empty;                                /* none is left: what follows means nothing */
	bool settled;                              /* all completions have the same outcome */
	size_t leader;                             /* the outcome with the largest share */
	mpq_t shares[ORACLE_MOST_OPTIONS + 1];     /* of each outcome; they sum to 1 */
	mpq_t tiers[ORACLE_TIERS];                 /* of each deciding tier; they sum to 1 */
	enum oracle_state holds[ORACLE_MOST_RULES];
	mpq_t rule_shares[ORACLE_MOST_RULES];      /* of the completions in which each rule holds */
	enum oracle_state applies[ORACLE_MOST_QUESTIONS];
	bool can_matter[ORACLE_MOST_QUESTIONS];
	bool can_inform[ORACLE_MOST_QUESTIONS];          /* in an open result: it can matter, or its answer can make others
	                                                    impossible that go with another answer of it */
	/* Expected Gini impurity of the outcome once the question is answered; 0 for a question
	 * that does not always apply or cannot inform. */
	mpq_t impurity[ORACLE_MOST_QUESTIONS];
	bool moves_leader[ORACLE_MOST_QUESTIONS];  /* given some answer to it, another outcome has the largest share */
	/* To ask: of the questions that always apply and can matter, or if there is none can inform, the first of the
	 * least impurity; ORACLE_NO_INDEX if there is none either. */
	size_t next_question;
};

void oracle_result_init(struct oracle_result *result);
void oracle_result_release(struct oracle_result *result);

/* Fills *result, which was initialised. Both trees must be valid: what makes no sense ends the
 * program with a message, as do two numbers of one band that are not treated alike. */
void oracle_run(const struct yaml_node *model, const struct yaml_node *profile,
                struct oracle_result *result);

#endif
