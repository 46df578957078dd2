/* SPDX-License-Identifier: ISC
 *
 * Owns the threads of a batch and the ring between them.
 */
#include "cli/batch_stream.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS_OF_THREAD = 4 };

struct slot {
	struct batch_chunk chunk;
	struct buffer out;
	struct batch_tally tally;
	bool done;                       /* to be written */
};

struct stream {
	struct batch_input *input;
	struct batch_rules *rules;
	void (*progress)(void *context, const struct batch_tally *tally);
	void *context;
	pthread_mutex_t reading;         /* held while input is read; on `input` and, to change it, next_read */
	pthread_mutex_t ring;            /* on all that follows */
	pthread_cond_t room;             /* a slot has become free */
	struct slot *slots;
	size_t slot_count;
	uint64_t next_read, next_write;  /* chunks in the order of the input; their slots by the remainder */
	bool writing;                    /* some thread is */
	struct batch_tally tally;        /* of what was written */
};

/* Reads the next chunk into a slot; NULL when there is none. */
static struct slot *read_slot(struct stream *stream)
{
	pthread_mutex_lock(&stream->reading);
	pthread_mutex_lock(&stream->ring);
	while (stream->next_read - stream->next_write == stream->slot_count)
		pthread_cond_wait(&stream->room, &stream->ring);
	struct slot *slot = &stream->slots[stream->next_read % stream->slot_count];
	pthread_mutex_unlock(&stream->ring);
	bool filled = batch_input_fill(stream->input, &slot->chunk);
	pthread_mutex_lock(&stream->ring);
	stream->next_read += filled;
	pthread_mutex_unlock(&stream->ring);
	pthread_mutex_unlock(&stream->reading);
	return filled ? slot : NULL;
}

static void take_lines(struct batch_line *line, struct slot *slot)
{
	const struct batch_chunk *chunk = &slot->chunk;
	uint64_t number = chunk->first_line;
	slot->tally = (struct batch_tally){0};
	buffer_clear(&slot->out);
	for (size_t at = 0; at < chunk->length; number++) {
		struct text text = {chunk->bytes + at, chunk->length - at};
		const char *end = memchr(text.bytes, '\n', text.length);
		if (end)
			text.length = (size_t)(end - text.bytes);
		at += text.length + 1;
		bool too_long = chunk->too_long || text.length > BATCH_MOST_BYTES;
		enum batch_fate fate = too_long ? batch_line_refuse(number, &slot->out)
		                                : batch_line_take(line, number, text, &slot->out);
		slot->tally.lines[fate]++;
	}
}

/* Writes what is finished, up to the first chunk that is not. The ring is locked, but not during the writing. */
static void write_slots(struct stream *stream)
{
	stream->writing = true;
	while (stream->next_write < stream->next_read) {
		struct slot *slot = &stream->slots[stream->next_write % stream->slot_count];
		if (!slot->done)
			break;
		for (int fate = 0; fate < BATCH_FATES; fate++)
			stream->tally.lines[fate] += slot->tally.lines[fate];
		struct batch_tally tally = stream->tally;
		pthread_mutex_unlock(&stream->ring);
		session_write_file(buffer_text(&slot->out));
		if (stream->progress)
			stream->progress(stream->context, &tally);
		pthread_mutex_lock(&stream->ring);
		slot->done = false;
		stream->next_write++;
		pthread_cond_signal(&stream->room);
	}
	stream->writing = false;
}

static void *work(void *context)
{
	struct stream *stream = context;
	struct batch_line line;
	batch_line_init(&line, stream->rules);
	for (struct slot *slot; (slot = read_slot(stream));) {
		take_lines(&line, slot);
		pthread_mutex_lock(&stream->ring);
		slot->done = true;
		if (!stream->writing)
			write_slots(stream);
		pthread_mutex_unlock(&stream->ring);
	}
	batch_line_release(&line);
	return NULL;
}

/* With fewer threads than wanted when the machine gives no more. */
static void work_together(struct stream *stream, unsigned threads)
{
	pthread_t *others = memory_new(threads, sizeof(*others));
	unsigned started = 0;
	while (started + 1 < threads && pthread_create(&others[started], NULL, work, stream) == 0)
		started++;
	work(stream);
	while (started > 0)
		pthread_join(others[--started], NULL);
	free(others);
}

struct batch_tally batch_stream_run(struct batch_input *input, struct batch_rules *rules, unsigned threads,
                                    void (*progress)(void *context, const struct batch_tally *tally), void *context)
{
	struct stream stream = {.input = input, .rules = rules, .progress = progress, .context = context};
	stream.slot_count = (size_t)threads * SLOTS_OF_THREAD;
	stream.slots = memory_new(stream.slot_count, sizeof(*stream.slots));
	pthread_mutex_init(&stream.reading, NULL);
	pthread_mutex_init(&stream.ring, NULL);
	pthread_cond_init(&stream.room, NULL);
	work_together(&stream, threads);
	for (size_t i = 0; i < stream.slot_count; i++) {
		free(stream.slots[i].chunk.bytes);
		buffer_release(&stream.slots[i].out);
	}
	free(stream.slots);
	pthread_cond_destroy(&stream.room);
	pthread_mutex_destroy(&stream.ring);
	pthread_mutex_destroy(&stream.reading);
	return stream.tally;
}
