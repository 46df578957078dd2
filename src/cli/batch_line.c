/* SPDX-License-Identifier: ISC
 *
 * Owns the ways that a line can take: complete and regular ones are decided by the compiled model without allocation;
 * what is open is first tried by the truths of conditions alone, then by a diagram of what is open, which takes less
 * than to cut it out of one of the whole model; what is not regular is read as profile files are.
 */
#include "cli/batch_line.h"

#include "analyse/prospects.h"

_Static_assert((int)JSON_PROFILE_OPEN == (int)NETWORK_OPEN, "what is read is evaluated as it is");

void batch_rules_init(struct batch_rules *rules, bool full)
{
	network_make(&rules->network, &rules->model);
	line_view_init(&rules->view, &rules->network, full);
}

void batch_rules_release(struct batch_rules *rules)
{
	line_view_release(&rules->view);
	network_release(&rules->network);
	answers_release(&rules->settings);
	model_release(&rules->model);
}

void batch_line_init(struct batch_line *line, struct batch_rules *rules)
{
	const struct model *model = &rules->model;
	*line = (struct batch_line){.rules = rules};
	json_profile_init(&line->reader, model);
	network_run_init(&line->run, &rules->network);
	line->possible = arena_new(&line->arena, model->question_count, sizeof(*line->possible));
	line->truths = arena_new(&line->arena, model->condition_count, 1);
	line->open_rules = arena_new(&line->arena, model->rule_count, sizeof(*line->open_rules));
}

void batch_line_release(struct batch_line *line)
{
	network_run_release(&line->run);
	json_profile_release(&line->reader);
	arena_release(&line->arena);
}

/* The outcome of `possible` if the truths of the conditions already tell that there is a completion and that all have
 * this outcome; else MODEL_NONE. */
static uint32_t prove_outcome(struct batch_line *line)
{
	const struct model *model = &line->rules->model;
	struct tally tally = {.in_play = (UINT32_C(1) << model->option_count) - 1};
	struct prospects prospects;
	size_t open = 0;
	evaluate_all(model, line->possible, line->truths);
	for (uint32_t i = 0; i < model->impossible_count; i++)
		if (line->truths[model->impossibles[i].condition] != TRUTH_FALSE)
			return MODEL_NONE;
	for (uint32_t r = 0; r < model->rule_count; r++) {
		enum truth truth = (enum truth)line->truths[model->rules[r].condition];
		if (truth == TRUTH_TRUE)
			tally_add(&tally, &model->rules[r]);
		else if (truth == TRUTH_UNKNOWN)
			line->open_rules[open++] = r;
	}
	prospects_find(&prospects, &tally, model, line->open_rules, open, PROSPECTS_WINNER);
	uint32_t outcome = 0;
	while (!(prospects.outcomes >> outcome & 1))
		outcome++;
	return prospects.outcomes == UINT32_C(1) << outcome ? outcome : MODEL_NONE;
}

/* Appends the outcome of `possible`; returns BATCH_NOTHING if the answers cannot be. */
static enum batch_fate show_outcome(struct batch_line *line, const struct line_head *head, struct buffer *out)
{
	const struct model *model = &line->rules->model;
	uint32_t outcome = prove_outcome(line);
	if (outcome != MODEL_NONE) {
		line_show_settled(&line->rules->view, head, outcome, out);
		return BATCH_SETTLED;
	}
	struct completions completions;
	completions_find(&completions, model, line->possible, COMPLETIONS_WINNER, EFFORT_MOST_STATES);
	enum batch_fate fate = completions.possible ? BATCH_OPEN : BATCH_NOTHING;
	if (completions.possible && completions.settled) {
		fate = BATCH_SETTLED;
		line_show_settled(&line->rules->view, head, completions.leader, out);
	} else if (completions.possible) {
		line_show_open(head, &completions, out);
	}
	completions_release(&completions);
	return fate;
}

/* The same with all that is known of the options. */
static enum batch_fate show_report(const struct line_head *head, const struct profile *profile, struct buffer *out)
{
	struct report report;
	enum batch_fate fate = BATCH_NOTHING;
	if (report_make(&report, &profile->answers, profile, EFFORT_MOST_STATES)) {
		fate = report.completions.settled ? BATCH_SETTLED : BATCH_OPEN;
		line_show_report(head, &report, out);
	}
	report_release(&report);
	return fate;
}

/* Decides a regular profile, or returns BATCH_NOTHING when that takes more than its answers. */
static enum batch_fate take_regular(struct batch_line *line, const struct line_head *head, struct buffer *out)
{
	const struct answers *settings = &line->rules->settings;
	uint8_t *given = line->reader.answers;
	for (uint32_t q = 0; q < settings->model->question_count; q++) {
		uint32_t answer = NETWORK_OPEN;
		if (settings->sets[q].state == ANSWER_MISSING)
			continue;
		answers_is_single(settings, q, &answer);
		given[q] = (uint8_t)answer;
	}
	if (network_evaluate(&line->run, given)) {
		if (line->run.impossible)
			return BATCH_NOTHING;
		line_show_decided(&line->rules->view, head, &line->run, given, out);
		return BATCH_SETTLED;
	}
	if (line->rules->view.full)
		return BATCH_NOTHING;
	for (uint32_t q = 0; q < settings->model->question_count; q++)
		line->possible[q] = given[q] == NETWORK_OPEN ? settings->sets[q].answers : UINT64_C(1) << given[q];
	return show_outcome(line, head, out);
}

/* Decides a profile that was read as profile files are; answers that cannot be are reported in `found`. */
static enum batch_fate decide(struct batch_line *line, struct profile *profile, const struct line_head *head,
                              struct diagnostics *found, struct buffer *out)
{
	const struct answers *settings = &line->rules->settings;
	uint8_t *given = line->reader.answers;
	enum batch_fate fate = BATCH_NOTHING;
	for (uint32_t q = 0; q < settings->model->question_count; q++) {
		uint32_t answer = NETWORK_OPEN;
		if (settings->sets[q].state != ANSWER_MISSING)
			profile->answers.sets[q] = settings->sets[q];
		answers_is_single(&profile->answers, q, &answer);
		given[q] = (uint8_t)answer;
	}
	evaluate_possible(&profile->answers, line->possible);
	bool complete = network_evaluate(&line->run, given);
	for (uint32_t q = 0; complete && q < settings->model->question_count; q++)
		if (profile->answers.sets[q].state == ANSWER_GIVEN && given[q] == NETWORK_OPEN)
			given[q] = 0;    /* several answers, to a question that does not apply: any will do to tell of them */
	if (complete && !line->run.impossible) {
		line_show_decided(&line->rules->view, head, &line->run, given, out);
		return BATCH_SETTLED;
	}
	if (!complete)
		fate = line->rules->view.full ? show_report(head, profile, out) : show_outcome(line, head, out);
	if (fate == BATCH_NOTHING)
		session_refuse_impossible(&profile->answers, found);
	return fate;
}

/* Reads a line as profile files are read, to decide what is not regular and to say what is wrong. */
static enum batch_fate take_any(struct batch_line *line, uint64_t number, struct text text, struct buffer *out)
{
	struct source source;
	struct profile profile;
	struct diagnostics found = {0};
	struct line_head head = {.number = number, .found = &found};
	enum batch_fate fate = BATCH_NOTHING;
	source_of_bytes(&source, "line", text.bytes, text.length);
	bool good = profile_open_json(&profile, &source, &found) && profile_bind(&profile, &line->rules->model, &found);
	head.title = profile.title;
	if (good)
		fate = decide(line, &profile, &head, &found, out);
	if (fate == BATCH_NOTHING) {
		line_show_error(&head, out);
		fate = BATCH_BAD;
	}
	diagnostics_release(&found);
	profile_release(&profile);
	return fate;
}

enum batch_fate batch_line_take(struct batch_line *line, uint64_t number, struct text text, struct buffer *out)
{
	struct line_head head = {.number = number};
	enum batch_fate fate = BATCH_NOTHING;
	if (text_trim(text).length == 0)
		return BATCH_NOTHING;
	if (json_profile_read(&line->reader, text)) {
		head.title = line->reader.title;
		fate = take_regular(line, &head, out);
	}
	return fate == BATCH_NOTHING ? take_any(line, number, text, out) : fate;
}

enum batch_fate batch_line_refuse(uint64_t number, struct buffer *out)
{
	const struct span nowhere = {0};
	struct source source;
	source_of_bytes(&source, "line", "", 0);
	struct diagnostics found = {.source = &source};
	struct line_head head = {.number = number, .found = &found};
	finding_error(&found, FINDING_SIZE, nowhere, "the line is longer than %d MiB", BATCH_MOST_BYTES / (1024 * 1024));
	line_show_error(&head, out);
	diagnostics_release(&found);
	source_release(&source);
	return BATCH_BAD;
}
