/* SPDX-License-Identifier: ISC
 *
 * Laying out text for a terminal: wrapped by display width, coloured only where asked.
 */
#ifndef REPORT_LAYOUT_H
#define REPORT_LAYOUT_H

#include "base/text.h"

enum {
	LAYOUT_LEAST_WIDTH = 20,
	LAYOUT_USUAL_WIDTH = 80,
	LAYOUT_MOST_WIDTH = 100,         /* wider lines read badly */
};

struct layout {
	unsigned width;                  /* columns, at least LAYOUT_LEAST_WIDTH */
	bool colour;
};

/* Colour is only ever an addition: what it says is in the words, too. */
enum colour { COLOUR_PLAIN, COLOUR_HEADING, COLOUR_GOOD, COLOUR_BAD, COLOUR_DIM };

/* What becomes of the line breaks in a text. */
enum layout_lines {
	LAYOUT_FLOW,         /* they count as spaces */
	LAYOUT_PARAGRAPHS,   /* they count as spaces, but for empty lines, which part paragraphs */
	LAYOUT_VERBATIM,     /* they stay, and no line is wrapped: commands to copy */
};

/* Columns that the text takes. */
size_t layout_width(struct text text);

/* Appends `text` as lines of at most layout->width columns: the first after `first`, the others after as many spaces
 * as `first` is wide. */
void layout_paragraph(const struct layout *layout, const char *first, struct text text, enum layout_lines lines,
                      struct buffer *out);

/* The same, flowing, with `first` in a colour. */
void layout_marked(const struct layout *layout, enum colour colour, const char *first, struct text text,
                   struct buffer *out);

/* Appends a heading, on as many lines as it needs. */
void layout_heading(const struct layout *layout, struct text text, struct buffer *out);

/* Appends a line in a colour. */
void layout_line(const struct layout *layout, enum colour colour, struct text text, struct buffer *out);

#endif
