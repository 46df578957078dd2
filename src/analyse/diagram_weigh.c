/* SPDX-License-Identifier: ISC
 *
 * Owns the weighing of assignments. From below: what each node leads to, in units of the factors from its level on. From
 * above: what leads to each node, in units of the factors before its level. A factor is the sum of a level's weights.
 */
#include <stdlib.h>

#include "analyse/diagram.h"
#include "base/memory.h"

struct weighing {
	const struct diagram *diagram;
	const struct diagram_measure *measure;
	const struct diagram_classes *classes;
	uint32_t root;
	uint32_t *place;     /* of each node, from 1; 0: not reached */
	uint32_t count;      /* of nodes reached */
	mpz_t *below;        /* [place - 1][class] */
	mpz_t *above;        /* [place - 1] */
	mpz_t *prefix;       /* product of the factors of the levels before */
	mpz_t gap;           /* scratch */
};

static mpz_t *numbers_new(size_t count)
{
	mpz_t *numbers = memory_new(count, sizeof(*numbers));
	for (size_t i = 0; i < count; i++)
		mpz_init(numbers[i]);
	return numbers;
}

static void numbers_free(mpz_t *numbers, size_t count)
{
	for (size_t i = 0; numbers && i < count; i++)
		mpz_clear(numbers[i]);
	free(numbers);
}

static mpz_t *below(const struct weighing *weighing, uint32_t node)
{
	return weighing->below + (size_t)(weighing->place[node] - 1) * weighing->classes->class_count;
}

/* gap = weight * the factors of the levels from `from` up to, not including, `to`. */
static void set_gap(struct weighing *weighing, uint32_t from, uint32_t to, uint32_t weight)
{
	if (from == to) {
		mpz_set_ui(weighing->gap, weight);
		return;
	}
	mpz_divexact(weighing->gap, weighing->prefix[to], weighing->prefix[from]);
	mpz_mul_ui(weighing->gap, weighing->gap, weight);
}

static void weigh_from_below(struct weighing *weighing, uint32_t node)
{
	const struct diagram *diagram = weighing->diagram;
	const struct diagram_classes *classes = weighing->classes;
	uint32_t level = diagram_level(diagram, node);
	if (diagram_is_terminal(diagram, node)) {
		uint32_t payload = diagram_payload(diagram, node);
		if (payload < classes->payload_count && classes->class_of[payload] < classes->class_count)
			mpz_set_ui(below(weighing, node)[classes->class_of[payload]], 1);
		return;
	}
	for (uint32_t v = 0; v < diagram->value_counts[level]; v++) {
		uint32_t child = diagram_child(diagram, node, v);
		if (weighing->measure->weights[level][v] == 0)
			continue;
		set_gap(weighing, level + 1, diagram_level(diagram, child), weighing->measure->weights[level][v]);
		for (uint32_t c = 0; c < classes->class_count; c++)
			mpz_addmul(below(weighing, node)[c], weighing->gap, below(weighing, child)[c]);
	}
}

static void weighing_init(struct weighing *weighing)
{
	uint32_t levels = weighing->diagram->level_count;
	weighing->place = diagram_places(weighing->diagram, weighing->root, &weighing->count);
	weighing->below = numbers_new((size_t)weighing->count * weighing->classes->class_count);
	weighing->prefix = numbers_new((size_t)levels + 1);
	mpz_init(weighing->gap);
	mpz_set_ui(weighing->prefix[0], 1);
	for (uint32_t l = 0; l < levels; l++)
		mpz_mul_ui(weighing->prefix[l + 1], weighing->prefix[l], weighing->measure->sums[l]);
	for (uint32_t n = 0; n <= weighing->root; n++)
		if (weighing->place[n])
			weigh_from_below(weighing, n);
}

static void weighing_release(struct weighing *weighing)
{
	numbers_free(weighing->below, (size_t)weighing->count * weighing->classes->class_count);
	numbers_free(weighing->above, weighing->count);
	numbers_free(weighing->prefix, (size_t)weighing->diagram->level_count + 1);
	mpz_clear(weighing->gap);
	free(weighing->place);
}

void diagram_weigh(const struct diagram *diagram, uint32_t root, const struct diagram_measure *measure,
                   const struct diagram_classes *classes, mpz_t *totals)
{
	struct weighing weighing = {.diagram = diagram, .measure = measure, .classes = classes, .root = root};
	weighing_init(&weighing);
	set_gap(&weighing, 0, diagram_level(diagram, root), 1);
	for (uint32_t c = 0; c < classes->class_count; c++)
		mpz_mul(totals[c], weighing.gap, below(&weighing, root)[c]);
	weighing_release(&weighing);
}

/* What passes a level untested, of each class: begins at levels[first] and ends before levels[end], as differences. */
static void add_passing(const struct weighing *weighing, mpz_t *passing, uint32_t first, uint32_t end, uint32_t class,
                        const mpz_t weight)
{
	uint32_t classes = weighing->classes->class_count;
	mpz_add(passing[(size_t)first * classes + class], passing[(size_t)first * classes + class], weight);
	mpz_sub(passing[(size_t)end * classes + class], passing[(size_t)end * classes + class], weight);
}

/* Hands on from a node to its children what leads to it; adds what goes over each of its values. */
static void weigh_from_above(struct weighing *weighing, uint32_t node, mpz_t *totals, mpz_t *passing)
{
	const struct diagram *diagram = weighing->diagram;
	uint32_t level = diagram_level(diagram, node), classes = weighing->classes->class_count;
	mpz_t part;
	mpz_init(part);
	for (uint32_t v = 0; v < diagram->value_counts[level]; v++) {
		uint32_t child = diagram_child(diagram, node, v), child_level = diagram_level(diagram, child);
		if (weighing->measure->weights[level][v] == 0)
			continue;
		set_gap(weighing, level + 1, child_level, weighing->measure->weights[level][v]);
		mpz_mul(weighing->gap, weighing->gap, weighing->above[weighing->place[node] - 1]);
		mpz_t *arriving = &weighing->above[weighing->place[child] - 1];
		mpz_add(*arriving, *arriving, weighing->gap);
		for (uint32_t c = 0; c < classes; c++) {
			mpz_mul(part, weighing->gap, below(weighing, child)[c]);
			mpz_add(totals[v * classes + c], totals[v * classes + c], part);
			add_passing(weighing, passing, level + 1, child_level, c, part);
		}
	}
	mpz_clear(part);
}

/* Shares out what passes each level untested among its values. */
static void share_passing(const struct weighing *weighing, mpz_t *totals, mpz_t *passing)
{
	const struct diagram *diagram = weighing->diagram;
	uint32_t classes = weighing->classes->class_count;
	mpz_t unit;
	mpz_init(unit);
	for (uint32_t l = 0; l < diagram->level_count; l++) {
		mpz_t *own = passing + (size_t)l * classes, *next = own + classes;
		for (uint32_t c = 0; c < classes; c++) {
			mpz_divexact_ui(unit, own[c], weighing->measure->sums[l]);
			for (uint32_t v = 0; v < diagram->value_counts[l]; v++)
				mpz_addmul_ui(totals[v * classes + c], unit, weighing->measure->weights[l][v]);
			mpz_add(next[c], next[c], own[c]);
		}
		totals += (size_t)diagram->value_counts[l] * classes;
	}
	mpz_clear(unit);
}

void diagram_weigh_values(const struct diagram *diagram, uint32_t root, const struct diagram_measure *measure,
                          const struct diagram_classes *classes, mpz_t *totals)
{
	struct weighing weighing = {.diagram = diagram, .measure = measure, .classes = classes, .root = root};
	uint32_t levels = diagram->level_count, root_level = diagram_level(diagram, root);
	weighing_init(&weighing);
	weighing.above = numbers_new(weighing.count);
	mpz_t *passing = numbers_new(((size_t)levels + 1) * classes->class_count);
	size_t *first = memory_new((size_t)levels + 1, sizeof(*first));
	for (uint32_t l = 0; l < levels; l++)
		first[l + 1] = first[l] + (size_t)diagram->value_counts[l] * classes->class_count;
	for (size_t i = 0; i < first[levels]; i++)
		mpz_set_ui(totals[i], 0);
	mpz_set(weighing.above[weighing.place[root] - 1], weighing.prefix[root_level]);
	for (uint32_t c = 0; c < classes->class_count; c++) {
		mpz_mul(weighing.gap, weighing.prefix[root_level], below(&weighing, root)[c]);
		add_passing(&weighing, passing, 0, root_level, c, weighing.gap);
	}
	for (uint32_t n = root + 1; n-- > 0;)
		if (weighing.place[n] && !diagram_is_terminal(diagram, n))
			weigh_from_above(&weighing, n, totals + first[diagram_level(diagram, n)], passing);
	share_passing(&weighing, totals, passing);
	numbers_free(passing, ((size_t)levels + 1) * classes->class_count);
	free(first);
	weighing_release(&weighing);
}
