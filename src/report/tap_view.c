/* SPDX-License-Identifier: ISC
 *
 * Owns the lines of the Test Anything Protocol.
 */
#include "report/tap_view.h"

#include "report/agreement.h"
#include "report/words.h"

void tap_begin(size_t count, struct buffer *out)
{
	buffer_format(out, "TAP version 13\n1..%zu\n", count);
}

/* What is a directive after '#' stays a name, and a name stays on its line. */
static void add_escaped(struct text name, struct buffer *out)
{
	struct buffer clean = {0};
	buffer_add_clean(&clean, name);
	for (size_t i = 0; i < clean.length; i++) {
		if (clean.bytes[i] == '#' || clean.bytes[i] == '\\')
			buffer_add_string(out, "\\");
		buffer_add(out, (struct text){&clean.bytes[i], 1});
	}
	buffer_release(&clean);
}

void tap_add_point(size_t number, bool good, struct text name, const char *skipped, struct buffer *out)
{
	buffer_format(out, "%s %zu - ", good ? "ok" : "not ok", number);
	add_escaped(name, out);
	if (skipped)
		buffer_format(out, " # SKIP %s", skipped);
	buffer_add_string(out, "\n");
}

void tap_add_comment(struct text lines, struct buffer *out)
{
	while (lines.length) {
		struct text line = text_cut(&lines, '\n');
		buffer_format(out, line.length ? "# %.*s\n" : "#\n", TEXT_ARGS(line));
	}
}

static void add_pair(const char *name, const struct buffer *value, struct buffer *out)
{
	if (value->length)
		buffer_format(out, "# %s: %s\n", name, value->bytes);
}

void tap_add_failure(const struct report *report, struct buffer *out)
{
	const struct model *model = report->model;
	struct buffer accepted = {0}, certainty = {0}, decided = {0}, rules = {0};
	for (uint32_t o = 0; o <= model->option_count; o++)
		if (report->accept >> o & 1)
			buffer_format(&accepted, "%s%.*s", accepted.length ? ", " : "",
			              TEXT_ARGS(model_outcome_id(model, o)));
	words_certainty(report, &certainty);
	words_decided(report, &decided);
	agreement_add_rules(report, &rules);
	buffer_format(out, "# expected: %.*s\n", TEXT_ARGS(model_outcome_id(model, report->expect)));
	add_pair("accepted", &accepted, out);
	buffer_format(out, "# recommended: %.*s\n", TEXT_ARGS(model_outcome_id(model, report->completions.leader)));
	add_pair("certainty", &certainty, out);
	add_pair("decided", &decided, out);
	add_pair("rules", &rules, out);
	buffer_release(&accepted);
	buffer_release(&certainty);
	buffer_release(&decided);
	buffer_release(&rules);
}
