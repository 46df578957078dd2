/* SPDX-License-Identifier: ISC
 *
 * Owns the commands of the interview.
 */
#include "interview/flow_command.h"

#include "report/show_model.h"

#define NOTHING_LEFT "Nothing is left to ask. Enter shows the report; help lists the commands."

static enum flow_event help(struct reply *reply, struct text argument)
{
	return flow_tell_help(reply, argument) ? FLOW_TOLD : FLOW_REFUSED;
}

static enum flow_event commands(struct reply *reply, struct text argument)
{
	struct buffer first = {0};
	(void)argument;
	for (size_t i = 0; i < flow_command_count; i++) {
		const struct flow_command *command = &flow_commands[i];
		buffer_clear(&first);
		buffer_format(&first, "   %s%s%s: ", command->word, *command->usage ? " " : "", command->usage);
		layout_paragraph(reply->layout, first.bytes, text_of(command->help), LAYOUT_FLOW, reply->out);
	}
	buffer_release(&first);
	return FLOW_TOLD;
}

/* With a rule: all about that rule. */
static enum flow_event why(struct reply *reply, struct text argument)
{
	const struct model *model = reply->flow->model;
	if (argument.length == 0) {
		flow_tell_why(reply);
		return FLOW_TOLD;
	}
	uint32_t rule = flow_find_named(reply, argument, "rule", model->rule_count, model_rule_id, model);
	if (rule == MODEL_NONE)
		return FLOW_REFUSED;
	show_thing(model, (struct thing){THING_RULE, rule}, reply->layout, reply->out);
	return FLOW_TOLD;
}

static enum flow_event back(struct reply *reply, struct text argument)
{
	(void)argument;
	if (flow_back(reply))
		return FLOW_MOVED;
	reply_say(reply, TEXT("There is no answer to take back."));
	return FLOW_REFUSED;
}

/* Parts QUESTION=ANSWER; returns whether there is such a question that applies. */
static bool read_question(struct reply *reply, struct text *words, uint32_t *question)
{
	*question = flow_find_question(reply, text_trim(text_cut(words, '=')));
	if (*question == MODEL_NONE)
		return false;
	if (!reply->flow->off[*question])
		return true;
	struct buffer text = {0};
	buffer_format(&text, "'%.*s' does not apply here.", TEXT_ARGS(reply->flow->model->questions[*question].id));
	reply_say(reply, buffer_text(&text));
	buffer_release(&text);
	return false;
}

static enum flow_event change(struct reply *reply, struct text argument)
{
	struct flow *flow = reply->flow;
	struct answers changed;
	struct text words = argument;
	uint32_t question;
	if (!read_question(reply, &words, &question))
		return FLOW_REFUSED;
	if (text_trim(words).length == 0) {
		flow_stand_again(reply, question, FLOW_CHANGING);
		return FLOW_MOVED;
	}
	answers_copy(&changed, &flow->answers);
	bool given = flow_read_answer(reply, question, text_trim(words), &changed)
	             && flow_give(reply, question, &changed.sets[question]);
	answers_release(&changed);
	return given ? FLOW_MOVED : FLOW_REFUSED;
}

static enum flow_event unknown(struct reply *reply, struct text argument)
{
	struct flow *flow = reply->flow;
	struct answers changed;
	(void)argument;
	answers_copy(&changed, &flow->answers);
	answers_clear(&changed, flow->question, ANSWER_UNKNOWN, (struct span){0});
	flow_give(reply, flow->question, &changed.sets[flow->question]);
	answers_release(&changed);
	return FLOW_MOVED;
}

static enum flow_event skip(struct reply *reply, struct text argument)
{
	(void)argument;
	flow_skip(reply);
	return FLOW_MOVED;
}

static enum flow_event what_if(struct reply *reply, struct text argument)
{
	struct answers changed;
	struct text words = argument;
	uint32_t question;
	if (!read_question(reply, &words, &question))
		return FLOW_REFUSED;
	if (text_trim(words).length == 0) {
		reply_say(reply, TEXT("what-if needs a question and an answer: what-if QUESTION=ANSWER"));
		return FLOW_REFUSED;
	}
	answers_copy(&changed, &reply->flow->answers);
	bool read = flow_read_answer(reply, question, text_trim(words), &changed);
	bool told = read && flow_tell_comparison(reply, &changed);
	answers_release(&changed);
	return told ? FLOW_TOLD : FLOW_REFUSED;
}

static enum flow_event explain(struct reply *reply, struct text argument)
{
	uint32_t option = flow_find_option(reply, argument);
	if (option == MODEL_NONE)
		return FLOW_REFUSED;
	flow_tell_explanation(reply, option);
	return FLOW_TOLD;
}

static enum flow_event show(struct reply *reply, struct text argument)
{
	(void)argument;
	flow_tell_standing(reply);
	return FLOW_TOLD;
}

static enum flow_event more(struct reply *reply, struct text argument)
{
	struct flow *flow = reply->flow;
	(void)argument;
	flow->more = true;
	flow_go_on(reply);
	reply_say(reply, flow->question == MODEL_NONE ? TEXT("There is no other question.")
	                                              : TEXT("What cannot change the result is asked, too."));
	return FLOW_MOVED;
}

static enum flow_event save(struct reply *reply, struct text argument)
{
	buffer_clear(&reply->flow->file);
	buffer_add(&reply->flow->file, argument);
	return FLOW_SAVE;
}

static enum flow_event stop(struct reply *reply, struct text argument)
{
	(void)reply;
	(void)argument;
	return FLOW_REPORT;
}

static enum flow_event quit(struct reply *reply, struct text argument)
{
	(void)reply;
	(void)argument;
	return FLOW_QUIT;
}

const struct flow_command flow_commands[] = {
	{"?", "[ANSWER]", FLOW_ANSWER_WORD, false, true, help,
	 "what the question, or one answer, means, and how to find out", ""},
	{"why", "[RULE]", FLOW_RULE, false, false, why, "what waits for this answer, and what each answer would do", ""},
	{"back", "", FLOW_NOTHING, false, false, back, "take the last answer back", "undo previous"},
	{"change", "QUESTION[=ANSWER]", FLOW_QUESTION, true, false, change, "answer a question again", "edit set"},
	{"unknown", "", FLOW_NOTHING, false, true, unknown, "an answer: it is not known", "idk dunno"},
	{"skip", "", FLOW_NOTHING, false, true, skip, "leave the question for another time", "next pass"},
	{"what-if", "QUESTION=ANSWER", FLOW_SETTING, true, false, what_if,
	 "what an answer would do; nothing is changed", "try"},
	{"explain", "OPTION", FLOW_OPTION, true, false, explain, "all reasons for and against an option", ""},
	{"show", "", FLOW_NOTHING, false, false, show, "the answers so far and where the options stand", "list status"},
	{"more", "", FLOW_NOTHING, false, false, more, "ask also what cannot change the result", "continue"},
	{"save", "[FILE]", FLOW_FILE, false, false, save, "save the answers as a profile", "write"},
	{"stop", "", FLOW_NOTHING, false, false, stop, "ask no more and show the report", "done finish end report"},
	{"quit", "", FLOW_NOTHING, false, false, quit, "leave without a report; the answers are kept", "exit bye leave"},
	{"help", "", FLOW_NOTHING, false, false, commands, "list these commands", "commands usage"},
};

const size_t flow_command_count = COUNT_OF(flow_commands);

const struct flow_command *flow_command_find(struct text word)
{
	for (size_t i = 0; i < flow_command_count; i++)
		if (text_equal(word, text_of(flow_commands[i].word)))
			return &flow_commands[i];
	return NULL;
}

static enum flow_event run(struct reply *reply, const struct flow_command *command, struct text argument)
{
	struct buffer words = {0};
	if (command->needs_question && reply->flow->question == MODEL_NONE) {
		reply_say(reply, TEXT(NOTHING_LEFT));
		return FLOW_REFUSED;
	}
	if (command->needs_argument && argument.length == 0) {
		buffer_format(&words, "Say more: %s %s", command->word, command->usage);
		reply_say(reply, buffer_text(&words));
		buffer_release(&words);
		return FLOW_REFUSED;
	}
	return command->run(reply, argument);
}

/* The command that a line begins with, and what follows it; NULL if the line is no command. */
static const struct flow_command *find_command(struct text line, struct text *argument)
{
	*argument = line;
	struct text word = text_cut(argument, ' ');
	/* "?3" is meant like "? 3". */
	if (line.bytes[0] == '?' && word.length > 1) {
		word.length = 1;
		*argument = (struct text){line.bytes + 1, line.length - 1};
	}
	*argument = text_trim(*argument);
	const struct flow_command *command = flow_command_find(word);
	return command && argument->length && command->argument == FLOW_NOTHING ? NULL : command;
}

/* Whether a word that is no command may be meant for this one: its beginning, in capitals, one letter off, or another
 * word for it. */
static bool may_mean(const struct flow_command *command, struct text word)
{
	struct text also = text_of(command->also);
	while (also.length) {
		struct text other = text_cut(&also, ' ');
		if (other.length == word.length && flow_begins_with(other, word))
			return true;
	}
	return flow_begins_with(text_of(command->word), word)
	       || (word.length > 3 && text_distance(word, text_of(command->word), 1) <= 1);
}

/* Names the command that a refused line may be meant for, if it is only one. */
static void suggest_command(struct reply *reply, struct text line)
{
	struct text word = text_cut(&line, ' ');
	const struct flow_command *meant = NULL;
	struct buffer words = {0};
	size_t count = 0;
	for (size_t i = 0; i < flow_command_count; i++) {
		if (!may_mean(&flow_commands[i], word))
			continue;
		meant = &flow_commands[i];
		count++;
	}
	if (count != 1)
		return;
	buffer_format(&words, "Did you mean the command '%s'?", meant->word);
	reply_say(reply, buffer_text(&words));
	buffer_release(&words);
}

enum flow_event flow_take(struct flow *flow, struct text line, const struct layout *layout, struct buffer *out)
{
	struct reply reply = {flow, layout, out};
	struct answers changed;
	line = text_trim(line);
	if (line.length == 0 && flow->question == MODEL_NONE)
		return FLOW_REPORT;
	if (line.length == 0) {
		reply_say(&reply, TEXT("An answer is needed; ? helps, unknown goes on, quit leaves."));
		return FLOW_REFUSED;
	}
	struct text argument;
	const struct flow_command *command = find_command(line, &argument);
	if (command)
		return run(&reply, command, argument);
	if (flow->question == MODEL_NONE) {
		reply_say(&reply, TEXT(NOTHING_LEFT));
		suggest_command(&reply, line);
		return FLOW_REFUSED;
	}
	answers_copy(&changed, &flow->answers);
	bool read = flow_read_answer(&reply, flow->question, line, &changed);
	if (!read)
		suggest_command(&reply, line);
	bool given = read && flow_give(&reply, flow->question, &changed.sets[flow->question]);
	answers_release(&changed);
	return given ? FLOW_MOVED : FLOW_REFUSED;
}
