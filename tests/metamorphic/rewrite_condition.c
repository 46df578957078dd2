/* SPDX-License-Identifier: ISC
 *
 * Owns the rewritings of conditions into others that hold in the same profiles.
 */
#include <stdlib.h>

#include "rewrite.h"

enum { SOME = 50 /* percent of the conditions are rewritten where each can be */ };

/* Another condition that holds where this one does, or the same node. */
typedef struct yaml_node *rewording(struct rewriting *rewriting, struct yaml_node *condition);

static struct yaml_node *reword_rec(struct rewriting *rewriting, struct yaml_node *node, rewording *reword)
{
	for (size_t i = 0; node->kind == YAML_MAP && i < node->count; i++) {
		struct text key = node->keys[i]->text;
		struct yaml_node *value = node->items[i];
		bool is_list = text_equal(key, TEXT("any")) || text_equal(key, TEXT("all"));
		if (text_equal(key, TEXT("not")))
			node->items[i] = reword_rec(rewriting, value, reword);
		for (size_t j = 0; is_list && j < value->count; j++)
			value->items[j] = reword_rec(rewriting, value->items[j], reword);
	}
	return rewrite_chance(rewriting, SOME) ? reword(rewriting, node) : node;
}

/* Rewords conditions and their parts, the parts first. */
static bool reword_all(struct rewriting *rewriting, unsigned where, rewording *reword)
{
	struct places conditions = rewrite_find_conditions(rewriting, where);
	bool changed = false;
	for (size_t c = 0; c < conditions.count; c++) {
		struct yaml_node **place = conditions.places[c], *before = *place;
		*place = reword_rec(rewriting, before, reword);
		changed = changed || *place != before;
	}
	free(conditions.places);
	return changed;
}

static struct yaml_node *negate(struct rewriting *rewriting, struct yaml_node *condition)
{
	return tree_map(&rewriting->arena, TEXT("not"), condition);
}

static struct yaml_node *join(struct rewriting *rewriting, struct text word, size_t count, struct yaml_node **parts)
{
	return tree_map(&rewriting->arena, word, tree_list(&rewriting->arena, count, parts));
}

static struct yaml_node *negate_twice(struct rewriting *rewriting, struct yaml_node *condition)
{
	return negate(rewriting, negate(rewriting, condition));
}

bool rewrite_negate_twice(struct rewriting *rewriting)
{
	return reword_all(rewriting, REWRITE_ALL, negate_twice);
}

static struct yaml_node *wrap(struct rewriting *rewriting, struct yaml_node *condition)
{
	return join(rewriting, rewrite_chance(rewriting, 50) ? TEXT("all") : TEXT("any"), 1, &condition);
}

bool rewrite_wrap(struct rewriting *rewriting)
{
	return reword_all(rewriting, REWRITE_ALL, wrap);
}

/* A mapping of several pairs, all of which must hold, as a list of mappings of one pair. */
static struct yaml_node *list_pairs(struct rewriting *rewriting, const struct yaml_node *map)
{
	struct yaml_node *list = tree_list(&rewriting->arena, map->count, map->items);
	for (size_t i = 0; i < map->count; i++)
		list->items[i] = tree_map(&rewriting->arena, map->keys[i]->text, map->items[i]);
	return list;
}

/* all of them: not any of them not; any of them: not all of them not. */
static struct yaml_node *de_morgan(struct rewriting *rewriting, struct yaml_node *condition)
{
	struct text word = TEXT("any");
	struct yaml_node *list;
	if (condition->kind != YAML_MAP)
		return condition;
	if (condition->count > 1) {
		list = list_pairs(rewriting, condition);
	} else {
		bool is_any = text_equal(condition->keys[0]->text, TEXT("any"));
		if (!is_any && !text_equal(condition->keys[0]->text, TEXT("all")))
			return condition;
		word = is_any ? TEXT("all") : TEXT("any");
		list = tree_list(&rewriting->arena, condition->items[0]->count, condition->items[0]->items);
	}
	for (size_t i = 0; i < list->count; i++)
		list->items[i] = negate(rewriting, list->items[i]);
	return negate(rewriting, tree_map(&rewriting->arena, word, list));
}

bool rewrite_by_de_morgan(struct rewriting *rewriting)
{
	return reword_all(rewriting, REWRITE_ALL, de_morgan);
}

/* {q: [a, b]} as any of {q: a} and {q: b}; {q: {at least: m, below: n}} as all of both. */
static struct yaml_node *split_pair(struct rewriting *rewriting, struct yaml_node *pair)
{
	struct text key = pair->keys[0]->text;
	struct yaml_node *value = pair->items[0];
	bool is_word = text_equal(key, TEXT("any")) || text_equal(key, TEXT("all")) || text_equal(key, TEXT("not"));
	if (is_word || value->kind == YAML_SCALAR || value->count < 2)
		return pair;
	struct yaml_node *parts = value->kind == YAML_MAP ? list_pairs(rewriting, value)
	                                                  : tree_list(&rewriting->arena, value->count, value->items);
	for (size_t i = 0; i < parts->count; i++)
		parts->items[i] = tree_map(&rewriting->arena, key, parts->items[i]);
	return tree_map(&rewriting->arena, value->kind == YAML_MAP ? TEXT("all") : TEXT("any"), parts);
}

static struct yaml_node *split_answers(struct rewriting *rewriting, struct yaml_node *condition)
{
	if (condition->kind != YAML_MAP)
		return condition;
	if (condition->count == 1)
		return split_pair(rewriting, condition);
	struct yaml_node *pairs = list_pairs(rewriting, condition);
	for (size_t i = 0; i < pairs->count; i++)
		pairs->items[i] = split_pair(rewriting, pairs->items[i]);
	return tree_map(&rewriting->arena, TEXT("all"), pairs);
}

bool rewrite_split_answers(struct rewriting *rewriting)
{
	return reword_all(rewriting, REWRITE_ALL, split_answers);
}

/* A copy of the condition of some rule. */
static struct yaml_node *some_condition(struct rewriting *rewriting)
{
	struct places rules = rewrite_find_conditions(rewriting, REWRITE_RULES);
	const struct yaml_node *chosen = *rules.places[rewrite_below(rewriting, rules.count)];
	free(rules.places);
	return tree_copy(&rewriting->arena, chosen);
}

static void add_tautology(struct rewriting *rewriting, struct yaml_node **place)
{
	struct yaml_node *other = some_condition(rewriting);
	struct yaml_node *either[] = {other, negate(rewriting, tree_copy(&rewriting->arena, other))};
	struct yaml_node *both[] = {*place, join(rewriting, TEXT("any"), COUNT_OF(either), either)};
	*place = join(rewriting, TEXT("all"), COUNT_OF(both), both);
}

/* Guards and facts are left alone: they may not name later questions. */
bool rewrite_add_tautology(struct rewriting *rewriting)
{
	struct places conditions = rewrite_find_conditions(rewriting, REWRITE_RULES | REWRITE_REST);
	add_tautology(rewriting, conditions.places[rewrite_below(rewriting, conditions.count)]);
	free(conditions.places);
	return true;
}

bool rewrite_name_part(struct rewriting *rewriting)
{
	struct places conditions = rewrite_find_conditions(rewriting, REWRITE_ALL), parts = {0};
	for (size_t c = 0; c < conditions.count; c++)
		rewrite_add_parts(&parts, conditions.places[c]);
	struct yaml_node **place = parts.places[rewrite_below(rewriting, parts.count)];
	struct yaml_node *fact = tree_map(&rewriting->arena, TEXT("when"), *place);
	*place = tree_scalar(&rewriting->arena, REWRITE_ADDED);
	struct yaml_node *facts = rewrite_part(rewriting, TEXT("facts"));
	if (facts)
		tree_insert(&rewriting->arena, facts, rewrite_below(rewriting, facts->count + 1), REWRITE_ADDED, fact);
	else
		tree_insert(&rewriting->arena, rewriting->root, 0, TEXT("facts"),
		            tree_map(&rewriting->arena, REWRITE_ADDED, fact));
	free(conditions.places);
	free(parts.places);
	return true;
}
