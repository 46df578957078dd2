/* SPDX-License-Identifier: ISC
 *
 * Owns the bytes of an input file and the index of its lines. A line ends at LF, CR LF or CR, as in YAML.
 */
#include "base/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <unistr.h>

#include "base/memory.h"

/* The name to show for a file. Owned by the caller. */
static char *shown_name(const char *name)
{
	struct buffer clean = {0};
	buffer_add_clean(&clean, text_of(name));
	buffer_add_string(&clean, "");
	return clean.bytes;
}

/* The last byte of the first line end from `at` on, or `end`. */
static const char *line_end(const char *at, const char *end, bool has_returns)
{
	if (!has_returns) {
		const char *feed = memchr(at, '\n', (size_t)(end - at));
		return feed ? feed : end;
	}
	while (at < end && *at != '\n' && (*at != '\r' || (at + 1 < end && at[1] == '\n')))
		at++;
	return at;
}

/* Takes a byte order mark off the beginning; then counts the lines. */
static void index_lines(struct source *source)
{
	static const char mark[] = "\xef\xbb\xbf";
	if (source->length >= sizeof(mark) - 1 && memcmp(source->bytes, mark, sizeof(mark) - 1) == 0) {
		source->length -= sizeof(mark) - 1;
		memmove(source->bytes, source->bytes + sizeof(mark) - 1, source->length);
	}
	size_t capacity = 0;
	MEMORY_GROW(source->line_starts, source->line_count, capacity);
	source->line_starts[source->line_count++] = 0;
	const char *end = source->bytes + source->length;
	bool has_returns = memchr(source->bytes, '\r', source->length);
	for (const char *at = source->bytes; (at = line_end(at, end, has_returns)) < end;) {
		MEMORY_GROW(source->line_starts, source->line_count, capacity);
		source->line_starts[source->line_count++] = (size_t)(++at - source->bytes);
	}
}

/* What the program usually takes to keep and to understand a file, for each byte of it. */
enum { MADE_OF_A_BYTE = 8 };

/* How much room to begin with: a byte more than a file has now, so that its end is seen; some, where that is not known. */
static size_t first_capacity(int file, size_t most)
{
	struct stat status;
	bool has_size = fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0;
	return has_size && (uintmax_t)status.st_size <= most ? (size_t)status.st_size + 1 : 8192;
}

/* Reads to the end of `file`; returns false with errno set when that fails. Stops once `most` is exceeded. */
static bool read_all(int file, size_t most, struct source *source)
{
	size_t capacity = first_capacity(file, most);
	memory_reserve(capacity * MADE_OF_A_BYTE);
	source->bytes = memory_resize(NULL, capacity, 1);
	for (;;) {
		if (source->length == capacity) {
			capacity *= 2;
			source->bytes = memory_resize(source->bytes, capacity, 1);
		}
		ssize_t got = read(file, source->bytes + source->length, capacity - source->length);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		source->length += (size_t)got;
		if (got == 0 || source->length > most)
			return true;
	}
}

enum source_status source_read(struct source *source, const char *name, size_t most)
{
	bool standard_input = strcmp(name, "-") == 0;
	*source = (struct source){.name = shown_name(standard_input ? "<stdin>" : name)};
	int file = standard_input ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return SOURCE_UNREADABLE;
	bool read = read_all(file, most, source);
	int error = errno;
	if (!standard_input)
		close(file);
	errno = error;
	if (!read)
		return SOURCE_UNREADABLE;
	if (source->length > most)
		return SOURCE_TOO_LARGE;
	index_lines(source);
	return SOURCE_READ;
}

bool source_read_regular(struct source *source, const char *name, size_t most)
{
	struct stat status;
	if (strcmp(name, "-") == 0 || stat(name, &status) != 0 || !S_ISREG(status.st_mode))
		return false;
	if (source_read(source, name, most) == SOURCE_READ)
		return true;
	source_release(source);
	return false;
}

void source_of_bytes(struct source *source, const char *name, const char *bytes, size_t length)
{
	*source = (struct source){.name = shown_name(name), .length = length};
	source->bytes = memory_new(length, 1);
	if (length)
		memcpy(source->bytes, bytes, length);
	index_lines(source);
}

void source_release(struct source *source)
{
	free(source->name);
	free(source->bytes);
	free(source->line_starts);
	*source = (struct source){0};
}

struct text source_line(const struct source *source, uint32_t line)
{
	if (line == 0 || line > source->line_count)
		return TEXT("");
	size_t start = source->line_starts[line - 1];
	size_t end = line < source->line_count ? source->line_starts[line] : source->length;
	while (end > start && (source->bytes[end - 1] == '\n' || source->bytes[end - 1] == '\r'))
		end--;
	return (struct text){source->bytes + start, end - start};
}

struct span source_span_at(const struct source *source, size_t offset)
{
	size_t low = 0, high = source->line_count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (source->line_starts[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	uint32_t column = 1;
	for (size_t at = source->line_starts[low]; at < offset && at < source->length;) {
		ucs4_t point;
		int size = u8_mbtouc(&point, (const uint8_t *)source->bytes + at, offset - at);
		at += size > 0 ? (size_t)size : 1;
		column++;
	}
	uint32_t line = (uint32_t)low + 1;
	return (struct span){line, column, line, column + 1};
}
