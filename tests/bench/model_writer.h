/* SPDX-License-Identifier: ISC
 *
 * Random models of a given size that look like models people write: a tree with some nested and some guarded questions,
 * rules of one to three conditions about one or two of four options, some facts, some combinations that cannot be.
 */
#ifndef BENCH_MODEL_WRITER_H
#define BENCH_MODEL_WRITER_H

#include "model/model.h"

enum { MODEL_WRITER_MOST_QUESTIONS = 64 };

struct model_shape {
	uint32_t questions;      /* exactly so many; 2 to MODEL_WRITER_MOST_QUESTIONS */
	uint32_t rules;
	uint32_t most_answers;   /* questions have 2 to so many */
};

/* Appends the model file of a seed, always the same one. */
void model_write(const struct model_shape *shape, uint64_t seed, struct buffer *out);

/* Reads a model of its text. One with an error ends the program: the writer is to blame. */
void model_read(struct model *model, struct text text);

#endif
