/* SPDX-License-Identifier: ISC
 *
 * Owns the names of what two models share and do not share.
 */
#include "report/joint_view.h"

static const struct question *named(const struct joint *joint, uint32_t index, size_t *side)
{
	const struct joint_question *question = &joint->questions[index];
	*side = question->indices[0] == MODEL_NONE;
	return &joint->models[*side]->questions[question->indices[*side]];
}

struct text joint_view_question(const struct joint *joint, uint32_t index)
{
	size_t side;
	return named(joint, index, &side)->id;
}

void joint_view_add_answer(const struct joint *joint, uint32_t index, uint32_t value, struct buffer *out)
{
	size_t side;
	const struct joint_question *question = &joint->questions[index];
	const struct question *own = named(joint, index, &side);
	if (question->bounds)
		buffer_format(out, "%llu", (unsigned long long)question->bounds[value]);
	else
		buffer_add(out, own->answers[question->answers[side][value]].id);
}

/* The walk over what one model has alone. */
struct walk {
	const struct model *model, *other;
	void (*visit)(void *context, struct text name);
	void *context;
};

static void visit_options(const struct walk *walk)
{
	for (uint32_t o = 0; o < walk->model->option_count; o++)
		if (model_find_option(walk->other, walk->model->options[o].id) == MODEL_NONE)
			walk->visit(walk->context, walk->model->options[o].id);
}

static void visit_question(const struct walk *walk, const struct question *question)
{
	struct buffer name = {0};
	bool other_kind = model_find_question(walk->other, question->id) != MODEL_NONE;
	buffer_add(&name, question->id);
	if (other_kind)
		buffer_add_string(&name, question->is_number ? " (as a number)" : " (with answers to choose from)");
	walk->visit(walk->context, buffer_text(&name));
	buffer_release(&name);
}

static void visit_answers(const struct walk *walk, const struct question *question, const struct question *other)
{
	struct buffer name = {0};
	for (uint32_t v = 0; !question->is_number && v < question->answer_count; v++) {
		if (model_find_answer(other, question->answers[v].id) != MODEL_NONE)
			continue;
		buffer_clear(&name);
		buffer_format(&name, "%.*s = %.*s", TEXT_ARGS(question->id), TEXT_ARGS(question->answers[v].id));
		walk->visit(walk->context, buffer_text(&name));
	}
	if (question->is_number && question->answers[0].bound < other->answers[0].bound) {
		buffer_format(&name, "%.*s below %llu", TEXT_ARGS(question->id),
		              (unsigned long long)other->answers[0].bound);
		walk->visit(walk->context, buffer_text(&name));
	}
	buffer_release(&name);
}

void joint_view_alone(const struct joint *joint, size_t side, enum joint_view_kind kind,
                      void (*visit)(void *context, struct text name), void *context)
{
	struct walk walk = {joint->models[side], joint->models[!side], visit, context};
	if (kind == JOINT_VIEW_OPTIONS)
		visit_options(&walk);
	for (uint32_t q = 0; kind != JOINT_VIEW_OPTIONS && q < walk.model->question_count; q++) {
		const struct question *question = &walk.model->questions[q];
		uint32_t match = joint_match(joint, side, q);
		if (kind == JOINT_VIEW_QUESTIONS && match == MODEL_NONE)
			visit_question(&walk, question);
		if (kind == JOINT_VIEW_ANSWERS && match != MODEL_NONE)
			visit_answers(&walk, question, &walk.other->questions[match]);
	}
}
