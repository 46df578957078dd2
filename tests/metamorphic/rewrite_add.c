/* SPDX-License-Identifier: ISC
 *
 * Owns the rewritings that add what decides nothing.
 */
#include <stdlib.h>

#include "model/model.h"
#include "rewrite.h"

static struct text some_key(struct rewriting *rewriting, struct text part)
{
	const struct yaml_node *map = rewrite_part(rewriting, part);
	return map->keys[rewrite_below(rewriting, map->count)]->text;
}

static void put(struct rewriting *rewriting, struct yaml_node *map, struct text key, struct yaml_node *value)
{
	tree_insert(&rewriting->arena, map, map->count, key, value);
}

static void put_text(struct rewriting *rewriting, struct yaml_node *map, struct text key, struct text text)
{
	put(rewriting, map, key, tree_scalar(&rewriting->arena, text));
}

/* An answer that is usual to some degree. */
static struct yaml_node *make_answer(struct rewriting *rewriting)
{
	struct yaml_node *answer = tree_scalar(&rewriting->arena, TEXT("L"));
	rewrite_set_prior(rewriting, &answer, 1 + rewrite_below(rewriting, 9));
	return answer;
}

bool rewrite_add_question(struct rewriting *rewriting)
{
	static const char *const words[] = {"k", "l", "m", "n"}, *const bounds[] = {"0", "7", "20", "1000"};
	struct yaml_node *tree = rewrite_part(rewriting, TEXT("tree"));
	struct yaml_node *question = tree_map(&rewriting->arena, TEXT("ask"), tree_scalar(&rewriting->arena, TEXT("Which?")));
	bool is_number = rewrite_chance(rewriting, 30);
	const char *const *names = is_number ? bounds : words;
	struct yaml_node *answers = tree_map(&rewriting->arena, text_of(names[0]), make_answer(rewriting));
	rewriting->factor = 2 + rewrite_below(rewriting, COUNT_OF(words) - 1);
	for (size_t v = 1; v < rewriting->factor; v++)
		put(rewriting, answers, text_of(names[v]), make_answer(rewriting));
	put(rewriting, question, is_number ? TEXT("bands") : TEXT("answers"), answers);
	put_text(rewriting, question, TEXT("topic"), some_key(rewriting, TEXT("topics")));
	tree_insert(&rewriting->arena, tree, rewrite_below(rewriting, tree->count + 1), REWRITE_ADDED, question);
	return true;
}

/* A condition that never holds: evaluation sees that of the first kind at once, of the second only when all that it
 * hangs on is known. */
static struct yaml_node *make_contradiction(struct rewriting *rewriting)
{
	struct arena *arena = &rewriting->arena;
	struct places rules = rewrite_find_conditions(rewriting, REWRITE_RULES);
	struct yaml_node *some = *rules.places[rewrite_below(rewriting, rules.count)];
	free(rules.places);
	if (rewrite_chance(rewriting, 25))
		return tree_map(arena, TEXT("not"), tree_scalar(arena, TEXT("always")));
	struct yaml_node *both[] = {tree_copy(arena, some), tree_map(arena, TEXT("not"), tree_copy(arena, some))};
	return tree_map(arena, TEXT("all"), tree_list(arena, COUNT_OF(both), both));
}

bool rewrite_add_rule(struct rewriting *rewriting)
{
	static const char *const strengths[] = {"strong", "medium", "weak"};
	struct yaml_node *rules = rewrite_part(rewriting, TEXT("rules"));
	struct yaml_node *rule = tree_map(&rewriting->arena, TEXT("when"), make_contradiction(rewriting));
	struct text option = some_key(rewriting, TEXT("options"));
	struct text strength = text_of(strengths[rewrite_below(rewriting, COUNT_OF(strengths))]);
	if (rewrite_chance(rewriting, 50))
		put_text(rewriting, rule, TEXT("rules out"), option);
	else
		put(rewriting, rule, rewrite_chance(rewriting, 50) ? TEXT("for") : TEXT("against"),
		    tree_map(&rewriting->arena, option, tree_scalar(&rewriting->arena, strength)));
	put_text(rewriting, rule, TEXT("because"), TEXT("It is so."));
	put_text(rewriting, rule, TEXT("source"), some_key(rewriting, TEXT("sources")));
	tree_insert(&rewriting->arena, rules, rewrite_below(rewriting, rules->count + 1), REWRITE_ADDED, rule);
	return true;
}

/* Makes each answer as many times as usual as before, unless that is too much. */
static bool scale(struct rewriting *rewriting, struct yaml_node *answers, uint64_t times)
{
	for (size_t v = 0; v < answers->count; v++)
		if (rewrite_prior(answers->items[v]) * times > MODEL_MOST_PRIOR)
			return false;
	for (size_t v = 0; v < answers->count; v++)
		rewrite_set_prior(rewriting, &answers->items[v], rewrite_prior(answers->items[v]) * times);
	return true;
}

bool rewrite_scale_priors(struct rewriting *rewriting)
{
	struct places questions = rewrite_find_questions(rewriting);
	bool changed = false;
	for (size_t q = 0; q < questions.count; q++) {
		struct yaml_node **answers = tree_place(*questions.places[q], TEXT("answers"));
		answers = answers ? answers : tree_place(*questions.places[q], TEXT("bands"));
		changed = scale(rewriting, *answers, 2 + rewrite_below(rewriting, 9)) || changed;
	}
	free(questions.places);
	return changed;
}
