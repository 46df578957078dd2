/* SPDX-License-Identifier: ISC
 *
 * Lines in, lines out, by several threads in order.
 *
 * Chunks go round a ring. Whichever thread is free reads the next one; whichever has just finished one writes all that
 * are finished up to the first that is not. When the ring is full, reading waits, so memory does not grow with the
 * input; and nobody who could write waits for input.
 */
#ifndef CLI_BATCH_STREAM_H
#define CLI_BATCH_STREAM_H

#include "cli/batch_input.h"
#include "cli/batch_line.h"

/* How many lines had which fate. */
struct batch_tally {
	uint64_t lines[BATCH_FATES];
};

/* Takes all lines of `input` by `rules` and writes the results to standard output, with `threads` threads in all. Calls
 * progress(context, tally), from any thread but one call at a time, whenever results were written; it may be NULL.
 * Returns the tally. */
struct batch_tally batch_stream_run(struct batch_input *input, struct batch_rules *rules, unsigned threads,
                                    void (*progress)(void *context, const struct batch_tally *tally), void *context);

#endif
