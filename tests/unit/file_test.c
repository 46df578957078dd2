/* SPDX-License-Identifier: ISC
 *
 * Replacing files: there is the old one or the new one, and nothing else.
 */
#include "unit.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"

enum { NAME_SIZE = 300 };

static char folder[NAME_SIZE - 50];

static void name_in_folder(char name[NAME_SIZE], const char *file)
{
	snprintf(name, NAME_SIZE, "%s/%s", folder, file);
}

/* An empty folder for each test. */
static int make_folder(UNIT_UNUSED void **state)
{
	const char *parent = getenv("TMPDIR");
	snprintf(folder, sizeof(folder), "%s/file_test-XXXXXX", parent ? parent : ".");
	return mkdtemp(folder) ? 0 : -1;
}

/* How many entries the folder has; removes the files if asked. */
static unsigned count_entries(bool remove_them)
{
	unsigned count = 0;
	DIR *entries = opendir(folder);
	assert_non_null(entries);
	for (struct dirent *entry; (entry = readdir(entries));) {
		char name[NAME_SIZE];
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		count++;
		if (snprintf(name, sizeof(name), "%s/%s", folder, entry->d_name) < NAME_SIZE
		    && remove_them)
			remove(name);
	}
	closedir(entries);
	return count;
}

static int remove_folder(UNIT_UNUSED void **state)
{
	count_entries(true);
	return rmdir(folder);
}

static void assert_contents(const char *name, const char *bytes, size_t length)
{
	char *read = memory_new(length + 2, 1);
	FILE *file = fopen(name, "rb");
	assert_non_null(file);
	assert_int_equal(fread(read, 1, length + 1, file), length);
	assert_memory_equal(read, bytes, length);
	fclose(file);
	free(read);
}

static mode_t mode_of(const char *name)
{
	struct stat status;
	assert_int_equal(stat(name, &status), 0);
	return status.st_mode & 07777;
}

TEST(new_file_gets_its_contents_and_the_usual_mode)
{
	char name[NAME_SIZE];
	mode_t mask = umask(027);
	name_in_folder(name, "new");
	bool done = file_replace(name, TEXT("a: b\n"));
	mode_t mask_after = umask(mask);
	assert_true(done);
	assert_int_equal(mask_after, 027);
	assert_contents(name, "a: b\n", 5);
	assert_int_equal(mode_of(name), 0640);
	assert_int_equal(count_entries(false), 1);
}

TEST(old_file_keeps_its_mode)
{
	static const mode_t modes[] = {0600, 0644, 0755, 0400, 0666};
	char name[NAME_SIZE];
	name_in_folder(name, "old");
	assert_true(file_replace(name, TEXT("old")));
	for (size_t i = 0; i < COUNT_OF(modes); i++) {
		assert_int_equal(chmod(name, modes[i]), 0);
		assert_row(i, file_replace(name, TEXT("new")));
		assert_row(i, mode_of(name) == modes[i]);
	}
	assert_contents(name, "new", 3);
	assert_int_equal(count_entries(false), 1);
}

TEST(all_bytes_are_written)
{
	enum { LONG = 300000 };
	char name[NAME_SIZE];
	char *bytes = memory_new(LONG, 1);
	for (size_t i = 0; i < LONG; i++)
		bytes[i] = (char)(i * 11 % 256);
	name_in_folder(name, "long");
	assert_true(file_replace(name, (struct text){bytes, LONG}));
	assert_contents(name, bytes, LONG);
	assert_true(file_replace(name, TEXT("a\0b")));
	assert_contents(name, "a\0b", 3);
	assert_true(file_replace(name, TEXT("")));
	assert_contents(name, "", 0);
	free(bytes);
}

TEST(shorter_contents_leave_nothing_of_the_old)
{
	char name[NAME_SIZE];
	name_in_folder(name, "file");
	assert_true(file_replace(name, TEXT("a long text")));
	assert_true(file_replace(name, TEXT("short")));
	assert_contents(name, "short", 5);
	assert_int_equal(count_entries(false), 1);
}

TEST(file_is_replaced_and_not_written_into)
{
	char name[NAME_SIZE];
	name_in_folder(name, "file");
	assert_true(file_replace(name, TEXT("old")));
	FILE *reader = fopen(name, "rb");
	assert_non_null(reader);
	assert_true(file_replace(name, TEXT("new")));
	/* Whoever has the old file open still reads it whole. */
	char read[4] = "";
	assert_int_equal(fread(read, 1, 3, reader), 3);
	assert_string_equal(read, "old");
	fclose(reader);
}

TEST(missing_folder_fails)
{
	char name[NAME_SIZE];
	name_in_folder(name, "missing/file");
	errno = 0;
	assert_false(file_replace(name, TEXT("new")));
	assert_int_equal(errno, ENOENT);
	assert_int_equal(count_entries(false), 0);
}

TEST(folder_in_the_way_fails_and_stays)
{
	char name[NAME_SIZE];
	name_in_folder(name, "way");
	assert_int_equal(mkdir(name, 0755), 0);
	errno = 0;
	assert_false(file_replace(name, TEXT("new")));
	assert_true(errno == EISDIR || errno == EEXIST || errno == ENOTEMPTY);
	assert_int_equal(count_entries(false), 1);
}

/* Calls file_replace where files may not be longer than `most` bytes; returns errno, 0 when it
 * succeeded. */
static int replace_under_limit(const char *name, struct text contents, rlim_t most)
{
	struct rlimit old, small;
	void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	small = old;
	small.rlim_cur = most;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	errno = 0;
	bool done = file_replace(name, contents);
	int error = errno;
	setrlimit(RLIMIT_FSIZE, &old);
	signal(SIGXFSZ, handler);
	assert_true(done || error != 0);
	return done ? 0 : error;
}

TEST(failed_write_leaves_the_old_file)
{
	char name[NAME_SIZE];
	char bytes[5000];
	memset(bytes, 'x', sizeof(bytes));
	name_in_folder(name, "file");
	assert_true(file_replace(name, TEXT("old")));
	assert_int_equal(chmod(name, 0600), 0);
	/* Half of it can be written, the rest cannot. */
	assert_int_equal(replace_under_limit(name, (struct text){bytes, sizeof(bytes)}, 2500),
	                 EFBIG);
	assert_contents(name, "old", 3);
	assert_int_equal(mode_of(name), 0600);
	assert_int_equal(count_entries(false), 1);
}

TEST(failed_write_of_a_new_file_leaves_none)
{
	char name[NAME_SIZE];
	name_in_folder(name, "file");
	assert_int_equal(replace_under_limit(name, TEXT("contents"), 3), EFBIG);
	assert_int_equal(count_entries(false), 0);
	assert_int_equal(replace_under_limit(name, TEXT("contents"), 8), 0);
	assert_int_equal(count_entries(false), 1);
}

TEST(link_stays_a_link)
{
	char name[NAME_SIZE], target[NAME_SIZE];
	struct stat status;
	name_in_folder(name, "link");
	name_in_folder(target, "target");
	assert_true(file_replace(target, TEXT("old")));
	assert_int_equal(chmod(target, 0600), 0);
	assert_int_equal(symlink("target", name), 0);
	assert_true(file_replace(name, TEXT("new")));
	assert_int_equal(lstat(name, &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	assert_contents(target, "new", 3);
	assert_int_equal(mode_of(target), 0600);
	assert_int_equal(count_entries(false), 2);
}

TEST(pipe_is_written_to)
{
	char name[NAME_SIZE], read_back[8] = "";
	struct stat status;
	name_in_folder(name, "pipe");
	assert_int_equal(mkfifo(name, 0600), 0);
	int reader = open(name, O_RDONLY | O_NONBLOCK);
	assert_true(reader >= 0);
	assert_true(file_replace(name, TEXT("text")));
	assert_int_equal(read(reader, read_back, sizeof(read_back)), 4);
	assert_string_equal(read_back, "text");
	close(reader);
	assert_int_equal(stat(name, &status), 0);
	assert_true(S_ISFIFO(status.st_mode));
	assert_int_equal(count_entries(false), 1);
}

/* All that these tests write to is in their folder: of a device named here, a fault could make a
 * file. */
TEST(what_cannot_be_written_to_stays)
{
	char name[NAME_SIZE];
	struct stat status;
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	name_in_folder(name, "socket");
	assert_true(strlen(name) < sizeof(address.sun_path));
	memcpy(address.sun_path, name, strlen(name) + 1);
	int server = socket(AF_UNIX, SOCK_STREAM, 0);
	assert_int_equal(bind(server, (const struct sockaddr *)&address, sizeof(address)), 0);
	errno = 0;
	assert_false(file_replace(name, TEXT("text")));
	assert_int_equal(errno, ENXIO);
	close(server);
	assert_int_equal(stat(name, &status), 0);
	assert_true(S_ISSOCK(status.st_mode));
	assert_int_equal(count_entries(false), 1);
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(new_file_gets_its_contents_and_the_usual_mode),
		in_folder(old_file_keeps_its_mode),
		in_folder(all_bytes_are_written),
		in_folder(shorter_contents_leave_nothing_of_the_old),
		in_folder(file_is_replaced_and_not_written_into),
		in_folder(missing_folder_fails),
		in_folder(folder_in_the_way_fails_and_stays),
		in_folder(failed_write_leaves_the_old_file),
		in_folder(failed_write_of_a_new_file_leaves_none),
		in_folder(link_stays_a_link),
		in_folder(pipe_is_written_to),
		in_folder(what_cannot_be_written_to_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
