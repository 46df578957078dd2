/* SPDX-License-Identifier: ISC
 *
 * Owns the prompt: readline's callback interface at a terminal, plain lines elsewhere. What is static here is so because
 * signal handlers and readline's callbacks are given no context.
 */
#include "interview/terminal.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

#include "base/memory.h"

#ifndef WITHOUT_READLINE
#include <fcntl.h>
#include <readline/history.h>
#include <readline/readline.h>
#endif

static volatile sig_atomic_t interrupted, continued;
static struct terminal_settings settings;
static struct buffer pasted;     /* lines that came together with the first of them and are still to be given out */

bool terminal_is_interactive(void)
{
	return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

static void note_interrupt(int signal_number)
{
	(void)signal_number;
	interrupted = 1;
}

static void note_continue(int signal_number)
{
	(void)signal_number;
	continued = 1;
}

/* Sleeps until there is input or a signal; returns whether there is input. A signal comes either before it is looked
 * for, with all of them held back from then on, or into the sleep; so none waits for the next key. `pending` tells of
 * signals that somebody else has noted; or it is NULL. */
static bool wait_for_input(int (*pending)(void))
{
	sigset_t all, usual;
	fd_set input;
	int ready = -1;
	sigfillset(&all);
	FD_ZERO(&input);
	FD_SET(STDIN_FILENO, &input);
	sigprocmask(SIG_BLOCK, &all, &usual);
	if (!interrupted && !continued && !(pending && pending()))
		ready = pselect(STDIN_FILENO + 1, &input, NULL, NULL, NULL, &usual);
	sigprocmask(SIG_SETMASK, &usual, NULL);
	return ready > 0;
}

#ifndef WITHOUT_READLINE

static char *typed;              /* what readline has handed over; NULL at the end of input */
static bool has_typed;

/* The words that Tab offers at the moment. */
static struct {
	char **words;
	size_t count, capacity, next;
} offered;

static void take_typed(char *line)
{
	typed = line;
	has_typed = true;
	rl_callback_handler_remove();
}

static void offer(void *context, struct text word)
{
	(void)context;
	MEMORY_GROW(offered.words, offered.count, offered.capacity);
	char *copy = memory_new(word.length + 1, 1);
	memcpy(copy, word.bytes, word.length);
	offered.words[offered.count++] = copy;
}

static void forget_offered(void)
{
	for (size_t i = 0; i < offered.count; i++)
		free(offered.words[i]);
	offered.count = offered.next = 0;
}

/* For rl_completion_matches: the next word that begins with `start`, to be freed by readline; NULL after the last. */
static char *next_offered(const char *start, int state)
{
	if (state == 0)
		offered.next = 0;
	while (offered.next < offered.count) {
		const char *word = offered.words[offered.next++];
		if (strncmp(word, start, strlen(start)) == 0)
			return strdup(word);
	}
	return NULL;
}

static char **complete(const char *word, int start, int end)
{
	(void)end;
	struct text line = {rl_line_buffer, (size_t)start};
	forget_offered();
	bool may_be_file = settings.complete && settings.complete(settings.context, line, offer, NULL);
	rl_attempted_completion_over = !may_be_file;
	return may_be_file ? NULL : rl_completion_matches(word, next_offered);
}

static void begin_history(void)
{
	if (!settings.history)
		return;
	int file = open(settings.history, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (file < 0) {
		settings.history = NULL;
		return;
	}
	close(file);
	read_history(settings.history);
	stifle_history(TERMINAL_MOST_HISTORY);
}

static void add_to_history(const char *line)
{
	if (*line == '\0')
		return;
	add_history(line);
	if (settings.history)
		append_history(1, settings.history);
}

/* After a stop: whoever had the terminal meanwhile may have left it in another mode, and readline knows nothing of
 * SIGSTOP. A program in the background is stopped again by this, for which readline's handlers must be away. */
static void take_terminal_back(void)
{
	rl_clear_signals();
	rl_cleanup_after_signal();
	rl_reset_after_signal();
	rl_forced_update_display();
}

/* Waits for readline to hand over a line; false after Ctrl-C. */
static bool wait_for_line(void)
{
	has_typed = false;
	while (!has_typed && !interrupted) {
		if (wait_for_input(rl_pending_signal))
			rl_callback_read_char();
		rl_check_signals();
		if (continued && !has_typed)
			take_terminal_back();
		continued = 0;
	}
	if (has_typed)
		return true;
	rl_free_line_state();
	rl_callback_sigcleanup();
	rl_callback_handler_remove();
	fputs("\n", stderr);
	return false;
}

static enum terminal_result read_typed(const char *prompt, struct buffer *raw)
{
	struct buffer marked = {0};
	/* What takes no room stands between marks, so that readline can count columns. */
	if (settings.colour)
		buffer_format(&marked, "\001\033[1m\002%s\001\033[0m\002", prompt);
	else
		buffer_add_string(&marked, prompt);
	continued = 0;
	rl_callback_handler_install(marked.bytes, take_typed);
	bool has_line = wait_for_line();
	buffer_release(&marked);
	if (!has_line)
		return TERMINAL_INTERRUPTED;
	if (!typed) {
		fputs("\n", stderr);
		return TERMINAL_END;
	}
	add_to_history(typed);
	buffer_add_string(raw, typed);
	free(typed);
	return TERMINAL_LINE;
}

static void begin_readline(void)
{
	rl_readline_name = "whether";
	rl_outstream = stderr;
	rl_change_environment = 0;
	rl_persistent_signal_handlers = 1;
	rl_completer_word_break_characters = " ,=";
	rl_attempted_completion_function = complete;
	begin_history();
}

#endif

void terminal_init(const struct terminal_settings *given)
{
	settings = *given;
	if (!terminal_is_interactive())
		return;
	/* Output that a signal finds on its way is written to its end. */
	struct sigaction interrupt = {.sa_handler = note_interrupt, .sa_flags = SA_RESTART};
	struct sigaction go_on = {.sa_handler = note_continue, .sa_flags = SA_RESTART};
	sigaction(SIGINT, &interrupt, NULL);
	sigaction(SIGCONT, &go_on, NULL);
#ifndef WITHOUT_READLINE
	begin_readline();
#endif
}

void terminal_release(void)
{
	buffer_release(&pasted);
	if (!terminal_is_interactive())
		return;
	signal(SIGINT, SIG_DFL);
#ifndef WITHOUT_READLINE
	if (settings.history)
		history_truncate_file(settings.history, TERMINAL_MOST_HISTORY);
	rl_clear_history();
	forget_offered();
	free(offered.words);
#endif
}

/* Reads a line without its end, and keeps as much of it as a line may have; returns whether there was one. */
static bool read_line(struct buffer *raw)
{
	bool is_begun = false;
	int byte;
	while ((byte = getc(stdin)) != EOF && byte != '\n') {
		char kept = (char)byte;
		is_begun = true;
		if (raw->length < TERMINAL_LONGEST_LINE)
			buffer_add(raw, (struct text){&kept, 1});
	}
	return is_begun || byte == '\n';
}

static enum terminal_result read_plainly(const char *prompt, struct buffer *raw)
{
	bool has_line = false;
	int error = 0;
	do {
		continued = 0;
		fputs(prompt, stderr);
		fflush(stderr);
		clearerr(stdin);
		if (!terminal_is_interactive() || wait_for_input(NULL))
			has_line = read_line(raw);
		error = ferror(stdin) ? errno : 0;
	} while (!has_line && continued && !interrupted);
	if (!has_line || !terminal_is_interactive())
		fputs("\n", stderr);
	if (has_line)
		return TERMINAL_LINE;
	if (error && !terminal_is_interactive()) {
		errno = error;
		return TERMINAL_UNREADABLE;
	}
	return interrupted ? TERMINAL_INTERRUPTED : TERMINAL_END;
}

static enum terminal_result read_raw(const char *prompt, struct buffer *raw)
{
#ifndef WITHOUT_READLINE
	if (terminal_is_interactive())
		return read_typed(prompt, raw);
#endif
	return read_plainly(prompt, raw);
}

/* Gives out the first of the pasted lines. */
static void take_pasted(struct buffer *line)
{
	struct buffer left = {0};
	struct text rest = buffer_text(&pasted);
	struct text first = text_cut(&rest, '\n');
	if (first.length > TERMINAL_LONGEST_LINE)
		first.length = TERMINAL_LONGEST_LINE;
	buffer_add_clean(line, text_trim(first));
	buffer_add(&left, rest);
	buffer_release(&pasted);
	pasted = left;
}

enum terminal_result terminal_read(const char *prompt, struct buffer *line)
{
	bool is_fresh = pasted.length == 0 || interrupted;
	enum terminal_result result = TERMINAL_LINE;
	buffer_clear(line);
	if (is_fresh) {
		buffer_clear(&pasted);
		result = read_raw(prompt, &pasted);
	}
	if (result == TERMINAL_INTERRUPTED)
		interrupted = 0;
	if (result == TERMINAL_LINE)
		take_pasted(line);
	if (!is_fresh)
		fprintf(stderr, "%s%.*s\n", prompt, TEXT_ARGS(buffer_text(line)));
	return result;
}
