/* SPDX-License-Identifier: ISC
 *
 * whether init: a profile to be filled in.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cli/subject.h"
#include "report/profile_form.h"

static enum status open_subject(struct subject *subject, const struct options *options)
{
	if (options->from)
		return subject_open(subject, options, options->from);
	*subject = (struct subject){.profile.expect = MODEL_NONE};
	enum status status = session_load_model(&subject->model, options, TEXT(""));
	if (status != STATUS_DONE)
		return status;
	answers_init(&subject->profile.answers, &subject->model);
	return session_apply_settings(options, &subject->profile.answers);
}

/* Whether editors take it for one word, and it can be said in a file. */
static bool is_plain_path(const char *path)
{
	struct buffer clean = {0};
	buffer_add_clean(&clean, text_of(path));
	bool is_plain = text_equal(buffer_text(&clean), text_of(path)) && !strchr(path, ' ');
	buffer_release(&clean);
	return is_plain;
}

/* A comment by which editors find the schema, if there is one: where models stand in `questions`, it is in `schemas`. */
static void add_schema(const struct model *model, struct buffer *out)
{
	struct buffer path = {0};
	const char *name = strrchr(model->source.name, '/');
	size_t length = name ? (size_t)(name - model->source.name) : 0;
	buffer_format(&path, "%.*s/../schemas/profile-%.*s.json", (int)length, model->source.name, TEXT_ARGS(model->id));
	char *found = name ? realpath(path.bytes, NULL) : NULL;
	if (found && is_plain_path(found))
		buffer_format(out, "# yaml-language-server: $schema=%s\n", found);
	free(found);
	buffer_release(&path);
}

/* Names the questions of which the profile says nothing. */
static void tell_new_questions(const struct answers *answers)
{
	struct buffer message = {0};
	for (uint32_t q = 0; q < answers->model->question_count; q++)
		if (answers->sets[q].state == ANSWER_MISSING)
			buffer_format(&message, "%s%.*s", message.length ? ", " : "added as unknown: ",
			              TEXT_ARGS(answers->model->questions[q].id));
	if (message.length)
		session_complain(&message);
}

static enum status write_form(const struct options *options, const struct profile *profile)
{
	enum status status = STATUS_DONE;
	struct buffer text = {0}, message = {0};
	add_schema(profile->answers.model, &text);
	profile_form_print(profile, &text);
	if (!options->output) {
		session_write_file(buffer_text(&text));
	} else if (!file_replace(options->output, buffer_text(&text))) {
		buffer_format(&message, "cannot write %s: %s", options->output, strerror(errno));
		session_complain(&message);
		status = STATUS_MACHINE_FAILED;
	}
	buffer_release(&text);
	return status;
}

static enum status run(const struct options *options)
{
	struct subject subject;
	struct buffer message = {0};
	if (options->operand_count > 0) {
		buffer_add_string(&message, "init takes no operand: -o names the file to write, --from a profile to keep");
		session_complain(&message);
		return STATUS_USAGE;
	}
	enum status status = open_subject(&subject, options);
	if (status == STATUS_DONE)
		status = write_form(options, &subject.profile);
	if (status == STATUS_DONE && options->from)
		tell_new_questions(&subject.profile.answers);
	subject_release(&subject);
	return status;
}

const struct command command_init = {
	.name = "init",
	.operands = "[--from PROFILE]",
	.summary = "write a profile to fill in: every question, its help and its answers",
	.options = OPTION_BIT(OPTION_MODEL) | OPTION_BIT(OPTION_SET) | OPTION_BIT(OPTION_OUTPUT)
	           | OPTION_BIT(OPTION_FROM) | OPTION_BIT(OPTION_HELP),
	.run = run,
};
