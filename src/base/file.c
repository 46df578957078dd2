/* SPDX-License-Identifier: ISC
 *
 * Owns the safe replacement of files.
 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_all(int file, struct text contents)
{
	while (contents.length) {
		ssize_t wrote = write(file, contents.bytes, contents.length);
		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote < 0)
			return false;
		contents.bytes += wrote;
		contents.length -= (size_t)wrote;
	}
	return true;
}

/* Gives the new file the mode that the old one has, or the one a new file gets. */
static bool set_mode(int file, const char *name)
{
	struct stat status;
	mode_t mask = umask(0);
	umask(mask);
	mode_t mode = stat(name, &status) == 0 ? status.st_mode & 0777 : 0666 & ~mask;
	return fchmod(file, mode) == 0;
}

/* Writes to what is no regular file, such as a terminal or a pipe: there is nothing to replace. */
static bool write_directly(const char *name, struct text contents)
{
	int file = open(name, O_WRONLY | O_CLOEXEC);
	bool good = file >= 0 && write_all(file, contents);
	int error = errno;
	if (file >= 0 && close(file) != 0)
		return false;
	errno = error;
	return good;
}

static bool replace(const char *name, struct text contents)
{
	struct buffer beside = {0};
	buffer_format(&beside, "%s.XXXXXX", name);
	int file = mkstemp(beside.bytes);
	bool good = file >= 0;
	if (good) {
		good = write_all(file, contents) && fsync(file) == 0 && set_mode(file, name);
		int error = errno;
		good = close(file) == 0 && good;
		errno = good ? errno : error;
		good = good && rename(beside.bytes, name) == 0;
		error = errno;
		if (!good)
			unlink(beside.bytes);
		errno = error;
	}
	buffer_release(&beside);
	return good;
}

bool file_replace(const char *name, struct text contents)
{
	struct stat status;
	if (stat(name, &status) == 0 && !S_ISREG(status.st_mode))
		return write_directly(name, contents);
	/* A link stays; what it leads to is replaced. */
	char *target = realpath(name, NULL);
	if (!target && errno != ENOENT)
		return false;
	bool good = replace(target ? target : name, contents);
	int error = errno;
	free(target);
	errno = error;
	return good;
}

void file_add_name(struct text name, struct buffer *path)
{
	const char *home = getenv("HOME");
	bool is_at_home = home && text_starts(name, TEXT("~/"));
	buffer_add_string(path, is_at_home ? home : "");
	buffer_add(path, is_at_home ? (struct text){name.bytes + 1, name.length - 1} : name);
}
