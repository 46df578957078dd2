/* SPDX-License-Identifier: ISC
 *
 * Profile files: what is known of one program, and what its recommendation should be.
 */
#ifndef MODEL_PROFILE_H
#define MODEL_PROFILE_H

#include "model/answers.h"
#include "model/yaml_tree.h"

struct profile {
	struct source source;
	struct arena arena;
	struct yaml_node *root;          /* NULL when the file could not be parsed */
	struct text model;               /* the id of the model it is for; may be empty */
	uint32_t revision;               /* of that model; 0: not said */
	struct text title, note, reference;      /* may be empty */
	struct answers answers;
	uint32_t expect;                 /* option, the number of options for "none", or MODEL_NONE */
	uint32_t accept;                 /* set of options; bit "number of options" for "none" */
};

/* Parses the profile in `source`, of which it takes ownership, as far as that needs no model: the tree and `model`.
 * Findings go to `found`, whose source is set. Returns whether there was no error; profile_release in any case. */
bool profile_open(struct profile *profile, struct source *source, struct diagnostics *found);

/* The same for a profile in JSON. There null as an answer means unknown, and elsewhere that nothing is said. */
bool profile_open_json(struct profile *profile, struct source *source, struct diagnostics *found);

/* Reads the rest of an opened profile by `model`. Returns whether there was no error. */
bool profile_bind(struct profile *profile, const struct model *model, struct diagnostics *found);

void profile_release(struct profile *profile);

/* Appends a profile file with these answers. `title` may be empty. */
void profile_print(const struct answers *answers, struct text title, struct buffer *out);

/* What such a file is made of. */

/* Appends the line of a question below `answers:`; nothing when its answer is missing. */
void profile_print_answer(const struct answers *answers, uint32_t question, struct buffer *out);

/* Appends an id, quoted where other YAML readers would not take it for text. */
void profile_print_id(struct text id, struct buffer *out);

/* Appends a scalar in double quotes. The text holds no control characters but tab and newline. */
void profile_print_quoted(struct text text, struct buffer *out);

#endif
