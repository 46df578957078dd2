/* SPDX-License-Identifier: ISC
 *
 * Owns the table of costs: in each row a piece of work, the models it is done on and what it may cost.
 */
#include "scale.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyse/audit.h"
#include "analyse/count.h"
#include "measure.h"
#include "model_writer.h"

enum { MOST_ANSWERS = 5 };

/* The work. Its subject is the text of a model. */

/* The answers when nothing is known. The caller frees them. */
static uint64_t *all_answers(const struct model *model)
{
	uint64_t *possible = memory_new(model->question_count, sizeof(*possible));
	for (uint32_t q = 0; q < model->question_count; q++)
		possible[q] = model_all_answers(&model->questions[q]);
	return possible;
}

static void build_diagram(const void *subject, struct cost *cost)
{
	const struct text *text = subject;
	struct stopwatch watch;
	struct model model;
	struct encoding encoding;
	model_read(&model, *text);
	uint64_t *possible = all_answers(&model);
	measure_start(&watch);
	encode(&encoding, &model, possible, ENCODE_OUTCOME, MODEL_NONE, EFFORT_MOST_STATES);
	measure_stop(&watch, cost);
	cost->figures[FIGURE_STATES] = (double)encoding.state_count;
	cost->figures[FIGURE_NODES] = (double)encoding.diagram.node_count;
	cost->exact = encoding.exact;
	encoding_release(&encoding);
	free(possible);
	model_release(&model);
}

static void find_completions(const void *subject, struct cost *cost)
{
	const struct text *text = subject;
	struct stopwatch watch;
	struct model model;
	struct completions completions;
	model_read(&model, *text);
	uint64_t *possible = all_answers(&model);
	measure_start(&watch);
	completions_find(&completions, &model, possible, COMPLETIONS_ALL, EFFORT_MOST_STATES);
	measure_stop(&watch, cost);
	cost->figures[FIGURE_STATES] = (double)completions.state_count;
	cost->exact = completions.exact;
	completions_release(&completions);
	free(possible);
	model_release(&model);
}

/* All that the command check does but its printing: reading the model counts, too. */
static void check(const void *subject, struct cost *cost)
{
	const struct text *text = subject;
	struct stopwatch watch;
	struct model model;
	struct audit audit;
	mpz_t profiles;
	mpz_init(profiles);
	measure_start(&watch);
	model_read(&model, *text);
	audit_make(&audit, &model, EFFORT_MOST_STATES);
	cost->exact = count_profiles(&model, EFFORT_MOST_STATES, profiles) && audit.completions.exact;
	measure_stop(&watch, cost);
	cost->figures[FIGURE_STATES] = (double)audit.completions.state_count;
	for (size_t i = 0; i < audit.count; i++)
		cost->exact = cost->exact && audit.findings[i].code != AUDIT_NOT_PROVEN;
	audit_release(&audit);
	model_release(&model);
	mpz_clear(profiles);
}

struct row {
	const char *name;
	void (*work)(const void *subject, struct cost *cost);
	uint32_t questions, rules;       /* of random models; 0: the shipped one */
	double target;                   /* seconds of processor time; 0: none */
};

static const struct row rows[] = {
	{"diagram", build_diagram, 12, 40, 0},
	{"diagram", build_diagram, 16, 60, 0.3},
	{"diagram", build_diagram, 20, 80, 0},
	{"diagram", build_diagram, 24, 120, 0},
	{"completions", find_completions, 16, 60, 0},
	{"check", check, 16, 60, 5},
	{"diagram", build_diagram, 0, 0, 0},
	{"completions", find_completions, 0, 0, 0},
	{"check", check, 0, 0, 2},
};

static const struct {
	const char *name;
	int width, decimals;
} columns[FIGURE_COUNT] = {
	[FIGURE_STATES] = {"states", 14, 0},        [FIGURE_NODES] = {"nodes", 12, 0},
	[FIGURE_WALL] = {"wall s", 12, 3},          [FIGURE_CPU] = {"CPU s", 12, 3},
	[FIGURE_RATIO] = {"yardsticks", 11, 2},     [FIGURE_PEAK] = {"peak MiB", 10, 1},
};

static void print_head(void)
{
	printf("%-19s %6s", "analysis Q/R", "exact");
	for (int figure = 0; figure < FIGURE_COUNT; figure++)
		printf(" %*s", columns[figure].width, columns[figure].name);
	printf("  target\n");
}

static int compare_numbers(const void *a, const void *b)
{
	const double *left = a, *right = b;
	return (*left > *right) - (*left < *right);
}

/* "median/maximum" of a figure, or "-" where it was not measured. */
static void print_figure(const struct cost *costs, size_t count, enum figure figure)
{
	double sorted[SCALE_MOST_MODELS];
	char words[64];
	int decimals = columns[figure].decimals;
	for (size_t i = 0; i < count; i++)
		sorted[i] = costs[i].figures[figure];
	qsort(sorted, count, sizeof(*sorted), compare_numbers);
	if (sorted[count - 1] > 0)
		snprintf(words, sizeof(words), "%.*f/%.*f", decimals, sorted[count / 2], decimals, sorted[count - 1]);
	else
		strcpy(words, "-");
	printf(" %*s", columns[figure].width, words);
}

static void print_row(const struct row *row, const struct model_shape *shape, const struct cost *costs, size_t count)
{
	char name[64];
	size_t exact = 0, good = 0;
	for (size_t i = 0; i < count; i++) {
		exact += costs[i].exact;
		good += costs[i].exact && costs[i].figures[FIGURE_CPU] < row->target;
	}
	if (shape->questions > 0)
		snprintf(name, sizeof(name), "%s %u/%u", row->name, shape->questions, shape->rules);
	else
		snprintf(name, sizeof(name), "%s shipped", row->name);
	printf("%-19s %3zu/%-2zu", name, exact, count);
	for (int figure = 0; figure < FIGURE_COUNT; figure++)
		print_figure(costs, count, (enum figure)figure);
	if (row->target > 0)
		printf("  %s: %zu/%zu exact in under %.1f s", good == count ? "met" : "missed", good, count, row->target);
	printf("\n");
	fflush(stdout);
}

static void measure_row(const struct scale *scale, const struct row *row)
{
	struct cost costs[SCALE_MOST_MODELS];
	struct model_shape shape = {row->questions / scale->shrink, row->rules / scale->shrink, MOST_ANSWERS};
	size_t count = shape.questions > 0 ? scale->models : 1;
	double yardstick = measure_yardstick(scale->keys);
	for (size_t i = 0; i < count; i++) {
		struct buffer written = {0};
		struct text text = scale->shipped;
		if (shape.questions > 0) {
			model_write(&shape, i + 1, &written);
			text = buffer_text(&written);
		}
		measure(row->work, &text, yardstick, &costs[i]);
		buffer_release(&written);
	}
	print_row(row, &shape, costs, count);
}

void scale_print(const struct scale *scale)
{
	printf("A. What the exact analysis costs with nothing known (budget: %d states for each diagram)\n\n",
	       EFFORT_MOST_STATES);
	print_head();
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		measure_row(scale, &rows[i]);
	printf("\nQ/R: questions and rules of random models, seeds 1 to %zu. Figures: median/maximum. The targets are of CPU\n"
	       "time, which depends less on what else the machine does, and of every model.\n", scale->models);
	printf("A yardstick is the CPU time to look for and add %zu keys of 64 bytes in a table of states, measured anew\n"
	       "before each row; now it is %.3f s. Each analysis runs in a process of its own.\n",
	       scale->keys, measure_yardstick(scale->keys));
}
