/* SPDX-License-Identifier: ISC
 *
 * A profile to be filled in: all questions of its model, with what the model says of them as comments.
 */
#ifndef REPORT_PROFILE_FORM_H
#define REPORT_PROFILE_FORM_H

#include "model/profile.h"

/* Appends the file. It keeps all that the profile says, which must be bound to its model, or be zeroed but for `answers`
 * and `expect`; questions about which it says nothing come as unknown. */
void profile_form_print(const struct profile *profile, struct buffer *out);

#endif
