/* SPDX-License-Identifier: ISC
 *
 * Where models are looked up.
 */
#ifndef CLI_MODEL_PATH_H
#define CLI_MODEL_PATH_H

#include "base/text.h"

/* Appends the file of the model that `name` means: itself when it holds a '/' or ends in ".yaml"; else NAME.yaml in
 * the first of these folders that has it: $XDG_DATA_HOME/whether/questions (~/.local/share when unset); questions/
 * beside the program; ../share/whether/questions from the program; whether/questions in each of $XDG_DATA_DIRS
 * (/usr/local/share:/usr/share). Returns false, with the folders tried in *path, one a line, when none has it. */
bool model_path_find(struct text name, struct buffer *path);

#endif
