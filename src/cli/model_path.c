/* SPDX-License-Identifier: ISC
 *
 * Owns the search path of models, so that the program works from a build tree, an install prefix and a moved one.
 */
#include "cli/model_path.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PLAIN "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-"

struct search {
	/* Looks into one folder; returns whether that was enough. */
	bool (*look)(struct search *search, const char *folder);
	struct text name;
	struct buffer *found;
	struct buffer tried;
	void (*visit)(void *context, struct text name);
	void *context;
};

/* Looks in the folder that the parts make up; relative folders of the environment are ignored, as XDG wants it. */
static bool look_in(struct search *search, struct text base, const char *below)
{
	struct buffer folder = {0};
	if (base.length == 0 || base.bytes[0] != '/')
		return false;
	buffer_format(&folder, "%.*s%s", TEXT_ARGS(base), below);
	bool is_enough = search->look(search, folder.bytes);
	buffer_release(&folder);
	return is_enough;
}

static bool look_at_home(struct search *search)
{
	struct text data_home = text_of(getenv("XDG_DATA_HOME"));
	if (data_home.length)
		return look_in(search, data_home, "/whether/questions");
	return look_in(search, text_of(getenv("HOME")), "/.local/share/whether/questions");
}

bool model_path_add_program_folder(struct buffer *folder)
{
	char program[4096];
	ssize_t length = readlink("/proc/self/exe", program, sizeof(program));
	if (length <= 0 || (size_t)length == sizeof(program))
		return false;
	while (length > 0 && program[length - 1] != '/')
		length--;
	buffer_add(folder, (struct text){program, length > 0 ? (size_t)length - 1 : 0});
	return length > 0;
}

static bool look_beside_program(struct search *search)
{
	struct buffer folder = {0};
	bool is_enough = model_path_add_program_folder(&folder)
	                 && (look_in(search, buffer_text(&folder), "/questions")
	                     || look_in(search, buffer_text(&folder), "/../share/whether/questions"));
	buffer_release(&folder);
	return is_enough;
}

static bool look_in_data_dirs(struct search *search)
{
	struct text rest = text_of(getenv("XDG_DATA_DIRS"));
	if (rest.length == 0)
		rest = TEXT("/usr/local/share:/usr/share");
	while (rest.length)
		if (look_in(search, text_cut(&rest, ':'), "/whether/questions"))
			return true;
	return false;
}

static bool look_everywhere(struct search *search)
{
	return look_at_home(search) || look_beside_program(search) || look_in_data_dirs(search);
}

static bool look_for_name(struct search *search, const char *folder)
{
	buffer_clear(search->found);
	buffer_format(search->found, "%s/%.*s.yaml", folder, TEXT_ARGS(search->name));
	buffer_format(&search->tried, "  %s\n", folder);
	return access(search->found->bytes, F_OK) == 0;
}

bool model_path_find(struct text name, struct buffer *path)
{
	struct search search = {.look = look_for_name, .name = name, .found = path};
	bool is_file = name.length && memchr(name.bytes, '/', name.length);
	is_file = is_file || (name.length > 5 && memcmp(name.bytes + name.length - 5, ".yaml", 5) == 0);
	buffer_clear(path);
	if (is_file) {
		buffer_add(path, name);
		return true;
	}
	bool found = look_everywhere(&search);
	if (!found) {
		buffer_clear(path);
		buffer_add(path, buffer_text(&search.tried));
	}
	buffer_release(&search.tried);
	return found;
}

/* What stands before ".yaml"; empty if that is no name that a command line could take as it is. */
static struct text name_of(const char *file)
{
	struct text name = text_of(file);
	if (name.length <= 5 || strcmp(file + name.length - 5, ".yaml") != 0 || file[0] == '-' || file[0] == '.')
		return TEXT("");
	name.length -= 5;
	for (size_t i = 0; i < name.length; i++)
		if (!memchr(PLAIN, name.bytes[i], sizeof(PLAIN) - 1))
			return TEXT("");
	return name;
}

static bool visit_names(struct search *search, const char *folder)
{
	struct dirent **entries;
	int count = scandir(folder, &entries, NULL, alphasort);
	for (int i = 0; i < count; i++) {
		struct text name = name_of(entries[i]->d_name);
		if (name.length)
			search->visit(search->context, name);
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	return false;
}

void model_path_visit(void (*visit)(void *context, struct text name), void *context)
{
	struct search search = {.look = visit_names, .visit = visit, .context = context};
	look_everywhere(&search);
}
