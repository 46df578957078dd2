/* SPDX-License-Identifier: ISC
 *
 * Owns the walk over folders of cases. Links to folders are not followed, so it ends.
 */
#include "cli/case_files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "base/text.h"

enum { MOST_DEPTH = 32 };

static void add_name(struct case_files *files, const char *name)
{
	MEMORY_GROW(files->names, files->count, files->capacity);
	size_t size = strlen(name) + 1;
	files->names[files->count++] = memcpy(memory_new(size, 1), name, size);
}

static int by_name(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

static bool ends_in_yaml(const char *name)
{
	size_t length = strlen(name);
	return length > 5 && strcmp(name + length - 5, ".yaml") == 0;
}

/* Whether it leads to what may never end, such as a pipe: nobody has asked for it by its name. */
static bool may_be_endless(const char *path)
{
	struct stat status;
	return stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

static bool add_rec(struct case_files *files, const char *folder, unsigned depth);

static bool add_entry(struct case_files *files, const char *path, unsigned depth)
{
	struct stat status;
	if (lstat(path, &status) != 0)
		return errno == ENOENT;
	if (S_ISDIR(status.st_mode))
		return depth >= MOST_DEPTH || add_rec(files, path, depth + 1);
	if (ends_in_yaml(path) && !may_be_endless(path))
		add_name(files, path);
	return true;
}

static bool add_rec(struct case_files *files, const char *folder, unsigned depth)
{
	struct buffer path = {0};
	struct dirent *entry;
	bool read = true;
	DIR *directory = opendir(folder);
	if (!directory)
		return false;
	while (read && (entry = readdir(directory))) {
		if (entry->d_name[0] == '.')
			continue;
		bool has_slash = folder[strlen(folder) - 1] == '/';
		buffer_clear(&path);
		buffer_format(&path, "%s%s%s", folder, has_slash ? "" : "/", entry->d_name);
		read = add_entry(files, path.bytes, depth);
	}
	int error = errno;
	closedir(directory);
	buffer_release(&path);
	errno = error;
	return read;
}

bool case_files_add(struct case_files *files, const char *name)
{
	struct stat status;
	size_t before = files->count;
	if (strcmp(name, "-") == 0 || stat(name, &status) != 0 || !S_ISDIR(status.st_mode)) {
		add_name(files, name);
		return true;
	}
	bool read = add_rec(files, name, 1);
	if (files->count > before)
		qsort(files->names + before, files->count - before, sizeof(*files->names), by_name);
	return read;
}

void case_files_release(struct case_files *files)
{
	for (size_t i = 0; i < files->count; i++)
		free(files->names[i]);
	free(files->names);
	*files = (struct case_files){0};
}
