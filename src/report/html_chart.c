/* SPDX-License-Identifier: ISC
 *
 * Owns the charts: SVG whose widths are per cent of the page, so that words keep their size on a narrow one. What a
 * chart shows stands in its description, too, and its words beside each bar. Shares are drawn to hundredths of a per
 * cent, rounded down.
 */
#include "report/html_view.h"
#include "report/words.h"

enum {
	ROW = 52,                    /* pixels for each option: its words, and what is drawn below them */
	BASELINE = 15,               /* of the words */
	TOP = 22, HEIGHT = 18,       /* of what is drawn */
	MOST_HUNDREDTHS = 800,       /* the width of a block, if all have room */
	ANY = -1,
};

/* 10000 * share, rounded down: hundredths of a per cent. */
static unsigned hundredths_of(const mpq_t share)
{
	mpz_t number;
	mpz_init(number);
	mpz_mul_ui(number, mpq_numref(share), 10000);
	mpz_fdiv_q(number, number, mpq_denref(share));
	unsigned result = (unsigned)mpz_get_ui(number);
	mpz_clear(number);
	return result;
}

/* ` name="12.34%"` */
static void add_length(struct buffer *out, const char *name, unsigned hundredths)
{
	buffer_format(out, " %s=\"%u.%02u%%\"", name, hundredths / 100, hundredths % 100);
}

/* Begins a figure and its picture, of which `name` is a word for ids. */
static void begin(struct html_view *view, const char *name, const char *title, uint32_t rows, struct text description)
{
	buffer_format(view->out,
	              "<figure>\n<svg role=\"img\" aria-labelledby=\"r%zu-%s-title r%zu-%s-words\" width=\"100%%\" height=\"%u\">\n"
	              "<title id=\"r%zu-%s-title\">%s</title>\n<desc id=\"r%zu-%s-words\">", view->number, name, view->number,
	              name, rows * ROW, view->number, name, title, view->number, name);
	html_add_text(view->out, description);
	buffer_add_string(view->out, "</desc>\n");
}

static void end(struct html_view *view, const char *caption)
{
	buffer_format(view->out, "</svg>\n<figcaption>%s</figcaption>\n</figure>\n", caption);
}

/* The id of an option at the left, and what is said of it at the right. */
static void add_labels(struct html_view *view, uint32_t row, uint32_t option, struct text words)
{
	buffer_format(view->out, "<text y=\"%u\">", row * ROW + BASELINE);
	html_add_text(view->out, model_outcome_id(view->report->model, option));
	buffer_format(view->out, "</text><text class=\"value\" x=\"100%%\" y=\"%u\">", row * ROW + BASELINE);
	html_add_text(view->out, words);
	buffer_add_string(view->out, "</text>\n");
}

static void add_bar(struct html_view *view, uint32_t row, const char *class, uint32_t option, unsigned hundredths)
{
	buffer_format(view->out, "<rect class=\"%s o%u\" y=\"%u\" height=\"%d\"", class, option, row * ROW + TOP, HEIGHT);
	add_length(view->out, "width", hundredths);
	buffer_add_string(view->out, "/>");
}

/* The outcomes that are drawn: every option, and none if it may be the outcome. */
static uint32_t outcomes_of(const struct report *report)
{
	uint32_t count = report->model->option_count;
	return count + (mpq_sgn(report->completions.high[count]) != 0);
}

void html_chart_shares(struct html_view *view)
{
	const struct completions *completions = &view->report->completions;
	uint32_t count = outcomes_of(view->report);
	struct buffer words = {0};
	if (completions->settled)
		return;
	for (uint32_t o = 0; o < count; o++) {
		buffer_format(&words, "%s%.*s ", o ? ", " : "", TEXT_ARGS(model_outcome_id(view->report->model, o)));
		words_share_range(completions, o, &words);
	}
	begin(view, "shares", "How often each option comes first", count, buffer_text(&words));
	for (uint32_t o = 0; o < count; o++) {
		buffer_clear(&words);
		words_share_range(completions, o, &words);
		add_labels(view, o, o, buffer_text(&words));
		add_bar(view, o, "track", o, 10000);
		add_bar(view, o, "perhaps", o, hundredths_of(completions->high[o]));
		add_bar(view, o, "bar", o, hundredths_of(completions->low[o]));
		buffer_add_string(view->out, "\n");
	}
	end(view, "How often each option comes first in the cases that the open answers leave, weighted by how usual they are"
	          ".");
	buffer_release(&words);
}

/* How many reasons of one kind are told in full. Those that rule out have no strength: all of them count. */
static unsigned count_of(const struct report *report, uint32_t option, enum effect_kind effect, int strength, int truth)
{
	const struct report_option *about = &report->options[option];
	unsigned count = 0;
	for (size_t i = 0; i < about->reason_count; i++) {
		const struct reason *reason = &about->reasons[i];
		count += words_is_shown(report, reason->rule) && reason->effect == effect
		         && (strength == ANY || effect == EFFECT_RULES_OUT || (int)reason->strength == strength)
		         && (truth == ANY || (int)reason->truth == truth);
	}
	return count;
}

/* "2 for, 1 against, 1 out" */
static void sum_up(const struct report *report, uint32_t option, struct buffer *out)
{
	static const char *const words[] = {
		[EFFECT_FOR] = "for", [EFFECT_AGAINST] = "against", [EFFECT_RULES_OUT] = "out"};
	size_t before = out->length;
	for (int effect = EFFECT_FOR; effect <= EFFECT_RULES_OUT; effect++) {
		unsigned count = count_of(report, option, (enum effect_kind)effect, ANY, ANY);
		if (count)
			buffer_format(out, "%s%u %s", out->length > before ? ", " : "", count, words[effect]);
	}
	if (out->length == before)
		buffer_add_string(out, "no rule");
}

/* "2 strong for, 1 likely weak against" */
static void describe_reasons(const struct report *report, uint32_t option, struct buffer *out)
{
	static const int truths[] = {TRUTH_TRUE, TRUTH_UNKNOWN};
	size_t before = out->length;
	for (int effect = EFFECT_RULES_OUT; effect >= EFFECT_FOR; effect--)
		for (int strength = 0; strength < (effect == EFFECT_RULES_OUT ? 1 : STRENGTH_COUNT); strength++)
			for (size_t t = 0; t < COUNT_OF(truths); t++) {
				unsigned count = count_of(report, option, (enum effect_kind)effect, strength, truths[t]);
				if (count == 0)
					continue;
				buffer_format(out, "%s%u %s", out->length > before ? ", " : "", count,
				              truths[t] == TRUTH_TRUE ? "" : "likely ");
				if (effect == EFFECT_RULES_OUT)
					buffer_add_string(out, count == 1 ? "that rules it out" : "that rule it out");
				else
					buffer_format(out, "%s %s", words_strength((enum strength)strength),
					              words_effect((enum effect_kind)effect));
			}
	if (out->length == before)
		buffer_add_string(out, "no rule");
}

/* The blocks of one option on one side of the middle, the strongest next to it. */
static void add_blocks(struct html_view *view, uint32_t row, bool is_for, unsigned width)
{
	static const unsigned heights[] = {[STRENGTH_STRONG] = HEIGHT, [STRENGTH_MEDIUM] = 12, [STRENGTH_WEAK] = 6};
	const struct report_option *about = &view->report->options[row];
	unsigned place = 0;
	for (size_t i = 0; i < about->reason_count; i++) {
		const struct reason *reason = &about->reasons[i];
		bool is_out = reason->effect == EFFECT_RULES_OUT;
		unsigned height = is_out ? HEIGHT : heights[reason->strength];
		if (!words_is_shown(view->report, reason->rule) || (reason->effect == EFFECT_FOR) != is_for)
			continue;
		place++;
		buffer_format(view->out, "<rect class=\"%s%s o%u\" y=\"%u\" height=\"%u\"", is_out ? "stop " : "",
		              reason->truth == TRUTH_TRUE ? "bar" : "likely", row, row * ROW + TOP + HEIGHT - height, height);
		add_length(view->out, "x", is_for ? 5000 + (place - 1) * width : 5000 - place * width);
		add_length(view->out, "width", width);
		buffer_add_string(view->out, "/>");
	}
}

void html_chart_reasons(struct html_view *view)
{
	const struct report *report = view->report;
	unsigned most = 1, width;
	struct buffer words = {0};
	for (uint32_t o = 0; o < report->model->option_count; o++) {
		unsigned right = count_of(report, o, EFFECT_FOR, ANY, ANY);
		unsigned left = count_of(report, o, EFFECT_AGAINST, ANY, ANY) + count_of(report, o, EFFECT_RULES_OUT, ANY, ANY);
		most = left > most ? left : most;
		most = right > most ? right : most;
		buffer_format(&words, "%s%.*s: ", o ? "; " : "", TEXT_ARGS(report->model->options[o].id));
		describe_reasons(report, o, &words);
	}
	width = 5000 / most < MOST_HUNDREDTHS ? 5000 / most : MOST_HUNDREDTHS;
	begin(view, "reasons", "What speaks against and for each option", report->model->option_count, buffer_text(&words));
	for (uint32_t o = 0; o < report->model->option_count; o++) {
		buffer_clear(&words);
		sum_up(report, o, &words);
		add_labels(view, o, o, buffer_text(&words));
		add_blocks(view, o, false, width);
		add_blocks(view, o, true, width);
		buffer_format(view->out, "<rect class=\"axis\" x=\"50%%\" y=\"%u\" width=\"1\" height=\"%d\"/>\n", o * ROW + TOP - 2,
		              HEIGHT + 4);
	}
	end(view, "Each block is a rule: left of the line against the option, right of it for it. The highest are strong, the "
	          "lowest weak; those in the colour of the text rule it out; outlined ones are likely, but not known to hold.");
	buffer_release(&words);
}

/* "2 answers", "more than 3 answers": of an option that does not lead, never none. */
static void describe_flips(const struct flips *flips, struct buffer *out)
{
	if (flips->count == 0)
		buffer_format(out, "more than %d answers", FLIPS_LARGEST);
	else
		buffer_format(out, "%zu answer%s", flips->size, flips->size == 1 ? "" : "s");
}

void html_chart_flips(struct html_view *view)
{
	const struct report *report = view->report;
	uint32_t leader = report->completions.leader, count = report->model->option_count, row = 0;
	struct buffer words = {0};
	for (uint32_t o = 0; o < count; o++) {
		if (o == leader)
			continue;
		buffer_format(&words, "%s%.*s: ", words.length ? "; " : "", TEXT_ARGS(report->model->options[o].id));
		describe_flips(&report->flips[o], &words);
	}
	begin(view, "flips", "How many answers make another option win", count - (leader < count), buffer_text(&words));
	for (uint32_t o = 0; o < count; o++) {
		if (o == leader)
			continue;
		size_t size = report->flips[o].count ? report->flips[o].size : FLIPS_LARGEST + 1;
		buffer_clear(&words);
		describe_flips(&report->flips[o], &words);
		add_labels(view, row, o, buffer_text(&words));
		for (size_t i = 0; i < size; i++)
			buffer_format(view->out, "<circle class=\"%s o%u\" cx=\"%zu\" cy=\"%u\" r=\"7\"/>",
			              i < FLIPS_LARGEST ? "bar" : "likely", o, 8 + i * 20, row * ROW + TOP + HEIGHT / 2);
		buffer_add_string(view->out, "\n");
		row++;
	}
	end(view, "The fewest answers that have to be others, or become known, before another option wins for certain: a dot for "
	          "each.");
	buffer_release(&words);
}
