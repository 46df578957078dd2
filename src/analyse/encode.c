/* SPDX-License-Identifier: ISC
 *
 * Owns the building of diagrams, level by level, depth first. What lies below a point depends only on its state: the
 * next question, what the frontier leaves open, and how far the options in play are apart. Equal states are built once.
 */
#include "analyse/encode.h"

#include <stdlib.h>
#include <string.h>

#include "analyse/frontier.h"
#include "analyse/outlook.h"
#include "analyse/state_table.h"

struct encoder {
	struct encoding *encoding;
	const struct model *model;
	enum encode_goal goal;
	uint32_t condition;              /* of ENCODE_CONDITION */
	struct effort effort;
	struct arena scratch;
	struct frontier frontier;
	struct outlook *outlooks;        /* one for each depth */
	uint32_t **children;             /* one array for each level */
	unsigned char *key;
	struct state_table states;
	uint32_t *nodes;                 /* of each state */
	size_t node_capacity;
};

static uint32_t build_rec(struct encoder *encoder, size_t depth);

/* The outlook at `depth`, with room for what its predecessor leaves open. */
static struct outlook *outlook_at(struct encoder *encoder, size_t depth)
{
	struct outlook *outlook = &encoder->outlooks[depth];
	if (!outlook->rules)
		outlook->rules =
			arena_new(&encoder->scratch, encoder->outlooks[0].rule_count, sizeof(*outlook->rules));
	return outlook;
}

/* Looks at what is open at `depth`; returns what a terminal here would say. */
static uint32_t look(struct encoder *encoder, size_t depth)
{
	const unsigned char *truths = encoder->frontier.truths;
	struct outlook *outlook = outlook_at(encoder, depth);
	if (encoder->goal == ENCODE_CONDITION) {
		enum truth truth = (enum truth)truths[encoder->condition];
		return truth == TRUTH_UNKNOWN ? 1 << TRUTH_FALSE | 1 << TRUTH_TRUE : UINT32_C(1) << truth;
	}
	outlook_advance(outlook, &encoder->outlooks[depth - 1], encoder->model, truths,
	                encoder->goal == ENCODE_OUTCOME ? PROSPECTS_WINNER : PROSPECTS_TIER);
	encoder->effort.work += encoder->outlooks[depth - 1].rule_count + outlook->prospects.work;
	return outlook->open;
}

/* Marks what can still change the goal; returns the next level that matters. */
static uint32_t next_level(struct encoder *encoder, size_t depth)
{
	const struct outlook *outlook = &encoder->outlooks[depth];
	frontier_begin(&encoder->frontier, depth);
	if (encoder->goal == ENCODE_CONDITION)
		frontier_mark(&encoder->frontier, encoder->condition);
	for (size_t i = 0; i < outlook->rule_count; i++)
		frontier_mark(&encoder->frontier, encoder->model->rules[outlook->rules[i]].condition);
	return frontier_end(&encoder->frontier, depth);
}

/* The state: level, frontier, and the outlook or, of a condition, its truth. Writes it to encoder->key, always of one
 * size. */
static void write_key(struct encoder *encoder, uint32_t level, uint32_t payload, size_t depth)
{
	unsigned char *at = encoder->key;
	encoder->effort.work += encoder->states.key_size / EFFORT_BYTES;
	memcpy(at, &level, sizeof(level));
	at += sizeof(level);
	if (encoder->goal == ENCODE_CONDITION)
		memcpy(at, &payload, sizeof(payload));
	else
		outlook_write_key(&encoder->outlooks[depth], encoder->model, at);
	frontier_write_key(&encoder->frontier, depth, at + outlook_key_size(encoder->model));
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
		frontier_decide(&encoder->frontier, question, v);
		children[v] = build_rec(encoder, depth + 1);
		frontier_undo(&encoder->frontier, question, possible);
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
	return encoder->states.count >= encoder->effort.budget || effort_is_spent(&encoder->effort);
}

static uint32_t build_rec(struct encoder *encoder, size_t depth)
{
	struct encoding *encoding = encoder->encoding;
	if (!frontier_evaluate(&encoder->frontier, depth))
		return diagram_terminal(&encoding->diagram, ENCODE_IMPOSSIBLE);
	uint32_t payload = look(encoder, depth);
	uint32_t level = next_level(encoder, depth);
	if (level == encoding->diagram.level_count)
		return diagram_terminal(&encoding->diagram, payload);
	write_key(encoder, level, payload, depth);
	uint32_t state = state_table_find(&encoder->states, encoder->key);
	if (state != STATE_NONE)
		return encoder->nodes[state];
	if (is_spent(encoder)) {
		encoding->exact = false;
		return diagram_terminal(&encoding->diagram, payload | ENCODE_UNDECIDED);
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

void encode(struct encoding *encoding, const struct model *model, const uint64_t *possible, enum encode_goal goal,
            uint32_t condition, size_t budget)
{
	*encoding = (struct encoding){.model = model, .exact = true};
	struct encoder encoder = {
		.encoding = encoding, .model = model, .goal = goal, .condition = condition, .effort = {budget, 0}};
	frontier_init(&encoder.frontier, model, possible, &encoder.effort);
	encoder.outlooks = arena_new(&encoder.scratch, (size_t)model->question_count + 2, sizeof(*encoder.outlooks));
	encoder.effort.work += model->question_count * sizeof(*encoder.outlooks) / EFFORT_BYTES;
	if (goal != ENCODE_CONDITION)
		outlook_start(&encoder.outlooks[0], model, encoder.frontier.truths, &encoder.scratch);
	make_levels(&encoder);
	size_t key_size =
		sizeof(uint32_t) + outlook_key_size(model) + frontier_key_size(&encoder.frontier);
	encoder.key = arena_new(&encoder.scratch, key_size, 1);
	state_table_init(&encoder.states, key_size);
	encoding->root = build_rec(&encoder, 1);
	encoding->state_count = encoder.states.count;
	encoding->work = encoder.effort.work;
	state_table_release(&encoder.states);
	frontier_release(&encoder.frontier);
	free(encoder.nodes);
	arena_release(&encoder.scratch);
}

void encode_whole(struct encoding *encoding, const struct model *model, size_t budget)
{
	uint64_t *possible = memory_new(model->question_count, sizeof(*possible));
	for (uint32_t q = 0; q < model->question_count; q++)
		possible[q] = model_all_answers(&model->questions[q]);
	encode(encoding, model, possible, ENCODE_OUTCOME, MODEL_NONE, budget);
	free(possible);
}

void encoding_release(struct encoding *encoding)
{
	diagram_release(&encoding->diagram);
	arena_release(&encoding->arena);
	*encoding = (struct encoding){0};
}
