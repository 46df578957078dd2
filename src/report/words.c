/* SPDX-License-Identifier: ISC
 *
 * Owns the sentences. Short, active, no double negation.
 */
#include "report/words.h"

const char *words_strength(enum strength strength)
{
	static const char *const words[] = {
		[STRENGTH_STRONG] = "strong", [STRENGTH_MEDIUM] = "medium", [STRENGTH_WEAK] = "weak"};
	return words[strength];
}

const char *words_tier(enum tier tier)
{
	static const char *const words[] = {
		[TIER_STRONG] = "strong", [TIER_MEDIUM] = "medium", [TIER_WEAK] = "weak",
		[TIER_ORDER] = "order",   [TIER_ALONE] = "alone",   [TIER_NONE] = "none",
	};
	return words[tier];
}

const char *words_verdict(enum verdict verdict)
{
	static const char *const words[] = {
		[VERDICT_RECOMMENDED] = "recommended", [VERDICT_POSSIBLE] = "possible", [VERDICT_RULED_OUT] = "ruled out"};
	return words[verdict];
}

const char *words_effect(enum effect_kind effect)
{
	static const char *const words[] = {
		[EFFECT_FOR] = "for", [EFFECT_AGAINST] = "against", [EFFECT_RULES_OUT] = "rules out"};
	return words[effect];
}

const char *words_truth(enum truth truth)
{
	static const char *const words[] = {
		[TRUTH_TRUE] = "holds", [TRUTH_FALSE] = "fails", [TRUTH_UNKNOWN] = "depends"};
	return words[truth];
}

unsigned long words_rounded(const mpq_t value, unsigned long scale)
{
	mpz_t number, twice;
	mpz_inits(number, twice, NULL);
	mpz_mul_ui(number, mpq_numref(value), 2 * scale);
	mpz_add(number, number, mpq_denref(value));
	mpz_mul_ui(twice, mpq_denref(value), 2);
	mpz_fdiv_q(number, number, twice);
	unsigned long result = mpz_get_ui(number);
	mpz_clears(number, twice, NULL);
	return result;
}

void words_share(const mpq_t share, struct buffer *out)
{
	unsigned long rounded = words_rounded(share, 100);
	if (mpq_sgn(share) == 0)
		buffer_add_string(out, "none");
	else if (mpq_cmp_ui(share, 1, 1) == 0)
		buffer_add_string(out, "all");
	else if (rounded == 0)
		buffer_add_string(out, "under 1 %");
	else if (rounded == 100)
		buffer_add_string(out, "over 99 %");
	else
		buffer_format(out, "%lu %%", rounded);
}

void words_share_range(const struct completions *completions, uint32_t outcome, struct buffer *out)
{
	words_share(completions->low[outcome], out);
	if (mpq_equal(completions->low[outcome], completions->high[outcome]))
		return;
	buffer_add_string(out, " to ");
	words_share(completions->high[outcome], out);
}

static bool is_none(const struct report *report, uint32_t outcome)
{
	return outcome == report->model->option_count;
}

/* "threads comes first" */
static void comes_first(const struct report *report, uint32_t outcome, struct buffer *out)
{
	if (is_none(report, outcome))
		buffer_add_string(out, "every option is ruled out");
	else
		buffer_format(out, "%.*s comes first", TEXT_ARGS(model_outcome_id(report->model, outcome)));
}

void words_certainty(const struct report *report, struct buffer *out)
{
	const struct completions *completions = &report->completions;
	if (report_is_complete(report))
		return;
	if (completions->settled) {
		buffer_add_string(out, "Settled: whatever the open answers are, ");
		comes_first(report, completions->leader, out);
		buffer_add_string(out, ".");
		return;
	}
	buffer_add_string(out, completions->exact ? "Open: " : "Open, and not worked out exactly, too much is unknown: ");
	comes_first(report, completions->leader, out);
	buffer_add_string(out, " in ");
	words_share_range(completions, completions->leader, out);
	buffer_add_string(out, " of the cases that the open answers leave, weighted by how usual they are");
	if (completions->runner_up != MODEL_NONE) {
		buffer_add_string(out, "; ");
		comes_first(report, completions->runner_up, out);
		buffer_add_string(out, " in ");
		words_share_range(completions, completions->runner_up, out);
	}
	buffer_add_string(out, ".");
}

static void tier_phrase(enum tier tier, struct buffer *out)
{
	static const char *const words[] = {
		[TIER_STRONG] = "by strong reasons",
		[TIER_MEDIUM] = "by medium reasons",
		[TIER_WEAK] = "by weak reasons",
		[TIER_ORDER] = "by order alone, the simpler option first",
		[TIER_ALONE] = "because the others are ruled out",
		[TIER_NONE] = "by ruling out all",
	};
	buffer_add_string(out, words[tier]);
}

/* The nets that decided, when both are certain. */
static void decided_nets(const struct report *report, enum tier tier, struct buffer *out)
{
	const struct decision *decision = &report->decision;
	if (!decision->is_complete || tier >= TIER_ORDER)
		return;
	buffer_format(out, ": net %+d, next best %.*s with %+d", decision->standings.low[decision->winner][tier],
	              TEXT_ARGS(model_outcome_id(report->model, decision->runner_up)),
	              decision->standings.low[decision->runner_up][tier]);
}

/* Whether a tier is worth telling: it can decide or, of lower bounds, does so in at least one case of a hundred. */
static bool is_tier_told(const struct completions *completions, int tier)
{
	return completions->tiers_exact ? mpq_sgn(completions->tiers[tier]) != 0
	                                : mpq_cmp_ui(completions->tiers[tier], 1, 100) >= 0;
}

void words_decided(const struct report *report, struct buffer *out)
{
	const struct completions *completions = &report->completions;
	bool first = true, any = false;
	for (int tier = 0; tier < TIER_COUNT; tier++)
		any = any || is_tier_told(completions, tier);
	if (!any) {
		buffer_add_string(out, "What decides was not worked out.");
		return;
	}
	buffer_add_string(out, completions->tiers_exact ? "Decided " : "What decides was not worked out exactly: ");
	for (int tier = 0; tier < TIER_COUNT; tier++) {
		if (!is_tier_told(completions, tier))
			continue;
		bool always = mpq_cmp_ui(completions->tiers[tier], 1, 1) == 0;
		buffer_add_string(out, first ? "" : ", ");
		tier_phrase((enum tier)tier, out);
		if (always) {
			decided_nets(report, (enum tier)tier, out);
		} else {
			buffer_add_string(out, completions->tiers_exact ? " in " : " in at least ");
			words_share(completions->tiers[tier], out);
		}
		first = false;
	}
	buffer_add_string(out, ".");
}

/* The first tier in which the leader surely or perhaps differs from the option; TIER_ORDER if all are level. */
static enum tier separating_tier(const struct standings *standings, uint32_t leader, uint32_t option)
{
	int tier = 0;
	while (tier < STRENGTH_COUNT && standings->low[leader][tier] == standings->high[leader][tier]
	       && standings->low[option][tier] == standings->high[option][tier]
	       && standings->low[leader][tier] == standings->low[option][tier])
		tier++;
	return (enum tier)tier;
}

/* The nets of the tier that separates them, when both are certain. */
static void separating_nets(const struct report *report, uint32_t leader, uint32_t option, struct buffer *out)
{
	const struct standings *standings = &report->decision.standings;
	struct text id = model_outcome_id(report->model, leader);
	enum tier tier = separating_tier(standings, leader, option);
	if (tier == TIER_ORDER)
		buffer_format(out, leader < option ? "; level with %.*s, which is simpler" : "; level with %.*s",
		              TEXT_ARGS(id));
	else if (standings->low[leader][tier] == standings->high[leader][tier]
	         && standings->low[option][tier] == standings->high[option][tier])
		buffer_format(out, "; net %+d in %s reasons, %.*s has %+d", standings->low[option][tier],
		              words_tier(tier), TEXT_ARGS(id), standings->low[leader][tier]);
}

void words_separation(const struct report *report, uint32_t option, struct buffer *out)
{
	const struct completions *completions = &report->completions;
	bool can_win = mpq_sgn(completions->high[option]) != 0;
	buffer_add_string(out, words_verdict(report->options[option].verdict));
	if (report->options[option].verdict == VERDICT_RULED_OUT)
		return;
	if (!completions->settled && can_win) {
		buffer_add_string(out, "; comes first in ");
		words_share_range(completions, option, out);
	} else if (!completions->settled) {
		buffer_add_string(out, "; never comes first, whatever the open answers are");
	}
	if (!is_none(report, completions->leader))
		separating_nets(report, completions->leader, option, out);
}

void words_answers(const struct report *report, const struct reason *reason, struct buffer *out)
{
	for (size_t i = 0; i < reason->question_count && i < WORDS_MOST_PARTS; i++) {
		uint32_t question = reason->questions[i];
		buffer_format(out, "%s%.*s", i ? "; " : "", TEXT_ARGS(report->model->questions[question].id));
		if (report->answers->sets[question].state != ANSWER_GIVEN)
			continue;
		buffer_add_string(out, " = ");
		answers_print(report->answers, question, out);
	}
	if (reason->question_count > WORDS_MOST_PARTS)
		buffer_add_string(out, ", and more");
}

bool words_is_shown(const struct report *report, uint32_t rule)
{
	enum truth truth = (enum truth)report->completions.rule_truths[rule];
	bool is_likely = truth == TRUTH_UNKNOWN && mpq_cmp_ui(report->completions.rule_shares[rule], 1, 2) >= 0;
	return truth == TRUTH_TRUE || is_likely;
}

static void mark_citations(const struct citations *citations, uint32_t *numbers)
{
	for (size_t i = 0; i < citations->count; i++)
		numbers[citations->references[i]] = 1;
}

uint32_t words_number_sources(const struct report *report, uint32_t *numbers)
{
	const struct model *model = report->model;
	uint32_t count = 0;
	for (uint32_t i = 0; i < model->reference_count; i++)
		numbers[i] = 0;
	for (uint32_t r = 0; r < model->rule_count; r++)
		if (words_is_shown(report, r))
			mark_citations(&model->rules[r].citations, numbers);
	for (size_t a = 0; a < report->advice_count; a++)
		mark_citations(&model->advice[report->advice[a]].citations, numbers);
	for (uint32_t i = 0; i < model->reference_count; i++)
		if (numbers[i])
			numbers[i] = ++count;
	return count;
}

void words_pending(const struct report *report, uint32_t option, struct buffer *out)
{
	const struct report_option *about = &report->options[option];
	bool first = true;
	for (int effect = EFFECT_RULES_OUT; effect >= EFFECT_FOR; effect--)
		for (int strength = 0; strength < STRENGTH_COUNT; strength++) {
			unsigned count = 0;
			for (size_t i = 0; i < about->reason_count; i++) {
				const struct reason *reason = &about->reasons[i];
				count += reason->truth == TRUTH_UNKNOWN && !words_is_shown(report, reason->rule)
				         && reason->effect == (enum effect_kind)effect
				         && reason->strength == (enum strength)strength;
			}
			if (count == 0)
				continue;
			buffer_add_string(out, first ? "" : ", ");
			first = false;
			if (effect == EFFECT_RULES_OUT)
				buffer_format(out, "%u that rule%s it out", count, count == 1 ? "s" : "");
			else
				buffer_format(out, "%u %s %s", count, words_strength((enum strength)strength),
				              words_effect((enum effect_kind)effect));
		}
}
