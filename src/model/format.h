/* SPDX-License-Identifier: ISC
 *
 * What both file formats hold, for who describes them: the key tables that the loaders read by, and the words that
 * cannot be ids. Each is defined where it is read.
 */
#ifndef MODEL_FORMAT_H
#define MODEL_FORMAT_H

#include "model/schema.h"

/* Of a model: its top, an option, a source, a question, an answer or band, a fact, a rule, what a rule allows, an
 * impossible combination, an advice, and a range in a condition. */
extern const struct schema_table format_model, format_option, format_source, format_question, format_answer,
	format_fact, format_rule, format_allowed, format_combination, format_hint, format_condition_range;

/* Of a profile: its top, and a range as an answer. */
extern const struct schema_table format_profile, format_answer_range;

/* Words that mean something else where an answer is expected, in profiles and in the interview; then those that do so
 * in conditions. Up to NULL. An answer may not consist of digits alone either. */
extern const char *const format_reserved_answers[], *const format_reserved_names[];

#endif
