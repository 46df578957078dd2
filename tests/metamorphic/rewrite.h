/* SPDX-License-Identifier: ISC
 *
 * Rewritings of a model: those that keep what it says, and faults. Each changes the tree in place, drawing what to
 * change, and returns false if there is nothing to change.
 */
#ifndef METAMORPHIC_REWRITE_H
#define METAMORPHIC_REWRITE_H

#include "../oracle/tree.h"

struct rewriting {
	struct arena arena;
	struct yaml_node *root;
	uint64_t state;                  /* of chance; not 0 */
	unsigned long factor;            /* how many times as many profiles there are now; 1 at first */
};

/* The id of what is added. */
#define REWRITE_ADDED TEXT("added")

/* rewrite.c: what the others share. */

/* One of 0 to limit - 1, as good as evenly. */
size_t rewrite_below(struct rewriting *rewriting, size_t limit);
bool rewrite_chance(struct rewriting *rewriting, unsigned percent);

/* The value of a key of the model; NULL when absent. */
struct yaml_node *rewrite_part(const struct rewriting *rewriting, struct text key);

/* A growing list of places of nodes, on the heap. */
struct places {
	struct yaml_node ***places;
	size_t count, capacity;
};

/* Where conditions stand. */
enum {
	REWRITE_GUARDS = 1 << 0,
	REWRITE_FACTS = 1 << 1,
	REWRITE_RULES = 1 << 2,
	REWRITE_REST = 1 << 3,           /* impossible combinations and advice */
	REWRITE_ALL = (1 << 4) - 1,
};

/* The conditions, without their parts; the questions; the mappings of questions. The caller frees the places. */
struct places rewrite_find_conditions(const struct rewriting *rewriting, unsigned where);
struct places rewrite_find_questions(const struct rewriting *rewriting);
struct places rewrite_find_levels(const struct rewriting *rewriting);

/* Adds the place of a condition and those of all its parts. */
void rewrite_add_parts(struct places *places, struct yaml_node **condition);

/* How usual an answer is, and another number for that; `answer` is its place. */
uint64_t rewrite_prior(const struct yaml_node *answer);
void rewrite_set_prior(struct rewriting *rewriting, struct yaml_node **answer, uint64_t prior);

/* rewrite_order.c: the same things in another order. */
bool rewrite_order_rules(struct rewriting *rewriting);
bool rewrite_order_facts(struct rewriting *rewriting);
bool rewrite_order_questions(struct rewriting *rewriting);
bool rewrite_order_answers(struct rewriting *rewriting);
bool rewrite_order_impossible(struct rewriting *rewriting);
bool rewrite_order_rest(struct rewriting *rewriting);
bool rewrite_order_all(struct rewriting *rewriting);

/* rewrite_condition.c: other words for the same conditions. */
bool rewrite_negate_twice(struct rewriting *rewriting);
bool rewrite_by_de_morgan(struct rewriting *rewriting);
bool rewrite_wrap(struct rewriting *rewriting);
bool rewrite_split_answers(struct rewriting *rewriting);
bool rewrite_add_tautology(struct rewriting *rewriting);
bool rewrite_name_part(struct rewriting *rewriting);

/* rewrite_add.c: what makes no difference. */
bool rewrite_add_question(struct rewriting *rewriting);
bool rewrite_add_rule(struct rewriting *rewriting);
bool rewrite_scale_priors(struct rewriting *rewriting);

/* rewrite_fault.c: what can make one. */
bool rewrite_break_order(struct rewriting *rewriting);
bool rewrite_break_strength(struct rewriting *rewriting);
bool rewrite_break_condition(struct rewriting *rewriting);
bool rewrite_break_prior(struct rewriting *rewriting);
bool rewrite_break_guard(struct rewriting *rewriting);
bool rewrite_break_fixed(struct rewriting *rewriting);
bool rewrite_break_impossible(struct rewriting *rewriting);
bool rewrite_break_answers(struct rewriting *rewriting);

#endif
