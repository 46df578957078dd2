/* SPDX-License-Identifier: ISC
 *
 * Owns the exact expectation of each policy: a walk through all that it can get to know.
 */
#include "expected.h"

#include <stdio.h>
#include <stdlib.h>

#include "model_writer.h"
#include "optimum.h"
#include "policy.h"

enum { MOST_ANSWERS = 3, RULES_PER_QUESTION = 4, MOST_PERCENT = 6 };

struct walk {
	struct policy policy;
	const struct optimum *optimum;
	struct answers answers;
};

/* The weight of the completions of what is known, times the number of questions the policy asks from there on. */
static uint64_t walk_rec(struct walk *walk, size_t known)
{
	const struct optimum *optimum = walk->optimum;
	uint32_t question = policy_choose(&walk->policy, &walk->answers);
	if ((question == MODEL_NONE) != optimum_is_settled(optimum, known)) {
		fprintf(stderr, "bench: the analysis and the enumeration disagree on what is settled\n");
		exit(EXIT_FAILURE);
	}
	if (question == MODEL_NONE)
		return 0;
	uint64_t asked = optimum->weights[known];
	for (uint32_t v = 0; v < optimum->model->questions[question].answer_count; v++) {
		size_t more = optimum_answer(optimum, known, question, v);
		if (optimum->weights[more] == 0)
			continue;
		policy_answer(&walk->answers, question, v);
		asked += walk_rec(walk, more);
	}
	policy_take_back(&walk->answers, question);
	return asked;
}

static uint64_t walk_all(const struct optimum *optimum, enum policy_kind kind)
{
	struct walk walk = {.optimum = optimum};
	policy_init(&walk.policy, kind, optimum->model);
	answers_init(&walk.answers, optimum->model);
	uint64_t asked = walk_rec(&walk, optimum->nothing);
	answers_release(&walk.answers);
	policy_release(&walk.policy);
	return asked;
}

/* Sums over the models, and the worst of them. */
struct sums {
	double applicable, least;
	double asked[POLICY_COUNT];
	double excess[POLICY_COUNT], worst[POLICY_COUNT];        /* above the optimum: 0.05 for 5 % */
	uint32_t optimal[POLICY_COUNT];
	uint32_t models;
};

static void add_model(struct sums *sums, const struct model *model)
{
	struct optimum optimum;
	if (!optimum_init(&optimum, model)) {
		fprintf(stderr, "bench: the model is too large to find the optimum\n");
		exit(EXIT_FAILURE);
	}
	double weight = (double)optimum.weights[optimum.nothing], least = (double)optimum.asked[optimum.nothing];
	for (int kind = 0; kind < POLICY_COUNT && least > 0; kind++) {
		uint64_t asked = walk_all(&optimum, (enum policy_kind)kind);
		double excess = (double)asked / least - 1;
		sums->asked[kind] += (double)asked / weight;
		sums->excess[kind] += excess;
		sums->worst[kind] = excess > sums->worst[kind] ? excess : sums->worst[kind];
		sums->optimal[kind] += asked == optimum.asked[optimum.nothing];
	}
	if (least > 0) {
		sums->models++;
		sums->least += least / weight;
		sums->applicable += (double)optimum.applicable / weight;
	}
	optimum_release(&optimum);
}

static void print_row(const struct sums *sums, enum policy_kind kind)
{
	double count = sums->models, excess = 100 * sums->excess[kind] / count;
	printf("%-16s %8.3f %14.2f %% %12.2f %% %11u", policy_name(kind), sums->asked[kind] / count, excess,
	       100 * sums->worst[kind], sums->optimal[kind]);
	if (kind == POLICY_NEXT_QUESTION)
		printf("  %s: within %d %%", excess <= MOST_PERCENT ? "met" : "missed", MOST_PERCENT);
	printf("\n");
}

static void print_table(const struct sums *sums)
{
	printf("%-16s %8s %16s %14s %11s  target\n", "policy", "asked", "above optimum", "worst model", "optimal in");
	printf("%-16s %8.3f\n", "all that apply", sums->applicable / sums->models);
	for (int kind = 0; kind < POLICY_COUNT; kind++)
		print_row(sums, (enum policy_kind)kind);
	printf("%-16s %8.3f %14.2f %% %12.2f %% %11u\n", "optimum", sums->least / sums->models, 0.0, 0.0, sums->models);
	printf("\nExpected over all completions by the priors, exactly; then the mean of the models.\n");
}

void expected_print_random(uint32_t models, uint32_t least, uint32_t most)
{
	struct sums sums = {0};
	uint64_t seed = 0;
	while (sums.models < models) {
		struct model_shape shape = {.most_answers = MOST_ANSWERS};
		struct model model;
		struct buffer text = {0};
		shape.questions = least + (uint32_t)(++seed % (most - least + 1));
		shape.rules = shape.questions * RULES_PER_QUESTION;
		model_write(&shape, seed, &text);
		model_read(&model, buffer_text(&text));
		add_model(&sums, &model);
		model_release(&model);
		buffer_release(&text);
	}
	printf("\nB1. Questions asked until the result is settled: %u random models, %u to %u questions of 2 to %d answers,\n"
	       "%d rules for each question (seeds 1 to %u, without models that are settled at once)\n\n",
	       models, least, most, MOST_ANSWERS, RULES_PER_QUESTION, (unsigned)seed);
	print_table(&sums);
}

void expected_print_model(struct text text)
{
	struct sums sums = {0};
	struct model model;
	model_read(&model, text);
	add_model(&sums, &model);
	model_release(&model);
	print_table(&sums);
}
