/* SPDX-License-Identifier: ISC
 *
 * Owns the nodes, the unique table, and the walks over them.
 */
#include "analyse/diagram.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct diagram_node {
	uint32_t level;      /* level_count for a terminal */
	uint32_t payload;    /* of a terminal */
	size_t first;        /* its children begin here in diagram->children */
};

void diagram_init(struct diagram *diagram, uint32_t level_count, const uint32_t *value_counts)
{
	*diagram = (struct diagram){.level_count = level_count, .value_counts = value_counts};
}

void diagram_release(struct diagram *diagram)
{
	free(diagram->nodes);
	free(diagram->children);
	free(diagram->table);
	*diagram = (struct diagram){0};
}

static size_t mix(size_t hash, size_t value)
{
	return (hash ^ value) * (size_t)UINT64_C(0x9e3779b97f4a7c15) + (hash >> 29);
}

static size_t hash_node(uint32_t level, uint32_t payload, const uint32_t *children, uint32_t count)
{
	size_t hash = mix(mix(count, level), payload);
	for (uint32_t i = 0; i < count; i++)
		hash = mix(hash, children[i]);
	return hash ^ (hash >> 32);
}

static uint32_t count_of(const struct diagram *diagram, uint32_t level)
{
	return level < diagram->level_count ? diagram->value_counts[level] : 0;
}

static void enlarge_table(struct diagram *diagram)
{
	free(diagram->table);
	diagram->table_size = diagram->table_size ? diagram->table_size * 2 : 256;
	diagram->table = memory_new(diagram->table_size, sizeof(*diagram->table));
	for (size_t n = 0; n < diagram->node_count; n++) {
		const struct diagram_node *node = &diagram->nodes[n];
		uint32_t count = count_of(diagram, node->level);
		size_t at = hash_node(node->level, node->payload, diagram->children + node->first, count);
		for (at &= diagram->table_size - 1; diagram->table[at]; at = (at + 1) & (diagram->table_size - 1))
			;
		diagram->table[at] = (uint32_t)n + 1;
	}
}

static bool is_node(const struct diagram *diagram, uint32_t n, uint32_t level, uint32_t payload,
                    const uint32_t *children, uint32_t count)
{
	const struct diagram_node *node = &diagram->nodes[n];
	return node->level == level && node->payload == payload
	       && (count == 0 || memcmp(diagram->children + node->first, children, count * sizeof(*children)) == 0);
}

/* Finds the node in the unique table or adds it. */
static uint32_t find_or_add(struct diagram *diagram, uint32_t level, uint32_t payload, const uint32_t *children,
                            uint32_t count)
{
	if (diagram->node_count * 2 >= diagram->table_size)
		enlarge_table(diagram);
	size_t at = hash_node(level, payload, children, count) & (diagram->table_size - 1);
	for (; diagram->table[at]; at = (at + 1) & (diagram->table_size - 1))
		if (is_node(diagram, diagram->table[at] - 1, level, payload, children, count))
			return diagram->table[at] - 1;
	MEMORY_GROW(diagram->nodes, diagram->node_count, diagram->node_capacity);
	diagram->nodes[diagram->node_count] =
		(struct diagram_node){.level = level, .payload = payload, .first = diagram->child_count};
	for (uint32_t i = 0; i < count; i++) {
		MEMORY_GROW(diagram->children, diagram->child_count, diagram->child_capacity);
		diagram->children[diagram->child_count++] = children[i];
	}
	diagram->table[at] = (uint32_t)++diagram->node_count;
	return (uint32_t)diagram->node_count - 1;
}

uint32_t diagram_terminal(struct diagram *diagram, uint32_t payload)
{
	return find_or_add(diagram, diagram->level_count, payload, NULL, 0);
}

uint32_t diagram_make(struct diagram *diagram, uint32_t level, const uint32_t *children)
{
	uint32_t count = diagram->value_counts[level];
	uint32_t same = 1;
	while (same < count && children[same] == children[0])
		same++;
	if (same == count)
		return children[0];
	return find_or_add(diagram, level, 0, children, count);
}

bool diagram_is_terminal(const struct diagram *diagram, uint32_t node)
{
	return diagram->nodes[node].level == diagram->level_count;
}

uint32_t diagram_payload(const struct diagram *diagram, uint32_t node)
{
	return diagram->nodes[node].payload;
}

uint32_t diagram_level(const struct diagram *diagram, uint32_t node)
{
	return diagram->nodes[node].level;
}

uint32_t diagram_child(const struct diagram *diagram, uint32_t node, uint32_t value)
{
	return diagram->children[diagram->nodes[node].first + value];
}

uint32_t *diagram_places(const struct diagram *diagram, uint32_t root, uint32_t *count)
{
	uint32_t *place = memory_new((size_t)root + 1, sizeof(*place));
	place[root] = 1;
	for (uint32_t n = root + 1; n-- > 0;)
		for (uint32_t v = 0; place[n] && v < count_of(diagram, diagram->nodes[n].level); v++)
			place[diagram_child(diagram, n, v)] = 1;
	*count = 0;
	for (uint32_t n = 0; n <= root; n++)
		if (place[n])
			place[n] = ++*count;
	return place;
}

void diagram_visit(const struct diagram *diagram, uint32_t root, void (*visit)(void *context, uint32_t node),
                   void *context)
{
	uint32_t count;
	uint32_t *place = diagram_places(diagram, root, &count);
	for (uint32_t n = 0; n <= root; n++)
		if (place[n])
			visit(context, n);
	free(place);
}

static bool has_payload(const struct diagram *diagram, uint32_t node, uint32_t payload)
{
	return diagram_is_terminal(diagram, node) && diagram_payload(diagram, node) == payload;
}

/* Whether the node leads to payload `ignored` for all values but one. */
static bool is_forced(const struct diagram *diagram, uint32_t node, uint32_t ignored)
{
	uint32_t open = 0, count = diagram->value_counts[diagram_level(diagram, node)];
	for (uint32_t v = 0; v < count; v++)
		open += !has_payload(diagram, diagram_child(diagram, node, v), ignored);
	return open == 1;
}

/* The value on the cheapest way from a node, by what its children cost. */
static uint32_t cheapest(const struct diagram *diagram, uint32_t node, const uint32_t *costs)
{
	uint32_t best = 0, count = diagram->value_counts[diagram_level(diagram, node)];
	for (uint32_t v = 1; v < count; v++)
		if (costs[diagram_child(diagram, node, v)] < costs[diagram_child(diagram, node, best)])
			best = v;
	return best;
}

/* Sets the choices of a path to `target` with as few as possible; a node where all values but one are ignored needs
 * none. Returns false if there is no path. */
static bool find_path(const struct diagram *diagram, uint32_t root, uint32_t target, uint32_t ignored,
                      uint32_t *choices)
{
	uint32_t *costs = memory_new((size_t)root + 1, sizeof(*costs));
	for (uint32_t n = 0; n <= root; n++) {
		if (diagram_is_terminal(diagram, n)) {
			costs[n] = diagram_payload(diagram, n) == target ? 0 : UINT32_MAX;
			continue;
		}
		uint32_t below = costs[diagram_child(diagram, n, cheapest(diagram, n, costs))];
		costs[n] = below == UINT32_MAX ? below : below + !is_forced(diagram, n, ignored);
	}
	for (uint32_t l = 0; l < diagram->level_count; l++)
		choices[l] = DIAGRAM_UNDECIDED;
	bool found = costs[root] != UINT32_MAX;
	for (uint32_t n = root; found && !diagram_is_terminal(diagram, n);) {
		uint32_t value = cheapest(diagram, n, costs);
		if (!is_forced(diagram, n, ignored))
			choices[diagram_level(diagram, n)] = value;
		n = diagram_child(diagram, n, value);
	}
	free(costs);
	return found;
}

/* Whether all assignments with these choices lead to `target` or are ignored. */
static bool is_implicant(const struct diagram *diagram, uint32_t root, uint32_t target, uint32_t ignored,
                         const uint32_t *choices)
{
	bool *reached = memory_new((size_t)root + 1, sizeof(*reached)), holds = true;
	reached[root] = true;
	for (uint32_t n = root + 1; holds && n-- > 0;) {
		if (!reached[n])
			continue;
		if (diagram_is_terminal(diagram, n)) {
			holds = has_payload(diagram, n, target) || has_payload(diagram, n, ignored);
			continue;
		}
		uint32_t level = diagram_level(diagram, n);
		for (uint32_t v = 0; v < diagram->value_counts[level]; v++)
			if (choices[level] == v || choices[level] == DIAGRAM_UNDECIDED)
				reached[diagram_child(diagram, n, v)] = true;
	}
	free(reached);
	return holds;
}

bool diagram_find_implicant(const struct diagram *diagram, uint32_t root, uint32_t target, uint32_t ignored,
                            uint32_t *choices)
{
	if (!find_path(diagram, root, target, ignored, choices))
		return false;
	for (uint32_t l = 0; l < diagram->level_count; l++) {
		uint32_t value = choices[l];
		choices[l] = DIAGRAM_UNDECIDED;
		if (value != DIAGRAM_UNDECIDED && !is_implicant(diagram, root, target, ignored, choices))
			choices[l] = value;
	}
	return true;
}

/* Pairs of nodes already seen not to lead to a difference, or under way. */
struct pair_set {
	uint64_t *pairs;     /* 0: free */
	size_t count, size;
};

/* Adds a pair; returns whether it was new. */
static bool add_pair(struct pair_set *set, uint32_t a, uint32_t b)
{
	uint64_t pair = ((uint64_t)a << 32 | b) + 1;
	if (set->count * 2 >= set->size) {
		struct pair_set old = *set;
		set->size = old.size ? old.size * 2 : 64;
		set->pairs = memory_new(set->size, sizeof(*set->pairs));
		set->count = 0;
		for (size_t i = 0; i < old.size; i++)
			if (old.pairs[i])
				add_pair(set, (uint32_t)((old.pairs[i] - 1) >> 32), (uint32_t)(old.pairs[i] - 1));
		free(old.pairs);
	}
	size_t at = mix(0, (size_t)pair);
	for (at &= set->size - 1; set->pairs[at]; at = (at + 1) & (set->size - 1))
		if (set->pairs[at] == pair)
			return false;
	set->pairs[at] = pair;
	set->count++;
	return true;
}

static bool differ_rec(const struct diagram *diagram, uint32_t a, uint32_t b, uint32_t ignored,
                       const uint64_t *allowed, struct pair_set *seen)
{
	if (a == b)
		return false;
	uint32_t a_level = diagram_level(diagram, a), b_level = diagram_level(diagram, b);
	uint32_t level = a_level < b_level ? a_level : b_level;
	if ((a_level == diagram->level_count && diagram_payload(diagram, a) == ignored)
	    || (b_level == diagram->level_count && diagram_payload(diagram, b) == ignored))
		return false;
	if (level == diagram->level_count)
		return true;
	if (seen->count >= DIAGRAM_MOST_PAIRS)
		return true;
	if (!add_pair(seen, a < b ? a : b, a < b ? b : a))
		return false;
	for (uint32_t v = 0; v < diagram->value_counts[level]; v++) {
		if (allowed && !(allowed[level] >> v & 1))
			continue;
		uint32_t a_child = a_level == level ? diagram_child(diagram, a, v) : a;
		uint32_t b_child = b_level == level ? diagram_child(diagram, b, v) : b;
		if (differ_rec(diagram, a_child, b_child, ignored, allowed, seen))
			return true;
	}
	return false;
}

bool diagram_differ(const struct diagram *diagram, uint32_t a, uint32_t b, uint32_t ignored,
                    const uint64_t *allowed)
{
	struct pair_set seen = {0};
	bool differ = differ_rec(diagram, a, b, ignored, allowed, &seen);
	free(seen.pairs);
	return differ;
}
