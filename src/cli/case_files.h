/* SPDX-License-Identifier: ISC
 *
 * The files that operands mean: themselves, or all profiles in a folder and below.
 */
#ifndef CLI_CASE_FILES_H
#define CLI_CASE_FILES_H

#include <stdbool.h>
#include <stddef.h>

struct case_files {
	char **names;        /* owned */
	size_t count, capacity;
};

/* Adds the file `name`; if it is a folder, instead all files in it and below whose names end in ".yaml", sorted.
 * Hidden ones are left out. Returns false with errno set when a folder cannot be read. */
bool case_files_add(struct case_files *files, const char *name);

void case_files_release(struct case_files *files);

#endif
