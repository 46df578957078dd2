/* SPDX-License-Identifier: ISC
 *
 * The kinds of findings about model and profile files: one row each, stable codes. Each is provoked by a file in
 * tests/findings/.
 */
#ifndef MODEL_FINDING_H
#define MODEL_FINDING_H

#include "base/diagnostic.h"

/* name, code shown, what it means */
#define FINDINGS(ROW) \
	/* the text of the file */ \
	ROW(SIZE, "size", "the file is larger than the limit") \
	ROW(UTF8, "utf8", "a byte is not UTF-8 text") \
	ROW(CONTROL, "control-character", "a control character, escaped or not") \
	ROW(EMPTY, "empty", "the file holds nothing") \
	/* YAML */ \
	ROW(SYNTAX, "syntax", "the YAML cannot be parsed") \
	ROW(DEPTH, "depth", "nested deeper than the limit") \
	ROW(DOCUMENTS, "documents", "more than one document") \
	ROW(ALIAS, "alias", "an anchor or alias") \
	ROW(TAG, "tag", "a tag") \
	ROW(DIRECTIVE, "directive", "a directive: a line that begins with a percent sign") \
	ROW(DUPLICATE_KEY, "duplicate-key", "a key is given twice in one mapping") \
	/* shape */ \
	ROW(TYPE, "type", "text, list or mapping where another is needed") \
	ROW(FILE_KIND, "file-kind", "a model where a profile is needed, or a profile where a model is") \
	ROW(UNKNOWN_KEY, "unknown-key", "a key that means nothing here") \
	ROW(MISSING_KEY, "missing-key", "a key that must be there is not") \
	ROW(FORMAT, "format", "a format version this program does not read") \
	ROW(NUMBER, "number", "not a whole number, or out of its range") \
	ROW(BOOLEAN, "boolean", "neither true nor false") \
	ROW(ID, "id", "not fit to be an id") \
	ROW(AMBIGUOUS_ID, "ambiguous-id", "an id that other YAML readers do not take for text") \
	ROW(RESERVED, "reserved-word", "an id that has a meaning of its own") \
	ROW(DUPLICATE_ID, "duplicate-id", "an id that is in use already") \
	ROW(TOO_MANY, "too-many", "more of something than the program handles") \
	ROW(TOO_FEW, "too-few", "fewer of something than make sense") \
	/* names */ \
	ROW(UNKNOWN_QUESTION, "unknown-question", "there is no such question") \
	ROW(UNKNOWN_ANSWER, "unknown-answer", "the question has no such answer") \
	ROW(UNKNOWN_FACT, "unknown-fact", "there is no such fact") \
	ROW(UNKNOWN_OPTION, "unknown-option", "there is no such option") \
	ROW(UNKNOWN_SOURCE, "unknown-source", "there is no such source") \
	ROW(UNKNOWN_TOPIC, "unknown-topic", "there is no such topic") \
	ROW(UNKNOWN_STRENGTH, "unknown-strength", "neither strong, medium nor weak") \
	/* meaning */ \
	ROW(ANSWERS_OR_BANDS, "answers-or-bands", "a question has both answers and bands, or neither") \
	ROW(BAND_ORDER, "band-order", "bands out of order or empty") \
	ROW(BAND_BOUND, "band-bound", "a number compared off the bounds of its bands") \
	ROW(EMPTY_RANGE, "empty-range", "a range that holds no number") \
	ROW(QUESTION_KIND, "question-kind", "a question compared or answered the way the other kind is") \
	ROW(CONDITION, "condition", "not a condition") \
	ROW(CIRCULAR_FACT, "circular-fact", "facts that build on each other in a circle") \
	ROW(LATER_QUESTION, "later-question", "a guard that needs a later question") \
	ROW(NO_VERDICT, "no-verdict", "a rule that speaks about no option") \
	ROW(SPEAKS_TWICE, "speaks-twice", "a rule that speaks about one option twice") \
	/* profiles */ \
	ROW(OTHER_MODEL, "other-model", "the profile is for another model") \
	ROW(NEWER_REVISION, "newer-revision", "the profile is for a newer revision of the model") \
	ROW(NOT_APPLICABLE, "not-applicable", "an answer to a question that does not apply") \
	ROW(IMPOSSIBLE, "impossible", "answers that cannot be true together")

enum finding {
#define FINDING_NAME(name, code, meaning) FINDING_##name,
	FINDINGS(FINDING_NAME)
#undef FINDING_NAME
	FINDING_COUNT
};

/* The stable code of a finding, as printed in brackets. */
const char *finding_code(enum finding finding);

/* Adds an error. A macro, so that the compiler checks the format. */
#define finding_error(list, finding, span, ...) \
	diagnostic_add((list), SEVERITY_ERROR, finding_code(finding), (span), __VA_ARGS__)

/* Adds a warning. */
#define finding_warning(list, finding, span, ...) \
	diagnostic_add((list), SEVERITY_WARNING, finding_code(finding), (span), __VA_ARGS__)

#endif
