/* SPDX-License-Identifier: ISC
 *
 * Random profiles of a random model.
 */
#include "generate_internal.h"

/* A number that may be answered: a bound, the one before it, or somewhere in a band. */
static uint64_t draw_number(struct maker *maker, const struct shape *shape)
{
	size_t band = generate_below(maker, shape->choices);
	uint64_t low = shape->bounds[band];
	uint64_t high = band + 1 < shape->choices ? shape->bounds[band + 1] : low + 50;
	uint64_t number = low + generate_below(maker, high - low);

	if (generate_chance(maker, 35))
		number = low;
	else if (generate_chance(maker, 25))
		number = high - 1;
	return number > MOST_NUMBER ? MOST_NUMBER : number;
}

static void write_number(struct maker *maker, const struct shape *shape)
{
	uint64_t one = draw_number(maker, shape), other = draw_number(maker, shape);
	uint64_t low = one < other ? one : other, high = one < other ? other : one;

	maker->features->range = true;
	if (low == high)
		buffer_format(maker->out, "{at least: %" PRIu64 "}", low);
	else if (generate_chance(maker, 35))
		buffer_format(maker->out, "{at least: %" PRIu64 ", below: %" PRIu64 "}", low, high);
	else if (generate_chance(maker, 40))
		buffer_format(maker->out, "{below: %" PRIu64 "}", high);
	else
		buffer_format(maker->out, "[%" PRIu64 ", %" PRIu64 "]", one, other);
}

static void write_answer(struct maker *maker, size_t index)
{
	const struct shape *shape = &maker->shapes[index];
	size_t kind = generate_below(maker, 100);

	buffer_format(maker->out, "  q%zu: ", index + 1);
	if (kind < 12) {
		buffer_add_string(maker->out, "unknown");
		maker->features->unknown = true;
	} else if (kind < 35 && shape->numeric) {
		write_number(maker, shape);
	} else if (kind < 35) {
		maker->features->set |= generate_answers(maker, index) > 1;
	} else if (shape->numeric) {
		buffer_format(maker->out, "%" PRIu64, draw_number(maker, shape));
	} else {
		buffer_add_string(
			maker->out,
			generate_answer_name(index, generate_below(maker, shape->choices)));
	}
	buffer_add_string(maker->out, "\n");
}

void generate_profile(struct maker *maker, uint64_t seed, bool *answered)
{
	unsigned percent = 10 + (unsigned)generate_below(maker, 86);
	bool backwards = generate_chance(maker, 30), any = false;

	if (generate_chance(maker, 50))
		buffer_format(maker->out, "model: random-%" PRIu64 "\nrevision: 2\n", seed);
	for (size_t i = 0; i < maker->questions; i++)
		any |= answered[i] = generate_chance(maker, percent);
	buffer_add_string(maker->out, any ? "answers:\n" : "answers: {}\n");
	for (size_t i = 0; i < maker->questions; i++) {
		size_t index = backwards ? maker->questions - 1 - i : i;

		if (answered[index])
			write_answer(maker, index);
	}
	if (generate_chance(maker, 15))
		buffer_add_string(maker->out, "expect: o1\naccept: [o2]\n");
}
