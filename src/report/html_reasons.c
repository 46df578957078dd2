/* SPDX-License-Identifier: ISC
 *
 * Owns the reasons for and against an option in HTML.
 */
#include "report/html_view.h"
#include "report/words.h"

void html_add_citations(struct html_view *view, const struct citations *citations)
{
	buffer_add_string(view->out, citations->count ? " <span class=\"cited\">[" : "");
	for (size_t i = 0; i < citations->count; i++) {
		uint32_t number = view->sources[citations->references[i]];
		buffer_format(view->out, "%s<a href=\"#r%zu-source-%u\" aria-label=\"source %u: ", i ? ", " : "", view->number,
		              number, number);
		html_add_text(view->out, view->report->model->references[citations->references[i]].title);
		buffer_format(view->out, "\">%u</a>", number);
	}
	buffer_add_string(view->out, citations->count ? "]</span>" : "");
}

/* One rule about an option that is told in full. */
static void add_reason(struct html_view *view, const struct reason *reason)
{
	static const char *const classes[] = {[EFFECT_FOR] = "for", [EFFECT_AGAINST] = "against", [EFFECT_RULES_OUT] = "out"};
	static const char *const marks[] = {[EFFECT_FOR] = "+", [EFFECT_AGAINST] = "&minus;", [EFFECT_RULES_OUT] = "&times;"};
	static const char *const words[] = {[EFFECT_FOR] = "For", [EFFECT_AGAINST] = "Against", [EFFECT_RULES_OUT] = "Rules it out"};
	const struct rule *rule = &view->report->model->rules[reason->rule];
	bool holds = reason->truth == TRUTH_TRUE;
	struct buffer text = {0};
	buffer_format(view->out, "<li class=\"%s\"><p class=\"kind\"><span aria-hidden=\"true\">%s </span>%s",
	              classes[reason->effect], marks[reason->effect], words[reason->effect]);
	if (reason->effect != EFFECT_RULES_OUT)
		buffer_format(view->out, ", %s", words_strength(reason->strength));
	if (!holds) {
		buffer_add_string(view->out, ", likely (");
		words_share(view->report->completions.rule_shares[reason->rule], view->out);
		buffer_add_string(view->out, ")");
	}
	buffer_add_string(view->out, "</p>\n<p>");
	html_add_text(view->out, rule->because);
	if (rule->versions.length) {
		buffer_add_string(view->out, " (");
		html_add_text(view->out, rule->versions);
		buffer_add_string(view->out, ")");
	}
	html_add_citations(view, &rule->citations);
	buffer_add_string(view->out, "</p>\n<p class=\"about\">");
	words_answers(view->report, reason, &text);
	buffer_add_string(view->out, text.length ? holds ? "because " : "depends on " : "");
	html_add_text(view->out, buffer_text(&text));
	buffer_add_string(view->out, text.length ? "; rule " : "rule ");
	html_add_text(view->out, rule->id);
	buffer_add_string(view->out, "</p></li>\n");
	buffer_release(&text);
}

/* One rule that is not told in full, with what it needs. */
static void add_rest_reason(struct html_view *view, const struct reason *reason)
{
	const struct rule *rule = &view->report->model->rules[reason->rule];
	struct buffer missing = {0};
	buffer_format(view->out, "<li><p>%s, ", words_effect(reason->effect));
	if (reason->effect != EFFECT_RULES_OUT)
		buffer_format(view->out, "%s, ", words_strength(reason->strength));
	if (reason->truth == TRUTH_FALSE) {
		buffer_add_string(view->out, "if it held: ");
	} else {
		buffer_add_string(view->out, "if it holds, as in ");
		words_share(view->report->completions.rule_shares[reason->rule], view->out);
		buffer_add_string(view->out, ": ");
	}
	html_add_text(view->out, rule->because);
	words_missing(view->report, reason, &missing);
	buffer_add_string(view->out, "</p>\n<p class=\"about\">needs ");
	html_add_text(view->out, buffer_text(&missing));
	buffer_add_string(view->out, "; rule ");
	html_add_text(view->out, rule->id);
	buffer_add_string(view->out, "</p></li>\n");
	buffer_release(&missing);
}

/* The rules that are not told in full, folded up. */
static void add_rest(struct html_view *view, uint32_t option, size_t count)
{
	const struct report_option *about = &view->report->options[option];
	buffer_format(view->out, "<details>\n<summary>%zu more rule%s about ", count, count == 1 ? "" : "s");
	html_add_text(view->out, view->report->model->options[option].id);
	buffer_add_string(view->out, "</summary>\n<ul class=\"rest\">\n");
	for (size_t i = 0; i < about->reason_count; i++)
		if (!words_is_shown(view->report, about->reasons[i].rule))
			add_rest_reason(view, &about->reasons[i]);
	buffer_add_string(view->out, "</ul>\n</details>\n");
}

void html_add_reasons(struct html_view *view, uint32_t option)
{
	const struct report_option *about = &view->report->options[option];
	size_t shown = 0;
	for (size_t i = 0; i < about->reason_count; i++)
		shown += words_is_shown(view->report, about->reasons[i].rule);
	buffer_add_string(view->out, shown ? "<ul class=\"reasons\">\n" : "");
	for (size_t i = 0; i < about->reason_count; i++)
		if (words_is_shown(view->report, about->reasons[i].rule))
			add_reason(view, &about->reasons[i]);
	buffer_add_string(view->out, shown ? "</ul>\n" : "");
	struct buffer pending = {0};
	words_pending(view->report, option, &pending);
	if (pending.length)
		buffer_format(view->out, "<p class=\"about\">Less likely, not known: %s.</p>\n", pending.bytes);
	else if (shown == 0)
		buffer_add_string(view->out, "<p>No rule speaks about it here.</p>\n");
	buffer_release(&pending);
	if (about->reason_count > shown)
		add_rest(view, option, about->reason_count - shown);
}
