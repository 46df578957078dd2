/* SPDX-License-Identifier: ISC
 *
 * whether diff: how two profiles differ, or two models.
 */
#include <stdlib.h>

#include "analyse/decisive_answers.h"
#include "analyse/encode.h"
#include "cli/profile_walk.h"
#include "report/difference.h"

enum { SIDES = 2 };

static enum status usage(const char *words)
{
	struct buffer message = {0};
	buffer_format(&message, "%s; see whether diff --help", words);
	session_complain(&message);
	return STATUS_USAGE;
}

/* Two profiles by one model: the second is read while the first is visited, so that both are there to compare. */
struct profile_pair {
	const struct options *options;
	struct profile_walk walk;
	struct report reports[SIDES];
	size_t count;
};

static enum status compare(struct profile_pair *pair)
{
	const struct options *options = pair->options;
	const struct report *first = &pair->reports[0], *second = &pair->reports[1];
	struct profile_difference difference = {{first, second}, NULL};
	struct layout layout = session_layout(options, false);
	struct buffer text = {0};
	bool same = first->completions.leader == second->completions.leader;
	if (!same) {
		difference.decisive = memory_new(first->model->question_count, sizeof(*difference.decisive));
		struct effort effort = {.budget = EFFORT_MOST_STATES};
		decisive_answers_find(first->answers, second->answers, &effort, difference.decisive);
	}
	if (options->format == FORMAT_JSON)
		emit_json_difference(&difference, &text);
	else
		emit_difference(&difference, &layout, &text);
	session_write_as(options->format, buffer_text(&text));
	free(difference.decisive);
	buffer_release(&text);
	return same ? STATUS_DONE : STATUS_NEGATIVE;
}

static enum status visit(void *context, struct profile *profile, struct diagnostics *found)
{
	struct profile_pair *pair = context;
	struct report *report = &pair->reports[pair->count];
	enum status status;
	if (!report_make(report, &profile->answers, profile, EFFORT_MOST_STATES)) {
		status = session_refuse_impossible(&profile->answers, found);
	} else {
		session_warn_of_ignored(&profile->answers, &report->completions, found);
		status = ++pair->count < SIDES ? profile_walk_file(&pair->walk, pair->options->operands[pair->count])
		                               : compare(pair);
	}
	report_release(report);
	return status;
}

static enum status diff_profiles(const struct options *options)
{
	struct profile_pair pair = {.options = options, .walk = {.options = options, .visit = visit}};
	pair.walk.context = &pair;
	enum status status = profile_walk_file(&pair.walk, options->operands[0]);
	profile_walk_release(&pair.walk);
	return status;
}

static enum status refuse_circular(const struct joint *joint)
{
	struct buffer message = {0};
	buffer_format(&message, "no order of the questions suits both %s and %s: '%.*s' would have to come before itself",
	              joint->models[0]->source.name, joint->models[1]->source.name, TEXT_ARGS(joint->circular));
	session_complain(&message);
	return STATUS_BAD_INPUT;
}

static enum status refuse_large(void)
{
	struct buffer message = {0};
	buffer_add_string(&message, "the models are too large to compare exactly");
	session_complain(&message);
	return STATUS_BAD_INPUT;
}

static enum status compare_joint(const struct options *options, const struct joint *joint)
{
	struct model_difference difference;
	struct layout layout = session_layout(options, false);
	struct buffer text = {0};
	model_difference_find(&difference, joint, DIFFERENCE_MOST_STATES);
	enum status status = !difference.exact                      ? refuse_large()
	                     : mpz_sgn(difference.different) == 0 ? STATUS_DONE
	                                                          : STATUS_NEGATIVE;
	if (difference.exact) {
		if (options->format == FORMAT_JSON)
			emit_json_model_difference(&difference, joint, &text);
		else
			emit_model_difference(&difference, joint, &layout, &text);
		session_write_as(options->format, buffer_text(&text));
	}
	model_difference_release(&difference);
	buffer_release(&text);
	return status;
}

static enum status diff_models(const struct options *options)
{
	struct model models[SIDES];
	struct joint joint;
	enum status status = STATUS_DONE;
	size_t loaded = 0;
	for (; status == STATUS_DONE && loaded < SIDES; loaded++)
		status = session_load_model(&models[loaded], options, text_of(options->operands[loaded]));
	if (status == STATUS_DONE) {
		status = joint_init(&joint, &models[0], &models[1]) ? compare_joint(options, &joint)
		                                                    : refuse_circular(&joint);
		joint_release(&joint);
	}
	while (loaded-- > 0)
		model_release(&models[loaded]);
	return status;
}

static enum status run(const struct options *options)
{
	if (options->operand_count != SIDES)
		return usage("diff needs two profiles, or two models with --models");
	if (options->models && options->model)
		return usage("--model chooses the model of two profiles; it does not go with --models");
	return options->models ? diff_models(options) : diff_profiles(options);
}

const struct command command_diff = {
	.name = "diff",
	.operands = "PROFILE PROFILE",
	.summary = "how two profiles, or models, differ, and what makes the difference",
	.options = OPTION_BIT(OPTION_MODELS) | OPTION_BIT(OPTION_MODEL) | OPTION_BIT(OPTION_FORMAT)
	           | OPTION_BIT(OPTION_WIDTH) | OPTION_BIT(OPTION_COLOR) | OPTION_BIT(OPTION_HELP),
	.formats = FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_JSON),
	.run = run,
};
