/* SPDX-License-Identifier: ISC
 *
 * The search for a profile against the list of all profiles: what is found is there, what is not found is not.
 */
#include "sample_models.h"

#include "analyse/search.h"
#include "base/memory.h"

enum { MOST_PROFILES = 400, MOST_CONDITIONS = 160, PLENTY = 100000 };

/* One complete profile that is not impossible, and all that a query can ask of it. */
struct entry {
	uint32_t answers[BRUTE_MOST_QUESTIONS];
	bool holds[MOST_CONDITIONS];
	uint32_t winner;
	uint32_t winner_without[BRUTE_MOST_RULES];     /* of each rule */
	uint32_t winner_without_effect[BRUTE_MOST_RULES][MODEL_MOST_OPTIONS];
};

static struct entry entries[MOST_PROFILES];
static size_t entry_count;

static void add_entry(void *context, const struct brute *brute)
{
	const struct model *model = context;
	struct entry *entry = &entries[entry_count];
	if (brute->impossible)
		return;
	assert_true(++entry_count <= MOST_PROFILES);
	memcpy(entry->answers, brute->answers, sizeof(entry->answers));
	entry->winner = brute->winner;
	for (uint32_t c = 0; c < model->condition_count; c++)
		entry->holds[c] = brute_holds(brute, c);
	for (uint32_t r = 0; r < model->rule_count; r++) {
		entry->winner_without[r] = brute_winner_without(brute, r, NULL);
		for (size_t i = 0; i < model->rules[r].effect_count; i++)
			entry->winner_without_effect[r][i] = brute_winner_without(brute, r, &model->rules[r].effects[i]);
	}
}

static void list_profiles(struct model *model)
{
	uint64_t possible[BRUTE_MOST_QUESTIONS];
	assert_true(model->condition_count <= MOST_CONDITIONS && model->rule_count <= BRUTE_MOST_RULES);
	for (uint32_t q = 0; q < model->question_count; q++)
		possible[q] = model_all_answers(&model->questions[q]);
	entry_count = 0;
	brute_each(model, possible, add_entry, model);
}

static bool fits(const struct model *model, const struct query *query, const struct entry *entry)
{
	for (size_t i = 0; i < query->literal_count; i++)
		if (entry->holds[query->literals[i].condition] != query->literals[i].holds)
			return false;
	if (query->outcome != MODEL_NONE && entry->winner != query->outcome)
		return false;
	if (query->rule == MODEL_NONE)
		return true;
	const struct rule *rule = &model->rules[query->rule];
	uint32_t without = entry->winner_without[query->rule];
	if (query->effect)
		without = entry->winner_without_effect[query->rule][query->effect - rule->effects];
	return entry->holds[rule->condition] && entry->winner != without;
}

/* The profile that the witness is: one answer to every question that applies, none to others. NULL: it is none. */
static const struct entry *profile_of(const struct model *model, const struct answers *witness)
{
	uint32_t answers[BRUTE_MOST_QUESTIONS];
	for (uint32_t q = 0; q < model->question_count; q++) {
		answers[q] = BRUTE_OFF;
		if (witness->sets[q].state != ANSWER_MISSING && !answers_is_single(witness, q, &answers[q]))
			return NULL;
	}
	for (size_t i = 0; i < entry_count; i++)
		if (memcmp(answers, entries[i].answers, model->question_count * sizeof(*answers)) == 0)
			return &entries[i];
	return NULL;
}

static bool some_fits(const struct model *model, const struct query *query)
{
	for (size_t i = 0; i < entry_count; i++)
		if (fits(model, query, &entries[i]))
			return true;
	return false;
}

/* With plenty to spend the search tells what is so; with little it may give up, but says nothing wrong. */
static enum search_result check_query(const struct model *model, const struct query *query, size_t budget, uint64_t row)
{
	struct answers witness;
	answers_init(&witness, model);
	enum search_result result = search_profile(model, query, &witness, &(struct effort){.budget = budget});
	enum search_result right = some_fits(model, query) ? SEARCH_FOUND : SEARCH_NONE;
	assert_row(row, result == right || (result == SEARCH_UNDECIDED && budget < PLENTY));
	if (result == SEARCH_FOUND) {
		const struct entry *entry = profile_of(model, &witness);
		assert_row(row, entry != NULL);
		assert_row(row, fits(model, query, entry));
	}
	answers_release(&witness);
	return result;
}

/* A query with each effect of its rule alone, and with the rule as a whole. */
static void check_effects(const struct model *model, struct query query, uint64_t row)
{
	check_query(model, &query, PLENTY, row);
	for (size_t i = 0; query.rule != MODEL_NONE && i < model->rules[query.rule].effect_count; i++) {
		query.effect = &model->rules[query.rule].effects[i];
		check_query(model, &query, PLENTY, row);
	}
}

/* Every rule with every outcome, together with these literals; MODEL_NONE asks for no rule or no outcome. */
static void check_with(const struct model *model, const struct literal *literals, size_t count, uint64_t row)
{
	for (uint32_t r = 0; r <= model->rule_count; r++)
		for (uint32_t o = 0; o <= model->option_count + 1; o++) {
			struct query query = {literals, count, r < model->rule_count ? r : MODEL_NONE,
			                      o <= model->option_count ? o : MODEL_NONE, NULL};
			check_effects(model, query, row);
		}
}

TEST(all_queries_of_up_to_two_literals)
{
	for (size_t m = 0; m < COUNT_OF(sample_models); m++) {
		struct model model;
		small_model(&model, sample_models[m]);
		list_profiles(&model);
		check_with(&model, NULL, 0, m * 1000000);
		for (uint32_t a = 0; a < model.condition_count * 2; a++)
			for (uint32_t b = a; b < model.condition_count * 2; b++) {
				struct literal both[] = {{a / 2, a & 1}, {b / 2, b & 1}};
				check_with(&model, both, a == b ? 1 : 2, m * 1000000 + a * 1000 + b);
			}
		model_release(&model);
	}
}

/* A model out of random numbers. Questions 0 and 1 stand alone, 2 below the first answer of 0, 3 is a number behind a
 * guard, 4 hangs on 3; rules, facts and impossible combinations out of random conditions. */
enum { RANDOM_QUESTIONS = 5, ALL_NAMES = 7 };

static void add_condition(struct buffer *out, uint64_t *seed, uint32_t names, unsigned depth)
{
	static const char *const words[ALL_NAMES][3] = {
		{"{p: k}", "{p: l}", "{p: [l, m]}"},
		{"{q: k}", "{q: l}", "{q: k}"},
		{"{r: k}", "{r: [k, m]}", "{r: l}"},
		{"{n: {at least: 5}}", "{n: {below: 5}}", "{n: {at least: 5, below: 9}}"},
		{"{s: k}", "{s: l}", "{s: k}"},
		{"{f: true}", "{f: false}", "f"},
		{"{g: true}", "{g: false}", "g"},
	};
	uint32_t kind = depth == 0 ? 0 : unit_random(seed, 6);
	if (kind < 3) {
		buffer_add_string(out, words[unit_random(seed, names)][unit_random(seed, 3)]);
		return;
	}
	if (kind == 5) {
		buffer_add_string(out, "{not: ");
		add_condition(out, seed, names, depth - 1);
		buffer_add_string(out, "}");
		return;
	}
	buffer_add_string(out, kind == 3 ? "{all: [" : "{any: [");
	for (uint32_t i = 0, count = 2 + unit_random(seed, 2); i < count; i++) {
		buffer_add_string(out, i ? ", " : "");
		add_condition(out, seed, names, depth - 1);
	}
	buffer_add_string(out, "]}");
}

static void add_rule(struct buffer *out, uint64_t *seed, unsigned number)
{
	static const char *const strengths[] = {"strong", "medium", "weak"};
	char option = "abc"[unit_random(seed, 3)], other = option == 'a' ? 'b' : 'a';
	buffer_format(out, "  r%u: {because: B, source: s, when: ", number);
	add_condition(out, seed, ALL_NAMES, 2);
	uint32_t kind = unit_random(seed, 5);
	if (kind == 0)
		buffer_format(out, ", rules out: [%c, %c]}\n", option, other);
	else if (kind == 1)
		buffer_format(out, ", rules out: %c}\n", option);
	else
		buffer_format(out, kind == 2 ? ", against: {%c: %s}" : ", for: {%c: %s}", option,
		              strengths[unit_random(seed, 3)]);
	if (kind == 2)
		buffer_format(out, ", for: {%c: weak}", other);
	if (kind > 1)
		buffer_add_string(out, "}\n");
}

static void make_text(struct buffer *out, uint64_t *seed)
{
	buffer_add_string(out, HEAD OPTIONS_ABC "tree:\n"
	                  QUESTION("p", "answers: {k: {label: K, prior: 2, then: {"
	                           NESTED("r", "answers: {k: K, l: L, m: M}") "}}, l: L, m: M}")
	                  QUESTION("q", "answers: {k: K, l: {label: L, prior: 3}}"));
	buffer_add_string(out, "  n: {topic: t, ask: Which?, when: ");
	add_condition(out, seed, 3, 1);
	buffer_add_string(out, ", bands: {0: few, 5: some, 9: many}}\n  s: {topic: t, ask: Which?, when: ");
	add_condition(out, seed, 4, 1);
	buffer_add_string(out, ", answers: {k: K, l: L}}\nfacts:\n  f: {when: ");
	add_condition(out, seed, RANDOM_QUESTIONS, 1);
	buffer_add_string(out, "}\n  g: {when: ");
	add_condition(out, seed, RANDOM_QUESTIONS + 1, 2);
	buffer_add_string(out, "}\nrules:\n");
	for (unsigned i = 0, count = 4 + unit_random(seed, 6); i < count; i++)
		add_rule(out, seed, i);
	if (unit_random(seed, 3) == 0)
		return;
	buffer_add_string(out, "impossible:\n");
	for (unsigned i = 0; i < 2; i++) {
		buffer_add_string(out, "  - {because: B, when: {all: [");
		add_condition(out, seed, ALL_NAMES, 1);
		buffer_add_string(out, ", ");
		add_condition(out, seed, ALL_NAMES, 0);
		buffer_add_string(out, "]}}\n");
	}
}

static bool make_model(struct model *model, uint64_t number)
{
	struct buffer text = {0};
	struct diagnostics found;
	uint64_t seed = number * 7919 + 1;
	make_text(&text, &seed);
	bool sound = small_model_try(model, &found, text.bytes);
	if (!sound) {
		print_error("%s", text.bytes);
		findings_show(&found);
	}
	diagnostics_release(&found);
	buffer_release(&text);
	return sound;
}

static enum search_result ask_at_random(const struct model *model, uint64_t *seed, size_t budget, uint64_t row)
{
	struct literal literals[3];
	struct query query = {literals, unit_random(seed, 4), MODEL_NONE, MODEL_NONE, NULL};
	for (size_t i = 0; i < query.literal_count; i++)
		literals[i] = (struct literal){unit_random(seed, model->condition_count), unit_random(seed, 2)};
	if (unit_random(seed, 3))
		query.rule = unit_random(seed, model->rule_count);
	if (unit_random(seed, 3) == 0)
		query.outcome = unit_random(seed, model->option_count + 1);
	if (query.rule != MODEL_NONE && unit_random(seed, 2)) {
		const struct rule *rule = &model->rules[query.rule];
		query.effect = &rule->effects[unit_random(seed, (uint32_t)rule->effect_count)];
	}
	return check_query(model, &query, budget, row);
}

TEST(random_queries_of_random_models)
{
	size_t results[] = {0, 0, 0};
	for (uint64_t number = 0; number < 400; number++) {
		struct model model;
		uint64_t seed = number + 1;
		assert_row(number, make_model(&model, number));
		list_profiles(&model);
		for (uint32_t r = 0; r < model.rule_count; r++)
			check_effects(&model, (struct query){NULL, 0, r, MODEL_NONE, NULL}, number);
		for (int i = 0; i < 60; i++)
			results[ask_at_random(&model, &seed, PLENTY, number)]++;
		model_release(&model);
	}
	/* Both answers are common, so the test means something. */
	assert_true(results[SEARCH_FOUND] > 4000 && results[SEARCH_NONE] > 4000 && results[SEARCH_UNDECIDED] == 0);
}

TEST(small_budgets_never_mislead)
{
	size_t results[] = {0, 0, 0};
	for (uint64_t number = 0; number < 150; number++) {
		struct model model;
		uint64_t seed = number + 1;
		assert_row(number, make_model(&model, number));
		list_profiles(&model);
		for (int i = 0; i < 60; i++)
			results[ask_at_random(&model, &seed, (size_t)i % 6, number)]++;
		model_release(&model);
	}
	assert_true(results[SEARCH_FOUND] > 500 && results[SEARCH_NONE] > 500 && results[SEARCH_UNDECIDED] > 500);
}

static const char usual[] = HEAD OPTIONS_AB "tree:\n"
	QUESTION("p", "answers: {k: K, l: L, m: {label: M, prior: 2}}")
	QUESTION("n", "bands: {0: few, 5: {label: some, prior: 3}, 9: many}")
	QUESTION("q", "when: {p: l}, answers: {k: K, l: L}")
	"rules:\n" RULE("r", "when: {n: {at least: 9}}, for: {b: weak}");

TEST(witness_takes_the_usual_answer_where_any_would_do)
{
	struct model model;
	struct answers witness;
	struct buffer words = {0};
	small_model(&model, usual);
	answers_init(&witness, &model);
	struct query first = {NULL, 0, MODEL_NONE, 0, NULL}, second = {NULL, 0, MODEL_NONE, 1, NULL};
	assert_int_equal(search_profile(&model, &first, &witness, &(struct effort){.budget = PLENTY}), SEARCH_FOUND);
	assert_true(witness.sets[0].answers == 4 && witness.sets[2].state == ANSWER_MISSING);
	assert_true(witness.sets[1].answers == 1 || witness.sets[1].answers == 2);
	assert_int_equal(search_profile(&model, &second, &witness, &(struct effort){.budget = PLENTY}), SEARCH_FOUND);
	assert_true(witness.sets[0].answers == 4 && witness.sets[1].answers == 4);
	/* A number is told as the least of its band. */
	answers_print(&witness, 1, &words);
	assert_text(buffer_text(&words), "9");
	buffer_release(&words);
	answers_release(&witness);
	model_release(&model);
}

/* All that there is to ask of a model without a possible profile. */
TEST(nothing_is_found_where_all_is_impossible)
{
	struct model model;
	struct answers witness;
	small_model(&model, HEAD OPTIONS_AB "tree:\n" QUESTION("p", "answers: {k: K, l: L}")
	            "rules:\n" RULE("r", "when: {p: k}, for: {b: weak}")
	            "impossible:\n  - {when: {p: k}, because: B}\n  - {when: {p: l}, because: B}\n");
	answers_init(&witness, &model);
	for (uint32_t o = 0; o <= 2; o++) {
		struct query query = {NULL, 0, MODEL_NONE, o, NULL};
		assert_int_equal(search_profile(&model, &query, &witness, &(struct effort){.budget = PLENTY}), SEARCH_NONE);
	}
	struct query anything = {NULL, 0, MODEL_NONE, MODEL_NONE, NULL};
	assert_int_equal(search_profile(&model, &anything, &witness, &(struct effort){.budget = PLENTY}), SEARCH_NONE);
	answers_release(&witness);
	model_release(&model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_queries_of_up_to_two_literals),
		cmocka_unit_test(random_queries_of_random_models),
		cmocka_unit_test(small_budgets_never_mislead),
		cmocka_unit_test(witness_takes_the_usual_answer_where_any_would_do),
		cmocka_unit_test(nothing_is_found_where_all_is_impossible),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
