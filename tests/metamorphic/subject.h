/* SPDX-License-Identifier: ISC
 *
 * What the relations are tried on: a model and profiles of it, as texts; and the reading of them.
 */
#ifndef METAMORPHIC_SUBJECT_H
#define METAMORPHIC_SUBJECT_H

#include "model/answers.h"

struct subject {
	char *name;
	struct buffer model;
	struct buffer *profiles;
	size_t profile_count, profile_capacity;
};

/* The random model of a seed, its profiles, and one that says nothing. Released by subject_release. */
void subject_generate(struct subject *subject, uint64_t seed);

/* The model that comes with the program and every `step`-th of its profiles. Released by subject_release. */
void subject_ship(struct subject *subject, size_t step);

/* A random model of 20 questions without profiles. Released by subject_release. */
void subject_make_large(struct subject *subject, uint64_t seed);

void subject_add_profile(struct subject *subject, struct text profile);

void subject_release(struct subject *subject);

/* Reads a model; appends what is wrong with it to `why` and returns false if it is not sound. Released by
 * model_release in any case. */
bool subject_load(struct model *model, struct text text, struct buffer *why);

/* The same, of a model that must be sound: ends the program if it is not. */
void subject_must_load(struct model *model, struct text text);

/* Reads what a profile, which must be sound, says. Released by answers_release. */
void subject_answers(struct answers *answers, const struct model *model, struct text text);

#endif
