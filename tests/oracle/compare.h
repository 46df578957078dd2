/* SPDX-License-Identifier: ISC
 *
 * Compares what the engine says with what the oracle says, one matter at a time; and spoils it.
 */
#ifndef ORACLE_COMPARE_H
#define ORACLE_COMPARE_H

#include "engine_result.h"

/* What the oracle says of a model, of one of its profiles, and of the model and a variant. */
struct oracle_view {
	struct oracle_model model;
	struct oracle_result profile;
	struct oracle_flips flips[ORACLE_MOST_OPTIONS];
	struct oracle_difference difference;
};

/* The same, by the engine. */
struct engine_view {
	struct engine_model model;
	struct engine_result profile;
	struct engine_difference difference;
};

/* What a matter is about: what it is compared for. */
enum matter_scope {
	MATTER_OF_MODEL,             /* each model */
	MATTER_OF_PROFILE,           /* each profile */
	MATTER_OF_COMPLETIONS,       /* each profile that has completions */
	MATTER_OF_VARIANT,           /* each model and its variant */
};

struct matter {
	const char *name;
	enum matter_scope scope;
	/* Appends to `what` a line for each difference. */
	void (*compare)(const struct oracle_view *oracle, const struct engine_view *engine, struct buffer *what);
	/* Makes one fault, `which` chooses where; false if there is nothing to spoil. */
	bool (*spoil)(struct engine_view *engine, size_t which);
};

/* If the first differs, nothing of the model can be compared; if the second, only what is of profiles. */
enum matter_index { MATTER_COUNTS, MATTER_EMPTY, MATTERS = 25 };

extern const struct matter matters[MATTERS];

#endif
