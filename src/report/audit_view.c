/* SPDX-License-Identifier: ISC
 *
 * Owns the words for what an audit finds.
 */
#include "report/audit_view.h"

#include <stdlib.h>
#include <string.h>

#include "model/profile.h"
#include "report/words.h"

static struct span span_of(const struct model *model, const struct audit_finding *finding)
{
	if (finding->code == AUDIT_ALLOWED_IN_VAIN)
		return finding->allowance->span;
	switch (audit_subject_of(finding)) {
	case AUDIT_SUBJECT_OPTION:
		return model->options[finding->subject].span;
	case AUDIT_SUBJECT_RULE:
		return model->rules[finding->subject].span;
	case AUDIT_SUBJECT_FACT:
		return model->facts[finding->subject].span;
	case AUDIT_SUBJECT_QUESTION:
		return finding->code == AUDIT_ANSWERS_ALIKE
		               ? model->questions[finding->subject].answers[finding->other].span
		               : model->questions[finding->subject].span;
	case AUDIT_SUBJECT_MODEL:
		break;
	}
	return finding->code == AUDIT_NO_PROFILE ? model->impossibles[0].span : model->options[0].span;
}

static void add_rule_words(const struct model *model, const struct audit_finding *finding, struct buffer *out)
{
	if (finding->detail == AUDIT_NOT_ALL_PROVEN && finding->code == AUDIT_NOT_PROVEN) {
		buffer_add_string(out, "not all that may be wrong was looked for: the budget was spent");
		return;
	}
	if (finding->subject == MODEL_NONE) {
		buffer_add_string(out, "whether a profile can rule out every option was not proven: the budget was spent");
		return;
	}
	struct text id = model->rules[finding->subject].id;
	if (finding->code == AUDIT_RULE_NEVER_HOLDS)
		buffer_format(out, "'%.*s' holds in no profile", TEXT_ARGS(id));
	else if (finding->code == AUDIT_RULE_NEVER_DECIDES)
		buffer_format(out, "without '%.*s' every profile has the same winner", TEXT_ARGS(id));
	else if (finding->code == AUDIT_RULE_CHANGES_NOTHING)
		buffer_format(out, "without '%.*s' every profile has the same verdicts", TEXT_ARGS(id));
	else if (finding->code == AUDIT_RULE_IMPLIED)
		buffer_format(out, "whenever '%.*s' holds, '%.*s' says the same of '%.*s': one mechanism votes twice",
		              TEXT_ARGS(id), TEXT_ARGS(model->rules[finding->other].id),
		              TEXT_ARGS(model->options[finding->detail].id));
	else if (finding->code == AUDIT_RULE_HOLDS_UNASKED)
		buffer_format(out, "'%.*s' can hold although no question that it names applies", TEXT_ARGS(id));
	else if (finding->code == AUDIT_ALLOWED_IN_VAIN)
		buffer_format(out, "'%.*s' allows '%.*s', which is not found of it", TEXT_ARGS(id),
		              TEXT_ARGS(finding->allowance->code));
	else
		buffer_format(out, "whether '%.*s' can change a winner was not proven: the budget was spent", TEXT_ARGS(id));
}

void audit_words(const struct model *model, const struct audit_finding *finding, struct buffer *out)
{
	const struct question *question;
	switch (finding->code) {
	case AUDIT_NO_PROFILE:
		buffer_add_string(out, "every profile is impossible");
		return;
	case AUDIT_NO_OPTION_LEFT:
		buffer_add_string(out, "a profile can rule out every option");
		return;
	case AUDIT_OPTION_NEVER_WINS:
		buffer_format(out, "'%.*s' wins in no profile", TEXT_ARGS(model->options[finding->subject].id));
		return;
	case AUDIT_FACT_CONSTANT:
		buffer_format(out, "'%.*s' holds in %s profile", TEXT_ARGS(model->facts[finding->subject].id),
		              finding->detail ? "every" : "no");
		return;
	case AUDIT_FACT_UNUSED:
		buffer_format(out, "nothing refers to '%.*s'", TEXT_ARGS(model->facts[finding->subject].id));
		return;
	case AUDIT_FACT_SAME:
		buffer_format(out, "'%.*s' holds in the same profiles as '%.*s'",
		              TEXT_ARGS(model->facts[finding->subject].id), TEXT_ARGS(model->facts[finding->other].id));
		return;
	case AUDIT_QUESTION_IDLE:
		buffer_format(out, "no answer to '%.*s' can change the winner",
		              TEXT_ARGS(model->questions[finding->subject].id));
		return;
	case AUDIT_ANSWERS_ALIKE:
		question = &model->questions[finding->subject];
		buffer_format(out, "no rule tells '%.*s' from '%.*s'", TEXT_ARGS(question->answers[finding->other].id),
		              TEXT_ARGS(question->answers[finding->detail].id));
		return;
	case AUDIT_RULE_NEVER_HOLDS:
	case AUDIT_RULE_NEVER_DECIDES:
	case AUDIT_RULE_CHANGES_NOTHING:
	case AUDIT_RULE_IMPLIED:
	case AUDIT_RULE_HOLDS_UNASKED:
	case AUDIT_ALLOWED_IN_VAIN:
	case AUDIT_NOT_PROVEN:
	case AUDIT_CODE_COUNT:
		add_rule_words(model, finding, out);
	}
}

/* What makes it so: "because of the impossible combinations at lines 14 and 16, together". */
static void add_exclusion(const struct model *model, const struct exclusion *exclusion, struct buffer *out)
{
	uint32_t count = 0, told = 0;
	if (exclusion->kind == EXCLUSION_GUARDS)
		buffer_add_string(out, "because of when questions apply: if all of them always did, this would not be so");
	if (exclusion->kind != EXCLUSION_IMPOSSIBLES)
		return;
	for (uint32_t i = 0; i < model->impossible_count; i++)
		count += exclusion->needed[i];
	buffer_format(out, "because of the impossible combination%s at line%s ", count == 1 ? "" : "s",
	              count == 1 ? "" : "s");
	for (uint32_t i = 0; i < model->impossible_count; i++)
		if (exclusion->needed[i]) {
			buffer_add_string(out, told == 0 ? "" : told + 1 < count ? ", " : " and ");
			buffer_format(out, "%u", model->impossibles[i].span.line);
			told++;
		}
	buffer_add_string(out, count == 1 ? "" : ", together");
}

void audit_add_diagnostics(const struct audit *audit, struct diagnostics *found)
{
	const struct model *model = audit->model;
	for (size_t i = 0; i < audit->count; i++) {
		const struct audit_finding *finding = &audit->findings[i];
		struct buffer text = {0};
		audit_words(model, finding, &text);
		diagnostic_add(found, audit_severity(finding->code), audit_code_name(finding->code),
		               span_of(model, finding), "%s", text.bytes);
		if (finding->code == AUDIT_RULE_IMPLIED)
			diagnostic_also(found, model->rules[finding->other].span, "the other rule");
		if (finding->code == AUDIT_FACT_SAME)
			diagnostic_also(found, model->facts[finding->other].span, "the other fact");
		buffer_clear(&text);
		add_exclusion(model, &finding->exclusion, &text);
		if (finding->has_witness)
			profile_print(&finding->witness, TEXT(""), &text);
		diagnostic_detail(found, buffer_text(&text));
		buffer_release(&text);
	}
}

static void add_share(struct text name, const mpq_t share, struct buffer *out)
{
	buffer_format(out, "%s%.*s ", out->length ? ", " : "", TEXT_ARGS(name));
	words_share(share, out);
}

/* "1 rule", "2 rules". */
static void add_count(size_t count, const char *what, struct buffer *out)
{
	buffer_format(out, "%zu %s%s", count, what, count == 1 ? "" : "s");
}

static void add_size(const struct audit *audit, const char *profiles, struct buffer *out)
{
	const struct model *model = audit->model;
	buffer_format(out, "%.*s, revision %u: ", TEXT_ARGS(model->id), model->revision);
	add_count(model->question_count, "question", out);
	buffer_add_string(out, ", ");
	add_count(model->fact_count, "fact", out);
	buffer_add_string(out, ", ");
	add_count(model->rule_count, "rule", out);
	bool is_one = profiles && strcmp(profiles, "1") == 0;
	buffer_format(out, "; %s profile%s, ", profiles ? profiles : "very many", is_one ? "" : "s");
	add_count(audit->completions.state_count, "state", out);
	buffer_add_string(out, ", ");
	add_count(audit->completions.node_count, "node", out);
}

void audit_print_summary(const struct audit *audit, const char *profiles, const struct layout *layout,
                         struct buffer *out)
{
	const struct model *model = audit->model;
	struct buffer text = {0};
	add_size(audit, profiles, &text);
	layout_paragraph(layout, "", buffer_text(&text), LAYOUT_FLOW, out);
	buffer_clear(&text);
	for (uint32_t o = 0; o <= model->option_count; o++)
		add_share(model_outcome_id(model, o), audit->completions.low[o], &text);
	layout_paragraph(layout, "  wins: ", buffer_text(&text), LAYOUT_FLOW, out);
	buffer_clear(&text);
	for (int tier = 0; tier < TIER_COUNT; tier++)
		add_share(text_of(words_tier((enum tier)tier)), audit->completions.tiers[tier], &text);
	layout_paragraph(layout, "  decided by: ", buffer_text(&text), LAYOUT_FLOW, out);
	if (audit->allowed_count > 0) {
		buffer_clear(&text);
		add_count(audit->allowed_count, "finding", &text);
		layout_paragraph(layout, "  allowed: ", buffer_text(&text), LAYOUT_FLOW, out);
	}
	if (audit->completions.possible && !(audit->completions.exact && audit->completions.tiers_exact))
		layout_paragraph(layout, "  ", TEXT("The shares are lower bounds: the budget was spent."), LAYOUT_FLOW, out);
	buffer_release(&text);
}
