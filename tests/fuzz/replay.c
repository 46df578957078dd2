/* SPDX-License-Identifier: ISC
 *
 * A main for a harness where there is no libFuzzer: feeds it the files that are named, each in memory of its own.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/source.h"
#include "fuzz.h"

int main(int count, char **names)
{
	for (int i = 1; i < count; i++) {
		FILE *file = fopen(names[i], "rb");
		struct buffer bytes = {0};
		char part[4096];
		if (!file) {
			perror(names[i]);
			return 4;
		}
		for (size_t got; (got = fread(part, 1, sizeof(part), file)) > 0;)
			buffer_add(&bytes, (struct text){part, got});
		fclose(file);
		/* Of the very length, so that a step too far is one out of the memory. */
		uint8_t *input = malloc(bytes.length ? bytes.length : 1);
		if (!input)
			return 4;
		if (bytes.length)
			memcpy(input, bytes.bytes, bytes.length);
		fprintf(stderr, "%s\n", names[i]);
		LLVMFuzzerTestOneInput(input, bytes.length);
		free(input);
		buffer_release(&bytes);
	}
	return count > 1 ? 0 : 2;
}
