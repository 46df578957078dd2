/* SPDX-License-Identifier: ISC
 *
 * The yardstick: one decision, with its rules as straight code. A front end for each JSON library feeds profiles to it:
 * straight_begin, then straight_question and one of its answers in turn, then straight_end.
 */
#ifndef STRAIGHT_H
#define STRAIGHT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { STRAIGHT_MOST_ANSWERS = 8, STRAIGHT_TIERS = 3, STRAIGHT_BUFFER = 65536 };

struct straight_name {
	const char *text;
	size_t length;
};

#define NAME(text) {text, sizeof(text) - 1}

/* Without answers it asks for a whole number. */
struct straight_question {
	struct straight_name name;
	size_t answer_count;
	struct straight_name answers[STRAIGHT_MOST_ANSWERS];
};

struct straight_profile {
	unsigned answer[STRAIGHT_QUESTIONS];         /* one bit */
	long long number[STRAIGHT_QUESTIONS];
};

struct straight_verdict {
	uint16_t holding[STRAIGHT_RULES];            /* by option */
	size_t count;
	size_t end[STRAIGHT_OPTIONS];                /* of those about each option */
	int net[STRAIGHT_OPTIONS][STRAIGHT_TIERS];
	unsigned out;                                /* a bit for each option */
};

/* The decision, which straight.py writes. */
extern const long long straight_least;               /* number that is an answer */
extern const struct straight_question straight_questions[STRAIGHT_QUESTIONS];
extern const struct straight_name straight_options[STRAIGHT_OPTIONS];
extern const struct straight_name straight_reasons[STRAIGHT_RULES];      /* in JSON */

/* Adds to an empty verdict what the rules that hold say. */
void straight_judge(const struct straight_profile *p, struct straight_verdict *v);

/* One profile, while it is read. */
struct straight {
	struct straight_profile profile;
	bool given[STRAIGHT_QUESTIONS];
	size_t given_count;
	size_t question;                             /* the last one named */
	size_t line;
	char out[STRAIGHT_BUFFER];
	size_t length;                               /* of what is in it */
};

/* Begins the next line. */
void straight_begin(struct straight *straight);

/* Names the question whose answer comes next. False: there is none of that name, or it was named before. */
bool straight_question(struct straight *straight, const char *text, size_t length);

/* Give the answer. False: it is none of the question's. */
bool straight_answer(struct straight *straight, const char *text, size_t length);
bool straight_number(struct straight *straight, long long number);

/* Decides, and writes a line on standard output. False: a question has no answer. */
bool straight_end(struct straight *straight);

/* Ends the program, after all output is written; status 1 if that, or the line that was being read, failed. */
_Noreturn void straight_finish(struct straight *straight, bool good);

#endif
