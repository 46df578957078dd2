/* SPDX-License-Identifier: ISC
 *
 * Turns libyaml's events into a tree and refuses what a decision model has no use for: aliases, tags, several
 * documents, duplicate keys, control characters. The text is checked before libyaml sees it, since libyaml gives
 * no line for bad UTF-8; its own marks count from 0, columns in code points.
 */
#include "model/yaml_tree.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/map.h"
#include "model/text_check.h"

struct reader {
	yaml_parser_t parser;
	struct arena *arena;
	struct diagnostics *found;
	bool failed;     /* a fault after which reading cannot go on */
	bool has_alias;  /* what stands in its place is not known, so the tree is of no use */
};

static struct span span_of(yaml_mark_t start, yaml_mark_t end)
{
	struct span span = {(uint32_t)start.line + 1, (uint32_t)start.column + 1, (uint32_t)end.line + 1,
	                    (uint32_t)end.column + 1};
	return span;
}

static struct span span_at(yaml_mark_t mark)
{
	struct span span = span_of(mark, mark);
	span.end_column++;
	return span;
}

/* Refuses directives before libyaml sees them: it looks through all it has met for each new one. */
static bool check_directives(const struct source *source, struct diagnostics *found)
{
	for (uint32_t line = 1; line <= source->line_count; line++) {
		struct text text = source_line(source, line);
		bool is_directive = text.length && text.bytes[0] == '%';
		text = text_trim(text);
		if (is_directive) {
			finding_error(found, FINDING_DIRECTIVE, source_span_at(source, source->line_starts[line - 1]),
			              "directives are not allowed; leave this line out");
			return false;
		}
		if (text.length && text.bytes[0] != '#')
			break;
	}
	return true;
}

/* Whether a key and the beginning of its value stand in the first `column` bytes of a line. */
static bool holds_pair_before(struct text line, size_t column)
{
	for (size_t i = 0; i + 2 < column && i + 2 < line.length; i++)
		if (line.bytes[i] == ':' && line.bytes[i + 1] == ' ' && line.bytes[i + 2] != ' ')
			return true;
	return false;
}

/* How many blanks the last line before `line` that says something begins with. */
static size_t indent_above(const struct source *source, uint32_t line)
{
	while (--line > 0) {
		struct text text = source_line(source, line), said = text_trim(text);
		if (said.length && said.bytes[0] != '#')
			return (size_t)(said.bytes - text.bytes);
	}
	return 0;
}

/* What to do about keys that libyaml does not find where they should be, or finds where none can be. */
static const char *advise_key(const struct source *source, yaml_mark_t where, bool is_missing)
{
	struct text line = source_line(source, (uint32_t)where.line + 1), said = text_trim(line);
	size_t indent = (size_t)(said.bytes - line.bytes);
	if (is_missing && where.column > indent)
		return "behind a closing quote nothing follows; a ' in single quotes is written twice, a \" in double ones as \\\"";
	if (is_missing && said.length > 1 && said.bytes[0] == '-' && said.bytes[1] == ' ')
		return "an item of a list cannot stand beside keys";
	if (!is_missing && holds_pair_before(line, where.column))
		return "text that holds ': ' needs quotes";
	if (!is_missing && indent_above(source, (uint32_t)where.line + 1) == indent)
		return "a key ends in ': ', with a space; the line above has none";
	return "keys side by side begin in the same column; this line or the one above does not";
}

/* Adds to what libyaml says what to do about it, where that can be told. */
static void hint_syntax(struct reader *reader, yaml_mark_t where)
{
	static const struct {
		const char *problem, *advice;
	} rows[] = {
		{"could not find expected ':'", "a key ends in ': ', with a space"},
		{"found unexpected end of stream", "a quote was opened and is not closed"},
		{"found character that cannot start any token", "text that begins with @, ` or % needs quotes"},
		{"did not find expected comment or line break", "text that begins with > or | needs quotes"},
		{"did not find expected alphabetic or numeric character", "text that begins with * or & needs quotes"},
		{"mapping keys are not allowed in this context", "text that begins with ? needs quotes"},
		{"found unknown escape character", "in single quotes a \\ stands for itself; in double ones it is written twice"},
	};
	const char *problem = reader->parser.problem, *advice = NULL;
	const struct source *source = reader->found->source;
	struct text line = source_line(source, (uint32_t)where.line + 1);
	bool is_missing = strcmp(problem, "did not find expected key") == 0;
	if (where.column < line.length && line.bytes[where.column] == '\t')
		advice = "a tab cannot indent; use spaces";
	else if (is_missing || strstr(problem, "mapping values are not allowed"))
		advice = advise_key(source, where, is_missing);
	for (size_t i = 0; !advice && i < COUNT_OF(rows); i++)
		if (strcmp(problem, rows[i].problem) == 0)
			advice = rows[i].advice;
	if (advice)
		diagnostic_hint(reader->found, "%s", advice);
}

/* Reports what libyaml could not parse, with the place where the open construct began. */
static void report_syntax(struct reader *reader)
{
	const yaml_parser_t *parser = &reader->parser;
	reader->failed = true;
	if (parser->error == YAML_MEMORY_ERROR || !parser->problem)
		memory_exhausted();
	bool at_context = parser->problem_mark.line == 0 && parser->problem_mark.column == 0 && parser->context;
	yaml_mark_t where = at_context ? parser->context_mark : parser->problem_mark;
	finding_error(reader->found, FINDING_SYNTAX, span_at(where), "%s%s%s", parser->context ? parser->context : "",
	              parser->context ? ": " : "", parser->problem);
	hint_syntax(reader, where);
	bool elsewhere = parser->context_mark.line != where.line || parser->context_mark.column != where.column;
	if (parser->context && elsewhere)
		diagnostic_also(reader->found, span_at(parser->context_mark), "it began here");
}

static bool next_event(struct reader *reader, yaml_event_t *event)
{
	if (!yaml_parser_parse(&reader->parser, event)) {
		report_syntax(reader);
		return false;
	}
	return true;
}

static struct yaml_node *new_node(struct reader *reader, enum yaml_kind kind, const yaml_event_t *event)
{
	struct yaml_node *node = arena_new(reader->arena, 1, sizeof(*node));
	node->kind = kind;
	node->span = span_of(event->start_mark, event->end_mark);
	return node;
}

static void refuse_tag(struct reader *reader, const yaml_event_t *event, const yaml_char_t *tag)
{
	if (tag)
		finding_error(reader->found, FINDING_TAG, span_at(event->start_mark),
		              "tags such as '%s' are not allowed; all values are text", (const char *)tag);
}

static void refuse_anchor(struct reader *reader, const yaml_event_t *event, const yaml_char_t *anchor)
{
	if (anchor)
		finding_error(reader->found, FINDING_ALIAS, span_at(event->start_mark),
		              "anchors and aliases are not allowed ('&%s')", (const char *)anchor);
}

static struct yaml_node *read_scalar(struct reader *reader, const yaml_event_t *event)
{
	struct yaml_node *node = new_node(reader, YAML_SCALAR, event);
	refuse_tag(reader, event, event->data.scalar.tag);
	refuse_anchor(reader, event, event->data.scalar.anchor);
	node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	size_t length = event->data.scalar.length;
	node->text = (struct text){arena_copy(reader->arena, (const char *)event->data.scalar.value, length), length};
	if (event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE) /* only there can it come from an escape */
		text_check_scalar(node->text, node->span, reader->found);
	return node;
}

static struct yaml_node *read_node(struct reader *reader, const yaml_event_t *event, unsigned depth);

/* Collects the children of a list or map while it is read; moved to the arena at its end. */
struct children {
	struct yaml_node **items;
	size_t count, capacity;
};

static void add_child(struct children *children, struct yaml_node *node)
{
	MEMORY_GROW(children->items, children->count, children->capacity);
	children->items[children->count++] = node;
}

static struct yaml_node **keep_children(struct reader *reader, struct children *children)
{
	struct yaml_node **kept = arena_new(reader->arena, children->count, sizeof(*kept));
	if (children->count)
		memcpy(kept, children->items, children->count * sizeof(*kept));
	free(children->items);
	return kept;
}

/* Reads one child; returns NULL at the end of the collection (its mark in *end) or after a fault. */
static struct yaml_node *read_child(struct reader *reader, unsigned depth, yaml_mark_t *end)
{
	yaml_event_t event;
	if (reader->failed || !next_event(reader, &event))
		return NULL;
	*end = event.end_mark;
	bool is_end = event.type == YAML_SEQUENCE_END_EVENT || event.type == YAML_MAPPING_END_EVENT;
	struct yaml_node *node = is_end ? NULL : read_node(reader, &event, depth + 1);
	yaml_event_delete(&event);
	return node;
}

static struct yaml_node *read_list(struct reader *reader, const yaml_event_t *event, unsigned depth)
{
	struct yaml_node *node = new_node(reader, YAML_LIST, event);
	refuse_tag(reader, event, event->data.sequence_start.tag);
	refuse_anchor(reader, event, event->data.sequence_start.anchor);
	struct children items = {0};
	yaml_mark_t end = event->end_mark;
	for (struct yaml_node *item; (item = read_child(reader, depth, &end));)
		add_child(&items, item);
	node->count = items.count;
	node->items = keep_children(reader, &items);
	return node;
}

/* Adds a pair unless its key is no text or was there before. */
static void add_pair(struct reader *reader, struct children *keys, struct children *values, struct map *seen,
                     struct yaml_node *key, struct yaml_node *value)
{
	if (key->kind != YAML_SCALAR) {
		finding_error(reader->found, FINDING_TYPE, key->span, "a key must be text, not a list or mapping");
		return;
	}
	size_t first = map_add(seen, key->text, keys->count);
	if (first != MAP_ABSENT) {
		finding_error(reader->found, FINDING_DUPLICATE_KEY, key->span, "'%.*s' is given twice here",
		              TEXT_ARGS(key->text));
		diagnostic_also(reader->found, keys->items[first]->span, "first given here");
		return;
	}
	add_child(keys, key);
	add_child(values, value);
}

static struct yaml_node *read_map(struct reader *reader, const yaml_event_t *event, unsigned depth)
{
	struct yaml_node *node = new_node(reader, YAML_MAP, event);
	refuse_tag(reader, event, event->data.mapping_start.tag);
	refuse_anchor(reader, event, event->data.mapping_start.anchor);
	struct children keys = {0}, values = {0};
	struct map seen = {0};
	yaml_mark_t end = event->end_mark;
	for (struct yaml_node *key; (key = read_child(reader, depth, &end));) {
		struct yaml_node *value = read_child(reader, depth, &end);
		if (!value)
			break;
		add_pair(reader, &keys, &values, &seen, key, value);
	}
	map_release(&seen);
	node->count = keys.count;
	node->keys = keep_children(reader, &keys);
	node->items = keep_children(reader, &values);
	return node;
}

static struct yaml_node *read_node(struct reader *reader, const yaml_event_t *event, unsigned depth)
{
	if (depth > YAML_TREE_MOST_DEPTH) {
		finding_error(reader->found, FINDING_DEPTH, span_at(event->start_mark),
		              "this is nested deeper than %d levels", YAML_TREE_MOST_DEPTH);
		reader->failed = true;
		return NULL;
	}
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		return read_scalar(reader, event);
	case YAML_SEQUENCE_START_EVENT:
		return read_list(reader, event, depth);
	case YAML_MAPPING_START_EVENT:
		return read_map(reader, event, depth);
	default:
		break;
	}
	/* An alias: report it, and go on with an empty text in its place, to find what else is wrong with the YAML. */
	reader->has_alias = true;
	struct yaml_node *node = new_node(reader, YAML_SCALAR, event);
	node->text = TEXT("");
	finding_error(reader->found, FINDING_ALIAS, node->span, "anchors and aliases are not allowed ('*%s')",
	              (const char *)event->data.alias.anchor);
	return node;
}

/* Reads events to the end of the stream; returns the root of the first document. */
static struct yaml_node *read_stream(struct reader *reader)
{
	struct yaml_node *root = NULL;
	for (bool at_end = false; !at_end && !reader->failed;) {
		yaml_event_t event;
		if (!next_event(reader, &event))
			break;
		switch (event.type) {
		case YAML_STREAM_START_EVENT:
		case YAML_DOCUMENT_END_EVENT:
			break;
		case YAML_DOCUMENT_START_EVENT:
			if (root) {
				finding_error(reader->found, FINDING_DOCUMENTS, span_at(event.start_mark),
				              "a second document begins here; one file holds one");
				reader->failed = true;
			}
			break;
		case YAML_STREAM_END_EVENT:
			at_end = true;
			break;
		default:
			root = read_node(reader, &event, 1);
		}
		yaml_event_delete(&event);
	}
	return root;
}

struct yaml_node *yaml_tree_parse(const struct source *source, struct arena *arena, struct diagnostics *found)
{
	if (source->length > YAML_TREE_MOST_BYTES) {
		struct span nowhere = {0};
		finding_error(found, FINDING_SIZE, nowhere, "the file is larger than %d MiB",
		              YAML_TREE_MOST_BYTES / (1024 * 1024));
		return NULL;
	}
	if (!text_check_source(source, found) || !check_directives(source, found))
		return NULL;
	struct reader reader = {.arena = arena, .found = found};
	if (!yaml_parser_initialize(&reader.parser))
		memory_exhausted();
	yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reader.parser, (const unsigned char *)source->bytes, source->length);
	struct yaml_node *root = read_stream(&reader);
	yaml_parser_delete(&reader.parser);
	struct span start = {1, 1, 1, 2};
	if (!root && !reader.failed)
		finding_error(found, FINDING_EMPTY, start, "the file is empty");
	return reader.failed || reader.has_alias ? NULL : root;
}

struct yaml_node *yaml_tree_get(const struct yaml_node *map, struct text key)
{
	for (size_t i = 0; map->kind == YAML_MAP && i < map->count; i++)
		if (text_equal(map->keys[i]->text, key))
			return map->items[i];
	return NULL;
}
