/* SPDX-License-Identifier: ISC
 *
 * whether test: do the profiles come out as they expect?
 */
#include <errno.h>
#include <string.h>

#include "analyse/encode.h"
#include "cli/case_files.h"
#include "cli/profile_walk.h"
#include "report/agreement.h"
#include "report/words.h"

struct testing {
	const struct options *options;
	struct agreement agreement;
};

/* Says what came out instead, how sure that is, and which rules hold for it. */
static void show_failure(const struct testing *testing, const struct report *report)
{
	struct layout layout = session_layout(testing->options, false);
	struct buffer line = {0}, text = {0};
	const struct report_option *got = NULL;
	buffer_format(&line, "%s: %.*s, expected %.*s. ", report->profile_file,
	              TEXT_ARGS(report_outcome_id(report->model, report->completions.leader)),
	              TEXT_ARGS(report_outcome_id(report->model, report->expect)));
	words_certainty(report, &line);
	buffer_add_string(&line, " ");
	words_decided(report, &line);
	if (report->completions.leader < report->model->option_count)
		got = &report->options[report->completions.leader];
	for (size_t i = 0; got && i < got->reason_count && got->reasons[i].truth == TRUTH_TRUE; i++)
		buffer_format(&line, " [%s %.*s]", words_effect(got->reasons[i].effect),
		              TEXT_ARGS(report->model->rules[got->reasons[i].rule].id));
	layout_marked(&layout, COLOUR_BAD, "FAIL ", buffer_text(&line), &text);
	session_write(false, buffer_text(&text));
	buffer_release(&line);
	buffer_release(&text);
}

static enum status test_profile(void *context, struct profile *profile, struct diagnostics *found)
{
	struct testing *testing = context;
	struct report report;
	struct buffer message = {0};
	enum status status = STATUS_DONE;
	if (profile->expect == MODEL_NONE) {
		buffer_format(&message, "%s: left out, for it has no 'expect'", profile->source.name);
		session_complain(&message);
		return STATUS_DONE;
	}
	if (!testing->agreement.model)
		agreement_init(&testing->agreement, profile->answers.model);
	if (!report_make(&report, &profile->answers, profile, ENCODE_MOST_STATES)) {
		status = session_refuse_impossible(&profile->answers, found);
	} else if (!agreement_add(&testing->agreement, &report)) {
		show_failure(testing, &report);
		status = STATUS_NEGATIVE;
	}
	report_release(&report);
	return status;
}

static enum status find_files(const struct options *options, struct case_files *files)
{
	enum status status = STATUS_DONE;
	for (size_t i = 0; i < options->operand_count; i++) {
		if (case_files_add(files, options->operands[i]))
			continue;
		struct buffer message = {0};
		buffer_format(&message, "cannot read %s: %s", options->operands[i], strerror(errno));
		session_complain(&message);
		status = STATUS_MACHINE_FAILED;
	}
	return status;
}

static void show_agreement(struct testing *testing)
{
	struct layout layout = session_layout(testing->options, false);
	struct buffer text = {0};
	coverage_find_never(&testing->agreement.coverage);
	agreement_print(&testing->agreement, &layout, &text);
	session_write(false, buffer_text(&text));
	buffer_release(&text);
}

static enum status run(const struct options *options)
{
	struct testing testing = {.options = options};
	struct profile_walk walk = {.options = options, .visit = test_profile, .context = &testing};
	struct case_files files = {0};
	struct buffer message = {0};
	enum status status = find_files(options, &files);
	for (size_t i = 0; i < files.count; i++)
		status = status_worse(status, profile_walk_file(&walk, files.names[i]));
	if (testing.agreement.all.cases > 0) {
		show_agreement(&testing);
	} else if (status == STATUS_DONE) {
		buffer_add_string(&message, "test found no case: profiles with 'expect', or folders of such");
		session_complain(&message);
		status = STATUS_USAGE;
	}
	agreement_release(&testing.agreement);
	profile_walk_release(&walk);
	case_files_release(&files);
	return status;
}

const struct command command_test = {
	.name = "test",
	.operands = "CASE...",
	.summary = "compare what is recommended for profiles, or folders of them, with what they expect",
	.options = OPTION_BIT(OPTION_MODEL) | OPTION_BIT(OPTION_WIDTH) | OPTION_BIT(OPTION_COLOR)
	           | OPTION_BIT(OPTION_HELP),
	.run = run,
};
