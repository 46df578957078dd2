/* SPDX-License-Identifier: ISC
 *
 * Owns the standard streams that are not there.
 */
#include "base/streams.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* The lowest number that is free is given out, so each place is filled before the next is looked at. A stream opened for
 * the other direction fails as a closed one does, with EBADF. */
bool streams_fill(void)
{
	for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
		if (fcntl(stream, F_GETFD) < 0 && errno == EBADF
		    && open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) != stream)
			return false;
	return true;
}
