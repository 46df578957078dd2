/* SPDX-License-Identifier: ISC
 *
 * What the parts share that turn a model into a variant.
 */
#ifndef ORACLE_GENERATE_EDIT_H
#define ORACLE_GENERATE_EDIT_H

#include "generate_internal.h"
#include "tree.h"

enum { MOST_PLACES = 32 };

/* Where a question stands: an entry of a map of questions. */
struct place {
	struct yaml_node *map;
	size_t index;
};

struct editor {
	struct maker *maker;         /* for chance alone */
	struct arena *arena;
	struct yaml_node *model;
	struct place places[MOST_PLACES];        /* of all questions, in the order of the file */
	size_t place_count;
	size_t names;                /* how many were made up */
};

/* generate_repair.c */

/* Finds the places of all questions. */
void generate_find_places(struct editor *editor);

struct text generate_place_id(const struct place *place);
struct yaml_node *generate_place_question(const struct place *place);

/* The answers or bands of a question. */
struct yaml_node *generate_place_choices(const struct place *place);
bool generate_place_is_number(const struct place *place);

/* Calls visit(editor, condition, reach, context) for every condition of the model; questions before `reach` may be named
 * in it. Facts come first. */
void generate_each_condition(struct editor *editor,
                             void (*visit)(struct editor *editor, struct yaml_node *condition, size_t reach,
                                           const void *context),
                             const void *context);

/* Takes out of all conditions and rules what names something that is no more, or no more there. A condition of which
 * nothing is left always holds; a rule that says nothing any more is taken out. */
void generate_repair(struct editor *editor);

#endif
