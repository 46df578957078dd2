/* SPDX-License-Identifier: ISC
 *
 * The input is the condition of a rule, in a model with few profiles. Its truth by what is known is held to its truth in
 * each profile, and its words must be fit to be shown.
 */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "model/condition_questions.h"
#include "model/model_load.h"
#include "report/condition_words.h"

/* Stands where the input goes. */
static const char before[] =
	"whether: 1\nmodel: small\nrevision: 1\ntitle: Small\ntopics: {t: T}\n"
	"sources: {s: {title: S, url: u}}\n"
	"options: {a: {name: A}, b: {name: B}}\n"
	"tree:\n"
	"  p: {topic: t, ask: P?, answers: {x: {label: X, then: {q: {ask: Q?, answers: {k: K, l: L, m: M}}}}, y: Y}}\n"
	"  n: {topic: t, ask: N?, when: {not: f}, bands: {0: none, 5: some, 10: many}}\n"
	"facts: {f: {when: {any: [{q: k}, {p: y}]}}, g: {label: The G, when: {n: {at least: 5}, not: f}}}\n"
	"rules:\n"
	"  r:\n"
	"    because: B\n"
	"    source: s\n"
	"    for: {b: strong}\n"
	"    when: ";

enum { QUESTIONS = 3 };

/* The truth of the condition in all profiles: two sets of bits by enum truth, or TRUTH_UNKNOWN for both. */
static enum truth truth_in_all(const struct model *model, uint32_t condition, unsigned char *truths)
{
	enum truth first = TRUTH_UNKNOWN;
	uint64_t possible[QUESTIONS];
	for (uint32_t p = 0; p < model->questions[0].answer_count; p++)
		for (uint32_t q = 0; q < model->questions[1].answer_count; q++)
			for (uint32_t n = 0; n < model->questions[2].answer_count; n++) {
				possible[0] = UINT64_C(1) << p;
				possible[1] = UINT64_C(1) << q;
				possible[2] = UINT64_C(1) << n;
				evaluate_all(model, possible, truths);
				enum truth truth = truths[condition];
				fuzz_demand(truth != TRUTH_UNKNOWN, "a condition is unknown though all is known");
				if (first != TRUTH_UNKNOWN && truth != first)
					return TRUTH_UNKNOWN;
				first = truth;
			}
	return first;
}

static void check_condition(const struct model *model, uint32_t condition)
{
	static const struct layout layout = {LAYOUT_LEAST_WIDTH, false};
	struct buffer words = {0};
	bool questions[QUESTIONS] = {false};
	struct condition_questions behind;
	uint64_t possible[QUESTIONS];
	unsigned char *truths = memory_new(model->condition_count, 1);
	enum truth exact = truth_in_all(model, condition, truths);
	for (uint32_t q = 0; q < QUESTIONS; q++)
		possible[q] = model_all_answers(&model->questions[q]);
	evaluate_all(model, possible, truths);
	fuzz_demand(truths[condition] == TRUTH_UNKNOWN || truths[condition] == exact,
	            "a condition is said to hold or fail, and does not in all profiles");
	condition_questions_init_support(&behind, model, truths);
	condition_questions_find(&behind, condition, questions);
	condition_questions_release(&behind);
	free(truths);
	condition_words_clause(model, condition, &words);
	fuzz_check_shown(&words);
	condition_words_tree(model, condition, &layout, 2, &words);
	fuzz_check_shown(&words);
	buffer_release(&words);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct source source;
	struct model model;
	struct buffer text = {0};
	struct diagnostics found = {0};
	buffer_add_string(&text, before);
	buffer_add(&text, (struct text){(const char *)bytes, length});
	buffer_add_string(&text, "\n");
	source_of_bytes(&source, "model", text.bytes, text.length);
	if (model_load(&model, &source, &found))
		for (uint32_t r = 0; r < model.rule_count; r++)
			check_condition(&model, model.rules[r].condition);
	fuzz_check_findings(&found);
	diagnostics_release(&found);
	model_release(&model);
	buffer_release(&text);
	return 0;
}
