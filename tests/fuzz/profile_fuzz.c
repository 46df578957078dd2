/* SPDX-License-Identifier: ISC
 *
 * The input is a profile file. If it is sound, the report is made in every form, and what is saved of its answers, as
 * they are and as a profile to fill in, must be read as the same.
 */
#include "fuzz.h"

#include "report/profile_form.h"

static bool is_same(const struct answer_set *a, const struct answer_set *b)
{
	return a->state == b->state && a->answers == b->answers
	       && (a->state != ANSWER_GIVEN || (a->low == b->low && a->high == b->high));
}

/* Reads a profile that the program wrote. Of missing answers a form makes unknown ones. */
static void check_written(const struct model *model, const struct answers *answers, struct buffer *text, bool is_form)
{
	struct source source;
	struct profile profile;
	struct diagnostics found = {0};
	source_of_bytes(&source, "written", text->bytes, text->length);
	bool good = profile_open(&profile, &source, &found) && profile_bind(&profile, model, &found);
	fuzz_demand(good, "a profile that was written cannot be read");
	for (uint32_t q = 0; q < model->question_count; q++) {
		bool is_missing = answers->sets[q].state == ANSWER_MISSING && is_form;
		fuzz_demand(is_missing || is_same(&answers->sets[q], &profile.answers.sets[q]),
		            "a profile that was written says something else");
	}
	profile_release(&profile);
	diagnostics_release(&found);
	fuzz_check_shown(text);
}

static void check_profile(const struct model *model, const struct profile *profile)
{
	struct buffer text = {0};
	fuzz_check_report(&profile->answers, profile);
	profile_print(&profile->answers, profile->title, &text);
	check_written(model, &profile->answers, &text, false);
	profile_form_print(profile, &text);
	check_written(model, &profile->answers, &text, true);
	buffer_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct source source;
	struct model model;
	struct profile profile;
	struct diagnostics found = {0};
	fuzz_load(&model, fuzz_model);
	source_of_bytes(&source, "profile\xff.yaml", (const char *)bytes, length);
	if (profile_open(&profile, &source, &found) && profile_bind(&profile, &model, &found))
		check_profile(&model, &profile);
	fuzz_check_findings(&found);
	diagnostics_release(&found);
	profile_release(&profile);
	model_release(&model);
	return 0;
}
