/* SPDX-License-Identifier: ISC
 *
 * The findings of an audit as diagnostics at their places in the model, and its summary.
 */
#ifndef REPORT_AUDIT_VIEW_H
#define REPORT_AUDIT_VIEW_H

#include "analyse/audit.h"
#include "report/layout.h"

/* Adds all findings of the audit to `found`, whose source is the model's, each with its code and severity; a profile
 * that shows one as its detail. */
void audit_add_diagnostics(const struct audit *audit, struct diagnostics *found);

/* Appends what is proven of the whole model: how large it is, how many profiles it has (`profiles` in decimal, NULL when
 * that was not worked out), the share of each option and of what decides. */
void audit_print_summary(const struct audit *audit, const char *profiles, const struct layout *layout,
                         struct buffer *out);

#endif
