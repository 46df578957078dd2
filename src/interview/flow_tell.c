/* SPDX-License-Identifier: ISC
 *
 * Owns what the interview tells when asked: what a question means, why it is asked, and where things stand.
 */
#include <stdlib.h>

#include "interview/flow_state.h"
#include "model/condition_questions.h"
#include "report/what_if.h"
#include "report/words.h"

static void tell_answer(struct reply *reply, const struct answer *answer)
{
	struct buffer name = {0};
	buffer_format(&name, "   %.*s: ", TEXT_ARGS(answer->id));
	layout_paragraph(reply->layout, name.bytes, answer->help.length ? answer->help : answer->label,
	                 LAYOUT_PARAGRAPHS, reply->out);
	buffer_release(&name);
}

static void tell_question(struct reply *reply, const struct question *question)
{
	if (question->help.length)
		layout_paragraph(reply->layout, "   ", question->help, LAYOUT_PARAGRAPHS, reply->out);
	for (uint32_t v = 0; v < question->answer_count; v++)
		if (question->answers[v].help.length)
			tell_answer(reply, &question->answers[v]);
	if (question->find_out.length)
		layout_paragraph(reply->layout, "   To find out: ", question->find_out, LAYOUT_VERBATIM, reply->out);
	reply_say(reply, question->is_number
	                         ? TEXT("Give a number (40, 5k), a range (20-50), or unknown. help lists the commands.")
	                         : TEXT("Give the number, the word or the first letters of an answer, several with "
	                                "commas between if it is one of them, or unknown. help lists the commands."));
}

bool flow_tell_help(struct reply *reply, struct text about)
{
	const struct flow *flow = reply->flow;
	const struct question *question = &flow->model->questions[flow->question];
	struct answers meant;
	if (about.length == 0) {
		tell_question(reply, question);
		return true;
	}
	answers_copy(&meant, &flow->answers);
	bool read = flow_read_answer(reply, flow->question, about, &meant);
	for (uint32_t v = 0; read && v < question->answer_count; v++)
		if (meant.sets[flow->question].answers >> v & 1)
			tell_answer(reply, &question->answers[v]);
	answers_release(&meant);
	return read;
}

/* "threads 72 %, async 20 %, sync 8 %": the options that can win; when it is settled, "threads". */
static void add_shares(const struct completions *completions, struct buffer *words)
{
	const char *comma = "";
	if (completions->settled) {
		buffer_add(words, model_outcome_id(completions->model, completions->leader));
		return;
	}
	for (uint32_t o = 0; o <= completions->model->option_count; o++) {
		if (mpq_sgn(completions->high[o]) == 0)
			continue;
		buffer_format(words, "%s%.*s ", comma, TEXT_ARGS(model_outcome_id(completions->model, o)));
		words_share_range(completions, o, words);
		comma = ", ";
	}
}

/* What one answer would do. */
static void tell_effect(struct reply *reply, uint32_t value, uint64_t *possible, struct effort *effort)
{
	const struct flow *flow = reply->flow;
	const struct answer *answer = &flow->model->questions[flow->question].answers[value];
	struct completions completions;
	struct buffer words = {0}, first = {0};
	uint64_t known = possible[flow->question];
	possible[flow->question] = UINT64_C(1) << value;
	completions_find(&completions, flow->model, possible, COMPLETIONS_WINNER, effort_left(effort));
	effort->work += completions.work;
	possible[flow->question] = known;
	buffer_format(&first, "     %.*s: ", TEXT_ARGS(answer->id));
	if (!completions.possible)
		buffer_add_string(&words, "cannot be, after the other answers");
	else if (completions.settled)
		buffer_format(&words, "settles it for %.*s",
		              TEXT_ARGS(model_outcome_id(flow->model, completions.leader)));
	else
		add_shares(&completions, &words);
	layout_paragraph(reply->layout, first.bytes, buffer_text(&words), LAYOUT_FLOW, reply->out);
	completions_release(&completions);
	buffer_release(&words);
	buffer_release(&first);
}

/* The rules whose truth is not known and hangs on the question. */
static void add_waiting_rules(const struct flow *flow, const uint64_t *possible, struct buffer *words)
{
	const struct model *model = flow->model;
	unsigned char *truths = memory_new(model->condition_count, 1);
	bool *marked = memory_new(model->question_count, sizeof(*marked));
	struct condition_questions behind;
	evaluate_all(model, possible, truths);
	condition_questions_init_support(&behind, model, truths);
	for (uint32_t r = 0; r < model->rule_count; r++) {
		if (truths[model->rules[r].condition] != TRUTH_UNKNOWN)
			continue;
		condition_questions_find(&behind, model->rules[r].condition, marked);
		if (marked[flow->question])
			buffer_format(words, "%s%.*s", words->length ? ", " : "", TEXT_ARGS(model->rules[r].id));
	}
	condition_questions_release(&behind);
	free(truths);
	free(marked);
}

void flow_tell_why(struct reply *reply)
{
	const struct flow *flow = reply->flow;
	const struct model *model = flow->model;
	struct buffer words = {0};
	buffer_add_string(&words, flow->completions.settled ? "It is settled: " : "Still open: ");
	add_shares(&flow->completions, &words);
	reply_say(reply, buffer_text(&words));
	if (flow->question != MODEL_NONE) {
		uint64_t *possible = memory_new(model->question_count, sizeof(*possible));
		evaluate_possible(&flow->answers, possible);
		possible[flow->question] = model_all_answers(&model->questions[flow->question]);
		struct effort effort = {.budget = flow->budget};
		reply_say(reply, TEXT("What each answer would do:"));
		for (uint32_t v = 0; v < model->questions[flow->question].answer_count; v++)
			tell_effect(reply, v, possible, &effort);
		buffer_clear(&words);
		add_waiting_rules(flow, possible, &words);
		if (words.length) {
			reply_say(reply, TEXT("Rules that wait for it (why RULE shows one):"));
			layout_paragraph(reply->layout, "     ", buffer_text(&words), LAYOUT_FLOW, reply->out);
		}
		free(possible);
	}
	buffer_release(&words);
}

void flow_tell_standing(struct reply *reply)
{
	const struct flow *flow = reply->flow;
	struct buffer words = {0};
	for (uint32_t q = 0; q < flow->model->question_count; q++) {
		bool was_passed = flow->answers.sets[q].state == ANSWER_UNKNOWN || flow->skipped[q];
		if (flow->answers.sets[q].state != ANSWER_GIVEN && (!was_passed || flow->off[q]))
			continue;
		buffer_clear(&words);
		buffer_format(&words, "%.*s = ", TEXT_ARGS(flow->model->questions[q].id));
		if (flow->skipped[q])
			buffer_add_string(&words, "skipped");
		answers_print(&flow->answers, q, &words);
		buffer_add_string(&words, flow->dormant[q] ? " (set aside: it does not apply)" : "");
		reply_say(reply, buffer_text(&words));
	}
	buffer_clear(&words);
	buffer_add_string(&words, flow->completions.settled ? "Settled: " : "Open: ");
	add_shares(&flow->completions, &words);
	reply_say(reply, buffer_text(&words));
	buffer_release(&words);
}

void flow_tell_explanation(struct reply *reply, uint32_t option)
{
	struct report report;
	struct answers answers;
	flow_answers(reply->flow, &answers);
	if (report_make(&report, &answers, NULL, reply->flow->budget))
		emit_explanation(&report, option, NULL, reply->layout, reply->out);
	report_release(&report);
	answers_release(&answers);
}

bool flow_tell_comparison(struct reply *reply, const struct answers *changed)
{
	struct report before, after = {0};
	struct answers answers;
	flow_answers(reply->flow, &answers);
	bool made = report_make(&before, &answers, NULL, reply->flow->budget)
	            && report_make(&after, changed, NULL, reply->flow->budget);
	if (made)
		emit_comparison(&before, &after, reply->layout, reply->out);
	else
		reply_say(reply, TEXT("That cannot be together with what was said before."));
	report_release(&before);
	if (after.model)
		report_release(&after);
	answers_release(&answers);
	return made;
}
