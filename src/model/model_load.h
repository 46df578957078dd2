/* SPDX-License-Identifier: ISC
 *
 * From a model file to a model.
 */
#ifndef MODEL_MODEL_LOAD_H
#define MODEL_MODEL_LOAD_H

#include "base/diagnostic.h"
#include "model/model.h"

/* Reads the model in `source`, of which it takes ownership, into *model (overwritten). All findings are added to
 * `found`, whose source is set to the model's. Returns whether there was no error; *model must be released in any
 * case, and not be used after errors. */
bool model_load(struct model *model, struct source *source, struct diagnostics *found);

/* Is `source` meant to be a model, right or wrong? It is if it is a mapping with the key `whether`. */
bool model_load_meant(const struct source *source);

#endif
