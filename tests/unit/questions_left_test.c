/* SPDX-License-Identifier: ISC
 *
 * How many of some questions can apply together, against a count over all completions.
 */
#include "../oracle/generate.h"
#include "sample_models.h"

#include "analyse/encode.h"
#include "analyse/questions_left.h"

enum { RANDOM_MODELS = 300, TRIES_OF_A_MODEL = 60 };

/* The wanted questions that apply together, in the completion that has most. */
struct most {
	const bool *wanted;
	uint32_t count;
};

static void look(void *context, const struct brute *brute)
{
	struct most *most = context;
	uint32_t count = 0;
	for (uint32_t q = 0; q < brute->model->question_count; q++)
		count += most->wanted[q] && brute->answers[q] != BRUTE_OFF;
	if (!brute->impossible && count > most->count)
		most->count = count;
}

static uint32_t most_by_brute_force(const struct model *model, const uint64_t *possible, const bool *wanted)
{
	struct most most = {wanted, 0};
	brute_each(model, possible, look, &most);
	return most.count;
}

/* Compares for one state of knowledge and one wish; with little budget it may only be more, but no more than are
 * wanted. */
static void check(uint64_t row, const struct model *model, const uint64_t *possible, const bool *wanted)
{
	uint32_t most = most_by_brute_force(model, possible, wanted), all = 0;
	for (uint32_t q = 0; q < model->question_count; q++)
		all += wanted[q];
	assert_row(row, questions_left_at_most(model, possible, wanted, EFFORT_MOST_STATES) == most);
	for (size_t budget = 0; budget < 5; budget++) {
		uint32_t bound = questions_left_at_most(model, possible, wanted, budget);
		assert_row(row, bound >= most && bound <= all);
	}
}

TEST(all_that_one_can_know_of_sample_models)
{
	for (size_t m = 0; m < COUNT_OF(sample_models); m++) {
		struct model model;
		small_model(&model, sample_models[m]);
		for (uint64_t number = 0; number < sample_count(&model); number++) {
			uint64_t possible[BRUTE_MOST_QUESTIONS];
			sample_knowledge(&model, number, possible);
			for (uint32_t set = 0; set < 1U << model.question_count; set++) {
				bool wanted[BRUTE_MOST_QUESTIONS];
				for (uint32_t q = 0; q < model.question_count; q++)
					wanted[q] = set >> q & 1;
				check(number, &model, possible, wanted);
			}
		}
		model_release(&model);
	}
}

/* A random model, and something that is known and wished of it. */
struct trial {
	struct generated text;
	struct model model;
	uint64_t possible[BRUTE_MOST_QUESTIONS];
	bool wanted[BRUTE_MOST_QUESTIONS];
};

static void trial_begin(struct trial *trial, uint64_t seed)
{
	*trial = (struct trial){0};
	generate(seed, &trial->text);
	small_model(&trial->model, trial->text.model.bytes);
}

static void trial_end(struct trial *trial)
{
	model_release(&trial->model);
	generated_release(&trial->text);
}

static void trial_draw(struct trial *trial, uint64_t *seed)
{
	for (uint32_t q = 0; q < trial->model.question_count; q++) {
		uint64_t all = model_all_answers(&trial->model.questions[q]);
		trial->possible[q] = unit_random(seed, 2) ? all : unit_random(seed, (uint32_t)all) + 1;
		trial->wanted[q] = unit_random(seed, 3) > 0;
	}
}

TEST(random_models)
{
	uint64_t seed = 1;
	for (uint64_t m = 1; m <= RANDOM_MODELS; m++) {
		struct trial trial;
		trial_begin(&trial, m);
		for (size_t i = 0; i < TRIES_OF_A_MODEL; i++) {
			trial_draw(&trial, &seed);
			check(m, &trial.model, trial.possible, trial.wanted);
		}
		trial_end(&trial);
	}
}

/* Takes one answer away that is not the only one, or one wish, of a question drawn by chance. */
static void learn(struct trial *trial, uint64_t *seed)
{
	uint32_t q = unit_random(seed, trial->model.question_count);
	uint64_t one = UINT64_C(1) << unit_random(seed, trial->model.questions[q].answer_count);
	if (unit_random(seed, 4) == 0)
		trial->wanted[q] = false;
	else if (trial->possible[q] & ~one)
		trial->possible[q] &= ~one;
}

TEST(more_knowledge_and_fewer_wishes_never_make_it_larger)
{
	uint64_t seed = 2;
	for (uint64_t m = 1; m <= RANDOM_MODELS; m++) {
		struct trial trial;
		trial_begin(&trial, m);
		trial_draw(&trial, &seed);
		uint32_t before = UINT32_MAX;
		for (size_t i = 0; i < TRIES_OF_A_MODEL; i++) {
			uint32_t bound = questions_left_at_most(&trial.model, trial.possible, trial.wanted,
			                                        EFFORT_MOST_STATES);
			assert_row(m, bound <= before);
			before = bound;
			learn(&trial, &seed);
		}
		trial_end(&trial);
	}
}

/* By hand: r hangs on p; q applies only, and s never, where r applies and is l. */
TEST(worked_example)
{
	struct model model;
	small_model(&model, HEAD OPTIONS_AB "tree:\n" QUESTION("p", "answers: {k: K, l: L}")
	            QUESTION("r", "when: {p: k}, answers: {k: K, l: L}")
	            QUESTION("q", "when: {p: k, r: l}, answers: {k: K, l: L}")
	            QUESTION("s", "when: {not: {r: l}}, answers: {k: K, l: L}")
	            "rules:\n" RULE("r1", "when: {q: k, s: k}, for: {b: weak}"));
	static const struct {
		uint64_t possible[4];
		bool wanted[4];
		uint32_t most;
	} rows[] = {
		{{3, 3, 3, 3}, {true, true, true, true}, 3},    /* p, r and either q or s */
		{{3, 3, 3, 3}, {false, false, true, true}, 1},
		{{3, 3, 3, 3}, {false, false, false, false}, 0},
		{{2, 3, 3, 3}, {false, true, true, true}, 1},   /* not p = k: s alone */
		{{3, 2, 3, 3}, {false, false, true, true}, 1},
		{{1, 2, 3, 3}, {false, false, false, true}, 0},
		{{3, 2, 3, 3}, {false, false, false, true}, 1}, /* r = l counts only where r applies */
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_row(i, questions_left_at_most(&model, rows[i].possible, rows[i].wanted, EFFORT_MOST_STATES)
		              == rows[i].most);
	model_release(&model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(worked_example),
		cmocka_unit_test(all_that_one_can_know_of_sample_models),
		cmocka_unit_test(random_models),
		cmocka_unit_test(more_knowledge_and_fewer_wishes_never_make_it_larger),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
