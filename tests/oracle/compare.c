/* SPDX-License-Identifier: ISC
 *
 * Compares what the engine says with what the oracle says, one matter at a time; and spoils it.
 */
#include "compare_internal.h"

#include <stdlib.h>

void compare_number(struct buffer *what, const char *name, size_t expected, size_t got)
{
	if (expected != got)
		buffer_format(what, "# %s: oracle %zu, engine %zu\n", name, expected, got);
}

static void say_rational(struct buffer *what, const char *name, size_t index, const mpq_t expected,
                         const mpq_t got)
{
	char *texts[2];

	if (mpq_equal(expected, got))
		return;
	texts[0] = mpq_get_str(NULL, 10, expected);
	texts[1] = mpq_get_str(NULL, 10, got);
	buffer_format(what, "# %s%zu: oracle %s, engine %s\n", name, index + 1, texts[0], texts[1]);
	free(texts[0]);
	free(texts[1]);
}

static void say_state(struct buffer *what, const char *name, size_t index,
                      enum oracle_state expected, enum oracle_state got)
{
	static const char *const names[] = {"never", "always", "depends"};

	if (expected != got)
		buffer_format(what, "# %s%zu: oracle %s, engine %s\n", name, index + 1,
		              names[expected], got <= ORACLE_DEPENDS ? names[got] : "nonsense");
}

static void compare_counts(const struct oracle_view *oracle, const struct engine_view *engine,
                           struct buffer *what)
{
	compare_number(what, "options", oracle->model.option_count, engine->model.option_count);
	compare_number(what, "rules", oracle->model.rule_count, engine->model.rule_count);
	compare_number(what, "questions", oracle->model.question_count, engine->model.question_count);
}

static void compare_empty(const struct oracle_view *oracle, const struct engine_view *engine,
                          struct buffer *what)
{
	compare_number(what, "no completion is left", oracle->profile.empty, engine->profile.empty);
}

static void compare_shares(const struct oracle_view *oracle, const struct engine_view *engine,
                           struct buffer *what)
{
	for (size_t i = 0; i <= oracle->model.option_count; i++)
		say_rational(what, "share of o", i, oracle->profile.shares[i], engine->profile.shares[i]);
}

static void compare_settled(const struct oracle_view *oracle, const struct engine_view *engine,
                            struct buffer *what)
{
	compare_number(what, "settled", oracle->profile.settled, engine->profile.settled);
}

static void compare_leader(const struct oracle_view *oracle, const struct engine_view *engine,
                           struct buffer *what)
{
	compare_number(what, "leader (counted from 0)", oracle->profile.leader, engine->profile.leader);
}

static void compare_tiers(const struct oracle_view *oracle, const struct engine_view *engine,
                          struct buffer *what)
{
	static const char *const names[ORACLE_TIERS] = {
		"strong, tier ", "medium, tier ", "weak, tier ",
		"order, tier ",  "alone, tier ",  "none, tier ",
	};

	for (size_t i = 0; i < ORACLE_TIERS; i++)
		say_rational(what, names[i], i, oracle->profile.tiers[i], engine->profile.tiers[i]);
}

static void compare_rules(const struct oracle_view *oracle, const struct engine_view *engine,
                          struct buffer *what)
{
	for (size_t i = 0; i < oracle->model.rule_count; i++)
		say_state(what, "holds r", i, oracle->profile.holds[i], engine->profile.holds[i]);
}

static void compare_rule_shares(const struct oracle_view *oracle, const struct engine_view *engine,
                                struct buffer *what)
{
	for (size_t i = 0; i < oracle->model.rule_count; i++)
		say_rational(what, "share in which holds r", i, oracle->profile.rule_shares[i],
		             engine->profile.rule_shares[i]);
}

static void compare_applies(const struct oracle_view *oracle, const struct engine_view *engine,
                            struct buffer *what)
{
	for (size_t i = 0; i < oracle->model.question_count; i++)
		say_state(what, "applies q", i, oracle->profile.applies[i], engine->profile.applies[i]);
}

static void compare_inform(const struct oracle_view *oracle, const struct engine_view *engine,
                           struct buffer *what)
{
	for (size_t i = 0; i < oracle->model.question_count; i++)
		if (oracle->profile.can_inform[i] != engine->profile.can_inform[i])
			buffer_format(what, "# can inform q%zu: oracle %d, engine %d\n", i + 1,
			              oracle->profile.can_inform[i], engine->profile.can_inform[i]);
}

static void compare_matter(const struct oracle_view *oracle, const struct engine_view *engine,
                           struct buffer *what)
{
	for (size_t i = 0; i < oracle->model.question_count; i++)
		if (oracle->profile.can_matter[i] != engine->profile.can_matter[i])
			buffer_format(what, "# can matter q%zu: oracle %d, engine %d\n", i + 1,
			              oracle->profile.can_matter[i], engine->profile.can_matter[i]);
}

/* Whether what a question would tell is worked out. */
static bool tells(const struct oracle_result *oracle, size_t question)
{
	return oracle->can_inform[question] && oracle->applies[question] == ORACLE_ALWAYS;
}

static void compare_impurity(const struct oracle_view *oracle, const struct engine_view *engine,
                             struct buffer *what)
{
	for (size_t i = 0; i < oracle->model.question_count; i++) {
		compare_number(what, "has an impurity", tells(&oracle->profile, i),
		               engine->profile.has_impurity[i]);
		if (tells(&oracle->profile, i))
			say_rational(what, "impurity q", i, oracle->profile.impurity[i],
			             engine->profile.impurity[i]);
	}
}

static void compare_moves(const struct oracle_view *oracle, const struct engine_view *engine,
                          struct buffer *what)
{
	for (size_t i = 0; i < oracle->model.question_count; i++)
		if (tells(&oracle->profile, i) &&
		    oracle->profile.moves_leader[i] != engine->profile.moves_leader[i])
			buffer_format(what, "# moves the leader q%zu: oracle %d, engine %d\n", i + 1,
			              oracle->profile.moves_leader[i], engine->profile.moves_leader[i]);
}

static void compare_next(const struct oracle_view *oracle, const struct engine_view *engine,
                         struct buffer *what)
{
	compare_number(what, "next question (counted from 0)", oracle->profile.next_question,
	               engine->profile.next_question);
}

static bool spoil_counts(struct engine_view *engine, size_t which)
{
	size_t *counts[] = {&engine->model.option_count, &engine->model.rule_count, &engine->model.question_count};

	++*counts[which % COUNT_OF(counts)];
	return true;
}

static bool spoil_empty(struct engine_view *engine, size_t which)
{
	(void)which;
	engine->profile.empty = !engine->profile.empty;
	return true;
}

static bool spoil_rational(mpq_t rational)
{
	mpq_t little;

	mpq_init(little);
	mpq_set_str(little, "1/1000000000000000000000000", 10);
	mpq_add(rational, rational, little);
	mpq_clear(little);
	return true;
}

static bool spoil_shares(struct engine_view *engine, size_t which)
{
	return spoil_rational(engine->profile.shares[which % (engine->model.option_count + 1)]);
}

static bool spoil_settled(struct engine_view *engine, size_t which)
{
	(void)which;
	engine->profile.settled = !engine->profile.settled;
	return true;
}

static bool spoil_leader(struct engine_view *engine, size_t which)
{
	engine->profile.leader =
		(engine->profile.leader + 1 + which % engine->model.option_count) % (engine->model.option_count + 1);
	return true;
}

static bool spoil_tiers(struct engine_view *engine, size_t which)
{
	return spoil_rational(engine->profile.tiers[which % ORACLE_TIERS]);
}

static bool spoil_state(enum oracle_state *state, size_t which)
{
	*state = (enum oracle_state)((*state + 1 + which % 2) % 3);
	return true;
}

static bool spoil_rules(struct engine_view *engine, size_t which)
{
	return spoil_state(&engine->profile.holds[which % engine->model.rule_count], which);
}

static bool spoil_rule_shares(struct engine_view *engine, size_t which)
{
	return spoil_rational(engine->profile.rule_shares[which % engine->model.rule_count]);
}

static bool spoil_applies(struct engine_view *engine, size_t which)
{
	return spoil_state(&engine->profile.applies[which % engine->model.question_count], which);
}

static bool spoil_inform(struct engine_view *engine, size_t which)
{
	size_t question = which % engine->model.question_count;

	engine->profile.can_inform[question] = !engine->profile.can_inform[question];
	return true;
}

static bool spoil_matter(struct engine_view *engine, size_t which)
{
	size_t question = which % engine->model.question_count;

	engine->profile.can_matter[question] = !engine->profile.can_matter[question];
	return true;
}

/* The first question from `which` on that has an impurity; the number of questions if none has. */
static size_t find_telling(const struct engine_view *engine, size_t which)
{
	size_t count = engine->model.question_count;

	for (size_t i = 0; i < count; i++)
		if (engine->profile.has_impurity[(which + i) % count])
			return (which + i) % count;
	return count;
}

static bool spoil_impurity(struct engine_view *engine, size_t which)
{
	size_t question = find_telling(engine, which);
	bool *has = &engine->profile.has_impurity[which % engine->model.question_count];

	if (which % 3 && question < engine->model.question_count)
		return spoil_rational(engine->profile.impurity[question]);
	*has = !*has;
	return true;
}

static bool spoil_moves(struct engine_view *engine, size_t which)
{
	size_t question = find_telling(engine, which);

	if (question == engine->model.question_count)
		return false;
	engine->profile.moves_leader[question] = !engine->profile.moves_leader[question];
	return true;
}

static bool spoil_next(struct engine_view *engine, size_t which)
{
	size_t *next = &engine->profile.next_question;

	*next = *next == ORACLE_NO_INDEX ? which % engine->model.question_count : *next + 1;
	return true;
}

const struct matter matters[MATTERS] = {
	{"how many options, rules and questions", MATTER_OF_MODEL, compare_counts, spoil_counts},
	{"whether a completion is left", MATTER_OF_PROFILE, compare_empty, spoil_empty},
	{"shares", MATTER_OF_COMPLETIONS, compare_shares, spoil_shares},
	{"settled or open", MATTER_OF_COMPLETIONS, compare_settled, spoil_settled},
	{"winner or leader", MATTER_OF_COMPLETIONS, compare_leader, spoil_leader},
	{"split of the deciding tier", MATTER_OF_COMPLETIONS, compare_tiers, spoil_tiers},
	{"states of rules", MATTER_OF_COMPLETIONS, compare_rules, spoil_rules},
	{"shares of rules", MATTER_OF_COMPLETIONS, compare_rule_shares, spoil_rule_shares},
	{"which questions apply", MATTER_OF_COMPLETIONS, compare_applies, spoil_applies},
	{"which questions can matter", MATTER_OF_COMPLETIONS, compare_matter, spoil_matter},
	{"which questions can inform", MATTER_OF_COMPLETIONS, compare_inform, spoil_inform},
	{"expected impurity", MATTER_OF_COMPLETIONS, compare_impurity, spoil_impurity},
	{"which questions move the leader", MATTER_OF_COMPLETIONS, compare_moves, spoil_moves},
	{"the next question", MATTER_OF_COMPLETIONS, compare_next, spoil_next},
	{"flips", MATTER_OF_PROFILE, compare_flips, spoil_flips},
	{"answers that suffice", MATTER_OF_PROFILE, compare_sufficient, spoil_sufficient},
	{"how many complete profiles", MATTER_OF_MODEL, compare_count, spoil_count},
	{"profiles in which a rule holds or fails", MATTER_OF_MODEL, compare_holds, spoil_holds},
	{"profiles in which a rule decides", MATTER_OF_MODEL, compare_decides, spoil_decides},
	{"profiles in which one effect of a rule decides", MATTER_OF_MODEL, compare_effects, spoil_effects},
	{"each complete profile, decided by the compiled model", MATTER_OF_MODEL, compare_decided, spoil_decided},
	{"profiles of each outcome", MATTER_OF_MODEL, compare_wins, spoil_wins},
	{"what check finds", MATTER_OF_MODEL, compare_findings, spoil_findings},
	{"how two models differ", MATTER_OF_VARIANT, compare_difference, spoil_difference},
	{"what shows a difference", MATTER_OF_VARIANT, compare_witnesses, spoil_witnesses},
};
