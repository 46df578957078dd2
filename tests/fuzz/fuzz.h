/* SPDX-License-Identifier: ISC
 *
 * What the harnesses share: what must be true of everything that is shown, and a model to work with.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "model/model.h"
#include "report/report.h"

enum { FUZZ_BUDGET = 400 };      /* states of an analysis: small, so that its limit is reached */

/* What libFuzzer calls, and replay.c: takes one input, and ends the program if that shows a bug. Returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* Ends the program, with the words on standard error, unless it is good. */
void fuzz_demand(bool good, const char *words);

/* Demands that text is fit for a terminal: UTF-8, and of control characters only tab and line feed. Empties it. */
void fuzz_check_shown(struct buffer *shown);

/* The same of a JSON document, which must also be one. */
void fuzz_check_json(struct buffer *shown);

/* Prints findings, and demands that they are fit to be shown. */
void fuzz_check_findings(const struct diagnostics *found);

/* Reads a model that must be sound. */
void fuzz_load(struct model *model, const char *text);

/* Makes all views of the report of these answers; `profile` may be NULL. */
void fuzz_check_report(const struct answers *answers, const struct profile *profile);

/* A model with a word and a number to answer, a question under an answer, a guard, a fact and what is impossible. */
extern const char fuzz_model[];

#endif
