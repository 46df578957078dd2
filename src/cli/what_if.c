/* SPDX-License-Identifier: ISC
 *
 * whether what-if: what would change the result, or what a change of answers does to it.
 */
#include <stdlib.h>

#include "analyse/encode.h"
#include "cli/subject.h"
#include "report/what_if.h"

static enum status show_changes(const struct options *options, struct report *report)
{
	struct layout layout = session_layout(options, false);
	struct encoding whole;
	struct buffer text = {0};
	encode_whole(&whole, report->model, EFFORT_MOST_STATES);
	report_find_flips(report, &whole);
	if (options->format == FORMAT_JSON)
		emit_json_changes(report, &text);
	else
		emit_changes(report, &layout, &text);
	session_write_as(options->format, buffer_text(&text));
	buffer_release(&text);
	encoding_release(&whole);
	return STATUS_DONE;
}

/* Takes the operands after the profile as answers. */
static enum status apply(const struct options *options, struct answers *answers)
{
	enum status status = STATUS_DONE;
	for (size_t i = 1; i < options->operand_count; i++)
		status = status_worse(status, session_apply_setting(options->operands[i], "answer", answers));
	return status;
}

static enum status compare(const struct options *options, const struct report *before, struct subject *subject)
{
	struct report after = {0};
	struct answers changed;
	struct buffer text = {0};
	struct layout layout = session_layout(options, false);
	answers_copy(&changed, before->answers);
	enum status status = apply(options, &changed);
	if (status == STATUS_DONE && !report_make(&after, &changed, &subject->profile, EFFORT_MOST_STATES))
		status = session_refuse_impossible(&changed, &subject->found);
	if (status == STATUS_DONE) {
		if (options->format == FORMAT_JSON)
			emit_json_comparison(before, &after, &text);
		else
			emit_comparison(before, &after, &layout, &text);
		session_write_as(options->format, buffer_text(&text));
	}
	if (after.model)
		report_release(&after);
	buffer_release(&text);
	answers_release(&changed);
	return status;
}

static enum status run(const struct options *options)
{
	struct subject subject;
	struct report report;
	struct buffer message = {0};
	if (options->operand_count == 0) {
		buffer_add_string(&message, "what-if needs a profile; see whether what-if --help");
		session_complain(&message);
		return STATUS_USAGE;
	}
	if (subject_is_elsewhere(options, 0, 1, "the profile comes before the answers"))
		return STATUS_USAGE;
	enum status status = subject_open(&subject, options, options->operands[0]);
	if (status == STATUS_DONE) {
		if (!report_make(&report, &subject.profile.answers, &subject.profile, EFFORT_MOST_STATES))
			status = session_refuse_impossible(&subject.profile.answers, &subject.found);
		else if (options->operand_count == 1)
			status = show_changes(options, &report);
		else
			status = compare(options, &report, &subject);
		report_release(&report);
	}
	session_print_findings(&subject.found);
	subject_release(&subject);
	return status;
}

const struct command command_what_if = {
	.name = "what-if",
	.operands = "PROFILE [Q=A...]",
	.summary = "the fewest answers that would make each option win, or what Q=A does",
	.options = OPTION_BIT(OPTION_MODEL) | OPTION_BIT(OPTION_SET) | OPTION_BIT(OPTION_FORMAT)
	           | OPTION_BIT(OPTION_WIDTH) | OPTION_BIT(OPTION_COLOR) | OPTION_BIT(OPTION_HELP),
	.formats = FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_JSON),
	.run = run,
};
