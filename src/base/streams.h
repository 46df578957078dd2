/* SPDX-License-Identifier: ISC
 *
 * The three standard streams, which whoever starts the program may have closed.
 */
#ifndef BASE_STREAMS_H
#define BASE_STREAMS_H

#include <stdbool.h>

/* Puts a stream on which nothing can be read or written in the place of each standard stream that is closed. Otherwise
 * the first file to be opened would take its place, and a message would be written into that. Returns false with errno
 * set if that fails. Call once, before any file is opened. */
bool streams_fill(void);

#endif
