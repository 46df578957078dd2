/* SPDX-License-Identifier: ISC
 *
 * Which profiles two models decide differently: counted over all joint profiles, by a decision diagram whose terminals
 * are pairs of outcomes.
 */
#ifndef ANALYSE_MODEL_DIFFERENCE_H
#define ANALYSE_MODEL_DIFFERENCE_H

#include "analyse/diagram.h"
#include "analyse/joint.h"

enum {
	DIFFERENCE_MOST_STATES = 500000,                 /* the usual budget */
	DIFFERENCE_MOST_BYTES = 128 * 1024 * 1024,       /* that the states may take in any case */
};

/* The profiles that one model recommends this for, and the other that. */
struct outcome_pair {
	uint32_t outcomes[JOINT_MODELS];         /* option of each model, or its number of options: none */
	bool same;                               /* both have the same id */
	mpz_t count;                             /* joint profiles, at least 1 */
	uint32_t *witness;                       /* of each joint question: a value, or DIAGRAM_UNDECIDED. Every joint
	                                            profile with these answers belongs to the pair, and none of them can
	                                            be left out */
};

struct model_difference {
	bool exact;                              /* the budget was enough; if not, nothing below is meaningful */
	mpz_t profiles;                          /* joint profiles that neither model calls impossible */
	mpz_t different;                         /* those of them with outcomes of different ids */
	struct outcome_pair *pairs;              /* all that occur, in the order of the options of the first model */
	size_t pair_count;
};

/* Compares the models of `joint`, which has an order and must outlive the result. At most `budget` states are looked
 * at, and no more than fit in DIFFERENCE_MOST_BYTES. Released by model_difference_release. */
void model_difference_find(struct model_difference *difference, const struct joint *joint, size_t budget);
void model_difference_release(struct model_difference *difference);

#endif
