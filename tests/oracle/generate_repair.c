/* SPDX-License-Identifier: ISC
 *
 * Makes an edited model valid again.
 */
#include "generate_edit.h"

#include <string.h>

struct text generate_place_id(const struct place *place)
{
	return place->map->keys[place->index]->text;
}

struct yaml_node *generate_place_question(const struct place *place)
{
	return place->map->items[place->index];
}

bool generate_place_is_number(const struct place *place)
{
	return yaml_tree_get(generate_place_question(place), TEXT("bands")) != NULL;
}

struct yaml_node *generate_place_choices(const struct place *place)
{
	return yaml_tree_get(generate_place_question(place),
	                     generate_place_is_number(place) ? TEXT("bands") : TEXT("answers"));
}

static void find_below(struct editor *editor, struct yaml_node *map)
{
	for (size_t i = 0; i < map->count && editor->place_count < MOST_PLACES; i++) {
		struct place *place = &editor->places[editor->place_count++];
		*place = (struct place){map, i};
		const struct yaml_node *choices = generate_place_choices(place);
		for (size_t c = 0; c < choices->count; c++) {
			struct yaml_node *then = yaml_tree_get(choices->items[c], TEXT("then"));
			if (then)
				find_below(editor, then);
		}
	}
}

void generate_find_places(struct editor *editor)
{
	editor->place_count = 0;
	find_below(editor, yaml_tree_get(editor->model, TEXT("tree")));
}

/* The question with this id, counted in the order of the file; the number of questions if there is none. */
static size_t find_place(const struct editor *editor, struct text id)
{
	size_t i = 0;
	while (i < editor->place_count && !text_equal(generate_place_id(&editor->places[i]), id))
		i++;
	return i;
}

static struct yaml_node *find_fact(const struct editor *editor, struct text id)
{
	struct yaml_node *facts = yaml_tree_get(editor->model, TEXT("facts"));
	struct yaml_node *fact = facts ? yaml_tree_get(facts, id) : NULL;
	return fact ? yaml_tree_get(fact, TEXT("when")) : NULL;
}

static bool nests(struct text key)
{
	return text_equal(key, TEXT("any")) || text_equal(key, TEXT("all")) || text_equal(key, TEXT("not"));
}

/* The number of the first questions that a condition needs: those up to the last one that it names. */
static size_t reach_of(const struct editor *editor, const struct yaml_node *condition)
{
	size_t reach = 0;
	if (condition->kind == YAML_SCALAR) {
		size_t index = find_place(editor, condition->text);
		const struct yaml_node *fact = find_fact(editor, condition->text);
		if (index < editor->place_count)
			return index + 1;
		return fact ? reach_of(editor, fact) : 0;
	}
	for (size_t i = 0; i < condition->count; i++) {
		bool is_leaf = condition->kind == YAML_MAP && !nests(condition->keys[i]->text);
		size_t own = reach_of(editor, is_leaf ? condition->keys[i] : condition->items[i]);
		reach = own > reach ? own : reach;
	}
	return reach;
}

/* Whether a comparison with numbers names bounds of bands, and holds for some number. */
static bool is_sound_range(const struct yaml_node *bands, const struct yaml_node *range)
{
	size_t ends[] = {0, bands->count};       /* the first band, and the one after the last */
	if (range->kind != YAML_MAP)
		return false;
	for (size_t i = 0; i < range->count; i++) {
		size_t band = tree_find(bands, range->items[i]->text);
		if (band == bands->count)
			return false;
		ends[text_equal(range->keys[i]->text, TEXT("below"))] = band;
	}
	return ends[0] < ends[1];
}

/* Takes out answers that are no more; returns whether one is left. */
static bool trim_answers(const struct yaml_node *choices, struct yaml_node *wanted)
{
	if (wanted->kind == YAML_SCALAR)
		return tree_find(choices, wanted->text) < choices->count;
	if (wanted->kind == YAML_MAP)
		return false;
	for (size_t i = wanted->count; i-- > 0;)
		if (tree_find(choices, wanted->items[i]->text) == choices->count)
			tree_remove(wanted, i);
	return wanted->count > 0;
}

static bool trim_entry(const struct editor *editor, struct text key, struct yaml_node *value, size_t reach)
{
	size_t index = find_place(editor, key);
	if (index == editor->place_count) {
		const struct yaml_node *fact = find_fact(editor, key);
		return fact && reach_of(editor, fact) <= reach;
	}
	const struct place *place = &editor->places[index];
	const struct yaml_node *choices = generate_place_choices(place);
	if (index >= reach)
		return false;
	return generate_place_is_number(place) ? is_sound_range(choices, value) : trim_answers(choices, value);
}

static void repair_condition(struct editor *editor, struct yaml_node *condition, size_t reach, const void *context)
{
	bool is_map = condition->kind == YAML_MAP;
	if (condition->kind == YAML_SCALAR) {
		const struct yaml_node *fact = find_fact(editor, condition->text);
		if (!fact || reach_of(editor, fact) > reach)
			condition->text = TEXT("always");
		return;
	}
	for (size_t i = condition->count; i-- > 0;) {
		if (!is_map || nests(condition->keys[i]->text))
			repair_condition(editor, condition->items[i], reach, context);
		else if (!trim_entry(editor, condition->keys[i]->text, condition->items[i], reach))
			tree_remove(condition, i);
	}
	if (condition->count == 0)
		*condition = (struct yaml_node){.kind = YAML_SCALAR, .plain = true, .text = TEXT("always")};
}

void generate_each_condition(struct editor *editor,
                             void (*visit)(struct editor *editor, struct yaml_node *condition, size_t reach,
                                           const void *context),
                             const void *context)
{
	static const char *const kinds[] = {"facts", "rules", "impossible"};
	for (size_t k = 0; k < COUNT_OF(kinds); k++) {
		const struct yaml_node *things = yaml_tree_get(editor->model, text_of(kinds[k]));
		for (size_t i = 0; things && i < things->count; i++)
			visit(editor, yaml_tree_get(things->items[i], TEXT("when")), editor->place_count, context);
	}
	for (size_t i = 0; i < editor->place_count; i++) {
		struct yaml_node *guard = yaml_tree_get(generate_place_question(&editor->places[i]), TEXT("when"));
		if (guard)
			visit(editor, guard, i, context);
	}
}

/* Takes what it says of options that are no more out of a rule; returns whether it still says something. */
static bool repair_effects(const struct editor *editor, struct yaml_node *rule)
{
	static const char *const kinds[] = {"for", "against", "rules out"};
	const struct yaml_node *options = yaml_tree_get(editor->model, TEXT("options"));
	bool speaks = false;
	for (size_t k = 0; k < COUNT_OF(kinds); k++) {
		struct yaml_node *effects = yaml_tree_get(rule, text_of(kinds[k]));
		if (!effects)
			continue;
		for (size_t i = effects->count; i-- > 0;) {
			const struct yaml_node *name =
				effects->kind == YAML_MAP ? effects->keys[i] : effects->items[i];
			if (tree_find(options, name->text) == options->count)
				tree_remove(effects, i);
		}
		bool is_gone = effects->kind == YAML_SCALAR
		                       ? tree_find(options, effects->text) == options->count
		                       : effects->count == 0;
		if (is_gone)
			tree_remove(rule, tree_find(rule, text_of(kinds[k])));
		speaks = speaks || !is_gone;
	}
	return speaks;
}

/* Takes out of a map what has become empty: impossible combinations, and questions under an answer. */
static void repair_empty(struct yaml_node *map, struct text key)
{
	const struct yaml_node *value = yaml_tree_get(map, key);
	if (value && value->count == 0)
		tree_remove(map, tree_find(map, key));
}

void generate_repair(struct editor *editor)
{
	struct yaml_node *rules = yaml_tree_get(editor->model, TEXT("rules"));
	generate_find_places(editor);
	generate_each_condition(editor, repair_condition, NULL);
	for (size_t i = rules->count; i-- > 0;)
		if (!repair_effects(editor, rules->items[i]))
			tree_remove(rules, i);
	repair_empty(editor->model, TEXT("impossible"));
	for (size_t i = 0; i < editor->place_count; i++) {
		const struct yaml_node *choices = generate_place_choices(&editor->places[i]);
		for (size_t c = 0; c < choices->count; c++)
			repair_empty(choices->items[c], TEXT("then"));
	}
}
