/* SPDX-License-Identifier: ISC
 *
 * Compares what check finds in a model: the same findings, in any order.
 */
#include "compare_internal.h"

static bool has(const struct oracle_findings *findings, const struct oracle_finding *wanted)
{
	for (size_t i = 0; i < findings->count; i++) {
		const struct oracle_finding *finding = &findings->list[i];
		if (finding->code == wanted->code && finding->subject == wanted->subject &&
		    finding->other == wanted->other && finding->detail == wanted->detail)
			return true;
	}
	return false;
}

static void say_index(const char *name, size_t index, struct buffer *what)
{
	if (index != ORACLE_NO_INDEX)
		buffer_format(what, ", %s %zu", name, index);
}

/* Says which findings of one side the other does not have. */
static void say_missing(const struct oracle_findings *from, const struct oracle_findings *in, const char *side,
                        struct buffer *what)
{
	for (size_t i = 0; i < from->count; i++) {
		const struct oracle_finding *finding = &from->list[i];
		bool known = finding->code < ORACLE_CODES;
		if (has(in, finding))
			continue;
		buffer_format(what, "# only the %s finds %s", side, known ? oracle_code_names[finding->code] : "nonsense");
		say_index("subject", finding->subject, what);
		say_index("other", finding->other, what);
		say_index("detail", finding->detail, what);
		buffer_add_string(what, " (counted from 0)\n");
	}
}

/* Whether a profile shows what a finding says; only of what can be is there one. */
static bool is_shown(const struct oracle_model *model, const struct oracle_finding *finding,
                     const struct oracle_profile *profile)
{
	if (finding->code == ORACLE_NO_OPTION_LEFT)
		return profile->winner == model->option_count;
	if (finding->code != ORACLE_RULE_HOLDS_UNASKED || finding->subject >= model->rule_count)
		return false;
	for (size_t q = 0; q < model->question_count; q++)
		if (model->names[finding->subject][q] && profile->choices[q] != ORACLE_NOT_ASKED)
			return false;
	return profile->holds[finding->subject];
}

static void check_witness(const struct oracle_model *model, const struct engine_model *engine, size_t index,
                          struct buffer *what)
{
	const struct oracle_finding *finding = &engine->findings.list[index];
	bool expected = finding->code == ORACLE_NO_OPTION_LEFT || finding->code == ORACLE_RULE_HOLDS_UNASKED;
	const struct oracle_profile *profile = compare_find_profile(model, engine->witnesses[index]);
	compare_number(what, "a finding comes with a profile", expected, engine->has_witness[index]);
	if (expected && (!profile || !is_shown(model, finding, profile)))
		buffer_format(what, "# the profile that comes with %s does not show it\n", oracle_code_names[finding->code]);
}

static void compare_lists(const struct oracle_findings *expected, const struct oracle_findings *got, const char *name,
                          struct buffer *what)
{
	compare_number(what, name, expected->count, got->count);
	say_missing(expected, got, "oracle", what);
	say_missing(got, expected, "engine", what);
}

void compare_findings(const struct oracle_view *oracle, const struct engine_view *engine, struct buffer *what)
{
	compare_lists(&oracle->model.findings, &engine->model.findings, "findings", what);
	compare_lists(&oracle->model.allowed, &engine->model.allowed, "findings that are allowed", what);
	for (size_t i = 0; i < engine->model.findings.count; i++)
		check_witness(&oracle->model, &engine->model, i, what);
}

/* Spoils the witness of a finding if it has one, else the finding, or takes the last one away, of those that are allowed if
 * there are such. */
bool spoil_findings(struct engine_view *engine, size_t which)
{
	struct oracle_findings *allowed = &engine->model.allowed;
	struct oracle_findings *findings = allowed->count > 0 && which % 4 == 0 ? allowed : &engine->model.findings;
	size_t index = findings->count > 0 ? which % findings->count : 0;
	struct oracle_finding *finding = &findings->list[index];
	int *witness = engine->model.witnesses[index];
	if (findings->count == 0)
		return false;
	if (findings == allowed) {
		allowed->count--;
		return true;
	}
	if (engine->model.has_witness[index]) {
		witness[0] = witness[0] == ORACLE_NOT_ASKED ? 0 : ORACLE_NOT_ASKED;
		return true;
	}
	switch (which % 6) {
	case 0:
		finding->code = (enum oracle_code)((finding->code + 1) % ORACLE_CODES);
		break;
	case 1:
		finding->subject += ORACLE_MOST_RULES;
		break;
	case 2:
		finding->other = finding->other == ORACLE_NO_INDEX ? 0 : finding->other + ORACLE_MOST_RULES;
		break;
	case 3:
		finding->detail = finding->detail == ORACLE_NO_INDEX ? 0 : ORACLE_NO_INDEX;
		break;
	case 4:
		engine->model.has_witness[index] = true;
		break;
	default:
		findings->count--;
		break;
	}
	return true;
}
