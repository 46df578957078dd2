/* SPDX-License-Identifier: ISC
 *
 * Chance that is the same on every machine: splitmix64 (Steele, Lea and Flood 2014).
 */
#ifndef BENCH_CHANCE_H
#define BENCH_CHANCE_H

#include <stdbool.h>
#include <stdint.h>

/* The next number; *state is any seed at first. */
static inline uint64_t chance_draw(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

/* One of 0 to limit - 1. That they are not drawn quite evenly is nothing beside 2^64. */
static inline uint32_t chance_below(uint64_t *state, uint64_t limit)
{
	return (uint32_t)(chance_draw(state) % limit);
}

/* True in so many of a hundred cases. */
static inline bool chance_percent(uint64_t *state, uint32_t percent)
{
	return chance_below(state, 100) < percent;
}

#endif
