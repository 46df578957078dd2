/* SPDX-License-Identifier: ISC
 *
 * Owns the option table. getopt_long does the parsing.
 */
#include "cli/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "report/layout.h"

struct option_row {
	char letter;             /* 0: none */
	const char *word;
	const char *argument;    /* NULL: takes none */
	const char *help;
};

static const struct option_row rows[OPTION_NAME_COUNT] = {
	[OPTION_MODEL] = {'m', "model", "MODEL", "use this model: a file, or a name to look up"},
	[OPTION_SET] = {'s', "set", "Q=A", "answer question Q with A, over the profile; repeatable"},
	[OPTION_FORMAT] = {'f', "format", "FORMAT", "the form of the results"},
	[OPTION_QUIET] = {'q', "quiet", NULL, "print the id only"},
	[OPTION_SETTLED] = {0, "settled", NULL, "exit with status 1 unless the result is settled"},
	[OPTION_STRICT] = {0, "strict", NULL, "exit with status 1 for notes, too"},
	[OPTION_OUTPUT] = {'o', "output", "FILE", "save the answers as a profile"},
	[OPTION_GRAPH] = {0, "graph", "LANGUAGE", "draw the model: dot or mermaid"},
	[OPTION_MODELS] = {0, "models", NULL, "compare two models instead of two profiles"},
	[OPTION_GENERATE] = {0, "generate", "FOLDER", "write profiles that exercise what no case does"},
	[OPTION_FROM] = {0, "from", "PROFILE", "keep what this profile says"},
	[OPTION_ORDER] = {0, "order", "ORDER", "order of the file, or by information: what tells most"},
	[OPTION_JOBS] = {'j', "jobs", "N", "work with N threads"},
	[OPTION_NO_INPUT] = {0, "no-input", NULL, "ask nothing; fail if answers that matter are missing"},
	[OPTION_WIDTH] = {0, "width", "N", "lay text out for N columns"},
	[OPTION_COLOR] = {0, "color", "WHEN", "auto, always or never"},
	[OPTION_HELP] = {'h', "help", NULL, "print help and exit"},
	[OPTION_VERSION] = {0, "version", NULL, "print the version and exit"},
};

/* The words that the argument of an option is one of; NULL: it takes others. */
static const char *const *const words_of[OPTION_NAME_COUNT] = {
	[OPTION_FORMAT] = (const char *const[]){[FORMAT_TEXT] = "text", [FORMAT_JSON] = "json",
	                                        [FORMAT_MARKDOWN] = "markdown", [FORMAT_TAP] = "tap",
	                                        [FORMAT_HTML] = "html", [FORMAT_SVG] = "svg", [FORMAT_BRIEF] = "brief", NULL},
	[OPTION_GRAPH] = (const char *const[]){"dot", "mermaid", NULL},
	[OPTION_ORDER] = (const char *const[]){"file", "information", NULL},
	[OPTION_COLOR] = (const char *const[]){[COLOUR_AUTO] = "auto", [COLOUR_ALWAYS] = "always",
	                                       [COLOUR_NEVER] = "never", NULL},
};

enum { FIRST_WORD_ONLY = 256, SHORT_SIZE = OPTION_NAME_COUNT * 2 + 1, MOST_JOBS = 256, ARGUMENTS_WIDTH = 22 };

static void fill_tables(unsigned allowed, char *letters, struct option *words)
{
	for (int name = 0; name < OPTION_NAME_COUNT; name++) {
		const struct option_row *row = &rows[name];
		if (!(allowed & OPTION_BIT(name)))
			continue;
		*words++ = (struct option){row->word, row->argument ? required_argument : no_argument, NULL,
		                           row->letter ? row->letter : FIRST_WORD_ONLY + name};
		if (row->letter)
			*letters++ = row->letter;
		if (row->letter && row->argument)
			*letters++ = ':';
	}
	*words = (struct option){0};
	*letters = '\0';
}

/* The place of `word` among the words of an option, or -1 after saying which there are. */
static int choose(enum option_name name, const char *word)
{
	const char *const *words = words_of[name];
	for (int i = 0; words[i]; i++)
		if (strcmp(word, words[i]) == 0)
			return i;
	struct buffer clean = {0};
	buffer_add_clean(&clean, text_of(word));
	fprintf(stderr, "whether: --%s: '%s' is none of ", rows[name].word, clean.bytes ? clean.bytes : "");
	for (int i = 0; words[i]; i++)
		fprintf(stderr, "%s%s", words[i], words[i + 1] ? ", " : "\n");
	buffer_release(&clean);
	return -1;
}

static bool take_format(struct options *options, const char *word)
{
	int chosen = choose(OPTION_FORMAT, word);
	if (chosen >= 0)
		options->format = (enum format)chosen;
	options->format_given = true;
	return chosen >= 0;
}

static bool take_graph(struct options *options, const char *word)
{
	int chosen = choose(OPTION_GRAPH, word);
	if (chosen >= 0)
		options->graph = (enum graph)(GRAPH_DOT + chosen);
	return chosen >= 0;
}

static bool take_order(struct options *options, const char *word)
{
	int chosen = choose(OPTION_ORDER, word);
	options->information = chosen == 1;
	return chosen >= 0;
}

static bool take_colour(struct options *options, const char *word)
{
	int chosen = choose(OPTION_COLOR, word);
	if (chosen >= 0)
		options->colour = (enum colour_use)chosen;
	return chosen >= 0;
}

static bool take_width(struct options *options, const char *word)
{
	uint64_t width;
	if (!text_number(text_of(word), 1000, &width) || width < LAYOUT_LEAST_WIDTH) {
		fprintf(stderr, "whether: --width must be a whole number from %d to 1000\n", LAYOUT_LEAST_WIDTH);
		return false;
	}
	options->width = (unsigned)width;
	return true;
}

static bool take_jobs(struct options *options, const char *word)
{
	uint64_t jobs;
	if (!text_number(text_of(word), MOST_JOBS, &jobs) || jobs == 0) {
		fprintf(stderr, "whether: --jobs must be a whole number from 1 to %d\n", MOST_JOBS);
		return false;
	}
	options->jobs = (unsigned)jobs;
	return true;
}

static bool take(struct options *options, enum option_name name, char *argument)
{
	switch (name) {
	case OPTION_MODEL:
		options->model = argument;
		return true;
	case OPTION_SET:
		MEMORY_GROW(options->settings, options->setting_count, options->setting_capacity);
		options->settings[options->setting_count++] = argument;
		return true;
	case OPTION_FORMAT:
		return take_format(options, argument);
	case OPTION_QUIET:
		return options->quiet = true;
	case OPTION_SETTLED:
		return options->settled = true;
	case OPTION_STRICT:
		return options->strict = true;
	case OPTION_OUTPUT:
		options->output = argument;
		return true;
	case OPTION_MODELS:
		return options->models = true;
	case OPTION_ORDER:
		return take_order(options, argument);
	case OPTION_JOBS:
		return take_jobs(options, argument);
	case OPTION_NO_INPUT:
		return options->no_input = true;
	case OPTION_GRAPH:
		return take_graph(options, argument);
	case OPTION_GENERATE:
		options->generate = argument;
		return true;
	case OPTION_FROM:
		options->from = argument;
		return true;
	case OPTION_WIDTH:
		return take_width(options, argument);
	case OPTION_COLOR:
		return take_colour(options, argument);
	case OPTION_HELP:
		return options->help = true;
	case OPTION_VERSION:
	case OPTION_NAME_COUNT:
		break;
	}
	return false;
}

static enum option_name name_of(int value)
{
	int name = 0;
	while (name < OPTION_NAME_COUNT && value != FIRST_WORD_ONLY + name && value != rows[name].letter)
		name++;
	return (enum option_name)name;
}

bool options_parse(struct options *options, int argc, char **argv, unsigned allowed)
{
	char letters[SHORT_SIZE];
	struct option words[OPTION_NAME_COUNT + 1];
	char program[] = "whether";
	*options = (struct options){.jobs = 1};
	fill_tables(allowed, letters, words);
	argv[0] = program;
	optind = 1;
	for (int value; (value = getopt_long(argc, argv, letters, words, NULL)) != -1;) {
		enum option_name name = name_of(value);
		if (name == OPTION_NAME_COUNT || !take(options, name, optarg))
			return false;
	}
	options->operands = argv + optind;
	options->operand_count = (size_t)(argc - optind);
	return true;
}

void options_parse_unfinished(struct options *options, int argc, char **argv, unsigned allowed,
                              struct options_end *end)
{
	char letters[SHORT_SIZE];
	struct option words[OPTION_NAME_COUNT + 1];
	const char *last = argv[argc - 1], *last_end = last + strlen(last);
	*options = (struct options){0};
	*end = (struct options_end){.option = OPTION_NAME_COUNT};
	fill_tables(allowed, letters, words);
	optind = 1;
	opterr = 0;
	for (int value; (value = getopt_long(argc, argv, letters, words, NULL)) != -1;) {
		enum option_name name = name_of(value);
		bool has_argument = name != OPTION_NAME_COUNT && optarg;
		if (has_argument && optarg + strlen(optarg) == last_end) {
			end->option = name;
			end->argument = optarg;
		} else if (has_argument && name == OPTION_MODEL) {
			options->model = optarg;
		} else if (name == OPTION_MODELS) {
			options->models = true;
		}
	}
	options->operands = argv + optind;
	options->operand_count = (size_t)(argc - optind);
	end->is_operand = end->option == OPTION_NAME_COUNT && options->operand_count && argv[argc - 1] == last;
	bool is_over = strcmp(argv[optind - 1], "--") == 0 && argv[optind - 1] != last;
	end->may_be_option = end->option == OPTION_NAME_COUNT && last[0] == '-' && !is_over;
}

void options_release(struct options *options)
{
	free(options->settings);
	*options = (struct options){0};
}

/* Appends the words of the formats in the set, as ": text, json". */
static void add_formats(unsigned formats, struct buffer *out)
{
	const char *const *words = words_of[OPTION_FORMAT];
	bool first = true;
	for (int i = 0; words[i]; i++) {
		if (!(formats & FORMAT_BIT(i)))
			continue;
		buffer_format(out, "%s%s", first ? ": " : ", ", words[i]);
		first = false;
	}
}

void options_print_help(unsigned allowed, unsigned formats)
{
	for (int name = 0; name < OPTION_NAME_COUNT; name++) {
		const struct option_row *row = &rows[name];
		struct buffer words = {0};
		if (!(allowed & OPTION_BIT(name)))
			continue;
		if (row->letter)
			buffer_format(&words, "-%c, ", row->letter);
		buffer_format(&words, "--%s", row->word);
		if (row->argument)
			buffer_format(&words, " %s", row->argument);
		while (words.length < ARGUMENTS_WIDTH)
			buffer_add_string(&words, " ");
		buffer_format(&words, " %s", row->help);
		if (name == OPTION_FORMAT)
			add_formats(formats, &words);
		printf("  %s\n", words.bytes);
		buffer_release(&words);
	}
}

void options_visit(unsigned allowed, void (*visit)(void *context, struct text word, struct text help), void *context)
{
	struct buffer word = {0};
	for (int name = 0; name < OPTION_NAME_COUNT; name++) {
		const struct option_row *row = &rows[name];
		if (!(allowed & OPTION_BIT(name)))
			continue;
		buffer_clear(&word);
		buffer_format(&word, "--%s", row->word);
		visit(context, buffer_text(&word), text_of(row->help));
		buffer_clear(&word);
		buffer_format(&word, "-%c", row->letter);
		if (row->letter)
			visit(context, buffer_text(&word), text_of(row->help));
	}
	buffer_release(&word);
}

const char *options_argument(enum option_name name)
{
	return rows[name].argument;
}

const char *const *options_words(enum option_name name)
{
	return words_of[name];
}
