/* SPDX-License-Identifier: ISC
 *
 * Rewrites models so that they still say the same, and compares what the engine says; prints TAP. Metamorphic testing
 * (Chen, Cheung, Yiu 1998): no expected value is needed, only how two runs must be related.
 *   relations [FIRST [COUNT]]           the random models of the seeds FIRST (1) to FIRST + COUNT - 1 (COUNT 200), and
 *                                       the model that comes with the program
 *   relations --break [FIRST [COUNT]]   rewrites the random models so that they say something else: it must be noticed
 */
#include <stdlib.h>
#include <string.h>

#include "analyse/encode.h"
#include "model/model.h"
#include "rewrite.h"
#include "statement.h"
#include "subject.h"

enum { MOST_SHOWN = 3, LEAST_PERCENT = 5, STEP = 20 /* every so many of the cases that are shipped */ };

struct relation {
	const char *name;
	bool (*rewrite)(struct rewriting *rewriting);
	const char *added;       /* one line, or several, that are said of each profile in addition */
	unsigned ignored;        /* set of sayings that may change */
};

#define SAYS(name) (1U << SAYS_##name)

static const struct relation relations[] = {
	{"rules in another order", rewrite_order_rules, NULL, 0},
	{"facts in another order", rewrite_order_facts, NULL, 0},
	{"questions in another order", rewrite_order_questions, NULL,
	 SAYS(DIAGRAM) | SAYS(STATES) | SAYS(NEXT) | SAYS(SUFFICIENT)},
	{"answers in another order", rewrite_order_answers, NULL, 0},
	{"impossible combinations in another order", rewrite_order_impossible, NULL, 0},
	{"everything else in another order", rewrite_order_rest, NULL, 0},
	{"everything in another order", rewrite_order_all, NULL,
	 SAYS(DIAGRAM) | SAYS(STATES) | SAYS(NEXT) | SAYS(SUFFICIENT)},
	{"a question that nobody uses", rewrite_add_question,
	 "applies added: always\nmatters added: 0\ninforms added: 0\nimpurity added: 0 0", 0},
	{"a rule that never holds", rewrite_add_rule, "rule added fails: 0", SAYS(DIAGRAM) | SAYS(STATES)},
	{"other priors in the same proportion", rewrite_scale_priors, NULL, 0},
	{"part of a condition as a fact", rewrite_name_part, NULL, 0},
	{"not not", rewrite_negate_twice, NULL, 0},
	{"De Morgan's laws", rewrite_by_de_morgan, NULL, 0},
	{"all or any of one", rewrite_wrap, NULL, 0},
	{"one answer, one bound at a time", rewrite_split_answers, NULL, SAYS(STATES)},
	{"and what always holds", rewrite_add_tautology, NULL, SAYS(DIAGRAM) | SAYS(STATES)},
};

static const struct relation faults[] = {
	{"options in another order", rewrite_break_order, NULL, 0},
	{"another strength", rewrite_break_strength, NULL, 0},
	{"a condition turned", rewrite_break_condition, NULL, 0},
	{"another prior", rewrite_break_prior, NULL, 0},
	{"a guard less", rewrite_break_guard, NULL, 0},
	{"a question fixed, or not any more", rewrite_break_fixed, NULL, 0},
	{"an impossible combination less", rewrite_break_impossible, NULL, 0},
	{"an answer more", rewrite_break_answers, NULL, 0},
};

/* How often a relation was tried on a model, and how often what was said differed. */
struct tally {
	size_t models, changed, different, shown;
	unsigned sayings;        /* set of those that differed */
};

/* A model and what is said of it. */
struct telling {
	struct model model;
	bool exact;              /* the budget was enough for the diagram of outcomes */
	struct statement whole;
	struct statement *profiles;      /* of each profile */
	size_t profile_count;
};

/* Says everything of a model, which must be sound, and of each profile of the subject. */
static void tell(struct telling *telling, const struct subject *subject, struct text text, unsigned long factor)
{
	struct encoding whole;
	struct answers answers;
	uint64_t possible[MODEL_MOST_QUESTIONS];
	*telling = (struct telling){.profile_count = subject->profile_count};
	subject_must_load(&telling->model, text);
	answers_init(&answers, &telling->model);
	evaluate_possible(&answers, possible);
	answers_release(&answers);
	encode(&whole, &telling->model, possible, ENCODE_OUTCOME, MODEL_NONE, EFFORT_MOST_STATES);
	telling->exact = whole.exact;
	statement_of_model(&telling->whole, &whole, factor);
	telling->profiles = memory_new(subject->profile_count, sizeof(*telling->profiles));
	for (size_t p = 0; p < subject->profile_count; p++) {
		subject_answers(&answers, &telling->model, buffer_text(&subject->profiles[p]));
		statement_of_profile(&telling->profiles[p], &whole, &answers);
		answers_release(&answers);
	}
	encoding_release(&whole);
}

static void telling_release(struct telling *telling)
{
	for (size_t p = 0; p < telling->profile_count; p++)
		statement_release(&telling->profiles[p]);
	free(telling->profiles);
	statement_release(&telling->whole);
	model_release(&telling->model);
}

static void show(const struct subject *subject, const struct relation *relation, struct text model, struct text what)
{
	struct buffer text = {0};
	buffer_format(&text, "%s, %s\n%.*s%.*s", subject->name, relation->name, TEXT_ARGS(what), TEXT_ARGS(model));
	struct text rest = buffer_text(&text);
	while (rest.length > 0) {
		struct text line = text_cut(&rest, '\n');
		printf("# %.*s\n", TEXT_ARGS(line));
	}
	buffer_release(&text);
}

/* Compares all that is said; returns the set of sayings that differ. */
static unsigned compare(struct telling *before, struct telling *after, const struct subject *subject,
                        const struct relation *relation, struct buffer *what)
{
	unsigned sayings = statement_compare(&before->whole, &after->whole, relation->ignored, what);
	for (size_t p = 0; p < subject->profile_count; p++) {
		struct statement expected = {0};
		buffer_add(&expected.text, buffer_text(&before->profiles[p].text));
		if (relation->added && !before->profiles[p].impossible)
			statement_add(&expected, relation->added);
		size_t length = what->length;
		sayings |= statement_compare(&expected, &after->profiles[p], relation->ignored, what);
		if (what->length > length)
			buffer_format(what, "of this profile:\n%.*s", TEXT_ARGS(buffer_text(&subject->profiles[p])));
		statement_release(&expected);
	}
	return sayings;
}

/* Compares the model as it was with what it has become. Where the states may change, they can become too many. */
static void try_rewritten(const struct subject *subject, struct telling *before, const struct relation *relation,
                          const struct rewriting *rewriting, bool is_fault, struct tally *tally)
{
	struct buffer text = {0}, what = {0};
	struct telling after;
	tree_print(rewriting->root, &text);
	tell(&after, subject, buffer_text(&text), rewriting->factor);
	if (after.exact || !(relation->ignored & SAYS(STATES))) {
		unsigned sayings = compare(before, &after, subject, relation, &what);
		tally->changed++;
		tally->different += sayings != 0;
		tally->sayings |= sayings;
		if (sayings != 0 && !is_fault && tally->shown++ < MOST_SHOWN)
			show(subject, relation, buffer_text(&text), buffer_text(&what));
	}
	telling_release(&after);
	buffer_release(&what);
	buffer_release(&text);
}

static void try_relation(const struct subject *subject, const struct yaml_node *root, struct telling *before,
                         const struct relation *relation, uint64_t state, bool is_fault, struct tally *tally)
{
	struct rewriting rewriting = {.state = state, .factor = 1};
	rewriting.root = tree_copy(&rewriting.arena, root);
	tally->models++;
	if (relation->rewrite(&rewriting))
		try_rewritten(subject, before, relation, &rewriting, is_fault, tally);
	arena_release(&rewriting.arena);
}

/* Tries each of `count` relations on a model. */
static void try_subject(const struct subject *subject, const struct relation *table, size_t count, uint64_t state,
                        struct tally *tallies)
{
	struct telling before;
	struct arena arena = {0};
	struct diagnostics found = {.source = &before.model.source};
	tell(&before, subject, buffer_text(&subject->model), 1);
	const struct yaml_node *root = yaml_tree_parse(&before.model.source, &arena, &found);
	for (size_t r = 0; r < count; r++)
		try_relation(subject, root, &before, &table[r], state * 1000 + r, table == faults, &tallies[r]);
	arena_release(&arena);
	telling_release(&before);
	diagnostics_release(&found);
}

static void try_seeds(uint64_t first, uint64_t count, const struct relation *table, size_t relation_count,
                      struct tally *tallies)
{
	for (uint64_t i = 0; i < count; i++) {
		struct subject subject;
		subject_generate(&subject, first + i);
		try_subject(&subject, table, relation_count, first + i, tallies);
		subject_release(&subject);
	}
}

static bool report(size_t number, bool good, const char *name, const char *kind, const struct tally *tally)
{
	printf("%sok %zu - %s: %zu of %zu %s models changed, %zu said something else\n", good ? "" : "not ", number, name,
	       tally->changed, tally->models, kind, tally->different);
	return good;
}

static bool run_relations(uint64_t first, uint64_t count)
{
	struct tally tallies[COUNT_OF(relations)] = {{0}}, shipped[COUNT_OF(relations)] = {{0}};
	struct subject subject;
	bool good = true;
	printf("1..%zu\n", 2 * COUNT_OF(relations));
	try_seeds(first, count, relations, COUNT_OF(relations), tallies);
	subject_ship(&subject, STEP);
	try_subject(&subject, relations, COUNT_OF(relations), first, shipped);
	for (size_t r = 0; r < COUNT_OF(relations); r++) {
		bool enough = tallies[r].changed * 100 >= tallies[r].models * LEAST_PERCENT;
		good &= report(1 + 2 * r, enough && tallies[r].different == 0, relations[r].name, "random", &tallies[r]);
		good &= report(2 + 2 * r, shipped[r].different == 0, relations[r].name, "shipped", &shipped[r]);
	}
	subject_release(&subject);
	return good;
}

/* Each fault is noticed in some models, and each saying notices some fault. */
static bool run_faults(uint64_t first, uint64_t count)
{
	struct tally tallies[COUNT_OF(faults)] = {{0}};
	unsigned sayings = 0;
	bool good = true;
	printf("1..%zu\n", COUNT_OF(faults) + SAYING_COUNT);
	try_seeds(first, count, faults, COUNT_OF(faults), tallies);
	for (size_t f = 0; f < COUNT_OF(faults); f++) {
		bool noticed = tallies[f].different * 100 >= tallies[f].changed * LEAST_PERCENT && tallies[f].different > 0;
		good &= report(1 + f, noticed, faults[f].name, "random", &tallies[f]);
		sayings |= tallies[f].sayings;
	}
	for (size_t s = 0; s < SAYING_COUNT; s++) {
		bool noticed = sayings >> s & 1;
		printf("%sok %zu - by what is said of: %s\n", noticed ? "" : "not ", 1 + COUNT_OF(faults) + s,
		       statement_word((enum saying)s));
		good &= noticed;
	}
	return good;
}

int main(int argc, char **argv)
{
	bool is_fault = argc > 1 && strcmp(argv[1], "--break") == 0;
	uint64_t numbers[] = {1, 200};
	int next = 1 + is_fault;
	for (size_t i = 0; i < COUNT_OF(numbers) && next < argc; i++, next++)
		if (!text_number(text_of(argv[next]), UINT32_MAX, &numbers[i]))
			break;
	if (next < argc) {
		fprintf(stderr, "usage: relations [--break] [FIRST [COUNT]]\n");
		return 2;
	}
	bool good = is_fault ? run_faults(numbers[0], numbers[1]) : run_relations(numbers[0], numbers[1]);
	return good ? 0 : 1;
}
