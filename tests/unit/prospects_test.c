/* SPDX-License-Identifier: ISC
 *
 * Bounds on what can become of the options, against trying all that the open rules could do.
 */
#include "brute.h"

#include "analyse/prospects.h"
#include "base/memory.h"

enum { MOST_OPTIONS = 5, MOST_RULES = 12, MOST_OPEN = 8 };

/* Rules made at random, some of which hold, some of which are open. */
struct situation {
	struct model model;
	struct rule rules[MOST_RULES];
	struct effect effects[MOST_RULES][MOST_OPTIONS];
	uint32_t open[MOST_OPEN];
	size_t open_count;
	struct tally tally;                          /* of the rules that hold */
	struct brute_score scores[MODEL_MOST_OPTIONS];     /* the same, for brute force */
};

static void add_effect(struct situation *situation, uint32_t rule, enum effect_kind kind,
                       enum strength strength,
                       uint32_t option)
{
	struct rule *into = &situation->rules[rule];
	into->effects = situation->effects[rule];
	into->effects[into->effect_count++] = (struct effect){kind, strength, option};
}

static void apply(const struct rule *rule, struct brute_score *scores)
{
	for (size_t i = 0; i < rule->effect_count; i++) {
		const struct effect *effect = &rule->effects[i];
		if (effect->kind == EFFECT_RULES_OUT)
			scores[effect->option].out = true;
		else
			scores[effect->option].net[effect->strength] += effect->kind == EFFECT_FOR
				? 1 : -1;
	}
}

static void start(struct situation *situation, uint32_t options)
{
	*situation = (struct situation){.model = {.option_count = options}};
	situation->model.rules = situation->rules;
	situation->tally.in_play = (UINT32_C(1) << options) - 1;
}

static void hold(struct situation *situation, uint32_t rule)
{
	tally_add(&situation->tally, &situation->rules[rule]);
	apply(&situation->rules[rule], situation->scores);
}

static void make_random(struct situation *situation, uint64_t seed)
{
	start(situation, 2 + unit_random(&seed, MOST_OPTIONS - 1));
	uint32_t count = unit_random(&seed, MOST_RULES + 1);
	for (uint32_t r = 0; r < count; r++) {
		for (uint32_t o = 0; o < situation->model.option_count; o++) {
			uint32_t kind = unit_random(&seed, 8);
			if (kind < 3)
				add_effect(situation, r, kind < 2 ? EFFECT_FOR : EFFECT_AGAINST,
				           (enum strength)unit_random(&seed, STRENGTH_COUNT), o);
			else if (kind == 3 && unit_random(&seed, 3) == 0)
				add_effect(situation, r, EFFECT_RULES_OUT, STRENGTH_STRONG, o);
		}
		if (situation->open_count < MOST_OPEN && unit_random(&seed, 2))
			situation->open[situation->open_count++] = r;
		else
			hold(situation, r);
	}
}

/* What is decided when just the open rules in `holding` hold. */
static struct brute outcome_of(const struct situation *situation, uint32_t holding)
{
	struct brute_score scores[MODEL_MOST_OPTIONS];
	struct brute outcome = {0};
	memcpy(scores, situation->scores, sizeof(scores));
	for (size_t i = 0; i < situation->open_count; i++)
		if (holding >> i & 1)
			apply(&situation->rules[situation->open[i]], scores);
	brute_choose(&outcome, scores, situation->model.option_count);
	return outcome;
}

static void look(const struct situation *situation, enum prospects_aim aim,
                 struct prospects *prospects,
                 struct tally *tally)
{
	*tally = situation->tally;
	prospects_find(prospects, tally, &situation->model, situation->open, situation->open_count,
	               aim);
}

static bool has(uint32_t set, uint32_t member)
{
	return set >> member & 1;
}

enum { SITUATIONS = 3000 };

TEST(nothing_that_can_happen_is_left_out)
{
	for (uint64_t seed = 1; seed <= SITUATIONS; seed++) {
		struct situation situation;
		struct prospects winner, tier;
		struct tally tally;
		make_random(&situation, seed);
		look(&situation, PROSPECTS_WINNER, &winner, &tally);
		look(&situation, PROSPECTS_TIER, &tier, &tally);
		for (uint32_t holding = 0; holding >> situation.open_count == 0; holding++) {
			struct brute outcome = outcome_of(&situation, holding);
			assert_row(seed, has(winner.outcomes, outcome.winner));
			assert_row(seed, has(tier.outcomes, outcome.winner));
			assert_row(seed, has(tier.tiers, outcome.tier));
		}
	}
}

TEST(bounds_are_exact_when_nothing_is_open)
{
	size_t count = 0;
	for (uint64_t seed = 1; seed <= SITUATIONS; seed++) {
		struct situation situation;
		struct prospects prospects;
		struct tally tally;
		make_random(&situation, seed);
		for (size_t i = 0; i < situation.open_count; i++)
			if (seed % 2)
				hold(&situation, situation.open[i]);
		situation.open_count = 0;
		struct brute outcome = outcome_of(&situation, 0);
		look(&situation, PROSPECTS_WINNER, &prospects, &tally);
		assert_row(seed, prospects.outcomes == UINT32_C(1) << outcome.winner);
		look(&situation, PROSPECTS_TIER, &prospects, &tally);
		assert_row(seed, prospects.outcomes == UINT32_C(1) << outcome.winner);
		assert_row(seed, prospects.tiers == UINT32_C(1) << outcome.tier);
		count += outcome.winner == situation.model.option_count;
	}
	/* Some of them rule all out. */
	assert_true(count > 0);
}

TEST(options_taken_out_of_play_cannot_matter)
{
	for (uint64_t seed = 1; seed <= SITUATIONS; seed++) {
		struct situation situation;
		struct prospects prospects;
		struct tally winners, firsts;
		make_random(&situation, seed);
		look(&situation, PROSPECTS_WINNER, &prospects, &winners);
		look(&situation, PROSPECTS_TIER, &prospects, &firsts);
		assert_row(seed, (winners.in_play & ~situation.tally.in_play) == 0);
		for (uint32_t holding = 0; holding >> situation.open_count == 0; holding++) {
			struct brute outcome = outcome_of(&situation, holding);
			if (outcome.winner == situation.model.option_count)
				continue;
			assert_row(seed, has(winners.in_play, outcome.winner));
			assert_row(seed, has(firsts.in_play, outcome.winner));
			assert_row(seed, outcome.runner_up == MODEL_NONE
			           || has(firsts.in_play, outcome.runner_up));
		}
	}
}

/* Decides the open rules one by one, at random, with what was taken out of play staying out. */
static void check_way(uint64_t seed, enum prospects_aim aim)
{
	struct situation situation;
	make_random(&situation, seed);
	uint32_t holding = unit_random(&seed, UINT32_C(1) << MOST_OPEN);
	struct brute outcome = outcome_of(&situation, holding);
	struct tally tally = situation.tally;
	for (size_t decided = 0; decided <= situation.open_count; decided++) {
		struct prospects prospects;
		size_t left = situation.open_count - decided;
		prospects_find(&prospects, &tally, &situation.model, situation.open + decided, left,
		               aim);
		assert_row(seed, has(prospects.outcomes, outcome.winner));
		assert_row(seed, aim == PROSPECTS_WINNER || has(prospects.tiers, outcome.tier));
		if (left == 0) {
			assert_row(seed, prospects.outcomes == UINT32_C(1) << outcome.winner);
			assert_row(seed, aim == PROSPECTS_WINNER
			           || prospects.tiers == UINT32_C(1) << outcome.tier);
		} else if (holding >> decided & 1) {
			tally_add(&tally, &situation.rules[situation.open[decided]]);
		}
	}
}

TEST(every_way_of_learning_ends_at_the_outcome)
{
	for (uint64_t seed = 1; seed <= SITUATIONS; seed++) {
		check_way(seed, PROSPECTS_WINNER);
		check_way(seed, PROSPECTS_TIER);
	}
}

/* The least and the greatest net counts, each rule added to each option by itself. */
struct sums {
	int low[MODEL_MOST_OPTIONS][STRENGTH_COUNT], high[MODEL_MOST_OPTIONS][STRENGTH_COUNT];
	uint32_t may_be_out;
};

static void add_up(const struct situation *situation, struct sums *sums)
{
	*sums = (struct sums){0};
	for (uint32_t o = 0; o < situation->model.option_count; o++)
		for (int tier = 0; tier < STRENGTH_COUNT; tier++)
			sums->low[o][tier] = sums->high[o][tier] = situation->scores[o].net[tier];
	for (size_t i = 0; i < situation->open_count; i++) {
		const struct rule *rule = &situation->rules[situation->open[i]];
		for (size_t e = 0; e < rule->effect_count; e++) {
			const struct effect *effect = &rule->effects[e];
			sums->may_be_out |= (effect->kind == EFFECT_RULES_OUT
			                     ? UINT32_C(1) : 0) << effect->option;
			sums->high[effect->option][effect->strength] += effect->kind == EFFECT_FOR;
			int *low = &sums->low[effect->option][effect->strength];
			*low -= effect->kind == EFFECT_AGAINST;
		}
	}
}

/* Whether, by the sums, `a` comes before `b` at its worst. */
static bool surely_first(const struct sums *sums, uint32_t a, uint32_t b)
{
	for (int tier = 0; tier < STRENGTH_COUNT; tier++)
		if (sums->low[a][tier] != sums->high[b][tier])
			return sums->low[a][tier] > sums->high[b][tier];
	return a < b;
}

TEST(bounds_are_never_looser_than_adding_up)
{
	size_t tighter = 0;
	for (uint64_t seed = 1; seed <= SITUATIONS; seed++) {
		struct situation situation;
		struct prospects prospects;
		struct tally tally;
		struct sums sums;
		make_random(&situation, seed);
		look(&situation, PROSPECTS_WINNER, &prospects, &tally);
		add_up(&situation, &sums);
		uint32_t sure = situation.tally.in_play & ~sums.may_be_out, can_win = 0;
		for (uint32_t o = 0; o < situation.model.option_count; o++) {
			bool beaten = !has(situation.tally.in_play, o);
			for (uint32_t rival = 0; rival < situation.model.option_count; rival++)
				beaten = beaten
					|| (rival != o && has(sure, rival)
					    && surely_first(&sums, rival, o));
			can_win |= (beaten ? 0 : UINT32_C(1)) << o;
		}
		can_win |= (sure == 0 ? UINT32_C(1) : 0) << situation.model.option_count;
		assert_row(seed, (prospects.outcomes & ~can_win) == 0);
		tighter += prospects.outcomes != can_win;
	}
	assert_true(tighter > 0);
}

enum { A, B, C };

/* a leads b by one strong reason; an open rule gives both one. Added up one by one, b could draw
 * level. */
TEST(rule_about_two_options_moves_both)
{
	struct situation situation;
	struct prospects prospects;
	struct tally tally;
	start(&situation, 2);
	add_effect(&situation, 0, EFFECT_FOR, STRENGTH_STRONG, B);
	hold(&situation, 0);
	add_effect(&situation, 1, EFFECT_FOR, STRENGTH_STRONG, A);
	add_effect(&situation, 1, EFFECT_FOR, STRENGTH_STRONG, B);
	situation.open[situation.open_count++] = 1;
	look(&situation, PROSPECTS_WINNER, &prospects, &tally);
	assert_int_equal(prospects.outcomes, 1 << B);
	look(&situation, PROSPECTS_TIER, &prospects, &tally);
	assert_int_equal(prospects.tiers, 1 << TIER_STRONG);
}

/* a leads by one; an open rule against a and for b turns that, one against a alone only draws
 * level. */
TEST(rule_for_one_and_against_the_other_counts_twice)
{
	struct situation situation;
	struct prospects prospects;
	struct tally tally;
	start(&situation, 2);
	add_effect(&situation, 0, EFFECT_FOR, STRENGTH_MEDIUM, A);
	hold(&situation, 0);
	add_effect(&situation, 1, EFFECT_AGAINST, STRENGTH_MEDIUM, A);
	add_effect(&situation, 1, EFFECT_FOR, STRENGTH_MEDIUM, B);
	situation.open[situation.open_count++] = 1;
	look(&situation, PROSPECTS_WINNER, &prospects, &tally);
	assert_int_equal(prospects.outcomes, 1 << A | 1 << B);
	/* Against a alone: level, and the earlier stays first. */
	situation.rules[1].effect_count = 1;
	look(&situation, PROSPECTS_WINNER, &prospects, &tally);
	assert_int_equal(prospects.outcomes, 1 << A);
}

TEST(option_that_may_be_ruled_out_leaves_room_for_the_next)
{
	struct situation situation;
	struct prospects prospects;
	struct tally tally;
	start(&situation, 3);
	add_effect(&situation, 0, EFFECT_FOR, STRENGTH_STRONG, A);
	hold(&situation, 0);
	add_effect(&situation, 1, EFFECT_RULES_OUT, STRENGTH_STRONG, A);
	situation.open[situation.open_count++] = 1;
	look(&situation, PROSPECTS_WINNER, &prospects, &tally);
	/* a, or b if a is out; never c, before which b surely comes. */
	assert_int_equal(prospects.outcomes, 1 << A | 1 << B);
	assert_int_equal(tally.in_play, 1 << A | 1 << B);
	add_effect(&situation, 2, EFFECT_RULES_OUT, STRENGTH_STRONG, B);
	add_effect(&situation, 2, EFFECT_RULES_OUT, STRENGTH_STRONG, C);
	situation.open[situation.open_count++] = 2;
	look(&situation, PROSPECTS_WINNER, &prospects, &tally);
	assert_int_equal(prospects.outcomes, 1 << A | 1 << B | 1 << C | 1 << 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_that_can_happen_is_left_out),
		cmocka_unit_test(bounds_are_exact_when_nothing_is_open),
		cmocka_unit_test(options_taken_out_of_play_cannot_matter),
		cmocka_unit_test(every_way_of_learning_ends_at_the_outcome),
		cmocka_unit_test(bounds_are_never_looser_than_adding_up),
		cmocka_unit_test(rule_about_two_options_moves_both),
		cmocka_unit_test(rule_for_one_and_against_the_other_counts_twice),
		cmocka_unit_test(option_that_may_be_ruled_out_leaves_room_for_the_next),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
