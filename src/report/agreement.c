/* SPDX-License-Identifier: ISC
 *
 * Owns the figures of `whether test`.
 */
#include "report/agreement.h"

void agreement_init(struct agreement *agreement, const struct model *model)
{
	*agreement = (struct agreement){.model = model};
	coverage_init(&agreement->coverage, model);
}

void agreement_release(struct agreement *agreement)
{
	coverage_release(&agreement->coverage);
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
	coverage_add(&agreement->coverage, report);
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

void agreement_print(const struct agreement *agreement, const struct layout *layout, struct buffer *out)
{
	buffer_format(out, "%zu case%s of %.*s, revision %u\n", agreement->cases, agreement->cases == 1 ? "" : "s",
	              TEXT_ARGS(agreement->model->id), agreement->model->revision);
	add_figure(agreement, "as expected", agreement->as_expected, out);
	add_figure(agreement, "accepted", agreement->accepted, out);
	add_figure(agreement, "settled", agreement->settled, out);
	buffer_add_string(out, "\nRows: what was expected; columns: what is recommended\n");
	show_confusion(agreement, out);
	coverage_print(&agreement->coverage, layout, out);
}
