/* SPDX-License-Identifier: ISC
 *
 * Owns the report for people: result first, then why, how to start, the other options, what is not known.
 */
#include <stdlib.h>

#include "report/emit.h"
#include "report/what_if.h"
#include "report/words.h"

struct view {
	const struct report *report;
	const struct layout *layout;
	struct buffer *out;
};

static void heading(struct view *view, const char *words)
{
	buffer_add_string(view->out, "\n");
	layout_heading(view->layout, text_of(words), view->out);
}

/* A paragraph made by one of the words_ functions. */
static void sentence(struct view *view, const char *first,
                     void (*words)(const struct report *report, struct buffer *out))
{
	struct buffer text = {0};
	words(view->report, &text);
	if (text.length)
		layout_paragraph(view->layout, first, buffer_text(&text), LAYOUT_FLOW, view->out);
	buffer_release(&text);
}

static void show_leader(const struct option *option, struct buffer *text)
{
	buffer_format(text, "Recommendation: %.*s", TEXT_ARGS(option->id));
	if (!text_equal(option->id, option->name))
		buffer_format(text, " (%.*s)", TEXT_ARGS(option->name));
}

static void show_result(struct view *view)
{
	const struct report *report = view->report;
	struct buffer text = {0};
	if (report->title.length) {
		layout_paragraph(view->layout, "", report->title, LAYOUT_FLOW, view->out);
		buffer_add_string(view->out, "\n");
	}
	uint32_t leader = report->completions.leader;
	if (leader < report->model->option_count)
		show_leader(&report->model->options[leader], &text);
	else
		buffer_add_string(&text, "Recommendation: none; every option is ruled out");
	layout_heading(view->layout, buffer_text(&text), view->out);
	buffer_release(&text);
	sentence(view, "  ", words_certainty);
	sentence(view, "  ", words_decided);
}

static const char *mark_of(const struct reason *reason, enum colour *colour)
{
	*colour = reason->effect == EFFECT_FOR ? COLOUR_GOOD : COLOUR_BAD;
	if (reason->effect == EFFECT_RULES_OUT)
		return "  x ";
	return reason->effect == EFFECT_FOR ? "  + " : "  - ";
}

/* "+ strong: A blocking call ... [rule-id]", and below it the answers it hangs on. */
static void show_reason(struct view *view, const struct reason *reason)
{
	const struct rule *rule = &view->report->model->rules[reason->rule];
	bool holds = reason->truth == TRUTH_TRUE;
	struct buffer text = {0};
	enum colour colour;
	const char *mark = mark_of(reason, &colour);
	buffer_add_string(&text, holds ? "" : "likely ");
	buffer_add_string(&text,
	                  reason->effect == EFFECT_RULES_OUT ? "ruled out" : words_strength(reason->strength));
	if (!holds) {
		buffer_add_string(&text, " (");
		words_share(view->report->completions.rule_shares[reason->rule], &text);
		buffer_add_string(&text, ")");
	}
	buffer_format(&text, ": %.*s", TEXT_ARGS(rule->because));
	if (rule->versions.length)
		buffer_format(&text, " (%.*s)", TEXT_ARGS(rule->versions));
	buffer_format(&text, " [%.*s]", TEXT_ARGS(rule->id));
	layout_marked(view->layout, colour, mark, buffer_text(&text), view->out);
	buffer_clear(&text);
	buffer_add_string(&text, holds ? "because " : "depends on ");
	words_answers(view->report, reason, &text);
	if (reason->question_count)
		layout_paragraph(view->layout, "      ", buffer_text(&text), LAYOUT_FLOW, view->out);
	buffer_release(&text);
}

static void show_reasons(struct view *view, uint32_t option)
{
	const struct report_option *about = &view->report->options[option];
	struct buffer pending = {0};
	size_t shown = 0;
	for (size_t i = 0; i < about->reason_count; i++) {
		const struct reason *reason = &about->reasons[i];
		if (!words_is_shown(view->report, reason->rule))
			continue;
		show_reason(view, reason);
		shown++;
	}
	buffer_add_string(&pending, "less likely, not known: ");
	size_t before = pending.length;
	words_pending(view->report, option, &pending);
	if (pending.length > before)
		layout_paragraph(view->layout, "  ? ", buffer_text(&pending), LAYOUT_FLOW, view->out);
	else if (shown == 0)
		layout_paragraph(view->layout, "  ", TEXT("No rule speaks about it here."), LAYOUT_FLOW, view->out);
	buffer_release(&pending);
}

static void show_start(struct view *view)
{
	const struct report *report = view->report;
	if (report->completions.leader == report->model->option_count)
		return;
	const struct option *option = &report->model->options[report->completions.leader];
	if (option->start_count + report->advice_count == 0)
		return;
	heading(view, "How to start");
	for (size_t i = 0; i < option->start_count; i++)
		layout_paragraph(view->layout, "  * ", option->start[i], LAYOUT_FLOW, view->out);
	for (size_t i = 0; i < report->advice_count; i++)
		layout_paragraph(view->layout, "  * ", report->model->advice[report->advice[i]].say, LAYOUT_FLOW, view->out);
}

static void show_options(struct view *view)
{
	const struct report *report = view->report;
	struct buffer text = {0};
	uint32_t leader = report->completions.leader;
	if (leader < report->model->option_count) {
		buffer_format(&text, "Why %.*s", TEXT_ARGS(report->model->options[leader].id));
		heading(view, text.bytes);
		show_reasons(view, leader);
	}
	show_start(view);
	for (uint32_t o = 0; o < report->model->option_count; o++) {
		if (o == leader)
			continue;
		buffer_clear(&text);
		buffer_format(&text, "%s%.*s: ", leader < report->model->option_count ? "Why not " : "",
		              TEXT_ARGS(report->model->options[o].id));
		buffer_add_string(view->out, "\n");
		struct buffer separation = {0};
		words_separation(report, o, &separation);
		layout_marked(view->layout, COLOUR_HEADING, text.bytes, buffer_text(&separation), view->out);
		buffer_release(&separation);
		show_reasons(view, o);
	}
	buffer_release(&text);
}

static void show_flips(struct view *view)
{
	if (!view->report->flips)
		return;
	heading(view, "What would change it: the fewest answers with which another wins for certain");
	emit_flips(view->report, view->report->completions.leader, view->layout, view->out);
}

/* One question that is not known and can matter. */
static void show_unknown(struct view *view, const struct unknown *unknown)
{
	const struct question *question = &view->report->model->questions[unknown->question];
	const struct inquiry *inquiry = &view->report->completions.inquiries[unknown->question];
	struct buffer text = {0};
	buffer_format(&text, "%.*s: %.*s", TEXT_ARGS(question->id), TEXT_ARGS(question->ask));
	layout_paragraph(view->layout, "  ? ", buffer_text(&text), LAYOUT_FLOW, view->out);
	buffer_clear(&text);
	buffer_format(&text, "usually %.*s (", TEXT_ARGS(question->answers[unknown->usual].label));
	words_share(unknown->usual_share, &text);
	buffer_add_string(&text, inquiry->applies == TRUTH_UNKNOWN ? "), if it applies" : ")");
	layout_paragraph(view->layout, "      ", buffer_text(&text), LAYOUT_FLOW, view->out);
	if (question->find_out.length)
		layout_paragraph(view->layout, "      find out: ", question->find_out, LAYOUT_VERBATIM, view->out);
	buffer_release(&text);
}

/* The ids of the unknowns from `first` up to `end`, in one paragraph. */
static void show_ids(struct view *view, const char *before, size_t first, size_t end)
{
	struct buffer ids = {0};
	for (size_t i = first; i < end; i++)
		buffer_format(&ids, "%s%.*s", i > first ? ", " : "",
		              TEXT_ARGS(view->report->model->questions[view->report->unknowns[i].question].id));
	if (ids.length)
		layout_paragraph(view->layout, before, buffer_text(&ids), LAYOUT_FLOW, view->out);
	buffer_release(&ids);
}

static void show_unknowns(struct view *view)
{
	enum { MOST_IN_FULL = 4 };
	const struct report *report = view->report;
	size_t matter = report->matter_count;
	if (matter)
		heading(view, "Not known, and it matters (what tells most first)");
	for (size_t i = 0; i < matter && i < MOST_IN_FULL; i++)
		show_unknown(view, &report->unknowns[i]);
	if (matter > MOST_IN_FULL)
		show_ids(view, "  ? also ", MOST_IN_FULL, matter);
	if (matter < report->unknown_count)
		heading(view, "Not known, and it cannot change the result");
	show_ids(view, "  ", matter, report->unknown_count);
}

static void show_ignored(struct view *view)
{
	const struct report *report = view->report;
	struct buffer ids = {0};
	for (size_t i = 0; i < report->ignored_count; i++)
		buffer_format(&ids, "%s%.*s", i ? ", " : "",
		              TEXT_ARGS(report->model->questions[report->ignored[i]].id));
	if (ids.length) {
		heading(view, "Answered, but it does not apply here");
		layout_paragraph(view->layout, "  ", buffer_text(&ids), LAYOUT_FLOW, view->out);
	}
	buffer_release(&ids);
}

/* The references of all reasons and advice shown, each once, in the order of the model. */
static void show_sources(struct view *view)
{
	const struct model *model = view->report->model;
	uint32_t *numbers = memory_new(model->reference_count, sizeof(*numbers));
	if (words_number_sources(view->report, numbers) > 0)
		heading(view, "Sources");
	for (uint32_t i = 0; i < model->reference_count; i++) {
		struct buffer text = {0};
		if (!numbers[i])
			continue;
		buffer_format(&text, "%.*s <%.*s>", TEXT_ARGS(model->references[i].title),
		              TEXT_ARGS(model->references[i].url));
		layout_paragraph(view->layout, "  * ", buffer_text(&text), LAYOUT_FLOW, view->out);
		buffer_release(&text);
	}
	free(numbers);
}

void emit_text(const struct report *report, const struct layout *layout, struct buffer *out)
{
	struct view view = {report, layout, out};
	show_result(&view);
	show_options(&view);
	show_flips(&view);
	show_unknowns(&view);
	show_ignored(&view);
	show_sources(&view);
}
