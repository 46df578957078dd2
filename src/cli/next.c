/* SPDX-License-Identifier: ISC
 *
 * whether next: the question to ask next, and why.
 */
#include "cli/subject.h"
#include "report/next_question.h"

static enum status show(const struct options *options, const struct report *report)
{
	struct layout layout = session_layout(options, false);
	struct next_question next;
	struct buffer text = {0};
	next_question_find(&next, report);
	bool is_left = next.question != MODEL_NONE;
	if (options->quiet && is_left)
		buffer_format(&text, "%.*s\n", TEXT_ARGS(report->model->questions[next.question].id));
	else if (!options->quiet && options->format == FORMAT_JSON)
		emit_json_next(&next, &text);
	else if (!options->quiet)
		emit_next(&next, &layout, &text);
	session_write_as(options->quiet ? FORMAT_TEXT : options->format, buffer_text(&text));
	buffer_release(&text);
	next_question_release(&next);
	return is_left ? STATUS_DONE : STATUS_NEGATIVE;
}

static enum status find_next(const struct options *options, struct subject *subject)
{
	struct report report;
	enum status status;
	if (report_make(&report, &subject->profile.answers, &subject->profile, EFFORT_MOST_STATES)) {
		session_warn_of_ignored(&subject->profile.answers, &report.completions, &subject->found);
		status = show(options, &report);
	} else {
		status = session_refuse_impossible(&subject->profile.answers, &subject->found);
	}
	report_release(&report);
	return status;
}

static enum status run(const struct options *options)
{
	struct subject subject;
	struct buffer message = {0};
	if (options->operand_count != 1) {
		buffer_add_string(&message, "next needs one profile; see whether next --help");
		session_complain(&message);
		return STATUS_USAGE;
	}
	enum status status = subject_open(&subject, options, options->operands[0]);
	if (status == STATUS_DONE) {
		status = find_next(options, &subject);
		session_print_findings(&subject.found);
	}
	subject_release(&subject);
	return status;
}

const struct command command_next = {
	.name = "next",
	.operands = "PROFILE",
	.summary = "say which question to ask next, and why; status 1 if none is left",
	.options = OPTION_BIT(OPTION_MODEL) | OPTION_BIT(OPTION_SET) | OPTION_BIT(OPTION_FORMAT)
	           | OPTION_BIT(OPTION_QUIET) | OPTION_BIT(OPTION_WIDTH) | OPTION_BIT(OPTION_COLOR)
	           | OPTION_BIT(OPTION_HELP),
	.formats = FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_JSON),
	.run = run,
};
