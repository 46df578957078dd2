/* SPDX-License-Identifier: ISC
 *
 * What the engine says, in the words of the oracle: where the differential test meets the engine.
 */
#ifndef ORACLE_ENGINE_RESULT_H
#define ORACLE_ENGINE_RESULT_H

#include "oracle_difference.h"
#include "oracle_flips.h"

enum { ENGINE_NO_ANSWER = -2 };      /* in place of an answer: something else than one answer */

/* A search for a complete profile. */
struct engine_search {
	bool decided;        /* the budget was enough */
	bool found;
	int choices[ORACLE_MOST_QUESTIONS];      /* if found, as in struct oracle_profile */
};

/* What the engine says of a model when nothing is known. */
struct engine_model {
	size_t option_count, rule_count, question_count;
	bool counted;                                            /* the budget was enough for */
	uint64_t profile_count;
	struct engine_search holds[ORACLE_MOST_RULES];           /* a profile in which the rule holds, fails, */
	struct engine_search fails[ORACLE_MOST_RULES];
	struct engine_search decides[ORACLE_MOST_RULES];         /* or holds and without it another outcome wins */
	struct engine_search effects[ORACLE_MOST_EFFECTS];       /* or holds and something that it says decides */
	struct engine_search wins[ORACLE_MOST_OPTIONS + 1];      /* a profile with this outcome */
	struct oracle_findings findings, allowed;
	bool has_witness[ORACLE_MOST_FINDINGS];                  /* of each finding: it comes with a profile that shows it */
	int witnesses[ORACLE_MOST_FINDINGS][ORACLE_MOST_QUESTIONS];
	const struct engine *engine;                             /* for engine_decide */
	size_t spoilt;                                           /* 0, or which fault is made in what that says */
};

/* What the compiled model says of a complete profile. */
struct engine_decision {
	size_t winner;
	uint32_t out;
	bool holds[ORACLE_MOST_RULES];
	bool speaks[ORACLE_MOST_RULES];                          /* of some option, so that it is told whether it holds */
};

/* Flips as the engine finds them. */
struct engine_flips {
	bool exact;
	struct oracle_flips found;
};

/* Answers of the profile that by themselves make an option win. */
struct engine_sufficient {
	bool found;
	bool kept[ORACLE_MOST_QUESTIONS];        /* if found: which */
};

/* The fields of struct oracle_result with the same meanings, as far as the engine says them of a profile. A type of its
 * own, so that the two sides of a comparison cannot be mixed up. */
struct engine_result {
	bool empty;
	bool settled;
	size_t leader;
	mpq_t shares[ORACLE_MOST_OPTIONS + 1];
	mpq_t tiers[ORACLE_TIERS];
	enum oracle_state holds[ORACLE_MOST_RULES];
	mpq_t rule_shares[ORACLE_MOST_RULES];
	enum oracle_state applies[ORACLE_MOST_QUESTIONS];
	bool can_matter[ORACLE_MOST_QUESTIONS];
	bool can_inform[ORACLE_MOST_QUESTIONS];
	mpq_t impurity[ORACLE_MOST_QUESTIONS];     /* where it always applies and can inform */
	bool has_impurity[ORACLE_MOST_QUESTIONS];
	bool moves_leader[ORACLE_MOST_QUESTIONS];  /* where there is an impurity */
	size_t next_question;
	struct engine_flips flips[ORACLE_MOST_OPTIONS];
	struct engine_sufficient sufficient[ORACLE_MOST_OPTIONS];
};

/* An answer to a question of one model, or of both: which question and which answer it is in each, or -1. */
struct engine_answer {
	int indices[ORACLE_MODELS];
	int choices[ORACLE_MODELS];
	uint64_t number;             /* of a band: the least number */
};

/* The joint profiles with a pair of outcomes. */
struct engine_pair {
	size_t outcomes[ORACLE_MODELS];
	bool same;
	uint64_t count;
	struct engine_answer witness[ORACLE_MOST_JOINT];         /* answers with which the outcomes are these */
	size_t witness_count;
};

enum { ENGINE_MOST_PAIRS = 64 };

/* What the engine says of two models. */
struct engine_difference {
	bool circular;               /* no order suits both; then nothing else is said */
	bool exact;
	uint64_t profiles, different;
	struct engine_pair pairs[ENGINE_MOST_PAIRS];
	size_t pair_count;
};

/* A model that the engine has read. */
struct engine;

/* Has the engine read a model. Returns NULL, with a message in `error`, if it refuses it. Ended by engine_close. */
struct engine *engine_open(const char *model_text, char *error, size_t size);
void engine_close(struct engine *engine);

/* Decides the complete profile with these answers by the compiled model. Returns false if that takes it for incomplete or
 * impossible. */
bool engine_decide(const struct engine_model *model, const int *choices, struct engine_decision *decision);

/* Runs the engine on the model alone. */
void engine_run_model(const struct engine *engine, struct engine_model *result);

/* Runs the engine on a profile. All of *result is zero, its rationals are initialised.
 * Returns false, with a message in `error`, if the engine refuses the profile;
 * that no completion is left is no refusal: then `empty` and what would change that are enough. */
bool engine_run(const struct engine *engine, const char *profile_text, struct engine_result *result, char *error,
                size_t size);

/* Has the engine compare two models. */
void engine_compare(const struct engine *first, const struct engine *second, struct engine_difference *result);

#endif
