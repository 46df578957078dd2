/* SPDX-License-Identifier: ISC
 *
 * Owns the random models. All that is drawn is drawn while it is written, from top to bottom.
 */
#include "model_writer.h"

#include <stdio.h>
#include <stdlib.h>

#include "chance.h"
#include "model/model_load.h"

enum {
	OPTIONS = 4,
	MOST_NESTING = 2,            /* answers a question may lie under */
	NESTED_PERCENT = 15,         /* questions with another one under one of their answers */
	GUARDED_PERCENT = 15,        /* of the questions at the top */
	FACT_PERCENT = 15,           /* rules and facts whose condition names a fact */
	RULES_OUT_PERCENT = 6,
};

struct writer {
	const struct model_shape *shape;
	uint64_t chance;
	struct buffer *out;
	uint32_t questions;          /* written so far */
	uint32_t answers[MODEL_WRITER_MOST_QUESTIONS];
	uint32_t facts;              /* written so far */
};

static uint32_t below(struct writer *writer, uint32_t limit)
{
	return chance_below(&writer->chance, limit);
}

static bool percent(struct writer *writer, uint32_t share)
{
	return chance_percent(&writer->chance, share);
}

/* "q3: a1" or "q3: [a4, a1]": some of the answers, never all. */
static void write_leaf(struct writer *writer, uint32_t question)
{
	uint32_t count = writer->answers[question], first = below(writer, count);
	uint32_t named = count > 2 && percent(writer, 40) ? 2 + below(writer, count - 2) : 1;
	buffer_format(writer->out, "q%u: %s", question + 1, named > 1 ? "[" : "");
	for (uint32_t i = 0; i < named; i++)
		buffer_format(writer->out, "%sa%u", i ? ", " : "", (first + i) % count + 1);
	buffer_add_string(writer->out, named > 1 ? "]" : "");
}

/* A condition of `parts` parts on different questions before `reach`, the first of them now and then a fact: all must
 * hold or, in so many of a hundred, any. */
static void write_condition(struct writer *writer, uint32_t reach, uint32_t parts, uint32_t any_percent)
{
	bool any = parts > 1 && percent(writer, any_percent);
	uint64_t used = 0;
	buffer_add_string(writer->out, any ? "{any: [{" : "{");
	for (uint32_t i = 0; i < parts && i < reach; i++) {
		uint32_t question = below(writer, reach);
		buffer_add_string(writer->out, i == 0 ? "" : any ? "}, {" : ", ");
		if (i == 0 && writer->facts > 0 && percent(writer, FACT_PERCENT)) {
			buffer_format(writer->out, "f%u: true", below(writer, writer->facts) + 1);
			continue;
		}
		while (used >> question & 1)
			question = (question + 1) % reach;
		used |= UINT64_C(1) << question;
		write_leaf(writer, question);
	}
	buffer_add_string(writer->out, any ? "}]}" : "}");
}

static void write_question(struct writer *writer, uint32_t nesting)
{
	uint32_t own = writer->questions++, count = 2 + below(writer, writer->shape->most_answers - 1);
	bool has_more = nesting < MOST_NESTING && writer->questions < writer->shape->questions;
	uint32_t nest = has_more && percent(writer, NESTED_PERCENT) ? below(writer, count) : count;
	writer->answers[own] = count;
	buffer_format(writer->out, "q%u: {ask: \"Which?\", ", own + 1);
	buffer_add_string(writer->out, nesting == 0 ? "topic: t, " : "");
	if (nesting == 0 && own > 0 && percent(writer, GUARDED_PERCENT)) {
		buffer_add_string(writer->out, "when: ");
		write_condition(writer, own, 1 + below(writer, 2), 50);
		buffer_add_string(writer->out, ", ");
	}
	buffer_add_string(writer->out, "answers: {");
	for (uint32_t v = 0; v < count; v++) {
		buffer_format(writer->out, "%sa%u: {label: L, prior: %u", v ? ", " : "", v + 1, 1 + below(writer, 5));
		if (v == nest) {
			buffer_add_string(writer->out, ", then: {");
			write_question(writer, nesting + 1);
			buffer_add_string(writer->out, "}");
		}
		buffer_add_string(writer->out, "}");
	}
	buffer_add_string(writer->out, "}}");
}

static const char *strength(struct writer *writer)
{
	uint32_t drawn = below(writer, 100);
	return drawn < 20 ? "strong" : drawn < 70 ? "medium" : "weak";
}

/* For or against one option, or two; or one ruled out. */
static void write_effects(struct writer *writer)
{
	uint32_t option = below(writer, OPTIONS), other = (option + 1 + below(writer, OPTIONS - 1)) % OPTIONS;
	bool is_for = percent(writer, 60), other_is_for = percent(writer, 60);
	if (percent(writer, RULES_OUT_PERCENT)) {
		buffer_format(writer->out, "rules out: o%u", option + 1);
		return;
	}
	buffer_format(writer->out, "%s: {o%u: %s", is_for ? "for" : "against", option + 1, strength(writer));
	if (percent(writer, 50) && is_for == other_is_for)
		buffer_format(writer->out, ", o%u: %s", other + 1, strength(writer));
	else if (is_for != other_is_for)
		buffer_format(writer->out, "}, %s: {o%u: %s", other_is_for ? "for" : "against", other + 1, strength(writer));
	buffer_add_string(writer->out, "}");
}

static void write_rule(struct writer *writer, uint32_t rule)
{
	uint32_t drawn = below(writer, 100);
	buffer_format(writer->out, "  r%u: {when: ", rule + 1);
	write_condition(writer, writer->questions, drawn < 20 ? 1 : drawn < 80 ? 2 : 3, 15);
	buffer_add_string(writer->out, ", ");
	write_effects(writer);
	buffer_add_string(writer->out, ", because: B, source: s}\n");
}

static void write_facts(struct writer *writer)
{
	buffer_add_string(writer->out, "facts:\n");
	for (uint32_t f = 0; f < writer->shape->questions / 4 + 1; f++) {
		buffer_format(writer->out, "  f%u: {when: ", f + 1);
		write_condition(writer, writer->questions, 2, 50);
		buffer_add_string(writer->out, "}\n");
		writer->facts = f + 1;
	}
}

static void write_impossible(struct writer *writer)
{
	uint32_t facts = writer->facts;
	writer->facts = 0;       /* a fact may hold nearly always */
	buffer_add_string(writer->out, "impossible:\n");
	for (uint32_t i = 0; i < writer->shape->questions / 6 + 1; i++) {
		buffer_add_string(writer->out, "  - {when: ");
		write_condition(writer, writer->questions, 2, 0);
		buffer_add_string(writer->out, ", because: B}\n");
	}
	writer->facts = facts;
}

void model_write(const struct model_shape *shape, uint64_t seed, struct buffer *out)
{
	struct writer writer = {.shape = shape, .chance = seed, .out = out};
	buffer_add_string(out, "whether: 1\nmodel: random\nrevision: 1\ntitle: A random model\noptions:\n");
	for (uint32_t o = 0; o < OPTIONS; o++)
		buffer_format(out, "  o%u: {name: O}\n", o + 1);
	buffer_add_string(out, "topics: {t: T}\nsources: {s: {title: S, url: u}}\ntree:\n");
	while (writer.questions < shape->questions) {
		buffer_add_string(out, "  ");
		write_question(&writer, 0);
		buffer_add_string(out, "\n");
	}
	write_facts(&writer);
	buffer_add_string(out, "rules:\n");
	for (uint32_t r = 0; r < shape->rules; r++)
		write_rule(&writer, r);
	write_impossible(&writer);
}

void model_read(struct model *model, struct text text)
{
	struct source source;
	struct diagnostics found = {0};
	source_of_bytes(&source, "model", text.bytes, text.length);
	bool sound = model_load(model, &source, &found);
	if (!sound) {
		struct buffer said = {0};
		diagnostics_print(&found, &said);
		fprintf(stderr, "bench: a model has errors:\n%s", said.bytes);
		exit(EXIT_FAILURE);
	}
	diagnostics_release(&found);
}
