/* SPDX-License-Identifier: ISC
 *
 * Which of many names was meant by a word that is none of them.
 */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include "base/text.h"

struct nearest {
	struct text word;        /* not owned */
	unsigned distance;       /* text_distance to the name; before there is one, the first that is too far */
	struct buffer name;      /* empty if none is near enough */
};

/* Starts without a name. About a third of the word may be wrong, and never more than two letters. Released by
 * nearest_release. */
void nearest_init(struct nearest *nearest, struct text word);

/* Takes `name` if it is nearer than all before; the earlier of equals stays. It is copied. */
void nearest_consider(struct nearest *nearest, struct text name);

void nearest_release(struct nearest *nearest);

#endif
