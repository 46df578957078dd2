/* SPDX-License-Identifier: ISC
 *
 * Cuts files into chunks of whole lines. What can be read at once is a chunk, so that no line waits for the next.
 */
#ifndef CLI_BATCH_INPUT_H
#define CLI_BATCH_INPUT_H

#include "base/text.h"

/* Some whole lines; or, if too_long, the beginning of one that is longer than a line may be. */
struct batch_chunk {
	char *bytes;
	size_t length, capacity;
	uint64_t first_line;             /* its number; lines are counted from 1 through all files */
	bool too_long;
};

/* Set `names`, `count`, `most` and `stop`; `file` to -1; zero the rest. */
struct batch_input {
	char **names;                    /* "-" is standard input */
	size_t count;
	size_t most;                     /* bytes in a line */
	int stop;                        /* a file that can be read once there is to be no more input */
	size_t next;                     /* of the names */
	int file;                        /* the one being read, or -1 */
	struct buffer rest;              /* of the latest chunk: the beginning of a line */
	uint64_t line;                   /* lines given out */
	bool skipping;                   /* the rest of a line that is too long */
	bool failed;                     /* a file could not be read, which was said */
};

/* Fills a chunk, which is zeroed or has memory from before; the caller frees its bytes. Waits for input. A file that
 * cannot be read is complained of and passed over. Returns false when there is no more, or is to be none. */
bool batch_input_fill(struct batch_input *input, struct batch_chunk *chunk);

/* Closes the file that is being read, and frees all but the names. */
void batch_input_release(struct batch_input *input);

#endif
