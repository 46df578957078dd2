/* SPDX-License-Identifier: ISC
 *
 * Turns yajl's events into a tree. yajl does not say where a value begins; since only blanks and punctuation stand
 * between two of them, that is found from the end of the one before.
 */
#include "model/json_tree.h"

#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_parse.h>

#include "base/map.h"
#include "model/json_memory.h"
#include "model/text_check.h"

/* A list or mapping that is being read. */
struct open_node {
	struct yaml_node *node;
	struct yaml_node **keys, **items;
	size_t key_count, key_capacity, item_capacity;
	struct map seen;
	bool skipping;                   /* the value that follows is of a duplicate key */
};

struct reader {
	yajl_handle parser;
	const struct source *source;
	struct arena *arena;
	struct diagnostics *found;
	struct open_node open[YAML_TREE_MOST_DEPTH];
	size_t depth;
	size_t before;                   /* where the latest token ended */
	size_t counted;                  /* a place, and its column */
	uint32_t column;
	struct yaml_node *root;
};

/* Where the token begins that ends where the parser is; goes on to its end. */
static size_t next_token(struct reader *reader, size_t *end)
{
	const char *bytes = reader->source->bytes;
	size_t start = reader->before;
	*end = yajl_get_bytes_consumed(reader->parser);
	while (start + 1 < *end && strchr(" \t\r\n,:", bytes[start]))
		start++;
	reader->before = *end;
	return start;
}

/* How many code points begin in a stretch of the source. */
static uint32_t count_points(const struct reader *reader, size_t start, size_t end)
{
	uint32_t count = 0;
	for (size_t at = start; at < end && at < reader->source->length; at++)
		count += ((unsigned char)reader->source->bytes[at] & 0xc0) != 0x80;
	return count;
}

/* The place of a stretch that does not begin before the one that was asked for last. */
static struct span span_of(struct reader *reader, size_t start, size_t end)
{
	reader->column += count_points(reader, reader->counted, start);
	reader->counted = start;
	uint32_t length = count_points(reader, start, end);
	return (struct span){1, reader->column, 1, reader->column + (length ? length : 1)};
}

/* The code unit of the escape \uXXXX at `at`; 0 for anything else. */
static unsigned unit_at(struct text raw, size_t at)
{
	unsigned unit = 0;
	if (at + 6 > raw.length || raw.bytes[at] != '\\' || raw.bytes[at + 1] != 'u')
		return 0;
	for (size_t i = at + 2; i < at + 6; i++) {
		unsigned char byte = (unsigned char)raw.bytes[i];
		unit = unit * 16 + (byte <= '9' ? byte - (unsigned)'0' : (byte | 0x20U) - (unsigned)'a' + 10);
	}
	return unit;
}

/* yajl puts a question mark in place of half of a surrogate pair. */
static void check_surrogates(struct reader *reader, size_t start, size_t end)
{
	struct text raw = {reader->source->bytes + start, end - start};
	for (size_t at = 0; at + 1 < raw.length; at++) {
		unsigned unit = unit_at(raw, at);
		bool is_pair = unit >> 10 == 0xd800 >> 10 && unit_at(raw, at + 6) >> 10 == 0xdc00 >> 10;
		if (unit >> 11 == 0xd800 >> 11 && !is_pair) {
			finding_error(reader->found, FINDING_UTF8, span_of(reader, start + at, start + at + 6),
			              "the escape \\u%04x is half of a surrogate pair and stands alone", unit);
			return;
		}
		if (raw.bytes[at] == '\\')
			at += is_pair ? 11 : 1;
	}
}

static struct yaml_node *new_node(struct reader *reader, enum yaml_kind kind, size_t start, size_t end)
{
	struct yaml_node *node = arena_new(reader->arena, 1, sizeof(*node));
	node->kind = kind;
	node->span = span_of(reader, start, end);
	return node;
}

static struct yaml_node *new_scalar(struct reader *reader, struct text text, bool plain)
{
	size_t end, start = next_token(reader, &end);
	struct yaml_node *node = new_node(reader, YAML_SCALAR, start, end);
	node->plain = plain;
	node->text = (struct text){arena_copy(reader->arena, text.bytes, text.length), text.length};
	if (!plain)
		check_surrogates(reader, start, end);
	text_check_scalar(node->text, node->span, reader->found);
	return node;
}

/* Puts a value where it belongs. */
static void add_value(struct reader *reader, struct yaml_node *node)
{
	if (reader->depth == 0) {
		reader->root = node;
		return;
	}
	struct open_node *open = &reader->open[reader->depth - 1];
	if (!open->skipping) {
		MEMORY_GROW(open->items, open->node->count, open->item_capacity);
		open->items[open->node->count++] = node;
	}
	open->skipping = false;
}

static int take_text(void *context, const unsigned char *bytes, size_t length)
{
	add_value(context, new_scalar(context, (struct text){(const char *)bytes, length}, false));
	return 1;
}

static int take_number(void *context, const char *bytes, size_t length)
{
	add_value(context, new_scalar(context, (struct text){bytes, length}, true));
	return 1;
}

static int take_null(void *context)
{
	add_value(context, new_scalar(context, TEXT(""), true));
	return 1;
}

static int take_boolean(void *context, int value)
{
	struct reader *reader = context;
	struct yaml_node *node = new_scalar(reader, value ? TEXT("true") : TEXT("false"), true);
	finding_error(reader->found, FINDING_TYPE, node->span, "'%.*s' is neither text nor a number",
	              TEXT_ARGS(node->text));
	add_value(reader, node);
	return 1;
}

static int take_key(void *context, const unsigned char *bytes, size_t length)
{
	struct reader *reader = context;
	struct open_node *open = &reader->open[reader->depth - 1];
	struct yaml_node *key = new_scalar(reader, (struct text){(const char *)bytes, length}, false);
	size_t first = map_add(&open->seen, key->text, open->key_count);
	open->skipping = first != MAP_ABSENT;
	if (open->skipping) {
		finding_error(reader->found, FINDING_DUPLICATE_KEY, key->span, "'%.*s' is given twice here",
		              TEXT_ARGS(key->text));
		diagnostic_also(reader->found, open->keys[first]->span, "first given here");
		return 1;
	}
	MEMORY_GROW(open->keys, open->key_count, open->key_capacity);
	open->keys[open->key_count++] = key;
	return 1;
}

static int begin(struct reader *reader, enum yaml_kind kind)
{
	size_t end, start = next_token(reader, &end);
	struct yaml_node *node = new_node(reader, kind, start, end);
	if (reader->depth == YAML_TREE_MOST_DEPTH) {
		finding_error(reader->found, FINDING_DEPTH, node->span, "this is nested deeper than %d levels",
		              YAML_TREE_MOST_DEPTH);
		return 0;
	}
	add_value(reader, node);
	reader->open[reader->depth++] = (struct open_node){.node = node};
	return 1;
}

static struct yaml_node **keep(struct reader *reader, struct yaml_node **items, size_t count)
{
	struct yaml_node **kept = arena_new(reader->arena, count, sizeof(struct yaml_node *));
	if (count)
		memcpy(kept, items, count * sizeof(struct yaml_node *));
	free(items);
	return kept;
}

static void close_node(struct reader *reader)
{
	struct open_node *open = &reader->open[--reader->depth];
	open->node->keys = keep(reader, open->keys, open->key_count);
	open->node->items = keep(reader, open->items, open->node->count);
	map_release(&open->seen);
}

static int end(void *context)
{
	size_t last;
	next_token(context, &last);
	close_node(context);
	return 1;
}

static int begin_map(void *context)
{
	return begin(context, YAML_MAP);
}

static int begin_list(void *context)
{
	return begin(context, YAML_LIST);
}

static const yajl_callbacks callbacks = {
	.yajl_null = take_null,
	.yajl_boolean = take_boolean,
	.yajl_number = take_number,
	.yajl_string = take_text,
	.yajl_start_map = begin_map,
	.yajl_map_key = take_key,
	.yajl_end_map = end,
	.yajl_start_array = begin_list,
	.yajl_end_array = end,
};

/* Reports what yajl could not parse, in its words: what follows the "parse error: " or "lexical error: ". */
static void report_syntax(struct reader *reader, bool at_end)
{
	unsigned char *said = yajl_get_error(reader->parser, 0, NULL, 0);
	size_t at = yajl_get_bytes_consumed(reader->parser);
	struct text words = text_trim(text_of((const char *)said));
	text_cut(&words, ' ');
	text_cut(&words, ' ');
	if (words.length && words.bytes[words.length - 1] == '.')
		words.length--;
	if (at_end)
		at = reader->source->length;
	else if (at > reader->before)
		at--;
	finding_error(reader->found, FINDING_SYNTAX, span_of(reader, at, at + 1), "%.*s", TEXT_ARGS(words));
	yajl_free_error(reader->parser, said);
}

/* Reports what follows the value if that has ended, and returns whether anything does. yajl would not mind the beginning
 * of a text. */
static bool refuse_more(struct reader *reader)
{
	const struct source *source = reader->source;
	if (!reader->root || reader->depth)
		return false;
	struct text rest = text_trim((struct text){source->bytes + reader->before, source->length - reader->before});
	if (rest.length == 0)
		return false;
	size_t at = (size_t)(rest.bytes - source->bytes);
	finding_error(reader->found, FINDING_SYNTAX, span_of(reader, at, at + 1), "trailing garbage");
	return true;
}

struct yaml_node *json_tree_parse(const struct source *source, struct arena *arena, struct diagnostics *found)
{
	if (!text_check_source(source, found))
		return NULL;
	yajl_alloc_funcs memory = json_memory();
	struct reader reader = {.source = source, .arena = arena, .found = found, .column = 1};
	reader.parser = yajl_alloc(&callbacks, &memory, &reader);
	yajl_status status = yajl_parse(reader.parser, (const unsigned char *)source->bytes, source->length);
	bool at_end = status == yajl_status_ok;
	bool has_more = at_end && refuse_more(&reader);
	if (at_end && !has_more)
		status = yajl_complete_parse(reader.parser);
	if (status == yajl_status_error)
		report_syntax(&reader, at_end);
	while (reader.depth)
		close_node(&reader);
	yajl_free(reader.parser);
	return status == yajl_status_ok && !has_more ? reader.root : NULL;
}
