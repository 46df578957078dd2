/* SPDX-License-Identifier: ISC
 *
 * Owns the words for what a rule lacks: a walk down its condition to the parts that fail or are not known.
 */
#include <stdlib.h>

#include "report/condition_words.h"
#include "report/words.h"

struct walk {
	const struct report *report;
	enum truth wanted;       /* of the parts to name */
	size_t parts;            /* named so far, or one more than are named at most: then there are others */
	const char *separator;   /* between the parts of the group at hand */
	bool *named;             /* of each fact: its parts have been named */
	struct buffer *out;
};

static void name_leaf(struct walk *walk, const struct condition *condition, bool negated)
{
	const struct report *report = walk->report;
	const struct question *question = &report->model->questions[condition->subject];
	if (++walk->parts > WORDS_MOST_PARTS)
		return;
	buffer_format(walk->out, "%s%.*s is %s", walk->parts == 1 ? "" : walk->separator,
	              TEXT_ARGS(question->id), negated ? "not " : "");
	condition_words_answers(question, condition->answers, walk->out);
	if (report->decision.truths[question->applies] == TRUTH_FALSE) {
		buffer_add_string(walk->out, " (but it does not apply)");
	} else if (report->answers->sets[condition->subject].state == ANSWER_GIVEN) {
		buffer_format(walk->out, " (%s%.*s = ", walk->wanted == TRUTH_UNKNOWN ? "" : "but ",
		              TEXT_ARGS(question->id));
		answers_print(report->answers, condition->subject, walk->out);
		buffer_add_string(walk->out, ")");
	} else {
		buffer_add_string(walk->out, " (not known)");
	}
}

/* Names the leaves below whose truth makes the condition what it is; under `not` what is wanted is turned round. */
static void name_rec(struct walk *walk, uint32_t index, bool negated)
{
	const struct model *model = walk->report->model;
	const struct condition *condition = &model->conditions[index];
	enum truth truth = (enum truth)walk->report->decision.truths[index];
	switch (condition->kind) {
	case CONDITION_ALWAYS:
		return;
	case CONDITION_ANSWER:
		name_leaf(walk, condition, negated);
		return;
	case CONDITION_FACT:
		if (!walk->named[condition->subject])
			name_rec(walk, model->facts[condition->subject].condition, negated);
		walk->named[condition->subject] = true;
		return;
	case CONDITION_NOT:
		name_rec(walk, condition->children[0], !negated);
		return;
	case CONDITION_ALL:
	case CONDITION_ANY:
		break;
	}
	/* What comes before the first part is up to the group around; the parts among themselves are joined by this one. */
	const char *joint = (condition->kind == CONDITION_ANY) != negated ? ", or " : "; ";
	for (uint32_t i = 0; i < condition->child_count && walk->parts <= WORDS_MOST_PARTS; i++) {
		if (walk->report->decision.truths[condition->children[i]] != truth)
			continue;
		name_rec(walk, condition->children[i], negated);
		walk->separator = joint;
	}
}

void words_missing(const struct report *report, const struct reason *reason, struct buffer *out)
{
	struct walk walk = {report, reason->truth, 0, "; ", NULL, out};
	walk.named = memory_new(report->model->fact_count, sizeof(*walk.named));
	name_rec(&walk, report->model->rules[reason->rule].condition, false);
	if (walk.parts > WORDS_MOST_PARTS)
		buffer_add_string(out, ", and more");
	free(walk.named);
}
