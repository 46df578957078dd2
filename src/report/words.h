/* SPDX-License-Identifier: ISC
 *
 * The phrases in which a result is told, the same in text and Markdown.
 */
#ifndef REPORT_WORDS_H
#define REPORT_WORDS_H

#include "analyse/flips.h"
#include "report/report.h"

enum {
	WORDS_MOST_PARTS = 30,   /* that are told of one rule: parts of its condition, or answers; of others only that they are */
};

/* scale * value, rounded to the nearest whole number, halves up. */
unsigned long words_rounded(const mpq_t value, unsigned long scale);

/* "74 %", "under 1 %", "over 99 %", "all", "none"; never rounds what is open to a certainty. */
void words_share(const mpq_t share, struct buffer *out);

/* The bounds of a share: "74 %", or "20 % to 80 %" when it is not exact. */
void words_share_range(const struct completions *completions, uint32_t outcome, struct buffer *out);

/* "strong", "medium", "weak". */
const char *words_strength(enum strength strength);

/* "strong", "medium", "weak", "order", "alone", "none". */
const char *words_tier(enum tier tier);

/* "recommended", "possible", "ruled out". */
const char *words_verdict(enum verdict verdict);

/* "for", "against", "rules out". */
const char *words_effect(enum effect_kind effect);

/* "holds", "fails", "depends". */
const char *words_truth(enum truth truth);

/* Whether the result is settled or open, as whole sentences. */
void words_certainty(const struct report *report, struct buffer *out);

/* What decided, as whole sentences: "Decided by strong reasons: net +2, next best threads with +1." */
void words_decided(const struct report *report, struct buffer *out);

/* What separates an option that is not recommended from the leader, as a clause without a final stop. */
void words_separation(const struct report *report, uint32_t option, struct buffer *out);

/* "work = waiting; in_flight = 40": the answers a reason hangs on, or names of questions when it depends. No more
 * than WORDS_MOST_PARTS, then "and more". */
void words_answers(const struct report *report, const struct reason *reason, struct buffer *out);

/* Whether a rule holds, or depends on what is not known and is likely: it holds in at least half of the cases. Such are
 * told in full. */
bool words_is_shown(const struct report *report, uint32_t rule);

/* Numbers the references of all that a report tells in full, rules and advice, from 1 on in the order of the model; the
 * others get 0. `numbers` has an element for each reference of the model. Returns how many there are. */
uint32_t words_number_sources(const struct report *report, uint32_t *numbers);

/* Why a rule fails: the parts of its condition that do, and what was answered instead: "work is waiting or disk (but
 * work = python)". For a rule that depends: the parts that are not known. No more than
 * WORDS_MOST_PARTS, then "and more". */
void words_missing(const struct report *report, const struct reason *reason, struct buffer *out);

/* "work = python, build = gil": the answers of a flip. */
void words_flip(const struct model *model, const struct flip *flip, size_t size, struct buffer *out);

/* The smallest flips to an option, the first of them in full: "a = x, b = y; or a = z; or 2 others". Not to be called
 * unless the report's flips are known. */
void words_flips(const struct report *report, uint32_t option, struct buffer *out);

/* How many unlikely reasons about an option depend on what is not known: "2 strong against, 1 weak for"; nothing if
 * none does. */
void words_pending(const struct report *report, uint32_t option, struct buffer *out);

#endif
