/* SPDX-License-Identifier: ISC
 *
 * Models small enough to try every completion of everything that one can know, and awkward.
 */
#ifndef SAMPLE_MODELS_H
#define SAMPLE_MODELS_H

#include "brute.h"
#include "small_model.h"

static const char *const sample_models[] = {
	/* Questions under answers and behind guards, numbers, priors, facts. */
	HEAD OPTIONS_ABC "tree:\n"
	QUESTION("work", "answers: {waits: {label: W, prior: 3, then: {"
	         NESTED("units", "bands: {1: {label: O, prior: 2}, 100: M}") "}}, computes: C}")
	QUESTION("team", "when: {not: bulk}, answers: {small: S, large: {label: L, prior: 5}}")
	QUESTION("lang", "answers: {k: K, l: L, m: {label: M, prior: 2}}")
	"facts:\n"
	"  bulk: {when: {units: {at least: 100}}}\n"
	"  plain: {when: {all: [{lang: k}, {not: bulk}]}}\n"
	"rules:\n"
	RULE("r1", "when: bulk, for: {c: strong}, against: {a: medium}")
	RULE("r2", "when: {team: large}, for: {b: medium}")
	RULE("r3", "when: plain, for: {a: medium}")
	RULE("r4", "when: {lang: [l, m], work: computes}, rules out: b")
	RULE("r5", "when: {lang: m}, for: {a: weak, c: strong}, against: {b: weak}")
	RULE("r6", "when: {any: [bulk, {team: small}]}, rules out: a"),

	/* Combinations that cannot be, and answers that leave nothing. */
	HEAD OPTIONS_ABC "tree:\n"
	QUESTION("p", "answers: {k: {label: K, prior: 7}, l: L, m: M}")
	QUESTION("q", "answers: {k: K, l: {label: L, prior: 2}}")
	QUESTION("r", "when: {p: [k, m]}, answers: {k: K, l: L}")
	"impossible:\n"
	"  - {when: {p: k, q: l}, because: B}\n"
	"  - {when: {p: m, r: l}, because: B}\n"
	"  - {when: {p: l, q: k}, because: B}\n"
	"rules:\n"
	RULE("r1", "when: {p: k}, for: {b: strong}")
	RULE("r2", "when: {q: l}, for: {c: medium}, rules out: b")
	RULE("r3", "when: {r: k}, against: {b: strong}, rules out: a")
	RULE("r4", "when: {not: {r: k}}, rules out: c"),

	/* Rules that move two options at once, rules that can rule out all, tiers of every kind. */
	HEAD OPTIONS_ABC "tree:\n"
	QUESTION("p", "answers: {k: K, l: L}")
	QUESTION("q", "answers: {k: {label: K, prior: 3}, l: L}")
	QUESTION("r", "answers: {k: K, l: L}")
	QUESTION("s", "answers: {k: K, l: {label: L, prior: 4}}")
	"rules:\n"
	RULE("r1", "when: {p: k}, for: {a: strong, b: strong}")
	RULE("r2", "when: {q: k}, for: {b: medium}, against: {a: weak}")
	RULE("r3", "when: {p: k, r: l}, rules out: [a, b]")
	RULE("r4", "when: {s: k, r: l}, rules out: c")
	RULE("r5", "when: {any: [{q: l}, {s: l}]}, for: {c: weak}")
	RULE("r6", "when: {not: {any: [{p: k}, {q: k}, {r: k}]}}, for: {c: strong, a: strong}"),

	/* Each question asked only after the one before. */
	HEAD OPTIONS_AB "tree:\n"
	QUESTION("p", "answers: {k: K, l: {label: L, prior: 2}}")
	QUESTION("q", "when: {p: k}, answers: {k: K, l: {label: L, prior: 3}}")
	QUESTION("r", "when: {q: k}, answers: {k: {label: K, prior: 4}, l: L}")
	QUESTION("s", "when: {any: [{r: l}, {p: l}]}, answers: {k: K, l: L}")
	"rules:\n"
	RULE("r1", "when: {r: k}, for: {b: weak}")
	RULE("r2", "when: {s: l}, for: {b: medium}")
	RULE("r3", "when: {not: {q: k}}, against: {b: weak}, for: {a: weak}"),

	/* One answer tells another; neither of them is free to change the winner, but the last
	 * question is. */
	HEAD OPTIONS_ABC "tree:\n"
	QUESTION("p", "answers: {k: K, l: L}") QUESTION("q", "answers: {k: K, l: L}")
	QUESTION("r", "answers: {k: {label: K, prior: 9}, l: L}")
	"impossible:\n"
	"  - {when: {p: k, q: l}, because: B}\n"
	"  - {when: {p: l, q: k}, because: B}\n"
	"rules:\n"
	RULE("r1", "when: {p: l}, for: {b: strong}")
	RULE("r2", "when: {p: k, r: l}, for: {c: weak}"),
};

/* All that can be known of a model: a set of answers for each question, none of them empty. */
static inline uint64_t sample_count(const struct model *model)
{
	uint64_t count = 1;
	for (uint32_t q = 0; q < model->question_count; q++)
		count *= model_all_answers(&model->questions[q]);
	return count;
}

/* The sets with this number. */
static inline void sample_knowledge(const struct model *model, uint64_t number, uint64_t *possible)
{
	for (uint32_t q = 0; q < model->question_count; q++) {
		uint64_t sets = model_all_answers(&model->questions[q]);
		possible[q] = number % sets + 1;
		number /= sets;
	}
}

/* All completions of something known: in list[] from 0 to count; then those that are impossible, up
 * to all. */
struct sample {
	const struct model *model;
	struct brute list[200];
	size_t count, all;
	mpq_t total;
};

static inline void sample_add(void *context, const struct brute *brute)
{
	struct sample *sample = context;
	assert_true(sample->all < sizeof(sample->list) / sizeof(sample->list[0]));
	struct brute *copy = &sample->list[sample->all++];
	*copy = *brute;
	mpq_init(copy->weight);
	mpq_set(copy->weight, brute->weight);
	if (brute->impossible)
		return;
	struct brute moved = sample->list[sample->count];
	sample->list[sample->count++] = *copy;
	if (sample->count < sample->all)
		*copy = moved;
	mpq_add(sample->total, sample->total, brute->weight);
}

static inline void sample_find(struct sample *sample, const struct model *model,
                               const uint64_t *possible)
{
	sample->model = model;
	sample->count = sample->all = 0;
	mpq_init(sample->total);
	brute_each(model, possible, sample_add, sample);
}

static inline void sample_release(struct sample *sample)
{
	for (size_t i = 0; i < sample->all; i++)
		mpq_clear(sample->list[i].weight);
	mpq_clear(sample->total);
}

/* Sets `share` to the weight of the completions that fit, over the weight of all (which is not 0).
 * */
static inline void sample_share(const struct sample *sample,
                                bool (*fits)(const struct brute *brute, uint32_t subject),
                                uint32_t subject,
                                mpq_t share)
{
	mpq_set_ui(share, 0, 1);
	for (size_t i = 0; i < sample->count; i++)
		if (fits(&sample->list[i], subject))
			mpq_add(share, share, sample->list[i].weight);
	mpq_div(share, share, sample->total);
}

static inline bool sample_wins(const struct brute *brute, uint32_t outcome)
{
	return brute->winner == outcome;
}

static inline bool sample_is_decided_by(const struct brute *brute, uint32_t tier)
{
	return (uint32_t)brute->tier == tier;
}

static inline bool sample_holds(const struct brute *brute, uint32_t condition)
{
	return brute_holds(brute, condition);
}

/* Whether two ways to answer differ in question q, and else only in questions that apply in one of
 * them alone. */
static inline bool sample_differ_only_in(const struct brute *a, const struct brute *b,
                                         uint32_t question)
{
	for (uint32_t q = 0; q < a->model->question_count; q++) {
		bool both = a->answers[q] != BRUTE_OFF && b->answers[q] != BRUTE_OFF;
		if (q == question && (!both || a->answers[q] == b->answers[q]))
			return false;
		if (q != question && both && a->answers[q] != b->answers[q])
			return false;
	}
	return true;
}

/* Whether two completions that differ only in a question have different winners. */
static inline bool sample_matters(const struct sample *sample, uint32_t question)
{
	for (size_t i = 0; i < sample->count; i++)
		for (size_t j = 0; j < i; j++)
			if (sample->list[i].winner != sample->list[j].winner
			    && sample_differ_only_in(&sample->list[i], &sample->list[j], question))
				return true;
	return false;
}

static inline bool sample_is_settled(const struct sample *sample)
{
	for (size_t i = 1; i < sample->count; i++)
		if (sample->list[i].winner != sample->list[0].winner)
			return false;
	return true;
}

/* Whether the result is open and the question matters, or decides alone whether a completion is
 * impossible. */
static inline bool sample_informs(const struct sample *sample, uint32_t question)
{
	for (size_t i = sample->count; i < sample->all && !sample_is_settled(sample); i++)
		for (size_t j = 0; j < sample->count; j++)
			if (sample_differ_only_in(&sample->list[i], &sample->list[j], question))
				return true;
	return sample_matters(sample, question);
}

#endif
