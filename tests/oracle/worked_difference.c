/* SPDX-License-Identifier: ISC
 *
 * Worked examples: which profiles two models decide differently.
 */
#include "worked.h"

#include "oracle_difference.h"
#include "tree.h"

static struct oracle_difference difference;

static void compare(const char *first, const char *second)
{
	struct arena arena = {0};
	oracle_difference(tree_parse("the first model", first, &arena), tree_parse("the second model", second, &arena),
	                  &difference);
	arena_release(&arena);
}

/* The number of joint profiles with a pair of outcomes, which are or are not the same. */
static void check_pair(size_t first, size_t second, uint64_t count, bool same, int line)
{
	if (difference.counts[first][second] != count || difference.same[first][second] != same)
		print_error("line %d: %d of them, %s\n", line, (int)difference.counts[first][second],
		            difference.same[first][second] ? "the same" : "different");
	assert_int_equal(difference.counts[first][second], count);
	assert_int_equal(difference.same[first][second], same);
}

#define assert_different(first, second, count) check_pair(first, second, count, false, __LINE__)
#define assert_same(first, second, count) check_pair(first, second, count, true, __LINE__)

void joint_profiles_of_two_models(void **state)
{
	enum { X, Y, NONE };                     /* of the first model */
	enum { OTHER_Y, OTHER_X, OTHER_Z };      /* of the second */
	(void)state;
	/* In common: p with a and b, as c and d are in one only; n from 5, with stretches 5, 10 and 20. m is in the second. p
	 * is asked by the first of all, n by the second, so there are 2 * 3 * 2 joint profiles.
	 * The first looks at n with p: a only, where it says y from 10; else x, the first option.
	 * The second looks at p with m: v only: a gives x, b with n: 20 gives z, for the others are out. Else y. */
	compare(X_Y
	        "tree:\n"
	        "  p: {answers: {a: A, b: B, c: C}}\n"
	        "  n: {when: {p: a}, bands: {0: none, 10: many}}\n"
	        "rules:\n"
	        "  r1: {when: {n: {at least: 10}}, for: {y: weak}}\n",
	        "options: {y: {name: Y}, x: {name: X}, z: {name: Z}}\n"
	        "tree:\n"
	        "  m: {answers: {u: U, v: V}}\n"
	        "  n: {bands: {5: few, 20: lots}}\n"
	        "  p: {when: {m: v}, answers: {b: B, a: A, d: D}}\n"
	        "rules:\n"
	        "  r1: {when: {p: a}, for: {x: weak}}\n"
	        "  r2: {when: {n: {at least: 20}, p: b}, rules out: [y, x]}\n");
	assert_false(difference.circular);
	assert_int_equal(difference.question_count, 3);
	assert_int_equal(difference.questions[0].value_count, 2);
	assert_int_equal(difference.questions[1].value_count, 3);
	assert_int_equal(difference.questions[1].values[1].number, 10);
	assert_int_equal(difference.profile_count, 12);
	assert_true(difference.applies_in_one);
	/* u with b: 3, u with a and 5: 1, v with b and 5 or 10: 2. */
	assert_different(X, OTHER_Y, 6);
	/* v with b and 20. */
	assert_different(X, OTHER_Z, 1);
	/* v with a and 5. */
	assert_same(X, OTHER_X, 1);
	/* a with 10 or 20: 2 with u, 2 with v. */
	assert_same(Y, OTHER_Y, 2);
	assert_different(Y, OTHER_X, 2);
	assert_different(NONE, OTHER_Y, 0);
	oracle_difference_release(&difference);
}

void joint_profiles_are_possible_in_both(void **state)
{
	enum { X, Y, NONE };
	(void)state;
	/* q has words in one and numbers in the other: two questions. Of the four profiles the first calls two impossible.
	 * With a it rules all out, as the second does from 10. */
	compare(X_Y
	        "tree:\n"
	        "  q: {answers: {a: A, b: B}}\n"
	        "rules:\n"
	        "  r1: {when: {q: a}, rules out: [x, y]}\n"
	        "impossible:\n"
	        "  - {when: {q: b}, because: B}\n",
	        X_Y
	        "tree:\n"
	        "  q: {bands: {0: few, 10: many}}\n"
	        "rules:\n"
	        "  r1: {when: {q: {at least: 10}}, rules out: [y, x]}\n");
	assert_int_equal(difference.question_count, 2);
	assert_int_equal(difference.profile_count, 2);
	assert_false(difference.applies_in_one);
	assert_different(NONE, X, 1);
	assert_same(NONE, NONE, 1);
	oracle_difference_release(&difference);

	/* With a, r is asked in one of them, and has no answer that both know: b alone is left. */
	compare(X_Y
	        "tree:\n"
	        "  q: {answers: {a: A, b: B}}\n"
	        "  r: {when: {q: a}, answers: {k: K, l: L}}\n"
	        "rules:\n"
	        "  r1: {when: {q: b}, for: {y: weak}}\n",
	        X_Y
	        "tree:\n"
	        "  q: {answers: {b: B, a: A}}\n"
	        "  r: {when: {not: {q: [a, b]}}, answers: {m: M, n: N}}\n"
	        "rules:\n"
	        "  r1: {when: {r: m}, for: {y: weak}}\n");
	assert_int_equal(difference.profile_count, 1);
	assert_different(Y, X, 1);
	oracle_difference_release(&difference);
}

void guards_that_go_round(void **state)
{
	(void)state;
	/* Each of p and q is asked by the answer to the other, once by way of a fact. */
	compare(X_Y
	        "tree:\n"
	        "  p: {answers: {a: A, b: B}}\n"
	        "  q: {when: fa, answers: {a: A, b: B}}\n"
	        "facts:\n"
	        "  fa: {when: {any: [{p: a}]}}\n"
	        "rules:\n"
	        "  r1: {when: {q: a}, for: {y: weak}}\n",
	        X_Y
	        "tree:\n"
	        "  q: {answers: {a: {label: A, then: {p: {answers: {a: A, b: B}}}}, b: B}}\n"
	        "rules:\n"
	        "  r1: {when: {q: a}, for: {y: weak}}\n");
	assert_true(difference.circular);
	/* Yet all can be counted: p is always asked by the first, q by the second. */
	assert_int_equal(difference.profile_count, 4);
	oracle_difference_release(&difference);
}
