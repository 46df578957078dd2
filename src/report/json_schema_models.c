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

static void show_excluded(struct json_view *view)
{
	json_schema_one_or_list(view, "name", 0);
	json_boolean_pair(view, "uniqueItems", true);
}

static void show_strength(struct json_view *view)
{
	json_begin_list(view, "enum");
	for (int strength = 0; strength < STRENGTH_COUNT; strength++)
		json_text(view, text_of(words_strength((enum strength)strength)));
	json_end_list(view);
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

/* The keys of an entry that stand for no question or fact. */
static void show_groups(struct json_view *view)
{
	json_begin_map(view, "properties");
	json_schema_refer(view, "all", "conditions");
	json_schema_refer(view, "any", "conditions");
	json_schema_refer(view, "not", "condition");
	json_end_map(view);
}

static const struct json_schema_definition definitions[] = {
	{"version", .show = show_version},
	{"boolean", .show = show_boolean},
	{"prior", .show = show_prior},
	{"texts", .one_or_list = "text"},
	{"name", .pattern = ID_PATTERN},
	{"option-name", .show = show_option_name},
	{"question-name", .show = show_question_name},
	{"answer-name", .show = show_answer_name},
	{"bound-name", .pattern = "^[0-9]+(_[0-9]+)*$"},
	{"names", .one_or_list = "name"},
	{"excluded", .show = show_excluded},
	{"citations", .one_or_list = "name", .least = 1},
	{"options", .keys = "option-name", .values = "option", .least = 2, .most = MODEL_MOST_OPTIONS},
	{"option", .table = &format_option},
	{"topics", .keys = "name", .values = "text"},
	{"sources", .keys = "name", .values = "source"},
	{"source", .table = &format_source},
	{"tree", .keys = "question-name", .values = "top-question", .least = 1, .most = MODEL_MOST_QUESTIONS},
	{"top-question", .show = show_top_question},
	{"questions", .keys = "question-name", .values = "question", .most = MODEL_MOST_QUESTIONS},
	{"question", .show = show_question, .table = &format_question},
	{"answers", .keys = "answer-name", .values = "answer", .least = 2, .most = MODEL_MOST_ANSWERS},
	{"bands", .keys = "bound-name", .values = "answer", .least = 2, .most = MODEL_MOST_ANSWERS},
	{"answer", .either = {"text", "answer-in-full"}},
	{"answer-in-full", .table = &format_answer},
	{"facts", .keys = "question-name", .values = "fact", .most = MODEL_MOST_FACTS},
	{"fact", .table = &format_fact},
	{"rules", .keys = "name", .values = "rule", .most = MODEL_MOST_RULES},
	{"rule", .show = show_rule, .table = &format_rule},
	{"strengths", .keys = "name", .values = "strength"},
	{"strength", .show = show_strength},
	{"allowed", .table = &format_allowed},
	{"impossible", .list = "combination"},
	{"combination", .table = &format_combination},
	{"advice", .list = "hint"},
	{"hint", .table = &format_hint},
	{"condition", .either = {"name", "entries"}},
	{"conditions", .list = "condition", .least = 1},
	{"entries", .show = show_groups, .keys = "name", .values = "comparison", .least = 1},
	/* An answer, or whether a fact holds; some answers; numbers. */
	{"comparison", .either = {"citations", "range"}},
	{"range", .table = &format_condition_range, .least = 1},
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
