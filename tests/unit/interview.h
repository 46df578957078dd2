/* SPDX-License-Identifier: ISC
 *
 * An interview at work, and tables of what single lines do to it.
 */
#ifndef INTERVIEW_H
#define INTERVIEW_H

#include "small_model.h"

#include "base/memory.h"
#include "interview/flow_state.h"

/* Worked out by hand: computing settles it for b. Waiting asks for units: 100 or more settle it for c. Fewer ask for
 * the team: large settles it for b, small asks for lang: k leaves a, l and m give c. So a has 1/24 of all, b 15/24
 * and c 8/24. */
#define INTERVIEW \
	HEAD OPTIONS_ABC "tree:\n" \
	"  work:\n" \
	"    topic: t\n" \
	"    ask: What does a unit do?\n" \
	"    help: Look at one unit of the work.\n" \
	"    find out: time prog\n" \
	"    answers:\n" \
	"      waits:\n" \
	"        label: it waits for others\n" \
	"        help: for a network or a disk\n" \
	"        then:\n" \
	"          units: {ask: How many at once?, bands: {1: a few, 100: many}}\n" \
	"      computes: it computes\n" \
	QUESTION("team", "when: {not: bulk}, answers: {small: S, large: L}") \
	QUESTION("lang", "answers: {k: K, l: L, m: M}") \
	"facts: {bulk: {when: {units: {at least: 100}}}}\n" \
	"rules:\n" \
	RULE("r1", "when: {work: computes}, for: {b: strong}") \
	RULE("r2", "when: bulk, for: {c: strong}") \
	RULE("r3", "when: {team: large}, for: {b: medium}") \
	RULE("r4", "when: {lang: [l, m]}, for: {c: weak}")

enum { WORK, UNITS, TEAM, LANG };

struct interview {
	struct model model;
	struct answers known;
	struct flow flow;
	struct buffer reply;             /* to the latest line, or what was shown */
};

static const struct layout interview_layout = {LAYOUT_USUAL_WIDTH, false};

/* Begins by a model file; `known` has settings with blanks between: "work=waits units=5". Ended by interview_end. */
static inline void interview_begin(struct interview *interview, const char *model, const char *known,
                                   enum flow_order order)
{
	struct text rest = text_of(known);
	*interview = (struct interview){0};
	small_model(&interview->model, model);
	answers_init(&interview->known, &interview->model);
	while (rest.length) {
		struct diagnostics found = {0};
		assert_true(answers_set(&interview->known, text_cut(&rest, ' '), &found));
	}
	flow_init(&interview->flow, &interview->known, order, EFFORT_MOST_STATES);
}

static inline void interview_end(struct interview *interview)
{
	buffer_release(&interview->reply);
	flow_release(&interview->flow);
	answers_release(&interview->known);
	model_release(&interview->model);
}

static inline enum flow_event interview_take(struct interview *interview, const char *line)
{
	buffer_release(&interview->reply);
	return flow_take(&interview->flow, text_of(line), &interview_layout, &interview->reply);
}

/* Takes lines with '\n' between, each of which must be taken. */
static inline void interview_take_all(struct interview *interview, const char *lines)
{
	struct text rest = text_of(lines);
	while (rest.length) {
		struct buffer line = {0};
		buffer_add(&line, text_cut(&rest, '\n'));
		if (interview_take(interview, line.bytes) != FLOW_MOVED)
			fail_msg("'%s' was not taken: %s", line.bytes, interview->reply.bytes);
		buffer_release(&line);
	}
}

static inline const char *interview_reply(const struct interview *interview)
{
	return interview->reply.bytes ? interview->reply.bytes : "";
}

static inline bool interview_says(const struct interview *interview, const char *words)
{
	return strstr(interview_reply(interview), words) != NULL;
}

/* What is shown of what stands. */
static inline const char *interview_show(struct interview *interview)
{
	buffer_release(&interview->reply);
	flow_show(&interview->flow, &interview_layout, &interview->reply);
	return interview_reply(interview);
}

static inline bool interview_same_set(const struct answer_set *a, const struct answer_set *b)
{
	return a->state == b->state && a->answers == b->answers && a->low == b->low && a->high == b->high
	       && a->range_count == b->range_count;
}

/* Whether two interviews with one model know the same and leave the same open. */
static inline bool interview_same_knowledge(const struct flow *a, const struct flow *b)
{
	for (uint32_t q = 0; q < a->model->question_count; q++)
		if (!interview_same_set(&a->answers.sets[q], &b->answers.sets[q]) || a->skipped[q] != b->skipped[q]
		    || a->dormant[q] != b->dormant[q])
			return false;
	return a->completions.leader == b->completions.leader && a->completions.settled == b->completions.settled;
}

/* What lines that move nothing must leave alone. */
struct interview_state {
	struct flow flow;                /* of which arrays are copied only as far as interview_same_knowledge looks */
	uint32_t number;
};

static inline void interview_note(struct interview_state *state, const struct flow *flow)
{
	uint32_t count = flow->model->question_count;
	*state = (struct interview_state){*flow, flow_number(flow)};
	answers_copy(&state->flow.answers, &flow->answers);
	state->flow.skipped = memory_new(count, sizeof(bool));
	state->flow.dormant = memory_new(count, sizeof(bool));
	memcpy(state->flow.skipped, flow->skipped, count * sizeof(bool));
	memcpy(state->flow.dormant, flow->dormant, count * sizeof(bool));
}

static inline void interview_forget(struct interview_state *state)
{
	answers_release(&state->flow.answers);
	free(state->flow.skipped);
	free(state->flow.dormant);
}

static inline bool interview_is_as_noted(const struct flow *flow, const struct interview_state *state)
{
	return interview_same_knowledge(flow, &state->flow) && flow->question == state->flow.question
	       && flow->standing == state->flow.standing && flow->step_count == state->flow.step_count
	       && flow->at_most == state->flow.at_most && flow->more == state->flow.more
	       && flow_number(flow) == state->number;
}

/* A line, after others, and what it brings. */
struct exchange {
	const char *before;              /* lines with '\n' between, each of which moves the interview on */
	const char *line;
	enum flow_event event;
	const char *reply;               /* all of it */
};

static inline void interview_check_row(const char *model, const struct exchange *row)
{
	struct interview interview;
	struct interview_state state;
	interview_begin(&interview, model, "", FLOW_FILE_ORDER);
	interview_take_all(&interview, row->before);
	interview_note(&state, &interview.flow);
	enum flow_event event = interview_take(&interview, row->line);
	if (event != row->event || strcmp(interview_reply(&interview), row->reply) != 0)
		fail_msg("'%s' gives event %d, not %d, and\n%sinstead of\n%s", row->line, event, row->event,
		         interview_reply(&interview), row->reply);
	if (event != FLOW_MOVED && !interview_is_as_noted(&interview.flow, &state))
		fail_msg("'%s' was not taken, and yet changed something", row->line);
	interview_forget(&state);
	interview_end(&interview);
}

/* A line that moves the interview on, in a row of such. */
struct turn {
	const char *line;
	const char *reply;               /* all of it */
	uint32_t question;               /* that stands then */
};

static inline void interview_check_turns(struct interview *interview, const struct turn *turns, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		enum flow_event event = interview_take(interview, turns[i].line);
		if (event != FLOW_MOVED || strcmp(interview_reply(interview), turns[i].reply) != 0
		    || interview->flow.question != turns[i].question)
			fail_msg("turn %zu, '%s', gives event %d, question %d and\n%s", i, turns[i].line, event,
			         (int)interview->flow.question, interview_reply(interview));
	}
}

static inline void interview_check_rows(const char *model, const struct exchange *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		interview_check_row(model, &rows[i]);
}

#endif
