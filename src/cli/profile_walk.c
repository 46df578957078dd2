/* SPDX-License-Identifier: ISC
 *
 * Owns the one model of a run over several profiles.
 */
#include "cli/profile_walk.h"

enum status profile_walk_load_model(struct profile_walk *walk, struct text wanted)
{
	if (walk->has_model)
		return STATUS_DONE;
	enum status status = session_load_model(&walk->model, walk->options, wanted);
	walk->has_model = status == STATUS_DONE;
	if (status != STATUS_DONE)
		model_release(&walk->model);
	return status;
}

static enum status visit(struct profile_walk *walk, struct profile *profile, struct diagnostics *found)
{
	enum status status = profile_walk_load_model(walk, profile->model);
	if (status != STATUS_DONE)
		return status;
	if (!profile_bind(profile, &walk->model, found))
		return STATUS_BAD_INPUT;
	status = session_apply_settings(walk->options, &profile->answers);
	return status == STATUS_DONE ? walk->visit(walk->context, profile, found) : status;
}

enum status profile_walk_file(struct profile_walk *walk, const char *name)
{
	struct source source;
	struct profile profile;
	struct diagnostics found = {0};
	enum status status = session_read(&source, name);
	if (status != STATUS_DONE)
		return status;
	status = profile_open(&profile, &source, &found) ? visit(walk, &profile, &found) : STATUS_BAD_INPUT;
	session_print_findings(&found);
	diagnostics_release(&found);
	profile_release(&profile);
	return status;
}

void profile_walk_release(struct profile_walk *walk)
{
	if (walk->has_model)
		model_release(&walk->model);
	walk->has_model = false;
}
