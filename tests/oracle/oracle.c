/* SPDX-License-Identifier: ISC
 *
 * What is said over all completions: shares, states of rules and questions, what can matter,
 * what would tell most.
 */
#include "oracle_internal.h"

void oracle_result_init(struct oracle_result *result)
{
	*result = (struct oracle_result){0};
	for (size_t i = 0; i < COUNT_OF(result->shares); i++)
		mpq_init(result->shares[i]);
	for (size_t i = 0; i < COUNT_OF(result->tiers); i++)
		mpq_init(result->tiers[i]);
	for (size_t i = 0; i < COUNT_OF(result->impurity); i++)
		mpq_init(result->impurity[i]);
	for (size_t i = 0; i < COUNT_OF(result->rule_shares); i++)
		mpq_init(result->rule_shares[i]);
}

void oracle_result_release(struct oracle_result *result)
{
	for (size_t i = 0; i < COUNT_OF(result->shares); i++)
		mpq_clear(result->shares[i]);
	for (size_t i = 0; i < COUNT_OF(result->tiers); i++)
		mpq_clear(result->tiers[i]);
	for (size_t i = 0; i < COUNT_OF(result->impurity); i++)
		mpq_clear(result->impurity[i]);
	for (size_t i = 0; i < COUNT_OF(result->rule_shares); i++)
		mpq_clear(result->rule_shares[i]);
}

/* The weight of all completions. */
static void add_weights(const struct run *run, mpq_t total)
{
	mpq_set_ui(total, 0, 1);
	for (size_t i = 0; i < run->completion_count; i++)
		mpq_add(total, total, run->completions[i].weight);
}

static void find_shares(const struct run *run, struct oracle_result *result)
{
	mpq_t total;

	mpq_init(total);
	add_weights(run, total);
	for (size_t i = 0; i <= result->option_count; i++)
		mpq_set_ui(result->shares[i], 0, 1);
	for (size_t i = 0; i < ORACLE_TIERS; i++)
		mpq_set_ui(result->tiers[i], 0, 1);
	for (size_t i = 0; i < run->completion_count; i++) {
		const struct completion *completion = &run->completions[i];
		mpq_ptr share = result->shares[completion->outcome.winner];
		mpq_ptr tier = result->tiers[completion->outcome.tier];

		mpq_add(share, share, completion->weight);
		mpq_add(tier, tier, completion->weight);
	}
	for (size_t i = 0; i <= result->option_count; i++)
		mpq_div(result->shares[i], result->shares[i], total);
	for (size_t i = 0; i < ORACLE_TIERS; i++)
		mpq_div(result->tiers[i], result->tiers[i], total);
	mpq_clear(total);
}

static void find_rule_shares(const struct run *run, struct oracle_result *result)
{
	mpq_t total;

	mpq_init(total);
	add_weights(run, total);
	for (size_t rule = 0; rule < result->rule_count; rule++) {
		mpq_ptr share = result->rule_shares[rule];

		mpq_set_ui(share, 0, 1);
		for (size_t i = 0; i < run->completion_count; i++)
			if (run->completions[i].outcome.holds[rule])
				mpq_add(share, share, run->completions[i].weight);
		mpq_div(share, share, total);
	}
	mpq_clear(total);
}

static bool is_settled(const struct run *run)
{
	for (size_t i = 1; i < run->completion_count; i++)
		if (run->completions[i].outcome.winner != run->completions[0].outcome.winner)
			return false;
	return true;
}

static void find_leader(const struct run *run, struct oracle_result *result)
{
	result->settled = is_settled(run);
	result->leader = 0;
	for (size_t i = 1; i <= result->option_count; i++)
		if (mpq_cmp(result->shares[i], result->shares[result->leader]) > 0)
			result->leader = i;
}

static enum oracle_state state_of(size_t times, size_t of)
{
	return times == 0 ? ORACLE_NEVER : times == of ? ORACLE_ALWAYS : ORACLE_DEPENDS;
}

static void find_states(const struct run *run, struct oracle_result *result)
{
	for (size_t rule = 0; rule < result->rule_count; rule++) {
		size_t times = 0;

		for (size_t i = 0; i < run->completion_count; i++)
			times += run->completions[i].outcome.holds[rule];
		result->holds[rule] = state_of(times, run->completion_count);
	}
	for (size_t question = 0; question < result->question_count; question++) {
		size_t times = 0;

		for (size_t i = 0; i < run->completion_count; i++)
			times += run->completions[i].choices[question] != NOT_ASKED;
		result->applies[question] = state_of(times, run->completion_count);
	}
}

/* Whether two completions differ in the answer to `question` and agree on every other one that both
 * answer: what only one of them answers applies or not because of that question. */
static bool differ_only_in(const struct run *run, const struct completion *a,
                           const struct completion *b, size_t question)
{
	if (a->choices[question] == NOT_ASKED || b->choices[question] == NOT_ASKED)
		return false;
	for (size_t i = 0; i < run->question_count; i++) {
		bool both = a->choices[i] != NOT_ASKED && b->choices[i] != NOT_ASKED;

		if (both && (a->choices[i] == b->choices[i]) == (i == question))
			return false;
	}
	return true;
}

static bool can_matter(const struct run *run, size_t question)
{
	for (size_t i = 0; i < run->completion_count; i++)
		for (size_t j = 0; j < i; j++) {
			const struct completion *a = &run->completions[i];
			const struct completion *b = &run->completions[j];

			if (a->outcome.winner != b->outcome.winner &&
			    differ_only_in(run, a, b, question))
				return true;
		}
	return false;
}

/* Whether of two profiles that differ only in the question one is a completion and the other impossible. */
static bool can_exclude(const struct run *run, size_t question)
{
	for (size_t i = 0; i < run->completion_count; i++)
		for (size_t j = 0; j < run->excluded_count; j++)
			if (differ_only_in(run, &run->completions[i], &run->excluded[j], question))
				return true;
	return false;
}

bool oracle_can_inform(const struct run *run, size_t question)
{
	return !is_settled(run) && (can_matter(run, question) || can_exclude(run, question));
}

/* Adds P(answer) * (1 - sum of the squared shares of the outcomes under that answer). */
static void add_impurity(const struct run *run, size_t question, int answer, const mpq_t total,
                         mpq_t impurity)
{
	mpq_t weight, part, gini;

	mpq_inits(weight, part, gini, NULL);
	for (size_t i = 0; i < run->completion_count; i++)
		if (run->completions[i].choices[question] == answer)
			mpq_add(weight, weight, run->completions[i].weight);
	mpq_set_ui(gini, 1, 1);
	for (size_t outcome = 0; outcome <= run->options->count && mpq_sgn(weight) > 0; outcome++) {
		mpq_set_ui(part, 0, 1);
		for (size_t i = 0; i < run->completion_count; i++)
			if (run->completions[i].choices[question] == answer &&
			    run->completions[i].outcome.winner == outcome)
				mpq_add(part, part, run->completions[i].weight);
		mpq_div(part, part, weight);
		mpq_mul(part, part, part);
		mpq_sub(gini, gini, part);
	}
	mpq_div(weight, weight, total);
	mpq_mul(gini, gini, weight);
	mpq_add(impurity, impurity, gini);
	mpq_clears(weight, part, gini, NULL);
}

/* The outcome with the largest share of the completions with an answer, the earlier of equals. */
static size_t leader_after(const struct run *run, size_t question, int answer)
{
	mpq_t weights[ORACLE_MOST_OPTIONS + 1];
	size_t leader = 0;

	for (size_t i = 0; i <= run->options->count; i++)
		mpq_init(weights[i]);
	for (size_t i = 0; i < run->completion_count; i++) {
		const struct completion *completion = &run->completions[i];

		if (completion->choices[question] == answer)
			mpq_add(weights[completion->outcome.winner], weights[completion->outcome.winner],
			        completion->weight);
	}
	for (size_t i = 1; i <= run->options->count; i++)
		if (mpq_cmp(weights[i], weights[leader]) > 0)
			leader = i;
	for (size_t i = 0; i <= run->options->count; i++)
		mpq_clear(weights[i]);
	return leader;
}

/* Whether some completion has an answer. */
static bool can_be_answered(const struct run *run, size_t question, int answer)
{
	for (size_t i = 0; i < run->completion_count; i++)
		if (run->completions[i].choices[question] == answer)
			return true;
	return false;
}

static void find_questions(const struct run *run, struct oracle_result *result)
{
	mpq_t total;

	mpq_init(total);
	add_weights(run, total);
	for (size_t question = 0; question < result->question_count; question++) {
		size_t answers = run->questions[question].choices->count;

		mpq_set_ui(result->impurity[question], 0, 1);
		result->moves_leader[question] = false;
		for (size_t answer = 0; answer < answers; answer++)
			result->moves_leader[question] |=
				can_be_answered(run, question, (int)answer) &&
				leader_after(run, question, (int)answer) != result->leader;
		result->can_matter[question] = can_matter(run, question);
		result->can_inform[question] = oracle_can_inform(run, question);
		if (!result->can_inform[question] || result->applies[question] != ORACLE_ALWAYS)
			continue;
		for (size_t answer = 0; answer < answers; answer++)
			add_impurity(run, question, (int)answer, total, result->impurity[question]);
	}
	mpq_clear(total);
}

/* Of the questions that always apply and are marked, the first of the least impurity. */
static size_t find_least_impure(const struct oracle_result *result, const bool *marked)
{
	size_t least = ORACLE_NO_INDEX;

	for (size_t i = 0; i < result->question_count; i++) {
		if (!marked[i] || result->applies[i] != ORACLE_ALWAYS)
			continue;
		if (least == ORACLE_NO_INDEX || mpq_cmp(result->impurity[i], result->impurity[least]) < 0)
			least = i;
	}
	return least;
}

static void find_next(struct oracle_result *result)
{
	result->next_question = find_least_impure(result, result->can_matter);
	if (result->next_question == ORACLE_NO_INDEX)
		result->next_question = find_least_impure(result, result->can_inform);
}

void oracle_run(const struct yaml_node *model, const struct yaml_node *profile,
                struct oracle_result *result)
{
	struct run run = {0};

	oracle_run_start(&run, model, profile);
	result->option_count = run.options->count;
	result->rule_count = run.rules->count;
	result->question_count = run.question_count;
	for (size_t i = 0; i < run.question_count; i++) {
		result->open[i] = oracle_open(&run.questions[i]);
		result->given[i] = oracle_is_given(&run.questions[i]);
	}
	result->completions = run.completion_count;
	result->empty = run.completion_count == 0;
	if (!result->empty) {
		find_shares(&run, result);
		find_leader(&run, result);
		find_states(&run, result);
		find_rule_shares(&run, result);
		find_questions(&run, result);
		find_next(result);
	}
	oracle_run_release(&run);
}
