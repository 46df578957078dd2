/* SPDX-License-Identifier: ISC
 *
 * A profile and the model that decides it: what most commands work on.
 */
#ifndef CLI_SUBJECT_H
#define CLI_SUBJECT_H

#include "cli/session.h"

struct subject {
	struct model model;
	struct profile profile;
	struct diagnostics found;        /* about the profile; those of opening have been printed */
};

/* Whether the operand at `place` is no file, but that at `other` is the profile: then says `order`, which of them comes
 * first. */
bool subject_is_elsewhere(const struct options *options, size_t place, size_t other, const char *order);

/* Opens the profile `name`, loads its model (or that of -m), binds the two and applies -s. What is wrong is said on
 * standard error. To be released in any case. */
enum status subject_open(struct subject *subject, const struct options *options, const char *name);

void subject_release(struct subject *subject);

#endif
