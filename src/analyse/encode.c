/* SPDX-License-Identifier: ISC
 *
 * Owns the building of diagrams, level by level, depth first. What lies below a point depends only on its state: the
 * next question, what the frontier leaves open, and how far the options in play are apart. Equal states are built once.
 */
#include "analyse/encode.h"

#include <stdlib.h>
#include <string.h>

#include "analyse/frontier.h"
#include "analyse/prospects.h"
#include "analyse/state_table.h"

/* Where the options stand at one depth. */
struct point {
	struct tally tally;
	struct prospects prospects;
	uint32_t payload;                /* what a terminal here would say */
	uint32_t *rules;                 /* of unknown truth, and matter */
	size_t rule_count;
};

struct encoder {
	struct encoding *encoding;
	const struct model *model;
	enum encode_goal goal;
	uint32_t condition;              /* of ENCODE_CONDITION */
	size_t budget;
	struct arena scratch;
	struct frontier frontier;
	struct point *points;            /* one for each depth */
	uint32_t **children;             /* one array for each level */
	unsigned char *key;
	struct state_table states;
	uint32_t *nodes;                 /* of each state */
	size_t node_capacity;
};

static uint32_t build_rec(struct encoder *encoder, size_t depth);

static bool is_single(uint64_t set)
{
	return set != 0 && (set & (set - 1)) == 0;
}

/* The point at `depth`, with room for what its predecessor leaves open. */
static struct point *point_at(struct encoder *encoder, size_t depth)
{
	struct point *point = &encoder->points[depth];
	if (!point->rules)
		point->rules = arena_new(&encoder->scratch, encoder->points[0].rule_count, sizeof(*point->rules));
	return point;
}

static void look_at_condition(const struct encoder *encoder, struct point *point)
{
	enum truth truth = (enum truth)encoder->frontier.truths[encoder->condition];
	point->payload = truth == TRUTH_UNKNOWN ? 1 << TRUTH_FALSE | 1 << TRUTH_TRUE : UINT32_C(1) << truth;
}

/* Counts the rules that hold now and finds what can still become of the options. */
static void look_at_options(const struct encoder *encoder, const struct point *before, struct point *point)
{
	const struct model *model = encoder->model;
	bool winner_only = encoder->goal == ENCODE_OUTCOME;
	size_t open = 0, kept = 0;
	point->tally = before->tally;
	for (size_t i = 0; i < before->rule_count; i++) {
		uint32_t rule = before->rules[i];
		enum truth truth = (enum truth)encoder->frontier.truths[model->rules[rule].condition];
		if (truth == TRUTH_TRUE)
			tally_add(&point->tally, &model->rules[rule]);
		else if (truth == TRUTH_UNKNOWN)
			point->rules[open++] = rule;
	}
	prospects_find(&point->prospects, &point->tally, model, point->rules, open,
	               winner_only ? PROSPECTS_WINNER : PROSPECTS_TIER);
	point->payload = winner_only ? point->prospects.outcomes : point->prospects.tiers;
	uint32_t matter = is_single(point->payload) ? 0 : point->tally.in_play;
	for (size_t i = 0; i < open; i++)
		if (tally_concerns(&model->rules[point->rules[i]], matter))
			point->rules[kept++] = point->rules[i];
	point->rule_count = kept;
}

/* Marks what can still change the goal; returns the next level that matters. */
static uint32_t next_level(struct encoder *encoder, const struct point *point, size_t depth)
{
	frontier_begin(&encoder->frontier, depth);
	if (encoder->goal == ENCODE_CONDITION)
		frontier_mark(&encoder->frontier, encoder->condition);
	for (size_t i = 0; i < point->rule_count; i++)
		frontier_mark(&encoder->frontier, encoder->model->rules[point->rules[i]].condition);
	return frontier_end(&encoder->frontier, depth);
}

static unsigned char *put(unsigned char *at, const void *bytes, size_t size)
{
	memcpy(at, bytes, size);
	return at + size;
}

static size_t key_size(const struct encoder *encoder)
{
	return 3 * sizeof(uint32_t) + encoder->model->option_count * STRENGTH_COUNT * sizeof(int16_t)
	       + frontier_key_size(&encoder->frontier);
}

/* Writes the state to encoder->key, always of the same size. */
static void write_key(struct encoder *encoder, uint32_t level, const struct point *point, size_t depth)
{
	unsigned char *at = encoder->key;
	memset(encoder->key, 0, encoder->states.key_size);
	at = put(at, &level, sizeof(level));
	bool decided = is_single(point->payload);
	uint32_t in_play = decided || encoder->goal == ENCODE_CONDITION ? 0 : point->tally.in_play;
	uint32_t payload = decided ? point->payload : 0;
	at = put(at, &in_play, sizeof(in_play));
	at = put(at, &payload, sizeof(payload));
	uint32_t first = MODEL_NONE;
	for (uint32_t o = 0; o < encoder->model->option_count; o++) {
		if (!(in_play >> o & 1)) {
			at += STRENGTH_COUNT * sizeof(int16_t);
			continue;
		}
		first = first == MODEL_NONE ? o : first;
		for (int tier = 0; tier < STRENGTH_COUNT; tier++) {
			int16_t apart = (int16_t)(point->tally.net[o][tier] - point->tally.net[first][tier]);
			at = put(at, &apart, sizeof(apart));
		}
	}
	frontier_write_key(&encoder->frontier, depth, at);
}

/* Builds the node of a level from the nodes below each of its answers. */
static uint32_t branch(struct encoder *encoder, uint32_t level, size_t depth)
{
	struct encoding *encoding = encoder->encoding;
	uint32_t question = encoding->questions[level];
	uint32_t *children = encoder->children[level];
	uint64_t possible = encoder->frontier.possible[question];
	uint32_t known = MODEL_NONE;
	for (uint32_t v = 0; v < encoding->value_counts[level]; v++) {
		if (!(possible >> v & 1))
			continue;
		frontier_decide(&encoder->frontier, level, v);
		children[v] = build_rec(encoder, depth + 1);
		frontier_undo(&encoder->frontier, level, possible);
		known = children[v];
	}
	/* An answer known not to be: impossible if that depends on others; else without weight, so any child will do. */
	for (uint32_t v = 0; v < encoding->value_counts[level]; v++)
		if (!(possible >> v & 1))
			children[v] = encoder->frontier.excluding[question]
			                      ? diagram_terminal(&encoding->diagram, ENCODE_IMPOSSIBLE)
			                      : known;
	return diagram_make(&encoding->diagram, level, children);
}

static bool is_spent(const struct encoder *encoder)
{
	return encoder->states.count >= encoder->budget
	       || encoder->frontier.work >= (uint64_t)encoder->budget * ENCODE_WORK_OF_STATE;
}

static uint32_t build_rec(struct encoder *encoder, size_t depth)
{
	struct encoding *encoding = encoder->encoding;
	struct point *point = point_at(encoder, depth);
	if (!frontier_evaluate(&encoder->frontier, depth))
		return diagram_terminal(&encoding->diagram, ENCODE_IMPOSSIBLE);
	if (encoder->goal == ENCODE_CONDITION)
		look_at_condition(encoder, point);
	else
		look_at_options(encoder, &encoder->points[depth - 1], point);
	uint32_t level = next_level(encoder, point, depth);
	if (level == encoding->diagram.level_count)
		return diagram_terminal(&encoding->diagram, point->payload);
	write_key(encoder, level, point, depth);
	uint32_t state = state_table_find(&encoder->states, encoder->key);
	if (state != STATE_NONE)
		return encoder->nodes[state];
	if (is_spent(encoder)) {
		encoding->exact = false;
		return diagram_terminal(&encoding->diagram, point->payload | ENCODE_UNDECIDED);
	}
	MEMORY_GROW(encoder->nodes, encoder->states.count, encoder->node_capacity);
	state = state_table_add(&encoder->states, encoder->key);
	uint32_t node = branch(encoder, level, depth);
	return encoder->nodes[state] = node;
}

/* What the values of a level weigh. A known answer that may not apply leaves the weights of the others, so that what
 * it costs to apply counts; otherwise what is known not to be weighs nothing. */
static void weigh_level(struct encoder *encoder, uint32_t level)
{
	struct encoding *encoding = encoder->encoding;
	uint32_t q = encoding->questions[level];
	const struct question *question = &encoder->model->questions[q];
	uint32_t *weights = arena_new(&encoding->arena, question->answer_count, sizeof(*weights));
	for (uint32_t v = 0; v < question->answer_count; v++) {
		bool weighs = encoder->frontier.excluding[q] || (encoder->frontier.possible[q] >> v & 1);
		weights[v] = weighs ? question->answers[v].prior : 0;
		encoding->sums[level] += weights[v];
	}
	encoder->children[level] = arena_new(&encoder->scratch, question->answer_count, sizeof(**encoder->children));
	encoding->weights[level] = weights;
	encoding->allowed[level] = encoder->frontier.possible[q];
	encoding->value_counts[level] = question->answer_count;
	encoding->levels[q] = level;
}

static void make_levels(struct encoder *encoder)
{
	struct encoding *encoding = encoder->encoding;
	size_t questions = encoder->model->question_count, count = encoder->frontier.level_count;
	encoding->questions = arena_new(&encoding->arena, count, sizeof(*encoding->questions));
	encoding->levels = arena_new(&encoding->arena, questions, sizeof(*encoding->levels));
	encoding->value_counts = arena_new(&encoding->arena, count, sizeof(*encoding->value_counts));
	encoding->weights = arena_new(&encoding->arena, count, sizeof(*encoding->weights));
	encoding->sums = arena_new(&encoding->arena, count, sizeof(*encoding->sums));
	encoding->allowed = arena_new(&encoding->arena, count, sizeof(*encoding->allowed));
	encoder->children = arena_new(&encoder->scratch, count, sizeof(*encoder->children));
	for (size_t q = 0; q < questions; q++)
		encoding->levels[q] = MODEL_NONE;
	for (uint32_t level = 0; level < count; level++) {
		encoding->questions[level] = encoder->frontier.questions[level];
		weigh_level(encoder, level);
	}
	diagram_init(&encoding->diagram, (uint32_t)count, encoding->value_counts);
}

/* The point before any question is decided: all rules that may hold are open. */
static void make_start(struct encoder *encoder)
{
	const struct model *model = encoder->model;
	encoder->points = arena_new(&encoder->scratch, (size_t)model->question_count + 2, sizeof(*encoder->points));
	struct point *start = &encoder->points[0];
	start->tally.in_play = (UINT32_C(1) << model->option_count) - 1;
	start->rules = arena_new(&encoder->scratch, model->rule_count, sizeof(*start->rules));
	for (uint32_t r = 0; encoder->goal != ENCODE_CONDITION && r < model->rule_count; r++)
		if (encoder->frontier.truths[model->rules[r].condition] != TRUTH_FALSE)
			start->rules[start->rule_count++] = r;
}

void encode(struct encoding *encoding, const struct model *model, const uint64_t *possible, enum encode_goal goal,
            uint32_t condition, size_t budget)
{
	*encoding = (struct encoding){.model = model, .exact = true};
	struct encoder encoder = {
		.encoding = encoding, .model = model, .goal = goal, .condition = condition, .budget = budget};
	frontier_init(&encoder.frontier, model, possible);
	make_start(&encoder);
	make_levels(&encoder);
	encoder.key = arena_new(&encoder.scratch, key_size(&encoder), 1);
	state_table_init(&encoder.states, key_size(&encoder));
	encoding->root = build_rec(&encoder, 1);
	encoding->state_count = encoder.states.count;
	encoding->work = encoder.frontier.work;
	state_table_release(&encoder.states);
	frontier_release(&encoder.frontier);
	free(encoder.nodes);
	arena_release(&encoder.scratch);
}

void encoding_release(struct encoding *encoding)
{
	diagram_release(&encoding->diagram);
	arena_release(&encoding->arena);
	*encoding = (struct encoding){0};
}
