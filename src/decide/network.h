/* SPDX-License-Identifier: ISC
 *
 * A model compiled for the evaluation of complete answers: those that give one answer to every question that applies.
 * Evaluating them allocates nothing, and takes no longer than the conditions and rules that the answers make true.
 *
 * Conditions become counters of the parts that are still missing; an answer, or that a question does not apply, counts
 * down those that hang on it, and what reaches 0 counts down others in turn: forward chaining (Dowling and Gallier,
 * "Linear-time algorithms for testing the satisfiability of propositional Horn formulae", 1984). A condition below
 * `not` has a second counter for its opposite, so nothing is ever taken back.
 */
#ifndef DECIDE_NETWORK_H
#define DECIDE_NETWORK_H

#include "decide/decision.h"

enum { NETWORK_OPEN = 255 };     /* no answer, or several, in place of an answer's index */

/* What one rule says about one option. Reasons are numbered by option; of an option: what rules it out first, then
 * from strong to weak, then in the order of the rules. */
struct network_reason {
	uint32_t rule;
	uint32_t option;
	enum effect_kind effect;
	enum strength strength;          /* not of EFFECT_RULES_OUT */
};

/* Read-only once made: any number of runs may share it. */
struct network {
	const struct model *model;       /* not owned */
	struct arena arena;
	uint32_t node_count;
	uint32_t *missing;               /* of each node: how many of its parts have to hold, at first */
	uint32_t *starts;                /* of each range of targets, and the end of the last; a range for each thing that a
	                                    question may come to, and then for each node */
	uint32_t *targets;               /* what is reached from each range */
	uint32_t *first_range;           /* of each question: that of its first answer; after its last: it does not apply */
	uint32_t first_node;             /* the range of the first node */
	uint32_t reason_count;
	struct network_reason *reasons;
	uint32_t *first_reason;          /* of each option, and the end of the last */
	uint32_t *rule_starts;           /* of each rule, and the end of the last: its part of rule_reasons[] */
	uint32_t *rule_reasons;          /* numbers of reasons */
};

/* The memory of one evaluation after the other, and the result of the latest. */
struct network_run {
	const struct network *network;   /* not owned */
	struct arena arena;
	uint32_t *missing;
	uint32_t *stack;
	bool *lapsed;                    /* of each question: it does not apply */
	uint64_t *reasons;               /* set of those that hold, as bits */
	size_t reason_words;
	bool impossible;                 /* the answers cannot be: the rest means nothing */
	struct standings standings;      /* `out` and `low`, which are exact */
	uint32_t winner, runner_up;      /* as decision_winner has them */
	enum tier tier;
};

/* Compiles a model, which must outlive the network. Released by network_release. */
void network_make(struct network *network, const struct model *model);
void network_release(struct network *network);

/* Makes room for evaluations. Released by network_run_release. */
void network_run_init(struct network_run *run, const struct network *network);
void network_run_release(struct network_run *run);

/* Decides by answers[q], the index of the answer to each question, or NETWORK_OPEN. Returns false when a question that
 * applies is open: then the run holds no result. */
bool network_evaluate(struct network_run *run, const uint8_t *answers);

#endif
