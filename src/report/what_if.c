/* SPDX-License-Identifier: ISC
 *
 * Owns the telling of flips and of a change's effect.
 */
#include "report/what_if.h"

#include <stdlib.h>

#include "report/words.h"

enum { MOST_SHOWN = 3 };

void change_set_find(struct change_set *changes, const struct answers *answers, size_t budget)
{
	const struct model *model = answers->model;
	struct encoding whole;
	struct answers nothing;
	uint64_t *possible = memory_new(model->question_count, sizeof(*possible));
	answers_init(&nothing, model);
	evaluate_possible(&nothing, possible);
	encode(&whole, model, possible, ENCODE_OUTCOME, MODEL_NONE, budget);
	changes->exact = whole.exact;
	changes->of_option = memory_new(model->option_count, sizeof(*changes->of_option));
	for (uint32_t o = 0; whole.exact && o < model->option_count; o++)
		flips_find(&changes->of_option[o], &whole, answers, o);
	encoding_release(&whole);
	answers_release(&nothing);
	free(possible);
}

void change_set_release(struct change_set *changes)
{
	free(changes->of_option);
	*changes = (struct change_set){0};
}

static void show_flips(const struct report *report, uint32_t option, const struct flips *flips,
                       const struct layout *layout, struct buffer *out)
{
	struct buffer text = {0}, first = {0};
	buffer_format(&first, "  %.*s: ", TEXT_ARGS(report->model->options[option].id));
	if (flips->size == 0)
		buffer_add_string(&text, "nothing has to change; it wins whatever the open answers are");
	else if (flips->count == 0)
		buffer_format(&text, "more than %d answers, if it can be at all%s", FLIPS_LARGEST, flips->exact ? "" : " (not all were tried)");
	for (size_t i = 0; flips->size > 0 && i < flips->count && i < MOST_SHOWN; i++) {
		buffer_add_string(&text, i ? "; or " : "");
		words_flip(report->model, &flips->kept[i], flips->size, &text);
	}
	if (flips->size > 0 && flips->count > MOST_SHOWN)
		buffer_format(&text, "; or %s%zu other%s", flips->exact ? "" : "at least ", flips->count - MOST_SHOWN,
		              flips->count - MOST_SHOWN == 1 ? "" : "s");
	layout_paragraph(layout, first.bytes, buffer_text(&text), LAYOUT_FLOW, out);
	buffer_release(&text);
	buffer_release(&first);
}

void emit_changes(const struct report *report, const struct change_set *changes, const struct layout *layout,
                  struct buffer *out)
{
	layout_heading(layout, TEXT("The fewest answers that would make each option win for certain"), out);
	if (!changes->exact) {
		layout_paragraph(layout, "  ", TEXT("Not worked out: the model is too large."), LAYOUT_FLOW, out);
		return;
	}
	for (uint32_t o = 0; o < report->model->option_count; o++)
		show_flips(report, o, &changes->of_option[o], layout, out);
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

void emit_comparison(const struct report *before, const struct report *after, const struct layout *layout,
                     struct buffer *out)
{
	struct buffer text = {0}, first = {0};
	buffer_format(&text, "Recommendation: %.*s before, %.*s after",
	              TEXT_ARGS(report_outcome_id(before->model, before->completions.leader)),
	              TEXT_ARGS(report_outcome_id(after->model, after->completions.leader)));
	layout_marked(layout, COLOUR_HEADING, "", buffer_text(&text), out);
	for (uint32_t o = 0; o < before->model->option_count; o++) {
		buffer_clear(&text);
		buffer_clear(&first);
		buffer_format(&first, "  %.*s: ", TEXT_ARGS(before->model->options[o].id));
		add_standing(before, o, &text);
		buffer_add_string(&text, " -> ");
		add_standing(after, o, &text);
		layout_paragraph(layout, first.bytes, buffer_text(&text), LAYOUT_FLOW, out);
	}
	buffer_clear(&text);
	for (size_t i = 0; i < after->ignored_count; i++)
		buffer_format(&text, "%s%.*s", i ? ", " : "",
		              TEXT_ARGS(after->model->questions[after->ignored[i]].id));
	if (text.length)
		layout_paragraph(layout, "  set aside, as they do not apply after: ", buffer_text(&text), LAYOUT_FLOW,
		                 out);
	buffer_release(&text);
	buffer_release(&first);
}
