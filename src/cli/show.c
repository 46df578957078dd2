/* SPDX-License-Identifier: ISC
 *
 * whether show: the model for reading, one thing of it, or a picture.
 */
#include <errno.h>
#include <string.h>

#include "base/child.h"
#include "cli/session.h"
#include "report/show_graph.h"
#include "report/show_model.h"

static enum status complain(const char *message)
{
	struct buffer text = {0};
	buffer_add_string(&text, message);
	session_complain(&text);
	return STATUS_USAGE;
}

/* Says that nothing has this id, and which id is near. */
static void refuse_id(const struct model *model, struct text id)
{
	struct source source;
	struct diagnostics found = {.source = &source};
	struct buffer clean = {0};
	buffer_add_clean(&clean, id);
	source_of_bytes(&source, "id to show", clean.bytes ? clean.bytes : "", clean.length);
	struct span span = {1, 1, 1, 1 + (uint32_t)clean.length};
	finding_error(&found, FINDING_UNKNOWN_QUESTION, span,
	              "there is no question, fact, rule, option or source '%.*s'", TEXT_ARGS(buffer_text(&clean)));
	diagnostic_suggest(&found, buffer_text(&clean), thing_count(model), thing_id, model, "ids");
	session_print_findings(&found);
	diagnostics_release(&found);
	source_release(&source);
	buffer_release(&clean);
}

/* Appends each thing that has this id; things of different kinds may share one. */
static enum status show_id(const struct options *options, const struct model *model, struct text id,
                           struct buffer *text)
{
	struct layout layout = session_layout(options, false);
	enum status status = STATUS_USAGE;
	for (size_t i = 0; i < thing_count(model); i++) {
		if (!text_equal(thing_id(model, i), id))
			continue;
		if (options->format == FORMAT_JSON) {
			show_json_thing(model, thing_at(model, i), text);
		} else {
			buffer_add_string(text, text->length ? "\n" : "");
			show_thing(model, thing_at(model, i), &layout, text);
		}
		status = STATUS_DONE;
	}
	if (status != STATUS_DONE)
		refuse_id(model, id);
	return status;
}

/* Says what became of dot instead of a picture. */
static enum status refuse_picture(enum child_status child, const struct buffer *errors, int error)
{
	struct buffer text = {0};
	if (child == CHILD_MISSING) {
		buffer_add_string(&text, "-f svg needs dot, which is not here; it comes with Graphviz (package graphviz)");
	} else if (child == CHILD_FAILED) {
		struct text said = text_trim(buffer_text(errors));
		said = text_cut(&said, '\n');
		buffer_format(&text, "dot could not draw the model%s%.*s", said.length ? ": " : "", TEXT_ARGS(said));
	} else {
		buffer_format(&text, "cannot run dot: %s", strerror(error));
	}
	session_complain(&text);
	return STATUS_MACHINE_FAILED;
}

/* Lets Graphviz draw the model. */
static enum status draw(const struct model *model, struct buffer *picture)
{
	char *const arguments[] = {(char[]){"dot"}, (char[]){"-Tsvg"}, NULL};
	struct buffer graph = {0}, errors = {0};
	enum status status = STATUS_DONE;
	show_graph_dot(model, &graph);
	enum child_status child = child_run(arguments, buffer_text(&graph), picture, &errors);
	if (child != CHILD_DONE)
		status = refuse_picture(child, &errors, errno);
	buffer_release(&graph);
	buffer_release(&errors);
	return status;
}

static enum status show(const struct options *options, const struct model *model)
{
	struct layout layout = session_layout(options, false);
	struct buffer text = {0};
	enum status status = STATUS_DONE;
	if (options->format == FORMAT_SVG)
		status = draw(model, &text);
	else if (options->graph == GRAPH_DOT)
		show_graph_dot(model, &text);
	else if (options->graph == GRAPH_MERMAID)
		show_graph_mermaid(model, &text);
	else if (options->operand_count)
		status = show_id(options, model, text_of(options->operands[0]), &text);
	else if (options->format == FORMAT_JSON)
		show_json_model(model, &text);
	else
		show_model(model, &layout, &text);
	if (status != STATUS_MACHINE_FAILED)
		session_write_as(options->format, buffer_text(&text));
	buffer_release(&text);
	return status;
}

static enum status run(const struct options *options)
{
	struct model model;
	if (options->operand_count > 1)
		return complain("show takes one id; see whether show --help");
	if (options->graph != GRAPH_NONE && options->operand_count)
		return complain("--graph draws the whole model; leave out the id");
	if (options->graph != GRAPH_NONE && options->format == FORMAT_JSON)
		return complain("--graph and -f json are two forms; give one of them");
	if (options->format == FORMAT_SVG && options->operand_count)
		return complain("-f svg draws the whole model; leave out the id");
	if (options->format == FORMAT_SVG && options->graph == GRAPH_MERMAID)
		return complain("-f svg is drawn by Graphviz, of dot; it cannot draw mermaid");
	enum status status = session_load_model(&model, options, TEXT(""));
	if (status == STATUS_DONE)
		status = show(options, &model);
	model_release(&model);
	return status;
}

const struct command command_show = {
	.name = "show",
	.operands = "[ID]",
	.summary = "show the model, or one question, fact, rule, option or source",
	.options = OPTION_BIT(OPTION_MODEL) | OPTION_BIT(OPTION_FORMAT) | OPTION_BIT(OPTION_GRAPH)
	           | OPTION_BIT(OPTION_WIDTH) | OPTION_BIT(OPTION_COLOR) | OPTION_BIT(OPTION_HELP),
	.formats = FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_JSON) | FORMAT_BIT(FORMAT_SVG),
	.run = run,
};
