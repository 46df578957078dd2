/* SPDX-License-Identifier: ISC
 *
 * What no text may hold, in whatever format it comes: bytes that are not UTF-8, and control characters.
 */
#ifndef MODEL_TEXT_CHECK_H
#define MODEL_TEXT_CHECK_H

#include "model/finding.h"

/* Adds a finding for the first byte of a source that is not UTF-8, and for each of the first control characters but tab
 * and line ends. Returns whether there was none. */
bool text_check_source(const struct source *source, struct diagnostics *found);

/* Adds a finding, at `span`, for the first control character but tab and newline in a scalar, where escapes may have put
 * one. The text is UTF-8. */
void text_check_scalar(struct text text, struct span span, struct diagnostics *found);

#endif
