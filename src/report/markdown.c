/* SPDX-License-Identifier: ISC
 *
 * Owns the Markdown view: an architecture decision record with context, options considered, decision, consequences and
 * when to revisit it.
 */
#include "report/markdown.h"

#include "report/emit.h"
#include "report/words.h"

/* How many bytes at the beginning look like the mark of a list item: a dash or plus, or digits and a dot or parenthesis.
 * The mark itself is the last of them; 0 for none. */
static size_t list_mark(struct text text)
{
	size_t digits = 0;
	while (digits < text.length && text.bytes[digits] >= '0' && text.bytes[digits] <= '9')
		digits++;
	char mark = digits < text.length ? text.bytes[digits] : ' ';
	if (digits == 0)
		return mark == '-' || mark == '+' || mark == '=' ? 1 : 0;
	return mark == '.' || mark == ')' ? digits + 1 : 0;
}

void markdown_add_escaped(struct buffer *out, struct text text)
{
	static const char special[] = "\\`*_{}[]<>#|!~&";
	size_t mark = list_mark(text);
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.bytes[i];
		bool is_special = false;
		for (size_t s = 0; s + 1 < sizeof(special); s++)
			is_special = is_special || byte == special[s];
		if (is_special || i + 1 == mark)
			buffer_add_string(out, "\\");
		buffer_add(out, byte == '\n' || byte == '\t' ? TEXT(" ") : (struct text){&text.bytes[i], 1});
	}
}

static void add_words(struct buffer *out, const struct report *report,
                      void (*words)(const struct report *report, struct buffer *out))
{
	struct buffer text = {0};
	words(report, &text);
	if (text.length) {
		markdown_add_escaped(out, buffer_text(&text));
		buffer_add_string(out, "\n");
	}
	buffer_release(&text);
}

static void show_head(const struct report *report, struct buffer *out)
{
	buffer_add_string(out, "# ");
	markdown_add_escaped(out, report->title.length ? report->title : report->model->title);
	buffer_format(out, "\n\n- Model: %.*s, revision %u\n", TEXT_ARGS(report->model->id), report->model->revision);
	if (report->profile_file) {
		buffer_add_string(out, "- Profile: ");
		markdown_add_escaped(out, text_of(report->profile_file));
		buffer_add_string(out, "\n");
	}
}

static void show_context(const struct report *report, struct buffer *out)
{
	struct buffer answer = {0};
	buffer_add_string(out, "\n## Context\n\n");
	if (report->note.length) {
		markdown_add_escaped(out, report->note);
		buffer_add_string(out, "\n\n");
	}
	if (report->reference.length) {
		buffer_add_string(out, "Source: ");
		markdown_add_escaped(out, report->reference);
		buffer_add_string(out, "\n\n");
	}
	buffer_add_string(out, "| Question | Answer |\n| --- | --- |\n");
	for (uint32_t q = 0; q < report->model->question_count; q++) {
		if (report->completions.inquiries[q].applies == TRUTH_FALSE)
			continue;
		buffer_clear(&answer);
		answers_print(report->answers, q, &answer);
		buffer_add_string(out, "| ");
		markdown_add_escaped(out, report->model->questions[q].ask);
		buffer_add_string(out, " | ");
		markdown_add_escaped(out, answer.length ? buffer_text(&answer) : TEXT("not said"));
		buffer_add_string(out, " |\n");
	}
	buffer_release(&answer);
}

/* Ends a line with what it is said on the word of. */
static void end_with_citations(const struct model *model, const struct citations *citations, struct buffer *out)
{
	for (size_t i = 0; i < citations->count; i++) {
		const struct reference *reference = &model->references[citations->references[i]];
		buffer_add_string(out, i ? ", [" : " ([");
		markdown_add_escaped(out, reference->title);
		buffer_format(out, "](<%.*s>)", TEXT_ARGS(reference->url));
	}
	buffer_add_string(out, citations->count ? ")\n" : "\n");
}

static void show_reason(const struct report *report, const struct reason *reason, struct buffer *out)
{
	const struct rule *rule = &report->model->rules[reason->rule];
	struct buffer answers = {0};
	if (reason->effect == EFFECT_RULES_OUT)
		buffer_add_string(out, "- **Ruled out**");
	else
		buffer_format(out, "- %s, %s", reason->effect == EFFECT_FOR ? "For" : "Against",
		              words_strength(reason->strength));
	if (reason->truth != TRUTH_TRUE) {
		buffer_add_string(out, ", if it holds, as in ");
		words_share(report->completions.rule_shares[reason->rule], out);
	}
	buffer_add_string(out, ": ");
	markdown_add_escaped(out, rule->because);
	words_answers(report, reason, &answers);
	if (answers.length) {
		buffer_add_string(out, reason->truth == TRUTH_TRUE ? " Because " : " Depends on ");
		markdown_add_escaped(out, buffer_text(&answers));
		buffer_add_string(out, ".");
	}
	buffer_release(&answers);
	end_with_citations(report->model, &rule->citations, out);
}

static void show_options(const struct report *report, struct buffer *out)
{
	struct buffer words = {0};
	buffer_add_string(out, "\n## Options considered\n");
	for (uint32_t o = 0; o < report->model->option_count; o++) {
		const struct report_option *about = &report->options[o];
		buffer_add_string(out, "\n### ");
		markdown_add_escaped(out, report->model->options[o].id);
		buffer_add_string(out, " (");
		markdown_add_escaped(out, report->model->options[o].name);
		buffer_add_string(out, "): ");
		buffer_clear(&words);
		if (o == report->completions.leader)
			buffer_add_string(&words, words_verdict(about->verdict));
		else
			words_separation(report, o, &words);
		markdown_add_escaped(out, buffer_text(&words));
		buffer_add_string(out, "\n\n");
		for (size_t i = 0; i < about->reason_count; i++)
			if (words_is_shown(report, about->reasons[i].rule))
				show_reason(report, &about->reasons[i], out);
		buffer_clear(&words);
		words_pending(report, o, &words);
		if (words.length)
			buffer_format(out, "- Less likely, not known yet: %s\n", words.bytes);
	}
	buffer_release(&words);
}

static void show_decision(const struct report *report, struct buffer *out)
{
	uint32_t leader = report->completions.leader;
	buffer_add_string(out, "\n## Decision\n\n");
	if (leader == report->model->option_count) {
		buffer_add_string(out, "None: every option is ruled out.\n");
	} else {
		buffer_add_string(out, "**");
		markdown_add_escaped(out, report->model->options[leader].id);
		buffer_add_string(out, "** (");
		markdown_add_escaped(out, report->model->options[leader].name);
		buffer_add_string(out, ").\n");
	}
	add_words(out, report, words_certainty);
	add_words(out, report, words_decided);
	if (leader == report->model->option_count)
		return;
	const struct option *option = &report->model->options[leader];
	buffer_add_string(out, "\n## Consequences\n\n");
	for (size_t i = 0; i < option->start_count; i++) {
		buffer_add_string(out, "- ");
		markdown_add_escaped(out, option->start[i]);
		buffer_add_string(out, "\n");
	}
	for (size_t i = 0; i < report->advice_count; i++) {
		const struct advice *advice = &report->model->advice[report->advice[i]];
		buffer_add_string(out, "- ");
		markdown_add_escaped(out, advice->say);
		end_with_citations(report->model, &advice->citations, out);
	}
}

/* The flips to each other option, and what is not known and can change the result. */
static void show_revisit(const struct report *report, struct buffer *out)
{
	struct buffer words = {0};
	buffer_add_string(out, "\n## Revisit when\n\n");
	for (uint32_t o = 0; report->flips && o < report->model->option_count; o++) {
		const struct flips *flips = &report->flips[o];
		if (o == report->completions.leader || flips->count == 0)
			continue;
		buffer_clear(&words);
		words_flips(report, o, &words);
		buffer_add_string(out, "- ");
		markdown_add_escaped(out, buffer_text(&words));
		buffer_add_string(out, ": then **");
		markdown_add_escaped(out, report->model->options[o].id);
		buffer_add_string(out, "**\n");
	}
	for (size_t i = 0; i < report->matter_count; i++) {
		buffer_add_string(out, "- it is known: ");
		markdown_add_escaped(out, report->model->questions[report->unknowns[i].question].ask);
		buffer_add_string(out, "\n");
	}
	buffer_format(out, "- there is a newer model than revision %u.\n", report->model->revision);
	buffer_release(&words);
}

void emit_markdown(const struct report *report, struct buffer *out)
{
	show_head(report, out);
	show_context(report, out);
	show_options(report, out);
	show_decision(report, out);
	show_revisit(report, out);
}
