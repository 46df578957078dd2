/* SPDX-License-Identifier: ISC
 *
 * Owns the tree of questions: their texts, answers, bands and where they apply.
 */
#include <stdlib.h>
#include <string.h>

#include "model/format.h"
#include "model/loader.h"

static void load_questions(struct loader *loader, const struct yaml_node *map, uint32_t parent,
                           uint32_t parent_answer);

enum answer_key { ANSWER_LABEL, ANSWER_HELP, ANSWER_PRIOR, ANSWER_BASIS, ANSWER_THEN, ANSWER_KEY_COUNT };

static const struct schema_key answer_keys[] = {
	[ANSWER_LABEL] = {"label", SCHEMA_TEXT, true, "text", "The answer in plain words."},
	[ANSWER_HELP] = {"help", SCHEMA_TEXT, false, "text", "What the answer means, for ? in the interview."},
	[ANSWER_PRIOR] = {"prior", SCHEMA_TEXT, false, "prior",
	                  "How usual the answer is among those that get the question, in proportion to its other answers."},
	[ANSWER_BASIS] = {"basis", SCHEMA_TEXT, false, "text", "Where the prior comes from."},
	[ANSWER_THEN] = {"then", SCHEMA_MAP, false, "questions", "Questions that apply only under this answer."},
};

const struct schema_table format_answer = {answer_keys, ANSWER_KEY_COUNT};

/* Reads label, help and prior of an answer or band; returns its `then`, or NULL. */
static struct yaml_node *load_answer(struct loader *loader, struct answer *answer, const struct yaml_node *key,
                                     const struct yaml_node *value)
{
	*answer = (struct answer){.id = key->text, .prior = 1, .span = key->span};
	if (value->kind == YAML_LIST) {
		finding_error(loader->found, FINDING_TYPE, value->span, "an answer must be text or a mapping, not a list");
		return NULL;
	}
	if (value->kind == YAML_SCALAR) {
		answer->label = schema_text(value, "a label", loader->found);
		return NULL;
	}
	struct yaml_node *values[ANSWER_KEY_COUNT];
	if (!schema_read(value, key->span, "an answer", answer_keys, ANSWER_KEY_COUNT, values, loader->found))
		return NULL;
	answer->label = schema_text(values[ANSWER_LABEL], "a label", loader->found);
	answer->help = schema_text(values[ANSWER_HELP], "the help", loader->found);
	answer->basis = schema_text(values[ANSWER_BASIS], "the basis", loader->found);
	answer->prior = (uint32_t)schema_number(values[ANSWER_PRIOR], "a prior", 1, MODEL_MOST_PRIOR, 1, loader->found);
	return values[ANSWER_THEN];
}

static bool is_all_digits(struct text text)
{
	size_t i = 0;
	while (i < text.length && text.bytes[i] >= '0' && text.bytes[i] <= '9')
		i++;
	return text.length > 0 && i == text.length;
}

const char *const format_reserved_answers[] = {"unknown", "why", "back", "change", "skip", "what-if", "explain",
                                               "show", "more", "save", "stop", "quit", "help", NULL};

static bool is_reserved_answer(struct text id)
{
	for (size_t i = 0; format_reserved_answers[i]; i++)
		if (text_equal(id, text_of(format_reserved_answers[i])))
			return true;
	return is_all_digits(id);
}

static void check_answer_id(struct loader *loader, const struct yaml_node *key)
{
	if (!is_reserved_answer(key->text))
		schema_id(key, "an answer", loader->found);
	else
		finding_error(loader->found, FINDING_RESERVED, key->span,
		              "'%.*s' cannot be an answer: where one is expected it means something else",
		              TEXT_ARGS(key->text));
}

/* Reads the bound of a band and refuses one that is not above the band before. */
static void load_bound(struct loader *loader, const struct yaml_node *key, struct answer *bands, uint32_t index)
{
	uint64_t before = index > 0 ? bands[index - 1].bound : 0;
	uint64_t bound = schema_number(key, "the lower bound of a band", 0, MODEL_MOST_NUMBER, UINT64_MAX, loader->found);
	bool is_read = bound != UINT64_MAX;
	/* What could not be read is taken for the bound before, which is not held against the next one. */
	bool is_known = index > 0 && bands[index - 1].id.length > 0;
	if (!is_read)
		bound = before;
	if (is_read && is_known && bound <= before) {
		finding_error(loader->found, FINDING_BAND_ORDER, key->span,
		              bound == before
		                      ? "the band before begins at the same number, so it is empty"
		                      : "bands must stand in increasing order");
		diagnostic_also(loader->found, bands[index - 1].span, "the band before");
	}
	bands[index].bound = bound;
	bands[index].id = TEXT("");
	if (!is_read)
		return;
	/* As written ("1_000") it would not be what a number answer is compared with. */
	struct buffer digits = {0};
	buffer_format(&digits, "%llu", (unsigned long long)bound);
	bands[index].id = (struct text){arena_copy(&loader->model->arena, digits.bytes, digits.length), digits.length};
	buffer_release(&digits);
}

/* Reads the answers or bands of question `index`, then the questions under them. */
static void load_answers(struct loader *loader, uint32_t index, const struct yaml_node *map)
{
	struct question *question = &loader->model->questions[index];
	if (map->count < 2 || map->count > MODEL_MOST_ANSWERS) {
		finding_error(loader->found, map->count < 2 ? FINDING_TOO_FEW : FINDING_TOO_MANY, question->span,
		              "a question needs 2 to %d answers or bands, not %zu", MODEL_MOST_ANSWERS, map->count);
	}
	size_t count = map->count < MODEL_MOST_ANSWERS ? map->count : MODEL_MOST_ANSWERS;
	struct answer *answers = arena_new(&loader->model->arena, count, sizeof(*answers));
	struct yaml_node *thens[MODEL_MOST_ANSWERS];
	for (uint32_t i = 0; i < count; i++) {
		thens[i] = load_answer(loader, &answers[i], map->keys[i], map->items[i]);
		if (question->is_number)
			load_bound(loader, map->keys[i], answers, i);
		else
			check_answer_id(loader, map->keys[i]);
		question->prior_sum += answers[i].prior;
	}
	question->answers = answers;
	question->answer_count = (uint32_t)count;
	for (uint32_t i = 0; i < count; i++)
		if (thens[i])
			load_questions(loader, thens[i], index, i);
}

enum question_key {
	QUESTION_TOPIC, QUESTION_ASK, QUESTION_HELP, QUESTION_FIND_OUT, QUESTION_WHEN, QUESTION_FIXED, QUESTION_SINCE,
	QUESTION_ANSWERS, QUESTION_BANDS, QUESTION_KEY_COUNT
};

static const struct schema_key question_keys[] = {
	[QUESTION_TOPIC] = {"topic", SCHEMA_TEXT, false, "name", "The topic; below an answer, that of the question above."},
	[QUESTION_ASK] = {"ask", SCHEMA_TEXT, true, "text", "The question."},
	[QUESTION_HELP] = {"help", SCHEMA_TEXT, false, "text", "What its words mean, for ? in the interview."},
	[QUESTION_FIND_OUT] = {"find out", SCHEMA_TEXT, false, "text", "How to find out the answer: often a command."},
	[QUESTION_WHEN] = {"when", SCHEMA_ANY, false, "condition",
	                   "A guard: the question applies only where this holds. It names earlier questions only."},
	[QUESTION_FIXED] = {"fixed", SCHEMA_TEXT, false, "boolean", "Whether the answer is a given that nobody could change."},
	[QUESTION_SINCE] = {"since", SCHEMA_TEXT, false, "revision", "The revision of the model that brought the question."},
	[QUESTION_ANSWERS] = {"answers", SCHEMA_MAP, false, "answers", "Its answers, each with a label or a mapping."},
	[QUESTION_BANDS] = {"bands", SCHEMA_MAP, false, "bands",
	                    "Makes it a question for a whole number: the least number of each band, increasing."},
};

const struct schema_table format_question = {question_keys, QUESTION_KEY_COUNT};

static struct text topic_id(const void *model, size_t index)
{
	return ((const struct model *)model)->topics[index].id;
}

/* The topic named by `node`, or that of the parent. */
static uint32_t load_topic(struct loader *loader, const struct question *question, const struct yaml_node *node)
{
	const struct model *model = loader->model;
	if (!node && question->parent != MODEL_NONE)
		return model->questions[question->parent].topic;
	if (!node) {
		finding_error(loader->found, FINDING_MISSING_KEY, question->span, "a question needs the key 'topic'");
		return 0;
	}
	size_t topic = map_find(&loader->topic_names, node->text);
	if (topic != MAP_ABSENT || loader->topics_incomplete)
		return topic == MAP_ABSENT ? 0 : (uint32_t)topic;
	finding_error(loader->found, FINDING_UNKNOWN_TOPIC, node->span, "there is no topic '%.*s'",
	              TEXT_ARGS(node->text));
	diagnostic_suggest(loader->found, node->text, model->topic_count, topic_id, model, "topics");
	return 0;
}

/* Makes room for one more question; returns its index, or MODEL_NONE (reported) when there are too many. */
static uint32_t add_question(struct loader *loader, const struct yaml_node *key)
{
	struct model *model = loader->model;
	if (model->question_count == MODEL_MOST_QUESTIONS) {
		if (!loader->names_incomplete)
			finding_error(loader->found, FINDING_TOO_MANY, key->span, "more than %d questions",
			              MODEL_MOST_QUESTIONS);
		loader->names_incomplete = true;
		return MODEL_NONE;
	}
	MEMORY_GROW(model->questions, model->question_count, loader->question_capacity);
	MEMORY_GROW(loader->guards, model->question_count, loader->guard_capacity);
	return model->question_count++;
}

static void load_question(struct loader *loader, uint32_t index, const struct yaml_node *key,
                          const struct yaml_node *value, uint32_t parent, uint32_t parent_answer)
{
	struct question *question = &loader->model->questions[index];
	struct diagnostics *found = loader->found;
	*question = (struct question){
		.id = key->text, .span = key->span, .parent = parent, .parent_answer = parent_answer};
	loader->guards[index] = NULL;
	loader_declare_name(loader, key, NAME_QUESTION, index);
	struct yaml_node *values[QUESTION_KEY_COUNT];
	if (!schema_read(value, key->span, "a question", question_keys, QUESTION_KEY_COUNT, values, found))
		return;
	question->topic = load_topic(loader, question, values[QUESTION_TOPIC]);
	question->ask = schema_text(values[QUESTION_ASK], "the question", found);
	question->help = schema_text(values[QUESTION_HELP], "the help", found);
	question->find_out = schema_text(values[QUESTION_FIND_OUT], "find out", found);
	question->fixed = schema_boolean(values[QUESTION_FIXED], "fixed", found);
	question->since = (uint32_t)schema_number(values[QUESTION_SINCE], "since", 1, loader->model->revision, 0, found);
	question->is_number = values[QUESTION_BANDS] != NULL;
	loader->guards[index] = values[QUESTION_WHEN];
	bool has_answers = yaml_tree_get(value, TEXT("answers")), has_bands = yaml_tree_get(value, TEXT("bands"));
	if (has_answers == has_bands)
		finding_error(found, FINDING_ANSWERS_OR_BANDS, key->span, "a question needs either 'answers' or 'bands'");
	else if (values[QUESTION_ANSWERS] || values[QUESTION_BANDS])
		load_answers(loader, index, values[QUESTION_ANSWERS] ? values[QUESTION_ANSWERS] : values[QUESTION_BANDS]);
}

static void load_questions(struct loader *loader, const struct yaml_node *map, uint32_t parent,
                           uint32_t parent_answer)
{
	for (size_t i = 0; i < map->count; i++) {
		uint32_t index = add_question(loader, map->keys[i]);
		if (index == MODEL_NONE)
			return;
		load_question(loader, index, map->keys[i], map->items[i], parent, parent_answer);
	}
}

void load_tree(struct loader *loader, const struct yaml_node *tree)
{
	load_questions(loader, tree, MODEL_NONE, 0);
	if (tree->count == 0)
		finding_error(loader->found, FINDING_TOO_FEW, tree->span, "the tree holds no question");
}

/* Reports each place in a guard that needs question `own` or a later one. */
static void check_guard(struct loader *loader, uint32_t index, uint32_t own)
{
	const struct model *model = loader->model;
	const struct condition *condition = &model->conditions[index];
	if (condition->kind == CONDITION_ANSWER && condition->subject >= own) {
		finding_error(loader->found, FINDING_LATER_QUESTION, condition->span,
		              "whether '%.*s' is asked may depend only on questions above it",
		              TEXT_ARGS(model->questions[own].id));
		diagnostic_also(loader->found, model->questions[condition->subject].span, "'%.*s' is asked here",
		                TEXT_ARGS(model->questions[condition->subject].id));
	} else if (condition->kind == CONDITION_FACT) {
		const struct fact *fact = &model->facts[condition->subject];
		if (fact->latest_question == MODEL_NONE || fact->latest_question < own)
			return;
		const struct question *later = &model->questions[fact->latest_question];
		finding_error(loader->found, FINDING_LATER_QUESTION, condition->span,
		              "the fact '%.*s' needs '%.*s', which is not asked before '%.*s'", TEXT_ARGS(fact->id),
		              TEXT_ARGS(later->id), TEXT_ARGS(model->questions[own].id));
		diagnostic_also(loader->found, later->span, "'%.*s' is asked here", TEXT_ARGS(later->id));
	}
	for (uint32_t i = 0; i < condition->child_count; i++)
		check_guard(loader, condition->children[i], own);
}

void load_applicability(struct loader *loader)
{
	struct model *model = loader->model;
	for (uint32_t q = 0; q < model->question_count; q++) {
		struct question *question = &model->questions[q];
		uint32_t under = MODEL_NONE, guard = MODEL_NONE;
		if (question->parent != MODEL_NONE)
			under = load_condition_answer(loader, question->parent, UINT64_C(1) << question->parent_answer,
			                              question->span);
		if (loader->guards[q]) {
			guard = load_condition(loader, loader->guards[q]);
			check_guard(loader, guard, q);
		}
		if (under != MODEL_NONE && guard != MODEL_NONE)
			question->applies = load_condition_both(loader, under, guard, question->span);
		else if (under != MODEL_NONE || guard != MODEL_NONE)
			question->applies = under != MODEL_NONE ? under : guard;
		else
			question->applies = load_condition_always(loader, question->span);
	}
}
