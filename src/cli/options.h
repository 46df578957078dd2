/* SPDX-License-Identifier: ISC
 *
 * The options of the commands: one table parses them and prints their help.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

enum option_name {
	OPTION_MODEL, OPTION_SET, OPTION_FORMAT, OPTION_QUIET, OPTION_SETTLED, OPTION_STRICT, OPTION_OUTPUT, OPTION_GRAPH,
	OPTION_MODELS, OPTION_ORDER, OPTION_JOBS, OPTION_NO_INPUT, OPTION_GENERATE, OPTION_FROM, OPTION_WIDTH, OPTION_COLOR, OPTION_HELP,
	OPTION_VERSION, OPTION_NAME_COUNT
};

/* A set of options, for struct command. */
#define OPTION_BIT(name) (1U << (name))

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_MARKDOWN, FORMAT_TAP, FORMAT_HTML, FORMAT_SVG, FORMAT_BRIEF };
/* A set of formats, for struct command. */
#define FORMAT_BIT(format) (1U << (format))

enum graph { GRAPH_NONE, GRAPH_DOT, GRAPH_MERMAID };
enum colour_use { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

struct options {
	const char *model;           /* NULL when not given */
	char **settings;             /* of -s, in order; freed by options_release */
	size_t setting_count, setting_capacity;
	enum format format;
	bool format_given;
	bool quiet;
	bool settled;
	bool strict;
	bool models;
	bool information;            /* ask what tells most first */
	bool no_input;
	unsigned jobs;               /* threads */
	const char *output;          /* NULL when not given */
	enum graph graph;
	const char *generate;        /* NULL when not given */
	const char *from;            /* NULL when not given */
	unsigned width;              /* 0: find it out */
	enum colour_use colour;
	bool help;
	char **operands;             /* within argv */
	size_t operand_count;
};

/* Parses argv[1..]; `allowed` is a set of options. Options and operands may be mixed; `--` ends the options. Returns
 * false when the command line is wrong, which has then been said on standard error. */
bool options_parse(struct options *options, int argc, char **argv, unsigned allowed);

/* What the last word of an unfinished command line may be. */
struct options_end {
	enum option_name option;     /* whose argument it holds, or OPTION_NAME_COUNT */
	const char *argument;        /* that argument: the end of the word, or all of it */
	bool is_operand;             /* the last of the operands */
	bool may_be_option;
};

/* Parses argv[1..], of which there is at least one word, as far as it was typed: silently, passing over what is wrong.
 * Of what the options say only the model, whether models are compared and the operands are kept; options_release is not
 * needed. */
void options_parse_unfinished(struct options *options, int argc, char **argv, unsigned allowed,
                              struct options_end *end);

void options_release(struct options *options);

/* Prints the options of a set to standard output, a line each; with that of the format those of the second set. */
void options_print_help(unsigned allowed, unsigned formats);

/* Calls visit for the options of a set, each as a word and, if it has one, as a letter: "--model", "-m". */
void options_visit(unsigned allowed, void (*visit)(void *context, struct text word, struct text help), void *context);

/* What help calls the argument of an option: "MODEL"; NULL if it takes none. */
const char *options_argument(enum option_name name);

/* The words that the argument of an option is one of, up to NULL; NULL if it takes others. */
const char *const *options_words(enum option_name name);

#endif
