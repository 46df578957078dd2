/* SPDX-License-Identifier: ISC
 *
 * Owns how far a word may be from the name that it is taken for.
 */
#include "base/nearest.h"

void nearest_init(struct nearest *nearest, struct text word)
{
	unsigned limit = word.length < 6 ? (unsigned)(word.length + 1) / 3 : 2;
	*nearest = (struct nearest){.word = word, .distance = limit + 1};
}

void nearest_consider(struct nearest *nearest, struct text name)
{
	unsigned distance = nearest->distance ? text_distance(nearest->word, name, nearest->distance - 1) : 0;
	if (distance >= nearest->distance)
		return;
	nearest->distance = distance;
	buffer_clear(&nearest->name);
	buffer_add(&nearest->name, name);
}

void nearest_release(struct nearest *nearest)
{
	buffer_release(&nearest->name);
}
