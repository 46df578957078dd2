/* SPDX-License-Identifier: ISC
 *
 * The one result: everything there is to say about a profile. Text, JSON and Markdown walk it.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "analyse/completions.h"
#include "analyse/flips.h"
#include "model/profile.h"

enum verdict { VERDICT_RECOMMENDED, VERDICT_POSSIBLE, VERDICT_RULED_OUT };

/* What one rule says about one option. */
struct reason {
	uint32_t rule;
	enum effect_kind effect;
	enum strength strength;          /* not of EFFECT_RULES_OUT */
	enum truth truth;                /* holds, fails, or depends on what is not known */
	uint32_t *questions;             /* whose answers make it so, in the model's order */
	size_t question_count;
};

struct report_option {
	enum verdict verdict;
	struct reason *reasons;          /* what rules out first, then from strong to weak; then the order of the model */
	size_t reason_count;
};

/* A question that surely or perhaps applies and has no single known answer. */
struct unknown {
	uint32_t question;
	uint32_t usual;                  /* the answer with the largest prior among those possible */
	mpq_t usual_share;               /* its share of the priors of those possible */
};

struct report {
	const struct model *model;       /* not owned */
	const char *model_file;
	const char *profile_file;        /* NULL when the answers came from prompts */
	struct text title, note, reference;      /* of the profile; may be empty */
	const struct answers *answers;   /* not owned */
	struct completions completions;
	struct decision decision;        /* with the truths of rules over the completions */
	struct report_option *options;
	struct unknown *unknowns;        /* those that can matter first, the most telling first */
	size_t unknown_count;
	size_t matter_count;             /* how many of them can matter */
	uint32_t *ignored;               /* questions that were answered but do not apply */
	size_t ignored_count;
	uint32_t *advice;                /* what to say with the leader */
	size_t advice_count;
	struct flips *flips;             /* the smallest to each option; NULL unless report_find_flips found them */
	uint32_t expect;                 /* from the profile: option, the number of options for none, or MODEL_NONE */
	uint32_t accept;
	struct arena arena;
};

/* Works out the report. `model` and `answers` must outlive it; `profile` (title, note, expectations) may be NULL.
 * Returns false when no completion is possible: then only completions.possible may be looked at.
 * Released by report_release in any case. */
bool report_make(struct report *report, const struct answers *answers, const struct profile *profile, size_t budget);

/* Finds what would make each option win for certain. `whole` comes from encode_whole; when it is not exact, the model is
 * too large to tell. */
void report_find_flips(struct report *report, const struct encoding *whole);

void report_release(struct report *report);

/* Whether no question is left whose answer could change anything that is said. */
bool report_is_complete(const struct report *report);

#endif
