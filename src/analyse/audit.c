/* SPDX-License-Identifier: ISC
 *
 * Owns the audits. Each is a search for a profile that would refute the finding.
 */
#include "analyse/audit.h"

#include <stdlib.h>

#include "analyse/search.h"
#include "base/diagnostic.h"
#include "model/condition_questions.h"

static const struct {
	const char *name;
	enum severity severity;
	enum audit_subject subject;
} codes[] = {
#define AUDIT_ROW(name, code, severity, subject, meaning) \
	[AUDIT_##name] = {code, SEVERITY_##severity, AUDIT_SUBJECT_##subject},
	AUDITS(AUDIT_ROW)
#undef AUDIT_ROW
};

const char *audit_code_name(enum audit_code code)
{
	return codes[code].name;
}

enum severity audit_severity(enum audit_code code)
{
	return codes[code].severity;
}

enum audit_subject audit_subject_of(const struct audit_finding *finding)
{
	return finding->subject == MODEL_NONE ? AUDIT_SUBJECT_MODEL : codes[finding->code].subject;
}

static struct audit_finding *add(struct audit *audit, enum audit_code code, uint32_t subject)
{
	MEMORY_GROW(audit->findings, audit->count, audit->capacity);
	struct audit_finding *finding = &audit->findings[audit->count++];
	*finding = (struct audit_finding){
		.code = code, .subject = subject, .other = MODEL_NONE, .detail = MODEL_NONE};
	return finding;
}

struct prover {
	struct audit *audit;
	const struct model *model;
	struct effort effort;        /* of all searches together */
	struct condition_questions named;    /* by conditions */
	struct answers witness;      /* of the last search that found one */
	bool *never_holds;           /* of each rule */
	bool undecided;              /* the budget was spent on a search */
	size_t untold;               /* such searches of which no finding of their own tells */
};

static enum search_result find(struct prover *prover, const struct literal *literals, size_t count, uint32_t rule)
{
	struct query query = {literals, count, rule, MODEL_NONE, NULL};
	enum search_result result = search_profile(prover->model, &query, &prover->witness, &prover->effort);
	prover->undecided = prover->undecided || result == SEARCH_UNDECIDED;
	prover->untold += result == SEARCH_UNDECIDED;
	return result;
}

static bool is_found(struct prover *prover, const struct literal *literals, size_t count)
{
	return find(prover, literals, count, MODEL_NONE) != SEARCH_NONE;
}

/* Adds to a finding what excludes that all of the literals are met. */
static void explain(struct prover *prover, struct audit_finding *finding, const struct literal *literals, size_t count)
{
	exclusion_find(&finding->exclusion, prover->model, literals, count, &prover->effort);
}

/* Whether a rule rules out the option. */
static bool rules_out(const struct rule *rule, uint32_t option)
{
	for (size_t i = 0; i < rule->effect_count; i++)
		if (rule->effects[i].option == option && rule->effects[i].kind == EFFECT_RULES_OUT)
			return true;
	return false;
}

static void audit_options(struct prover *prover)
{
	const struct completions *completions = &prover->audit->completions;
	uint32_t count = prover->model->option_count;
	for (uint32_t o = 0; completions->possible && o < count; o++)
		if (mpq_sgn(completions->high[o]) == 0)
			add(prover->audit, AUDIT_OPTION_NEVER_WINS, o);
	if (mpq_sgn(completions->high[count]) == 0)
		return;
	struct query none = {NULL, 0, MODEL_NONE, count, NULL};
	enum search_result result = search_profile(prover->model, &none, &prover->witness, &prover->effort);
	if (result == SEARCH_UNDECIDED)
		add(prover->audit, AUDIT_NOT_PROVEN, MODEL_NONE);
	if (result != SEARCH_FOUND)
		return;
	struct audit_finding *finding = add(prover->audit, AUDIT_NO_OPTION_LEFT, MODEL_NONE);
	finding->has_witness = true;
	answers_copy(&finding->witness, &prover->witness);
}

/* Whether in some profile the rule holds and alone rules out one of its options. */
static bool decides_exclusion(struct prover *prover, uint32_t r)
{
	const struct model *model = prover->model;
	struct literal *literals = memory_new(model->rule_count, sizeof(*literals));
	bool found = false;
	for (size_t i = 0; i < model->rules[r].effect_count && !found; i++) {
		size_t count = 0;
		if (model->rules[r].effects[i].kind != EFFECT_RULES_OUT)
			continue;
		literals[count++] = (struct literal){model->rules[r].condition, true};
		for (uint32_t other = 0; other < model->rule_count; other++)
			if (other != r && rules_out(&model->rules[other], model->rules[r].effects[i].option))
				literals[count++] = (struct literal){model->rules[other].condition, false};
		found = is_found(prover, literals, count);
	}
	free(literals);
	return found;
}

static void audit_rule(struct prover *prover, uint32_t r)
{
	struct literal holds = {prover->model->rules[r].condition, true};
	if (!is_found(prover, &holds, 1)) {
		explain(prover, add(prover->audit, AUDIT_RULE_NEVER_HOLDS, r), &holds, 1);
		prover->never_holds[r] = true;
		return;
	}
	switch (find(prover, NULL, 0, r)) {
	case SEARCH_FOUND:
		return;
	case SEARCH_UNDECIDED:
		add(prover->audit, AUDIT_NOT_PROVEN, r);
		prover->untold--;
		return;
	case SEARCH_NONE:
		break;
	}
	add(prover->audit, decides_exclusion(prover, r) ? AUDIT_RULE_NEVER_DECIDES : AUDIT_RULE_CHANGES_NOTHING, r);
}

/* Whether a rule holds in some profile in which none of the questions applies that it names. */
static void audit_unasked(struct prover *prover, uint32_t r)
{
	const struct model *model = prover->model;
	struct literal *literals = memory_new((size_t)model->question_count + 1, sizeof(*literals));
	bool *named = memory_new(model->question_count, sizeof(*named));
	size_t count = 0;
	condition_questions_find(&prover->named, model->rules[r].condition, named);
	literals[count++] = (struct literal){model->rules[r].condition, true};
	for (uint32_t q = 0; q < model->question_count; q++)
		if (named[q])
			literals[count++] = (struct literal){model->questions[q].applies, false};
	if (count > 1 && find(prover, literals, count, MODEL_NONE) == SEARCH_FOUND) {
		struct audit_finding *finding = add(prover->audit, AUDIT_RULE_HOLDS_UNASKED, r);
		finding->has_witness = true;
		answers_copy(&finding->witness, &prover->witness);
	}
	free(named);
	free(literals);
}

/* The option of which both rules say the same, in the same strength; MODEL_NONE if there is none. */
static uint32_t common_option(const struct rule *a, const struct rule *b)
{
	for (size_t i = 0; i < a->effect_count; i++)
		for (size_t j = 0; j < b->effect_count; j++)
			if (a->effects[i].option == b->effects[j].option && a->effects[i].kind == b->effects[j].kind
			    && a->effects[i].strength == b->effects[j].strength)
				return a->effects[i].option;
	return MODEL_NONE;
}

/* Whether no profile makes `a` hold and `b` fail. */
static bool implies(struct prover *prover, uint32_t a, uint32_t b)
{
	struct literal literals[] = {{a, true}, {b, false}};
	return !is_found(prover, literals, COUNT_OF(literals));
}

static void audit_pairs(struct prover *prover)
{
	const struct model *model = prover->model;
	for (uint32_t a = 0; a < model->rule_count; a++)
		for (uint32_t b = 0; b < model->rule_count && !effort_is_spent(&prover->effort); b++) {
			uint32_t option = common_option(&model->rules[a], &model->rules[b]);
			prover->effort.work += model->rules[a].effect_count * model->rules[b].effect_count;
			if (a == b || prover->never_holds[a] || option == MODEL_NONE
			    || !implies(prover, model->rules[a].condition, model->rules[b].condition))
				continue;
			struct audit_finding *finding = add(prover->audit, AUDIT_RULE_IMPLIED, a);
			struct literal refuted[] = {{model->rules[a].condition, true}, {model->rules[b].condition, false}};
			finding->other = b;
			finding->detail = option;
			explain(prover, finding, refuted, COUNT_OF(refuted));
		}
}

static bool is_fact_used(const struct model *model, uint32_t fact)
{
	for (uint32_t c = 0; c < model->condition_count; c++)
		if (model->conditions[c].kind == CONDITION_FACT && model->conditions[c].subject == fact)
			return true;
	return false;
}

static void audit_fact(struct prover *prover, uint32_t f)
{
	const struct model *model = prover->model;
	struct literal holds = {model->facts[f].condition, true}, fails = {model->facts[f].condition, false};
	bool never = !is_found(prover, &holds, 1), always = !is_found(prover, &fails, 1);
	if (!is_fact_used(model, f))
		add(prover->audit, AUDIT_FACT_UNUSED, f);
	if (never || always) {
		struct audit_finding *finding = add(prover->audit, AUDIT_FACT_CONSTANT, f);
		finding->detail = always;
		explain(prover, finding, always ? &fails : &holds, 1);
		return;
	}
	for (uint32_t other = 0; other < f && !effort_is_spent(&prover->effort); other++)
		if (implies(prover, model->facts[f].condition, model->facts[other].condition)
		    && implies(prover, model->facts[other].condition, model->facts[f].condition))
			add(prover->audit, AUDIT_FACT_SAME, f)->other = other;
}

/* Of each question, the answers that some condition tells from the next one. */
static uint64_t *find_told_apart(const struct model *model)
{
	uint64_t *apart = memory_new(model->question_count, sizeof(*apart));
	for (uint32_t c = 0; c < model->condition_count; c++) {
		const struct condition *condition = &model->conditions[c];
		if (condition->kind == CONDITION_ANSWER)
			apart[condition->subject] |= condition->answers ^ condition->answers >> 1;
	}
	return apart;
}

static void audit_questions(struct prover *prover)
{
	const struct model *model = prover->model;
	uint64_t *apart = find_told_apart(model);
	for (uint32_t q = 0; q < model->question_count; q++) {
		if (!prover->audit->completions.inquiries[q].informs)
			add(prover->audit, AUDIT_QUESTION_IDLE, q);
		for (uint32_t v = 0; v + 1 < model->questions[q].answer_count; v++) {
			if (apart[q] >> v & 1)
				continue;
			struct audit_finding *finding = add(prover->audit, AUDIT_ANSWERS_ALIKE, q);
			finding->detail = v;
			finding->other = v + 1;
		}
	}
	free(apart);
}

/* The allowance of its rule that a finding falls under, or NULL. */
static const struct allowance *find_allowance(const struct model *model, const struct audit_finding *finding)
{
	if (audit_subject_of(finding) != AUDIT_SUBJECT_RULE)
		return NULL;
	const struct rule *rule = &model->rules[finding->subject];
	for (size_t i = 0; i < rule->allowance_count; i++)
		if (text_equal(rule->allowances[i].code, text_of(audit_code_name(finding->code))))
			return &rule->allowances[i];
	return NULL;
}

/* Parts what is allowed from the other findings. */
static void set_allowed_aside(struct audit *audit)
{
	size_t kept = 0;
	for (size_t i = 0; i < audit->count; i++) {
		struct audit_finding finding = audit->findings[i];
		finding.allowance = find_allowance(audit->model, &finding);
		if (!finding.allowance) {
			audit->findings[kept++] = finding;
			continue;
		}
		MEMORY_GROW(audit->allowed, audit->allowed_count, audit->allowed_capacity);
		audit->allowed[audit->allowed_count++] = finding;
	}
	audit->count = kept;
}

static bool is_used(const struct audit *audit, const struct allowance *allowance)
{
	for (size_t i = 0; i < audit->allowed_count; i++)
		if (audit->allowed[i].allowance == allowance)
			return true;
	return false;
}

/* Where the budget was spent on a search, what is allowed may be so without having been found. */
static void audit_allowances(struct prover *prover)
{
	const struct model *model = prover->model;
	set_allowed_aside(prover->audit);
	for (uint32_t r = 0; r < model->rule_count && !prover->undecided; r++)
		for (size_t i = 0; i < model->rules[r].allowance_count; i++)
			if (!is_used(prover->audit, &model->rules[r].allowances[i]))
				add(prover->audit, AUDIT_ALLOWED_IN_VAIN, r)->allowance = &model->rules[r].allowances[i];
}

static void audit_all(struct prover *prover)
{
	const struct model *model = prover->model;
	const struct effort *effort = &prover->effort;
	audit_options(prover);
	for (uint32_t r = 0; r < model->rule_count && !effort_is_spent(effort); r++) {
		audit_rule(prover, r);
		audit_unasked(prover, r);
	}
	audit_pairs(prover);
	for (uint32_t f = 0; f < model->fact_count && !effort_is_spent(effort); f++)
		audit_fact(prover, f);
	audit_questions(prover);
	if (effort_is_spent(effort) || prover->untold > 0) {
		prover->undecided = true;
		add(prover->audit, AUDIT_NOT_PROVEN, MODEL_NONE)->detail = AUDIT_NOT_ALL_PROVEN;
	}
	audit_allowances(prover);
}

void audit_make(struct audit *audit, const struct model *model, size_t budget)
{
	*audit = (struct audit){.model = model};
	struct prover prover = {.audit = audit, .model = model, .effort = {budget, 0}};
	uint64_t *possible = memory_new(model->question_count, sizeof(*possible));
	answers_init(&prover.witness, model);
	condition_questions_init(&prover.named, model, false);
	prover.never_holds = memory_new(model->rule_count, sizeof(*prover.never_holds));
	evaluate_possible(&prover.witness, possible);
	completions_find(&audit->completions, model, possible, COMPLETIONS_TIERS, budget);
	if (audit->completions.possible)
		audit_all(&prover);
	else
		add(audit, AUDIT_NO_PROFILE, MODEL_NONE);
	answers_release(&prover.witness);
	condition_questions_release(&prover.named);
	free(prover.never_holds);
	free(possible);
}

static void release_findings(struct audit_finding *findings, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		exclusion_release(&findings[i].exclusion);
		if (findings[i].has_witness)
			answers_release(&findings[i].witness);
	}
	free(findings);
}

void audit_release(struct audit *audit)
{
	release_findings(audit->findings, audit->count);
	release_findings(audit->allowed, audit->allowed_count);
	completions_release(&audit->completions);
	*audit = (struct audit){0};
}
