/* SPDX-License-Identifier: ISC
 *
 * Answers the questions of the first model in every way, and then, what is answered being kept, those of the second.
 */
#include "oracle_difference.h"

#include <stdlib.h>

#include "oracle_internal.h"

enum { FIRST, SECOND, NO_QUESTION = -1 };

struct joining {
	struct run runs[ORACLE_MODELS];
	size_t joint_of[ORACLE_MODELS][ORACLE_MOST_QUESTIONS];   /* the joint question of each question */
	struct oracle_joint_profile profile;                     /* being tried */
	struct oracle_difference *difference;
};

/* Matching */

static int find_match(const struct run *run, const struct question *question)
{
	for (size_t i = 0; i < run->question_count; i++)
		if (text_equal(run->questions[i].id, question->id) && run->questions[i].numeric == question->numeric)
			return (int)i;
	return NO_QUESTION;
}

static void add_value(struct oracle_joint_question *joint, int first, int second, uint64_t number)
{
	if (joint->value_count == ORACLE_MOST_VALUES)
		oracle_fail("too many values", TEXT("of a joint question"));
	joint->values[joint->value_count++] = (struct oracle_joint_value){{first, second}, number};
}

static void add_own_values(struct oracle_joint_question *joint, const struct question *question)
{
	for (size_t c = 0; c < question->choices->count; c++)
		add_value(joint, (int)c, (int)c, question->numeric ? oracle_number(question->choices->keys[c]->text) : 0);
}

static void add_common_answers(struct oracle_joint_question *joint, const struct question *a, const struct question *b)
{
	for (size_t i = 0; i < a->choices->count; i++)
		for (size_t j = 0; j < b->choices->count; j++)
			if (text_equal(a->choices->keys[i]->text, b->choices->keys[j]->text))
				add_value(joint, (int)i, (int)j, 0);
}

/* Each number at which a band of `a` or of `b` begins and that lies in a band of both; the least first. */
static void add_common_bands(struct oracle_joint_question *joint, const struct question *a, const struct question *b)
{
	size_t i = 0, j = 0;
	while (i < a->choices->count || j < b->choices->count) {
		uint64_t first = i < a->choices->count ? oracle_number(a->choices->keys[i]->text) : UINT64_MAX;
		uint64_t second = j < b->choices->count ? oracle_number(b->choices->keys[j]->text) : UINT64_MAX;
		uint64_t number = first < second ? first : second;
		i += first == number;
		j += second == number;
		if (oracle_band(a, number) != NOT_ASKED && oracle_band(b, number) != NOT_ASKED)
			add_value(joint, oracle_band(a, number), oracle_band(b, number), number);
	}
}

static void match(struct joining *joining, size_t side, size_t index)
{
	struct oracle_difference *difference = joining->difference;
	const struct question *question = &joining->runs[side].questions[index];
	int other = find_match(&joining->runs[!side], question);
	struct oracle_joint_question *joint = &difference->questions[difference->question_count];
	if (side == SECOND && other != NO_QUESTION)
		return;
	joint->indices[side] = (int)index;
	joint->indices[!side] = other;
	joining->joint_of[side][index] = difference->question_count++;
	if (other == NO_QUESTION) {
		add_own_values(joint, question);
		return;
	}
	joining->joint_of[SECOND][other] = joining->joint_of[side][index];
	if (question->numeric)
		add_common_bands(joint, question, &joining->runs[SECOND].questions[other]);
	else
		add_common_answers(joint, question, &joining->runs[SECOND].questions[other]);
}

static struct text outcome_id(const struct run *run, size_t outcome)
{
	return outcome < run->options->count ? run->options->keys[outcome]->text : TEXT("none");
}

static void match_all(struct joining *joining)
{
	struct oracle_difference *difference = joining->difference;
	for (size_t side = 0; side < ORACLE_MODELS; side++) {
		difference->outcome_counts[side] = joining->runs[side].options->count + 1;
		for (size_t i = 0; i < joining->runs[side].question_count; i++)
			match(joining, side, i);
	}
	for (size_t a = 0; a < difference->outcome_counts[FIRST]; a++)
		for (size_t b = 0; b < difference->outcome_counts[SECOND]; b++)
			difference->same[a][b] =
				text_equal(outcome_id(&joining->runs[FIRST], a), outcome_id(&joining->runs[SECOND], b));
}

/* What depends on what */

/* Whether a condition names a question, or a fact whose condition does. */
static bool names(const struct run *run, const struct yaml_node *condition, struct text id)
{
	if (!condition)
		return false;
	if (condition->kind == YAML_SCALAR) {
		const struct yaml_node *fact = run->facts ? yaml_tree_get(run->facts, condition->text) : NULL;
		return text_equal(condition->text, id) || (fact && names(run, yaml_tree_get(fact, TEXT("when")), id));
	}
	for (size_t i = 0; i < condition->count; i++) {
		struct text key = condition->kind == YAML_MAP ? condition->keys[i]->text : TEXT("all");
		bool nests = text_equal(key, TEXT("any")) || text_equal(key, TEXT("all")) || text_equal(key, TEXT("not"));
		if (names(run, nests ? condition->items[i] : condition->keys[i], id))
			return true;
	}
	return false;
}

/* Whether in some model it hangs on joint question `b` whether joint question `a` applies. */
static bool hangs_on(const struct joining *joining, size_t a, size_t b)
{
	for (size_t side = 0; side < ORACLE_MODELS; side++) {
		const struct run *run = &joining->runs[side];
		int own = joining->difference->questions[a].indices[side];
		int other = joining->difference->questions[b].indices[side];
		if (own == NO_QUESTION || other == NO_QUESTION)
			continue;
		const struct question *question = &run->questions[own];
		if (question->parent == other ||
		    names(run, yaml_tree_get(question->node, TEXT("when")), run->questions[other].id))
			return true;
	}
	return false;
}

/* By the closure of hangs_on (Warshall 1962). */
static bool is_circular(const struct joining *joining)
{
	bool hangs[ORACLE_MOST_JOINT][ORACLE_MOST_JOINT];
	size_t count = joining->difference->question_count;
	bool circular = false;
	for (size_t a = 0; a < count; a++)
		for (size_t b = 0; b < count; b++)
			hangs[a][b] = hangs_on(joining, a, b);
	for (size_t via = 0; via < count; via++)
		for (size_t a = 0; a < count; a++)
			for (size_t b = 0; b < count; b++)
				hangs[a][b] = hangs[a][b] || (hangs[a][via] && hangs[via][b]);
	for (size_t a = 0; a < count; a++)
		circular = circular || hangs[a][a];
	return circular;
}

/* Trying */

static bool applies_in_one(const struct joining *joining, size_t joint)
{
	const int *indices = joining->difference->questions[joint].indices;
	return indices[FIRST] != NO_QUESTION && indices[SECOND] != NO_QUESTION &&
	       (joining->runs[FIRST].given[indices[FIRST]].choice == NOT_ASKED) !=
	               (joining->runs[SECOND].given[indices[SECOND]].choice == NOT_ASKED);
}

static void record(struct joining *joining)
{
	struct oracle_difference *difference = joining->difference;
	const size_t *outcomes = joining->profile.outcomes;
	MEMORY_GROW(difference->profiles, difference->profile_count, difference->profile_capacity);
	difference->profiles[difference->profile_count++] = joining->profile;
	difference->counts[outcomes[FIRST]][outcomes[SECOND]]++;
	for (size_t q = 0; q < difference->question_count; q++)
		difference->applies_in_one = difference->applies_in_one || applies_in_one(joining, q);
}

static void answer(struct joining *joining, size_t side, size_t index);

/* All questions of a model are answered: goes on with the other one unless this cannot be. */
static void finish(struct joining *joining, size_t side)
{
	struct outcome outcome;
	oracle_decide(&joining->runs[side], &outcome);
	joining->profile.outcomes[side] = outcome.winner;
	if (!outcome.impossible && side == FIRST)
		answer(joining, SECOND, 0);
	else if (!outcome.impossible)
		record(joining);
}

/* Answers question `index` of a model, and those after it, in every way that goes with what is answered. */
static void answer(struct joining *joining, size_t side, size_t index)
{
	struct run *run = &joining->runs[side];
	if (index == run->question_count) {
		finish(joining, side);
		return;
	}
	size_t joint = joining->joint_of[side][index];
	int *value = &joining->profile.values[joint], before = *value;
	const struct oracle_joint_question *question = &joining->difference->questions[joint];
	run->given[index] = (struct given){.choice = NOT_ASKED};
	if (!oracle_applies(run, &run->questions[index])) {
		answer(joining, side, index + 1);
		return;
	}
	for (size_t v = 0; v < question->value_count; v++) {
		if (before != ORACLE_NOT_ASKED && before != (int)v)
			continue;
		*value = (int)v;
		run->given[index] = (struct given){question->values[v].choices[side], question->values[v].number};
		answer(joining, side, index + 1);
	}
	*value = before;
}

void oracle_difference(const struct yaml_node *first, const struct yaml_node *second,
                       struct oracle_difference *difference)
{
	struct joining joining = {.difference = difference};
	*difference = (struct oracle_difference){0};
	oracle_run_read(&joining.runs[FIRST], first, NULL);
	oracle_run_read(&joining.runs[SECOND], second, NULL);
	match_all(&joining);
	difference->circular = is_circular(&joining);
	for (size_t i = 0; i < ORACLE_MOST_JOINT; i++)
		joining.profile.values[i] = ORACLE_NOT_ASKED;
	answer(&joining, FIRST, 0);
	for (size_t side = 0; side < ORACLE_MODELS; side++)
		oracle_run_release(&joining.runs[side]);
}

void oracle_difference_release(struct oracle_difference *difference)
{
	free(difference->profiles);
	*difference = (struct oracle_difference){0};
}
