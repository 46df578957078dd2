/* SPDX-License-Identifier: ISC
 *
 * Owns the pictures of a model. A language says how its nodes and edges are written; what there is to draw is gathered
 * once for both. All text from the model is escaped by the language.
 */
#include "report/show_graph.h"

#include <stdlib.h>

#include "report/condition_words.h"
#include "report/mentions.h"
#include "report/show_model.h"

enum { LABEL_WIDTH = 32 };

/* Colours of options, light enough for black text; the first options get those that are easiest to tell apart. */
static const char *const colours[MODEL_MOST_OPTIONS] = {
	"#d9d9d9", "#9ecae1", "#fdd0a2", "#a1d99b", "#dadaeb", "#fcbba1", "#c7e9c0", "#fee391", "#bcbddc", "#ccece6",
	"#fa9fb5", "#d0d1e6",
};
static const char *const edge_colours[MODEL_MOST_OPTIONS] = {
	"#636363", "#2171b5", "#b35806", "#238b45", "#6a51a3", "#a50f15", "#41ab5d", "#8c6d00", "#54278f", "#016c59",
	"#ae017e", "#3f5f9f",
};

/* How many rules that name a question, or hang on it through facts, speak for, against and rule out an option. */
struct tally {
	unsigned counts[EFFECT_RULES_OUT + 1];
	struct buffer rules;     /* their ids */
};

enum edge_kind { EDGE_ANSWER, EDGE_GUARD, EDGE_RULES };

struct edge {
	enum edge_kind kind;
	uint32_t from;           /* a question */
	uint32_t to;             /* a question; an option of EDGE_RULES */
	struct text label;
	struct text rules;       /* of EDGE_RULES: ids */
};

struct language {
	void (*begin)(const struct model *model, struct buffer *out);
	void (*begin_topic)(const struct model *model, uint32_t topic, struct buffer *out);
	void (*add_question)(const struct model *model, uint32_t question, struct buffer *out);
	void (*end_topic)(struct buffer *out);
	void (*add_option)(const struct model *model, uint32_t option, struct text always, struct buffer *out);
	void (*add_edge)(const struct model *model, const struct edge *edge, struct buffer *out);
	void (*end)(const struct model *model, struct buffer *out);
};

static void tally_rule(struct tally *tally, const struct rule *rule, const struct effect *effect)
{
	tally->counts[effect->kind]++;
	buffer_format(&tally->rules, "%s%.*s", tally->rules.length ? ", " : "", TEXT_ARGS(rule->id));
}

/* "+3 -2 x1"; nothing if no rule was counted. */
static void print_tally(const struct tally *tally, struct buffer *out)
{
	static const char marks[] = {[EFFECT_FOR] = '+', [EFFECT_AGAINST] = '-', [EFFECT_RULES_OUT] = 'x'};
	for (int kind = 0; kind <= EFFECT_RULES_OUT; kind++)
		if (tally->counts[kind])
			buffer_format(out, "%s%c%u", out->length ? " " : "", marks[kind], tally->counts[kind]);
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

static void add_options(const struct language *language, const struct model *model, struct buffer *out)
{
	for (uint32_t o = 0; o < model->option_count; o++) {
		struct tally tally = {0};
		struct buffer words = {0};
		for (uint32_t r = 0; r < model->rule_count; r++)
			for (size_t i = 0; i < model->rules[r].effect_count; i++)
				if (model->rules[r].effects[i].option == o
				    && names_no_question(model, model->rules[r].condition))
					tally_rule(&tally, &model->rules[r], &model->rules[r].effects[i]);
		print_tally(&tally, &words);
		language->add_option(model, o, buffer_text(&words), out);
		buffer_release(&tally.rules);
		buffer_release(&words);
	}
}

/* The questions of each topic, whether they stand under an answer or not. */
static void add_topics(const struct language *language, const struct model *model, struct buffer *out)
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

static void add_nesting(const struct language *language, const struct model *model, struct buffer *out)
{
	for (uint32_t q = 0; q < model->question_count; q++) {
		const struct question *question = &model->questions[q];
		struct buffer label = {0};
		if (question->parent == MODEL_NONE)
			continue;
		const struct question *parent = &model->questions[question->parent];
		condition_words_answers(parent, UINT64_C(1) << question->parent_answer, &label);
		struct edge edge = {EDGE_ANSWER, question->parent, q, buffer_text(&label), TEXT("")};
		language->add_edge(model, &edge, out);
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

static void add_guards(const struct language *language, const struct mentions *mentions, struct buffer *out)
{
	const struct model *model = mentions->model;
	for (uint32_t q = 0; q < model->question_count; q++) {
		uint32_t guard = condition_words_guard(model, q);
		struct buffer label = {0};
		if (guard != MODEL_NONE)
			name_guard_parts(mentions, guard, false, &label);
		struct edge edge = {EDGE_GUARD, mentions->subject, q, buffer_text(&label), TEXT("")};
		if (label.length)
			language->add_edge(model, &edge, out);
		buffer_release(&label);
	}
}

/* One edge from the question to each option about which a rule speaks that mentions it. */
static void add_rules(const struct language *language, const struct mentions *mentions, struct buffer *out)
{
	const struct model *model = mentions->model;
	struct tally tallies[MODEL_MOST_OPTIONS] = {0};
	for (uint32_t r = 0; r < model->rule_count; r++) {
		const struct rule *rule = &model->rules[r];
		if (mentions_find(mentions, rule->condition, NULL) == MENTION_NONE)
			continue;
		for (size_t i = 0; i < rule->effect_count; i++)
			tally_rule(&tallies[rule->effects[i].option], rule, &rule->effects[i]);
	}
	for (uint32_t o = 0; o < model->option_count; o++) {
		struct buffer label = {0};
		print_tally(&tallies[o], &label);
		struct text rules = buffer_text(&tallies[o].rules);
		struct edge edge = {EDGE_RULES, mentions->subject, o, buffer_text(&label), rules};
		if (label.length)
			language->add_edge(model, &edge, out);
		buffer_release(&label);
		buffer_release(&tallies[o].rules);
	}
}

static void draw(const struct language *language, const struct model *model, struct buffer *out)
{
	language->begin(model, out);
	add_topics(language, model, out);
	add_options(language, model, out);
	add_nesting(language, model, out);
	for (uint32_t q = 0; q < model->question_count; q++) {
		struct mentions mentions;
		mentions_init(&mentions, model, CONDITION_ANSWER, q);
		add_guards(language, &mentions, out);
		add_rules(language, &mentions, out);
		mentions_release(&mentions);
	}
	language->end(model, out);
}

/* Calls add(line, out) for each line of a text broken to the width of a label, and appends `between` between them. */
static void add_broken(struct text text, void (*add)(struct text line, struct buffer *out), const char *between,
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

/* The id of an option, and its name if that says more. */
static void add_option_name(const struct option *option, void (*add)(struct text line, struct buffer *out),
                            const char *between, struct buffer *out)
{
	add(option->id, out);
	if (text_equal(option->id, option->name))
		return;
	buffer_add_string(out, between);
	add_broken(option->name, add, between, out);
}

/* Text within the quotes of dot: '"' and '\' are escaped, and '&', which begins names of characters. */
static void add_dot_text(struct text text, struct buffer *out)
{
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.bytes[i];
		if (byte == '"' || byte == '\\')
			buffer_add_string(out, "\\");
		if (byte == '&')
			buffer_add_string(out, "&amp;");
		else
			buffer_add(out, (struct text){byte == '\n' || byte == '\t' ? " " : text.bytes + i, 1});
	}
}

static void dot_begin(const struct model *model, struct buffer *out)
{
	buffer_add_string(out, "digraph whether {\n\trankdir=LR; newrank=true; ranksep=2; nodesep=0.2;\n"
	                       "\tfontname=sans; labelloc=t; labeljust=l;\n\tlabel=\"");
	add_dot_text(model->title, out);
	buffer_add_string(out, "\\n+ rules for, - against, x that rule it out\";\n"
	                       "\tnode [shape=box, fontname=sans, fontsize=11];\n"
	                       "\tedge [fontname=sans, fontsize=9];\n");
}

static void dot_begin_topic(const struct model *model, uint32_t topic, struct buffer *out)
{
	buffer_format(out, "\tsubgraph cluster_%u {\n\t\tlabel=\"", topic);
	add_dot_text(model->topics[topic].title, out);
	buffer_add_string(out, "\"; style=rounded; color=gray;\n");
}

static void dot_add_question(const struct model *model, uint32_t question, struct buffer *out)
{
	buffer_format(out, "\t\tquestion_%u [label=\"", question);
	add_dot_text(model->questions[question].id, out);
	buffer_add_string(out, "\\n");
	add_broken(model->questions[question].ask, add_dot_text, "\\n", out);
	buffer_add_string(out, "\"];\n");
}

static void dot_end_topic(struct buffer *out)
{
	buffer_add_string(out, "\t}\n");
}

static void dot_add_option(const struct model *model, uint32_t option, struct text always, struct buffer *out)
{
	buffer_format(out, "\toption_%u [style=\"filled,rounded,bold\", fontsize=14, fillcolor=\"%s\", label=\"",
	              option, colours[option]);
	add_option_name(&model->options[option], add_dot_text, "\\n", out);
	if (always.length)
		buffer_format(out, "\\nalways %.*s", TEXT_ARGS(always));
	buffer_add_string(out, "\"];\n");
}

static void dot_add_edge(const struct model *model, const struct edge *edge, struct buffer *out)
{
	const char *end = edge->kind == EDGE_RULES ? "option" : "question";
	(void)model;
	buffer_format(out, "\tquestion_%u -> %s_%u [label=\"", edge->from, end, edge->to);
	add_dot_text(edge->label, out);
	buffer_add_string(out, "\"");
	if (edge->kind == EDGE_GUARD)
		buffer_add_string(out, ", style=dashed");
	if (edge->kind == EDGE_RULES) {
		buffer_format(out, ", color=\"%s\", fontcolor=\"%s\", tooltip=\"", edge_colours[edge->to],
		              edge_colours[edge->to]);
		add_dot_text(edge->rules, out);
		buffer_add_string(out, "\"");
	}
	buffer_add_string(out, "];\n");
}

static void dot_end(const struct model *model, struct buffer *out)
{
	buffer_add_string(out, "\t{ rank=sink;");
	for (uint32_t o = 0; o < model->option_count; o++)
		buffer_format(out, " option_%u;", o);
	buffer_add_string(out, " }\n}\n");
}

void show_graph_dot(const struct model *model, struct buffer *out)
{
	static const struct language dot = {dot_begin,      dot_begin_topic, dot_add_question, dot_end_topic,
	                                    dot_add_option, dot_add_edge,    dot_end};
	draw(&dot, model, out);
}

/* Text within the quotes of Mermaid, which knows directives, entities, Markdown and HTML there: every sign of ASCII
 * that could begin one of those comes as its number. */
static void add_mermaid_text(struct text text, struct buffer *out)
{
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.bytes[i];
		bool is_word = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
		               || (byte >= '0' && byte <= '9') || byte >= 0x80 || byte == ' ' || byte == ','
		               || byte == '?' || byte == '(' || byte == ')';
		if (byte == '\n' || byte == '\t')
			buffer_add_string(out, " ");
		else if (is_word)
			buffer_add(out, (struct text){text.bytes + i, 1});
		else
			buffer_format(out, "#%u;", byte);
	}
}

static void mermaid_begin(const struct model *model, struct buffer *out)
{
	(void)model;
	buffer_add_string(out, "flowchart LR\n");
}

static void mermaid_begin_topic(const struct model *model, uint32_t topic, struct buffer *out)
{
	buffer_format(out, "    subgraph topic%u[\"", topic);
	add_mermaid_text(model->topics[topic].title, out);
	buffer_add_string(out, "\"]\n");
}

static void mermaid_add_question(const struct model *model, uint32_t question, struct buffer *out)
{
	buffer_format(out, "        question%u[\"", question);
	add_mermaid_text(model->questions[question].id, out);
	buffer_add_string(out, "<br/>");
	add_broken(model->questions[question].ask, add_mermaid_text, "<br/>", out);
	buffer_add_string(out, "\"]\n");
}

static void mermaid_end_topic(struct buffer *out)
{
	buffer_add_string(out, "    end\n");
}

static void mermaid_add_option(const struct model *model, uint32_t option, struct text always, struct buffer *out)
{
	buffer_format(out, "    result%u([\"", option);
	add_option_name(&model->options[option], add_mermaid_text, "<br/>", out);
	buffer_add_string(out, always.length ? "<br/>always " : "");
	add_mermaid_text(always, out);
	buffer_format(out, "\"])\n    style result%u fill:%s,stroke:%s,color:#000,stroke-width:3px\n", option,
	              colours[option], edge_colours[option]);
}

static void mermaid_add_edge(const struct model *model, const struct edge *edge, struct buffer *out)
{
	(void)model;
	buffer_format(out, "    question%u %s|\"", edge->from, edge->kind == EDGE_GUARD ? "-.->" : "-->");
	add_mermaid_text(edge->label, out);
	buffer_format(out, "\"| %s%u\n", edge->kind == EDGE_RULES ? "result" : "question", edge->to);
}

static void mermaid_end(const struct model *model, struct buffer *out)
{
	(void)model;
	(void)out;
}

void show_graph_mermaid(const struct model *model, struct buffer *out)
{
	static const struct language mermaid = {mermaid_begin,      mermaid_begin_topic, mermaid_add_question,
	                                        mermaid_end_topic,  mermaid_add_option,  mermaid_add_edge,
	                                        mermaid_end};
	draw(&mermaid, model, out);
}
