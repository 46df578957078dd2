/* SPDX-License-Identifier: ISC
 *
 * Lines from a person or a pipe. The only module that knows readline, which is used where standard input is a
 * terminal; built without it (READLINE=no), and elsewhere, lines are read plainly. Prompts go to standard error.
 */
#ifndef INTERVIEW_TERMINAL_H
#define INTERVIEW_TERMINAL_H

#include "base/text.h"

enum { TERMINAL_LONGEST_LINE = 4096 };     /* longer lines are cut; no answer is that long */

/* Call once before terminal_read. */
void terminal_init(void);

/* Reads a line into *line, without its end, after showing `prompt`. Returns false at the end of input.
 * Bytes that are not UTF-8 text, and controls, come as '?'. */
bool terminal_read(const char *prompt, struct buffer *line);

void terminal_release(void);

#endif
