/* SPDX-License-Identifier: ISC
 *
 * Models: what the loader makes of a file, where questions apply, and the order of evaluation.
 */
#include "brute.h"
#include "small_model.h"

#include "base/memory.h"
#include "base/text.h"

/* One of everything. `many` is declared before the fact that it builds on. */
static const char *const full =
	"whether: 1\n"
	"model: every_thing\n"
	"revision: 7\n"
	"title: Everything at once\n"
	"options:\n"
	"  plain: {name: plain code, start: Keep it.}\n"
	"  pool: {name: a pool, start: [First., Second.]}\n"
	"  loop: {name: a loop}\n"
	"topics: {team: The team, shape: The shape}\n"
	"sources:\n"
	"  talk: {title: A talk, url: 'https://example.org/talk'}\n"
	"  page: {title: A page, url: 'https://example.org/page'}\n"
	"tree:\n"
	"  work:\n"
	"    topic: shape\n"
	"    ask: What does it do?\n"
	"    help: Look at one unit.\n"
	"    find out: time it\n"
	"    fixed: true\n"
	"    since: 2\n"
	"    answers:\n"
	"      waiting:\n"
	"        label: it waits\n"
	"        help: for others\n"
	"        prior: 5\n"
	"        basis: counted\n"
	"        then:\n"
	"          units:\n"
	"            ask: How many?\n"
	"            bands: {1: one, 2: few, 1_000: {label: many, prior: 3}}\n"
	"          idle:\n"
	"            topic: team\n"
	"            ask: Idle?\n"
	"            when: bulk\n"
	"            answers: {idle: it is, busy: it is not}\n"
	"      computing: it computes\n"
	"  build:\n"
	"    topic: team\n"
	"    ask: Which build?\n"
	"    when: {not: {work: waiting}}\n"
	"    answers: {with_gil: with, free: without}\n"
	"facts:\n"
	"  many: {when: {all: [bulk, {idle: idle}]}}\n"
	"  bulk: {label: many at once, when: {units: {at least: 1000}}}\n"
	"rules:\n"
	"  first:\n"
	"    when: {work: computing, build: [with_gil, free]}\n"
	"    for: {pool: strong, plain: weak}\n"
	"    against: {loop: medium}\n"
	"    because: It must.\n"
	"    versions: all\n"
	"    source: [page, talk]\n"
	"  second: {when: many, rules out: [plain, loop], because: It cannot., source: talk}\n"
	"impossible:\n"
	"  - {when: {bulk: true, build: free}, because: Never.}\n"
	"advice:\n"
	"  - {for: [plain, loop], when: {bulk: false}, say: Wait., source: page}\n"
	"  - {for: pool, say: Count.}\n";

static struct model model;

static int load_full(UNIT_UNUSED void **state)
{
	small_model(&model, full);
	return 0;
}

static int release(UNIT_UNUSED void **state)
{
	model_release(&model);
	return 0;
}

TEST(head_options_topics_and_sources_are_read)
{
	assert_text(model.id, "every_thing");
	assert_text(model.title, "Everything at once");
	assert_int_equal(model.revision, 7);
	assert_int_equal(model.option_count, 3);
	assert_text(model.options[1].id, "pool");
	assert_text(model.options[1].name, "a pool");
	assert_int_equal(model.options[0].start_count, 1);
	assert_text(model.options[0].start[0], "Keep it.");
	assert_int_equal(model.options[1].start_count, 2);
	assert_text(model.options[1].start[1], "Second.");
	assert_int_equal(model.options[2].start_count, 0);
	assert_int_equal(model.topic_count, 2);
	assert_text(model.topics[1].id, "shape");
	assert_text(model.topics[1].title, "The shape");
	assert_int_equal(model.reference_count, 2);
	assert_text(model.references[0].title, "A talk");
	assert_text(model.references[1].url, "https://example.org/page");
}

TEST(questions_are_read_parents_first)
{
	static const char *const ids[] = {"work", "units", "idle", "build"};
	static const uint32_t parents[] = {MODEL_NONE, 0, 0, MODEL_NONE}, topics[] = {1, 1, 0, 0};
	assert_int_equal(model.question_count, 4);
	for (uint32_t q = 0; q < 4; q++) {
		assert_text(model.questions[q].id, ids[q]);
		assert_int_equal(model.questions[q].parent, parents[q]);
		assert_int_equal(model.questions[q].topic, topics[q]);
		assert_int_equal(model.questions[q].is_number, q == 1);
		assert_int_equal(model.questions[q].fixed, q == 0);
		assert_int_equal(model.questions[q].since, q == 0 ? 2 : 0);
	}
	assert_int_equal(model.questions[1].parent_answer, 0);
	assert_text(model.questions[0].ask, "What does it do?");
	assert_text(model.questions[0].help, "Look at one unit.");
	assert_text(model.questions[0].find_out, "time it");
	assert_text(model.questions[3].help, "");
	assert_int_equal(model.questions[2].span.line, 31);
}

TEST(answers_are_read_with_their_priors)
{
	const struct question *work = &model.questions[0];
	assert_int_equal(work->answer_count, 2);
	assert_text(work->answers[0].id, "waiting");
	assert_text(work->answers[0].label, "it waits");
	assert_text(work->answers[0].help, "for others");
	assert_text(work->answers[0].basis, "counted");
	assert_int_equal(work->answers[0].prior, 5);
	assert_text(work->answers[1].label, "it computes");
	assert_int_equal(work->answers[1].prior, 1);
	assert_int_equal(work->prior_sum, 6);
	assert_int_equal(model.questions[1].prior_sum, 5);
}

TEST(facts_are_read)
{
	assert_int_equal(model.fact_count, 2);
	assert_text(model.facts[0].id, "many");
	assert_text(model.facts[0].label, "many");
	assert_text(model.facts[1].label, "many at once");
	assert_int_equal(model.facts[0].latest_question, 2);
	assert_int_equal(model.facts[1].latest_question, 1);
}

/* The effect of a rule on an option; NULL for none. */
static const struct effect *effect_on(const struct rule *rule, uint32_t option)
{
	for (size_t i = 0; i < rule->effect_count; i++)
		if (rule->effects[i].option == option)
			return &rule->effects[i];
	return NULL;
}

TEST(rules_are_read)
{
	const struct rule *first = &model.rules[0], *second = &model.rules[1];
	assert_int_equal(model.rule_count, 2);
	assert_text(first->because, "It must.");
	assert_text(first->versions, "all");
	assert_text(second->versions, "");
	assert_int_equal(first->citations.count, 2);
	assert_int_equal(first->citations.references[0], 1);
	assert_int_equal(first->citations.references[1], 0);
	assert_int_equal(first->effect_count, 3);
	assert_int_equal(effect_on(first, 0)->kind, EFFECT_FOR);
	assert_int_equal(effect_on(first, 0)->strength, STRENGTH_WEAK);
	assert_int_equal(effect_on(first, 1)->strength, STRENGTH_STRONG);
	assert_int_equal(effect_on(first, 2)->kind, EFFECT_AGAINST);
	assert_int_equal(effect_on(first, 2)->strength, STRENGTH_MEDIUM);
	assert_int_equal(effect_on(second, 0)->kind, EFFECT_RULES_OUT);
	assert_null(effect_on(second, 1));
	assert_int_equal(effect_on(second, 2)->kind, EFFECT_RULES_OUT);
}

TEST(impossible_and_advice_are_read)
{
	assert_int_equal(model.impossible_count, 1);
	assert_text(model.impossibles[0].because, "Never.");
	assert_int_equal(model.advice_count, 2);
	assert_int_equal(model.advice[0].options, 1 << 0 | 1 << 2);
	assert_int_equal(model.advice[1].options, 1 << 1);
	assert_text(model.advice[1].say, "Count.");
	assert_int_equal(model.conditions[model.advice[1].condition].kind, CONDITION_ALWAYS);
	assert_int_equal(model.advice[0].citations.count, 1);
	assert_int_equal(model.advice[1].citations.count, 0);
}

TEST(things_are_found_by_id)
{
	assert_int_equal(model_find_option(&model, TEXT("loop")), 2);
	assert_int_equal(model_find_option(&model, TEXT("work")), MODEL_NONE);
	assert_int_equal(model_find_question(&model, TEXT("idle")), 2);
	assert_int_equal(model_find_question(&model, TEXT("bulk")), MODEL_NONE);
	assert_int_equal(model_find_answer(&model.questions[0], TEXT("computing")), 1);
	assert_int_equal(model_find_answer(&model.questions[0], TEXT("busy")), MODEL_NONE);
	assert_text(model_option_id(&model, 1), "pool");
	assert_text(model_question_id(&model, 3), "build");
	assert_text(model_answer_id(&model.questions[2], 1), "busy");
}

TEST(bands_hold_their_numbers)
{
	static const struct {
		uint64_t number;
		uint32_t band;
	} rows[] = {{0, MODEL_NONE}, {1, 0}, {2, 1}, {3, 1}, {999, 1}, {1000, 2}, {1001, 2},
	            {MODEL_MOST_NUMBER, 2}};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_row(i, model_find_band(&model.questions[1], rows[i].number) == rows[i].band);
	assert_int_equal(model.questions[1].answers[2].bound, 1000);
	assert_text(model.questions[1].answers[2].id, "1000");
	assert_text(model.questions[1].answers[2].label, "many");
}

TEST(all_answers_are_one_bit_each)
{
	struct question question = {.answer_count = 1};
	assert_true(model_all_answers(&question) == 1);
	question.answer_count = 3;
	assert_true(model_all_answers(&question) == 7);
	question.answer_count = 63;
	assert_true(model_all_answers(&question) == UINT64_MAX / 2);
	question.answer_count = 64;
	assert_true(model_all_answers(&question) == UINT64_MAX);
	question.answer_count = 0;
	assert_true(model_all_answers(&question) == 0);
}

/* By hand: units under waiting; idle under waiting with 1000 units or more; build under anything
 * but waiting. */
static void check_applies(void *context, const struct brute *brute)
{
	size_t *count = context;
	bool waiting = brute->answers[0] == 0, bulk = waiting && brute->answers[1] == 2;
	bool idle = bulk && brute->answers[2] == 0;
	++*count;
	assert_true(brute_holds(brute, model.questions[0].applies));
	assert_int_equal(brute_holds(brute, model.questions[1].applies), waiting);
	assert_int_equal(brute_holds(brute, model.questions[2].applies), bulk);
	assert_int_equal(brute_holds(brute, model.questions[3].applies), !waiting);
	assert_int_equal(brute_holds(brute, model.facts[0].condition), idle);
	assert_int_equal(brute_holds(brute, model.facts[1].condition), bulk);
	assert_int_equal(brute_holds(brute, model.rules[0].condition), !waiting);
	assert_int_equal(brute_holds(brute, model.rules[1].condition), idle);
	assert_int_equal(brute_holds(brute, model.advice[0].condition), !bulk);
	assert_false(brute_holds(brute, model.impossibles[0].condition));
}

TEST(questions_facts_and_rules_apply_where_the_file_says)
{
	static const uint64_t all[] = {3, 7, 3, 3};
	size_t count = 0;
	brute_each(&model, all, check_applies, &count);
	/* One unit, few, many and idle, many and busy; computing with either build. */
	assert_int_equal(count, 6);
}

/* Where each condition stands in the order; checks that all stand there once. */
static uint32_t *places_of(const struct model *of)
{
	uint32_t *places = memory_new(of->condition_count, sizeof(*places));
	for (uint32_t i = 0; i < of->condition_count; i++) {
		assert_row(i, of->evaluation_order[i] < of->condition_count);
		assert_row(i, places[of->evaluation_order[i]] == 0);
		places[of->evaluation_order[i]] = i + 1;
	}
	return places;
}

static void check_order(const struct model *of)
{
	uint32_t *places = places_of(of);
	for (uint32_t c = 0; c < of->condition_count; c++) {
		const struct condition *condition = &of->conditions[c];
		for (uint32_t i = 0; i < condition->child_count; i++)
			assert_row(c, places[condition->children[i]] < places[c]);
		if (condition->kind == CONDITION_ANSWER)
			assert_row(c,
			           places[of->questions[condition->subject].applies] < places[c]);
		if (condition->kind == CONDITION_FACT)
			assert_row(c, places[of->facts[condition->subject].condition] < places[c]);
	}
	free(places);
}

TEST(conditions_come_after_what_they_depend_on)
{
	check_order(&model);
}

TEST(conditions_of_the_shipped_model_are_in_order_too)
{
	struct model shipped;
	model_of_file(&shipped, "questions/python.yaml");
	assert_true(shipped.condition_count > 100);
	check_order(&shipped);
	model_release(&shipped);
}

/* Each fact builds on the next one: the order of the file is just the wrong one. */
TEST(long_chains_of_facts_are_put_in_order)
{
	struct buffer text = {0};
	buffer_add_string(&text, HEAD OPTIONS_AB "tree:\n"
	                  QUESTION("q", "answers: {k: K, l: L}") "facts:\n");
	for (unsigned i = 0; i < 200; i++)
		buffer_format(&text, "  f%u: {when: f%u}\n", i, i + 1);
	buffer_add_string(&text, "  f200: {when: {q: k}}\nrules:\n"
	                  RULE("r", "when: f0, for: {a: weak}"));
	struct model chain;
	small_model(&chain, text.bytes);
	check_order(&chain);
	assert_int_equal(chain.facts[0].latest_question, 0);
	model_release(&chain);
	buffer_release(&text);
}

/* Questions and facts for tests of the condition language. */
#define CONDITIONS_BEFORE \
	HEAD OPTIONS_AB "tree:\n" QUESTION("p", "answers: {k: K, l: L, m: M}") \
	QUESTION("n", "bands: {0: Z, 10: T, 20: X, 30: H}") \
	QUESTION("o", "answers: {k: K, l: L}, when: {p: k}") \
	"facts:\n  low: {when: {n: {below: 10}}}\n" \
	"rules:\n  r: {for: {a: weak}, because: B, source: s, when: "

/* By bits: for which of k, l, m of p and of the bands 0, 10, 20, 30 of n it holds: bit 4 * p + n.
 * */
struct condition_row {
	const char *words;
	unsigned holds;
};

struct condition_check {
	const struct condition_row *row;
	uint32_t condition;
};

static void check_condition(void *context, const struct brute *brute)
{
	const struct condition_check *check = context;
	unsigned bit = 4 * brute->answers[0] + brute->answers[1];
	if (brute_holds(brute, check->condition) != (check->row->holds >> bit & 1)) {
		print_error("%s at p %u, n %u\n", check->row->words, brute->answers[0],
		            brute->answers[1]);
		fail();
	}
}

TEST(conditions_mean_what_they_say)
{
	static const struct condition_row rows[] = {
		{"always", 0xfff},
		{"low", 0x111},
		{"{low: true}", 0x111},
		{"{low: false}", 0xeee},
		{"{p: l}", 0x0f0},
		{"{p: [k, m]}", 0xf0f},
		{"{n: {at least: 20}}", 0xccc},
		{"{n: {below: 20}}", 0x333},
		{"{n: {at least: 10, below: 30}}", 0x666},
		{"{n: {at least: 0}}", 0xfff},
		{"{p: l, n: {at least: 30}}", 0x080},
		{"{not: {p: l, n: {at least: 30}}}", 0xf7f},
		{"{any: [{p: l}, {n: {below: 10}}]}", 0x1f1},
		{"{all: [{p: [k, l]}, {not: low}]}", 0x0ee},
		{"{any: [low], p: k}", 0x001},
		{"{not: {any: [{p: k}, {all: [low, {p: m}]}]}}", 0xef0},
		{"{any: [{o: [k, l]}]}", 0x00f},
		{"{not: {o: [k, l]}}", 0xff0},
	};
	static const uint64_t all[] = {7, 15, 3};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct buffer text = {0};
		struct model small;
		buffer_format(&text, CONDITIONS_BEFORE "%s}\n", rows[i].words);
		small_model(&small, text.bytes);
		struct condition_check check = {&rows[i], small.rules[0].condition};
		brute_each(&small, all, check_condition, &check);
		model_release(&small);
		buffer_release(&text);
	}
}

struct bad_row {
	const char *condition;
	const char *code;
};

TEST(conditions_that_mean_nothing_are_refused)
{
	static const struct bad_row rows[] = {
		{"lowly", "unknown-fact"},       {"p", "condition"},
		{"{x: k}", "unknown-question"},  {"{p: x}", "unknown-answer"},
		{"{p: [k, x]}", "unknown-answer"}, {"{p: []}", "condition"},
		{"[{p: k}]", "condition"},       {"{}", "condition"},
		{"{any: []}", "condition"},      {"{any: low}", "type"},
		{"{low: k}", "boolean"},         {"{p: {at least: 1}}", "question-kind"},
		{"{n: 10}", "question-kind"},    {"{n: {at least: 11}}", "band-bound"},
		{"{n: {below: 0}}", "empty-range"}, {"{n: {}}", "empty-range"},
		{"{n: {at least: 20, below: 10}}", "empty-range"},
		{"{n: {at least: ten}}", "number"},
		{"{n: {least: 10}}", "unknown-key"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct buffer text = {0}, code = {0};
		struct diagnostics found;
		struct model small;
		buffer_format(&text, CONDITIONS_BEFORE "%s}\n", rows[i].condition);
		buffer_format(&code, " [%s]", rows[i].code);
		assert_row(i, !small_model_try(&small, &found, text.bytes));
		assert_row(i, findings_say(&found, "m:15:", code.bytes));
		diagnostics_release(&found);
		model_release(&small);
		buffer_release(&text);
		buffer_release(&code);
	}
}

#define LOADED(test) cmocka_unit_test_setup_teardown(test, load_full, release)

/* r weighs most (9 for being ruled out) but hangs on p, which so weighs as much; s weighs 3, q 1, t nothing. Of p and r
 * only p is free at first; then r, s, q, t. */
TEST(questions_on_which_most_hangs_are_decided_first)
{
	static const char *const expected[] = {"p", "r", "s", "q", "t"};
	struct model ordered;
	small_model(&ordered, HEAD OPTIONS_AB "tree:\n" QUESTION("q", "answers: {k: K, l: L}")
	            QUESTION("p", "answers: {k: K, l: L}") QUESTION("t", "answers: {k: K, l: L}")
	            QUESTION("r", "when: fact, answers: {k: K, l: L}") QUESTION("s", "answers: {k: K, l: L}")
	            "facts: {fact: {when: {p: k}}}\nrules:\n" RULE("x", "when: {r: k}, rules out: b")
	            RULE("y", "when: {s: k}, for: {b: medium}") RULE("z", "when: {q: k}, for: {b: weak}"));
	for (size_t i = 0; i < COUNT_OF(expected); i++)
		assert_text(ordered.questions[ordered.decision_order[i]].id, expected[i]);
	model_release(&ordered);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(questions_on_which_most_hangs_are_decided_first),
		LOADED(head_options_topics_and_sources_are_read),
		LOADED(questions_are_read_parents_first),
		LOADED(answers_are_read_with_their_priors),
		LOADED(facts_are_read),
		LOADED(rules_are_read),
		LOADED(impossible_and_advice_are_read),
		LOADED(things_are_found_by_id),
		LOADED(bands_hold_their_numbers),
		cmocka_unit_test(all_answers_are_one_bit_each),
		LOADED(questions_facts_and_rules_apply_where_the_file_says),
		LOADED(conditions_come_after_what_they_depend_on),
		cmocka_unit_test(conditions_of_the_shipped_model_are_in_order_too),
		cmocka_unit_test(long_chains_of_facts_are_put_in_order),
		cmocka_unit_test(conditions_mean_what_they_say),
		cmocka_unit_test(conditions_that_mean_nothing_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
