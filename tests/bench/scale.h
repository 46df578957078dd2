/* SPDX-License-Identifier: ISC
 *
 * What the exact analysis costs as models grow.
 */
#ifndef BENCH_SCALE_H
#define BENCH_SCALE_H

#include "base/text.h"

enum { SCALE_MOST_MODELS = 99 };

struct scale {
	size_t models;           /* random models of each size: an odd number, at most SCALE_MOST_MODELS */
	uint32_t shrink;         /* they have so many times fewer questions and rules than usual; 1 for the usual size */
	size_t keys;             /* the length of the yardstick */
	struct text shipped;     /* the text of the shipped model */
};

/* Measures, and prints a table: diagrams of random models of four sizes, and all analyses of those of the second size
 * and of the shipped model. */
void scale_print(const struct scale *scale);

#endif
