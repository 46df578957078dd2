/* SPDX-License-Identifier: ISC
 *
 * Owns how a question, and the end, are put to the user.
 */
#include "interview/flow_state.h"
#include "report/words.h"

static void show_answers(struct reply *reply, const struct question *question)
{
	const struct layout *layout = reply->layout;
	struct buffer number = {0};
	size_t longest = 0;
	for (uint32_t v = 0; v < question->answer_count; v++)
		longest = question->answers[v].id.length > longest ? question->answers[v].id.length : longest;
	for (uint32_t v = 0; v < question->answer_count; v++) {
		const struct answer *answer = &question->answers[v];
		buffer_clear(&number);
		if (question->is_number)
			buffer_format(&number, "     from %.*s: ", TEXT_ARGS(answer->id));
		else if (layout->width < LAYOUT_USUAL_WIDTH)
			buffer_format(&number, " %3u %.*s: ", v + 1, TEXT_ARGS(answer->id));
		else
			buffer_format(&number, "   %3u  %-*.*s  ", v + 1, (int)longest, TEXT_ARGS(answer->id));
		layout_paragraph(layout, number.bytes, answer->label, LAYOUT_FLOW, reply->out);
	}
	buffer_release(&number);
}

/* Of a question that stands again: what was said, and what was said before that and counts until it is answered. */
static void show_previous(struct reply *reply)
{
	const struct flow *flow = reply->flow;
	struct answers said;
	struct buffer words = {0};
	bool was_taken_back = flow->standing == FLOW_TAKEN_BACK && flow->previous.state != ANSWER_MISSING;
	bool counts = flow->answers.sets[flow->question].state != ANSWER_MISSING;
	answers_copy(&said, &flow->answers);
	if (was_taken_back) {
		said.sets[flow->question] = flow->previous;
		buffer_add_string(&words, "Your answer was: ");
		answers_print(&said, flow->question, &words);
	}
	if (counts) {
		buffer_add_string(&words, was_taken_back ? "; before that: " : "Your answer is: ");
		answers_print(&flow->answers, flow->question, &words);
	}
	if (words.length)
		reply_say(reply, buffer_text(&words));
	buffer_release(&words);
	answers_release(&said);
}

/* Whether some answer to a question that could be asked would let another option lead. */
static bool may_move(const struct flow *flow)
{
	for (uint32_t q = 0; q < flow->model->question_count; q++) {
		const struct inquiry *inquiry = &flow->completions.inquiries[q];
		bool open = flow->answers.sets[q].state == ANSWER_MISSING && !flow->skipped[q]
		            && inquiry->applies == TRUTH_TRUE && inquiry->informs;
		if (open && (!inquiry->has_impurity || inquiry->moves_leader))
			return true;
	}
	return false;
}

/* Offers to stop, once for each leader, when no single answer would change who leads. */
static void offer_stop(struct reply *reply)
{
	struct flow *flow = reply->flow;
	uint32_t leader = flow->completions.leader;
	struct buffer words = {0};
	if (flow->completions.settled || (flow->stop_offered >> leader & 1) || may_move(flow))
		return;
	flow->stop_offered |= UINT32_C(1) << leader;
	buffer_format(&words, "%.*s leads with ", TEXT_ARGS(model_outcome_id(flow->model, leader)));
	words_share_range(&flow->completions, leader, &words);
	buffer_add_string(&words, ", and no single answer would change that; several together might. stop shows the "
	                          "report now.");
	buffer_add_string(reply->out, "\n");
	layout_paragraph(reply->layout, "", buffer_text(&words), LAYOUT_FLOW, reply->out);
	buffer_release(&words);
}

static void show_question(struct reply *reply)
{
	const struct flow *flow = reply->flow;
	const struct question *question = &flow->model->questions[flow->question];
	struct buffer heading = {0};
	buffer_format(&heading, "Question %u of at most %u: %.*s", flow_number(flow), flow->at_most,
	              TEXT_ARGS(question->id));
	buffer_add_string(reply->out, "\n");
	layout_heading(reply->layout, buffer_text(&heading), reply->out);
	reply_say(reply, question->ask);
	show_answers(reply, question);
	show_previous(reply);
	buffer_release(&heading);
}

static void show_end(struct reply *reply)
{
	const struct flow *flow = reply->flow;
	struct buffer words = {0};
	if (!flow->completions.possible)
		return;
	bool settled = flow->completions.settled;
	buffer_add_string(&words, settled ? "Settled."
	                                  : "Nothing is left to ask; what is not known keeps the result open.");
	if (flow->spared == 1)
		buffer_add_string(&words, settled ? " No answer to the other question can change the result."
		                                  : " No answer to the one other question can change that.");
	else if (flow->spared)
		buffer_format(&words, settled ? " No answer to the other %u questions can change the result."
		                              : " No answer to %u other questions can change that.", flow->spared);
	buffer_add_string(reply->out, "\n");
	layout_paragraph(reply->layout, "", buffer_text(&words), LAYOUT_FLOW, reply->out);
	layout_paragraph(reply->layout, "",
	                 flow->spared ? TEXT("Enter shows the report; back, change and what-if try other answers, more "
	                                     "asks the rest.")
	                              : TEXT("Enter shows the report; back, change and what-if try other answers."),
	                 LAYOUT_FLOW, reply->out);
	buffer_release(&words);
}

void flow_show(struct flow *flow, const struct layout *layout, struct buffer *out)
{
	struct reply reply = {flow, layout, out};
	if (flow->question == MODEL_NONE) {
		show_end(&reply);
		return;
	}
	offer_stop(&reply);
	show_question(&reply);
}

const char *flow_prompt(const struct flow *flow)
{
	if (flow->question == MODEL_NONE)
		return "> ";
	return flow->model->questions[flow->question].is_number ? "   Number: " : "   Answer: ";
}
