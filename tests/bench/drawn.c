/* SPDX-License-Identifier: ISC
 *
 * Owns the drawing of programs, complete and possible sets of answers, and the interviews with them.
 */
#include "drawn.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

#include "certificate.h"
#include "chance.h"
#include "decide/evaluate.h"
#include "model/profile.h"
#include "model_writer.h"
#include "policy.h"

enum { SEED = 1, MOST_TRIALS = 1000000, MOST_PERCENT = 50 };

static const enum policy_kind kinds[] = {POLICY_FILE_ORDER, POLICY_NEXT_QUESTION};

/* One way to begin, and what came of it. */
struct group {
	const char *known;           /* at the start, in words */
	const char *programs;        /* which ones, in words */
	uint32_t count;
	uint32_t applicable;         /* questions that apply and of which no answer was known, in all of them */
	uint32_t asked[POLICY_COUNT];
	uint32_t least;              /* that could be asked by anyone */
};

struct interviewer {
	const struct model *model;
	struct policy policies[POLICY_COUNT];
	struct certificate certificate;
	uint64_t chance;
	uint64_t *possible;          /* of the program drawn: one answer to each question that applies */
	unsigned char *truths;       /* of the conditions in that program */
};

/* Draws one of a set of answers by their priors. */
static uint32_t draw_answer(struct interviewer *interviewer, const struct question *question, uint64_t set)
{
	uint64_t sum = 0;
	uint32_t last = 0;
	for (uint32_t v = 0; v < question->answer_count; v++)
		sum += set >> v & 1 ? question->answers[v].prior : 0;
	uint64_t drawn = chance_below(&interviewer->chance, sum);
	for (uint32_t v = 0; v < question->answer_count; v++) {
		uint64_t weight = set >> v & 1 ? question->answers[v].prior : 0;
		last = v;
		if (drawn < weight)
			break;
		drawn -= weight;
	}
	return last;
}

/* Draws an answer to every question that applies, in their order, for guards name earlier ones. What is known of a
 * question that surely applies narrows the draw: that favours nobody. What is known of another must be met. Returns
 * false when it is not, or when the answers cannot be. */
static bool try_to_draw(struct interviewer *interviewer, const struct answers *known, const unsigned char *known_truths)
{
	const struct model *model = interviewer->model;
	for (uint32_t q = 0; q < model->question_count; q++)
		interviewer->possible[q] = model_all_answers(&model->questions[q]);
	for (uint32_t q = 0; q < model->question_count; q++) {
		const struct question *question = &model->questions[q];
		uint64_t set = known->sets[q].answers;
		evaluate_all(model, interviewer->possible, interviewer->truths);
		if (interviewer->truths[question->applies] != TRUTH_TRUE)
			continue;
		bool narrow = known_truths[question->applies] == TRUTH_TRUE;
		uint32_t answer = draw_answer(interviewer, question, narrow ? set : interviewer->possible[q]);
		if (!(set >> answer & 1))
			return false;
		interviewer->possible[q] = UINT64_C(1) << answer;
	}
	evaluate_all(model, interviewer->possible, interviewer->truths);
	for (uint32_t i = 0; i < model->impossible_count; i++)
		if (interviewer->truths[model->impossibles[i].condition] == TRUTH_TRUE)
			return false;
	return true;
}

/* Draws a program that agrees with what is known, by the priors of its completions. */
static void draw(struct interviewer *interviewer, const struct answers *known)
{
	const struct model *model = interviewer->model;
	unsigned char *truths = memory_new(model->condition_count, 1);
	uint32_t trials = 0;
	evaluate_possible(known, interviewer->possible);
	evaluate_all(model, interviewer->possible, truths);
	while (!try_to_draw(interviewer, known, truths))
		if (++trials == MOST_TRIALS) {
			fprintf(stderr, "bench: no program could be drawn\n");
			exit(EXIT_FAILURE);
		}
	free(truths);
}

/* The answer of the program drawn, an index. Of a question that does not apply to it there is none. */
static uint32_t answer_of(const struct interviewer *interviewer, uint32_t question)
{
	uint32_t answer = 0;
	if (interviewer->truths[interviewer->model->questions[question].applies] != TRUTH_TRUE) {
		fprintf(stderr, "bench: a policy asked what does not apply\n");
		exit(EXIT_FAILURE);
	}
	while (!(interviewer->possible[question] >> answer & 1))
		answer++;
	return answer;
}

static uint32_t interview(struct interviewer *interviewer, struct policy *policy, const struct answers *start)
{
	struct answers answers;
	uint32_t asked = 0, question;
	answers_copy(&answers, start);
	while ((question = policy_choose(policy, &answers)) != MODEL_NONE) {
		policy_answer(&answers, question, answer_of(interviewer, question));
		asked++;
	}
	answers_release(&answers);
	return asked;
}

/* Interviews the program drawn, beginning with `start`. */
static void add_program(struct interviewer *interviewer, struct group *group, const struct answers *start)
{
	const struct model *model = interviewer->model;
	group->count++;
	for (uint32_t q = 0; q < model->question_count; q++)
		group->applicable += interviewer->truths[model->questions[q].applies] == TRUTH_TRUE
		                     && start->sets[q].state == ANSWER_MISSING;
	group->least += certificate_find(&interviewer->certificate, start, interviewer->possible);
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		group->asked[kinds[i]] += interview(interviewer, &interviewer->policies[kinds[i]], start);
}

/* Makes `start` what a profile says, but for questions of which it gives several answers: nobody could ask for less
 * than one, so these are open and only narrow what is drawn. */
static void keep_single(struct answers *start, const struct answers *said)
{
	answers_copy(start, said);
	for (uint32_t q = 0; q < said->model->question_count; q++)
		if (!answers_is_single(said, q, NULL))
			policy_take_back(start, q);
}

static void read_profile(struct profile *profile, const struct model *model, const char *name)
{
	struct source source;
	struct diagnostics found = {0};
	bool sound = source_read(&source, name, YAML_TREE_MOST_BYTES) == SOURCE_READ
	             && profile_open(profile, &source, &found) && profile_bind(profile, model, &found);
	if (!sound) {
		fprintf(stderr, "bench: %s is no profile of the model\n", name);
		exit(EXIT_FAILURE);
	}
	diagnostics_release(&found);
}

static void print_row(const struct group *group, const char *way, uint32_t asked, bool has_target)
{
	double percent = 100.0 * asked / group->applicable;
	printf("%-20s %-18s %8u  %-14s %10.2f %7.2f %6.1f %%", group->known, group->programs, group->count, way,
	       (double)group->applicable / group->count, (double)asked / group->count, percent);
	if (has_target)
		printf("  %s: at most %d %%", percent <= MOST_PERCENT ? "met" : "missed", MOST_PERCENT);
	printf("\n");
}

enum { BY_PRIORS, LIKE_PROFILE, FROM_PROFILE, GROUPS };

static void interview_all(struct interviewer *interviewer, const struct drawn *drawn, struct group *groups)
{
	struct answers nothing;
	glob_t names;
	answers_init(&nothing, interviewer->model);
	for (uint32_t i = 0; i < drawn->from_nothing; i++) {
		draw(interviewer, &nothing);
		add_program(interviewer, &groups[BY_PRIORS], &nothing);
	}
	if (glob(drawn->profiles, 0, NULL, &names) != 0) {
		fprintf(stderr, "bench: there are no profiles %s\n", drawn->profiles);
		exit(EXIT_FAILURE);
	}
	for (size_t i = 0; i < names.gl_pathc * drawn->from_profile; i++) {
		struct profile profile;
		struct answers start;
		read_profile(&profile, interviewer->model, names.gl_pathv[i / drawn->from_profile]);
		keep_single(&start, &profile.answers);
		draw(interviewer, &profile.answers);
		add_program(interviewer, &groups[LIKE_PROFILE], &nothing);
		add_program(interviewer, &groups[FROM_PROFILE], &start);
		answers_release(&start);
		profile_release(&profile);
	}
	globfree(&names);
	answers_release(&nothing);
}

static void print_table(const struct group *groups)
{
	printf("\nB2. Questions asked about programs drawn by the priors of the shipped model\n\n");
	printf("%-20s %-18s %8s  %-14s %10s %7s %8s  target\n", "known at the start", "drawn", "programs", "policy",
	       "applicable", "asked", "share");
	for (int group = 0; group < GROUPS; group++) {
		for (size_t i = 0; i < COUNT_OF(kinds); i++)
			print_row(&groups[group], policy_name(kinds[i]), groups[group].asked[kinds[i]], true);
		print_row(&groups[group], "least possible", groups[group].least, false);
	}
	printf("\nApplicable: the mean number of questions that apply and whose answer was not known at the start. Share:\n"
	       "asked of applicable. A program drawn like a profile agrees with what the profile says. Least possible: the\n"
	       "fewest answers of the program that settle the result; to ask only these, one would have to know them.\n");
}

void drawn_print(const struct drawn *drawn)
{
	struct group groups[GROUPS] = {
		[BY_PRIORS] = {.known = "nothing", .programs = "by the priors"},
		[LIKE_PROFILE] = {.known = "nothing", .programs = "like each profile"},
		[FROM_PROFILE] = {.known = "what a profile says", .programs = "like each profile"},
	};
	struct model model;
	model_read(&model, drawn->model);
	struct interviewer interviewer = {.model = &model, .chance = SEED};
	interviewer.possible = memory_new(model.question_count, sizeof(*interviewer.possible));
	interviewer.truths = memory_new(model.condition_count, 1);
	certificate_init(&interviewer.certificate, &model);
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		policy_init(&interviewer.policies[kinds[i]], kinds[i], &model);
	interview_all(&interviewer, drawn, groups);
	print_table(groups);
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		policy_release(&interviewer.policies[kinds[i]]);
	certificate_release(&interviewer.certificate);
	free(interviewer.possible);
	free(interviewer.truths);
	model_release(&model);
}
