/* SPDX-License-Identifier: ISC
 *
 * Owns the files of generated profiles. None of them replaces another.
 */
#include "cli/gap_files.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "cli/session.h"
#include "report/gap_profiles.h"

static void add_path(const char *folder, const struct gap_profile *profile, struct buffer *out)
{
	bool has_slash = folder[0] && folder[strlen(folder) - 1] == '/';
	buffer_format(out, "%s%s%s", folder, has_slash ? "" : "/", profile->name);
}

static enum status refuse(const char *path, const char *why)
{
	struct buffer message = {0};
	buffer_format(&message, "cannot write %s: %s", path, why);
	session_complain(&message);
	return STATUS_MACHINE_FAILED;
}

/* Makes the folder and sees to it that none of the files is there. A link counts, wherever it leads. */
static enum status prepare(const char *folder, const struct gap_profiles *profiles)
{
	enum status status = STATUS_DONE;
	struct stat found;
	struct buffer path = {0};
	if (mkdir(folder, 0777) != 0 && errno != EEXIST)
		return refuse(folder, strerror(errno));
	for (size_t i = 0; i < profiles->count && status == STATUS_DONE; i++) {
		buffer_clear(&path);
		add_path(folder, &profiles->items[i], &path);
		if (lstat(path.bytes, &found) == 0)
			status = refuse(path.bytes, "there is such a file already; nothing was written");
	}
	buffer_release(&path);
	return status;
}

static enum status save(const char *folder, const struct gap_profile *profile)
{
	struct buffer path = {0}, message = {0};
	enum status status = STATUS_DONE;
	add_path(folder, profile, &path);
	if (file_replace(path.bytes, text_of(profile->text))) {
		buffer_format(&message, "saved %s", path.bytes);
		session_complain(&message);
	} else {
		status = refuse(path.bytes, strerror(errno));
	}
	buffer_release(&path);
	return status;
}

static void tell_failures(const struct gap_profiles *profiles)
{
	for (struct text rest = buffer_text(&profiles->failures); rest.length;) {
		struct buffer message = {0};
		buffer_add(&message, text_cut(&rest, '\n'));
		session_complain(&message);
	}
}

enum status gap_files_write(const char *folder, struct coverage *coverage)
{
	struct gap_profiles profiles = {0};
	struct buffer message = {0};
	enum status status = STATUS_DONE;
	gap_profiles_make(&profiles, coverage);
	tell_failures(&profiles);
	if (profiles.count == 0) {
		buffer_add_string(&message, "no gap is known that a profile would close; nothing was written");
		session_complain(&message);
	} else {
		status = prepare(folder, &profiles);
	}
	for (size_t i = 0; i < profiles.count && status == STATUS_DONE; i++)
		status = save(folder, &profiles.items[i]);
	gap_profiles_release(&profiles);
	return status;
}
