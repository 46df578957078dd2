/* SPDX-License-Identifier: ISC
 *
 * Owns what is asked next and what a line of input means. Asks in the order of the file the questions that surely
 * apply, leaving out those that cannot change the winner any more.
 */
#include "interview/flow.h"

#include <stdlib.h>

/* Moves to the next question that surely applies and can matter; if there is none but the result is open, to one that
 * tells something of what is open. At the end counts what was spared. */
static void advance(struct flow *flow)
{
	const struct model *model = flow->model;
	uint64_t *possible = memory_new(model->question_count, sizeof(*possible));
	struct completions completions;
	uint32_t matters = MODEL_NONE, informs = MODEL_NONE;
	evaluate_possible(&flow->answers, possible);
	completions_find(&completions, model, possible, COMPLETIONS_MATTER, flow->budget);
	flow->spared = 0;
	flow->possible = completions.possible;
	flow->settled = completions.settled;
	for (uint32_t q = model->question_count; q-- > 0;) {
		const struct inquiry *inquiry = &completions.inquiries[q];
		if (flow->answers.sets[q].state != ANSWER_MISSING || inquiry->applies == TRUTH_FALSE)
			continue;
		if (inquiry->applies == TRUTH_TRUE && inquiry->matters)
			matters = q;
		if (inquiry->applies == TRUTH_TRUE && inquiry->informs)
			informs = q;
		flow->spared++;
	}
	flow->question = matters != MODEL_NONE ? matters : informs;
	completions_release(&completions);
	free(possible);
}

void flow_init(struct flow *flow, const struct answers *known, size_t budget)
{
	*flow = (struct flow){.model = known->model, .budget = budget};
	answers_copy(&flow->answers, known);
	advance(flow);
}

void flow_release(struct flow *flow)
{
	answers_release(&flow->answers);
	*flow = (struct flow){0};
}

void flow_show(const struct flow *flow, const struct layout *layout, struct buffer *out)
{
	const struct question *question = &flow->model->questions[flow->question];
	struct buffer number = {0};
	size_t longest = 0;
	buffer_format(out, "\n%u  ", flow->asked + 1);
	layout_line(layout, COLOUR_HEADING, question->id, out);
	layout_paragraph(layout, "   ", question->ask, LAYOUT_FLOW, out);
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
		layout_paragraph(layout, number.bytes, answer->label, LAYOUT_FLOW, out);
	}
	buffer_release(&number);
}

const char *flow_prompt(const struct flow *flow)
{
	return flow->model->questions[flow->question].is_number ? "   Number: " : "   Answer: ";
}

static void show_help(const struct flow *flow, const struct layout *layout, struct buffer *out)
{
	const struct question *question = &flow->model->questions[flow->question];
	if (question->help.length)
		layout_paragraph(layout, "   ", question->help, LAYOUT_PARAGRAPHS, out);
	for (uint32_t v = 0; v < question->answer_count; v++) {
		struct buffer name = {0};
		buffer_format(&name, "   %.*s: ", TEXT_ARGS(question->answers[v].id));
		if (question->answers[v].help.length)
			layout_paragraph(layout, name.bytes, question->answers[v].help, LAYOUT_FLOW, out);
		buffer_release(&name);
	}
	if (question->find_out.length)
		layout_paragraph(layout, "   To find out: ", question->find_out, LAYOUT_VERBATIM, out);
	layout_paragraph(layout, "   ",
	                 question->is_number
	                         ? TEXT("Give a number (40, 5k), a range (20-50), 'unknown', or 'quit'.")
	                         : TEXT("Give the number or the word of an answer, several with commas between if it "
	                                "is one of them, 'unknown', or 'quit'."),
	                 false, out);
}

/* Replaces the numbers of answers by their ids: "1,3" becomes "waiting,mixed". Other words stay. */
static void spell_out(const struct question *question, struct text line, struct buffer *words)
{
	struct text rest = line;
	do {
		struct text part = text_trim(text_cut(&rest, ','));
		uint64_t number;
		bool is_place = !question->is_number && text_number(part, question->answer_count, &number) && number > 0;
		buffer_add_string(words, words->length ? "," : "");
		buffer_add(words, is_place ? question->answers[number - 1].id : part);
	} while (rest.length);
}

/* Says why the words were no answer. */
static void refuse(const struct diagnostics *found, const struct layout *layout, struct buffer *out)
{
	struct buffer why = {0};
	diagnostics_print_briefly(found, "", &why);
	layout_paragraph(layout, "   ", buffer_text(&why), LAYOUT_FLOW, out);
	buffer_release(&why);
}

static enum flow_event take_answer(struct flow *flow, struct text line, const struct layout *layout,
                                   struct buffer *out)
{
	const struct span start = {1, 1, 1, 2};
	struct source source;
	struct buffer words = {0};
	struct diagnostics found = {.source = &source};
	spell_out(&flow->model->questions[flow->question], line, &words);
	source_of_bytes(&source, "answer", words.bytes, words.length);
	bool taken = answers_give(&flow->answers, flow->question, buffer_text(&words), start, &found);
	if (taken) {
		buffer_add_string(out, "   Chosen: ");
		answers_print(&flow->answers, flow->question, out);
		buffer_add_string(out, "\n");
		flow->answers.sets[flow->question].span = (struct span){0};
		flow->asked++;
		advance(flow);
	} else {
		refuse(&found, layout, out);
	}
	diagnostics_release(&found);
	source_release(&source);
	buffer_release(&words);
	return taken ? FLOW_ANSWERED : FLOW_REFUSED;
}

enum flow_event flow_take(struct flow *flow, struct text line, const struct layout *layout, struct buffer *out)
{
	line = text_trim(line);
	if (line.length == 0) {
		layout_paragraph(layout, "   ", TEXT("An answer is needed; ? helps, unknown goes on, quit leaves."),
		                 LAYOUT_FLOW, out);
		return FLOW_REFUSED;
	}
	if (text_equal(line, TEXT("?")) || text_equal(line, TEXT("help"))) {
		show_help(flow, layout, out);
		return FLOW_HELPED;
	}
	if (text_equal(line, TEXT("quit")))
		return FLOW_QUIT;
	return take_answer(flow, line, layout, out);
}

void flow_end(const struct flow *flow, const struct layout *layout, struct buffer *out)
{
	struct buffer text = {0};
	if (!flow->possible)
		return;
	if (flow->settled && flow->spared)
		buffer_format(&text, "Settled. No answer to the other %u question%s can change the result.", flow->spared,
		              flow->spared == 1 ? "" : "s");
	else if (flow->settled)
		buffer_add_string(&text, "Settled.");
	else
		buffer_add_string(&text, "Nothing is left to ask; what you do not know keeps the result open.");
	buffer_add_string(out, "\n");
	layout_paragraph(layout, "", buffer_text(&text), LAYOUT_FLOW, out);
	buffer_release(&text);
}
