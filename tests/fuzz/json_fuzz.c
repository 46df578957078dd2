/* SPDX-License-Identifier: ISC
 *
 * The input is lines for `whether batch`. What is written of each is one line of JSON, and says the same outcome, briefly
 * and in full, as a report on the profile in it does when that is read as files are.
 */
#include "fuzz.h"

#include <string.h>

#include "cli/batch_line.h"

enum { MOST_LINES = 40 };

/* The end of one that is open, or of one that is settled. */
static const char *const ends[] = {[BATCH_SETTLED] = "true", [BATCH_OPEN] = "false"};

/* The settings win over the profile. */
static void apply_settings(const struct answers *settings, struct answers *answers)
{
	for (uint32_t q = 0; q < settings->model->question_count; q++)
		if (settings->sets[q].state != ANSWER_MISSING)
			answers->sets[q] = settings->sets[q];
}

/* What a report says of the profile in the line; what must be in the result of it goes to `outcome`. */
static enum batch_fate take_slowly(const struct batch_rules *rules, struct text text, struct buffer *outcome)
{
	enum batch_fate fate = BATCH_BAD;
	struct source source;
	struct profile profile;
	struct report report;
	struct diagnostics found = {0};
	source_of_bytes(&source, "line", text.bytes, text.length);
	if (profile_open_json(&profile, &source, &found) && profile_bind(&profile, &rules->model, &found)) {
		apply_settings(&rules->settings, &profile.answers);
		if (report_make(&report, &profile.answers, &profile, EFFORT_MOST_STATES)) {
			fate = report.completions.settled ? BATCH_SETTLED : BATCH_OPEN;
			buffer_format(outcome, ",\"option\":\"%.*s\",\"settled\":%s",
			              TEXT_ARGS(model_outcome_id(&rules->model, report.completions.leader)), ends[fate]);
		}
		report_release(&report);
	}
	fuzz_check_findings(&found);
	diagnostics_release(&found);
	profile_release(&profile);
	return fate;
}

static void check_line(struct batch_line *line, struct text text)
{
	struct buffer out = {0}, outcome = {0};
	enum batch_fate fate = batch_line_take(line, 1, text, &out);
	if (text_trim(text).length == 0) {
		fuzz_demand(fate == BATCH_NOTHING && out.length == 0, "a blank line has a result");
		buffer_release(&out);
		return;
	}
	fuzz_demand(fate == take_slowly(line->rules, text, &outcome), "a profile fares otherwise than in a report");
	/* In a title these quotation marks would be escaped. */
	fuzz_demand(!outcome.length || strstr(out.bytes, outcome.bytes), "a report has another outcome");
	fuzz_demand(memchr(out.bytes, '\n', out.length) == out.bytes + out.length - 1, "a result is not one line");
	fuzz_check_json(&out);
	buffer_release(&out);
	buffer_release(&outcome);
}

static void set(struct answers *settings, const char *words)
{
	struct source source;
	struct diagnostics found = {.source = &source};
	source_of_bytes(&source, "setting", words, strlen(words));
	fuzz_demand(answers_set(settings, text_of(words), &found), "the setting of the harness is in error");
	diagnostics_release(&found);
	source_release(&source);
}

static void check_lines(struct text rest, bool full, bool with_setting)
{
	struct batch_rules rules = {0};
	struct batch_line line;
	fuzz_load(&rules.model, fuzz_model);
	answers_init(&rules.settings, &rules.model);
	if (with_setting)
		set(&rules.settings, "units=20+");
	batch_rules_init(&rules, full);
	batch_line_init(&line, &rules);
	for (int i = 0; i < MOST_LINES && rest.length; i++)
		check_line(&line, text_cut(&rest, '\n'));
	batch_line_release(&line);
	batch_rules_release(&rules);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct text lines = {(const char *)bytes, length};
	check_lines(lines, false, length % 2);
	check_lines(lines, true, length % 2);
	return 0;
}
