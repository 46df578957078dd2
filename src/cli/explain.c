/* SPDX-License-Identifier: ISC
 *
 * whether explain: why, or why not, one option.
 */
#include <stdlib.h>

#include "analyse/flips.h"
#include "cli/subject.h"

/* The option named, or MODEL_NONE after saying which there are. */
static uint32_t find_option(const struct model *model, const char *name)
{
	struct source source;
	struct buffer clean = {0};
	struct diagnostics found = {.source = &source};
	uint32_t option = model_find_option(model, text_of(name));
	if (option != MODEL_NONE)
		return option;
	buffer_add_clean(&clean, text_of(name));
	source_of_bytes(&source, "option to explain", clean.bytes ? clean.bytes : "", clean.length);
	struct span span = {1, 1, 1, 1 + (uint32_t)clean.length};
	finding_error(&found, FINDING_UNKNOWN_OPTION, span, "there is no option '%.*s'", TEXT_ARGS(buffer_text(&clean)));
	diagnostic_suggest(&found, buffer_text(&clean), model->option_count, model_option_id, model, "options");
	session_print_findings(&found);
	diagnostics_release(&found);
	source_release(&source);
	buffer_release(&clean);
	return MODEL_NONE;
}

/* Marks the answers that suffice for the winner; NULL if none do or the model is too large to tell. */
static bool *find_sufficient(const struct report *report, uint32_t option)
{
	struct encoding whole;
	struct effort effort = {EFFORT_MOST_STATES, 0};
	bool *kept = memory_new(report->model->question_count, sizeof(*kept));
	encode_whole(&whole, report->model, EFFORT_MOST_STATES);
	bool found = whole.exact && flips_find_sufficient(&whole, report->answers, option, &effort, kept);
	encoding_release(&whole);
	if (found)
		return kept;
	free(kept);
	return NULL;
}

static enum status explain(const struct options *options, struct subject *subject, uint32_t option)
{
	struct report report;
	struct layout layout = session_layout(options, false);
	struct buffer text = {0};
	enum status status = STATUS_DONE;
	if (report_make(&report, &subject->profile.answers, &subject->profile, EFFORT_MOST_STATES)) {
		bool is_winner = report.completions.settled && report.completions.leader == option;
		bool *sufficient = is_winner ? find_sufficient(&report, option) : NULL;
		session_warn_of_ignored(&subject->profile.answers, &report.completions, &subject->found);
		if (options->format == FORMAT_JSON)
			emit_json_explanation(&report, option, sufficient, &text);
		else
			emit_explanation(&report, option, sufficient, &layout, &text);
		session_write_as(options->format, buffer_text(&text));
		free(sufficient);
	} else {
		status = session_refuse_impossible(&subject->profile.answers, &subject->found);
	}
	report_release(&report);
	buffer_release(&text);
	return status;
}

static enum status run(const struct options *options)
{
	struct subject subject;
	struct buffer message = {0};
	if (options->operand_count != 2) {
		buffer_add_string(&message, "explain needs an option and a profile; see whether explain --help");
		session_complain(&message);
		return STATUS_USAGE;
	}
	if (subject_is_elsewhere(options, 1, 0, "the option comes before the profile"))
		return STATUS_USAGE;
	enum status status = subject_open(&subject, options, options->operands[1]);
	if (status == STATUS_DONE) {
		uint32_t option = find_option(&subject.model, options->operands[0]);
		status = option == MODEL_NONE ? STATUS_USAGE : explain(options, &subject, option);
		session_print_findings(&subject.found);
	}
	subject_release(&subject);
	return status;
}

const struct command command_explain = {
	.name = "explain",
	.operands = "OPTION PROFILE",
	.summary = "say why, or why not, an option: every rule about it",
	.options = OPTION_BIT(OPTION_MODEL) | OPTION_BIT(OPTION_SET) | OPTION_BIT(OPTION_FORMAT)
	           | OPTION_BIT(OPTION_WIDTH) | OPTION_BIT(OPTION_COLOR) | OPTION_BIT(OPTION_HELP),
	.formats = FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_JSON),
	.run = run,
};
