/* SPDX-License-Identifier: ISC
 *
 * starve [--every N] [--from N] [--whole FILE] -- WORD...: runs the program, whose main is called here by another name, with
 * these words again and again, each time in a process of its own in which another allocation fails: that one alone, and
 * then that one and all after it. Standard input is read from its start each time. The program has to end with status 4
 * and say why, or to do as if nothing had failed; FILE must then be whole or not there, with nothing beside it. Says what
 * went otherwise, and at last how often it was tried; the status is 0 if all went well. Of glibc alone.
 */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <glob.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"

enum { MOST_SECONDS = 20, MOST_SAID = 1 << 20, MOST_FAULTS = 20 };

int whether_main(int argc, char **argv);
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

/* Shared with the processes. */
static struct starvation {
	unsigned long at;                /* the allocation that fails, from 1; 0: none */
	bool goes_on;                    /* all after it fail, too */
	unsigned long made;              /* so far */
} *starvation;

static bool is_failing(void)
{
	if (!starvation)
		return false;
	unsigned long number = ++starvation->made;
	bool fails = starvation->at && (number == starvation->at || (starvation->goes_on && number > starvation->at));
	if (fails)
		errno = ENOMEM;
	return fails;
}

void *malloc(size_t size)
{
	return is_failing() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return is_failing() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return is_failing() ? NULL : __libc_realloc(old, size);
}

/* How a run went. */
struct run {
	int status;                      /* as of waitpid */
	char *output, *errors;
	char *file;                      /* what is in FILE, or "" */
};

struct subject {
	char **words;
	int count;
	const char *file;                /* NULL: none */
	FILE *output, *errors;
	struct run whole;                /* with enough memory */
};

/* What is in a file, of which the beginning has to be enough. Never freed: there are few that differ. */
static char *contents(FILE *file)
{
	static char bytes[MOST_SAID];
	size_t length = 0;
	if (file) {
		rewind(file);
		length = fread(bytes, 1, sizeof(bytes) - 1, file);
	}
	bytes[length] = '\0';
	return bytes;
}

static char *keep(const char *bytes)
{
	char *copy = strdup(bytes);
	if (!copy)
		abort();
	return copy;
}

_Noreturn static void live(const struct subject *subject)
{
	lseek(STDIN_FILENO, 0, SEEK_SET);
	dup2(fileno(subject->output), STDOUT_FILENO);
	dup2(fileno(subject->errors), STDERR_FILENO);
	alarm(MOST_SECONDS);
	starvation->made = 0;
	exit(whether_main(subject->count, subject->words));
}

/* Runs it once; the texts are the caller's to free. */
static struct run run_once(const struct subject *subject)
{
	struct run run = {0};
	FILE *files[] = {subject->output, subject->errors};
	for (size_t i = 0; i < 2; i++) {
		rewind(files[i]);
		if (ftruncate(fileno(files[i]), 0) != 0)
			abort();
	}
	if (subject->file)
		unlink(subject->file);
	pid_t child = fork();
	if (child == 0)
		live(subject);
	if (child < 0 || waitpid(child, &run.status, 0) != child)
		abort();
	unsigned long at = starvation->at;
	starvation->at = 0;
	run.output = keep(contents(subject->output));
	run.errors = keep(contents(subject->errors));
	FILE *file = subject->file ? fopen(subject->file, "rb") : NULL;
	run.file = keep(contents(file));
	if (file)
		fclose(file);
	starvation->at = at;
	return run;
}

static void forget(struct run *run)
{
	free(run->output);
	free(run->errors);
	free(run->file);
}

static bool is_same(const struct run *a, const struct run *b)
{
	return a->status == b->status && strcmp(a->output, b->output) == 0 && strcmp(a->errors, b->errors) == 0
	       && strcmp(a->file, b->file) == 0;
}

/* Whether nothing lies beside FILE. */
static bool is_tidy(const char *file)
{
	struct buffer pattern = {0};
	glob_t found;
	buffer_format(&pattern, "%s?*", file);
	bool none = glob(pattern.bytes, 0, NULL, &found) == GLOB_NOMATCH;
	globfree(&found);
	buffer_release(&pattern);
	return none;
}

static bool is_good(const struct subject *subject, const struct run *run)
{
	bool gave_up = WIFEXITED(run->status) && WEXITSTATUS(run->status) == 4
	               && (strstr(run->errors, "whether: out of memory\n") || strstr(run->errors, ": Cannot allocate memory\n"))
	               && (run->file[0] == '\0' || strcmp(run->file, subject->whole.file) == 0);
	return (gave_up || is_same(run, &subject->whole)) && (!subject->file || is_tidy(subject->file));
}

/* Returns whether it went well. */
static bool try(const struct subject *subject, unsigned long at, bool goes_on)
{
	starvation->at = at;
	starvation->goes_on = goes_on;
	struct run run = run_once(subject);
	starvation->at = 0;
	bool good = is_good(subject, &run);
	if (!good)
		dprintf(STDOUT_FILENO, "allocation %lu%s: %s %d, %s%.200s\n", at, goes_on ? " and on" : "",
		        WIFSIGNALED(run.status) ? "signal" : "status",
		        WIFSIGNALED(run.status) ? WTERMSIG(run.status) : WEXITSTATUS(run.status),
		        run.errors[0] ? "saying " : "saying nothing", run.errors);
	forget(&run);
	return good;
}

int main(int argc, char **argv)
{
	unsigned long every = 1, from = 1, tries = 0, faults = 0;
	struct subject subject = {.output = tmpfile(), .errors = tmpfile()};
	int word = 1;
	for (; word + 1 < argc && strcmp(argv[word], "--") != 0; word += 2) {
		if (strcmp(argv[word], "--every") == 0)
			every = strtoul(argv[word + 1], NULL, 10);
		else if (strcmp(argv[word], "--from") == 0)
			from = strtoul(argv[word + 1], NULL, 10);
		else
			subject.file = argv[word + 1];
	}
	/* In the place of `--` the program looks for its name. */
	subject.words = argv + word;
	subject.count = argc - word;
	starvation = mmap(NULL, sizeof(*starvation), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (starvation == MAP_FAILED || !subject.output || !subject.errors || every == 0)
		return 2;
	subject.whole = run_once(&subject);
	unsigned long most = starvation->made;
	for (int goes_on = 0; goes_on <= 1; goes_on++)
		for (unsigned long at = from; at <= most && faults < MOST_FAULTS; at += every, tries++)
			faults += !try(&subject, at, goes_on);
	dprintf(STDOUT_FILENO, "status %d; %lu allocations, %lu tries, %lu faults\n", WEXITSTATUS(subject.whole.status), most,
	        tries, faults);
	return faults || tries == 0;
}
