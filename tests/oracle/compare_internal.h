/* SPDX-License-Identifier: ISC
 *
 * The matters that have files of their own, and what these share.
 */
#ifndef ORACLE_COMPARE_INTERNAL_H
#define ORACLE_COMPARE_INTERNAL_H

#include "compare.h"

/* compare.c */

/* Says that a number differs, if it does. */
void compare_number(struct buffer *what, const char *name, size_t expected, size_t got);

/* compare_flips.c */

void compare_flips(const struct oracle_view *oracle, const struct engine_view *engine, struct buffer *what);
bool spoil_flips(struct engine_view *engine, size_t which);
void compare_sufficient(const struct oracle_view *oracle, const struct engine_view *engine, struct buffer *what);
bool spoil_sufficient(struct engine_view *engine, size_t which);

/* compare_model.c */

void compare_count(const struct oracle_view *oracle, const struct engine_view *engine, struct buffer *what);
bool spoil_count(struct engine_view *engine, size_t which);
void compare_holds(const struct oracle_view *oracle, const struct engine_view *engine, struct buffer *what);
bool spoil_holds(struct engine_view *engine, size_t which);
void compare_decides(const struct oracle_view *oracle, const struct engine_view *engine, struct buffer *what);
bool spoil_decides(struct engine_view *engine, size_t which);
void compare_effects(const struct oracle_view *oracle, const struct engine_view *engine, struct buffer *what);
bool spoil_effects(struct engine_view *engine, size_t which);
void compare_decided(const struct oracle_view *oracle, const struct engine_view *engine, struct buffer *what);
bool spoil_decided(struct engine_view *engine, size_t which);
void compare_wins(const struct oracle_view *oracle, const struct engine_view *engine, struct buffer *what);
bool spoil_wins(struct engine_view *engine, size_t which);

/* The complete profile with these answers, or NULL. */
const struct oracle_profile *compare_find_profile(const struct oracle_model *model, const int *choices);

/* compare_audit.c */

void compare_findings(const struct oracle_view *oracle, const struct engine_view *engine, struct buffer *what);
bool spoil_findings(struct engine_view *engine, size_t which);

/* compare_difference.c */

void compare_difference(const struct oracle_view *oracle, const struct engine_view *engine, struct buffer *what);
bool spoil_difference(struct engine_view *engine, size_t which);
void compare_witnesses(const struct oracle_view *oracle, const struct engine_view *engine, struct buffer *what);
bool spoil_witnesses(struct engine_view *engine, size_t which);

#endif
