/* SPDX-License-Identifier: ISC
 *
 * A source: the text of one input file, checked once at the edge, with its lines counted.
 */
#ifndef BASE_SOURCE_H
#define BASE_SOURCE_H

#include "base/text.h"

/* A stretch of a source. Lines and columns count from 1, columns in code points. Line 0 means "no place". */
struct span {
	uint32_t line;
	uint32_t column;
	uint32_t end_line;
	uint32_t end_column;     /* one past the last code point */
};

struct source {
	char *name;              /* as it is shown: what is not text comes as '?', "-" as "<stdin>" */
	char *bytes;             /* owned; without a byte order mark */
	size_t length;
	size_t *line_starts;     /* byte offset of each line */
	size_t line_count;
};

enum source_status {
	SOURCE_READ,
	SOURCE_UNREADABLE,       /* errno tells why */
	SOURCE_TOO_LARGE,        /* over the limit given */
};

/* Reads the file `name`, or standard input for "-", up to `most` bytes. On SOURCE_READ *source owns what it holds until
 * source_release; otherwise only its name is set (and must be released too). */
enum source_status source_read(struct source *source, const char *name, size_t most);

/* The same for a file that is only looked into: what can be read once or may never end (standard input, a pipe, a
 * terminal) is not touched. Returns whether it was read; only then *source has to be released. */
bool source_read_regular(struct source *source, const char *name, size_t most);

/* Makes a source of bytes in memory (copied). */
void source_of_bytes(struct source *source, const char *name, const char *bytes, size_t length);

void source_release(struct source *source);

/* The text of line `line` (from 1) without its line end; empty beyond the last. */
struct text source_line(const struct source *source, uint32_t line);

/* The place of a byte offset, as a span of one code point. */
struct span source_span_at(const struct source *source, size_t offset);

#endif
