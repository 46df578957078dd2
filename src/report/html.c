/* SPDX-License-Identifier: ISC
 *
 * Owns the HTML view of a report: an article in the order in which one reads it.
 */
#include <stdlib.h>

#include "report/html_page.h"
#include "report/html_view.h"
#include "report/words.h"

static void end_section(struct html_view *view)
{
	buffer_add_string(view->out, "</section>\n");
}

static void add_head(struct html_view *view)
{
	const struct report *report = view->report;
	buffer_format(view->out, "<header>\n<h%u id=\"r%zu-title\" dir=\"auto\">", view->level, view->number);
	html_add_text(view->out, report->title.length ? report->title : report->model->title);
	buffer_format(view->out, "</h%u>\n<p class=\"about\">Model <bdi>", view->level);
	html_add_text(view->out, report->model->id);
	buffer_format(view->out, "</bdi>, revision %u", report->model->revision);
	if (report->profile_file) {
		buffer_add_string(view->out, "; profile <bdi>");
		html_add_text(view->out, text_of(report->profile_file));
		buffer_add_string(view->out, "</bdi>");
	}
	buffer_add_string(view->out, "</p>\n</header>\n");
	if (report->note.length) {
		buffer_add_string(view->out, "<p dir=\"auto\">");
		html_add_text(view->out, report->note);
		buffer_add_string(view->out, "</p>\n");
	}
	if (report->reference.length) {
		buffer_add_string(view->out, "<p class=\"about\">Source: <bdi>");
		html_add_link(view->out, report->reference, report->reference);
		buffer_add_string(view->out, "</bdi></p>\n");
	}
}

/* Whether the result is what the profile expects, if it says. */
static void add_expectation(struct html_view *view)
{
	const struct report *report = view->report;
	uint32_t leader = report->completions.leader;
	if (report->expect == MODEL_NONE)
		return;
	buffer_add_string(view->out, "<p class=\"about\">Expected: ");
	html_add_text(view->out, model_outcome_id(report->model, report->expect));
	if (leader != report->expect)
		buffer_add_string(view->out, report->accept >> leader & 1 ? "; this is accepted, too" : ", which this is not");
	buffer_add_string(view->out, ".</p>\n");
}

/* The id of an option, and its name if that says more. */
static void add_option_name(struct html_view *view, uint32_t option)
{
	const struct option *named = &view->report->model->options[option];
	html_add_option(view, option);
	if (text_equal(named->id, named->name))
		return;
	buffer_add_string(view->out, " <span class=\"name\">");
	html_add_text(view->out, named->name);
	buffer_add_string(view->out, "</span>");
}

static void add_result(struct html_view *view)
{
	const struct report *report = view->report;
	uint32_t leader = report->completions.leader;
	html_add_heading(view, 1, TEXT("Recommendation"));
	if (leader < report->model->option_count) {
		buffer_format(view->out, "<div class=\"result o%u\">\n<p class=\"leader\">", leader);
		add_option_name(view, leader);
		buffer_add_string(view->out, "</p>\n");
	} else {
		buffer_add_string(view->out, "<div class=\"result\">\n<p class=\"leader\">none <span class=\"name\">"
		                             "every option is ruled out</span></p>\n");
	}
	html_add_words(view, "p", words_certainty);
	html_add_words(view, "p", words_decided);
	add_expectation(view);
	buffer_add_string(view->out, "</div>\n");
	html_chart_shares(view);
	html_chart_reasons(view);
	end_section(view);
}

/* An item of a list; `citations` may be NULL. */
static void add_item(struct html_view *view, struct text text, const struct citations *citations)
{
	buffer_add_string(view->out, "<li>");
	html_add_text(view->out, text);
	if (citations)
		html_add_citations(view, citations);
	buffer_add_string(view->out, "</li>\n");
}

static void add_start(struct html_view *view)
{
	const struct report *report = view->report;
	uint32_t leader = report->completions.leader;
	if (leader == report->model->option_count || report->model->options[leader].start_count + report->advice_count == 0)
		return;
	const struct option *option = &report->model->options[leader];
	html_add_heading(view, 1, TEXT("How to start"));
	buffer_add_string(view->out, "<ul>\n");
	for (size_t i = 0; i < option->start_count; i++)
		add_item(view, option->start[i], NULL);
	for (size_t i = 0; i < report->advice_count; i++) {
		const struct advice *advice = &report->model->advice[report->advice[i]];
		add_item(view, advice->say, &advice->citations);
	}
	buffer_add_string(view->out, "</ul>\n");
	end_section(view);
}

static void add_leader(struct html_view *view)
{
	struct buffer words = {0};
	uint32_t leader = view->report->completions.leader;
	if (leader == view->report->model->option_count)
		return;
	buffer_format(&words, "Why %.*s", TEXT_ARGS(view->report->model->options[leader].id));
	html_add_heading(view, 1, buffer_text(&words));
	html_add_reasons(view, leader);
	end_section(view);
	buffer_release(&words);
}

static void add_others(struct html_view *view)
{
	const struct report *report = view->report;
	uint32_t count = report->model->option_count;
	html_add_heading(view, 1, report->completions.leader == count ? TEXT("The options") : TEXT("Why not the others"));
	for (uint32_t o = 0; o < count; o++) {
		struct buffer words = {0};
		if (o == report->completions.leader)
			continue;
		buffer_format(view->out, "<h%u>", view->level + 2);
		add_option_name(view, o);
		buffer_format(view->out, "</h%u>\n<p>It is ", view->level + 2);
		words_separation(report, o, &words);
		html_add_text(view->out, buffer_text(&words));
		buffer_add_string(view->out, ".</p>\n");
		html_add_reasons(view, o);
		buffer_release(&words);
	}
	end_section(view);
}

static void add_flips(struct html_view *view, uint32_t option)
{
	const struct report *report = view->report;
	struct buffer words = {0};
	words_flips(report, option, &words);
	buffer_add_string(view->out, "<tr><th scope=\"row\">");
	html_add_option(view, option);
	buffer_add_string(view->out, "</th><td>");
	html_add_text(view->out, buffer_text(&words));
	buffer_add_string(view->out, "</td></tr>\n");
	buffer_release(&words);
}

static void add_changes(struct html_view *view)
{
	const struct report *report = view->report;
	html_add_heading(view, 1, TEXT("What would change it"));
	if (report->flips) {
		html_chart_flips(view);
		buffer_add_string(view->out, "<table class=\"flips\">\n<caption>The fewest answers with which another wins for "
		                             "certain</caption>\n<thead><tr><th scope=\"col\">Option</th><th scope=\"col\">"
		                             "Answers</th></tr></thead>\n<tbody>\n");
		for (uint32_t o = 0; o < report->model->option_count; o++)
			if (o != report->completions.leader)
				add_flips(view, o);
		buffer_add_string(view->out, "</tbody>\n</table>\n");
	} else {
		buffer_add_string(view->out, "<p>Not worked out: the model is too large.</p>\n");
	}
	end_section(view);
}

static void add_sources(struct html_view *view)
{
	const struct model *model = view->report->model;
	bool begun = false;
	for (uint32_t i = 0; i < model->reference_count; i++) {
		if (!view->sources[i])
			continue;
		if (!begun) {
			html_add_heading(view, 1, TEXT("Sources"));
			buffer_add_string(view->out, "<ol class=\"sources\">\n");
		}
		begun = true;
		buffer_format(view->out, "<li id=\"r%zu-source-%u\">", view->number, view->sources[i]);
		html_add_reference(view->out, &model->references[i]);
		buffer_add_string(view->out, "</li>\n");
	}
	if (begun) {
		buffer_add_string(view->out, "</ol>\n");
		end_section(view);
	}
}

void emit_html(struct html_page *page, const struct report *report)
{
	struct html_view view = {report, ++page->count, page->several ? 2 : 1, NULL, &page->articles};
	view.sources = memory_new(report->model->reference_count, sizeof(*view.sources));
	words_number_sources(report, view.sources);
	if (page->count == 1)
		buffer_add(&page->title, report->title.length ? report->title : report->model->title);
	buffer_format(view.out, "<article id=\"r%zu\" aria-labelledby=\"r%zu-title\">\n", view.number, view.number);
	add_head(&view);
	add_result(&view);
	add_leader(&view);
	add_start(&view);
	add_others(&view);
	add_changes(&view);
	html_add_unknowns(&view);
	html_add_answers(&view);
	add_sources(&view);
	buffer_add_string(view.out, "</article>\n");
	free(view.sources);
}
