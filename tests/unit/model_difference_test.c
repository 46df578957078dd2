/* SPDX-License-Identifier: ISC
 *
 * Two models side by side: matched by id, counted and witnessed, all by hand. tests/oracle compares random ones.
 */
#include "small_model.h"

#include "analyse/model_difference.h"
#include "base/memory.h"

enum { PLENTY = 10000 };

struct pair {
	struct model models[JOINT_MODELS];
	struct joint joint;
	struct model_difference difference;
};

/* Appends "q = l, p = k". */
static void add_witness(const struct pair *pair, const uint32_t *witness, struct buffer *out)
{
	const char *comma = "";
	for (uint32_t q = 0; q < pair->joint.question_count; q++) {
		const struct joint_question *joint = &pair->joint.questions[q];
		if (witness[q] == DIAGRAM_UNDECIDED)
			continue;
		size_t side = joint->indices[0] == MODEL_NONE;
		const struct question *question = &pair->models[side].questions[joint->indices[side]];
		buffer_format(out, "%s%.*s = ", comma, TEXT_ARGS(question->id));
		if (joint->bounds)
			buffer_format(out, "%llu", (unsigned long long)joint->bounds[witness[q]]);
		else
			buffer_format(out, "%.*s", TEXT_ARGS(question->answers[joint->answers[side][witness[q]]].id));
		comma = ", ";
	}
}

static void compare(struct pair *pair, const char *first, const char *second)
{
	small_model(&pair->models[0], first);
	small_model(&pair->models[1], second);
	assert_true(joint_init(&pair->joint, &pair->models[0], &pair->models[1]));
	model_difference_find(&pair->difference, &pair->joint, PLENTY);
	assert_true(pair->difference.exact);
}

static void release(struct pair *pair)
{
	model_difference_release(&pair->difference);
	joint_release(&pair->joint);
	model_release(&pair->models[0]);
	model_release(&pair->models[1]);
}

static const char *outcome(const struct model *model, uint32_t index)
{
	return index < model->option_count ? model->options[index].id.bytes : "none";
}

/* What is expected: "3 of 6 differ", then a line for each pair of different outcomes. */
static void check(const char *first, const char *second, const char *expected)
{
	struct pair pair;
	struct buffer text = {0};
	char *different, *all;
	compare(&pair, first, second);
	different = mpz_get_str(NULL, 10, pair.difference.different);
	all = mpz_get_str(NULL, 10, pair.difference.profiles);
	buffer_format(&text, "%s of %s differ\n", different, all);
	for (size_t i = 0; i < pair.difference.pair_count; i++) {
		const struct outcome_pair *row = &pair.difference.pairs[i];
		char *count = mpz_get_str(NULL, 10, row->count);
		if (!row->same) {
			buffer_format(&text, "%.1s -> %.1s: %s: ", outcome(&pair.models[0], row->outcomes[0]),
			              outcome(&pair.models[1], row->outcomes[1]), count);
			add_witness(&pair, row->witness, &text);
			buffer_add_string(&text, "\n");
		}
		free(count);
	}
	assert_text(buffer_text(&text), expected);
	free(different);
	free(all);
	buffer_release(&text);
	release(&pair);
}

#define P QUESTION("p", "answers: {k: K, l: L}")

/* The first: q, if p is k, has three answers; b wins by q: l. */
#define FIRST \
	HEAD OPTIONS_AB "tree:\n" P QUESTION("q", "when: {p: k}, answers: {k: K, l: L, m: M}") \
	"rules:\n" RULE("r", "when: {q: l}, for: {b: medium}")

/* The second asks q of all, without m, and if it is k the new n, whose l lets the new c win. */
#define SECOND \
	HEAD OPTIONS_ABC "tree:\n" P QUESTION("q", "answers: {k: K, l: L}") \
	QUESTION("n", "when: {q: k}, answers: {k: K, l: L}") \
	"rules:\n" RULE("r", "when: {q: l}, for: {b: medium}") RULE("s", "when: {n: l}, for: {c: weak}")

/* Either answer of p goes with q: l, or q: k and two answers of n: 6. With q: l and p: l only the second has b; c wins
 * with n: l, whatever p is. */
TEST(questions_answers_and_options_that_only_one_has)
{
	check(FIRST, SECOND, "3 of 6 differ\na -> b: 1: p = l, q = l\na -> c: 2: q = k, n = l\n");
	check(SECOND, FIRST, "3 of 6 differ\nb -> a: 1: p = l, q = l\nc -> a: 2: q = k, n = l\n");
}

TEST(a_model_does_not_differ_from_itself)
{
	check(FIRST, FIRST, "0 of 4 differ\n");
	check(SECOND, SECOND, "0 of 6 differ\n");
}

/* Options are matched by id, not by place: where nothing speaks, a wins in one and b in the other. */
TEST(options_in_another_order)
{
	check(HEAD OPTIONS_AB "tree:\n" P "rules:\n" RULE("r", "when: {p: k}, for: {a: weak}"),
	      HEAD "options: {b: {name: B}, a: {name: A}}\ntree:\n" P "rules:\n" RULE("r", "when: {p: k}, for: {a: weak}"),
	      "1 of 2 differ\na -> b: 1: p = l\n");
}

#define BANDS(bands, rule) \
	HEAD OPTIONS_AB "tree:\n" QUESTION("p", "bands: {" bands "}") "rules:\n" RULE("r", "when: {p: {" rule "}}, for: {b: weak}")

/* From 1, where both begin: 1, 5, 10, 20 begin stretches. b from 10 in one, from 5 in the other. */
TEST(bands_are_cut_where_either_begins)
{
	check(BANDS("0: A, 10: B, 20: C", "at least: 10"), BANDS("1: A, 5: B", "at least: 5"),
	      "1 of 4 differ\na -> b: 1: p = 5\n");
}

/* One calls k with k impossible, the other l with l: of four two are left. */
#define IMPOSSIBLE(answer, rule) \
	HEAD OPTIONS_AB "tree:\n" P QUESTION("q", "answers: {k: K, l: L}") \
	"impossible:\n  - {when: {p: " answer ", q: " answer "}, because: B}\nrules:\n" \
	RULE("r", "when: {p: k}, " rule)

TEST(what_either_calls_impossible_is_left_out)
{
	check(IMPOSSIBLE("k", "for: {b: weak}"), IMPOSSIBLE("l", "rules out: [a, b]"),
	      "1 of 2 differ\nb -> n: 1: p = k\n");
	check(HEAD OPTIONS_AB "tree:\n" P "impossible: [{when: always, because: B}]\nrules:\n" RULE("r", "when: {p: k}, for: {b: weak}"),
	      FIRST, "0 of 0 differ\n");
}

/* No answer of p is in both, so nothing that answers p can be compared; nor can what follows. */
TEST(a_question_without_a_common_answer)
{
	check(HEAD OPTIONS_AB "tree:\n" P "rules:\n" RULE("r", "when: {p: k}, for: {b: weak}"),
	      HEAD OPTIONS_AB "tree:\n" QUESTION("p", "answers: {x: X, y: Y}") "rules:\n" RULE("r", "when: {p: x}, for: {b: weak}"),
	      "0 of 0 differ\n");
}

/* The same id, but words in one and numbers in the other: two questions, each with its own answers. */
TEST(a_question_of_another_kind_is_another_question)
{
	check(HEAD OPTIONS_AB "tree:\n" P "rules:\n" RULE("r", "when: {p: k}, for: {b: weak}"),
	      BANDS("0: A, 10: B, 20: C", "at least: 10"), "3 of 6 differ\na -> b: 2: p = 10, p = l\nb -> a: 1: p = 0, p = k\n");
}

/* Each of p and q is asked only by the answer of the other. */
TEST(no_order_suits_both)
{
	struct pair pair;
	small_model(&pair.models[0], HEAD OPTIONS_AB "tree:\n" P QUESTION("q", "when: {p: k}, answers: {k: K, l: L}")
	            "rules:\n" RULE("r", "when: {q: k}, for: {b: weak}"));
	small_model(&pair.models[1], HEAD OPTIONS_AB "tree:\n" QUESTION("q", "answers: {k: K, l: L}")
	            QUESTION("p", "when: {q: k}, answers: {k: K, l: L}")
	            "rules:\n" RULE("r", "when: {q: k}, for: {b: weak}"));
	assert_false(joint_init(&pair.joint, &pair.models[0], &pair.models[1]));
	assert_text(pair.joint.circular, "p");
	joint_release(&pair.joint);
	model_release(&pair.models[0]);
	model_release(&pair.models[1]);
}

TEST(budget_is_kept)
{
	struct pair pair;
	compare(&pair, FIRST, SECOND);
	model_difference_release(&pair.difference);
	model_difference_find(&pair.difference, &pair.joint, 2);
	assert_false(pair.difference.exact);
	release(&pair);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(questions_answers_and_options_that_only_one_has),
		cmocka_unit_test(a_model_does_not_differ_from_itself),
		cmocka_unit_test(options_in_another_order),
		cmocka_unit_test(bands_are_cut_where_either_begins),
		cmocka_unit_test(what_either_calls_impossible_is_left_out),
		cmocka_unit_test(a_question_without_a_common_answer),
		cmocka_unit_test(a_question_of_another_kind_is_another_question),
		cmocka_unit_test(no_order_suits_both),
		cmocka_unit_test(budget_is_kept),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
