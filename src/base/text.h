/* SPDX-License-Identifier: ISC
 *
 * Text: slices of somebody else's bytes, and a buffer that grows.
 * All text past the edge of the program is valid UTF-8 without NUL.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__GNUC__)
#define PRINTF_LIKE(string, arguments) __attribute__((__format__(__printf__, string, arguments)))
#else
#define PRINTF_LIKE(string, arguments)
#endif

/* A slice: `length` bytes that somebody else owns; not NUL-terminated. */
struct text {
	const char *bytes;
	size_t length;
};

/* A string literal as a slice. */
#define TEXT(literal) ((struct text){"" literal, sizeof(literal) - 1})

/* For printf's "%.*s". Lengths beyond INT_MAX are cut. */
#define TEXT_ARGS(text) text_print_length(text), (text).bytes
int text_print_length(struct text text);

/* The slice of a C string; NULL gives the empty slice. */
struct text text_of(const char *string);

static inline bool text_equal(struct text a, struct text b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

/* Whether `text` begins with `start`. */
bool text_starts(struct text text, struct text start);

/* Byte-wise order, as strcmp's. */
int text_compare(struct text a, struct text b);

/* The slice without spaces, tabs and line ends at either end. */
struct text text_trim(struct text text);

/* Cuts *rest at the first `separator`: returns what stood before it and leaves in *rest what follows
 * (empty when there was none). */
struct text text_cut(struct text *rest, char separator);

/* Whether a code point must not reach a terminal or a file format from a stranger's text: controls (tab and line
 * ends too), the line and paragraph separators, the marks that reorder text, and U+FEFF, U+FFFE, U+FFFF. */
bool text_is_control(uint32_t point);

/* How many bytes at the beginning are ASCII that can be seen, or spaces: most of most texts, and no control characters. */
size_t text_plain_length(struct text text);

/* Reads a whole number in decimal digits ('_' allowed between digits), at most `most`.
 * Returns false, *number untouched, for anything else. */
bool text_number(struct text text, uint64_t most, uint64_t *number);

/* The optimal string alignment distance of two slices in code points: insert, delete, replace, swap neighbours.
 * Gives up and returns limit + 1 once it must exceed `limit`, or when either is longer than 64 code points. */
unsigned text_distance(struct text a, struct text b, unsigned limit);

/* A growing buffer. A zeroed struct is an empty one; buffer_release frees it. */
struct buffer {
	char *bytes;     /* NUL-terminated once anything was added; NULL before */
	size_t length;
	size_t capacity;
};

/* Makes room for `more` bytes and the NUL. */
void buffer_reserve(struct buffer *buffer, size_t more);

/* Inline, so that pieces of known length are not copied by calls. */
static inline void buffer_add(struct buffer *buffer, struct text text)
{
	if (buffer->capacity - buffer->length <= text.length)
		buffer_reserve(buffer, text.length);
	if (text.length)
		memcpy(buffer->bytes + buffer->length, text.bytes, text.length);
	buffer->length += text.length;
	buffer->bytes[buffer->length] = '\0';
}

void buffer_add_string(struct buffer *buffer, const char *string);
void buffer_add_repeated(struct buffer *buffer, char byte, size_t count);
void buffer_format(struct buffer *buffer, const char *format, ...) PRINTF_LIKE(2, 3);

/* Appends bytes from anywhere as text: what is not UTF-8, and every control character, comes as '?'. */
void buffer_add_clean(struct buffer *buffer, struct text raw);

/* The contents as a slice, valid until the next change. */
struct text buffer_text(const struct buffer *buffer);

/* Empties the buffer but keeps its memory. */
void buffer_clear(struct buffer *buffer);
void buffer_release(struct buffer *buffer);

#endif
