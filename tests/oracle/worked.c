/* SPDX-License-Identifier: ISC
 *
 * Worked examples: what the oracle must say, computed by hand.
 * The models hold only what the oracle reads.
 */
#include "worked.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "oracle.h"
#include "tree.h"

static struct oracle_result result;

static void run(const char *model, const char *profile)
{
	struct arena arena = {0};

	oracle_run(tree_parse("the model", model, &arena), tree_parse("the profile", profile, &arena), &result);
	arena_release(&arena);
}

static int set_up(void **state)
{
	(void)state;
	oracle_result_init(&result);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	oracle_result_release(&result);
	return 0;
}

static void check_rational(const mpq_t rational, const char *expected, int line)
{
	char *text = mpq_get_str(NULL, 10, rational);
	bool equal = strcmp(text, expected) == 0;

	if (!equal)
		print_error("line %d: expected %s, got %s\n", line, expected, text);
	free(text);
	assert_true(equal);
}

#define assert_rational(rational, expected) check_rational(rational, expected, __LINE__)

/* The states of rules or questions as a word: A always, N never, D depends. */
static void check_states(const enum oracle_state *states, size_t count, const char *expected,
                         int line)
{
	bool equal = strlen(expected) == count;

	for (size_t i = 0; i < count && equal; i++)
		if ("NAD"[states[i]] != expected[i]) {
			print_error("line %d: state %zu is %c\n", line, i, "NAD"[states[i]]);
			equal = false;
		}
	assert_true(equal);
}

#define assert_rules(expected) \
	check_states(result.holds, result.rule_count, expected, __LINE__)
#define assert_applies(expected) \
	check_states(result.applies, result.question_count, expected, __LINE__)

static void priors_weigh(void **state)
{
	const char *model = X_Y
		"tree:\n"
		"  q: {answers: {a: {label: A, prior: 3}, b: B}}\n"
		"rules:\n"
		"  r: {when: {q: b}, for: {y: weak}}\n";

	(void)state;
	/* a has weight 3/4 and leaves x and y equal: x, the earlier.
	 * b has 1/4: y by one weak reason. */
	run(model, "answers: {q: unknown}\n");
	assert_int_equal(result.completions, 2);
	assert_false(result.empty);
	assert_false(result.settled);
	assert_int_equal(result.leader, 0);
	assert_rational(result.shares[0], "3/4");
	assert_rational(result.shares[1], "1/4");
	assert_rational(result.shares[2], "0");
	assert_rational(result.tiers[ORACLE_ORDER], "3/4");
	assert_rational(result.tiers[ORACLE_WEAK], "1/4");
	assert_rules("D");
	assert_applies("A");
	assert_true(result.can_matter[0]);
	assert_rational(result.impurity[0], "0");

	run(model, "answers: {q: b}\n");
	assert_int_equal(result.completions, 1);
	assert_true(result.settled);
	assert_int_equal(result.leader, 1);
	assert_rational(result.shares[1], "1");
	assert_rules("A");
	assert_false(result.can_matter[0]);
}

static void strong_is_not_outvoted(void **state)
{
	(void)state;
	/* strong, medium, weak of each option:
	 * a: x 0 2 0, y 1 0 0, z 0 0 0: y by strong, however many medium reasons x has.
	 * b: x 0 2 0, y 0 0 0, z 0 0 0: x by medium.
	 * c: x 0 2 0, y 1 0 1, z 1 0 0: y by weak: the runner-up is z, not x. */
	run(X_Y_Z
	    "tree:\n"
	    "  q: {answers: {a: A, b: B, c: C}}\n"
	    "rules:\n"
	    "  r1: {when: always, for: {y: strong}}\n"
	    "  r2: {when: always, for: {x: medium}}\n"
	    "  r3: {when: always, for: {x: medium}}\n"
	    "  r4: {when: {q: b}, against: {y: strong}}\n"
	    "  r5: {when: {q: c}, for: {z: strong, y: weak}}\n",
	    "answers: {}\n");
	assert_rational(result.shares[0], "1/3");
	assert_rational(result.shares[1], "2/3");
	assert_rational(result.shares[2], "0");
	assert_int_equal(result.leader, 1);
	assert_rational(result.tiers[ORACLE_STRONG], "1/3");
	assert_rational(result.tiers[ORACLE_MEDIUM], "1/3");
	assert_rational(result.tiers[ORACLE_WEAK], "1/3");
	assert_rational(result.tiers[ORACLE_ORDER], "0");
	assert_rules("AAADD");
}

static void out_alone_none(void **state)
{
	const char *model = X_Y
		"tree:\n"
		"  q: {answers: {a: A, b: B, c: C, d: D}}\n"
		"rules:\n"
		"  r1: {when: {q: [a, c]}, rules out: x}\n"
		"  r2: {when: {q: [b, c]}, rules out: [y]}\n"
		"  r3: {when: {q: b}, for: {y: strong}}\n";

	(void)state;
	/* a: y alone. b: x alone, for no reason brings y back. c: none. d: x by order. */
	run(model, "answers: {}\n");
	assert_rational(result.shares[0], "1/2");
	assert_rational(result.shares[1], "1/4");
	assert_rational(result.shares[2], "1/4");
	assert_rational(result.tiers[ORACLE_ALONE], "1/2");
	assert_rational(result.tiers[ORACLE_NONE], "1/4");
	assert_rational(result.tiers[ORACLE_ORDER], "1/4");
	assert_int_equal(result.leader, 0);

	/* y 1/2, none 1/2: of equal shares the earlier leads, and none is the last. */
	run(model, "answers: {q: [c, a]}\n");
	assert_int_equal(result.completions, 2);
	assert_int_equal(result.leader, 1);
	assert_rational(result.shares[2], "1/2");
	assert_false(result.settled);

	run(model, "answers: {q: c}\n");
	assert_true(result.settled);
	assert_int_equal(result.leader, 2);
	assert_rational(result.tiers[ORACLE_NONE], "1");
}

static void nested_questions(void **state)
{
	const char *model = X_Y
		"tree:\n"
		"  p:\n"
		"    answers:\n"
		"      red: Red\n"
		"      blue: {label: Blue, then: {s: {answers: {low: Low, high: High}}}}\n"
		"rules:\n"
		"  r1: {when: {s: high}, for: {y: weak}}\n"
		"  r2: {when: {not: {s: low}}, against: {x: weak}}\n";

	(void)state;
	/* red 1/2: s does not apply, so {s: low} is false and r2 holds: y.
	 * blue low 1/4: x by order. blue high 1/4: both rules: y.
	 * Asked p: red is sure, blue (1/2) leaves half and half: 1/2 * 1/2. */
	run(model, "answers: {}\n");
	assert_int_equal(result.completions, 3);
	assert_rational(result.shares[0], "1/4");
	assert_rational(result.shares[1], "3/4");
	assert_rules("DD");
	assert_applies("AD");
	assert_true(result.can_matter[0]);
	assert_true(result.can_matter[1]);
	assert_rational(result.impurity[0], "1/4");

	/* The answer to s constrains only blue: red 1/2 of 3/4 is y, blue low 1/4 of 3/4 is x. */
	run(model, "answers: {s: low}\n");
	assert_int_equal(result.completions, 2);
	assert_rational(result.shares[0], "1/3");
	assert_rational(result.shares[1], "2/3");
	assert_true(result.can_matter[0]);
	assert_false(result.can_matter[1]);

	run(model, "answers: {p: red, s: low}\n");
	assert_int_equal(result.completions, 1);
	assert_int_equal(result.leader, 1);
	assert_applies("AN");
	assert_rules("NA");
}

static void answers_whose_applicability_changes(void **state)
{
	(void)state;
	/* Under a: x or y by s. Under b: x or y by t. Alone, p decides nothing, but (a, s: u) is x
	 * and (b, t: l) is y, and s and t apply or not because of p: p can matter.
	 * Shares 1/2 and 1/2, after p as before: 1 - 1/4 - 1/4. */
	run(X_Y
	    "tree:\n"
	    "  p:\n"
	    "    answers:\n"
	    "      a: {label: A, then: {s: {answers: {u: U, v: V}}}}\n"
	    "      b: {label: B, then: {t: {answers: {k: K, l: L}}}}\n"
	    "rules:\n"
	    "  r1: {when: {s: v}, for: {y: medium}}\n"
	    "  r2: {when: {t: l}, for: {y: medium}}\n",
	    "answers: {}\n");
	assert_int_equal(result.completions, 4);
	assert_int_equal(result.leader, 0);
	assert_rational(result.shares[0], "1/2");
	assert_true(result.can_matter[0]);
	assert_true(result.can_matter[1]);
	assert_true(result.can_matter[2]);
	assert_applies("ADD");
	assert_rational(result.impurity[0], "1/2");
}

static const char *const guarded = X_Y
	"tree:\n"
	"  n: {bands: {1: few, 10: many, 100: lots}}\n"
	"  k: {answers: {easy: Easy, hard: {label: Hard, prior: 2}}}\n"
	"  g: {when: heavy, answers: {a: A, b: B}}\n"
	"facts:\n"
	"  heavy: {when: {many: true, k: hard}}\n"
	"  many: {when: {n: {at least: 10}}}\n"
	"rules:\n"
	"  r1: {when: {g: b}, rules out: x}\n"
	"  r2: {when: {many: false}, for: {x: weak}}\n";

static void guards_and_facts(void **state)
{
	(void)state;
	/* n: 1 with 2 ways for k; n: 10 and n: 100 with easy, hard a, hard b: 2 + 3 + 3.
	 * y (alone) has n >= 10, hard, b: 2/3 * 2/3 * 1/2 = 2/9.
	 * x by r2 has n: 1: 1/3. x by order has the rest: 4/9.
	 * Asked n: 1 is sure; 10 and 100 (2/3) leave y with 2/3 * 1/2 = 1/3:
	 * 2/3 * (1 - 1/9 - 4/9) = 8/27.
	 * Asked k: easy is sure; hard (2/3) leaves y with 2/3 * 1/2 = 1/3: 8/27. */
	run(guarded, "answers: {}\n");
	assert_int_equal(result.completions, 8);
	assert_rational(result.shares[0], "7/9");
	assert_rational(result.shares[1], "2/9");
	assert_rational(result.tiers[ORACLE_ALONE], "2/9");
	assert_rational(result.tiers[ORACLE_WEAK], "1/3");
	assert_rational(result.tiers[ORACLE_ORDER], "4/9");
	assert_applies("AAD");
	assert_true(result.can_matter[2]);
	/* r1 holds where y wins, r2 with n: 1. */
	assert_rational(result.rule_shares[0], "2/9");
	assert_rational(result.rule_shares[1], "1/3");
	assert_rational(result.impurity[0], "8/27");
	assert_rational(result.impurity[1], "8/27");
	assert_rational(result.impurity[2], "0");
	/* Of equal ones the first. */
	assert_int_equal(result.next_question, 0);
	/* x leads, and with hard still has 2/3; b alone gives y more. */
	assert_false(result.moves_leader[0]);
	assert_false(result.moves_leader[1]);
	assert_true(result.moves_leader[2]);
}

static void numbers(void **state)
{
	(void)state;
	/* 40 is in the band 10: easy 1/3, hard a 1/3, hard b 1/3 of what is left.
	 * Asked k: hard (2/3) leaves 1/2. */
	run(guarded, "answers: {n: 40}\n");
	assert_int_equal(result.completions, 3);
	assert_rational(result.shares[1], "1/3");
	assert_false(result.can_matter[0]);
	assert_rational(result.impurity[1], "1/3");

	/* 5 and 9 are in the band 1: one band, x by r2, g never applies. */
	run(guarded, "answers: {n: [5, 9]}\n");
	assert_int_equal(result.completions, 2);
	assert_true(result.settled);
	assert_rational(result.tiers[ORACLE_WEAK], "1");
	assert_applies("AAN");
	assert_rules("NA");

	/* Bands touched: 1 and 10, 10, 1, 10 and 100, 100. */
	run(guarded, "answers: {n: {at least: 9, below: 11}}\n");
	assert_int_equal(result.completions, 5);
	run(guarded, "answers: {n: {at least: 10, below: 11}}\n");
	assert_int_equal(result.completions, 3);
	run(guarded, "answers: {n: {below: 10}}\n");
	assert_int_equal(result.completions, 2);
	run(guarded, "answers: {n: {at least: 99}}\n");
	assert_int_equal(result.completions, 6);
	run(guarded, "answers: {n: {at least: 1000}}\n");
	assert_int_equal(result.completions, 3);
}

static void impossible_combinations(void **state)
{
	const char *model = X_Y
		"tree:\n"
		"  p: {answers: {a: A, b: B, c: C}}\n"
		"  s: {answers: {u: U, v: V}}\n"
		"rules:\n"
		"  r: {when: {s: v}, for: {y: strong}}\n"
		"impossible:\n"
		"  - {when: {p: a, s: v}, because: B}\n"
		"  - {when: {p: c}, because: B}\n";

	(void)state;
	/* Left: a u, b u, b v, 1/6 each: x x y. (a, v) is impossible, so p alone changes nothing, but it tells something of
	 * s. Asked s: u and v are both sure. */
	run(model, "answers: {}\n");
	assert_int_equal(result.completions, 3);
	assert_rational(result.shares[0], "2/3");
	assert_rational(result.shares[1], "1/3");
	assert_false(result.can_matter[0]);
	assert_true(result.can_inform[0]);
	assert_true(result.can_matter[1]);
	assert_true(result.can_inform[1]);
	assert_rational(result.impurity[1], "0");
	/* s matters, p only informs. */
	assert_int_equal(result.next_question, 1);

	run(model, "answers: {p: a}\n");
	assert_int_equal(result.completions, 1);
	assert_true(result.settled);
	assert_int_equal(result.next_question, ORACLE_NO_INDEX);
	assert_false(result.can_matter[1]);

	run(model, "answers: {p: c}\n");
	assert_int_equal(result.completions, 0);
	assert_true(result.empty);
}

static void questions_that_move_together(void **state)
{
	(void)state;
	/* Only (a, u) and (b, v) are possible. They differ in both questions, so by the definition neither can matter; but
	 * the answer to either tells that to the other. */
	run(X_Y
	    "tree:\n"
	    "  p: {answers: {a: A, b: B}}\n"
	    "  s: {answers: {u: U, v: V}}\n"
	    "rules:\n"
	    "  r: {when: {p: b}, for: {y: weak}}\n"
	    "impossible:\n"
	    "  - {when: {p: a, s: v}, because: B}\n"
	    "  - {when: {p: b, s: u}, because: B}\n",
	    "answers: {}\n");
	assert_int_equal(result.completions, 2);
	assert_false(result.settled);
	assert_false(result.can_matter[0]);
	assert_false(result.can_matter[1]);
	assert_true(result.can_inform[0]);
	assert_true(result.can_inform[1]);
	/* None matters, so what informs is asked: after either all is sure, so the first. */
	assert_rational(result.impurity[0], "0");
	assert_int_equal(result.next_question, 0);
}

static void expected_impurity(void **state)
{
	(void)state;
	/* y has a: 1/4. x has b u: 3/4 * 1/3 = 1/4. z has b v: 3/4 * 2/3 = 1/2.
	 * Asked p: a is sure; b (3/4) leaves x 1/3 and z 2/3: 3/4 * (1 - 1/9 - 4/9) = 1/3.
	 * Asked s: u (1/3) leaves y 1/4, x 3/4; v (2/3) leaves y 1/4, z 3/4:
	 * (1/3 + 2/3) * (1 - 1/16 - 9/16) = 3/8. */
	run(X_Y_Z
	    "tree:\n"
	    "  p: {answers: {a: A, b: {label: B, prior: 3}}}\n"
	    "  s: {answers: {u: U, v: {label: V, prior: 2}}}\n"
	    "rules:\n"
	    "  r1: {when: {p: a}, for: {y: weak}}\n"
	    "  r2: {when: {p: b, s: v}, for: {z: medium}}\n",
	    "answers: {}\n");
	assert_rational(result.shares[0], "1/4");
	assert_rational(result.shares[1], "1/4");
	assert_rational(result.shares[2], "1/2");
	assert_int_equal(result.leader, 2);
	assert_rational(result.impurity[0], "1/3");
	assert_rational(result.impurity[1], "3/8");
	/* z leads: not with a, where y is sure, nor with u, where x has 3/4. */
	assert_true(result.moves_leader[0]);
	assert_true(result.moves_leader[1]);
	assert_int_equal(result.next_question, 0);
}

static void conditions(void **state)
{
	const char *model = X_Y
		"tree:\n"
		"  q:\n"
		"    answers:\n"
		"      a: {label: A, then: {t: {answers: {u: U, v: V}}}}\n"
		"      b: B\n"
		"      c: C\n"
		"  n: {bands: {1: N, 10: N, 20: N}}\n"
		"facts:\n"
		"  f: {when: {q: b}}\n"
		"  g: {when: {t: u}}\n"
		"rules:\n"
		"  r1: {when: always}\n"
		"  r2: {when: {q: b}}\n"
		"  r3: {when: {q: [a, c]}}\n"
		"  r4: {when: {n: {at least: 10}}}\n"
		"  r5: {when: {n: {at least: 10, below: 20}}}\n"
		"  r6: {when: {n: {below: 20}}}\n"
		"  r7: {when: {t: u}}\n"
		"  r8: {when: {not: {t: u}}}\n"
		"  r9: {when: {t: [u, v]}}\n"
		"  r10: {when: {any: [{t: u}, {q: b}]}}\n"
		"  r11: {when: {all: [{q: b}, {n: {below: 10}}]}}\n"
		"  r12: {when: f}\n"
		"  r13: {when: {f: false}}\n"
		"  r14: {when: {g: false, q: b}}\n"
		"  r15: {when: {q: b, not: f}}\n";

	(void)state;
	/* One complete profile each: b with 20 and with 19 (t does not apply), a with u and 1. */
	run(model, "answers: {q: b, n: 20}\n");
	assert_int_equal(result.completions, 1);
	assert_rules("AANANNNANANANAN");
	run(model, "answers: {q: b, n: 19}\n");
	assert_rules("AANAAANANANANAN");
	run(model, "answers: {q: a, t: u, n: 1}\n");
	assert_int_equal(result.completions, 1);
	assert_rules("ANANNAANAANNANN");
}

/* A comparison inside a band makes its numbers differ, which must not go unnoticed:
 * 10 and 11 are below 15, 19 is not. */
static void numbers_of_a_band_are_alike(void **state)
{
	int status;
	pid_t child = fork();

	(void)state;
	assert_true(child >= 0);
	if (child == 0) {
		close(STDERR_FILENO);
		run(X_Y
		    "tree:\n"
		    "  n: {bands: {1: N, 10: N, 20: N}}\n"
		    "rules:\n"
		    "  r: {when: {n: {at least: 15}}, for: {y: weak}}\n",
		    "answers: {}\n");
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(priors_weigh),
		cmocka_unit_test(strong_is_not_outvoted),
		cmocka_unit_test(out_alone_none),
		cmocka_unit_test(nested_questions),
		cmocka_unit_test(answers_whose_applicability_changes),
		cmocka_unit_test(guards_and_facts),
		cmocka_unit_test(numbers),
		cmocka_unit_test(impossible_combinations),
		cmocka_unit_test(questions_that_move_together),
		cmocka_unit_test(expected_impurity),
		cmocka_unit_test(conditions),
		cmocka_unit_test(numbers_of_a_band_are_alike),
		cmocka_unit_test(flips_are_smallest),
		cmocka_unit_test(flips_are_not_vacuous),
		cmocka_unit_test(answers_force_an_outcome),
		cmocka_unit_test(profiles_without_a_rule),
		cmocka_unit_test(profiles_without_an_effect),
		cmocka_unit_test(findings_of_a_model),
		cmocka_unit_test(findings_of_what_is_left),
		cmocka_unit_test(findings_of_rules_that_hold_unasked),
		cmocka_unit_test(joint_profiles_of_two_models),
		cmocka_unit_test(joint_profiles_are_possible_in_both),
		cmocka_unit_test(guards_that_go_round),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
