/* SPDX-License-Identifier: ISC
 *
 * Owns what a profile is checked against, the choice of the option, and the output.
 */
#include "straight.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_LINE ((size_t)64 * (STRAIGHT_OPTIONS + STRAIGHT_RULES + 2))

_Static_assert(MOST_LINE <= STRAIGHT_BUFFER, "a line fits");

static const struct straight_name none = NAME("none");
static const long long most_number = 1000000000000000;

void straight_begin(struct straight *straight)
{
	memset(straight->given, 0, sizeof(straight->given));
	straight->given_count = 0;
	straight->line++;
}

static bool is_name(const struct straight_name *name, const char *text, size_t length)
{
	return name->length == length && memcmp(name->text, text, length) == 0;
}

/* Profiles tend to follow the order of the questions: the search begins behind the last one. */
bool straight_question(struct straight *straight, const char *text, size_t length)
{
	size_t place = straight->given_count > 0 ? straight->question : STRAIGHT_QUESTIONS - 1;
	for (size_t i = 0; i < STRAIGHT_QUESTIONS; i++) {
		place = place + 1 < STRAIGHT_QUESTIONS ? place + 1 : 0;
		if (is_name(&straight_questions[place].name, text, length))
			break;
	}
	if (straight->given[place] || !is_name(&straight_questions[place].name, text, length))
		return false;
	straight->question = place;
	straight->given[place] = true;
	straight->given_count++;
	return true;
}

bool straight_answer(struct straight *straight, const char *text, size_t length)
{
	const struct straight_question *question = &straight_questions[straight->question];
	for (size_t i = 0; i < question->answer_count; i++) {
		if (is_name(&question->answers[i], text, length)) {
			straight->profile.answer[straight->question] = 1u << i;
			return true;
		}
	}
	return false;
}

bool straight_number(struct straight *straight, long long number)
{
	straight->profile.number[straight->question] = number;
	return straight_questions[straight->question].answer_count == 0 && number >= straight_least && number <= most_number;
}

/* Above zero if the first option is better, below if the second is; by the tier. */
static int compare(const struct straight_verdict *verdict, size_t first, size_t second, size_t *tier)
{
	for (*tier = 0; *tier < STRAIGHT_TIERS; ++*tier) {
		int difference = verdict->net[first][*tier] - verdict->net[second][*tier];
		if (difference != 0)
			return difference;
	}
	return 0;
}

/* The best option that is not out, nor the one named here; STRAIGHT_OPTIONS if there is none. */
static size_t best_option(const struct straight_verdict *verdict, size_t but)
{
	size_t best = STRAIGHT_OPTIONS, tier;
	for (size_t option = 0; option < STRAIGHT_OPTIONS; option++) {
		if (option == but || verdict->out >> option & 1)
			continue;
		if (best == STRAIGHT_OPTIONS || compare(verdict, option, best, &tier) > 0)
			best = option;
	}
	return best;
}

static void flush(struct straight *straight)
{
	fwrite(straight->out, 1, straight->length, stdout);
	straight->length = 0;
}

static void put(struct straight *straight, const char *text, size_t length)
{
	memcpy(straight->out + straight->length, text, length);
	straight->length += length;
}

static void put_string(struct straight *straight, const char *text)
{
	put(straight, text, strlen(text));
}

static void put_number(struct straight *straight, long long number)
{
	char digits[24];
	size_t start = sizeof(digits);
	unsigned long long rest = number < 0 ? 0 - (unsigned long long)number : (unsigned long long)number;
	do
		digits[--start] = (char)('0' + rest % 10);
	while ((rest /= 10) > 0);
	if (number < 0)
		digits[--start] = '-';
	put(straight, digits + start, sizeof(digits) - start);
}

static void put_name(struct straight *straight, const struct straight_name *name)
{
	put(straight, name->text, name->length);
}

/* By how much the best is ahead of the second, and in what. */
static void put_margin(struct straight *straight, const struct straight_verdict *verdict, size_t best)
{
	static const char *const tiers[] = {"strong", "medium", "weak", "order"};
	size_t tier, second = best_option(verdict, best);
	put_string(straight, ",\"settled\":true,\"margin\":{\"tier\":\"");
	if (second == STRAIGHT_OPTIONS) {
		put_string(straight, best == STRAIGHT_OPTIONS ? "none\"}" : "alone\"}");
		return;
	}
	int difference = compare(verdict, best, second, &tier);
	put_string(straight, tiers[tier]);
	if (difference > 0) {
		put_string(straight, "\",\"by\":");
		put_number(straight, difference);
		put_string(straight, ",\"next\":\"");
	} else {
		put_string(straight, "\",\"next\":\"");
	}
	put_name(straight, &straight_options[second]);
	put_string(straight, "\"}");
}

static void put_option(struct straight *straight, const struct straight_verdict *verdict, size_t option, bool is_best)
{
	static const char *const tiers[] = {"\",\"net\":{\"strong\":", ",\"medium\":", ",\"weak\":"};
	bool is_out = verdict->out >> option & 1;
	put_string(straight, "{\"id\":\"");
	put_name(straight, &straight_options[option]);
	put_string(straight, "\",\"verdict\":\"");
	put_string(straight, is_best ? "recommended" : is_out ? "ruled out" : "possible");
	for (size_t tier = 0; tier < STRAIGHT_TIERS; tier++) {
		put_string(straight, tiers[tier]);
		put_number(straight, verdict->net[option][tier]);
	}
	put_string(straight, "},\"reasons\":[");
	for (size_t i = option > 0 ? verdict->end[option - 1] : 0; i < verdict->end[option]; i++) {
		put_name(straight, &straight_reasons[verdict->holding[i]]);
		put_string(straight, i + 1 < verdict->end[option] ? "," : "");
	}
	put_string(straight, "]}");
}

/* What whether writes about the line, byte for byte. */
static void put_line(struct straight *straight, const struct straight_verdict *verdict)
{
	size_t best = best_option(verdict, STRAIGHT_OPTIONS);
	put_string(straight, "{\"line\":");
	put_number(straight, (long long)straight->line);
	put_string(straight, ",\"option\":\"");
	put_name(straight, best < STRAIGHT_OPTIONS ? &straight_options[best] : &none);
	put_string(straight, "\"");
	put_margin(straight, verdict, best);
	put_string(straight, ",\"options\":[");
	for (size_t option = 0; option < STRAIGHT_OPTIONS; option++) {
		put_string(straight, option > 0 ? "," : "");
		put_option(straight, verdict, option, option == best);
	}
	put_string(straight, "]}\n");
}

bool straight_end(struct straight *straight)
{
	struct straight_verdict verdict = {0};
	if (straight->given_count < STRAIGHT_QUESTIONS)
		return false;
	straight_judge(&straight->profile, &verdict);
	if (straight->length + MOST_LINE > sizeof(straight->out))
		flush(straight);
	put_line(straight, &verdict);
	return true;
}

void straight_finish(struct straight *straight, bool good)
{
	flush(straight);
	if (!good)
		fprintf(stderr, "straight: line %zu is no complete profile\n", straight->line);
	exit(good && fflush(stdout) == 0 && !ferror(stdout) ? EXIT_SUCCESS : EXIT_FAILURE);
}
