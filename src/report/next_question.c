/* SPDX-License-Identifier: ISC
 *
 * Owns the ranking of what could be asked, and its views.
 */
#include "report/next_question.h"

#include <stdlib.h>

#include "report/json_view.h"
#include "report/show_model.h"
#include "report/words.h"

static const struct inquiry *inquiry_of(const struct next_question *next, uint32_t question)
{
	return &next->report->completions.inquiries[question];
}

static bool was_said(const struct next_question *next, uint32_t question)
{
	return next->report->answers->sets[question].state != ANSWER_MISSING;
}

/* 1 - sum of squared shares. */
static void find_impurity(mpq_t impurity, const struct completions *completions)
{
	mpq_t square;
	mpq_init(square);
	mpq_set_ui(impurity, 1, 1);
	for (uint32_t o = 0; o <= completions->model->option_count; o++) {
		mpq_mul(square, completions->low[o], completions->low[o]);
		mpq_sub(impurity, impurity, square);
	}
	mpq_clear(square);
}

/* What matters comes before what only informs, then what tells more; without figures as in the file. */
static bool comes_before(const struct next_question *next, uint32_t a, uint32_t b)
{
	const struct inquiry *left = inquiry_of(next, a), *right = inquiry_of(next, b);
	if (left->matters != right->matters)
		return left->matters;
	return next->ranked && mpq_cmp(left->impurity, right->impurity) < 0;
}

static void add_candidate(struct next_question *next, uint32_t question)
{
	size_t at = next->candidate_count++;
	for (; at > 0 && comes_before(next, question, next->candidates[at - 1]); at--)
		next->candidates[at] = next->candidates[at - 1];
	next->candidates[at] = question;
}

static bool is_candidate(const struct next_question *next, uint32_t question)
{
	const struct inquiry *inquiry = inquiry_of(next, question);
	return inquiry->applies == TRUTH_TRUE && inquiry->informs
	       && !answers_is_single(next->report->answers, question, NULL);
}

void next_question_find(struct next_question *next, const struct report *report)
{
	uint32_t count = report->model->question_count;
	*next = (struct next_question){.report = report, .question = MODEL_NONE, .ranked = report->completions.exact};
	next->candidates = memory_new(count, sizeof(*next->candidates));
	mpq_init(next->impurity);
	find_impurity(next->impurity, &report->completions);
	for (uint32_t q = 0; q < count; q++)
		next->ranked = next->ranked && (!is_candidate(next, q) || inquiry_of(next, q)->has_impurity);
	for (uint32_t q = 0; q < count; q++)
		if (is_candidate(next, q))
			add_candidate(next, q);
	for (size_t i = next->candidate_count; i-- > 0;)
		if (!was_said(next, next->candidates[i]))
			next->question = next->candidates[i];
}

void next_question_release(struct next_question *next)
{
	free(next->candidates);
	mpq_clear(next->impurity);
	*next = (struct next_question){0};
}

/* "47.3 %", rounded to the nearest tenth, halves up; "under 0.1 %" for what would be rounded to nothing. */
static void add_percent(const mpq_t value, struct buffer *out)
{
	unsigned long tenths = words_rounded(value, 1000);
	if (tenths == 0 && mpq_sgn(value) != 0)
		buffer_add_string(out, "under 0.1 %");
	else
		buffer_format(out, "%lu.%lu %%", tenths / 10, tenths % 10);
}

/* "in_flight (said: unknown)" */
static void name_candidate(const struct next_question *next, uint32_t question, struct buffer *words)
{
	buffer_add(words, next->report->model->questions[question].id);
	if (!inquiry_of(next, question)->matters)
		buffer_add_string(words, " (only by what it tells of others)");
	if (!was_said(next, question))
		return;
	buffer_add_string(words, " (said: ");
	answers_print(next->report->answers, question, words);
	buffer_add_string(words, ")");
}

static void show_ranked(const struct next_question *next, const struct layout *layout, struct buffer *out)
{
	struct buffer words = {0}, figure = {0}, first = {0};
	buffer_add_string(&words, "Gini impurity of the winner, 0 % when it is certain: ");
	add_percent(next->impurity, &words);
	buffer_add_string(&words, " now; to be expected after the answer to");
	layout_paragraph(layout, "  ", buffer_text(&words), LAYOUT_FLOW, out);
	for (size_t i = 0; i < next->candidate_count; i++) {
		buffer_clear(&words);
		buffer_clear(&figure);
		buffer_clear(&first);
		add_percent(inquiry_of(next, next->candidates[i])->impurity, &figure);
		buffer_format(&first, "    %7s  ", figure.bytes);
		name_candidate(next, next->candidates[i], &words);
		layout_paragraph(layout, first.bytes, buffer_text(&words), LAYOUT_FLOW, out);
	}
	buffer_release(&words);
	buffer_release(&figure);
	buffer_release(&first);
}

static void show_candidates(const struct next_question *next, const struct layout *layout, struct buffer *out)
{
	struct buffer words = {0};
	if (next->ranked) {
		show_ranked(next, layout, out);
		return;
	}
	buffer_add_string(&words, "What surely applies and may matter: ");
	for (size_t i = 0; i < next->candidate_count; i++) {
		buffer_add_string(&words, i ? ", " : "");
		name_candidate(next, next->candidates[i], &words);
	}
	layout_paragraph(layout, "  ", buffer_text(&words), LAYOUT_FLOW, out);
	buffer_release(&words);
}

static const char *reason_words(const struct next_question *next)
{
	bool is_first = next->candidates[0] == next->question;
	if (!inquiry_of(next, next->question)->matters)
		return "No answer can change the recommendation while all else stays the same, but this one tells "
		       "something of other questions.";
	if (!next->ranked)
		return "Too much is unknown to weigh the questions exactly. This is the first in the file that surely "
		       "applies, may matter and has not been answered.";
	if (is_first)
		return "After its answer the least doubt about the recommendation is to be expected.";
	return "Of those not answered with unknown or with several answers, it leaves the least doubt to be expected.";
}

static void show_question(const struct next_question *next, const struct layout *layout, struct buffer *out)
{
	const struct question *question = &next->report->model->questions[next->question];
	layout_heading(layout, question->id, out);
	layout_paragraph(layout, "  ", question->ask, LAYOUT_FLOW, out);
	show_answers(question, layout, 4, out);
	if (question->help.length) {
		buffer_add_string(out, "\n");
		layout_paragraph(layout, "  ", question->help, LAYOUT_PARAGRAPHS, out);
	}
	if (question->find_out.length) {
		buffer_add_string(out, "\n");
		layout_paragraph(layout, "  To find out: ", question->find_out, LAYOUT_VERBATIM, out);
	}
	show_heading(layout, TEXT("Why this question"), out);
	layout_paragraph(layout, "  ", text_of(reason_words(next)), LAYOUT_FLOW, out);
	show_candidates(next, layout, out);
}

/* Whether it is open if the question applies, and it can matter if so. */
static bool is_pending(const struct next_question *next, uint32_t question)
{
	const struct inquiry *inquiry = inquiry_of(next, question);
	return inquiry->applies == TRUTH_UNKNOWN && inquiry->informs
	       && !answers_is_single(next->report->answers, question, NULL);
}

static void list_pending(const struct next_question *next, struct buffer *list)
{
	for (uint32_t q = 0; q < next->report->model->question_count; q++)
		if (is_pending(next, q))
			buffer_format(list, "%s%.*s", list->length ? ", " : "",
			              TEXT_ARGS(next->report->model->questions[q].id));
}

/* Why nothing is left to ask, in whole sentences. */
static void add_end_words(const struct next_question *next, struct buffer *words)
{
	const struct report *report = next->report;
	if (report->completions.settled && report->completions.leader == report->model->option_count)
		buffer_add_string(words, "Settled: every option is ruled out.");
	else if (report_is_complete(report))
		buffer_format(words, "Settled: all that could matter is known; the recommendation is %.*s.",
		              TEXT_ARGS(model_outcome_id(report->model, report->completions.leader)));
	else
		words_certainty(report, words);
}

static void show_end(const struct next_question *next, const struct layout *layout, struct buffer *out)
{
	struct buffer words = {0}, pending = {0};
	layout_heading(layout, TEXT("Nothing is left to ask."), out);
	add_end_words(next, &words);
	layout_paragraph(layout, "  ", buffer_text(&words), LAYOUT_FLOW, out);
	if (next->candidate_count) {
		show_heading(layout, TEXT("What is not known keeps it open"), out);
		show_candidates(next, layout, out);
	}
	list_pending(next, &pending);
	if (!next->report->completions.settled && pending.length)
		layout_paragraph(layout, "  may apply, and then matter: ", buffer_text(&pending), LAYOUT_FLOW, out);
	buffer_release(&pending);
	buffer_release(&words);
}

void emit_next(const struct next_question *next, const struct layout *layout, struct buffer *out)
{
	if (next->question == MODEL_NONE)
		show_end(next, layout, out);
	else
		show_question(next, layout, out);
}

static void show_json_question(struct json_view *view, const struct question *question)
{
	json_begin_map(view, "question");
	json_text_pair(view, "id", question->id);
	json_text_pair(view, "ask", question->ask);
	json_optional_pair(view, "help", question->help);
	json_optional_pair(view, "find_out", question->find_out);
	json_boolean_pair(view, "number", question->is_number);
	json_begin_list(view, "answers");
	for (uint32_t v = 0; v < question->answer_count; v++) {
		json_begin_map(view, NULL);
		json_text_pair(view, "id", question->answers[v].id);
		json_text_pair(view, "label", question->answers[v].label);
		json_optional_pair(view, "help", question->answers[v].help);
		json_end_map(view);
	}
	json_end_list(view);
	json_end_map(view);
}

static void show_json_candidates(struct json_view *view, const struct next_question *next)
{
	json_boolean_pair(view, "ranked", next->ranked);
	if (next->ranked)
		json_rational_pair(view, "impurity", next->impurity);
	json_begin_list(view, "candidates");
	for (size_t i = 0; i < next->candidate_count; i++) {
		json_begin_map(view, NULL);
		json_show_answer(view, next->candidates[i]);
		json_boolean_pair(view, "matters", inquiry_of(next, next->candidates[i])->matters);
		if (next->ranked)
			json_rational_pair(view, "impurity_after", inquiry_of(next, next->candidates[i])->impurity);
		json_end_map(view);
	}
	json_end_list(view);
	json_begin_list(view, "may_apply");
	for (uint32_t q = 0; q < next->report->model->question_count; q++)
		if (is_pending(next, q))
			json_text(view, next->report->model->questions[q].id);
	json_end_list(view);
}

static void show_json(struct json_view *view, const void *context)
{
	const struct next_question *next = context;
	const struct report *report = next->report;
	struct buffer words = {0};
	json_show_files(view);
	json_show_decision(view);
	if (next->question != MODEL_NONE) {
		show_json_question(view, &report->model->questions[next->question]);
		json_text_pair(view, "why", text_of(reason_words(next)));
	} else {
		add_end_words(next, &words);
		json_text_pair(view, "why", buffer_text(&words));
	}
	show_json_candidates(view, next);
	buffer_release(&words);
}

void emit_json_next(const struct next_question *next, struct buffer *out)
{
	json_emit_object(next->report, show_json, next, out);
}
