/* SPDX-License-Identifier: ISC
 *
 * What a language for pictures of models has to say, and what it may use for that.
 */
#ifndef REPORT_GRAPH_LANGUAGE_H
#define REPORT_GRAPH_LANGUAGE_H

#include "base/text.h"
#include "model/model.h"

/* The rules about an option that name a question, or hang on it through facts: how many, and their ids, by effect. */
struct rule_tally {
	unsigned counts[EFFECT_RULES_OUT + 1];
	struct buffer rules[EFFECT_RULES_OUT + 1];
};

enum edge_kind { EDGE_ANSWER, EDGE_GUARD, EDGE_RULES };

struct edge {
	enum edge_kind kind;
	uint32_t from;           /* a question */
	uint32_t to;             /* a question; an option of EDGE_RULES */
	struct text label;
};

struct graph_language {
	bool rules_in_questions;     /* add_question says what rules name it; else edges do */
	void (*begin)(const struct model *model, struct buffer *out);
	void (*begin_topic)(const struct model *model, uint32_t topic, struct buffer *out);
	void (*add_question)(const struct model *model, uint32_t question, struct buffer *out);
	void (*end_topic)(struct buffer *out);
	void (*add_option)(const struct model *model, uint32_t option, struct text always, struct buffer *out);
	void (*add_edge)(const struct edge *edge, struct buffer *out);
	void (*end)(const struct model *model, struct buffer *out);
};

/* Of options by their place: to fill with, light enough for black text, and for lines; the first options get those that
 * are easiest to tell apart. */
extern const char *const graph_colours[MODEL_MOST_OPTIONS];
extern const char *const graph_line_colours[MODEL_MOST_OPTIONS];

/* The mark of each effect_kind. */
extern const char graph_marks[];

/* Draws the model: calls the functions of the language in their order. */
void graph_draw(const struct graph_language *language, const struct model *model, struct buffer *out);

/* Counts the rules that mention a question, of each option into tallies[]; to be released. */
void graph_tally(const struct model *model, uint32_t question, struct rule_tally tallies[MODEL_MOST_OPTIONS]);
void graph_release_tallies(struct rule_tally tallies[MODEL_MOST_OPTIONS]);

/* Appends "+3 -2 x1"; nothing if no rule was counted. */
void graph_print_tally(const struct rule_tally *tally, struct buffer *out);

/* Calls add(line, out) for each line of a text broken to the width of a label, and appends `between` between them. */
void graph_add_broken(struct text text, void (*add)(struct text line, struct buffer *out), const char *between,
                      struct buffer *out);

/* The id of an option, and its name if that says more. */
void graph_add_option_name(const struct option *option, void (*add)(struct text line, struct buffer *out),
                           const char *between, struct buffer *out);

#endif
