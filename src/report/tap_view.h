/* SPDX-License-Identifier: ISC
 *
 * Results of tests for other programs: the Test Anything Protocol, version 13, the latest that common readers know.
 */
#ifndef REPORT_TAP_VIEW_H
#define REPORT_TAP_VIEW_H

#include "report/report.h"

/* Appends the version and the plan of `count` test points. */
void tap_begin(size_t count, struct buffer *out);

/* Appends a test point; `number` counts from 1, `name` may be any bytes. If `skipped` is not NULL, it says why nothing was
 * tested. */
void tap_add_point(size_t number, bool good, struct text name, const char *skipped, struct buffer *out);

/* Appends each line of `lines` as a comment. */
void tap_add_comment(struct text lines, struct buffer *out);

/* Appends as comments what was expected of a case, what came out, how sure that is, and by what. */
void tap_add_failure(const struct report *report, struct buffer *out);

#endif
