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

/* What can be is shown by a profile; other findings say what cannot be, which no profile shows. */
static void check_witness(const struct oracle_view *oracle, const struct engine_model *engine, size_t index,
                          struct buffer *what)
{
	const struct oracle_finding *finding = &engine->findings.list[index];
	bool none_left = finding->code == ORACLE_NO_OPTION_LEFT, unasked = finding->code == ORACLE_RULE_HOLDS_UNASKED;
	const struct oracle_profile *profile = compare_find_profile(&oracle->model, engine->witnesses[index]);
	compare_number(what, "a finding comes with a profile", none_left || unasked, engine->has_witness[index]);
	if (none_left && (!profile || profile->winner != oracle->model.option_count))
		buffer_add_string(what, "# the profile without an option left is none\n");
	if (unasked && (!profile || finding->subject >= oracle->model.rule_count || !profile->holds[finding->subject]))
		buffer_add_string(what, "# the profile in which a rule holds unasked is none\n");
}

void compare_findings(const struct oracle_view *oracle, const struct engine_view *engine, struct buffer *what)
{
	compare_number(what, "findings", oracle->model.findings.count, engine->model.findings.count);
	say_missing(&oracle->model.findings, &engine->model.findings, "oracle", what);
	say_missing(&engine->model.findings, &oracle->model.findings, "engine", what);
	for (size_t i = 0; i < engine->model.findings.count; i++)
		check_witness(oracle, &engine->model, i, what);
}

/* Spoils the witness if there is one, now and then, else a finding, or takes the last away. */
bool spoil_findings(struct engine_view *engine, size_t which)
{
	struct oracle_findings *findings = &engine->model.findings;
	size_t index = findings->count > 0 ? which % findings->count : 0;
	struct oracle_finding *finding = &findings->list[index];
	int *witness = engine->model.witnesses[index];
	if (findings->count == 0)
		return false;
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
