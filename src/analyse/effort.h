/* SPDX-License-Identifier: ISC
 *
 * What analyses may cost. States alone bound neither time nor memory: one of a large model takes thousands of times what
 * one of a small model does. So work is counted, too, in steps of about the same length wherever they are taken.
 */
#ifndef ANALYSE_EFFORT_H
#define ANALYSE_EFFORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	EFFORT_MOST_STATES = 200000,     /* the usual budget */
	EFFORT_WORK_OF_STATE = 2000,     /* for each state of the budget, on average */
};

/* Shared by all diagrams and searches that serve one result. */
struct effort {
	size_t budget;           /* states of each of them, at most */
	uint64_t work;           /* done: conditions and their parts, rules, impossible combinations and levels looked at, bytes
	                            of keys, terms added up */
};

/* Whether no work is left. */
static inline bool effort_is_spent(const struct effort *effort)
{
	return effort->work >= (uint64_t)effort->budget * EFFORT_WORK_OF_STATE;
}

#endif
