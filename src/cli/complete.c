/* SPDX-License-Identifier: ISC
 *
 * Owns what can stand where on the command line, which is read off the usage of the commands and options: what they call
 * MODEL is completed as a model wherever it stands.
 */
#include "cli/complete.h"

#include <inttypes.h>
#include <string.h>

#include "base/file.h"
#include "cli/help.h"
#include "cli/model_path.h"
#include "cli/session.h"
#include "report/show_model.h"

#define FILE_NAMES TEXT("/")

struct typing {
	const struct command *command;
	struct options options;
	struct text before;          /* what of the last word stays as it is */
	struct text typed;           /* the rest of it, which is completed */
	struct buffer out;
};

/* What completes the words that the usage calls by this name. */
struct kind {
	const char *name;
	void (*offer)(struct typing *typing);
};

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* The text on one line, with single blanks between its words. */
static void add_flowing(struct text text, struct buffer *out)
{
	for (size_t i = 0; i < text.length; i++)
		if (!is_blank(text.bytes[i]))
			buffer_add(out, (struct text){text.bytes + i, 1});
		else if (i + 1 < text.length && !is_blank(text.bytes[i + 1]))
			buffer_add_string(out, " ");
}

static void offer(void *context, struct text word, struct text meaning)
{
	struct typing *typing = context;
	if (!text_starts(word, typing->typed))
		return;
	buffer_add(&typing->out, typing->before);
	buffer_add(&typing->out, word);
	buffer_add_string(&typing->out, meaning.length ? "\t" : "");
	add_flowing(text_trim(meaning), &typing->out);
	buffer_add_string(&typing->out, "\n");
}

static void offer_command(void *context, const struct command *command)
{
	offer(context, text_of(command->name), text_of(command->summary));
}

static void offer_files(struct typing *typing)
{
	buffer_add(&typing->out, FILE_NAMES);
	buffer_add_string(&typing->out, "\n");
}

static void offer_model_name(void *context, struct text name)
{
	offer(context, name, TEXT(""));
}

static void offer_models(struct typing *typing)
{
	model_path_visit(offer_model_name, typing);
	offer_files(typing);
}

/* What the operand at this place is called in the usage of the command: "PROFILE"; the last may be repeated. Empty if
 * none can stand there. */
static struct text operand_name(const struct typing *typing, size_t place)
{
	struct text rest = text_of(typing->command->operands), name = TEXT("");
	for (size_t i = 0; i <= place && rest.length; i++) {
		bool is_last = !memchr(rest.bytes, ' ', rest.length);
		name = text_cut(&rest, ' ');
		bool is_repeated = is_last && memchr(name.bytes, '.', name.length);
		if (is_last && !is_repeated && i < place)
			return TEXT("");
	}
	if (name.length && name.bytes[0] == '[')
		name = (struct text){name.bytes + 1, name.length - 1};
	name = text_cut(&name, ']');
	name = text_cut(&name, '.');
	return typing->options.models && text_equal(name, TEXT("PROFILE")) ? TEXT("MODEL") : name;
}

/* Appends the name of the model that the first profile given names; nothing if there is none. */
static void add_model_of_profile(const struct typing *typing, struct buffer *name)
{
	struct buffer path = {0};
	struct source source;
	struct profile profile;
	struct diagnostics found = {0};
	for (size_t i = 0; i < typing->options.operand_count && path.length == 0; i++)
		if (text_equal(operand_name(typing, i), TEXT("PROFILE")))
			file_add_name(text_of(typing->options.operands[i]), &path);
	if (path.length && source_read_regular(&source, path.bytes, YAML_TREE_MOST_BYTES)) {
		if (profile_open(&profile, &source, &found))
			buffer_add(name, profile.model);
		profile_release(&profile);
	}
	diagnostics_release(&found);
	buffer_release(&path);
}

/* Loads the model that -m, the profile or neither names. To be released in any case. */
static bool load_model(const struct typing *typing, struct model *model)
{
	struct buffer name = {0}, path = {0};
	struct source source;
	struct diagnostics found = {0};
	*model = (struct model){0};
	if (typing->options.model)
		file_add_name(text_of(typing->options.model), &name);
	else
		add_model_of_profile(typing, &name);
	if (name.length == 0)
		buffer_add_string(&name, MODEL_PATH_USUAL);
	bool is_loaded = model_path_find(buffer_text(&name), &path)
	                 && source_read_regular(&source, path.bytes, YAML_TREE_MOST_BYTES)
	                 && model_load(model, &source, &found);
	diagnostics_release(&found);
	buffer_release(&path);
	buffer_release(&name);
	return is_loaded;
}

static void offer_options(struct typing *typing)
{
	struct model model;
	if (load_model(typing, &model))
		for (uint32_t i = 0; i < model.option_count; i++)
			offer(typing, model.options[i].id, model.options[i].name);
	model_release(&model);
}

static void offer_ids(struct typing *typing)
{
	struct model model;
	if (load_model(typing, &model))
		for (size_t i = 0; i < thing_count(&model); i++)
			offer(typing, thing_id(&model, i), text_of(thing_words(thing_at(&model, i).kind)));
	model_release(&model);
}

/* "20-199", or "1000+" for the last. */
static void add_band(const struct question *question, uint32_t band, struct buffer *out)
{
	uint64_t next;
	buffer_add(out, question->answers[band].id);
	if (band + 1 == question->answer_count)
		buffer_add_string(out, "+");
	else if (text_number(question->answers[band + 1].id, MODEL_MOST_NUMBER, &next))
		buffer_format(out, "-%" PRIu64, next - 1);
}

static void offer_answers(struct typing *typing, const struct question *question)
{
	struct buffer word = {0};
	for (uint32_t i = 0; i < question->answer_count; i++) {
		buffer_clear(&word);
		if (question->is_number)
			add_band(question, i, &word);
		else
			buffer_add(&word, question->answers[i].id);
		offer(typing, buffer_text(&word), question->answers[i].label);
	}
	buffer_release(&word);
}

/* Moves what comes before the last `separator` to what stays; returns whether there is one. */
static bool keep_up_to(struct typing *typing, char separator)
{
	for (size_t i = typing->typed.length; i > 0; i--) {
		if (typing->typed.bytes[i - 1] != separator)
			continue;
		typing->before.length += i;
		typing->typed = (struct text){typing->typed.bytes + i, typing->typed.length - i};
		return true;
	}
	return false;
}

static void offer_questions(struct typing *typing, const struct model *model)
{
	struct buffer word = {0};
	for (uint32_t q = 0; q < model->question_count; q++) {
		buffer_clear(&word);
		buffer_format(&word, "%.*s=", TEXT_ARGS(model->questions[q].id));
		offer(typing, buffer_text(&word), model->questions[q].ask);
	}
	buffer_release(&word);
}

/* Questions, each with a '='; after that, answers; after a comma, another answer. */
static void offer_settings(struct typing *typing)
{
	struct model model;
	struct text rest = typing->typed;
	struct text id = text_cut(&rest, '=');
	bool is_loaded = load_model(typing, &model);
	if (is_loaded && keep_up_to(typing, '=')) {
		uint32_t question = model_find_question(&model, id);
		bool is_first = !keep_up_to(typing, ',');
		if (question != MODEL_NONE)
			offer_answers(typing, &model.questions[question]);
		if (question != MODEL_NONE && is_first)
			offer(typing, TEXT("unknown"), TEXT("it is not known"));
	} else if (is_loaded) {
		offer_questions(typing, &model);
	}
	model_release(&model);
}

static void offer_formats(struct typing *typing)
{
	offer(typing, TEXT("profile"), TEXT(""));
	offer(typing, TEXT("model"), TEXT(""));
}

static void offer_topics(struct typing *typing)
{
	command_visit(offer_command, typing);
	help_visit_topics(offer, typing);
}

static const struct kind kinds[] = {
	{"CASE", offer_files},   {"FILE", offer_files},     {"FOLDER", offer_files},  {"ID", offer_ids},
	{"KIND", offer_formats}, {"MODEL", offer_models},   {"OPTION", offer_options}, {"PROFILE", offer_files},
	{"Q=A", offer_settings}, {"TOPIC", offer_topics},
};

static void offer_kind(struct typing *typing, struct text name)
{
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (text_equal(name, text_of(kinds[i].name)))
			kinds[i].offer(typing);
}

static void offer_argument(struct typing *typing, enum option_name option)
{
	const char *const *words = options_words(option);
	for (int i = 0; words && words[i]; i++)
		if (option != OPTION_FORMAT || command_has_format(typing->command, (enum format)i))
			offer(typing, text_of(words[i]), TEXT(""));
	if (!words)
		offer_kind(typing, text_of(options_argument(option)));
}

/* Where -m names the model, the operand that may be one is a file. */
static void offer_operand(struct typing *typing)
{
	struct text name = operand_name(typing, typing->options.operand_count - 1);
	bool is_file = text_equal(name, TEXT("MODEL")) && !typing->options.models
	               && typing->command->options & OPTION_BIT(OPTION_MODEL);
	offer_kind(typing, is_file ? TEXT("FILE") : name);
}

static void offer_words(struct typing *typing, int argc, char **argv)
{
	struct options_end end;
	struct text word = text_of(argv[argc - 1]);
	options_parse_unfinished(&typing->options, argc, argv, typing->command->options, &end);
	typing->before = (struct text){word.bytes, 0};
	typing->typed = word;
	if (end.may_be_option)
		options_visit(typing->command->options, offer, typing);
	if (end.option != OPTION_NAME_COUNT) {
		typing->before.length = (size_t)(end.argument - word.bytes);
		typing->typed = text_of(end.argument);
		offer_argument(typing, end.option);
	} else if (end.is_operand) {
		offer_operand(typing);
	}
}

/* The first word is a command, or an option of what is done without one. */
static void offer_first(struct typing *typing, const char *word)
{
	typing->typed = text_of(word);
	command_visit(offer_command, typing);
	if (word[0] == '-')
		options_visit(command_ask.options | OPTION_BIT(OPTION_VERSION), offer, typing);
}

/* Whether a word can be said again in a line of the output. */
static bool is_clean(const char *word)
{
	struct buffer clean = {0};
	buffer_add_clean(&clean, text_of(word));
	bool is_same = text_equal(buffer_text(&clean), text_of(word));
	buffer_release(&clean);
	return is_same;
}

enum status complete_words(int argc, char **argv)
{
	struct typing typing = {0};
	if (argc < 2 || !is_clean(argv[argc - 1]))
		return STATUS_DONE;
	bool has_command = argv[1][0] != '-';
	typing.command = has_command ? command_find(argv[1]) : &command_ask;
	if (argc == 2)
		offer_first(&typing, argv[1]);
	else if (typing.command)
		offer_words(&typing, argc - has_command, argv + has_command);
	session_write(false, buffer_text(&typing.out));
	buffer_release(&typing.out);
	return STATUS_DONE;
}
