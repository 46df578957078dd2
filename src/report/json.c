/* SPDX-License-Identifier: ISC
 *
 * Owns the JSON view of a report. Keys are stable and documented in whether-profile(5).
 */
#include "report/emit.h"
#include "report/json_view.h"
#include "report/words.h"

void json_share_pair(struct json_view *view, const char *name, const mpq_t low, const mpq_t high)
{
	struct buffer words = {0};
	json_begin_map(view, name);
	json_rational_pair(view, "low", low);
	json_rational_pair(view, "high", high);
	words_share(low, &words);
	if (!mpq_equal(low, high)) {
		buffer_add_string(&words, " to ");
		words_share(high, &words);
	}
	json_text_pair(view, "words", buffer_text(&words));
	json_end_map(view);
	buffer_release(&words);
}

void json_show_citations(struct json_view *view, const struct model *model, const struct citations *citations)
{
	json_begin_list(view, "sources");
	for (size_t i = 0; i < citations->count; i++) {
		const struct reference *reference = &model->references[citations->references[i]];
		json_begin_map(view, NULL);
		json_text_pair(view, "id", reference->id);
		json_text_pair(view, "title", reference->title);
		json_text_pair(view, "url", reference->url);
		json_end_map(view);
	}
	json_end_list(view);
}

void json_show_effect(struct json_view *view, enum effect_kind effect, enum strength strength)
{
	json_text_pair(view, "effect", text_of(words_effect(effect)));
	if (effect != EFFECT_RULES_OUT)
		json_text_pair(view, "strength", text_of(words_strength(strength)));
}

void json_show_answer(struct json_view *view, uint32_t question)
{
	struct buffer answer = {0};
	answers_print(view->report->answers, question, &answer);
	json_text_pair(view, "question", view->report->model->questions[question].id);
	json_optional_pair(view, "answer", buffer_text(&answer));
	buffer_release(&answer);
}

static void show_reason(struct json_view *view, const struct reason *reason)
{
	const struct rule *rule = &view->report->model->rules[reason->rule];
	struct buffer missing = {0};
	json_begin_map(view, NULL);
	json_text_pair(view, "rule", rule->id);
	json_show_effect(view, reason->effect, reason->strength);
	json_text_pair(view, "state", text_of(words_truth(reason->truth)));
	json_rational_pair(view, "share", view->report->completions.rule_shares[reason->rule]);
	json_text_pair(view, "because", rule->because);
	json_optional_pair(view, "versions", rule->versions);
	json_begin_list(view, "answers");
	for (size_t i = 0; i < reason->question_count; i++) {
		json_begin_map(view, NULL);
		json_show_answer(view, reason->questions[i]);
		json_end_map(view);
	}
	json_end_list(view);
	if (reason->truth != TRUTH_TRUE) {
		words_missing(view->report, reason, &missing);
		json_text_pair(view, "needs", buffer_text(&missing));
		buffer_release(&missing);
	}
	json_show_citations(view, view->report->model, &rule->citations);
	json_text_pair(view, "file", text_of(view->report->model_file));
	json_number_pair(view, "line", rule->span.line);
	json_end_map(view);
}

static void show_net(struct json_view *view, uint32_t option)
{
	const struct standings *standings = &view->report->decision.standings;
	json_begin_map(view, "net");
	for (int tier = 0; tier < STRENGTH_COUNT; tier++) {
		json_begin_map(view, words_strength((enum strength)tier));
		json_number_pair(view, "low", standings->low[option][tier]);
		json_number_pair(view, "high", standings->high[option][tier]);
		json_end_map(view);
	}
	json_end_map(view);
}

void json_show_option(struct json_view *view, uint32_t option)
{
	const struct report *report = view->report;
	const struct report_option *about = &report->options[option];
	json_text_pair(view, "id", report->model->options[option].id);
	json_text_pair(view, "name", report->model->options[option].name);
	json_text_pair(view, "verdict", text_of(words_verdict(about->verdict)));
	json_share_pair(view, "share", report->completions.low[option], report->completions.high[option]);
	show_net(view, option);
	json_begin_list(view, "reasons");
	for (size_t i = 0; i < about->reason_count; i++)
		show_reason(view, &about->reasons[i]);
	json_end_list(view);
}

void json_show_options(struct json_view *view)
{
	json_begin_list(view, "options");
	for (uint32_t o = 0; o < view->report->model->option_count; o++) {
		json_begin_map(view, NULL);
		json_show_option(view, o);
		json_end_map(view);
	}
	json_end_list(view);
}

void json_show_tiers(struct json_view *view, const struct completions *completions)
{
	json_begin_map(view, "decided_by");
	for (int tier = 0; tier < TIER_COUNT; tier++)
		if (mpq_sgn(completions->tiers[tier]) != 0)
			json_rational_pair(view, words_tier((enum tier)tier), completions->tiers[tier]);
	json_end_map(view);
	json_boolean_pair(view, "decided_by_exact", completions->tiers_exact);
}

void json_show_decision(struct json_view *view)
{
	const struct report *report = view->report;
	const struct completions *completions = &report->completions;
	struct buffer words = {0};
	json_text_pair(view, "recommendation", model_outcome_id(report->model, completions->leader));
	json_boolean_pair(view, "complete", report_is_complete(report));
	json_boolean_pair(view, "settled", completions->settled);
	json_boolean_pair(view, "exact", completions->exact);
	json_share_pair(view, "share", completions->low[completions->leader], completions->high[completions->leader]);
	if (completions->runner_up != MODEL_NONE)
		json_text_pair(view, "runner_up", model_outcome_id(report->model, completions->runner_up));
	json_show_tiers(view, completions);
	words_certainty(report, &words);
	buffer_add_string(&words, words.length ? " " : "");
	words_decided(report, &words);
	json_text_pair(view, "words", buffer_text(&words));
	buffer_release(&words);
}

static void show_consequences(struct json_view *view)
{
	const struct report *report = view->report;
	uint32_t leader = report->completions.leader;
	json_begin_list(view, "start");
	for (size_t i = 0; leader < report->model->option_count && i < report->model->options[leader].start_count; i++)
		json_text(view, report->model->options[leader].start[i]);
	json_end_list(view);
	json_begin_list(view, "advice");
	for (size_t i = 0; i < report->advice_count; i++) {
		const struct advice *advice = &report->model->advice[report->advice[i]];
		json_begin_map(view, NULL);
		json_text_pair(view, "say", advice->say);
		json_show_citations(view, report->model, &advice->citations);
		json_end_map(view);
	}
	json_end_list(view);
}

static void show_unknown(struct json_view *view, const struct unknown *unknown)
{
	const struct report *report = view->report;
	const struct question *question = &report->model->questions[unknown->question];
	const struct inquiry *inquiry = &report->completions.inquiries[unknown->question];
	static const char *const applies[] = {
		[TRUTH_FALSE] = "never", [TRUTH_TRUE] = "always", [TRUTH_UNKNOWN] = "depends"};
	json_begin_map(view, NULL);
	json_show_answer(view, unknown->question);
	json_text_pair(view, "ask", question->ask);
	json_optional_pair(view, "find_out", question->find_out);
	json_text_pair(view, "applies", text_of(applies[inquiry->applies]));
	json_boolean_pair(view, "matters", inquiry->informs);
	json_text_pair(view, "usual", question->answers[unknown->usual].id);
	json_rational_pair(view, "usual_share", unknown->usual_share);
	if (inquiry->has_impurity)
		json_rational_pair(view, "impurity_after", inquiry->impurity);
	json_end_map(view);
}

void json_show_answers(struct json_view *view)
{
	const struct report *report = view->report;
	struct buffer answer = {0};
	json_begin_map(view, "answers");
	for (uint32_t q = 0; q < report->model->question_count; q++) {
		buffer_clear(&answer);
		answers_print(report->answers, q, &answer);
		if (answer.length) {
			json_text(view, report->model->questions[q].id);
			json_text(view, buffer_text(&answer));
		}
	}
	json_end_map(view);
	json_begin_list(view, "ignored");
	for (size_t i = 0; i < report->ignored_count; i++)
		json_text(view, report->model->questions[report->ignored[i]].id);
	json_end_list(view);
	json_begin_list(view, "unknown");
	for (size_t i = 0; i < report->unknown_count; i++)
		show_unknown(view, &report->unknowns[i]);
	json_end_list(view);
	if (report->completions.next_question != MODEL_NONE)
		json_text_pair(view, "next_question", report->model->questions[report->completions.next_question].id);
	buffer_release(&answer);
}

static void show_step(struct json_view *view, const struct step *step)
{
	const struct model *model = view->report->model;
	json_begin_map(view, NULL);
	switch (step->kind) {
	case STEP_ANSWERED:
		json_show_answer(view, step->subject);
		break;
	case STEP_NOT_APPLICABLE:
		json_text_pair(view, "not_applicable", model->questions[step->subject].id);
		break;
	case STEP_FACT:
		json_text_pair(view, "fact", model->facts[step->subject].id);
		break;
	case STEP_RULE:
		json_text_pair(view, "rule", model->rules[step->subject].id);
		break;
	case STEP_EFFECT:
	case STEP_OUT:
		json_text_pair(view, step->kind == STEP_OUT ? "rules_out" : "speaks_about", model->options[step->subject].id);
		json_text_pair(view, "by", model->rules[step->cause].id);
		break;
	case STEP_OUTCOME:
		json_text_pair(view, "outcome", model_outcome_id(model, step->subject));
		json_text_pair(view, "tier", text_of(words_tier((enum tier)step->cause)));
		break;
	}
	json_end_map(view);
}

void json_show_files(struct json_view *view)
{
	const struct report *report = view->report;
	json_text_pair(view, "whether", TEXT(WHETHER_VERSION));
	json_begin_map(view, "model");
	json_text_pair(view, "id", report->model->id);
	json_number_pair(view, "revision", report->model->revision);
	json_text_pair(view, "title", report->model->title);
	json_text_pair(view, "file", text_of(report->model_file));
	json_end_map(view);
	json_begin_map(view, "profile");
	json_optional_pair(view, "file", text_of(report->profile_file));
	json_optional_pair(view, "title", report->title);
	json_optional_pair(view, "note", report->note);
	json_optional_pair(view, "source", report->reference);
	if (report->expect != MODEL_NONE)
		json_text_pair(view, "expect", model_outcome_id(report->model, report->expect));
	json_end_map(view);
}

static void show_all(struct json_view *view, const void *context)
{
	const struct decision *decision = &view->report->decision;
	(void)context;
	json_show_files(view);
	json_show_decision(view);
	json_show_options(view);
	show_consequences(view);
	json_show_answers(view);
	json_show_changes(view);
	json_begin_list(view, "trail");
	for (size_t i = 0; i < decision->trail_count; i++)
		show_step(view, &decision->trail[i]);
	json_end_list(view);
}

void emit_json(const struct report *report, struct buffer *out)
{
	json_emit_object(report, show_all, NULL, out);
}
