/* SPDX-License-Identifier: ISC
 *
 * Owns what words mean: numbers and beginnings of answers, ids of questions and options.
 */
#include <string.h>

#include "interview/flow_state.h"

bool flow_begins_with(struct text whole, struct text start)
{
	if (whole.length < start.length)
		return false;
	for (size_t i = 0; i < start.length; i++) {
		char a = whole.bytes[i], b = start.bytes[i];
		a = a >= 'A' && a <= 'Z' ? (char)(a - 'A' + 'a') : a;
		b = b >= 'A' && b <= 'Z' ? (char)(b - 'A' + 'a') : b;
		if (a != b)
			return false;
	}
	return true;
}

/* Things with names, one of which a word should mean. */
struct naming {
	size_t count;
	struct text (*name)(const void *context, size_t index);
	struct text (*label)(const void *context, size_t index);         /* or NULL */
	const void *context;
};

enum { NO_NAME = -1, SEVERAL_NAMES = -2 };

/* The one whose name is `word`, or else the only one whose name, or else whose label, begins with it. */
static int find_name(const struct naming *naming, struct text word)
{
	for (size_t i = 0; i < naming->count; i++)
		if (text_equal(naming->name(naming->context, i), word))
			return (int)i;
	for (int by_label = 0; by_label < (naming->label ? 2 : 1); by_label++) {
		int found = NO_NAME;
		for (size_t i = 0; i < naming->count && word.length; i++)
			if (flow_begins_with((by_label ? naming->label : naming->name)(naming->context, i), word))
				found = found == NO_NAME ? (int)i : SEVERAL_NAMES;
		if (found != NO_NAME)
			return found;
	}
	return NO_NAME;
}

/* Says that a word may be several things, and which. */
static void say_ambiguous(struct reply *reply, const struct naming *naming, struct text word)
{
	struct buffer words = {0};
	const char *comma = "";
	buffer_format(&words, "'%.*s' may be ", TEXT_ARGS(word));
	for (size_t i = 0; i < naming->count; i++) {
		struct text name = naming->name(naming->context, i);
		if (!flow_begins_with(name, word) && !(naming->label && flow_begins_with(naming->label(naming->context, i), word)))
			continue;
		buffer_format(&words, "%s%.*s", comma, TEXT_ARGS(name));
		comma = ", ";
	}
	reply_say(reply, buffer_text(&words));
	buffer_release(&words);
}

/* Says that there is no such thing, and which is near. */
static void say_unknown(struct reply *reply, const struct naming *naming, struct text word, const char *what)
{
	struct source source;
	struct diagnostics found = {.source = &source};
	source_of_bytes(&source, "words", word.bytes, word.length);
	diagnostic_add(&found, SEVERITY_ERROR, "", (struct span){1, 1, 1, 2}, "there is no %s '%.*s'", what,
	               TEXT_ARGS(word));
	diagnostic_suggest(&found, word, naming->count, naming->name, naming->context, "there are");
	reply_refuse(reply, &found);
	diagnostics_release(&found);
	source_release(&source);
}

uint32_t flow_find_named(struct reply *reply, struct text word, const char *what, size_t count,
                         struct text (*name)(const void *context, size_t index), const void *context)
{
	struct naming naming = {count, name, NULL, context};
	int found = find_name(&naming, word);
	if (found >= 0)
		return (uint32_t)found;
	if (found == SEVERAL_NAMES)
		say_ambiguous(reply, &naming, word);
	else
		say_unknown(reply, &naming, word, what);
	return MODEL_NONE;
}

uint32_t flow_find_question(struct reply *reply, struct text word)
{
	const struct model *model = reply->flow->model;
	return flow_find_named(reply, word, "question", model->question_count, model_question_id, model);
}

uint32_t flow_find_option(struct reply *reply, struct text word)
{
	const struct model *model = reply->flow->model;
	return flow_find_named(reply, word, "option", model->option_count, model_option_id, model);
}

static struct text answer_label(const void *context, size_t index)
{
	const struct question *question = context;
	return question->answers[index].label;
}

/* The answer that `word` is the number of, or names; else MODEL_NONE. */
static uint32_t find_answer(const struct question *question, struct text word)
{
	struct naming naming = {question->answer_count, model_answer_id, answer_label, question};
	uint64_t place;
	if (text_number(word, question->answer_count, &place) && place > 0)
		return (uint32_t)place - 1;
	int found = find_name(&naming, word);
	return found >= 0 ? (uint32_t)found : MODEL_NONE;
}

/* Appends the words with the ids of the answers that are meant. Returns false after saying that one may be several. */
static bool spell_out(struct reply *reply, const struct question *question, struct text line, struct buffer *words)
{
	struct naming naming = {question->answer_count, model_answer_id, answer_label, question};
	struct text rest = line;
	const char *comma = "";
	bool more = true;
	while (more) {
		more = rest.length && memchr(rest.bytes, ',', rest.length);
		struct text part = text_trim(text_cut(&rest, ','));
		uint32_t answer = find_answer(question, part);
		if (answer == MODEL_NONE && find_name(&naming, part) == SEVERAL_NAMES) {
			say_ambiguous(reply, &naming, part);
			return false;
		}
		buffer_add_string(words, comma);
		buffer_add(words, answer != MODEL_NONE ? question->answers[answer].id : part);
		comma = ",";
	}
	return true;
}

bool flow_read_answer(struct reply *reply, uint32_t question, struct text words, struct answers *answers)
{
	const struct question *asked = &answers->model->questions[question];
	const struct span start = {1, 1, 1, 2};
	struct source source;
	struct buffer spelt = {0};
	struct diagnostics found = {.source = &source};
	bool is_plain = asked->is_number || text_equal(words, TEXT("unknown"));
	if (is_plain)
		buffer_add(&spelt, words);
	else if (!spell_out(reply, asked, words, &spelt)) {
		buffer_release(&spelt);
		return false;
	}
	source_of_bytes(&source, "answer", spelt.bytes ? spelt.bytes : "", spelt.length);
	bool taken = answers_give(answers, question, buffer_text(&spelt), start, &found);
	if (!taken)
		reply_refuse(reply, &found);
	diagnostics_release(&found);
	source_release(&source);
	buffer_release(&spelt);
	return taken;
}
