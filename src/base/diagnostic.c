/* SPDX-License-Identifier: ISC
 *
 * Owns the list of findings and how they look: `file:line:col: error: text [code]`, the source line, a caret.
 */
#include "base/diagnostic.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>
#include <uniwidth.h>

#include "base/nearest.h"

enum {
	TAB_WIDTH = 8,
	MOST_EXCERPT = 160,     /* columns of a source line that are shown */
	BEFORE_SPAN = 60,       /* of them at most this many before the span, when the line is too long to show */
	MOST_MESSAGE = 400,     /* bytes of a message, hint or file name that are shown */
	MOST_SHOWN = 100,       /* findings printed in full */
	MOST_KEPT = 10000,      /* findings of which more than their number is kept */
	MOST_LISTED = 12,       /* names listed when none is near */
};

const char *diagnostic_severity(enum severity severity)
{
	static const char *const names[] = {
		[SEVERITY_NOTE] = "note",
		[SEVERITY_WARNING] = "warning",
		[SEVERITY_ERROR] = "error",
	};
	return names[severity];
}

/* Appends text from a file as one line fit for a terminal, cut when too long. */
static void add_line(struct buffer *out, struct text text)
{
	struct buffer clean = {0};
	buffer_add_clean(&clean, text);
	struct text line = buffer_text(&clean);
	if (line.length > MOST_MESSAGE) {
		line.length = MOST_MESSAGE;
		while ((line.bytes[line.length] & 0xc0) == 0x80)
			line.length--;
		buffer_add(out, line);
		line = TEXT("...");
	}
	buffer_add(out, line);
	buffer_release(&clean);
}

static struct text format_text(struct arena *arena, const char *format, va_list arguments)
{
	struct buffer raw = {0}, line = {0};
	va_list again;
	va_copy(again, arguments);
	int length = vsnprintf(NULL, 0, format, arguments);
	buffer_add_repeated(&raw, ' ', length > 0 ? (size_t)length : 0);
	vsnprintf(raw.bytes, raw.length + 1, format, again);
	va_end(again);
	add_line(&line, buffer_text(&raw));
	struct text text = {arena_copy(arena, line.bytes, line.length), line.length};
	buffer_release(&raw);
	buffer_release(&line);
	return text;
}

/* The latest finding, or NULL if nothing is kept of it. */
static struct diagnostic *latest_kept(struct diagnostics *list)
{
	return list->count > MOST_KEPT ? NULL : &list->items[list->count - 1];
}

void diagnostic_add(struct diagnostics *list, enum severity severity, const char *code, struct span span,
                    const char *format, ...)
{
	list->errors += severity == SEVERITY_ERROR;
	list->warnings += severity == SEVERITY_WARNING;
	list->count++;
	if (list->count > MOST_KEPT)
		return;
	MEMORY_GROW(list->items, list->count - 1, list->capacity);
	struct diagnostic *new = latest_kept(list);
	*new = (struct diagnostic){.severity = severity, .code = code, .span = span, .order = list->count - 1};
	va_list arguments;
	va_start(arguments, format);
	new->message = format_text(&list->arena, format, arguments);
	va_end(arguments);
}

void diagnostic_also(struct diagnostics *list, struct span span, const char *format, ...)
{
	struct diagnostic *latest = latest_kept(list);
	if (!latest)
		return;
	va_list arguments;
	va_start(arguments, format);
	latest->also = format_text(&list->arena, format, arguments);
	va_end(arguments);
	latest->also_span = span;
}

void diagnostic_hint(struct diagnostics *list, const char *format, ...)
{
	struct diagnostic *latest = latest_kept(list);
	if (!latest)
		return;
	va_list arguments;
	va_start(arguments, format);
	latest->hint = format_text(&list->arena, format, arguments);
	va_end(arguments);
}

void diagnostic_list(struct diagnostics *list, size_t count, struct text (*name)(const void *context, size_t index),
                     const void *context, const char *what)
{
	if (count == 0 || count > MOST_LISTED)
		return;
	struct buffer names = {0};
	for (size_t i = 0; i < count; i++) {
		buffer_add_string(&names, i ? ", " : "");
		buffer_add(&names, name(context, i));
	}
	diagnostic_hint(list, "%s: %s", what, names.bytes);
	buffer_release(&names);
}

void diagnostic_detail(struct diagnostics *list, struct text lines)
{
	struct diagnostic *latest = latest_kept(list);
	if (latest)
		latest->detail = (struct text){arena_copy(&list->arena, lines.bytes, lines.length), lines.length};
}

bool diagnostic_suggest_near(struct diagnostics *list, struct text word, size_t count,
                             struct text (*name)(const void *context, size_t index), const void *context)
{
	if (list->count > MOST_SHOWN)
		return true;
	struct nearest nearest;
	nearest_init(&nearest, word);
	for (size_t i = 0; i < count; i++)
		nearest_consider(&nearest, name(context, i));
	bool found = nearest.name.length > 0;
	if (found)
		diagnostic_hint(list, "did you mean '%s'?", nearest.name.bytes);
	nearest_release(&nearest);
	return found;
}

void diagnostic_suggest(struct diagnostics *list, struct text word, size_t count,
                        struct text (*name)(const void *context, size_t index), const void *context, const char *what)
{
	if (!diagnostic_suggest_near(list, word, count, name, context))
		diagnostic_list(list, count, name, context, what);
}

static int by_place(const void *left, const void *right)
{
	const struct diagnostic *a = left, *b = right;
	if (a->span.line != b->span.line)
		return a->span.line < b->span.line ? -1 : 1;
	if (a->span.column != b->span.column)
		return a->span.column < b->span.column ? -1 : 1;
	return a->order < b->order ? -1 : 1;
}

/* Appends what takes part of the screen for the code point at `at`; returns its width. */
static size_t print_point(struct text line, size_t *at, size_t column, struct buffer *out)
{
	ucs4_t point;
	int size = u8_mbtoucr(&point, (const uint8_t *)line.bytes + *at, line.length - *at);
	struct text raw = {line.bytes + *at, size > 0 ? (size_t)size : 1};
	*at += raw.length;
	if (size < 0) {
		buffer_add_string(out, "?");
		return 1;
	}
	if (point == '\t') {
		size_t width = TAB_WIDTH - column % TAB_WIDTH;
		buffer_add_repeated(out, ' ', width);
		return width;
	}
	if (text_is_control(point) || uc_width(point, "UTF-8") < 0) {
		buffer_add_string(out, "?");
		return 1;
	}
	buffer_add(out, raw);
	return (size_t)uc_width(point, "UTF-8");
}

/* Where the excerpt of a line begins: at its start, or, when the span would not be seen then, shortly before it.
 * Returns the byte, and its column in *column. */
static size_t excerpt_start(struct text line, struct span span, uint32_t *column)
{
	size_t at = 0;
	*column = 1;
	if (span.column + BEFORE_SPAN <= MOST_EXCERPT)
		return 0;
	while (at < line.length && *column + BEFORE_SPAN < span.column) {
		ucs4_t point;
		int size = u8_mbtoucr(&point, (const uint8_t *)line.bytes + at, line.length - at);
		at += size > 0 ? (size_t)size : 1;
		(*column)++;
	}
	return at;
}

/* The source line and, under it, the span: a caret and tildes, by display width. */
static void print_excerpt(const struct source *source, struct span span, struct buffer *out)
{
	struct text line = source_line(source, span.line);
	uint32_t column, end = span.end_line > span.line ? UINT32_MAX : span.end_column;
	size_t at = excerpt_start(line, span, &column), first = at;
	size_t margin = out->length;
	buffer_format(out, "%5u | ", span.line);
	margin = out->length - margin - 2;
	size_t width = 0, start = 0, length = 0;
	if (first > 0) {
		buffer_add_string(out, "...");
		width = start = 3;
	}
	for (; at < line.length && width < MOST_EXCERPT && at - first < (size_t)4 * MOST_EXCERPT; column++) {
		size_t step = print_point(line, &at, width, out);
		if (column < span.column)
			start += step;
		else if (column < end)
			length += step;
		width += step;
	}
	buffer_add_string(out, at < line.length ? "...\n" : "\n");
	buffer_add_repeated(out, ' ', margin);
	buffer_add_string(out, "| ");
	buffer_add_repeated(out, ' ', start);
	buffer_add_string(out, "^");
	buffer_add_repeated(out, '~', length ? length - 1 : 0);
	buffer_add_string(out, "\n");
}

static void print_place(const struct source *source, struct span span, struct buffer *out)
{
	add_line(out, text_of(source->name));
	if (span.line)
		buffer_format(out, ":%u:%u", span.line, span.column);
}

static void print_one(const struct source *source, const struct diagnostic *item, struct buffer *out)
{
	print_place(source, item->span, out);
	buffer_format(out, ": %s: %.*s [%s]\n", diagnostic_severity(item->severity), TEXT_ARGS(item->message), item->code);
	if (item->span.line)
		print_excerpt(source, item->span, out);
	if (item->hint.length)
		buffer_format(out, "        %.*s\n", TEXT_ARGS(item->hint));
	if (item->also_span.line) {
		print_place(source, item->also_span, out);
		buffer_format(out, ": note: %.*s\n", TEXT_ARGS(item->also));
		print_excerpt(source, item->also_span, out);
	}
	for (struct text rest = item->detail; rest.length;) {
		struct text line = text_cut(&rest, '\n');
		buffer_add_string(out, "        ");
		add_line(out, line);
		buffer_add_string(out, "\n");
	}
}

static void print_and_more(const struct diagnostics *list, struct buffer *out)
{
	const struct span nowhere = {0};
	print_place(list->source, nowhere, out);
	size_t more = list->count - MOST_SHOWN;
	buffer_format(out, ": and %zu more finding%s\n", more, more == 1 ? "" : "s");
}

size_t diagnostics_kept(const struct diagnostics *list)
{
	return list->count < MOST_KEPT ? list->count : MOST_KEPT;
}

struct diagnostic *diagnostics_sorted(const struct diagnostics *list)
{
	size_t count = diagnostics_kept(list);
	struct diagnostic *sorted = memory_new(count, sizeof(*sorted));
	if (count == 0)
		return sorted;
	memcpy(sorted, list->items, count * sizeof(*sorted));
	qsort(sorted, count, sizeof(*sorted), by_place);
	return sorted;
}

void diagnostics_print(const struct diagnostics *list, struct buffer *out)
{
	struct diagnostic *sorted = diagnostics_sorted(list);
	for (size_t i = 0; i < list->count && i < MOST_SHOWN; i++)
		print_one(list->source, &sorted[i], out);
	if (list->count > MOST_SHOWN)
		print_and_more(list, out);
	free(sorted);
}

void diagnostics_print_briefly(const struct diagnostics *list, const char *indent, struct buffer *out)
{
	for (size_t i = 0; i < diagnostics_kept(list); i++) {
		const struct diagnostic *item = &list->items[i];
		buffer_format(out, "%s%.*s", indent, TEXT_ARGS(item->message));
		if (item->hint.length)
			buffer_format(out, "; %.*s", TEXT_ARGS(item->hint));
		buffer_add_string(out, "\n");
	}
}

void diagnostics_release(struct diagnostics *list)
{
	free(list->items);
	arena_release(&list->arena);
	*list = (struct diagnostics){.source = list->source};
}
