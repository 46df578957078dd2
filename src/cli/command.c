/* SPDX-License-Identifier: ISC
 *
 * Owns the table of commands.
 */
#include "cli/command.h"

#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"

static const struct command *const commands[] = {
	&command_ask,  &command_eval, &command_batch, &command_explain, &command_what_if, &command_diff, &command_next,
	&command_init, &command_show, &command_check, &command_test,    &command_schema,  &command_help,
};

enum status status_worse(enum status a, enum status b)
{
	return a > b ? a : b;
}

const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(commands); i++)
		if (strcmp(name, commands[i]->name) == 0)
			return commands[i];
	return NULL;
}

void command_visit(void (*visit)(void *context, const struct command *command), void *context)
{
	for (size_t i = 0; i < COUNT_OF(commands); i++)
		visit(context, commands[i]);
}

bool command_has_format(const struct command *command, enum format format)
{
	return command->formats & FORMAT_BIT(format);
}

void command_print_usage(FILE *file)
{
	fputs("usage: whether COMMAND [OPTION...] [OPERAND...]\n", file);
	for (size_t i = 0; i < COUNT_OF(commands); i++)
		fprintf(file, "  %-8s  %s\n", commands[i]->name, commands[i]->summary);
	fputs("or whether --help | --version | --complete [WORD...]\n"
	      "Without a command, on a terminal: ask.\n"
	      "Each command has --help; the manual is whether(1).\n", file);
}

/* One letter off; or one is the beginning of the other. */
static bool is_near(struct text name, struct text word)
{
	return text_distance(name, word, 1) <= 1 || (name.length && text_starts(word, name)) || text_starts(name, word);
}

enum status command_refuse(const char *name)
{
	struct buffer clean = {0};
	buffer_add_clean(&clean, text_of(name));
	fprintf(stderr, "whether: there is no command '%s'\n", clean.bytes ? clean.bytes : "");
	for (size_t i = 0; i < COUNT_OF(commands); i++)
		if (is_near(text_of(name), text_of(commands[i]->name)))
			fprintf(stderr, "did you mean '%s'?\n", commands[i]->name);
	if (access(name, F_OK) == 0)
		fputs("it is a file; profiles are for whether eval, models for whether check\n", stderr);
	fputs("see whether --help\n", stderr);
	buffer_release(&clean);
	return STATUS_USAGE;
}
