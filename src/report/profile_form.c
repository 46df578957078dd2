/* SPDX-License-Identifier: ISC
 *
 * Owns the text of profiles to be filled in. Whatever a model says goes into comments, line by line; whatever the profile
 * says is written so that it reads the same again.
 */
#include "report/profile_form.h"

#include <string.h>

#include "report/condition_words.h"
#include "report/layout.h"

enum { INDENT = 2, COMMENT_WIDTH = LAYOUT_MOST_WIDTH - INDENT - 2, SHORT_TEXT = 80 };

static const struct layout comment_layout = {.width = COMMENT_WIDTH};

/* Appends the lines as comments, and empties the buffer. */
static void add_comment(size_t indent, struct buffer *lines, struct buffer *out)
{
	for (struct text rest = buffer_text(lines); rest.length;) {
		struct text line = text_cut(&rest, '\n');
		buffer_add_repeated(out, ' ', indent);
		buffer_format(out, line.length ? "# %.*s\n" : "#\n", TEXT_ARGS(line));
	}
	buffer_clear(lines);
}

static void add_introduction(const struct model *model, struct buffer *out)
{
	struct buffer words = {0}, lines = {0};
	buffer_format(&words, "A profile for the model %.*s: %.*s", TEXT_ARGS(model->id), TEXT_ARGS(model->title));
	layout_paragraph(&comment_layout, "", buffer_text(&words), LAYOUT_FLOW, &lines);
	layout_paragraph(&comment_layout, "",
	                 TEXT("Put what is known in the place of \"unknown\": an answer of those above it; or several, as in "
	                      "[this, that], if it is one of them; or a number, such as 40, 5k, 20-50 or 20+, where one is "
	                      "asked for. What nobody knows, or does not apply, stays \"unknown\"."),
	                 LAYOUT_FLOW, &lines);
	add_comment(0, &lines, out);
	buffer_release(&words);
	buffer_release(&lines);
}

/* Whether its lines can be broken anew at spaces, and read the same: every space stands between two words. */
static bool is_flowing(struct text text)
{
	for (size_t i = 0; i + 1 < text.length; i++) {
		char byte = text.bytes[i], next = text.bytes[i + 1];
		if (byte == '\t' || (byte == ' ' && (next == ' ' || next == '\n')) || (byte == '\n' && next == ' '))
			return false;
	}
	return true;
}

/* As a block: folded, in which an empty line stands for a line end, if that keeps the text; else literal. */
static void add_block(struct text text, struct buffer *out)
{
	const struct layout layout = {.width = LAYOUT_MOST_WIDTH};
	bool flowing = is_flowing(text);
	buffer_add_string(out, flowing ? ">-\n" : "|-\n");
	for (bool first = true; text.length; first = false) {
		struct text line = text_cut(&text, '\n');
		buffer_add_string(out, flowing && !first ? "\n" : "");
		if (flowing && line.length)
			layout_paragraph(&layout, "  ", line, LAYOUT_FLOW, out);
		else if (!flowing)
			buffer_format(out, line.length ? "  %.*s\n" : "\n", TEXT_ARGS(line));
	}
}

/* A key with its text; without one, the key as a comment that tells what it is for. */
static void add_text(const char *key, struct text text, const char *purpose, struct buffer *out)
{
	if (text.length == 0) {
		buffer_format(out, "# %s: %s\n", key, purpose);
		return;
	}
	buffer_format(out, "%s: ", key);
	if (memchr(text.bytes, '\n', text.length) || layout_width(text) > SHORT_TEXT) {
		add_block(text, out);
	} else {
		profile_print_quoted(text, out);
		buffer_add_string(out, "\n");
	}
}

/* "waiting", or of a band "from 20". */
static void add_name(const struct question *question, uint32_t answer, struct buffer *out)
{
	buffer_format(out, "  %s%.*s", question->is_number ? "from " : "", TEXT_ARGS(question->answers[answer].id));
}

/* Each answer with its label, and its help below that. */
static void list_answers(const struct question *question, struct buffer *lines)
{
	struct buffer first = {0};
	size_t longest = 0;
	for (uint32_t v = 0; v < question->answer_count; v++) {
		buffer_clear(&first);
		add_name(question, v, &first);
		longest = first.length > longest ? first.length : longest;
	}
	for (uint32_t v = 0; v < question->answer_count; v++) {
		buffer_clear(&first);
		add_name(question, v, &first);
		buffer_add_repeated(&first, ' ', longest - first.length + 2);
		layout_paragraph(&comment_layout, first.bytes, question->answers[v].label, LAYOUT_FLOW, lines);
		buffer_clear(&first);
		buffer_add_repeated(&first, ' ', longest + 2);
		if (question->answers[v].help.length)
			layout_paragraph(&comment_layout, first.bytes, question->answers[v].help, LAYOUT_FLOW, lines);
	}
	buffer_release(&first);
}

/* All that the model says of a question. */
static void describe_question(const struct model *model, uint32_t q, struct buffer *lines)
{
	const struct question *question = &model->questions[q];
	struct buffer condition = {0};
	layout_paragraph(&comment_layout, "", question->ask, LAYOUT_FLOW, lines);
	if (question->help.length)
		layout_paragraph(&comment_layout, "", question->help, LAYOUT_PARAGRAPHS, lines);
	if (question->find_out.length)
		layout_paragraph(&comment_layout, "To find out: ", question->find_out, LAYOUT_VERBATIM, lines);
	if (model->conditions[question->applies].kind != CONDITION_ALWAYS) {
		buffer_add_string(&condition, "Asked only if ");
		condition_words_clause(model, question->applies, &condition);
		layout_paragraph(&comment_layout, "", buffer_text(&condition), LAYOUT_FLOW, lines);
	}
	list_answers(question, lines);
	buffer_release(&condition);
}

static void add_question(const struct answers *answers, uint32_t q, struct buffer *out)
{
	struct buffer lines = {0};
	buffer_add_string(out, "\n");
	describe_question(answers->model, q, &lines);
	add_comment(INDENT, &lines, out);
	profile_print_answer(answers, q, out);
	buffer_release(&lines);
}

/* The questions by topic, those without an answer as unknown. */
static void add_answers(const struct answers *given, struct buffer *out)
{
	const struct model *model = given->model;
	struct answers answers;
	answers_copy(&answers, given);
	buffer_add_string(out, "\nanswers:\n");
	for (uint32_t t = 0; t < model->topic_count; t++) {
		struct buffer heading = {0}, lines = {0};
		buffer_format(&heading, "==== %.*s", TEXT_ARGS(model->topics[t].title));
		layout_paragraph(&comment_layout, "", buffer_text(&heading), LAYOUT_FLOW, &lines);
		for (uint32_t q = 0; q < model->question_count; q++) {
			if (model->questions[q].topic != t)
				continue;
			if (answers.sets[q].state == ANSWER_MISSING)
				answers_clear(&answers, q, ANSWER_UNKNOWN, answers.sets[q].span);
			buffer_add_string(out, lines.length ? "\n" : "");
			add_comment(INDENT, &lines, out);
			add_question(&answers, q, out);
		}
		buffer_release(&heading);
		buffer_release(&lines);
	}
	answers_release(&answers);
}

/* What the profile expects and accepts. */
static void add_outcomes(const struct profile *profile, struct buffer *out)
{
	const struct model *model = profile->answers.model;
	const char *comma = "";
	if (profile->expect != MODEL_NONE || profile->accept)
		buffer_add_string(out, "\n");
	if (profile->expect != MODEL_NONE) {
		buffer_add_string(out, "expect: ");
		profile_print_id(model_outcome_id(model, profile->expect), out);
		buffer_add_string(out, "\n");
	}
	for (uint32_t outcome = 0; outcome <= model->option_count; outcome++) {
		if (!(profile->accept >> outcome & 1))
			continue;
		buffer_add_string(out, *comma ? comma : "accept: [");
		profile_print_id(model_outcome_id(model, outcome), out);
		comma = ", ";
	}
	buffer_add_string(out, *comma ? "]\n" : "");
}

void profile_form_print(const struct profile *profile, struct buffer *out)
{
	const struct model *model = profile->answers.model;
	add_introduction(model, out);
	buffer_add_string(out, "\nmodel: ");
	profile_print_id(model->id, out);
	buffer_format(out, "\nrevision: %u\n", model->revision);
	add_text("title", profile->title, "a title for the report", out);
	add_text("note", profile->note, "whatever is worth noting", out);
	add_text("source", profile->reference, "where the answers come from", out);
	add_answers(&profile->answers, out);
	add_outcomes(profile, out);
}
