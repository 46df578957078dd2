/* SPDX-License-Identifier: ISC
 *
 * timed INPUT OUTPUT COMMAND [ARGUMENT...]: runs a command with its standard input and output in files. Prints the
 * nanoseconds from start to end, the peak of its memory in KiB and its status.
 *
 * A program of its own, small and linked statically: Linux counts into the peak of a process what its parent held when
 * it was started, which with a driver in Python would be more than a small program ever takes.
 */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static _Noreturn void fail(const char *what, int error)
{
	fprintf(stderr, "timed: %s: %s\n", what, strerror(error));
	exit(EXIT_FAILURE);
}

/* Starts the command and waits for it. Returns its status as waitpid tells it. */
static int run(char **command, const char *input, const char *output)
{
	posix_spawn_file_actions_t files;
	pid_t child;
	int status;
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 0, input, O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&files, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0666);
	int error = posix_spawnp(&child, command[0], &files, NULL, command, environ);
	if (error != 0)
		fail(command[0], error);
	if (waitpid(child, &status, 0) < 0)
		fail("waitpid", errno);
	posix_spawn_file_actions_destroy(&files);
	return status;
}

int main(int argc, char **argv)
{
	struct timespec start, end;
	struct rusage usage;
	if (argc < 4) {
		fprintf(stderr, "usage: timed INPUT OUTPUT COMMAND [ARGUMENT...]\n");
		return EXIT_FAILURE;
	}
	clock_gettime(CLOCK_MONOTONIC, &start);
	int status = run(argv + 3, argv[1], argv[2]);
	clock_gettime(CLOCK_MONOTONIC, &end);
	getrusage(RUSAGE_CHILDREN, &usage);
	long long nanoseconds = (end.tv_sec - start.tv_sec) * 1000000000LL + (end.tv_nsec - start.tv_nsec);
	printf("%lld %ld %d\n", nanoseconds, usage.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
	return EXIT_SUCCESS;
}
