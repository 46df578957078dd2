/* SPDX-License-Identifier: ISC
 *
 * whether help: the manual, opened where a topic is told. man(1) takes the place of this program, so that the pager, its
 * signals and its end are those of any other manual page.
 */
#include "cli/help.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/nearest.h"
#include "cli/model_path.h"
#include "cli/session.h"

struct page {
	const char *topic;
	const char *name;
	const char *section;
	const char *summary;
};

/* The first tells of all commands. */
static const struct page pages[] = {
	{"whether", "whether", "1", "commands, options, how to read a report"},
	{"model", "whether-model", "5", "how models are written, and how they decide"},
	{"profile", "whether-profile", "5", "how profiles are written, and what JSON has"},
	{"python", "whether-python", "7", "what the model of Python knows"},
};

void help_visit_topics(void (*visit)(void *context, struct text topic, struct text meaning), void *context)
{
	for (size_t i = 0; i < COUNT_OF(pages); i++)
		visit(context, text_of(pages[i].topic), text_of(pages[i].summary));
}

static void list_topics(void)
{
	command_print_usage(stdout);
	puts("\nThe manual, by whether help TOPIC; a command is a topic, too:");
	for (size_t i = 0; i < COUNT_OF(pages); i++)
		printf("  %-8s  %s(%s): %s\n", pages[i].topic, pages[i].name, pages[i].section, pages[i].summary);
}

/* The page of a topic, of a command or of this name; NULL if there is none. */
static const struct page *find_page(const char *topic)
{
	for (size_t i = 0; i < COUNT_OF(pages); i++)
		if (strcmp(topic, pages[i].topic) == 0 || strcmp(topic, pages[i].name) == 0)
			return &pages[i];
	return command_find(topic) ? &pages[0] : NULL;
}

static void compare_command(void *context, const struct command *command)
{
	nearest_consider(context, text_of(command->name));
}

static enum status refuse(const char *topic)
{
	struct nearest nearest;
	struct buffer message = {0};
	nearest_init(&nearest, text_of(topic));
	command_visit(compare_command, &nearest);
	for (size_t i = 0; i < COUNT_OF(pages); i++)
		nearest_consider(&nearest, text_of(pages[i].topic));
	buffer_format(&message, "there is no help about '%s'; ", topic);
	if (nearest.name.length)
		buffer_format(&message, "did you mean '%s'?", nearest.name.bytes);
	else
		buffer_add_string(&message, "whether help lists the topics");
	nearest_release(&nearest);
	session_complain(&message);
	return STATUS_USAGE;
}

/* Appends the file of a page that came with this program, from a checkout, an install prefix or a moved one; nothing if
 * it is in none of these places. */
static void find_file(const struct page *page, struct buffer *file)
{
	static const char *const ends[] = {"", ".gz"};
	struct buffer folder = {0};
	bool is_known = model_path_add_program_folder(&folder);
	for (size_t i = 0; is_known && i < 2 * COUNT_OF(ends); i++) {
		buffer_clear(file);
		if (i < COUNT_OF(ends))
			buffer_format(file, "%.*s/man/%s.%s%s", TEXT_ARGS(buffer_text(&folder)), page->name, page->section, ends[i]);
		else
			buffer_format(file, "%.*s/../share/man/man%s/%s.%s%s", TEXT_ARGS(buffer_text(&folder)), page->section, page->name,
			              page->section, ends[i - COUNT_OF(ends)]);
		if (access(file->bytes, R_OK) == 0)
			break;
		buffer_clear(file);
	}
	buffer_release(&folder);
}

/* So that less, if it is the pager, begins at the heading of a command, which stands three columns in. */
static void begin_at(const char *command)
{
	struct buffer value = {0};
	const char *old = getenv("LESS");
	buffer_format(&value, "%s +/^   %s$", old ? old : "", command);
	setenv("LESS", value.bytes, 1);
	buffer_release(&value);
}

static enum status open_page(const struct page *page, const char *topic)
{
	struct buffer file = {0}, message = {0};
	find_file(page, &file);
	if (command_find(topic))
		begin_at(topic);
	if (file.length)
		execlp("man", "man", file.bytes, (char *)NULL);
	else
		execlp("man", "man", page->section, page->name, (char *)NULL);
	buffer_format(&message, "cannot run man: %s; the page is ", strerror(errno));
	if (file.length)
		buffer_add(&message, buffer_text(&file));
	else
		buffer_format(&message, "%s(%s)", page->name, page->section);
	session_complain(&message);
	buffer_release(&file);
	return STATUS_MACHINE_FAILED;
}

static enum status run(const struct options *options)
{
	struct buffer message = {0};
	if (options->operand_count == 0) {
		list_topics();
		return STATUS_DONE;
	}
	if (options->operand_count > 1) {
		buffer_add_string(&message, "help takes one topic; whether help lists them");
		session_complain(&message);
		return STATUS_USAGE;
	}
	const char *topic = options->operands[0];
	const struct page *page = find_page(topic);
	return page ? open_page(page, topic) : refuse(topic);
}

const struct command command_help = {
	.name = "help",
	.operands = "[TOPIC]",
	.summary = "open the manual at a command or another topic; list them",
	.options = OPTION_BIT(OPTION_HELP),
	.run = run,
};
