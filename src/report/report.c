/* SPDX-License-Identifier: ISC
 *
 * Owns the gathering of a report from the decision's trail and the completions.
 */
#include "report/report.h"

#include <stdlib.h>
#include <string.h>

#include "model/condition_questions.h"

bool report_is_complete(const struct report *report)
{
	return report->decision.is_complete;
}

/* The questions behind a rule. What holds in every completion although evaluation cannot tell hangs on none. */
static void find_questions(struct report *report, const struct condition_questions *behind, struct reason *reason)
{
	const struct model *model = report->model;
	bool *marked = memory_new(model->question_count, sizeof(*marked));
	uint32_t condition = model->rules[reason->rule].condition;
	if (report->decision.truths[condition] == reason->truth)
		condition_questions_find(behind, condition, marked);
	reason->questions = arena_new(&report->arena, model->question_count, sizeof(*reason->questions));
	for (uint32_t q = 0; q < model->question_count; q++)
		if (marked[q])
			reason->questions[reason->question_count++] = q;
	free(marked);
}

/* Rank in a list of reasons: what holds before what depends before what fails; ruling out, then by strength. */
static int rank_of(const struct reason *reason)
{
	static const int truth_ranks[] = {[TRUTH_TRUE] = 0, [TRUTH_UNKNOWN] = 1, [TRUTH_FALSE] = 2};
	int strength = reason->effect == EFFECT_RULES_OUT ? 0 : 1 + (int)reason->strength;
	return truth_ranks[reason->truth] * 16 + strength;
}

static int by_rank(const void *left, const void *right)
{
	const struct reason *a = left, *b = right;
	int difference = rank_of(a) - rank_of(b);
	if (difference == 0)
		difference = a->rule < b->rule ? -1 : 1;
	return difference;
}

static void find_reasons(struct report *report)
{
	const struct model *model = report->model;
	struct condition_questions behind;
	condition_questions_init_support(&behind, model, report->decision.truths);
	for (uint32_t o = 0; o < model->option_count; o++)
		report->options[o].reasons =
			arena_new(&report->arena, model->rule_count, sizeof(*report->options[o].reasons));
	for (uint32_t r = 0; r < model->rule_count; r++) {
		const struct rule *rule = &model->rules[r];
		for (size_t i = 0; i < rule->effect_count; i++) {
			const struct effect *effect = &rule->effects[i];
			struct report_option *option = &report->options[effect->option];
			struct reason *reason = &option->reasons[option->reason_count++];
			*reason = (struct reason){
				.rule = r,
				.effect = effect->kind,
				.strength = effect->strength,
				.truth = (enum truth)report->decision.rule_truths[r],
			};
			find_questions(report, &behind, reason);
		}
	}
	condition_questions_release(&behind);
	for (uint32_t o = 0; o < model->option_count; o++)
		qsort(report->options[o].reasons, report->options[o].reason_count, sizeof(struct reason), by_rank);
}

static void find_verdicts(struct report *report)
{
	for (uint32_t o = 0; o < report->model->option_count; o++) {
		bool is_out = report->decision.standings.out >> o & 1;
		report->options[o].verdict = is_out ? VERDICT_RULED_OUT : VERDICT_POSSIBLE;
	}
	if (report->completions.leader < report->model->option_count)
		report->options[report->completions.leader].verdict = VERDICT_RECOMMENDED;
}

/* Orders the unknowns: those that can matter by what they tell, then the others as in the model. */
static bool comes_before(const struct report *report, uint32_t a, uint32_t b)
{
	const struct inquiry *left = &report->completions.inquiries[a], *right = &report->completions.inquiries[b];
	if (left->informs != right->informs)
		return left->informs;
	if (left->matters != right->matters)
		return left->matters;
	if (left->has_impurity != right->has_impurity)
		return left->has_impurity;
	int order = left->has_impurity ? mpq_cmp(left->impurity, right->impurity) : 0;
	return order != 0 ? order < 0 : a < b;
}

static void add_unknown(struct report *report, uint32_t q)
{
	const struct question *question = &report->model->questions[q];
	uint64_t possible = report->answers->sets[q].answers;
	size_t at = report->unknown_count++;
	struct unknown added = {.question = q, .usual = MODEL_NONE};
	unsigned long sum = 0;
	for (uint32_t v = 0; v < question->answer_count; v++) {
		if (!(possible >> v & 1))
			continue;
		sum += question->answers[v].prior;
		if (added.usual == MODEL_NONE || question->answers[v].prior > question->answers[added.usual].prior)
			added.usual = v;
	}
	mpq_init(added.usual_share);
	mpq_set_ui(added.usual_share, question->answers[added.usual].prior, sum);
	mpq_canonicalize(added.usual_share);
	for (; at > 0 && comes_before(report, q, report->unknowns[at - 1].question); at--)
		report->unknowns[at] = report->unknowns[at - 1];
	report->unknowns[at] = added;
	report->matter_count += report->completions.inquiries[q].informs;
}

static void find_unknowns(struct report *report)
{
	const struct model *model = report->model;
	report->unknowns = arena_new(&report->arena, model->question_count, sizeof(*report->unknowns));
	report->ignored = arena_new(&report->arena, model->question_count, sizeof(*report->ignored));
	for (uint32_t q = 0; q < model->question_count; q++) {
		bool applies = report->completions.inquiries[q].applies != TRUTH_FALSE;
		if (applies && !answers_is_single(report->answers, q, NULL))
			add_unknown(report, q);
		if (!applies && report->answers->sets[q].state == ANSWER_GIVEN)
			report->ignored[report->ignored_count++] = q;
	}
}

static void find_advice(struct report *report)
{
	const struct model *model = report->model;
	report->advice = arena_new(&report->arena, model->advice_count, sizeof(*report->advice));
	for (uint32_t i = 0; i < model->advice_count; i++) {
		const struct advice *advice = &model->advice[i];
		bool about_leader = advice->options >> report->completions.leader & 1;
		if (about_leader && report->decision.truths[advice->condition] == TRUTH_TRUE)
			report->advice[report->advice_count++] = i;
	}
}

bool report_make(struct report *report, const struct answers *answers, const struct profile *profile, size_t budget)
{
	const struct model *model = answers->model;
	*report = (struct report){.model = model, .answers = answers, .expect = MODEL_NONE};
	report->model_file = model->source.name;
	if (profile) {
		report->profile_file = profile->source.name;
		report->title = profile->title;
		report->note = profile->note;
		report->reference = profile->reference;
		report->expect = profile->expect;
		report->accept = profile->accept;
	}
	uint64_t *possible = arena_new(&report->arena, model->question_count, sizeof(*possible));
	evaluate_possible(answers, possible);
	completions_find(&report->completions, model, possible, COMPLETIONS_ALL, budget);
	if (!report->completions.possible)
		return false;
	decision_make(&report->decision, model, possible, report->completions.rule_truths);
	report->options = arena_new(&report->arena, model->option_count, sizeof(*report->options));
	find_verdicts(report);
	find_reasons(report);
	find_unknowns(report);
	find_advice(report);
	return true;
}

void report_find_flips(struct report *report, const struct encoding *whole)
{
	const struct model *model = report->model;
	struct effort effort = {EFFORT_MOST_STATES, 0};
	if (!whole->exact)
		return;
	report->flips = arena_new(&report->arena, model->option_count, sizeof(*report->flips));
	for (uint32_t o = 0; o < model->option_count; o++)
		flips_find(&report->flips[o], whole, report->answers, o, &effort);
}

void report_release(struct report *report)
{
	for (size_t i = 0; i < report->unknown_count; i++)
		mpq_clear(report->unknowns[i].usual_share);
	completions_release(&report->completions);
	decision_release(&report->decision);
	arena_release(&report->arena);
	*report = (struct report){0};
}
