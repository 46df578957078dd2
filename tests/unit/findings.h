/* SPDX-License-Identifier: ISC
 *
 * What was found, looked at as users see it.
 */
#ifndef FINDINGS_H
#define FINDINGS_H

#include "unit.h"

#include "base/diagnostic.h"

/* Whether some line of what is printed begins with `start` and ends with `end`. */
static inline bool findings_say(const struct diagnostics *found, const char *start, const char *end)
{
	struct buffer printed = {0};
	bool said = false;
	diagnostics_print(found, &printed);
	for (struct text rest = buffer_text(&printed); rest.length && !said;) {
		struct text line = text_cut(&rest, '\n');
		size_t head = strlen(start), tail = strlen(end);
		said = line.length >= head && memcmp(line.bytes, start, head) == 0
			&& line.length >= tail
		       && memcmp(line.bytes + line.length - tail, end, tail) == 0;
	}
	buffer_release(&printed);
	return said;
}

/* Whether there is a finding at `place` ("3:5") with this code. */
static inline bool findings_has(const struct diagnostics *found, const char *place,
                                const char *code)
{
	struct buffer start = {0}, end = {0};
	buffer_format(&start, "%s:%s: ", found->source->name, place);
	buffer_format(&end, " [%s]", code);
	bool has = findings_say(found, start.bytes, end.bytes);
	buffer_release(&start);
	buffer_release(&end);
	return has;
}

/* Says on standard error what was found. */
static inline void findings_show(const struct diagnostics *found)
{
	struct buffer printed = {0};
	diagnostics_print(found, &printed);
	print_error("%s", printed.bytes ? printed.bytes : "nothing found\n");
	buffer_release(&printed);
}

/* That there are `errors` errors, among them (if any) one at `place` with `code`. */
#define assert_findings(row, found, count, place, code) \
	do { \
		if ((found)->errors != (count) \
		    || ((count) > 0 && !findings_has((found), (place), (code)))) { \
			print_error("row %zu: expected %zu errors, among them %s [%s]; found:\n", \
			            (size_t)(row), (size_t)(count), (place), (code)); \
			findings_show(found); \
			fail(); \
		} \
	} while (0)

#endif
