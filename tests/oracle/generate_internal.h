/* SPDX-License-Identifier: ISC
 *
 * What the parts of the generator share.
 */
#ifndef ORACLE_GENERATE_INTERNAL_H
#define ORACLE_GENERATE_INTERNAL_H

#include <inttypes.h>

#include "base/memory.h"
#include "generate.h"

#define MOST_NUMBER UINT64_C(1000000000000000)

enum {
	MOST_CHOICES = 4,
	MOST_OPTIONS = 4,
	MOST_FACTS = 4,
	MOST_DEPTH = 3,         /* answers a question may lie under */
};

struct shape {
	int parent;
	size_t parent_choice, depth, choices;
	bool numeric;
	uint64_t bounds[MOST_CHOICES];
};

/* Facts may name facts made before them; they are written in another order. */
struct fact {
	struct buffer condition;
	size_t reach;     /* names no question from this index on */
};

struct maker {
	uint64_t state;
	struct shape shapes[GENERATED_MOST_QUESTIONS];
	size_t questions, wanted;
	unsigned nesting;   /* percent */
	struct fact facts[MOST_FACTS];
	size_t fact_count;
	size_t options;
	bool used_fact;     /* the condition written last names a fact */
	bool has_priors;
	struct buffer *out;
	struct generated_features *features;
};

/* generate_tree.c */

uint64_t generate_draw(struct maker *maker);

/* One of 0 to limit - 1; that small limits are not drawn quite evenly does not matter here. */
size_t generate_below(struct maker *maker, size_t limit);

bool generate_chance(struct maker *maker, unsigned percent);

/* Draws the questions, few enough that all complete profiles can be tried. */
void generate_tree(struct maker *maker);

/* generate_condition.c */

const char *generate_answer_name(size_t question, size_t choice);

/* Writes some of a question's answers, at least one, as a list; returns how many. */
size_t generate_answers(struct maker *maker, size_t question);

/* Writes a condition that names only questions before `reach`, and facts built from such. */
void generate_condition(struct maker *maker, size_t reach, unsigned depth);

/* Draws the facts, which stay in maker->facts. */
void generate_facts(struct maker *maker);

/* generate_variant.c */

/* Writes a variant of a model: a few questions, answers, rules, options or whatever added, changed or left out. */
void generate_variant(struct maker *maker, const char *model);

/* generate_profile.c */

/* Writes a profile; answered[i] tells whether it names question i. */
void generate_profile(struct maker *maker, uint64_t seed, bool *answered);

#endif
