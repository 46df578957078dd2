/* SPDX-License-Identifier: ISC
 *
 * Owns how the commands talk: results to standard output, all else to standard error.
 */
#include "cli/session.h"

#include <errno.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <uniconv.h>
#include <unistd.h>

#include "analyse/encode.h"
#include "base/nearest.h"
#include "cli/model_path.h"
#include "model/condition_questions.h"
#include "report/html_page.h"
#include "report/words.h"

void session_complain(struct buffer *message)
{
	struct buffer clean = {0};
	buffer_add_string(&clean, "whether: ");
	buffer_add_clean(&clean, buffer_text(message));
	buffer_add_string(&clean, "\n");
	session_write(true, buffer_text(&clean));
	buffer_release(&clean);
	buffer_release(message);
}

/* What was not written is lost, so there is nothing left to do but say so; on standard error not even that. */
static void write_bytes(FILE *file, const char *bytes, size_t length)
{
	if (fwrite(bytes, 1, length, file) == length || file == stderr)
		return;
	fprintf(stderr, "whether: cannot write the result: %s\n", strerror(errno));
	_Exit(STATUS_MACHINE_FAILED);
}

void session_write(bool to_errors, struct text text)
{
	FILE *file = to_errors ? stderr : stdout;
	const char *charset = nl_langinfo(CODESET);
	if (strcmp(charset, "UTF-8") == 0 || text.length == 0) {
		write_bytes(file, text.bytes, text.length);
		return;
	}
	size_t length = 0;
	char *bytes = u8_conv_to_encoding(charset, iconveh_question_mark, (const uint8_t *)text.bytes, text.length, NULL,
	                                  NULL, &length);
	if (!bytes)
		memory_exhausted();
	write_bytes(file, bytes, length);
	free(bytes);
}

void session_write_file(struct text text)
{
	write_bytes(stdout, text.bytes, text.length);
}

void session_write_as(enum format format, struct text text)
{
	if (format == FORMAT_TEXT)
		session_write(false, text);
	else
		session_write_file(text);
}

enum status session_read(struct source *source, const char *name)
{
	const struct span nowhere = {0};
	struct buffer message = {0};
	struct diagnostics found = {.source = source};
	switch (source_read(source, name, YAML_TREE_MOST_BYTES)) {
	case SOURCE_READ:
		return STATUS_DONE;
	case SOURCE_TOO_LARGE:
		finding_error(&found, FINDING_SIZE, nowhere, "the file is larger than %d MiB",
		              YAML_TREE_MOST_BYTES / (1024 * 1024));
		session_print_findings(&found);
		diagnostics_release(&found);
		source_release(source);
		return STATUS_BAD_INPUT;
	case SOURCE_UNREADABLE:
		break;
	}
	int error = errno;
	buffer_format(&message, "cannot read %s: %s", source->name, strerror(error));
	if (error == ENOENT && strchr(name, '='))
		buffer_add_string(&message, "; an answer is given with -s");
	session_complain(&message);
	source_release(source);
	return STATUS_MACHINE_FAILED;
}

void session_print_findings(const struct diagnostics *found)
{
	struct buffer text = {0};
	diagnostics_print(found, &text);
	session_write(true, buffer_text(&text));
	buffer_release(&text);
}

enum status session_load_model(struct model *model, const struct options *options, struct text wanted)
{
	struct diagnostics found = {0};
	enum status status = session_load_model_silently(model, options, wanted, &found);
	session_print_findings(&found);
	diagnostics_release(&found);
	return status;
}

static void consider_model(void *context, struct text name)
{
	nearest_consider(context, name);
}

/* Says so if the name of a model is that of a file here, as it is or without its ending; else, which name is near. */
static void hint_model(struct text name)
{
	static const char *const endings[] = {".yaml", ".yml", ""};
	struct buffer path = {0}, message = {0};
	struct stat status;
	for (size_t i = 0; i < COUNT_OF(endings) && message.length == 0; i++) {
		buffer_clear(&path);
		buffer_format(&path, "./%.*s%s", TEXT_ARGS(name), endings[i]);
		if (stat(path.bytes, &status) == 0 && S_ISREG(status.st_mode))
			buffer_format(&message, "for the file here, the name of the model is %s", path.bytes);
	}
	struct nearest nearest;
	nearest_init(&nearest, name);
	if (message.length == 0)
		model_path_visit(consider_model, &nearest);
	if (nearest.name.length)
		buffer_format(&message, "did you mean '%s'?", nearest.name.bytes);
	if (message.length)
		session_complain(&message);
	nearest_release(&nearest);
	buffer_release(&path);
}

enum status session_load_model_silently(struct model *model, const struct options *options, struct text wanted,
                                        struct diagnostics *found)
{
	struct source source;
	struct buffer path = {0};
	struct text name = options->model ? text_of(options->model) : wanted;
	*model = (struct model){0};
	if (name.length == 0)
		name = TEXT(MODEL_PATH_USUAL);
	if (!model_path_find(name, &path)) {
		struct buffer message = {0};
		buffer_format(&message, "there is no model '%.*s'; looked for %.*s.yaml in", TEXT_ARGS(name),
		              TEXT_ARGS(name));
		session_complain(&message);
		session_write(true, buffer_text(&path));
		buffer_release(&path);
		hint_model(name);
		return options->model ? STATUS_USAGE : STATUS_BAD_INPUT;
	}
	enum status status = session_read(&source, path.bytes);
	buffer_release(&path);
	if (status != STATUS_DONE)
		return status;
	return model_load(model, &source, found) ? STATUS_DONE : STATUS_BAD_INPUT;
}

enum status session_apply_setting(const char *words, const char *from, struct answers *answers)
{
	struct source source;
	struct buffer clean = {0};
	struct diagnostics found = {.source = &source};
	buffer_add_clean(&clean, text_of(words));
	source_of_bytes(&source, from, clean.bytes, clean.length);
	bool taken = answers_set(answers, buffer_text(&clean), &found);
	session_print_findings(&found);
	diagnostics_release(&found);
	source_release(&source);
	buffer_release(&clean);
	return taken ? STATUS_DONE : STATUS_USAGE;
}

enum status session_apply_settings(const struct options *options, struct answers *answers)
{
	enum status status = STATUS_DONE;
	for (size_t i = 0; i < options->setting_count; i++)
		status = status_worse(status, session_apply_setting(options->settings[i], "option -s", answers));
	return status;
}

static unsigned width_of(int file)
{
	struct winsize size;
	uint64_t width = 0;
	if (isatty(file) && ioctl(file, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		width = size.ws_col;
	else if (!text_number(text_of(getenv("COLUMNS")), MODEL_MOST_NUMBER, &width))
		width = LAYOUT_USUAL_WIDTH;
	if (width < LAYOUT_LEAST_WIDTH)
		width = LAYOUT_LEAST_WIDTH;
	return width > LAYOUT_MOST_WIDTH ? LAYOUT_MOST_WIDTH : (unsigned)width;
}

static bool colours_of(const struct options *options, int file)
{
	const char *no_colour = getenv("NO_COLOR"), *terminal = getenv("TERM");
	if (options->colour != COLOUR_AUTO)
		return options->colour == COLOUR_ALWAYS;
	return isatty(file) && !(no_colour && no_colour[0]) && terminal && strcmp(terminal, "dumb") != 0;
}

struct layout session_layout(const struct options *options, bool for_errors)
{
	int file = for_errors ? STDERR_FILENO : STDOUT_FILENO;
	unsigned width = options->width ? options->width : width_of(file);
	return (struct layout){.width = width, .colour = colours_of(options, file)};
}

/* The place of the last answer that a condition hangs on; no place if none has one. */
static struct span span_of_support(const struct answers *answers, const unsigned char *truths, uint32_t condition)
{
	const struct model *model = answers->model;
	struct span span = {0};
	struct condition_questions behind;
	bool *questions = memory_new(model->question_count, sizeof(*questions));
	condition_questions_init_support(&behind, model, truths);
	condition_questions_find(&behind, condition, questions);
	for (uint32_t q = 0; q < model->question_count; q++)
		if (questions[q] && answers->sets[q].span.line > 0)
			span = answers->sets[q].span;
	condition_questions_release(&behind);
	free(questions);
	return span;
}

enum status session_refuse_impossible(const struct answers *answers, struct diagnostics *found)
{
	const struct model *model = answers->model;
	uint64_t *possible = memory_new(model->question_count, sizeof(*possible));
	unsigned char *truths = memory_new(model->condition_count, 1);
	struct text because = TEXT("whatever the open answers are, they match what the model calls impossible");
	struct span span = {0};
	uint32_t last = MODEL_NONE;
	evaluate_possible(answers, possible);
	evaluate_all(model, possible, truths);
	for (uint32_t i = 0; i < model->impossible_count; i++)
		if (truths[model->impossibles[i].condition] == TRUTH_TRUE)
			last = i;
	if (last != MODEL_NONE) {
		because = model->impossibles[last].because;
		span = span_of_support(answers, truths, model->impossibles[last].condition);
	}
	finding_error(found, FINDING_IMPOSSIBLE, span, "these answers cannot all be true: %.*s", TEXT_ARGS(because));
	free(possible);
	free(truths);
	return STATUS_BAD_INPUT;
}

void session_warn_of_ignored(const struct answers *answers, const struct completions *completions,
                             struct diagnostics *found)
{
	for (uint32_t q = 0; q < answers->model->question_count; q++)
		if (completions->inquiries[q].applies == TRUTH_FALSE && answers->sets[q].state == ANSWER_GIVEN)
			finding_warning(found, FINDING_NOT_APPLICABLE, answers->sets[q].span,
			                "'%.*s' does not apply here; its answer is ignored",
			                TEXT_ARGS(answers->model->questions[q].id));
}

enum status session_status_of(const struct options *options, const struct completions *completions)
{
	bool none = completions->leader == completions->model->option_count;
	return none || (options->settled && !completions->settled) ? STATUS_NEGATIVE : STATUS_DONE;
}

enum status session_show_quietly(const struct options *options, const struct answers *answers,
                                 struct diagnostics *found)
{
	const struct model *model = answers->model;
	struct completions completions;
	struct buffer text = {0};
	uint64_t *possible = memory_new(model->question_count, sizeof(*possible));
	evaluate_possible(answers, possible);
	completions_find(&completions, model, possible, COMPLETIONS_WINNER, EFFORT_MOST_STATES);
	enum status status = session_status_of(options, &completions);
	if (completions.possible) {
		session_warn_of_ignored(answers, &completions, found);
		buffer_format(&text, "%.*s\n", TEXT_ARGS(model_outcome_id(model, completions.leader)));
		session_write(false, buffer_text(&text));
	} else {
		status = session_refuse_impossible(answers, found);
	}
	buffer_release(&text);
	completions_release(&completions);
	free(possible);
	return status;
}

/* A page with this one report. */
static void show_page(const struct report *report, struct buffer *text)
{
	struct html_page page = {0};
	emit_html(&page, report);
	html_page_finish(&page, NULL, text);
	html_page_release(&page);
}

enum status session_show(const struct options *options, const struct report *report)
{
	struct buffer text = {0};
	struct layout layout = session_layout(options, false);
	if (options->format == FORMAT_JSON)
		emit_json(report, &text);
	else if (options->format == FORMAT_MARKDOWN)
		emit_markdown(report, &text);
	else if (options->format == FORMAT_HTML)
		show_page(report, &text);
	else
		emit_text(report, &layout, &text);
	session_write_as(options->format, buffer_text(&text));
	buffer_release(&text);
	return session_status_of(options, &report->completions);
}
