/* SPDX-License-Identifier: ISC
 *
 * whether test: do the profiles come out as they expect?
 */
#include <errno.h>
#include <string.h>

#include "analyse/encode.h"
#include "cli/case_files.h"
#include "cli/gap_files.h"
#include "cli/profile_walk.h"
#include "report/agreement.h"
#include "report/tap_view.h"
#include "report/words.h"

struct testing {
	const struct options *options;
	struct agreement agreement;
	bool left_out;               /* the present case expects nothing */
	struct buffer comments;      /* TAP: what there is to say of the present case */
};

/* Says what came out instead, how sure that is, and which rules hold for it. */
static void show_failure(const struct testing *testing, const struct report *report)
{
	struct layout layout = session_layout(testing->options, false);
	struct buffer line = {0}, text = {0};
	buffer_format(&line, "%s: %.*s, expected %.*s. ", report->profile_file,
	              TEXT_ARGS(model_outcome_id(report->model, report->completions.leader)),
	              TEXT_ARGS(model_outcome_id(report->model, report->expect)));
	words_certainty(report, &line);
	buffer_add_string(&line, " ");
	words_decided(report, &line);
	buffer_add_string(&line, " ");
	agreement_add_rules(report, &line);
	layout_marked(&layout, COLOUR_BAD, "FAIL ", buffer_text(&line), &text);
	session_write(false, buffer_text(&text));
	buffer_release(&line);
	buffer_release(&text);
}

static void tell_failure(struct testing *testing, const struct report *report)
{
	if (testing->options->format == FORMAT_TEXT)
		show_failure(testing, report);
	else if (testing->options->format == FORMAT_TAP)
		tap_add_failure(report, &testing->comments);
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
		testing->left_out = true;
		return STATUS_DONE;
	}
	if (!testing->agreement.model)
		agreement_init(&testing->agreement, profile->answers.model);
	if (!report_make(&report, &profile->answers, profile, EFFORT_MOST_STATES)) {
		status = session_refuse_impossible(&profile->answers, found);
	} else if (!agreement_add(&testing->agreement, &report)) {
		tell_failure(testing, &report);
		status = STATUS_NEGATIVE;
	}
	report_release(&report);
	return status;
}

/* Does the first operand name a model? */
static bool begins_with_model(const struct options *options)
{
	struct source source;
	if (options->model || options->operand_count == 0
	    || !source_read_regular(&source, options->operands[0], YAML_TREE_MOST_BYTES))
		return false;
	bool meant = model_load_meant(&source);
	source_release(&source);
	return meant;
}

/* The options with a model among the operands put where -m would put it. */
static struct options with_model(const struct options *given)
{
	struct options options = *given;
	if (begins_with_model(given)) {
		options.model = options.operands[0];
		options.operands++;
		options.operand_count--;
	}
	return options;
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

/* Writes a result in TAP and empties it. */
static void write_tap(struct buffer *text)
{
	session_write_as(FORMAT_TAP, buffer_text(text));
	buffer_release(text);
}

static void show_plan(const struct options *options, const struct case_files *files)
{
	struct buffer text = {0};
	if (options->format != FORMAT_TAP)
		return;
	tap_begin(files->count, &text);
	write_tap(&text);
}

/* The test point of the present case. */
static void show_point(struct testing *testing, size_t number, const char *name, enum status status)
{
	struct buffer text = {0};
	struct text shown = strcmp(name, "-") == 0 ? TEXT("<stdin>") : text_of(name);
	if (testing->options->format != FORMAT_TAP)
		return;
	tap_add_point(number, status == STATUS_DONE, shown, testing->left_out ? "it has no 'expect'" : NULL, &text);
	buffer_add(&text, buffer_text(&testing->comments));
	if (status > STATUS_NEGATIVE)
		tap_add_comment(TEXT("not evaluated: what is wrong is said on standard error"), &text);
	write_tap(&text);
}

static enum status test_files(struct testing *testing, struct profile_walk *walk, const struct case_files *files)
{
	enum status status = STATUS_DONE;
	show_plan(testing->options, files);
	for (size_t i = 0; i < files->count; i++) {
		testing->left_out = false;
		enum status one = profile_walk_file(walk, files->names[i]);
		show_point(testing, i + 1, files->names[i], one);
		buffer_release(&testing->comments);
		status = status_worse(status, one);
	}
	return status;
}

static void show_agreement(struct testing *testing)
{
	struct layout layout = session_layout(testing->options, false);
	struct buffer text = {0}, comments = {0};
	enum format format = testing->options->format;
	coverage_find_never(&testing->agreement.coverage);
	if (format == FORMAT_JSON)
		agreement_emit_json(&testing->agreement, &text);
	else
		agreement_print(&testing->agreement, &layout, &text);
	if (format == FORMAT_TAP)
		tap_add_comment(buffer_text(&text), &comments);
	session_write_as(format, buffer_text(format == FORMAT_TAP ? &comments : &text));
	buffer_release(&text);
	buffer_release(&comments);
}

/* Writes profiles for what no case exercises; without a case that is the whole model. What a case in error exercises is
 * not known. */
static enum status generate(struct testing *testing, struct profile_walk *walk, enum status status)
{
	struct buffer message = {0};
	if (status > STATUS_NEGATIVE) {
		buffer_add_string(&message, "no profiles are made while a case is in error");
		session_complain(&message);
		return status;
	}
	enum status loaded = profile_walk_load_model(walk, TEXT(""));
	if (loaded != STATUS_DONE)
		return loaded;
	if (!testing->agreement.model)
		agreement_init(&testing->agreement, &walk->model);
	return status_worse(status, gap_files_write(testing->options->generate, &testing->agreement.coverage));
}

static enum status run(const struct options *given)
{
	struct options options = with_model(given);
	struct testing testing = {.options = &options};
	struct profile_walk walk = {.options = &options, .visit = test_profile, .context = &testing};
	struct case_files files = {0};
	struct buffer message = {0};
	enum status status = find_files(&options, &files);
	status = status_worse(status, test_files(&testing, &walk, &files));
	if (testing.agreement.all.cases > 0) {
		show_agreement(&testing);
	} else if (status == STATUS_DONE && !options.generate) {
		buffer_add_string(&message, "test found no case: profiles with 'expect', or folders of such");
		session_complain(&message);
		status = STATUS_USAGE;
	}
	if (options.generate)
		status = generate(&testing, &walk, status);
	agreement_release(&testing.agreement);
	profile_walk_release(&walk);
	case_files_release(&files);
	return status;
}

const struct command command_test = {
	.name = "test",
	.operands = "[MODEL] [CASE...]",
	.summary = "compare what is recommended for profiles with what they expect",
	.options = OPTION_BIT(OPTION_MODEL) | OPTION_BIT(OPTION_FORMAT) | OPTION_BIT(OPTION_GENERATE)
	           | OPTION_BIT(OPTION_WIDTH) | OPTION_BIT(OPTION_COLOR) | OPTION_BIT(OPTION_HELP),
	.formats = FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_JSON) | FORMAT_BIT(FORMAT_TAP),
	.run = run,
};
