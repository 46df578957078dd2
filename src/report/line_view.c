/* SPDX-License-Identifier: ISC
 *
 * Owns the lines of JSON about single profiles. Those of complete answers are put together from texts made beforehand;
 * the others take far longer to work out than to write, so yajl writes them.
 */
#include "report/line_view.h"

#include <stdlib.h>
#include <string.h>

#include "report/json_view.h"
#include "report/words.h"

enum { VERDICTS = VERDICT_RULED_OUT + 1 };

static struct text keep(struct arena *arena, struct buffer *words)
{
	struct text kept = {arena_copy(arena, words->bytes, words->length), words->length};
	buffer_clear(words);
	return kept;
}

static void make_reason(const struct network *network, uint32_t index, struct buffer *words)
{
	const struct network_reason *reason = &network->reasons[index];
	buffer_format(words, "{\"rule\":\"%.*s\",\"effect\":\"%s\"", TEXT_ARGS(network->model->rules[reason->rule].id),
	              words_effect(reason->effect));
	if (reason->effect != EFFECT_RULES_OUT)
		buffer_format(words, ",\"strength\":\"%s\"", words_strength(reason->strength));
	buffer_add_string(words, "}");
}

/* Ids need no escapes. */
void line_view_init(struct line_view *view, const struct network *network, bool full)
{
	const struct model *model = network->model;
	struct buffer words = {0};
	*view = (struct line_view){.network = network, .full = full};
	view->settled = arena_new(&view->arena, (size_t)model->option_count + 1, sizeof(*view->settled));
	view->options = arena_new(&view->arena, (size_t)model->option_count * VERDICTS, sizeof(*view->options));
	view->reasons = arena_new(&view->arena, network->reason_count, sizeof(*view->reasons));
	for (uint32_t o = 0; o <= model->option_count; o++) {
		buffer_format(&words, ",\"option\":\"%.*s\",\"settled\":true", TEXT_ARGS(model_outcome_id(model, o)));
		view->settled[o] = keep(&view->arena, &words);
	}
	for (uint32_t i = 0; i < model->option_count * VERDICTS; i++) {
		buffer_format(&words, "{\"id\":\"%.*s\",\"verdict\":\"%s\",\"net\":{\"strong\":",
		              TEXT_ARGS(model->options[i / VERDICTS].id), words_verdict((enum verdict)(i % VERDICTS)));
		view->options[i] = keep(&view->arena, &words);
	}
	for (uint32_t i = 0; i < network->reason_count; i++) {
		make_reason(network, i, &words);
		view->reasons[i] = keep(&view->arena, &words);
	}
	buffer_release(&words);
}

void line_view_release(struct line_view *view)
{
	arena_release(&view->arena);
	*view = (struct line_view){0};
}

static void add_number(struct buffer *out, int64_t number)
{
	char digits[20];
	size_t first = sizeof(digits);
	uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;
	do
		digits[--first] = (char)('0' + rest % 10);
	while ((rest /= 10) != 0);
	if (number < 0)
		digits[--first] = '-';
	buffer_add(out, (struct text){digits + first, sizeof(digits) - first});
}

/* A text of a profile holds no control characters but tab and newline, so that JSON escapes what YAML does. */
static void add_title(struct buffer *out, struct text title)
{
	bool as_it_is = true;
	for (size_t i = 0; as_it_is && i < title.length; i++)
		as_it_is = (unsigned char)title.bytes[i] >= ' ' && title.bytes[i] != '"' && title.bytes[i] != '\\';
	buffer_add(out, TEXT(",\"title\":"));
	if (!as_it_is) {
		profile_print_quoted(title, out);
		return;
	}
	buffer_add(out, TEXT("\""));
	buffer_add(out, title);
	buffer_add(out, TEXT("\""));
}

static void begin_line(struct buffer *out, const struct line_head *head)
{
	buffer_add(out, TEXT("{\"line\":"));
	add_number(out, (int64_t)head->number);
	if (head->title.length)
		add_title(out, head->title);
}

/* The code, place and words of a finding, as members. */
static void show_finding(struct json_view *view, const struct diagnostic *finding)
{
	if (finding->span.line)
		json_number_pair(view, "column", finding->span.column);
	json_text_pair(view, "finding", text_of(finding->code));
	json_text_pair(view, "message", finding->message);
	json_optional_pair(view, "hint", finding->hint);
}

static void show_warnings(struct json_view *view, const struct diagnostics *found)
{
	if (!found || found->warnings == 0)
		return;
	struct diagnostic *sorted = diagnostics_sorted(found);
	json_begin_list(view, "warnings");
	for (size_t i = 0; i < diagnostics_kept(found); i++) {
		if (sorted[i].severity != SEVERITY_WARNING)
			continue;
		json_begin_map(view, NULL);
		show_finding(view, &sorted[i]);
		json_end_map(view);
	}
	json_end_list(view);
	free(sorted);
}

static void show_warnings_alone(struct json_view *view, const void *found)
{
	show_warnings(view, found);
}

/* The end of a line that was put together from texts. Warnings are members of an object of their own, whose brace gives
 * way to the comma. */
static void end_line(struct buffer *out, const struct line_head *head)
{
	if (head->found && head->found->warnings) {
		struct buffer warnings = {0};
		json_emit_line(NULL, show_warnings_alone, head->found, &warnings);
		warnings.bytes[0] = ',';
		buffer_add(out, buffer_text(&warnings));
		buffer_release(&warnings);
		return;
	}
	buffer_add(out, TEXT("}\n"));
}

static void add_margin(struct buffer *out, const struct network_run *run)
{
	const struct model *model = run->network->model;
	buffer_add(out, TEXT(",\"margin\":{\"tier\":\""));
	buffer_add_string(out, words_tier(run->tier));
	buffer_add(out, TEXT("\""));
	if (run->tier < TIER_ORDER) {
		const struct standings *standings = &run->standings;
		buffer_add(out, TEXT(",\"by\":"));
		add_number(out, standings->low[run->winner][run->tier] - standings->low[run->runner_up][run->tier]);
	}
	if (run->tier <= TIER_ORDER) {
		buffer_add(out, TEXT(",\"next\":\""));
		buffer_add(out, model->options[run->runner_up].id);
		buffer_add(out, TEXT("\""));
	}
	buffer_add(out, TEXT("}"));
}

static void add_reasons(struct buffer *out, const struct line_view *view, const struct network_run *run, uint32_t option)
{
	bool first = true;
	for (uint32_t i = view->network->first_reason[option]; i < view->network->first_reason[option + 1]; i++) {
		uint64_t left = run->reasons[i / 64] >> i % 64;
		if (left == 0) {
			i |= 63;
			continue;
		}
		if (!(left & 1))
			continue;
		buffer_add(out, first ? TEXT("") : TEXT(","));
		buffer_add(out, view->reasons[i]);
		first = false;
	}
}

static void add_options(struct buffer *out, const struct line_view *view, const struct network_run *run)
{
	for (uint32_t o = 0; o < view->network->model->option_count; o++) {
		const int32_t *net = run->standings.low[o];
		bool is_out = run->standings.out >> o & 1;
		enum verdict verdict = is_out ? VERDICT_RULED_OUT : VERDICT_POSSIBLE;
		if (o == run->winner)
			verdict = VERDICT_RECOMMENDED;
		buffer_add(out, o ? TEXT(",") : TEXT(",\"options\":["));
		buffer_add(out, view->options[o * VERDICTS + verdict]);
		add_number(out, net[STRENGTH_STRONG]);
		buffer_add(out, TEXT(",\"medium\":"));
		add_number(out, net[STRENGTH_MEDIUM]);
		buffer_add(out, TEXT(",\"weak\":"));
		add_number(out, net[STRENGTH_WEAK]);
		buffer_add(out, TEXT("},\"reasons\":["));
		add_reasons(out, view, run, o);
		buffer_add(out, TEXT("]}"));
	}
	buffer_add(out, TEXT("]"));
}

static void add_ignored(struct buffer *out, const struct network_run *run, const uint8_t *given)
{
	const struct model *model = run->network->model;
	bool any = false;
	for (uint32_t q = 0; q < model->question_count; q++) {
		if (!run->lapsed[q] || given[q] == NETWORK_OPEN)
			continue;
		buffer_add(out, any ? TEXT(",\"") : TEXT(",\"ignored\":[\""));
		buffer_add(out, model->questions[q].id);
		buffer_add(out, TEXT("\""));
		any = true;
	}
	if (any)
		buffer_add(out, TEXT("]"));
}

void line_show_decided(const struct line_view *view, const struct line_head *head, const struct network_run *run,
                       const uint8_t *given, struct buffer *out)
{
	begin_line(out, head);
	buffer_add(out, view->settled[run->winner]);
	add_margin(out, run);
	if (view->full) {
		add_options(out, view, run);
		add_ignored(out, run, given);
	}
	end_line(out, head);
}

void line_show_settled(const struct line_view *view, const struct line_head *head, uint32_t outcome, struct buffer *out)
{
	begin_line(out, head);
	buffer_add(out, view->settled[outcome]);
	end_line(out, head);
}

/* What a line of several members is about; either of the last two may be NULL. */
struct line {
	const struct line_head *head;
	const struct completions *completions;
	const struct report *report;
};

static void show_head(struct json_view *view, const struct line_head *head)
{
	json_number_pair(view, "line", (long long)head->number);
	json_optional_pair(view, "title", head->title);
}

static void show_outcome(struct json_view *view, const struct completions *completions)
{
	json_text_pair(view, "option", model_outcome_id(completions->model, completions->leader));
	json_boolean_pair(view, "settled", completions->settled);
	if (completions->settled)
		return;
	json_boolean_pair(view, "exact", completions->exact);
	json_share_pair(view, "share", completions->low[completions->leader], completions->high[completions->leader]);
	if (completions->runner_up != MODEL_NONE)
		json_text_pair(view, "runner_up", model_outcome_id(completions->model, completions->runner_up));
}

static void show_open(struct json_view *view, const void *context)
{
	const struct line *line = context;
	show_head(view, line->head);
	show_outcome(view, line->completions);
	show_warnings(view, line->head->found);
}

void line_show_open(const struct line_head *head, const struct completions *completions, struct buffer *out)
{
	struct line line = {head, completions, NULL};
	json_emit_line(NULL, show_open, &line, out);
}

static void show_reasons(struct json_view *view, const char *name, const struct report_option *option, enum truth truth)
{
	json_begin_list(view, name);
	for (size_t i = 0; i < option->reason_count; i++) {
		const struct reason *reason = &option->reasons[i];
		if (reason->truth != truth)
			continue;
		json_begin_map(view, NULL);
		json_text_pair(view, "rule", view->report->model->rules[reason->rule].id);
		json_show_effect(view, reason->effect, reason->strength);
		json_end_map(view);
	}
	json_end_list(view);
}

/* The net of the reasons that hold. */
static void show_net(struct json_view *view, const struct report_option *option)
{
	long long net[STRENGTH_COUNT] = {0};
	for (size_t i = 0; i < option->reason_count; i++)
		if (option->reasons[i].truth == TRUTH_TRUE && option->reasons[i].effect != EFFECT_RULES_OUT)
			net[option->reasons[i].strength] += option->reasons[i].effect == EFFECT_FOR ? 1 : -1;
	json_begin_map(view, "net");
	for (int tier = 0; tier < STRENGTH_COUNT; tier++)
		json_number_pair(view, words_strength((enum strength)tier), net[tier]);
	json_end_map(view);
}

static void show_options(struct json_view *view, const struct report *report)
{
	json_begin_list(view, "options");
	for (uint32_t o = 0; o < report->model->option_count; o++) {
		const struct report_option *option = &report->options[o];
		json_begin_map(view, NULL);
		json_text_pair(view, "id", report->model->options[o].id);
		json_text_pair(view, "verdict", text_of(words_verdict(option->verdict)));
		json_share_pair(view, "share", report->completions.low[o], report->completions.high[o]);
		show_net(view, option);
		show_reasons(view, "reasons", option, TRUTH_TRUE);
		show_reasons(view, "depends", option, TRUTH_UNKNOWN);
		json_end_map(view);
	}
	json_end_list(view);
}

static void show_matters(struct json_view *view, const struct report *report)
{
	if (report->matter_count) {
		json_begin_list(view, "matters");
		for (size_t i = 0; i < report->matter_count; i++)
			json_text(view, report->model->questions[report->unknowns[i].question].id);
		json_end_list(view);
	}
	if (report->completions.next_question != MODEL_NONE)
		json_text_pair(view, "next_question", report->model->questions[report->completions.next_question].id);
}

static void show_ignored(struct json_view *view, const struct report *report)
{
	if (report->ignored_count == 0)
		return;
	json_begin_list(view, "ignored");
	for (size_t i = 0; i < report->ignored_count; i++)
		json_text(view, report->model->questions[report->ignored[i]].id);
	json_end_list(view);
}

static void show_report(struct json_view *view, const void *context)
{
	const struct line *line = context;
	show_head(view, line->head);
	show_outcome(view, line->completions);
	show_options(view, line->report);
	show_matters(view, line->report);
	show_ignored(view, line->report);
	show_warnings(view, line->head->found);
}

void line_show_report(const struct line_head *head, const struct report *report, struct buffer *out)
{
	struct line line = {head, &report->completions, report};
	json_emit_line(report, show_report, &line, out);
}

static void show_error(struct json_view *view, const void *context)
{
	const struct line_head *head = context;
	struct diagnostic *sorted = diagnostics_sorted(head->found);
	size_t first = 0;
	while (sorted[first].severity != SEVERITY_ERROR)
		first++;
	show_head(view, head);
	json_begin_map(view, "error");
	show_finding(view, &sorted[first]);
	if (head->found->errors > 1)
		json_number_pair(view, "more", (long long)head->found->errors - 1);
	json_end_map(view);
	free(sorted);
}

void line_show_error(const struct line_head *head, struct buffer *out)
{
	json_emit_line(NULL, show_error, head, out);
}
