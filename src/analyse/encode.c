/* SPDX-License-Identifier: ISC
 *
 * Owns the building of diagrams, level by level, depth first. What lies below a point depends only on its state: the
 * next question, the three-valued truths of the conditions that still matter, and how far the options in play are
 * apart. Equal states are built once. A question matters while an unknown condition that matters hangs on it.
 */
#include "analyse/encode.h"

#include <stdlib.h>
#include <string.h>

#include "analyse/prospects.h"
#include "analyse/state_table.h"

/* What is known and open at one point of the building; the points on the way to it lie before it. */
struct point {
	struct tally tally;
	struct prospects prospects;
	uint32_t payload;                /* what a terminal here would say */
	uint32_t *conditions;            /* of unknown truth, and matter: in order of evaluation */
	size_t condition_count;
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
	uint64_t *possible;              /* narrowed while building */
	bool *passed;                    /* questions decided on the way here */
	bool *excluding;                 /* questions with a known answer that may not apply: the others are impossible */
	unsigned char *truths;           /* of conditions; those that do not matter may be out of date */
	struct point *points;            /* one for each depth */
	uint32_t *place;                 /* of each condition in points[0].conditions */
	bool *marked;                    /* conditions that matter at this point */
	bool *wanted;                    /* questions that matter at this point */
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

/* Evaluates what was unknown at the point before; what was known stays so. Returns false when the answers so far
 * cannot be. */
static bool evaluate(struct encoder *encoder, const struct point *before)
{
	const struct model *model = encoder->model;
	encoder->encoding->work += before->condition_count;
	for (size_t i = 0; i < before->condition_count; i++) {
		uint32_t index = before->conditions[i];
		encoder->truths[index] =
			(unsigned char)evaluate_condition(model, index, encoder->possible, encoder->truths);
	}
	for (uint32_t i = 0; i < model->impossible_count; i++)
		if (encoder->truths[model->impossibles[i].condition] == TRUTH_TRUE)
			return false;
	return true;
}

static bool speaks_about(const struct rule *rule, uint32_t options)
{
	for (size_t i = 0; i < rule->effect_count; i++)
		if (options >> rule->effects[i].option & 1)
			return true;
	return false;
}

static void mark(struct encoder *encoder, uint32_t condition)
{
	if (encoder->truths[condition] == TRUTH_UNKNOWN)
		encoder->marked[condition] = true;
}

/* Marks where what matters begins: rules that can change the goal, what may turn out impossible, known answers. */
static void mark_roots(struct encoder *encoder, const struct point *point)
{
	const struct model *model = encoder->model;
	if (!is_single(point->payload) && encoder->goal == ENCODE_CONDITION)
		mark(encoder, encoder->condition);
	for (size_t i = 0; i < point->rule_count; i++)
		mark(encoder, model->rules[point->rules[i]].condition);
	for (uint32_t i = 0; i < model->impossible_count; i++)
		mark(encoder, model->impossibles[i].condition);
	for (uint32_t l = 0; l < encoder->encoding->diagram.level_count; l++) {
		uint32_t question = encoder->encoding->questions[l];
		uint32_t applies = model->questions[question].applies;
		encoder->wanted[question] = encoder->excluding[question] && !encoder->passed[question]
		                            && encoder->truths[applies] != TRUTH_FALSE;
		if (encoder->wanted[question])
			mark(encoder, applies);
	}
}

/* From the roots down: the parts of unknown truth below a marked condition, and the questions they hang on. Parents
 * come after their parts in the order of evaluation, so one pass backwards reaches all. */
static void mark_below(struct encoder *encoder, const struct point *before)
{
	const struct model *model = encoder->model;
	for (size_t i = before->condition_count; i-- > 0;) {
		uint32_t index = before->conditions[i];
		const struct condition *condition = &model->conditions[index];
		if (!encoder->marked[index])
			continue;
		if (condition->kind == CONDITION_ANSWER) {
			encoder->wanted[condition->subject] = true;
			mark(encoder, model->questions[condition->subject].applies);
		} else if (condition->kind == CONDITION_FACT) {
			mark(encoder, model->facts[condition->subject].condition);
		}
		for (uint32_t c = 0; c < condition->child_count; c++)
			mark(encoder, condition->children[c]);
	}
}

/* Keeps the conditions that matter at this point; returns the first level of a question that they hang on, or the
 * number of levels. */
static uint32_t next_level(struct encoder *encoder, const struct point *before, struct point *point)
{
	const struct encoding *encoding = encoder->encoding;
	for (size_t i = 0; i < before->condition_count; i++)
		encoder->marked[before->conditions[i]] = false;
	mark_roots(encoder, point);
	mark_below(encoder, before);
	point->condition_count = 0;
	for (size_t i = 0; i < before->condition_count; i++)
		if (encoder->marked[before->conditions[i]])
			point->conditions[point->condition_count++] = before->conditions[i];
	uint32_t level = 0;
	while (level < encoding->diagram.level_count && !encoder->wanted[encoding->questions[level]])
		level++;
	return level;
}

/* Counts the rules that hold now and finds what can still become of the options. */
static void look(struct encoder *encoder, const struct point *before, struct point *point)
{
	const struct model *model = encoder->model;
	bool winner_only = encoder->goal == ENCODE_OUTCOME;
	point->rule_count = 0;
	if (encoder->goal == ENCODE_CONDITION) {
		enum truth truth = (enum truth)encoder->truths[encoder->condition];
		point->payload = truth == TRUTH_UNKNOWN ? 1 << TRUTH_FALSE | 1 << TRUTH_TRUE : UINT32_C(1) << truth;
		return;
	}
	point->tally = before->tally;
	for (size_t i = 0; i < before->rule_count; i++) {
		uint32_t rule = before->rules[i];
		enum truth truth = (enum truth)encoder->truths[model->rules[rule].condition];
		if (truth == TRUTH_TRUE)
			tally_add(&point->tally, &model->rules[rule]);
		else if (truth == TRUTH_UNKNOWN)
			point->rules[point->rule_count++] = rule;
	}
	prospects_find(&point->prospects, &point->tally, model, point->rules, point->rule_count,
	               winner_only ? PROSPECTS_WINNER : PROSPECTS_TIER);
	point->payload = winner_only ? point->prospects.outcomes : point->prospects.tiers;
	uint32_t matter = is_single(point->payload) ? 0 : point->tally.in_play;
	size_t kept = 0;
	for (size_t i = 0; i < point->rule_count; i++)
		if (speaks_about(&model->rules[point->rules[i]], matter))
			point->rules[kept++] = point->rules[i];
	point->rule_count = kept;
}

static unsigned char *put(unsigned char *at, const void *bytes, size_t size)
{
	memcpy(at, bytes, size);
	return at + size;
}

static void set_bit(unsigned char *bytes, size_t bit, bool value)
{
	bytes[bit / 8] = (unsigned char)(bytes[bit / 8] | (value ? 1U : 0U) << bit % 8);
}

static size_t bytes_of_bits(size_t bits)
{
	return (bits + 7) / 8;
}

/* Writes the state to encoder->key, always of the same size. */
static void write_key(struct encoder *encoder, uint32_t level, const struct point *point)
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
	for (size_t i = 0; i < point->condition_count; i++)
		set_bit(at, encoder->place[point->conditions[i]], true);
	at += bytes_of_bits(encoder->points[0].condition_count);
	for (uint32_t l = 0; l < encoder->encoding->diagram.level_count; l++)
		set_bit(at, l, encoder->wanted[encoder->encoding->questions[l]]);
}

/* Builds the node of a level from the nodes below each of its answers. */
static uint32_t branch(struct encoder *encoder, uint32_t level, size_t depth)
{
	struct encoding *encoding = encoder->encoding;
	uint32_t question = encoding->questions[level];
	uint32_t *children = encoder->children[level];
	uint64_t possible = encoder->possible[question];
	uint32_t known = MODEL_NONE;
	encoder->passed[question] = true;
	for (uint32_t v = 0; v < encoding->value_counts[level]; v++) {
		if (!(possible >> v & 1))
			continue;
		encoder->possible[question] = UINT64_C(1) << v;
		children[v] = build_rec(encoder, depth + 1);
		known = children[v];
	}
	encoder->possible[question] = possible;
	encoder->passed[question] = false;
	/* An answer known not to be: impossible if that depends on others; else without weight, so any child will do. */
	for (uint32_t v = 0; v < encoding->value_counts[level]; v++)
		if (!(possible >> v & 1))
			children[v] = encoder->excluding[question]
			                      ? diagram_terminal(&encoding->diagram, ENCODE_IMPOSSIBLE)
			                      : known;
	return diagram_make(&encoding->diagram, level, children);
}

/* The point at `depth`, with room for what its predecessor leaves open. */
static struct point *point_at(struct encoder *encoder, size_t depth)
{
	struct point *point = &encoder->points[depth];
	const struct point *start = &encoder->points[0];
	if (!point->conditions) {
		point->conditions = arena_new(&encoder->scratch, start->condition_count, sizeof(*point->conditions));
		point->rules = arena_new(&encoder->scratch, start->rule_count, sizeof(*point->rules));
	}
	return point;
}

static uint32_t build_rec(struct encoder *encoder, size_t depth)
{
	struct encoding *encoding = encoder->encoding;
	const struct point *before = &encoder->points[depth - 1];
	struct point *point = point_at(encoder, depth);
	if (!evaluate(encoder, before))
		return diagram_terminal(&encoding->diagram, ENCODE_IMPOSSIBLE);
	look(encoder, before, point);
	uint32_t level = next_level(encoder, before, point);
	if (level == encoding->diagram.level_count)
		return diagram_terminal(&encoding->diagram, point->payload);
	write_key(encoder, level, point);
	uint32_t state = state_table_find(&encoder->states, encoder->key);
	if (state != STATE_NONE)
		return encoder->nodes[state];
	bool is_spent = encoder->states.count >= encoder->budget
	                || encoding->work >= (uint64_t)encoder->budget * ENCODE_WORK_OF_STATE;
	if (is_spent) {
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
		bool weighs = encoder->excluding[q] || (encoder->possible[q] >> v & 1);
		weights[v] = weighs ? question->answers[v].prior : 0;
		encoding->sums[level] += weights[v];
	}
	encoder->children[level] = arena_new(&encoding->arena, question->answer_count, sizeof(**encoder->children));
	encoding->weights[level] = weights;
	encoding->value_counts[level] = question->answer_count;
	encoding->levels[q] = level;
}

/* The levels: questions that may apply and whose answer is open, or known but not sure to apply. */
static void choose_levels(struct encoder *encoder)
{
	struct encoding *encoding = encoder->encoding;
	const struct model *model = encoder->model;
	uint32_t count = 0;
	size_t questions = model->question_count;
	encoding->questions = arena_new(&encoding->arena, questions, sizeof(*encoding->questions));
	encoding->levels = arena_new(&encoding->arena, questions, sizeof(*encoding->levels));
	encoding->value_counts = arena_new(&encoding->arena, questions, sizeof(*encoding->value_counts));
	encoding->weights = arena_new(&encoding->arena, questions, sizeof(*encoding->weights));
	encoding->sums = arena_new(&encoding->arena, questions, sizeof(*encoding->sums));
	encoder->children = arena_new(&encoding->arena, questions, sizeof(*encoder->children));
	for (uint32_t q = 0; q < model->question_count; q++) {
		const struct question *question = &model->questions[q];
		enum truth applies = (enum truth)encoder->truths[question->applies];
		bool is_known = encoder->possible[q] != model_all_answers(question);
		encoder->excluding[q] = applies == TRUTH_UNKNOWN && is_known;
		encoding->levels[q] = MODEL_NONE;
		if (applies == TRUTH_UNKNOWN || (applies == TRUTH_TRUE && !is_single(encoder->possible[q])))
			encoding->questions[count++] = q;
	}
	for (uint32_t level = 0; level < count; level++)
		weigh_level(encoder, level);
	diagram_init(&encoding->diagram, count, encoding->value_counts);
}

/* The point before any question is decided: all that is of unknown truth is open. */
static void make_start(struct encoder *encoder, const uint64_t *possible)
{
	const struct model *model = encoder->model;
	struct point *start = &encoder->points[0];
	start->tally.in_play = (UINT32_C(1) << model->option_count) - 1;
	start->conditions = arena_new(&encoder->scratch, model->condition_count, sizeof(*start->conditions));
	start->rules = arena_new(&encoder->scratch, model->rule_count, sizeof(*start->rules));
	evaluate_all(model, possible, encoder->truths);
	for (uint32_t i = 0; i < model->condition_count; i++) {
		uint32_t index = model->evaluation_order[i];
		if (encoder->truths[index] != TRUTH_UNKNOWN)
			continue;
		encoder->place[index] = (uint32_t)start->condition_count;
		start->conditions[start->condition_count++] = index;
	}
	for (uint32_t r = 0; r < model->rule_count; r++)
		if (encoder->truths[model->rules[r].condition] != TRUTH_FALSE)
			start->rules[start->rule_count++] = r;
}

void encode(struct encoding *encoding, const struct model *model, const uint64_t *possible, enum encode_goal goal,
            uint32_t condition, size_t budget)
{
	*encoding = (struct encoding){.model = model, .exact = true};
	struct encoder encoder = {
		.encoding = encoding, .model = model, .goal = goal, .condition = condition, .budget = budget};
	struct arena *scratch = &encoder.scratch;
	encoder.possible = arena_new(scratch, model->question_count, sizeof(*encoder.possible));
	memcpy(encoder.possible, possible, model->question_count * sizeof(*possible));
	encoder.passed = arena_new(scratch, model->question_count, sizeof(*encoder.passed));
	encoder.excluding = arena_new(scratch, model->question_count, sizeof(*encoder.excluding));
	encoder.wanted = arena_new(scratch, model->question_count, sizeof(*encoder.wanted));
	encoder.truths = arena_new(scratch, model->condition_count, 1);
	encoder.marked = arena_new(scratch, model->condition_count, sizeof(*encoder.marked));
	encoder.place = arena_new(scratch, model->condition_count, sizeof(*encoder.place));
	encoder.points = arena_new(scratch, (size_t)model->question_count + 2, sizeof(*encoder.points));
	make_start(&encoder, possible);
	choose_levels(&encoder);
	size_t key_size = 3 * sizeof(uint32_t) + model->option_count * STRENGTH_COUNT * sizeof(int16_t)
	                  + bytes_of_bits(encoder.points[0].condition_count)
	                  + bytes_of_bits(encoding->diagram.level_count);
	encoder.key = arena_new(scratch, key_size, 1);
	state_table_init(&encoder.states, key_size);
	encoding->root = build_rec(&encoder, 1);
	encoding->state_count = encoder.states.count;
	state_table_release(&encoder.states);
	free(encoder.nodes);
	arena_release(scratch);
}

void encoding_release(struct encoding *encoding)
{
	diagram_release(&encoding->diagram);
	arena_release(&encoding->arena);
	*encoding = (struct encoding){0};
}
