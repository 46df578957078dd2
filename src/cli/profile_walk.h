/* SPDX-License-Identifier: ISC
 *
 * Going over several profiles with one model, which the first of them chooses.
 */
#ifndef CLI_PROFILE_WALK_H
#define CLI_PROFILE_WALK_H

#include "cli/session.h"

/* Set `options`, `visit` and `context`, zero the rest. */
struct profile_walk {
	const struct options *options;
	/* Called with each profile once it is bound to the model and -s is applied. */
	enum status (*visit)(void *context, struct profile *profile, struct diagnostics *found);
	void *context;
	struct model model;
	bool has_model;
};

/* Loads the model unless that was done: that of -m, or `wanted`, or the usual one. */
enum status profile_walk_load_model(struct profile_walk *walk, struct text wanted);

/* Reads and visits a profile; what is wrong with it is said on standard error. */
enum status profile_walk_file(struct profile_walk *walk, const char *name);

void profile_walk_release(struct profile_walk *walk);

#endif
