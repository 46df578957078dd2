/* SPDX-License-Identifier: ISC
 *
 * Owns the figures of `whether test`.
 */
#include "report/agreement.h"

#include <stdlib.h>

void agreement_init(struct agreement *agreement, const struct model *model)
{
	*agreement = (struct agreement){.model = model};
	agreement->holds = memory_new(model->rule_count, sizeof(*agreement->holds));
	agreement->may_hold = memory_new(model->rule_count, sizeof(*agreement->may_hold));
}

void agreement_release(struct agreement *agreement)
{
	free(agreement->holds);
	free(agreement->may_hold);
	*agreement = (struct agreement){0};
}

bool agreement_add(struct agreement *agreement, const struct report *report)
{
	uint32_t got = report->completions.leader;
	bool accepted = got == report->expect || (report->accept >> got & 1);
	agreement->cases++;
	agreement->as_expected += got == report->expect;
	agreement->accepted += accepted;
	agreement->settled += report->completions.settled;
	agreement->confusion[report->expect][got]++;
	for (uint32_t r = 0; r < agreement->model->rule_count; r++) {
		agreement->holds[r] += report->completions.rule_truths[r] == TRUTH_TRUE;
		agreement->may_hold[r] += report->completions.rule_truths[r] != TRUTH_FALSE;
	}
	return accepted;
}

static void add_figure(const struct agreement *agreement, const char *name, size_t count, struct buffer *out)
{
	size_t percent = agreement->cases ? (count * 200 + agreement->cases) / (agreement->cases * 2) : 0;
	buffer_format(out, "  %-12s %4zu of %zu (%zu %%)\n", name, count, agreement->cases, percent);
}

static void show_confusion(const struct agreement *agreement, struct buffer *out)
{
	uint32_t outcomes = agreement->model->option_count + 1;
	size_t width = TEXT("expected").length;
	for (uint32_t o = 0; o < outcomes; o++) {
		size_t length = report_outcome_id(agreement->model, o).length;
		width = length > width ? length : width;
	}
	buffer_format(out, "  %-*s", (int)width, "expected");
	for (uint32_t o = 0; o < outcomes; o++)
		buffer_format(out, "  %*.*s", (int)width, TEXT_ARGS(report_outcome_id(agreement->model, o)));
	buffer_add_string(out, "\n");
	for (uint32_t expected = 0; expected < outcomes; expected++) {
		buffer_format(out, "  %-*.*s", (int)width, TEXT_ARGS(report_outcome_id(agreement->model, expected)));
		for (uint32_t got = 0; got < outcomes; got++)
			buffer_format(out, "  %*zu", (int)width, agreement->confusion[expected][got]);
		buffer_add_string(out, "\n");
	}
}

static void show_rules(const struct agreement *agreement, bool may_hold, const char *words,
                       const struct layout *layout, struct buffer *out)
{
	struct buffer ids = {0};
	size_t count = 0;
	for (uint32_t r = 0; r < agreement->model->rule_count; r++) {
		if (agreement->holds[r] > 0 || (agreement->may_hold[r] > 0) != may_hold)
			continue;
		buffer_format(&ids, "%s%.*s", count++ ? ", " : "", TEXT_ARGS(agreement->model->rules[r].id));
	}
	if (count) {
		buffer_format(out, "\n%s (%zu of %u):\n", words, count, agreement->model->rule_count);
		layout_paragraph(layout, "  ", buffer_text(&ids), LAYOUT_FLOW, out);
	}
	buffer_release(&ids);
}

void agreement_print(const struct agreement *agreement, const struct layout *layout, struct buffer *out)
{
	buffer_format(out, "%zu case%s of %.*s, revision %u\n", agreement->cases, agreement->cases == 1 ? "" : "s",
	              TEXT_ARGS(agreement->model->id), agreement->model->revision);
	add_figure(agreement, "as expected", agreement->as_expected, out);
	add_figure(agreement, "accepted", agreement->accepted, out);
	add_figure(agreement, "settled", agreement->settled, out);
	buffer_add_string(out, "\nRows: what was expected; columns: what is recommended\n");
	show_confusion(agreement, out);
	show_rules(agreement, true, "Rules that hold for certain in no case, but may hold in some", layout, out);
	show_rules(agreement, false, "Rules that hold in no case", layout, out);
}
