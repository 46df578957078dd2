/* SPDX-License-Identifier: ISC
 *
 * Owns facts, rules, impossible combinations and advice: what the answers mean for the options.
 */
#include <stdlib.h>

#include "model/format.h"
#include "model/loader.h"

enum fact_key { FACT_LABEL, FACT_WHEN, FACT_KEY_COUNT };

static const struct schema_key fact_keys[] = {
	[FACT_LABEL] = {"label", SCHEMA_TEXT, false, "text", "The fact in plain words."},
	[FACT_WHEN] = {"when", SCHEMA_ANY, true, "condition", "What it stands for."},
};

const struct schema_table format_fact = {fact_keys, FACT_KEY_COUNT};

void load_fact_names(struct loader *loader, const struct yaml_node *facts)
{
	struct model *model = loader->model;
	size_t count = facts ? facts->count : 0;
	if (count > MODEL_MOST_FACTS) {
		finding_error(loader->found, FINDING_TOO_MANY, facts->keys[MODEL_MOST_FACTS]->span, "more than %d facts",
		              MODEL_MOST_FACTS);
		count = MODEL_MOST_FACTS;
		loader->names_incomplete = true;
	}
	model->facts = arena_new(&model->arena, count, sizeof(*model->facts));
	model->fact_count = (uint32_t)count;
	loader->fact_conditions = arena_new(&model->arena, count, sizeof(*loader->fact_conditions));
	for (uint32_t i = 0; i < count; i++) {
		const struct yaml_node *key = facts->keys[i];
		struct yaml_node *values[FACT_KEY_COUNT];
		loader_declare_name(loader, key, NAME_FACT, i);
		schema_read(facts->items[i], key->span, "a fact", fact_keys, FACT_KEY_COUNT, values, loader->found);
		model->facts[i] = (struct fact){.id = key->text, .label = key->text, .span = key->span};
		if (values[FACT_LABEL])
			model->facts[i].label = schema_text(values[FACT_LABEL], "a label", loader->found);
		loader->fact_conditions[i] = values[FACT_WHEN];
	}
}

/* How far a fact has been looked at in the search for circles. */
enum visit { VISIT_NOT_YET, VISIT_OPEN, VISIT_DONE };

struct fact_walk {
	struct loader *loader;
	enum visit *visits;
	uint32_t *path;          /* facts under way, from the first */
	size_t length;
};

static void visit_fact(struct fact_walk *walk, uint32_t index);

static void report_circle(struct fact_walk *walk, uint32_t again, struct span span)
{
	const struct model *model = walk->loader->model;
	size_t start = walk->length - 1;
	while (walk->path[start] != again)
		start--;
	struct buffer circle = {0};
	for (size_t i = start; i < walk->length; i++)
		buffer_format(&circle, "%.*s -> ", TEXT_ARGS(model->facts[walk->path[i]].id));
	buffer_add(&circle, model->facts[again].id);
	finding_error(walk->loader->found, FINDING_CIRCULAR_FACT, span, "these facts build on each other: %s",
	              circle.bytes);
	buffer_release(&circle);
}

static uint32_t later(uint32_t a, uint32_t b)
{
	if (a == MODEL_NONE || b == MODEL_NONE)
		return a == MODEL_NONE ? b : a;
	return a > b ? a : b;
}

/* Visits the facts in a condition; returns the latest question below it. */
static uint32_t visit_condition(struct fact_walk *walk, uint32_t index)
{
	const struct condition *condition = &walk->loader->model->conditions[index];
	if (condition->kind == CONDITION_ANSWER)
		return condition->subject;
	if (condition->kind == CONDITION_FACT) {
		if (walk->visits[condition->subject] == VISIT_OPEN)
			report_circle(walk, condition->subject, condition->span);
		visit_fact(walk, condition->subject);
		return walk->loader->model->facts[condition->subject].latest_question;
	}
	uint32_t latest = MODEL_NONE;
	for (uint32_t i = 0; i < condition->child_count; i++)
		latest = later(latest, visit_condition(walk, condition->children[i]));
	return latest;
}

static void visit_fact(struct fact_walk *walk, uint32_t index)
{
	if (walk->visits[index] != VISIT_NOT_YET)
		return;
	struct fact *fact = &walk->loader->model->facts[index];
	walk->visits[index] = VISIT_OPEN;
	walk->path[walk->length++] = index;
	fact->latest_question = visit_condition(walk, fact->condition);
	walk->length--;
	walk->visits[index] = VISIT_DONE;
}

void load_facts(struct loader *loader)
{
	struct model *model = loader->model;
	struct span nowhere = {0};
	for (uint32_t i = 0; i < model->fact_count; i++) {
		model->facts[i].latest_question = MODEL_NONE;
		model->facts[i].condition = loader->fact_conditions[i] ? load_condition(loader, loader->fact_conditions[i])
		                                                       : load_condition_always(loader, nowhere);
	}
	struct fact_walk walk = {.loader = loader};
	walk.visits = memory_new(model->fact_count, sizeof(*walk.visits));
	walk.path = memory_new(model->fact_count, sizeof(*walk.path));
	for (uint32_t i = 0; i < model->fact_count; i++)
		visit_fact(&walk, i);
	free(walk.visits);
	free(walk.path);
}

/* Finds an option by its id; reports an unknown one and returns MODEL_NONE. */
static uint32_t find_option(struct loader *loader, const struct yaml_node *name)
{
	uint32_t option = model_find_option(loader->model, name->text);
	if (option == MODEL_NONE && !loader->options_incomplete) {
		finding_error(loader->found, FINDING_UNKNOWN_OPTION, name->span, "there is no option '%.*s'",
		              TEXT_ARGS(name->text));
		diagnostic_suggest(loader->found, name->text, loader->model->option_count, model_option_id,
		                   loader->model, "options");
	}
	return option;
}

static struct text reference_id(const void *model, size_t index)
{
	return ((const struct model *)model)->references[index].id;
}

struct citations_read {
	struct loader *loader;
	struct citations *citations;
};

static void read_citation(void *context, const struct yaml_node *item)
{
	struct citations_read *read = context;
	const struct model *model = read->loader->model;
	size_t reference = map_find(&read->loader->reference_names, item->text);
	if (reference == MAP_ABSENT && read->loader->references_incomplete)
		return;
	if (reference == MAP_ABSENT) {
		finding_error(read->loader->found, FINDING_UNKNOWN_SOURCE, item->span, "there is no source '%.*s'",
		              TEXT_ARGS(item->text));
		diagnostic_suggest(read->loader->found, item->text, model->reference_count, reference_id, model,
		                   "sources");
		return;
	}
	read->citations->references[read->citations->count++] = (uint32_t)reference;
}

static void load_citations(struct loader *loader, const struct yaml_node *node, struct citations *citations)
{
	struct citations_read read = {loader, citations};
	if (!node)
		return;
	size_t most = node->kind == YAML_LIST ? node->count : 1;
	citations->references = arena_new(&loader->model->arena, most, sizeof(*citations->references));
	schema_each_text(node, "a source", loader->found, read_citation, &read);
	if (node->kind == YAML_LIST && node->count == 0)
		finding_error(loader->found, FINDING_TOO_FEW, node->span, "at least one source is needed");
}

/* Adds to a rule what it says about the option that `name` names. */
static void add_effect(struct loader *loader, struct rule *rule, const struct yaml_node *name, enum effect_kind kind,
                       enum strength strength)
{
	uint32_t option = find_option(loader, name);
	if (option == MODEL_NONE)
		return;
	for (size_t i = 0; i < rule->effect_count; i++)
		if (rule->effects[i].option == option) {
			finding_error(loader->found, FINDING_SPEAKS_TWICE, name->span,
			              "this rule speaks about '%.*s' already", TEXT_ARGS(name->text));
			return;
		}
	rule->effects[rule->effect_count++] = (struct effect){kind, strength, option};
}

struct ruling_out {
	struct loader *loader;
	struct rule *rule;
};

static void read_ruled_out(void *context, const struct yaml_node *item)
{
	struct ruling_out *ruling = context;
	add_effect(ruling->loader, ruling->rule, item, EFFECT_RULES_OUT, STRENGTH_STRONG);
}

static const char *const strength_words[] = {
	[STRENGTH_STRONG] = "strong",
	[STRENGTH_MEDIUM] = "medium",
	[STRENGTH_WEAK] = "weak",
};

static struct text strength_word(const void *context, size_t index)
{
	return text_of(((const char *const *)context)[index]);
}

/* for: or against: with its options and strengths. */
static void load_verdicts(struct loader *loader, struct rule *rule, const struct yaml_node *map,
                          enum effect_kind kind)
{
	for (size_t i = 0; map && i < map->count; i++) {
		const struct yaml_node *value = map->items[i];
		if (!schema_is(value, SCHEMA_TEXT, "a strength", loader->found))
			continue;
		size_t strength = 0;
		while (strength < STRENGTH_COUNT && !text_equal(value->text, text_of(strength_words[strength])))
			strength++;
		if (strength == STRENGTH_COUNT) {
			finding_error(loader->found, FINDING_UNKNOWN_STRENGTH, value->span, "'%.*s' is not a strength",
			              TEXT_ARGS(value->text));
			diagnostic_suggest(loader->found, value->text, STRENGTH_COUNT, strength_word, strength_words,
			                   "strengths");
			continue;
		}
		add_effect(loader, rule, map->keys[i], kind, (enum strength)strength);
	}
}

/* What analyse/audit.h may find about a rule. */
static const struct schema_key allow_keys[] = {
	{"rule-never-holds", SCHEMA_TEXT, false, "text", "Why it may hold in no profile."},
	{"rule-never-decides", SCHEMA_TEXT, false, "text", "Why every profile may have the same winner without it."},
	{"rule-changes-nothing", SCHEMA_TEXT, false, "text", "Why every profile may have the same verdicts without it."},
	{"rule-holds-unasked", SCHEMA_TEXT, false, "text", "Why it may hold although no question that it names applies."},
	{"rule-implied", SCHEMA_TEXT, false, "text", "Why it may say what other rules say whenever it holds."},
};

const struct schema_table format_allowed = {allow_keys, COUNT_OF(allow_keys)};

/* allow: with codes and reasons. */
static void load_allowances(struct loader *loader, struct rule *rule, const struct yaml_node *map)
{
	struct yaml_node *values[COUNT_OF(allow_keys)];
	size_t errors = loader->found->errors;
	if (!map)
		return;
	schema_read(map, map->span, "'allow'", allow_keys, COUNT_OF(allow_keys), values, loader->found);
	if (loader->found->errors > errors)
		return;
	rule->allowances = arena_new(&loader->model->arena, map->count, sizeof(*rule->allowances));
	for (size_t i = 0; i < map->count; i++)
		rule->allowances[rule->allowance_count++] = (struct allowance){
			.code = map->keys[i]->text,
			.reason = schema_text(map->items[i], "the reason", loader->found),
			.span = map->keys[i]->span,
		};
}

enum rule_key {
	RULE_WHEN, RULE_FOR, RULE_AGAINST, RULE_RULES_OUT, RULE_BECAUSE, RULE_SOURCE, RULE_VERSIONS, RULE_ALLOW,
	RULE_KEY_COUNT
};

static const struct schema_key rule_keys[] = {
	[RULE_WHEN] = {"when", SCHEMA_ANY, true, "condition", "Where the rule holds."},
	[RULE_FOR] = {"for", SCHEMA_MAP, false, "strengths", "The options that it speaks for: strong, medium or weak."},
	[RULE_AGAINST] = {"against", SCHEMA_MAP, false, "strengths", "The options that it speaks against."},
	[RULE_RULES_OUT] = {"rules out", SCHEMA_ANY, false, "excluded", "The options that it excludes."},
	[RULE_BECAUSE] = {"because", SCHEMA_TEXT, true, "text", "The reason, in plain words."},
	[RULE_SOURCE] = {"source", SCHEMA_ANY, true, "citations", "The sources of the claim."},
	[RULE_VERSIONS] = {"versions", SCHEMA_TEXT, false, "text", "The versions of something that the claim holds for."},
	[RULE_ALLOW] = {"allow", SCHEMA_MAP, false, "allowed", "What check may find about the rule, with the reason."},
};

const struct schema_table format_rule = {rule_keys, RULE_KEY_COUNT};

static void load_rule(struct loader *loader, struct rule *rule, const struct yaml_node *key,
                      const struct yaml_node *value)
{
	struct yaml_node *values[RULE_KEY_COUNT];
	size_t errors = loader->found->errors;
	*rule = (struct rule){.id = key->text, .span = key->span};
	if (!schema_read(value, key->span, "a rule", rule_keys, RULE_KEY_COUNT, values, loader->found))
		return;
	rule->effects = arena_new(&loader->model->arena, loader->model->option_count, sizeof(*rule->effects));
	if (values[RULE_WHEN])
		rule->condition = load_condition(loader, values[RULE_WHEN]);
	load_verdicts(loader, rule, values[RULE_FOR], EFFECT_FOR);
	load_verdicts(loader, rule, values[RULE_AGAINST], EFFECT_AGAINST);
	struct ruling_out ruling = {loader, rule};
	schema_each_text(values[RULE_RULES_OUT], "an option", loader->found, read_ruled_out, &ruling);
	bool speaks = values[RULE_FOR] || values[RULE_AGAINST] || values[RULE_RULES_OUT];
	if (rule->effect_count == 0 && loader->found->errors == errors && !loader->options_incomplete)
		finding_error(loader->found, FINDING_NO_VERDICT, key->span,
		              speaks ? "this rule speaks about no option" : "a rule needs 'for', 'against' or 'rules out'");
	rule->because = schema_text(values[RULE_BECAUSE], "the reason", loader->found);
	rule->versions = schema_text(values[RULE_VERSIONS], "versions", loader->found);
	load_citations(loader, values[RULE_SOURCE], &rule->citations);
	load_allowances(loader, rule, values[RULE_ALLOW]);
}

void load_rules(struct loader *loader, const struct yaml_node *rules)
{
	struct model *model = loader->model;
	struct map names = {0};
	size_t count = rules->count;
	if (count > MODEL_MOST_RULES) {
		finding_error(loader->found, FINDING_TOO_MANY, rules->keys[MODEL_MOST_RULES]->span, "more than %d rules",
		              MODEL_MOST_RULES);
		count = MODEL_MOST_RULES;
	}
	model->rules = arena_new(&model->arena, count, sizeof(*model->rules));
	model->rule_count = (uint32_t)count;
	for (size_t i = 0; i < count; i++) {
		loader_declare(loader, &names, rules->keys[i], "a rule", i);
		load_rule(loader, &model->rules[i], rules->keys[i], rules->items[i]);
	}
	map_release(&names);
}

enum impossible_key { IMPOSSIBLE_WHEN, IMPOSSIBLE_BECAUSE, IMPOSSIBLE_KEY_COUNT };

static const struct schema_key impossible_keys[] = {
	[IMPOSSIBLE_WHEN] = {"when", SCHEMA_ANY, true, "condition", "What cannot be."},
	[IMPOSSIBLE_BECAUSE] = {"because", SCHEMA_TEXT, true, "text", "Why it cannot be."},
};

const struct schema_table format_combination = {impossible_keys, IMPOSSIBLE_KEY_COUNT};

void load_impossible(struct loader *loader, const struct yaml_node *list)
{
	struct model *model = loader->model;
	size_t count = list ? list->count : 0;
	model->impossibles = arena_new(&model->arena, count, sizeof(*model->impossibles));
	for (size_t i = 0; i < count; i++) {
		const struct yaml_node *item = list->items[i];
		struct yaml_node *values[IMPOSSIBLE_KEY_COUNT];
		schema_read(item, item->span, "an impossible combination", impossible_keys, IMPOSSIBLE_KEY_COUNT, values,
		            loader->found);
		if (!values[IMPOSSIBLE_WHEN])
			continue;
		model->impossibles[model->impossible_count++] = (struct impossible){
			.condition = load_condition(loader, values[IMPOSSIBLE_WHEN]),
			.because = schema_text(values[IMPOSSIBLE_BECAUSE], "the reason", loader->found),
			.span = item->span,
		};
	}
}

enum advice_key { ADVICE_FOR, ADVICE_WHEN, ADVICE_SAY, ADVICE_SOURCE, ADVICE_KEY_COUNT };

static const struct schema_key advice_keys[] = {
	[ADVICE_FOR] = {"for", SCHEMA_ANY, true, "names", "It is said only if one of these options is recommended."},
	[ADVICE_WHEN] = {"when", SCHEMA_ANY, false, "condition", "It is said only if this is known to hold."},
	[ADVICE_SAY] = {"say", SCHEMA_TEXT, true, "text", "The advice."},
	[ADVICE_SOURCE] = {"source", SCHEMA_ANY, false, "citations", "The sources of the claim."},
};

const struct schema_table format_hint = {advice_keys, ADVICE_KEY_COUNT};

struct options_read {
	struct loader *loader;
	uint32_t options;
};

static void read_option(void *context, const struct yaml_node *item)
{
	struct options_read *read = context;
	uint32_t option = find_option(read->loader, item);
	if (option != MODEL_NONE)
		read->options |= UINT32_C(1) << option;
}

void load_advice(struct loader *loader, const struct yaml_node *list)
{
	struct model *model = loader->model;
	size_t count = list ? list->count : 0;
	model->advice = arena_new(&model->arena, count, sizeof(*model->advice));
	for (size_t i = 0; i < count; i++) {
		const struct yaml_node *item = list->items[i];
		struct yaml_node *values[ADVICE_KEY_COUNT];
		schema_read(item, item->span, "advice", advice_keys, ADVICE_KEY_COUNT, values, loader->found);
		struct advice *advice = &model->advice[model->advice_count++];
		struct options_read read = {loader, 0};
		schema_each_text(values[ADVICE_FOR], "an option", loader->found, read_option, &read);
		advice->options = read.options;
		advice->say = schema_text(values[ADVICE_SAY], "the advice", loader->found);
		advice->condition = values[ADVICE_WHEN] ? load_condition(loader, values[ADVICE_WHEN])
		                                        : load_condition_always(loader, item->span);
		load_citations(loader, values[ADVICE_SOURCE], &advice->citations);
	}
}
