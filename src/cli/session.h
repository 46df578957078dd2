/* SPDX-License-Identifier: ISC
 *
 * What the commands share: finding and loading models and profiles, applying -s, saying what is wrong, writing results.
 */
#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include "cli/command.h"
#include "model/model_load.h"
#include "model/profile.h"
#include "report/emit.h"

/* Says "whether: " and the message on standard error, made safe for a terminal. Releases the message. */
void session_complain(struct buffer *message);

/* Opens the file `name` ("-": standard input) as a source. Says why not and returns a status if that fails. */
enum status session_read(struct source *source, const char *name);

/* Loads the model that -m names, or else `wanted` (a profile's `model:`, may be empty), or else "python". What is wrong
 * with it is said on standard error. The model must be released in any case. */
enum status session_load_model(struct model *model, const struct options *options, struct text wanted);

/* The same, but what is wrong with a model that could be read is only added to `found`. */
enum status session_load_model_silently(struct model *model, const struct options *options, struct text wanted,
                                        struct diagnostics *found);

/* Applies the settings of -s to `answers`. */
enum status session_apply_settings(const struct options *options, struct answers *answers);

/* Applies one such setting; `from` is what diagnostics call the place it came from. */
enum status session_apply_setting(const char *words, const char *from, struct answers *answers);

/* Prints findings to standard error. */
void session_print_findings(const struct diagnostics *found);

/* The layout for standard output, or for standard error. */
struct layout session_layout(const struct options *options, bool for_errors);

/* Writes text in the character set of the locale; what that set lacks comes as '?'. When a result cannot be written the
 * program says so and ends with STATUS_MACHINE_FAILED. */
void session_write(bool to_errors, struct text text);

/* Writes a result to standard output: text as session_write does, all other forms always in UTF-8. */
void session_write_as(enum format format, struct text text);

/* Writes what is a file of its own to standard output, as a file has it: in UTF-8. */
void session_write_file(struct text text);

/* The status that a report means. */
enum status session_status_of(const struct options *options, const struct completions *completions);

/* Prints the report in the format asked for; returns the status that it means. */
enum status session_show(const struct options *options, const struct report *report);

/* Prints only the id of the recommended option, which takes less work than a report; returns the status that it means.
 * Answers that do not apply, or cannot all be true, are reported in `found`. */
enum status session_show_quietly(const struct options *options, const struct answers *answers,
                                 struct diagnostics *found);

/* Adds a warning to `found` for each answer given to a question that does not apply. */
void session_warn_of_ignored(const struct answers *answers, const struct completions *completions,
                             struct diagnostics *found);

/* Reports in `found` that the answers cannot all be true; returns the status that it means. */
enum status session_refuse_impossible(const struct answers *answers, struct diagnostics *found);

#endif
