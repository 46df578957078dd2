/* SPDX-License-Identifier: ISC
 *
 * Worked examples: what would change a result, and what forces it.
 */
#include "worked.h"

#include <string.h>

#include "oracle_flips.h"
#include "tree.h"

/* x, unless r is v and n is 10 or more, or p is b. */
static const char *const rare = X_Y
	"tree:\n"
	"  p: {fixed: true, answers: {a: A, b: B}}\n"
	"  q: {answers: {k: {label: K, then: {r: {answers: {u: U, v: V}}}}, l: L}}\n"
	"  n: {bands: {1: few, 10: many}}\n"
	"rules:\n"
	"  r1: {when: {any: [{p: b}, {r: v, n: {at least: 10}}]}, for: {y: weak}}\n";

static struct oracle_model model;
static uint64_t open_answers[ORACLE_MOST_QUESTIONS];
static struct oracle_flips flips[ORACLE_MOST_OPTIONS];

static void find(const char *text, const char *profile)
{
	struct arena arena = {0};
	struct oracle_result result;
	struct yaml_node *tree = tree_parse("the model", text, &arena);
	oracle_result_init(&result);
	oracle_run(tree, tree_parse("the profile", profile, &arena), &result);
	memcpy(open_answers, result.open, sizeof(open_answers));
	oracle_result_release(&result);
	oracle_model_find(&model, tree);
	oracle_flips_find(&model, open_answers, flips);
	arena_release(&arena);
}

/* The flips as digits: a question and its answer, counted from 1; those of a flip together. */
static void check(size_t option, size_t size, const char *expected, int line)
{
	struct buffer text = {0};
	for (size_t i = 0; i < flips[option].count; i++) {
		buffer_add_string(&text, i ? " " : "");
		for (size_t c = 0; c < flips[option].size; c++)
			buffer_format(&text, "%zu%zu", flips[option].kept[i].changes[c].question + 1,
			              flips[option].kept[i].changes[c].choice + 1);
	}
	buffer_add_string(&text, "");
	if (flips[option].size != size || !text_equal(buffer_text(&text), text_of(expected)))
		print_error("line %d: got '%.*s' of size %zu\n", line, TEXT_ARGS(buffer_text(&text)), flips[option].size);
	assert_int_equal(flips[option].size, size);
	assert_true(text_equal(buffer_text(&text), text_of(expected)));
	buffer_release(&text);
}

#define assert_flips(option, size, expected) check(option, size, expected, __LINE__)

void flips_are_smallest(void **state)
{
	(void)state;
	/* Complete profiles: p, and of (q, r, n) k u, k v or l with either band. */
	find(rare, "answers: {}\n");
	assert_int_equal(model.profile_count, 12);
	assert_int_equal(model.question_count, 4);
	assert_int_equal(model.choice_counts[2], 2);
	assert_true(model.fixed[0] && !model.fixed[1]);
	/* p is open and fixed: x cannot be had for certain. y can, whatever p is. */
	assert_flips(0, 4, "");
	assert_flips(1, 3, "213242");
	oracle_model_release(&model);

	/* x wins as it is. For y, r has to apply and be v. */
	find(rare, "answers: {p: a, q: l, r: v, n: 4}\n");
	assert_flips(0, 0, "");
	assert_int_equal(flips[0].count, 1);
	assert_flips(1, 2, "2142");
	oracle_model_release(&model);

	/* Open: r. x: without r, with r u, or with few. y: with r v; n is known to be in that band. */
	find(rare, "answers: {p: a, q: k, n: {at least: 12}}\n");
	assert_flips(0, 1, "22 31 41");
	assert_flips(1, 1, "32");
	oracle_model_release(&model);

	/* Of two bands left open either may be given. */
	find(rare, "answers: {p: a, q: k, r: v, n: [9, 10]}\n");
	assert_flips(0, 1, "22 31 41");
	assert_flips(1, 1, "42");
	oracle_model_release(&model);
}

void flips_are_not_vacuous(void **state)
{
	(void)state;
	/* l goes with few only: to answer l is no flip to x while n is known to be many, but is while n is open. */
	find(X_Y
	     "tree:\n"
	     "  q: {answers: {k: K, l: L}}\n"
	     "  n: {bands: {1: few, 10: many}}\n"
	     "rules:\n"
	     "  r1: {when: {n: {at least: 10}}, for: {y: weak}}\n"
	     "impossible:\n"
	     "  - {when: {q: l, n: {at least: 10}}, because: B}\n",
	     "answers: {q: k, n: 10}\n");
	assert_flips(0, 1, "21");
	assert_flips(1, 0, "");
	oracle_flips_find(&model, (uint64_t[]){1, 3}, flips);
	assert_flips(0, 1, "12 21");
	assert_flips(1, 1, "22");
	/* Known: l and many, which cannot be. Only what can be counts: l and few, k and many. */
	oracle_flips_find(&model, (uint64_t[]){2, 2}, flips);
	assert_flips(0, 1, "21");
	assert_flips(1, 1, "11");
	oracle_model_release(&model);
}

void answers_force_an_outcome(void **state)
{
	(void)state;
	find(rare, "answers: {}\n");
	assert_int_equal(oracle_forced(&model, (uint64_t[]){3, 3, 3, 3}), ORACLE_NOT_FORCED);
	assert_int_equal(oracle_forced(&model, (uint64_t[]){2, 3, 3, 3}), 1);
	assert_int_equal(oracle_forced(&model, (uint64_t[]){1, 3, 3, 1}), 0);
	/* Where r does not apply its answer says nothing. */
	assert_int_equal(oracle_forced(&model, (uint64_t[]){1, 3, 2, 2}), ORACLE_NOT_FORCED);
	assert_int_equal(oracle_forced(&model, (uint64_t[]){1, 1, 2, 2}), 1);
	/* No profile at all forces nothing. */
	assert_int_equal(oracle_forced(&model, (uint64_t[]){1, 0, 2, 2}), ORACLE_NOT_FORCED);
	oracle_model_release(&model);
}
