/* SPDX-License-Identifier: ISC
 *
 * All completions of a profile: questions in the order of the file, each answer that the profile
 * leaves open. Numbers are tried as numbers: each bound and each number of the profile, with
 * their neighbours.
 */
#include "oracle_internal.h"

#include <stdlib.h>

static bool says_nothing(const struct yaml_node *known)
{
	return !known || (known->kind == YAML_SCALAR && text_equal(known->text, TEXT("unknown")));
}

/* Whether what the profile says of a question allows an answer; of a number question, a number. */
static bool profile_allows(const struct question *question, size_t choice, uint64_t number)
{
	const struct yaml_node *known = question->known;

	if (says_nothing(known))
		return true;
	if (known->kind == YAML_MAP)
		return oracle_in_range(known, number);
	for (size_t i = 0; i < oracle_either_count(known); i++) {
		struct text item = oracle_either_item(known, i)->text;

		if (question->numeric ? oracle_number(item) == number
		                      : oracle_index(question->choices, item) == choice)
			return true;
	}
	return false;
}

/* Tries every number of the band each number question is in: all must be treated alike. */
static void check_numbers(struct run *run, size_t index, const struct outcome *expected)
{
	struct question *question = &run->questions[index];
	struct given *given = &run->given[index];
	struct outcome outcome;

	if (index == run->question_count) {
		for (size_t i = 0; i < run->question_count; i++)
			if (oracle_applies(run, &run->questions[i]) !=
			    (run->given[i].choice != NOT_ASKED))
				oracle_fail("numbers of one band differ in whether this applies",
				            run->questions[i].id);
		oracle_decide(run, &outcome);
		if (outcome.winner != expected->winner || outcome.tier != expected->tier ||
		    outcome.impossible != expected->impossible)
			oracle_fail("numbers of one band differ", TEXT("outcome"));
		for (size_t i = 0; i < run->rules->count; i++)
			if (outcome.holds[i] != expected->holds[i])
				oracle_fail("numbers of one band differ in this rule",
				            run->rules->keys[i]->text);
	} else if (!question->numeric || given->choice == NOT_ASKED) {
		check_numbers(run, index + 1, expected);
	} else {
		for (size_t i = 0; i < question->number_count; i++)
			if (oracle_band(question, question->numbers[i]) == given->choice) {
				given->number = question->numbers[i];
				check_numbers(run, index + 1, expected);
			}
	}
}

static unsigned long prior_of(const struct yaml_node *choice)
{
	const struct yaml_node *prior = yaml_tree_get(choice, TEXT("prior"));

	return prior ? oracle_number(prior->text) : 1;
}

/* The product of prior / sum of priors over the questions that apply. */
static void weigh(const struct run *run, mpq_t weight)
{
	mpq_t factor;

	mpq_init(factor);
	mpq_set_ui(weight, 1, 1);
	for (size_t i = 0; i < run->question_count; i++) {
		const struct yaml_node *choices = run->questions[i].choices;
		unsigned long sum = 0;

		if (run->given[i].choice == NOT_ASKED)
			continue;
		for (size_t c = 0; c < choices->count; c++)
			sum += prior_of(choices->items[c]);
		mpq_set_ui(factor, prior_of(choices->items[run->given[i].choice]), sum);
		mpq_canonicalize(factor);
		mpq_mul(weight, weight, factor);
	}
	mpq_clear(factor);
}

static void record(struct run *run)
{
	struct completion *completion;
	struct outcome outcome;

	oracle_decide(run, &outcome);
	check_numbers(run, 0, &outcome);
	if (outcome.impossible) {
		MEMORY_GROW(run->excluded, run->excluded_count, run->excluded_capacity);
		for (size_t i = 0; i < run->question_count; i++)
			run->excluded[run->excluded_count].choices[i] = run->given[i].choice;
		run->excluded_count++;
		return;
	}
	MEMORY_GROW(run->completions, run->completion_count, run->completion_capacity);
	completion = &run->completions[run->completion_count++];
	completion->outcome = outcome;
	for (size_t i = 0; i < run->question_count; i++)
		completion->choices[i] = run->given[i].choice;
	mpq_init(completion->weight);
	weigh(run, completion->weight);
}

/* Whether the profile leaves an answer open; of a band, *number is set to a number in it that it leaves open. */
static bool is_open(const struct question *question, size_t choice, uint64_t *number)
{
	if (!question->numeric)
		return profile_allows(question, choice, 0);
	for (size_t i = 0; i < question->number_count; i++)
		if (oracle_band(question, question->numbers[i]) == (int)choice) {
			*number = question->numbers[i];
			return true;
		}
	return false;
}

/* Answers question `index` and those after it in every way; for a band stands one number in it. */
static void complete(struct run *run, size_t index)
{
	struct question *question = &run->questions[index];
	struct given *given = &run->given[index];

	if (index == run->question_count) {
		record(run);
		return;
	}
	*given = (struct given){.choice = NOT_ASKED};
	if (!oracle_applies(run, question)) {
		complete(run, index + 1);
		return;
	}
	for (size_t choice = 0; choice < question->choices->count; choice++) {
		*given = (struct given){.choice = (int)choice};
		if (is_open(question, choice, &given->number))
			complete(run, index + 1);
	}
}

uint64_t oracle_open(const struct question *question)
{
	uint64_t open = 0, number;

	for (size_t choice = 0; choice < question->choices->count; choice++)
		if (is_open(question, choice, &number))
			open |= UINT64_C(1) << choice;
	return open;
}

bool oracle_is_given(const struct question *question)
{
	return !says_nothing(question->known);
}

void oracle_try(struct run *run, const struct completion *completion)
{
	for (size_t i = 0; i < run->question_count; i++) {
		const struct question *question = &run->questions[i];

		run->given[i] = (struct given){.choice = completion->choices[i]};
		if (question->numeric && run->given[i].choice != NOT_ASKED)
			run->given[i].number =
				oracle_number(question->choices->keys[run->given[i].choice]->text);
	}
}

/* Reading the trees */

/* Adds a number to try, and its neighbours, as far as the profile allows them. */
static void add_numbers(struct question *question, uint64_t middle)
{
	uint64_t first = oracle_number(question->choices->keys[0]->text);

	for (int step = -1; step <= 1; step++) {
		uint64_t number = middle + (uint64_t)(int64_t)step;
		bool skip = number < first || number > MOST_NUMBER ||
		            !profile_allows(question, 0, number);

		for (size_t i = 0; i < question->number_count; i++)
			skip = skip || question->numbers[i] == number;
		if (skip)
			continue;
		MEMORY_GROW(question->numbers, question->number_count, question->number_capacity);
		question->numbers[question->number_count++] = number;
	}
}

static void find_numbers(struct question *question)
{
	const struct yaml_node *known = question->known;

	for (size_t i = 0; i < question->choices->count; i++)
		add_numbers(question, oracle_number(question->choices->keys[i]->text));
	if (says_nothing(known))
		return;
	for (size_t i = 0; i < (known->kind == YAML_SCALAR ? 1 : known->count); i++)
		add_numbers(question,
		            oracle_number(known->kind == YAML_SCALAR ? known->text
		                                                     : known->items[i]->text));
}

static void read_questions(struct run *run, const struct yaml_node *tree,
                           const struct yaml_node *answers, int parent, int parent_choice)
{
	for (size_t i = 0; i < tree->count; i++) {
		int index = (int)run->question_count;
		struct question *question = &run->questions[index];

		if (run->question_count++ == ORACLE_MOST_QUESTIONS)
			oracle_fail("too many questions", tree->keys[i]->text);
		question->id = tree->keys[i]->text;
		question->node = tree->items[i];
		question->known = answers ? yaml_tree_get(answers, question->id) : NULL;
		question->parent = parent;
		question->parent_choice = parent_choice;
		question->choices = yaml_tree_get(question->node, TEXT("bands"));
		question->numeric = question->choices != NULL;
		if (question->numeric)
			find_numbers(question);
		else
			question->choices = yaml_tree_get(question->node, TEXT("answers"));
		if (oracle_count(question->choices) < 2)
			oracle_fail("a question without answers", question->id);
		for (size_t c = 0; c < question->choices->count; c++) {
			const struct yaml_node *then =
				yaml_tree_get(question->choices->items[c], TEXT("then"));

			if (then)
				read_questions(run, then, answers, index, (int)c);
		}
	}
}

void oracle_run_read(struct run *run, const struct yaml_node *model, const struct yaml_node *profile)
{
	const struct yaml_node *answers = profile ? yaml_tree_get(profile, TEXT("answers")) : NULL;

	run->options = yaml_tree_get(model, TEXT("options"));
	run->facts = yaml_tree_get(model, TEXT("facts"));
	run->rules = yaml_tree_get(model, TEXT("rules"));
	run->impossible = yaml_tree_get(model, TEXT("impossible"));
	run->advice = yaml_tree_get(model, TEXT("advice"));
	if (!run->options || run->options->count > ORACLE_MOST_OPTIONS)
		oracle_fail("how many options", TEXT("options"));
	if (!run->rules || run->rules->count > ORACLE_MOST_RULES)
		oracle_fail("how many rules", TEXT("rules"));
	if (oracle_count(run->facts) > ORACLE_MOST_FACTS)
		oracle_fail("how many facts", TEXT("facts"));
	read_questions(run, yaml_tree_get(model, TEXT("tree")), answers, NO_PARENT, NOT_ASKED);
	for (size_t i = 0; i < oracle_count(answers); i++) {
		bool known = false;

		for (size_t q = 0; q < run->question_count; q++)
			known = known || text_equal(run->questions[q].id, answers->keys[i]->text);
		if (!known)
			oracle_fail("unknown question in the profile", answers->keys[i]->text);
	}
}

void oracle_run_start(struct run *run, const struct yaml_node *model,
                      const struct yaml_node *profile)
{
	oracle_run_read(run, model, profile);
	complete(run, 0);
}

void oracle_run_release(struct run *run)
{
	for (size_t i = 0; i < run->completion_count; i++)
		mpq_clear(run->completions[i].weight);
	for (size_t i = 0; i < run->question_count; i++)
		free(run->questions[i].numbers);
	free(run->completions);
	free(run->excluded);
}
