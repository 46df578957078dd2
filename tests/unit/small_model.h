/* SPDX-License-Identifier: ISC
 *
 * Small models for tests, written as YAML with what does not matter put in by macros.
 */
#ifndef SMALL_MODEL_H
#define SMALL_MODEL_H

#include "findings.h"

#include "model/model_load.h"

/* What stands before `options`, `tree` and `rules`. */
#define HEAD \
	"whether: 1\nmodel: small\nrevision: 3\ntitle: Small\ntopics: {t: T}\n" \
	"sources: {s: {title: S, url: u}}\n"
#define OPTIONS_AB "options: {a: {name: A}, b: {name: B}}\n"
#define OPTIONS_ABC "options: {a: {name: A}, b: {name: B}, c: {name: C}}\n"

/* An entry of `tree`; a nested one; an entry of `rules`. */
#define QUESTION(id, rest) "  " id ": {topic: t, ask: Which?, " rest "}\n"
#define NESTED(id, rest) id ": {ask: Which?, " rest "}"
#define RULE(id, rest) "  " id ": {because: B, source: s, " rest "}\n"

/* A model to answer: `work` by words, `units` by numbers; `pace` is asked only of waiting work. */
#define SURVEY \
	HEAD OPTIONS_AB "tree:\n" \
	QUESTION("work", "answers: {waiting: {label: W, then: {" \
	         NESTED("pace", "answers: {slow: S, fast: F}") \
	         "}}, computing: C, mixed: M, neither: N}") \
	QUESTION("units", "bands: {1: one, 2: few, 20: dozens, 200: hundreds, 1000: thousands}") \
	"rules:\n" RULE("r", "when: {work: mixed}, for: {b: weak}")

enum { SURVEY_WORK, SURVEY_PACE, SURVEY_UNITS, SURVEY_COUNT };

/* Reads bytes as a file named "m". Returns whether that found no error. */
static inline bool small_model_try(struct model *model, struct diagnostics *found, const char *text)
{
	struct source source;
	*found = (struct diagnostics){0};
	source_of_bytes(&source, "m", text, strlen(text));
	return model_load(model, &source, found);
}

/* Makes a model of text that must be sound. Released by model_release. */
static inline void small_model(struct model *model, const char *text)
{
	struct diagnostics found;
	bool sound = small_model_try(model, &found, text);
	if (!sound)
		findings_show(&found);
	diagnostics_release(&found);
	assert_true(sound);
}

/* Reads a model file; its name begins at the top folder, where tests run. */
static inline void model_of_file(struct model *model, const char *name)
{
	struct source source;
	struct diagnostics found = {0};
	assert_int_equal(source_read(&source, name, (size_t)4 * 1024 * 1024), SOURCE_READ);
	bool sound = model_load(model, &source, &found);
	diagnostics_release(&found);
	assert_true(sound);
}

#endif
