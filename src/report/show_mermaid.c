/* SPDX-License-Identifier: ISC
 *
 * Owns the picture of a model as a flowchart of Mermaid.
 */
#include "report/graph_language.h"
#include "report/show_graph.h"

/* Text within the quotes of Mermaid, which knows directives, entities, Markdown and HTML there: every sign of ASCII
 * that could begin one of those comes as its number. */
static void add_text(struct text text, struct buffer *out)
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

static void begin(const struct model *model, struct buffer *out)
{
	(void)model;
	buffer_add_string(out, "flowchart LR\n");
}

static void begin_topic(const struct model *model, uint32_t topic, struct buffer *out)
{
	buffer_format(out, "    subgraph topic%u[\"", topic);
	add_text(model->topics[topic].title, out);
	buffer_add_string(out, "\"]\n");
}

static void add_question(const struct model *model, uint32_t question, struct buffer *out)
{
	buffer_format(out, "        question%u[\"", question);
	add_text(model->questions[question].id, out);
	buffer_add_string(out, "<br/>");
	graph_add_broken(model->questions[question].ask, add_text, "<br/>", out);
	buffer_add_string(out, "\"]\n");
}

static void end_topic(struct buffer *out)
{
	buffer_add_string(out, "    end\n");
}

static void add_option(const struct model *model, uint32_t option, struct text always, struct buffer *out)
{
	buffer_format(out, "    result%u([\"", option);
	graph_add_option_name(&model->options[option], add_text, "<br/>", out);
	buffer_add_string(out, always.length ? "<br/>always " : "");
	add_text(always, out);
	buffer_format(out, "\"])\n    style result%u fill:%s,stroke:%s,color:#000,stroke-width:3px\n", option,
	              graph_colours[option], graph_line_colours[option]);
}

static void add_edge(const struct edge *edge, struct buffer *out)
{
	buffer_format(out, "    question%u %s|\"", edge->from, edge->kind == EDGE_GUARD ? "-.->" : "-->");
	add_text(edge->label, out);
	buffer_format(out, "\"| %s%u\n", edge->kind == EDGE_RULES ? "result" : "question", edge->to);
}

static void end(const struct model *model, struct buffer *out)
{
	(void)model;
	(void)out;
}

void show_graph_mermaid(const struct model *model, struct buffer *out)
{
	static const struct graph_language mermaid = {
		.begin = begin,
		.begin_topic = begin_topic,
		.add_question = add_question,
		.end_topic = end_topic,
		.add_option = add_option,
		.add_edge = add_edge,
		.end = end,
	};
	graph_draw(&mermaid, model, out);
}
