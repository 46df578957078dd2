/* SPDX-License-Identifier: ISC
 *
 * whether ask: the interview, then the report.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "analyse/encode.h"
#include "base/file.h"
#include "cli/answers_file.h"
#include "cli/subject.h"
#include "interview/flow.h"
#include "interview/terminal.h"

/* How a conversation ends. */
enum ending { ENDING_REPORT, ENDING_LEFT, ENDING_INTERRUPTED, ENDING_REFUSED, ENDING_UNREADABLE };

struct conversation {
	const struct options *options;
	struct flow flow;
	struct answers_file file;
	const struct profile *profile;   /* NULL when the answers came from no file */
	struct buffer to_replace;        /* the file that save was not yet allowed to replace */
};

static void say(struct buffer *text)
{
	session_write(true, buffer_text(text));
	buffer_clear(text);
}

/* Keeps what was answered. */
static bool keep(struct conversation *conversation)
{
	struct answers answers;
	flow_answers(&conversation->flow, &answers);
	bool kept = answers_file_keep(&conversation->file, &answers);
	answers_release(&answers);
	return kept;
}

/* Whether the file may be written that save names: one that is there may be replaced if that is said twice. */
static bool may_write(struct conversation *conversation, const struct buffer *path, struct buffer *text)
{
	struct buffer *to_replace = &conversation->to_replace;
	bool is_said_again = text_equal(buffer_text(to_replace), buffer_text(path));
	buffer_clear(to_replace);
	if (is_said_again || path->length == 0 || !answers_file_would_replace(&conversation->file, path->bytes))
		return true;
	buffer_add(to_replace, buffer_text(path));
	buffer_format(text, "   %s is there already; the same once more replaces it.\n", path->bytes);
	return false;
}

/* The command save. That it failed is said each time. */
static void save(struct conversation *conversation, struct buffer *text)
{
	struct answers answers;
	struct answers_file *file = &conversation->file;
	struct buffer path = {0};
	file_add_name(buffer_text(&conversation->flow.file), &path);
	if (path.length == 0 && file->name.length == 0) {
		buffer_add_string(text, "   Say where: save FILE\n");
	} else if (may_write(conversation, &path, text)) {
		file->has_failed = false;
		flow_answers(&conversation->flow, &answers);
		bool saved = path.length ? answers_file_move(file, buffer_text(&path), &answers)
		                         : answers_file_keep(file, &answers);
		answers_release(&answers);
		if (saved)
			buffer_format(text, "   Saved %s; further answers go there, too.\n", file->name.bytes);
	}
	buffer_release(&path);
}

/* What is new in the model since the profile was written. */
static void tell_news(const struct conversation *conversation, const struct layout *layout, struct buffer *text)
{
	const struct model *model = conversation->flow.model;
	const struct profile *profile = conversation->profile;
	struct buffer words = {0};
	if (!profile || profile->revision == 0 || profile->revision >= model->revision)
		return;
	buffer_format(&words, "The model is at revision %u; the profile is from revision %u.", model->revision,
	              profile->revision);
	const char *comma = " New questions since: ";
	for (uint32_t q = 0; q < model->question_count; q++) {
		if (model->questions[q].since <= profile->revision)
			continue;
		buffer_format(&words, "%s%.*s", comma, TEXT_ARGS(model->questions[q].id));
		comma = ", ";
	}
	buffer_add_string(&words, *comma == ',' ? "." : "");
	layout_paragraph(layout, "", buffer_text(&words), LAYOUT_FLOW, text);
	buffer_release(&words);
}

/* Does what an event asks for; returns whether the conversation goes on. */
static bool heed(struct conversation *conversation, enum flow_event event, struct buffer *text)
{
	struct layout layout = session_layout(conversation->options, true);
	switch (event) {
	case FLOW_MOVED:
		keep(conversation);
		flow_show(&conversation->flow, &layout, text);
		return true;
	case FLOW_SAVE:
		save(conversation, text);
		return true;
	case FLOW_TOLD:
	case FLOW_REFUSED:
		return true;
	case FLOW_REPORT:
	case FLOW_QUIT:
		break;
	}
	return false;
}

static void tell_unreadable(int error)
{
	struct buffer message = {0};
	buffer_format(&message, "cannot read <stdin>: %s", strerror(error));
	session_complain(&message);
}

static enum ending converse(struct conversation *conversation)
{
	struct flow *flow = &conversation->flow;
	struct buffer text = {0}, line = {0};
	struct layout layout = session_layout(conversation->options, true);
	enum flow_event event = FLOW_TOLD;
	enum terminal_result read = TERMINAL_LINE;
	unsigned interrupts = 0;
	int error = 0;
	layout_paragraph(&layout, "", flow->model->title, LAYOUT_FLOW, &text);
	tell_news(conversation, &layout, &text);
	layout_paragraph(&layout, "", TEXT("At any prompt: ? helps, unknown is an answer, help lists all commands."),
	                 LAYOUT_FLOW, &text);
	flow_show(flow, &layout, &text);
	do {
		say(&text);
		read = terminal_read(flow_prompt(flow), &line);
		error = errno;
		layout = session_layout(conversation->options, true);
		interrupts = read == TERMINAL_INTERRUPTED ? interrupts + 1 : 0;
		event = FLOW_TOLD;
		if (read == TERMINAL_LINE)
			event = flow_take(flow, buffer_text(&line), &layout, &text);
		else if (interrupts == 1)
			layout_paragraph(&layout, "   ", TEXT("Ctrl-C once more leaves; what was answered is kept."),
			                 LAYOUT_FLOW, &text);
	} while (read != TERMINAL_END && read != TERMINAL_UNREADABLE && interrupts < 2 && heed(conversation, event, &text));
	if (read == TERMINAL_UNREADABLE)
		tell_unreadable(error);
	say(&text);
	buffer_release(&text);
	buffer_release(&line);
	if (interrupts == 2)
		return ENDING_INTERRUPTED;
	if (read == TERMINAL_UNREADABLE)
		return ENDING_UNREADABLE;
	bool at_end = read == TERMINAL_END && flow->question == MODEL_NONE;
	return at_end || (read == TERMINAL_LINE && event == FLOW_REPORT) ? ENDING_REPORT : ENDING_LEFT;
}

static enum status show_report(struct conversation *conversation)
{
	const struct options *options = conversation->options;
	struct diagnostics nothing = {0};
	struct report report = {0};
	struct answers answers;
	enum status status = STATUS_BAD_INPUT;
	flow_answers(&conversation->flow, &answers);
	if (options->quiet) {
		status = session_show_quietly(options, &answers, &nothing);
	} else if (report_make(&report, &answers, conversation->profile, EFFORT_MOST_STATES)) {
		struct encoding whole;
		encode_whole(&whole, report.model, EFFORT_MOST_STATES);
		report_find_flips(&report, &whole);
		status = session_show(options, &report);
		encoding_release(&whole);
	}
	if (report.model)
		report_release(&report);
	answers_release(&answers);
	return status;
}

/* Appends a word to be given to a shell: in quotes where that would part or change it. */
static void add_shell_word(const char *word, struct buffer *out)
{
	static const char plain[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./+:,@%-";
	if (*word && word[strspn(word, plain)] == '\0') {
		buffer_add_string(out, word);
		return;
	}
	buffer_add_string(out, "'");
	for (struct text rest = text_of(word); rest.length;) {
		bool has_quote = memchr(rest.bytes, '\'', rest.length);
		buffer_add(out, text_cut(&rest, '\''));
		buffer_add_string(out, has_quote ? "'\\''" : "");
	}
	buffer_add_string(out, "'");
}

static void add_how_to_go_on(const struct answers_file *file, const char *model, struct buffer *out)
{
	buffer_add_string(out, "stopped; to go on: whether ask ");
	if (model) {
		buffer_add_string(out, "-m ");
		add_shell_word(model, out);
		buffer_add_string(out, " ");
	}
	add_shell_word(file->name.bytes, out);
}

/* Says where the answers are and, if it was left early, how to go on. */
static void tell_file(const struct conversation *conversation, enum ending ending)
{
	const struct answers_file *file = &conversation->file;
	struct buffer message = {0};
	if (file->is_kept && ending == ENDING_REPORT)
		buffer_format(&message, "saved %s", file->name.bytes);
	else if (file->is_kept)
		add_how_to_go_on(file, conversation->options->model, &message);
	else if (ending != ENDING_REPORT)
		buffer_add_string(&message, "stopped");
	if (message.length)
		session_complain(&message);
}

/* For the terminal, which knows no flow. */
static bool complete(void *context, struct text line, void (*visit)(void *visit_context, struct text word),
                     void *visit_context)
{
	return flow_complete(context, line, visit, visit_context);
}

/* The interview on the terminal, or from a pipe. */
static enum ending ask(struct conversation *conversation)
{
	struct buffer history = {0};
	if (terminal_is_interactive() && text_of(getenv("WHETHER_NO_HISTORY")).length == 0)
		answers_file_state_path("history", &history);
	struct terminal_settings settings = {.history = history.length ? history.bytes : NULL,
	                                     .colour = session_layout(conversation->options, true).colour,
	                                     .complete = complete,
	                                     .context = &conversation->flow};
	terminal_init(&settings);
	enum ending ending = converse(conversation);
	terminal_release();
	buffer_release(&history);
	return ending;
}

/* Without asking: the report, or else what is missing. */
static enum ending refuse_to_ask(const struct conversation *conversation)
{
	const struct flow *flow = &conversation->flow;
	struct layout layout = session_layout(conversation->options, true);
	struct buffer text = {0}, first = {0};
	if (flow->question == MODEL_NONE)
		return ENDING_REPORT;
	buffer_add_string(&text, "whether: these answers are missing, and could change the result:\n");
	for (uint32_t q = 0; q < flow->model->question_count; q++) {
		const struct inquiry *inquiry = &flow->completions.inquiries[q];
		const struct question *question = &flow->model->questions[q];
		if (flow->answers.sets[q].state != ANSWER_MISSING || inquiry->applies == TRUTH_FALSE || !inquiry->informs)
			continue;
		buffer_clear(&first);
		buffer_format(&first, "  %.*s: %s", TEXT_ARGS(question->id),
		              inquiry->applies == TRUTH_UNKNOWN ? "(if it applies) " : "");
		layout_paragraph(&layout, first.bytes, question->ask, LAYOUT_FLOW, &text);
	}
	say(&text);
	buffer_release(&text);
	buffer_release(&first);
	return ENDING_REFUSED;
}

static enum status finish(struct conversation *conversation, enum ending ending)
{
	enum status status = STATUS_DONE;
	if (ending == ENDING_REFUSED)
		return STATUS_NEGATIVE;
	if (conversation->options->output && !keep(conversation))
		status = STATUS_MACHINE_FAILED;
	if (ending == ENDING_UNREADABLE)
		status = STATUS_MACHINE_FAILED;
	tell_file(conversation, ending);
	if (ending == ENDING_INTERRUPTED)
		raise(SIGINT);
	if (ending != ENDING_REPORT)
		return status_worse(status, STATUS_NEGATIVE);
	session_write(true, conversation->options->quiet ? TEXT("") : TEXT("\n"));
	return status_worse(status, show_report(conversation));
}

/* `known` came from `profile`, or from no file when it is NULL. */
static enum status hold_interview(const struct options *options, const struct answers *known,
                                  const struct profile *profile)
{
	struct source nothing;
	source_of_bytes(&nothing, "answers", "", 0);
	struct diagnostics found = {.source = profile ? &profile->source : &nothing};
	struct conversation conversation = {.options = options, .profile = profile};
	flow_init(&conversation.flow, known, options->information ? FLOW_INFORMATION_ORDER : FLOW_FILE_ORDER,
	          EFFORT_MOST_STATES);
	answers_file_init(&conversation.file, options->output, known->model, profile ? profile->title : TEXT(""),
	                  terminal_is_interactive());
	if (conversation.flow.completions.possible)
		session_warn_of_ignored(known, &conversation.flow.completions, &found);
	enum status status = conversation.flow.completions.possible ? STATUS_DONE : session_refuse_impossible(known, &found);
	session_print_findings(&found);
	diagnostics_release(&found);
	if (status == STATUS_DONE)
		status = finish(&conversation, options->no_input ? refuse_to_ask(&conversation) : ask(&conversation));
	source_release(&nothing);
	answers_file_release(&conversation.file);
	buffer_release(&conversation.to_replace);
	flow_release(&conversation.flow);
	return status;
}

/* With a profile, what it says is not asked again. */
static enum status ask_with_profile(const struct options *options, const char *name)
{
	struct subject subject;
	enum status status = subject_open(&subject, options, name);
	if (status == STATUS_DONE)
		status = hold_interview(options, &subject.profile.answers, &subject.profile);
	subject_release(&subject);
	return status;
}

static enum status run(const struct options *options)
{
	struct model model;
	struct answers answers;
	struct buffer message = {0};
	if (options->operand_count > 1) {
		buffer_add_string(&message, "ask takes one profile at most; see whether ask --help");
		session_complain(&message);
		return STATUS_USAGE;
	}
	if (options->operand_count == 1)
		return ask_with_profile(options, options->operands[0]);
	enum status status = session_load_model(&model, options, TEXT(""));
	if (status == STATUS_DONE) {
		answers_init(&answers, &model);
		status = session_apply_settings(options, &answers);
		if (status == STATUS_DONE)
			status = hold_interview(options, &answers, NULL);
		answers_release(&answers);
	}
	model_release(&model);
	return status;
}

const struct command command_ask = {
	.name = "ask",
	.operands = "[PROFILE]",
	.summary = "ask questions, or what a profile leaves open, then recommend",
	.options = OPTION_BIT(OPTION_MODEL) | OPTION_BIT(OPTION_SET) | OPTION_BIT(OPTION_FORMAT)
	           | OPTION_BIT(OPTION_QUIET) | OPTION_BIT(OPTION_SETTLED) | OPTION_BIT(OPTION_OUTPUT)
	           | OPTION_BIT(OPTION_ORDER) | OPTION_BIT(OPTION_NO_INPUT) | OPTION_BIT(OPTION_WIDTH)
	           | OPTION_BIT(OPTION_COLOR) | OPTION_BIT(OPTION_HELP),
	.formats = FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_JSON) | FORMAT_BIT(FORMAT_MARKDOWN) | FORMAT_BIT(FORMAT_HTML),
	.run = run,
};
