/* SPDX-License-Identifier: ISC
 *
 * Compares what the engine says with what the oracle says, one matter at a time; and spoils it.
 */
#include "compare.h"

#include <stdlib.h>

static void say_number(struct buffer *what, const char *name, size_t expected, size_t got)
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

static void compare_counts(const struct oracle_result *oracle, const struct engine_result *engine,
                           struct buffer *what)
{
	say_number(what, "options", oracle->option_count, engine->option_count);
	say_number(what, "rules", oracle->rule_count, engine->rule_count);
	say_number(what, "questions", oracle->question_count, engine->question_count);
}

static void compare_empty(const struct oracle_result *oracle, const struct engine_result *engine,
                          struct buffer *what)
{
	say_number(what, "no completion is left", oracle->empty, engine->empty);
}

static void compare_shares(const struct oracle_result *oracle, const struct engine_result *engine,
                           struct buffer *what)
{
	for (size_t i = 0; i <= oracle->option_count; i++)
		say_rational(what, "share of o", i, oracle->shares[i], engine->shares[i]);
}

static void compare_settled(const struct oracle_result *oracle, const struct engine_result *engine,
                            struct buffer *what)
{
	say_number(what, "settled", oracle->settled, engine->settled);
}

static void compare_leader(const struct oracle_result *oracle, const struct engine_result *engine,
                           struct buffer *what)
{
	say_number(what, "leader (counted from 0)", oracle->leader, engine->leader);
}

static void compare_tiers(const struct oracle_result *oracle, const struct engine_result *engine,
                          struct buffer *what)
{
	static const char *const names[ORACLE_TIERS] = {
		"strong, tier ", "medium, tier ", "weak, tier ",
		"order, tier ",  "alone, tier ",  "none, tier ",
	};

	for (size_t i = 0; i < ORACLE_TIERS; i++)
		say_rational(what, names[i], i, oracle->tiers[i], engine->tiers[i]);
}

static void compare_rules(const struct oracle_result *oracle, const struct engine_result *engine,
                          struct buffer *what)
{
	for (size_t i = 0; i < oracle->rule_count; i++)
		say_state(what, "holds r", i, oracle->holds[i], engine->holds[i]);
}

static void compare_applies(const struct oracle_result *oracle, const struct engine_result *engine,
                            struct buffer *what)
{
	for (size_t i = 0; i < oracle->question_count; i++)
		say_state(what, "applies q", i, oracle->applies[i], engine->applies[i]);
}

static void compare_inform(const struct oracle_result *oracle, const struct engine_result *engine,
                           struct buffer *what)
{
	for (size_t i = 0; i < oracle->question_count; i++)
		if (oracle->can_inform[i] != engine->can_inform[i])
			buffer_format(what, "# can inform q%zu: oracle %d, engine %d\n", i + 1,
			              oracle->can_inform[i], engine->can_inform[i]);
}

static void compare_matter(const struct oracle_result *oracle, const struct engine_result *engine,
                           struct buffer *what)
{
	for (size_t i = 0; i < oracle->question_count; i++)
		if (oracle->can_matter[i] != engine->can_matter[i])
			buffer_format(what, "# can matter q%zu: oracle %d, engine %d\n", i + 1,
			              oracle->can_matter[i], engine->can_matter[i]);
}

static void compare_impurity(const struct oracle_result *oracle, const struct engine_result *engine,
                             struct buffer *what)
{
	for (size_t i = 0; i < oracle->question_count; i++)
		if (oracle->can_matter[i] && oracle->applies[i] == ORACLE_ALWAYS)
			say_rational(what, "impurity q", i, oracle->impurity[i],
			             engine->impurity[i]);
}

static bool spoil_counts(struct engine_result *engine, size_t which)
{
	size_t *counts[] = {&engine->option_count, &engine->rule_count, &engine->question_count};

	++*counts[which % COUNT_OF(counts)];
	return true;
}

static bool spoil_empty(struct engine_result *engine, size_t which)
{
	(void)which;
	engine->empty = !engine->empty;
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

static bool spoil_shares(struct engine_result *engine, size_t which)
{
	return spoil_rational(engine->shares[which % (engine->option_count + 1)]);
}

static bool spoil_settled(struct engine_result *engine, size_t which)
{
	(void)which;
	engine->settled = !engine->settled;
	return true;
}

static bool spoil_leader(struct engine_result *engine, size_t which)
{
	engine->leader =
		(engine->leader + 1 + which % engine->option_count) % (engine->option_count + 1);
	return true;
}

static bool spoil_tiers(struct engine_result *engine, size_t which)
{
	return spoil_rational(engine->tiers[which % ORACLE_TIERS]);
}

static bool spoil_state(enum oracle_state *state, size_t which)
{
	*state = (enum oracle_state)((*state + 1 + which % 2) % 3);
	return true;
}

static bool spoil_rules(struct engine_result *engine, size_t which)
{
	return spoil_state(&engine->holds[which % engine->rule_count], which);
}

static bool spoil_applies(struct engine_result *engine, size_t which)
{
	return spoil_state(&engine->applies[which % engine->question_count], which);
}

static bool spoil_inform(struct engine_result *engine, size_t which)
{
	size_t question = which % engine->question_count;

	engine->can_inform[question] = !engine->can_inform[question];
	return true;
}

static bool spoil_matter(struct engine_result *engine, size_t which)
{
	size_t question = which % engine->question_count;

	engine->can_matter[question] = !engine->can_matter[question];
	return true;
}

static bool spoil_impurity(struct engine_result *engine, size_t which)
{
	for (size_t i = 0; i < engine->question_count; i++) {
		size_t question = (which + i) % engine->question_count;

		if (engine->can_matter[question] && engine->applies[question] == ORACLE_ALWAYS)
			return spoil_rational(engine->impurity[question]);
	}
	return false;
}

const struct matter matters[MATTERS] = {
	{"how many options, rules and questions", compare_counts, spoil_counts},
	{"whether a completion is left", compare_empty, spoil_empty},
	{"shares", compare_shares, spoil_shares},
	{"settled or open", compare_settled, spoil_settled},
	{"winner or leader", compare_leader, spoil_leader},
	{"split of the deciding tier", compare_tiers, spoil_tiers},
	{"states of rules", compare_rules, spoil_rules},
	{"which questions apply", compare_applies, spoil_applies},
	{"which questions can matter", compare_matter, spoil_matter},
	{"which questions can inform", compare_inform, spoil_inform},
	{"expected impurity", compare_impurity, spoil_impurity},
};
