/* SPDX-License-Identifier: ISC
 *
 * The phrases in which a result is told.
 */
#include "small_model.h"

#include "base/memory.h"
#include "report/words.h"

static void check_share(unsigned long part, unsigned long whole, const char *expected)
{
	struct buffer words = {0};
	mpq_t share;
	mpq_init(share);
	mpq_set_ui(share, part, whole);
	mpq_canonicalize(share);
	words_share(share, &words);
	if (strcmp(words.bytes, expected) != 0)
		print_error("%lu of %lu\n", part, whole);
	assert_text(buffer_text(&words), expected);
	mpq_clear(share);
	buffer_release(&words);
}

TEST(shares_are_told_in_percent)
{
	check_share(1, 2, "50 %");
	check_share(1, 3, "33 %");
	check_share(2, 3, "67 %");
	check_share(1, 100, "1 %");
	check_share(99, 100, "99 %");
	check_share(74, 100, "74 %");
	/* Halves go up. */
	check_share(1, 200, "1 %");
	check_share(3, 200, "2 %");
	check_share(145, 1000, "15 %");
	check_share(1449, 10000, "14 %");
}

TEST(only_certainty_is_told_as_certainty)
{
	check_share(0, 1, "none");
	check_share(7, 7, "all");
	check_share(1, 1000000, "under 1 %");
	check_share(999999, 1000000, "over 99 %");
	check_share(1, 201, "under 1 %");
	check_share(199, 200, "over 99 %");
	check_share(200, 201, "over 99 %");
	check_share(1989, 2000, "99 %");
}

/* For every fraction with a denominator up to 250, by whole numbers: 100 * part / whole to the
 * nearest. */
TEST(every_share_is_rounded_to_the_nearest)
{
	for (unsigned long whole = 1; whole <= 250; whole++)
		for (unsigned long part = 0; part <= whole; part++) {
			struct buffer expected = {0};
			unsigned long nearest = 0;
			while (200 * part >= (2 * nearest + 1) * whole)
				nearest++;
			if (part == 0 || part == whole)
				buffer_add_string(&expected, part ? "all" : "none");
			else if (nearest == 0 || nearest == 100)
				buffer_add_string(&expected, nearest ? "over 99 %" : "under 1 %");
			else
				buffer_format(&expected, "%lu %%", nearest);
			check_share(part, whole, expected.bytes);
			buffer_release(&expected);
		}
}

TEST(huge_fractions_are_told)
{
	struct buffer words = {0};
	mpq_t share;
	mpq_init(share);
	mpz_ui_pow_ui(mpq_denref(share), 10, 400);
	mpz_sub_ui(mpq_numref(share), mpq_denref(share), 1);
	words_share(share, &words);
	assert_text(buffer_text(&words), "over 99 %");
	buffer_clear(&words);
	mpz_set_ui(mpq_numref(share), 1);
	words_share(share, &words);
	assert_text(buffer_text(&words), "under 1 %");
	mpq_clear(share);
	buffer_release(&words);
}

static void check_range(unsigned long low, unsigned long high, unsigned long whole,
                        const char *expected)
{
	struct completions completions;
	struct buffer words = {0};
	mpq_inits(completions.low[2], completions.high[2], NULL);
	mpq_set_ui(completions.low[2], low, whole);
	mpq_set_ui(completions.high[2], high, whole);
	mpq_canonicalize(completions.low[2]);
	mpq_canonicalize(completions.high[2]);
	words_share_range(&completions, 2, &words);
	assert_text(buffer_text(&words), expected);
	mpq_clears(completions.low[2], completions.high[2], NULL);
	buffer_release(&words);
}

TEST(bounds_are_told_as_a_range)
{
	check_range(20, 80, 100, "20 % to 80 %");
	check_range(74, 74, 100, "74 %");
	check_range(0, 100, 100, "none to all");
	check_range(1, 999, 1000, "under 1 % to over 99 %");
}

static struct model model;
static struct answers answers;
static struct report report;

/* The report on a model with `settings`, up to the first NULL; `finish` ends it. */
static void make(const char *text, const char *const settings[])
{
	small_model(&model, text);
	answers_init(&answers, &model);
	for (size_t i = 0; settings[i]; i++) {
		struct source source;
		struct diagnostics found = {.source = &source};
		source_of_bytes(&source, "w", settings[i], strlen(settings[i]));
		assert_true(answers_set(&answers, text_of(settings[i]), &found));
		diagnostics_release(&found);
		source_release(&source);
	}
	assert_true(report_make(&report, &answers, NULL, EFFORT_MOST_STATES));
}

static void finish(void)
{
	report_release(&report);
	answers_release(&answers);
	model_release(&model);
}

#define SETTINGS(...) ((const char *const[]){__VA_ARGS__, NULL})
static const char *const nothing[] = {NULL};

/* That one of the sentences about the report holds `part`, or, if it is empty, says nothing. */
static void check_says(void (*phrase)(const struct report *about, struct buffer *out),
                       const char *part)
{
	struct buffer words = {0};
	phrase(&report, &words);
	bool says = part[0] ? words.bytes && strstr(words.bytes, part) : words.length == 0;
	if (!says)
		print_error("wanted '%s' in '%s'\n", part, words.bytes ? words.bytes : "");
	assert_true(says);
	buffer_release(&words);
}

/* k has 3/4. By hand: with q: k a has +2 strong, b +1; with l, b has +1 and a none. */
static const char *const simple =
	HEAD OPTIONS_ABC "tree:\n" QUESTION("q", "answers: {k: {label: K, prior: 3}, l: L}")
	QUESTION("n", "bands: {1: O, 2: F, 20: {label: D, prior: 2}, 200: H}")
	"rules:\n"
	RULE("two", "when: {q: k}, for: {a: strong}")
	RULE("twice", "when: {q: k}, for: {a: strong}")
	RULE("one", "when: always, for: {b: strong}")
	RULE("weak", "when: {n: {at least: 200}}, for: {c: weak}")
	RULE("against", "when: {n: {at least: 20}}, against: {c: medium}, for: {b: weak}")
	RULE("out", "when: {q: l, n: {below: 2}}, rules out: c");

/* Of lower bounds, those below one in a hundred tell nothing. */
TEST(lower_bounds_of_what_decides_are_told_as_such)
{
	struct buffer words = {0};
	make(HEAD OPTIONS_AB "tree:\n" QUESTION("q", "answers: {k: K, l: L}") "rules:\n"
	     RULE("r", "when: {q: k}, for: {b: weak}"), nothing);
	report.completions.tiers_exact = false;
	for (int tier = 0; tier < TIER_COUNT; tier++)
		mpq_set_ui(report.completions.tiers[tier], 0, 1);
	mpq_set_ui(report.completions.tiers[TIER_MEDIUM], 1, 101);
	words_decided(&report, &words);
	assert_text(buffer_text(&words), "What decides was not worked out.");
	buffer_clear(&words);
	mpq_set_ui(report.completions.tiers[TIER_STRONG], 1, 2);
	mpq_set_ui(report.completions.tiers[TIER_WEAK], 1, 100);
	words_decided(&report, &words);
	assert_text(buffer_text(&words),
	            "What decides was not worked out exactly: by strong reasons in at least 50 %, by weak reasons in at "
	            "least 1 %.");
	buffer_release(&words);
	finish();
}

TEST(complete_result_is_decided_with_its_nets)
{
	make(simple, SETTINGS("q=k", "n=1"));
	check_says(words_certainty, "");
	check_says(words_decided, "by strong reasons: net +2, next best b with +1");
	finish();
}

TEST(settled_result_says_so)
{
	make(simple, SETTINGS("q=l"));
	check_says(words_certainty, "Settled");
	check_says(words_certainty, "b comes first");
	check_says(words_decided, "by strong reasons");
	finish();
}

TEST(open_result_has_its_shares)
{
	make(simple, SETTINGS("n=5"));
	check_says(words_certainty, "Open");
	check_says(words_certainty, "a comes first in 75 %");
	check_says(words_certainty, "b comes first in 25 %");
	check_says(words_decided, "by strong reasons");
	finish();
}

/* k 3/4: level, so a by order. l 1/4: b by a weak reason. */
TEST(tiers_are_split_in_words)
{
	make(HEAD OPTIONS_AB "tree:\n" QUESTION("q", "answers: {k: {label: K, prior: 3}, l: L}")
	     "rules:\n" RULE("r", "when: {q: l}, for: {b: weak}"), nothing);
	check_says(words_decided, "by weak reasons in 25 %");
	check_says(words_decided, "order");
	check_says(words_decided, "in 75 %");
	finish();
}

TEST(negative_outcome_is_told)
{
	static const char *const text =
		HEAD OPTIONS_AB "tree:\n" QUESTION("q", "answers: {k: K, l: L}")
		"rules:\n" RULE("r", "when: {q: k}, rules out: [a, b]")
		RULE("s", "when: {q: l}, rules out: a");
	make(text, SETTINGS("q=k"));
	check_says(words_decided, "by ruling out all");
	finish();
	make(text, SETTINGS("q=l"));
	check_says(words_decided, "because the others are ruled out");
	finish();
	make(text, nothing);
	check_says(words_certainty, "b comes first in 50 %");
	check_says(words_certainty, "every option is ruled out in 50 %");
	finish();
}

static void check_separation(uint32_t option, const char *part)
{
	struct buffer words = {0};
	words_separation(&report, option, &words);
	if (!strstr(words.bytes, part))
		print_error("wanted '%s' in '%s'\n", part, words.bytes);
	assert_non_null(strstr(words.bytes, part));
	buffer_release(&words);
}

enum { A, B, C };

TEST(options_are_told_apart_from_the_leader)
{
	make(simple, SETTINGS("q=k", "n=1"));
	check_separation(B, "possible; net +1 in strong reasons, a has +2");
	check_separation(C, "possible; net +0 in strong reasons, a has +2");
	finish();
	make(simple, SETTINGS("q=l", "n=1"));
	check_separation(C, "ruled out");
	check_separation(A, "net +0 in strong reasons, b has +1");
	finish();
	make(simple, SETTINGS("n=5"));
	check_separation(B, "comes first in 25 %");
	check_separation(C, "never comes first");
	finish();
}

TEST(level_option_is_told_that_the_leader_is_simpler)
{
	make(HEAD OPTIONS_AB "tree:\n" QUESTION("q", "answers: {k: K, l: L}")
	     "rules:\n" RULE("r", "when: {q: l}, for: {b: weak}"), SETTINGS("q=k"));
	check_separation(B, "level with a, which is simpler");
	finish();
}

static void check_answers(uint32_t option, size_t reason, const char *expected)
{
	struct buffer words = {0};
	words_answers(&report, &report.options[option].reasons[reason], &words);
	assert_text(buffer_text(&words), expected);
	buffer_release(&words);
}

/* Of c, the first reason is the one that rules it out. */
TEST(reasons_name_the_answers_behind_them)
{
	make(simple, SETTINGS("q=l", "n=1"));
	check_answers(C, 0, "q = l; n = 1");
	finish();
	make(simple, SETTINGS("q=unknown", "n=20-50"));
	check_answers(C, 0, "n = 20-50");
	check_answers(A, 0, "q");
	finish();
}

/* n: 1 and 2 have 1/5 each, 20 has 2/5, 200 has 1/5. */
TEST(likely_rules_are_shown_and_others_pending)
{
	make(simple, nothing);
	/* 3/4; 3/5; 1/5; 1/4 * 1/5. */
	assert_true(words_is_shown(&report, 0) && words_is_shown(&report, 4));
	assert_false(words_is_shown(&report, 3) || words_is_shown(&report, 5));
	/* What always holds is shown. */
	assert_true(words_is_shown(&report, 2));
	finish();
	make(simple, SETTINGS("n=5"));
	/* What fails is not. */
	assert_false(words_is_shown(&report, 3));
	finish();
}

TEST(half_of_the_cases_is_likely)
{
	make(HEAD OPTIONS_AB "tree:\n" QUESTION("q", "answers: {k: K, l: L}")
	     "rules:\n" RULE("r", "when: {q: l}, for: {b: weak}"), nothing);
	assert_true(words_is_shown(&report, 0));
	finish();
}

static void check_pending(uint32_t option, const char *expected)
{
	struct buffer words = {0};
	words_pending(&report, option, &words);
	assert_text(buffer_text(&words), expected);
	buffer_release(&words);
}

/* Each of the rules but the last holds in 1 of 4 cases. */
TEST(unlikely_reasons_are_counted)
{
	make(HEAD OPTIONS_AB "tree:\n" QUESTION("q", "answers: {k: {label: K, prior: 3}, l: L}")
	     "rules:\n" RULE("r1", "when: {q: l}, for: {b: weak}, rules out: a")
	     RULE("r2", "when: {q: l}, against: {b: strong}")
	     RULE("r3", "when: {q: l}, against: {b: strong}")
	     RULE("r4", "when: {q: l}, rules out: b") RULE("r5", "when: {q: l}, rules out: b")
	     RULE("r6", "when: {q: k}, for: {a: weak, b: medium}"), nothing);
	check_pending(A, "1 that rules it out");
	check_pending(B, "2 that rule it out, 2 strong against, 1 weak for");
	finish();
	make(simple, SETTINGS("q=k", "n=1"));
	check_pending(B, "");
	finish();
}

static void check_missing(uint32_t option, size_t reason, const char *expected)
{
	struct buffer words = {0};
	words_missing(&report, &report.options[option].reasons[reason], &words);
	assert_text(buffer_text(&words), expected);
	buffer_release(&words);
}

TEST(what_a_rule_lacks_is_named)
{
	static const char *const text =
		HEAD OPTIONS_AB "tree:\n"
		QUESTION("work", "answers: {waiting: {label: W, then: {"
		         NESTED("deep", "answers: {k: K, l: L}") "}}, disk: D, python: P}")
		QUESTION("n", "bands: {1: O, 20: D, 200: H}")
		"rules:\n" RULE("r1", "when: {work: [waiting, disk]}, for: {b: strong}")
		RULE("r2", "when: {n: {at least: 20, below: 200}}, for: {b: medium}")
		RULE("r3", "when: {deep: k}, for: {b: weak}");
	make(text, SETTINGS("work=python", "n=5"));
	check_missing(B, 0, "work is waiting or disk (but work = python)");
	check_missing(B, 1, "n is from 20 to below 200 (but n = 5)");
	check_missing(B, 2, "deep is k (but it does not apply)");
	finish();
	make(text, nothing);
	check_missing(B, 0, "work is waiting or disk (not known)");
	finish();
}

static void check_flip(uint32_t question, uint32_t answer, const char *expected)
{
	struct flip flip = {.changes = {{0, 1}, {question, answer}}};
	struct buffer words = {0};
	words_flip(&model, &flip, 2, &words);
	assert_text(buffer_text(&words), expected);
	buffer_release(&words);
}

TEST(flips_are_told_as_answers)
{
	make(simple, nothing);
	check_flip(0, 0, "q = l, q = k");
	check_flip(1, 0, "q = l, n = 1");
	check_flip(1, 1, "q = l, n = 2-19");
	check_flip(1, 2, "q = l, n = 20-199");
	check_flip(1, 3, "q = l, n = 200+");
	finish();
}

TEST(words_stand_for_what_they_are)
{
	assert_string_equal(words_strength(STRENGTH_STRONG), "strong");
	assert_string_equal(words_strength(STRENGTH_MEDIUM), "medium");
	assert_string_equal(words_strength(STRENGTH_WEAK), "weak");
	assert_string_equal(words_tier(TIER_STRONG), "strong");
	assert_string_equal(words_tier(TIER_ORDER), "order");
	assert_string_equal(words_tier(TIER_ALONE), "alone");
	assert_string_equal(words_tier(TIER_NONE), "none");
	assert_string_equal(words_verdict(VERDICT_RECOMMENDED), "recommended");
	assert_string_equal(words_verdict(VERDICT_POSSIBLE), "possible");
	assert_string_equal(words_verdict(VERDICT_RULED_OUT), "ruled out");
	assert_string_equal(words_effect(EFFECT_FOR), "for");
	assert_string_equal(words_effect(EFFECT_AGAINST), "against");
	assert_string_equal(words_effect(EFFECT_RULES_OUT), "rules out");
	assert_string_equal(words_truth(TRUTH_TRUE), "holds");
	assert_string_equal(words_truth(TRUTH_FALSE), "fails");
	assert_string_equal(words_truth(TRUTH_UNKNOWN), "depends");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shares_are_told_in_percent),
		cmocka_unit_test(only_certainty_is_told_as_certainty),
		cmocka_unit_test(every_share_is_rounded_to_the_nearest),
		cmocka_unit_test(huge_fractions_are_told),
		cmocka_unit_test(bounds_are_told_as_a_range),
		cmocka_unit_test(lower_bounds_of_what_decides_are_told_as_such),
		cmocka_unit_test(complete_result_is_decided_with_its_nets),
		cmocka_unit_test(settled_result_says_so),
		cmocka_unit_test(open_result_has_its_shares),
		cmocka_unit_test(tiers_are_split_in_words),
		cmocka_unit_test(negative_outcome_is_told),
		cmocka_unit_test(options_are_told_apart_from_the_leader),
		cmocka_unit_test(level_option_is_told_that_the_leader_is_simpler),
		cmocka_unit_test(reasons_name_the_answers_behind_them),
		cmocka_unit_test(likely_rules_are_shown_and_others_pending),
		cmocka_unit_test(half_of_the_cases_is_likely),
		cmocka_unit_test(unlikely_reasons_are_counted),
		cmocka_unit_test(what_a_rule_lacks_is_named),
		cmocka_unit_test(flips_are_told_as_answers),
		cmocka_unit_test(words_stand_for_what_they_are),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
