/* SPDX-License-Identifier: ISC
 *
 * Owns the telling of flips and of a change's effect.
 */
#include "report/what_if.h"

#include "report/words.h"

void emit_flips(const struct report *report, uint32_t left_out, const struct layout *layout, struct buffer *out)
{
	struct buffer text = {0}, first = {0};
	for (uint32_t o = 0; o < report->model->option_count; o++) {
		if (o == left_out)
			continue;
		buffer_clear(&text);
		buffer_clear(&first);
		buffer_format(&first, "  %.*s: ", TEXT_ARGS(report->model->options[o].id));
		words_flips(report, o, &text);
		layout_paragraph(layout, first.bytes, buffer_text(&text), LAYOUT_FLOW, out);
	}
	buffer_release(&text);
	buffer_release(&first);
}

void emit_changes(const struct report *report, const struct layout *layout, struct buffer *out)
{
	layout_heading(layout, TEXT("The fewest answers that would make each option win for certain"), out);
	if (report->flips)
		emit_flips(report, MODEL_NONE, layout, out);
	else
		layout_paragraph(layout, "  ", TEXT("Not worked out: the model is too large."), LAYOUT_FLOW, out);
}

/* "recommended, 97 %" */
static void add_standing(const struct report *report, uint32_t option, struct buffer *out)
{
	buffer_add_string(out, words_verdict(report->options[option].verdict));
	if (report->options[option].verdict == VERDICT_RULED_OUT)
		return;
	buffer_add_string(out, ", ");
	words_share_range(&report->completions, option, out);
}

void emit_standings(const struct report *before, const struct report *after, const struct layout *layout,
                    struct buffer *out)
{
	struct buffer text = {0}, first = {0};
	for (uint32_t o = 0; o < before->model->option_count; o++) {
		buffer_clear(&text);
		buffer_clear(&first);
		buffer_format(&first, "  %.*s: ", TEXT_ARGS(before->model->options[o].id));
		add_standing(before, o, &text);
		buffer_add_string(&text, " -> ");
		add_standing(after, o, &text);
		layout_paragraph(layout, first.bytes, buffer_text(&text), LAYOUT_FLOW, out);
	}
	buffer_release(&text);
	buffer_release(&first);
}

void emit_comparison(const struct report *before, const struct report *after, const struct layout *layout,
                     struct buffer *out)
{
	struct buffer text = {0};
	buffer_format(&text, "Recommendation: %.*s before, %.*s after",
	              TEXT_ARGS(model_outcome_id(before->model, before->completions.leader)),
	              TEXT_ARGS(model_outcome_id(after->model, after->completions.leader)));
	layout_marked(layout, COLOUR_HEADING, "", buffer_text(&text), out);
	emit_standings(before, after, layout, out);
	buffer_clear(&text);
	for (size_t i = 0; i < after->ignored_count; i++)
		buffer_format(&text, "%s%.*s", i ? ", " : "",
		              TEXT_ARGS(after->model->questions[after->ignored[i]].id));
	if (text.length)
		layout_paragraph(layout, "  set aside, as they do not apply after: ", buffer_text(&text), LAYOUT_FLOW,
		                 out);
	buffer_release(&text);
}
