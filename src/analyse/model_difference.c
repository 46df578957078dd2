/* SPDX-License-Identifier: ISC
 *
 * Owns the descent through the joint questions with both models side by side. It builds two diagrams: one of pairs of
 * outcomes, for witnesses, and one in which a question that applies in neither model has its first value or is
 * impossible, so that its weight is the number of profiles.
 */
#include "analyse/model_difference.h"

#include <stdlib.h>
#include <string.h>

#include "analyse/effort.h"
#include "analyse/frontier.h"
#include "analyse/outlook.h"
#include "analyse/state_table.h"

enum { IMPOSSIBLE, FIRST_PAIR, OUTCOMES = MODEL_MOST_OPTIONS + 1, PAYLOADS = FIRST_PAIR + OUTCOMES * OUTCOMES };

/* One of the models on the way down. */
struct side {
	const struct model *model;
	struct frontier frontier;
	struct outlook *outlooks;        /* one for each depth */
	size_t depth;                    /* how many of its questions were decided, plus one */
};

/* The nodes of a state in both diagrams. */
struct node_pair {
	uint32_t pairs, counting;
};

struct comparison {
	const struct joint *joint;
	struct effort effort;
	bool is_spent;
	struct arena scratch;
	struct side sides[JOINT_MODELS];
	struct diagram pairs, counting;
	uint32_t **children[2];          /* of each diagram: one array for each joint question */
	struct state_table states;
	unsigned char *key;
	struct node_pair *nodes;         /* of each state */
	size_t node_capacity;
};

static struct node_pair build_rec(struct comparison *comparison, uint32_t level);

static bool has(const struct joint_question *question, size_t side)
{
	return question->indices[side] != MODEL_NONE;
}

static enum truth applies(const struct side *side, uint32_t question)
{
	return (enum truth)side->frontier.truths[side->model->questions[question].applies];
}

/* Looks at what a model has open at its depth, and marks what can still change its outcome, which later questions
 * apply, and what is impossible. Returns false for answers that cannot be. */
static bool advance(struct comparison *comparison, size_t index, uint32_t level)
{
	struct side *side = &comparison->sides[index];
	struct outlook *outlook = &side->outlooks[side->depth];
	if (!outlook->rules)
		outlook->rules =
			arena_new(&comparison->scratch, side->outlooks[0].rule_count, sizeof(*outlook->rules));
	if (!frontier_evaluate(&side->frontier, side->depth))
		return false;
	outlook_advance(outlook, &side->outlooks[side->depth - 1], side->model, side->frontier.truths,
	                PROSPECTS_WINNER);
	comparison->effort.work += side->outlooks[side->depth - 1].rule_count + outlook->prospects.work
	                           + comparison->joint->question_count;
	frontier_begin(&side->frontier, side->depth);
	for (size_t i = 0; i < outlook->rule_count; i++)
		frontier_mark(&side->frontier, side->model->rules[outlook->rules[i]].condition);
	for (uint32_t q = level; q < comparison->joint->question_count; q++)
		if (has(&comparison->joint->questions[q], index))
			frontier_mark(&side->frontier,
			              side->model->questions[comparison->joint->questions[q].indices[index]].applies);
	frontier_end(&side->frontier, side->depth);
	return true;
}

/* The state: the level and, for each model, outlook, frontier, and which of its later questions do not apply. */
static void write_key(struct comparison *comparison, uint32_t level)
{
	unsigned char *at = comparison->key;
	comparison->effort.work += comparison->states.key_size;
	memcpy(at, &level, sizeof(level));
	at += sizeof(level);
	for (size_t s = 0; s < JOINT_MODELS; s++) {
		const struct side *side = &comparison->sides[s];
		outlook_write_key(&side->outlooks[side->depth], side->model, at);
		at += outlook_key_size(side->model);
		frontier_write_key(&side->frontier, side->depth, at);
		at += frontier_key_size(&side->frontier);
		for (uint32_t q = 0; q < comparison->joint->question_count; q++) {
			const struct joint_question *question = &comparison->joint->questions[q];
			*at++ = q >= level && has(question, s) && applies(side, question->indices[s]) == TRUTH_FALSE;
		}
	}
}

static size_t key_size(const struct comparison *comparison)
{
	size_t size = sizeof(uint32_t);
	for (size_t s = 0; s < JOINT_MODELS; s++)
		size += outlook_key_size(comparison->sides[s].model) + frontier_key_size(&comparison->sides[s].frontier)
		        + comparison->joint->question_count;
	return size;
}

static uint32_t first_of(uint32_t set)
{
	uint32_t first = 0;
	while (!(set >> first & 1))
		first++;
	return first;
}

static struct node_pair terminal(struct comparison *comparison, uint32_t payload)
{
	return (struct node_pair){diagram_terminal(&comparison->pairs, payload),
	                          diagram_terminal(&comparison->counting, payload)};
}

/* The terminals when all questions are decided. */
static struct node_pair outcome_terminal(struct comparison *comparison)
{
	uint32_t outcomes[JOINT_MODELS];
	for (size_t s = 0; s < JOINT_MODELS; s++)
		outcomes[s] = first_of(comparison->sides[s].outlooks[comparison->sides[s].depth].open);
	return terminal(comparison, FIRST_PAIR + outcomes[0] * OUTCOMES + outcomes[1]);
}

/* Decides a value in the models that have the question, goes on below it, and takes it back. */
static struct node_pair try_value(struct comparison *comparison, uint32_t level, uint32_t value)
{
	const struct joint_question *question = &comparison->joint->questions[level];
	uint64_t possible[JOINT_MODELS];
	bool is_possible = true;
	for (size_t s = 0; s < JOINT_MODELS; s++) {
		if (!has(question, s))
			continue;
		struct side *side = &comparison->sides[s];
		possible[s] = frontier_decide(&side->frontier, question->indices[s], question->answers[s][value]);
		side->depth++;
		is_possible = advance(comparison, s, level + 1) && is_possible;
	}
	struct node_pair below = is_possible ? build_rec(comparison, level + 1) : terminal(comparison, IMPOSSIBLE);
	for (size_t s = 0; s < JOINT_MODELS; s++) {
		if (!has(question, s))
			continue;
		comparison->sides[s].depth--;
		frontier_undo(&comparison->sides[s].frontier, question->indices[s], possible[s]);
	}
	return below;
}

/* Whether a question applies in one of the models. */
static bool is_asked(const struct comparison *comparison, const struct joint_question *question)
{
	for (size_t s = 0; s < JOINT_MODELS; s++)
		if (has(question, s) && applies(&comparison->sides[s], question->indices[s]) == TRUTH_TRUE)
			return true;
	return false;
}

static struct node_pair branch(struct comparison *comparison, uint32_t level)
{
	const struct joint_question *question = &comparison->joint->questions[level];
	uint32_t *pairs = comparison->children[0][level], *counting = comparison->children[1][level];
	struct node_pair below = terminal(comparison, IMPOSSIBLE);
	bool asked = is_asked(comparison, question);
	if (asked && question->value_count == 0)
		return below;
	for (uint32_t v = 0; v < comparison->counting.value_counts[level]; v++)
		counting[v] = below.counting;
	if (!asked) {
		below = build_rec(comparison, level + 1);
		counting[0] = below.counting;
		return (struct node_pair){below.pairs, diagram_make(&comparison->counting, level, counting)};
	}
	for (uint32_t v = 0; v < question->value_count; v++) {
		below = try_value(comparison, level, v);
		pairs[v] = below.pairs;
		counting[v] = below.counting;
	}
	return (struct node_pair){diagram_make(&comparison->pairs, level, pairs),
	                          diagram_make(&comparison->counting, level, counting)};
}

/* A state of a model with thousands of conditions takes kilobytes, so that their number alone does not bound memory. */
static bool is_spent(const struct comparison *comparison)
{
	size_t count = comparison->states.count;
	return effort_is_spent(&comparison->effort) || count >= comparison->effort.budget
	       || count >= DIFFERENCE_MOST_BYTES / comparison->states.key_size;
}

static struct node_pair build_rec(struct comparison *comparison, uint32_t level)
{
	if (level == comparison->joint->question_count)
		return outcome_terminal(comparison);
	write_key(comparison, level);
	uint32_t state = state_table_find(&comparison->states, comparison->key);
	if (state != STATE_NONE)
		return comparison->nodes[state];
	comparison->is_spent = comparison->is_spent || is_spent(comparison);
	if (comparison->is_spent)
		return terminal(comparison, IMPOSSIBLE);
	MEMORY_GROW(comparison->nodes, comparison->states.count, comparison->node_capacity);
	state = state_table_add(&comparison->states, comparison->key);
	struct node_pair built = branch(comparison, level);
	return comparison->nodes[state] = built;
}

/* Each model with the answers that joint profiles may have. */
static void start_side(struct comparison *comparison, size_t index)
{
	struct side *side = &comparison->sides[index];
	const struct joint *joint = comparison->joint;
	side->model = joint->models[index];
	side->depth = 1;
	uint64_t *possible = memory_new(side->model->question_count, sizeof(*possible));
	for (uint32_t q = 0; q < joint->question_count; q++) {
		const struct joint_question *question = &joint->questions[q];
		if (!has(question, index))
			continue;
		for (uint32_t v = 0; v < question->value_count; v++)
			possible[question->indices[index]] |= UINT64_C(1) << question->answers[index][v];
		if (question->value_count == 0)
			possible[question->indices[index]] =
				model_all_answers(&side->model->questions[question->indices[index]]);
	}
	frontier_init(&side->frontier, side->model, possible, &comparison->effort);
	side->outlooks = arena_new(&comparison->scratch, (size_t)side->model->question_count + 2,
	                           sizeof(*side->outlooks));
	outlook_start(&side->outlooks[0], side->model, side->frontier.truths, &comparison->scratch);
	free(possible);
}

/* Builds both diagrams; returns their roots. */
static struct node_pair build(struct comparison *comparison, uint32_t *value_counts)
{
	const struct joint *joint = comparison->joint;
	struct arena *scratch = &comparison->scratch;
	bool is_possible = true;
	for (size_t d = 0; d < COUNT_OF(comparison->children); d++)
		comparison->children[d] = arena_new(scratch, joint->question_count, sizeof(uint32_t *));
	for (uint32_t q = 0; q < joint->question_count; q++) {
		value_counts[q] = joint->questions[q].value_count ? joint->questions[q].value_count : 1;
		for (size_t d = 0; d < COUNT_OF(comparison->children); d++)
			comparison->children[d][q] = arena_new(scratch, value_counts[q], sizeof(uint32_t));
	}
	diagram_init(&comparison->pairs, joint->question_count, value_counts);
	diagram_init(&comparison->counting, joint->question_count, value_counts);
	for (size_t s = 0; s < JOINT_MODELS; s++)
		start_side(comparison, s);
	comparison->key = arena_new(scratch, key_size(comparison), 1);
	state_table_init(&comparison->states, key_size(comparison));
	for (size_t s = 0; s < JOINT_MODELS; s++)
		is_possible = advance(comparison, s, 0) && is_possible;
	return is_possible ? build_rec(comparison, 0) : terminal(comparison, IMPOSSIBLE);
}

/* What can be reached: which pairs of outcomes occur. */
struct occurrence {
	const struct diagram *diagram;
	bool occurs[PAYLOADS];
};

static void note_terminal(void *context, uint32_t node)
{
	struct occurrence *occurrence = context;
	if (diagram_is_terminal(occurrence->diagram, node))
		occurrence->occurs[diagram_payload(occurrence->diagram, node)] = true;
}

/* Adds the pairs that occur; sets the class of each payload to its pair. */
static void add_pairs(const struct comparison *comparison, uint32_t root, struct model_difference *difference,
                      uint32_t *class_of)
{
	const struct joint *joint = comparison->joint;
	struct occurrence occurrence = {.diagram = &comparison->pairs};
	diagram_visit(&comparison->pairs, root, note_terminal, &occurrence);
	difference->pairs = memory_new(PAYLOADS, sizeof(*difference->pairs));
	for (uint32_t p = 0; p < PAYLOADS; p++) {
		class_of[p] = UINT32_MAX;
		if (p < FIRST_PAIR || !occurrence.occurs[p])
			continue;
		class_of[p] = (uint32_t)difference->pair_count;
		struct outcome_pair *pair = &difference->pairs[difference->pair_count++];
		pair->outcomes[0] = (p - FIRST_PAIR) / OUTCOMES;
		pair->outcomes[1] = (p - FIRST_PAIR) % OUTCOMES;
		pair->same = text_equal(model_outcome_id(joint->models[0], pair->outcomes[0]),
		                        model_outcome_id(joint->models[1], pair->outcomes[1]));
		pair->witness = memory_new(joint->question_count, sizeof(*pair->witness));
		diagram_find_implicant(&comparison->pairs, root, p, IMPOSSIBLE, pair->witness);
		mpz_init(pair->count);
	}
}

/* Counts the profiles of every pair: each value of each question weighs 1. */
static void count_pairs(const struct comparison *comparison, struct node_pair roots, struct model_difference *difference)
{
	struct arena arena = {0};
	uint32_t levels = comparison->joint->question_count, class_of[PAYLOADS];
	const uint32_t **weights = arena_new(&arena, levels, sizeof(*weights));
	uint64_t *sums = arena_new(&arena, levels, sizeof(*sums));
	add_pairs(comparison, roots.pairs, difference, class_of);
	for (uint32_t l = 0; l < levels; l++) {
		sums[l] = comparison->counting.value_counts[l];
		uint32_t *ones = arena_new(&arena, sums[l], sizeof(*ones));
		for (uint32_t v = 0; v < sums[l]; v++)
			ones[v] = 1;
		weights[l] = ones;
	}
	mpz_t *counts = arena_new(&arena, difference->pair_count, sizeof(*counts));
	for (size_t i = 0; i < difference->pair_count; i++)
		mpz_init(counts[i]);
	struct diagram_measure measure = {weights, sums};
	struct diagram_classes classes = {class_of, PAYLOADS, (uint32_t)difference->pair_count};
	diagram_weigh(&comparison->counting, roots.counting, &measure, &classes, counts);
	for (size_t i = 0; i < difference->pair_count; i++) {
		struct outcome_pair *pair = &difference->pairs[i];
		mpz_swap(pair->count, counts[i]);
		mpz_clear(counts[i]);
		mpz_add(difference->profiles, difference->profiles, pair->count);
		if (!pair->same)
			mpz_add(difference->different, difference->different, pair->count);
	}
	arena_release(&arena);
}

void model_difference_find(struct model_difference *difference, const struct joint *joint, size_t budget)
{
	struct comparison comparison = {.joint = joint, .effort = {budget, 0}};
	*difference = (struct model_difference){0};
	mpz_inits(difference->profiles, difference->different, NULL);
	uint32_t *value_counts = memory_new(joint->question_count, sizeof(*value_counts));
	struct node_pair roots = build(&comparison, value_counts);
	difference->exact = !comparison.is_spent;
	if (difference->exact)
		count_pairs(&comparison, roots, difference);
	for (size_t s = 0; s < JOINT_MODELS; s++)
		frontier_release(&comparison.sides[s].frontier);
	diagram_release(&comparison.pairs);
	diagram_release(&comparison.counting);
	state_table_release(&comparison.states);
	arena_release(&comparison.scratch);
	free(comparison.nodes);
	free(value_counts);
}

void model_difference_release(struct model_difference *difference)
{
	for (size_t i = 0; i < difference->pair_count; i++) {
		mpz_clear(difference->pairs[i].count);
		free(difference->pairs[i].witness);
	}
	free(difference->pairs);
	mpz_clears(difference->profiles, difference->different, NULL);
	*difference = (struct model_difference){0};
}
