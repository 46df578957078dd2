/* SPDX-License-Identifier: ISC
 *
 * The views of how two profiles differ, and of how two models do.
 */
#ifndef REPORT_DIFFERENCE_H
#define REPORT_DIFFERENCE_H

#include "analyse/model_difference.h"
#include "report/emit.h"

/* Two profiles of one model. */
struct profile_difference {
	const struct report *reports[2];         /* not owned */
	bool *decisive;                          /* of each question: see analyse/decisive_answers.h; NULL when both have the
	                                            same recommendation */
};

/* Appends the differing answers and which of them make the difference, the standing of each option, and the reasons
 * that hold for one profile only. */
void emit_difference(const struct profile_difference *difference, const struct layout *layout, struct buffer *out);

/* The same as a JSON object. */
void emit_json_difference(const struct profile_difference *difference, struct buffer *out);

/* Appends how many profiles get another recommendation, from which option to which, with a witness each, and what only
 * one of the models has. */
void emit_model_difference(const struct model_difference *difference, const struct joint *joint,
                           const struct layout *layout, struct buffer *out);

/* The same as a JSON object. */
void emit_json_model_difference(const struct model_difference *difference, const struct joint *joint,
                                struct buffer *out);

#endif
