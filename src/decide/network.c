/* SPDX-License-Identifier: ISC
 *
 * Owns the compiling of models to counters and their evaluation.
 */
#include "decide/network.h"

#include <stdlib.h>
#include <string.h>

/* What a target is, in the low bits; the rest is its index. */
enum target_kind {
	TARGET_NODE,             /* a part less is missing of a node */
	TARGET_APPLIES,          /* a question applies */
	TARGET_LAPSES,           /* a question does not apply */
	TARGET_RULE,             /* a rule holds */
	TARGET_IMPOSSIBLE,       /* the answers cannot be */
	TARGET_KINDS = 8,
};

enum { START_NODE = 0 };         /* is reached at once */

/* A condition, or its opposite. */
struct sense {
	uint32_t condition;
	bool opposite;
};

struct link {
	uint32_t range, target;
};

struct compiler {
	struct network *network;
	const struct model *model;
	uint32_t *nodes;                 /* of each condition and its opposite: its node, or 0 when there is none yet */
	uint32_t *missing;
	size_t missing_count, missing_capacity;
	struct link *links;              /* in no order */
	size_t link_count, link_capacity;
};

static uint32_t target_of(enum target_kind kind, uint32_t index)
{
	return index * TARGET_KINDS + (uint32_t)kind;
}

static void add_link(struct compiler *compiler, uint32_t range, uint32_t target)
{
	MEMORY_GROW(compiler->links, compiler->link_count, compiler->link_capacity);
	compiler->links[compiler->link_count++] = (struct link){range, target};
}

static uint32_t add_node(struct compiler *compiler, uint32_t missing)
{
	MEMORY_GROW(compiler->missing, compiler->missing_count, compiler->missing_capacity);
	compiler->missing[compiler->missing_count] = missing;
	return (uint32_t)compiler->missing_count++;
}

/* Looks through facts, `not`, and lists of one part. */
static struct sense resolve(const struct model *model, struct sense sense)
{
	for (;;) {
		const struct condition *condition = &model->conditions[sense.condition];
		bool has_parts = condition->kind == CONDITION_ALL || condition->kind == CONDITION_ANY;
		if (condition->kind == CONDITION_FACT) {
			sense.condition = model->facts[condition->subject].condition;
		} else if (condition->kind == CONDITION_NOT) {
			sense = (struct sense){condition->children[0], !sense.opposite};
		} else if (has_parts && condition->child_count == 1) {
			sense.condition = condition->children[0];
		} else {
			return sense;
		}
	}
}

static void link_sense(struct compiler *compiler, struct sense sense, uint32_t target);

/* Leads from each answer that makes a condition on a question, or its opposite, true. */
static void link_answer(struct compiler *compiler, struct sense sense, uint32_t target)
{
	const struct condition *condition = &compiler->model->conditions[sense.condition];
	const struct question *question = &compiler->model->questions[condition->subject];
	uint32_t range = compiler->network->first_range[condition->subject];
	for (uint32_t v = 0; v < question->answer_count; v++)
		if ((condition->answers >> v & 1) != sense.opposite)
			add_link(compiler, range + v, target);
	if (sense.opposite)
		add_link(compiler, range + question->answer_count, target);
}

/* The node of a condition with parts, which is made when it is first asked for. Of `all`, and of the opposite of `any`,
 * every part has to hold; else one is enough. */
static uint32_t node_of(struct compiler *compiler, struct sense sense)
{
	const struct condition *condition = &compiler->model->conditions[sense.condition];
	uint32_t *node = &compiler->nodes[sense.condition * 2 + sense.opposite];
	if (*node)
		return *node;
	bool needs_all = (condition->kind == CONDITION_ALL) != sense.opposite;
	*node = add_node(compiler, needs_all ? condition->child_count : 1);
	for (uint32_t i = 0; i < condition->child_count; i++)
		link_sense(compiler, (struct sense){condition->children[i], sense.opposite}, target_of(TARGET_NODE, *node));
	return *node;
}

/* Sees to it that `target` is reached when the condition, or its opposite, is true. */
static void link_sense(struct compiler *compiler, struct sense sense, uint32_t target)
{
	sense = resolve(compiler->model, sense);
	switch (compiler->model->conditions[sense.condition].kind) {
	case CONDITION_ALWAYS:
		if (!sense.opposite)
			add_link(compiler, compiler->network->first_node + START_NODE, target);
		return;
	case CONDITION_ANSWER:
		link_answer(compiler, sense, target);
		return;
	default:
		add_link(compiler, compiler->network->first_node + node_of(compiler, sense), target);
	}
}

static void link_condition(struct compiler *compiler, uint32_t condition, bool opposite, enum target_kind kind,
                           uint32_t index)
{
	link_sense(compiler, (struct sense){condition, opposite}, target_of(kind, index));
}

static void link_model(struct compiler *compiler)
{
	const struct model *model = compiler->model;
	for (uint32_t q = 0; q < model->question_count; q++) {
		link_condition(compiler, model->questions[q].applies, false, TARGET_APPLIES, q);
		link_condition(compiler, model->questions[q].applies, true, TARGET_LAPSES, q);
	}
	for (uint32_t r = 0; r < model->rule_count; r++)
		link_condition(compiler, model->rules[r].condition, false, TARGET_RULE, r);
	for (uint32_t i = 0; i < model->impossible_count; i++)
		link_condition(compiler, model->impossibles[i].condition, false, TARGET_IMPOSSIBLE, i);
}

/* Numbers what the questions may come to; the ranges of the nodes follow. */
static void number_answers(struct network *network)
{
	const struct model *model = network->model;
	network->first_range = arena_new(&network->arena, model->question_count, sizeof(*network->first_range));
	for (uint32_t q = 0; q < model->question_count; q++) {
		network->first_range[q] = network->first_node;
		network->first_node += model->questions[q].answer_count + 1;
	}
}

/* Brings the links into the order of their ranges, by counting: starts[r + 1] is where the next of range r goes. */
static void sort_links(struct compiler *compiler)
{
	struct network *network = compiler->network;
	uint32_t ranges = network->first_node + network->node_count;
	network->starts = arena_new(&network->arena, (size_t)ranges + 2, sizeof(*network->starts));
	network->targets = arena_new(&network->arena, compiler->link_count, sizeof(*network->targets));
	for (size_t i = 0; i < compiler->link_count; i++)
		network->starts[compiler->links[i].range + 2]++;
	for (uint32_t r = 0; r < ranges; r++)
		network->starts[r + 2] += network->starts[r + 1];
	for (size_t i = 0; i < compiler->link_count; i++)
		network->targets[network->starts[compiler->links[i].range + 1]++] = compiler->links[i].target;
}

static int by_option_and_rank(const void *left, const void *right)
{
	const struct network_reason *a = left, *b = right;
	int a_rank = a->effect == EFFECT_RULES_OUT ? -1 : (int)a->strength;
	int b_rank = b->effect == EFFECT_RULES_OUT ? -1 : (int)b->strength;
	if (a->option != b->option)
		return a->option < b->option ? -1 : 1;
	if (a_rank != b_rank)
		return a_rank < b_rank ? -1 : 1;
	return a->rule < b->rule ? -1 : a->rule > b->rule;
}

static void list_reasons(struct network *network)
{
	const struct model *model = network->model;
	for (uint32_t r = 0; r < model->rule_count; r++)
		network->reason_count += (uint32_t)model->rules[r].effect_count;
	network->reasons = arena_new(&network->arena, network->reason_count, sizeof(*network->reasons));
	struct network_reason *reason = network->reasons;
	for (uint32_t r = 0; r < model->rule_count; r++)
		for (size_t i = 0; i < model->rules[r].effect_count; i++) {
			const struct effect *effect = &model->rules[r].effects[i];
			*reason++ = (struct network_reason){r, effect->option, effect->kind, effect->strength};
		}
	qsort(network->reasons, network->reason_count, sizeof(*network->reasons), by_option_and_rank);
}

/* The reasons of each option, and of each rule. */
static void index_reasons(struct network *network)
{
	const struct model *model = network->model;
	network->first_reason = arena_new(&network->arena, (size_t)model->option_count + 1, sizeof(uint32_t));
	network->rule_starts = arena_new(&network->arena, (size_t)model->rule_count + 2, sizeof(uint32_t));
	network->rule_reasons = arena_new(&network->arena, network->reason_count, sizeof(uint32_t));
	for (uint32_t i = 0; i < network->reason_count; i++) {
		network->first_reason[network->reasons[i].option + 1] = i + 1;
		network->rule_starts[network->reasons[i].rule + 2]++;
	}
	for (uint32_t o = 0; o < model->option_count; o++)
		if (network->first_reason[o + 1] < network->first_reason[o])
			network->first_reason[o + 1] = network->first_reason[o];
	for (uint32_t r = 0; r < model->rule_count; r++)
		network->rule_starts[r + 2] += network->rule_starts[r + 1];
	for (uint32_t i = 0; i < network->reason_count; i++)
		network->rule_reasons[network->rule_starts[network->reasons[i].rule + 1]++] = i;
}

void network_make(struct network *network, const struct model *model)
{
	*network = (struct network){.model = model};
	struct compiler compiler = {.network = network, .model = model};
	compiler.nodes = memory_new((size_t)model->condition_count * 2, sizeof(*compiler.nodes));
	number_answers(network);
	add_node(&compiler, 0);
	link_model(&compiler);
	network->node_count = (uint32_t)compiler.missing_count;
	sort_links(&compiler);
	network->missing = arena_new(&network->arena, network->node_count, sizeof(*network->missing));
	memcpy(network->missing, compiler.missing, network->node_count * sizeof(*network->missing));
	list_reasons(network);
	index_reasons(network);
	free(compiler.nodes);
	free(compiler.missing);
	free(compiler.links);
}

void network_release(struct network *network)
{
	arena_release(&network->arena);
	*network = (struct network){0};
}

void network_run_init(struct network_run *run, const struct network *network)
{
	*run = (struct network_run){.network = network, .reason_words = (network->reason_count + 63) / 64};
	run->missing = arena_new(&run->arena, network->node_count, sizeof(*run->missing));
	run->stack = arena_new(&run->arena, (size_t)network->first_node + network->node_count, sizeof(*run->stack));
	run->lapsed = arena_new(&run->arena, network->model->question_count, sizeof(*run->lapsed));
	run->reasons = arena_new(&run->arena, run->reason_words, sizeof(*run->reasons));
}

void network_run_release(struct network_run *run)
{
	arena_release(&run->arena);
	*run = (struct network_run){0};
}

static void take_rule(struct network_run *run, uint32_t rule)
{
	const struct network *network = run->network;
	for (uint32_t i = network->rule_starts[rule]; i < network->rule_starts[rule + 1]; i++) {
		uint32_t number = network->rule_reasons[i];
		const struct network_reason *reason = &network->reasons[number];
		run->reasons[number / 64] |= UINT64_C(1) << number % 64;
		if (reason->effect == EFFECT_RULES_OUT)
			run->standings.out |= UINT32_C(1) << reason->option;
		else
			run->standings.low[reason->option][reason->strength] += reason->effect == EFFECT_FOR ? 1 : -1;
	}
}

/* Goes on from the start to all that is reached. Each range is reached at most once: a node when its last missing part
 * holds, a question by one answer or by none. */
static bool chain(struct network_run *run, const uint8_t *answers)
{
	const struct network *network = run->network;
	uint32_t *top = run->stack;
	*top++ = network->first_node + START_NODE;
	while (top > run->stack) {
		uint32_t range = *--top;
		for (uint32_t i = network->starts[range]; i < network->starts[range + 1]; i++) {
			uint32_t index = network->targets[i] / TARGET_KINDS;
			switch ((enum target_kind)(network->targets[i] % TARGET_KINDS)) {
			case TARGET_NODE:
				if (--run->missing[index] == 0)
					*top++ = network->first_node + index;
				break;
			case TARGET_APPLIES:
				if (answers[index] == NETWORK_OPEN)
					return false;
				*top++ = network->first_range[index] + answers[index];
				break;
			case TARGET_LAPSES:
				run->lapsed[index] = true;
				*top++ = network->first_range[index] + network->model->questions[index].answer_count;
				break;
			case TARGET_RULE:
				take_rule(run, index);
				break;
			default:
				run->impossible = true;
			}
		}
	}
	return true;
}

bool network_evaluate(struct network_run *run, const uint8_t *answers)
{
	const struct network *network = run->network;
	memcpy(run->missing, network->missing, network->node_count * sizeof(*run->missing));
	memset(run->lapsed, 0, network->model->question_count * sizeof(*run->lapsed));
	memset(run->reasons, 0, run->reason_words * sizeof(*run->reasons));
	memset(&run->standings, 0, sizeof(run->standings));
	run->impossible = false;
	if (!chain(run, answers))
		return false;
	run->winner = decision_winner(network->model, &run->standings, &run->runner_up, &run->tier);
	return true;
}
