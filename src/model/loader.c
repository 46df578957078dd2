/* SPDX-License-Identifier: ISC
 *
 * Owns the declaring of ids while a model is loaded.
 */
#include "model/format.h"
#include "model/loader.h"

static struct span span_of_name(const struct loader *loader, enum name_kind kind, uint32_t index)
{
	return kind == NAME_QUESTION ? loader->model->questions[index].span : loader->model->facts[index].span;
}

/* In the map of names, a question has twice its index, a fact one more than that. */
enum name_kind loader_find_name(const struct loader *loader, struct text name, uint32_t *index)
{
	size_t value = map_find(&loader->names, name);
	if (value == MAP_ABSENT)
		return NAME_ABSENT;
	*index = (uint32_t)(value / 2);
	return value % 2 ? NAME_FACT : NAME_QUESTION;
}

const char *const format_reserved_names[] = {"all", "any", "not", "always", NULL};

bool loader_declare_name(struct loader *loader, const struct yaml_node *key, enum name_kind kind, uint32_t index)
{
	bool is_id = schema_id(key, kind == NAME_FACT ? "a fact" : "a question", loader->found);
	for (size_t i = 0; format_reserved_names[i]; i++)
		if (text_equal(key->text, text_of(format_reserved_names[i]))) {
			finding_error(loader->found, FINDING_RESERVED, key->span, "'%s' has a meaning of its own in conditions",
			              format_reserved_names[i]);
			return false;
		}
	uint32_t first = MODEL_NONE;
	enum name_kind used = loader_find_name(loader, key->text, &first);
	if (used != NAME_ABSENT) {
		finding_error(loader->found, FINDING_DUPLICATE_ID, key->span, "'%.*s' is already the id of a %s",
		              TEXT_ARGS(key->text), used == NAME_FACT ? "fact" : "question");
		diagnostic_also(loader->found, span_of_name(loader, used, first), "first used here");
		return false;
	}
	map_add(&loader->names, key->text, (size_t)index * 2 + (kind == NAME_FACT));
	if (kind == NAME_QUESTION)
		map_add(&loader->model->question_names, key->text, index);
	return is_id;
}

bool loader_declare(struct loader *loader, struct map *names, const struct yaml_node *key, const char *what,
                    size_t index)
{
	/* Declared even if it is not fit to be an id, lest its uses be reported, too. */
	bool is_new = map_add(names, key->text, index) == MAP_ABSENT;
	return schema_id(key, what, loader->found) && is_new;
}
