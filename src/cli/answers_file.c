/* SPDX-License-Identifier: ISC
 *
 * Owns the keeping of answers during an interview, and the folder for state.
 */
#include "cli/answers_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/session.h"

/* Makes the folders that lead to a file, as the XDG Base Directory Specification asks: for the owner alone. */
static void make_folders(const char *path)
{
	struct buffer folder = {0};
	for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		buffer_clear(&folder);
		buffer_add(&folder, (struct text){path, (size_t)(slash - path)});
		mkdir(folder.bytes, 0700);
	}
	buffer_release(&folder);
}

void answers_file_state_path(const char *name, struct buffer *path)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	if (state && *state == '/')
		buffer_format(path, "%s/whether/%s", state, name);
	else if (home && *home == '/')
		buffer_format(path, "%s/.local/state/whether/%s", home, name);
	if (path->length)
		make_folders(path->bytes);
}

/* "python-20261122-141005.yaml" */
static void add_name(const struct model *model, struct buffer *name)
{
	char when[sizeof("20261122-141005")] = "";
	time_t now = time(NULL);
	struct tm parts;
	if (localtime_r(&now, &parts))
		strftime(when, sizeof(when), "%Y%m%d-%H%M%S", &parts);
	buffer_format(name, "%.*s-%s.yaml", TEXT_ARGS(model->id), when);
}

void answers_file_init(struct answers_file *file, const char *output, const struct model *model, struct text title,
                       bool interactive)
{
	struct buffer name = {0};
	*file = (struct answers_file){.is_state = !output && interactive};
	buffer_add(&file->title, title);
	if (output) {
		buffer_add_string(&file->name, output);
	} else if (interactive) {
		add_name(model, &name);
		answers_file_state_path(name.bytes, &file->name);
	}
	buffer_release(&name);
}

void answers_file_release(struct answers_file *file)
{
	buffer_release(&file->name);
	buffer_release(&file->title);
	*file = (struct answers_file){0};
}

bool answers_file_keep(struct answers_file *file, const struct answers *answers)
{
	struct buffer text = {0}, message = {0};
	if (file->name.length == 0)
		return true;
	profile_print(answers, buffer_text(&file->title), &text);
	file->is_kept = file_replace(file->name.bytes, buffer_text(&text));
	if (!file->is_kept && !file->has_failed) {
		buffer_format(&message, "cannot write %s: %s", file->name.bytes, strerror(errno));
		session_complain(&message);
		file->has_failed = true;
	}
	buffer_release(&text);
	return file->is_kept;
}

/* Whether two names lead to one file. */
static bool is_same_file(const char *first, const char *second)
{
	struct stat a, b;
	return stat(first, &a) == 0 && stat(second, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

bool answers_file_would_replace(const struct answers_file *file, const char *name)
{
	struct stat status;
	bool is_there = stat(name, &status) == 0 && S_ISREG(status.st_mode);
	return is_there && !(file->name.length && is_same_file(file->name.bytes, name));
}

bool answers_file_move(struct answers_file *file, struct text name, const struct answers *answers)
{
	struct answers_file other = {0};
	buffer_add(&other.name, name);
	buffer_add(&other.title, buffer_text(&file->title));
	if (!answers_file_keep(&other, answers)) {
		answers_file_release(&other);
		return false;
	}
	other.is_state = file->is_state && is_same_file(file->name.bytes, other.name.bytes);
	if (file->is_state && file->is_kept && !other.is_state)
		unlink(file->name.bytes);
	answers_file_release(file);
	*file = other;
	return true;
}
