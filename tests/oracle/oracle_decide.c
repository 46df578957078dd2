/* SPDX-License-Identifier: ISC
 *
 * The decision of one complete profile: every condition evaluated afresh on the YAML tree,
 * then the reasons counted.
 */
#include "oracle_internal.h"

#include <stdio.h>
#include <stdlib.h>

_Noreturn void oracle_fail(const char *what, struct text about)
{
	fprintf(stderr, "oracle: %s: %.*s\n", what, TEXT_ARGS(about));
	abort();
}

size_t oracle_count(const struct yaml_node *node)
{
	return node ? node->count : 0;
}

size_t oracle_either_count(const struct yaml_node *node)
{
	return !node ? 0 : node->kind == YAML_LIST ? node->count : 1;
}

const struct yaml_node *oracle_either_item(const struct yaml_node *node, size_t index)
{
	return node->kind == YAML_LIST ? node->items[index] : node;
}

uint64_t oracle_number(struct text text)
{
	uint64_t number = 0;

	if (!text_number(text, MOST_NUMBER, &number))
		oracle_fail("not a number", text);
	return number;
}

size_t oracle_index(const struct yaml_node *map, struct text key)
{
	for (size_t i = 0; i < oracle_count(map); i++)
		if (text_equal(map->keys[i]->text, key))
			return i;
	oracle_fail("unknown name", key);
}

bool oracle_in_range(const struct yaml_node *range, uint64_t number)
{
	bool inside = true;

	for (size_t i = 0; i < range->count; i++) {
		uint64_t bound = oracle_number(range->items[i]->text);

		if (text_equal(range->keys[i]->text, TEXT("at least")))
			inside = inside && number >= bound;
		else if (text_equal(range->keys[i]->text, TEXT("below")))
			inside = inside && number < bound;
		else
			oracle_fail("unknown comparison", range->keys[i]->text);
	}
	return inside;
}

int oracle_band(const struct question *question, uint64_t number)
{
	int band = NOT_ASKED;

	for (size_t i = 0; i < question->choices->count; i++)
		if (number >= oracle_number(question->choices->keys[i]->text))
			band = (int)i;
	return band;
}

/* Conditions */

static bool fact_holds(const struct run *run, struct text name)
{
	const struct yaml_node *fact = run->facts ? yaml_tree_get(run->facts, name) : NULL;

	if (!fact)
		oracle_fail("unknown fact", name);
	return oracle_holds(run, yaml_tree_get(fact, TEXT("when")));
}

static bool answer_is(const struct run *run, size_t index, const struct yaml_node *wanted)
{
	const struct question *question = &run->questions[index];
	const struct given *given = &run->given[index];

	if (given->choice == NOT_ASKED)
		return false;
	if (question->numeric)
		return oracle_in_range(wanted, given->number);
	for (size_t i = 0; i < oracle_either_count(wanted); i++)
		if (oracle_index(question->choices, oracle_either_item(wanted, i)->text) ==
		    (size_t)given->choice)
			return true;
	return false;
}

static bool any_holds(const struct run *run, const struct yaml_node *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (oracle_holds(run, list->items[i]))
			return true;
	return false;
}

static bool all_hold(const struct run *run, const struct yaml_node *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (!oracle_holds(run, list->items[i]))
			return false;
	return true;
}

/* One entry of a condition written as a mapping. */
static bool entry_holds(const struct run *run, struct text key, const struct yaml_node *value)
{
	if (text_equal(key, TEXT("any")))
		return any_holds(run, value);
	if (text_equal(key, TEXT("all")))
		return all_hold(run, value);
	if (text_equal(key, TEXT("not")))
		return !oracle_holds(run, value);
	for (size_t i = 0; i < run->question_count; i++)
		if (text_equal(run->questions[i].id, key))
			return answer_is(run, i, value);
	if (text_equal(value->text, TEXT("true")))
		return fact_holds(run, key);
	if (text_equal(value->text, TEXT("false")))
		return !fact_holds(run, key);
	oracle_fail("a fact is true or false, not", value->text);
}

bool oracle_holds(const struct run *run, const struct yaml_node *condition)
{
	if (condition && condition->kind == YAML_SCALAR)
		return text_equal(condition->text, TEXT("always")) ||
		       fact_holds(run, condition->text);
	if (condition && condition->kind == YAML_MAP) {
		for (size_t i = 0; i < condition->count; i++)
			if (!entry_holds(run, condition->keys[i]->text, condition->items[i]))
				return false;
		return true;
	}
	oracle_fail("no condition", condition ? TEXT("a list") : TEXT("missing"));
}

bool oracle_applies(const struct run *run, const struct question *question)
{
	const struct yaml_node *guard = yaml_tree_get(question->node, TEXT("when"));

	if (question->parent != NO_PARENT &&
	    run->given[question->parent].choice != question->parent_choice)
		return false;
	return !guard || oracle_holds(run, guard);
}

/* The decision of one complete profile */

struct standing {
	bool out;
	int net[STRENGTHS]; /* reasons for minus reasons against: strong, medium, weak */
};

static void count_reasons(const struct run *run, const struct yaml_node *reasons, int step,
                          struct standing *standings)
{
	static const char *const strengths[STRENGTHS] = {"strong", "medium", "weak"};

	for (size_t i = 0; i < oracle_count(reasons); i++) {
		struct standing *standing =
			&standings[oracle_index(run->options, reasons->keys[i]->text)];
		int strength = 0;

		while (strength < STRENGTHS &&
		       !text_equal(reasons->items[i]->text, text_of(strengths[strength])))
			strength++;
		if (strength == STRENGTHS)
			oracle_fail("unknown strength", reasons->items[i]->text);
		standing->net[strength] += step;
	}
}

static void apply_rule(const struct run *run, const struct yaml_node *rule,
                       struct standing *standings)
{
	const struct yaml_node *out = yaml_tree_get(rule, TEXT("rules out"));

	count_reasons(run, yaml_tree_get(rule, TEXT("for")), 1, standings);
	count_reasons(run, yaml_tree_get(rule, TEXT("against")), -1, standings);
	for (size_t i = 0; i < oracle_either_count(out); i++)
		standings[oracle_index(run->options, oracle_either_item(out, i)->text)].out = true;
}

/* The first strength in which two options differ, or STRENGTHS. */
static int first_difference(const struct standing *a, const struct standing *b)
{
	int strength = 0;

	while (strength < STRENGTHS && a->net[strength] == b->net[strength])
		strength++;
	return strength;
}

/* The best option that is not out, `except` one of them aside; `count` if there is none. */
static size_t best_option(const struct standing *standings, size_t count, size_t except)
{
	size_t best = count;

	for (size_t i = 0; i < count; i++) {
		int strength;

		if (standings[i].out || i == except)
			continue;
		strength = best == count ? 0 : first_difference(&standings[i], &standings[best]);
		if (best == count || (strength < STRENGTHS &&
		                      standings[i].net[strength] > standings[best].net[strength]))
			best = i;
	}
	return best;
}

static enum oracle_tier deciding_tier(const struct standing *standings, size_t count, size_t winner)
{
	static const enum oracle_tier tiers[] = {ORACLE_STRONG, ORACLE_MEDIUM, ORACLE_WEAK,
	                                         ORACLE_ORDER};
	size_t runner_up = best_option(standings, count, winner);

	if (winner == count)
		return ORACLE_NONE;
	if (runner_up == count)
		return ORACLE_ALONE;
	return tiers[first_difference(&standings[winner], &standings[runner_up])];
}

void oracle_decide_without(const struct run *run, struct omission omission, struct outcome *outcome)
{
	struct standing standings[ORACLE_MOST_OPTIONS] = {0}, kept;
	size_t options = run->options->count;

	for (size_t i = 0; i < run->rules->count; i++) {
		bool in_part = i == omission.rule && omission.option != ORACLE_NO_INDEX;

		if (!outcome->holds[i] || (i == omission.rule && !in_part))
			continue;
		if (in_part)
			kept = standings[omission.option];
		apply_rule(run, run->rules->items[i], standings);
		if (in_part)
			standings[omission.option] = kept;
	}
	outcome->out = 0;
	for (size_t i = 0; i < options; i++)
		outcome->out |= (uint32_t)standings[i].out << i;
	outcome->winner = best_option(standings, options, options);
	outcome->tier = deciding_tier(standings, options, outcome->winner);
}

void oracle_decide(const struct run *run, struct outcome *outcome)
{
	*outcome = (struct outcome){0};
	for (size_t i = 0; i < oracle_count(run->impossible); i++)
		if (oracle_holds(run, yaml_tree_get(run->impossible->items[i], TEXT("when"))))
			outcome->impossible = true;
	for (size_t i = 0; i < run->rules->count; i++)
		outcome->holds[i] =
			oracle_holds(run, yaml_tree_get(run->rules->items[i], TEXT("when")));
	oracle_decide_without(run, (struct omission){ORACLE_NO_INDEX, ORACLE_NO_INDEX}, outcome);
}
