/* SPDX-License-Identifier: ISC
 *
 * The views of a report. Each appends to a buffer; none of them decides anything.
 */
#ifndef REPORT_EMIT_H
#define REPORT_EMIT_H

#include "report/layout.h"
#include "report/report.h"

/* Text for people, for a terminal of layout->width columns. */
void emit_text(const struct report *report, const struct layout *layout, struct buffer *out);

/* A JSON object, its keys documented in whether-profile(5). */
void emit_json(const struct report *report, struct buffer *out);

/* Markdown in the shape of an architecture decision record. */
void emit_markdown(const struct report *report, struct buffer *out);

/* Every rule about one option, for a terminal. `sufficient` marks the questions whose answers alone make it win, or is
 * NULL. */
void emit_explanation(const struct report *report, uint32_t option, const bool *sufficient,
                      const struct layout *layout, struct buffer *out);

/* The same as a JSON object. */
void emit_json_explanation(const struct report *report, uint32_t option, const bool *sufficient, struct buffer *out);

/* The columns of the table that ends a run over several profiles. */
enum summary_column {
	SUMMARY_PROFILE,
	SUMMARY_OUTCOME,
	SUMMARY_CERTAINTY,   /* "decided", "settled", or the leader's share */
	SUMMARY_EXPECTED,    /* "", "yes", or what was expected instead, and whether this is accepted */
	SUMMARY_COLUMNS
};

/* A line of that table. Owns its text. */
struct summary_row {
	char *cells[SUMMARY_COLUMNS];
};

/* Makes a row of a report; the caller frees it with emit_release_summary. */
struct summary_row emit_summary_row(const struct report *report);

extern const char *const emit_summary_headings[SUMMARY_COLUMNS];

/* How many of the columns have anything to say: all, or all but the last when no profile expects anything. */
int emit_summary_width(const struct summary_row *rows, size_t count);

/* Appends the table, in columns or, when too narrow for that, in paragraphs; in Markdown if `markdown`. */
void emit_summary(const struct summary_row *rows, size_t count, const struct layout *layout, bool markdown,
                  struct buffer *out);

void emit_release_summary(struct summary_row *rows, size_t count);

#endif
