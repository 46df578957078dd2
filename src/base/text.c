/* SPDX-License-Identifier: ISC
 *
 * Owns slices of text and the growing buffer. Knows UTF-8 only for distances; src/base/source.c checks it.
 */
#include "base/text.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include "base/memory.h"

enum { MOST_DISTANCE_LENGTH = 64 };

int text_print_length(struct text text)
{
	return text.length > INT_MAX ? INT_MAX : (int)text.length;
}

struct text text_of(const char *string)
{
	return string ? (struct text){string, strlen(string)} : TEXT("");
}

bool text_starts(struct text text, struct text start)
{
	return text.length >= start.length
	       && (start.length == 0 || memcmp(text.bytes, start.bytes, start.length) == 0);
}

int text_compare(struct text a, struct text b)
{
	size_t shorter = a.length < b.length ? a.length : b.length;
	int order = shorter ? memcmp(a.bytes, b.bytes, shorter) : 0;
	if (order == 0)
		order = (a.length > b.length) - (a.length < b.length);
	return order;
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

struct text text_trim(struct text text)
{
	while (text.length && is_blank(text.bytes[0])) {
		text.bytes++;
		text.length--;
	}
	while (text.length && is_blank(text.bytes[text.length - 1]))
		text.length--;
	return text;
}

struct text text_cut(struct text *rest, char separator)
{
	const char *found = rest->length ? memchr(rest->bytes, separator, rest->length) : NULL;
	struct text head = *rest;
	if (found) {
		head.length = (size_t)(found - rest->bytes);
		*rest = (struct text){found + 1, rest->length - head.length - 1};
	} else {
		*rest = TEXT("");
	}
	return head;
}

bool text_is_control(uint32_t point)
{
	bool is_control = point < 0x20 || (point >= 0x7f && point < 0xa0);
	bool is_separator = point == 0x2028 || point == 0x2029;
	bool is_reordering = point == 0x200e || point == 0x200f || point == 0x061c
	                     || (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
	bool is_no_character = point == 0xfeff || point == 0xfffe || point == 0xffff;
	return is_control || is_separator || is_reordering || is_no_character;
}

size_t text_plain_length(struct text text)
{
	size_t length = 0;
	while (length < text.length && text.bytes[length] >= ' ' && text.bytes[length] < 0x7f)
		length++;
	return length;
}

bool text_number(struct text text, uint64_t most, uint64_t *number)
{
	uint64_t value = 0;
	bool after_digit = false;
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.bytes[i];
		if (byte == '_' && after_digit && i + 1 < text.length) {
			after_digit = false;
			continue;
		}
		if (byte < '0' || byte > '9')
			return false;
		uint64_t digit = (uint64_t)(byte - '0');
		if (digit > most || value > (most - digit) / 10)
			return false;
		value = value * 10 + digit;
		after_digit = true;
	}
	if (!after_digit)
		return false;
	*number = value;
	return true;
}

static size_t decode(struct text text, ucs4_t points[MOST_DISTANCE_LENGTH])
{
	size_t count = 0;
	for (size_t at = 0; at < text.length;) {
		if (count == MOST_DISTANCE_LENGTH)
			return SIZE_MAX;
		int size = u8_mbtouc(&points[count++], (const uint8_t *)text.bytes + at, text.length - at);
		at += size > 0 ? (size_t)size : 1;
	}
	return count;
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

unsigned text_distance(struct text a, struct text b, unsigned limit)
{
	ucs4_t left[MOST_DISTANCE_LENGTH], right[MOST_DISTANCE_LENGTH];
	size_t rows = decode(a, left), columns = decode(b, right);
	if (rows == SIZE_MAX || columns == SIZE_MAX)
		return limit + 1;
	unsigned lines[3][MOST_DISTANCE_LENGTH + 1];
	unsigned *before = lines[0], *last = lines[1], *line = lines[2];
	for (size_t c = 0; c <= columns; c++)
		last[c] = (unsigned)c;
	for (size_t r = 1; r <= rows; r++) {
		unsigned best = line[0] = (unsigned)r;
		for (size_t c = 1; c <= columns; c++) {
			unsigned replace = last[c - 1] + (left[r - 1] != right[c - 1]);
			line[c] = least(replace, least(last[c], line[c - 1]) + 1);
			if (r > 1 && c > 1 && left[r - 1] == right[c - 2] && left[r - 2] == right[c - 1])
				line[c] = least(line[c], before[c - 2] + 1);
			best = least(best, line[c]);
		}
		if (best > limit)
			return limit + 1;
		unsigned *oldest = before;
		before = last;
		last = line;
		line = oldest;
	}
	return last[columns];
}

void buffer_reserve(struct buffer *buffer, size_t more)
{
	size_t needed = buffer->length + more + 1;
	if (needed <= buffer->capacity)
		return;
	size_t capacity = buffer->capacity ? buffer->capacity : 256;
	while (capacity < needed)
		capacity *= 2;
	buffer->bytes = memory_resize(buffer->bytes, capacity, 1);
	buffer->capacity = capacity;
}

void buffer_add_string(struct buffer *buffer, const char *string)
{
	buffer_add(buffer, text_of(string));
}

void buffer_add_clean(struct buffer *buffer, struct text raw)
{
	for (size_t at = 0; at < raw.length;) {
		ucs4_t point;
		int size = u8_mbtoucr(&point, (const uint8_t *)raw.bytes + at, raw.length - at);
		size_t length = size > 0 ? (size_t)size : 1;
		bool clean = size > 0 && !text_is_control(point);
		buffer_add(buffer, clean ? (struct text){raw.bytes + at, length} : TEXT("?"));
		at += length;
	}
}

void buffer_add_repeated(struct buffer *buffer, char byte, size_t count)
{
	buffer_reserve(buffer, count);
	memset(buffer->bytes + buffer->length, byte, count);
	buffer->length += count;
	buffer->bytes[buffer->length] = '\0';
}

void buffer_format(struct buffer *buffer, const char *format, ...)
{
	va_list arguments, again;
	va_start(arguments, format);
	va_copy(again, arguments);
	int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length > 0) {
		buffer_reserve(buffer, (size_t)length);
		vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, again);
		buffer->length += (size_t)length;
	}
	va_end(again);
}

struct text buffer_text(const struct buffer *buffer)
{
	return buffer->bytes ? (struct text){buffer->bytes, buffer->length} : TEXT("");
}

void buffer_clear(struct buffer *buffer)
{
	buffer->length = 0;
}

void buffer_release(struct buffer *buffer)
{
	free(buffer->bytes);
	*buffer = (struct buffer){0};
}
