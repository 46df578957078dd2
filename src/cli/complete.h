/* SPDX-License-Identifier: ISC
 *
 * The words that could stand next on the command line, for the shells.
 */
#ifndef CLI_COMPLETE_H
#define CLI_COMPLETE_H

#include "cli/command.h"

/* Prints what the last of the words argv[1..] could become, a line each: the whole word and, after a tab, what it means.
 * The words are those after the name of the program. A line "/" says that the name of a file could stand there. What is
 * wrong with the other words, or with the model, is not said; there may be nothing to print then. */
enum status complete_words(int argc, char **argv);

#endif
