/* SPDX-License-Identifier: ISC
 *
 * Lines from a person or a pipe. The only module that knows readline, which is used where standard input is a
 * terminal; built without it (READLINE=no), and elsewhere, lines are read plainly. Prompts go to standard error.
 */
#ifndef INTERVIEW_TERMINAL_H
#define INTERVIEW_TERMINAL_H

#include "base/text.h"

enum {
	TERMINAL_LONGEST_LINE = 4096,    /* longer lines are cut; no answer is that long */
	TERMINAL_MOST_HISTORY = 500,     /* lines kept in the history file */
};

/* What the user of the terminal may do besides typing. All pointers must last until terminal_release. */
struct terminal_settings {
	const char *history;     /* the file of earlier lines, made for its owner alone when it is missing; NULL: none */
	bool colour;
	/* Calls visit(visit_context, word) for each word that could end the line, of which the unfinished word is left out;
	 * returns whether a file's name could. NULL: nothing is completed. */
	bool (*complete)(void *context, struct text line, void (*visit)(void *visit_context, struct text word),
	                 void *visit_context);
	void *context;
};

enum terminal_result { TERMINAL_LINE, TERMINAL_END, TERMINAL_INTERRUPTED, TERMINAL_UNREADABLE };

/* Call once before terminal_read. */
void terminal_init(const struct terminal_settings *given);

/* Reads a line into *line, without its end, after showing `prompt`; returns TERMINAL_END at the end of input and, at a
 * terminal, TERMINAL_INTERRUPTED after Ctrl-C; elsewhere, TERMINAL_UNREADABLE with errno set. Bytes that are not UTF-8 text, and controls, come as '?'. */
enum terminal_result terminal_read(const char *prompt, struct buffer *line);

void terminal_release(void);

/* Whether a person types: standard input and standard error are a terminal. */
bool terminal_is_interactive(void);

#endif
