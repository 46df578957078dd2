/* SPDX-License-Identifier: ISC
 *
 * Owns the search for profiles that close the gaps of cases. Greedy: gaps that an earlier profile closes are passed over.
 */
#include "report/gap_profiles.h"

#include <stdlib.h>

#include "analyse/search.h"

enum { COMMENT_WIDTH = 96 };

struct generation {
	struct gap_profiles *profiles;
	struct coverage *coverage;
	struct answers witness;
	struct effort effort;        /* of all searches */
};

static char *take(struct buffer *buffer)
{
	char *bytes = buffer->bytes;
	*buffer = (struct buffer){0};
	return bytes;
}

/* Appends a heading and below it a list, as comments of YAML; nothing if the list is empty. */
static void add_comment(const char *heading, const struct buffer *list, struct buffer *out)
{
	const struct layout layout = {.width = COMMENT_WIDTH};
	struct buffer lines = {0};
	if (list->length == 0)
		return;
	buffer_format(out, "# %s:\n", heading);
	layout_paragraph(&layout, "  ", buffer_text(list), LAYOUT_FLOW, &lines);
	for (struct text rest = buffer_text(&lines); rest.length;) {
		struct text line = text_cut(&rest, '\n');
		buffer_format(out, "# %.*s\n", TEXT_ARGS(line));
	}
	buffer_release(&lines);
}

/* Says which gaps of `coverage` a profile closes; `own` is what it covers alone. */
static void add_gaps(const struct coverage *coverage, const struct coverage *own, struct buffer *out)
{
	const struct model *model = coverage->model;
	struct buffer rules = {0}, effects = {0};
	for (uint32_t r = 0; r < model->rule_count; r++) {
		uint32_t closed = coverage_idle(coverage, r) & own->decided[r];
		if (own->holds[r] && !coverage->holds[r])
			buffer_format(&rules, "%s%.*s", rules.length ? ", " : "", TEXT_ARGS(model->rules[r].id));
		if (closed)
			coverage_add_effects(model, r, closed, &effects);
	}
	add_comment("Rules that held in no case", &rules, out);
	add_comment("Effects that decided in no case", &effects, out);
	buffer_release(&rules);
	buffer_release(&effects);
}

/* Makes the file of the profile that was found. */
static void add_profile(struct generation *generation, struct buffer *name, const struct buffer *title)
{
	struct gap_profiles *profiles = generation->profiles;
	const struct model *model = generation->coverage->model;
	struct coverage own;
	struct report report;
	struct buffer text = {0};
	report_make(&report, &generation->witness, NULL, EFFORT_MOST_STATES);
	coverage_init(&own, model);
	own.effort = generation->effort;
	own.effort.work += report.completions.work;
	coverage_add(&own, &report);
	generation->effort = own.effort;
	buffer_add_string(&text, "# Made by whether test --generate.\n");
	add_gaps(generation->coverage, &own, &text);
	buffer_format(&text, "# Revision %u recommends %.*s. What is right is for you to say: add 'expect'.\n",
	              model->revision, TEXT_ARGS(model_outcome_id(model, report.completions.leader)));
	profile_print(&generation->witness, buffer_text(title), &text);
	coverage_add(generation->coverage, &report);
	coverage_release(&own);
	report_release(&report);
	MEMORY_GROW(profiles->items, profiles->count, profiles->capacity);
	profiles->items[profiles->count++] = (struct gap_profile){take(name), take(&text)};
}

static enum search_result find(struct generation *generation, const struct query *query)
{
	return search_profile(generation->coverage->model, query, &generation->witness, &generation->effort);
}

static void close_rule(struct generation *generation, uint32_t r)
{
	const struct rule *rule = &generation->coverage->model->rules[r];
	struct literal literal = {rule->condition, true};
	struct query decides = {NULL, 0, r, MODEL_NONE, NULL}, holds = {&literal, 1, MODEL_NONE, MODEL_NONE, NULL};
	struct buffer name = {0}, title = {0};
	const char *does = "decides";
	enum search_result result = find(generation, &decides);
	if (result != SEARCH_FOUND) {
		does = "holds";
		result = find(generation, &holds);
	}
	if (result == SEARCH_FOUND) {
		buffer_format(&name, "%.*s.yaml", TEXT_ARGS(rule->id));
		buffer_format(&title, "A case in which %.*s %s", TEXT_ARGS(rule->id), does);
		add_profile(generation, &name, &title);
	} else if (result == SEARCH_NONE) {
		buffer_format(&generation->profiles->failures, "'%.*s' holds in no profile\n", TEXT_ARGS(rule->id));
	} else {
		buffer_format(&generation->profiles->failures,
		              "no profile was found in which '%.*s' holds: the budget was spent\n", TEXT_ARGS(rule->id));
	}
	buffer_release(&title);
}

/* An effect that turns out to decide in no profile is no gap. */
static void close_effect(struct generation *generation, uint32_t r, const struct effect *effect)
{
	const struct model *model = generation->coverage->model;
	struct text rule = model->rules[r].id, option = model->options[effect->option].id;
	struct query query = {NULL, 0, r, MODEL_NONE, effect};
	struct buffer name = {0}, title = {0};
	switch (find(generation, &query)) {
	case SEARCH_FOUND:
		buffer_format(&name, "%.*s.%.*s.yaml", TEXT_ARGS(rule), TEXT_ARGS(option));
		buffer_format(&title, "A case in which %.*s decides about %.*s", TEXT_ARGS(rule), TEXT_ARGS(option));
		add_profile(generation, &name, &title);
		break;
	case SEARCH_NONE:
		break;
	case SEARCH_UNDECIDED:
		buffer_format(&generation->profiles->failures,
		              "no profile was found in which '%.*s' decides about '%.*s': the budget was spent\n",
		              TEXT_ARGS(rule), TEXT_ARGS(option));
	}
	buffer_release(&title);
}

void gap_profiles_make(struct gap_profiles *profiles, struct coverage *coverage)
{
	const struct model *model = coverage->model;
	struct generation generation = {.profiles = profiles, .coverage = coverage,
	                                .effort = {.budget = EFFORT_MOST_STATES}};
	answers_init(&generation.witness, model);
	for (uint32_t r = 0; r < model->rule_count; r++)
		if (coverage->holds[r] == 0)
			close_rule(&generation, r);
	for (uint32_t r = 0; r < model->rule_count; r++)
		for (size_t i = 0; i < model->rules[r].effect_count; i++) {
			const struct effect *effect = &model->rules[r].effects[i];
			if (coverage_idle(coverage, r) >> effect->option & 1)
				close_effect(&generation, r, effect);
		}
	answers_release(&generation.witness);
}

void gap_profiles_release(struct gap_profiles *profiles)
{
	for (size_t i = 0; i < profiles->count; i++) {
		free(profiles->items[i].name);
		free(profiles->items[i].text);
	}
	free(profiles->items);
	buffer_release(&profiles->failures);
	*profiles = (struct gap_profiles){0};
}
