/* SPDX-License-Identifier: ISC
 *
 * The input is what somebody types in an interview, as lines, cleaned as the terminal does it. Each reply must be fit to
 * be shown, and the answers must be possible all the way.
 */
#include "fuzz.h"

#include "interview/flow.h"

enum { MOST_LINES = 60 };

static const struct layout layout = {LAYOUT_LEAST_WIDTH, false};

static void ignore(void *context, struct text word)
{
	(void)context;
	fuzz_demand(word.length > 0, "nothing is offered as the end of a line");
}

static void check_state(const struct flow *flow)
{
	struct answers answers;
	fuzz_demand(flow->completions.possible, "the answers cannot be true together");
	fuzz_demand(flow->question == MODEL_NONE || flow->question < flow->model->question_count,
	            "a question stands that there is not");
	flow_answers(flow, &answers);
	answers_release(&answers);
}

/* Returns whether the interview goes on. */
static bool take_line(struct flow *flow, struct text raw)
{
	struct buffer line = {0}, shown = {0};
	buffer_add_clean(&line, text_trim(raw));
	flow_complete(flow, buffer_text(&line), ignore, NULL);
	enum flow_event event = flow_take(flow, buffer_text(&line), &layout, &shown);
	fuzz_check_shown(&shown);
	check_state(flow);
	flow_show(flow, &layout, &shown);
	fuzz_check_shown(&shown);
	buffer_release(&line);
	buffer_release(&shown);
	return event != FLOW_REPORT && event != FLOW_QUIT;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct model model;
	struct answers known;
	struct flow flow;
	struct text rest = {(const char *)bytes, length};
	fuzz_load(&model, fuzz_model);
	answers_init(&known, &model);
	flow_init(&flow, &known, length % 2 ? FLOW_INFORMATION_ORDER : FLOW_FILE_ORDER, FUZZ_BUDGET);
	for (int i = 0; i < MOST_LINES && rest.length; i++)
		if (!take_line(&flow, text_cut(&rest, '\n')))
			break;
	answers_release(&known);
	flow_release(&flow);
	model_release(&model);
	return 0;
}
