/* SPDX-License-Identifier: ISC
 *
 * Compares what the engine says with what the oracle says, one matter at a time; and spoils it.
 */
#ifndef ORACLE_COMPARE_H
#define ORACLE_COMPARE_H

#include "engine_result.h"
#include "oracle.h"

struct matter {
	const char *name;
	/* Appends to `what` a line for each difference. */
	void (*compare)(const struct oracle_result *oracle, const struct engine_result *engine,
	                struct buffer *what);
	/* Makes one fault, `which` chooses where; false if there is nothing to spoil. */
	bool (*spoil)(struct engine_result *engine, size_t which);
};

/* If the first two differ, the others cannot be compared; nor if no completion is left. */
enum { MATTERS_FIRST = 2, MATTERS = 11 };

extern const struct matter matters[MATTERS];

#endif
