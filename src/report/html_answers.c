/* SPDX-License-Identifier: ISC
 *
 * Owns what is known and what is not in HTML.
 */
#include "report/html_view.h"
#include "report/words.h"

/* One question that is not known and can matter. */
static void add_unknown(struct html_view *view, const struct unknown *unknown)
{
	const struct question *question = &view->report->model->questions[unknown->question];
	const struct inquiry *inquiry = &view->report->completions.inquiries[unknown->question];
	struct buffer share = {0};
	words_share(unknown->usual_share, &share);
	buffer_add_string(view->out, "<li><p>");
	html_add_text(view->out, question->ask);
	buffer_add_string(view->out, " <code>");
	html_add_text(view->out, question->id);
	buffer_add_string(view->out, "</code></p>\n<p class=\"about\">usually ");
	html_add_text(view->out, question->answers[unknown->usual].label);
	buffer_format(view->out, " (%s)%s</p>\n", share.bytes, inquiry->applies == TRUTH_UNKNOWN ? ", if it applies" : "");
	if (question->find_out.length) {
		buffer_add_string(view->out, "<p class=\"about\">find out:</p>\n<pre><code>");
		html_add_verbatim(view->out, question->find_out);
		buffer_add_string(view->out, "</code></pre>\n");
	}
	buffer_add_string(view->out, "</li>\n");
	buffer_release(&share);
}

/* The ids of questions, as a paragraph. */
static void add_id(struct html_view *view, uint32_t question, bool first)
{
	buffer_add_string(view->out, first ? "<p>" : ", ");
	buffer_add_string(view->out, "<code>");
	html_add_text(view->out, view->report->model->questions[question].id);
	buffer_add_string(view->out, "</code>");
}

void html_add_unknowns(struct html_view *view)
{
	const struct report *report = view->report;
	size_t matter = report->matter_count;
	if (report->unknown_count == 0)
		return;
	html_add_heading(view, 1, TEXT("What is not known"));
	if (matter)
		buffer_add_string(view->out, "<p>It matters, and what tells most comes first:</p>\n<ol>\n");
	for (size_t i = 0; i < matter; i++)
		add_unknown(view, &report->unknowns[i]);
	buffer_add_string(view->out, matter ? "</ol>\n" : "");
	if (matter < report->unknown_count)
		buffer_add_string(view->out, "<p>It cannot change the result:</p>\n");
	for (size_t i = matter; i < report->unknown_count; i++)
		add_id(view, report->unknowns[i].question, i == matter);
	buffer_add_string(view->out, matter < report->unknown_count ? "</p>\n</section>\n" : "</section>\n");
}

/* The answer to a question: as it was given, and what it means if that is one of the model's answers. */
static void add_answer(struct html_view *view, uint32_t question)
{
	const struct report *report = view->report;
	const struct question *asked = &report->model->questions[question];
	struct buffer words = {0};
	uint32_t answer;
	answers_print(report->answers, question, &words);
	if (report->answers->sets[question].state == ANSWER_GIVEN && !asked->is_number
	    && answers_is_single(report->answers, question, &answer)) {
		html_add_text(view->out, asked->answers[answer].label);
		buffer_add_string(view->out, " <code>");
		html_add_text(view->out, buffer_text(&words));
		buffer_add_string(view->out, "</code>");
	} else {
		html_add_text(view->out, words.length ? buffer_text(&words) : TEXT("not said"));
	}
	buffer_release(&words);
}

void html_add_answers(struct html_view *view)
{
	const struct report *report = view->report;
	html_add_heading(view, 1, TEXT("The answers"));
	buffer_add_string(view->out, "<table>\n<caption>Each question that applies, or may</caption>\n<thead><tr><th scope=\"col\">"
	                             "Question</th><th scope=\"col\">Answer</th></tr></thead>\n<tbody>\n");
	for (uint32_t q = 0; q < report->model->question_count; q++) {
		if (report->completions.inquiries[q].applies == TRUTH_FALSE)
			continue;
		buffer_add_string(view->out, "<tr><th scope=\"row\">");
		html_add_text(view->out, report->model->questions[q].ask);
		buffer_add_string(view->out, " <code>");
		html_add_text(view->out, report->model->questions[q].id);
		buffer_add_string(view->out, "</code></th><td>");
		add_answer(view, q);
		buffer_add_string(view->out, "</td></tr>\n");
	}
	buffer_add_string(view->out, "</tbody>\n</table>\n");
	if (report->ignored_count)
		buffer_add_string(view->out, "<p>Answered, but it does not apply here:</p>\n");
	for (size_t i = 0; i < report->ignored_count; i++)
		add_id(view, report->ignored[i], i == 0);
	buffer_add_string(view->out, report->ignored_count ? "</p>\n</section>\n" : "</section>\n");
}
