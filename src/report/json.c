/* SPDX-License-Identifier: ISC
 *
 * Owns the JSON view; the only user of yajl. Keys are stable and documented in whether-profile(5).
 */
#include <stdlib.h>
#include <yajl/yajl_gen.h>

#include "report/emit.h"
#include "report/words.h"

struct view {
	const struct report *report;
	yajl_gen json;
};

static void add_text(struct view *view, struct text text)
{
	yajl_gen_string(view->json, (const unsigned char *)text.bytes, text.length);
}

static void key(struct view *view, const char *name)
{
	add_text(view, text_of(name));
}

static void text_pair(struct view *view, const char *name, struct text text)
{
	key(view, name);
	add_text(view, text);
}

/* Leaves out what is empty. */
static void optional_pair(struct view *view, const char *name, struct text text)
{
	if (text.length)
		text_pair(view, name, text);
}

static void boolean_pair(struct view *view, const char *name, bool value)
{
	key(view, name);
	yajl_gen_bool(view->json, value);
}

static void number_pair(struct view *view, const char *name, long long value)
{
	key(view, name);
	yajl_gen_integer(view->json, value);
}

static void begin_map(struct view *view, const char *name)
{
	if (name)
		key(view, name);
	yajl_gen_map_open(view->json);
}

static void begin_list(struct view *view, const char *name)
{
	key(view, name);
	yajl_gen_array_open(view->json);
}

static void end_map(struct view *view)
{
	yajl_gen_map_close(view->json);
}

static void end_list(struct view *view)
{
	yajl_gen_array_close(view->json);
}

/* An exact rational as text: "3/4". */
static void rational_pair(struct view *view, const char *name, const mpq_t value)
{
	char *digits = memory_new(mpz_sizeinbase(mpq_numref(value), 10) + mpz_sizeinbase(mpq_denref(value), 10) + 3, 1);
	text_pair(view, name, text_of(mpq_get_str(digits, 10, value)));
	free(digits);
}

static void show_share(struct view *view, const char *name, const mpq_t low, const mpq_t high)
{
	struct buffer words = {0};
	begin_map(view, name);
	rational_pair(view, "low", low);
	rational_pair(view, "high", high);
	words_share(low, &words);
	if (!mpq_equal(low, high)) {
		buffer_add_string(&words, " to ");
		words_share(high, &words);
	}
	text_pair(view, "words", buffer_text(&words));
	end_map(view);
	buffer_release(&words);
}

static void show_citations(struct view *view, const struct citations *citations)
{
	begin_list(view, "sources");
	for (size_t i = 0; i < citations->count; i++) {
		const struct reference *reference = &view->report->model->references[citations->references[i]];
		begin_map(view, NULL);
		text_pair(view, "id", reference->id);
		text_pair(view, "title", reference->title);
		text_pair(view, "url", reference->url);
		end_map(view);
	}
	end_list(view);
}

static void show_answer(struct view *view, uint32_t question)
{
	struct buffer answer = {0};
	answers_print(view->report->answers, question, &answer);
	text_pair(view, "question", view->report->model->questions[question].id);
	optional_pair(view, "answer", buffer_text(&answer));
	buffer_release(&answer);
}

static void show_reason(struct view *view, const struct reason *reason)
{
	const struct rule *rule = &view->report->model->rules[reason->rule];
	begin_map(view, NULL);
	text_pair(view, "rule", rule->id);
	text_pair(view, "effect", text_of(words_effect(reason->effect)));
	if (reason->effect != EFFECT_RULES_OUT)
		text_pair(view, "strength", text_of(words_strength(reason->strength)));
	text_pair(view, "state", text_of(words_truth(reason->truth)));
	rational_pair(view, "share", view->report->completions.rule_shares[reason->rule]);
	text_pair(view, "because", rule->because);
	optional_pair(view, "versions", rule->versions);
	begin_list(view, "answers");
	for (size_t i = 0; i < reason->question_count; i++) {
		begin_map(view, NULL);
		show_answer(view, reason->questions[i]);
		end_map(view);
	}
	end_list(view);
	show_citations(view, &rule->citations);
	text_pair(view, "file", text_of(view->report->model_file));
	number_pair(view, "line", rule->span.line);
	end_map(view);
}

static void show_net(struct view *view, uint32_t option)
{
	const struct standings *standings = &view->report->decision.standings;
	begin_map(view, "net");
	for (int tier = 0; tier < STRENGTH_COUNT; tier++) {
		begin_map(view, words_strength((enum strength)tier));
		number_pair(view, "low", standings->low[option][tier]);
		number_pair(view, "high", standings->high[option][tier]);
		end_map(view);
	}
	end_map(view);
}

static void show_options(struct view *view)
{
	const struct report *report = view->report;
	begin_list(view, "options");
	for (uint32_t o = 0; o < report->model->option_count; o++) {
		const struct report_option *about = &report->options[o];
		begin_map(view, NULL);
		text_pair(view, "id", report->model->options[o].id);
		text_pair(view, "name", report->model->options[o].name);
		text_pair(view, "verdict", text_of(words_verdict(about->verdict)));
		show_share(view, "share", report->completions.low[o], report->completions.high[o]);
		show_net(view, o);
		begin_list(view, "reasons");
		for (size_t i = 0; i < about->reason_count; i++)
			show_reason(view, &about->reasons[i]);
		end_list(view);
		end_map(view);
	}
	end_list(view);
}

static void show_decision(struct view *view)
{
	const struct report *report = view->report;
	const struct completions *completions = &report->completions;
	struct buffer words = {0};
	text_pair(view, "recommendation", report_outcome_id(report->model, completions->leader));
	boolean_pair(view, "complete", report_is_complete(report));
	boolean_pair(view, "settled", completions->settled);
	boolean_pair(view, "exact", completions->exact);
	show_share(view, "share", completions->low[completions->leader], completions->high[completions->leader]);
	if (completions->runner_up != MODEL_NONE)
		text_pair(view, "runner_up", report_outcome_id(report->model, completions->runner_up));
	begin_map(view, "decided_by");
	for (int tier = 0; tier < TIER_COUNT; tier++)
		if (mpq_sgn(completions->tiers[tier]) != 0)
			rational_pair(view, words_tier((enum tier)tier), completions->tiers[tier]);
	end_map(view);
	words_certainty(report, &words);
	buffer_add_string(&words, words.length ? " " : "");
	words_decided(report, &words);
	text_pair(view, "words", buffer_text(&words));
	buffer_release(&words);
}

static void show_consequences(struct view *view)
{
	const struct report *report = view->report;
	uint32_t leader = report->completions.leader;
	begin_list(view, "start");
	for (size_t i = 0; leader < report->model->option_count && i < report->model->options[leader].start_count; i++)
		add_text(view, report->model->options[leader].start[i]);
	end_list(view);
	begin_list(view, "advice");
	for (size_t i = 0; i < report->advice_count; i++) {
		const struct advice *advice = &report->model->advice[report->advice[i]];
		begin_map(view, NULL);
		text_pair(view, "say", advice->say);
		show_citations(view, &advice->citations);
		end_map(view);
	}
	end_list(view);
}

static void show_unknown(struct view *view, const struct unknown *unknown)
{
	const struct report *report = view->report;
	const struct question *question = &report->model->questions[unknown->question];
	const struct inquiry *inquiry = &report->completions.inquiries[unknown->question];
	static const char *const applies[] = {
		[TRUTH_FALSE] = "never", [TRUTH_TRUE] = "always", [TRUTH_UNKNOWN] = "depends"};
	begin_map(view, NULL);
	show_answer(view, unknown->question);
	text_pair(view, "ask", question->ask);
	optional_pair(view, "find_out", question->find_out);
	text_pair(view, "applies", text_of(applies[inquiry->applies]));
	boolean_pair(view, "matters", inquiry->matters);
	text_pair(view, "usual", question->answers[unknown->usual].id);
	rational_pair(view, "usual_share", unknown->usual_share);
	if (inquiry->has_impurity)
		rational_pair(view, "impurity_after", inquiry->impurity);
	end_map(view);
}

static void show_answers(struct view *view)
{
	const struct report *report = view->report;
	struct buffer answer = {0};
	begin_map(view, "answers");
	for (uint32_t q = 0; q < report->model->question_count; q++) {
		buffer_clear(&answer);
		answers_print(report->answers, q, &answer);
		if (answer.length) {
			add_text(view, report->model->questions[q].id);
			add_text(view, buffer_text(&answer));
		}
	}
	end_map(view);
	begin_list(view, "ignored");
	for (size_t i = 0; i < report->ignored_count; i++)
		add_text(view, report->model->questions[report->ignored[i]].id);
	end_list(view);
	begin_list(view, "unknown");
	for (size_t i = 0; i < report->unknown_count; i++)
		show_unknown(view, &report->unknowns[i]);
	end_list(view);
	if (report->completions.next_question != MODEL_NONE)
		text_pair(view, "next_question", report->model->questions[report->completions.next_question].id);
	buffer_release(&answer);
}

static void show_step(struct view *view, const struct step *step)
{
	const struct model *model = view->report->model;
	begin_map(view, NULL);
	switch (step->kind) {
	case STEP_ANSWERED:
		show_answer(view, step->subject);
		break;
	case STEP_NOT_APPLICABLE:
		text_pair(view, "not_applicable", model->questions[step->subject].id);
		break;
	case STEP_FACT:
		text_pair(view, "fact", model->facts[step->subject].id);
		break;
	case STEP_RULE:
		text_pair(view, "rule", model->rules[step->subject].id);
		break;
	case STEP_EFFECT:
	case STEP_OUT:
		text_pair(view, step->kind == STEP_OUT ? "rules_out" : "speaks_about", model->options[step->subject].id);
		text_pair(view, "by", model->rules[step->cause].id);
		break;
	case STEP_OUTCOME:
		text_pair(view, "outcome", report_outcome_id(model, step->subject));
		text_pair(view, "tier", text_of(words_tier((enum tier)step->cause)));
		break;
	}
	end_map(view);
}

static void show_files(struct view *view)
{
	const struct report *report = view->report;
	text_pair(view, "whether", TEXT(WHETHER_VERSION));
	begin_map(view, "model");
	text_pair(view, "id", report->model->id);
	number_pair(view, "revision", report->model->revision);
	text_pair(view, "title", report->model->title);
	text_pair(view, "file", text_of(report->model_file));
	end_map(view);
	begin_map(view, "profile");
	optional_pair(view, "file", text_of(report->profile_file));
	optional_pair(view, "title", report->title);
	optional_pair(view, "note", report->note);
	optional_pair(view, "source", report->reference);
	if (report->expect != MODEL_NONE)
		text_pair(view, "expect", report_outcome_id(report->model, report->expect));
	end_map(view);
}

/* yajl's memory, which never fails. */
static void *json_new(void *context, size_t size)
{
	(void)context;
	return memory_new(size, 1);
}

static void *json_resize(void *context, void *old, size_t size)
{
	(void)context;
	return memory_resize(old, size, 1);
}

static void json_free(void *context, void *old)
{
	(void)context;
	free(old);
}

void emit_json(const struct report *report, struct buffer *out)
{
	yajl_alloc_funcs memory = {json_new, json_resize, json_free, NULL};
	struct view view = {.report = report, .json = yajl_gen_alloc(&memory)};
	yajl_gen_config(view.json, yajl_gen_beautify, 1);
	yajl_gen_config(view.json, yajl_gen_indent_string, "  ");
	begin_map(&view, NULL);
	show_files(&view);
	show_decision(&view);
	show_options(&view);
	show_consequences(&view);
	show_answers(&view);
	begin_list(&view, "trail");
	for (size_t i = 0; i < report->decision.trail_count; i++)
		show_step(&view, &report->decision.trail[i]);
	end_list(&view);
	end_map(&view);
	const unsigned char *bytes;
	size_t length;
	yajl_gen_get_buf(view.json, &bytes, &length);
	buffer_add(out, (struct text){(const char *)bytes, length});
	yajl_gen_free(view.json);
}
