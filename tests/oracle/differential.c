/* SPDX-License-Identifier: ISC
 *
 * Compares the engine with the oracle on random models and profiles; prints TAP.
 *   differential [FIRST [COUNT]]           the seeds FIRST (1) to FIRST + COUNT - 1 (COUNT 2000)
 *   differential --break [FIRST [COUNT]]   spoils what the engine says: each fault must be noticed
 *   differential --show SEED               prints the model and the profiles of a seed
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "compare.h"
#include "generate.h"

enum { MOST_SHOWN = 3, LEAST_PERCENT = 5, LEAST_MODELS_FOR_COVERAGE = 200 };

/* What must occur in enough of the models. */
enum coverage {
	COVER_NESTED,
	COVER_NESTED_THRICE,
	COVER_BANDS,
	COVER_GUARD,
	COVER_GUARD_ON_FACT,
	COVER_GUARD_UNKNOWN,
	COVER_FIXED,
	COVER_PRIORS,
	COVER_FACTS,
	COVER_FACTS_ON_FACTS,
	COVER_IMPOSSIBLE,
	COVER_RULES_OUT,
	COVER_SET,
	COVER_RANGE,
	COVER_UNKNOWN,
	COVER_IDLE_ANSWER,
	COVER_EMPTY,
	COVER_SETTLED,
	COVER_OPEN,
	COVER_CANNOT_MATTER,
	COVER_STRONG,
	COVER_MEDIUM,
	COVER_WEAK,
	COVER_ORDER,
	COVER_ALONE,
	COVER_NONE,
	COVERAGES,
};

static const char *const coverage_names[COVERAGES] = {
	[COVER_NESTED] = "a question under an answer",
	[COVER_NESTED_THRICE] = "a question three answers deep",
	[COVER_BANDS] = "a number question",
	[COVER_GUARD] = "a guard",
	[COVER_GUARD_ON_FACT] = "a guard that names a fact",
	[COVER_GUARD_UNKNOWN] = "a guard that is unknown",
	[COVER_FIXED] = "a fixed question",
	[COVER_PRIORS] = "priors",
	[COVER_FACTS] = "facts",
	[COVER_FACTS_ON_FACTS] = "a fact that names a fact",
	[COVER_IMPOSSIBLE] = "impossible combinations",
	[COVER_RULES_OUT] = "an option ruled out",
	[COVER_SET] = "a set of answers",
	[COVER_RANGE] = "a set or range of numbers",
	[COVER_UNKNOWN] = "an answer said to be unknown",
	[COVER_IDLE_ANSWER] = "an answer to a question that does not apply",
	[COVER_EMPTY] = "a profile without completions",
	[COVER_SETTLED] = "a settled result",
	[COVER_OPEN] = "an open result",
	[COVER_CANNOT_MATTER] = "an open question that cannot matter",
	[COVER_STRONG] = "decided by strong reasons",
	[COVER_MEDIUM] = "decided by medium reasons",
	[COVER_WEAK] = "decided by weak reasons",
	[COVER_ORDER] = "decided by order",
	[COVER_ALONE] = "all options but one are out",
	[COVER_NONE] = "all options are out",
};

struct tally {
	size_t models, profiles, refused, shown;
	uint64_t most_completions;
	size_t compared[MATTERS], differing[MATTERS];
	size_t covered[COVERAGES];
};

static void note_features(const struct generated_features *features, bool *covered)
{
	covered[COVER_NESTED] = features->nested;
	covered[COVER_NESTED_THRICE] = features->nested_thrice;
	covered[COVER_BANDS] = features->bands;
	covered[COVER_GUARD] = features->guard;
	covered[COVER_GUARD_ON_FACT] = features->guard_on_fact;
	covered[COVER_FIXED] = features->fixed;
	covered[COVER_PRIORS] = features->priors;
	covered[COVER_FACTS] = features->facts;
	covered[COVER_FACTS_ON_FACTS] = features->facts_on_facts;
	covered[COVER_IMPOSSIBLE] = features->impossible;
	covered[COVER_RULES_OUT] = features->rules_out;
	covered[COVER_SET] = features->set;
	covered[COVER_RANGE] = features->range;
	covered[COVER_UNKNOWN] = features->unknown;
}

static void note_result(const struct generated_features *features, size_t profile,
                        const struct oracle_result *oracle, bool *covered)
{
	static const enum coverage tiers[ORACLE_TIERS] = {
		COVER_STRONG, COVER_MEDIUM, COVER_WEAK, COVER_ORDER, COVER_ALONE, COVER_NONE,
	};

	covered[COVER_EMPTY] |= oracle->empty;
	if (oracle->empty)
		return;
	covered[oracle->settled ? COVER_SETTLED : COVER_OPEN] = true;
	for (size_t i = 0; i < ORACLE_TIERS; i++)
		covered[tiers[i]] |= mpq_sgn(oracle->tiers[i]) > 0;
	for (size_t i = 0; i < oracle->question_count; i++) {
		bool answered = features->answered[profile][i];

		covered[COVER_GUARD_UNKNOWN] |=
			features->guarded_top[i] && oracle->applies[i] == ORACLE_DEPENDS;
		covered[COVER_IDLE_ANSWER] |= answered && oracle->applies[i] == ORACLE_NEVER;
		covered[COVER_CANNOT_MATTER] |= !answered && !oracle->settled &&
		                                !oracle->can_matter[i] &&
		                                oracle->applies[i] == ORACLE_ALWAYS;
	}
}

static struct yaml_node *parse(const char *name, const struct buffer *text, struct arena *arena)
{
	struct source source;
	struct diagnostics found = {.source = &source};
	struct buffer message = {0};
	struct yaml_node *tree;

	source_of_bytes(&source, name, text->bytes, text->length);
	tree = yaml_tree_parse(&source, arena, &found);
	if (!tree || found.errors > 0) {
		diagnostics_print(&found, &message);
		printf("Bail out! the generator wrote no YAML\n%s%s", message.bytes, text->bytes);
		exit(EXIT_FAILURE);
	}
	diagnostics_release(&found);
	source_release(&source);
	return tree;
}

static void show_fault(struct tally *tally, uint64_t seed, const struct generated *made,
                       size_t profile, const char *what)
{
	if (tally->shown++ < MOST_SHOWN)
		printf("# seed %" PRIu64
		       ", profile %zu\n%s# ---- model\n%s# ---- profile\n%s# ----\n",
		       seed, profile + 1, what, made->model.bytes, made->profiles[profile].bytes);
}

/* Compares all matters, or with `spoil` one in turn after spoiling it. */
static void compare_results(const struct oracle_result *oracle, struct engine_result *engine,
                            bool spoil, struct tally *tally, struct buffer *what)
{
	size_t turn = tally->profiles % MATTERS, which = tally->profiles / MATTERS, comparable;

	for (size_t i = 0; i < MATTERS_FIRST; i++)
		matters[i].compare(oracle, engine, what);
	comparable = what->length > 0 || oracle->empty ? MATTERS_FIRST : MATTERS;
	if (spoil && what->length > 0)
		comparable = 0;
	buffer_clear(what);
	for (size_t i = 0; i < comparable; i++) {
		size_t before = what->length;

		if (spoil && (i != turn || !matters[i].spoil(engine, which)))
			continue;
		matters[i].compare(oracle, engine, what);
		tally->compared[i]++;
		tally->differing[i] += what->length > before;
	}
}

static void engine_result_init(struct engine_result *result)
{
	*result = (struct engine_result){0};
	for (size_t i = 0; i < COUNT_OF(result->shares); i++)
		mpq_init(result->shares[i]);
	for (size_t i = 0; i < COUNT_OF(result->tiers); i++)
		mpq_init(result->tiers[i]);
	for (size_t i = 0; i < COUNT_OF(result->impurity); i++)
		mpq_init(result->impurity[i]);
}

static void engine_result_release(struct engine_result *result)
{
	for (size_t i = 0; i < COUNT_OF(result->shares); i++)
		mpq_clear(result->shares[i]);
	for (size_t i = 0; i < COUNT_OF(result->tiers); i++)
		mpq_clear(result->tiers[i]);
	for (size_t i = 0; i < COUNT_OF(result->impurity); i++)
		mpq_clear(result->impurity[i]);
}

static void run_engine(const struct oracle_result *oracle, const struct generated *made,
                       size_t profile, uint64_t seed, bool spoil, struct tally *tally)
{
	struct engine_result engine;
	struct buffer what = {0};
	char error[512] = "no message";

	engine_result_init(&engine);
	if (engine_run(made->model.bytes, made->profiles[profile].bytes, &engine, error,
	               sizeof(error))) {
		compare_results(oracle, &engine, spoil, tally, &what);
	} else {
		tally->refused++;
		buffer_format(&what, "# refused: ");
		for (const char *c = error; *c; c++)
			buffer_format(&what, *c == '\n' ? "%c# " : "%c", *c);
		buffer_add_string(&what, "\n");
	}
	if (what.length > 0 && !spoil)
		show_fault(tally, seed, made, profile, what.bytes);
	buffer_release(&what);
	engine_result_release(&engine);
}

static void run_seed(uint64_t seed, bool spoil, struct tally *tally)
{
	struct generated made = {0};
	struct arena arena = {0};
	struct oracle_result oracle;
	struct yaml_node *model;
	bool covered[COVERAGES] = {false};

	oracle_result_init(&oracle);
	generate(seed, &made);
	model = parse("model", &made.model, &arena);
	note_features(&made.features, covered);
	for (size_t i = 0; i < GENERATED_PROFILES; i++) {
		oracle_run(model, parse("profile", &made.profiles[i], &arena), &oracle);
		note_result(&made.features, i, &oracle, covered);
		if (oracle.completions > tally->most_completions)
			tally->most_completions = oracle.completions;
		run_engine(&oracle, &made, i, seed, spoil, tally);
		tally->profiles++;
	}
	for (size_t i = 0; i < COVERAGES; i++)
		tally->covered[i] += covered[i];
	tally->models++;
	oracle_result_release(&oracle);
	arena_release(&arena);
	generated_release(&made);
}

/* Prints one TAP line and returns whether it is good. */
static bool report(size_t number, bool good, const char *name)
{
	printf("%sok %zu - %s", good ? "" : "not ", number, name);
	return good;
}

static bool report_matters(const struct tally *tally, bool spoil)
{
	bool good = report(1, tally->refused == 0, "the engine accepts the models and profiles");

	printf(" (refused: %zu of %zu)\n", tally->refused, tally->profiles);
	for (size_t i = 0; i < MATTERS; i++) {
		size_t compared = tally->compared[i], differing = tally->differing[i];

		good &= report(2 + i, compared > 0 && differing == (spoil ? compared : 0),
		               matters[i].name);
		printf(spoil ? ": spoilt %zu, noticed %zu\n" : " (compared: %zu, differing: %zu)\n",
		       compared, differing);
	}
	return good;
}

static bool report_coverage(const struct tally *tally)
{
	bool good = true;

	for (size_t i = 0; i < COVERAGES; i++) {
		bool few = tally->models < LEAST_MODELS_FOR_COVERAGE;
		bool enough = tally->covered[i] * 100 >= tally->models * LEAST_PERCENT;

		good &= report(2 + MATTERS + i, few || enough, coverage_names[i]);
		printf(" (in %zu of %zu models)%s\n", tally->covered[i], tally->models,
		       few ? " # SKIP too few models" : "");
	}
	return good;
}

static bool run_seeds(uint64_t first, uint64_t count, bool spoil)
{
	struct tally tally = {0};
	bool good;

	printf("1..%zu\n", 1 + (size_t)MATTERS + (spoil ? 0 : (size_t)COVERAGES));
	for (uint64_t i = 0; i < count; i++)
		run_seed(first + i, spoil, &tally);
	printf("# %zu models, %zu profiles, at most %" PRIu64 " completions\n", tally.models,
	       tally.profiles, tally.most_completions);
	good = report_matters(&tally, spoil);
	if (!spoil)
		good &= report_coverage(&tally);
	return good;
}

static void show_seed(uint64_t seed)
{
	struct generated made = {0};

	generate(seed, &made);
	fputs(made.model.bytes, stdout);
	for (size_t i = 0; i < GENERATED_PROFILES; i++)
		printf("---\n%s", made.profiles[i].bytes);
	generated_release(&made);
}

int main(int argc, char **argv)
{
	bool spoil = argc > 1 && strcmp(argv[1], "--break") == 0;
	bool show = argc > 1 && strcmp(argv[1], "--show") == 0;
	int next = 1 + (spoil || show);
	uint64_t numbers[] = {1, 2000};

	for (size_t i = 0; i < COUNT_OF(numbers) && next < argc; i++, next++)
		if (!text_number(text_of(argv[next]), UINT64_MAX, &numbers[i]))
			break;
	if (next < argc) {
		fprintf(stderr, "usage: differential [--break | --show] [FIRST [COUNT]]\n");
		return 2;
	}
	if (show) {
		show_seed(numbers[0]);
		return EXIT_SUCCESS;
	}
	return run_seeds(numbers[0], numbers[1], spoil) ? EXIT_SUCCESS : EXIT_FAILURE;
}
