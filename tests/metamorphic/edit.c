/* SPDX-License-Identifier: ISC
 *
 * Owns the making, moving and printing of nodes.
 */
#include "edit.h"

static struct yaml_node *new_node(struct arena *arena, enum yaml_kind kind, size_t count)
{
	struct yaml_node *node = arena_new(arena, 1, sizeof(*node));
	node->kind = kind;
	node->count = count;
	if (kind != YAML_SCALAR)
		node->items = arena_new(arena, count, sizeof(struct yaml_node *));
	if (kind == YAML_MAP)
		node->keys = arena_new(arena, count, sizeof(struct yaml_node *));
	return node;
}

struct yaml_node *edit_text(struct arena *arena, struct text text)
{
	struct yaml_node *node = new_node(arena, YAML_SCALAR, 0);
	node->text = text;
	return node;
}

struct yaml_node *edit_list(struct arena *arena, size_t count, struct yaml_node *const *items)
{
	struct yaml_node *node = new_node(arena, YAML_LIST, count);
	for (size_t i = 0; i < count; i++)
		node->items[i] = items[i];
	return node;
}

struct yaml_node *edit_map(struct arena *arena, struct text key, struct yaml_node *value)
{
	struct yaml_node *node = new_node(arena, YAML_MAP, 1);
	node->keys[0] = edit_text(arena, key);
	node->items[0] = value;
	return node;
}

struct yaml_node *edit_copy(struct arena *arena, const struct yaml_node *node)
{
	struct yaml_node *copy = new_node(arena, node->kind, node->count);
	copy->text = node->text;
	for (size_t i = 0; i < node->count; i++) {
		copy->items[i] = edit_copy(arena, node->items[i]);
		if (node->kind == YAML_MAP)
			copy->keys[i] = edit_copy(arena, node->keys[i]);
	}
	return copy;
}

struct yaml_node **edit_find(struct yaml_node *map, struct text key)
{
	for (size_t i = 0; map && map->kind == YAML_MAP && i < map->count; i++)
		if (text_equal(map->keys[i]->text, key))
			return &map->items[i];
	return NULL;
}

void edit_insert(struct arena *arena, struct yaml_node *map, size_t at, struct text key, struct yaml_node *value)
{
	struct yaml_node *longer = new_node(arena, YAML_MAP, map->count + 1);
	for (size_t i = 0; i < map->count; i++) {
		longer->keys[i + (i >= at)] = map->keys[i];
		longer->items[i + (i >= at)] = map->items[i];
	}
	at = at < map->count ? at : map->count;
	longer->keys[at] = edit_text(arena, key);
	longer->items[at] = value;
	*map = *longer;
}

void edit_remove(struct yaml_node *node, size_t at)
{
	node->count--;
	for (size_t i = at; i < node->count; i++) {
		node->items[i] = node->items[i + 1];
		if (node->kind == YAML_MAP)
			node->keys[i] = node->keys[i + 1];
	}
}

void edit_swap(struct yaml_node *node, size_t a, size_t b)
{
	struct yaml_node *item = node->items[a];
	node->items[a] = node->items[b];
	node->items[b] = item;
	if (node->kind != YAML_MAP)
		return;
	struct yaml_node *key = node->keys[a];
	node->keys[a] = node->keys[b];
	node->keys[b] = key;
}

static void print_text(struct text text, struct buffer *out)
{
	buffer_add_string(out, "\"");
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.bytes[i];
		if (byte == '\n' || byte == '\t')
			buffer_add_string(out, byte == '\n' ? "\\n" : "\\t");
		else
			buffer_format(out, "%s%c", byte == '"' || byte == '\\' ? "\\" : "", byte);
	}
	buffer_add_string(out, "\"");
}

static void print_rec(const struct yaml_node *node, unsigned depth, struct buffer *out)
{
	if (node->kind == YAML_SCALAR) {
		print_text(node->text, out);
		return;
	}
	buffer_add_string(out, node->kind == YAML_MAP ? "{" : "[");
	for (size_t i = 0; i < node->count; i++) {
		buffer_add_string(out, i ? "," : "");
		buffer_add_string(out, depth < 2 ? "\n" : "");
		buffer_add_repeated(out, ' ', depth < 2 ? depth + 1 : i > 0);
		if (node->kind == YAML_MAP) {
			print_text(node->keys[i]->text, out);
			buffer_add_string(out, ": ");
		}
		print_rec(node->items[i], depth + 1, out);
	}
	buffer_add_string(out, node->kind == YAML_MAP ? "}" : "]");
}

void edit_print(const struct yaml_node *root, struct buffer *out)
{
	print_rec(root, 0, out);
	buffer_add_string(out, "\n");
}
