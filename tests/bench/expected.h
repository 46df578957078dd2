/* SPDX-License-Identifier: ISC
 *
 * How many questions each policy is expected to ask on random models, against the least number that is possible.
 */
#ifndef BENCH_EXPECTED_H
#define BENCH_EXPECTED_H

#include "base/text.h"

/* Works it out, over all completions of each of `models` random models, and prints a table. They have `least` to
 * `most` questions (at most OPTIMUM_MOST_QUESTIONS) of at most three answers; one that is settled before anything is
 * asked does not count. Ends the program when the policies and the optimum do not agree on what is settled. */
void expected_print_random(uint32_t models, uint32_t least, uint32_t most);

/* The same of one model, given its text, that is not settled. */
void expected_print_model(struct text text);

#endif
