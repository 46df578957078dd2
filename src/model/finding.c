/* SPDX-License-Identifier: ISC
 *
 * Owns the names of the findings.
 */
#include "model/finding.h"

static const char *const codes[] = {
#define FINDING_ROW(name, code, meaning) [FINDING_##name] = (code),
	FINDINGS(FINDING_ROW)
#undef FINDING_ROW
};

const char *finding_code(enum finding finding)
{
	return codes[finding];
}
