/* SPDX-License-Identifier: ISC
 *
 * Owns the pictures of a model. A language says how its nodes and edges are written; what there is to draw is gathered
 * once for both. All text from the model is escaped by the language.
 */
#include "report/graph_language.h"

#include "report/condition_words.h"
#include "report/layout.h"
#include "report/mentions.h"

enum { LABEL_WIDTH = 32 };

const char *const graph_colours[MODEL_MOST_OPTIONS] = {
	"#d9d9d9", "#9ecae1", "#fdd0a2", "#a1d99b", "#dadaeb", "#fcbba1", "#c7e9c0", "#fee391", "#bcbddc", "#ccece6",
	"#fa9fb5", "#d0d1e6",
};
_Static_assert(MODEL_MOST_OPTIONS == 12, "each option has its colours here");

const char *const graph_line_colours[MODEL_MOST_OPTIONS] = {
	"#636363", "#2171b5", "#b35806", "#238b45", "#6a51a3", "#a50f15", "#41ab5d", "#8c6d00", "#54278f", "#016c59",
	"#ae017e", "#3f5f9f",
};

const char graph_marks[] = {[EFFECT_FOR] = '+', [EFFECT_AGAINST] = '-', [EFFECT_RULES_OUT] = 'x'};

static void tally_rule(struct rule_tally tallies[MODEL_MOST_OPTIONS], const struct rule *rule)
{
	for (size_t i = 0; i < rule->effect_count; i++) {
		struct rule_tally *tally = &tallies[rule->effects[i].option];
		enum effect_kind kind = rule->effects[i].kind;
		buffer_format(&tally->rules[kind], "%s%.*s", tally->counts[kind] ? ", " : "", TEXT_ARGS(rule->id));
		tally->counts[kind]++;
	}
}

void graph_release_tallies(struct rule_tally tallies[MODEL_MOST_OPTIONS])
{
	for (size_t o = 0; o < MODEL_MOST_OPTIONS; o++)
		for (int kind = 0; kind <= EFFECT_RULES_OUT; kind++)
			buffer_release(&tallies[o].rules[kind]);
}

void graph_print_tally(const struct rule_tally *tally, struct buffer *out)
{
	size_t before = out->length;
	for (int kind = 0; kind <= EFFECT_RULES_OUT; kind++)
		if (tally->counts[kind])
			buffer_format(out, "%s%c%u", out->length > before ? " " : "", graph_marks[kind], tally->counts[kind]);
}

static bool names_no_question(const struct model *model, uint32_t index)
{
	const struct condition *condition = &model->conditions[index];
	if (condition->kind == CONDITION_ANSWER)
		return false;
	if (condition->kind == CONDITION_FACT)
		return model->facts[condition->subject].latest_question == MODEL_NONE;
	for (uint32_t i = 0; i < condition->child_count; i++)
		if (!names_no_question(model, condition->children[i]))
			return false;
	return true;
}

static void add_options(const struct graph_language *language, const struct model *model, struct buffer *out)
{
	struct rule_tally tallies[MODEL_MOST_OPTIONS] = {0};
	for (uint32_t r = 0; r < model->rule_count; r++)
		if (names_no_question(model, model->rules[r].condition))
			tally_rule(tallies, &model->rules[r]);
	for (uint32_t o = 0; o < model->option_count; o++) {
		struct buffer words = {0};
		graph_print_tally(&tallies[o], &words);
		language->add_option(model, o, buffer_text(&words), out);
		buffer_release(&words);
	}
	graph_release_tallies(tallies);
}

/* The questions of each topic, whether they stand under an answer or not. */
static void add_topics(const struct graph_language *language, const struct model *model, struct buffer *out)
{
	for (uint32_t t = 0; t < model->topic_count; t++) {
		bool begun = false;
		for (uint32_t q = 0; q < model->question_count; q++) {
			if (model->questions[q].topic != t)
				continue;
			if (!begun)
				language->begin_topic(model, t, out);
			begun = true;
			language->add_question(model, q, out);
		}
		if (begun)
			language->end_topic(out);
	}
}

static void add_nesting(const struct graph_language *language, const struct model *model, struct buffer *out)
{
	for (uint32_t q = 0; q < model->question_count; q++) {
		const struct question *question = &model->questions[q];
		struct buffer label = {0};
		if (question->parent == MODEL_NONE)
			continue;
		const struct question *parent = &model->questions[question->parent];
		condition_words_answers(parent, UINT64_C(1) << question->parent_answer, &label);
		struct edge edge = {EDGE_ANSWER, question->parent, q, buffer_text(&label)};
		language->add_edge(&edge, out);
		buffer_release(&label);
	}
}

/* What a guard says of the question that is looked for: "waiting or mixed; not overlaps". */
static void name_guard_parts(const struct mentions *mentions, uint32_t index, bool negated, struct buffer *label)
{
	const struct model *model = mentions->model;
	const struct condition *condition = &model->conditions[index];
	enum mention mention = mentions_of_part(mentions, condition);
	if (mention != MENTION_NONE)
		buffer_format(label, "%s%s", label->length ? "; " : "", negated ? "not " : "");
	if (mention == MENTION_BY_NAME)
		condition_words_answers(&model->questions[condition->subject], condition->answers, label);
	else if (mention == MENTION_THROUGH_FACT)
		buffer_add(label, model->facts[condition->subject].id);
	if (condition->kind == CONDITION_NOT)
		negated = !negated;
	for (uint32_t i = 0; i < condition->child_count; i++)
		name_guard_parts(mentions, condition->children[i], negated, label);
}

static void add_guards(const struct graph_language *language, const struct mentions *mentions, struct buffer *out)
{
	const struct model *model = mentions->model;
	for (uint32_t q = 0; q < model->question_count; q++) {
		uint32_t guard = condition_words_guard(model, q);
		struct buffer label = {0};
		if (guard != MODEL_NONE)
			name_guard_parts(mentions, guard, false, &label);
		struct edge edge = {EDGE_GUARD, mentions->subject, q, buffer_text(&label)};
		if (label.length)
			language->add_edge(&edge, out);
		buffer_release(&label);
	}
}

void graph_tally(const struct model *model, uint32_t question, struct rule_tally tallies[MODEL_MOST_OPTIONS])
{
	struct mentions mentions;
	mentions_init(&mentions, model, CONDITION_ANSWER, question);
	for (uint32_t r = 0; r < model->rule_count; r++)
		if (mentions_find(&mentions, model->rules[r].condition, NULL) != MENTION_NONE)
			tally_rule(tallies, &model->rules[r]);
	mentions_release(&mentions);
}

/* One edge from the question to each option about which a rule speaks that mentions it. */
static void add_rules(const struct graph_language *language, const struct model *model, uint32_t question,
                      struct buffer *out)
{
	struct rule_tally tallies[MODEL_MOST_OPTIONS] = {0};
	graph_tally(model, question, tallies);
	for (uint32_t o = 0; o < model->option_count; o++) {
		struct buffer label = {0};
		graph_print_tally(&tallies[o], &label);
		struct edge edge = {EDGE_RULES, question, o, buffer_text(&label)};
		if (label.length)
			language->add_edge(&edge, out);
		buffer_release(&label);
	}
	graph_release_tallies(tallies);
}

void graph_draw(const struct graph_language *language, const struct model *model, struct buffer *out)
{
	language->begin(model, out);
	add_topics(language, model, out);
	add_options(language, model, out);
	add_nesting(language, model, out);
	for (uint32_t q = 0; q < model->question_count; q++) {
		struct mentions mentions;
		mentions_init(&mentions, model, CONDITION_ANSWER, q);
		add_guards(language, &mentions, out);
		mentions_release(&mentions);
		if (!language->rules_in_questions)
			add_rules(language, model, q, out);
	}
	language->end(model, out);
}

void graph_add_broken(struct text text, void (*add)(struct text line, struct buffer *out), const char *between,
                      struct buffer *out)
{
	struct layout layout = {.width = LABEL_WIDTH};
	struct buffer lines = {0};
	layout_paragraph(&layout, "", text, LAYOUT_FLOW, &lines);
	struct text rest = text_trim(buffer_text(&lines));
	for (bool first = true; rest.length; first = false) {
		buffer_add_string(out, first ? "" : between);
		add(text_cut(&rest, '\n'), out);
	}
	buffer_release(&lines);
}

void graph_add_option_name(const struct option *option, void (*add)(struct text line, struct buffer *out),
                           const char *between, struct buffer *out)
{
	add(option->id, out);
	if (text_equal(option->id, option->name))
		return;
	buffer_add_string(out, between);
	graph_add_broken(option->name, add, between, out);
}
