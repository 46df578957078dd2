/* SPDX-License-Identifier: ISC
 *
 * Nodes that are changed in place; what they held stays in the arena.
 */
#include "tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct yaml_node *tree_parse(const char *name, const char *text, struct arena *arena)
{
	struct source source;
	struct diagnostics found = {.source = &source};
	struct buffer message = {0};
	source_of_bytes(&source, name, text, strlen(text));
	struct yaml_node *tree = yaml_tree_parse(&source, arena, &found);
	if (!tree || found.errors > 0) {
		diagnostics_print(&found, &message);
		printf("Bail out! %s is no YAML\n%s%s", name, message.bytes, text);
		exit(EXIT_FAILURE);
	}
	diagnostics_release(&found);
	source_release(&source);
	return tree;
}

struct yaml_node *tree_empty(struct arena *arena, enum yaml_kind kind)
{
	struct yaml_node *node = arena_new(arena, 1, sizeof(*node));
	node->kind = kind;
	return node;
}

struct yaml_node *tree_scalar(struct arena *arena, struct text text)
{
	struct yaml_node *node = tree_empty(arena, YAML_SCALAR);
	node->text = (struct text){arena_copy(arena, text.bytes, text.length), text.length};
	node->plain = true;
	return node;
}

/* A copy of `count` nodes with a gap before `index`. */
static struct yaml_node **spread(struct arena *arena, struct yaml_node *const *nodes, size_t count, size_t index)
{
	struct yaml_node **more = arena_new(arena, count + 1, sizeof(*more));
	for (size_t i = 0; i < count; i++)
		more[i + (i >= index)] = nodes[i];
	return more;
}

void tree_insert(struct arena *arena, struct yaml_node *parent, size_t index, struct text key, struct yaml_node *item)
{
	parent->items = spread(arena, parent->items, parent->count, index);
	parent->items[index] = item;
	if (parent->kind == YAML_MAP) {
		parent->keys = spread(arena, parent->keys, parent->count, index);
		parent->keys[index] = tree_scalar(arena, key);
	}
	parent->count++;
}

void tree_remove(struct yaml_node *parent, size_t index)
{
	parent->count--;
	for (size_t i = index; i < parent->count; i++) {
		parent->items[i] = parent->items[i + 1];
		if (parent->kind == YAML_MAP)
			parent->keys[i] = parent->keys[i + 1];
	}
}

void tree_swap(struct yaml_node *parent, size_t a, size_t b)
{
	struct yaml_node *item = parent->items[a];
	parent->items[a] = parent->items[b];
	parent->items[b] = item;
	if (parent->kind != YAML_MAP)
		return;
	struct yaml_node *key = parent->keys[a];
	parent->keys[a] = parent->keys[b];
	parent->keys[b] = key;
}

struct yaml_node *tree_list(struct arena *arena, size_t count, struct yaml_node *const *items)
{
	struct yaml_node *list = tree_empty(arena, YAML_LIST);
	for (size_t i = 0; i < count; i++)
		tree_insert(arena, list, i, TEXT(""), items[i]);
	return list;
}

struct yaml_node *tree_map(struct arena *arena, struct text key, struct yaml_node *value)
{
	struct yaml_node *map = tree_empty(arena, YAML_MAP);
	tree_insert(arena, map, 0, key, value);
	return map;
}

struct yaml_node *tree_copy(struct arena *arena, const struct yaml_node *node)
{
	struct yaml_node *copy = node->kind == YAML_SCALAR ? tree_scalar(arena, node->text) : tree_empty(arena, node->kind);
	for (size_t i = 0; i < node->count; i++)
		tree_insert(arena, copy, i, node->kind == YAML_MAP ? node->keys[i]->text : TEXT(""),
		            tree_copy(arena, node->items[i]));
	return copy;
}

struct yaml_node **tree_place(struct yaml_node *map, struct text key)
{
	bool has = map && map->kind == YAML_MAP && tree_find(map, key) < map->count;
	return has ? &map->items[tree_find(map, key)] : NULL;
}

size_t tree_find(const struct yaml_node *map, struct text key)
{
	size_t i = 0;
	while (i < map->count && !text_equal(map->keys[i]->text, key))
		i++;
	return i;
}

void tree_set(struct arena *arena, struct yaml_node *map, struct text key, struct yaml_node *item)
{
	size_t index = tree_find(map, key);
	if (index < map->count)
		map->items[index] = item;
	else
		tree_insert(arena, map, index, key, item);
}

size_t tree_depth(const struct yaml_node *tree)
{
	size_t deepest = 0;
	for (size_t i = 0; i < tree->count; i++) {
		size_t depth = tree_depth(tree->items[i]);
		deepest = depth > deepest ? depth : deepest;
	}
	return deepest + (tree->kind != YAML_SCALAR);
}

static bool is_plain(struct text text)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-. ";
	for (size_t i = 0; i < text.length; i++)
		if (!memchr(plain, text.bytes[i], sizeof(plain) - 1))
			return false;
	return text.length > 0 && text.bytes[0] != ' ' && text.bytes[text.length - 1] != ' ';
}

static void print_scalar(struct text text, struct buffer *out)
{
	if (is_plain(text)) {
		buffer_add(out, text);
		return;
	}
	buffer_add_string(out, "\"");
	for (size_t i = 0; i < text.length; i++) {
		char c = text.bytes[i];
		if (c == '\n')
			buffer_add_string(out, "\\n");
		else
			buffer_format(out, c == '"' || c == '\\' ? "\\%c" : "%c", c);
	}
	buffer_add_string(out, "\"");
}

static void print_in_line(const struct yaml_node *node, struct buffer *out)
{
	bool is_map = node->kind == YAML_MAP;
	if (node->kind == YAML_SCALAR) {
		print_scalar(node->text, out);
		return;
	}
	buffer_add_string(out, is_map ? "{" : "[");
	for (size_t i = 0; i < node->count; i++) {
		buffer_add_string(out, i ? ", " : "");
		if (is_map) {
			print_scalar(node->keys[i]->text, out);
			buffer_add_string(out, ": ");
		}
		print_in_line(node->items[i], out);
	}
	buffer_add_string(out, is_map ? "}" : "]");
}

static void print_entries(const struct yaml_node *map, size_t indent, struct buffer *out)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct yaml_node *item = map->items[i];
		bool in_line = item->kind != YAML_MAP || item->count == 0 ||
		               text_equal(map->keys[i]->text, TEXT("when"));
		buffer_add_repeated(out, ' ', indent);
		print_scalar(map->keys[i]->text, out);
		buffer_add_string(out, in_line ? ": " : ":\n");
		if (!in_line) {
			print_entries(item, indent + 2, out);
			continue;
		}
		print_in_line(item, out);
		buffer_add_string(out, "\n");
	}
}

void tree_print(const struct yaml_node *map, struct buffer *out)
{
	print_entries(map, 0, out);
}
