/* SPDX-License-Identifier: ISC
 *
 * Owns the rewritings that only move things.
 */
#include <stdlib.h>

#include "rewrite.h"
#include "subject.h"

/* Shuffles items or pairs (Fisher-Yates); returns whether any has moved. */
static bool shuffle(struct rewriting *rewriting, struct yaml_node *node)
{
	bool moved = false;
	for (size_t left = node ? node->count : 0; left > 1; left--) {
		size_t chosen = rewrite_below(rewriting, left);
		tree_swap(node, chosen, left - 1);
		moved = moved || chosen != left - 1;
	}
	return moved;
}

bool rewrite_order_rules(struct rewriting *rewriting)
{
	return shuffle(rewriting, rewrite_part(rewriting, TEXT("rules")));
}

bool rewrite_order_facts(struct rewriting *rewriting)
{
	return shuffle(rewriting, rewrite_part(rewriting, TEXT("facts")));
}

bool rewrite_order_impossible(struct rewriting *rewriting)
{
	return shuffle(rewriting, rewrite_part(rewriting, TEXT("impossible")));
}

static bool has_questions(const struct yaml_node *answer)
{
	return yaml_tree_get(answer, TEXT("then")) != NULL;
}

/* Shuffles answers, but those that have questions under them stay in their order, so that the questions do. */
static bool shuffle_answers(struct rewriting *rewriting, struct yaml_node *answers)
{
	struct yaml_node *before = tree_copy(&rewriting->arena, answers);
	size_t next = 0;
	bool moved = shuffle(rewriting, answers);
	for (size_t v = 0; v < answers->count; v++) {
		if (!has_questions(answers->items[v]))
			continue;
		while (!has_questions(before->items[next]))
			next++;
		answers->keys[v] = before->keys[next];
		answers->items[v] = before->items[next++];
	}
	return moved;
}

bool rewrite_order_answers(struct rewriting *rewriting)
{
	struct places questions = rewrite_find_questions(rewriting);
	bool moved = false;
	for (size_t q = questions.count; q-- > 0;) {
		struct yaml_node **answers = tree_place(*questions.places[q], TEXT("answers"));
		moved = (answers && shuffle_answers(rewriting, *answers)) || moved;
	}
	free(questions.places);
	return moved;
}

static bool is_sound(const struct rewriting *rewriting)
{
	struct buffer text = {0}, why = {0};
	struct model model;
	tree_print(rewriting->root, &text);
	bool sound = subject_load(&model, buffer_text(&text), &why);
	model_release(&model);
	buffer_release(&text);
	buffer_release(&why);
	return sound;
}

/* Questions that stand side by side are swapped, again and again; whether the later one can do without the earlier one
 * is seen by reading the model. */
bool rewrite_order_questions(struct rewriting *rewriting)
{
	struct places levels = rewrite_find_levels(rewriting);
	bool moved = false;
	for (size_t l = 0; l < levels.count; l++) {
		struct yaml_node *level = *levels.places[l];
		for (size_t tries = 2 * level->count; level->count > 1 && tries > 0; tries--) {
			size_t first = rewrite_below(rewriting, level->count - 1);
			tree_swap(level, first, first + 1);
			bool sound = is_sound(rewriting);
			if (!sound)
				tree_swap(level, first, first + 1);
			moved = moved || sound;
		}
	}
	free(levels.places);
	return moved;
}

/* The parts of a condition, and the answers that a question is compared with. */
static bool shuffle_condition(struct rewriting *rewriting, struct yaml_node *node)
{
	bool moved = node->kind == YAML_MAP && shuffle(rewriting, node);
	for (size_t i = 0; node->kind == YAML_MAP && i < node->count; i++)
		moved = (node->items[i]->kind == YAML_LIST && shuffle(rewriting, node->items[i])) || moved;
	return moved;
}

/* What each rule says, and of what. */
static bool shuffle_rule(struct rewriting *rewriting, struct yaml_node *rule)
{
	bool moved = shuffle(rewriting, rule);
	for (size_t i = 0; i < rule->count; i++)
		if (!text_equal(rule->keys[i]->text, TEXT("when")))
			moved = shuffle(rewriting, rule->items[i]) || moved;
	return moved;
}

bool rewrite_order_rest(struct rewriting *rewriting)
{
	struct yaml_node *rules = rewrite_part(rewriting, TEXT("rules"));
	bool moved = shuffle(rewriting, rewriting->root);
	moved = shuffle(rewriting, rewrite_part(rewriting, TEXT("topics"))) || moved;
	moved = shuffle(rewriting, rewrite_part(rewriting, TEXT("sources"))) || moved;
	moved = shuffle(rewriting, rewrite_part(rewriting, TEXT("advice"))) || moved;
	for (size_t r = 0; r < rules->count; r++)
		moved = shuffle_rule(rewriting, rules->items[r]) || moved;
	struct places conditions = rewrite_find_conditions(rewriting, REWRITE_ALL), parts = {0};
	for (size_t c = 0; c < conditions.count; c++)
		rewrite_add_parts(&parts, conditions.places[c]);
	for (size_t p = 0; p < parts.count; p++)
		moved = shuffle_condition(rewriting, *parts.places[p]) || moved;
	free(conditions.places);
	free(parts.places);
	return moved;
}

bool rewrite_order_all(struct rewriting *rewriting)
{
	bool moved = rewrite_order_rules(rewriting);
	moved = rewrite_order_facts(rewriting) || moved;
	moved = rewrite_order_answers(rewriting) || moved;
	moved = rewrite_order_questions(rewriting) || moved;
	moved = rewrite_order_impossible(rewriting) || moved;
	return rewrite_order_rest(rewriting) || moved;
}
