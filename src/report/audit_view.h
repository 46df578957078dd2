/* SPDX-License-Identifier: ISC
 *
 * What is found of a model: the findings of an audit as diagnostics at their places in it, its summary, and all in JSON.
 */
#ifndef REPORT_AUDIT_VIEW_H
#define REPORT_AUDIT_VIEW_H

#include "analyse/audit.h"
#include "report/layout.h"

/* Appends the words for a finding: a line without a final stop. */
void audit_words(const struct model *model, const struct audit_finding *finding, struct buffer *out);

/* Adds all findings of the audit to `found`, which is empty and whose source is the model's, in the order of the audit,
 * each with its code and severity; a profile that shows one as its detail. */
void audit_add_diagnostics(const struct audit *audit, struct diagnostics *found);

/* Appends what is proven of the whole model: how large it is, how many profiles it has (`profiles` in decimal, NULL when
 * that was not worked out), the share of each option and of what decides. */
void audit_print_summary(const struct audit *audit, const char *profiles, const struct layout *layout,
                         struct buffer *out);

/* All there is to say of one model. */
struct audit_view {
	const struct model *model;               /* at least its source is there */
	const struct diagnostics *loaded;        /* what was found when it was loaded */
	const struct audit *audit;               /* NULL when it could not be loaded */
	const struct diagnostics *proven;        /* by audit_add_diagnostics */
	const char *profiles;                    /* as above */
};

/* Appends it as a JSON object, its keys documented in whether-profile(5). */
void audit_emit_json(const struct audit_view *view, struct buffer *out);

#endif
