/* SPDX-License-Identifier: ISC
 *
 * Statements about a model that hold over all its profiles, each proven: what can never be, never matter, or be said
 * twice.
 */
#ifndef ANALYSE_AUDIT_H
#define ANALYSE_AUDIT_H

#include "analyse/completions.h"
#include "analyse/exclusion.h"

/* What a finding is about. */
enum audit_subject {
	AUDIT_SUBJECT_MODEL,         /* as a whole */
	AUDIT_SUBJECT_OPTION,
	AUDIT_SUBJECT_RULE,
	AUDIT_SUBJECT_FACT,
	AUDIT_SUBJECT_QUESTION,
};

/* name, code shown, severity, subject, what it means */
#define AUDITS(ROW) \
	ROW(NO_PROFILE, "no-profile", ERROR, MODEL, "every profile is impossible") \
	ROW(NO_OPTION_LEFT, "no-option-left", ERROR, MODEL, "there is a profile that rules out every option") \
	ROW(OPTION_NEVER_WINS, "option-never-wins", WARNING, OPTION, "no profile lets this option win") \
	ROW(RULE_NEVER_HOLDS, "rule-never-holds", WARNING, RULE, "no profile makes this rule hold") \
	ROW(RULE_NEVER_DECIDES, "rule-never-decides", NOTE, RULE, "without this rule every profile has the same winner") \
	ROW(RULE_CHANGES_NOTHING, "rule-changes-nothing", WARNING, RULE, "without this rule no verdict changes") \
	ROW(RULE_HOLDS_UNASKED, "rule-holds-unasked", NOTE, RULE, "the rule can hold though none of its questions applies") \
	ROW(RULE_IMPLIED, "rule-implied", WARNING, RULE, "whenever this rule holds, another says the same of an option") \
	ROW(ALLOWED_IN_VAIN, "allowed-in-vain", WARNING, RULE, "the rule allows what is not found of it") \
	ROW(FACT_CONSTANT, "fact-constant", WARNING, FACT, "the fact holds in every profile, or in none") \
	ROW(FACT_UNUSED, "fact-unused", WARNING, FACT, "nothing refers to the fact") \
	ROW(FACT_SAME, "fact-same", WARNING, FACT, "two facts hold in the same profiles") \
	ROW(QUESTION_IDLE, "question-idle", WARNING, QUESTION, "no answer to the question can change the winner") \
	ROW(ANSWERS_ALIKE, "answers-alike", NOTE, QUESTION, "no rule tells two answers of a question apart") \
	ROW(NOT_PROVEN, "not-proven", WARNING, RULE, "the budget was not enough to tell")

enum audit_code {
#define AUDIT_NAME(name, code, severity, subject, meaning) AUDIT_##name,
	AUDITS(AUDIT_NAME)
#undef AUDIT_NAME
	AUDIT_CODE_COUNT
};

/* The detail of AUDIT_NOT_PROVEN when the budget ended a search of which nothing else tells, or the work on all proofs was
 * spent: what else there may be was not found out. */
enum { AUDIT_NOT_ALL_PROVEN = 1 };

/* One thing found. */
struct audit_finding {
	enum audit_code code;
	uint32_t subject;            /* its index; MODEL_NONE for the model as a whole, also of AUDIT_NOT_PROVEN when it is
	                                not proven that an option is always left */
	uint32_t other;              /* of RULE_IMPLIED the other rule, of FACT_SAME the other fact, of ANSWERS_ALIKE the
	                                second answer; else MODEL_NONE */
	uint32_t detail;             /* of RULE_IMPLIED the option, of ANSWERS_ALIKE the first answer, of FACT_CONSTANT 1 if
	                                it always holds, of NOT_PROVEN perhaps AUDIT_NOT_ALL_PROVEN; else MODEL_NONE */
	const struct allowance *allowance;   /* of what is allowed, and of ALLOWED_IN_VAIN; else NULL */
	struct exclusion exclusion;          /* of RULE_NEVER_HOLDS, RULE_IMPLIED, FACT_CONSTANT: what makes it so */
	bool has_witness;
	struct answers witness;      /* a complete profile that shows it */
};

struct audit {
	const struct model *model;           /* not owned */
	struct audit_finding *findings;      /* but for those that their rules allow */
	size_t count, capacity;
	struct audit_finding *allowed;
	size_t allowed_count, allowed_capacity;
	struct completions completions;      /* with nothing known: shares of the options and tiers */
};

/* Audits the model. `budget` limits the states of each proof and, with EFFORT_WORK_OF_STATE, the work on all of them.
 * Released by audit_release. */
void audit_make(struct audit *audit, const struct model *model, size_t budget);
void audit_release(struct audit *audit);

/* The stable code of a kind of finding, and how serious it is. */
const char *audit_code_name(enum audit_code code);
enum severity audit_severity(enum audit_code code);

/* What a finding is about. */
enum audit_subject audit_subject_of(const struct audit_finding *finding);

#endif
