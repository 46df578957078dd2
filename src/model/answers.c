/* SPDX-License-Identifier: ISC
 *
 * Owns sets of answers and the words in which they are given, the same in profiles, options and the interview.
 */
#include "model/answers.h"

#include <stdlib.h>
#include <string.h>

#define NUMBER_FORMS "write 40, 2_000, 5k, 20-50 for a range, or 20+ for 20 or more"

void answers_init(struct answers *answers, const struct model *model)
{
	struct span nowhere = {0};
	answers->model = model;
	answers->sets = memory_new(model->question_count, sizeof(*answers->sets));
	for (uint32_t q = 0; q < model->question_count; q++)
		answers_clear(answers, q, ANSWER_MISSING, nowhere);
}

void answers_copy(struct answers *to, const struct answers *from)
{
	answers_init(to, from->model);
	memcpy(to->sets, from->sets, from->model->question_count * sizeof(*to->sets));
}

void answers_release(struct answers *answers)
{
	free(answers->sets);
	*answers = (struct answers){0};
}

void answers_clear(struct answers *answers, uint32_t question, enum answer_state state, struct span span)
{
	answers->sets[question] = (struct answer_set){
		.state = state,
		.answers = model_all_answers(&answers->model->questions[question]),
		.span = span,
	};
}

bool answers_is_single(const struct answers *answers, uint32_t question, uint32_t *answer)
{
	uint64_t set = answers->sets[question].answers;
	uint32_t first = 0;
	if (answers->sets[question].state != ANSWER_GIVEN || set == 0 || (set & (set - 1)) != 0)
		return false;
	while (!(set >> first & 1))
		first++;
	if (answer)
		*answer = first;
	return true;
}

void answers_begin(struct answers *answers, uint32_t question, struct span span)
{
	answers->sets[question] =
		(struct answer_set){.state = ANSWER_GIVEN, .low = MODEL_MOST_NUMBER, .span = span};
}

bool answers_add_range(struct answers *answers, uint32_t question, uint64_t low, uint64_t high, struct span span,
                       struct diagnostics *found)
{
	const struct question *asked = &answers->model->questions[question];
	struct answer_set *set = &answers->sets[question];
	if (low > high) {
		finding_error(found, FINDING_EMPTY_RANGE, span, "this range holds no number");
		return false;
	}
	if (low < asked->answers[0].bound) {
		finding_error(found, FINDING_NUMBER, span, "'%.*s' is %llu or more", TEXT_ARGS(asked->id),
		              (unsigned long long)asked->answers[0].bound);
		return false;
	}
	uint32_t last = model_find_band(asked, high);
	for (uint32_t band = model_find_band(asked, low); band <= last; band++)
		set->answers |= UINT64_C(1) << band;
	if (set->range_count < ANSWER_RANGES_KEPT)
		set->ranges[set->range_count] = (struct number_range){low, high};
	set->range_count++;
	set->low = low < set->low ? low : set->low;
	set->high = high > set->high ? high : set->high;
	return true;
}

/* A whole number, possibly in thousands ("5k") or millions ("1M"). */
static bool parse_number(struct text words, uint64_t *number)
{
	uint64_t unit = 1;
	if (words.length > 1 && (words.bytes[words.length - 1] == 'k' || words.bytes[words.length - 1] == 'M')) {
		unit = words.bytes[words.length - 1] == 'k' ? 1000 : 1000000;
		words.length--;
	}
	if (!text_number(words, MODEL_MOST_NUMBER / unit, number))
		return false;
	*number *= unit;
	return true;
}

/* The words that are taken of any question but as numbers: its answers and, behind the last, "unknown". */
static struct text word_of(const void *context, size_t index)
{
	const struct question *question = context;
	bool is_answer = !question->is_number && index < question->answer_count;
	return is_answer ? question->answers[index].id : TEXT("unknown");
}

static size_t count_words(const struct question *question)
{
	return question->is_number ? 1 : question->answer_count + 1;
}

/* Adds to the latest finding what can be said of a question. */
static void hint_words(const struct question *question, const char *what, struct diagnostics *found)
{
	if (question->is_number)
		diagnostic_hint(found, NUMBER_FORMS);
	else
		diagnostic_list(found, count_words(question), word_of, question, what);
}

/* Another question of which `words` are an answer, or NULL. */
static const struct question *find_other(const struct model *model, const struct question *asked, struct text words)
{
	for (uint32_t q = 0; q < model->question_count; q++) {
		const struct question *other = &model->questions[q];
		if (other != asked && !other->is_number && model_find_answer(other, words) != MODEL_NONE)
			return other;
	}
	return NULL;
}

/* Adds to the latest finding, that `words` are no answer of the question, what could be meant. */
static void hint_answer(const struct model *model, const struct question *asked, struct text words,
                        struct diagnostics *found)
{
	struct buffer what = {0};
	if (text_equal(words, TEXT("unknown"))) {
		diagnostic_hint(found, "unknown stands alone, for any answer");
		return;
	}
	if (diagnostic_suggest_near(found, words, count_words(asked), word_of, asked))
		return;
	const struct question *other = find_other(model, asked, words);
	if (other) {
		buffer_format(&what, "it is an answer of '%.*s'", TEXT_ARGS(other->id));
		diagnostic_hint(found, "%s", what.bytes);
		buffer_format(&what, "; those of '%.*s'", TEXT_ARGS(asked->id));
	}
	if (!other || !asked->is_number)
		hint_words(asked, other ? what.bytes : "its answers", found);
	buffer_release(&what);
}

static bool is_digits(struct text words)
{
	size_t i = 0;
	while (i < words.length && words.bytes[i] >= '0' && words.bytes[i] <= '9')
		i++;
	return words.length > 0 && i == words.length;
}

static bool add_number(struct answers *answers, uint32_t question, struct text words, struct span span,
                       struct diagnostics *found)
{
	struct text rest = words;
	bool is_open = words.length > 1 && words.bytes[words.length - 1] == '+' && !memchr(words.bytes, '-', words.length);
	if (is_open)
		rest.length--;
	struct text first = text_trim(text_cut(&rest, '-'));
	bool is_range = !is_open && words.length > 0 && memchr(words.bytes, '-', words.length);
	uint64_t low = 0, high = 0;
	bool read = parse_number(first, &low);
	if (is_open)
		high = MODEL_MOST_NUMBER;
	else if (read && is_range)
		read = parse_number(text_trim(rest), &high);
	bool is_too_high = !read && is_digits(words);
	if (is_too_high) {
		finding_error(found, FINDING_NUMBER, span, "'%.*s' is %llu or less",
		              TEXT_ARGS(answers->model->questions[question].id), (unsigned long long)MODEL_MOST_NUMBER);
		return false;
	}
	if (!read) {
		finding_error(found, FINDING_NUMBER, span, "'%.*s' is not a whole number", TEXT_ARGS(words));
		hint_answer(answers->model, &answers->model->questions[question], words, found);
		return false;
	}
	bool taken = answers_add_range(answers, question, low, is_range || is_open ? high : low, span, found);
	if (!taken && words.length > 1 && words.bytes[0] == '0')
		diagnostic_hint(found, NUMBER_FORMS);     /* "1,000", cut at the comma */
	return taken;
}

bool answers_add(struct answers *answers, uint32_t question, struct text words, struct span span,
                 struct diagnostics *found)
{
	const struct question *asked = &answers->model->questions[question];
	if (words.length == 0) {
		finding_error(found, FINDING_UNKNOWN_ANSWER, span, "'%.*s' needs an answer, or unknown", TEXT_ARGS(asked->id));
		hint_words(asked, "its answers", found);
		return false;
	}
	if (asked->is_number)
		return add_number(answers, question, words, span, found);
	uint32_t answer = model_find_answer(asked, words);
	if (answer == MODEL_NONE) {
		finding_error(found, FINDING_UNKNOWN_ANSWER, span, "'%.*s' is not an answer of '%.*s'", TEXT_ARGS(words),
		              TEXT_ARGS(asked->id));
		hint_answer(answers->model, asked, words, found);
		return false;
	}
	answers->sets[question].answers |= UINT64_C(1) << answer;
	return true;
}

/* The span of `part`, a slice of `whole`, which begins at `start` and is on one line. Counts code points. */
static struct span span_of_part(struct text whole, struct text part, struct span start)
{
	uint32_t before = 0, length = 0;
	for (const char *at = whole.bytes; at < part.bytes + part.length; at++) {
		bool begins_point = ((unsigned char)*at & 0xc0) != 0x80;
		before += begins_point && at < part.bytes;
		length += begins_point && at >= part.bytes;
	}
	start.column += before;
	start.end_line = start.line;
	start.end_column = start.column + (length ? length : 1);
	return start;
}

bool answers_give(struct answers *answers, uint32_t question, struct text words, struct span span,
                  struct diagnostics *found)
{
	if (text_equal(text_trim(words), TEXT("unknown"))) {
		answers_clear(answers, question, ANSWER_UNKNOWN, span);
		return true;
	}
	struct answer_set old = answers->sets[question];
	answers_begin(answers, question, span);
	struct text rest = words;
	bool taken = true, more = true;
	while (more) {
		more = rest.length && memchr(rest.bytes, ',', rest.length);
		struct text part = text_trim(text_cut(&rest, ','));
		taken = answers_add(answers, question, part, span_of_part(words, part, span), found) && taken;
	}
	if (!taken)
		answers->sets[question] = old;
	return taken;
}

bool answers_set(struct answers *answers, struct text words, struct diagnostics *found)
{
	const struct span start = {1, 1, 1, 2};
	struct text rest = words;
	struct text id = text_trim(text_cut(&rest, '='));
	struct span id_span = span_of_part(words, id, start);
	uint32_t question = model_find_question(answers->model, id);
	if (question == MODEL_NONE) {
		answers_report_unknown_question(answers->model, id, id_span, found);
		if (!memchr(words.bytes, '=', words.length))
			diagnostic_hint(found, "an answer is given as question=answer");
		return false;
	}
	if (rest.length == 0) {
		finding_error(found, FINDING_UNKNOWN_ANSWER, id_span, "'%.*s' needs '=' and an answer", TEXT_ARGS(id));
		hint_words(&answers->model->questions[question], "its answers", found);
		return false;
	}
	if (!answers_give(answers, question, rest, span_of_part(words, rest, start), found))
		return false;
	answers->sets[question].span = (struct span){0};
	return true;
}

void answers_report_unknown_question(const struct model *model, struct text id, struct span span,
                                     struct diagnostics *found)
{
	finding_error(found, FINDING_UNKNOWN_QUESTION, span, "there is no question '%.*s'", TEXT_ARGS(id));
	diagnostic_suggest(found, id, model->question_count, model_question_id, model, "questions");
}

static void print_range(uint64_t low, uint64_t high, struct buffer *out)
{
	buffer_format(out, "%llu", (unsigned long long)low);
	if (high == MODEL_MOST_NUMBER)
		buffer_add_string(out, "+");
	else if (high > low)
		buffer_format(out, "-%llu", (unsigned long long)high);
}

/* The numbers as they were given; if those are too many, by the bands that they touch, in which only the least and the
 * greatest stay exact. */
static void print_numbers(const struct question *question, const struct answer_set *set, struct buffer *out)
{
	bool first = true;
	for (size_t i = 0; set->range_count <= ANSWER_RANGES_KEPT && i < set->range_count; i++) {
		buffer_add_string(out, i ? "," : "");
		print_range(set->ranges[i].low, set->ranges[i].high, out);
	}
	if (set->range_count <= ANSWER_RANGES_KEPT)
		return;
	for (uint32_t v = 0; v < question->answer_count; v++) {
		if (!(set->answers >> v & 1))
			continue;
		uint32_t last = v;
		while (last + 1 < question->answer_count && (set->answers >> (last + 1) & 1))
			last++;
		uint64_t low = question->answers[v].bound;
		uint64_t high = last + 1 < question->answer_count ? question->answers[last + 1].bound - 1 : MODEL_MOST_NUMBER;
		buffer_add_string(out, first ? "" : ",");
		print_range(low > set->low ? low : set->low, high < set->high ? high : set->high, out);
		first = false;
		v = last;
	}
}

void answers_print(const struct answers *answers, uint32_t question, struct buffer *out)
{
	const struct question *asked = &answers->model->questions[question];
	const struct answer_set *set = &answers->sets[question];
	if (set->state == ANSWER_UNKNOWN)
		buffer_add_string(out, "unknown");
	if (set->state != ANSWER_GIVEN)
		return;
	if (asked->is_number) {
		print_numbers(asked, set, out);
		return;
	}
	bool first = true;
	for (uint32_t i = 0; i < asked->answer_count; i++) {
		if (!(set->answers >> i & 1))
			continue;
		buffer_format(out, "%s%.*s", first ? "" : ",", TEXT_ARGS(asked->answers[i].id));
		first = false;
	}
}
