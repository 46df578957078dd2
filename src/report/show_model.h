/* SPDX-License-Identifier: ISC
 *
 * The views of a model for reading: the whole, or one thing of it and all that refers to that.
 */
#ifndef REPORT_SHOW_MODEL_H
#define REPORT_SHOW_MODEL_H

#include "model/model.h"
#include "report/layout.h"

/* The kinds of things that have an id. */
enum thing_kind { THING_QUESTION, THING_FACT, THING_RULE, THING_OPTION, THING_SOURCE, THING_KIND_COUNT };

struct thing {
	enum thing_kind kind;
	uint32_t index;
};

/* "question", "fact", "rule", "option", "source". */
const char *thing_words(enum thing_kind kind);

/* How many things of all kinds have an id; the i-th of them; its id, for diagnostic_suggest. */
size_t thing_count(const struct model *model);
struct thing thing_at(const struct model *model, size_t index);
struct text thing_id(const void *context, size_t index);

/* Appends the whole model: options, the tree by topic, facts, rules by option, impossible combinations. */
void show_model(const struct model *model, const struct layout *layout, struct buffer *out);

/* Appends all there is to say of one thing. */
void show_thing(const struct model *model, struct thing thing, const struct layout *layout, struct buffer *out);

/* The same two as JSON objects. */
void show_json_model(const struct model *model, struct buffer *out);
void show_json_thing(const struct model *model, struct thing thing, struct buffer *out);

/* What the views share. */

/* Appends the answers of a question, a paragraph each: id and label. */
void show_answers(const struct question *question, const struct layout *layout, size_t indent, struct buffer *out);

/* A heading with an empty line before it. */
void show_heading(const struct layout *layout, struct text words, struct buffer *out);

/* The marks of an effect: "+", "-", "x"; its strength in words: "strong", "medium", "weak", "out". */
const char *show_mark(const struct effect *effect);
const char *show_strength(const struct effect *effect);

/* Calls visit(context, rule, effect) for each rule that speaks about the option: those that rule it out first, then
 * from strong to weak, then in the model's order. */
void show_each_effect(const struct model *model, uint32_t option,
                      void (*visit)(void *context, const struct rule *rule, const struct effect *effect),
                      void *context);

#endif
