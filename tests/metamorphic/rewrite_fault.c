/* SPDX-License-Identifier: ISC
 *
 * Owns the faults: rewritings that change what some models say, each in one place.
 */
#include <stdlib.h>

#include "rewrite.h"

/* Some node among those of a list of places, which is freed; NULL if it is empty. */
static struct yaml_node **take_some(struct rewriting *rewriting, struct places *places)
{
	struct yaml_node **some = places->count ? places->places[rewrite_below(rewriting, places->count)] : NULL;
	free(places->places);
	return some;
}

static struct yaml_node *some_question(struct rewriting *rewriting)
{
	struct places questions = rewrite_find_questions(rewriting);
	return *take_some(rewriting, &questions);
}

/* Takes a key out of a map; returns whether it was there. */
static bool take_out(struct yaml_node *map, struct text key)
{
	for (size_t i = 0; i < map->count; i++)
		if (text_equal(map->keys[i]->text, key)) {
			tree_remove(map, i);
			return true;
		}
	return false;
}

bool rewrite_break_order(struct rewriting *rewriting)
{
	struct yaml_node *options = rewrite_part(rewriting, TEXT("options"));
	size_t first = rewrite_below(rewriting, options->count - 1);
	tree_swap(options, first, first + 1);
	return true;
}

bool rewrite_break_strength(struct rewriting *rewriting)
{
	struct yaml_node *rules = rewrite_part(rewriting, TEXT("rules"));
	struct yaml_node *rule = rules->items[rewrite_below(rewriting, rules->count)];
	struct yaml_node **effects = tree_place(rule, TEXT("for"));
	effects = effects ? effects : tree_place(rule, TEXT("against"));
	if (!effects)
		return false;
	struct yaml_node **strength = &(*effects)->items[rewrite_below(rewriting, (*effects)->count)];
	bool is_strong = text_equal((*strength)->text, TEXT("strong"));
	*strength = tree_scalar(&rewriting->arena, is_strong ? TEXT("weak") : TEXT("strong"));
	return true;
}

bool rewrite_break_condition(struct rewriting *rewriting)
{
	struct places rules = rewrite_find_conditions(rewriting, REWRITE_RULES);
	struct yaml_node **place = take_some(rewriting, &rules);
	*place = tree_map(&rewriting->arena, TEXT("not"), *place);
	return true;
}

bool rewrite_break_prior(struct rewriting *rewriting)
{
	struct yaml_node *question = some_question(rewriting);
	struct yaml_node **answers = tree_place(question, TEXT("answers"));
	answers = answers ? answers : tree_place(question, TEXT("bands"));
	struct yaml_node **answer = &(*answers)->items[rewrite_below(rewriting, (*answers)->count)];
	rewrite_set_prior(rewriting, answer, rewrite_prior(*answer) == 1 ? 2 : 1);
	return true;
}

bool rewrite_break_guard(struct rewriting *rewriting)
{
	return take_out(some_question(rewriting), TEXT("when"));
}

bool rewrite_break_fixed(struct rewriting *rewriting)
{
	struct yaml_node *question = some_question(rewriting);
	if (!take_out(question, TEXT("fixed")))
		tree_insert(&rewriting->arena, question, 0, TEXT("fixed"), tree_scalar(&rewriting->arena, TEXT("true")));
	return true;
}

bool rewrite_break_impossible(struct rewriting *rewriting)
{
	struct yaml_node *impossible = rewrite_part(rewriting, TEXT("impossible"));
	if (!impossible)
		return false;
	tree_remove(impossible, rewrite_below(rewriting, impossible->count));
	return impossible->count > 0 || take_out(rewriting->root, TEXT("impossible"));
}

bool rewrite_break_answers(struct rewriting *rewriting)
{
	struct yaml_node **answers = tree_place(some_question(rewriting), TEXT("answers"));
	if (!answers)
		return false;
	tree_insert(&rewriting->arena, *answers, (*answers)->count, REWRITE_ADDED,
	            tree_scalar(&rewriting->arena, TEXT("one more")));
	return true;
}
