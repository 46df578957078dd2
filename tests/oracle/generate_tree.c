/* SPDX-License-Identifier: ISC
 *
 * Chance, and the shape of a random tree: redrawn while it has too many complete profiles.
 */
#include "generate_internal.h"

enum {
	MOST_PROFILES = 3000, /* complete profiles, each band counted once */
	MOST_TRIALS = 20000,  /* complete profiles, each number tried counted */
};

/* splitmix64 */
uint64_t generate_draw(struct maker *maker)
{
	uint64_t z = maker->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

size_t generate_below(struct maker *maker, size_t limit)
{
	return (size_t)(generate_draw(maker) % limit);
}

bool generate_chance(struct maker *maker, unsigned percent)
{
	return generate_below(maker, 100) < percent;
}

static void draw_bounds(struct maker *maker, struct shape *shape)
{
	static const uint64_t firsts[] = {0, 0, 1, 1, 7, 100};
	static const uint64_t steps[] = {1, 1, 2, 3, 10, 180, 1000000};
	uint64_t bound = firsts[generate_below(maker, COUNT_OF(firsts))];

	for (size_t i = 0; i < shape->choices; i++) {
		shape->bounds[i] = bound;
		bound += steps[generate_below(maker, COUNT_OF(steps))];
	}
	if (generate_chance(maker, 4))
		shape->bounds[shape->choices - 1] = MOST_NUMBER;
}

static void draw_question(struct maker *maker, int parent, size_t parent_choice, size_t depth)
{
	size_t index = maker->questions++;
	struct shape *shape = &maker->shapes[index];

	*shape = (struct shape){.parent = parent, .parent_choice = parent_choice, .depth = depth};
	shape->choices = 2 + generate_below(maker, MOST_CHOICES - 1);
	shape->numeric = generate_chance(maker, 25);
	if (shape->numeric)
		draw_bounds(maker, shape);
	for (size_t choice = 0; choice < shape->choices && depth < MOST_DEPTH; choice++)
		while (maker->questions < maker->wanted && generate_chance(maker, maker->nesting))
			draw_question(maker, (int)index, choice, depth + 1);
}

/* How many ways there are to answer a question and those under it, guards aside;
 * with `numbers`, each number that the oracle tries counts. */
static size_t count_ways(const struct maker *maker, size_t index, bool numbers)
{
	const struct shape *shape = &maker->shapes[index];
	size_t ways = 0;

	for (size_t choice = 0; choice < shape->choices; choice++) {
		size_t product = shape->numeric && numbers ? 3 : 1;

		for (size_t i = index + 1; i < maker->questions; i++)
			if (maker->shapes[i].parent == (int)index &&
			    maker->shapes[i].parent_choice == choice)
				product *= count_ways(maker, i, numbers);
		ways += product;
	}
	return ways;
}

static size_t count_all_ways(const struct maker *maker, bool numbers)
{
	size_t ways = 1;

	for (size_t i = 0; i < maker->questions; i++)
		if (maker->shapes[i].parent < 0)
			ways *= count_ways(maker, i, numbers);
	return ways;
}

void generate_tree(struct maker *maker)
{
	do {
		maker->nesting = 10 * (unsigned)generate_below(maker, 4);
		maker->wanted = 2 + generate_below(maker, GENERATED_MOST_QUESTIONS - 1);
		maker->questions = 0;
		while (maker->questions < maker->wanted)
			draw_question(maker, -1, 0, 0);
	} while (count_all_ways(maker, false) > MOST_PROFILES ||
	         count_all_ways(maker, true) > MOST_TRIALS);
}
