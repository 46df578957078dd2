/* SPDX-License-Identifier: ISC
 *
 * Where the options stand at one depth of a descent through the questions: what the rules that hold have given, what
 * can still become of the options, and which rules of unknown truth matter for that.
 */
#ifndef ANALYSE_OUTLOOK_H
#define ANALYSE_OUTLOOK_H

#include "analyse/prospects.h"

struct outlook {
	struct tally tally;
	struct prospects prospects;
	uint32_t open;               /* what is possible, by the aim: outcomes or tiers */
	uint32_t *rules;             /* of unknown truth, and matter */
	size_t rule_count;
};

/* The outlook before anything is decided: all rules that may hold, by the truths of the conditions, are open. Its rules
 * live in `arena`. */
void outlook_start(struct outlook *start, const struct model *model, const unsigned char *truths, struct arena *arena);

/* The outlook after `before` when more truths are known. after->rules must have room for those of `before`. */
void outlook_advance(struct outlook *after, const struct outlook *before, const struct model *model,
                     const unsigned char *truths, enum prospects_aim aim);

/* Bytes of the state of an outlook; and the state: with equal ones, and the same rules open, the same is possible. */
size_t outlook_key_size(const struct model *model);
void outlook_write_key(const struct outlook *outlook, const struct model *model, unsigned char *key);

#endif
