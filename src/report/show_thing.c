/* SPDX-License-Identifier: ISC
 *
 * Owns the view of one thing of a model, and of all that refers to it.
 */
#include <gmp.h>

#include "report/condition_words.h"
#include "report/mentions.h"
#include "report/show_model.h"
#include "report/words.h"

const char *thing_words(enum thing_kind kind)
{
	static const char *const words[] = {
		[THING_QUESTION] = "question", [THING_FACT] = "fact", [THING_RULE] = "rule",
		[THING_OPTION] = "option",     [THING_SOURCE] = "source",
	};
	return words[kind];
}

static size_t count_of_kind(const struct model *model, enum thing_kind kind)
{
	const size_t counts[] = {
		[THING_QUESTION] = model->question_count, [THING_FACT] = model->fact_count,
		[THING_RULE] = model->rule_count,         [THING_OPTION] = model->option_count,
		[THING_SOURCE] = model->reference_count,
	};
	return counts[kind];
}

size_t thing_count(const struct model *model)
{
	size_t count = 0;
	for (int kind = 0; kind < THING_KIND_COUNT; kind++)
		count += count_of_kind(model, (enum thing_kind)kind);
	return count;
}

struct thing thing_at(const struct model *model, size_t index)
{
	int kind = 0;
	for (; index >= count_of_kind(model, (enum thing_kind)kind); kind++)
		index -= count_of_kind(model, (enum thing_kind)kind);
	return (struct thing){(enum thing_kind)kind, (uint32_t)index};
}

struct text thing_id(const void *context, size_t index)
{
	const struct model *model = context;
	struct thing thing = thing_at(model, index);
	switch (thing.kind) {
	case THING_QUESTION:
		return model->questions[thing.index].id;
	case THING_FACT:
		return model->facts[thing.index].id;
	case THING_RULE:
		return model->rules[thing.index].id;
	case THING_OPTION:
		return model->options[thing.index].id;
	case THING_SOURCE:
		return model->references[thing.index].id;
	case THING_KIND_COUNT:
		break;
	}
	return TEXT("");
}

struct view {
	const struct model *model;
	const struct layout *layout;
	struct buffer *out;
	struct mentions *mentions;
	bool heading_shown;      /* of what refers to the thing */
};

static void show_paragraph(struct view *view, const char *first, struct text text)
{
	layout_paragraph(view->layout, first, text, LAYOUT_FLOW, view->out);
}

/* "work, a question", and where it stands. */
static void show_title(struct view *view, struct text id, enum thing_kind kind, struct span span)
{
	struct buffer words = {0};
	buffer_format(&words, "%.*s (%s)", TEXT_ARGS(id), thing_words(kind));
	layout_heading(view->layout, buffer_text(&words), view->out);
	buffer_clear(&words);
	buffer_format(&words, "%s:%u", view->model->source.name, span.line);
	show_paragraph(view, "  ", buffer_text(&words));
	buffer_release(&words);
}

/* The heading that parts a thing from what refers to it, once. */
static void show_reference_heading(struct view *view)
{
	if (!view->heading_shown)
		show_heading(view->layout, TEXT("What refers to it"), view->out);
	view->heading_shown = true;
}

static void add_to_list(struct buffer *list, struct text id)
{
	buffer_format(list, "%s%.*s", list->length ? ", " : "", TEXT_ARGS(id));
}

/* Adds the id of what has the condition, if that speaks of the thing, and the fact through which it does so. */
static void add_mention(struct view *view, struct text id, uint32_t condition, struct buffer *list)
{
	uint32_t through = MODEL_NONE;
	enum mention mention = mentions_find(view->mentions, condition, &through);
	if (mention != MENTION_NONE)
		add_to_list(list, id);
	if (mention == MENTION_THROUGH_FACT)
		buffer_format(list, " (through %.*s)", TEXT_ARGS(view->model->facts[through].id));
}

/* Appends the list, if it holds something, and empties it. */
static void show_list(struct view *view, const char *first, struct buffer *list)
{
	if (list->length) {
		show_reference_heading(view);
		show_paragraph(view, first, buffer_text(list));
	}
	buffer_clear(list);
}

static void show_mentions(struct view *view)
{
	const struct model *model = view->model;
	struct buffer list = {0};
	for (uint32_t q = 0; q < model->question_count; q++) {
		uint32_t guard = condition_words_guard(model, q);
		if (guard != MODEL_NONE)
			add_mention(view, model->questions[q].id, guard, &list);
	}
	show_list(view, "  guards of: ", &list);
	for (uint32_t f = 0; f < model->fact_count; f++)
		add_mention(view, model->facts[f].id, model->facts[f].condition, &list);
	show_list(view, "  facts: ", &list);
	for (uint32_t r = 0; r < model->rule_count; r++)
		add_mention(view, model->rules[r].id, model->rules[r].condition, &list);
	show_list(view, "  rules: ", &list);
	buffer_release(&list);
}

/* What has no id is shown with its text: impossible combinations and advice. */
static void show_nameless_mentions(struct view *view)
{
	const struct model *model = view->model;
	for (uint32_t i = 0; i < model->impossible_count; i++) {
		struct buffer words = {0};
		if (mentions_find(view->mentions, model->impossibles[i].condition, NULL) != MENTION_NONE) {
			condition_words_clause(model, model->impossibles[i].condition, &words);
			show_list(view, "  impossible: ", &words);
		}
		buffer_release(&words);
	}
	for (uint32_t i = 0; i < model->advice_count; i++)
		if (mentions_find(view->mentions, model->advice[i].condition, NULL) != MENTION_NONE) {
			show_reference_heading(view);
			show_paragraph(view, "  advice: ", model->advice[i].say);
		}
}

static void show_all_mentions(struct view *view, enum condition_kind kind, uint32_t subject)
{
	struct mentions mentions;
	mentions_init(&mentions, view->model, kind, subject);
	view->mentions = &mentions;
	show_mentions(view);
	show_nameless_mentions(view);
	view->mentions = NULL;
	mentions_release(&mentions);
}

static void show_answer(struct view *view, const struct question *question, uint32_t index)
{
	const struct answer *answer = &question->answers[index];
	struct buffer words = {0};
	mpq_t share;
	mpq_init(share);
	mpq_set_ui(share, answer->prior, question->prior_sum);
	mpq_canonicalize(share);
	buffer_format(&words, "  %s%.*s: ", question->is_number ? "from " : "", TEXT_ARGS(answer->id));
	show_paragraph(view, words.bytes, answer->label);
	buffer_clear(&words);
	buffer_format(&words, "prior %u of %llu, ", answer->prior, (unsigned long long)question->prior_sum);
	words_share(share, &words);
	if (answer->basis.length)
		buffer_format(&words, "; basis: %.*s", TEXT_ARGS(answer->basis));
	show_paragraph(view, "      ", buffer_text(&words));
	if (answer->help.length)
		layout_paragraph(view->layout, "      ", answer->help, LAYOUT_PARAGRAPHS, view->out);
	mpq_clear(share);
	buffer_release(&words);
}

static void show_application(struct view *view, const struct question *question)
{
	struct buffer words = {0};
	if (view->model->conditions[question->applies].kind == CONDITION_ALWAYS) {
		buffer_add_string(&words, "applies always");
	} else {
		buffer_add_string(&words, "asked only if ");
		condition_words_clause(view->model, question->applies, &words);
	}
	show_paragraph(view, "  ", buffer_text(&words));
	if (question->fixed)
		show_paragraph(view, "  ", TEXT("fixed: a given, nothing one could change"));
	buffer_clear(&words);
	buffer_format(&words, "since revision %u", question->since);
	if (question->since)
		show_paragraph(view, "  ", buffer_text(&words));
	buffer_release(&words);
}

static void show_question(struct view *view, uint32_t index)
{
	const struct model *model = view->model;
	const struct question *question = &model->questions[index];
	struct buffer list = {0};
	show_title(view, question->id, THING_QUESTION, question->span);
	show_paragraph(view, "  topic: ", model->topics[question->topic].title);
	show_application(view, question);
	buffer_add_string(view->out, "\n");
	show_paragraph(view, "  ", question->ask);
	if (question->help.length) {
		buffer_add_string(view->out, "\n");
		layout_paragraph(view->layout, "  ", question->help, LAYOUT_PARAGRAPHS, view->out);
	}
	if (question->find_out.length) {
		buffer_add_string(view->out, "\n");
		layout_paragraph(view->layout, "  To find out: ", question->find_out, LAYOUT_VERBATIM, view->out);
	}
	show_heading(view->layout, TEXT("Answers"), view->out);
	for (uint32_t v = 0; v < question->answer_count; v++)
		show_answer(view, question, v);
	for (uint32_t q = 0; q < model->question_count; q++)
		if (model->questions[q].parent == index)
			buffer_format(&list, "%s%.*s (under %.*s)", list.length ? ", " : "",
			              TEXT_ARGS(model->questions[q].id),
			              TEXT_ARGS(question->answers[model->questions[q].parent_answer].id));
	show_list(view, "  questions: ", &list);
	show_all_mentions(view, CONDITION_ANSWER, index);
	buffer_release(&list);
}

static void show_fact(struct view *view, uint32_t index)
{
	const struct fact *fact = &view->model->facts[index];
	show_title(view, fact->id, THING_FACT, fact->span);
	if (!text_equal(fact->id, fact->label))
		show_paragraph(view, "  ", fact->label);
	show_heading(view->layout, TEXT("Holds if"), view->out);
	condition_words_tree(view->model, fact->condition, view->layout, 2, view->out);
	show_all_mentions(view, CONDITION_FACT, index);
}

static void show_reference(struct view *view, const struct reference *reference)
{
	struct buffer words = {0};
	buffer_format(&words, "  %.*s: ", TEXT_ARGS(reference->id));
	show_paragraph(view, words.bytes, reference->title);
	show_paragraph(view, "      ", reference->url);
	buffer_release(&words);
}

static void show_rule(struct view *view, uint32_t index)
{
	const struct rule *rule = &view->model->rules[index];
	struct buffer words = {0};
	show_title(view, rule->id, THING_RULE, rule->span);
	show_heading(view->layout, TEXT("Holds if"), view->out);
	condition_words_tree(view->model, rule->condition, view->layout, 2, view->out);
	show_heading(view->layout, TEXT("Says"), view->out);
	for (size_t i = 0; i < rule->effect_count; i++) {
		const struct effect *effect = &rule->effects[i];
		buffer_clear(&words);
		buffer_format(&words, "%s %.*s", words_effect(effect->kind),
		              TEXT_ARGS(view->model->options[effect->option].id));
		if (effect->kind != EFFECT_RULES_OUT)
			buffer_format(&words, ": %s", words_strength(effect->strength));
		struct buffer mark = {0};
		buffer_format(&mark, "  %s ", show_mark(effect));
		layout_marked(view->layout, effect->kind == EFFECT_FOR ? COLOUR_GOOD : COLOUR_BAD, mark.bytes,
		              buffer_text(&words), view->out);
		buffer_release(&mark);
	}
	show_heading(view->layout, TEXT("Because"), view->out);
	show_paragraph(view, "  ", rule->because);
	if (rule->versions.length)
		show_paragraph(view, "  versions: ", rule->versions);
	show_heading(view->layout, TEXT("Sources"), view->out);
	for (size_t i = 0; i < rule->citations.count; i++)
		show_reference(view, &view->model->references[rule->citations.references[i]]);
	buffer_release(&words);
}

/* A rule about an option, with its reason and its condition. */
static void show_effect(void *context, const struct rule *rule, const struct effect *effect)
{
	struct view *view = context;
	struct buffer mark = {0}, words = {0};
	buffer_format(&mark, "  %s ", show_mark(effect));
	buffer_format(&words, "%s: %.*s [%.*s]",
	              effect->kind == EFFECT_RULES_OUT ? "rules it out" : show_strength(effect),
	              TEXT_ARGS(rule->because), TEXT_ARGS(rule->id));
	layout_marked(view->layout, effect->kind == EFFECT_FOR ? COLOUR_GOOD : COLOUR_BAD, mark.bytes,
	              buffer_text(&words), view->out);
	buffer_clear(&words);
	buffer_add_string(&words, "if ");
	condition_words_clause(view->model, rule->condition, &words);
	show_paragraph(view, "      ", buffer_text(&words));
	buffer_release(&words);
	buffer_release(&mark);
}

static void show_option_advice(struct view *view, uint32_t option)
{
	bool first = true;
	for (uint32_t i = 0; i < view->model->advice_count; i++) {
		const struct advice *advice = &view->model->advice[i];
		struct buffer words = {0};
		if (!(advice->options >> option & 1))
			continue;
		if (first)
			show_heading(view->layout, TEXT("Advice"), view->out);
		first = false;
		show_paragraph(view, "  ", advice->say);
		buffer_add_string(&words, "if ");
		condition_words_clause(view->model, advice->condition, &words);
		if (view->model->conditions[advice->condition].kind != CONDITION_ALWAYS)
			show_paragraph(view, "      ", buffer_text(&words));
		buffer_release(&words);
	}
}

static void show_option(struct view *view, uint32_t index)
{
	const struct option *option = &view->model->options[index];
	struct buffer words = {0};
	show_title(view, option->id, THING_OPTION, option->span);
	show_paragraph(view, "  ", option->name);
	buffer_format(&words, "number %u of %u in the order of preference", index + 1, view->model->option_count);
	show_paragraph(view, "  ", buffer_text(&words));
	if (option->start_count)
		show_heading(view->layout, TEXT("How to start"), view->out);
	for (size_t i = 0; i < option->start_count; i++)
		show_paragraph(view, "  ", option->start[i]);
	show_heading(view->layout, TEXT("Rules about it"), view->out);
	size_t before = view->out->length;
	show_each_effect(view->model, index, show_effect, view);
	if (view->out->length == before)
		show_paragraph(view, "  ", TEXT("none"));
	show_option_advice(view, index);
	buffer_release(&words);
}

static bool cites(const struct citations *citations, uint32_t reference)
{
	for (size_t i = 0; i < citations->count; i++)
		if (citations->references[i] == reference)
			return true;
	return false;
}

static void show_source(struct view *view, uint32_t index)
{
	const struct model *model = view->model;
	const struct reference *reference = &model->references[index];
	struct buffer list = {0};
	show_title(view, reference->id, THING_SOURCE, reference->span);
	show_paragraph(view, "  ", reference->title);
	show_paragraph(view, "  ", reference->url);
	for (uint32_t r = 0; r < model->rule_count; r++)
		if (cites(&model->rules[r].citations, index))
			add_to_list(&list, model->rules[r].id);
	show_list(view, "  rules: ", &list);
	for (uint32_t i = 0; i < model->advice_count; i++)
		if (cites(&model->advice[i].citations, index)) {
			show_reference_heading(view);
			show_paragraph(view, "  advice: ", model->advice[i].say);
		}
	buffer_release(&list);
}

void show_thing(const struct model *model, struct thing thing, const struct layout *layout, struct buffer *out)
{
	static void (*const shows[THING_KIND_COUNT])(struct view *view, uint32_t index) = {
		[THING_QUESTION] = show_question, [THING_FACT] = show_fact, [THING_RULE] = show_rule,
		[THING_OPTION] = show_option, [THING_SOURCE] = show_source,
	};
	struct view view = {.model = model, .layout = layout, .out = out};
	shows[thing.kind](&view, thing.index);
	bool can_be_referred_to = thing.kind != THING_RULE && thing.kind != THING_OPTION;
	if (can_be_referred_to && !view.heading_shown)
		show_heading(layout, TEXT("Nothing refers to it."), out);
}
