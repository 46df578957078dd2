/* SPDX-License-Identifier: ISC
 *
 * What the random models and profiles must contain often enough for the comparison to mean something.
 */
#ifndef ORACLE_COVERAGE_H
#define ORACLE_COVERAGE_H

#include "compare.h"
#include "generate.h"

/* What must occur in enough of the models. */
enum coverage {
	COVER_NESTED,
	COVER_NESTED_THRICE,
	COVER_BANDS,
	COVER_GUARD,
	COVER_GUARD_ON_FACT,
	COVER_GUARD_UNKNOWN,
	COVER_FIXED,
	COVER_PRIORS,
	COVER_FACTS,
	COVER_FACTS_ON_FACTS,
	COVER_IMPOSSIBLE,
	COVER_RULES_OUT,
	COVER_SET,
	COVER_RANGE,
	COVER_UNKNOWN,
	COVER_IDLE_ANSWER,
	COVER_EMPTY,
	COVER_SETTLED,
	COVER_OPEN,
	COVER_CANNOT_MATTER,
	COVER_STRONG,
	COVER_MEDIUM,
	COVER_WEAK,
	COVER_ORDER,
	COVER_ALONE,
	COVER_NONE,
	COVER_FLIP_OF_ONE,
	COVER_FLIP_OF_TWO,
	COVER_FLIP_OF_THREE,
	COVER_NO_FLIP,
	COVER_FLIP_OF_EMPTY,
	COVER_SUFFICIENT,
	COVER_NEXT_NOT_FIRST,
	COVER_NEXT_INFORMS,
	COVER_DIFFERENCE,
	COVER_DIFFERENCES,
	COVER_DIFFERENCE_NONE,
	COVER_NO_DIFFERENCE,
	COVER_QUESTION_ALONE,
	COVER_ANSWER_ALONE,
	COVER_BANDS_CUT,
	COVER_APPLIES_IN_ONE,
	COVER_ALLOWED,
	COVER_FINDING,       /* the first finding of check, and then all others but the last, which is never found */
	COVERAGES = COVER_FINDING + ORACLE_NOT_PROVEN,
};

/* What it is, in words. */
const char *coverage_name(enum coverage coverage);

/* Marks in covered[] what a model contains. */
void coverage_note_features(const struct generated_features *features, bool *covered);

/* Marks what a model shows when nothing is known. */
void coverage_note_model(const struct oracle_view *oracle, bool *covered);

/* Marks what a model and its variant show. */
void coverage_note_variant(const struct oracle_view *oracle, bool *covered);

/* Marks what a profile, counted from 0, shows. */
void coverage_note_profile(const struct generated_features *features, size_t profile, const struct oracle_view *oracle,
                           const struct engine_view *engine, bool *covered);

#endif
