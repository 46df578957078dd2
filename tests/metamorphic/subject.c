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
#include "rewrite.h"

enum { MOST_BYTES = 4 * 1024 * 1024, LARGE_QUESTIONS = 20, LARGE_RULES = 30 };

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
	if (glob("profiles/cases/*.yaml", 0, NULL, &names) != 0)
		give_up("no profiles", TEXT("profiles/cases"));
	for (size_t i = 0; i < names.gl_pathc; i += step)
		add_file(names.gl_pathv[i], new_profile(subject));
	globfree(&names);
}

/* What a rule hangs on is near together in the tree, as it is in models that people write. */
static void add_rule(struct subject *subject, struct rewriting *chance, unsigned number)
{
	static const char *const strengths[] = {"strong", "medium", "weak"};
	size_t first = rewrite_below(chance, LARGE_QUESTIONS - 3);
	struct buffer *out = &subject->model;
	buffer_format(out, "  r%u:\n    when: {%s: [", number, rewrite_chance(chance, 60) ? "all" : "any");
	for (size_t q = first; q < first + 3; q++)
		buffer_format(out, "{q%zu: %c}%s", q, "klm"[rewrite_below(chance, 3)], q < first + 2 ? ", " : "]}\n");
	buffer_format(out, "    for: {o%zu: %s}\n", rewrite_below(chance, 2), strengths[rewrite_below(chance, 3)]);
	buffer_format(out, "    against: {o%zu: %s}\n", 2 + rewrite_below(chance, 2), strengths[rewrite_below(chance, 3)]);
	buffer_add_string(out, "    because: It is so.\n    source: s\n");
}

void subject_make_large(struct subject *subject, uint64_t seed)
{
	struct rewriting chance = {.state = seed};
	*subject = (struct subject){0};
	set_name(subject, TEXT("a large model"));
	struct buffer *out = &subject->model;
	buffer_add_string(out, "whether: 1\nmodel: large\nrevision: 1\ntitle: Large\ntopics: {t: T}\n"
	                       "sources: {s: {title: S, url: u}}\noptions:\n");
	for (size_t o = 0; o < 4; o++)
		buffer_format(out, "  o%zu: {name: option %zu}\n", o, o);
	buffer_add_string(out, "tree:\n");
	for (size_t q = 0; q < LARGE_QUESTIONS; q++)
		buffer_format(out, "  q%zu: {topic: t, ask: Which?, answers: {k: K, l: L, m: {label: M, prior: %zu}}}\n", q,
		              1 + rewrite_below(&chance, 5));
	buffer_add_string(out, "rules:\n");
	for (unsigned r = 0; r < LARGE_RULES; r++)
		add_rule(subject, &chance, r);
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
