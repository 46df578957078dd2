/* SPDX-License-Identifier: ISC
 *
 * Owns the view of a whole model: what is asked when, and which rules speak for and against what.
 */
#include "report/show_model.h"

#include "report/condition_words.h"
#include "report/words.h"

enum { LONGEST_COLUMN = 24, LEAST_ROOM = 16 };

struct view {
	const struct model *model;
	const struct layout *layout;
	struct buffer *out;
	size_t longest;          /* id in the list at hand */
};

void show_heading(const struct layout *layout, struct text words, struct buffer *out)
{
	buffer_add_string(out, "\n");
	layout_heading(layout, words, out);
}

const char *show_mark(const struct effect *effect)
{
	static const char *const marks[] = {[EFFECT_FOR] = "+", [EFFECT_AGAINST] = "-", [EFFECT_RULES_OUT] = "x"};
	return marks[effect->kind];
}

const char *show_strength(const struct effect *effect)
{
	return effect->kind == EFFECT_RULES_OUT ? "out" : words_strength(effect->strength);
}

void show_each_effect(const struct model *model, uint32_t option,
                      void (*visit)(void *context, const struct rule *rule, const struct effect *effect),
                      void *context)
{
	for (int rank = -1; rank < STRENGTH_COUNT; rank++)
		for (uint32_t r = 0; r < model->rule_count; r++)
			for (size_t i = 0; i < model->rules[r].effect_count; i++) {
				const struct effect *effect = &model->rules[r].effects[i];
				int own = effect->kind == EFFECT_RULES_OUT ? -1 : (int)effect->strength;
				if (effect->option == option && own == rank)
					visit(context, &model->rules[r], effect);
			}
}

/* "    id     text", with a column for the ids where there is room, else "    id: text". */
static void show_pair(const struct layout *layout, size_t indent, struct text id, size_t longest, struct text text,
                      struct buffer *out)
{
	struct buffer first = {0};
	buffer_add_repeated(&first, ' ', indent);
	buffer_add(&first, id);
	if (layout->width >= LAYOUT_USUAL_WIDTH && longest <= LONGEST_COLUMN)
		buffer_add_repeated(&first, ' ', longest - layout_width(id) + 2);
	else
		buffer_add_string(&first, ": ");
	layout_paragraph(layout, first.bytes, text, LAYOUT_FLOW, out);
	buffer_release(&first);
}

/* "waiting", or of a band "from 20" */
static void name_answer(const struct question *question, uint32_t answer, struct buffer *name)
{
	buffer_clear(name);
	buffer_format(name, "%s%.*s", question->is_number ? "from " : "", TEXT_ARGS(question->answers[answer].id));
}

static void show_questions_under(struct view *view, uint32_t parent, uint32_t answer, size_t indent);

/* The answers, and under each what is asked then if `view` is given. */
static void list_answers(const struct question *question, const struct layout *layout, size_t indent,
                         struct view *view, struct buffer *out)
{
	struct buffer name = {0};
	size_t longest = 0;
	for (uint32_t v = 0; v < question->answer_count; v++) {
		name_answer(question, v, &name);
		longest = name.length > longest ? name.length : longest;
	}
	for (uint32_t v = 0; v < question->answer_count; v++) {
		name_answer(question, v, &name);
		show_pair(layout, indent, buffer_text(&name), longest, question->answers[v].label, out);
		if (view)
			show_questions_under(view, (uint32_t)(question - view->model->questions), v, indent + 2);
	}
	buffer_release(&name);
}

void show_answers(const struct question *question, const struct layout *layout, size_t indent, struct buffer *out)
{
	list_answers(question, layout, indent, NULL, out);
}

static void show_guard(struct view *view, uint32_t question, size_t indent)
{
	uint32_t guard = condition_words_guard(view->model, question);
	struct buffer words = {0}, first = {0};
	if (guard == MODEL_NONE)
		return;
	buffer_add_repeated(&first, ' ', indent);
	buffer_add_string(&words, "asked only if ");
	condition_words_clause(view->model, guard, &words);
	layout_paragraph(view->layout, first.bytes, buffer_text(&words), LAYOUT_FLOW, view->out);
	buffer_release(&words);
	buffer_release(&first);
}

static void show_question(struct view *view, uint32_t index, size_t indent)
{
	const struct model *model = view->model;
	const struct question *question = &model->questions[index];
	struct buffer first = {0}, words = {0};
	buffer_add_repeated(&first, ' ', indent);
	buffer_add(&first, question->id);
	if (question->parent != MODEL_NONE && question->topic != model->questions[question->parent].topic) {
		buffer_add_string(&first, " ");
		buffer_format(&words, "(%.*s)", TEXT_ARGS(model->topics[question->topic].title));
	}
	layout_marked(view->layout, COLOUR_HEADING, first.bytes, buffer_text(&words), view->out);
	buffer_clear(&first);
	buffer_add_repeated(&first, ' ', indent + 2);
	layout_paragraph(view->layout, first.bytes, question->ask, LAYOUT_FLOW, view->out);
	show_guard(view, index, indent + 2);
	list_answers(question, view->layout, indent + 4, view, view->out);
	buffer_release(&first);
	buffer_release(&words);
}

static void show_questions_under(struct view *view, uint32_t parent, uint32_t answer, size_t indent)
{
	for (uint32_t q = 0; q < view->model->question_count; q++)
		if (view->model->questions[q].parent == parent && view->model->questions[q].parent_answer == answer)
			show_question(view, q, indent);
}

/* The questions of a topic that stand under no answer, with all that stands under theirs. */
static void show_topic(struct view *view, uint32_t topic)
{
	struct buffer words = {0};
	for (uint32_t q = 0; q < view->model->question_count; q++) {
		const struct question *question = &view->model->questions[q];
		if (question->topic != topic || question->parent != MODEL_NONE)
			continue;
		if (words.length == 0) {
			buffer_format(&words, "Questions: %.*s", TEXT_ARGS(view->model->topics[topic].title));
			show_heading(view->layout, buffer_text(&words), view->out);
		}
		show_question(view, q, 2);
	}
	buffer_release(&words);
}

static void show_options(struct view *view)
{
	const struct model *model = view->model;
	size_t longest = 0;
	show_heading(view->layout, TEXT("Options; of two equals the earlier wins"), view->out);
	for (uint32_t o = 0; o < model->option_count; o++)
		longest = model->options[o].id.length > longest ? model->options[o].id.length : longest;
	for (uint32_t o = 0; o < model->option_count; o++)
		show_pair(view->layout, 2, model->options[o].id, longest, model->options[o].name, view->out);
}

static void show_facts(struct view *view)
{
	const struct model *model = view->model;
	struct buffer words = {0}, first = {0};
	if (model->fact_count)
		show_heading(view->layout, TEXT("Facts"), view->out);
	for (uint32_t f = 0; f < model->fact_count; f++) {
		const struct fact *fact = &model->facts[f];
		bool has_label = !text_equal(fact->id, fact->label);
		buffer_clear(&first);
		buffer_clear(&words);
		buffer_format(&first, "  %.*s%s", TEXT_ARGS(fact->id), has_label ? ": " : "");
		layout_paragraph(view->layout, first.bytes, has_label ? fact->label : TEXT(""), LAYOUT_FLOW, view->out);
		buffer_add_string(&words, "if ");
		condition_words_clause(model, fact->condition, &words);
		layout_paragraph(view->layout, "      ", buffer_text(&words), LAYOUT_FLOW, view->out);
	}
	buffer_release(&first);
	buffer_release(&words);
}

/* As many words of `text` as one line of `room` columns takes; "..." stands for the rest. Nothing where hardly any
 * would fit. */
static void add_beginning(struct text text, size_t room, struct buffer *out)
{
	size_t start = out->length, column = 0;
	if (room < LEAST_ROOM)
		return;
	while (text.length) {
		struct text line = text_cut(&text, '\n');
		while (line.length) {
			struct text word = text_trim(text_cut(&line, ' '));
			size_t width = layout_width(word) + (column > 0);
			bool is_last = text_trim(line).length == 0 && text_trim(text).length == 0;
			if (word.length && column + width + (is_last ? 0 : 4) > room) {
				buffer_add_string(out, out->length > start ? " ..." : "...");
				return;
			}
			buffer_add_string(out, column > 0 && word.length ? " " : "");
			buffer_add(out, word);
			column += word.length ? width : 0;
		}
	}
}

/* One line: "  + strong  gain-is-little  The job is over before ..." */
static void show_effect(void *context, const struct rule *rule, const struct effect *effect)
{
	struct view *view = context;
	struct buffer first = {0}, beginning = {0};
	enum colour colour = effect->kind == EFFECT_FOR ? COLOUR_GOOD : COLOUR_BAD;
	buffer_format(&first, "  %s %-6s  %-*.*s  ", show_mark(effect), show_strength(effect), (int)view->longest,
	              TEXT_ARGS(rule->id));
	if (first.length < view->layout->width)
		add_beginning(rule->because, view->layout->width - first.length, &beginning);
	while (beginning.length == 0 && first.bytes[first.length - 1] == ' ')
		first.length--;
	first.bytes[first.length] = '\0';
	if (beginning.length)
		layout_marked(view->layout, colour, first.bytes, buffer_text(&beginning), view->out);
	else
		layout_line(view->layout, colour, buffer_text(&first), view->out);
	buffer_release(&beginning);
	buffer_release(&first);
}

static void measure_effect(void *context, const struct rule *rule, const struct effect *effect)
{
	struct view *view = context;
	(void)effect;
	if (rule->id.length > view->longest)
		view->longest = rule->id.length;
}

static void show_rules(struct view *view)
{
	const struct model *model = view->model;
	struct buffer words = {0};
	for (uint32_t o = 0; o < model->option_count; o++) {
		view->longest = 0;
		show_each_effect(model, o, measure_effect, view);
		buffer_clear(&words);
		buffer_format(&words, "Rules about %.*s", TEXT_ARGS(model->options[o].id));
		show_heading(view->layout, buffer_text(&words), view->out);
		if (view->longest == 0)
			layout_paragraph(view->layout, "  ", TEXT("none"), LAYOUT_FLOW, view->out);
		show_each_effect(model, o, show_effect, view);
	}
	buffer_release(&words);
}

static void show_impossibles(struct view *view)
{
	struct buffer words = {0};
	if (view->model->impossible_count)
		show_heading(view->layout, TEXT("Impossible combinations"), view->out);
	for (uint32_t i = 0; i < view->model->impossible_count; i++) {
		const struct impossible *impossible = &view->model->impossibles[i];
		buffer_clear(&words);
		condition_words_clause(view->model, impossible->condition, &words);
		layout_paragraph(view->layout, "  ", buffer_text(&words), LAYOUT_FLOW, view->out);
		layout_paragraph(view->layout, "      ", impossible->because, LAYOUT_FLOW, view->out);
	}
	buffer_release(&words);
}

void show_model(const struct model *model, const struct layout *layout, struct buffer *out)
{
	struct view view = {.model = model, .layout = layout, .out = out};
	struct buffer words = {0};
	layout_heading(layout, model->title, out);
	buffer_format(&words, "model %.*s, revision %u, %s", TEXT_ARGS(model->id), model->revision, model->source.name);
	layout_paragraph(layout, "  ", buffer_text(&words), LAYOUT_FLOW, out);
	show_options(&view);
	for (uint32_t t = 0; t < model->topic_count; t++)
		show_topic(&view, t);
	show_facts(&view);
	show_rules(&view);
	show_impossibles(&view);
	buffer_release(&words);
}
