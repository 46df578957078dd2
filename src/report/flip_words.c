/* SPDX-License-Identifier: ISC
 *
 * Owns the words for flips.
 */
#include "report/words.h"

enum { MOST_SHOWN = 3 };

void words_flip(const struct model *model, const struct flip *flip, size_t size, struct buffer *out)
{
	for (size_t i = 0; i < size; i++) {
		const struct question *question = &model->questions[flip->changes[i].question];
		const struct answer *answer = &question->answers[flip->changes[i].answer];
		buffer_format(out, "%s%.*s = %.*s", i ? ", " : "", TEXT_ARGS(question->id), TEXT_ARGS(answer->id));
		bool is_last = flip->changes[i].answer + 1 == question->answer_count;
		if (question->is_number && is_last)
			buffer_add_string(out, "+");
		else if (question->is_number && answer[1].bound > answer->bound + 1)
			buffer_format(out, "-%llu", (unsigned long long)answer[1].bound - 1);
	}
}

void words_flips(const struct report *report, uint32_t option, struct buffer *out)
{
	const struct flips *flips = &report->flips[option];
	size_t shown = flips->count < MOST_SHOWN ? flips->count : MOST_SHOWN, left = flips->count - shown;
	if (flips->size == 0) {
		buffer_add_string(out, "nothing has to change; it wins whatever the open answers are");
		return;
	}
	if (flips->count == 0)
		buffer_format(out, "more than %d answers, if it can be at all%s", FLIPS_LARGEST,
		              flips->exact ? "" : " (not all were tried)");
	for (size_t i = 0; i < shown; i++) {
		buffer_add_string(out, i ? "; or " : "");
		words_flip(report->model, &flips->kept[i], flips->size, out);
	}
	if (left)
		buffer_format(out, "; or %s%zu other%s", flips->exact ? "" : "at least ", left, left == 1 ? "" : "s");
}
