/* SPDX-License-Identifier: ISC
 *
 * Owns the view of one option: every rule about it, holding, open or failing, and for the winner the answers that
 * suffice.
 */
#include <stdlib.h>

#include "report/emit.h"
#include "report/words.h"

struct view {
	const struct report *report;
	const struct layout *layout;
	struct buffer *out;
};

static void show_reason(struct view *view, const struct reason *reason)
{
	const struct rule *rule = &view->report->model->rules[reason->rule];
	const char *mark = reason->effect == EFFECT_FOR ? "  + " : reason->effect == EFFECT_AGAINST ? "  - " : "  x ";
	struct buffer text = {0};
	buffer_add_string(&text,
	                  reason->effect == EFFECT_RULES_OUT ? "ruled out" : words_strength(reason->strength));
	buffer_format(&text, ": %.*s [%.*s]", TEXT_ARGS(rule->because), TEXT_ARGS(rule->id));
	layout_marked(view->layout, reason->effect == EFFECT_FOR ? COLOUR_GOOD : COLOUR_BAD, mark, buffer_text(&text),
	              view->out);
	buffer_clear(&text);
	if (reason->truth == TRUTH_TRUE) {
		buffer_add_string(&text, "because ");
		words_answers(view->report, reason, &text);
	} else if (reason->truth == TRUTH_UNKNOWN) {
		buffer_add_string(&text, "holds in ");
		words_share(view->report->completions.rule_shares[reason->rule], &text);
		buffer_add_string(&text, "; needs ");
		words_missing(view->report, reason, &text);
	} else {
		buffer_add_string(&text, "needs ");
		words_missing(view->report, reason, &text);
	}
	layout_paragraph(view->layout, "      ", buffer_text(&text), LAYOUT_FLOW, view->out);
	buffer_release(&text);
}

static void show_group(struct view *view, uint32_t option, enum truth truth, const char *words)
{
	const struct report_option *about = &view->report->options[option];
	bool first = true;
	for (size_t i = 0; i < about->reason_count; i++) {
		if (about->reasons[i].truth != truth)
			continue;
		if (first) {
			buffer_add_string(view->out, "\n");
			layout_heading(view->layout, text_of(words), view->out);
		}
		first = false;
		show_reason(view, &about->reasons[i]);
	}
}

static void show_sufficient(struct view *view, const bool *sufficient)
{
	struct buffer text = {0};
	bool first = true;
	buffer_add_string(&text, "These answers alone are enough, and none of them can be left out: ");
	for (uint32_t q = 0; q < view->report->model->question_count; q++) {
		if (!sufficient[q])
			continue;
		buffer_format(&text, "%s%.*s = ", first ? "" : ", ", TEXT_ARGS(view->report->model->questions[q].id));
		answers_print(view->report->answers, q, &text);
		first = false;
	}
	buffer_add_string(&text, first ? "no answer is needed." : ".");
	layout_paragraph(view->layout, "  ", buffer_text(&text), LAYOUT_FLOW, view->out);
	buffer_release(&text);
}

void emit_explanation(const struct report *report, uint32_t option, const bool *sufficient,
                      const struct layout *layout, struct buffer *out)
{
	struct view view = {report, layout, out};
	struct buffer text = {0};
	buffer_format(&text, "%.*s: ", TEXT_ARGS(report->model->options[option].id));
	if (option == report->completions.leader) {
		buffer_add_string(&text, words_verdict(report->options[option].verdict));
		layout_line(layout, COLOUR_HEADING, buffer_text(&text), out);
		buffer_clear(&text);
		words_certainty(report, &text);
		buffer_add_string(&text, text.length ? " " : "");
		words_decided(report, &text);
		layout_paragraph(layout, "  ", buffer_text(&text), LAYOUT_FLOW, out);
	} else {
		words_separation(report, option, &text);
		layout_marked(layout, COLOUR_HEADING, "", buffer_text(&text), out);
	}
	buffer_release(&text);
	if (sufficient)
		show_sufficient(&view, sufficient);
	show_group(&view, option, TRUTH_TRUE, "What holds");
	show_group(&view, option, TRUTH_UNKNOWN, "What depends on answers that are not known");
	show_group(&view, option, TRUTH_FALSE, "What does not hold");
	if (report->options[option].reason_count == 0)
		layout_paragraph(layout, "  ", TEXT("No rule speaks about it."), LAYOUT_FLOW, out);
}
