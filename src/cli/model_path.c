/* SPDX-License-Identifier: ISC
 *
 * Owns the search path of models, so that the program works from a build tree, an install prefix and a moved one.
 */
#include "cli/model_path.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct search {
	struct text name;
	struct buffer *found;
	struct buffer tried;
};

/* Looks in the folder that the parts make up; relative folders of the environment are ignored, as XDG wants it. */
static bool look_in(struct search *search, struct text base, const char *below)
{
	if (base.length == 0 || base.bytes[0] != '/')
		return false;
	buffer_clear(search->found);
	buffer_format(search->found, "%.*s%s/%.*s.yaml", TEXT_ARGS(base), below, TEXT_ARGS(search->name));
	buffer_format(&search->tried, "  %.*s%s\n", TEXT_ARGS(base), below);
	return access(search->found->bytes, F_OK) == 0;
}

static bool look_at_home(struct search *search)
{
	struct text data_home = text_of(getenv("XDG_DATA_HOME"));
	if (data_home.length)
		return look_in(search, data_home, "/whether/questions");
	return look_in(search, text_of(getenv("HOME")), "/.local/share/whether/questions");
}

static bool look_beside_program(struct search *search)
{
	char program[4096];
	ssize_t length = readlink("/proc/self/exe", program, sizeof(program));
	if (length <= 0 || (size_t)length == sizeof(program))
		return false;
	while (length > 0 && program[length - 1] != '/')
		length--;
	struct text folder = {program, length > 0 ? (size_t)length - 1 : 0};
	return look_in(search, folder, "/questions") || look_in(search, folder, "/../share/whether/questions");
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

bool model_path_find(struct text name, struct buffer *path)
{
	struct search search = {.name = name, .found = path};
	bool is_file = name.length && memchr(name.bytes, '/', name.length);
	is_file = is_file || (name.length > 5 && memcmp(name.bytes + name.length - 5, ".yaml", 5) == 0);
	buffer_clear(path);
	if (is_file) {
		buffer_add(path, name);
		return true;
	}
	bool found = look_at_home(&search) || look_beside_program(&search) || look_in_data_dirs(&search);
	if (!found) {
		buffer_clear(path);
		buffer_add(path, buffer_text(&search.tried));
	}
	buffer_release(&search.tried);
	return found;
}
