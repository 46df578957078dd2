/* SPDX-License-Identifier: ISC
 *
 * A decision model as plain, checked structures. They live as long as the model; things refer to each
 * other by index. model_load makes one from a file, model_release ends it.
 */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include "base/map.h"
#include "base/memory.h"
#include "base/source.h"

enum {
	MODEL_MOST_OPTIONS = 12,
	MODEL_MOST_ANSWERS = 64,         /* of one question: its answers are the bits of a uint64_t */
	MODEL_MOST_QUESTIONS = 500,
	MODEL_MOST_FACTS = 1000,
	MODEL_MOST_RULES = 5000,
	MODEL_MOST_PRIOR = 1000000,
	MODEL_MOST_REVISION = 1000000000,
};

#define MODEL_MOST_NUMBER UINT64_C(1000000000000000)     /* the largest number an answer may be: 10^15 */
#define MODEL_NONE UINT32_MAX                            /* no index */

/* From strong to weak: one reason of a tier is never outvoted by those of later tiers. */
enum strength { STRENGTH_STRONG, STRENGTH_MEDIUM, STRENGTH_WEAK, STRENGTH_COUNT };

struct option {
	struct text id;
	struct text name;
	struct text *start;          /* first steps */
	size_t start_count;
	struct span span;
};

struct topic {
	struct text id;
	struct text title;
};

/* Where a claim comes from. */
struct reference {
	struct text id;
	struct text title;
	struct text url;
	struct span span;
};

/* The indices of the references of a rule or an advice. */
struct citations {
	uint32_t *references;
	size_t count;
};

/* One of the answers of a question, or one band of a number. */
struct answer {
	struct text id;              /* of a band: its lower bound in digits */
	struct text label;
	struct text help;            /* may be empty */
	struct text basis;           /* of the prior; may be empty */
	uint32_t prior;              /* 1 to MODEL_MOST_PRIOR */
	uint64_t bound;              /* of a band: the least number in it */
	struct span span;
};

struct question {
	struct text id;
	uint32_t topic;
	struct text ask;
	struct text help;            /* may be empty */
	struct text find_out;        /* may be empty */
	bool is_number;              /* its answers are bands of whole numbers */
	bool fixed;                  /* a given, nothing one could change */
	uint32_t since;              /* the revision that brought it; 0: from the start */
	struct answer *answers;
	uint32_t answer_count;
	uint64_t prior_sum;
	uint32_t parent;             /* the question under whose answer it stands, or MODEL_NONE */
	uint32_t parent_answer;
	uint32_t applies;            /* condition: parent's answer and the guard */
	struct span span;
};

/* Of a condition: so in all that can still be, or not known. */
enum truth { TRUTH_FALSE, TRUTH_TRUE, TRUTH_UNKNOWN };

enum condition_kind {
	CONDITION_ALWAYS,            /* true */
	CONDITION_ANSWER,            /* the question applies and its answer is one of `answers` */
	CONDITION_FACT,              /* the fact `subject` */
	CONDITION_ALL,
	CONDITION_ANY,
	CONDITION_NOT,               /* of its one child */
};

struct condition {
	enum condition_kind kind;
	uint32_t subject;            /* question or fact */
	uint64_t answers;            /* set of answer indices */
	uint32_t *children;          /* conditions */
	uint32_t child_count;
	struct span span;
};

struct fact {
	struct text id;
	struct text label;           /* in plain words; the id when the file gives none */
	uint32_t condition;
	uint32_t latest_question;    /* the last question it depends on, or MODEL_NONE */
	struct span span;
};

enum effect_kind { EFFECT_FOR, EFFECT_AGAINST, EFFECT_RULES_OUT };

/* What a rule says about one option. */
struct effect {
	enum effect_kind kind;
	enum strength strength;      /* not of EFFECT_RULES_OUT */
	uint32_t option;
};

/* A finding of check about a rule that its author knows of. */
struct allowance {
	struct text code;            /* of the finding */
	struct text reason;
	struct span span;
};

struct rule {
	struct text id;
	uint32_t condition;
	struct effect *effects;      /* at most one for each option */
	size_t effect_count;
	struct text because;
	struct text versions;        /* may be empty */
	struct citations citations;
	struct allowance *allowances;
	size_t allowance_count;
	struct span span;
};

/* A combination of answers that cannot be. */
struct impossible {
	uint32_t condition;
	struct text because;
	struct span span;
};

/* Said when one of its options is recommended. */
struct advice {
	uint32_t options;            /* a set of option indices */
	uint32_t condition;
	struct text say;
	struct citations citations;
};

struct model {
	struct source source;        /* the file it was read from */
	struct arena arena;
	struct text id;
	struct text title;
	uint32_t revision;
	struct option *options;
	uint32_t option_count;
	struct topic *topics;
	uint32_t topic_count;
	struct reference *references;
	uint32_t reference_count;
	struct question *questions;          /* parents before their children, in the order of the file */
	uint32_t question_count;
	struct fact *facts;
	uint32_t fact_count;
	struct rule *rules;
	uint32_t rule_count;
	struct impossible *impossibles;
	uint32_t impossible_count;
	struct advice *advice;
	uint32_t advice_count;
	struct condition *conditions;
	uint32_t condition_count;
	uint32_t *evaluation_order;          /* of the conditions: what one depends on comes before it */
	uint32_t *decision_order;            /* of the questions: those on which most hangs first, but each after those that
	                                        decide whether it applies; analyses decide them in this order */
	struct map option_names, question_names;     /* id to index */
};

/* The index of the option or question with this id, or MODEL_NONE. */
uint32_t model_find_option(const struct model *model, struct text id);
uint32_t model_find_question(const struct model *model, struct text id);

/* The index of the answer with this id, or MODEL_NONE. Not for numbers. */
uint32_t model_find_answer(const struct question *question, struct text id);

/* The band of a number, or MODEL_NONE when it is less than the first bound. */
uint32_t model_find_band(const struct question *question, uint64_t number);

/* The set of all answers of a question. */
uint64_t model_all_answers(const struct question *question);

/* The id of an outcome: an option's, or "none" for the number of options. */
struct text model_outcome_id(const struct model *model, uint32_t outcome);

/* Frees the model and its source. */
void model_release(struct model *model);

/* The i-th id of a kind of thing, for diagnostic_suggest; `context` is the model or the question. */
struct text model_option_id(const void *model, size_t index);
struct text model_rule_id(const void *model, size_t index);
struct text model_question_id(const void *model, size_t index);
struct text model_answer_id(const void *question, size_t index);

#endif
