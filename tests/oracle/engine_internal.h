/* SPDX-License-Identifier: ISC
 *
 * What the parts of the seam share.
 */
#ifndef ORACLE_ENGINE_INTERNAL_H
#define ORACLE_ENGINE_INTERNAL_H

#include "analyse/encode.h"
#include "decide/network.h"
#include "engine_result.h"

struct engine {
	struct model model;
	struct encoding whole;       /* of outcomes, with nothing known */
	struct network network;
};

#endif
