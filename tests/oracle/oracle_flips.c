/* SPDX-License-Identifier: ISC
 *
 * Flips straight from their definition: what they assign takes the place of what was known, and then all complete
 * profiles that agree are looked at. An answer to a question that does not apply in a profile says nothing of it.
 */
#include "oracle_flips.h"

#include "base/memory.h"

static bool agrees(const struct oracle_model *model, const struct oracle_profile *profile, const uint64_t *open)
{
	for (size_t i = 0; i < model->question_count; i++)
		if (profile->choices[i] != ORACLE_NOT_ASKED && !(open[i] >> profile->choices[i] & 1))
			return false;
	return true;
}

size_t oracle_forced(const struct oracle_model *model, const uint64_t *open)
{
	size_t forced = ORACLE_NOT_FORCED;
	for (size_t i = 0; i < model->profile_count; i++) {
		size_t winner = model->profiles[i].winner;
		if (winner == forced || !agrees(model, &model->profiles[i], open))
			continue;
		if (forced != ORACLE_NOT_FORCED)
			return ORACLE_NOT_FORCED;
		forced = winner;
	}
	return forced;
}

struct trial {
	const struct oracle_model *model;
	uint64_t open[ORACLE_MOST_QUESTIONS];    /* with the changes made */
	struct oracle_flip flip;                 /* these changes */
	struct oracle_flips *flips;              /* to each option */
};

static void keep(struct trial *trial, size_t size, struct oracle_flips *flips)
{
	if (flips->count > 0 && flips->size < size)
		return;
	flips->size = size;
	if (flips->count < ORACLE_FLIPS_KEPT)
		flips->kept[flips->count] = trial->flip;
	flips->count++;
}

/* Tries all sets of `size` changes of which the first `made` are made; the others are to questions from `first` on. */
static void try_changes(struct trial *trial, size_t size, size_t made, size_t first)
{
	if (made == size) {
		size_t winner = oracle_forced(trial->model, trial->open);
		if (winner < trial->model->option_count)
			keep(trial, size, &trial->flips[winner]);
		return;
	}
	for (size_t q = first; q < trial->model->question_count; q++) {
		uint64_t before = trial->open[q];
		for (size_t choice = 0; choice < trial->model->choice_counts[q]; choice++) {
			if (trial->model->fixed[q] || before == UINT64_C(1) << choice)
				continue;
			trial->open[q] = UINT64_C(1) << choice;
			trial->flip.changes[made].question = q;
			trial->flip.changes[made].choice = choice;
			try_changes(trial, size, made + 1, q + 1);
		}
		trial->open[q] = before;
	}
}

static bool all_found(const struct trial *trial)
{
	for (size_t o = 0; o < trial->model->option_count; o++)
		if (trial->flips[o].count == 0)
			return false;
	return true;
}

void oracle_flips_find(const struct oracle_model *model, const uint64_t *open, struct oracle_flips *flips)
{
	struct trial trial = {.model = model, .flips = flips};
	for (size_t i = 0; i < model->question_count; i++)
		trial.open[i] = open[i];
	for (size_t o = 0; o < model->option_count; o++)
		flips[o] = (struct oracle_flips){.size = ORACLE_LARGEST_FLIP + 1};
	for (size_t size = 0; size <= ORACLE_LARGEST_FLIP && !all_found(&trial); size++)
		try_changes(&trial, size, 0, 0);
}
