/* SPDX-License-Identifier: ISC
 *
 * Owns the words for conditions. A `not` is drawn into the part below it: "is not", "none of", "not all of".
 */
#include "report/condition_words.h"

/* "waiting, disk or mixed"; `last` is the word before the last of several. */
static void list_answers(const struct question *question, uint64_t answers, const char *last, struct buffer *out)
{
	uint32_t count = 0, named = 0;
	for (uint32_t v = 0; v < question->answer_count; v++)
		count += (uint32_t)(answers >> v & 1);
	for (uint32_t v = 0; v < question->answer_count; v++) {
		if (!(answers >> v & 1))
			continue;
		named++;
		buffer_add_string(out, named == 1 ? "" : named == count ? last : ", ");
		buffer_add(out, question->answers[v].id);
	}
}

/* "20 or more", "below 200", "from 20 to below 200". The bands of a condition are neighbours. */
static void list_bands(const struct question *question, uint64_t answers, struct buffer *out)
{
	uint32_t first = 0, end;
	while (!(answers >> first & 1))
		first++;
	for (end = first; end < question->answer_count && (answers >> end & 1); end++)
		;
	if (end == question->answer_count)
		buffer_format(out, "%.*s or more", TEXT_ARGS(question->answers[first].id));
	else if (first > 0)
		buffer_format(out, "from %.*s to below %.*s", TEXT_ARGS(question->answers[first].id),
		              TEXT_ARGS(question->answers[end].id));
	else
		buffer_format(out, "below %.*s", TEXT_ARGS(question->answers[end].id));
}

void condition_words_answers(const struct question *question, uint64_t answers, struct buffer *out)
{
	if (question->is_number)
		list_bands(question, answers, out);
	else
		list_answers(question, answers, " or ", out);
}

/* "work is waiting or disk", "work is neither waiting nor disk" */
static void add_leaf(const struct model *model, const struct condition *condition, bool negated, struct buffer *out)
{
	const struct question *question = &model->questions[condition->subject];
	bool several = (condition->answers & (condition->answers - 1)) != 0;
	buffer_format(out, "%.*s is ", TEXT_ARGS(question->id));
	if (negated && several && !question->is_number) {
		buffer_add_string(out, "neither ");
		list_answers(question, condition->answers, " nor ", out);
		return;
	}
	buffer_add_string(out, negated ? "not " : "");
	condition_words_answers(question, condition->answers, out);
}

/* What has no parts: a comparison, a fact, or `always`. */
static void add_part(const struct model *model, const struct condition *condition, bool negated, struct buffer *out)
{
	if (condition->kind == CONDITION_ALWAYS) {
		buffer_add_string(out, negated ? "never" : "always");
	} else if (condition->kind == CONDITION_ANSWER) {
		add_leaf(model, condition, negated, out);
	} else {
		const struct fact *fact = &model->facts[condition->subject];
		buffer_format(out, "%s%.*s", negated ? "not " : "", TEXT_ARGS(fact->id));
		if (!text_equal(fact->id, fact->label))
			buffer_format(out, " (%.*s)", TEXT_ARGS(fact->label));
	}
}

/* Goes down through each `not`. */
static const struct condition *skip_not(const struct model *model, uint32_t index, bool *negated)
{
	const struct condition *condition = &model->conditions[index];
	for (; condition->kind == CONDITION_NOT; *negated = !*negated)
		condition = &model->conditions[condition->children[0]];
	return condition;
}

static void clause_rec(const struct model *model, uint32_t index, bool is_part, struct buffer *out)
{
	bool negated = false;
	const struct condition *condition = skip_not(model, index, &negated);
	if (condition->kind != CONDITION_ALL && condition->kind != CONDITION_ANY) {
		add_part(model, condition, negated, out);
		return;
	}
	bool bracketed = negated || (is_part && condition->child_count > 1);
	buffer_add_string(out, negated ? "not " : "");
	buffer_add_string(out, bracketed ? "(" : "");
	for (uint32_t i = 0; i < condition->child_count; i++) {
		buffer_add_string(out, i == 0 ? "" : condition->kind == CONDITION_ALL ? ", and " : ", or ");
		clause_rec(model, condition->children[i], condition->child_count > 1 || (is_part && !bracketed), out);
	}
	buffer_add_string(out, bracketed ? ")" : "");
}

void condition_words_clause(const struct model *model, uint32_t condition, struct buffer *out)
{
	clause_rec(model, condition, false, out);
}

static const char *group_words(enum condition_kind kind, bool negated)
{
	if (kind == CONDITION_ALL)
		return negated ? "not all of" : "all of";
	return negated ? "none of" : "any of";
}

void condition_words_tree(const struct model *model, uint32_t condition, const struct layout *layout, size_t indent,
                          struct buffer *out)
{
	bool negated = false;
	const struct condition *part = skip_not(model, condition, &negated);
	struct buffer words = {0}, first = {0};
	bool is_group = part->kind == CONDITION_ALL || part->kind == CONDITION_ANY;
	buffer_add_repeated(&first, ' ', indent);
	if (is_group)
		buffer_add_string(&words, group_words(part->kind, negated));
	else
		add_part(model, part, negated, &words);
	layout_paragraph(layout, first.bytes, buffer_text(&words), LAYOUT_FLOW, out);
	for (uint32_t i = 0; is_group && i < part->child_count; i++)
		condition_words_tree(model, part->children[i], layout, indent + 2, out);
	buffer_release(&words);
	buffer_release(&first);
}

uint32_t condition_words_guard(const struct model *model, uint32_t question)
{
	uint32_t guard = model->questions[question].applies;
	/* Under an answer, the guard is the second of the two conditions that must hold. */
	if (model->questions[question].parent != MODEL_NONE) {
		if (model->conditions[guard].kind != CONDITION_ALL)
			return MODEL_NONE;
		guard = model->conditions[guard].children[1];
	}
	return model->conditions[guard].kind == CONDITION_ALWAYS ? MODEL_NONE : guard;
}
