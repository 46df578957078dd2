/* SPDX-License-Identifier: ISC
 *
 * Owns chance, and the finding of what can be rewritten.
 */
#include "rewrite.h"

#include <stdlib.h>

/* xorshift64* */
size_t rewrite_below(struct rewriting *rewriting, size_t limit)
{
	rewriting->state ^= rewriting->state >> 12;
	rewriting->state ^= rewriting->state << 25;
	rewriting->state ^= rewriting->state >> 27;
	return (size_t)((rewriting->state * UINT64_C(2685821657736338717)) >> 33) % limit;
}

bool rewrite_chance(struct rewriting *rewriting, unsigned percent)
{
	return rewrite_below(rewriting, 100) < percent;
}

struct yaml_node *rewrite_part(const struct rewriting *rewriting, struct text key)
{
	struct yaml_node **place = tree_place(rewriting->root, key);
	return place ? *place : NULL;
}

static void add_place(struct places *places, struct yaml_node **place)
{
	if (!place)
		return;
	MEMORY_GROW(places->places, places->count, places->capacity);
	places->places[places->count++] = place;
}

/* Goes through the questions of a mapping and those under their answers. */
static void find_rec(struct yaml_node **level, struct places *questions, struct places *levels)
{
	add_place(levels, level);
	for (size_t q = 0; q < (*level)->count; q++) {
		struct yaml_node **question = &(*level)->items[q];
		struct yaml_node **answers = tree_place(*question, TEXT("answers"));
		add_place(questions, question);
		answers = answers ? answers : tree_place(*question, TEXT("bands"));
		for (size_t v = 0; v < (*answers)->count; v++) {
			struct yaml_node **then = tree_place((*answers)->items[v], TEXT("then"));
			if (then)
				find_rec(then, questions, levels);
		}
	}
}

struct places rewrite_find_questions(const struct rewriting *rewriting)
{
	struct places questions = {0}, levels = {0};
	find_rec(tree_place(rewriting->root, TEXT("tree")), &questions, &levels);
	free(levels.places);
	return questions;
}

struct places rewrite_find_levels(const struct rewriting *rewriting)
{
	struct places questions = {0}, levels = {0};
	find_rec(tree_place(rewriting->root, TEXT("tree")), &questions, &levels);
	free(questions.places);
	return levels;
}

/* Adds the `when` of each item of a part of the model. */
static void add_whens(const struct rewriting *rewriting, struct text key, struct places *places)
{
	struct yaml_node *part = rewrite_part(rewriting, key);
	for (size_t i = 0; part && i < part->count; i++)
		add_place(places, tree_place(part->items[i], TEXT("when")));
}

struct places rewrite_find_conditions(const struct rewriting *rewriting, unsigned where)
{
	struct places found = {0}, questions = rewrite_find_questions(rewriting);
	for (size_t q = 0; (where & REWRITE_GUARDS) && q < questions.count; q++)
		add_place(&found, tree_place(*questions.places[q], TEXT("when")));
	free(questions.places);
	if (where & REWRITE_FACTS)
		add_whens(rewriting, TEXT("facts"), &found);
	if (where & REWRITE_RULES)
		add_whens(rewriting, TEXT("rules"), &found);
	if (where & REWRITE_REST) {
		add_whens(rewriting, TEXT("impossible"), &found);
		add_whens(rewriting, TEXT("advice"), &found);
	}
	return found;
}

void rewrite_add_parts(struct places *places, struct yaml_node **condition)
{
	struct yaml_node *node = *condition;
	add_place(places, condition);
	for (size_t i = 0; node->kind == YAML_MAP && i < node->count; i++) {
		struct text key = node->keys[i]->text;
		bool is_list = text_equal(key, TEXT("any")) || text_equal(key, TEXT("all"));
		if (text_equal(key, TEXT("not")))
			rewrite_add_parts(places, &node->items[i]);
		for (size_t j = 0; is_list && j < node->items[i]->count; j++)
			rewrite_add_parts(places, &node->items[i]->items[j]);
	}
}

uint64_t rewrite_prior(const struct yaml_node *answer)
{
	const struct yaml_node *written = yaml_tree_get(answer, TEXT("prior"));
	uint64_t prior = 1;
	if (written)
		text_number(written->text, UINT64_MAX, &prior);
	return prior;
}

void rewrite_set_prior(struct rewriting *rewriting, struct yaml_node **answer, uint64_t prior)
{
	struct arena *arena = &rewriting->arena;
	struct buffer digits = {0};
	if ((*answer)->kind == YAML_SCALAR)
		*answer = tree_map(arena, TEXT("label"), *answer);
	buffer_format(&digits, "%llu", (unsigned long long)prior);
	struct text text = {arena_copy(arena, digits.bytes, digits.length), digits.length};
	struct yaml_node **written = tree_place(*answer, TEXT("prior"));
	if (written)
		*written = tree_scalar(arena, text);
	else
		tree_insert(arena, *answer, 0, TEXT("prior"), tree_scalar(arena, text));
	buffer_release(&digits);
}
