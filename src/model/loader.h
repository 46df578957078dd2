/* SPDX-License-Identifier: ISC
 *
 * What the parts of the model loader share: load_tree.c, load_condition.c, load_rules.c, under model_load.c.
 */
#ifndef MODEL_LOADER_H
#define MODEL_LOADER_H

#include "model/finding.h"
#include "model/model.h"
#include "model/schema.h"

struct loader {
	struct model *model;
	struct diagnostics *found;
	struct map names;                     /* questions and facts: see loader_declare_name */
	struct map topic_names, reference_names;
	size_t question_capacity, condition_capacity;
	struct yaml_node **guards;            /* the `when` of each question, or NULL */
	size_t guard_capacity;
	struct yaml_node **fact_conditions;   /* the `when` of each fact */
	/* Of what is missing or could not be read: uses of it are not reported again. */
	bool options_incomplete, topics_incomplete, references_incomplete, names_incomplete;
};

enum name_kind { NAME_ABSENT, NAME_QUESTION, NAME_FACT };

/* Declares `key` as the id of a question or fact. Reports a bad, reserved or used id and returns false. */
bool loader_declare_name(struct loader *loader, const struct yaml_node *key, enum name_kind kind, uint32_t index);

/* What `name` stands for, and its index in *index. */
enum name_kind loader_find_name(const struct loader *loader, struct text name, uint32_t *index);

/* Declares the ids of a mapping of options, topics, ... in `names`, by their place in it. */
bool loader_declare(struct loader *loader, struct map *names, const struct yaml_node *key, const char *what,
                    size_t index);

/* Reads the tree: questions, answers and bands. Guards are only remembered. */
void load_tree(struct loader *loader, const struct yaml_node *tree);

/* Once facts are known: reads the guards and makes each question's condition of applying. */
void load_applicability(struct loader *loader);

/* Declares the facts; then reads their conditions and refuses circles. */
void load_fact_names(struct loader *loader, const struct yaml_node *facts);
void load_facts(struct loader *loader);

/* Reads the parts that name questions, facts, options and references. */
void load_rules(struct loader *loader, const struct yaml_node *rules);
void load_impossible(struct loader *loader, const struct yaml_node *list);
void load_advice(struct loader *loader, const struct yaml_node *list);

/* Reads a condition; returns its index. A faulty one is reported and replaced by one that always holds. */
uint32_t load_condition(struct loader *loader, const struct yaml_node *node);

/* Adds conditions made by the loader itself. */
uint32_t load_condition_always(struct loader *loader, struct span span);
uint32_t load_condition_answer(struct loader *loader, uint32_t question, uint64_t answers, struct span span);
uint32_t load_condition_both(struct loader *loader, uint32_t first, uint32_t second, struct span span);

/* Sorts the conditions so that what one depends on comes before it. Facts must be free of circles. */
void load_evaluation_order(struct loader *loader);

/* Chooses the order in which analyses decide the questions; after load_evaluation_order. */
void load_decision_order(struct loader *loader);

#endif
