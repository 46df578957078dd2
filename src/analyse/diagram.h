/* SPDX-License-Identifier: ISC
 *
 * Reduced ordered multi-valued decision diagrams (Bryant 1986 for two values; Srinivasan, Kam, Malik and Brayton 1990
 * for several). The kernel knows nothing of models: a variable is a level, its values are numbers, a terminal carries
 * a payload. Equal functions have the same node, so comparing functions is comparing numbers.
 *
 * A node costs 16 bytes plus 4 for each value of its variable. Nodes are never freed one by one; the whole is.
 */
#ifndef ANALYSE_DIAGRAM_H
#define ANALYSE_DIAGRAM_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DIAGRAM_MOST_PAIRS = 1000000 };

struct diagram {
	uint32_t level_count;
	const uint32_t *value_counts;    /* of each level; not owned */
	struct diagram_node *nodes;      /* children have smaller numbers than their parents */
	size_t node_count, node_capacity;
	uint32_t *children;
	size_t child_count, child_capacity;
	uint32_t *table;                 /* unique table: node number + 1 by hash, open addressing */
	size_t table_size;
};

/* Starts an empty diagram over `level_count` variables. diagram_release ends it. */
void diagram_init(struct diagram *diagram, uint32_t level_count, const uint32_t *value_counts);
void diagram_release(struct diagram *diagram);

/* The terminal with this payload. */
uint32_t diagram_terminal(struct diagram *diagram, uint32_t payload);

/* The node that tests `level` and goes on to children[value]. All children must be terminals or test later levels.
 * When all are the same, that child is returned instead. */
uint32_t diagram_make(struct diagram *diagram, uint32_t level, const uint32_t *children);

bool diagram_is_terminal(const struct diagram *diagram, uint32_t node);

/* The payload of a terminal. */
uint32_t diagram_payload(const struct diagram *diagram, uint32_t node);

/* The level of a node; of a terminal the number of levels. */
uint32_t diagram_level(const struct diagram *diagram, uint32_t node);

uint32_t diagram_child(const struct diagram *diagram, uint32_t node, uint32_t value);

/* How much each value of each variable weighs. A variable that is not tested on a path counts with the sum. */
struct diagram_measure {
	const uint32_t *const *weights;      /* [level][value] */
	const uint64_t *sums;                /* of each level */
};

/* Which terminals are told apart: class_of[payload] for payloads below `payload_count`; UINT32_MAX is left out. */
struct diagram_classes {
	const uint32_t *class_of;
	uint32_t payload_count;
	uint32_t class_count;
};

/* Adds up the weight of the assignments that lead from `root` to each class of terminals. The unit is the product of
 * all sums. totals[class] are initialised mpz_t, overwritten. */
void diagram_weigh(const struct diagram *diagram, uint32_t root, const struct diagram_measure *measure,
                   const struct diagram_classes *classes, mpz_t *totals);

/* The same for each value of each variable in turn, of the assignments that have it: the totals of the classes for the
 * first value of the first level, then for the next, and so on. All of them in one pass down and one up, as messages
 * are passed along a tree (Pearl 1982). */
void diagram_weigh_values(const struct diagram *diagram, uint32_t root, const struct diagram_measure *measure,
                          const struct diagram_classes *classes, mpz_t *totals);

/* Numbers the nodes and terminals that can be reached from `root`, in order of number, from 1: place[node], and 0 for
 * others, of all nodes up to `root`. The caller frees it. Returns how many there are in *count. */
uint32_t *diagram_places(const struct diagram *diagram, uint32_t root, uint32_t *count);

/* Calls visit(context, node) for every node and terminal that can be reached from `root`, children first. */
void diagram_visit(const struct diagram *diagram, uint32_t root, void (*visit)(void *context, uint32_t node),
                   void *context);

#define DIAGRAM_UNDECIDED UINT32_MAX

/* Finds a prime implicant (Quine 1952) of the terminal with payload `target`: few values, choices[level], so that all
 * assignments with them lead there or to payload `ignored` (another one), and none of them can be left out; there may
 * be a smaller set of others. choices[level] is DIAGRAM_UNDECIDED for the other variables. Returns false if no path
 * from `root` leads to `target`. */
bool diagram_find_implicant(const struct diagram *diagram, uint32_t root, uint32_t target, uint32_t ignored,
                            uint32_t *choices);

enum { DIAGRAM_IGNORE_NONE = UINT16_MAX };

/* Whether some assignment leads from `a` and from `b` to terminals of different payload, neither of them `ignored`
 * (DIAGRAM_IGNORE_NONE: any). Only values in allowed[level], a set, are looked at; NULL: all. Looks at no more than
 * DIAGRAM_MOST_PAIRS pairs of nodes; beyond that it says yes to be on the safe side. */
bool diagram_differ(const struct diagram *diagram, uint32_t a, uint32_t b, uint32_t ignored,
                    const uint64_t *allowed);

#endif
