/* SPDX-License-Identifier: ISC
 *
 * The text of a random model, around the tree, conditions and facts that the other parts draw.
 */
#include "generate_internal.h"

static void write_line(struct maker *maker, size_t indent, const char *line)
{
	buffer_add_repeated(maker->out, ' ', indent);
	buffer_add_string(maker->out, line);
	buffer_add_string(maker->out, "\n");
}

static void write_head(struct maker *maker, uint64_t seed)
{
	buffer_format(maker->out, "whether: 1\nmodel: random-%" PRIu64 "\nrevision: 2\n", seed);
	write_line(maker, 0, "title: A random model\noptions:");
	for (size_t i = 0; i < maker->options; i++)
		buffer_format(maker->out, "  o%zu: {name: option %zu, start: %s}\n", i + 1, i + 1,
		              generate_chance(maker, 50) ? "Go." : "[Stop., Think., Go.]");
	write_line(maker, 0, "topics:\n  t1: One topic\n  t2: Another topic\nsources:");
	write_line(maker, 2, "s1: {title: A book, url: \"https://example.org/1\"}");
	write_line(maker, 2, "s2: {title: A talk, url: \"https://example.org/2\"}");
}

static void write_question(struct maker *maker, size_t index, size_t indent);

static bool is_under(const struct shape *shape, size_t question, size_t choice)
{
	return shape->parent == (int)question && shape->parent_choice == choice;
}

static void write_nested(struct maker *maker, size_t question, size_t choice, size_t indent)
{
	bool any = false;

	for (size_t i = question + 1; i < maker->questions; i++) {
		if (!is_under(&maker->shapes[i], question, choice))
			continue;
		if (!any)
			write_line(maker, indent, "then:");
		any = true;
		write_question(maker, i, indent + 2);
	}
}

static void write_choice(struct maker *maker, size_t question, size_t choice, size_t indent)
{
	static const size_t priors[] = {1, 2, 2, 3, 5, 7, 10, 97, 1000000};
	const struct shape *shape = &maker->shapes[question];
	bool plain = generate_chance(maker, 40);

	for (size_t i = question + 1; i < maker->questions; i++)
		plain = plain && !is_under(&maker->shapes[i], question, choice);
	buffer_add_repeated(maker->out, ' ', indent);
	if (shape->numeric)
		buffer_format(maker->out, "%" PRIu64 ":", shape->bounds[choice]);
	else
		buffer_format(maker->out, "%s:", generate_answer_name(question, choice));
	if (plain) {
		write_line(maker, 1, "some words");
		return;
	}
	write_line(maker, 0, "");
	indent += 2;
	write_line(maker, indent, "label: some words");
	if (generate_chance(maker, maker->has_priors ? 75 : 0)) {
		size_t prior = priors[generate_below(maker, COUNT_OF(priors))];

		buffer_add_repeated(maker->out, ' ', indent);
		buffer_format(maker->out, "prior: %zu\n", prior);
		write_line(maker, indent, "basis: a guess");
		maker->features->priors |= prior != 1;
	}
	write_nested(maker, question, choice, indent);
}

static void write_guard(struct maker *maker, size_t index, size_t indent)
{
	buffer_add_repeated(maker->out, ' ', indent);
	buffer_add_string(maker->out, "when: ");
	maker->used_fact = false;
	generate_condition(maker, index, 2);
	buffer_add_string(maker->out, "\n");
	maker->features->guard = true;
	maker->features->guard_on_fact |= maker->used_fact;
	maker->features->guarded_top[index] = maker->shapes[index].parent < 0;
}

static void write_question(struct maker *maker, size_t index, size_t indent)
{
	const struct shape *shape = &maker->shapes[index];

	buffer_add_repeated(maker->out, ' ', indent);
	buffer_format(maker->out, "q%zu:\n", index + 1);
	indent += 2;
	if (shape->parent < 0 || generate_chance(maker, 20))
		write_line(maker, indent, generate_chance(maker, 50) ? "topic: t1" : "topic: t2");
	write_line(maker, indent, "ask: Which one?");
	if (generate_chance(maker, 10)) {
		write_line(maker, indent, "help: |");
		write_line(maker, indent + 2, "Look and see.");
	}
	if (index > 0 && generate_chance(maker, 35))
		write_guard(maker, index, indent);
	if (generate_chance(maker, 15)) {
		write_line(maker, indent, "fixed: true");
		maker->features->fixed = true;
	}
	write_line(maker, indent, shape->numeric ? "bands:" : "answers:");
	for (size_t choice = 0; choice < shape->choices; choice++)
		write_choice(maker, index, choice, indent + 2);
	maker->features->nested |= shape->depth > 0;
	maker->features->nested_thrice |= shape->depth == MOST_DEPTH;
	maker->features->bands |= shape->numeric;
}

static void write_facts(struct maker *maker)
{
	size_t start = maker->fact_count ? generate_below(maker, maker->fact_count) : 0;

	if (maker->fact_count > 0)
		write_line(maker, 0, "facts:");
	for (size_t i = 0; i < maker->fact_count; i++) {
		size_t fact = (start + i) % maker->fact_count;

		buffer_format(maker->out, "  f%zu: {%swhen: ", fact + 1,
		              generate_chance(maker, 50) ? "label: a fact, " : "");
		buffer_add(maker->out, buffer_text(&maker->facts[fact].condition));
		buffer_add_string(maker->out, "}\n");
	}
}

enum effect { EFFECT_NONE, EFFECT_FOR, EFFECT_AGAINST, EFFECT_OUT };

/* The options that a rule speaks for, or against, with a strength each. */
static void write_strengths(struct maker *maker, const enum effect *effects, enum effect effect)
{
	static const char *const strengths[] = {"strong", "medium", "weak"};
	const char *start = effect == EFFECT_FOR ? "    for: {" : "    against: {", *before = start;

	for (size_t i = 0; i < maker->options; i++) {
		size_t strength = generate_below(maker, COUNT_OF(strengths));

		if (effects[i] != effect)
			continue;
		buffer_format(maker->out, "%so%zu: %s", before, i + 1, strengths[strength]);
		before = ", ";
	}
	buffer_add_string(maker->out, before != start ? "}\n" : "");
}

/* The options that a rule rules out: a list, or one alone. */
static void write_out(struct maker *maker, const enum effect *effects)
{
	size_t count = 0, written = 0;
	bool list;

	for (size_t i = 0; i < maker->options; i++)
		count += effects[i] == EFFECT_OUT;
	if (count == 0)
		return;
	maker->features->rules_out = true;
	list = count > 1 || generate_chance(maker, 50);
	buffer_add_string(maker->out, list ? "    rules out: [" : "    rules out: ");
	for (size_t i = 0; i < maker->options; i++)
		if (effects[i] == EFFECT_OUT)
			buffer_format(maker->out, "%so%zu", written++ ? ", " : "", i + 1);
	buffer_add_string(maker->out, list ? "]\n" : "\n");
}

/* One or two findings that the rule allows. */
static void write_allowances(struct maker *maker)
{
	static const char *const codes[] = {"rule-never-holds", "rule-never-decides", "rule-changes-nothing",
	                                    "rule-holds-unasked", "rule-implied"};
	size_t code = generate_below(maker, COUNT_OF(codes));

	buffer_format(maker->out, "    allow: {%s: as it should be", codes[code]);
	if (generate_chance(maker, 50))
		buffer_format(maker->out, ", %s: this too", codes[(code + 1) % COUNT_OF(codes)]);
	buffer_add_string(maker->out, "}\n");
}

static void write_rule(struct maker *maker, size_t index, unsigned out_percent)
{
	enum effect effects[MOST_OPTIONS] = {EFFECT_NONE};
	size_t sure = generate_below(maker, maker->options);

	for (size_t i = 0; i < maker->options; i++) {
		if (generate_chance(maker, 30))
			effects[i] = EFFECT_FOR;
		else if (generate_chance(maker, 35))
			effects[i] = EFFECT_AGAINST;
		else if (generate_chance(maker, out_percent))
			effects[i] = EFFECT_OUT;
	}
	effects[sure] = generate_chance(maker, out_percent) ? EFFECT_OUT : EFFECT_FOR;
	buffer_format(maker->out, "  r%zu:\n    when: ", index + 1);
	generate_condition(maker, maker->questions, 3);
	buffer_add_string(maker->out, "\n");
	write_strengths(maker, effects, EFFECT_FOR);
	write_strengths(maker, effects, EFFECT_AGAINST);
	write_out(maker, effects);
	write_line(maker, 4, "because: It is so.");
	if (generate_chance(maker, 10))
		write_allowances(maker);
	if (generate_chance(maker, 10))
		write_line(maker, 4, "versions: all of them");
	write_line(maker, 4, generate_chance(maker, 70) ? "source: s1" : "source: [s2, s1]");
}

/* The first question from `from` on that always applies and is no number; the number of questions if there is none. */
static size_t find_sure(const struct maker *maker, size_t from)
{
	size_t i = from;

	while (i < maker->questions && (maker->shapes[i].parent >= 0 || maker->shapes[i].numeric ||
	                                maker->features->guarded_top[i]))
		i++;
	return i;
}

/* Makes two questions move together, so that neither can change alone: all but one answer to the second are impossible
 * with each answer to the first. */
static void write_together(struct maker *maker)
{
	size_t first = find_sure(maker, 0), second = find_sure(maker, first + 1);

	for (size_t choice = 0; choice < maker->shapes[first].choices; choice++) {
		buffer_format(maker->out, "  - when: {q%zu: %s, not: {q%zu: %s}}\n", first + 1,
		              generate_answer_name(first, choice), second + 1,
		              generate_answer_name(second, choice % maker->shapes[second].choices));
		write_line(maker, 4, "because: They go together.");
	}
}

static void write_impossible(struct maker *maker)
{
	size_t impossible = generate_chance(maker, 30) ? 1 + generate_below(maker, 2) : 0;
	bool together = generate_chance(maker, 60) &&
	                find_sure(maker, find_sure(maker, 0) + 1) < maker->questions;

	maker->features->impossible = impossible > 0 || together;
	if (maker->features->impossible)
		write_line(maker, 0, "impossible:");
	for (size_t i = 0; i < impossible; i++) {
		buffer_add_string(maker->out, "  - when: ");
		if (generate_chance(maker, 4))
			buffer_add_string(maker->out, "always");
		else
			generate_condition(maker, maker->questions, 1);
		write_line(maker, 0, "\n    because: Nobody has both.");
	}
	if (together)
		write_together(maker);
}

static void write_rest(struct maker *maker)
{
	size_t rules = 2 + generate_below(maker, 13);
	unsigned out_percent = generate_chance(maker, 30) ? 30 : 6;

	write_line(maker, 0, "rules:");
	for (size_t i = 0; i < rules; i++)
		write_rule(maker, i, out_percent);
	write_impossible(maker);
	if (generate_chance(maker, 15))
		write_line(maker, 0, "advice:\n  - {for: [o1, o2], when: {not: always}, say: No.}");
}

void generate(uint64_t seed, struct generated *made)
{
	struct maker maker = {.state = seed, .features = &made->features};

	maker.options = 2 + generate_below(&maker, MOST_OPTIONS - 1);
	maker.has_priors = generate_chance(&maker, 60);
	generate_tree(&maker);
	generate_facts(&maker);
	maker.out = &made->model;
	write_head(&maker, seed);
	write_line(&maker, 0, "tree:");
	for (size_t i = 0; i < maker.questions; i++)
		if (maker.shapes[i].parent < 0)
			write_question(&maker, i, 2);
	write_facts(&maker);
	write_rest(&maker);
	for (size_t i = 0; i < GENERATED_PROFILES; i++) {
		maker.out = &made->profiles[i];
		generate_profile(&maker, seed, made->features.answered[i]);
	}
	maker.out = &made->variant;
	generate_variant(&maker, made->model.bytes);
	for (size_t i = 0; i < maker.fact_count; i++)
		buffer_release(&maker.facts[i].condition);
}

void generated_release(struct generated *made)
{
	buffer_release(&made->model);
	buffer_release(&made->variant);
	for (size_t i = 0; i < GENERATED_PROFILES; i++)
		buffer_release(&made->profiles[i]);
}
