/* SPDX-License-Identifier: ISC
 *
 * Owns the search for a profile. Depth first; states from which nothing was found are remembered. For a rule, or one of
 * its effects, that should decide, the standing of the options is kept twice, with it and without.
 */
#include "analyse/search.h"

#include <string.h>

#include "analyse/frontier.h"
#include "analyse/prospects.h"
#include "analyse/state_table.h"

enum side { WITH, WITHOUT, SIDES };

/* No search takes more than one part of the effort, so that a hard one leaves something for the others. */
enum { PARTS_OF_EFFORT = 8 };

struct point {
	struct tally tallies[SIDES];
	struct prospects prospects[SIDES];
	uint32_t *rules;             /* of unknown truth, and matter */
	size_t rule_count;
	bool is_certain;             /* what is asked of the winner is so, whatever the open rules do */
};

struct search {
	const struct model *model;
	const struct query *query;
	struct effort *effort;
	uint64_t most_work;          /* when the effort has got so far, the search ends */
	bool undecided;
	struct arena scratch;
	struct frontier frontier;
	struct point **points;       /* one for each depth that was reached */
	struct state_table barren;   /* states from which nothing was found */
	unsigned char *key;
};

static bool search_rec(struct search *search, size_t depth);

static bool has_rule(const struct search *search)
{
	return search->query->rule != MODEL_NONE;
}

static bool violates(const struct search *search)
{
	const struct query *query = search->query;
	for (size_t i = 0; i < query->literal_count; i++) {
		enum truth truth = (enum truth)search->frontier.truths[query->literals[i].condition];
		if (truth == (query->literals[i].holds ? TRUTH_FALSE : TRUTH_TRUE))
			return true;
	}
	return has_rule(search)
	       && search->frontier.truths[search->model->rules[query->rule].condition] == TRUTH_FALSE;
}

/* Whether the query asks for something of the winner. */
static bool has_options(const struct search *search)
{
	return has_rule(search) || search->query->outcome != MODEL_NONE;
}

/* Counts the rules that hold now, on both sides; returns false when what is asked of the winner cannot be. */
static bool look(const struct search *search, const struct point *before, struct point *point)
{
	const struct model *model = search->model;
	struct prospects *prospects = point->prospects;
	size_t open = 0;
	memcpy(point->tallies, before->tallies, sizeof(point->tallies));
	for (size_t i = 0; i < before->rule_count; i++) {
		uint32_t rule = before->rules[i];
		enum truth truth = (enum truth)search->frontier.truths[model->rules[rule].condition];
		for (int side = 0; side < SIDES && truth == TRUTH_TRUE; side++)
			tally_add(&point->tallies[side], &model->rules[rule]);
		if (truth == TRUTH_UNKNOWN)
			point->rules[open++] = rule;
	}
	for (int side = 0; side < SIDES; side++)
		prospects_find(&prospects[side], &point->tallies[side], model, point->rules, open, PROSPECTS_WINNER);
	search->effort->work += before->rule_count + prospects[WITH].work + prospects[WITHOUT].work;
	uint32_t with = prospects[WITH].outcomes, without = prospects[WITHOUT].outcomes;
	uint32_t wanted = search->query->outcome == MODEL_NONE ? with : UINT32_C(1) << search->query->outcome;
	bool may_differ = !has_rule(search) || ((with | without) & ((with | without) - 1)) != 0;
	bool must_differ = !has_rule(search) || (with & without) == 0;
	point->is_certain = must_differ && with == (with & wanted);
	point->rule_count = 0;
	for (size_t i = 0; i < open && !point->is_certain; i++) {
		const struct rule *rule = &model->rules[point->rules[i]];
		if (prospects_concern(&prospects[WITH], &point->tallies[WITH], rule)
		    || prospects_concern(&prospects[WITHOUT], &point->tallies[WITHOUT], rule))
			point->rules[point->rule_count++] = point->rules[i];
	}
	return may_differ && (with & wanted) != 0;
}

static uint32_t next_level(struct search *search, const struct point *point, size_t depth)
{
	const struct query *query = search->query;
	frontier_begin(&search->frontier, depth);
	search->effort->work += query->literal_count + point->rule_count;
	for (size_t i = 0; i < query->literal_count; i++)
		frontier_mark(&search->frontier, query->literals[i].condition);
	if (has_rule(search))
		frontier_mark(&search->frontier, search->model->rules[query->rule].condition);
	for (size_t i = 0; i < point->rule_count; i++)
		frontier_mark(&search->frontier, search->model->rules[point->rules[i]].condition);
	return frontier_end(&search->frontier, depth);
}

/* Bytes of the standing of all options on one side. */
static size_t side_size(const struct search *search)
{
	return sizeof(uint32_t) + prospects_pairs_size(search->model);
}

/* The state: what the frontier leaves open and, while that is asked for and not certain, the standings. */
static void write_key(struct search *search, uint32_t level, const struct point *point, size_t depth)
{
	unsigned char *at = search->key;
	search->effort->work += search->barren.key_size / EFFORT_BYTES;
	memset(at, 0, search->barren.key_size);
	memcpy(at, &level, sizeof(level));
	at += sizeof(level);
	for (int side = 0; side < SIDES; side++, at += side_size(search)) {
		if (!has_options(search) || point->is_certain)
			continue;
		memcpy(at, &point->tallies[side].in_play, sizeof(uint32_t));
		memcpy(at + sizeof(uint32_t), point->prospects[side].apart,
		       point->prospects[side].pair_count * sizeof(point->prospects[side].apart[0]));
	}
	frontier_write_key(&search->frontier, depth, at);
}

static bool branch(struct search *search, uint32_t level, size_t depth)
{
	uint32_t question = search->frontier.questions[level];
	uint64_t possible = search->frontier.possible[question];
	for (uint32_t v = 0; v < search->model->questions[question].answer_count; v++) {
		if (!(possible >> v & 1))
			continue;
		frontier_decide(&search->frontier, question, v);
		/* When found, what was decided stays, for it is the witness. */
		if (search_rec(search, depth + 1))
			return true;
		frontier_undo(&search->frontier, question, possible);
	}
	return false;
}

/* The point at `depth`, with room for the rules that are open at the start. */
static struct point *point_at(struct search *search, size_t depth)
{
	struct point *point = search->points[depth];
	if (!point) {
		size_t rules = search->points[0]->rule_count;
		point = search->points[depth] = arena_new(&search->scratch, 1, sizeof(*point));
		point->rules = arena_new(&search->scratch, rules, sizeof(*point->rules));
		search->effort->work += (sizeof(*point) + rules * sizeof(*point->rules)) / EFFORT_BYTES;
	}
	return point;
}

static bool search_rec(struct search *search, size_t depth)
{
	struct point *point = point_at(search, depth);
	if (!frontier_evaluate(&search->frontier, depth) || violates(search))
		return false;
	if (has_options(search) && !look(search, search->points[depth - 1], point))
		return false;
	uint32_t level = next_level(search, point, depth);
	if (level == search->frontier.level_count)
		return !has_options(search) || point->is_certain;
	write_key(search, level, point, depth);
	if (state_table_find(&search->barren, search->key) != STATE_NONE)
		return false;
	if (search->barren.count >= search->effort->budget || search->effort->work >= search->most_work) {
		search->undecided = true;
		return false;
	}
	state_table_add(&search->barren, search->key);
	return branch(search, level, depth);
}

/* Adds the rule that should decide: all of it on one side, and on the other what of it is not taken away. */
static void add_decider(const struct search *search, struct point *start)
{
	const struct rule *rule = &search->model->rules[search->query->rule];
	tally_add(&start->tallies[WITH], rule);
	for (size_t i = 0; search->query->effect && i < rule->effect_count; i++) {
		struct rule part = {.effects = &rule->effects[i], .effect_count = 1};
		if (part.effects != search->query->effect)
			tally_add(&start->tallies[WITHOUT], &part);
	}
}

static void make_start(struct search *search)
{
	const struct model *model = search->model;
	search->points = arena_new(&search->scratch, (size_t)model->question_count + 2, sizeof(*search->points));
	struct point *start = search->points[0] = arena_new(&search->scratch, 1, sizeof(*start));
	start->rules = arena_new(&search->scratch, model->rule_count, sizeof(*start->rules));
	for (int side = 0; side < SIDES; side++)
		start->tallies[side].in_play = (UINT32_C(1) << model->option_count) - 1;
	if (has_rule(search))
		add_decider(search, start);
	for (uint32_t r = 0; has_options(search) && r < model->rule_count; r++)
		if (r != search->query->rule && search->frontier.truths[model->rules[r].condition] != TRUTH_FALSE)
			start->rules[start->rule_count++] = r;
}

/* The answer of a question: the one decided, else the most usual of those possible. */
static uint32_t usual_answer(const struct question *question, uint64_t possible)
{
	uint32_t usual = MODEL_NONE;
	for (uint32_t v = 0; v < question->answer_count; v++)
		if ((possible >> v & 1)
		    && (usual == MODEL_NONE || question->answers[v].prior > question->answers[usual].prior))
			usual = v;
	return usual;
}

/* Gives every question that applies its answer. */
static void complete(struct search *search, struct answers *witness)
{
	const struct model *model = search->model;
	const struct span nowhere = {0};
	uint64_t *possible = search->frontier.possible;
	for (uint32_t q = 0; q < model->question_count; q++)
		possible[q] = UINT64_C(1) << usual_answer(&model->questions[q], possible[q]);
	evaluate_all(model, possible, search->frontier.truths);
	search->effort->work += model->condition_count;
	for (uint32_t q = 0; q < model->question_count; q++) {
		const struct question *question = &model->questions[q];
		if (search->frontier.truths[question->applies] != TRUTH_TRUE) {
			answers_clear(witness, q, ANSWER_MISSING, nowhere);
			continue;
		}
		answers_begin(witness, q, nowhere);
		witness->sets[q].answers = possible[q];
		witness->sets[q].range_count = 1;
		witness->sets[q].ranges[0].low = witness->sets[q].ranges[0].high =
			question->answers[usual_answer(question, possible[q])].bound;
	}
}

enum search_result search_profile(const struct model *model, const struct query *query, struct answers *witness,
                                  struct effort *effort)
{
	struct search search = {.model = model, .query = query, .effort = effort};
	if (effort_is_spent(effort))
		return SEARCH_UNDECIDED;
	search.most_work = effort->work + effort_whole(effort) / PARTS_OF_EFFORT;
	uint64_t *possible = arena_new(&search.scratch, model->question_count, sizeof(*possible));
	for (uint32_t q = 0; q < model->question_count; q++)
		possible[q] = model_all_answers(&model->questions[q]);
	frontier_init(&search.frontier, model, possible, effort);
	make_start(&search);
	size_t key_size =
		sizeof(uint32_t) + SIDES * side_size(&search) + frontier_key_size(&search.frontier);
	search.key = arena_new(&search.scratch, key_size, 1);
	state_table_init(&search.barren, key_size);
	bool found = search_rec(&search, 1);
	if (found)
		complete(&search, witness);
	state_table_release(&search.barren);
	frontier_release(&search.frontier);
	arena_release(&search.scratch);
	if (found)
		return SEARCH_FOUND;
	return search.undecided ? SEARCH_UNDECIDED : SEARCH_NONE;
}
