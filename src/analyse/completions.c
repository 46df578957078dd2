/* SPDX-License-Identifier: ISC
 *
 * Owns what is said about incomplete answers, read off decision diagrams.
 */
#include "analyse/completions.h"

#include <stdlib.h>
#include <string.h>

/* All diagrams of one analysis share its effort; once that is spent, they say what is certain at once and leave the rest
 * undecided. */
static void encode_with(struct effort *effort, struct encoding *encoding, const struct model *model,
                        const uint64_t *possible, enum encode_goal goal, uint32_t condition)
{
	encode(encoding, model, possible, goal, condition, effort_left(effort));
	effort->work += encoding->work;
}

/* The weight of each payload that the terminals of a diagram have. */
struct payload_weights {
	uint32_t *class_of;      /* of each payload that a terminal has; the others are not looked at */
	uint32_t *payloads;      /* of each class */
	uint32_t count;
	mpz_t *totals;           /* of each class */
};

struct payload_visit {
	const struct diagram *diagram;
	struct payload_weights *weights;
	size_t capacity;
};

static void collect_payload(void *context, uint32_t node)
{
	struct payload_visit *visit = context;
	struct payload_weights *weights = visit->weights;
	if (!diagram_is_terminal(visit->diagram, node))
		return;
	uint32_t payload = diagram_payload(visit->diagram, node);
	if (payload == ENCODE_IMPOSSIBLE)
		return;
	MEMORY_GROW(weights->payloads, weights->count, visit->capacity);
	weights->class_of[payload] = weights->count;
	weights->payloads[weights->count++] = payload;
}

static void payload_weights_init(struct payload_weights *weights, const struct encoding *encoding)
{
	*weights = (struct payload_weights){0};
	weights->class_of = memory_resize(NULL, ENCODE_PAYLOADS, sizeof(*weights->class_of));
	weights->class_of[ENCODE_IMPOSSIBLE] = UINT32_MAX;
	struct payload_visit visit = {&encoding->diagram, weights, 0};
	diagram_visit(&encoding->diagram, encoding->root, collect_payload, &visit);
	weights->totals = memory_new(weights->count, sizeof(*weights->totals));
	for (uint32_t c = 0; c < weights->count; c++)
		mpz_init(weights->totals[c]);
}

static void payload_weights_release(struct payload_weights *weights)
{
	for (uint32_t c = 0; c < weights->count; c++)
		mpz_clear(weights->totals[c]);
	free(weights->totals);
	free(weights->payloads);
	free(weights->class_of);
}

static void weigh(struct payload_weights *weights, const struct encoding *encoding)
{
	struct diagram_measure measure = {encoding->weights, encoding->sums};
	struct diagram_classes classes = {weights->class_of, ENCODE_PAYLOADS, weights->count};
	diagram_weigh(&encoding->diagram, encoding->root, &measure, &classes, weights->totals);
}

/* part / whole; 0 when whole is 0. */
static void set_ratio(mpq_t ratio, const mpz_t part, const mpz_t whole)
{
	if (mpz_sgn(whole) == 0) {
		mpq_set_ui(ratio, 0, 1);
		return;
	}
	mpz_set(mpq_numref(ratio), part);
	mpz_set(mpq_denref(ratio), whole);
	mpq_canonicalize(ratio);
}

/* The bounds of the share of `bit` among the payloads. Undecided weight may belong to any of its bits or be impossible:
 * the share is least when all of it but what could only be this one's counts for others. If nothing could, it is 1. */
static void find_bounds(const struct payload_weights *weights, uint32_t bit, mpq_t low, mpq_t high)
{
	mpz_t sure, sure_all, open, open_others;
	mpz_inits(sure, sure_all, open, open_others, NULL);
	for (uint32_t c = 0; c < weights->count; c++) {
		uint32_t set = weights->payloads[c] & ~(uint32_t)ENCODE_UNDECIDED;
		bool undecided = weights->payloads[c] != set;
		bool has_bit = set >> bit & 1;
		if (!undecided)
			mpz_add(sure_all, sure_all, weights->totals[c]);
		if (!undecided && has_bit)
			mpz_add(sure, sure, weights->totals[c]);
		if (undecided && has_bit)
			mpz_add(open, open, weights->totals[c]);
		if (undecided && set != UINT32_C(1) << bit)
			mpz_add(open_others, open_others, weights->totals[c]);
	}
	mpz_add(open_others, open_others, sure_all);
	set_ratio(low, sure, open_others);
	if (mpz_sgn(open_others) == 0 && mpz_sgn(open) != 0)
		mpq_set_ui(low, 1, 1);
	mpz_add(sure, sure, open);
	mpz_add(sure_all, sure_all, open);
	set_ratio(high, sure, sure_all);
	mpz_clears(sure, sure_all, open, open_others, NULL);
}

/* Best and second by share; ties go to the earlier option. */
static void rank(struct completions *completions)
{
	uint32_t count = completions->model->option_count + 1;
	completions->leader = completions->runner_up = MODEL_NONE;
	for (uint32_t o = 0; o < count; o++) {
		uint32_t *leader = &completions->leader, *second = &completions->runner_up;
		if (*leader == MODEL_NONE || mpq_cmp(completions->low[o], completions->low[*leader]) > 0) {
			*second = *leader;
			*leader = o;
		} else if (*second == MODEL_NONE || mpq_cmp(completions->low[o], completions->low[*second]) > 0) {
			*second = o;
		}
	}
	if (completions->runner_up != MODEL_NONE && mpq_sgn(completions->high[completions->runner_up]) == 0)
		completions->runner_up = MODEL_NONE;
}

static void find_shares(struct completions *completions, const struct payload_weights *weights)
{
	uint32_t union_of_all = 0;
	bool has_weight = false;
	for (uint32_t c = 0; c < weights->count; c++) {
		if (mpz_sgn(weights->totals[c]) == 0)
			continue;
		has_weight = true;
		union_of_all |= weights->payloads[c] & ~(uint32_t)ENCODE_UNDECIDED;
	}
	for (uint32_t o = 0; o <= completions->model->option_count; o++)
		find_bounds(weights, o, completions->low[o], completions->high[o]);
	completions->possible = has_weight;
	completions->settled = (union_of_all & (union_of_all - 1)) == 0;
	rank(completions);
	for (uint32_t o = 0; completions->settled && has_weight && o <= completions->model->option_count; o++)
		if (union_of_all >> o & 1)
			completions->leader = o;
}

/* Finds the questions whose possible answers lead to different results in some node. */
struct matter_visit {
	const struct encoding *encoding;
	struct inquiry *inquiries;       /* of each question */
};

/* Whether two of the possible answers at a node lead to different terminals that are not `ignored`. */
static bool answers_differ(const struct encoding *encoding, uint32_t node, uint32_t ignored)
{
	const struct diagram *diagram = &encoding->diagram;
	uint32_t level = diagram_level(diagram, node);
	uint64_t allowed = encoding->allowed[level];
	for (uint32_t a = 0; a < diagram->value_counts[level]; a++)
		for (uint32_t b = a + 1; (allowed >> a & 1) && b < diagram->value_counts[level]; b++)
			if ((allowed >> b & 1)
			    && diagram_differ(diagram, diagram_child(diagram, node, a), diagram_child(diagram, node, b),
			                      ignored, encoding->allowed))
				return true;
	return false;
}

static void visit_matter(void *context, uint32_t node)
{
	struct matter_visit *visit = context;
	if (diagram_is_terminal(&visit->encoding->diagram, node))
		return;
	uint32_t level = diagram_level(&visit->encoding->diagram, node);
	struct inquiry *inquiry = &visit->inquiries[visit->encoding->questions[level]];
	inquiry->matters = inquiry->matters || answers_differ(visit->encoding, node, ENCODE_IMPOSSIBLE);
	inquiry->informs = inquiry->informs || inquiry->matters
	                   || answers_differ(visit->encoding, node, DIAGRAM_IGNORE_NONE);
}

static void find_matters(struct completions *completions, const struct encoding *encoding)
{
	struct matter_visit visit = {encoding, completions->inquiries};
	if (completions->settled)
		return;
	diagram_visit(&encoding->diagram, encoding->root, visit_matter, &visit);
	/* Where the budget ran out, a question below that was not looked at may matter, too. */
	for (uint32_t l = 0; !encoding->exact && l < encoding->diagram.level_count; l++) {
		struct inquiry *inquiry = &completions->inquiries[encoding->questions[l]];
		inquiry->matters = inquiry->informs = true;
	}
}

/* Adds, for one answer, weight * (1 - sum of squared shares) = weight - sum of squared weights / weight. */
static void add_impurity(mpq_t impurity, mpz_t *totals, uint32_t count)
{
	mpz_t whole, squares;
	mpq_t part;
	mpz_inits(whole, squares, NULL);
	mpq_init(part);
	for (uint32_t c = 0; c < count; c++) {
		mpz_add(whole, whole, totals[c]);
		mpz_addmul(squares, totals[c], totals[c]);
	}
	if (mpz_sgn(whole) != 0) {
		mpq_set_z(part, whole);
		mpq_add(impurity, impurity, part);
		set_ratio(part, squares, whole);
		mpq_sub(impurity, impurity, part);
	}
	mpq_clear(part);
	mpz_clears(whole, squares, NULL);
}

/* The outcome with the largest total, as a set; ties go to the earlier option. Empty if all totals are 0. */
static uint32_t leading_set(const struct payload_weights *weights, mpz_t *totals)
{
	uint32_t best = 0;
	for (uint32_t c = 1; c < weights->count; c++) {
		int order = mpz_cmp(totals[c], totals[best]);
		if (order > 0 || (order == 0 && weights->payloads[c] < weights->payloads[best]))
			best = c;
	}
	return mpz_sgn(totals[best]) != 0 ? weights->payloads[best] : 0;
}

/* What the answers of a question would tell; totals[] are those of its first answer, then of the next. */
static void find_impurity(struct completions *completions, uint32_t q, const struct payload_weights *weights,
                          uint64_t possible, mpz_t *totals)
{
	struct inquiry *inquiry = &completions->inquiries[q];
	inquiry->has_impurity = true;
	for (uint32_t v = 0; v < completions->model->questions[q].answer_count; v++, totals += weights->count) {
		if (!(possible >> v & 1))
			continue;
		add_impurity(inquiry->impurity, totals, weights->count);
		uint32_t others = ~(UINT32_C(1) << completions->leader);
		inquiry->moves_leader = inquiry->moves_leader || (leading_set(weights, totals) & others) != 0;
	}
}

/* Whether question q comes before the best so far: what matters before what only informs, then by impurity. */
static bool tells_more(const struct completions *completions, uint32_t q)
{
	if (completions->next_question == MODEL_NONE)
		return true;
	const struct inquiry *own = &completions->inquiries[q];
	const struct inquiry *best = &completions->inquiries[completions->next_question];
	return own->matters != best->matters ? own->matters : mpq_cmp(own->impurity, best->impurity) < 0;
}

/* The expected Gini impurity of the winner (Breiman, Friedman, Olshen, Stone 1984) after asking each candidate. */
static void find_impurities(struct completions *completions, const struct encoding *encoding,
                            const struct payload_weights *weights, const uint64_t *possible, struct effort *effort)
{
	struct diagram_measure measure = {encoding->weights, encoding->sums};
	struct diagram_classes classes = {weights->class_of, ENCODE_PAYLOADS, weights->count};
	uint32_t levels = encoding->diagram.level_count;
	mpq_t whole;
	if (effort_is_spent(effort))
		return;
	effort->work += (uint64_t)encoding->diagram.child_count * weights->count;
	mpq_init(whole);
	for (uint32_t c = 0; c < weights->count; c++)
		mpz_add(mpq_numref(whole), mpq_numref(whole), weights->totals[c]);
	size_t *first = memory_new((size_t)levels + 1, sizeof(*first));
	for (uint32_t l = 0; l < levels; l++)
		first[l + 1] = first[l] + (size_t)encoding->value_counts[l] * weights->count;
	mpz_t *totals = memory_new(first[levels], sizeof(*totals));
	for (size_t i = 0; i < first[levels]; i++)
		mpz_init(totals[i]);
	diagram_weigh_values(&encoding->diagram, encoding->root, &measure, &classes, totals);
	for (uint32_t q = 0; q < completions->model->question_count; q++) {
		struct inquiry *inquiry = &completions->inquiries[q];
		if (encoding->levels[q] == MODEL_NONE || inquiry->applies != TRUTH_TRUE || !inquiry->informs)
			continue;
		find_impurity(completions, q, weights, possible[q], totals + first[encoding->levels[q]]);
		mpq_div(inquiry->impurity, inquiry->impurity, whole);
		if (tells_more(completions, q))
			completions->next_question = q;
	}
	for (size_t i = 0; i < first[levels]; i++)
		mpz_clear(totals[i]);
	free(totals);
	free(first);
	mpq_clear(whole);
}

static void find_tiers(struct completions *completions, const uint64_t *possible, struct effort *effort)
{
	struct encoding encoding;
	struct payload_weights weights;
	mpq_t high;
	mpq_init(high);
	encode_with(effort, &encoding, completions->model, possible, ENCODE_TIER, MODEL_NONE);
	payload_weights_init(&weights, &encoding);
	weigh(&weights, &encoding);
	for (uint32_t tier = 0; tier < TIER_COUNT; tier++)
		find_bounds(&weights, tier, completions->tiers[tier], high);
	completions->tiers_exact = encoding.exact;
	payload_weights_release(&weights);
	encoding_release(&encoding);
	mpq_clear(high);
}

/* The truth of a condition over the completions, and the share of those in which it holds. Evaluation may leave
 * unknown what is the same in all of them. */
static enum truth exact_truth(const struct model *model, const unsigned char *truths, const uint64_t *possible,
                              uint32_t condition, struct effort *effort, mpq_t share)
{
	mpq_set_ui(share, truths[condition] == TRUTH_TRUE, 1);
	if (truths[condition] != TRUTH_UNKNOWN || effort_is_spent(effort))
		return (enum truth)truths[condition];
	struct encoding encoding;
	struct payload_weights weights;
	mpq_t high;
	mpq_init(high);
	encode_with(effort, &encoding, model, possible, ENCODE_CONDITION, condition);
	payload_weights_init(&weights, &encoding);
	weigh(&weights, &encoding);
	find_bounds(&weights, TRUTH_TRUE, share, high);
	enum truth truth = TRUTH_UNKNOWN;
	if (mpq_sgn(high) == 0)
		truth = TRUTH_FALSE;
	else if (mpq_cmp_ui(share, 1, 1) == 0)
		truth = TRUTH_TRUE;
	payload_weights_release(&weights);
	encoding_release(&encoding);
	mpq_clear(high);
	return truth;
}

static void find_truths(struct completions *completions, const unsigned char *truths, const uint64_t *possible,
                        struct effort *effort)
{
	const struct model *model = completions->model;
	completions->rule_truths = memory_new(model->rule_count, 1);
	completions->rule_shares = memory_new(model->rule_count, sizeof(*completions->rule_shares));
	for (uint32_t r = 0; r < model->rule_count; r++)
		mpq_init(completions->rule_shares[r]);
	for (uint32_t r = 0; r < model->rule_count; r++)
		completions->rule_truths[r] = (unsigned char)exact_truth(
			model, truths, possible, model->rules[r].condition, effort, completions->rule_shares[r]);
}

static void find_applies(struct completions *completions, const unsigned char *truths, const uint64_t *possible,
                         struct effort *effort)
{
	const struct model *model = completions->model;
	mpq_t share;
	mpq_init(share);
	for (uint32_t q = 0; q < model->question_count; q++)
		completions->inquiries[q].applies =
			exact_truth(model, truths, possible, model->questions[q].applies, effort, share);
	mpq_clear(share);
}

static void completions_init(struct completions *completions, const struct model *model)
{
	*completions = (struct completions){.model = model, .next_question = MODEL_NONE};
	for (uint32_t o = 0; o <= MODEL_MOST_OPTIONS; o++)
		mpq_inits(completions->low[o], completions->high[o], NULL);
	for (int tier = 0; tier < TIER_COUNT; tier++)
		mpq_init(completions->tiers[tier]);
	completions->inquiries = memory_new(model->question_count, sizeof(*completions->inquiries));
	for (uint32_t q = 0; q < model->question_count; q++)
		mpq_init(completions->inquiries[q].impurity);
}

void completions_find(struct completions *completions, const struct model *model, const uint64_t *possible,
                      enum completions_depth depth, size_t budget)
{
	struct encoding encoding;
	struct payload_weights weights;
	struct effort effort = {budget, 0};
	completions_init(completions, model);
	unsigned char *truths = memory_new(model->condition_count, 1);
	evaluate_all(model, possible, truths);
	for (uint32_t q = 0; q < model->question_count; q++)
		completions->inquiries[q].applies = (enum truth)truths[model->questions[q].applies];
	encode_with(&effort, &encoding, model, possible, ENCODE_OUTCOME, MODEL_NONE);
	payload_weights_init(&weights, &encoding);
	weigh(&weights, &encoding);
	completions->exact = encoding.exact;
	completions->state_count = encoding.state_count;
	completions->node_count = encoding.diagram.node_count;
	find_shares(completions, &weights);
	if (depth >= COMPLETIONS_MATTER && completions->possible) {
		find_applies(completions, truths, possible, &effort);
		find_matters(completions, &encoding);
	}
	if (depth >= COMPLETIONS_TELL && completions->possible && completions->exact && !completions->settled)
		find_impurities(completions, &encoding, &weights, possible, &effort);
	if (depth >= COMPLETIONS_TIERS && completions->possible)
		find_tiers(completions, possible, &effort);
	if (depth == COMPLETIONS_ALL && completions->possible)
		find_truths(completions, truths, possible, &effort);
	completions->work = effort.work;
	payload_weights_release(&weights);
	encoding_release(&encoding);
	free(truths);
}

void completions_release(struct completions *completions)
{
	for (uint32_t o = 0; o <= MODEL_MOST_OPTIONS; o++)
		mpq_clears(completions->low[o], completions->high[o], NULL);
	for (int tier = 0; tier < TIER_COUNT; tier++)
		mpq_clear(completions->tiers[tier]);
	for (uint32_t q = 0; q < completions->model->question_count; q++)
		mpq_clear(completions->inquiries[q].impurity);
	for (uint32_t r = 0; completions->rule_shares && r < completions->model->rule_count; r++)
		mpq_clear(completions->rule_shares[r]);
	free(completions->rule_shares);
	free(completions->inquiries);
	free(completions->rule_truths);
	*completions = (struct completions){0};
}
