/* SPDX-License-Identifier: ISC
 *
 * What is said when the budget is too small must be true, no looser than what three-valued evaluation alone tells, and
 * no looser than what a smaller budget tells; prints TAP.
 *   bounds [FIRST [COUNT]]           the random models of the seeds FIRST (1) to FIRST + COUNT - 1 (COUNT 200), a
 *                                    large one, and the model that comes with the program
 *   bounds --break [FIRST [COUNT]]   spoils what is said of the random models: it must be noticed
 */
#include <stdlib.h>
#include <string.h>

#include "../unit/kleene.h"
#include "analyse/completions.h"
#include "report/words.h"
#include "subject.h"

enum { MOST_SHOWN = 3, STEP = 60, FALLBACK_BUDGET = 100 };

static const size_t budgets[] = {0, 1, 2, 5, 10, 50, 100};

/* What is said of a profile within one budget, and what it is measured by. */
struct trial {
	const struct model *model;
	const struct completions *exact;         /* within a budget that is enough */
	const struct completions *smaller;       /* within the budget before; NULL within the first */
	struct completions said;
	size_t budget;
	uint32_t outcomes;                       /* set of those that three-valued evaluation leaves */
	const unsigned char *truths;             /* of each condition, by three-valued evaluation */
};

struct claim {
	const char *name;
	bool (*holds)(const struct trial *trial);
	/* Makes one fault in what is said; false if there is nothing to spoil. */
	bool (*spoil)(struct trial *trial);
};

/* Adds a little to a rational, or takes it away. */
static void nudge(mpq_t rational, int sign)
{
	mpq_t little;
	mpq_init(little);
	mpq_set_si(little, sign, 1000000007);
	mpq_add(rational, rational, little);
	mpq_clear(little);
}

static bool is_decided(uint32_t set)
{
	return set != 0 && (set & (set - 1)) == 0;
}

static bool agrees(enum truth said, enum truth exact)
{
	return said == TRUTH_UNKNOWN || said == exact;
}

static bool contains_shares(const struct trial *trial)
{
	for (uint32_t o = 0; o <= trial->model->option_count; o++)
		if (mpq_cmp(trial->said.low[o], trial->exact->low[o]) > 0
		    || mpq_cmp(trial->exact->low[o], trial->said.high[o]) > 0)
			return false;
	return true;
}

static bool spoil_shares(struct trial *trial)
{
	uint32_t o = (uint32_t)trial->budget % trial->model->option_count;
	mpq_t *bound = trial->budget % 2 ? &trial->said.low[o] : &trial->said.high[o];
	mpq_set(*bound, trial->exact->low[o]);
	nudge(*bound, trial->budget % 2 ? 1 : -1);
	return true;
}

static bool says_exact(const struct trial *trial)
{
	bool equal = true;
	for (uint32_t o = 0; o <= trial->model->option_count; o++)
		equal = equal && mpq_equal(trial->said.low[o], trial->said.high[o]);
	bool enough = trial->budget >= trial->exact->state_count;
	return trial->exact->exact && trial->said.exact == enough && (equal || !enough);
}

static bool spoil_exact(struct trial *trial)
{
	trial->said.exact = !trial->said.exact;
	return true;
}

static bool excludes_no_less(const struct trial *trial)
{
	for (uint32_t o = 0; o <= trial->model->option_count; o++)
		if (!(trial->outcomes >> o & 1) && mpq_sgn(trial->said.high[o]) != 0)
			return false;
	return true;
}

static bool spoil_exclusion(struct trial *trial)
{
	for (uint32_t o = 0; o <= trial->model->option_count; o++)
		if (!(trial->outcomes >> o & 1)) {
			nudge(trial->said.high[o], 1);
			return true;
		}
	return false;
}

/* What three-valued evaluation decides is settled, with all of the share. */
static bool settles_no_less(const struct trial *trial)
{
	uint32_t leader = trial->said.leader;
	if (!is_decided(trial->outcomes))
		return true;
	bool all = mpq_cmp_ui(trial->said.low[leader], 1, 1) == 0;
	return trial->said.settled && (trial->outcomes >> leader & 1) && all;
}

static bool spoil_settling(struct trial *trial)
{
	if (trial->budget % 2)
		trial->said.settled = false;
	else
		nudge(trial->said.low[trial->said.leader], -1);
	return is_decided(trial->outcomes);
}

static bool is_settled_rightly(const struct trial *trial)
{
	return !trial->said.settled || (trial->exact->settled && trial->said.leader == trial->exact->leader);
}

static bool spoil_settled(struct trial *trial)
{
	trial->said.settled = true;
	trial->said.leader = trial->exact->leader;
	if (trial->exact->settled)
		trial->said.leader = (trial->exact->leader + 1) % (trial->model->option_count + 1);
	return true;
}

static bool judges_questions(const struct trial *trial)
{
	for (uint32_t q = 0; q < trial->model->question_count; q++) {
		const struct inquiry *said = &trial->said.inquiries[q], *exact = &trial->exact->inquiries[q];
		bool known = agrees(said->applies, exact->applies)
		             && agrees((enum truth)trial->truths[trial->model->questions[q].applies], said->applies);
		if (!known || (exact->matters && !said->matters) || (exact->informs && !said->informs))
			return false;
	}
	return true;
}

static bool spoil_questions(struct trial *trial)
{
	for (uint32_t q = 0; q < trial->model->question_count; q++) {
		struct inquiry *said = &trial->said.inquiries[q];
		if (trial->budget % 2 == 0 && trial->exact->inquiries[q].matters) {
			said->matters = false;
			return true;
		}
		if (trial->budget % 2 == 1 && trial->exact->inquiries[q].applies == TRUTH_UNKNOWN) {
			said->applies = TRUTH_TRUE;
			return true;
		}
	}
	return false;
}

static bool judges_rules(const struct trial *trial)
{
	for (uint32_t r = 0; r < trial->model->rule_count; r++) {
		enum truth said = (enum truth)trial->said.rule_truths[r], exact = (enum truth)trial->exact->rule_truths[r];
		enum truth least = (enum truth)trial->truths[trial->model->rules[r].condition];
		if (!agrees(said, exact) || !agrees(least, said)
		    || mpq_cmp(trial->said.rule_shares[r], trial->exact->rule_shares[r]) > 0)
			return false;
	}
	return true;
}

static bool spoil_rules(struct trial *trial)
{
	uint32_t r = (uint32_t)trial->budget % trial->model->rule_count;
	if (trial->budget % 2) {
		mpq_set(trial->said.rule_shares[r], trial->exact->rule_shares[r]);
		nudge(trial->said.rule_shares[r], 1);
		return true;
	}
	trial->said.rule_truths[r] = trial->exact->rule_truths[r] == TRUTH_TRUE ? TRUTH_FALSE : TRUTH_TRUE;
	return true;
}

static bool bounds_tiers(const struct trial *trial)
{
	for (int tier = 0; tier < TIER_COUNT; tier++)
		if (mpq_cmp(trial->said.tiers[tier], trial->exact->tiers[tier]) > 0)
			return false;
	return true;
}

static bool spoil_tiers(struct trial *trial)
{
	size_t tier = trial->budget % TIER_COUNT;
	mpq_set(trial->said.tiers[tier], trial->exact->tiers[tier]);
	nudge(trial->said.tiers[tier], 1);
	return true;
}

/* Whether one says of rules and questions all that the other says, or more. */
static bool tells_as_much(const struct completions *said, const struct completions *smaller)
{
	for (uint32_t r = 0; r < said->model->rule_count; r++)
		if (!agrees((enum truth)smaller->rule_truths[r], (enum truth)said->rule_truths[r])
		    || mpq_cmp(said->rule_shares[r], smaller->rule_shares[r]) < 0)
			return false;
	for (uint32_t q = 0; q < said->model->question_count; q++) {
		const struct inquiry *more = &said->inquiries[q], *less = &smaller->inquiries[q];
		if (!agrees(less->applies, more->applies) || (more->matters && !less->matters)
		    || (more->informs && !less->informs))
			return false;
	}
	return said->settled || !smaller->settled;
}

static bool grows_with_budget(const struct trial *trial)
{
	const struct completions *said = &trial->said, *smaller = trial->smaller;
	if (!smaller)
		return true;
	for (uint32_t o = 0; o <= trial->model->option_count; o++)
		if (mpq_cmp(said->low[o], smaller->low[o]) < 0 || mpq_cmp(said->high[o], smaller->high[o]) > 0)
			return false;
	for (int tier = 0; tier < TIER_COUNT; tier++)
		if (mpq_cmp(said->tiers[tier], smaller->tiers[tier]) < 0)
			return false;
	return tells_as_much(said, smaller);
}

static bool spoil_growth(struct trial *trial)
{
	if (!trial->smaller)
		return false;
	mpq_set(trial->said.low[0], trial->smaller->low[0]);
	nudge(trial->said.low[0], -1);
	return true;
}

static const struct claim claims[] = {
	{"the bounds contain the exact shares", contains_shares, spoil_shares},
	{"exact is said if and only if the budget was enough", says_exact, spoil_exact},
	{"what three-valued evaluation excludes has no share", excludes_no_less, spoil_exclusion},
	{"what three-valued evaluation settles is settled, with all of the share", settles_no_less, spoil_settling},
	{"what is said to be settled is so", is_settled_rightly, spoil_settled},
	{"what is said of questions is so", judges_questions, spoil_questions},
	{"what is said of rules is so", judges_rules, spoil_rules},
	{"the shares of the tiers are no less than said", bounds_tiers, spoil_tiers},
	{"a larger budget tells no less", grows_with_budget, spoil_growth},
};

struct tally {
	size_t checked, wrong, shown;
	size_t bounded;          /* budget not enough, but some bound tells something */
};

static void check(struct trial *trial, const struct subject *subject, size_t profile, struct tally *tallies)
{
	for (size_t c = 0; c < COUNT_OF(claims); c++) {
		bool wrong = !claims[c].holds(trial);
		tallies[c].checked++;
		tallies[c].wrong += wrong;
		if (wrong && tallies[c].shown++ < MOST_SHOWN)
			printf("# %s, profile %zu, budget %zu: not so that %s\n", subject->name, profile + 1, trial->budget,
			       claims[c].name);
	}
	for (uint32_t o = 0; !trial->said.exact && o <= trial->model->option_count; o++)
		if (mpq_sgn(trial->said.low[o]) > 0 && mpq_cmp_ui(trial->said.low[o], 1, 1) < 0) {
			tallies[0].bounded++;
			break;
		}
}

/* Spoils what is said in one place for each claim; the claim must notice. */
static void check_spoilt(struct trial *trial, const uint64_t *possible, struct tally *tallies)
{
	for (size_t c = 0; c < COUNT_OF(claims); c++) {
		if (claims[c].holds(trial) && claims[c].spoil(trial)) {
			tallies[c].checked++;
			tallies[c].wrong += !claims[c].holds(trial);
		}
		completions_release(&trial->said);
		completions_find(&trial->said, trial->model, possible, COMPLETIONS_ALL, trial->budget);
	}
}

static void try_profile(const struct subject *subject, const struct model *model, size_t profile, bool spoil,
                        struct tally *tallies)
{
	struct completions exact, smaller;
	struct answers answers;
	uint64_t possible[MODEL_MOST_QUESTIONS];
	subject_answers(&answers, model, buffer_text(&subject->profiles[profile]));
	evaluate_possible(&answers, possible);
	unsigned char *truths = memory_new(model->condition_count, 1);
	evaluate_all(model, possible, truths);
	completions_find(&exact, model, possible, COMPLETIONS_ALL, EFFORT_MOST_STATES);
	struct trial trial = {
		.model = model, .exact = &exact, .outcomes = kleene_outcomes(model, possible), .truths = truths};
	for (size_t b = 0; exact.possible && b < COUNT_OF(budgets); b++) {
		trial.budget = budgets[b];
		completions_find(&trial.said, model, possible, COMPLETIONS_ALL, trial.budget);
		if (spoil)
			check_spoilt(&trial, possible, tallies);
		else
			check(&trial, subject, profile, tallies);
		if (trial.smaller)
			completions_release(&smaller);
		smaller = trial.said;
		trial.smaller = &smaller;
	}
	if (trial.smaller)
		completions_release(&smaller);
	completions_release(&exact);
	free(truths);
	answers_release(&answers);
}

static void try_subject(const struct subject *subject, bool spoil, struct tally *tallies)
{
	struct model model;
	subject_must_load(&model, buffer_text(&subject->model));
	for (size_t p = 0; p < subject->profile_count; p++)
		try_profile(subject, &model, p, spoil, tallies);
	model_release(&model);
}

static bool report_claims(size_t first, const struct tally *tallies, bool spoil, const char *name)
{
	bool good = true;
	for (size_t c = 0; c < COUNT_OF(claims); c++) {
		const struct tally *tally = &tallies[c];
		bool right = tally->checked > 0 && tally->wrong == (spoil ? tally->checked : 0);
		printf("%sok %zu - %s: %s (%s %zu, %s %zu)\n", right ? "" : "not ", first + c, name, claims[c].name,
		       spoil ? "spoilt" : "checked", tally->checked, spoil ? "noticed" : "wrong", tally->wrong);
		good &= right;
	}
	return good;
}

/* With nothing known and a budget that is not enough, it is said in words, and not as if it were exact. */
static bool report_fallback(size_t number, const struct subject *subject)
{
	static const char start[] = "Open, and not worked out exactly, too much is unknown: ";
	struct model model;
	struct answers answers;
	struct report report;
	struct buffer words = {0};
	subject_must_load(&model, buffer_text(&subject->model));
	answers_init(&answers, &model);
	bool good = report_make(&report, &answers, NULL, FALLBACK_BUDGET);
	const struct completions *said = &report.completions;
	words_certainty(&report, &words);
	good = good && !said->exact && !said->settled && said->state_count == FALLBACK_BUDGET
	       && mpq_sgn(said->low[said->leader]) > 0 && mpq_cmp(said->low[said->leader], said->high[said->leader]) < 0
	       && text_starts(buffer_text(&words), text_of(start));
	for (uint32_t q = 0; q < model.question_count; q++)
		good = good && !said->inquiries[q].has_impurity;
	printf("%sok %zu - %s: the fallback says that it is one\n# %.*s\n", good ? "" : "not ", number, subject->name,
	       TEXT_ARGS(buffer_text(&words)));
	buffer_release(&words);
	report_release(&report);
	answers_release(&answers);
	model_release(&model);
	return good;
}

/* What is too large for the small budgets: claims and words. Returns whether all is good. */
static bool run_large(size_t first, struct subject *subject)
{
	struct tally tallies[COUNT_OF(claims)] = {{0}};
	subject_add_profile(subject, TEXT("answers: {}\n"));
	try_subject(subject, false, tallies);
	bool good = report_claims(first, tallies, false, subject->name);
	good &= report_fallback(first + COUNT_OF(claims), subject);
	subject_release(subject);
	return good;
}

static bool run(uint64_t first, uint64_t count, bool spoil)
{
	struct tally tallies[COUNT_OF(claims)] = {{0}};
	struct subject subject;
	size_t number = COUNT_OF(claims) + 1;
	printf("1..%zu\n", spoil ? COUNT_OF(claims) : 3 * COUNT_OF(claims) + 3);
	for (uint64_t i = 0; i < count; i++) {
		subject_generate(&subject, first + i);
		try_subject(&subject, spoil, tallies);
		subject_release(&subject);
	}
	bool good = report_claims(1, tallies, spoil, "random models");
	if (spoil)
		return good;
	bool bounded = tallies[0].bounded > 0;
	printf("%sok %zu - %zu times a budget that is not enough still tells something\n", bounded ? "" : "not ", number,
	       tallies[0].bounded);
	subject_ship(&subject, STEP);
	good &= run_large(number + 1, &subject);
	subject_make_large(&subject, first);
	return run_large(number + 2 + COUNT_OF(claims), &subject) && good && bounded;
}

int main(int argc, char **argv)
{
	bool spoil = argc > 1 && strcmp(argv[1], "--break") == 0;
	uint64_t numbers[] = {1, 200};
	int next = 1 + spoil;
	for (size_t i = 0; i < COUNT_OF(numbers) && next < argc; i++, next++)
		if (!text_number(text_of(argv[next]), UINT32_MAX, &numbers[i]))
			break;
	if (next < argc) {
		fprintf(stderr, "usage: bounds [--break] [FIRST [COUNT]]\n");
		return 2;
	}
	return run(numbers[0], numbers[1], spoil) ? 0 : 1;
}
