/* SPDX-License-Identifier: ISC
 *
 * whether eval: the recommendation for each profile, and a table when there are several.
 */
#include <stdlib.h>

#include "analyse/encode.h"
#include "cli/profile_walk.h"
#include "report/html_page.h"

struct evaluation {
	struct profile_walk walk;
	const struct options *options;
	struct encoding whole;           /* of the model; empty until it is needed */
	struct html_page page;           /* of all reports, if that is the format */
	struct summary_row *rows;
	size_t row_count, row_capacity;
};

static void show_separator(const struct evaluation *evaluation, const char *name)
{
	struct buffer text = {0}, line = {0};
	struct layout layout = session_layout(evaluation->options, false);
	if (evaluation->options->format != FORMAT_TEXT)
		return;
	buffer_add_string(&line, evaluation->row_count ? "\n" : "");
	buffer_add_string(&text, "==== ");
	buffer_add_clean(&text, text_of(name));
	layout_line(&layout, COLOUR_HEADING, buffer_text(&text), &line);
	session_write(false, buffer_text(&line));
	buffer_release(&line);
	buffer_release(&text);
}

/* Shows a report, or keeps it for the page of them all. */
static enum status show(struct evaluation *evaluation, const struct report *report)
{
	if (evaluation->options->format != FORMAT_HTML)
		return session_show(evaluation->options, report);
	emit_html(&evaluation->page, report);
	return session_status_of(evaluation->options, &report->completions);
}

/* Decides and shows; `profile` may be NULL, then only -s gives answers. */
static enum status decide(struct evaluation *evaluation, const struct answers *answers, struct profile *profile,
                          struct diagnostics *found)
{
	struct report report;
	const char *name = profile ? profile->source.name : "answers";
	enum status status;
	if (evaluation->options->quiet)
		return session_show_quietly(evaluation->options, answers, found);
	if (report_make(&report, answers, profile, EFFORT_MOST_STATES)) {
		session_warn_of_ignored(answers, &report.completions, found);
		if (!evaluation->whole.model)
			encode_whole(&evaluation->whole, report.model, EFFORT_MOST_STATES);
		report_find_flips(&report, &evaluation->whole);
		if (evaluation->options->operand_count > 1)
			show_separator(evaluation, name);
		status = show(evaluation, &report);
		MEMORY_GROW(evaluation->rows, evaluation->row_count, evaluation->row_capacity);
		evaluation->rows[evaluation->row_count++] = emit_summary_row(&report);
	} else {
		status = session_refuse_impossible(answers, found);
	}
	report_release(&report);
	return status;
}

static enum status visit(void *context, struct profile *profile, struct diagnostics *found)
{
	return decide(context, &profile->answers, profile, found);
}

/* The answers of -s alone. */
static enum status eval_settings(struct evaluation *evaluation)
{
	struct answers answers;
	struct source nothing;
	struct diagnostics found = {.source = &nothing};
	enum status status = profile_walk_load_model(&evaluation->walk, TEXT(""));
	if (status != STATUS_DONE)
		return status;
	source_of_bytes(&nothing, "answers", "", 0);
	answers_init(&answers, &evaluation->walk.model);
	status = session_apply_settings(evaluation->options, &answers);
	if (status == STATUS_DONE)
		status = decide(evaluation, &answers, NULL, &found);
	session_print_findings(&found);
	diagnostics_release(&found);
	source_release(&nothing);
	answers_release(&answers);
	return status;
}

static void show_summary(const struct evaluation *evaluation)
{
	const struct options *options = evaluation->options;
	struct layout layout = session_layout(options, false);
	struct buffer text = {0};
	if (evaluation->row_count < 2 || options->format == FORMAT_JSON)
		return;
	buffer_add_string(&text, options->format == FORMAT_MARKDOWN ? "\n# Summary\n\n" : "\n==== Summary\n");
	emit_summary(evaluation->rows, evaluation->row_count, &layout, options->format == FORMAT_MARKDOWN, &text);
	session_write(false, buffer_text(&text));
	buffer_release(&text);
}

static void show_page(const struct evaluation *evaluation)
{
	struct buffer text = {0};
	if (evaluation->page.count == 0)
		return;
	html_page_finish(&evaluation->page, evaluation->rows, &text);
	session_write_as(FORMAT_HTML, buffer_text(&text));
	buffer_release(&text);
}

static enum status run(const struct options *options)
{
	struct evaluation evaluation = {.options = options, .walk = {.options = options, .visit = visit}};
	enum status status = STATUS_DONE;
	evaluation.walk.context = &evaluation;
	evaluation.page.several = options->operand_count > 1;
	if (options->operand_count == 0 && options->setting_count == 0) {
		struct buffer message = {0};
		buffer_add_string(&message, "eval needs a profile, or answers with -s; see whether eval --help");
		session_complain(&message);
		return STATUS_USAGE;
	}
	for (size_t i = 0; i < options->operand_count; i++)
		status = status_worse(status, profile_walk_file(&evaluation.walk, options->operands[i]));
	if (options->operand_count == 0)
		status = eval_settings(&evaluation);
	if (options->format == FORMAT_HTML)
		show_page(&evaluation);
	else
		show_summary(&evaluation);
	emit_release_summary(evaluation.rows, evaluation.row_count);
	html_page_release(&evaluation.page);
	encoding_release(&evaluation.whole);
	profile_walk_release(&evaluation.walk);
	return status;
}

const struct command command_eval = {
	.name = "eval",
	.operands = "[PROFILE...]",
	.summary = "print the recommendation for profiles; - is standard input",
	.options = OPTION_BIT(OPTION_MODEL) | OPTION_BIT(OPTION_SET) | OPTION_BIT(OPTION_FORMAT)
	           | OPTION_BIT(OPTION_QUIET) | OPTION_BIT(OPTION_SETTLED) | OPTION_BIT(OPTION_WIDTH)
	           | OPTION_BIT(OPTION_COLOR) | OPTION_BIT(OPTION_HELP),
	.formats = FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_JSON) | FORMAT_BIT(FORMAT_MARKDOWN) | FORMAT_BIT(FORMAT_HTML),
	.run = run,
};
