/* SPDX-License-Identifier: ISC
 *
 * Owns clocks and child processes.
 */
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "analyse/state_table.h"
#include "chance.h"

enum { TRIALS = 3, KEY_WORDS = 8 };

void measure_start(struct stopwatch *watch)
{
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &watch->cpu);
	clock_gettime(CLOCK_MONOTONIC, &watch->wall);
}

static double seconds_between(const struct timespec *from, const struct timespec *to)
{
	return (double)(to->tv_sec - from->tv_sec) + (double)(to->tv_nsec - from->tv_nsec) / 1e9;
}

void measure_stop(const struct stopwatch *watch, struct cost *cost)
{
	struct stopwatch now;
	measure_start(&now);
	cost->figures[FIGURE_WALL] = seconds_between(&watch->wall, &now.wall);
	cost->figures[FIGURE_CPU] = seconds_between(&watch->cpu, &now.cpu);
}

static _Noreturn void fail(const char *what)
{
	perror(what);
	exit(EXIT_FAILURE);
}

/* Runs in the child: sends the cost to the parent. */
static _Noreturn void work_and_tell(void (*work)(const void *subject, struct cost *cost), const void *subject, int to)
{
	struct cost cost = {0};
	struct rusage usage;
	work(subject, &cost);
	getrusage(RUSAGE_SELF, &usage);
	cost.figures[FIGURE_PEAK] = (double)usage.ru_maxrss / 1024;      /* Linux counts in KiB */
	_exit(write(to, &cost, sizeof(cost)) == sizeof(cost) ? EXIT_SUCCESS : EXIT_FAILURE);
}

void measure(void (*work)(const void *subject, struct cost *cost), const void *subject, double yardstick,
             struct cost *cost)
{
	int ends[2], status;
	fflush(NULL);
	if (pipe(ends) != 0)
		fail("pipe");
	pid_t child = fork();
	if (child < 0)
		fail("fork");
	if (child == 0)
		work_and_tell(work, subject, ends[1]);
	close(ends[1]);
	ssize_t got = read(ends[0], cost, sizeof(*cost));
	close(ends[0]);
	if (waitpid(child, &status, 0) < 0)
		fail("waitpid");
	if (got != sizeof(*cost) || status != 0) {
		fprintf(stderr, "bench: a measurement ended with status %d\n", status);
		exit(EXIT_FAILURE);
	}
	if (yardstick > 0)
		cost->figures[FIGURE_RATIO] = cost->figures[FIGURE_CPU] / yardstick;
}

static void add_keys(const void *count, struct cost *cost)
{
	struct stopwatch watch;
	struct state_table table;
	uint64_t chance = 0, words[KEY_WORDS];
	unsigned char key[sizeof(words)];
	const size_t *keys = count;
	measure_start(&watch);
	state_table_init(&table, sizeof(key));
	for (size_t i = 0; i < *keys; i++) {
		for (int word = 0; word < KEY_WORDS; word++)
			words[word] = chance_draw(&chance);
		memcpy(key, words, sizeof(key));
		if (state_table_find(&table, key) == STATE_NONE)
			state_table_add(&table, key);
	}
	cost->figures[FIGURE_STATES] = (double)table.count;
	state_table_release(&table);
	measure_stop(&watch, cost);
}

double measure_yardstick(size_t keys)
{
	double least = 0;
	for (int trial = 0; trial < TRIALS; trial++) {
		struct cost cost;
		measure(add_keys, &keys, 0, &cost);
		double seconds = cost.figures[FIGURE_CPU];
		least = trial == 0 || seconds < least ? seconds : least;
	}
	return least;
}
