/* SPDX-License-Identifier: ISC
 *
 * What `check` should find in a model, by looking at all its complete profiles.
 */
#ifndef ORACLE_ORACLE_AUDIT_H
#define ORACLE_ORACLE_AUDIT_H

#include "oracle.h"

enum { ORACLE_MOST_FINDINGS = 1024 };

/* In the order in which whether(1) lists them. */
enum oracle_code {
	ORACLE_NO_PROFILE,
	ORACLE_NO_OPTION_LEFT,
	ORACLE_OPTION_NEVER_WINS,
	ORACLE_RULE_NEVER_HOLDS,
	ORACLE_RULE_CHANGES_NOTHING,
	ORACLE_RULE_NEVER_DECIDES,
	ORACLE_RULE_HOLDS_UNASKED,
	ORACLE_RULE_IMPLIED,
	ORACLE_ALLOWED_IN_VAIN,
	ORACLE_FACT_CONSTANT,
	ORACLE_FACT_UNUSED,
	ORACLE_FACT_SAME,
	ORACLE_QUESTION_IDLE,
	ORACLE_ANSWERS_ALIKE,
	ORACLE_NOT_PROVEN,           /* never found by the oracle */
	ORACLE_CODES,
};

extern const char *const oracle_code_names[ORACLE_CODES];

/* One thing found; what does not concern it is ORACLE_NO_INDEX. */
struct oracle_finding {
	enum oracle_code code;
	size_t subject;      /* option, rule, fact or question; none of a model without profiles or options left */
	size_t other;        /* the other rule, the other fact (an earlier one), or the second of two answers */
	size_t detail;       /* the option both rules speak about, the first answer, or 1 if a fact always holds, else 0 */
};

/* In any order. */
struct oracle_findings {
	size_t count;
	struct oracle_finding list[ORACLE_MOST_FINDINGS];
};

#endif
