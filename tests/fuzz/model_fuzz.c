/* SPDX-License-Identifier: ISC
 *
 * The input is a model file. What it is worth is said; if it is sound, it is shown, drawn and decided by in every form,
 * and the profile to fill in that is made of it must be one of its profiles.
 */
#include "fuzz.h"

#include "model/model_load.h"
#include "report/profile_form.h"
#include "report/show_graph.h"
#include "report/show_model.h"

static const struct layout layout = {LAYOUT_USUAL_WIDTH, false};

static void check_form(const struct model *model, const struct answers *answers)
{
	struct buffer form = {0};
	struct source source;
	struct diagnostics found = {0};
	struct profile profile = {.answers = *answers, .expect = MODEL_NONE}, read;
	profile_form_print(&profile, &form);
	source_of_bytes(&source, "form", form.bytes, form.length);
	bool good = profile_open(&read, &source, &found) && profile_bind(&read, model, &found);
	fuzz_demand(good, "the profile to fill in is in error");
	profile_release(&read);
	diagnostics_release(&found);
	fuzz_check_shown(&form);
	buffer_release(&form);
}

static void check_views(const struct model *model)
{
	struct buffer shown = {0};
	show_model(model, &layout, &shown);
	fuzz_check_shown(&shown);
	show_json_model(model, &shown);
	fuzz_check_json(&shown);
	show_graph_dot(model, &shown);
	fuzz_check_shown(&shown);
	show_graph_mermaid(model, &shown);
	fuzz_check_shown(&shown);
	for (size_t i = 0; i < thing_count(model); i++) {
		show_thing(model, thing_at(model, i), &layout, &shown);
		fuzz_check_shown(&shown);
		show_json_thing(model, thing_at(model, i), &shown);
		fuzz_check_json(&shown);
	}
	buffer_release(&shown);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct source source;
	struct model model;
	struct answers answers;
	struct diagnostics found = {0};
	source_of_bytes(&source, "model\x1b.yaml", (const char *)bytes, length);
	bool meant = model_load_meant(&source);
	bool sound = model_load(&model, &source, &found);
	fuzz_demand(meant || !sound, "a sound model is not taken for one");
	fuzz_check_findings(&found);
	diagnostics_release(&found);
	if (sound) {
		check_views(&model);
		answers_init(&answers, &model);
		check_form(&model, &answers);
		fuzz_check_report(&answers, NULL);
		answers_release(&answers);
	}
	model_release(&model);
	return 0;
}
