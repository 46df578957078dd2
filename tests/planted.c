/* SPDX-License-Identifier: ISC
 *
 * Commits the fault it is asked for, so that tests/selftest.t can see whether a build with sanitizers notices.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static void *volatile kept;

static int read_beyond(int beyond)
{
	char *bytes = calloc(1, (size_t)beyond);
	int byte;

	kept = bytes;
	byte = ((char *)kept)[beyond];
	free(kept);
	return byte;
}

static int leak(int size)
{
	kept = malloc((size_t)size);
	kept = NULL;
	return 0;
}

static int overflow(int number)
{
	volatile int large = INT_MAX;

	large += number;
	return large < 0;
}

int main(int count, char **words)
{
	if (count < 2)
		return 0;
	if (strcmp(words[1], "address") == 0)
		return read_beyond(count);
	if (strcmp(words[1], "leak") == 0)
		return leak(count);
	return strcmp(words[1], "overflow") == 0 ? overflow(count) : 0;
}
