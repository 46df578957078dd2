/* SPDX-License-Identifier: ISC
 *
 * Owns the schema of the profiles for a model. What the model says of a question and its answers is what an editor shows.
 */
#include "report/condition_words.h"
#include "report/json_schema.h"

/* A number with its unit, if any; then what may follow it. */
#define DIGITS "[0-9]+(_[0-9]+)*[kM]?"
#define NUMBER_PATTERN "^\\s*" DIGITS "\\s*(\\+|-\\s*" DIGITS ")?\\s*$"

/* Words, and below them help, which may be empty. */
static void add_words(struct text words, struct text help, struct buffer *out)
{
	buffer_add(out, words);
	buffer_add_string(out, help.length ? "\n\n" : "");
	buffer_add(out, help);
}

/* A constant with what editors show beside it. */
static void show_constant(struct json_view *view, struct text id, struct text words, struct text help)
{
	struct buffer description = {0};
	add_words(words, help, &description);
	json_begin_map(view, NULL);
	json_text_pair(view, "const", id);
	json_text_pair(view, "description", buffer_text(&description));
	json_end_map(view);
	buffer_release(&description);
}

static void show_model(struct json_view *view, const struct model *model)
{
	json_begin_map(view, "model");
	json_text_pair(view, "const", model->id);
	json_end_map(view);
}

/* The options, and none. */
static void show_outcomes(struct json_view *view, const struct model *model)
{
	json_begin_map(view, "outcome");
	json_begin_list(view, "anyOf");
	for (uint32_t i = 0; i < model->option_count; i++)
		show_constant(view, model->options[i].id, model->options[i].name, TEXT(""));
	show_constant(view, TEXT("none"), TEXT("every option is ruled out"), TEXT(""));
	json_end_list(view);
	json_end_map(view);
	json_begin_map(view, "outcomes");
	json_schema_one_or_list(view, "outcome", 0);
	json_end_map(view);
}

/* The bands: "from 20: dozens". */
static void describe_bands(const struct question *question, struct buffer *words)
{
	for (uint32_t v = 0; v < question->answer_count; v++) {
		buffer_format(words, "%sfrom %.*s: ", v ? "\n\n" : "", TEXT_ARGS(question->answers[v].id));
		add_words(question->answers[v].label, question->answers[v].help, words);
	}
}

/* A number, which may be in words. */
static void show_number(struct json_view *view, const struct question *question)
{
	struct buffer bands = {0};
	describe_bands(question, &bands);
	json_text_pair(view, "description", buffer_text(&bands));
	json_begin_list(view, "anyOf");
	json_schema_integer(view, (long long)question->answers[0].bound, (long long)MODEL_MOST_NUMBER);
	json_begin_map(view, NULL);
	json_text_pair(view, "type", TEXT("string"));
	json_text_pair(view, "pattern", TEXT(NUMBER_PATTERN));
	json_end_map(view);
	json_end_list(view);
	buffer_release(&bands);
}

/* One of the answers of the question. */
static void show_choice(struct json_view *view, const struct question *question)
{
	json_begin_list(view, "anyOf");
	for (uint32_t v = 0; v < question->answer_count; v++)
		show_constant(view, question->answers[v].id, question->answers[v].label, question->answers[v].help);
	json_end_list(view);
}

/* A range of numbers, none of them below the first band. */
static void show_range(struct json_view *view, const struct question *question)
{
	json_begin_map(view, NULL);
	json_begin_map(view, "properties");
	for (size_t i = 0; i < format_answer_range.count; i++) {
		json_begin_map(view, format_answer_range.keys[i].name);
		json_number_pair(view, "minimum", (long long)question->answers[0].bound);
		json_end_map(view);
	}
	json_end_map(view);
	json_begin_list(view, "allOf");
	json_schema_refer(view, NULL, "range");
	json_end_list(view);
	json_end_map(view);
}

/* What the model says of a question, in paragraphs. */
static void describe_question(const struct model *model, const struct question *question, struct buffer *words)
{
	buffer_add(words, question->help);
	if (question->find_out.length)
		buffer_format(words, "%sTo find out: %.*s", words->length ? "\n\n" : "", TEXT_ARGS(question->find_out));
	if (model->conditions[question->applies].kind != CONDITION_ALWAYS) {
		buffer_add_string(words, words->length ? "\n\n" : "");
		buffer_add_string(words, "Asked only if ");
		condition_words_clause(model, question->applies, words);
	}
}

static void show_question(struct json_view *view, const struct model *model, const struct question *question)
{
	struct buffer words = {0}, shape = {0};
	describe_question(model, question, &words);
	buffer_format(&shape, "answer-%.*s", TEXT_ARGS(question->id));
	json_text(view, question->id);
	json_begin_map(view, NULL);
	json_text_pair(view, "title", question->ask);
	json_optional_pair(view, "description", buffer_text(&words));
	json_begin_list(view, "anyOf");
	json_schema_refer(view, NULL, shape.bytes);
	json_begin_map(view, NULL);
	json_schema_list(view, shape.bytes, 1);
	json_end_map(view);
	if (question->is_number)
		show_range(view, question);
	show_constant(view, TEXT("unknown"), TEXT("it is not known"), TEXT(""));
	json_end_list(view);
	json_end_map(view);
	buffer_release(&words);
	buffer_release(&shape);
}

static void show_answers(struct json_view *view, const struct model *model)
{
	struct buffer shape = {0};
	json_begin_map(view, "answers");
	json_text_pair(view, "type", TEXT("object"));
	json_begin_map(view, "properties");
	for (uint32_t q = 0; q < model->question_count; q++)
		show_question(view, model, &model->questions[q]);
	json_end_map(view);
	json_boolean_pair(view, "additionalProperties", false);
	json_end_map(view);
	for (uint32_t q = 0; q < model->question_count; q++) {
		const struct question *question = &model->questions[q];
		buffer_clear(&shape);
		buffer_format(&shape, "answer-%.*s", TEXT_ARGS(question->id));
		json_begin_map(view, shape.bytes);
		if (question->is_number)
			show_number(view, question);
		else
			show_choice(view, question);
		json_end_map(view);
	}
	buffer_release(&shape);
}

static void show_profiles(struct json_view *view, const void *context)
{
	static const struct json_schema_definition range = {"range", .table = &format_answer_range, .least = 1};
	const struct model *model = context;
	struct buffer title = {0};
	buffer_format(&title, "A profile for the model %.*s, revision %u", TEXT_ARGS(model->id), model->revision);
	json_schema_begin(view, buffer_text(&title));
	json_text_pair(view, "description", model->title);
	json_schema_keys(view, &format_profile);
	json_begin_map(view, "definitions");
	json_schema_define_common(view);
	json_schema_define(view, &range, 1);
	show_model(view, model);
	show_outcomes(view, model);
	show_answers(view, model);
	json_end_map(view);
	buffer_release(&title);
}

void json_schema_of_profiles(const struct model *model, struct buffer *out)
{
	json_emit_object(NULL, show_profiles, model, out);
}
