/* SPDX-License-Identifier: ISC
 *
 * whether: sync, threads, processes or async? Chooses the command and sees to it that the output arrived.
 */
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "cli/command.h"

static const struct command *const commands[] = {&command_ask, &command_eval};

enum status status_worse(enum status a, enum status b)
{
	return a > b ? a : b;
}

static void print_usage(FILE *file)
{
	fputs("usage: whether COMMAND [OPTION...] [OPERAND...]\n", file);
	for (size_t i = 0; i < COUNT_OF(commands); i++)
		fprintf(file, "  whether %-5s %-13s %s\n", commands[i]->name, commands[i]->operands, commands[i]->summary);
	fputs("  whether --help | --version\n"
	      "Without a command, on a terminal: ask. Each command has --help; the manual is whether(1).\n",
	      file);
}

static const struct command *find_command(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(commands); i++)
		if (strcmp(name, commands[i]->name) == 0)
			return commands[i];
	return NULL;
}

static enum status refuse_command(const char *name)
{
	struct buffer clean = {0};
	buffer_add_clean(&clean, text_of(name));
	fprintf(stderr, "whether: there is no command '%s'\n", clean.bytes ? clean.bytes : "");
	for (size_t i = 0; i < COUNT_OF(commands); i++)
		if (text_distance(text_of(name), text_of(commands[i]->name), 1) <= 1)
			fprintf(stderr, "did you mean '%s'?\n", commands[i]->name);
	buffer_release(&clean);
	print_usage(stderr);
	return STATUS_USAGE;
}

static enum status run_command(const struct command *command, int argc, char **argv)
{
	struct options options;
	enum status status = STATUS_USAGE;
	if (!options_parse(&options, argc, argv, command->options)) {
		fprintf(stderr, "see whether %s --help\n", command->name);
	} else if (options.help) {
		printf("usage: whether %s [OPTION...] %s\n%s\n\n", command->name, command->operands, command->summary);
		options_print_help(command->options);
		status = STATUS_DONE;
	} else {
		status = command->run(&options);
	}
	options_release(&options);
	return status;
}

/* What there is without a command: --help, --version, or the interview. */
static enum status run_without_command(int argc, char **argv)
{
	bool on_terminal = isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
	if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
		print_usage(stdout);
		return STATUS_DONE;
	}
	if (argc > 1 && strcmp(argv[1], "--version") == 0) {
		puts("whether " WHETHER_VERSION);
		return STATUS_DONE;
	}
	if (argc > 1 && !on_terminal)
		fputs("whether: options need a command\n", stderr);
	if (on_terminal)
		return run_command(&command_ask, argc, argv);
	print_usage(stderr);
	return STATUS_USAGE;
}

int main(int argc, char **argv)
{
	enum status status;
	setlocale(LC_ALL, "");
	if (argc < 2 || argv[1][0] == '-')
		status = run_without_command(argc, argv);
	else if (find_command(argv[1]))
		status = run_command(find_command(argv[1]), argc - 1, argv + 1);
	else
		status = refuse_command(argv[1]);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		fprintf(stderr, "whether: cannot write the result: %s\n", strerror(errno));
		status = STATUS_MACHINE_FAILED;
	}
	return (int)status;
}
