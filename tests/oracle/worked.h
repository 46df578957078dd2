/* SPDX-License-Identifier: ISC
 *
 * Worked examples that have files of their own. worked.c runs them all.
 */
#ifndef ORACLE_WORKED_H
#define ORACLE_WORKED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define X_Y "options: {x: {name: X}, y: {name: Y}}\n"
#define X_Y_Z "options: {x: {name: X}, y: {name: Y}, z: {name: Z}}\n"

/* worked_flips.c */

void flips_are_smallest(void **state);
void flips_are_not_vacuous(void **state);
void answers_force_an_outcome(void **state);

/* worked_model.c */

void profiles_without_a_rule(void **state);
void profiles_without_an_effect(void **state);
void findings_of_a_model(void **state);
void findings_of_what_is_left(void **state);
void findings_of_rules_that_hold_unasked(void **state);

/* worked_difference.c */

void joint_profiles_of_two_models(void **state);
void joint_profiles_are_possible_in_both(void **state);
void guards_that_go_round(void **state);

#endif
