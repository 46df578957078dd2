/* SPDX-License-Identifier: ISC
 *
 * Owns the fast reading of profiles. Whatever profile_bind might find fault with, or warn of, is not regular here, so
 * that what a profile means is decided in one place.
 */
#include "model/json_profile.h"

#include <string.h>
#include <unistr.h>
#include <yajl/yajl_parse.h>

#include "model/json_memory.h"

enum key { KEY_MODEL, KEY_REVISION, KEY_TITLE, KEY_NOTE, KEY_SOURCE, KEY_ANSWERS, KEY_COUNT };

static const struct text key_names[KEY_COUNT] = {
	[KEY_MODEL] = {"model", 5},   [KEY_REVISION] = {"revision", 8}, [KEY_TITLE] = {"title", 5},
	[KEY_NOTE] = {"note", 4},     [KEY_SOURCE] = {"source", 6},     [KEY_ANSWERS] = {"answers", 7},
};

static int begin_map(void *context)
{
	struct json_profile *profile = context;
	bool begins = profile->place == JSON_START;
	bool has_answers = profile->place == JSON_VALUE && profile->key == KEY_ANSWERS;
	profile->place = begins ? JSON_PROFILE : JSON_ANSWERS;
	return begins || has_answers;
}

static int end_map(void *context)
{
	struct json_profile *profile = context;
	profile->place = profile->place == JSON_ANSWERS ? JSON_PROFILE : JSON_END;
	profile->end = yajl_get_bytes_consumed(profile->parser);
	return 1;
}

static int take_top_key(struct json_profile *profile, struct text name)
{
	unsigned key = 0;
	while (key < KEY_COUNT && !text_equal(key_names[key], name))
		key++;
	bool is_new = key < KEY_COUNT && !(profile->keys >> key & 1);
	profile->keys |= 1U << key;
	profile->key = key;
	profile->place = JSON_VALUE;
	return is_new;
}

/* Profiles tend to have their questions in the same order: the one that came next the last time is tried first. */
static int take_question(struct json_profile *profile, struct text name)
{
	const struct model *model = profile->model;
	uint32_t *follower = &profile->followers[profile->question == MODEL_NONE ? model->question_count : profile->question];
	if (!text_equal(model->questions[*follower].id, name)) {
		uint32_t question = model_find_question(model, name);
		if (question == MODEL_NONE)
			return 0;
		*follower = question;
	}
	profile->question = *follower;
	bool is_new = !profile->said[profile->question];
	profile->said[profile->question] = true;
	profile->place = JSON_ANSWER;
	return is_new;
}

static int take_key(void *context, const unsigned char *bytes, size_t length)
{
	struct json_profile *profile = context;
	struct text name = {(const char *)bytes, length};
	return profile->place == JSON_PROFILE ? take_top_key(profile, name) : take_question(profile, name);
}

/* Whether a text stands in the line as it is, has no blanks around it, and holds no control character. yajl lets through
 * more than UTF-8. */
static bool is_plain(const struct json_profile *profile, struct text text)
{
	uintptr_t start = (uintptr_t)profile->line.bytes, at = (uintptr_t)text.bytes;
	if (text.length == 0 || at < start || at >= start + profile->line.length || text_trim(text).length != text.length)
		return false;
	for (size_t i = 0; i < text.length;) {
		ucs4_t point;
		int size = u8_mbtoucr(&point, (const uint8_t *)text.bytes + i, text.length - i);
		if (size < 0 || text_is_control(point))
			return false;
		i += (size_t)size;
	}
	return true;
}

static int take_value(struct json_profile *profile, struct text text)
{
	profile->place = JSON_PROFILE;
	switch (profile->key) {
	case KEY_MODEL:
		return text_equal(text, profile->model->id);
	case KEY_TITLE:
		profile->title = text;
		return is_plain(profile, text);
	case KEY_NOTE:
	case KEY_SOURCE:
		return is_plain(profile, text);
	default:
		return 0;
	}
}

static int take_text(void *context, const unsigned char *bytes, size_t length)
{
	struct json_profile *profile = context;
	struct text text = {(const char *)bytes, length};
	if (profile->place == JSON_VALUE)
		return take_value(profile, text);
	if (profile->place != JSON_ANSWER)
		return 0;
	const struct question *question = &profile->model->questions[profile->question];
	profile->place = JSON_ANSWERS;
	if (text_equal(text, TEXT("unknown")))
		return 1;
	uint32_t answer = question->is_number ? MODEL_NONE : model_find_answer(question, text);
	profile->answers[profile->question] = (uint8_t)answer;
	return answer != MODEL_NONE;
}

static int take_number(void *context, const char *bytes, size_t length)
{
	struct json_profile *profile = context;
	struct text text = {bytes, length};
	uint64_t number;
	if (!text_number(text, MODEL_MOST_NUMBER, &number))
		return 0;
	if (profile->place == JSON_VALUE && profile->key == KEY_REVISION) {
		profile->place = JSON_PROFILE;
		return number >= 1 && number <= profile->model->revision;
	}
	if (profile->place != JSON_ANSWER)
		return 0;
	const struct question *question = &profile->model->questions[profile->question];
	uint32_t band = question->is_number ? model_find_band(question, number) : MODEL_NONE;
	profile->place = JSON_ANSWERS;
	profile->answers[profile->question] = (uint8_t)band;
	return band != MODEL_NONE;
}

static int take_null(void *context)
{
	struct json_profile *profile = context;
	bool is_value = profile->place == JSON_VALUE || profile->place == JSON_ANSWER;
	profile->place = profile->place == JSON_VALUE ? JSON_PROFILE : JSON_ANSWERS;
	return is_value;
}

static int refuse_boolean(void *context, int value)
{
	(void)context;
	(void)value;
	return 0;
}

static int refuse_list(void *context)
{
	(void)context;
	return 0;
}

static const yajl_callbacks callbacks = {
	.yajl_null = take_null,
	.yajl_boolean = refuse_boolean,
	.yajl_number = take_number,
	.yajl_string = take_text,
	.yajl_start_map = begin_map,
	.yajl_map_key = take_key,
	.yajl_end_map = end_map,
	.yajl_start_array = refuse_list,
};

_Static_assert((int)JSON_PROFILE_OPEN > (int)MODEL_MOST_ANSWERS, "no answer has that index");

void json_profile_init(struct json_profile *profile, const struct model *model)
{
	*profile = (struct json_profile){.model = model};
	profile->answers = arena_new(&profile->arena, model->question_count, sizeof(*profile->answers));
	profile->said = arena_new(&profile->arena, model->question_count, sizeof(*profile->said));
	profile->followers =
		arena_new(&profile->arena, (size_t)model->question_count + 1, sizeof(*profile->followers));
}

static void drop_parser(struct json_profile *profile)
{
	if (profile->parser)
		yajl_free(profile->parser);
	profile->parser = NULL;
}

void json_profile_release(struct json_profile *profile)
{
	drop_parser(profile);
	arena_release(&profile->arena);
	*profile = (struct json_profile){0};
}

bool json_profile_read(struct json_profile *profile, struct text line)
{
	yajl_alloc_funcs memory = json_memory();
	if (!profile->parser) {
		profile->parser = yajl_alloc(&callbacks, &memory, profile);
		yajl_config(profile->parser, yajl_allow_multiple_values, 1);
	}
	profile->line = line;
	profile->title = TEXT("");
	profile->place = JSON_START;
	profile->keys = 0;
	profile->question = MODEL_NONE;
	memset(profile->answers, JSON_PROFILE_OPEN, profile->model->question_count);
	memset(profile->said, 0, profile->model->question_count * sizeof(*profile->said));
	yajl_status status = yajl_parse(profile->parser, (const unsigned char *)line.bytes, line.length);
	/* For the rest of a number, a word or a text that begins after the profile yajl would wait. */
	bool regular = status == yajl_status_ok && profile->place == JSON_END
	               && text_trim((struct text){line.bytes + profile->end, line.length - profile->end}).length == 0;
	if (!regular)
		drop_parser(profile);
	return regular;
}
