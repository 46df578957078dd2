/* SPDX-License-Identifier: ISC
 *
 * Owns the page around the reports: what a browser may do with it, the table of several, where it comes from.
 */
#include "report/html_page.h"

#include "report/html_view.h"

static void add_head(const struct html_page *page, struct buffer *out)
{
	buffer_add_string(out,
	                  "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
	                  "base-uri 'none'; form-action 'none'\">\n"
	                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	                  "<meta name=\"color-scheme\" content=\"light dark\">\n"
	                  "<meta name=\"generator\" content=\"whether " WHETHER_VERSION "\">\n<title>");
	if (page->several)
		buffer_format(out, "Recommendations for %zu profile%s", page->count, page->count == 1 ? "" : "s");
	else
		html_add_text(out, buffer_text(&page->title));
	buffer_add_string(out, "</title>\n<style>\n");
	for (size_t i = 0; html_styles[i]; i++)
		buffer_add_string(out, html_styles[i]);
	buffer_add_string(out, "</style>\n</head>\n<body>\n");
}

static void add_row(const struct summary_row *row, size_t number, int columns, struct buffer *out)
{
	buffer_format(out, "<tr><th scope=\"row\"><a href=\"#r%zu\">", number);
	html_add_text(out, text_of(row->cells[SUMMARY_PROFILE]));
	buffer_add_string(out, "</a></th>");
	for (int c = SUMMARY_PROFILE + 1; c < columns; c++) {
		buffer_add_string(out, "<td>");
		html_add_text(out, text_of(row->cells[c]));
		buffer_add_string(out, "</td>");
	}
	buffer_add_string(out, "</tr>\n");
}

static void add_summary(const struct html_page *page, const struct summary_row *rows, struct buffer *out)
{
	int columns = emit_summary_width(rows, page->count);
	buffer_format(out, "<h1>Recommendations for %zu profile%s</h1>\n<nav aria-label=\"Profiles\">\n<table>\n<caption>"
	                   "What each comes to</caption>\n<thead><tr>", page->count, page->count == 1 ? "" : "s");
	for (int c = 0; c < columns; c++)
		buffer_format(out, "<th scope=\"col\">%s</th>", emit_summary_headings[c]);
	buffer_add_string(out, "</tr></thead>\n<tbody>\n");
	for (size_t r = 0; r < page->count; r++)
		add_row(&rows[r], r + 1, columns, out);
	buffer_add_string(out, "</tbody>\n</table>\n</nav>\n");
}

void html_page_finish(const struct html_page *page, const struct summary_row *rows, struct buffer *out)
{
	add_head(page, out);
	buffer_add_string(out, page->several ? "<a class=\"skip\" href=\"#r1\">Skip to the first report</a>\n<main>\n" : "<main>\n");
	if (page->several)
		add_summary(page, rows, out);
	buffer_add(out, buffer_text(&page->articles));
	buffer_add_string(out, "</main>\n<footer>\n<p>Written by whether " WHETHER_VERSION ". The shares are exact fractions; they rest "
	                       "on how usual the model says each answer is, not on the program in question.</p>\n</footer>\n"
	                       "</body>\n</html>\n");
}

void html_page_release(struct html_page *page)
{
	buffer_release(&page->title);
	buffer_release(&page->articles);
	*page = (struct html_page){0};
}
