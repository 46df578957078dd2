/* SPDX-License-Identifier: ISC
 *
 * Owns what Tab could put in.
 */
#include "interview/flow_command.h"

/* Where the words go. */
struct offering {
	const struct flow *flow;
	void (*visit)(void *context, struct text word);
	void *context;
};

static void offer_ids(const struct offering *offering, size_t count, struct text (*name)(const void *context, size_t index),
                      const void *context)
{
	for (size_t i = 0; i < count; i++)
		offering->visit(offering->context, name(context, i));
}

static void offer_answers(const struct offering *offering, uint32_t question)
{
	const struct question *asked = &offering->flow->model->questions[question];
	if (!asked->is_number)
		offer_ids(offering, asked->answer_count, model_answer_id, asked);
	offering->visit(offering->context, TEXT("unknown"));
}

/* The questions that apply or may; after '=', the answers of the one before it. */
static void offer_setting(const struct offering *offering, struct text line)
{
	const struct flow *flow = offering->flow;
	struct text rest = line;
	struct text id = text_cut(&rest, '=');
	uint32_t question = model_find_question(flow->model, text_trim(id));
	if (id.length < line.length && question != MODEL_NONE)
		offer_answers(offering, question);
	for (uint32_t q = 0; id.length == line.length && q < flow->model->question_count; q++)
		if (!flow->off[q])
			offering->visit(offering->context, flow->model->questions[q].id);
}

static void offer_argument(const struct offering *offering, enum flow_argument argument, struct text line)
{
	const struct model *model = offering->flow->model;
	switch (argument) {
	case FLOW_ANSWER_WORD:
		if (offering->flow->question != MODEL_NONE)
			offer_answers(offering, offering->flow->question);
		break;
	case FLOW_RULE:
		offer_ids(offering, model->rule_count, model_rule_id, model);
		break;
	case FLOW_OPTION:
		offer_ids(offering, model->option_count, model_option_id, model);
		break;
	case FLOW_QUESTION:
	case FLOW_SETTING:
		offer_setting(offering, line);
		break;
	case FLOW_NOTHING:
	case FLOW_FILE:
		break;
	}
}

static void offer_commands(const struct offering *offering)
{
	for (size_t i = 0; i < flow_command_count; i++) {
		const struct flow_command *command = &flow_commands[i];
		bool can_run = !command->needs_question || offering->flow->question != MODEL_NONE;
		/* Among the answers there is "unknown" already. */
		if (can_run && !text_equal(text_of(command->word), TEXT("unknown")))
			offering->visit(offering->context, text_of(command->word));
	}
}

bool flow_complete(const struct flow *flow, struct text line, void (*visit)(void *context, struct text word),
                   void *context)
{
	struct offering offering = {flow, visit, context};
	struct text rest = line, word = TEXT("");
	while (rest.length && word.length == 0)
		word = text_cut(&rest, ' ');
	const struct flow_command *command = flow_command_find(word);
	if (command) {
		offer_argument(&offering, command->argument, rest);
		return command->argument == FLOW_FILE;
	}
	if (flow->question != MODEL_NONE)
		offer_answers(&offering, flow->question);
	if (word.length == 0)
		offer_commands(&offering);
	return false;
}
