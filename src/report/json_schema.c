/* SPDX-License-Identifier: ISC
 *
 * Owns what the schemas of both formats are made of. What a key table says is said here by its rows, so that a schema
 * cannot forget a key.
 */
#include "report/json_schema.h"

void json_schema_begin(struct json_view *view, struct text title)
{
	json_text_pair(view, "$schema", TEXT("http://json-schema.org/draft-07/schema#"));
	json_text_pair(view, "$comment", TEXT("made by whether schema, version " WHETHER_VERSION));
	json_text_pair(view, "title", title);
}

void json_schema_refer(struct json_view *view, const char *name, const char *shape)
{
	struct buffer path = {0};
	buffer_format(&path, "#/definitions/%s", shape);
	json_begin_map(view, name);
	json_text_pair(view, "$ref", buffer_text(&path));
	json_end_map(view);
	buffer_release(&path);
}

/* Beside a reference nothing counts in this draft, so it goes into a list of one. */
static void show_key(struct json_view *view, const struct schema_key *key)
{
	json_begin_map(view, key->name);
	json_text_pair(view, "description", text_of(key->meaning));
	json_begin_list(view, "allOf");
	json_schema_refer(view, NULL, key->shape);
	json_end_list(view);
	json_end_map(view);
}

void json_schema_keys(struct json_view *view, const struct schema_table *table)
{
	json_text_pair(view, "type", TEXT("object"));
	json_begin_list(view, "required");
	for (size_t i = 0; i < table->count; i++)
		if (table->keys[i].required)
			json_text(view, text_of(table->keys[i].name));
	json_end_list(view);
	json_begin_map(view, "properties");
	for (size_t i = 0; i < table->count; i++)
		show_key(view, &table->keys[i]);
	json_end_map(view);
	json_boolean_pair(view, "additionalProperties", false);
}

void json_schema_list(struct json_view *view, const char *shape, long long least)
{
	json_text_pair(view, "type", TEXT("array"));
	json_schema_refer(view, "items", shape);
	if (least)
		json_number_pair(view, "minItems", least);
}

void json_schema_one_or_list(struct json_view *view, const char *shape, long long least)
{
	json_begin_list(view, "anyOf");
	json_schema_refer(view, NULL, shape);
	json_begin_map(view, NULL);
	json_schema_list(view, shape, least);
	json_end_map(view);
	json_end_list(view);
}

void json_schema_pattern(struct json_view *view, const char *pattern)
{
	json_begin_list(view, "type");
	json_text(view, TEXT("string"));
	json_text(view, TEXT("number"));
	json_text(view, TEXT("boolean"));
	json_end_list(view);
	json_text_pair(view, "pattern", text_of(pattern));
}

/* What text_is_control holds of, but for tabs and line ends. */
#define CONTROLS \
	"\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff\\ufffe\\uffff"

void json_schema_text(struct json_view *view)
{
	json_schema_pattern(view, "^[ \\t\\n]*[^ \\t\\n" CONTROLS "][^" CONTROLS "]*$");
}

void json_schema_integer(struct json_view *view, long long least, long long most)
{
	json_begin_map(view, NULL);
	json_text_pair(view, "type", TEXT("integer"));
	json_number_pair(view, "minimum", least);
	json_number_pair(view, "maximum", most);
	json_end_map(view);
}

void json_schema_number(struct json_view *view, long long least, long long most)
{
	json_begin_list(view, "anyOf");
	json_schema_integer(view, least, most);
	json_begin_map(view, NULL);
	json_text_pair(view, "type", TEXT("string"));
	json_text_pair(view, "pattern", TEXT("^[0-9]+(_[0-9]+)*$"));
	json_end_map(view);
	json_end_list(view);
}

static void show_mapping(struct json_view *view, const char *keys, const char *values)
{
	json_text_pair(view, "type", TEXT("object"));
	json_schema_refer(view, "propertyNames", keys);
	json_schema_refer(view, "additionalProperties", values);
}

static void show_either(struct json_view *view, const char *one, const char *other)
{
	json_begin_list(view, "anyOf");
	json_schema_refer(view, NULL, one);
	json_schema_refer(view, NULL, other);
	json_end_list(view);
}

static void show_definition(struct json_view *view, const struct json_schema_definition *definition)
{
	bool is_mapping = definition->keys || definition->table;
	if (definition->show)
		definition->show(view);
	if (definition->pattern)
		json_schema_pattern(view, definition->pattern);
	if (definition->list)
		json_schema_list(view, definition->list, definition->least);
	if (definition->one_or_list)
		json_schema_one_or_list(view, definition->one_or_list, definition->least);
	if (definition->either[0])
		show_either(view, definition->either[0], definition->either[1]);
	if (definition->keys)
		show_mapping(view, definition->keys, definition->values);
	if (is_mapping && definition->least)
		json_number_pair(view, "minProperties", definition->least);
	if (is_mapping && definition->most)
		json_number_pair(view, "maxProperties", definition->most);
	if (definition->table)
		json_schema_keys(view, definition->table);
}

void json_schema_define(struct json_view *view, const struct json_schema_definition *definitions, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		json_begin_map(view, definitions[i].name);
		show_definition(view, &definitions[i]);
		json_end_map(view);
	}
}

static void show_revision(struct json_view *view)
{
	json_schema_number(view, 1, MODEL_MOST_REVISION);
}

static void show_number(struct json_view *view)
{
	json_schema_number(view, 0, (long long)MODEL_MOST_NUMBER);
}

void json_schema_define_common(struct json_view *view)
{
	static const struct json_schema_definition definitions[] = {
		{"text", .show = json_schema_text},
		{"revision", .show = show_revision},
		{"number", .show = show_number},
	};
	json_schema_define(view, definitions, COUNT_OF(definitions));
}
