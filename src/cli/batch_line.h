/* SPDX-License-Identifier: ISC
 *
 * From a line of input to a line of output: one profile each. What a line means depends on nothing but the line, the
 * model and -s.
 */
#ifndef CLI_BATCH_LINE_H
#define CLI_BATCH_LINE_H

#include "cli/session.h"
#include "model/json_profile.h"
#include "report/line_view.h"

/* What all threads share, and none changes. */
struct batch_rules {
	struct model model;
	struct network network;
	struct line_view view;
	struct answers settings;         /* of -s: they win over every profile */
};

/* What one thread works with. */
struct batch_line {
	struct batch_rules *rules;       /* not owned */
	struct json_profile reader;
	struct network_run run;
	uint64_t *possible;              /* the rest is for incomplete answers */
	unsigned char *truths;
	uint32_t *open_rules;
	struct arena arena;
};

/* What came of a line. */
enum batch_fate {
	BATCH_SETTLED,
	BATCH_OPEN,
	BATCH_BAD,
	BATCH_NOTHING,           /* no result: a blank line */
	BATCH_FATES
};

/* Makes ready what `rules` holds besides the model and the settings, which are there. Both are released with the rest. */
void batch_rules_init(struct batch_rules *rules, bool full);
void batch_rules_release(struct batch_rules *rules);

/* Makes ready what a thread needs; `rules` must outlive it. Released by batch_line_release. */
void batch_line_init(struct batch_line *line, struct batch_rules *rules);
void batch_line_release(struct batch_line *line);

/* Appends the result of line `number`, whose text is given without its end, or the error about it; nothing if it is
 * blank. Returns what came of it. */
enum batch_fate batch_line_take(struct batch_line *line, uint64_t number, struct text text, struct buffer *out);

enum { BATCH_MOST_BYTES = 1024 * 1024 };

/* Appends the error about a line of more than BATCH_MOST_BYTES; returns BATCH_BAD. */
enum batch_fate batch_line_refuse(uint64_t number, struct buffer *out);

#endif
