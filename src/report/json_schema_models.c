/* SPDX-License-Identifier: ISC
 *
 * Owns the schema of models: the shapes that the rows of the key tables name.
 */
#include "report/json_schema.h"
#include "report/words.h"

#define ID_PATTERN "^[a-z0-9][a-z0-9_-]{0,63}$"

static void show_version(struct json_view *view)
{
	json_begin_list(view, "enum");
	json_number(view, 1);
	json_text(view, TEXT("1"));
	json_end_list(view);
}

static void show_boolean(struct json_view *view)
{
	json_begin_list(view, "enum");
	json_boolean(view, false);
	json_boolean(view, true);
	json_text(view, TEXT("false"));
	json_text(view, TEXT("true"));
	json_end_list(view);
	json_boolean_pair(view, "default", false);
}

static void show_prior(struct json_view *view)
{
	json_schema_number(view, 1, MODEL_MOST_PRIOR);
	json_number_pair(view, "default", 1);
}

static void show_texts(struct json_view *view)
{
	json_schema_one_or_list(view, "text", 0);
}

static void show_name(struct json_view *view)
{
	json_schema_pattern(view, ID_PATTERN);
}

/* An id that is none of these words. */
static void show_name_but(struct json_view *view, const char *const *words)
{
	json_schema_pattern(view, ID_PATTERN);
	json_begin_map(view, "not");
	json_begin_list(view, "enum");
	for (size_t i = 0; words[i]; i++)
		json_text(view, text_of(words[i]));
	json_end_list(view);
	json_end_map(view);
}

static void show_option_name(struct json_view *view)
{
	static const char *const words[] = {"none", NULL};
	show_name_but(view, words);
}

static void show_question_name(struct json_view *view)
{
	show_name_but(view, format_reserved_names);
}

static void show_answer_name(struct json_view *view)
{
	show_name_but(view, format_reserved_answers);
	json_begin_list(view, "allOf");
	json_begin_map(view, NULL);
	json_schema_pattern(view, "[^0-9]");
	json_end_map(view);
	json_end_list(view);
}

static void show_bound_name(struct json_view *view)
{
	json_schema_pattern(view, "^[0-9]+(_[0-9]+)*$");
}

static void show_names(struct json_view *view)
{
	json_schema_one_or_list(view, "name", 0);
}

static void show_excluded(struct json_view *view)
{
	json_schema_one_or_list(view, "name", 0);
	json_boolean_pair(view, "uniqueItems", true);
}

static void show_citations(struct json_view *view)
{
	json_schema_one_or_list(view, "name", 1);
}

/* A mapping from what is of one shape to what is of another; `most` is 0 where there is no such number. */
static void show_mapping(struct json_view *view, const char *keys, const char *values, long long least, long long most)
{
	json_text_pair(view, "type", TEXT("object"));
	json_schema_refer(view, "propertyNames", keys);
	json_schema_refer(view, "additionalProperties", values);
	if (least)
		json_number_pair(view, "minProperties", least);
	if (most)
		json_number_pair(view, "maxProperties", most);
}

static void show_options(struct json_view *view)
{
	show_mapping(view, "option-name", "option", 2, MODEL_MOST_OPTIONS);
}

static void show_topics(struct json_view *view)
{
	show_mapping(view, "name", "text", 0, 0);
}

static void show_sources(struct json_view *view)
{
	show_mapping(view, "name", "source", 0, 0);
}

static void show_tree(struct json_view *view)
{
	show_mapping(view, "question-name", "top-question", 1, MODEL_MOST_QUESTIONS);
}

static void show_questions(struct json_view *view)
{
	show_mapping(view, "question-name", "question", 0, MODEL_MOST_QUESTIONS);
}

static void show_answers(struct json_view *view)
{
	show_mapping(view, "answer-name", "answer", 2, MODEL_MOST_ANSWERS);
}

static void show_bands(struct json_view *view)
{
	show_mapping(view, "bound-name", "answer", 2, MODEL_MOST_ANSWERS);
}

static void show_facts(struct json_view *view)
{
	show_mapping(view, "question-name", "fact", 0, MODEL_MOST_FACTS);
}

static void show_rules(struct json_view *view)
{
	show_mapping(view, "name", "rule", 0, MODEL_MOST_RULES);
}

static void show_impossible(struct json_view *view)
{
	json_schema_list(view, "combination", 0);
}

static void show_advice(struct json_view *view)
{
	json_schema_list(view, "hint", 0);
}

static void show_strengths(struct json_view *view)
{
	show_mapping(view, "name", "strength", 0, 0);
}

static void show_strength(struct json_view *view)
{
	json_begin_list(view, "enum");
	for (int strength = 0; strength < STRENGTH_COUNT; strength++)
		json_text(view, text_of(words_strength((enum strength)strength)));
	json_end_list(view);
}

/* One or other of two definitions. */
static void show_either(struct json_view *view, const char *one, const char *other)
{
	json_begin_list(view, "anyOf");
	json_schema_refer(view, NULL, one);
	json_schema_refer(view, NULL, other);
	json_end_list(view);
}

static void show_answer(struct json_view *view)
{
	show_either(view, "text", "answer-in-full");
}

static void demand(struct json_view *view, const char *key)
{
	json_begin_list(view, "required");
	json_text(view, text_of(key));
	json_end_list(view);
}

/* In a list: a schema that demands this key. */
static void show_demand(struct json_view *view, const char *key)
{
	json_begin_map(view, NULL);
	demand(view, key);
	json_end_map(view);
}

/* The same, and that its mapping or list is not empty. */
static void show_demand_of_some(struct json_view *view, const char *key)
{
	json_begin_map(view, NULL);
	demand(view, key);
	json_begin_map(view, "properties");
	json_begin_map(view, key);
	json_number_pair(view, "minProperties", 1);
	json_number_pair(view, "minItems", 1);
	json_end_map(view);
	json_end_map(view);
	json_end_map(view);
}

static void show_top_question(struct json_view *view)
{
	json_begin_list(view, "allOf");
	json_schema_refer(view, NULL, "question");
	show_demand(view, "topic");
	json_end_list(view);
}

/* Either answers or bands. */
static void show_question(struct json_view *view)
{
	json_begin_list(view, "oneOf");
	show_demand(view, "answers");
	show_demand(view, "bands");
	json_end_list(view);
}

/* It has to speak about an option. */
static void show_rule(struct json_view *view)
{
	json_begin_list(view, "anyOf");
	show_demand_of_some(view, "for");
	show_demand_of_some(view, "against");
	show_demand_of_some(view, "rules out");
	json_end_list(view);
}

static void show_condition(struct json_view *view)
{
	show_either(view, "name", "entries");
}

static void show_conditions(struct json_view *view)
{
	json_schema_list(view, "condition", 1);
}

static void show_entries(struct json_view *view)
{
	json_begin_map(view, "properties");
	json_schema_refer(view, "all", "conditions");
	json_schema_refer(view, "any", "conditions");
	json_schema_refer(view, "not", "condition");
	json_end_map(view);
	show_mapping(view, "name", "comparison", 1, 0);
}

/* An answer, or whether a fact holds; some answers; numbers. */
static void show_comparison(struct json_view *view)
{
	show_either(view, "citations", "range");
}

static void show_range(struct json_view *view)
{
	json_number_pair(view, "minProperties", 1);
}

static const struct json_schema_definition definitions[] = {
	{"version", show_version, NULL},
	{"boolean", show_boolean, NULL},
	{"prior", show_prior, NULL},
	{"texts", show_texts, NULL},
	{"name", show_name, NULL},
	{"option-name", show_option_name, NULL},
	{"question-name", show_question_name, NULL},
	{"answer-name", show_answer_name, NULL},
	{"bound-name", show_bound_name, NULL},
	{"names", show_names, NULL},
	{"excluded", show_excluded, NULL},
	{"citations", show_citations, NULL},
	{"options", show_options, NULL},
	{"option", NULL, &format_option},
	{"topics", show_topics, NULL},
	{"sources", show_sources, NULL},
	{"source", NULL, &format_source},
	{"tree", show_tree, NULL},
	{"top-question", show_top_question, NULL},
	{"questions", show_questions, NULL},
	{"question", show_question, &format_question},
	{"answers", show_answers, NULL},
	{"bands", show_bands, NULL},
	{"answer", show_answer, NULL},
	{"answer-in-full", NULL, &format_answer},
	{"facts", show_facts, NULL},
	{"fact", NULL, &format_fact},
	{"rules", show_rules, NULL},
	{"rule", show_rule, &format_rule},
	{"strengths", show_strengths, NULL},
	{"strength", show_strength, NULL},
	{"allowed", NULL, &format_allowed},
	{"impossible", show_impossible, NULL},
	{"combination", NULL, &format_combination},
	{"advice", show_advice, NULL},
	{"hint", NULL, &format_hint},
	{"condition", show_condition, NULL},
	{"conditions", show_conditions, NULL},
	{"entries", show_entries, NULL},
	{"comparison", show_comparison, NULL},
	{"range", show_range, &format_condition_range},
};

static void show_models(struct json_view *view, const void *context)
{
	(void)context;
	json_schema_begin(view, TEXT("A model of whether, in format 1"));
	json_schema_keys(view, &format_model);
	json_begin_map(view, "definitions");
	json_schema_define_common(view);
	json_schema_define(view, definitions, COUNT_OF(definitions));
	json_end_map(view);
}

void json_schema_of_models(struct buffer *out)
{
	json_emit_object(NULL, show_models, NULL, out);
}
