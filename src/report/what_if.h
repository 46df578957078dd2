/* SPDX-License-Identifier: ISC
 *
 * The views of what would change a result.
 */
#ifndef REPORT_WHAT_IF_H
#define REPORT_WHAT_IF_H

#include "report/emit.h"

/* Appends a line or more for each option but `left_out` (MODEL_NONE: none is): its smallest flips, which must be known. */
void emit_flips(const struct report *report, uint32_t left_out, const struct layout *layout, struct buffer *out);

/* Appends for each option its verdict and share in one report and in another. */
void emit_standings(const struct report *before, const struct report *after, const struct layout *layout,
                    struct buffer *out);

/* Appends, for each option, the smallest sets of answers that would make it win for certain: the report's flips. */
void emit_changes(const struct report *report, const struct layout *layout, struct buffer *out);

/* Appends what is recommended, and the standing of each option, before and after a change of answers. */
void emit_comparison(const struct report *before, const struct report *after, const struct layout *layout,
                     struct buffer *out);

/* The same as JSON objects. */
void emit_json_changes(const struct report *report, struct buffer *out);
void emit_json_comparison(const struct report *before, const struct report *after, struct buffer *out);

#endif
