/* SPDX-License-Identifier: ISC
 *
 * Owns the condition language: reading it from YAML into the model's conditions, and the order to evaluate them in.
 * Conditions are never expanded to a normal form.
 */
#include <stdlib.h>

#include "model/format.h"
#include "model/loader.h"

static uint32_t add(struct loader *loader, enum condition_kind kind, struct span span)
{
	struct model *model = loader->model;
	MEMORY_GROW(model->conditions, model->condition_count, loader->condition_capacity);
	model->conditions[model->condition_count] = (struct condition){.kind = kind, .span = span};
	return model->condition_count++;
}

/* Gives condition `parent` its `count` children. */
static uint32_t *add_children(struct loader *loader, uint32_t parent, size_t count)
{
	uint32_t *children = arena_new(&loader->model->arena, count, sizeof(*children));
	loader->model->conditions[parent].children = children;
	loader->model->conditions[parent].child_count = (uint32_t)count;
	return children;
}

uint32_t load_condition_always(struct loader *loader, struct span span)
{
	return add(loader, CONDITION_ALWAYS, span);
}

uint32_t load_condition_answer(struct loader *loader, uint32_t question, uint64_t answers, struct span span)
{
	uint32_t index = add(loader, CONDITION_ANSWER, span);
	loader->model->conditions[index].subject = question;
	loader->model->conditions[index].answers = answers;
	return index;
}

uint32_t load_condition_both(struct loader *loader, uint32_t first, uint32_t second, struct span span)
{
	uint32_t index = add(loader, CONDITION_ALL, span);
	uint32_t *children = add_children(loader, index, 2);
	children[0] = first;
	children[1] = second;
	return index;
}

static uint32_t negate(struct loader *loader, uint32_t child, struct span span)
{
	uint32_t index = add(loader, CONDITION_NOT, span);
	add_children(loader, index, 1)[0] = child;
	return index;
}

static uint32_t refer_to_fact(struct loader *loader, uint32_t subject, struct span span)
{
	uint32_t index = add(loader, CONDITION_FACT, span);
	loader->model->conditions[index].subject = subject;
	return index;
}

struct answers_read {
	struct loader *loader;
	const struct question *question;
	uint64_t answers;
};

static void read_answer(void *context, const struct yaml_node *item)
{
	struct answers_read *read = context;
	uint32_t answer = model_find_answer(read->question, item->text);
	if (answer == MODEL_NONE) {
		finding_error(read->loader->found, FINDING_UNKNOWN_ANSWER, item->span,
		              "'%.*s' is not an answer of '%.*s'", TEXT_ARGS(item->text), TEXT_ARGS(read->question->id));
		diagnostic_suggest(read->loader->found, item->text, read->question->answer_count, model_answer_id,
		                   read->question, "its answers");
		return;
	}
	read->answers |= UINT64_C(1) << answer;
}

/* The band that begins at the number in `node`; reports a number that is no bound. */
static bool read_bound(struct loader *loader, const struct question *question, const struct yaml_node *node,
                       uint32_t *band)
{
	uint64_t number = schema_number(node, "the number", 0, MODEL_MOST_NUMBER, UINT64_MAX, loader->found);
	if (number == UINT64_MAX)
		return false;
	*band = model_find_band(question, number);
	if (*band != MODEL_NONE && question->answers[*band].bound == number)
		return true;
	finding_error(loader->found, FINDING_BAND_BOUND, node->span,
	              "%llu is not where a band of '%.*s' begins", (unsigned long long)number,
	              TEXT_ARGS(question->id));
	diagnostic_list(loader->found, question->answer_count, model_answer_id, question, "its bands begin at");
	return false;
}

static const struct schema_key range_keys[] = {
	{"at least", SCHEMA_TEXT, false, "number", "The least number in the range."},
	{"below", SCHEMA_TEXT, false, "number", "The least number above the range."},
};

const struct schema_table format_condition_range = {range_keys, COUNT_OF(range_keys)};

/* {at least: n, below: m} as a set of bands. */
static uint64_t read_range(struct loader *loader, const struct question *question, const struct yaml_node *node)
{
	struct yaml_node *values[COUNT_OF(range_keys)];
	uint32_t first = 0, end = question->answer_count;
	size_t errors = loader->found->errors;
	schema_read(node, node->span, "a range", range_keys, COUNT_OF(range_keys), values, loader->found);
	if (loader->found->errors > errors)
		return 0;
	if (values[0] && !read_bound(loader, question, values[0], &first))
		return 0;
	if (values[1] && !read_bound(loader, question, values[1], &end))
		return 0;
	if (first >= end || (!values[0] && !values[1])) {
		finding_error(loader->found, FINDING_EMPTY_RANGE, node->span, "%s",
		              first >= end ? "this range holds no number" : "a range needs 'at least' or 'below'");
		return 0;
	}
	uint64_t all = model_all_answers(question);
	uint64_t below_end = end == question->answer_count ? all : (UINT64_C(1) << end) - 1;
	return below_end & (all << first);
}

static uint32_t load_comparison(struct loader *loader, uint32_t subject, const struct yaml_node *key,
                                const struct yaml_node *value)
{
	const struct question *question = &loader->model->questions[subject];
	uint64_t answers = 0;
	/* A question without answers is faulty, and that has been reported. */
	if (question->answer_count == 0)
		return load_condition_always(loader, key->span);
	if (question->is_number && value->kind != YAML_MAP) {
		finding_error(loader->found, FINDING_QUESTION_KIND, value->span,
		              "'%.*s' is a number; compare it with {at least: N, below: M}", TEXT_ARGS(question->id));
	} else if (question->is_number) {
		answers = read_range(loader, question, value);
	} else if (value->kind == YAML_MAP) {
		finding_error(loader->found, FINDING_QUESTION_KIND, value->span,
		              "'%.*s' is not a number; name one or a list of its answers", TEXT_ARGS(question->id));
	} else {
		struct answers_read read = {loader, question, 0};
		schema_each_text(value, "an answer", loader->found, read_answer, &read);
		if (value->kind == YAML_LIST && value->count == 0)
			finding_error(loader->found, FINDING_CONDITION, value->span, "an empty list never holds");
		answers = read.answers;
	}
	return load_condition_answer(loader, subject, answers, key->span);
}

static struct text condition_name(const void *context, size_t index)
{
	const struct model *model = context;
	return index < model->question_count ? model->questions[index].id
	                                     : model->facts[index - model->question_count].id;
}

static struct text word_of(const void *words, size_t index)
{
	return text_of(((const char *const *)words)[index]);
}

static void report_unknown_name(struct loader *loader, const struct yaml_node *node, enum finding finding,
                                const char *what)
{
	const struct model *model = loader->model;
	bool is_key = finding == FINDING_UNKNOWN_QUESTION;
	if (loader->names_incomplete)
		return;
	finding_error(loader->found, finding, node->span, "there is no %s '%.*s'", what, TEXT_ARGS(node->text));
	/* A key may be meant for one of the words, a name alone only for `always`. */
	static const char *const words[] = {"always", "all", "any", "not"};
	const char *const *meant = is_key ? words + 1 : words;
	if (!diagnostic_suggest_near(loader->found, node->text, is_key ? COUNT_OF(words) - 1 : 1, word_of, meant))
		diagnostic_suggest(loader->found, node->text, (size_t)model->question_count + model->fact_count,
		                   condition_name, model, "questions and facts");
}

/* all: or any: with its list. */
static uint32_t load_list(struct loader *loader, enum condition_kind kind, const struct yaml_node *list)
{
	if (!schema_is(list, SCHEMA_LIST, kind == CONDITION_ALL ? "all" : "any", loader->found))
		return load_condition_always(loader, list->span);
	if (list->count == 0)
		finding_error(loader->found, FINDING_CONDITION, list->span, "at least one condition is needed here");
	uint32_t index = add(loader, kind, list->span);
	uint32_t *children = add_children(loader, index, list->count);
	for (size_t i = 0; i < list->count; i++)
		children[i] = load_condition(loader, list->items[i]);
	return index;
}

static uint32_t load_entry(struct loader *loader, const struct yaml_node *key, const struct yaml_node *value)
{
	uint32_t subject = MODEL_NONE;
	if (text_equal(key->text, TEXT("all")))
		return load_list(loader, CONDITION_ALL, value);
	if (text_equal(key->text, TEXT("any")))
		return load_list(loader, CONDITION_ANY, value);
	if (text_equal(key->text, TEXT("not")))
		return negate(loader, load_condition(loader, value), key->span);
	switch (loader_find_name(loader, key->text, &subject)) {
	case NAME_QUESTION:
		return load_comparison(loader, subject, key, value);
	case NAME_FACT: {
		bool holds = schema_boolean(value, "whether a fact holds", loader->found);
		uint32_t index = refer_to_fact(loader, subject, key->span);
		return holds ? index : negate(loader, index, key->span);
	}
	case NAME_ABSENT:
		break;
	}
	report_unknown_name(loader, key, FINDING_UNKNOWN_QUESTION, "question or fact");
	return load_condition_always(loader, key->span);
}

static uint32_t refuse_empty(struct loader *loader, const struct yaml_node *node)
{
	finding_error(loader->found, FINDING_CONDITION, node->span,
	              "an empty condition; write 'always' if it shall always hold");
	return load_condition_always(loader, node->span);
}

static uint32_t load_name(struct loader *loader, const struct yaml_node *node)
{
	uint32_t subject = MODEL_NONE;
	if (text_equal(node->text, TEXT("always")))
		return load_condition_always(loader, node->span);
	if (node->text.length == 0)
		return refuse_empty(loader, node);
	enum name_kind kind = loader_find_name(loader, node->text, &subject);
	if (kind == NAME_FACT)
		return refer_to_fact(loader, subject, node->span);
	if (kind == NAME_QUESTION)
		finding_error(loader->found, FINDING_CONDITION, node->span,
		              "'%.*s' is a question; say which answer: {%.*s: ...}", TEXT_ARGS(node->text),
		              TEXT_ARGS(node->text));
	else
		report_unknown_name(loader, node, FINDING_UNKNOWN_FACT, "fact");
	return load_condition_always(loader, node->span);
}

uint32_t load_condition(struct loader *loader, const struct yaml_node *node)
{
	if (node->kind == YAML_SCALAR)
		return load_name(loader, node);
	if (node->kind == YAML_LIST) {
		finding_error(loader->found, FINDING_CONDITION, node->span,
		              "a list of conditions needs 'all:' or 'any:' before it");
		return load_condition_always(loader, node->span);
	}
	if (node->count == 0)
		return refuse_empty(loader, node);
	if (node->count == 1)
		return load_entry(loader, node->keys[0], node->items[0]);
	uint32_t index = add(loader, CONDITION_ALL, node->span);
	uint32_t *children = add_children(loader, index, node->count);
	for (size_t i = 0; i < node->count; i++)
		children[i] = load_entry(loader, node->keys[i], node->items[i]);
	return index;
}

/* The one condition outside its children that `condition` depends on: its question's or fact's; else MODEL_NONE. */
static uint32_t subject_condition(const struct model *model, const struct condition *condition)
{
	if (condition->kind == CONDITION_ANSWER)
		return model->questions[condition->subject].applies;
	if (condition->kind == CONDITION_FACT)
		return model->facts[condition->subject].condition;
	return MODEL_NONE;
}

/* Kahn's algorithm (Kahn, 1962, "Topological sorting of large networks"): a condition is ready when all that it
 * depends on is placed. `dependants` lists, from first[c] to first[c + 1], the conditions that wait for c. */
void load_evaluation_order(struct loader *loader)
{
	struct model *model = loader->model;
	size_t count = model->condition_count;
	uint32_t *waits = memory_new(count, sizeof(*waits));
	uint32_t *first = memory_new(count + 2, sizeof(*first));
	size_t edges = 0;
	for (uint32_t c = 0; c < count; c++) {
		const struct condition *condition = &model->conditions[c];
		uint32_t subject = subject_condition(model, condition);
		for (uint32_t i = 0; i < condition->child_count; i++)
			first[condition->children[i] + 2]++;
		if (subject != MODEL_NONE)
			first[subject + 2]++;
		waits[c] = condition->child_count + (subject != MODEL_NONE);
		edges += waits[c];
	}
	for (size_t c = 2; c < count + 2; c++)
		first[c] += first[c - 1];
	uint32_t *dependants = memory_new(edges, sizeof(*dependants));
	for (uint32_t c = 0; c < count; c++) {
		const struct condition *condition = &model->conditions[c];
		uint32_t subject = subject_condition(model, condition);
		for (uint32_t i = 0; i < condition->child_count; i++)
			dependants[first[condition->children[i] + 1]++] = c;
		if (subject != MODEL_NONE)
			dependants[first[subject + 1]++] = c;
	}
	uint32_t *order = arena_new(&model->arena, count, sizeof(*order));
	size_t placed = 0;
	for (uint32_t c = 0; c < count; c++)
		if (waits[c] == 0)
			order[placed++] = c;
	for (size_t next = 0; next < placed; next++)
		for (uint32_t i = first[order[next]]; i < first[order[next] + 1]; i++)
			if (--waits[dependants[i]] == 0)
				order[placed++] = dependants[i];
	model->evaluation_order = order;
	free(dependants);
	free(first);
	free(waits);
}
