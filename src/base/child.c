/* SPDX-License-Identifier: ISC
 *
 * Owns the running of other programs. What goes in and comes out are files without a name, so neither side ever waits for
 * the other to read.
 */
#include "base/child.h"

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { INPUT, OUTPUT, ERRORS, FILES };

/* Starts the program with its three files. Returns 0, or what errno would be. */
static int start(char *const arguments[], FILE *const files[FILES], pid_t *child)
{
	posix_spawn_file_actions_t actions;
	int error = posix_spawn_file_actions_init(&actions);
	if (error)
		return error;
	for (int i = 0; i < FILES && !error; i++)
		error = posix_spawn_file_actions_adddup2(&actions, fileno(files[i]), i);
	if (!error)
		error = posix_spawnp(child, arguments[0], &actions, NULL, arguments, environ);
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

/* Waits until the child ends. Returns how it did; CHILD_NOT_RUN with errno set if that cannot be told. */
static enum child_status wait_for(pid_t child)
{
	int status;
	pid_t ended;
	do
		ended = waitpid(child, &status, 0);
	while (ended < 0 && errno == EINTR);
	if (ended < 0)
		return CHILD_NOT_RUN;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? CHILD_DONE : CHILD_FAILED;
}

static bool read_all(FILE *file, struct buffer *to)
{
	char bytes[4096];
	size_t length;
	rewind(file);
	while ((length = fread(bytes, 1, sizeof(bytes), file)) > 0)
		buffer_add(to, (struct text){bytes, length});
	return !ferror(file);
}

static enum child_status run(char *const arguments[], struct text input, FILE *const files[FILES], struct buffer *output,
                             struct buffer *errors)
{
	pid_t child;
	if (fwrite(input.bytes, 1, input.length, files[INPUT]) != input.length || fflush(files[INPUT]) != 0)
		return CHILD_NOT_RUN;
	rewind(files[INPUT]);
	errno = start(arguments, files, &child);
	if (errno == ENOENT || errno == EACCES || errno == ENOTDIR)
		return CHILD_MISSING;
	if (errno)
		return CHILD_NOT_RUN;
	enum child_status status = wait_for(child);
	if (!read_all(files[OUTPUT], output) || !read_all(files[ERRORS], errors))
		return CHILD_NOT_RUN;
	return status;
}

enum child_status child_run(char *const arguments[], struct text input, struct buffer *output, struct buffer *errors)
{
	FILE *files[FILES] = {NULL};
	enum child_status status = CHILD_NOT_RUN;
	int opened = 0;
	while (opened < FILES && (files[opened] = tmpfile()))
		opened++;
	if (opened == FILES)
		status = run(arguments, input, files, output, errors);
	int error = errno;
	while (opened > 0)
		fclose(files[--opened]);
	errno = error;
	return status;
}
