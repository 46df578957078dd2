/* SPDX-License-Identifier: ISC
 *
 * Compares the engine with the oracle on random models, profiles of them and variants; prints TAP.
 *   differential [FIRST [COUNT]]           the seeds FIRST (1) to FIRST + COUNT - 1 (COUNT 2000)
 *   differential --break [FIRST [COUNT]]   spoils what the engine says: each fault must be noticed
 *   differential --show SEED               prints the model, the profiles and the variant of a seed
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "coverage.h"
#include "tree.h"

enum { MOST_SHOWN = 3, LEAST_PERCENT = 5, LEAST_MODELS_FOR_COVERAGE = 200 };

struct tally {
	size_t models, profiles, refused, shown;
	uint64_t most_completions;
	size_t compared[MATTERS], differing[MATTERS];
	size_t covered[COVERAGES];
};

/* One seed, read by both sides. */
struct trial {
	uint64_t seed;
	bool spoil;
	struct tally *tally;
	struct generated made;
	struct arena arena;
	struct yaml_node *model;
	struct engine *engine, *variant;
	struct oracle_view oracle_view;
	struct engine_view engine_view;
	bool covered[COVERAGES];
};

/* What is said of a model alone, or of it and its variant, as if these were profiles. */
enum { ALONE = GENERATED_PROFILES, VARIANT };

/* Prints the first few faults. `profile` counts from 0. */
static void show_fault(const struct trial *trial, size_t profile, const struct buffer *what)
{
	if (what->length == 0 || trial->spoil || trial->tally->shown++ >= MOST_SHOWN)
		return;
	printf("# seed %" PRIu64, trial->seed);
	if (profile < GENERATED_PROFILES)
		printf(", profile %zu", profile + 1);
	printf("\n%s# ---- model\n%s", what->bytes, trial->made.model.bytes);
	if (profile < GENERATED_PROFILES)
		printf("# ---- profile\n%s", trial->made.profiles[profile].bytes);
	if (profile == VARIANT)
		printf("# ---- variant\n%s", trial->made.variant.bytes);
	printf("# ----\n");
}

static void say_refused(const struct trial *trial, const char *error, struct buffer *what)
{
	trial->tally->refused++;
	buffer_format(what, "# refused: ");
	for (const char *c = error; *c; c++)
		buffer_format(what, *c == '\n' ? "%c# " : "%c", *c);
	buffer_add_string(what, "\n");
}

/* Compares the matters of a scope, or when spoiling only the one whose turn it is, after spoiling it; appends what
 * differs. */
static void compare_matters(const struct trial *trial, enum matter_scope scope, struct engine_view *engine,
                            struct buffer *what)
{
	struct tally *tally = trial->tally;
	bool of_profile = scope == MATTER_OF_PROFILE || scope == MATTER_OF_COMPLETIONS;
	size_t occasion = of_profile ? tally->profiles : tally->models;

	for (size_t i = 0; i < MATTERS; i++) {
		size_t before = what->length;

		if (matters[i].scope != scope)
			continue;
		if (trial->spoil && (i != occasion % MATTERS || !matters[i].spoil(engine, occasion / MATTERS)))
			continue;
		matters[i].compare(&trial->oracle_view, engine, what);
		tally->compared[i]++;
		tally->differing[i] += what->length > before;
	}
}

/* Whether what has to agree before other things can be compared does. */
static bool agrees(const struct trial *trial, enum matter_index first)
{
	struct buffer what = {0};
	bool same;

	matters[first].compare(&trial->oracle_view, &trial->engine_view, &what);
	same = what.length == 0;
	buffer_release(&what);
	return same;
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
	for (size_t i = 0; i < COUNT_OF(result->rule_shares); i++)
		mpq_init(result->rule_shares[i]);
}

static void engine_result_release(struct engine_result *result)
{
	for (size_t i = 0; i < COUNT_OF(result->shares); i++)
		mpq_clear(result->shares[i]);
	for (size_t i = 0; i < COUNT_OF(result->tiers); i++)
		mpq_clear(result->tiers[i]);
	for (size_t i = 0; i < COUNT_OF(result->impurity); i++)
		mpq_clear(result->impurity[i]);
	for (size_t i = 0; i < COUNT_OF(result->rule_shares); i++)
		mpq_clear(result->rule_shares[i]);
}

/* Compares what both sides say of a profile; of one without completions, little. */
static void compare_profile(struct trial *trial, struct buffer *what)
{
	bool comparable = agrees(trial, MATTER_EMPTY) && !trial->oracle_view.profile.empty;

	compare_matters(trial, MATTER_OF_PROFILE, &trial->engine_view, what);
	if (comparable)
		compare_matters(trial, MATTER_OF_COMPLETIONS, &trial->engine_view, what);
}

static void run_profile(struct trial *trial, size_t profile)
{
	struct oracle_view *oracle = &trial->oracle_view;
	struct engine_result *engine = &trial->engine_view.profile;
	const struct buffer *text = &trial->made.profiles[profile];
	struct buffer what = {0};
	char error[512] = "no message";

	oracle_run(trial->model, tree_parse("the profile", text->bytes, &trial->arena), &oracle->profile);
	oracle_flips_find(&oracle->model, oracle->profile.open, oracle->flips);
	if (oracle->profile.completions > trial->tally->most_completions)
		trial->tally->most_completions = oracle->profile.completions;
	engine_result_init(engine);
	if (engine_run(trial->engine, text->bytes, engine, error, sizeof(error))) {
		coverage_note_profile(&trial->made.features, profile, oracle, &trial->engine_view,
		                      trial->covered);
		compare_profile(trial, &what);
	} else {
		say_refused(trial, error, &what);
	}
	show_fault(trial, profile, &what);
	buffer_release(&what);
	engine_result_release(engine);
	trial->tally->profiles++;
}

/* Compares what both sides say of the model alone, and then its profiles. */
static void run_model(struct trial *trial)
{
	struct engine_view spoilt;
	struct buffer what = {0};

	engine_run_model(trial->engine, &trial->engine_view.model);
	spoilt = trial->engine_view;
	compare_matters(trial, MATTER_OF_MODEL, &spoilt, &what);
	show_fault(trial, ALONE, &what);
	buffer_release(&what);
	for (size_t i = 0; i < GENERATED_PROFILES && agrees(trial, MATTER_COUNTS); i++)
		run_profile(trial, i);
}

/* Compares what both sides say of the model and its variant. */
static void run_variant(struct trial *trial)
{
	struct oracle_difference *difference = &trial->oracle_view.difference;
	struct buffer what = {0};
	char error[512] = "no message";

	trial->variant = engine_open(trial->made.variant.bytes, error, sizeof(error));
	if (trial->variant) {
		oracle_difference(trial->model, tree_parse("the variant", trial->made.variant.bytes, &trial->arena),
		                  difference);
		coverage_note_variant(&trial->oracle_view, trial->covered);
		engine_compare(trial->engine, trial->variant, &trial->engine_view.difference);
		compare_matters(trial, MATTER_OF_VARIANT, &trial->engine_view, &what);
		oracle_difference_release(difference);
		engine_close(trial->variant);
	} else {
		say_refused(trial, error, &what);
	}
	show_fault(trial, VARIANT, &what);
	buffer_release(&what);
}

static void run_seed(uint64_t seed, bool spoil, struct tally *tally)
{
	struct trial trial = {.seed = seed, .spoil = spoil, .tally = tally};
	struct buffer what = {0};
	char error[512] = "no message";

	generate(seed, &trial.made);
	trial.model = tree_parse("the model", trial.made.model.bytes, &trial.arena);
	oracle_model_find(&trial.oracle_view.model, trial.model);
	oracle_result_init(&trial.oracle_view.profile);
	coverage_note_features(&trial.made.features, trial.covered);
	coverage_note_model(&trial.oracle_view, trial.covered);
	trial.engine = engine_open(trial.made.model.bytes, error, sizeof(error));
	if (trial.engine) {
		run_model(&trial);
		run_variant(&trial);
		engine_close(trial.engine);
	} else {
		say_refused(&trial, error, &what);
		show_fault(&trial, ALONE, &what);
	}
	for (size_t i = 0; i < COVERAGES; i++)
		tally->covered[i] += trial.covered[i];
	tally->models++;
	buffer_release(&what);
	oracle_result_release(&trial.oracle_view.profile);
	oracle_model_release(&trial.oracle_view.model);
	arena_release(&trial.arena);
	generated_release(&trial.made);
}

/* Prints one TAP line and returns whether it is good. */
static bool report(size_t number, bool good, const char *name)
{
	printf("%sok %zu - %s", good ? "" : "not ", number, name);
	return good;
}

static bool report_matters(const struct tally *tally, bool spoil)
{
	bool good = report(1, tally->refused == 0, "the engine accepts the models, profiles and variants");

	printf(" (refused: %zu of %zu)\n", tally->refused,
	       2 * tally->models + tally->profiles);
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

		good &= report(2 + MATTERS + i, few || enough, coverage_name((enum coverage)i));
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
	printf("---\n%s", made.variant.bytes);
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
