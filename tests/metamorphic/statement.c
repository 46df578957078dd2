/* SPDX-License-Identifier: ISC
 *
 * Owns the saying of everything, and the comparison of what is said.
 */
#include "statement.h"

#include <stdlib.h>

#include "analyse/completions.h"
#include "analyse/count.h"
#include "analyse/flips.h"
#include "report/words.h"

static const char *const saying_words[SAYING_COUNT] = {
#define SAYING_WORD(name, word) [SAYS_##name] = word,
	SAYINGS(SAYING_WORD)
#undef SAYING_WORD
};

const char *statement_word(enum saying saying)
{
	return saying_words[saying];
}

/* Begins a line; whoever calls goes on with it and ends it by "\n". */
static struct buffer *say(struct statement *statement, enum saying saying)
{
	buffer_add_string(&statement->text, saying_words[saying]);
	return &statement->text;
}

void statement_add(struct statement *statement, const char *line)
{
	buffer_format(&statement->text, "%s\n", line);
}

static void add_rational(struct buffer *out, const mpq_t rational)
{
	char *digits = mpq_get_str(NULL, 10, rational);
	buffer_format(out, " %s", digits);
	free(digits);
}

static struct text outcome_id(const struct model *model, uint32_t outcome)
{
	if (outcome == MODEL_NONE)
		return TEXT("nobody");
	return outcome < model->option_count ? model->options[outcome].id : TEXT("none");
}

static void say_profile_count(struct statement *statement, const struct model *model, unsigned long factor)
{
	mpq_t count, divisor;
	mpq_inits(count, divisor, NULL);
	mpq_set_ui(divisor, factor, 1);
	struct buffer *out = say(statement, SAYS_PROFILES);
	if (count_profiles(model, EFFORT_MOST_STATES, mpq_numref(count))) {
		mpq_div(count, count, divisor);
		add_rational(out, count);
	}
	buffer_add_string(out, "\n");
	mpq_clears(count, divisor, NULL);
}

/* Numbers the nodes in the order in which they are met, answers by their ids. */
struct diagram_walk {
	const struct encoding *whole;
	struct statement *statement;
	uint32_t *numbers;       /* of each node, 0 before it is met */
	uint32_t count;
};

/* Sorts the answers of a question by id into order[]. */
static void sort_answers(const struct question *question, uint32_t *order)
{
	for (uint32_t v = 0; v < question->answer_count; v++) {
		uint32_t at = v;
		for (; at > 0 && text_compare(question->answers[v].id, question->answers[order[at - 1]].id) < 0; at--)
			order[at] = order[at - 1];
		order[at] = v;
	}
}

static void say_terminal(struct diagram_walk *walk, uint32_t node)
{
	const struct model *model = walk->whole->model;
	uint32_t payload = diagram_payload(&walk->whole->diagram, node);
	struct buffer *out = say(walk->statement, SAYS_DIAGRAM);
	buffer_format(out, " %u:", walk->numbers[node]);
	if (payload == ENCODE_IMPOSSIBLE)
		buffer_add_string(out, " impossible");
	for (uint32_t o = 0; o <= model->option_count; o++)
		if (payload >> o & 1)
			buffer_format(out, " %.*s", TEXT_ARGS(outcome_id(model, o)));
	buffer_add_string(out, payload & ENCODE_UNDECIDED ? " undecided\n" : "\n");
}

static uint32_t walk_rec(struct diagram_walk *walk, uint32_t node)
{
	const struct diagram *diagram = &walk->whole->diagram;
	uint32_t order[MODEL_MOST_ANSWERS], children[MODEL_MOST_ANSWERS];
	if (walk->numbers[node] != 0)
		return walk->numbers[node];
	walk->numbers[node] = ++walk->count;
	if (diagram_is_terminal(diagram, node)) {
		say_terminal(walk, node);
		return walk->numbers[node];
	}
	const struct question *question =
		&walk->whole->model->questions[walk->whole->questions[diagram_level(diagram, node)]];
	sort_answers(question, order);
	for (uint32_t v = 0; v < question->answer_count; v++)
		children[v] = walk_rec(walk, diagram_child(diagram, node, order[v]));
	struct buffer *out = say(walk->statement, SAYS_DIAGRAM);
	buffer_format(out, " %u: %.*s", walk->numbers[node], TEXT_ARGS(question->id));
	for (uint32_t v = 0; v < question->answer_count; v++)
		buffer_format(out, " %.*s %u", TEXT_ARGS(question->answers[order[v]].id), children[v]);
	buffer_add_string(out, "\n");
	return walk->numbers[node];
}

void statement_of_model(struct statement *statement, const struct encoding *whole, unsigned long factor)
{
	struct diagram_walk walk = {.whole = whole, .statement = statement};
	say_profile_count(statement, whole->model, factor);
	buffer_format(say(statement, SAYS_STATES), " %zu of the whole, %zu nodes\n", whole->state_count,
	              whole->diagram.node_count);
	walk.numbers = memory_new(whole->diagram.node_count, sizeof(*walk.numbers));
	walk_rec(&walk, whole->root);
	free(walk.numbers);
}

static void say_outcome(struct statement *statement, const struct completions *completions)
{
	const struct model *model = completions->model;
	buffer_format(say(statement, SAYS_STATES), " %zu\n", completions->state_count);
	buffer_format(say(statement, SAYS_SETTLED), " %d, exactly %d %d\n", completions->settled, completions->exact,
	              completions->tiers_exact);
	buffer_format(say(statement, SAYS_WINNER), " %.*s, then %.*s\n",
	              TEXT_ARGS(outcome_id(model, completions->leader)),
	              TEXT_ARGS(outcome_id(model, completions->runner_up)));
	for (uint32_t o = 0; o <= model->option_count; o++) {
		struct buffer *out = say(statement, SAYS_SHARE);
		buffer_format(out, " of %.*s:", TEXT_ARGS(outcome_id(model, o)));
		add_rational(out, completions->low[o]);
		add_rational(out, completions->high[o]);
		buffer_add_string(out, "\n");
	}
	for (int tier = 0; tier < TIER_COUNT; tier++) {
		struct buffer *out = say(statement, SAYS_TIER);
		buffer_format(out, " %s:", words_tier((enum tier)tier));
		add_rational(out, completions->tiers[tier]);
		buffer_add_string(out, "\n");
	}
}

static void say_rules(struct statement *statement, const struct completions *completions)
{
	for (uint32_t r = 0; r < completions->model->rule_count; r++) {
		struct buffer *out = say(statement, SAYS_RULE);
		buffer_format(out, " %.*s %s:", TEXT_ARGS(completions->model->rules[r].id),
		              words_truth((enum truth)completions->rule_truths[r]));
		add_rational(out, completions->rule_shares[r]);
		buffer_add_string(out, "\n");
	}
}

static void say_questions(struct statement *statement, const struct completions *completions)
{
	static const char *const words[] = {[TRUTH_FALSE] = "never", [TRUTH_TRUE] = "always", [TRUTH_UNKNOWN] = "perhaps"};
	const struct model *model = completions->model;
	for (uint32_t q = 0; q < model->question_count; q++) {
		const struct inquiry *inquiry = &completions->inquiries[q];
		struct text id = model->questions[q].id;
		buffer_format(say(statement, SAYS_APPLIES), " %.*s: %s\n", TEXT_ARGS(id), words[inquiry->applies]);
		buffer_format(say(statement, SAYS_MATTERS), " %.*s: %d\n", TEXT_ARGS(id), inquiry->matters);
		buffer_format(say(statement, SAYS_INFORMS), " %.*s: %d\n", TEXT_ARGS(id), inquiry->informs);
		struct buffer *out = say(statement, SAYS_IMPURITY);
		buffer_format(out, " %.*s: %d", TEXT_ARGS(id), inquiry->has_impurity);
		add_rational(out, inquiry->impurity);
		buffer_add_string(out, "\n");
	}
	if (completions->next_question == MODEL_NONE)
		return;
	const struct inquiry *next = &completions->inquiries[completions->next_question];
	buffer_format(say(statement, SAYS_NEXT), " %.*s\n", TEXT_ARGS(model->questions[completions->next_question].id));
	struct buffer *out = say(statement, SAYS_DOUBT);
	buffer_format(out, " %d", next->matters);
	add_rational(out, next->impurity);
	buffer_add_string(out, "\n");
}

static void say_standings(struct statement *statement, const struct completions *completions, const uint64_t *possible)
{
	const struct model *model = completions->model;
	struct decision decision;
	decision_make(&decision, model, possible, completions->rule_truths);
	const struct standings *standings = &decision.standings;
	for (uint32_t o = 0; o < model->option_count; o++) {
		struct buffer *out = say(statement, SAYS_STANDING);
		buffer_format(out, " of %.*s: out %u, perhaps %u", TEXT_ARGS(model->options[o].id), standings->out >> o & 1,
		              standings->may_be_out >> o & 1);
		for (int strength = 0; strength < STRENGTH_COUNT; strength++)
			buffer_format(out, "; %d to %d", standings->low[o][strength], standings->high[o][strength]);
		buffer_add_string(out, "\n");
	}
	if (decision.is_complete)
		buffer_format(say(statement, SAYS_STANDING), " is known: %.*s, then %.*s by %s\n",
		              TEXT_ARGS(outcome_id(model, decision.winner)),
		              TEXT_ARGS(outcome_id(model, decision.runner_up)), words_tier(decision.tier));
	decision_release(&decision);
}

/* The changes of a flip, in the order of the questions' ids. */
static void add_flip(struct buffer *out, const struct model *model, const struct flip *flip, size_t size)
{
	bool told[FLIPS_LARGEST] = {false};
	for (size_t count = 0; count < size; count++) {
		size_t first = 0;
		while (told[first])
			first++;
		for (size_t i = first + 1; i < size; i++)
			if (!told[i] && text_compare(model->questions[flip->changes[i].question].id,
			                             model->questions[flip->changes[first].question].id) < 0)
				first = i;
		const struct question *question = &model->questions[flip->changes[first].question];
		buffer_format(out, " %.*s=%.*s", TEXT_ARGS(question->id),
		              TEXT_ARGS(question->answers[flip->changes[first].answer].id));
		told[first] = true;
	}
}

/* Only the first flips are kept, in the order of the model; they are told if these are all. */
static void say_flips(struct statement *statement, const struct encoding *whole, const struct answers *answers)
{
	const struct model *model = whole->model;
	struct flips flips;
	for (uint32_t o = 0; o <= model->option_count; o++) {
		struct effort effort = {EFFORT_MOST_STATES, 0};
		flips_find(&flips, whole, answers, o, &effort);
		struct text id = outcome_id(model, o);
		buffer_format(say(statement, SAYS_FLIP), "s to %.*s: %zu of size %zu, exactly %d\n", TEXT_ARGS(id),
		              flips.count, flips.size, flips.exact);
		for (size_t i = 0; flips.count <= FLIPS_MOST && i < flips.count; i++) {
			struct buffer *out = say(statement, SAYS_FLIP);
			buffer_format(out, " to %.*s:", TEXT_ARGS(id));
			add_flip(out, model, &flips.kept[i], flips.size);
			buffer_add_string(out, "\n");
		}
	}
}

static void say_sufficient(struct statement *statement, const struct encoding *whole, const struct answers *answers,
                           uint32_t option)
{
	const struct model *model = whole->model;
	struct effort effort = {EFFORT_MOST_STATES, 0};
	bool *kept = memory_new(model->question_count, sizeof(*kept));
	bool found = flips_find_sufficient(whole, answers, option, &effort, kept);
	buffer_format(say(statement, SAYS_SUFFICIENT), " %d\n", found);
	for (uint32_t q = 0; q < model->question_count; q++)
		if (kept[q])
			buffer_format(say(statement, SAYS_SUFFICIENT), " %.*s\n", TEXT_ARGS(model->questions[q].id));
	free(kept);
}

void statement_of_profile(struct statement *statement, const struct encoding *whole, const struct answers *answers)
{
	const struct model *model = whole->model;
	struct completions completions;
	uint64_t *possible = memory_new(model->question_count, sizeof(*possible));
	evaluate_possible(answers, possible);
	completions_find(&completions, model, possible, COMPLETIONS_ALL, EFFORT_MOST_STATES);
	statement->impossible = !completions.possible;
	if (completions.possible) {
		say_outcome(statement, &completions);
		say_rules(statement, &completions);
		say_questions(statement, &completions);
		say_standings(statement, &completions, possible);
		say_flips(statement, whole, answers);
		if (completions.settled)
			say_sufficient(statement, whole, answers, completions.leader);
	} else {
		buffer_add_string(say(statement, SAYS_SETTLED), " as impossible\n");
	}
	completions_release(&completions);
	free(possible);
}

static int by_text(const void *left, const void *right)
{
	const struct text *a = left, *b = right;
	return text_compare(*a, *b);
}

static void sort_lines(struct statement *statement)
{
	struct text rest = buffer_text(&statement->text);
	statement->count = 0;
	while (rest.length > 0) {
		MEMORY_GROW(statement->lines, statement->count, statement->capacity);
		statement->lines[statement->count++] = text_cut(&rest, '\n');
	}
	qsort(statement->lines, statement->count, sizeof(*statement->lines), by_text);
}

static enum saying saying_of(struct text line)
{
	int saying = 0;
	while (saying < SAYING_COUNT - 1 && !text_starts(line, text_of(saying_words[saying])))
		saying++;
	return (enum saying)saying;
}

/* A line that is only in one; returns the set of its saying, or none if that is ignored. */
static unsigned differ(struct text line, char sign, unsigned ignored, struct buffer *what)
{
	unsigned saying = 1U << saying_of(line);
	if (saying & ignored)
		return 0;
	buffer_format(what, "%c %.*s\n", sign, TEXT_ARGS(line));
	return saying;
}

unsigned statement_compare(struct statement *expected, struct statement *actual, unsigned ignored, struct buffer *what)
{
	unsigned different = 0;
	size_t e = 0, a = 0;
	sort_lines(expected);
	sort_lines(actual);
	while (e < expected->count || a < actual->count) {
		int order = e == expected->count ? 1 : a == actual->count ? -1 : 0;
		if (order == 0)
			order = text_compare(expected->lines[e], actual->lines[a]);
		if (order < 0)
			different |= differ(expected->lines[e++], '-', ignored, what);
		else if (order > 0)
			different |= differ(actual->lines[a++], '+', ignored, what);
		else
			e++, a++;
	}
	return different;
}

void statement_release(struct statement *statement)
{
	buffer_release(&statement->text);
	free(statement->lines);
	*statement = (struct statement){0};
}
