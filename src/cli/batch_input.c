/* SPDX-License-Identifier: ISC
 *
 * Owns the reading of lines.
 */
#include "cli/batch_input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "cli/session.h"

enum { READ_AT_ONCE = 128 * 1024 };

static void complain(struct batch_input *input)
{
	struct buffer message = {0};
	const char *name = input->names[input->next - 1];
	buffer_format(&message, "cannot read %s: %s", strcmp(name, "-") == 0 ? "<stdin>" : name, strerror(errno));
	session_complain(&message);
	input->failed = true;
}

static void close_file(struct batch_input *input)
{
	if (input->file > STDIN_FILENO)
		close(input->file);
	input->file = -1;
}

/* Opens the next file that can be opened; returns false when there is none left. */
static bool open_next(struct batch_input *input)
{
	while (input->file < 0 && input->next < input->count) {
		const char *name = input->names[input->next++];
		input->file = strcmp(name, "-") == 0 ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
		if (input->file < 0)
			complain(input);
	}
	return input->file >= 0;
}

/* Waits until there is something to read. Returns false when reading is to stop. */
static bool wait_for_input(const struct batch_input *input)
{
	struct pollfd files[] = {{.fd = input->file, .events = POLLIN}, {.fd = input->stop, .events = POLLIN}};
	while (poll(files, COUNT_OF(files), -1) < 0 && errno == EINTR)
		;
	return files[1].revents == 0;
}

/* Reads once more at the end of the chunk. Returns how many bytes that gave: 0 at the end of the file. */
static size_t read_more(struct batch_input *input, struct batch_chunk *chunk)
{
	if (chunk->capacity - chunk->length < READ_AT_ONCE) {
		chunk->capacity = chunk->length + READ_AT_ONCE;
		chunk->bytes = memory_resize(chunk->bytes, chunk->capacity, 1);
	}
	ssize_t got;
	do
		got = read(input->file, chunk->bytes + chunk->length, READ_AT_ONCE);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		complain(input);
	if (got <= 0)
		close_file(input);
	return got > 0 ? (size_t)got : 0;
}

/* Throws away what belongs to a line that is too long. */
static void skip(struct batch_input *input, struct batch_chunk *chunk)
{
	const char *end = memchr(chunk->bytes, '\n', chunk->length);
	size_t skipped = end ? (size_t)(end - chunk->bytes) + 1 : chunk->length;
	memmove(chunk->bytes, chunk->bytes + skipped, chunk->length - skipped);
	chunk->length -= skipped;
	input->skipping = !end;
}

/* Keeps for the next chunk what follows the last line end from `from` on. Returns false when there is none. */
static bool cut(struct batch_input *input, struct batch_chunk *chunk, size_t from)
{
	size_t end = chunk->length;
	while (end > from && chunk->bytes[end - 1] != '\n')
		end--;
	if (end == from)
		return false;
	buffer_add(&input->rest, (struct text){chunk->bytes + end, chunk->length - end});
	chunk->length = end;
	return true;
}

static void number_lines(struct batch_input *input, struct batch_chunk *chunk)
{
	const char *at = chunk->bytes, *end = chunk->bytes + chunk->length;
	chunk->first_line = input->line + 1;
	for (; at < end; input->line++) {
		const char *next = memchr(at, '\n', (size_t)(end - at));
		at = next ? next + 1 : end;
	}
}

/* Takes up what the latest chunk left over. */
static void begin(struct batch_input *input, struct batch_chunk *chunk)
{
	chunk->too_long = false;
	chunk->length = input->rest.length;
	if (chunk->capacity < chunk->length) {
		chunk->capacity = chunk->length;
		chunk->bytes = memory_resize(chunk->bytes, chunk->capacity, 1);
	}
	if (chunk->length)
		memcpy(chunk->bytes, input->rest.bytes, chunk->length);
	buffer_clear(&input->rest);
}

bool batch_input_fill(struct batch_input *input, struct batch_chunk *chunk)
{
	begin(input, chunk);
	while (open_next(input)) {
		size_t before = chunk->length;
		if (!wait_for_input(input))
			return false;
		chunk->length += read_more(input, chunk);
		bool at_end = input->file < 0;
		if (input->skipping) {
			skip(input, chunk);
			before = 0;
		}
		input->skipping = input->skipping && !at_end;
		if (cut(input, chunk, before) || (at_end && chunk->length)) {
			number_lines(input, chunk);
			return true;
		}
		if (chunk->length > input->most) {
			number_lines(input, chunk);
			chunk->too_long = input->skipping = true;
			return true;
		}
	}
	return false;
}

void batch_input_release(struct batch_input *input)
{
	close_file(input);
	buffer_release(&input->rest);
}
