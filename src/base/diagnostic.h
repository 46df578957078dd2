/* SPDX-License-Identifier: ISC
 *
 * Diagnostics: collected while a file is read, printed together in the order of the file.
 */
#ifndef BASE_DIAGNOSTIC_H
#define BASE_DIAGNOSTIC_H

#include <stdio.h>

#include "base/memory.h"
#include "base/source.h"

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

/* One finding. Its texts are fit for a terminal and live as long as the list. */
struct diagnostic {
	enum severity severity;
	const char *code;
	struct span span;
	struct text message;
	struct span also_span;     /* line 0: none */
	struct text also;
	struct text hint;          /* empty: none */
	struct text detail;        /* whole lines; empty: none */
	size_t order;              /* in which it was found, from 0; settles ties of place */
};

/* All findings about one source. A zeroed struct with `source` set is empty. */
struct diagnostics {
	const struct source *source;     /* not owned */
	struct diagnostic *items;        /* the first of them: diagnostics_kept */
	size_t count, capacity;
	size_t errors, warnings;
	struct arena arena;              /* holds the messages */
};

/* Adds a finding. `code` is a static string, stable for scripts; the message is one line without a final stop.
 * Returns nothing: the caller goes on to find more. */
void diagnostic_add(struct diagnostics *list, enum severity severity, const char *code, struct span span,
                    const char *format, ...) PRINTF_LIKE(5, 6);

/* Adds to the latest finding a second place ("first defined here"). */
void diagnostic_also(struct diagnostics *list, struct span span, const char *format, ...) PRINTF_LIKE(3, 4);

/* Adds to the latest finding a line of advice ("did you mean 'waiting'?"). */
void diagnostic_hint(struct diagnostics *list, const char *format, ...) PRINTF_LIKE(2, 3);

/* Adds lines to the latest finding, to be printed below it as they are. */
void diagnostic_detail(struct diagnostics *list, struct text lines);

/* Adds "did you mean" to the latest finding when one of `count` names (name(context, i)) is near enough to `word`, as
 * nearest.h has it; returns whether. After the first hundred findings, which are
 * all that are shown, it does nothing and returns true. */
bool diagnostic_suggest_near(struct diagnostics *list, struct text word, size_t count,
                             struct text (*name)(const void *context, size_t index), const void *context);

/* The same; but when none is near and there are at most 12, lists them all as `what`. */
void diagnostic_suggest(struct diagnostics *list, struct text word, size_t count,
                        struct text (*name)(const void *context, size_t index), const void *context, const char *what);

/* Adds the `count` names to the latest finding as "what: a, b, c", when there are at most 12. */
void diagnostic_list(struct diagnostics *list, size_t count, struct text (*name)(const void *context, size_t index),
                     const void *context, const char *what);

/* "note", "warning", "error". */
const char *diagnostic_severity(enum severity severity);

/* How many findings are kept: all, up to 10000; of further ones there is only the number. */
size_t diagnostics_kept(const struct diagnostics *list);

/* The findings that are kept, sorted by place. The caller frees the array. */
struct diagnostic *diagnostics_sorted(const struct diagnostics *list);

/* Appends all findings, sorted by place, as `file:line:col: error: text [code]` with the source line and a caret. */
void diagnostics_print(const struct diagnostics *list, struct buffer *out);

/* Appends the findings as lines of message and hint, each after `indent`, without place, code and source line: for a
 * person who has just typed the words. */
void diagnostics_print_briefly(const struct diagnostics *list, const char *indent, struct buffer *out);

void diagnostics_release(struct diagnostics *list);

#endif
