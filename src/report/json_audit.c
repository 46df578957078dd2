/* SPDX-License-Identifier: ISC
 *
 * Owns the JSON view of what is found of a model. Keys are stable and documented in whether-profile(5).
 */
#include <stdlib.h>

#include "report/audit_view.h"
#include "report/json_view.h"

static void show_place(struct json_view *view, const struct model *model, struct span span)
{
	json_text_pair(view, "file", text_of(model->source.name));
	json_number_pair(view, "line", span.line);
	json_number_pair(view, "column", span.column);
}

/* The members "kind" and "id" of what a finding is about. */
static void show_subject(struct json_view *view, const struct model *model, const struct audit_finding *finding)
{
	static const char *const kinds[] = {
		[AUDIT_SUBJECT_OPTION] = "option", [AUDIT_SUBJECT_RULE] = "rule",
		[AUDIT_SUBJECT_FACT] = "fact",     [AUDIT_SUBJECT_QUESTION] = "question",
	};
	enum audit_subject subject = audit_subject_of(finding);
	struct text id = {0};
	switch (subject) {
	case AUDIT_SUBJECT_MODEL:
		return;
	case AUDIT_SUBJECT_OPTION:
		id = model->options[finding->subject].id;
		break;
	case AUDIT_SUBJECT_RULE:
		id = model->rules[finding->subject].id;
		break;
	case AUDIT_SUBJECT_FACT:
		id = model->facts[finding->subject].id;
		break;
	case AUDIT_SUBJECT_QUESTION:
		id = model->questions[finding->subject].id;
		break;
	}
	json_begin_map(view, "subject");
	json_text_pair(view, "kind", text_of(kinds[subject]));
	json_text_pair(view, "id", id);
	json_end_map(view);
}

static void show_witness(struct json_view *view, const struct answers *witness)
{
	struct buffer answer = {0};
	json_begin_map(view, "witness");
	for (uint32_t q = 0; q < witness->model->question_count; q++) {
		buffer_clear(&answer);
		answers_print(witness, q, &answer);
		if (answer.length) {
			json_text(view, witness->model->questions[q].id);
			json_text(view, buffer_text(&answer));
		}
	}
	json_end_map(view);
	buffer_release(&answer);
}

static void show_answers(struct json_view *view, const struct question *question, uint32_t first, uint32_t second)
{
	json_begin_list(view, "answers");
	json_text(view, question->answers[first].id);
	json_text(view, question->answers[second].id);
	json_end_list(view);
}

static void show_exclusion(struct json_view *view, const struct model *model, const struct exclusion *exclusion)
{
	if (exclusion->kind == EXCLUSION_NONE)
		return;
	json_text_pair(view, "excluded_by", text_of(exclusion->kind == EXCLUSION_GUARDS ? "guards" : "impossible"));
	if (exclusion->kind == EXCLUSION_GUARDS)
		return;
	json_begin_list(view, "impossible");
	for (uint32_t i = 0; i < model->impossible_count; i++)
		if (exclusion->needed[i]) {
			json_begin_map(view, NULL);
			json_text_pair(view, "because", model->impossibles[i].because);
			show_place(view, model, model->impossibles[i].span);
			json_end_map(view);
		}
	json_end_list(view);
}

/* What an audit knows of a finding beyond its words. */
static void show_details(struct json_view *view, const struct model *model, const struct audit_finding *finding)
{
	show_subject(view, model, finding);
	if (finding->code == AUDIT_RULE_IMPLIED) {
		json_text_pair(view, "other", model->rules[finding->other].id);
		json_text_pair(view, "option", model->options[finding->detail].id);
	}
	if (finding->code == AUDIT_FACT_SAME)
		json_text_pair(view, "other", model->facts[finding->other].id);
	if (finding->code == AUDIT_FACT_CONSTANT)
		json_boolean_pair(view, "always", finding->detail);
	if (finding->code == AUDIT_ANSWERS_ALIKE)
		show_answers(view, &model->questions[finding->subject], finding->detail, finding->other);
	if (finding->code == AUDIT_ALLOWED_IN_VAIN)
		json_text_pair(view, "allows", finding->allowance->code);
	show_exclusion(view, model, &finding->exclusion);
	if (finding->has_witness)
		show_witness(view, &finding->witness);
}

/* `audit` is NULL for what was found when the model was loaded. */
static void show_findings(struct json_view *view, const struct model *model, const struct diagnostics *list,
                          const struct audit *audit)
{
	struct diagnostic *sorted = diagnostics_sorted(list);
	for (size_t i = 0; i < diagnostics_kept(list); i++) {
		const struct diagnostic *item = &sorted[i];
		json_begin_map(view, NULL);
		json_text_pair(view, "severity", text_of(diagnostic_severity(item->severity)));
		json_text_pair(view, "code", text_of(item->code));
		json_text_pair(view, "message", item->message);
		show_place(view, model, item->span);
		json_optional_pair(view, "hint", item->hint);
		if (item->also_span.line) {
			json_begin_map(view, "also");
			json_text_pair(view, "message", item->also);
			show_place(view, model, item->also_span);
			json_end_map(view);
		}
		if (audit)
			show_details(view, model, &audit->findings[item->order]);
		json_end_map(view);
	}
	free(sorted);
}

/* What the rules allow, and why. */
static void show_allowed(struct json_view *view, const struct audit *audit)
{
	struct buffer words = {0};
	json_begin_list(view, "allowed");
	for (size_t i = 0; audit && i < audit->allowed_count; i++) {
		const struct audit_finding *finding = &audit->allowed[i];
		buffer_clear(&words);
		audit_words(audit->model, finding, &words);
		json_begin_map(view, NULL);
		json_text_pair(view, "code", finding->allowance->code);
		json_text_pair(view, "rule", audit->model->rules[finding->subject].id);
		json_text_pair(view, "message", buffer_text(&words));
		json_text_pair(view, "reason", finding->allowance->reason);
		show_place(view, audit->model, finding->allowance->span);
		json_end_map(view);
	}
	json_end_list(view);
	buffer_release(&words);
}

static void show_summary(struct json_view *view, const struct audit *audit, const char *profiles)
{
	const struct model *model = audit->model;
	const struct completions *completions = &audit->completions;
	json_begin_map(view, "summary");
	json_number_pair(view, "questions", model->question_count);
	json_number_pair(view, "facts", model->fact_count);
	json_number_pair(view, "rules", model->rule_count);
	json_number_pair(view, "options", model->option_count);
	json_optional_pair(view, "profiles", text_of(profiles));
	json_number_pair(view, "states", (long long)completions->state_count);
	json_number_pair(view, "nodes", (long long)completions->node_count);
	json_number_pair(view, "allowed", (long long)audit->allowed_count);
	json_boolean_pair(view, "exact", completions->exact);
	json_begin_list(view, "outcomes");
	for (uint32_t o = 0; o <= model->option_count; o++) {
		json_begin_map(view, NULL);
		json_text_pair(view, "id", model_outcome_id(model, o));
		json_share_pair(view, "share", completions->low[o], completions->high[o]);
		json_end_map(view);
	}
	json_end_list(view);
	json_show_tiers(view, completions);
	json_end_map(view);
}

static void show_all(struct json_view *json, const void *context)
{
	const struct audit_view *view = context;
	const struct model *model = view->model;
	json_text_pair(json, "whether", TEXT(WHETHER_VERSION));
	json_begin_map(json, "model");
	if (view->audit) {
		json_text_pair(json, "id", model->id);
		json_number_pair(json, "revision", model->revision);
		json_text_pair(json, "title", model->title);
	}
	json_text_pair(json, "file", text_of(model->source.name));
	json_end_map(json);
	json_begin_list(json, "findings");
	show_findings(json, model, view->loaded, NULL);
	show_findings(json, model, view->proven, view->audit);
	json_end_list(json);
	show_allowed(json, view->audit);
	if (view->audit)
		show_summary(json, view->audit, view->profiles);
}

void audit_emit_json(const struct audit_view *view, struct buffer *out)
{
	json_emit_object(NULL, show_all, view, out);
}
