/* SPDX-License-Identifier: ISC
 *
 * Owns the search for what no case exercises.
 */
#include "report/coverage.h"

#include <stdlib.h>
#include <string.h>

#include "analyse/search.h"

void coverage_init(struct coverage *coverage, const struct model *model)
{
	*coverage = (struct coverage){.model = model, .effort = {.budget = EFFORT_MOST_STATES}};
	coverage->holds = memory_new(model->rule_count, sizeof(*coverage->holds));
	coverage->may_hold = memory_new(model->rule_count, sizeof(*coverage->may_hold));
	coverage->decided = memory_new(model->rule_count, sizeof(*coverage->decided));
	coverage->never = memory_new(model->rule_count, sizeof(*coverage->never));
}

void coverage_release(struct coverage *coverage)
{
	free(coverage->holds);
	free(coverage->may_hold);
	free(coverage->decided);
	free(coverage->never);
	*coverage = (struct coverage){0};
}

/* A case, and a copy of its model to take effects from. */
struct trial {
	const struct report *report;
	uint64_t *possible;
	struct model model;
};

static void trial_init(struct trial *trial, const struct report *report)
{
	const struct model *model = report->model;
	*trial = (struct trial){.report = report, .model = *model};
	trial->possible = memory_new(model->question_count, sizeof(*trial->possible));
	evaluate_possible(report->answers, trial->possible);
	trial->model.rules = memory_new(model->rule_count, sizeof(*model->rules));
	if (model->rule_count)
		memcpy(trial->model.rules, model->rules, model->rule_count * sizeof(*model->rules));
}

static void trial_release(struct trial *trial)
{
	free(trial->possible);
	free(trial->model.rules);
}

/* Whether something else would be recommended if rule `r` did not have this effect. */
static bool decides(struct trial *trial, uint32_t r, size_t effect, struct effort *effort)
{
	const struct rule *whole = &trial->report->model->rules[r];
	struct rule *rule = &trial->model.rules[r];
	struct effect others[MODEL_MOST_OPTIONS];
	struct completions completions;
	rule->effects = others;
	rule->effect_count = 0;
	for (size_t i = 0; i < whole->effect_count; i++)
		if (i != effect)
			others[rule->effect_count++] = whole->effects[i];
	completions_find(&completions, &trial->model, trial->possible, COMPLETIONS_WINNER, effort_left(effort));
	effort->work += completions.work;
	bool differs = completions.leader != trial->report->completions.leader && !effort_is_spent(effort);
	completions_release(&completions);
	*rule = *whole;
	return differs;
}

static void add_decided(struct coverage *coverage, struct trial *trial, uint32_t r)
{
	const struct rule *rule = &coverage->model->rules[r];
	for (size_t i = 0; i < rule->effect_count; i++) {
		uint32_t option = UINT32_C(1) << rule->effects[i].option;
		if (!(coverage->decided[r] & option) && !effort_is_spent(&coverage->effort)
		    && decides(trial, r, i, &coverage->effort))
			coverage->decided[r] |= option;
	}
}

void coverage_add(struct coverage *coverage, const struct report *report)
{
	struct trial trial;
	trial_init(&trial, report);
	coverage->cases++;
	for (uint32_t r = 0; r < coverage->model->rule_count; r++) {
		enum truth truth = (enum truth)report->completions.rule_truths[r];
		coverage->holds[r] += truth == TRUTH_TRUE;
		coverage->may_hold[r] += truth != TRUTH_FALSE;
		if (truth == TRUTH_TRUE && report->completions.exact)
			add_decided(coverage, &trial, r);
	}
	trial_release(&trial);
}

uint32_t coverage_idle(const struct coverage *coverage, uint32_t rule)
{
	const struct rule *subject = &coverage->model->rules[rule];
	uint32_t about = 0;
	for (size_t i = 0; i < subject->effect_count; i++)
		about |= UINT32_C(1) << subject->effects[i].option;
	return about & ~coverage->decided[rule] & ~coverage->never[rule];
}

void coverage_find_never(struct coverage *coverage)
{
	const struct model *model = coverage->model;
	struct answers witness;
	answers_init(&witness, model);
	for (uint32_t r = 0; r < model->rule_count; r++) {
		uint32_t idle = coverage_idle(coverage, r);
		for (size_t i = 0; i < model->rules[r].effect_count; i++) {
			const struct effect *effect = &model->rules[r].effects[i];
			struct query query = {NULL, 0, r, MODEL_NONE, effect};
			if ((idle >> effect->option & 1)
			    && search_profile(model, &query, &witness, &coverage->effort) == SEARCH_NONE)
				coverage->never[r] |= UINT32_C(1) << effect->option;
		}
	}
	answers_release(&witness);
}

static size_t count_members(uint32_t set)
{
	size_t count = 0;
	for (; set; set &= set - 1)
		count++;
	return count;
}

size_t coverage_count_effects(const struct coverage *coverage)
{
	size_t count = 0;
	for (uint32_t r = 0; r < coverage->model->rule_count; r++)
		count += coverage->model->rules[r].effect_count - count_members(coverage->never[r]);
	return count;
}

size_t coverage_count_idle(const struct coverage *coverage)
{
	size_t count = 0;
	for (uint32_t r = 0; r < coverage->model->rule_count; r++)
		count += count_members(coverage_idle(coverage, r));
	return count;
}

/* Appends how many of `whole` there are and, unless that says nothing, the list of them. */
static void print_gaps(const struct coverage *coverage, const char *words, size_t count, size_t whole,
                       const struct buffer *list, const struct layout *layout, struct buffer *out)
{
	struct buffer line = {0};
	if (count == 0)
		return;
	if (count <= COVERAGE_MOST_LISTED || coverage->cases >= COVERAGE_LEAST_CASES) {
		buffer_format(out, "\n%s (%zu of %zu):\n", words, count, whole);
		layout_paragraph(layout, "  ", buffer_text(list), LAYOUT_FLOW, out);
	} else {
		buffer_add_string(out, "\n");
		buffer_format(&line, "%s: %zu of %zu; -f json lists them", words, count, whole);
		layout_paragraph(layout, "", buffer_text(&line), LAYOUT_FLOW, out);
	}
	buffer_release(&line);
}

static void print_rules(const struct coverage *coverage, bool may_hold, const char *words,
                        const struct layout *layout, struct buffer *out)
{
	struct buffer ids = {0};
	size_t count = 0;
	for (uint32_t r = 0; r < coverage->model->rule_count; r++) {
		if (coverage->holds[r] > 0 || (coverage->may_hold[r] > 0) != may_hold)
			continue;
		buffer_format(&ids, "%s%.*s", count++ ? ", " : "", TEXT_ARGS(coverage->model->rules[r].id));
	}
	print_gaps(coverage, words, count, coverage->model->rule_count, &ids, layout, out);
	buffer_release(&ids);
}

void coverage_add_effects(const struct model *model, uint32_t rule, uint32_t options, struct buffer *out)
{
	const char *before = ": ";
	buffer_format(out, "%s%.*s", out->length ? "; " : "", TEXT_ARGS(model->rules[rule].id));
	for (uint32_t o = 0; o < model->option_count; o++) {
		if (!(options >> o & 1))
			continue;
		buffer_format(out, "%s%.*s", before, TEXT_ARGS(model->options[o].id));
		before = ", ";
	}
}

static void print_effects(const struct coverage *coverage, const struct layout *layout, struct buffer *out)
{
	struct buffer words = {0};
	for (uint32_t r = 0; r < coverage->model->rule_count; r++) {
		uint32_t idle = coverage_idle(coverage, r);
		if (idle)
			coverage_add_effects(coverage->model, r, idle, &words);
	}
	print_gaps(coverage, "Effects that decide in no case", coverage_count_idle(coverage),
	           coverage_count_effects(coverage), &words, layout, out);
	buffer_release(&words);
}

void coverage_print(const struct coverage *coverage, const struct layout *layout, struct buffer *out)
{
	print_rules(coverage, true, "Rules that hold for certain in no case, but may hold in some", layout, out);
	print_rules(coverage, false, "Rules that hold in no case", layout, out);
	print_effects(coverage, layout, out);
}
