/* SPDX-License-Identifier: ISC
 *
 * Owns the JSON views of a model and of one thing of it.
 */
#include "report/condition_words.h"
#include "report/json_view.h"
#include "report/mentions.h"
#include "report/show_model.h"
#include "report/words.h"

struct subject {
	const struct model *model;
	struct thing thing;
};

static void show_condition_rec(struct json_view *view, const struct model *model, const char *name, uint32_t index);

static void show_children(struct json_view *view, const struct model *model, const struct condition *condition)
{
	json_begin_list(view, condition->kind == CONDITION_ALL ? "all" : "any");
	for (uint32_t i = 0; i < condition->child_count; i++)
		show_condition_rec(view, model, NULL, condition->children[i]);
	json_end_list(view);
}

static void show_comparison(struct json_view *view, const struct question *question, uint64_t answers)
{
	json_text_pair(view, "question", question->id);
	json_begin_list(view, "answers");
	for (uint32_t v = 0; v < question->answer_count; v++)
		if (answers >> v & 1)
			json_text(view, question->answers[v].id);
	json_end_list(view);
}

/* A condition as an object with one of the keys always, question, fact, all, any and not. */
static void show_condition_rec(struct json_view *view, const struct model *model, const char *name, uint32_t index)
{
	const struct condition *condition = &model->conditions[index];
	json_begin_map(view, name);
	switch (condition->kind) {
	case CONDITION_ALWAYS:
		json_boolean_pair(view, "always", true);
		break;
	case CONDITION_ANSWER:
		show_comparison(view, &model->questions[condition->subject], condition->answers);
		break;
	case CONDITION_FACT:
		json_text_pair(view, "fact", model->facts[condition->subject].id);
		break;
	case CONDITION_ALL:
	case CONDITION_ANY:
		show_children(view, model, condition);
		break;
	case CONDITION_NOT:
		show_condition_rec(view, model, "not", condition->children[0]);
		break;
	}
	json_end_map(view);
}

/* The members "when", a condition, and "when_words", the same in words. */
static void show_condition(struct json_view *view, const struct model *model, uint32_t index)
{
	struct buffer words = {0};
	show_condition_rec(view, model, "when", index);
	condition_words_clause(model, index, &words);
	json_text_pair(view, "when_words", buffer_text(&words));
	buffer_release(&words);
}

static void show_place(struct json_view *view, const struct model *model, struct span span)
{
	json_text_pair(view, "file", text_of(model->source.name));
	json_number_pair(view, "line", span.line);
}

static void show_answer(struct json_view *view, const struct question *question, const struct answer *answer)
{
	mpq_t share;
	mpq_init(share);
	mpq_set_ui(share, answer->prior, question->prior_sum);
	mpq_canonicalize(share);
	json_begin_map(view, NULL);
	json_text_pair(view, "id", answer->id);
	json_text_pair(view, "label", answer->label);
	json_optional_pair(view, "help", answer->help);
	json_number_pair(view, "prior", answer->prior);
	json_rational_pair(view, "share", share);
	json_optional_pair(view, "basis", answer->basis);
	json_end_map(view);
	mpq_clear(share);
}

static void show_question(struct json_view *view, const struct model *model, uint32_t index)
{
	const struct question *question = &model->questions[index];
	json_text_pair(view, "topic", model->topics[question->topic].title);
	json_text_pair(view, "ask", question->ask);
	json_optional_pair(view, "help", question->help);
	json_optional_pair(view, "find_out", question->find_out);
	json_boolean_pair(view, "number", question->is_number);
	json_boolean_pair(view, "fixed", question->fixed);
	if (question->since)
		json_number_pair(view, "since", question->since);
	if (question->parent != MODEL_NONE) {
		const struct question *parent = &model->questions[question->parent];
		json_begin_map(view, "under");
		json_text_pair(view, "question", parent->id);
		json_text_pair(view, "answer", parent->answers[question->parent_answer].id);
		json_end_map(view);
	}
	show_condition(view, model, question->applies);
	json_begin_list(view, "answers");
	for (uint32_t v = 0; v < question->answer_count; v++)
		show_answer(view, question, &question->answers[v]);
	json_end_list(view);
	show_place(view, model, question->span);
}

static void show_fact(struct json_view *view, const struct model *model, uint32_t index)
{
	json_text_pair(view, "label", model->facts[index].label);
	show_condition(view, model, model->facts[index].condition);
	show_place(view, model, model->facts[index].span);
}

static void show_rule(struct json_view *view, const struct model *model, uint32_t index)
{
	const struct rule *rule = &model->rules[index];
	show_condition(view, model, rule->condition);
	json_begin_list(view, "effects");
	for (size_t i = 0; i < rule->effect_count; i++) {
		json_begin_map(view, NULL);
		json_text_pair(view, "option", model->options[rule->effects[i].option].id);
		json_show_effect(view, rule->effects[i].kind, rule->effects[i].strength);
		json_end_map(view);
	}
	json_end_list(view);
	json_text_pair(view, "because", rule->because);
	json_optional_pair(view, "versions", rule->versions);
	json_show_citations(view, model, &rule->citations);
	show_place(view, model, rule->span);
}

static void show_option(struct json_view *view, const struct model *model, uint32_t index)
{
	const struct option *option = &model->options[index];
	json_text_pair(view, "name", option->name);
	json_begin_list(view, "start");
	for (size_t i = 0; i < option->start_count; i++)
		json_text(view, option->start[i]);
	json_end_list(view);
	show_place(view, model, option->span);
}

static void show_source(struct json_view *view, const struct model *model, uint32_t index)
{
	json_text_pair(view, "title", model->references[index].title);
	json_text_pair(view, "url", model->references[index].url);
	show_place(view, model, model->references[index].span);
}

/* The members of a thing: its kind, its id, and what the kind has. */
static void show_members(struct json_view *view, const struct model *model, struct thing thing, struct text id)
{
	typedef void show_kind(struct json_view *view, const struct model *model, uint32_t index);
	static show_kind *const shows[THING_KIND_COUNT] = {
		[THING_QUESTION] = show_question, [THING_FACT] = show_fact, [THING_RULE] = show_rule,
		[THING_OPTION] = show_option, [THING_SOURCE] = show_source,
	};
	json_text_pair(view, "kind", text_of(thing_words(thing.kind)));
	json_text_pair(view, "id", id);
	shows[thing.kind](view, model, thing.index);
}

void json_show_model(struct json_view *view, const struct model *model)
{
	json_text_pair(view, "whether", TEXT(WHETHER_VERSION));
	json_begin_map(view, "model");
	json_text_pair(view, "id", model->id);
	json_number_pair(view, "revision", model->revision);
	json_text_pair(view, "title", model->title);
	json_text_pair(view, "file", text_of(model->source.name));
	json_end_map(view);
}

static void show_impossibles(struct json_view *view, const struct model *model, const struct mentions *mentions)
{
	json_begin_list(view, "impossible");
	for (uint32_t i = 0; i < model->impossible_count; i++) {
		const struct impossible *impossible = &model->impossibles[i];
		if (mentions && mentions_find(mentions, impossible->condition, NULL) == MENTION_NONE)
			continue;
		json_begin_map(view, NULL);
		show_condition(view, model, impossible->condition);
		json_text_pair(view, "because", impossible->because);
		show_place(view, model, impossible->span);
		json_end_map(view);
	}
	json_end_list(view);
}

static void show_one_advice(struct json_view *view, const struct model *model, const struct advice *advice)
{
	json_begin_map(view, NULL);
	json_begin_list(view, "for");
	for (uint32_t o = 0; o < model->option_count; o++)
		if (advice->options >> o & 1)
			json_text(view, model->options[o].id);
	json_end_list(view);
	show_condition(view, model, advice->condition);
	json_text_pair(view, "say", advice->say);
	json_show_citations(view, model, &advice->citations);
	json_end_map(view);
}

static bool cites(const struct citations *citations, uint32_t reference)
{
	for (size_t i = 0; i < citations->count; i++)
		if (citations->references[i] == reference)
			return true;
	return false;
}

/* Whether an advice refers to the thing. */
static bool advises(const struct subject *subject, const struct mentions *mentions, const struct advice *advice)
{
	if (subject->thing.kind == THING_OPTION)
		return advice->options >> subject->thing.index & 1;
	if (subject->thing.kind == THING_SOURCE)
		return cites(&advice->citations, subject->thing.index);
	return mentions && mentions_find(mentions, advice->condition, NULL) != MENTION_NONE;
}

static void show_advice(struct json_view *view, const struct subject *subject, const struct mentions *mentions)
{
	json_begin_list(view, "advice");
	for (uint32_t i = 0; i < subject->model->advice_count; i++)
		if (advises(subject, mentions, &subject->model->advice[i]))
			show_one_advice(view, subject->model, &subject->model->advice[i]);
	json_end_list(view);
}

/* Whether a rule refers to the thing. */
static bool speaks_of(const struct subject *subject, const struct mentions *mentions, const struct rule *rule)
{
	if (subject->thing.kind == THING_SOURCE)
		return cites(&rule->citations, subject->thing.index);
	for (size_t i = 0; subject->thing.kind == THING_OPTION && i < rule->effect_count; i++)
		if (rule->effects[i].option == subject->thing.index)
			return true;
	return mentions && mentions_find(mentions, rule->condition, NULL) != MENTION_NONE;
}

static void show_rules(struct json_view *view, const struct subject *subject, const struct mentions *mentions)
{
	const struct model *model = subject->model;
	json_begin_list(view, "rules");
	for (uint32_t r = 0; r < model->rule_count; r++)
		if (speaks_of(subject, mentions, &model->rules[r]))
			json_text(view, model->rules[r].id);
	json_end_list(view);
}

/* What names a question or a fact, or builds on a fact that does. */
static void show_mentions(struct json_view *view, const struct subject *subject, const struct mentions *mentions)
{
	const struct model *model = subject->model;
	json_begin_list(view, "questions_under");
	for (uint32_t q = 0; subject->thing.kind == THING_QUESTION && q < model->question_count; q++)
		if (model->questions[q].parent == subject->thing.index)
			json_text(view, model->questions[q].id);
	json_end_list(view);
	json_begin_list(view, "guards_of");
	for (uint32_t q = 0; q < model->question_count; q++) {
		uint32_t guard = condition_words_guard(model, q);
		if (guard != MODEL_NONE && mentions_find(mentions, guard, NULL) != MENTION_NONE)
			json_text(view, model->questions[q].id);
	}
	json_end_list(view);
	json_begin_list(view, "facts");
	for (uint32_t f = 0; f < model->fact_count; f++)
		if (mentions_find(mentions, model->facts[f].condition, NULL) != MENTION_NONE)
			json_text(view, model->facts[f].id);
	json_end_list(view);
}

static void show_references(struct json_view *view, const struct subject *subject)
{
	bool is_mentioned = subject->thing.kind == THING_QUESTION || subject->thing.kind == THING_FACT;
	struct mentions mentions;
	json_begin_map(view, "referred_to_by");
	if (is_mentioned) {
		mentions_init(&mentions, subject->model,
		              subject->thing.kind == THING_FACT ? CONDITION_FACT : CONDITION_ANSWER,
		              subject->thing.index);
		show_mentions(view, subject, &mentions);
		show_rules(view, subject, &mentions);
		show_impossibles(view, subject->model, &mentions);
		show_advice(view, subject, &mentions);
		mentions_release(&mentions);
	} else {
		show_rules(view, subject, NULL);
		show_advice(view, subject, NULL);
	}
	json_end_map(view);
}

static void show_one(struct json_view *view, const void *context)
{
	const struct subject *subject = context;
	size_t index = 0;
	while (thing_at(subject->model, index).kind != subject->thing.kind)
		index++;
	json_show_model(view, subject->model);
	show_members(view, subject->model, subject->thing, thing_id(subject->model, index + subject->thing.index));
	if (subject->thing.kind != THING_RULE)
		show_references(view, subject);
}

void show_json_thing(const struct model *model, struct thing thing, struct buffer *out)
{
	struct subject subject = {model, thing};
	json_emit_object(NULL, show_one, &subject, out);
}

static void show_whole(struct json_view *view, const void *context)
{
	static const char *const names[THING_KIND_COUNT] = {"questions", "facts", "rules", "options", "sources"};
	const struct model *model = context;
	size_t index = 0;
	json_show_model(view, model);
	for (int kind = 0; kind < THING_KIND_COUNT; kind++) {
		json_begin_list(view, names[kind]);
		for (; index < thing_count(model) && (int)thing_at(model, index).kind == kind; index++) {
			json_begin_map(view, NULL);
			show_members(view, model, thing_at(model, index), thing_id(model, index));
			json_end_map(view);
		}
		json_end_list(view);
	}
	show_impossibles(view, model, NULL);
	json_begin_list(view, "advice");
	for (uint32_t i = 0; i < model->advice_count; i++)
		show_one_advice(view, model, &model->advice[i]);
	json_end_list(view);
}

void show_json_model(const struct model *model, struct buffer *out)
{
	json_emit_object(NULL, show_whole, model, out);
}
