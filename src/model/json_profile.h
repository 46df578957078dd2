/* SPDX-License-Identifier: ISC
 *
 * Reads regular profiles in JSON one after the other, without allocation: objects that give to each question one answer
 * in a plain word or number, or null, or "unknown". For all others there is profile_open_json, which also says what is
 * wrong.
 */
#ifndef MODEL_JSON_PROFILE_H
#define MODEL_JSON_PROFILE_H

#include "model/model.h"

enum { JSON_PROFILE_OPEN = 255 };        /* in place of an answer's index: nothing, or "unknown", was said */

/* What the latest profile says, and what it takes to read the next. */
struct json_profile {
	const struct model *model;       /* not owned */
	uint8_t *answers;                /* of each question: the index of its answer, or JSON_PROFILE_OPEN */
	struct text title;               /* as it stands in the line, without anything to be escaped; may be empty */

	struct text line;                /* the rest is for reading */
	struct yajl_handle_t *parser;    /* NULL after a profile that was not regular */
	enum json_place { JSON_START, JSON_PROFILE, JSON_VALUE, JSON_ANSWERS, JSON_ANSWER, JSON_END } place;
	size_t end;                      /* behind the latest closing brace */
	unsigned key, keys;              /* the top-level key that is read; those that were */
	uint32_t question;               /* the latest whose answer was read, or MODEL_NONE */
	bool *said;                      /* of each question: whether it was met */
	uint32_t *followers;             /* of each question, and at last of none: which came next the last time */
	struct arena arena;
};

/* Released by json_profile_release. */
void json_profile_init(struct json_profile *profile, const struct model *model);
void json_profile_release(struct json_profile *profile);

/* Reads the profile in `line`, which must outlive the next look at its title. Returns false when it is not regular, or
 * wrong: then nothing is known of it. */
bool json_profile_read(struct json_profile *profile, struct text line);

#endif
