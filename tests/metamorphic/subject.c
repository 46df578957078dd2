/* SPDX-License-Identifier: ISC
 *
 * Owns the texts to test on: random ones, and what is shipped, found from the top folder.
 */
#include "subject.h"

#include <glob.h>
#include <stdlib.h>

#include "../oracle/generate.h"
#include "model/model_load.h"
#include "model/profile.h"

enum { MOST_BYTES = 4 * 1024 * 1024 };

static _Noreturn void give_up(const char *what, struct text why)
{
	fprintf(stderr, "%s: %.*s\n", what, TEXT_ARGS(why));
	exit(2);
}

static struct buffer *new_profile(struct subject *subject)
{
	MEMORY_GROW(subject->profiles, subject->profile_count, subject->profile_capacity);
	struct buffer *profile = &subject->profiles[subject->profile_count++];
	*profile = (struct buffer){0};
	return profile;
}

void subject_add_profile(struct subject *subject, struct text profile)
{
	buffer_add(new_profile(subject), profile);
}

static void set_name(struct subject *subject, struct text name)
{
	subject->name = memory_new(name.length + 1, 1);
	for (size_t i = 0; i < name.length; i++)
		subject->name[i] = name.bytes[i];
}

void subject_generate(struct subject *subject, uint64_t seed)
{
	struct generated made = {0};
	struct buffer name = {0};
	*subject = (struct subject){0};
	buffer_format(&name, "seed %llu", (unsigned long long)seed);
	set_name(subject, buffer_text(&name));
	buffer_release(&name);
	generate(seed, &made);
	buffer_add(&subject->model, buffer_text(&made.model));
	for (size_t i = 0; i < GENERATED_PROFILES; i++)
		subject_add_profile(subject, buffer_text(&made.profiles[i]));
	subject_add_profile(subject, TEXT("answers: {}\n"));
	generated_release(&made);
}

static void add_file(const char *name, struct buffer *out)
{
	struct source source;
	if (source_read(&source, name, MOST_BYTES) != SOURCE_READ)
		give_up("cannot be read", text_of(name));
	buffer_add(out, (struct text){source.bytes, source.length});
	source_release(&source);
}

void subject_ship(struct subject *subject, size_t step)
{
	glob_t names;
	*subject = (struct subject){0};
	set_name(subject, TEXT("questions/python.yaml"));
	add_file(subject->name, &subject->model);
	if (glob("profiles/*.yaml", 0, NULL, &names) != 0)
		give_up("no profiles", TEXT("profiles"));
	for (size_t i = 0; i < names.gl_pathc; i += step)
		add_file(names.gl_pathv[i], new_profile(subject));
	globfree(&names);
}

void subject_release(struct subject *subject)
{
	for (size_t i = 0; i < subject->profile_count; i++)
		buffer_release(&subject->profiles[i]);
	free(subject->profiles);
	free(subject->name);
	buffer_release(&subject->model);
	*subject = (struct subject){0};
}

bool subject_load(struct model *model, struct text text, struct buffer *why)
{
	struct source source;
	struct diagnostics found = {0};
	source_of_bytes(&source, "model", text.bytes, text.length);
	bool sound = model_load(model, &source, &found);
	diagnostics_print(&found, why);
	diagnostics_release(&found);
	return sound;
}

void subject_must_load(struct model *model, struct text text)
{
	struct buffer why = {0};
	if (!subject_load(model, text, &why))
		give_up("the model", buffer_text(&why));
	buffer_release(&why);
}

void subject_answers(struct answers *answers, const struct model *model, struct text text)
{
	struct source source;
	struct profile profile;
	struct diagnostics found = {0};
	struct buffer why = {0};
	source_of_bytes(&source, "profile", text.bytes, text.length);
	bool sound = profile_open(&profile, &source, &found) && profile_bind(&profile, model, &found);
	diagnostics_print(&found, &why);
	if (!sound)
		give_up("the profile", buffer_text(&why));
	answers_copy(answers, &profile.answers);
	buffer_release(&why);
	diagnostics_release(&found);
	profile_release(&profile);
}
