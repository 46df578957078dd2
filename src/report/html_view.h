/* SPDX-License-Identifier: ISC
 *
 * What the parts of the HTML view share: text from strangers, the parts of an article, its charts.
 */
#ifndef REPORT_HTML_VIEW_H
#define REPORT_HTML_VIEW_H

#include "report/report.h"

/* One article of a page: all about one report. */
struct html_view {
	const struct report *report;     /* not owned */
	size_t number;                   /* of the article, from 1: begins all its ids */
	unsigned level;                  /* of its heading, 1 or 2; those of its sections are one deeper */
	uint32_t *sources;               /* of each reference: its number in the list of sources, or 0 */
	struct buffer *out;
};

/* Appends text as text of an element or of an attribute in double quotes: what could be markup is escaped, line ends and
 * tabs become spaces, other control characters '?'. */
void html_add_text(struct buffer *out, struct text text);

/* The same, with line ends kept. For <pre>. */
void html_add_verbatim(struct buffer *out, struct text text);

/* Appends words, as a link if the address is one of http or https, which is all that a page may lead to. Returns whether
 * it is. */
bool html_add_link(struct buffer *out, struct text words, struct text address);

/* Appends the title of a reference as a link; if it cannot be one, the address as text behind it. */
void html_add_reference(struct buffer *out, const struct reference *reference);

/* Appends what a words_ function says as an element of this name; nothing if it says nothing. */
void html_add_words(struct html_view *view, const char *element,
                    void (*words)(const struct report *report, struct buffer *out));

/* Appends a heading, `depth` below that of the article, and begins its section at depth 1. */
void html_add_heading(struct html_view *view, unsigned depth, struct text words);

/* Appends the id of an option behind a spot of its colour. */
void html_add_option(struct html_view *view, uint32_t option);

/* Appends the reasons for and against one option; those that do not hold, or are less likely, to be unfolded. */
void html_add_reasons(struct html_view *view, uint32_t option);

/* Appends the numbers of sources, each a link to the list of them; nothing if there are none. */
void html_add_citations(struct html_view *view, const struct citations *citations);

/* Appends the sections about what is not known, and about all answers. */
void html_add_unknowns(struct html_view *view);
void html_add_answers(struct html_view *view);

/* Charts, each a figure whose numbers stand in words beside it. */
void html_chart_shares(struct html_view *view);
void html_chart_reasons(struct html_view *view);
void html_chart_flips(struct html_view *view);

/* The style sheet of every page, in parts, up to NULL. */
extern const char *const html_styles[];

#endif
