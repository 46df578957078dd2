/* SPDX-License-Identifier: ISC
 *
 * Owns the names of the findings.
 */
#include "model/finding.h"

static const struct {
	const char *code;
	const char *meaning;
} findings[] = {
#define FINDING_ROW(name, code, meaning) [FINDING_##name] = {code, meaning},
	FINDINGS(FINDING_ROW)
#undef FINDING_ROW
};

const char *finding_code(enum finding finding)
{
	return findings[finding].code;
}

const char *finding_meaning(enum finding finding)
{
	return findings[finding].meaning;
}
