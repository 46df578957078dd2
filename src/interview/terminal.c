/* SPDX-License-Identifier: ISC
 *
 * Owns the prompt: readline at a terminal, getline elsewhere.
 */
#include "interview/terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef WITHOUT_READLINE
#include <readline/readline.h>
#endif

static bool is_terminal(void)
{
	return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

void terminal_init(void)
{
#ifndef WITHOUT_READLINE
	rl_readline_name = "whether";
	rl_outstream = stderr;
	rl_change_environment = 0;
	rl_bind_key('\t', rl_insert);
#endif
}

void terminal_release(void)
{
#ifndef WITHOUT_READLINE
	rl_clear_history();
#endif
}

static char *read_plainly(const char *prompt)
{
	char *line = NULL;
	size_t size = 0;
	fputs(prompt, stderr);
	fflush(stderr);
	ssize_t length = getline(&line, &size, stdin);
	if (length < 0) {
		free(line);
		return NULL;
	}
	line[strcspn(line, "\r\n")] = '\0';
	if (!is_terminal())
		fputs("\n", stderr);
	return line;
}

static char *read_line(const char *prompt)
{
#ifndef WITHOUT_READLINE
	if (is_terminal())
		return readline(prompt);
#endif
	return read_plainly(prompt);
}

bool terminal_read(const char *prompt, struct buffer *line)
{
	buffer_clear(line);
	char *raw = read_line(prompt);
	if (!raw)
		return false;
	struct text text = text_of(raw);
	if (text.length > TERMINAL_LONGEST_LINE)
		text.length = TERMINAL_LONGEST_LINE;
	buffer_add_clean(line, text_trim(text));
	free(raw);
	return true;
}
