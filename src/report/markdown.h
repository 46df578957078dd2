/* SPDX-License-Identifier: ISC
 *
 * Text from strangers in Markdown.
 */
#ifndef REPORT_MARKDOWN_H
#define REPORT_MARKDOWN_H

#include "base/text.h"

/* Appends text as one line of Markdown: what could be markup is escaped, line breaks become spaces. */
void markdown_add_escaped(struct buffer *out, struct text text);

#endif
