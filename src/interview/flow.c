/* SPDX-License-Identifier: ISC
 *
 * Owns what stands: which question is asked next, when nothing is left to ask, and what is taken back.
 */
#include "interview/flow_state.h"

#include <stdlib.h>
#include <string.h>

#include "analyse/questions_left.h"

void reply_say(struct reply *reply, struct text words)
{
	layout_paragraph(reply->layout, "   ", words, LAYOUT_FLOW, reply->out);
}

void reply_refuse(struct reply *reply, const struct diagnostics *found)
{
	struct buffer why = {0};
	diagnostics_print_briefly(found, "", &why);
	for (struct text rest = buffer_text(&why); rest.length;)
		reply_say(reply, text_cut(&rest, '\n'));
	buffer_release(&why);
}

static bool is_unasked(const struct flow *flow, uint32_t q)
{
	return flow->answers.sets[q].state == ANSWER_MISSING && !flow->skipped[q];
}

static bool is_candidate(const struct flow *flow, uint32_t q)
{
	const struct inquiry *inquiry = &flow->completions.inquiries[q];
	return is_unasked(flow, q) && inquiry->applies == TRUTH_TRUE && (flow->more || inquiry->informs);
}

/* What matters comes before what only tells something of other questions; then the order that was asked for. */
static bool comes_before(const struct flow *flow, uint32_t a, uint32_t b)
{
	const struct inquiry *left = &flow->completions.inquiries[a], *right = &flow->completions.inquiries[b];
	if (left->matters != right->matters)
		return left->matters;
	if (flow->order == FLOW_FILE_ORDER || !left->has_impurity || !right->has_impurity)
		return false;
	return mpq_cmp(left->impurity, right->impurity) < 0;
}

static uint32_t choose(const struct flow *flow)
{
	uint32_t best = MODEL_NONE;
	for (uint32_t q = 0; flow->completions.possible && q < flow->model->question_count; q++)
		if (is_candidate(flow, q) && (best == MODEL_NONE || comes_before(flow, q, best)))
			best = q;
	return best;
}

/* The place, from 0, of a question among those asked and not taken back; their number when it is none of them. */
static uint32_t find_place(const struct flow *flow, uint32_t question)
{
	uint32_t place = 0;
	for (size_t i = 0; i < flow->step_count; i++) {
		size_t first = 0;
		while (flow->steps[first].question != flow->steps[i].question)
			first++;
		if (flow->steps[i].question == question)
			return place;
		place += first == i;
	}
	return place;
}

/* Those asked, the one that stands, and the most that can follow. This only shrinks while the user goes forward, unless
 * the budget was spent: then a question may stand that did not seem to matter before. */
static void bound(struct flow *flow, bool may_grow)
{
	bool *wanted = memory_new(flow->model->question_count, sizeof(*wanted));
	uint64_t *possible = memory_new(flow->model->question_count, sizeof(*possible));
	uint32_t asked = find_place(flow, MODEL_NONE);
	evaluate_possible(&flow->answers, possible);
	for (uint32_t q = 0; q < flow->model->question_count; q++)
		wanted[q] = q != flow->question && is_unasked(flow, q)
		            && (flow->more || flow->completions.inquiries[q].informs);
	asked += flow->question != MODEL_NONE && find_place(flow, flow->question) == asked;
	uint32_t most = asked + questions_left_at_most(flow->model, possible, wanted, flow->budget);
	if (may_grow || most < flow->at_most)
		flow->at_most = most;
	if (flow->at_most < asked)
		flow->at_most = asked;
	free(possible);
	free(wanted);
}

/* Works out what the answers leave open. What is off is so by evaluation: where another answer would be impossible, an
 * answer can keep its own question from applying in all completions, and yet has to count. */
static void analyse(struct flow *flow)
{
	uint64_t *possible = memory_new(flow->model->question_count, sizeof(*possible));
	unsigned char *truths = memory_new(flow->model->condition_count, 1);
	evaluate_possible(&flow->answers, possible);
	evaluate_all(flow->model, possible, truths);
	if (flow->completions.model)
		completions_release(&flow->completions);
	completions_find(&flow->completions, flow->model, possible, COMPLETIONS_TELL, flow->budget);
	flow->spared = 0;
	for (uint32_t q = 0; q < flow->model->question_count; q++) {
		const struct inquiry *inquiry = &flow->completions.inquiries[q];
		flow->off[q] = truths[flow->model->questions[q].applies] == TRUTH_FALSE;
		flow->spared += is_unasked(flow, q) && inquiry->applies != TRUTH_FALSE && !inquiry->informs;
	}
	free(possible);
	free(truths);
}

/* Names the answers that have just been set aside, or, if `back`, have come back. */
static void tell_dormant(struct reply *reply, bool back)
{
	struct flow *flow = reply->flow;
	struct buffer words = {0};
	for (uint32_t q = 0; q < flow->model->question_count; q++) {
		bool is_dormant = flow->answers.sets[q].state == ANSWER_GIVEN && flow->off[q];
		if (is_dormant == flow->dormant[q] || is_dormant == back)
			continue;
		flow->dormant[q] = is_dormant;
		buffer_format(&words, "%s%.*s = ",
		              words.length ? ", " : back ? "Counts again: " : "Set aside, as it does not apply now: ",
		              TEXT_ARGS(flow->model->questions[q].id));
		answers_print(&flow->answers, q, &words);
	}
	if (words.length)
		reply_say(reply, buffer_text(&words));
	buffer_release(&words);
}

/* Lets a question stand; says which answers were set aside or came back. */
static void stand(struct reply *reply, uint32_t question, enum flow_standing standing, bool may_grow)
{
	tell_dormant(reply, false);
	tell_dormant(reply, true);
	reply->flow->standing = standing;
	reply->flow->question = question;
	bound(reply->flow, may_grow);
}

/* Chooses what stands by what was worked out. */
static void go_on(struct reply *reply, bool may_grow)
{
	stand(reply, choose(reply->flow), FLOW_ASKED, may_grow);
}

void flow_stand_again(struct reply *reply, uint32_t question, enum flow_standing standing)
{
	analyse(reply->flow);
	stand(reply, question, standing, true);
}

void flow_go_on(struct reply *reply)
{
	if (reply->flow->question == MODEL_NONE)
		go_on(reply, true);
	else
		bound(reply->flow, true);
}

static void push_step(struct flow *flow, uint32_t question)
{
	MEMORY_GROW(flow->steps, flow->step_count, flow->step_capacity);
	flow->steps[flow->step_count++] =
		(struct flow_step){question, flow->answers.sets[question], flow->skipped[question]};
}

/* Takes the last step back; returns its question. */
static uint32_t pop_step(struct flow *flow)
{
	const struct flow_step *step = &flow->steps[--flow->step_count];
	flow->answers.sets[step->question] = step->before;
	flow->skipped[step->question] = step->was_skipped;
	return step->question;
}

static void refuse_impossible(struct reply *reply, uint32_t question)
{
	struct flow *flow = reply->flow;
	const struct model *model = flow->model;
	struct buffer words = {0};
	uint64_t *possible = memory_new(model->question_count, sizeof(*possible));
	unsigned char *truths = memory_new(model->condition_count, 1);
	evaluate_possible(&flow->answers, possible);
	evaluate_all(model, possible, truths);
	buffer_format(&words, "That cannot be together with what was said before:");
	size_t length = words.length;
	for (uint32_t i = 0; i < model->impossible_count; i++)
		if (truths[model->impossibles[i].condition] == TRUTH_TRUE)
			buffer_format(&words, " %.*s", TEXT_ARGS(model->impossibles[i].because));
	if (words.length == length)
		buffer_add_string(&words, " no program has all these answers.");
	buffer_format(&words, " Answer %.*s otherwise, or change the other answer.",
	              TEXT_ARGS(model->questions[question].id));
	reply_say(reply, buffer_text(&words));
	buffer_release(&words);
	free(possible);
	free(truths);
}

/* Repeats what was understood; of several that it is one of them, lest 1,200 be taken for a number. */
static void tell_choice(struct reply *reply, uint32_t question)
{
	const struct flow *flow = reply->flow;
	struct buffer words = {0}, answer = {0};
	answers_print(&flow->answers, question, &answer);
	buffer_add_string(&words, "Chosen: ");
	if (question != flow->question)
		buffer_format(&words, "%.*s = ", TEXT_ARGS(flow->model->questions[question].id));
	if (memchr(answer.bytes, ',', answer.length))
		buffer_add_string(&words, "one of ");
	buffer_add(&words, buffer_text(&answer));
	reply_say(reply, buffer_text(&words));
	buffer_release(&answer);
	buffer_release(&words);
}

bool flow_give(struct reply *reply, uint32_t question, const struct answer_set *set)
{
	struct flow *flow = reply->flow;
	bool forward = question == flow->question && flow->answers.sets[question].state != ANSWER_GIVEN;
	push_step(flow, question);
	flow->answers.sets[question] = *set;
	flow->answers.sets[question].span = (struct span){0};
	flow->skipped[question] = false;
	analyse(flow);
	if (!flow->completions.possible) {
		refuse_impossible(reply, question);
		pop_step(flow);
		analyse(flow);
		return false;
	}
	tell_choice(reply, question);
	go_on(reply, !forward);
	return true;
}

void flow_skip(struct reply *reply)
{
	struct flow *flow = reply->flow;
	bool forward = flow->answers.sets[flow->question].state != ANSWER_GIVEN;
	push_step(flow, flow->question);
	answers_clear(&flow->answers, flow->question, ANSWER_MISSING, (struct span){0});
	flow->skipped[flow->question] = true;
	reply_say(reply, TEXT("Skipped: it counts as unknown, and is asked again another time."));
	analyse(flow);
	go_on(reply, !forward);
}

bool flow_back(struct reply *reply)
{
	struct flow *flow = reply->flow;
	if (flow->standing == FLOW_CHANGING) {
		go_on(reply, true);
		return true;
	}
	if (flow->step_count == 0)
		return false;
	flow->previous = flow->answers.sets[flow->steps[flow->step_count - 1].question];
	flow_stand_again(reply, pop_step(flow), FLOW_TAKEN_BACK);
	return true;
}

void flow_init(struct flow *flow, const struct answers *known, enum flow_order order, size_t budget)
{
	uint32_t count = known->model->question_count;
	*flow = (struct flow){.model = known->model, .order = order, .budget = budget};
	answers_copy(&flow->answers, known);
	flow->skipped = memory_new(count, sizeof(*flow->skipped));
	flow->off = memory_new(count, sizeof(*flow->off));
	flow->dormant = memory_new(count, sizeof(*flow->dormant));
	analyse(flow);
	for (uint32_t q = 0; q < count; q++)
		flow->dormant[q] = flow->answers.sets[q].state == ANSWER_GIVEN && flow->off[q];
	flow->question = choose(flow);
	bound(flow, true);
}

void flow_release(struct flow *flow)
{
	answers_release(&flow->answers);
	completions_release(&flow->completions);
	buffer_release(&flow->file);
	free(flow->steps);
	free(flow->skipped);
	free(flow->off);
	free(flow->dormant);
	*flow = (struct flow){0};
}

void flow_answers(const struct flow *flow, struct answers *answers)
{
	answers_copy(answers, &flow->answers);
	for (uint32_t q = 0; q < flow->model->question_count; q++)
		if (flow->off[q])
			answers_clear(answers, q, ANSWER_MISSING, (struct span){0});
}

uint32_t flow_number(const struct flow *flow)
{
	return find_place(flow, flow->question) + 1;
}
