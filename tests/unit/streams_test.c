/* SPDX-License-Identifier: ISC
 *
 * Standard streams that are closed, each set of them in a process of its own.
 */
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/streams.h"

static bool is_same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* In a process of its own: closes the streams of a set, has them filled and returns what is wrong then, or 0. */
static int check_without(unsigned closed)
{
	char byte = 'x';
	struct stat before[3], after;
	for (int stream = 0; stream <= 2; stream++)
		if (fstat(stream, &before[stream]) != 0 || (closed & 1U << stream && close(stream) != 0))
			return 1;
	if (!streams_fill())
		return 2;
	for (int stream = 0; stream <= 2; stream++) {
		if (fstat(stream, &after) != 0)
			return 3;
		if (!(closed & 1U << stream) && !is_same_file(&before[stream], &after))
			return 4;
	}
	if (closed & 1U && (read(0, &byte, 1) != -1 || errno != EBADF))
		return 5;
	for (int stream = 1; stream <= 2; stream++)
		if (closed & 1U << stream && (write(stream, &byte, 1) != -1 || errno != EBADF))
			return 6;
	return open("/dev/null", O_RDWR) > 2 ? 0 : 7;
}

TEST(closed_streams_are_no_place_for_files)
{
	for (unsigned closed = 0; closed < 8; closed++) {
		int status = -1;
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0)
			_exit(check_without(closed));
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_row(closed, WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(closed_streams_are_no_place_for_files),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
