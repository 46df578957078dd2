/* SPDX-License-Identifier: ISC
 *
 * Owns the reading of mappings by key tables and of the plain types. Types come from the tables, never from YAML.
 */
#include "model/schema.h"

#include <string.h>

enum { MOST_ID_LENGTH = 64 };

static const char *const kind_names[] = {
	[SCHEMA_TEXT] = "text",
	[SCHEMA_LIST] = "a list",
	[SCHEMA_MAP] = "a mapping",
	[SCHEMA_ANY] = "anything",
};

static const char *node_kind_name(const struct yaml_node *node)
{
	static const enum schema_kind kinds[] = {
		[YAML_SCALAR] = SCHEMA_TEXT,
		[YAML_LIST] = SCHEMA_LIST,
		[YAML_MAP] = SCHEMA_MAP,
	};
	bool is_nothing = node->kind == YAML_SCALAR && node->plain && node->text.length == 0;
	return is_nothing ? "nothing" : kind_names[kinds[node->kind]];
}

struct key_table {
	const struct schema_key *keys;
};

static struct text key_name(const void *context, size_t index)
{
	return text_of(((const struct key_table *)context)->keys[index].name);
}

bool schema_is(const struct yaml_node *node, enum schema_kind kind, const char *what, struct diagnostics *found)
{
	if (!node)
		return false;
	bool right = kind == SCHEMA_ANY || (kind == SCHEMA_TEXT && node->kind == YAML_SCALAR)
	             || (kind == SCHEMA_LIST && node->kind == YAML_LIST)
	             || (kind == SCHEMA_MAP && node->kind == YAML_MAP);
	if (!right)
		finding_error(found, FINDING_TYPE, node->span, "%s must be %s, not %s", what, kind_names[kind],
		              node_kind_name(node));
	if (!right && kind == SCHEMA_MAP)
		diagnostic_hint(found, "a mapping has lines such as 'key: value', indented and without '-'");
	return right;
}

static size_t find_key(const struct schema_key *keys, size_t count, struct text name)
{
	size_t i = 0;
	while (i < count && !text_equal(text_of(keys[i].name), name))
		i++;
	return i;
}

/* Whether a key that means nothing is so near to `name` that it was meant: then it is not missing, too. */
static bool is_misspelt(const struct yaml_node *map, const struct schema_key *keys, size_t count, const char *name)
{
	for (size_t i = 0; i < map->count; i++)
		if (find_key(keys, count, map->keys[i]->text) == count
		    && text_distance(map->keys[i]->text, text_of(name), 2) <= (strlen(name) < 5 ? 1 : 2))
			return true;
	return false;
}

bool schema_read(const struct yaml_node *map, struct span owner, const char *what, const struct schema_key *keys,
                 size_t count, struct yaml_node **values, struct diagnostics *found)
{
	return schema_read_hinting(map, owner, what, keys, count, values, NULL, NULL, found);
}

bool schema_read_hinting(const struct yaml_node *map, struct span owner, const char *what,
                         const struct schema_key *keys, size_t count, struct yaml_node **values,
                         bool (*hint)(const void *context, struct text key, struct diagnostics *found),
                         const void *context, struct diagnostics *found)
{
	memset(values, 0, count * sizeof(*values));
	if (!schema_is(map, SCHEMA_MAP, what, found))
		return false;
	for (size_t i = 0; i < map->count; i++) {
		const struct yaml_node *key = map->keys[i];
		size_t known = find_key(keys, count, key->text);
		if (known < count) {
			values[known] = map->items[i];
			continue;
		}
		finding_error(found, FINDING_UNKNOWN_KEY, key->span, "%s has no key '%.*s'", what, TEXT_ARGS(key->text));
		if (!hint || !hint(context, key->text, found))
			diagnostic_suggest(found, key->text, count, key_name, &(struct key_table){keys}, "keys");
	}
	for (size_t i = 0; i < count; i++) {
		if (!values[i] && keys[i].required && !is_misspelt(map, keys, count, keys[i].name))
			finding_error(found, FINDING_MISSING_KEY, owner, "%s needs the key '%s'", what, keys[i].name);
		if (values[i] && !schema_is(values[i], keys[i].kind, keys[i].name, found))
			values[i] = NULL;
	}
	return true;
}

struct text schema_text(const struct yaml_node *node, const char *what, struct diagnostics *found)
{
	if (!schema_is(node, SCHEMA_TEXT, what, found))
		return TEXT("");
	struct text text = text_trim(node->text);
	if (text.length == 0)
		finding_error(found, FINDING_TYPE, node->span, "%s must not be empty", what);
	return text;
}

uint64_t schema_number(const struct yaml_node *node, const char *what, uint64_t least, uint64_t most,
                       uint64_t fallback, struct diagnostics *found)
{
	uint64_t number;
	if (!schema_is(node, SCHEMA_TEXT, what, found))
		return fallback;
	if (text_number(node->text, most, &number) && number >= least)
		return number;
	finding_error(found, FINDING_NUMBER, node->span, "%s must be a whole number from %llu to %llu, not '%.*s'", what,
	              (unsigned long long)least, (unsigned long long)most, TEXT_ARGS(node->text));
	return fallback;
}

bool schema_boolean(const struct yaml_node *node, const char *what, struct diagnostics *found)
{
	if (!schema_is(node, SCHEMA_TEXT, what, found) || text_equal(node->text, TEXT("false")))
		return false;
	bool is_true = text_equal(node->text, TEXT("true"));
	if (!is_true)
		finding_error(found, FINDING_BOOLEAN, node->span, "%s must be true or false, not '%.*s'", what,
		              TEXT_ARGS(node->text));
	return is_true;
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_id(struct text text)
{
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.bytes[i];
		bool fits = (byte >= 'a' && byte <= 'z') || is_digit(byte) || (i > 0 && (byte == '_' || byte == '-'));
		if (!fits)
			return false;
	}
	return text.length > 0 && text.length <= MOST_ID_LENGTH;
}

bool schema_is_ambiguous(struct text id)
{
	static const char *const words[] = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"};
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (text_equal(id, text_of(words[i])))
			return true;
	if (!is_digit(id.bytes[0]))
		return false;
	bool hexadecimal = text_starts(id, TEXT("0x"));
	bool octal = text_starts(id, TEXT("0o"));
	for (size_t i = hexadecimal || octal ? 2 : 1; i < id.length; i++) {
		char byte = id.bytes[i];
		bool letter = hexadecimal ? byte >= 'a' && byte <= 'f' : byte == 'e';
		if (!is_digit(byte) && !letter && byte != '_' && byte != '-')
			return false;
	}
	return true;
}

/* Control characters have been reported where the text was read. */
static bool holds_control(struct text text)
{
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.bytes[i];
		if ((byte < 0x20 && byte != '\t' && byte != '\n') || byte == 0x7f)
			return true;
	}
	return false;
}

bool schema_id(const struct yaml_node *node, const char *what, struct diagnostics *found)
{
	if (!schema_is(node, SCHEMA_TEXT, what, found))
		return false;
	if (holds_control(node->text))
		return false;
	if (!is_id(node->text)) {
		char first = node->text.length ? node->text.bytes[0] : '\0';
		if (first == '_' || first == '-')
			finding_error(found, FINDING_ID, node->span,
			              "'%.*s' cannot be the id of %s: begin with a lower-case letter or a digit",
			              TEXT_ARGS(node->text), what);
		else
			finding_error(found, FINDING_ID, node->span,
			              "'%.*s' cannot be the id of %s: use lower-case letters, digits, '_' and '-', at most %d",
			              TEXT_ARGS(node->text), what, MOST_ID_LENGTH);
		return false;
	}
	if (node->plain && schema_is_ambiguous(node->text))
		finding_warning(found, FINDING_AMBIGUOUS_ID, node->span,
		                "other YAML readers do not take '%.*s' for text; quote it or choose another id",
		                TEXT_ARGS(node->text));
	return true;
}

void schema_each_text(const struct yaml_node *node, const char *what, struct diagnostics *found,
                      void (*visit)(void *context, const struct yaml_node *item), void *context)
{
	if (!node)
		return;
	if (node->kind != YAML_LIST) {
		if (schema_is(node, SCHEMA_TEXT, what, found))
			visit(context, node);
		return;
	}
	for (size_t i = 0; i < node->count; i++)
		if (schema_is(node->items[i], SCHEMA_TEXT, what, found))
			visit(context, node->items[i]);
}
