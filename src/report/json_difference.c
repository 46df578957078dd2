/* SPDX-License-Identifier: ISC
 *
 * Owns the JSON views of how two profiles, and two models, differ.
 */
#include <stdlib.h>

#include "analyse/decisive_answers.h"
#include "report/difference.h"
#include "report/joint_view.h"
#include "report/json_view.h"

static void show_answer(struct json_view *view, const char *name, const struct report *report, uint32_t question)
{
	struct buffer answer = {0};
	answers_print(report->answers, question, &answer);
	json_optional_pair(view, name, buffer_text(&answer));
	buffer_release(&answer);
}

static void show_answers(struct json_view *view, const struct profile_difference *difference)
{
	const struct report *first = difference->reports[0], *second = difference->reports[1];
	json_begin_list(view, "differing");
	for (uint32_t q = 0; q < first->model->question_count; q++) {
		if (!answers_differ(first->answers, second->answers, q))
			continue;
		json_begin_map(view, NULL);
		json_text_pair(view, "question", first->model->questions[q].id);
		show_answer(view, "first", first, q);
		show_answer(view, "second", second, q);
		json_boolean_pair(view, "decisive", difference->decisive && difference->decisive[q]);
		json_end_map(view);
	}
	json_end_list(view);
}

static void show_side(struct json_view *view, const char *name, const struct report *report)
{
	view->report = report;
	json_begin_map(view, name);
	json_show_files(view);
	json_show_decision(view);
	json_show_options(view);
	json_show_answers(view);
	json_end_map(view);
}

static void show_profiles(struct json_view *view, const void *context)
{
	const struct profile_difference *difference = context;
	json_boolean_pair(view, "same", difference->decisive == NULL);
	show_answers(view, difference);
	show_side(view, "first", difference->reports[0]);
	show_side(view, "second", difference->reports[1]);
}

void emit_json_difference(const struct profile_difference *difference, struct buffer *out)
{
	json_emit_object(difference->reports[0], show_profiles, difference, out);
}

struct model_view {
	const struct model_difference *difference;
	const struct joint *joint;
};

/* Counts may be larger than any machine number: they are text. */
static void show_count(struct json_view *view, const char *name, const mpz_t count)
{
	char *digits = mpz_get_str(NULL, 10, count);
	json_text_pair(view, name, text_of(digits));
	free(digits);
}

static void show_witness(struct json_view *view, const struct joint *joint, const uint32_t *witness)
{
	struct buffer answer = {0};
	json_begin_list(view, "witness");
	for (uint32_t q = 0; q < joint->question_count; q++) {
		if (witness[q] == DIAGRAM_UNDECIDED)
			continue;
		buffer_clear(&answer);
		joint_view_add_answer(joint, q, witness[q], &answer);
		json_begin_map(view, NULL);
		json_text_pair(view, "question", joint_view_question(joint, q));
		json_text_pair(view, "answer", buffer_text(&answer));
		json_end_map(view);
	}
	json_end_list(view);
	buffer_release(&answer);
}

static void show_pair(struct json_view *view, const struct joint *joint, const struct outcome_pair *pair)
{
	json_begin_map(view, NULL);
	json_text_pair(view, "first", model_outcome_id(joint->models[0], pair->outcomes[0]));
	json_text_pair(view, "second", model_outcome_id(joint->models[1], pair->outcomes[1]));
	json_boolean_pair(view, "same", pair->same);
	show_count(view, "profiles", pair->count);
	show_witness(view, joint, pair->witness);
	json_end_map(view);
}

static void add_name(void *context, struct text name)
{
	json_text(context, name);
}

static void show_model(struct json_view *view, const struct joint *joint, size_t side)
{
	static const char *const names[] = {[JOINT_VIEW_OPTIONS] = "options_alone",
	                                    [JOINT_VIEW_QUESTIONS] = "questions_alone",
	                                    [JOINT_VIEW_ANSWERS] = "answers_alone"};
	const struct model *model = joint->models[side];
	json_begin_map(view, side == 0 ? "first" : "second");
	json_text_pair(view, "file", text_of(model->source.name));
	json_text_pair(view, "id", model->id);
	json_number_pair(view, "revision", model->revision);
	for (int kind = JOINT_VIEW_OPTIONS; kind <= JOINT_VIEW_ANSWERS; kind++) {
		json_begin_list(view, names[kind]);
		joint_view_alone(joint, side, (enum joint_view_kind)kind, add_name, view);
		json_end_list(view);
	}
	json_end_map(view);
}

static void show_models(struct json_view *view, const void *context)
{
	const struct model_view *models = context;
	json_boolean_pair(view, "same", mpz_sgn(models->difference->different) == 0);
	show_count(view, "profiles", models->difference->profiles);
	show_count(view, "different", models->difference->different);
	json_begin_list(view, "pairs");
	for (size_t i = 0; i < models->difference->pair_count; i++)
		show_pair(view, models->joint, &models->difference->pairs[i]);
	json_end_list(view);
	for (size_t side = 0; side < JOINT_MODELS; side++)
		show_model(view, models->joint, side);
}

void emit_json_model_difference(const struct model_difference *difference, const struct joint *joint,
                                struct buffer *out)
{
	struct model_view models = {difference, joint};
	json_emit_object(NULL, show_models, &models, out);
}
