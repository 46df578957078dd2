/* SPDX-License-Identifier: ISC
 *
 * A variant of a model: a few random edits of its tree, of which what they break is repaired.
 */
#include "generate_edit.h"

#include <stdio.h>

enum {
	MOST_EDITS = 5,
	MOST_NESTING = YAML_TREE_MOST_DEPTH - 8,     /* when a question is put under an answer: leaves room for a guard */
};

/* One edit; false if there is nothing to edit so. */
typedef bool edit(struct editor *editor);

static size_t below(struct editor *editor, size_t limit)
{
	return generate_below(editor->maker, limit);
}

static struct place *draw_place(struct editor *editor)
{
	return &editor->places[below(editor, editor->place_count)];
}

static struct yaml_node *part(const struct editor *editor, const char *key)
{
	return yaml_tree_get(editor->model, text_of(key));
}

static struct yaml_node *new_scalar(struct editor *editor, struct text text)
{
	return tree_scalar(editor->arena, text);
}

/* A name that nothing has. */
static struct text make_name(struct editor *editor)
{
	char name[32];
	snprintf(name, sizeof(name), "new%zu", ++editor->names);
	return new_scalar(editor, text_of(name))->text;
}

static struct text digits(struct editor *editor, uint64_t number)
{
	char text[32];
	snprintf(text, sizeof(text), "%" PRIu64, number);
	return new_scalar(editor, text_of(text))->text;
}

/* Conditions */

static struct yaml_node *draw_range(struct editor *editor, const struct yaml_node *bands)
{
	struct yaml_node *range = tree_empty(editor->arena, YAML_MAP);
	bool from = generate_chance(editor->maker, 60);
	size_t band = from ? below(editor, bands->count) : 1 + below(editor, bands->count - 1);
	tree_set(editor->arena, range, from ? TEXT("at least") : TEXT("below"),
	         new_scalar(editor, bands->keys[band]->text));
	return range;
}

/* {question: answer} */
static struct yaml_node *draw_leaf(struct editor *editor, const struct place *place)
{
	struct yaml_node *leaf = tree_empty(editor->arena, YAML_MAP);
	const struct yaml_node *choices = generate_place_choices(place);
	tree_set(editor->arena, leaf, generate_place_id(place),
	         generate_place_is_number(place)
	                 ? draw_range(editor, choices)
	                 : new_scalar(editor, choices->keys[below(editor, choices->count)]->text));
	return leaf;
}

/* A leaf, one denied, or one of two; of questions before `reach`, which is not 0. */
static struct yaml_node *draw_condition(struct editor *editor, size_t reach)
{
	struct yaml_node *leaf = draw_leaf(editor, &editor->places[below(editor, reach)]);
	struct yaml_node *condition = tree_empty(editor->arena, YAML_MAP), *list;
	size_t kind = below(editor, 10);
	if (kind < 5)
		return leaf;
	if (kind < 8) {
		tree_set(editor->arena, condition, TEXT("not"), leaf);
		return condition;
	}
	list = tree_empty(editor->arena, YAML_LIST);
	tree_insert(editor->arena, list, 0, TEXT(""), leaf);
	tree_insert(editor->arena, list, 1, TEXT(""), draw_leaf(editor, &editor->places[below(editor, reach)]));
	tree_set(editor->arena, condition, TEXT("any"), list);
	return condition;
}

/* Rules */

static bool drop_rule(struct editor *editor)
{
	struct yaml_node *rules = part(editor, "rules");
	if (rules->count < 2)
		return false;
	tree_remove(rules, below(editor, rules->count));
	return true;
}

static struct yaml_node *draw_strength(struct editor *editor)
{
	static const char *const strengths[] = {"strong", "medium", "weak"};
	return new_scalar(editor, text_of(strengths[below(editor, COUNT_OF(strengths))]));
}

/* A rule with this condition that speaks for or against one option, or rules it out. */
static void insert_rule(struct editor *editor, struct yaml_node *condition)
{
	static const char *const kinds[] = {"for", "for", "for", "against", "against", "rules out"};
	const struct yaml_node *options = part(editor, "options");
	struct yaml_node *rule = tree_empty(editor->arena, YAML_MAP), *effects = tree_empty(editor->arena, YAML_MAP);
	struct text option = options->keys[below(editor, options->count)]->text;
	const char *kind = kinds[below(editor, COUNT_OF(kinds))];
	tree_set(editor->arena, effects, option, draw_strength(editor));
	tree_set(editor->arena, rule, TEXT("when"), condition);
	tree_set(editor->arena, rule, text_of(kind), kind[0] == 'r' ? new_scalar(editor, option) : effects);
	tree_set(editor->arena, rule, TEXT("because"), new_scalar(editor, TEXT("It is new.")));
	tree_set(editor->arena, rule, TEXT("source"), new_scalar(editor, TEXT("s1")));
	tree_insert(editor->arena, part(editor, "rules"), 0, make_name(editor), rule);
}

static bool add_rule(struct editor *editor)
{
	insert_rule(editor, draw_condition(editor, editor->place_count));
	return true;
}

static bool change_strength(struct editor *editor)
{
	const struct yaml_node *rules = part(editor, "rules");
	struct yaml_node *rule = rules->items[below(editor, rules->count)];
	struct yaml_node *effects = yaml_tree_get(rule, generate_chance(editor->maker, 70) ? TEXT("for") : TEXT("against"));
	if (!effects)
		return false;
	struct yaml_node *strength = draw_strength(editor);
	effects->items[below(editor, effects->count)] = strength;
	return true;
}

/* Of a rule, or now and then of a fact. */
static bool change_condition(struct editor *editor)
{
	const struct yaml_node *things = part(editor, generate_chance(editor->maker, 70) ? "rules" : "facts");
	if (!things)
		return false;
	struct yaml_node *condition = draw_condition(editor, editor->place_count);
	tree_set(editor->arena, things->items[below(editor, things->count)], TEXT("when"), condition);
	return true;
}

/* Answers */

/* Another name of an answer, or another bound of a band. */
struct renaming {
	struct text question, from;
	struct yaml_node *to;
};

static void rename_in_value(struct yaml_node *value, const struct renaming *renaming)
{
	if (value->kind == YAML_SCALAR && text_equal(value->text, renaming->from))
		*value = *renaming->to;
	for (size_t i = 0; i < value->count; i++)
		rename_in_value(value->items[i], renaming);
}

static void rename_in_condition(struct editor *editor, struct yaml_node *condition, size_t reach, const void *context)
{
	const struct renaming *renaming = context;
	for (size_t i = 0; i < condition->count; i++) {
		if (condition->kind == YAML_MAP && text_equal(condition->keys[i]->text, renaming->question))
			rename_in_value(condition->items[i], renaming);
		else if (condition->items[i]->kind != YAML_SCALAR)
			rename_in_condition(editor, condition->items[i], reach, context);
	}
}

static void rename_choice(struct editor *editor, const struct place *place, size_t choice, struct text name)
{
	struct yaml_node *choices = generate_place_choices(place);
	struct renaming renaming = {generate_place_id(place), choices->keys[choice]->text,
	                            new_scalar(editor, name)};
	choices->keys[choice] = new_scalar(editor, name);
	generate_each_condition(editor, rename_in_condition, &renaming);
}

static uint64_t bound(const struct yaml_node *bands, size_t band)
{
	uint64_t number = MOST_NUMBER;
	if (band < bands->count)
		text_number(bands->keys[band]->text, MOST_NUMBER, &number);
	return number;
}

/* Moves a band's bound to a number between its neighbours, not far from where it was. */
static bool move_bound(struct editor *editor)
{
	const struct place *place = draw_place(editor);
	const struct yaml_node *bands = generate_place_choices(place);
	if (!generate_place_is_number(place))
		return false;
	size_t band = below(editor, bands->count);
	uint64_t least = band ? bound(bands, band - 1) + 1 : 0, next = bound(bands, band + 1);
	uint64_t from = least + 20 < bound(bands, band) ? bound(bands, band) - 20 : least;
	uint64_t number = from + below(editor, next - from < 60 ? next - from + 1 : 60);
	if (number == next || number == bound(bands, band))
		return false;
	rename_choice(editor, place, band, digits(editor, number));
	return true;
}

static bool rename_answer(struct editor *editor)
{
	const struct place *place = draw_place(editor);
	if (generate_place_is_number(place))
		return false;
	rename_choice(editor, place, below(editor, generate_place_choices(place)->count), make_name(editor));
	return true;
}

static bool drop_answer(struct editor *editor)
{
	struct yaml_node *choices = generate_place_choices(draw_place(editor));
	if (choices->count < 3)
		return false;
	tree_remove(choices, below(editor, choices->count));
	return true;
}

/* A new answer anywhere, or a band that begins just after another. */
static bool add_answer(struct editor *editor)
{
	const struct place *place = draw_place(editor);
	struct yaml_node *choices = generate_place_choices(place);
	size_t index = 1 + below(editor, choices->count);
	uint64_t number = bound(choices, index - 1) + 1 + below(editor, 10);
	bool numeric = generate_place_is_number(place);
	if (numeric && number >= bound(choices, index))
		return false;
	tree_insert(editor->arena, choices, index, numeric ? digits(editor, number) : make_name(editor),
	            new_scalar(editor, TEXT("new words")));
	return true;
}

/* Questions */

/* Two or three answers, or bands. */
static void set_choices(struct editor *editor, struct yaml_node *question, bool numeric)
{
	struct yaml_node *choices = tree_empty(editor->arena, YAML_MAP);
	size_t count = 2 + below(editor, 2);
	for (size_t i = 0; i < count; i++)
		tree_insert(editor->arena, choices, i, numeric ? digits(editor, 1 + 10 * i) : make_name(editor),
		            new_scalar(editor, TEXT("new words")));
	tree_set(editor->arena, question, numeric ? TEXT("bands") : TEXT("answers"), choices);
}

/* The questions under an answer, made if need be. */
static struct yaml_node *then_of(struct editor *editor, struct yaml_node *choices, size_t choice)
{
	struct yaml_node *answer = choices->items[choice], *then;
	if (answer->kind == YAML_SCALAR) {
		struct yaml_node *label = answer;
		answer = choices->items[choice] = tree_empty(editor->arena, YAML_MAP);
		tree_set(editor->arena, answer, TEXT("label"), label);
	}
	then = yaml_tree_get(answer, TEXT("then"));
	if (!then) {
		then = tree_empty(editor->arena, YAML_MAP);
		tree_set(editor->arena, answer, TEXT("then"), then);
	}
	return then;
}

/* Puts a question somewhere: at the top, or under an answer. */
static void insert_question(struct editor *editor, struct text id, struct yaml_node *question)
{
	struct yaml_node *map = part(editor, "tree");
	bool fits = tree_depth(editor->model) + tree_depth(question) < MOST_NESTING;
	if (generate_chance(editor->maker, 50) && fits) {
		struct yaml_node *choices = generate_place_choices(draw_place(editor));
		map = then_of(editor, choices, below(editor, choices->count));
	}
	tree_set(editor->arena, question, TEXT("topic"), new_scalar(editor, TEXT("t1")));
	tree_insert(editor->arena, map, below(editor, map->count + 1), id, question);
}

/* And a rule that looks at it. */
static bool add_question(struct editor *editor)
{
	struct yaml_node *question = tree_empty(editor->arena, YAML_MAP);
	tree_set(editor->arena, question, TEXT("ask"), new_scalar(editor, TEXT("Which new one?")));
	set_choices(editor, question, generate_chance(editor->maker, 25));
	insert_question(editor, make_name(editor), question);
	generate_find_places(editor);
	for (size_t i = 0; i < editor->place_count; i++)
		if (generate_place_question(&editor->places[i]) == question)
			insert_rule(editor, draw_leaf(editor, &editor->places[i]));
	return true;
}

static bool is_last(const struct editor *editor, const struct place *place)
{
	return place->map == part(editor, "tree") && place->map->count == 1;
}

static bool drop_question(struct editor *editor)
{
	const struct place *place = draw_place(editor);
	if (is_last(editor, place))
		return false;
	tree_remove(place->map, place->index);
	return true;
}

static bool move_question(struct editor *editor)
{
	struct place place = *draw_place(editor);
	struct text id = generate_place_id(&place);
	struct yaml_node *question = generate_place_question(&place);
	if (is_last(editor, &place))
		return false;
	tree_remove(place.map, place.index);
	generate_find_places(editor);
	insert_question(editor, id, question);
	return true;
}

/* Moves an entry of a map. */
static bool move_entry(struct editor *editor, struct yaml_node *map)
{
	size_t index = below(editor, map->count);
	struct text key = map->keys[index]->text;
	struct yaml_node *item = map->items[index];
	tree_remove(map, index);
	tree_insert(editor->arena, map, below(editor, map->count + 1), key, item);
	return true;
}

static bool reorder_questions(struct editor *editor)
{
	return move_entry(editor, draw_place(editor)->map);
}

static bool add_or_drop_guard(struct editor *editor)
{
	size_t index = below(editor, editor->place_count);
	struct yaml_node *question = generate_place_question(&editor->places[index]);
	if (yaml_tree_get(question, TEXT("when")))
		tree_remove(question, tree_find(question, TEXT("when")));
	else if (index > 0)
		tree_set(editor->arena, question, TEXT("when"), draw_condition(editor, index));
	return index > 0;
}

/* From answers to numbers, or the other way. */
static bool change_kind(struct editor *editor)
{
	const struct place *place = draw_place(editor);
	struct yaml_node *question = generate_place_question(place);
	bool numeric = generate_place_is_number(place);
	tree_remove(question, tree_find(question, numeric ? TEXT("bands") : TEXT("answers")));
	set_choices(editor, question, !numeric);
	generate_find_places(editor);
	return true;
}

/* The rest */

static bool add_impossible(struct editor *editor)
{
	struct yaml_node *entry = tree_empty(editor->arena, YAML_MAP);
	if (!part(editor, "impossible"))
		tree_set(editor->arena, editor->model, TEXT("impossible"), tree_empty(editor->arena, YAML_LIST));
	tree_set(editor->arena, entry, TEXT("when"), draw_condition(editor, editor->place_count));
	tree_set(editor->arena, entry, TEXT("because"), new_scalar(editor, TEXT("Nobody has it.")));
	tree_insert(editor->arena, part(editor, "impossible"), 0, TEXT(""), entry);
	return true;
}

static bool drop_impossible(struct editor *editor)
{
	struct yaml_node *list = part(editor, "impossible");
	if (!list || list->count == 0)
		return false;
	tree_remove(list, below(editor, list->count));
	return true;
}

static bool drop_option(struct editor *editor)
{
	struct yaml_node *options = part(editor, "options");
	if (options->count < 3)
		return false;
	tree_remove(options, below(editor, options->count));
	return true;
}

/* And a rule that may speak for it. */
static bool add_option(struct editor *editor)
{
	struct yaml_node *options = part(editor, "options"), *option = tree_empty(editor->arena, YAML_MAP);
	tree_set(editor->arena, option, TEXT("name"), new_scalar(editor, TEXT("a new option")));
	tree_set(editor->arena, option, TEXT("start"), new_scalar(editor, TEXT("Go.")));
	tree_insert(editor->arena, options, below(editor, options->count + 1), make_name(editor), option);
	return add_rule(editor);
}

static bool reorder_options(struct editor *editor)
{
	return move_entry(editor, part(editor, "options"));
}

static edit *const edits[] = {
	drop_rule,         add_rule,          change_strength, change_condition, move_bound,      rename_answer,
	drop_answer,       add_answer,        add_question,    drop_question,    move_question,   reorder_questions,
	add_or_drop_guard, change_kind,       add_impossible,  drop_impossible,  drop_option,     add_option,
	reorder_options,
};

void generate_variant(struct maker *maker, const char *model)
{
	struct arena arena = {0};
	struct editor editor = {.maker = maker, .arena = &arena, .model = tree_parse("the model", model, &arena)};
	size_t wanted = 1 + generate_below(maker, MOST_EDITS), advice = tree_find(editor.model, TEXT("advice"));
	if (advice < editor.model->count)
		tree_remove(editor.model, advice);
	for (size_t done = 0; done < wanted;) {
		generate_find_places(&editor);
		done += edits[generate_below(maker, COUNT_OF(edits))](&editor);
		generate_repair(&editor);
		if (part(&editor, "rules")->count == 0)
			add_rule(&editor);
	}
	tree_print(editor.model, maker->out);
	arena_release(&arena);
}
