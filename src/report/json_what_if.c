/* SPDX-License-Identifier: ISC
 *
 * Owns the JSON views of one option and of what would change the result.
 */
#include "report/json_view.h"
#include "report/what_if.h"

struct explanation {
	uint32_t option;
	const bool *sufficient;
};

static void show_explanation(struct json_view *view, const void *context)
{
	const struct explanation *explanation = context;
	json_show_files(view);
	json_show_decision(view);
	json_begin_map(view, "option");
	json_show_option(view, explanation->option);
	json_end_map(view);
	if (!explanation->sufficient)
		return;
	json_begin_list(view, "sufficient");
	for (uint32_t q = 0; q < view->report->model->question_count; q++) {
		if (!explanation->sufficient[q])
			continue;
		json_begin_map(view, NULL);
		json_show_answer(view, q);
		json_end_map(view);
	}
	json_end_list(view);
}

void emit_json_explanation(const struct report *report, uint32_t option, const bool *sufficient, struct buffer *out)
{
	struct explanation explanation = {option, sufficient};
	json_emit_object(report, show_explanation, &explanation, out);
}

static void show_flips(struct json_view *view, const struct flips *flips)
{
	const struct model *model = view->report->model;
	if (flips->size <= FLIPS_LARGEST)
		json_number_pair(view, "size", (long long)flips->size);
	json_number_pair(view, "count", (long long)flips->count);
	json_boolean_pair(view, "exact", flips->exact);
	json_begin_list(view, "flips");
	for (size_t i = 0; i < flips->count && i < FLIPS_MOST; i++) {
		json_begin_list(view, NULL);
		for (size_t c = 0; c < flips->size; c++) {
			const struct question *question = &model->questions[flips->kept[i].changes[c].question];
			json_begin_map(view, NULL);
			json_text_pair(view, "question", question->id);
			json_text_pair(view, "answer", question->answers[flips->kept[i].changes[c].answer].id);
			json_end_map(view);
		}
		json_end_list(view);
	}
	json_end_list(view);
}

void json_show_changes(struct json_view *view)
{
	json_boolean_pair(view, "changes_exact", view->report->flips != NULL);
	json_begin_list(view, "changes");
	for (uint32_t o = 0; view->report->flips && o < view->report->model->option_count; o++) {
		json_begin_map(view, NULL);
		json_text_pair(view, "option", view->report->model->options[o].id);
		show_flips(view, &view->report->flips[o]);
		json_end_map(view);
	}
	json_end_list(view);
}

static void show_changes(struct json_view *view, const void *context)
{
	(void)context;
	json_show_files(view);
	json_show_decision(view);
	json_show_changes(view);
}

void emit_json_changes(const struct report *report, struct buffer *out)
{
	json_emit_object(report, show_changes, NULL, out);
}

static void show_side(struct json_view *view, const char *name)
{
	json_begin_map(view, name);
	json_show_decision(view);
	json_show_options(view);
	json_show_answers(view);
	json_end_map(view);
}

static void show_comparison(struct json_view *view, const void *context)
{
	json_show_files(view);
	show_side(view, "before");
	view->report = context;
	show_side(view, "after");
}

void emit_json_comparison(const struct report *before, const struct report *after, struct buffer *out)
{
	json_emit_object(before, show_comparison, after, out);
}
