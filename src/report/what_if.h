/* SPDX-License-Identifier: ISC
 *
 * The views of what would change a result.
 */
#ifndef REPORT_WHAT_IF_H
#define REPORT_WHAT_IF_H

#include "analyse/flips.h"
#include "report/emit.h"

/* The smallest flips to each outcome, from the report's answers. */
struct change_set {
	bool exact;                      /* false: the model is too large to tell; the rest is not meaningful */
	struct flips *of_option;         /* of each option */
};

/* Finds the flips to every option. Released by change_set_release. */
void change_set_find(struct change_set *changes, const struct answers *answers, size_t budget);
void change_set_release(struct change_set *changes);

/* Appends, for each option, the smallest sets of answers that would make it win for certain. */
void emit_changes(const struct report *report, const struct change_set *changes, const struct layout *layout,
                  struct buffer *out);

/* Appends what is recommended, and the standing of each option, before and after a change of answers. */
void emit_comparison(const struct report *before, const struct report *after, const struct layout *layout,
                     struct buffer *out);

/* The same as JSON objects. */
void emit_json_changes(const struct report *report, const struct change_set *changes, struct buffer *out);
void emit_json_comparison(const struct report *before, const struct report *after, struct buffer *out);

#endif
