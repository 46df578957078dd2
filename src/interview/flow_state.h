/* SPDX-License-Identifier: ISC
 *
 * What the parts of the flow share among themselves.
 */
#ifndef INTERVIEW_FLOW_STATE_H
#define INTERVIEW_FLOW_STATE_H

#include "interview/flow.h"

/* A line at work: the flow, and where the reply goes. */
struct reply {
	struct flow *flow;
	const struct layout *layout;
	struct buffer *out;
};

/* Appends a paragraph in the column of the interview. */
void reply_say(struct reply *reply, struct text words);

/* Says what is wrong, from findings. */
void reply_refuse(struct reply *reply, const struct diagnostics *found);

/* Takes what is known of a question as said now, echoes it and goes on. Refuses, and says why, what cannot be together
 * with other answers. */
bool flow_give(struct reply *reply, uint32_t question, const struct answer_set *set);

/* Leaves the question that stands for another time. */
void flow_skip(struct reply *reply);

/* Takes the last answer back, so that its question stands again; or gives up a change. False if nothing was said yet. */
bool flow_back(struct reply *reply);

/* Lets a question stand again, whatever else there is to ask. */
void flow_stand_again(struct reply *reply, uint32_t question, enum flow_standing standing);

/* Goes on after `more`: what stands stays; if nothing does, something may now. */
void flow_go_on(struct reply *reply);

/* The number of the question that stands, from 1; one that was asked before keeps its own. */
uint32_t flow_number(const struct flow *flow);

/* Reads the answer of a question from words: numbers of answers, ids, beginnings of ids or labels, several with commas;
 * numbers as answers_give takes them; or "unknown". What cannot be taken is said. */
bool flow_read_answer(struct reply *reply, uint32_t question, struct text words, struct answers *answers);

/* Whether the first letters of `whole` are `start`, capitals and small letters of ASCII being the same. */
bool flow_begins_with(struct text whole, struct text start);

/* The i-th of `count` things whose id (name(context, i)) is `word`, or the only one whose id begins with it; MODEL_NONE
 * after saying why there is none. `what` is the kind in words. */
uint32_t flow_find_named(struct reply *reply, struct text word, const char *what, size_t count,
                         struct text (*name)(const void *context, size_t index), const void *context);
uint32_t flow_find_question(struct reply *reply, struct text word);
uint32_t flow_find_option(struct reply *reply, struct text word);

/* What the question means and how to find the answer out; or what the answers mean that `about` is, in the words that
 * flow_read_answer takes; false after saying why there are none. */
bool flow_tell_help(struct reply *reply, struct text about);

/* Which rules wait for the answer, and what each answer would do. */
void flow_tell_why(struct reply *reply);

/* The answers so far, and where the options stand. */
void flow_tell_standing(struct reply *reply);

/* Every rule about an option. */
void flow_tell_explanation(struct reply *reply, uint32_t option);

/* What changed answers would do; false after saying that they cannot be. */
bool flow_tell_comparison(struct reply *reply, const struct answers *changed);

#endif
