/* SPDX-License-Identifier: ISC
 *
 * What holds over all completions of what is known: settled or open, shares, rule states, questions that can matter.
 * All of it exact, as rationals and proofs; where the budget is not enough, sound bounds.
 */
#ifndef ANALYSE_COMPLETIONS_H
#define ANALYSE_COMPLETIONS_H

#include "analyse/encode.h"

/* How much to find out. */
enum completions_depth {
	COMPLETIONS_WINNER,      /* outcome and shares only */
	COMPLETIONS_MATTER,      /* also which questions can matter */
	COMPLETIONS_TELL,        /* also what the questions would tell */
	COMPLETIONS_TIERS,       /* also what decides */
	COMPLETIONS_ALL,         /* also rule states */
};

/* What there is to say of one question. It matters if two of its possible answers, all else being the same, lead to
 * different outcomes. It informs if the result is open and it matters, or one of two such answers is impossible with what
 * the other goes with: then it tells something of other questions. What does not inform cannot change the result. */
struct inquiry {
	enum truth applies;      /* whether it applies: always, never or in some completions */
	bool matters;            /* see above; when not exact: perhaps */
	bool informs;            /* the same */
	bool has_impurity;       /* it surely applies and informs, all is exact, and the work was not spent before */
	bool moves_leader;       /* with has_impurity: some answer to it, alone, gives another outcome the largest share */
	mpq_t impurity;          /* expected Gini impurity of the winner once it is answered, from 0 to 1 */
};

struct completions {
	const struct model *model;       /* not owned */
	bool possible;                   /* there is a completion (when not exact: perhaps); if not, nothing below is
	                                    meaningful */
	bool exact;                      /* the budget was enough; else shares are bounds */
	bool settled;                    /* all completions have the same outcome: `leader` */
	uint32_t leader;                 /* largest share: an option, or the number of options for none */
	uint32_t runner_up;              /* second largest share, or MODEL_NONE when it has none */
	mpq_t low[MODEL_MOST_OPTIONS + 1];       /* share of each option and of none, 0 to 1 */
	mpq_t high[MODEL_MOST_OPTIONS + 1];      /* the same as low when exact */
	bool tiers_exact;
	mpq_t tiers[TIER_COUNT];         /* share of the completions that each tier decides */
	unsigned char *rule_truths;      /* of each rule over the completions: enum truth; this and the next are NULL but with
	                                    COMPLETIONS_ALL */
	mpq_t *rule_shares;              /* of the completions in which each rule holds; a lower bound when not exact */
	struct inquiry *inquiries;       /* of each question */
	uint32_t next_question;          /* to ask: surely applies, matters (or else informs), least impurity; or NONE */
	size_t state_count;              /* what it cost: states of the diagram of outcomes */
	size_t node_count;               /* and its nodes, terminals included */
	uint64_t work;                   /* and all that was done: see struct effort */
};

/* Works out what the answers leave open. `budget` limits the states of each diagram (EFFORT_MOST_STATES) and, with
 * EFFORT_WORK_OF_STATE, the work on all of them.
 * Released by completions_release. */
void completions_find(struct completions *completions, const struct model *model, const uint64_t *possible,
                      enum completions_depth depth, size_t budget);

void completions_release(struct completions *completions);

#endif
