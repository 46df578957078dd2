/* SPDX-License-Identifier: ISC
 *
 * What the engine says, in the words of the oracle: where the differential test meets the engine.
 */
#ifndef ORACLE_ENGINE_RESULT_H
#define ORACLE_ENGINE_RESULT_H

#include "oracle.h"

/* The fields of struct oracle_result with the same meanings, but for the number of completions, which the engine does
 * not count. A type of its own, so that the two sides of a comparison cannot be mixed up. */
struct engine_result {
	size_t option_count, rule_count, question_count;
	bool empty;
	bool settled;
	size_t leader;
	mpq_t shares[ORACLE_MOST_OPTIONS + 1];
	mpq_t tiers[ORACLE_TIERS];
	enum oracle_state holds[ORACLE_MOST_RULES];
	enum oracle_state applies[ORACLE_MOST_QUESTIONS];
	bool can_matter[ORACLE_MOST_QUESTIONS];
	bool can_inform[ORACLE_MOST_QUESTIONS];
	mpq_t impurity[ORACLE_MOST_QUESTIONS];     /* where it always applies and can matter */
};

/* Runs the engine on a model and a profile. All of *result is zero, its rationals are initialised.
 * Returns false, with a message in `error`, if the engine refuses the model or the profile;
 * that no completion is left is no refusal: then `empty` and the counts are enough. */
bool engine_run(const char *model_text, const char *profile_text, struct engine_result *result,
                char *error, size_t size);

#endif
