/* SPDX-License-Identifier: ISC
 *
 * How many questions policies ask about programs drawn by the priors of a model, against those that apply and the
 * fewest that could do.
 */
#ifndef BENCH_DRAWN_H
#define BENCH_DRAWN_H

#include <stdint.h>

#include "base/text.h"

struct drawn {
	struct text model;           /* the text of the model */
	const char *profiles;        /* a pattern of file names */
	uint32_t from_nothing;       /* programs to draw by the priors alone */
	uint32_t from_profile;       /* programs to draw of those that agree with each profile */
};

/* Draws the programs, from a fixed seed, interviews them and prints a table: with nothing known at the start, and with
 * the answers of the profile. Ends the program when a profile cannot be read. */
void drawn_print(const struct drawn *drawn);

#endif
