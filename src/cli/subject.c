/* SPDX-License-Identifier: ISC
 *
 * Owns the opening of a profile together with its model.
 */
#include "cli/subject.h"

#include <string.h>
#include <unistd.h>

static bool is_file(const struct options *options, size_t place)
{
	return place < options->operand_count
	       && (strcmp(options->operands[place], "-") == 0 || access(options->operands[place], F_OK) == 0);
}

bool subject_is_elsewhere(const struct options *options, size_t place, size_t other, const char *order)
{
	struct buffer message = {0};
	if (is_file(options, place) || !is_file(options, other))
		return false;
	buffer_add_string(&message, order);
	session_complain(&message);
	return true;
}

enum status subject_open(struct subject *subject, const struct options *options, const char *name)
{
	struct source source;
	struct diagnostics opening = {0};
	*subject = (struct subject){0};
	enum status status = session_read(&source, name);
	if (status != STATUS_DONE)
		return status;
	if (!profile_open(&subject->profile, &source, &opening))
		status = STATUS_BAD_INPUT;
	if (status == STATUS_DONE)
		status = session_load_model(&subject->model, options, subject->profile.model);
	if (status == STATUS_DONE && !profile_bind(&subject->profile, &subject->model, &opening))
		status = STATUS_BAD_INPUT;
	session_print_findings(&opening);
	diagnostics_release(&opening);
	if (status == STATUS_DONE)
		status = session_apply_settings(options, &subject->profile.answers);
	subject->found.source = &subject->profile.source;
	return status;
}

void subject_release(struct subject *subject)
{
	diagnostics_release(&subject->found);
	profile_release(&subject->profile);
	model_release(&subject->model);
}
