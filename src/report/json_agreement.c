/* SPDX-License-Identifier: ISC
 *
 * Owns the JSON view of how well a model agrees with its cases.
 */
#include "report/agreement.h"
#include "report/json_view.h"
#include "report/words.h"

static void show_hits(struct json_view *view, const struct hits *hits)
{
	json_number_pair(view, "cases", (long long)hits->cases);
	json_number_pair(view, "as_expected", (long long)hits->as_expected);
	json_number_pair(view, "accepted", (long long)hits->accepted);
}

static void show_figures(struct json_view *view, const struct agreement *agreement)
{
	json_begin_map(view, "figures");
	show_hits(view, &agreement->all);
	json_number_pair(view, "settled", (long long)agreement->settled);
	json_number_pair(view, "rules", agreement->model->rule_count);
	json_number_pair(view, "effects", (long long)coverage_count_effects(&agreement->coverage));
	json_end_map(view);
}

/* The cells of the table that are not empty. */
static void show_confusion(struct json_view *view, const struct agreement *agreement)
{
	const struct model *model = agreement->model;
	json_begin_list(view, "confusion");
	for (uint32_t expected = 0; expected <= model->option_count; expected++)
		for (uint32_t got = 0; got <= model->option_count; got++) {
			if (agreement->confusion[expected][got] == 0)
				continue;
			json_begin_map(view, NULL);
			json_text_pair(view, "expect", model_outcome_id(model, expected));
			json_text_pair(view, "recommendation", model_outcome_id(model, got));
			json_number_pair(view, "cases", (long long)agreement->confusion[expected][got]);
			json_end_map(view);
		}
	json_end_list(view);
}

static void show_percent(struct json_view *view, const char *name, unsigned percent)
{
	mpq_t share;
	mpq_init(share);
	mpq_set_ui(share, percent, 100);
	mpq_canonicalize(share);
	json_rational_pair(view, name, share);
	mpq_clear(share);
}

static void show_calibration(struct json_view *view, const struct agreement *agreement)
{
	if (agreement->all.cases < AGREEMENT_LEAST_CASES)
		return;
	json_begin_list(view, "calibration");
	for (int tier = 0; tier < TIER_COUNT; tier++) {
		if (agreement->of_tier[tier].cases == 0)
			continue;
		json_begin_map(view, NULL);
		json_text_pair(view, "tier", text_of(words_tier((enum tier)tier)));
		show_hits(view, &agreement->of_tier[tier]);
		json_end_map(view);
	}
	for (size_t band = AGREEMENT_BANDS; band-- > 0;) {
		if (agreement->of_band[band].cases == 0)
			continue;
		json_begin_map(view, NULL);
		show_percent(view, "share_from", agreement_bounds[band]);
		show_percent(view, "share_below", agreement_bounds[band + 1]);
		show_hits(view, &agreement->of_band[band]);
		json_end_map(view);
	}
	json_end_list(view);
}

static void show_case(struct json_view *view, const struct model *model, const struct case_result *result)
{
	bool as_expected = result->got == result->expect;
	json_begin_map(view, NULL);
	json_text_pair(view, "file", text_of(result->file));
	json_text_pair(view, "expect", model_outcome_id(model, result->expect));
	json_begin_list(view, "accept");
	for (uint32_t o = 0; o <= model->option_count; o++)
		if (result->accept >> o & 1)
			json_text(view, model_outcome_id(model, o));
	json_end_list(view);
	json_text_pair(view, "recommendation", model_outcome_id(model, result->got));
	json_boolean_pair(view, "as_expected", as_expected);
	json_boolean_pair(view, "accepted", as_expected || (result->accept >> result->got & 1));
	json_boolean_pair(view, "settled", result->settled);
	json_boolean_pair(view, "exact", result->exact);
	json_rational_pair(view, "share", result->share);
	json_text_pair(view, "tier", text_of(words_tier(result->tier)));
	json_end_map(view);
}

static void show_rules(struct json_view *view, const char *name, const struct coverage *coverage, bool may_hold)
{
	json_begin_list(view, name);
	for (uint32_t r = 0; r < coverage->model->rule_count; r++)
		if (coverage->holds[r] == 0 && (coverage->may_hold[r] > 0) == may_hold)
			json_text(view, coverage->model->rules[r].id);
	json_end_list(view);
}

static void show_effects(struct json_view *view, const struct coverage *coverage)
{
	const struct model *model = coverage->model;
	json_begin_list(view, "effects");
	for (uint32_t r = 0; r < model->rule_count; r++)
		for (uint32_t o = 0; o < model->option_count; o++) {
			if (!(coverage_idle(coverage, r) >> o & 1))
				continue;
			json_begin_map(view, NULL);
			json_text_pair(view, "rule", model->rules[r].id);
			json_text_pair(view, "option", model->options[o].id);
			json_end_map(view);
		}
	json_end_list(view);
}

static void show_all(struct json_view *view, const void *context)
{
	const struct agreement *agreement = context;
	json_show_model(view, agreement->model);
	show_figures(view, agreement);
	show_confusion(view, agreement);
	show_calibration(view, agreement);
	json_begin_list(view, "cases");
	for (size_t i = 0; i < agreement->all.cases; i++)
		show_case(view, agreement->model, &agreement->results[i]);
	json_end_list(view);
	json_begin_map(view, "untested");
	show_rules(view, "uncertain_rules", &agreement->coverage, true);
	show_rules(view, "rules", &agreement->coverage, false);
	show_effects(view, &agreement->coverage);
	json_end_map(view);
}

void agreement_emit_json(const struct agreement *agreement, struct buffer *out)
{
	json_emit_object(NULL, show_all, agreement, out);
}
