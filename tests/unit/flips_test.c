/* SPDX-License-Identifier: ISC
 *
 * Flips against trying all sets of changes, and answers that suffice against trying all completions.
 */
#include "sample_models.h"

#include "analyse/flips.h"
#include "base/memory.h"

/* Questions that are fixed, nested and behind guards; b needs several answers at once, c cannot always be had. */
static const char *const flip_models[] = {
	HEAD OPTIONS_ABC "tree:\n"
	QUESTION("p", "fixed: true, answers: {k: K, l: L}")
	QUESTION("q", "answers: {k: {label: K, then: {" NESTED("r", "answers: {k: K, l: L}") "}}, l: L}")
	QUESTION("n", "when: {not: {r: l}}, bands: {0: few, 5: many}")
	QUESTION("s", "answers: {k: K, l: L}")
	QUESTION("t", "answers: {k: K, l: L}")
	"rules:\n"
	RULE("r1", "when: {q: k, n: {at least: 5}, s: l}, for: {b: strong}")
	RULE("r2", "when: {p: l, t: k}, for: {c: strong}, against: {b: weak}")
	RULE("r3", "when: {p: k, r: l}, rules out: c")
	RULE("r4", "when: {any: [{t: l}, {s: k}]}, for: {a: medium}")
	"impossible:\n  - {when: {s: l, t: l, q: l}, because: B}\n",

	/* b needs exactly three answers, c four. */
	HEAD OPTIONS_ABC "tree:\n"
	QUESTION("p", "answers: {k: K, l: L}") QUESTION("q", "answers: {k: K, l: L}")
	QUESTION("r", "answers: {k: K, l: L}") QUESTION("s", "fixed: false, answers: {k: K, l: L}")
	"rules:\n"
	RULE("r1", "when: {p: l, q: l, r: l}, for: {b: medium}")
	RULE("r2", "when: {p: l, q: l, r: l, s: l}, for: {c: strong}"),
};

struct change {
	uint32_t question;
	uint32_t answer;
};

/* What is tried at the moment, and what has been found so far. */
struct trial {
	const struct model *model;
	const struct answers *answers;
	uint32_t option;
	uint64_t possible[BRUTE_MOST_QUESTIONS];
	struct change changes[FLIPS_LARGEST];
	size_t count;
	struct change found[FLIPS_MOST][FLIPS_LARGEST];
	size_t completions, won;
};

static void count_won(void *context, const struct brute *brute)
{
	struct trial *trial = context;
	trial->completions += !brute->impossible;
	trial->won += !brute->impossible && brute->winner == trial->option;
}

static bool wins(struct trial *trial)
{
	trial->completions = trial->won = 0;
	brute_each(trial->model, trial->possible, count_won, trial);
	return trial->completions > 0 && trial->won == trial->completions;
}

/* Goes through all sets of `left` more changes of questions from `first` on, earlier questions and answers first. */
static void try_all(struct trial *trial, uint32_t first, size_t made, size_t left)
{
	if (left == 0 && wins(trial)) {
		if (trial->count < FLIPS_MOST)
			memcpy(trial->found[trial->count], trial->changes, sizeof(trial->changes));
		trial->count++;
	}
	for (uint32_t q = first; left > 0 && q < trial->model->question_count; q++) {
		uint64_t before = trial->possible[q];
		bool is_known = trial->answers->sets[q].state == ANSWER_GIVEN;
		for (uint32_t v = 0; v < trial->model->questions[q].answer_count; v++) {
			uint64_t given = UINT64_C(1) << v;
			if (trial->model->questions[q].fixed || (is_known && before == given))
				continue;
			trial->possible[q] = given;
			trial->changes[made] = (struct change){q, v};
			try_all(trial, q + 1, made + 1, left - 1);
		}
		trial->possible[q] = before;
	}
}

static bool same_changes(const struct flip *flip, const struct change *changes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (flip->changes[i].question != changes[i].question || flip->changes[i].answer != changes[i].answer)
			return false;
	return true;
}

static size_t seen_sizes[FLIPS_LARGEST + 2];
static size_t most_seen;

static void check_flips(const struct encoding *whole, const struct answers *answers, uint32_t option, uint64_t row)
{
	struct flips flips;
	struct effort effort = {EFFORT_MOST_STATES, 0};
	struct trial trial = {.model = whole->model, .answers = answers, .option = option};
	size_t size = 0;
	for (uint32_t q = 0; q < whole->model->question_count; q++)
		trial.possible[q] = answers->sets[q].answers;
	for (; size <= FLIPS_LARGEST && trial.count == 0; size++)
		try_all(&trial, 0, 0, size);
	size_t right = trial.count ? size - 1 : FLIPS_LARGEST + 1;
	flips_find(&flips, whole, answers, option, &effort);
	assert_row(row, flips.exact);
	assert_row(row, flips.size == right);
	assert_row(row, flips.count == trial.count);
	for (size_t i = 0; i < trial.count && i < FLIPS_MOST; i++)
		assert_row(row, same_changes(&flips.kept[i], trial.found[i], right));
	seen_sizes[right]++;
	most_seen = trial.count > most_seen ? trial.count : most_seen;
}

/* Calls check for every outcome and everything that can be known of a model. What is not known is, in turns, left out
 * and called unknown. */
static void for_all(const char *text, uint64_t first_row,
                    void (*check)(const struct encoding *whole, const struct answers *answers, uint32_t option,
                                  uint64_t row))
{
	struct model model;
	struct encoding whole;
	struct answers answers;
	const struct span nowhere = {0};
	uint64_t possible[BRUTE_MOST_QUESTIONS];
	small_model(&model, text);
	answers_init(&answers, &model);
	evaluate_possible(&answers, possible);
	encode(&whole, &model, possible, ENCODE_OUTCOME, MODEL_NONE, EFFORT_MOST_STATES);
	for (uint64_t number = 0; number < sample_count(&model); number++) {
		sample_knowledge(&model, number, possible);
		for (uint32_t q = 0; q < model.question_count; q++) {
			answers_clear(&answers, q, number & 1 ? ANSWER_UNKNOWN : ANSWER_MISSING, nowhere);
			if (possible[q] == model_all_answers(&model.questions[q]))
				continue;
			answers_begin(&answers, q, nowhere);
			answers.sets[q].answers = possible[q];
		}
		for (uint32_t o = 0; o < model.option_count; o++)
			check(&whole, &answers, o, first_row + number * 10 + o);
	}
	answers_release(&answers);
	encoding_release(&whole);
	model_release(&model);
}

TEST(flips_are_the_smallest_there_are)
{
	for (size_t m = 0; m < COUNT_OF(sample_models); m++)
		for_all(sample_models[m], m * 100000, check_flips);
	for (size_t m = 0; m < COUNT_OF(flip_models); m++)
		for_all(flip_models[m], (m + 10) * 100000, check_flips);
	for (size_t size = 0; size <= FLIPS_LARGEST + 1; size++)
		assert_row(size, seen_sizes[size] > 20);
}

/* Of 25 answers, each of which is enough, the first 20 are kept; all are counted. */
TEST(more_than_are_kept_are_counted)
{
	struct buffer text = {0};
	most_seen = 0;
	buffer_add_string(&text, HEAD OPTIONS_AB "tree:\n  p: {topic: t, ask: Which?, answers: {x: X");
	for (unsigned i = 0; i < 25; i++)
		buffer_format(&text, ", k%u: K", i);
	buffer_add_string(&text, "}}\nrules:\n" RULE("r", "when: {not: {p: x}}, for: {b: weak}"));
	struct model model;
	struct encoding whole;
	struct answers answers;
	const struct span nowhere = {0};
	uint64_t possible[1];
	small_model(&model, text.bytes);
	answers_init(&answers, &model);
	evaluate_possible(&answers, possible);
	encode(&whole, &model, possible, ENCODE_OUTCOME, MODEL_NONE, EFFORT_MOST_STATES);
	check_flips(&whole, &answers, 1, 0);
	assert_int_equal(most_seen, 25);
	answers_begin(&answers, 0, nowhere);
	answers.sets[0].answers = 1;
	check_flips(&whole, &answers, 1, 1);
	check_flips(&whole, &answers, 0, 2);
	assert_int_equal(most_seen, 25);
	answers_release(&answers);
	encoding_release(&whole);
	model_release(&model);
	buffer_release(&text);
}

/* Of 25 questions with 5 answers there are some 290,000 sets of three; the five that are flips begin with q0, so they are
 * found before the checks are spent. */
TEST(says_when_not_all_were_tried)
{
	struct model model;
	struct encoding whole;
	struct answers answers;
	struct flips flips;
	struct buffer text = {0};
	uint64_t possible[25];
	buffer_add_string(&text, HEAD OPTIONS_AB "tree:\n");
	for (unsigned i = 0; i < 25; i++)
		buffer_format(&text, QUESTION("q%u", "answers: {k: K, l: L, m: M, n: N, o: O}"), i);
	buffer_add_string(&text, "rules:\n  r: {because: B, source: s, for: {b: strong}, when: {any: [");
	buffer_add_string(&text, "{q0: k, q21: l, q22: l}, {not: {q0: k}, q23: l, q24: l}");
	buffer_add_string(&text, "]}}\n");
	small_model(&model, text.bytes);
	answers_init(&answers, &model);
	evaluate_possible(&answers, possible);
	encode(&whole, &model, possible, ENCODE_OUTCOME, MODEL_NONE, EFFORT_MOST_STATES);
	flips_find(&flips, &whole, &answers, 1, &(struct effort){EFFORT_MOST_STATES, 0});
	/* q0 and the two answers that this takes. */
	assert_false(flips.exact);
	assert_int_equal(flips.size, 3);
	assert_int_equal(flips.count, 5);
	answers_release(&answers);
	encoding_release(&whole);
	model_release(&model);
	buffer_release(&text);
}

TEST(both_searches_count_their_work_and_end_when_it_is_spent)
{
	struct model model;
	struct encoding whole;
	struct answers answers;
	struct flips flips;
	struct effort effort = {EFFORT_MOST_STATES, 0};
	const struct span nowhere = {0};
	bool kept[1];
	small_model(&model, HEAD OPTIONS_AB "tree:\n" QUESTION("q", "answers: {k: K, l: L, m: M}")
	            "rules:\n" RULE("r", "when: {q: k}, for: {b: weak}"));
	answers_init(&answers, &model);
	answers_begin(&answers, 0, nowhere);
	answers.sets[0].answers = 2;
	encode_whole(&whole, &model, EFFORT_MOST_STATES);
	/* The lower bound is 1: three answers are looked at with k for l, and three with m. */
	flips_find(&flips, &whole, &answers, 1, &effort);
	assert_true(flips.exact && flips.size == 1 && flips.count == 1);
	assert_int_equal(effort.work, 6);
	/* With l and without it. */
	assert_true(flips_find_sufficient(&whole, &answers, 0, &effort, kept) && kept[0]);
	assert_int_equal(effort.work, 12);
	effort.work = effort_whole(&effort);
	flips_find(&flips, &whole, &answers, 1, &effort);
	assert_true(!flips.exact && flips.count == 0);
	assert_false(flips_find_sufficient(&whole, &answers, 0, &effort, kept));
	answers_release(&answers);
	encoding_release(&whole);
	model_release(&model);
}

static size_t sufficient_count, insufficient_count;

/* Whether the answers marked, and nothing else, make the option win for certain. */
static bool suffice(const struct answers *answers, const bool *kept, uint32_t option)
{
	struct trial trial = {.model = answers->model, .answers = answers, .option = option};
	for (uint32_t q = 0; q < answers->model->question_count; q++)
		trial.possible[q] = kept[q] ? answers->sets[q].answers
		                            : model_all_answers(&answers->model->questions[q]);
	return wins(&trial);
}

static void check_sufficient(const struct encoding *whole, const struct answers *answers, uint32_t option, uint64_t row)
{
	struct effort effort = {EFFORT_MOST_STATES, 0};
	bool all[BRUTE_MOST_QUESTIONS] = {false}, kept[BRUTE_MOST_QUESTIONS] = {false};
	uint32_t count = whole->model->question_count;
	for (uint32_t q = 0; q < count; q++)
		all[q] = answers->sets[q].state == ANSWER_GIVEN;
	bool found = flips_find_sufficient(whole, answers, option, &effort, kept);
	assert_row(row, found == suffice(answers, all, option));
	insufficient_count += !found;
	sufficient_count += found;
	if (!found)
		return;
	assert_row(row, suffice(answers, kept, option));
	for (uint32_t q = 0; q < count; q++) {
		if (!kept[q])
			continue;
		assert_row(row, all[q]);
		kept[q] = false;
		assert_row(row, !suffice(answers, kept, option));
		kept[q] = true;
	}
}

TEST(sufficient_answers_suffice_and_none_is_idle)
{
	for (size_t m = 0; m < COUNT_OF(sample_models); m++)
		for_all(sample_models[m], m * 100000, check_sufficient);
	for (size_t m = 0; m < COUNT_OF(flip_models); m++)
		for_all(flip_models[m], (m + 10) * 100000, check_sufficient);
	assert_true(sufficient_count > 300 && insufficient_count > 300);
}

/* With q = k, r begins to apply and stays open, so r must be given too. */
TEST(example_worked_by_hand)
{
	struct model model;
	struct encoding whole;
	struct answers answers;
	struct flips flips;
	struct effort effort = {EFFORT_MOST_STATES, 0};
	const struct span nowhere = {0};
	uint64_t possible[3];
	small_model(&model, HEAD OPTIONS_AB "tree:\n"
	            QUESTION("q", "answers: {k: {label: K, then: {" NESTED("r", "answers: {k: K, l: L}") "}}, l: L}")
	            QUESTION("s", "fixed: true, answers: {k: K, l: L}")
	            "rules:\n" RULE("r1", "when: {any: [{r: l}, {s: l}]}, for: {b: weak}"));
	answers_init(&answers, &model);
	evaluate_possible(&answers, possible);
	encode(&whole, &model, possible, ENCODE_OUTCOME, MODEL_NONE, EFFORT_MOST_STATES);
	answers_begin(&answers, 0, nowhere);
	answers.sets[0].answers = 2;
	answers_begin(&answers, 2, nowhere);
	answers.sets[2].answers = 1;
	flips_find(&flips, &whole, &answers, 1, &effort);
	assert_true(flips.exact);
	assert_int_equal(flips.size, 2);
	assert_int_equal(flips.count, 1);
	assert_true(flips.kept[0].changes[0].question == 0 && flips.kept[0].changes[0].answer == 0);
	assert_true(flips.kept[0].changes[1].question == 1 && flips.kept[0].changes[1].answer == 1);
	/* With s = l, which is fixed, a cannot be had. */
	answers.sets[2].answers = 2;
	flips_find(&flips, &whole, &answers, 0, &effort);
	assert_true(flips.exact && flips.count == 0);
	assert_int_equal(flips.size, FLIPS_LARGEST + 1);
	answers_release(&answers);
	encoding_release(&whole);
	model_release(&model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(flips_are_the_smallest_there_are),
		cmocka_unit_test(more_than_are_kept_are_counted),
		cmocka_unit_test(says_when_not_all_were_tried),
		cmocka_unit_test(both_searches_count_their_work_and_end_when_it_is_spent),
		cmocka_unit_test(sufficient_answers_suffice_and_none_is_idle),
		cmocka_unit_test(example_worked_by_hand),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
