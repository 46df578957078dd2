/* SPDX-License-Identifier: ISC
 *
 * JSON Schemas of the file formats, draft 7, by which editors check, complete and explain what is typed. They tell what
 * a file may look like. That names are known, are used once and in the right order is for the loaders to tell.
 */
#ifndef REPORT_JSON_SCHEMA_H
#define REPORT_JSON_SCHEMA_H

#include "model/format.h"
#include "report/json_view.h"

/* Appends the schema of models. */
void json_schema_of_models(struct buffer *out);

/* Appends the schema of the profiles for `model`: its questions with their answers, its options. */
void json_schema_of_profiles(const struct model *model, struct buffer *out);

/* What both are made of: members of a schema that is being written. `shape` names a definition. */

/* A definition: its name, and what it demands, in the order of these members; what is not set is left out. */
struct json_schema_definition {
	const char *name;
	void (*show)(struct json_view *view);    /* what no other member can say */
	const char *pattern;                     /* as json_schema_pattern */
	const char *list, *one_or_list;          /* a list of this shape; the same or one of it */
	const char *either[2];                   /* one of two shapes */
	const char *keys, *values;               /* a mapping from what is of one shape to what is of another */
	long long least, most;                   /* how many things a mapping holds, or at least a list; 0 for any */
	const struct schema_table *table;        /* a mapping with these keys and no others */
};

/* Members of the whole: the draft, the title, what made it. */
void json_schema_begin(struct json_view *view, struct text title);

/* A mapping with these keys and no others. */
void json_schema_keys(struct json_view *view, const struct schema_table *table);

void json_schema_define(struct json_view *view, const struct json_schema_definition *definitions, size_t count);

/* A schema that only refers to a definition; `name` is its key, or NULL in a list. */
void json_schema_refer(struct json_view *view, const char *name, const char *shape);

/* A list of at least so many; one or a list of at least so many. */
void json_schema_list(struct json_view *view, const char *shape, long long least);
void json_schema_one_or_list(struct json_view *view, const char *shape, long long least);

/* Text that is not empty, which other YAML readers may take for a number or a boolean; such text that matches a
 * pattern; a whole number, which may be quoted; its first form alone. */
void json_schema_text(struct json_view *view);
void json_schema_pattern(struct json_view *view, const char *pattern);
void json_schema_number(struct json_view *view, long long least, long long most);
void json_schema_integer(struct json_view *view, long long least, long long most);

/* The definitions that both have: text, revision, number. */
void json_schema_define_common(struct json_view *view);

#endif
