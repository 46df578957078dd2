/* SPDX-License-Identifier: ISC
 *
 * From truths to standings, a winner and a trail. The scheme is lexicographic: an option that is ruled out is out;
 * among the rest the net count of strong reasons decides, then medium, then weak, then the order of the options.
 */
#ifndef DECIDE_DECISION_H
#define DECIDE_DECISION_H

#include "decide/evaluate.h"

/* What decided: the first tier in which the winner and the runner-up differ, or one of the cases after the tiers. */
enum tier {
	TIER_STRONG = STRENGTH_STRONG,
	TIER_MEDIUM = STRENGTH_MEDIUM,
	TIER_WEAK = STRENGTH_WEAK,
	TIER_ORDER,      /* equal in all: the earlier option */
	TIER_ALONE,      /* all others are ruled out */
	TIER_NONE,       /* all are ruled out */
	TIER_COUNT
};

/* Where the options stand. Sets of options are bits by index. */
struct standings {
	uint32_t out;                                            /* surely ruled out */
	uint32_t may_be_out;                                     /* ruled out in some completions, perhaps */
	int32_t low[MODEL_MOST_OPTIONS][STRENGTH_COUNT];         /* bounds of the net counts, for minus against */
	int32_t high[MODEL_MOST_OPTIONS][STRENGTH_COUNT];
};

enum step_kind {
	STEP_ANSWERED,           /* question `subject` applies and has one known answer */
	STEP_NOT_APPLICABLE,     /* question `subject` does not apply */
	STEP_FACT,               /* fact `subject` holds */
	STEP_RULE,               /* rule `subject` holds */
	STEP_EFFECT,             /* option `subject` got the effect of rule `cause` */
	STEP_OUT,                /* option `subject` was ruled out by rule `cause` */
	STEP_OUTCOME,            /* option `subject` (or the number of options: none) wins by tier `cause` */
};

/* The trail: everything that surely holds, in the order in which one follows from the other. */
struct step {
	enum step_kind kind;
	uint32_t subject;
	uint32_t cause;
};

struct decision {
	const struct model *model;       /* not owned */
	unsigned char *truths;           /* of each condition */
	unsigned char *rule_truths;      /* of each rule */
	struct standings standings;
	bool is_complete;                /* no rule is of unknown truth: the next three are meaningful */
	uint32_t winner;                 /* option, or the number of options when all are out */
	uint32_t runner_up;              /* option, or MODEL_NONE */
	enum tier tier;
	struct step *trail;
	size_t trail_count, trail_capacity;
};

/* Counts what the rules say, given the truth of each. */
void decision_count(const struct model *model, const unsigned char *rule_truths, struct standings *standings);

/* The winner by standings without unknowns; *runner_up and *tier are set. Returns the number of options for none. */
uint32_t decision_winner(const struct model *model, const struct standings *standings, uint32_t *runner_up,
                         enum tier *tier);

/* Decides by what is possible[] of each question. `exact_rule_truths`, or NULL, are better known truths of the rules
 * than evaluation gives. Released by decision_release. */
void decision_make(struct decision *decision, const struct model *model, const uint64_t *possible,
                   const unsigned char *exact_rule_truths);

void decision_release(struct decision *decision);

#endif
