/* SPDX-License-Identifier: ISC
 *
 * Owns reading and writing of profile files.
 */
#include "model/profile.h"

#include <string.h>

#include "model/format.h"
#include "model/json_tree.h"

enum profile_key {
	PROFILE_MODEL, PROFILE_REVISION, PROFILE_TITLE, PROFILE_NOTE, PROFILE_SOURCE, PROFILE_ANSWERS, PROFILE_EXPECT,
	PROFILE_ACCEPT, PROFILE_KEY_COUNT
};

static const struct schema_key profile_keys[] = {
	[PROFILE_MODEL] = {"model", SCHEMA_TEXT, false, "model", "The model that the answers are for."},
	[PROFILE_REVISION] = {"revision", SCHEMA_TEXT, false, "revision", "The revision of the model that was answered."},
	[PROFILE_TITLE] = {"title", SCHEMA_TEXT, false, "text", "What is being decided; printed above the report."},
	[PROFILE_NOTE] = {"note", SCHEMA_TEXT, false, "text", "Whatever is worth noting."},
	[PROFILE_SOURCE] = {"source", SCHEMA_TEXT, false, "text", "Where the answers come from."},
	[PROFILE_ANSWERS] = {"answers", SCHEMA_MAP, false, "answers", "What is known: questions with their answers."},
	[PROFILE_EXPECT] = {"expect", SCHEMA_TEXT, false, "outcome", "The outcome that it should have."},
	[PROFILE_ACCEPT] = {"accept", SCHEMA_ANY, false, "outcomes", "Outcomes that are also fine."},
};

const struct schema_table format_profile = {profile_keys, PROFILE_KEY_COUNT};

typedef struct yaml_node *parser(const struct source *source, struct arena *arena, struct diagnostics *found);

/* Whether a file that should be a profile is a model; reports it. */
static bool check_kind(const struct yaml_node *root, struct diagnostics *found)
{
	if (!yaml_tree_get(root, TEXT("tree")))
		return true;
	finding_error(found, FINDING_FILE_KIND, root->span, "this is a model, not a profile");
	diagnostic_hint(found, "-m names the model for a profile; whether check takes models");
	return false;
}

static bool open_as(parser *parse, struct profile *profile, struct source *source, struct diagnostics *found)
{
	*profile = (struct profile){.source = *source, .expect = MODEL_NONE};
	*source = (struct source){0};
	found->source = &profile->source;
	profile->root = parse(&profile->source, &profile->arena, found);
	if (!profile->root || !check_kind(profile->root, found))
		return false;
	const struct yaml_node *model = yaml_tree_get(profile->root, TEXT("model"));
	if (model && model->kind == YAML_SCALAR)
		profile->model = text_trim(model->text);
	return found->errors == 0;
}

bool profile_open(struct profile *profile, struct source *source, struct diagnostics *found)
{
	return open_as(yaml_tree_parse, profile, source, found);
}

static bool is_null(const struct yaml_node *node)
{
	return node->kind == YAML_SCALAR && node->plain && node->text.length == 0;
}

/* Gives null its meaning. */
static struct yaml_node *parse_json(const struct source *source, struct arena *arena, struct diagnostics *found)
{
	struct yaml_node *root = json_tree_parse(source, arena, found);
	struct yaml_node *answers = root ? yaml_tree_get(root, TEXT("answers")) : NULL;
	for (size_t i = 0; answers && answers->kind == YAML_MAP && i < answers->count; i++)
		if (is_null(answers->items[i]))
			answers->items[i]->text = TEXT("unknown");
	size_t kept = 0;
	for (size_t i = 0; root && root->kind == YAML_MAP && i < root->count; i++) {
		if (is_null(root->items[i]))
			continue;
		root->keys[kept] = root->keys[i];
		root->items[kept++] = root->items[i];
	}
	if (root && root->kind == YAML_MAP)
		root->count = kept;
	return root;
}

bool profile_open_json(struct profile *profile, struct source *source, struct diagnostics *found)
{
	return open_as(parse_json, profile, source, found);
}

struct reading {
	struct profile *profile;
	const struct model *model;
	struct diagnostics *found;
	uint32_t question;
};

static const struct schema_key range_keys[] = {
	{"at least", SCHEMA_TEXT, false, "number", "The least number in the range."},
	{"below", SCHEMA_TEXT, false, "number", "The least number above the range."},
};

const struct schema_table format_answer_range = {range_keys, COUNT_OF(range_keys)};

/* {at least: n, below: m} of a number. */
static void read_range(struct reading *reading, const struct yaml_node *node)
{
	const struct question *question = &reading->model->questions[reading->question];
	struct yaml_node *values[COUNT_OF(range_keys)];
	size_t errors = reading->found->errors;
	schema_read(node, node->span, "a range", range_keys, COUNT_OF(range_keys), values, reading->found);
	if (!values[0] && !values[1] && reading->found->errors == errors) {
		finding_error(reading->found, FINDING_EMPTY_RANGE, node->span, "a range needs 'at least' or 'below'");
		return;
	}
	uint64_t low = question->answers[0].bound, end = MODEL_MOST_NUMBER + 1;
	if (values[0])
		low = schema_number(values[0], "at least", low, MODEL_MOST_NUMBER, low, reading->found);
	if (values[1])
		end = schema_number(values[1], "below", 0, MODEL_MOST_NUMBER, end, reading->found);
	if (reading->found->errors > errors)
		return;
	if (end <= low)
		finding_error(reading->found, FINDING_EMPTY_RANGE, node->span, "this range holds no number");
	else
		answers_add_range(&reading->profile->answers, reading->question, low, end - 1, node->span, reading->found);
}

static void read_answer(void *context, const struct yaml_node *item)
{
	struct reading *reading = context;
	struct text words = text_trim(item->text);
	bool is_number = reading->model->questions[reading->question].is_number;
	bool taken = answers_add(&reading->profile->answers, reading->question, words, item->span, reading->found);
	if (!taken && !is_number && words.length && memchr(words.bytes, ',', words.length))
		diagnostic_hint(reading->found, "one of several is a list, as in [this, that]");
}

/* Says of a key beside 'answers' that it belongs below it. */
static bool hint_below_answers(const void *model, struct text key, struct diagnostics *found)
{
	if (model_find_question(model, key) == MODEL_NONE)
		return false;
	diagnostic_hint(found, "it is a question; answers stand below 'answers:'");
	return true;
}

static bool is_profile_key(struct text key)
{
	for (size_t i = 0; i < PROFILE_KEY_COUNT; i++)
		if (text_equal(text_of(profile_keys[i].name), key))
			return true;
	return false;
}

static void read_answers(struct reading *reading, const struct yaml_node *map)
{
	struct answers *answers = &reading->profile->answers;
	for (size_t i = 0; map && i < map->count; i++) {
		const struct yaml_node *key = map->keys[i], *value = map->items[i];
		reading->question = model_find_question(reading->model, key->text);
		if (reading->question == MODEL_NONE) {
			answers_report_unknown_question(reading->model, key->text, key->span, reading->found);
			if (is_profile_key(key->text))
				diagnostic_hint(reading->found, "it belongs beside 'answers:', not below");
			continue;
		}
		const struct question *question = &reading->model->questions[reading->question];
		answers_begin(answers, reading->question, key->span);
		if (value->kind == YAML_LIST && value->count == 0)
			finding_error(reading->found, FINDING_TOO_FEW, value->span, "this list holds no answer");
		else if (value->kind == YAML_SCALAR && text_equal(value->text, TEXT("unknown")))
			answers_clear(answers, reading->question, ANSWER_UNKNOWN, key->span);
		else if (value->kind != YAML_MAP)
			schema_each_text(value, "an answer", reading->found, read_answer, reading);
		else if (question->is_number)
			read_range(reading, value);
		else
			finding_error(reading->found, FINDING_QUESTION_KIND, value->span,
			              "'%.*s' is not a number; give one or a list of its answers",
			              TEXT_ARGS(question->id));
	}
}

static uint32_t find_outcome(struct reading *reading, const struct yaml_node *item)
{
	struct text id = text_trim(item->text);
	uint32_t option = model_find_option(reading->model, id);
	if (option == MODEL_NONE && text_equal(id, TEXT("none")))
		return reading->model->option_count;
	if (option == MODEL_NONE) {
		finding_error(reading->found, FINDING_UNKNOWN_OPTION, item->span, "there is no option '%.*s'",
		              TEXT_ARGS(id));
		diagnostic_suggest(reading->found, id, reading->model->option_count, model_option_id, reading->model,
		                   "options");
	}
	return option;
}

static void read_accepted(void *context, const struct yaml_node *item)
{
	struct reading *reading = context;
	uint32_t outcome = find_outcome(reading, item);
	if (outcome != MODEL_NONE)
		reading->profile->accept |= UINT32_C(1) << outcome;
}

/* Returns whether the profile is for this model; reports it if not. */
static bool check_model(struct reading *reading, const struct yaml_node *name)
{
	const struct model *model = reading->model;
	if (!name || text_equal(reading->profile->model, model->id))
		return true;
	finding_error(reading->found, FINDING_OTHER_MODEL, name->span, "this profile is for '%.*s', not '%.*s'",
	              TEXT_ARGS(reading->profile->model), TEXT_ARGS(model->id));
	return false;
}

bool profile_bind(struct profile *profile, const struct model *model, struct diagnostics *found)
{
	struct yaml_node *values[PROFILE_KEY_COUNT];
	struct reading reading = {.profile = profile, .model = model, .found = found};
	answers_init(&profile->answers, model);
	schema_read_hinting(profile->root, profile->root->span, "a profile", profile_keys, PROFILE_KEY_COUNT, values,
	                    hint_below_answers, model, found);
	bool is_for_model = check_model(&reading, values[PROFILE_MODEL]);
	profile->revision = (uint32_t)schema_number(values[PROFILE_REVISION], "revision", 1, MODEL_MOST_REVISION, 0, found);
	if (profile->revision > model->revision)
		finding_warning(found, FINDING_NEWER_REVISION, values[PROFILE_REVISION]->span,
		                "the profile is for revision %u of the model; this is revision %u", profile->revision,
		                model->revision);
	profile->title = schema_text(values[PROFILE_TITLE], "the title", found);
	profile->note = schema_text(values[PROFILE_NOTE], "the note", found);
	profile->reference = schema_text(values[PROFILE_SOURCE], "the source", found);
	if (!is_for_model)
		return false;
	read_answers(&reading, values[PROFILE_ANSWERS]);
	if (values[PROFILE_EXPECT])
		profile->expect = find_outcome(&reading, values[PROFILE_EXPECT]);
	schema_each_text(values[PROFILE_ACCEPT], "an option", found, read_accepted, &reading);
	return found->errors == 0;
}

void profile_release(struct profile *profile)
{
	answers_release(&profile->answers);
	arena_release(&profile->arena);
	source_release(&profile->source);
	*profile = (struct profile){0};
}

void profile_print_quoted(struct text text, struct buffer *out)
{
	buffer_add_string(out, "\"");
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.bytes[i];
		if (byte == '"' || byte == '\\')
			buffer_format(out, "\\%c", byte);
		else if (byte == '\n' || byte == '\t')
			buffer_add_string(out, byte == '\n' ? "\\n" : "\\t");
		else
			buffer_add(out, (struct text){&text.bytes[i], 1});
	}
	buffer_add_string(out, "\"");
}

void profile_print_id(struct text id, struct buffer *out)
{
	if (schema_is_ambiguous(id))
		profile_print_quoted(id, out);
	else
		buffer_add(out, id);
}

void profile_print_answer(const struct answers *answers, uint32_t question, struct buffer *out)
{
	const struct question *asked = &answers->model->questions[question];
	struct buffer words = {0};
	answers_print(answers, question, &words);
	struct text rest = buffer_text(&words);
	bool several = rest.length && memchr(rest.bytes, ',', rest.length);
	if (rest.length) {
		buffer_add_string(out, "  ");
		profile_print_id(asked->id, out);
		buffer_add_string(out, several ? ": [" : ": ");
	}
	while (rest.length) {
		struct text answer = text_cut(&rest, ',');
		if (asked->is_number)
			buffer_add(out, answer);
		else
			profile_print_id(answer, out);
		buffer_add_string(out, rest.length ? "," : several ? "]\n" : "\n");
	}
	buffer_release(&words);
}

void profile_print(const struct answers *answers, struct text title, struct buffer *out)
{
	const struct model *model = answers->model;
	buffer_add_string(out, "model: ");
	profile_print_id(model->id, out);
	buffer_format(out, "\nrevision: %u\n", model->revision);
	if (title.length) {
		buffer_add_string(out, "title: ");
		profile_print_quoted(title, out);
		buffer_add_string(out, "\n");
	}
	struct buffer lines = {0};
	for (uint32_t q = 0; q < model->question_count; q++)
		profile_print_answer(answers, q, &lines);
	buffer_add_string(out, lines.length ? "answers:\n" : "answers: {}\n");
	buffer_add(out, buffer_text(&lines));
	buffer_release(&lines);
}
