/* SPDX-License-Identifier: ISC
 *
 * The commands: one constant row each.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdio.h>

#include "cli/options.h"

/* How the program ends. With several results, the highest. */
enum status {
	STATUS_DONE = 0,             /* a recommendation, or nothing found */
	STATUS_NEGATIVE = 1,         /* every option out, open under --settled, the user stopped */
	STATUS_USAGE = 2,            /* wrong command line */
	STATUS_BAD_INPUT = 3,        /* bad model or profile */
	STATUS_MACHINE_FAILED = 4,   /* cannot read or write, out of memory */
};

struct command {
	const char *name;
	const char *operands;        /* as in the usage line */
	const char *summary;
	unsigned options;            /* set of those allowed */
	unsigned formats;            /* set of those that its results have, if it has the option */
	enum status (*run)(const struct options *options);
};

extern const struct command command_ask;
extern const struct command command_batch;
extern const struct command command_check;
extern const struct command command_diff;
extern const struct command command_eval;
extern const struct command command_explain;
extern const struct command command_help;
extern const struct command command_init;
extern const struct command command_next;
extern const struct command command_schema;
extern const struct command command_show;
extern const struct command command_test;
extern const struct command command_what_if;

/* The command of this name, or NULL. */
const struct command *command_find(const char *name);

/* Calls visit for each command. */
void command_visit(void (*visit)(void *context, const struct command *command), void *context);

/* Whether the results of the command have this form. */
bool command_has_format(const struct command *command, enum format format);

/* Prints a line for each command. */
void command_print_usage(FILE *file);

/* Says that there is no such command, and which are near; returns the status that it means. */
enum status command_refuse(const char *name);

/* The higher of two. */
enum status status_worse(enum status a, enum status b);

#endif
