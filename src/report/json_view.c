/* SPDX-License-Identifier: ISC
 *
 * Owns the writing of JSON; the only user of yajl's generator.
 */
#include "report/json_view.h"

#include <stdlib.h>
#include <yajl/yajl_gen.h>

#include "model/json_memory.h"

void json_text(struct json_view *view, struct text text)
{
	yajl_gen_string(view->json, (const unsigned char *)text.bytes, text.length);
}

void json_boolean(struct json_view *view, bool value)
{
	yajl_gen_bool(view->json, value);
}

void json_number(struct json_view *view, long long value)
{
	yajl_gen_integer(view->json, value);
}

void json_key(struct json_view *view, const char *name)
{
	json_text(view, text_of(name));
}

void json_text_pair(struct json_view *view, const char *name, struct text text)
{
	json_key(view, name);
	json_text(view, text);
}

/* Leaves out what is empty. */
void json_optional_pair(struct json_view *view, const char *name, struct text text)
{
	if (text.length)
		json_text_pair(view, name, text);
}

void json_boolean_pair(struct json_view *view, const char *name, bool value)
{
	json_key(view, name);
	json_boolean(view, value);
}

void json_number_pair(struct json_view *view, const char *name, long long value)
{
	json_key(view, name);
	json_number(view, value);
}

void json_begin_map(struct json_view *view, const char *name)
{
	if (name)
		json_key(view, name);
	yajl_gen_map_open(view->json);
}

void json_begin_list(struct json_view *view, const char *name)
{
	if (name)
		json_key(view, name);
	yajl_gen_array_open(view->json);
}

void json_end_map(struct json_view *view)
{
	yajl_gen_map_close(view->json);
}

void json_end_list(struct json_view *view)
{
	yajl_gen_array_close(view->json);
}

/* An exact rational as text: "3/4". */
void json_rational_pair(struct json_view *view, const char *name, const mpq_t value)
{
	char *digits = memory_new(mpz_sizeinbase(mpq_numref(value), 10) + mpz_sizeinbase(mpq_denref(value), 10) + 3, 1);
	json_text_pair(view, name, text_of(mpq_get_str(digits, 10, value)));
	free(digits);
}

/* Writes what show(view) says as one object. */
static void emit(const struct report *report, bool in_one_line, void (*show)(struct json_view *view, const void *context),
                 const void *context, struct buffer *out)
{
	yajl_alloc_funcs memory = json_memory();
	struct json_view view = {.report = report, .json = yajl_gen_alloc(&memory)};
	const unsigned char *bytes;
	size_t length;
	yajl_gen_config(view.json, yajl_gen_beautify, !in_one_line);
	yajl_gen_config(view.json, yajl_gen_indent_string, "  ");
	json_begin_map(&view, NULL);
	show(&view, context);
	json_end_map(&view);
	yajl_gen_get_buf(view.json, &bytes, &length);
	buffer_add(out, (struct text){(const char *)bytes, length});
	yajl_gen_free(view.json);
}

void json_emit_object(const struct report *report, void (*show)(struct json_view *view, const void *context),
                      const void *context, struct buffer *out)
{
	emit(report, false, show, context, out);
}

void json_emit_line(const struct report *report, void (*show)(struct json_view *view, const void *context),
                    const void *context, struct buffer *out)
{
	emit(report, true, show, context, out);
	buffer_add_string(out, "\n");
}
