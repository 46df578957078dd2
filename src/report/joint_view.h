/* SPDX-License-Identifier: ISC
 *
 * What the views of two models side by side share: names of what is matched, and of what is not.
 */
#ifndef REPORT_JOINT_VIEW_H
#define REPORT_JOINT_VIEW_H

#include "analyse/joint.h"

/* The id of joint question `index`. */
struct text joint_view_question(const struct joint *joint, uint32_t index);

/* Appends a value of joint question `index` as a profile would give it. */
void joint_view_add_answer(const struct joint *joint, uint32_t index, uint32_t value, struct buffer *out);

enum joint_view_kind { JOINT_VIEW_OPTIONS, JOINT_VIEW_QUESTIONS, JOINT_VIEW_ANSWERS };

/* Calls visit(context, name) for all of a kind that model `side` (0 or 1) has and the other has not: an option's id, a
 * question's, which says so if the other asks it for numbers and this does not or the reverse, and, for questions of both,
 * "question = answer" or "question below bound". */
void joint_view_alone(const struct joint *joint, size_t side, enum joint_view_kind kind,
                      void (*visit)(void *context, struct text name), void *context);

#endif
