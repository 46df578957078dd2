/* SPDX-License-Identifier: ISC
 *
 * Owns how yajl allocates.
 */
#include "model/json_memory.h"

#include <stdlib.h>

#include "base/memory.h"

static void *json_new(void *context, size_t size)
{
	(void)context;
	return memory_new(size, 1);
}

static void *json_resize(void *context, void *old, size_t size)
{
	(void)context;
	return memory_resize(old, size, 1);
}

static void json_free(void *context, void *old)
{
	(void)context;
	free(old);
}

yajl_alloc_funcs json_memory(void)
{
	return (yajl_alloc_funcs){json_new, json_resize, json_free, NULL};
}
