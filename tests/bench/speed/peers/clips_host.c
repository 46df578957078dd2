/* SPDX-License-Identifier: ISC
 *
 * clips_host RULES OPTION...: decides profiles, JSON lines on standard input, with CLIPS as a library. For each profile
 * it asserts one fact, slot by slot, runs the rules, and reads back which of them asserted that they hold.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <clips/clips.h>
#include <yajl/yajl_parse.h>

enum { MOST_OPTIONS = 12, MOST_NAME = 64 };

struct host {
	void *clips, *profile, *holding;     /* the environment, and its templates */
	void *fact;                          /* of the profile that is read */
	char slot[MOST_NAME];                /* the question named last */
	int depth;
	char **options;
	int option_count;
	long long line;
};

static bool copy_name(char name[MOST_NAME], const unsigned char *text, size_t length)
{
	if (length >= MOST_NAME)
		return false;
	memcpy(name, text, length);
	name[length] = '\0';
	return true;
}

static int put_slot(struct host *host, unsigned type, void *value)
{
	DATA_OBJECT object;
	SetType(object, type);
	SetValue(object, value);
	return EnvPutFactSlot(host->clips, host->fact, host->slot, &object);
}

static int start_map(void *context)
{
	struct host *host = context;
	host->depth++;
	return 1;
}

static int end_map(void *context)
{
	struct host *host = context;
	host->depth--;
	return 1;
}

static int key(void *context, const unsigned char *text, size_t length)
{
	struct host *host = context;
	return host->depth < 2 || copy_name(host->slot, text, length);
}

static int text_answer(void *context, const unsigned char *text, size_t length)
{
	struct host *host = context;
	char name[MOST_NAME];
	return copy_name(name, text, length) && put_slot(host, SYMBOL, EnvAddSymbol(host->clips, name));
}

static int number_answer(void *context, long long number)
{
	struct host *host = context;
	return put_slot(host, INTEGER, EnvAddLong(host->clips, number));
}

static const char *slot_of(struct host *host, void *fact, const char *slot, DATA_OBJECT *object)
{
	EnvGetFactSlot(host->clips, fact, slot, object);
	return GetpType(object) == SYMBOL ? DOPToString(object) : NULL;
}

/* Adds up the weights, and lists the rules. */
static void write_line(struct host *host)
{
	long long nets[MOST_OPTIONS] = {0};
	bool out[MOST_OPTIONS] = {false};
	DATA_OBJECT option, weight, rule;
	int best = -1, option_place;
	for (void *fact = NULL; (fact = EnvGetNextFactInTemplate(host->clips, host->holding, fact)) != NULL;) {
		const char *name = slot_of(host, fact, "option", &option);
		for (option_place = 0; strcmp(host->options[option_place], name) != 0;)
			option_place++;
		if (slot_of(host, fact, "weight", &weight) != NULL)
			out[option_place] = true;
		else
			nets[option_place] += DOToLong(weight);
	}
	for (option_place = 0; option_place < host->option_count; option_place++) {
		if (!out[option_place] && (best < 0 || nets[option_place] > nets[best]))
			best = option_place;
	}
	printf("{\"line\":%lld,\"option\":\"%s\",\"rules\":[", host->line, best < 0 ? "none" : host->options[best]);
	const char *between = "";
	for (void *fact = NULL; (fact = EnvGetNextFactInTemplate(host->clips, host->holding, fact)) != NULL; between = ",")
		printf("%s\"%s\"", between, slot_of(host, fact, "rule", &rule));
	puts("]}");
}

static bool decide(struct host *host, yajl_handle parser, const char *line, size_t length)
{
	host->line++;
	EnvReset(host->clips);
	host->fact = EnvCreateFact(host->clips, host->profile);
	if (yajl_parse(parser, (const unsigned char *)line, length) != yajl_status_ok || host->depth != 0)
		return false;
	EnvAssert(host->clips, host->fact);
	EnvRun(host->clips, -1);
	write_line(host);
	return true;
}

int main(int argc, char **argv)
{
	static const yajl_callbacks callbacks = {
		.yajl_start_map = start_map, .yajl_end_map = end_map, .yajl_map_key = key,
		.yajl_string = text_answer, .yajl_integer = number_answer};
	struct host host = {.options = argv + 2, .option_count = argc - 2, .clips = CreateEnvironment()};
	char *line = NULL;
	size_t size = 0;
	ssize_t length;
	if (argc < 3 || host.option_count > MOST_OPTIONS || EnvLoad(host.clips, argv[1]) != 1)
		return EXIT_FAILURE;
	host.profile = EnvFindDeftemplate(host.clips, "profile");
	host.holding = EnvFindDeftemplate(host.clips, "holding");
	yajl_handle parser = yajl_alloc(&callbacks, NULL, &host);
	yajl_config(parser, yajl_allow_multiple_values, 1);
	while ((length = getline(&line, &size, stdin)) > 0) {
		if (!decide(&host, parser, line, (size_t)length))
			return EXIT_FAILURE;
	}
	yajl_free(parser);
	free(line);
	return EXIT_SUCCESS;
}
