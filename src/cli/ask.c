/* SPDX-License-Identifier: ISC
 *
 * whether ask: the interview, then the report.
 */
#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "cli/subject.h"
#include "interview/flow.h"
#include "interview/terminal.h"

static void say(struct buffer *text)
{
	session_write(true, buffer_text(text));
	buffer_clear(text);
}

/* Asks until nothing is left or the user leaves; returns whether all was asked. */
static bool interview(struct flow *flow, const struct layout *layout)
{
	struct buffer text = {0}, line = {0};
	enum flow_event event = FLOW_ANSWERED;
	bool more = true;
	layout_paragraph(layout, "", flow->model->title, LAYOUT_FLOW, &text);
	layout_paragraph(layout, "", TEXT("At any prompt: ? helps, unknown is an answer, quit leaves."), LAYOUT_FLOW,
	                 &text);
	while (more && event != FLOW_QUIT && flow->question != MODEL_NONE) {
		if (event == FLOW_ANSWERED)
			flow_show(flow, layout, &text);
		say(&text);
		more = terminal_read(flow_prompt(flow), &line);
		if (more)
			event = flow_take(flow, buffer_text(&line), layout, &text);
	}
	bool all_asked = flow->question == MODEL_NONE;
	if (all_asked)
		flow_end(flow, layout, &text);
	else
		buffer_format(&text, "%sStopped after %u answer%s.\n", more ? "" : "\n", flow->asked,
		              flow->asked == 1 ? "" : "s");
	say(&text);
	buffer_release(&text);
	buffer_release(&line);
	return all_asked;
}

static enum status save(const struct options *options, const struct flow *flow, struct text title)
{
	struct buffer text = {0}, message = {0};
	if (!options->output)
		return STATUS_DONE;
	profile_print(&flow->answers, title, &text);
	bool saved = file_replace(options->output, buffer_text(&text));
	buffer_release(&text);
	if (saved)
		buffer_format(&message, "saved %s", options->output);
	else
		buffer_format(&message, "cannot write %s: %s", options->output, strerror(errno));
	session_complain(&message);
	return saved ? STATUS_DONE : STATUS_MACHINE_FAILED;
}

static enum status show_report(const struct options *options, const struct flow *flow, const struct profile *profile,
                               struct diagnostics *found)
{
	struct report report;
	enum status status = STATUS_BAD_INPUT;
	if (options->quiet)
		return session_show_quietly(options, &flow->answers, found);
	if (report_make(&report, &flow->answers, profile, ENCODE_MOST_STATES)) {
		struct encoding whole;
		session_warn_of_ignored(&flow->answers, &report.completions, found);
		encode_whole(&whole, report.model, ENCODE_MOST_STATES);
		report_find_flips(&report, &whole);
		status = session_show(options, &report);
		encoding_release(&whole);
	} else {
		session_refuse_impossible(&flow->answers, found);
	}
	report_release(&report);
	return status;
}

/* `known` came from `profile`, or from no file when it is NULL. */
static enum status hold_interview(const struct options *options, const struct answers *known,
                                  const struct profile *profile)
{
	struct source nothing;
	source_of_bytes(&nothing, "answers", "", 0);
	struct diagnostics found = {.source = profile ? &profile->source : &nothing};
	struct flow flow;
	struct layout layout = session_layout(options, true);
	flow_init(&flow, known, ENCODE_MOST_STATES);
	terminal_init();
	bool all_asked = interview(&flow, &layout);
	terminal_release();
	enum status status = save(options, &flow, profile ? profile->title : TEXT(""));
	session_write(true, all_asked && !options->quiet ? TEXT("\n") : TEXT(""));
	status = status_worse(status, all_asked ? show_report(options, &flow, profile, &found) : STATUS_NEGATIVE);
	session_print_findings(&found);
	diagnostics_release(&found);
	source_release(&nothing);
	flow_release(&flow);
	return status;
}

/* With a profile, what it says is not asked again. */
static enum status ask_with_profile(const struct options *options, const char *name)
{
	struct subject subject;
	enum status status = subject_open(&subject, options, name);
	if (status == STATUS_DONE)
		status = hold_interview(options, &subject.profile.answers, &subject.profile);
	subject_release(&subject);
	return status;
}

static enum status run(const struct options *options)
{
	struct model model;
	struct answers answers;
	struct buffer message = {0};
	if (options->operand_count > 1) {
		buffer_add_string(&message, "ask takes one profile at most; see whether ask --help");
		session_complain(&message);
		return STATUS_USAGE;
	}
	if (options->operand_count == 1)
		return ask_with_profile(options, options->operands[0]);
	enum status status = session_load_model(&model, options, TEXT(""));
	if (status == STATUS_DONE) {
		answers_init(&answers, &model);
		status = session_apply_settings(options, &answers);
		if (status == STATUS_DONE)
			status = hold_interview(options, &answers, NULL);
		answers_release(&answers);
	}
	model_release(&model);
	return status;
}

const struct command command_ask = {
	.name = "ask",
	.operands = "[PROFILE]",
	.summary = "ask questions, then print the recommendation; a profile answers some beforehand",
	.options = OPTION_BIT(OPTION_MODEL) | OPTION_BIT(OPTION_SET) | OPTION_BIT(OPTION_FORMAT)
	           | OPTION_BIT(OPTION_QUIET) | OPTION_BIT(OPTION_SETTLED) | OPTION_BIT(OPTION_OUTPUT)
	           | OPTION_BIT(OPTION_WIDTH) | OPTION_BIT(OPTION_COLOR) | OPTION_BIT(OPTION_HELP),
	.run = run,
};
