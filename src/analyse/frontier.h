/* SPDX-License-Identifier: ISC
 *
 * Deciding questions one after the other while keeping track of what still matters: the conditions of unknown truth that
 * hang below those somebody marks, and the questions these hang on. What is known stays known further down, so each depth
 * looks only at what the depth before left open.
 */
#ifndef ANALYSE_FRONTIER_H
#define ANALYSE_FRONTIER_H

#include "analyse/effort.h"
#include "decide/evaluate.h"

struct frontier {
	const struct model *model;       /* not owned */
	struct arena arena;
	uint64_t *possible;              /* of each question: the answers that are possible at the present depth */
	unsigned char *truths;           /* of conditions; those that do not matter may be out of date */
	uint32_t *questions;             /* of each level, in the model's order of decision: those that may apply and are
	                                    open, or known but not sure to apply */
	uint32_t level_count;
	bool *excluding;                 /* of each question: an answer is known, but it may not apply */
	bool *passed;                    /* of each question: decided on the way to the present depth */
	bool *wanted;                    /* of each question: it matters at the present depth */
	bool *marked;                    /* of each condition: it matters at the present depth */
	uint32_t *place;                 /* of each condition: where it stands among those open at depth 0 */
	struct frontier_depth *depths;   /* what is open at each */
	struct effort *effort;           /* gets the work; who does more at each depth adds that */
};

struct frontier_depth {
	uint32_t *conditions;            /* in the order of evaluation */
	size_t condition_count;
};

/* Begins at depth 0 with the answers that are possible (copied). `effort` outlives it. frontier_release ends it. */
void frontier_init(struct frontier *frontier, const struct model *model, const uint64_t *possible,
                   struct effort *effort);
void frontier_release(struct frontier *frontier);

/* Evaluates at `depth` (from 1) what was open at the depth before. Returns false when the answers so far cannot be. */
bool frontier_evaluate(struct frontier *frontier, size_t depth);

/* Begins to mark: the conditions that can still make the answers impossible, and where known answers may apply. */
void frontier_begin(struct frontier *frontier, size_t depth);

/* Marks a condition that matters; does nothing unless its truth is unknown. */
void frontier_mark(struct frontier *frontier, uint32_t condition);

/* Ends marking: keeps what is open at `depth`, and returns the first level whose question matters, or the number of
 * levels when none does. That question surely applies. */
uint32_t frontier_end(struct frontier *frontier, size_t depth);

/* Bytes of the state at a depth, and the state: equal ones leave the same open. */
size_t frontier_key_size(const struct frontier *frontier);
void frontier_write_key(const struct frontier *frontier, size_t depth, unsigned char *key);

/* Decides a question for what lies deeper; returns what was possible before, for frontier_undo. */
uint64_t frontier_decide(struct frontier *frontier, uint32_t question, uint32_t answer);
void frontier_undo(struct frontier *frontier, uint32_t question, uint64_t possible);

#endif
