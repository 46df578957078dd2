/* SPDX-License-Identifier: ISC
 *
 * Owns the search for the smallest certificate: all sets of answers, the small ones first.
 */
#include "certificate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void certificate_init(struct certificate *certificate, const struct model *model)
{
	uint64_t *possible = memory_new(model->question_count, sizeof(*possible));
	for (uint32_t q = 0; q < model->question_count; q++)
		possible[q] = model_all_answers(&model->questions[q]);
	*certificate = (struct certificate){0};
	encode(&certificate->whole, model, possible, ENCODE_OUTCOME, MODEL_NONE, EFFORT_MOST_STATES);
	if (!certificate->whole.exact) {
		fprintf(stderr, "bench: the model is too large to find certificates\n");
		exit(EXIT_FAILURE);
	}
	certificate->visited = memory_new(certificate->whole.diagram.node_count, sizeof(*certificate->visited));
	certificate->answers = memory_new(model->question_count, sizeof(*certificate->answers));
	certificate->given = memory_new(model->question_count, sizeof(*certificate->given));
	certificate->open = memory_new(model->question_count, sizeof(*certificate->open));
	free(possible);
}

void certificate_release(struct certificate *certificate)
{
	encoding_release(&certificate->whole);
	free(certificate->visited);
	free(certificate->answers);
	free(certificate->given);
	free(certificate->open);
	*certificate = (struct certificate){0};
}

static bool is_single(uint64_t set)
{
	return set != 0 && (set & (set - 1)) == 0;
}

/* Whether all that can be reached from a node by the answers given has one outcome, that of the rest of the walk. */
static bool agrees_rec(struct certificate *certificate, uint32_t node)
{
	const struct encoding *whole = &certificate->whole;
	if (certificate->visited[node] == certificate->walk)
		return true;
	certificate->visited[node] = certificate->walk;
	if (diagram_is_terminal(&whole->diagram, node)) {
		certificate->outcomes |= diagram_payload(&whole->diagram, node);
		return certificate->outcomes == ENCODE_IMPOSSIBLE || is_single(certificate->outcomes);
	}
	uint32_t level = diagram_level(&whole->diagram, node), question = whole->questions[level];
	for (uint32_t v = 0; v < whole->value_counts[level]; v++)
		if ((!certificate->given[question] || certificate->answers[question] == v)
		    && !agrees_rec(certificate, diagram_child(&whole->diagram, node, v)))
			return false;
	return true;
}

/* Whether `more` answers to questions from the one at `from` on, added to those given, can settle the result. */
static bool settles_rec(struct certificate *certificate, uint32_t from, uint32_t more)
{
	if (more == 0) {
		certificate->walk++;
		certificate->outcomes = ENCODE_IMPOSSIBLE;
		return agrees_rec(certificate, certificate->whole.root);
	}
	for (uint32_t i = from; i + more <= certificate->open_count; i++) {
		certificate->given[certificate->open[i]] = true;
		bool settles = settles_rec(certificate, i + 1, more - 1);
		certificate->given[certificate->open[i]] = false;
		if (settles)
			return true;
	}
	return false;
}

uint32_t certificate_find(struct certificate *certificate, const struct answers *start, const uint64_t *possible)
{
	uint32_t size = 0;
	certificate->open_count = 0;
	for (uint32_t q = 0; q < start->model->question_count; q++) {
		uint32_t *answer = &certificate->answers[q];
		certificate->given[q] = answers_is_single(start, q, answer);
		if (certificate->given[q] || !is_single(possible[q]))
			continue;
		for (*answer = 0; !(possible[q] >> *answer & 1);)
			++*answer;
		certificate->open[certificate->open_count++] = q;
	}
	while (!settles_rec(certificate, 0, size))
		size++;
	return size;
}
