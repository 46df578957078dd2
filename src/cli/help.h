/* SPDX-License-Identifier: ISC
 *
 * The topics of the manual.
 */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "base/text.h"

/* Calls visit for each topic that is no command, and what it is about. */
void help_visit_topics(void (*visit)(void *context, struct text topic, struct text meaning), void *context);

#endif
