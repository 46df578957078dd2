/* SPDX-License-Identifier: ISC
 *
 * Owns the figures of `whether test`.
 */
#include "report/agreement.h"

#include <stdlib.h>
#include <string.h>

#include "report/words.h"

const unsigned agreement_bounds[AGREEMENT_BANDS + 1] = {0, 50, 70, 90, 100};

void agreement_init(struct agreement *agreement, const struct model *model)
{
	*agreement = (struct agreement){.model = model};
	coverage_init(&agreement->coverage, model);
}

void agreement_release(struct agreement *agreement)
{
	for (size_t i = 0; i < agreement->all.cases; i++) {
		mpq_clear(agreement->results[i].share);
		free(agreement->results[i].file);
	}
	free(agreement->results);
	coverage_release(&agreement->coverage);
	*agreement = (struct agreement){0};
}

/* The tier that decides the most completions, the stronger of equals. */
static enum tier usual_tier(const struct completions *completions)
{
	int usual = 0;
	for (int tier = 1; tier < TIER_COUNT; tier++)
		if (mpq_cmp(completions->tiers[tier], completions->tiers[usual]) > 0)
			usual = tier;
	return (enum tier)usual;
}

static size_t band_of(const mpq_t share)
{
	size_t band = AGREEMENT_BANDS - 1;
	while (mpq_cmp_ui(share, agreement_bounds[band], 100) < 0)
		band--;
	return band;
}

static void add_hit(struct hits *hits, bool as_expected, bool accepted)
{
	hits->cases++;
	hits->as_expected += as_expected;
	hits->accepted += accepted;
}

static void add_result(struct agreement *agreement, const struct report *report)
{
	const struct completions *completions = &report->completions;
	size_t size = strlen(report->profile_file) + 1;
	MEMORY_GROW(agreement->results, agreement->all.cases, agreement->result_capacity);
	struct case_result *result = &agreement->results[agreement->all.cases];
	*result = (struct case_result){
		.file = memcpy(memory_new(size, 1), report->profile_file, size),
		.expect = report->expect,
		.got = completions->leader,
		.accept = report->accept,
		.settled = completions->settled,
		.exact = completions->exact,
		.tier = usual_tier(completions),
	};
	mpq_init(result->share);
	mpq_set(result->share, completions->low[completions->leader]);
}

bool agreement_add(struct agreement *agreement, const struct report *report)
{
	add_result(agreement, report);
	const struct case_result *result = &agreement->results[agreement->all.cases];
	bool as_expected = result->got == result->expect;
	bool accepted = as_expected || (result->accept >> result->got & 1);
	add_hit(&agreement->all, as_expected, accepted);
	if (result->settled)
		add_hit(&agreement->of_tier[result->tier], as_expected, accepted);
	else
		add_hit(&agreement->of_band[band_of(result->share)], as_expected, accepted);
	agreement->settled += result->settled;
	agreement->confusion[result->expect][result->got]++;
	coverage_add(&agreement->coverage, report);
	return accepted;
}

void agreement_add_rules(const struct report *report, struct buffer *out)
{
	uint32_t leader = report->completions.leader;
	if (leader == report->model->option_count)
		return;
	const struct report_option *got = &report->options[leader];
	for (size_t i = 0; i < got->reason_count && got->reasons[i].truth == TRUTH_TRUE; i++)
		buffer_format(out, "%s[%s %.*s]", i ? " " : "", words_effect(got->reasons[i].effect),
		              TEXT_ARGS(report->model->rules[got->reasons[i].rule].id));
}

/* In per cent, halves up. `whole` is not 0. */
static size_t percent(size_t part, size_t whole)
{
	return (part * 200 + whole) / (whole * 2);
}

static void add_figure(const struct agreement *agreement, const char *name, size_t count, struct buffer *out)
{
	size_t cases = agreement->all.cases;
	buffer_format(out, "  %-12s %4zu of %zu (%zu %%)\n", name, count, cases, percent(count, cases));
}

static void show_confusion(const struct agreement *agreement, struct buffer *out)
{
	uint32_t outcomes = agreement->model->option_count + 1;
	size_t width = TEXT("expected").length;
	for (uint32_t o = 0; o < outcomes; o++) {
		size_t length = model_outcome_id(agreement->model, o).length;
		width = length > width ? length : width;
	}
	buffer_add_string(out, "\nRows: what was expected; columns: what is recommended\n");
	buffer_format(out, "  %-*s", (int)width, "expected");
	for (uint32_t o = 0; o < outcomes; o++)
		buffer_format(out, "  %*.*s", (int)width, TEXT_ARGS(model_outcome_id(agreement->model, o)));
	buffer_add_string(out, "\n");
	for (uint32_t expected = 0; expected < outcomes; expected++) {
		buffer_format(out, "  %-*.*s", (int)width, TEXT_ARGS(model_outcome_id(agreement->model, expected)));
		for (uint32_t got = 0; got < outcomes; got++)
			buffer_format(out, "  %*zu", (int)width, agreement->confusion[expected][got]);
		buffer_add_string(out, "\n");
	}
}

/* "3 (75 %)", in a column. */
static void add_cell(size_t part, size_t whole, struct buffer *out)
{
	struct buffer cell = {0};
	buffer_format(&cell, "%zu (%zu %%)", part, percent(part, whole));
	buffer_format(out, "  %12s", cell.bytes);
	buffer_release(&cell);
}

static void add_hits(const char *name, const struct hits *hits, struct buffer *out)
{
	if (hits->cases == 0)
		return;
	buffer_format(out, "  %-17s  %5zu", name, hits->cases);
	add_cell(hits->as_expected, hits->cases, out);
	add_cell(hits->accepted, hits->cases, out);
	buffer_add_string(out, "\n");
}

/* The surest come first. */
static void show_calibration(const struct agreement *agreement, struct buffer *out)
{
	struct buffer name = {0};
	if (agreement->all.cases < AGREEMENT_LEAST_CASES)
		return;
	buffer_add_string(out, "\nHow sure it was, and how often it was right\n");
	buffer_format(out, "  %-17s  %5s  %12s  %12s\n", "how sure", "cases", "as expected", "accepted");
	for (int tier = 0; tier < TIER_COUNT; tier++) {
		buffer_clear(&name);
		buffer_format(&name, "settled, %s", words_tier((enum tier)tier));
		add_hits(name.bytes, &agreement->of_tier[tier], out);
	}
	for (size_t band = AGREEMENT_BANDS; band-- > 0;) {
		unsigned low = agreement_bounds[band], high = agreement_bounds[band + 1];
		buffer_clear(&name);
		if (low == 0)
			buffer_format(&name, "open, below %u %%", high);
		else
			buffer_format(&name, "open, %u to %u %%", low, high);
		add_hits(name.bytes, &agreement->of_band[band], out);
	}
	buffer_release(&name);
}

void agreement_print(const struct agreement *agreement, const struct layout *layout, struct buffer *out)
{
	buffer_format(out, "%zu case%s of %.*s, revision %u\n", agreement->all.cases, agreement->all.cases == 1 ? "" : "s",
	              TEXT_ARGS(agreement->model->id), agreement->model->revision);
	add_figure(agreement, "as expected", agreement->all.as_expected, out);
	add_figure(agreement, "accepted", agreement->all.accepted, out);
	add_figure(agreement, "settled", agreement->settled, out);
	if (agreement->all.as_expected < agreement->all.cases || agreement->all.cases >= AGREEMENT_LEAST_CASES)
		show_confusion(agreement, out);
	show_calibration(agreement, out);
	coverage_print(&agreement->coverage, layout, out);
}
