/* SPDX-License-Identifier: ISC
 *
 * All that the engine says of a model and of a profile, as lines that name things by their ids, sorted: whatever order
 * things stand in, the same is said in the same lines.
 */
#ifndef METAMORPHIC_STATEMENT_H
#define METAMORPHIC_STATEMENT_H

#include "analyse/encode.h"
#include "model/answers.h"

/* name, the first word of its lines */
#define SAYINGS(ROW) \
	/* of a model */ \
	ROW(PROFILES, "profiles") \
	ROW(DIAGRAM, "diagram") \
	/* of a profile */ \
	ROW(STATES, "states")            /* distinct states met, nodes made */ \
	ROW(SETTLED, "settled") \
	ROW(WINNER, "winner") \
	ROW(SHARE, "share") \
	ROW(TIER, "tier") \
	ROW(STANDING, "standing") \
	ROW(RULE, "rule") \
	ROW(APPLIES, "applies") \
	ROW(MATTERS, "matters") \
	ROW(INFORMS, "informs") \
	ROW(IMPURITY, "impurity") \
	ROW(NEXT, "next")                /* the next question */ \
	ROW(DOUBT, "doubt")              /* whether it matters, and the impurity after it */ \
	ROW(FLIP, "flip") \
	ROW(SUFFICIENT, "sufficient")

enum saying {
#define SAYING_NAME(name, word) SAYS_##name,
	SAYINGS(SAYING_NAME)
#undef SAYING_NAME
	SAYING_COUNT
};

/* A zeroed struct says nothing. */
struct statement {
	bool impossible;                 /* the profile is, and nothing else is said of it */
	struct buffer text;
	struct text *lines;
	size_t count, capacity;
};

/* Adds what is said of a model with `whole`, the diagram of its outcomes with nothing known. The number of profiles is
 * divided by `factor`. */
void statement_of_model(struct statement *statement, const struct encoding *whole, unsigned long factor);

/* Adds what is said of a profile. */
void statement_of_profile(struct statement *statement, const struct encoding *whole, const struct answers *answers);

/* Adds one line; several come with line ends between them. */
void statement_add(struct statement *statement, const char *line);

/* Compares what is said but for the sayings in the set `ignored`, and sorts it. Returns the set of sayings that differ,
 * and appends to `what` each line that is only in one: "- " before what was expected, "+ " before what was not. */
unsigned statement_compare(struct statement *expected, struct statement *actual, unsigned ignored,
                           struct buffer *what);

/* The first word of the lines of a saying. */
const char *statement_word(enum saying saying);

void statement_release(struct statement *statement);

#endif
