/* SPDX-License-Identifier: ISC
 *
 * The memory of yajl, which never runs out: see base/memory.h.
 */
#ifndef MODEL_JSON_MEMORY_H
#define MODEL_JSON_MEMORY_H

#include <yajl/yajl_common.h>

/* What yajl is to allocate with. */
yajl_alloc_funcs json_memory(void);

#endif
