/* SPDX-License-Identifier: ISC
 *
 * How many complete profiles a model has.
 */
#ifndef ANALYSE_COUNT_H
#define ANALYSE_COUNT_H

#include <gmp.h>

#include "model/model.h"

/* Sets `count` (initialised) to the number of complete profiles that are not impossible: one answer, or one band, to
 * every question that applies. Returns false, count being meaningless, when more than `budget` states would have to be
 * looked at. */
bool count_profiles(const struct model *model, size_t budget, mpz_t count);

#endif
