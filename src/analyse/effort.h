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
	EFFORT_WORK_OF_STATE = 1000,     /* for each state of the budget, on average */
	EFFORT_LEAST_WORK = 10000000,    /* for what a small budget begins */
	EFFORT_BYTES = 8,                /* so many bytes of a key, or to clear, are one step */
};

/* Shared by all diagrams and searches that serve one result. */
struct effort {
	size_t budget;           /* states of each of them, at most */
	uint64_t work;           /* done: conditions and their parts, rules, impossible combinations and levels looked at, bytes
	                            of keys, terms added up */
};

/* The work that there is for all. */
static inline uint64_t effort_whole(const struct effort *effort)
{
	return EFFORT_LEAST_WORK + (uint64_t)effort->budget * EFFORT_WORK_OF_STATE;
}

/* Whether no work is left. */
static inline bool effort_is_spent(const struct effort *effort)
{
	return effort->work >= effort_whole(effort);
}

/* The states that an analysis with a budget of its own may look at: none once no work is left. */
static inline size_t effort_left(const struct effort *effort)
{
	return effort_is_spent(effort) ? 0 : effort->budget;
}

#endif
