/* SPDX-License-Identifier: ISC
 *
 * What the JSON views share: writing values, and the parts of a report that several of them hold.
 */
#ifndef REPORT_JSON_VIEW_H
#define REPORT_JSON_VIEW_H

#include <gmp.h>

#include "report/report.h"

struct json_view {
	const struct report *report;
	struct yajl_gen_t *json;     /* the generator of yajl */
};

/* Appends to `out` the object whose members show(view, context) writes. */
void json_emit_object(const struct report *report, void (*show)(struct json_view *view, const void *context),
                      const void *context, struct buffer *out);

/* The same in one line, which it ends. `report` may be NULL where nothing is shown of it. */
void json_emit_line(const struct report *report, void (*show)(struct json_view *view, const void *context),
                    const void *context, struct buffer *out);

/* A key; a text, a boolean, a number; members with a key: a text, a text unless it is empty, a boolean, a number, an
 * exact fraction as text ("3/4"). */
void json_key(struct json_view *view, const char *name);
void json_text(struct json_view *view, struct text text);
void json_boolean(struct json_view *view, bool value);
void json_number(struct json_view *view, long long value);
void json_text_pair(struct json_view *view, const char *name, struct text text);
void json_optional_pair(struct json_view *view, const char *name, struct text text);
void json_boolean_pair(struct json_view *view, const char *name, bool value);
void json_number_pair(struct json_view *view, const char *name, long long value);
void json_rational_pair(struct json_view *view, const char *name, const mpq_t value);

/* A member: a share as an object, with its bounds and in words. */
void json_share_pair(struct json_view *view, const char *name, const mpq_t low, const mpq_t high);

/* Objects and lists; `name` is the key, or NULL within a list. */
void json_begin_map(struct json_view *view, const char *name);
void json_begin_list(struct json_view *view, const char *name);
void json_end_map(struct json_view *view);
void json_end_list(struct json_view *view);

/* Members: an effect and, unless it rules out, its strength; the sources that are cited. */
void json_show_effect(struct json_view *view, enum effect_kind effect, enum strength strength);
void json_show_citations(struct json_view *view, const struct model *model, const struct citations *citations);

/* Members that say what decides. */
void json_show_tiers(struct json_view *view, const struct completions *completions);

/* Members that say: which program and model. */
void json_show_model(struct json_view *view, const struct model *model);

/* Members that say: which files and model; what is recommended and how sure; one option with its reasons; all options;
 * one answer; all answers and what is not known; what would make each option win. */
void json_show_files(struct json_view *view);
void json_show_decision(struct json_view *view);
void json_show_option(struct json_view *view, uint32_t option);
void json_show_options(struct json_view *view);
void json_show_answer(struct json_view *view, uint32_t question);
void json_show_answers(struct json_view *view);
void json_show_changes(struct json_view *view);

#endif
