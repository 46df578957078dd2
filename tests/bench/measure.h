/* SPDX-License-Identifier: ISC
 *
 * What a piece of work costs: measured in a process of its own, so that its peak of memory is its own.
 */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

enum figure {
	FIGURE_STATES,       /* of the diagram */
	FIGURE_NODES,        /* the same; 0 where the work does not tell */
	FIGURE_WALL,         /* seconds between measure_start and measure_stop */
	FIGURE_CPU,          /* the same, of the processor */
	FIGURE_RATIO,        /* FIGURE_CPU in yardsticks */
	FIGURE_PEAK,         /* MiB of memory that the process had at most */
	FIGURE_COUNT
};

struct cost {
	double figures[FIGURE_COUNT];
	bool exact;          /* the budget was enough */
};

struct stopwatch {
	struct timespec wall, cpu;
};

/* Winds the stopwatch; measure_stop writes the two times since then. */
void measure_start(struct stopwatch *watch);
void measure_stop(const struct stopwatch *watch, struct cost *cost);

/* Calls work(subject, cost) in a child process, where *cost is zeroed; work fills what it knows, measure the peak of
 * memory and, if `yardstick` is not 0, the ratio. Ends the program if the child fails. */
void measure(void (*work)(const void *subject, struct cost *cost), const void *subject, double yardstick,
             struct cost *cost);

/* The yardstick: the seconds of processor time that it takes here and now to draw `keys` keys of 64 bytes, and to look
 * for each in a state_table and add it; the least of three trials. Work like that of an analysis, on no model. */
double measure_yardstick(size_t keys);

#endif
