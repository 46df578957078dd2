/* SPDX-License-Identifier: ISC
 *
 * Writing the profiles of whether test --generate.
 */
#ifndef CLI_GAP_FILES_H
#define CLI_GAP_FILES_H

#include "cli/command.h"
#include "report/coverage.h"

/* Makes profiles for what `coverage` lacks and writes them to `folder`, which is made if it is missing. Says on standard
 * error what was written, and which gaps stay. If one of the files is there already none is written. */
enum status gap_files_write(const char *folder, struct coverage *coverage);

#endif
