/* SPDX-License-Identifier: ISC
 *
 * Owns the text view of how two models differ.
 */
#include <stdlib.h>

#include "report/difference.h"
#include "report/joint_view.h"
#include "report/words.h"

struct view {
	const struct model_difference *difference;
	const struct joint *joint;
	const struct layout *layout;
	struct buffer *out;
};

static void paragraph(struct view *view, const char *first, struct buffer *text)
{
	layout_paragraph(view->layout, first, buffer_text(text), LAYOUT_FLOW, view->out);
	buffer_clear(text);
}

static void add_number(const mpz_t number, struct buffer *out)
{
	char *digits = mpz_get_str(NULL, 10, number);
	buffer_add_string(out, digits);
	free(digits);
}

/* " (4 %)": the part of all profiles. */
static void add_part(const struct model_difference *difference, const mpz_t number, struct buffer *out)
{
	mpq_t share;
	mpq_init(share);
	mpq_set_num(share, number);
	mpq_set_den(share, difference->profiles);
	mpq_canonicalize(share);
	buffer_add_string(out, " (");
	words_share(share, out);
	buffer_add_string(out, ")");
	mpq_clear(share);
}

static void show_counts(struct view *view)
{
	const struct model_difference *difference = view->difference;
	struct buffer text = {0};
	if (mpz_sgn(difference->profiles) == 0) {
		buffer_add_string(&text, "There is no profile that both models know.");
	} else {
		bool one = mpz_cmp_ui(difference->profiles, 1) == 0;
		add_number(difference->different, &text);
		buffer_add_string(&text, " of ");
		add_number(difference->profiles, &text);
		buffer_add_string(&text, one ? " profile" : " profiles");
		buffer_add_string(&text, " that both models know");
		buffer_add_string(&text, one || mpz_cmp_ui(difference->different, 1) == 0 ? " gets" : " get");
		buffer_add_string(&text, " another recommendation");
		if (mpz_sgn(difference->different) > 0)
			add_part(difference, difference->different, &text);
		buffer_add_string(&text, ".");
	}
	paragraph(view, "", &text);
	buffer_release(&text);
}

static struct text outcome_id(const struct view *view, const struct outcome_pair *pair, size_t side)
{
	return model_outcome_id(view->joint->models[side], pair->outcomes[side]);
}

static void show_witness(struct view *view, const struct outcome_pair *pair)
{
	struct buffer text = {0};
	size_t count = 0;
	for (uint32_t q = 0; q < view->joint->question_count; q++) {
		if (pair->witness[q] == DIAGRAM_UNDECIDED)
			continue;
		buffer_format(&text, "%s%.*s = ", count++ ? ", " : "", TEXT_ARGS(joint_view_question(view->joint, q)));
		joint_view_add_answer(view->joint, q, pair->witness[q], &text);
	}
	if (count == 0)
		buffer_add_string(&text, "whatever the answers are");
	paragraph(view, count ? "      such as " : "      ", &text);
	buffer_release(&text);
}

static void show_pairs(struct view *view)
{
	const struct model_difference *difference = view->difference;
	struct buffer text = {0};
	for (size_t i = 0; i < difference->pair_count; i++) {
		const struct outcome_pair *pair = &difference->pairs[i];
		if (pair->same)
			continue;
		buffer_format(&text, "%.*s -> %.*s: ", TEXT_ARGS(outcome_id(view, pair, 0)),
		              TEXT_ARGS(outcome_id(view, pair, 1)));
		add_number(pair->count, &text);
		add_part(difference, pair->count, &text);
		paragraph(view, "  ", &text);
		show_witness(view, pair);
	}
	buffer_release(&text);
}

static void add_name(void *context, struct text name)
{
	struct buffer *names = context;
	buffer_format(names, "%s%.*s", names->length ? ", " : "", TEXT_ARGS(name));
}

/* Names what only one of the models has. */
static void show_alone(struct view *view, size_t side, enum joint_view_kind kind, const char *words)
{
	struct buffer names = {0}, text = {0};
	joint_view_alone(view->joint, side, kind, add_name, &names);
	if (names.length) {
		buffer_format(&text, "%s only in %s: ", words, view->joint->models[side]->source.name);
		buffer_add(&text, buffer_text(&names));
		paragraph(view, "", &text);
	}
	buffer_release(&names);
	buffer_release(&text);
}

void emit_model_difference(const struct model_difference *difference, const struct joint *joint,
                           const struct layout *layout, struct buffer *out)
{
	struct view view = {difference, joint, layout, out};
	show_counts(&view);
	show_pairs(&view);
	for (size_t side = 0; side < JOINT_MODELS; side++) {
		show_alone(&view, side, JOINT_VIEW_OPTIONS, "Options");
		show_alone(&view, side, JOINT_VIEW_QUESTIONS, "Questions");
		show_alone(&view, side, JOINT_VIEW_ANSWERS, "Not compared, answers");
	}
}
