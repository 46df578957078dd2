/* SPDX-License-Identifier: ISC
 *
 * Writing files so that nothing is lost.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/text.h"

/* Replaces the file `name` by `contents`: a new file beside it is written, flushed to the disk and renamed, so that
 * there is either the old file or the new one. A link stays a link; what is no regular file (a terminal, a pipe) is
 * written to. Returns false with errno set when that fails; the old file stays. */
bool file_replace(const char *name, struct text contents);

/* Appends a name as a shell would pass it: with the home folder in the place of '~'. */
void file_add_name(struct text name, struct buffer *path);

#endif
