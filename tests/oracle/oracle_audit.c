/* SPDX-License-Identifier: ISC
 *
 * Each finding is looked for in the list of all complete profiles. Only whether something is mentioned, or two answers
 * are told apart, is read off the conditions.
 */
#include "oracle_internal.h"

const char *const oracle_code_names[ORACLE_CODES] = {
	[ORACLE_NO_PROFILE] = "no-profile",
	[ORACLE_NO_OPTION_LEFT] = "no-option-left",
	[ORACLE_OPTION_NEVER_WINS] = "option-never-wins",
	[ORACLE_RULE_NEVER_HOLDS] = "rule-never-holds",
	[ORACLE_RULE_CHANGES_NOTHING] = "rule-changes-nothing",
	[ORACLE_RULE_NEVER_DECIDES] = "rule-never-decides",
	[ORACLE_RULE_HOLDS_UNASKED] = "rule-holds-unasked",
	[ORACLE_RULE_IMPLIED] = "rule-implied",
	[ORACLE_ALLOWED_IN_VAIN] = "allowed-in-vain",
	[ORACLE_FACT_CONSTANT] = "fact-constant",
	[ORACLE_FACT_UNUSED] = "fact-unused",
	[ORACLE_FACT_SAME] = "fact-same",
	[ORACLE_QUESTION_IDLE] = "question-idle",
	[ORACLE_ANSWERS_ALIKE] = "answers-alike",
	[ORACLE_NOT_PROVEN] = "not-proven",
};

static void add(struct oracle_model *model, enum oracle_code code, size_t subject, size_t other, size_t detail)
{
	if (model->findings.count == ORACLE_MOST_FINDINGS)
		oracle_fail("too many findings", text_of(oracle_code_names[code]));
	model->findings.list[model->findings.count++] = (struct oracle_finding){code, subject, other, detail};
}

static void add_alone(struct oracle_model *model, enum oracle_code code, size_t subject)
{
	add(model, code, subject, ORACLE_NO_INDEX, ORACLE_NO_INDEX);
}

/* In how many profiles an outcome wins. */
static size_t count_won(const struct oracle_model *model, size_t outcome)
{
	size_t count = 0;
	for (size_t i = 0; i < model->profile_count; i++)
		count += model->profiles[i].winner == outcome;
	return count;
}

static void audit_options(struct oracle_model *model)
{
	if (count_won(model, model->option_count) > 0)
		add_alone(model, ORACLE_NO_OPTION_LEFT, ORACLE_NO_INDEX);
	for (size_t o = 0; o < model->option_count; o++)
		if (count_won(model, o) == 0)
			add_alone(model, ORACLE_OPTION_NEVER_WINS, o);
}

static void audit_rule(struct oracle_model *model, size_t r)
{
	bool holds = false, changes_winner = false, changes_out = false;
	for (size_t i = 0; i < model->profile_count; i++) {
		const struct oracle_profile *profile = &model->profiles[i];
		holds = holds || profile->holds[r];
		changes_winner = changes_winner || profile->winner_without[r] != profile->winner;
		changes_out = changes_out || profile->out_without[r] != profile->out;
	}
	if (!holds)
		add_alone(model, ORACLE_RULE_NEVER_HOLDS, r);
	else if (!changes_winner)
		add_alone(model, changes_out ? ORACLE_RULE_NEVER_DECIDES : ORACLE_RULE_CHANGES_NOTHING, r);
}

/* Whether a rule says this of an option: `strength` for or against it, or that it is out. */
static bool says(const struct yaml_node *rule, const char *kind, struct text option, struct text strength)
{
	const struct yaml_node *effects = yaml_tree_get(rule, text_of(kind)), *effect;
	if (effects && effects->kind == YAML_MAP) {
		effect = yaml_tree_get(effects, option);
		return effect && text_equal(effect->text, strength);
	}
	for (size_t i = 0; i < oracle_either_count(effects); i++)
		if (text_equal(oracle_either_item(effects, i)->text, option))
			return true;
	return false;
}

/* The first option of which rule `a` says what `b` says, too; ORACLE_NO_INDEX if there is none. */
static size_t common_option(const struct run *run, const struct yaml_node *a, const struct yaml_node *b)
{
	static const char *const kinds[] = {"for", "against", "rules out"};
	for (size_t k = 0; k < COUNT_OF(kinds); k++) {
		const struct yaml_node *effects = yaml_tree_get(a, text_of(kinds[k]));
		bool is_map = effects && effects->kind == YAML_MAP;
		for (size_t i = 0; i < (is_map ? effects->count : oracle_either_count(effects)); i++) {
			struct text option = is_map ? effects->keys[i]->text : oracle_either_item(effects, i)->text;
			if (says(b, kinds[k], option, is_map ? effects->items[i]->text : TEXT("")))
				return oracle_index(run->options, option);
		}
	}
	return ORACLE_NO_INDEX;
}

static void audit_pair(const struct run *run, struct oracle_model *model, size_t a, size_t b)
{
	bool holds = false, alone = false;
	size_t option = common_option(run, run->rules->items[a], run->rules->items[b]);
	for (size_t i = 0; i < model->profile_count; i++) {
		holds = holds || model->profiles[i].holds[a];
		alone = alone || (model->profiles[i].holds[a] && !model->profiles[i].holds[b]);
	}
	if (a != b && holds && !alone && option != ORACLE_NO_INDEX)
		add(model, ORACLE_RULE_IMPLIED, a, b, option);
}

/* Whether a test says yes to some entry `key: value`, or to a fact's name alone, where `value` is NULL. */
typedef bool entry_test(const struct run *run, struct text key, const struct yaml_node *value, const void *context);

static bool has_entry(const struct run *run, const struct yaml_node *condition, entry_test *test, const void *context)
{
	if (!condition || condition->kind == YAML_SCALAR)
		return condition && test(run, condition->text, NULL, context);
	for (size_t i = 0; i < condition->count; i++) {
		struct text key = condition->kind == YAML_MAP ? condition->keys[i]->text : TEXT("all");
		bool nests = text_equal(key, TEXT("any")) || text_equal(key, TEXT("all")) || text_equal(key, TEXT("not"));
		if (nests ? has_entry(run, condition->items[i], test, context)
		          : test(run, key, condition->items[i], context))
			return true;
	}
	return false;
}

/* The same, of all conditions in a list or map of things. */
static bool have_entry(const struct run *run, const struct yaml_node *things, entry_test *test, const void *context)
{
	for (size_t i = 0; i < oracle_count(things); i++)
		if (has_entry(run, yaml_tree_get(things->items[i], TEXT("when")), test, context))
			return true;
	return false;
}

static bool model_has_entry(const struct run *run, entry_test *test, const void *context)
{
	for (size_t i = 0; i < run->question_count; i++)
		if (has_entry(run, yaml_tree_get(run->questions[i].node, TEXT("when")), test, context))
			return true;
	return have_entry(run, run->facts, test, context) || have_entry(run, run->rules, test, context) ||
	       have_entry(run, run->impossible, test, context) || have_entry(run, run->advice, test, context);
}

static bool is_named(const struct run *run, struct text key, const struct yaml_node *value, const void *context)
{
	(void)run;
	(void)value;
	return text_equal(key, *(const struct text *)context);
}

/* Whether an entry names the question, itself or through facts. */
static bool names_question(const struct run *run, struct text key, const struct yaml_node *value, const void *context)
{
	const struct yaml_node *fact = run->facts ? yaml_tree_get(run->facts, key) : NULL;
	(void)value;
	if (text_equal(key, *(const struct text *)context))
		return true;
	return fact && has_entry(run, yaml_tree_get(fact, TEXT("when")), names_question, context);
}

/* Whether a rule holds in some profile without any of its questions, of which there is at least one. */
static void audit_unasked(const struct run *run, struct oracle_model *model, size_t r)
{
	const struct yaml_node *when = yaml_tree_get(run->rules->items[r], TEXT("when"));
	bool *named = model->names[r], some = false, found = false;
	for (size_t q = 0; q < run->question_count; q++) {
		named[q] = has_entry(run, when, names_question, &run->questions[q].id);
		some = some || named[q];
	}
	for (size_t i = 0; some && i < model->profile_count; i++) {
		const struct oracle_profile *profile = &model->profiles[i];
		bool unasked = true;
		for (size_t q = 0; q < run->question_count; q++)
			unasked = unasked && !(named[q] && profile->choices[q] != ORACLE_NOT_ASKED);
		found = found || (profile->holds[r] && unasked);
	}
	if (found)
		add_alone(model, ORACLE_RULE_HOLDS_UNASKED, r);
}

static void audit_fact(const struct run *run, struct oracle_model *model, size_t f)
{
	size_t times = 0;
	for (size_t i = 0; i < model->profile_count; i++)
		times += model->profiles[i].facts[f];
	if (!model_has_entry(run, is_named, &run->facts->keys[f]->text))
		add_alone(model, ORACLE_FACT_UNUSED, f);
	if (times == 0 || times == model->profile_count) {
		add(model, ORACLE_FACT_CONSTANT, f, ORACLE_NO_INDEX, times > 0);
		return;
	}
	for (size_t other = 0; other < f; other++) {
		bool same = true;
		for (size_t i = 0; i < model->profile_count; i++)
			same = same && model->profiles[i].facts[f] == model->profiles[i].facts[other];
		if (same)
			add(model, ORACLE_FACT_SAME, f, other, ORACLE_NO_INDEX);
	}
}

struct two_answers {
	const struct question *question;
	size_t first, second;
};

static bool names_answer(const struct question *question, const struct yaml_node *wanted, size_t choice)
{
	struct text id = question->choices->keys[choice]->text;
	if (question->numeric)
		return oracle_in_range(wanted, oracle_number(id));
	for (size_t i = 0; i < oracle_either_count(wanted); i++)
		if (text_equal(oracle_either_item(wanted, i)->text, id))
			return true;
	return false;
}

/* Whether an entry names one of two answers without the other. */
static bool names_one(const struct run *run, struct text key, const struct yaml_node *value, const void *context)
{
	const struct two_answers *two = context;
	(void)run;
	return value && text_equal(key, two->question->id) &&
	       names_answer(two->question, value, two->first) != names_answer(two->question, value, two->second);
}

static bool told_apart(const struct run *run, size_t q, size_t first, size_t second)
{
	struct two_answers two = {&run->questions[q], first, second};
	for (size_t i = 0; i < run->question_count; i++) {
		const struct question *below = &run->questions[i];
		if (below->parent == (int)q &&
		    (below->parent_choice == (int)first || below->parent_choice == (int)second))
			return true;
	}
	return model_has_entry(run, names_one, &two);
}

static void audit_question(const struct run *run, struct oracle_model *model, size_t q)
{
	if (!oracle_can_inform(run, q))
		add_alone(model, ORACLE_QUESTION_IDLE, q);
	for (size_t choice = 1; choice < model->choice_counts[q]; choice++)
		if (!told_apart(run, q, choice - 1, choice))
			add(model, ORACLE_ANSWERS_ALIKE, q, choice, choice - 1);
}

/* Sets aside what a rule allows to be found of it, and finds what it allows in vain. */
static void audit_allowances(const struct run *run, struct oracle_model *model, size_t r)
{
	const struct yaml_node *allowed = yaml_tree_get(run->rules->items[r], TEXT("allow"));
	for (size_t a = 0; a < oracle_count(allowed); a++) {
		size_t kept = 0, before = model->findings.count;
		for (size_t i = 0; i < before; i++) {
			struct oracle_finding finding = model->findings.list[i];
			struct text code = text_of(oracle_code_names[finding.code]);
			if (finding.subject == r && text_equal(code, allowed->keys[a]->text))
				model->allowed.list[model->allowed.count++] = finding;
			else
				model->findings.list[kept++] = finding;
		}
		model->findings.count = kept;
		if (kept == before)
			add_alone(model, ORACLE_ALLOWED_IN_VAIN, r);
	}
}

void oracle_audit(const struct run *run, struct oracle_model *model)
{
	if (model->profile_count == 0) {
		add_alone(model, ORACLE_NO_PROFILE, ORACLE_NO_INDEX);
		return;
	}
	audit_options(model);
	for (size_t r = 0; r < model->rule_count; r++)
		audit_rule(model, r);
	for (size_t r = 0; r < model->rule_count; r++)
		audit_unasked(run, model, r);
	for (size_t a = 0; a < model->rule_count; a++)
		for (size_t b = 0; b < model->rule_count; b++)
			audit_pair(run, model, a, b);
	for (size_t f = 0; f < model->fact_count; f++)
		audit_fact(run, model, f);
	for (size_t q = 0; q < model->question_count; q++)
		audit_question(run, model, q);
	for (size_t r = 0; r < model->rule_count; r++)
		audit_allowances(run, model, r);
}
