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

enum {
	TAB_WIDTH = 8,
	MOST_EXCERPT = 160,     /* columns of a source line that are shown */
	MOST_SHOWN = 100,       /* findings printed in full */
	MOST_LISTED = 12,       /* names listed when none is near */
};

struct diagnostic {
	enum severity severity;
	const char *code;
	struct span span;
	struct text message;
	struct span also_span;     /* line 0: none */
	struct text also;
	struct text hint;          /* empty: none */
	size_t order;              /* in which it was found; settles ties of place */
};

static const char *const severity_names[] = {
	[SEVERITY_NOTE] = "note",
	[SEVERITY_WARNING] = "warning",
	[SEVERITY_ERROR] = "error",
};

static struct text format_text(struct arena *arena, const char *format, va_list arguments)
{
	va_list again;
	va_copy(again, arguments);
	int length = vsnprintf(NULL, 0, format, arguments);
	struct text text = TEXT("");
	if (length > 0) {
		char *bytes = arena_new(arena, (size_t)length + 1, 1);
		vsnprintf(bytes, (size_t)length + 1, format, again);
		text = (struct text){bytes, (size_t)length};
	}
	va_end(again);
	return text;
}

void diagnostic_add(struct diagnostics *list, enum severity severity, const char *code, struct span span,
                    const char *format, ...)
{
	MEMORY_GROW(list->items, list->count, list->capacity);
	struct diagnostic *new = &list->items[list->count];
	*new = (struct diagnostic){.severity = severity, .code = code, .span = span, .order = list->count};
	va_list arguments;
	va_start(arguments, format);
	new->message = format_text(&list->arena, format, arguments);
	va_end(arguments);
	list->count++;
	list->errors += severity == SEVERITY_ERROR;
	list->warnings += severity == SEVERITY_WARNING;
}

void diagnostic_also(struct diagnostics *list, struct span span, const char *format, ...)
{
	struct diagnostic *latest = &list->items[list->count - 1];
	va_list arguments;
	va_start(arguments, format);
	latest->also = format_text(&list->arena, format, arguments);
	va_end(arguments);
	latest->also_span = span;
}

void diagnostic_hint(struct diagnostics *list, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	list->items[list->count - 1].hint = format_text(&list->arena, format, arguments);
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

void diagnostic_suggest(struct diagnostics *list, struct text word, size_t count,
                        struct text (*name)(const void *context, size_t index), const void *context, const char *what)
{
	if (list->count > MOST_SHOWN)
		return;
	/* At most a third of the word may be wrong, and never more than two letters. */
	unsigned limit = word.length < 6 ? (unsigned)(word.length + 1) / 3 : 2;
	unsigned best = limit + 1;
	struct text nearest = TEXT("");
	for (size_t i = 0; i < count; i++) {
		unsigned distance = text_distance(word, name(context, i), limit);
		if (distance < best) {
			best = distance;
			nearest = name(context, i);
		}
	}
	if (nearest.length)
		diagnostic_hint(list, "did you mean '%.*s'?", TEXT_ARGS(nearest));
	else
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
	int size = u8_mbtouc(&point, (const uint8_t *)line.bytes + *at, line.length - *at);
	struct text raw = {line.bytes + *at, size > 0 ? (size_t)size : 1};
	*at += raw.length;
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

/* The source line and, under it, the span: a caret and tildes, by display width. */
static void print_excerpt(const struct source *source, struct span span, struct buffer *out)
{
	struct text line = source_line(source, span.line);
	size_t margin = out->length;
	buffer_format(out, "%5u | ", span.line);
	margin = out->length - margin;
	uint32_t end = span.end_line > span.line ? UINT32_MAX : span.end_column;
	size_t width = 0, start = 0, length = 0;
	uint32_t column = 1;
	for (size_t at = 0; at < line.length && width < MOST_EXCERPT; column++) {
		size_t step = print_point(line, &at, width, out);
		if (column < span.column)
			start += step;
		else if (column < end)
			length += step;
		width += step;
	}
	if (column <= span.column && width >= MOST_EXCERPT) {
		buffer_add_string(out, "\n");
		return;
	}
	buffer_add_string(out, "\n");
	buffer_add_repeated(out, ' ', margin - 2);
	buffer_add_string(out, "| ");
	buffer_add_repeated(out, ' ', start);
	buffer_add_string(out, "^");
	buffer_add_repeated(out, '~', length ? length - 1 : 0);
	buffer_add_string(out, "\n");
}

static void print_one(const struct source *source, const struct diagnostic *item, struct buffer *out)
{
	buffer_add_string(out, source->name);
	if (item->span.line)
		buffer_format(out, ":%u:%u", item->span.line, item->span.column);
	buffer_format(out, ": %s: %.*s [%s]\n", severity_names[item->severity], TEXT_ARGS(item->message), item->code);
	if (item->span.line)
		print_excerpt(source, item->span, out);
	if (item->hint.length)
		buffer_format(out, "        %.*s\n", TEXT_ARGS(item->hint));
	if (item->also_span.line) {
		buffer_format(out, "%s:%u:%u: note: %.*s\n", source->name, item->also_span.line,
		              item->also_span.column, TEXT_ARGS(item->also));
		print_excerpt(source, item->also_span, out);
	}
}

void diagnostics_print(const struct diagnostics *list, struct buffer *out)
{
	if (list->count == 0)
		return;
	struct diagnostic *sorted = memory_new(list->count, sizeof(*sorted));
	memcpy(sorted, list->items, list->count * sizeof(*sorted));
	qsort(sorted, list->count, sizeof(*sorted), by_place);
	for (size_t i = 0; i < list->count && i < MOST_SHOWN; i++)
		print_one(list->source, &sorted[i], out);
	if (list->count > MOST_SHOWN)
		buffer_format(out, "%s: and %zu more findings\n", list->source->name, list->count - MOST_SHOWN);
	free(sorted);
}

void diagnostics_print_briefly(const struct diagnostics *list, const char *indent, struct buffer *out)
{
	for (size_t i = 0; i < list->count; i++) {
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
