/* SPDX-License-Identifier: ISC
 *
 * Owns the order of loading: names first, then the conditions that refer to them. Goes on after every error, so that
 * one run tells all.
 */
#include "model/model_load.h"

#include <stdlib.h>

#include "model/format.h"
#include "model/loader.h"

enum model_key {
	MODEL_WHETHER, MODEL_MODEL, MODEL_REVISION, MODEL_TITLE, MODEL_OPTIONS, MODEL_TOPICS, MODEL_SOURCES, MODEL_TREE,
	MODEL_FACTS, MODEL_RULES, MODEL_IMPOSSIBLE, MODEL_ADVICE, MODEL_KEY_COUNT
};

static const struct schema_key model_keys[] = {
	[MODEL_WHETHER] = {"whether", SCHEMA_TEXT, true, "version", "The version of the format."},
	[MODEL_MODEL] = {"model", SCHEMA_TEXT, true, "name", "The name of the model, and of its file."},
	[MODEL_REVISION] = {"revision", SCHEMA_TEXT, true, "revision", "To be raised when the model changes."},
	[MODEL_TITLE] = {"title", SCHEMA_TEXT, true, "text", "What the decision is about, in a line."},
	[MODEL_OPTIONS] = {"options", SCHEMA_MAP, true, "options",
	                   "The options, in order of preference: of two that are level, the earlier wins."},
	[MODEL_TOPICS] = {"topics", SCHEMA_MAP, true, "topics", "The topics that questions belong to."},
	[MODEL_SOURCES] = {"sources", SCHEMA_MAP, true, "sources", "What rules and advice refer to."},
	[MODEL_TREE] = {"tree", SCHEMA_MAP, true, "tree", "The questions, in the order in which they are asked."},
	[MODEL_FACTS] = {"facts", SCHEMA_MAP, false, "facts", "Named conditions."},
	[MODEL_RULES] = {"rules", SCHEMA_MAP, true, "rules", "The rules; their order means nothing."},
	[MODEL_IMPOSSIBLE] = {"impossible", SCHEMA_LIST, false, "impossible", "Combinations of answers that cannot be."},
	[MODEL_ADVICE] = {"advice", SCHEMA_LIST, false, "advice", "What is worth saying along with an option."},
};

const struct schema_table format_model = {model_keys, MODEL_KEY_COUNT};

static void load_format(struct loader *loader, const struct yaml_node *node)
{
	if (!node || text_equal(node->text, TEXT("1")))
		return;
	finding_error(loader->found, FINDING_FORMAT, node->span,
	              "this is model format '%.*s'; this program reads format 1", TEXT_ARGS(node->text));
}

static void load_header(struct loader *loader, struct yaml_node **values)
{
	struct model *model = loader->model;
	load_format(loader, values[MODEL_WHETHER]);
	if (values[MODEL_MODEL] && schema_id(values[MODEL_MODEL], "a model", loader->found))
		model->id = values[MODEL_MODEL]->text;
	model->revision = (uint32_t)schema_number(values[MODEL_REVISION], "revision", 1, MODEL_MOST_REVISION,
	                                          MODEL_MOST_REVISION, loader->found);
	model->title = schema_text(values[MODEL_TITLE], "the title", loader->found);
}

enum option_key { OPTION_NAME, OPTION_START, OPTION_KEY_COUNT };

static const struct schema_key option_keys[] = {
	[OPTION_NAME] = {"name", SCHEMA_TEXT, true, "text", "The option in plain words."},
	[OPTION_START] = {"start", SCHEMA_ANY, false, "texts", "First steps, printed if the option is recommended."},
};

const struct schema_table format_option = {option_keys, OPTION_KEY_COUNT};

static void read_start(void *context, const struct yaml_node *item)
{
	struct option *option = context;
	option->start[option->start_count++] = text_trim(item->text);
}

static void load_options(struct loader *loader, const struct yaml_node *map)
{
	struct model *model = loader->model;
	size_t count = map ? map->count : 0;
	loader->options_incomplete = count == 0 || count > MODEL_MOST_OPTIONS;
	if (map && (count < 2 || count > MODEL_MOST_OPTIONS)) {
		finding_error(loader->found, count < 2 ? FINDING_TOO_FEW : FINDING_TOO_MANY, map->span,
		              "a model needs 2 to %d options, not %zu", MODEL_MOST_OPTIONS, count);
		count = count > MODEL_MOST_OPTIONS ? MODEL_MOST_OPTIONS : count;
	}
	model->options = arena_new(&model->arena, count, sizeof(*model->options));
	model->option_count = (uint32_t)count;
	for (size_t i = 0; i < count; i++) {
		struct option *option = &model->options[i];
		struct yaml_node *values[OPTION_KEY_COUNT];
		*option = (struct option){.id = map->keys[i]->text, .span = map->keys[i]->span};
		loader_declare(loader, &model->option_names, map->keys[i], "an option", i);
		if (text_equal(option->id, TEXT("none")))
			finding_error(loader->found, FINDING_RESERVED, option->span,
			              "'none' cannot be an option: it means that all are ruled out");
		schema_read(map->items[i], option->span, "an option", option_keys, OPTION_KEY_COUNT, values,
		            loader->found);
		option->name = schema_text(values[OPTION_NAME], "the name", loader->found);
		const struct yaml_node *start = values[OPTION_START];
		size_t most = start && start->kind == YAML_LIST ? start->count : 1;
		option->start = arena_new(&model->arena, most, sizeof(*option->start));
		schema_each_text(start, "a first step", loader->found, read_start, option);
	}
}

static void load_topics(struct loader *loader, const struct yaml_node *map)
{
	struct model *model = loader->model;
	size_t count = map ? map->count : 0;
	loader->topics_incomplete = !map;
	model->topics = arena_new(&model->arena, count, sizeof(*model->topics));
	model->topic_count = (uint32_t)count;
	for (size_t i = 0; i < count; i++) {
		loader_declare(loader, &loader->topic_names, map->keys[i], "a topic", i);
		model->topics[i] = (struct topic){map->keys[i]->text, schema_text(map->items[i], "a topic", loader->found)};
	}
}

enum reference_key { REFERENCE_TITLE, REFERENCE_URL, REFERENCE_KEY_COUNT };

static const struct schema_key reference_keys[] = {
	[REFERENCE_TITLE] = {"title", SCHEMA_TEXT, true, "text", "The title of the source."},
	[REFERENCE_URL] = {"url", SCHEMA_TEXT, true, "text", "Where to find it."},
};

const struct schema_table format_source = {reference_keys, REFERENCE_KEY_COUNT};

static void load_references(struct loader *loader, const struct yaml_node *map)
{
	struct model *model = loader->model;
	size_t count = map ? map->count : 0;
	loader->references_incomplete = !map;
	model->references = arena_new(&model->arena, count, sizeof(*model->references));
	model->reference_count = (uint32_t)count;
	for (size_t i = 0; i < count; i++) {
		const struct yaml_node *key = map->keys[i];
		struct yaml_node *values[REFERENCE_KEY_COUNT];
		loader_declare(loader, &loader->reference_names, key, "a source", i);
		schema_read(map->items[i], key->span, "a source", reference_keys, REFERENCE_KEY_COUNT, values,
		            loader->found);
		model->references[i] = (struct reference){
			.id = key->text,
			.title = schema_text(values[REFERENCE_TITLE], "the title", loader->found),
			.url = schema_text(values[REFERENCE_URL], "the url", loader->found),
			.span = key->span,
		};
	}
}

/* Whether a file that should be a model is a profile; reports it. */
static bool check_kind(const struct yaml_node *root, struct diagnostics *found)
{
	if (!yaml_tree_get(root, TEXT("answers")) || yaml_tree_get(root, TEXT("tree")))
		return true;
	finding_error(found, FINDING_FILE_KIND, root->span, "this is a profile, not a model");
	diagnostic_hint(found, "whether eval takes profiles, and says what is wrong with them");
	return false;
}

static void load_root(struct loader *loader, const struct yaml_node *root)
{
	struct yaml_node *values[MODEL_KEY_COUNT];
	if (!check_kind(root, loader->found))
		return;
	if (!schema_read(root, root->span, "a model", model_keys, MODEL_KEY_COUNT, values, loader->found))
		return;
	load_header(loader, values);
	load_options(loader, values[MODEL_OPTIONS]);
	load_topics(loader, values[MODEL_TOPICS]);
	load_references(loader, values[MODEL_SOURCES]);
	bool facts_unread = !values[MODEL_FACTS] && yaml_tree_get(root, TEXT("facts"));
	loader->names_incomplete = !values[MODEL_TREE] || facts_unread;
	if (values[MODEL_TREE])
		load_tree(loader, values[MODEL_TREE]);
	load_fact_names(loader, values[MODEL_FACTS]);
	load_facts(loader);
	load_applicability(loader);
	if (values[MODEL_RULES])
		load_rules(loader, values[MODEL_RULES]);
	load_impossible(loader, values[MODEL_IMPOSSIBLE]);
	load_advice(loader, values[MODEL_ADVICE]);
	if (loader->found->errors > 0)
		return;
	load_evaluation_order(loader);
	load_decision_order(loader);
}

bool model_load(struct model *model, struct source *source, struct diagnostics *found)
{
	*model = (struct model){.source = *source};
	*source = (struct source){0};
	found->source = &model->source;
	struct loader loader = {.model = model, .found = found};
	struct yaml_node *root = yaml_tree_parse(&model->source, &model->arena, found);
	if (root)
		load_root(&loader, root);
	map_release(&loader.names);
	map_release(&loader.topic_names);
	map_release(&loader.reference_names);
	free(loader.guards);
	return found->errors == 0;
}

bool model_load_meant(const struct source *source)
{
	struct arena arena = {0};
	struct diagnostics unheeded = {.source = source};
	struct yaml_node *top = yaml_tree_parse(source, &arena, &unheeded);
	bool meant = top && yaml_tree_get(top, text_of(model_keys[MODEL_WHETHER].name));
	diagnostics_release(&unheeded);
	arena_release(&arena);
	return meant;
}
