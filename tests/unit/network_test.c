/* SPDX-License-Identifier: ISC
 *
 * The compiled model: against the evaluation of conditions one by one, and that a line of JSON is read, decided and
 * written without allocation.
 */
#include "../oracle/generate.h"
#include "small_model.h"

#include <stdio.h>

#include "decide/network.h"
#include "model/json_profile.h"
#include "report/line_view.h"

enum { RANDOM_MODELS = 400, TRIES_OF_A_MODEL = 60, MOST_QUESTIONS = 32 };

static size_t allocations;

#if !defined(__SANITIZE_ADDRESS__) && defined(__GLIBC__)
/* Count what the C library is asked for. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size)
{
	allocations++;
	return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	allocations++;
	return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	allocations++;
	return __libc_realloc(old, size);
}
#define COUNTS_ALLOCATIONS true
#else
#define COUNTS_ALLOCATIONS false
#endif

/* One answer to most questions. */
static void draw(const struct model *model, uint64_t *seed, uint8_t *answers, uint64_t *possible)
{
	for (uint32_t q = 0; q < model->question_count; q++) {
		bool open = unit_random(seed, 8) == 0;
		answers[q] = (uint8_t)(open ? NETWORK_OPEN : unit_random(seed, model->questions[q].answer_count));
		possible[q] = open ? model_all_answers(&model->questions[q]) : UINT64_C(1) << answers[q];
	}
}

static bool is_complete(const struct model *model, const struct decision *decision, const uint8_t *answers)
{
	for (uint32_t q = 0; q < model->question_count; q++)
		if (decision->truths[model->questions[q].applies] != TRUTH_FALSE && answers[q] == NETWORK_OPEN)
			return false;
	return true;
}

static bool holds(const struct network_run *run, uint32_t reason)
{
	return run->reasons[reason / 64] >> reason % 64 & 1;
}

static void check_result(uint64_t row, const struct network_run *run, const struct decision *decision)
{
	const struct network *network = run->network;
	const struct model *model = network->model;
	assert_row(row, run->winner == decision->winner && run->runner_up == decision->runner_up);
	assert_row(row, run->tier == decision->tier && run->standings.out == decision->standings.out);
	for (uint32_t o = 0; o < model->option_count; o++)
		for (int tier = 0; tier < STRENGTH_COUNT; tier++)
			assert_row(row, run->standings.low[o][tier] == decision->standings.low[o][tier]);
	for (uint32_t i = 0; i < network->reason_count; i++)
		assert_row(row, holds(run, i) == (decision->rule_truths[network->reasons[i].rule] == TRUTH_TRUE));
	for (uint32_t q = 0; q < model->question_count; q++)
		assert_row(row, run->lapsed[q] == (decision->truths[model->questions[q].applies] == TRUTH_FALSE));
}

/* Returns whether the answers were complete. */
static bool check(uint64_t row, struct network_run *run, const uint8_t *answers, const uint64_t *possible)
{
	const struct model *model = run->network->model;
	struct decision decision;
	bool impossible = false;
	decision_make(&decision, model, possible, NULL);
	bool complete = is_complete(model, &decision, answers);
	assert_row(row, network_evaluate(run, answers) == complete);
	for (uint32_t i = 0; i < model->impossible_count; i++)
		impossible = impossible || decision.truths[model->impossibles[i].condition] == TRUTH_TRUE;
	if (complete) {
		assert_row(row, run->impossible == impossible);
		check_result(row, run, &decision);
	}
	decision_release(&decision);
	return complete;
}

TEST(random_models)
{
	uint64_t seed = 1;
	size_t complete = 0, tries = 0;
	for (uint64_t m = 1; m <= RANDOM_MODELS; m++) {
		struct generated text = {0};
		struct model model;
		struct network network;
		struct network_run run;
		generate(m, &text);
		small_model(&model, text.model.bytes);
		network_make(&network, &model);
		network_run_init(&run, &network);
		for (size_t i = 0; i < TRIES_OF_A_MODEL; i++, tries++) {
			uint8_t answers[MOST_QUESTIONS];
			uint64_t possible[MOST_QUESTIONS];
			draw(&model, &seed, answers, possible);
			complete += check(m, &run, answers, possible);
		}
		network_run_release(&run);
		network_release(&network);
		model_release(&model);
		generated_release(&text);
	}
	assert_true(complete > tries / 3 && complete < tries * 9 / 10);
}

TEST(reasons_are_in_order)
{
	struct model model;
	struct network network;
	model_of_file(&model, "questions/python.yaml");
	network_make(&network, &model);
	for (uint32_t i = 1; i < network.reason_count; i++) {
		const struct network_reason *a = &network.reasons[i - 1], *b = &network.reasons[i];
		bool same_rank = a->effect == EFFECT_RULES_OUT ? b->effect == EFFECT_RULES_OUT
		                                               : b->effect != EFFECT_RULES_OUT && a->strength == b->strength;
		bool rank_first = a->effect == EFFECT_RULES_OUT || (b->effect != EFFECT_RULES_OUT && a->strength < b->strength);
		assert_row(i, a->option < b->option || (a->option == b->option && (same_rank ? a->rule < b->rule : rank_first)));
	}
	network_release(&network);
	model_release(&model);
}

/* A line with one answer to each question of the model of Python, drawn by chance. */
static void write_line(const struct model *model, uint64_t *seed, struct buffer *line)
{
	buffer_clear(line);
	buffer_add_string(line, "{\"model\":\"python\",\"title\":\"caf\u00e9\",\"answers\":{");
	for (uint32_t q = 0; q < model->question_count; q++) {
		const struct question *question = &model->questions[q];
		struct text id = question->answers[unit_random(seed, question->answer_count)].id;
		buffer_format(line, question->is_number ? "%s\"%.*s\":%.*s" : "%s\"%.*s\":\"%.*s\"", q ? "," : "",
		              TEXT_ARGS(question->id), TEXT_ARGS(id));
	}
	buffer_add_string(line, "}}");
}

TEST(lines_without_allocation)
{
	enum { LINES = 300, WARM = 20 };
	struct model model;
	struct network network;
	struct network_run run;
	struct line_view view;
	struct json_profile reader;
	struct buffer line = {0}, out = {0};
	uint64_t seed = 1;
	model_of_file(&model, "questions/python.yaml");
	network_make(&network, &model);
	network_run_init(&run, &network);
	line_view_init(&view, &network, true);
	json_profile_init(&reader, &model);
	for (uint64_t i = 0; i < LINES; i++) {
		write_line(&model, &seed, &line);
		buffer_clear(&out);
		size_t before = allocations;
		assert_row(i, json_profile_read(&reader, buffer_text(&line)));
		assert_row(i, network_evaluate(&run, reader.answers));
		struct line_head head = {.number = i + 1, .title = reader.title};
		line_show_decided(&view, &head, &run, reader.answers, &out);
		assert_row(i, out.length > 100);
		assert_row(i, i < WARM || allocations == before);
	}
	assert_true(!COUNTS_ALLOCATIONS || allocations > 0);
	buffer_release(&line);
	buffer_release(&out);
	json_profile_release(&reader);
	line_view_release(&view);
	network_run_release(&run);
	network_release(&network);
	model_release(&model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_models),
		cmocka_unit_test(reasons_are_in_order),
		cmocka_unit_test(lines_without_allocation),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
