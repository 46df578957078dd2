/* SPDX-License-Identifier: ISC
 *
 * Running another program: text in, text out.
 */
#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include "base/text.h"

enum child_status {
	CHILD_DONE,              /* it ended with status 0 */
	CHILD_MISSING,           /* there is no such program in PATH, or it is none */
	CHILD_FAILED,            /* it ended with another status, or by a signal */
	CHILD_NOT_RUN,           /* the machine failed; errno tells why */
};

/* Runs the program arguments[0], looked up in PATH, without a shell; `arguments` ends with NULL. It reads `input` from its
 * standard input. What it writes goes to *output and, to standard error, to *errors, as bytes that nobody has checked. */
enum child_status child_run(char *const arguments[], struct text input, struct buffer *output, struct buffer *errors);

#endif
