/* SPDX-License-Identifier: ISC
 *
 * What the parts of the oracle share: a model taken apart as far as trying it out needs.
 */
#ifndef ORACLE_ORACLE_INTERNAL_H
#define ORACLE_ORACLE_INTERNAL_H

#include "oracle_model.h"

#define MOST_NUMBER UINT64_C(1000000000000000)

enum { NOT_ASKED = ORACLE_NOT_ASKED, NO_PARENT = -1, STRENGTHS = 3 };

struct question {
	struct text id;
	const struct yaml_node *node;
	const struct yaml_node *choices;     /* its answers or bands */
	const struct yaml_node *known;       /* what the profile says of it; NULL if nothing */
	bool numeric;
	int parent, parent_choice;           /* it is asked only under that answer */
	uint64_t *numbers;                   /* of a number question: those to try */
	size_t number_count, number_capacity;
};

/* An answer as it is given. */
struct given {
	int choice;          /* which of the choices, or NOT_ASKED */
	uint64_t number;     /* of a number question */
};

struct outcome {
	bool impossible;
	size_t winner;
	uint32_t out;        /* the options that are out, as bits */
	enum oracle_tier tier;
	bool holds[ORACLE_MOST_RULES];
};

struct completion {
	int choices[ORACLE_MOST_QUESTIONS];
	struct outcome outcome;
	mpq_t weight;
};

struct run {
	const struct yaml_node *options, *facts, *rules, *impossible, *advice;
	struct question questions[ORACLE_MOST_QUESTIONS];
	size_t question_count;
	struct given given[ORACLE_MOST_QUESTIONS];     /* the complete profile being tried */
	struct completion *completions;
	size_t completion_count, completion_capacity;
	struct completion *excluded;         /* agree with what is known, but are impossible; their weights are not set */
	size_t excluded_count, excluded_capacity;
};

/* oracle_decide.c */

/* Ends the program with a message. */
_Noreturn void oracle_fail(const char *what, struct text about);

/* The count of a list or map; 0 for NULL. */
size_t oracle_count(const struct yaml_node *node);

/* What may be written as one scalar or as a list of them: how many (0 for NULL), and which. */
size_t oracle_either_count(const struct yaml_node *node);
const struct yaml_node *oracle_either_item(const struct yaml_node *node, size_t index);

uint64_t oracle_number(struct text text);

/* The index of a key that must be there. */
size_t oracle_index(const struct yaml_node *map, struct text key);

/* Whether `number` lies in {at least: n, below: m}. */
bool oracle_in_range(const struct yaml_node *range, uint64_t number);

/* The band of a number, NOT_ASKED for one below the first. */
int oracle_band(const struct question *question, uint64_t number);

/* Whether a question applies, given the answers to those before it. */
bool oracle_applies(const struct run *run, const struct question *question);

/* Whether a condition holds in the complete profile being tried. */
bool oracle_holds(const struct run *run, const struct yaml_node *condition);

/* The decision of the complete profile being tried. */
void oracle_decide(const struct run *run, struct outcome *outcome);

/* Something that the rules say, to be left out of the count: what a rule says of an option, or (ORACLE_NO_INDEX) of all; of
 * no rule (ORACLE_NO_INDEX) nothing. */
struct omission {
	size_t rule, option;
};

/* Decides once more by the rules that outcome->holds, but for what is left out. */
void oracle_decide_without(const struct run *run, struct omission omission, struct outcome *outcome);

/* oracle_complete.c */

/* The answers to a question that the profile leaves open, as bits. */
uint64_t oracle_open(const struct question *question);

/* Whether the profile says something of a question other than that it is unknown. */
bool oracle_is_given(const struct question *question);

/* Makes a completion the complete profile being tried; of a band, its first number. */
void oracle_try(struct run *run, const struct completion *completion);

/* Takes a model and a profile apart; *run is zeroed. Without a profile (NULL) nothing is known. */
void oracle_run_read(struct run *run, const struct yaml_node *model, const struct yaml_node *profile);

/* The same, and finds all completions. */
void oracle_run_start(struct run *run, const struct yaml_node *model,
                      const struct yaml_node *profile);
void oracle_run_release(struct run *run);

/* oracle.c */

/* Whether the result is open and the question can matter, or its answer can make others impossible that go with another
 * answer of it. */
bool oracle_can_inform(const struct run *run, size_t question);

/* oracle_audit.c */

/* Adds to the model what is found in it. Nothing is known in the run; the model's list of profiles is complete. */
void oracle_audit(const struct run *run, struct oracle_model *model);

#endif
