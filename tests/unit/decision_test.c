/* SPDX-License-Identifier: ISC
 *
 * Standings, the winner and the tier that decides, and the trail.
 */
#include "brute.h"
#include "small_model.h"

#include "base/memory.h"
#include "decide/decision.h"

/* Adds a rule for each word of `spoken`: "b+s" speaks strongly for b, "a-w" weakly against a, "c!"
 * rules c out. */
static void add_rules(struct buffer *text, const char *spoken, const char *when)
{
	static const char *const strengths[] = {['s'] = "strong", ['m'] = "medium", ['w'] = "weak"};
	struct text rest = text_of(spoken);
	while (rest.length) {
		struct text word = text_cut(&rest, ' ');
		if (word.length == 0)
			continue;
		buffer_format(text, "  r%zu: {when: %s, because: B, source: s, ", text->length,
		              when);
		if (word.bytes[1] == '!')
			buffer_format(text, "rules out: %c}\n", word.bytes[0]);
		else
			buffer_format(text, "%s: {%c: %s}}\n", word.bytes[1] == '+'
			              ? "for" : "against",
			              word.bytes[0], strengths[(int)word.bytes[2]]);
	}
}

/* A model whose rules `sure` hold always and whose rules `open` hang on an unknown answer. */
static void make_model(struct model *model, const char *sure, const char *open)
{
	struct buffer text = {0};
	buffer_add_string(&text, HEAD "options: {a: {name: A}, b: {name: B}, c: {name: C}}\n"
	                  "tree:\n" QUESTION("q", "answers: {k: K, l: L}") "rules:\n"
	                  RULE("none", "when: {not: always}, for: {a: weak}"));
	add_rules(&text, sure, "always");
	add_rules(&text, open, "{q: k}");
	small_model(model, text.bytes);
	buffer_release(&text);
}

static const uint64_t anything[] = {3};

struct winner_row {
	const char *spoken;
	uint32_t winner, runner_up;
	enum tier tier;
};

enum { A, B, C, NONE };
#define NOBODY MODEL_NONE

TEST(tiers_decide_one_after_the_other)
{
	static const struct winner_row rows[] = {
		{"", A, B, TIER_ORDER},
		{"b+w", B, A, TIER_WEAK},
		{"b+m c+w", B, C, TIER_MEDIUM},
		{"b+m c+m", B, C, TIER_ORDER},
		{"c+s b+s c+w", C, B, TIER_WEAK},
		{"b+s c+s c+m a+m a+m", C, B, TIER_MEDIUM},
		/* One strong reason is not outvoted. */
		{"c+s a+m a+m a+m a+m a+w a+w", C, A, TIER_STRONG},
		{"c+m a+w a+w a+w b+w", C, A, TIER_MEDIUM},
		/* For minus against. */
		{"a-s", B, C, TIER_ORDER},
		{"a-w b-w c-w", A, B, TIER_ORDER},
		{"b+s b-s c+w", C, A, TIER_WEAK},
		{"a+s a+s a-s b+s c-w", A, B, TIER_ORDER},
		{"a-m a-m b-m c-m c-w", B, C, TIER_WEAK},
		/* What is out neither wins nor comes second. */
		{"a!", B, C, TIER_ORDER},
		{"a+s a! c+w", C, B, TIER_WEAK},
		{"a+s b+m b! c-w", A, C, TIER_STRONG},
		{"a! b!", C, NOBODY, TIER_ALONE},
		{"a! b! c-s", C, NOBODY, TIER_ALONE},
		{"a! b! c! a+s", NONE, NOBODY, TIER_NONE},
		{"a! a! b+w", B, C, TIER_WEAK},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct model model;
		struct decision decision;
		make_model(&model, rows[i].spoken, "");
		decision_make(&decision, &model, anything, NULL);
		assert_row(i, decision.is_complete);
		assert_row(i, decision.winner == rows[i].winner);
		assert_row(i, decision.runner_up == rows[i].runner_up);
		assert_row(i, decision.tier == rows[i].tier);
		decision_release(&decision);
		model_release(&model);
	}
}

TEST(standings_count_what_holds)
{
	struct model model;
	struct decision decision;
	make_model(&model, "a+s a+s a-m b-w b-w b+w c!", "");
	decision_make(&decision, &model, anything, NULL);
	const struct standings *standings = &decision.standings;
	assert_int_equal(standings->low[A][STRENGTH_STRONG], 2);
	assert_int_equal(standings->low[A][STRENGTH_MEDIUM], -1);
	assert_int_equal(standings->low[A][STRENGTH_WEAK], 0);
	assert_int_equal(standings->low[B][STRENGTH_WEAK], -1);
	assert_memory_equal(standings->low, standings->high, sizeof(standings->low));
	assert_int_equal(standings->out, 1 << C);
	assert_int_equal(standings->may_be_out, 0);
	decision_release(&decision);
	model_release(&model);
}

TEST(standings_bound_what_is_unknown)
{
	struct model model;
	struct decision decision;
	make_model(&model, "a+s b+m a!", "a+s a-s b-m c+w a! b!");
	const uint64_t open[] = {3};
	decision_make(&decision, &model, open, NULL);
	const struct standings *standings = &decision.standings;
	assert_int_equal(standings->low[A][STRENGTH_STRONG], 0);
	assert_int_equal(standings->high[A][STRENGTH_STRONG], 2);
	assert_int_equal(standings->low[B][STRENGTH_MEDIUM], 0);
	assert_int_equal(standings->high[B][STRENGTH_MEDIUM], 1);
	assert_int_equal(standings->low[C][STRENGTH_WEAK], 0);
	assert_int_equal(standings->high[C][STRENGTH_WEAK], 1);
	assert_int_equal(standings->out, 1 << A);
	assert_int_equal(standings->may_be_out, 1 << B);
	assert_false(decision.is_complete);
	assert_int_equal(decision.winner, MODEL_NONE);
	assert_int_equal(decision.runner_up, MODEL_NONE);
	decision_release(&decision);
	model_release(&model);
}

TEST(better_known_truths_of_rules_are_used)
{
	struct model model;
	struct decision decision;
	/* Rule 0 never holds; rules 1 and 2 hang on the answer. */
	make_model(&model, "", "b+s c+m");
	const uint64_t open[] = {3};
	const unsigned char exact[] = {TRUTH_FALSE, TRUTH_FALSE, TRUTH_TRUE};
	decision_make(&decision, &model, open, exact);
	assert_true(decision.is_complete);
	assert_int_equal(decision.winner, C);
	assert_int_equal(decision.tier, TIER_MEDIUM);
	assert_int_equal(decision.rule_truths[1], TRUTH_FALSE);
	decision_release(&decision);
	model_release(&model);
}

/* Random standings of up to 6 options, compared with choosing by the definition. */
TEST(winner_agrees_with_the_definition)
{
	for (uint64_t first = 1; first <= 5000; first++) {
		uint64_t seed = first;
		struct model model = {.option_count = 1 + unit_random(&seed, 6)};
		struct standings standings = {0};
		struct brute_score scores[MODEL_MOST_OPTIONS] = {{0}};
		struct brute expected = {0};
		for (uint32_t o = 0; o < model.option_count; o++) {
			scores[o].out = unit_random(&seed, 4) == 0;
			standings.out |= (scores[o].out ? UINT32_C(1) : 0) << o;
			for (int tier = 0; tier < STRENGTH_COUNT; tier++) {
				scores[o].net[tier] = (int)unit_random(&seed, 3) - 1;
				standings.low[o][tier] = scores[o].net[tier];
				standings.high[o][tier] = scores[o].net[tier];
			}
		}
		brute_choose(&expected, scores, model.option_count);
		uint32_t runner_up;
		enum tier tier;
		uint32_t winner = decision_winner(&model, &standings, &runner_up, &tier);
		assert_row(first, winner == expected.winner && tier == expected.tier);
		assert_row(first, runner_up == expected.runner_up);
	}
}

/* `many` is declared before `bulk`, on which it builds. */
static const char *const whole =
	HEAD OPTIONS_ABC "tree:\n"
	QUESTION("work", "answers: {waits: {label: W, then: {"
	         NESTED("units", "bands: {1: O, 100: M}") "}}, computes: C}")
	QUESTION("team", "answers: {small: S, large: L}, when: {not: bulk}")
	"facts:\n"
	"  many: {when: {all: [bulk, {work: waits}]}}\n"
	"  bulk: {when: {units: {at least: 100}}}\n"
	"  never: {when: {all: [many, {team: small}]}}\n"
	"rules:\n"
	RULE("two", "when: many, for: {c: strong}, against: {a: medium}, rules out: b")
	RULE("fact", "when: {bulk: false}, for: {a: weak}")
	RULE("never", "when: never, rules out: [a, b, c]")
	RULE("leaf", "when: {team: large}, for: {b: strong, c: weak}")
	RULE("both", "when: {any: [many, {team: small}]}, for: {a: weak}");

struct trail_check {
	const struct model *model;
	const struct decision *decision;
	size_t seen;
};

/* Where the step is in the trail; the length of the trail when it is not there. Checks that it is
 * there once. */
static size_t place_of(const struct decision *decision, enum step_kind kind, uint32_t subject,
                       uint32_t cause)
{
	size_t place = decision->trail_count;
	for (size_t i = 0; i < decision->trail_count; i++) {
		const struct step *step = &decision->trail[i];
		if (step->kind != kind || step->subject != subject
		    || (cause != MODEL_NONE && step->cause != cause))
			continue;
		assert_int_equal(place, decision->trail_count);
		place = i;
	}
	return place;
}

/* Checks that all facts and answers that make a condition true stand before `place`. */
static void check_before(const struct decision *decision, uint32_t index, size_t place)
{
	const struct condition *condition = &decision->model->conditions[index];
	if (decision->truths[index] != TRUTH_TRUE)
		return;
	if (condition->kind == CONDITION_ANSWER)
		assert_true(place_of(decision, STEP_ANSWERED, condition->subject,
		                     MODEL_NONE) < place);
	if (condition->kind == CONDITION_FACT)
		assert_true(place_of(decision, STEP_FACT, condition->subject, MODEL_NONE) < place);
	for (uint32_t i = 0; i < condition->child_count; i++)
		check_before(decision, condition->children[i], place);
}

static void check_facts(const struct decision *decision, const struct brute *brute)
{
	for (uint32_t f = 0; f < decision->model->fact_count; f++) {
		uint32_t condition = decision->model->facts[f].condition;
		size_t place = place_of(decision, STEP_FACT, f, MODEL_NONE);
		assert_int_equal(place < decision->trail_count, brute_holds(brute, condition));
		if (place < decision->trail_count)
			check_before(decision, condition, place);
	}
}

static void check_rules(const struct decision *decision, const struct brute *brute, size_t *steps)
{
	for (uint32_t r = 0; r < decision->model->rule_count; r++) {
		const struct rule *rule = &decision->model->rules[r];
		size_t place = place_of(decision, STEP_RULE, r, MODEL_NONE);
		assert_int_equal(place < decision->trail_count,
		                 brute_holds(brute, rule->condition));
		if (place == decision->trail_count)
			continue;
		check_before(decision, rule->condition, place);
		for (size_t i = 0; i < rule->effect_count; i++) {
			enum step_kind kind = rule->effects[i].kind == EFFECT_RULES_OUT
				? STEP_OUT : STEP_EFFECT;
			size_t effect = place_of(decision, kind, rule->effects[i].option, r);
			assert_true(effect > place && effect < decision->trail_count);
			++*steps;
		}
	}
}

static void check_questions(const struct decision *decision, const struct brute *brute)
{
	for (uint32_t q = 0; q < decision->model->question_count; q++) {
		bool applies = brute->answers[q] != BRUTE_OFF;
		assert_int_equal(place_of(decision, STEP_ANSWERED, q,
		                          MODEL_NONE) < decision->trail_count, applies);
		assert_int_equal(place_of(decision, STEP_NOT_APPLICABLE, q,
		                          MODEL_NONE) < decision->trail_count, !applies);
	}
}

static void check_completion(void *context, const struct brute *brute)
{
	struct decision decision;
	uint64_t possible[BRUTE_MOST_QUESTIONS];
	size_t *count = context, effects = 0, others = 0;
	++*count;
	for (uint32_t q = 0; q < brute->model->question_count; q++)
		possible[q] = brute->answers[q] == BRUTE_OFF ? 1 : UINT64_C(1) << brute->answers[q];
	decision_make(&decision, brute->model, possible, NULL);
	assert_true(decision.is_complete);
	assert_int_equal(decision.winner, brute->winner);
	assert_int_equal(decision.runner_up, brute->runner_up);
	assert_int_equal(decision.tier, brute->tier);
	check_questions(&decision, brute);
	check_facts(&decision, brute);
	check_rules(&decision, brute, &effects);
	const struct step *last = &decision.trail[decision.trail_count - 1];
	assert_int_equal(place_of(&decision, STEP_OUTCOME, brute->winner, brute->tier),
	                 decision.trail_count - 1);
	assert_int_equal(last->kind, STEP_OUTCOME);
	for (size_t i = 0; i < decision.trail_count; i++)
		others += decision.trail[i].kind == STEP_EFFECT
			|| decision.trail[i].kind == STEP_OUT;
	assert_int_equal(others, effects);
	decision_release(&decision);
}

TEST(every_complete_profile_is_decided_with_a_trail_in_order)
{
	static const uint64_t all[] = {3, 3, 3};
	struct model model;
	size_t count = 0;
	small_model(&model, whole);
	brute_each(&model, all, check_completion, &count);
	/* Few waiting and either team, many waiting, computing and either team. */
	assert_int_equal(count, 5);
	model_release(&model);
}

TEST(trail_of_an_example)
{
	static const uint64_t many[] = {1, 2, 3};
	struct model model;
	struct decision decision;
	small_model(&model, whole);
	decision_make(&decision, &model, many, NULL);
	/* many rests on bulk; c has a strong reason, b is out, a comes second. */
	assert_true(place_of(&decision, STEP_FACT, 1, MODEL_NONE) < place_of(&decision, STEP_FACT,
	                                                                     0, MODEL_NONE));
	assert_true(place_of(&decision, STEP_FACT, 0, MODEL_NONE) < place_of(&decision, STEP_RULE,
	                                                                     0, MODEL_NONE));
	assert_int_equal(decision.winner, C);
	assert_int_equal(decision.runner_up, A);
	assert_int_equal(decision.tier, TIER_STRONG);
	decision_release(&decision);
	model_release(&model);
}

TEST(trail_of_an_incomplete_profile_has_no_outcome)
{
	static const uint64_t open[] = {1, 3, 3};
	struct model model;
	struct decision decision;
	small_model(&model, whole);
	decision_make(&decision, &model, open, NULL);
	assert_false(decision.is_complete);
	assert_int_equal(decision.trail_count, 1);
	assert_int_equal(decision.trail[0].kind, STEP_ANSWERED);
	assert_int_equal(decision.trail[0].subject, 0);
	decision_release(&decision);
	model_release(&model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tiers_decide_one_after_the_other),
		cmocka_unit_test(standings_count_what_holds),
		cmocka_unit_test(standings_bound_what_is_unknown),
		cmocka_unit_test(better_known_truths_of_rules_are_used),
		cmocka_unit_test(winner_agrees_with_the_definition),
		cmocka_unit_test(every_complete_profile_is_decided_with_a_trail_in_order),
		cmocka_unit_test(trail_of_an_example),
		cmocka_unit_test(trail_of_an_incomplete_profile_has_no_outcome),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
