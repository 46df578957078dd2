/* SPDX-License-Identifier: ISC
 *
 * From a model and what is known of a program to a decision diagram of what is left open: its variables are the
 * questions that can still matter, in the model's order of decision, its terminals sets of outcomes.
 */
#ifndef ANALYSE_ENCODE_H
#define ANALYSE_ENCODE_H

#include "analyse/diagram.h"
#include "analyse/effort.h"
#include "decide/decision.h"

/* What the terminals say. Their payload is a set, as bits: one bit for what is certain, none (ENCODE_IMPOSSIBLE) for
 * answers that cannot be. With ENCODE_UNDECIDED the budget was spent before more could be told than that set; some of
 * these answers may be impossible, too. */
enum encode_goal {
	ENCODE_OUTCOME,          /* bits: options, then none */
	ENCODE_TIER,             /* bits: enum tier */
	ENCODE_CONDITION,        /* bits: enum truth, false and true */
};

enum {
	ENCODE_IMPOSSIBLE = 0,
	ENCODE_UNDECIDED = 1 << (MODEL_MOST_OPTIONS + 1),
	ENCODE_PAYLOADS = ENCODE_UNDECIDED * 2,      /* every payload is below this */
};

struct encoding {
	const struct model *model;       /* not owned */
	struct diagram diagram;
	uint32_t root;
	bool exact;                      /* the budget was enough */
	size_t state_count;              /* distinct states met: what the budget limits */
	uint64_t work;                   /* done: see struct effort */
	uint32_t *questions;             /* of each level */
	uint32_t *levels;                /* of each question, or MODEL_NONE */
	uint32_t *value_counts;
	const uint32_t **weights;        /* of each level: the priors of its answers, 0 for those known not to be */
	uint64_t *sums;
	uint64_t *allowed;               /* of each level: the answers that are possible */
	struct arena arena;
};

/* Builds the diagram for `possible`, the set of answers that each question may have. `condition` is used by
 * ENCODE_CONDITION alone. At most `budget` states are looked at, and at most EFFORT_WORK_OF_STATE times as much
 * work is done, give or take one state. Released by encoding_release. */
void encode(struct encoding *encoding, const struct model *model, const uint64_t *possible, enum encode_goal goal,
            uint32_t condition, size_t budget);

/* The same goal as ENCODE_OUTCOME for the whole model: nothing is known. */
void encode_whole(struct encoding *encoding, const struct model *model, size_t budget);

void encoding_release(struct encoding *encoding);

#endif
