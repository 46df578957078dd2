/* SPDX-License-Identifier: ISC
 *
 * Where an interview keeps its answers, so that nothing is lost: the file of -o or, for a person at a terminal, one in
 * the folder for state.
 */
#ifndef CLI_ANSWERS_FILE_H
#define CLI_ANSWERS_FILE_H

#include "cli/command.h"
#include "model/answers.h"

struct answers_file {
	struct buffer name;      /* empty: nothing is kept */
	struct buffer title;     /* of the profile */
	bool is_state;           /* in the folder for state, which is made when the first answer is kept */
	bool is_kept;            /* the latest answers are in the file */
	bool has_failed;         /* that they could not be written has been said */
};

/* Chooses the file. `output` is that of -o, or NULL; then, if `interactive`, a file named after the model and the time.
 * `title` may be empty. Released by answers_file_release. */
void answers_file_init(struct answers_file *file, const char *output, const struct model *model, struct text title,
                       bool interactive);
void answers_file_release(struct answers_file *file);

/* Writes the answers as a profile. Says, once, why that is not possible; returns whether it was, or nothing is kept. */
bool answers_file_keep(struct answers_file *file, const struct answers *answers);

/* Whether to go on in the file `name` would replace a file of somebody's. */
bool answers_file_would_replace(const struct answers_file *file, const char *name);

/* Goes on in another file; what was kept in the folder for state moves there. */
bool answers_file_move(struct answers_file *file, struct text name, const struct answers *answers);

/* Appends the path of `name` in the folder for state, or nothing when there is no home; makes the folder. */
void answers_file_state_path(const char *name, struct buffer *path);

#endif
