/* SPDX-License-Identifier: ISC
 *
 * Random conditions and facts, each within the questions and facts that may be named there.
 */
#include "generate_internal.h"

const char *generate_answer_name(size_t question, size_t choice)
{
	static const char *const names[] = {"red", "green", "blue", "white", "grey"};

	return names[(question + choice) % COUNT_OF(names)];
}

static void write_comparison(struct maker *maker, const struct shape *shape)
{
	size_t low = generate_below(maker, shape->choices);
	size_t high = 1 + generate_below(maker, shape->choices - 1);

	if (low < high && generate_chance(maker, 40))
		buffer_format(maker->out, "{at least: %" PRIu64 ", below: %" PRIu64 "}",
		              shape->bounds[low], shape->bounds[high]);
	else if (generate_chance(maker, 50))
		buffer_format(maker->out, "{at least: %" PRIu64 "}", shape->bounds[low]);
	else
		buffer_format(maker->out, "{below: %" PRIu64 "}", shape->bounds[high]);
}

size_t generate_answers(struct maker *maker, size_t question)
{
	size_t choices = maker->shapes[question].choices, start = generate_below(maker, choices),
	       count = 0;
	const char *before = "[";

	for (size_t i = 0; i < choices; i++)
		if (i == 0 || generate_chance(maker, 45)) {
			buffer_format(maker->out, "%s%s", before,
			              generate_answer_name(question, (start + i) % choices));
			before = ", ";
			count++;
		}
	buffer_add_string(maker->out, "]");
	return count;
}

static void write_leaf(struct maker *maker, size_t question)
{
	const struct shape *shape = &maker->shapes[question];

	buffer_format(maker->out, "q%zu: ", question + 1);
	if (shape->numeric)
		write_comparison(maker, shape);
	else if (generate_chance(maker, 35))
		generate_answers(maker, question);
	else
		buffer_add_string(
			maker->out,
			generate_answer_name(question, generate_below(maker, shape->choices)));
}

/* Picks a fact that names only questions before `reach`; false if there is none. */
static bool pick_fact(struct maker *maker, size_t reach, size_t *fact)
{
	size_t start = maker->fact_count ? generate_below(maker, maker->fact_count) : 0;

	for (size_t i = 0; i < maker->fact_count; i++) {
		*fact = (start + i) % maker->fact_count;
		if (maker->facts[*fact].reach <= reach) {
			maker->used_fact = true;
			return true;
		}
	}
	return false;
}

/* {any: [...]} or {all: [...]}, without the braces. */
static void write_several(struct maker *maker, size_t reach, unsigned depth)
{
	size_t count = 1 + generate_below(maker, 3);

	buffer_add_string(maker->out, generate_chance(maker, 60) ? "any: [" : "all: [");
	for (size_t i = 0; i < count; i++) {
		buffer_add_string(maker->out, i ? ", " : "");
		generate_condition(maker, reach, depth - 1);
	}
	buffer_add_string(maker->out, "]");
}

/* A mapping of up to three questions, and perhaps a fact and a nested condition: all must hold. */
static void write_entries(struct maker *maker, size_t reach, unsigned depth)
{
	size_t question = generate_below(maker, reach), fact;

	buffer_add_string(maker->out, "{");
	write_leaf(maker, question);
	while (question + 1 < reach && generate_chance(maker, 30)) {
		question += 1 + generate_below(maker, reach - question - 1);
		buffer_add_string(maker->out, ", ");
		write_leaf(maker, question);
	}
	if (generate_chance(maker, 20) && pick_fact(maker, reach, &fact))
		buffer_format(maker->out, ", f%zu: %s", fact + 1,
		              generate_chance(maker, 50) ? "true" : "false");
	if (depth > 0 && generate_chance(maker, 8)) {
		buffer_add_string(maker->out, ", ");
		write_several(maker, reach, depth);
	}
	buffer_add_string(maker->out, "}");
}

void generate_condition(struct maker *maker, size_t reach, unsigned depth)
{
	size_t kind = generate_below(maker, 100), fact;

	if (kind < 15 && pick_fact(maker, reach, &fact)) {
		buffer_format(maker->out, "f%zu", fact + 1);
	} else if (kind < 25 && pick_fact(maker, reach, &fact)) {
		buffer_format(maker->out, "{f%zu: %s}", fact + 1,
		              generate_chance(maker, 50) ? "true" : "false");
	} else if (depth > 0 && kind < 45) {
		buffer_add_string(maker->out, "{");
		write_several(maker, reach, depth);
		buffer_add_string(maker->out, "}");
	} else if (depth > 0 && kind < 57) {
		buffer_add_string(maker->out, "{not: ");
		generate_condition(maker, reach, depth - 1);
		buffer_add_string(maker->out, "}");
	} else if (kind == 99) {
		buffer_add_string(maker->out, "always");
	} else {
		write_entries(maker, reach, depth);
	}
}

void generate_facts(struct maker *maker)
{
	size_t wanted = generate_below(maker, MOST_FACTS + 1);

	while (maker->fact_count < wanted) {
		struct fact *fact = &maker->facts[maker->fact_count];

		fact->reach = 1 + generate_below(maker, maker->questions);
		maker->out = &fact->condition;
		maker->used_fact = false;
		generate_condition(maker, fact->reach, 2);
		maker->features->facts_on_facts |= maker->used_fact;
		maker->fact_count++;
	}
	maker->features->facts = wanted > 0;
}
