/* SPDX-License-Identifier: ISC
 *
 * Compares what would change the result, and what suffices for it.
 */
#include "compare_internal.h"

#include <string.h>

static bool is_same(const struct oracle_flip *a, const struct oracle_flip *b, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (a->changes[i].question != b->changes[i].question || a->changes[i].choice != b->changes[i].choice)
			return false;
	return true;
}

static void say_flip(const struct oracle_flip *flip, size_t size, struct buffer *what)
{
	for (size_t i = 0; i < size; i++)
		buffer_format(what, " q%zu=%zu", flip->changes[i].question + 1, flip->changes[i].choice + 1);
}

void compare_flips(const struct oracle_view *oracle, const struct engine_view *engine, struct buffer *what)
{
	for (size_t o = 0; o < oracle->model.option_count; o++) {
		const struct oracle_flips *expected = &oracle->flips[o], *got = &engine->profile.flips[o].found;
		if (!engine->profile.flips[o].exact)
			buffer_format(what, "# flips to o%zu: not exact\n", o + 1);
		if (expected->size != got->size || expected->count != got->count) {
			buffer_format(what, "# flips to o%zu: oracle %zu of %zu, engine %zu of %zu\n", o + 1,
			              expected->count, expected->size, got->count, got->size);
			continue;
		}
		for (size_t i = 0; i < expected->count && i < ORACLE_FLIPS_KEPT; i++) {
			if (is_same(&expected->kept[i], &got->kept[i], expected->size))
				continue;
			buffer_format(what, "# flip %zu to o%zu: oracle", i + 1, o + 1);
			say_flip(&expected->kept[i], expected->size, what);
			buffer_add_string(what, ", engine");
			say_flip(&got->kept[i], expected->size, what);
			buffer_add_string(what, "\n");
		}
	}
}

bool spoil_flips(struct engine_view *engine, size_t which)
{
	struct engine_flips *flips = &engine->profile.flips[which % engine->model.option_count];
	size_t kept = flips->found.count < ORACLE_FLIPS_KEPT ? flips->found.count : ORACLE_FLIPS_KEPT;
	switch (which % 5) {
	case 0:
		flips->exact = !flips->exact;
		break;
	case 1:
		flips->found.size++;
		break;
	case 2:
		flips->found.count++;
		break;
	default:
		if (kept == 0 || flips->found.size == 0)
			return false;
		flips->found.kept[which % kept].changes[which % flips->found.size].choice++;
		break;
	}
	return true;
}

/* The outcome that the answers marked, and nothing else, force. */
static size_t forced_by(const struct oracle_view *oracle, const bool *kept)
{
	uint64_t open[ORACLE_MOST_QUESTIONS];
	for (size_t q = 0; q < oracle->model.question_count; q++)
		open[q] = kept[q] ? oracle->profile.open[q] : (UINT64_C(1) << oracle->model.choice_counts[q]) - 1;
	return oracle_forced(&oracle->model, open);
}

/* Checks that the answers kept are among those given, are enough, and that none of them is needless. */
static void check_kept(const struct oracle_view *oracle, size_t option, const bool *kept, struct buffer *what)
{
	bool less[ORACLE_MOST_QUESTIONS];
	if (forced_by(oracle, kept) != option)
		buffer_format(what, "# what is said to suffice for o%zu does not\n", option + 1);
	for (size_t q = 0; q < oracle->model.question_count; q++) {
		if (!kept[q])
			continue;
		if (!oracle->profile.given[q])
			buffer_format(what, "# sufficient for o%zu: q%zu was not given\n", option + 1, q + 1);
		memcpy(less, kept, sizeof(less));
		less[q] = false;
		if (forced_by(oracle, less) == option)
			buffer_format(what, "# sufficient for o%zu: q%zu is needless\n", option + 1, q + 1);
	}
}

void compare_sufficient(const struct oracle_view *oracle, const struct engine_view *engine, struct buffer *what)
{
	size_t forced = oracle_forced(&oracle->model, oracle->profile.open);
	for (size_t o = 0; o < oracle->model.option_count; o++) {
		const struct engine_sufficient *sufficient = &engine->profile.sufficient[o];
		if (sufficient->found != (forced == o))
			buffer_format(what, "# something suffices for o%zu: oracle %d, engine %d\n", o + 1, forced == o,
			              sufficient->found);
		else if (sufficient->found)
			check_kept(oracle, o, sufficient->kept, what);
	}
}

bool spoil_sufficient(struct engine_view *engine, size_t which)
{
	struct engine_sufficient *sufficient = &engine->profile.sufficient[which % engine->model.option_count];
	size_t question = which % engine->model.question_count;
	if (which % 2 || !sufficient->found)
		sufficient->found = !sufficient->found;
	else
		sufficient->kept[question] = !sufficient->kept[question];
	return true;
}
