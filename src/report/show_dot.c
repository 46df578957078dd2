/* SPDX-License-Identifier: ISC
 *
 * Owns the picture of a model as a digraph of Graphviz: a table for each question, with a cell for each option of which
 * rules speak that name it. Lines would be too many to follow.
 */
#include "report/graph_language.h"
#include "report/show_graph.h"

enum { MOST_CELLS = 4 };     /* of options beside each other in a table */

/* Text within quotes or within a table, which is a kind of XML. In both names of characters and '\' are read. */
static void add_text(struct text text, struct buffer *out)
{
	for (size_t i = 0; i < text.length; i++) {
		switch (text.bytes[i]) {
		case '&':
			buffer_add_string(out, "&amp;");
			break;
		case '<':
			buffer_add_string(out, "&lt;");
			break;
		case '>':
			buffer_add_string(out, "&gt;");
			break;
		case '"':
			buffer_add_string(out, "&quot;");
			break;
		case '\n':
		case '\t':
			buffer_add_string(out, " ");
			break;
		case '\\':
			buffer_add_string(out, "\\\\");
			break;
		default:
			buffer_add(out, (struct text){text.bytes + i, 1});
		}
	}
}

static void begin(const struct model *model, struct buffer *out)
{
	buffer_add_string(out, "digraph whether {\n\trankdir=LR; newrank=true; ranksep=1.2; nodesep=0.25;\n"
	                       "\tfontname=sans; labelloc=t; labeljust=l; label=\"");
	add_text(model->title, out);
	buffer_add_string(out, "\\l+ rules for the option, - against it, x that rule it out\\l\";\n"
	                       "\tnode [shape=plain, fontname=sans, fontsize=11];\n"
	                       "\tedge [fontname=sans, fontsize=10, color=\"#444444\", fontcolor=\"#222222\"];\n");
}

static void begin_topic(const struct model *model, uint32_t topic, struct buffer *out)
{
	buffer_format(out, "\tsubgraph cluster_%u {\n\t\tlabel=\"", topic);
	add_text(model->topics[topic].title, out);
	buffer_add_string(out, "\"; fontsize=16; style=\"rounded,filled\"; color=\"#bbbbbb\"; fillcolor=\"#f7f7f4\"; margin=14;\n");
}

/* "threads: + a, b; - c" for each option, where the pointer rests on the question. */
static void add_tooltip(const struct model *model, const struct rule_tally *tallies, struct buffer *out)
{
	for (uint32_t o = 0; o < model->option_count; o++) {
		bool any = false;
		for (int kind = 0; kind <= EFFECT_RULES_OUT; kind++) {
			if (!tallies[o].counts[kind])
				continue;
			if (!any)
				add_text(model->options[o].id, out);
			buffer_format(out, "%s %c ", any ? ";" : ":", graph_marks[kind]);
			add_text(buffer_text(&tallies[o].rules[kind]), out);
			any = true;
		}
		buffer_add_string(out, any ? "&#10;" : "");
	}
}

/* The row of cells, or rows if there are many. */
static void add_cells(const struct model *model, const struct rule_tally *tallies, struct buffer *out)
{
	unsigned cells = 0;
	for (uint32_t o = 0; o < model->option_count; o++) {
		struct buffer words = {0};
		graph_print_tally(&tallies[o], &words);
		if (words.length) {
			buffer_add_string(out, cells % MOST_CELLS ? "" : cells ? "</tr><tr>" : "<tr>");
			buffer_format(out, "<td bgcolor=\"%s\">", graph_colours[o]);
			add_text(model->options[o].id, out);
			buffer_format(out, "<br/>%s</td>", words.bytes);
			cells++;
		}
		buffer_release(&words);
	}
	buffer_add_string(out, cells ? "</tr>" : "<tr><td>no rule names it</td></tr>");
}

static void add_question(const struct model *model, uint32_t question, struct buffer *out)
{
	struct rule_tally tallies[MODEL_MOST_OPTIONS] = {0};
	graph_tally(model, question, tallies);
	buffer_format(out, "\t\tquestion_%u [tooltip=\"", question);
	add_tooltip(model, tallies, out);
	buffer_format(out, "\", label=<<table border=\"1\" cellborder=\"0\" cellspacing=\"3\" cellpadding=\"3\" color=\"#777777\" "
	                   "bgcolor=\"white\"><tr><td colspan=\"%d\"><b>", MOST_CELLS);
	add_text(model->questions[question].id, out);
	buffer_add_string(out, "</b><br/>");
	graph_add_broken(model->questions[question].ask, add_text, "<br/>", out);
	buffer_add_string(out, "</td></tr>");
	add_cells(model, tallies, out);
	buffer_add_string(out, "</table>>];\n");
	graph_release_tallies(tallies);
}

static void end_topic(struct buffer *out)
{
	buffer_add_string(out, "\t}\n");
}

static void add_option(const struct model *model, uint32_t option, struct text always, struct buffer *out)
{
	buffer_format(out, "\toption_%u [label=<<table border=\"2\" cellborder=\"0\" cellpadding=\"6\" style=\"rounded\" "
	                   "color=\"%s\" bgcolor=\"%s\"><tr><td><font point-size=\"15\">", option, graph_line_colours[option],
	              graph_colours[option]);
	graph_add_option_name(&model->options[option], add_text, "</font><br/><font point-size=\"12\">", out);
	if (always.length)
		buffer_format(out, "<br/>always %.*s", TEXT_ARGS(always));
	buffer_add_string(out, "</font></td></tr></table>>];\n");
}

static void add_edge(const struct edge *edge, struct buffer *out)
{
	buffer_format(out, "\tquestion_%u -> question_%u [label=\"", edge->from, edge->to);
	add_text(edge->label, out);
	buffer_add_string(out, edge->kind == EDGE_GUARD ? "\", style=dashed];\n" : "\", style=bold];\n");
}

/* The options stand beside each other in their order, as many as cells do. */
static void end(const struct model *model, struct buffer *out)
{
	buffer_add_string(out, "\tsubgraph cluster_options {\n\t\tlabel=\"Options; of two equals the earlier wins\"; fontsize=16; "
	                       "style=rounded; color=\"#bbbbbb\"; margin=14;\n");
	for (uint32_t o = 0; o < model->option_count; o++)
		buffer_format(out, o % MOST_CELLS ? "\t\toption_%u -> option_%u [style=invis];\n" : "\t\toption_%u;\n",
		              o % MOST_CELLS ? o - 1 : o, o);
	buffer_add_string(out, "\t}\n}\n");
}

void show_graph_dot(const struct model *model, struct buffer *out)
{
	static const struct graph_language dot = {
		.rules_in_questions = true,
		.begin = begin,
		.begin_topic = begin_topic,
		.add_question = add_question,
		.end_topic = end_topic,
		.add_option = add_option,
		.add_edge = add_edge,
		.end = end,
	};
	graph_draw(&dot, model, out);
}
