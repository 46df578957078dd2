/* SPDX-License-Identifier: ISC
 *
 * Worked examples: what a model says when nothing is known.
 */
#include "worked.h"

#include "oracle_model.h"
#include "tree.h"

static struct oracle_model model;

static void find(const char *text)
{
	struct arena arena = {0};
	oracle_model_find(&model, tree_parse("the model", text, &arena));
	arena_release(&arena);
}

void profiles_without_a_rule(void **state)
{
	(void)state;
	/* a: y by two medium reasons, by one without r1 or r2. b: y by r2 alone; without it x by r3. c: x by r3, without it by
	 * order. d cannot be. */
	find(X_Y
	     "tree:\n"
	     "  q: {answers: {a: A, b: B, c: C, d: D}}\n"
	     "rules:\n"
	     "  r1: {when: {q: a}, for: {y: medium}}\n"
	     "  r2: {when: {q: [a, b]}, for: {y: medium}}\n"
	     "  r3: {when: always, for: {x: weak}}\n"
	     "impossible:\n"
	     "  - {when: {q: d}, because: B}\n");
	static const struct oracle_profile expected[] = {
		{.choices = {0}, .winner = 1, .holds = {true, true, true}, .winner_without = {1, 1, 1}},
		{.choices = {1}, .winner = 1, .holds = {false, true, true}, .winner_without = {1, 0, 1}},
		{.choices = {2}, .winner = 0, .holds = {false, false, true}, .winner_without = {0, 0, 0}},
	};
	assert_int_equal(model.option_count, 2);
	assert_int_equal(model.rule_count, 3);
	assert_int_equal(model.profile_count, COUNT_OF(expected));
	for (size_t i = 0; i < COUNT_OF(expected); i++) {
		assert_int_equal(model.profiles[i].choices[0], expected[i].choices[0]);
		assert_int_equal(model.profiles[i].winner, expected[i].winner);
		for (size_t r = 0; r < 3; r++) {
			assert_int_equal(model.profiles[i].holds[r], expected[i].holds[r]);
			assert_int_equal(model.profiles[i].winner_without[r], expected[i].winner_without[r]);
		}
	}
	oracle_model_release(&model);
}

void profiles_without_an_effect(void **state)
{
	(void)state;
	/* a: y by one strong reason. Without that it would win by r1's weak one against z, as r2 speaks against x; without
	 * any other effect by the same strong one. b: z alone is not out; had r3 not ruled out y, that would win by order; x
	 * would not, for r2 is against it. */
	find(X_Y_Z
	     "tree:\n"
	     "  q: {answers: {a: A, b: B}}\n"
	     "rules:\n"
	     "  r1: {when: {q: a}, for: {y: strong}, against: {z: weak}}\n"
	     "  r2: {when: always, against: {x: strong}}\n"
	     "  r3: {when: {q: b}, rules out: [x, y]}\n");
	assert_int_equal(model.profile_count, 2);
	assert_int_equal(model.profiles[0].winner, 1);
	assert_int_equal(model.profiles[1].winner, 2);
	for (size_t e = 0; e < ORACLE_MOST_EFFECTS; e++) {
		assert_false(model.profiles[0].effects[e]);
		assert_int_equal(model.profiles[1].effects[e], e == 2 * ORACLE_MOST_OPTIONS + 1);
	}
	oracle_model_release(&model);
}

/* All findings, each as it should be, in any order. */
static void check_findings(const struct oracle_finding *expected, size_t count, int line)
{
	size_t found = 0;
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < model.findings.count; j++) {
			const struct oracle_finding *finding = &model.findings.list[j];
			found += finding->code == expected[i].code && finding->subject == expected[i].subject &&
			         finding->other == expected[i].other && finding->detail == expected[i].detail;
		}
	for (size_t j = 0; j < model.findings.count && found != count; j++)
		print_error("line %d: %s %zu\n", line, oracle_code_names[model.findings.list[j].code],
		            model.findings.list[j].subject);
	assert_int_equal(found, count);
	assert_int_equal(model.findings.count, count);
	oracle_model_release(&model);
}

#define assert_findings(expected) check_findings(expected, COUNT_OF(expected), __LINE__)
#define NONE ORACLE_NO_INDEX

void findings_of_a_model(void **state)
{
	(void)state;
	/* a: y by r1 and r2, whatever r4 says against x; with u, z is out. b: y by r2 alone. c: x by order. */
	find(X_Y_Z
	     "tree:\n"
	     "  p: {answers: {a: A, b: B, c: C}}\n"
	     "  q: {when: {p: a}, answers: {u: U, v: V}}\n"
	     "  n: {bands: {0: few, 5: some, 9: many}}\n"
	     "facts:\n"
	     "  fa: {when: {p: a}}\n"
	     "  fb: {when: {not: {p: [b, c]}}}\n"
	     "  fc: {when: {any: [fa, {fa: false}]}}\n"
	     "  fd: {when: {p: b, q: u}}\n"
	     "rules:\n"
	     "  r1: {when: fa, for: {y: strong}}\n"
	     "  r2: {when: {p: [a, b]}, for: {x: weak, y: strong}}\n"
	     "  r3: {when: {q: u}, rules out: z}\n"
	     "  r4: {when: fb, against: {x: medium}}\n"
	     "  r5: {when: fd, for: {z: weak}}\n");
	static const struct oracle_finding expected[] = {
		{ORACLE_OPTION_NEVER_WINS, 2, NONE, NONE},
		{ORACLE_RULE_CHANGES_NOTHING, 0, NONE, NONE},
		{ORACLE_RULE_CHANGES_NOTHING, 3, NONE, NONE},
		{ORACLE_RULE_NEVER_DECIDES, 2, NONE, NONE},
		{ORACLE_RULE_NEVER_HOLDS, 4, NONE, NONE},
		{ORACLE_RULE_IMPLIED, 0, 1, 1},
		{ORACLE_FACT_SAME, 1, 0, NONE},
		{ORACLE_FACT_CONSTANT, 2, NONE, 1},
		{ORACLE_FACT_UNUSED, 2, NONE, NONE},
		{ORACLE_FACT_CONSTANT, 3, NONE, 0},
		{ORACLE_QUESTION_IDLE, 1, NONE, NONE},
		{ORACLE_QUESTION_IDLE, 2, NONE, NONE},
		{ORACLE_ANSWERS_ALIKE, 2, 1, 0},
		{ORACLE_ANSWERS_ALIKE, 2, 2, 1},
	};
	assert_findings(expected);
}

void findings_of_what_is_left(void **state)
{
	(void)state;
	/* a: x is out, y wins. b: both are out. Each rule alone changes that. */
	find(X_Y
	     "tree:\n"
	     "  q: {answers: {a: A, b: B}}\n"
	     "rules:\n"
	     "  r1: {when: always, rules out: x}\n"
	     "  r2: {when: {q: b}, rules out: [y]}\n");
	static const struct oracle_finding none_left[] = {
		{ORACLE_NO_OPTION_LEFT, NONE, NONE, NONE},
		{ORACLE_OPTION_NEVER_WINS, 0, NONE, NONE},
	};
	assert_findings(none_left);

	/* Nothing else is said of a model without profiles, not even of the idle question. */
	find(X_Y
	     "tree:\n"
	     "  q: {answers: {a: A, b: B}}\n"
	     "rules:\n"
	     "  r1: {when: {q: a}, for: {y: weak}}\n"
	     "impossible:\n"
	     "  - {when: always, because: B}\n");
	static const struct oracle_finding no_profile[] = {{ORACLE_NO_PROFILE, NONE, NONE, NONE}};
	assert_findings(no_profile);
}

void findings_of_rules_that_hold_unasked(void **state)
{
	(void)state;
	/* q is asked with a only. With b r1 holds, and r3 by way of the fact, though each names q alone; r2 names p, too.
	 * With u r3, with v r1, with b both make y win. r3 allows that it holds unasked, and something else in vain. */
	find(X_Y
	     "tree:\n"
	     "  p: {answers: {a: A, b: B}}\n"
	     "  q: {when: {p: a}, answers: {u: U, v: V}}\n"
	     "facts:\n"
	     "  fa: {when: {not: {q: v}}}\n"
	     "rules:\n"
	     "  r1: {when: {not: {q: u}}, for: {y: weak}}\n"
	     "  r2: {when: {not: {q: u}, p: b}, against: {x: weak}}\n"
	     "  r3: {when: fa, for: {y: medium}, allow: {rule-implied: B, rule-holds-unasked: B}}\n");
	static const struct oracle_finding expected[] = {
		{ORACLE_OPTION_NEVER_WINS, 0, NONE, NONE},
		{ORACLE_RULE_CHANGES_NOTHING, 1, NONE, NONE},
		{ORACLE_RULE_HOLDS_UNASKED, 0, NONE, NONE},
		{ORACLE_ALLOWED_IN_VAIN, 2, NONE, NONE},
		{ORACLE_QUESTION_IDLE, 0, NONE, NONE},
		{ORACLE_QUESTION_IDLE, 1, NONE, NONE},
	};
	assert_int_equal(model.allowed.count, 1);
	assert_int_equal(model.allowed.list[0].code, ORACLE_RULE_HOLDS_UNASKED);
	assert_int_equal(model.allowed.list[0].subject, 2);
	assert_findings(expected);
}
