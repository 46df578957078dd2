/* SPDX-License-Identifier: ISC
 *
 * Owns the table that ends a run over several profiles.
 */
#include <stdlib.h>
#include <string.h>

#include "report/emit.h"
#include "report/markdown.h"
#include "report/words.h"

const char *const emit_summary_headings[SUMMARY_COLUMNS] = {
	[SUMMARY_PROFILE] = "Profile",
	[SUMMARY_OUTCOME] = "Recommended",
	[SUMMARY_CERTAINTY] = "How sure",
	[SUMMARY_EXPECTED] = "Expected",
};

static char *take(struct buffer *buffer)
{
	buffer_add_string(buffer, "");
	char *bytes = buffer->bytes;
	*buffer = (struct buffer){0};
	return bytes;
}

static void add_certainty(const struct report *report, struct buffer *out)
{
	const struct completions *completions = &report->completions;
	if (report_is_complete(report)) {
		buffer_format(out, "decided (%s)", words_tier(report->decision.tier));
	} else if (completions->settled) {
		buffer_add_string(out, "settled");
	} else {
		words_share_range(completions, completions->leader, out);
		if (completions->runner_up != MODEL_NONE)
			buffer_format(out, ", then %.*s",
			              TEXT_ARGS(model_outcome_id(report->model, completions->runner_up)));
	}
}

static void add_expected(const struct report *report, struct buffer *out)
{
	uint32_t leader = report->completions.leader;
	if (report->expect == MODEL_NONE)
		return;
	if (leader == report->expect)
		buffer_add_string(out, "yes");
	else
		buffer_format(out, report->accept >> leader & 1 ? "accepted, not %.*s" : "no, %.*s",
		              TEXT_ARGS(model_outcome_id(report->model, report->expect)));
}

struct summary_row emit_summary_row(const struct report *report)
{
	struct buffer profile = {0}, outcome = {0}, certainty = {0}, expected = {0};
	buffer_add_string(&profile, report->profile_file ? report->profile_file : "(answers)");
	buffer_add(&outcome, model_outcome_id(report->model, report->completions.leader));
	add_certainty(report, &certainty);
	add_expected(report, &expected);
	return (struct summary_row){{take(&profile), take(&outcome), take(&certainty), take(&expected)}};
}

int emit_summary_width(const struct summary_row *rows, size_t count)
{
	for (size_t r = 0; r < count; r++)
		if (rows[r].cells[SUMMARY_EXPECTED][0])
			return SUMMARY_COLUMNS;
	return SUMMARY_COLUMNS - 1;
}

static void show_columns(const struct summary_row *rows, size_t count, const size_t widths[SUMMARY_COLUMNS], int columns,
                         const struct layout *layout, struct buffer *out)
{
	struct buffer line = {0};
	for (size_t r = 0; r <= count; r++) {
		buffer_clear(&line);
		for (int c = 0; c < columns; c++) {
			const char *words = r == 0 ? emit_summary_headings[c] : rows[r - 1].cells[c];
			buffer_add_string(&line, words);
			if (c + 1 < columns)
				buffer_add_repeated(&line, ' ', widths[c] + 2 - layout_width(text_of(words)));
		}
		layout_line(layout, r == 0 ? COLOUR_HEADING : COLOUR_PLAIN, text_trim(buffer_text(&line)), out);
	}
	buffer_release(&line);
}

static void show_paragraphs(const struct summary_row *rows, size_t count, const struct layout *layout, struct buffer *out)
{
	for (size_t r = 0; r < count; r++) {
		char *const *cells = rows[r].cells;
		struct buffer words = {0};
		buffer_format(&words, "%s: %s; %s", cells[SUMMARY_PROFILE], cells[SUMMARY_OUTCOME], cells[SUMMARY_CERTAINTY]);
		if (cells[SUMMARY_EXPECTED][0])
			buffer_format(&words, "; expected: %s", cells[SUMMARY_EXPECTED]);
		layout_paragraph(layout, "* ", buffer_text(&words), LAYOUT_FLOW, out);
		buffer_release(&words);
	}
}

static void show_markdown(const struct summary_row *rows, size_t count, int columns, struct buffer *out)
{
	for (int c = 0; c < columns; c++)
		buffer_format(out, "| %s ", emit_summary_headings[c]);
	buffer_add_string(out, "|\n");
	for (int c = 0; c < columns; c++)
		buffer_add_string(out, "| --- ");
	buffer_add_string(out, "|\n");
	for (size_t r = 0; r < count; r++) {
		for (int c = 0; c < columns; c++) {
			buffer_add_string(out, "| ");
			markdown_add_escaped(out, text_of(rows[r].cells[c]));
			buffer_add_string(out, " ");
		}
		buffer_add_string(out, "|\n");
	}
}

void emit_summary(const struct summary_row *rows, size_t count, const struct layout *layout, bool markdown,
                  struct buffer *out)
{
	size_t widths[SUMMARY_COLUMNS], total = 0;
	int columns = emit_summary_width(rows, count);
	for (int c = 0; c < columns; c++) {
		widths[c] = layout_width(text_of(emit_summary_headings[c]));
		for (size_t r = 0; r < count; r++) {
			size_t width = layout_width(text_of(rows[r].cells[c]));
			widths[c] = width > widths[c] ? width : widths[c];
		}
		total += widths[c] + (c > 0 ? 2 : 0);
	}
	if (markdown)
		show_markdown(rows, count, columns, out);
	else if (total <= layout->width)
		show_columns(rows, count, widths, columns, layout, out);
	else
		show_paragraphs(rows, count, layout, out);
}

void emit_release_summary(struct summary_row *rows, size_t count)
{
	for (size_t r = 0; r < count; r++)
		for (int c = 0; c < SUMMARY_COLUMNS; c++)
			free(rows[r].cells[c]);
	free(rows);
}
