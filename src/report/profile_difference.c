/* SPDX-License-Identifier: ISC
 *
 * Owns the text view of how two profiles differ.
 */
#include "analyse/decisive_answers.h"
#include "report/difference.h"
#include "report/what_if.h"
#include "report/words.h"

struct view {
	const struct profile_difference *difference;
	const struct model *model;
	const struct layout *layout;
	struct buffer *out;
};

static void paragraph(struct view *view, const char *first, struct buffer *text)
{
	layout_paragraph(view->layout, first, buffer_text(text), LAYOUT_FLOW, view->out);
	buffer_clear(text);
}

/* "first.yaml: threads. Settled: ..." */
static void show_recommendation(struct view *view, const struct report *report)
{
	struct buffer text = {0};
	buffer_format(&text, "%s: %.*s. ", report->profile_file,
	              TEXT_ARGS(model_outcome_id(view->model, report->completions.leader)));
	words_certainty(report, &text);
	paragraph(view, "", &text);
	buffer_release(&text);
}

static void add_answer(const struct report *report, uint32_t question, struct buffer *out)
{
	size_t before = out->length;
	answers_print(report->answers, question, out);
	if (out->length == before)
		buffer_add_string(out, "not said");
	if (report->completions.inquiries[question].applies == TRUTH_FALSE
	    && report->answers->sets[question].state == ANSWER_GIVEN)
		buffer_add_string(out, " (does not apply)");
}

static void show_answers(struct view *view)
{
	const struct profile_difference *difference = view->difference;
	struct buffer text = {0};
	bool some = false;
	for (uint32_t q = 0; q < view->model->question_count; q++) {
		if (!answers_differ(difference->reports[0]->answers, difference->reports[1]->answers, q))
			continue;
		if (!some)
			layout_heading(view->layout, TEXT("Answers that differ"), view->out);
		some = true;
		buffer_format(&text, "%.*s: ", TEXT_ARGS(view->model->questions[q].id));
		add_answer(difference->reports[0], q, &text);
		buffer_add_string(&text, " -> ");
		add_answer(difference->reports[1], q, &text);
		paragraph(view, difference->decisive && difference->decisive[q] ? "* " : "  ", &text);
	}
	if (!some)
		layout_paragraph(view->layout, "", TEXT("All answers count the same."), LAYOUT_FLOW, view->out);
	else if (difference->decisive)
		buffer_format(&text, "Those marked * make the difference: with them alone %s has %.*s, too.",
		              difference->reports[0]->profile_file,
		              TEXT_ARGS(model_outcome_id(view->model, difference->reports[1]->completions.leader)));
	else
		buffer_add_string(&text, "They do not change what is recommended.");
	if (text.length)
		paragraph(view, "", &text);
	buffer_release(&text);
}

/* The rules that hold for one profile and not, for certain, for the other. */
static void show_reasons(struct view *view, const struct report *report, const struct report *other)
{
	struct buffer text = {0};
	size_t count = 0;
	for (uint32_t r = 0; r < view->model->rule_count; r++)
		if (report->completions.rule_truths[r] == TRUTH_TRUE && other->completions.rule_truths[r] != TRUTH_TRUE)
			buffer_format(&text, "%s%.*s", count++ ? ", " : "", TEXT_ARGS(view->model->rules[r].id));
	if (count) {
		struct buffer heading = {0};
		buffer_add_string(view->out, "\n");
		buffer_format(&heading, "Rules that hold only for %s", report->profile_file);
		layout_heading(view->layout, buffer_text(&heading), view->out);
		buffer_release(&heading);
		paragraph(view, "  ", &text);
	}
	buffer_release(&text);
}

void emit_difference(const struct profile_difference *difference, const struct layout *layout, struct buffer *out)
{
	struct view view = {difference, difference->reports[0]->model, layout, out};
	const struct report *first = difference->reports[0], *second = difference->reports[1];
	show_recommendation(&view, first);
	show_recommendation(&view, second);
	buffer_add_string(out, "\n");
	show_answers(&view);
	buffer_add_string(out, "\n");
	layout_heading(layout, TEXT("Where the options stand"), out);
	emit_standings(first, second, layout, out);
	show_reasons(&view, first, second);
	show_reasons(&view, second, first);
}
