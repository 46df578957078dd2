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
#include "base/streams.h"
#include "cli/command.h"
#include "cli/complete.h"

static void refuse_format(const struct command *command, enum format format)
{
	const char *const *words = options_words(OPTION_FORMAT);
	unsigned left = command->formats;
	fprintf(stderr, "whether: %s has no form '%s'; use", command->name, words[format]);
	for (int i = 0; left; i++) {
		if (!(left & FORMAT_BIT(i)))
			continue;
		const char *before = left == command->formats ? "" : left == FORMAT_BIT(i) ? " or" : ",";
		fprintf(stderr, "%s -f %s", before, words[i]);
		left &= ~FORMAT_BIT(i);
	}
	fputs("\n", stderr);
}

static enum status run_command(const struct command *command, int argc, char **argv)
{
	struct options options;
	enum status status = STATUS_USAGE;
	if (!options_parse(&options, argc, argv, command->options)) {
		fprintf(stderr, "see whether %s --help\n", command->name);
	} else if (options.help) {
		printf("usage: whether %s [OPTION...] %s\n%s\n\n", command->name, command->operands, command->summary);
		options_print_help(command->options, command->formats);
		status = STATUS_DONE;
	} else if (options.format_given && !command_has_format(command, options.format)) {
		refuse_format(command, options.format);
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
		command_print_usage(stdout);
		return STATUS_DONE;
	}
	if (argc > 1 && strcmp(argv[1], "--version") == 0) {
		puts("whether " WHETHER_VERSION);
		return STATUS_DONE;
	}
	if (argc > 1 && strcmp(argv[1], "--complete") == 0)
		return complete_words(argc - 1, argv + 1);
	if (argc > 1 && !on_terminal)
		fputs("whether: options need a command\n", stderr);
	if (on_terminal)
		return run_command(&command_ask, argc, argv);
	command_print_usage(stderr);
	return STATUS_USAGE;
}

int main(int argc, char **argv)
{
	enum status status;
	if (!streams_fill())
		return STATUS_MACHINE_FAILED;
	memory_serve_gmp();
	memory_keep_freed();
	setlocale(LC_CTYPE, "");
	if (argc < 2 || argv[1][0] == '-')
		status = run_without_command(argc, argv);
	else if (command_find(argv[1]))
		status = run_command(command_find(argv[1]), argc - 1, argv + 1);
	else
		status = command_refuse(argv[1]);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		fprintf(stderr, "whether: cannot write the result: %s\n", strerror(errno));
		status = STATUS_MACHINE_FAILED;
	}
	return (int)status;
}
