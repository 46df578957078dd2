/* SPDX-License-Identifier: ISC
 *
 * Owns line breaking and colour.
 */
#include "report/layout.h"

#include <uniwidth.h>

static const char *const colours[] = {
	[COLOUR_PLAIN] = "",          [COLOUR_HEADING] = "\033[1m", [COLOUR_GOOD] = "\033[32m",
	[COLOUR_BAD] = "\033[31m",    [COLOUR_DIM] = "\033[2m",
};

size_t layout_width(struct text text)
{
	int width = u8_width((const uint8_t *)text.bytes, text.length, "UTF-8");
	return width > 0 ? (size_t)width : 0;
}

static void add_coloured(const struct layout *layout, enum colour colour, struct text text, struct buffer *out)
{
	bool coloured = layout->colour && colour != COLOUR_PLAIN;
	buffer_add_string(out, coloured ? colours[colour] : "");
	buffer_add(out, text);
	buffer_add_string(out, coloured ? "\033[0m" : "");
}

/* Breaks one line of text into words and those into lines, which begin at column `indent`. */
static void wrap(const struct layout *layout, size_t indent, struct text line, struct buffer *out)
{
	size_t column = indent;
	bool at_start = true;
	while (line.length) {
		struct text word = text_cut(&line, ' ');
		size_t width = layout_width(word);
		if (word.length == 0)
			continue;
		if (!at_start && column + 1 + width > layout->width) {
			buffer_add_string(out, "\n");
			buffer_add_repeated(out, ' ', indent);
			column = indent;
			at_start = true;
		}
		if (!at_start) {
			buffer_add_string(out, " ");
			column++;
		}
		buffer_add(out, word);
		column += width;
		at_start = false;
	}
	buffer_add_string(out, "\n");
}

/* Lines broken anew: the words of `text` up to an empty line, then of the next paragraph. */
static void add_flowing(const struct layout *layout, size_t indent, struct text text, bool paragraphs, struct buffer *out)
{
	struct buffer joined = {0};
	while (text.length) {
		struct text line = text_trim(text_cut(&text, '\n'));
		if (paragraphs && line.length == 0 && joined.length) {
			wrap(layout, indent, buffer_text(&joined), out);
			buffer_add_string(out, "\n");
			buffer_add_repeated(out, ' ', indent);
			buffer_clear(&joined);
		}
		buffer_add(&joined, line);
		buffer_add_string(&joined, " ");
	}
	for (size_t i = 0; i < joined.length; i++)
		if (joined.bytes[i] == '\t')
			joined.bytes[i] = ' ';
	wrap(layout, indent, buffer_text(&joined), out);
	buffer_release(&joined);
}

static void add_verbatim(size_t indent, struct text text, struct buffer *out)
{
	for (bool first = true; first || text.length; first = false) {
		struct text line = text_cut(&text, '\n');
		buffer_add_repeated(out, ' ', first || line.length == 0 ? 0 : indent);
		buffer_add(out, line);
		buffer_add_string(out, "\n");
	}
}

static void paragraph(const struct layout *layout, size_t indent, struct text text, enum layout_lines lines,
                      struct buffer *out)
{
	if (lines == LAYOUT_VERBATIM)
		add_verbatim(indent, text_trim(text), out);
	else
		add_flowing(layout, indent, text_trim(text), lines == LAYOUT_PARAGRAPHS, out);
}

void layout_paragraph(const struct layout *layout, const char *first, struct text text, enum layout_lines lines,
                      struct buffer *out)
{
	buffer_add_string(out, first);
	paragraph(layout, layout_width(text_of(first)), text, lines, out);
}

void layout_marked(const struct layout *layout, enum colour colour, const char *first, struct text text,
                   struct buffer *out)
{
	add_coloured(layout, colour, text_of(first), out);
	paragraph(layout, layout_width(text_of(first)), text, LAYOUT_FLOW, out);
}

void layout_heading(const struct layout *layout, struct text text, struct buffer *out)
{
	struct buffer lines = {0};
	paragraph(layout, 0, text, LAYOUT_FLOW, &lines);
	struct text rest = text_trim(buffer_text(&lines));
	while (rest.length)
		layout_line(layout, COLOUR_HEADING, text_cut(&rest, '\n'), out);
	buffer_release(&lines);
}

void layout_line(const struct layout *layout, enum colour colour, struct text text, struct buffer *out)
{
	add_coloured(layout, colour, text, out);
	buffer_add_string(out, "\n");
}
