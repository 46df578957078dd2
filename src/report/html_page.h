/* SPDX-License-Identifier: ISC
 *
 * A page of HTML: one file, which needs no other and no network, with one report or several.
 */
#ifndef REPORT_HTML_PAGE_H
#define REPORT_HTML_PAGE_H

#include "report/emit.h"

/* A zeroed struct is a page without reports; set `several` before the first if there may be more than one. */
struct html_page {
	bool several;
	size_t count;                /* of reports */
	struct buffer title;
	struct buffer articles;
};

/* Adds a report, of which nothing is needed afterwards. */
void emit_html(struct html_page *page, const struct report *report);

/* Appends the page; one of several reports opens with the table of their rows, one for each in order. */
void html_page_finish(const struct html_page *page, const struct summary_row *rows, struct buffer *out);

void html_page_release(struct html_page *page);

#endif
