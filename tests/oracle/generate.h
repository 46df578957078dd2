/* SPDX-License-Identifier: ISC
 *
 * Small random models and profiles of them, always the same ones for the same seed.
 */
#ifndef ORACLE_GENERATE_H
#define ORACLE_GENERATE_H

#include "base/text.h"

enum { GENERATED_PROFILES = 4, GENERATED_MOST_QUESTIONS = 7 };

/* What a model and its profiles contain. */
struct generated_features {
	bool nested;              /* a question under an answer */
	bool nested_thrice;       /* three answers deep */
	bool bands;
	bool guard;
	bool guard_on_fact;
	bool fixed;
	bool priors;
	bool facts;
	bool facts_on_facts;
	bool impossible;
	bool rules_out;
	bool set;                 /* a profile with one of several answers */
	bool range;               /* a profile with a set or range of numbers */
	bool unknown;             /* a profile with an answer said to be unknown */
	/* Per question: whether it applies is a matter of its guard alone. */
	bool guarded_top[GENERATED_MOST_QUESTIONS];
	/* Per profile and question: the profile says something of it. */
	bool answered[GENERATED_PROFILES][GENERATED_MOST_QUESTIONS];
};

struct generated {
	struct buffer model;
	struct buffer profiles[GENERATED_PROFILES];
	struct buffer variant;       /* another model, much like it */
	struct generated_features features;
};

/* Writes the model, profiles and variant of `seed`, all valid, into *made, which is zeroed. */
void generate(uint64_t seed, struct generated *made);

void generated_release(struct generated *made);

#endif
