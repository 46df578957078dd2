/* SPDX-License-Identifier: ISC
 *
 * Owns the opening of a profile together with its model.
 */
#include "cli/subject.h"

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
