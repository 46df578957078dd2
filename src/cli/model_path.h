/* SPDX-License-Identifier: ISC
 *
 * Where models are looked up.
 */
#ifndef CLI_MODEL_PATH_H
#define CLI_MODEL_PATH_H

#include "base/text.h"

/* The model of whoever names none. */
#define MODEL_PATH_USUAL "python"

/* Appends the file of the model that `name` means: itself when it holds a '/' or ends in ".yaml"; else NAME.yaml in
 * the first of these folders that has it: $XDG_DATA_HOME/whether/questions (~/.local/share when unset); questions/
 * beside the program; ../share/whether/questions from the program; whether/questions in each of $XDG_DATA_DIRS
 * (/usr/local/share:/usr/share). Returns false, with the folders tried in *path, one a line, when none has it. */
bool model_path_find(struct text name, struct buffer *path);

/* Calls visit for the name of each file in these folders that a name could mean, in their order; the same name may come
 * again. Names that hold anything but letters, digits, '_', '-' and '.', or begin with one of the last two, are left
 * out. */
void model_path_visit(void (*visit)(void *context, struct text name), void *context);

/* Appends the folder of the program itself, after all symbolic links, without a '/' at the end. Returns false if that
 * cannot be told. */
bool model_path_add_program_folder(struct buffer *folder);

#endif
