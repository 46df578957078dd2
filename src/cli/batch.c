/* SPDX-License-Identifier: ISC
 *
 * whether batch: profiles as lines of JSON in, results as lines of JSON out.
 */
#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/batch_stream.h"

enum { PROGRESS_EACH_MS = 200 };

/* A thread that waits for signals, and how it tells of them. */
struct watch {
	sigset_t signals;
	pthread_t thread;
	int told[2];             /* a pipe: can be read once a signal has come */
	int signal;              /* that one; 0 before */
};

/* After the first signal reading stops, what was read is still answered. The second has its usual effect. */
static void *wait_for_signal(void *context)
{
	struct watch *watch = context;
	int signal;
	if (sigwait(&watch->signals, &signal) != 0)
		return NULL;
	watch->signal = signal;
	if (write(watch->told[1], "", 1) == 1)
		pthread_sigmask(SIG_UNBLOCK, &watch->signals, NULL);
	for (;;)
		pause();
}

/* Starts to watch for the signals that end a program, but those that whoever started it ignores. Returns 0, or what
 * errno would be; then there is nothing to end. */
static int watch_begin(struct watch *watch)
{
	static const int ends[] = {SIGINT, SIGTERM, SIGHUP};
	*watch = (struct watch){.told = {-1, -1}};
	sigemptyset(&watch->signals);
	for (size_t i = 0; i < COUNT_OF(ends); i++) {
		struct sigaction action;
		if (sigaction(ends[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
			sigaddset(&watch->signals, ends[i]);
	}
	if (pipe(watch->told) != 0)
		return errno;
	pthread_sigmask(SIG_BLOCK, &watch->signals, NULL);
	int error = pthread_create(&watch->thread, NULL, wait_for_signal, watch);
	if (error) {
		pthread_sigmask(SIG_UNBLOCK, &watch->signals, NULL);
		close(watch->told[0]);
		close(watch->told[1]);
	}
	return error;
}

/* Ends watching; if a signal has come, lets it end the program. */
static void watch_end(struct watch *watch)
{
	pthread_cancel(watch->thread);
	pthread_join(watch->thread, NULL);
	close(watch->told[0]);
	close(watch->told[1]);
	if (watch->signal)
		raise(watch->signal);
	pthread_sigmask(SIG_UNBLOCK, &watch->signals, NULL);
}

/* What is shown while it runs. */
struct meter {
	struct timespec shown;
};

static void add_tally(const struct batch_tally *tally, struct buffer *words)
{
	const uint64_t *lines = tally->lines;
	uint64_t profiles = lines[BATCH_SETTLED] + lines[BATCH_OPEN];
	buffer_format(words, "%" PRIu64 " profile%s: %" PRIu64 " settled, %" PRIu64 " open", profiles,
	              profiles == 1 ? "" : "s", lines[BATCH_SETTLED], lines[BATCH_OPEN]);
	if (lines[BATCH_BAD])
		buffer_format(words, "; %" PRIu64 " bad line%s", lines[BATCH_BAD], lines[BATCH_BAD] == 1 ? "" : "s");
}

static void show_progress(void *context, const struct batch_tally *tally)
{
	struct meter *meter = context;
	struct buffer words = {0};
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	long passed = (long)(now.tv_sec - meter->shown.tv_sec) * 1000 + (now.tv_nsec - meter->shown.tv_nsec) / 1000000;
	if (passed < PROGRESS_EACH_MS)
		return;
	meter->shown = now;
	buffer_add_string(&words, "\r");
	add_tally(tally, &words);
	session_write(true, buffer_text(&words));
	buffer_release(&words);
}

static void show_summary(const struct batch_tally *tally, bool after_progress)
{
	struct buffer words = {0};
	buffer_add_string(&words, after_progress ? "\r" : "");
	buffer_add_string(&words, "whether: ");
	add_tally(tally, &words);
	bool all_bad = tally->lines[BATCH_BAD] && !tally->lines[BATCH_SETTLED] && !tally->lines[BATCH_OPEN];
	buffer_add_string(&words, all_bad ? "; each line should be a profile in JSON (eval takes YAML)\n" : "\n");
	session_write(true, buffer_text(&words));
	buffer_release(&words);
}

static enum status run_stream(const struct options *options, struct batch_rules *rules, struct watch *watch)
{
	char usual[] = "-", *names[] = {usual};
	struct meter meter = {{0}};
	bool is_watched = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO);
	struct batch_input input = {
		.names = options->operand_count ? options->operands : names,
		.count = options->operand_count ? options->operand_count : 1,
		.most = BATCH_MOST_BYTES,
		.stop = watch->told[0],
		.file = -1,
	};
	setvbuf(stdout, NULL, _IONBF, 0);
	struct batch_tally tally =
		batch_stream_run(&input, rules, options->jobs, is_watched ? show_progress : NULL, &meter);
	show_summary(&tally, is_watched);
	batch_input_release(&input);
	if (input.failed)
		return STATUS_MACHINE_FAILED;
	return tally.lines[BATCH_BAD] ? STATUS_BAD_INPUT : STATUS_DONE;
}

static enum status run(const struct options *options)
{
	struct batch_rules rules = {0};
	struct watch watch;
	int error = 0;
	enum status status = session_load_model(&rules.model, options, TEXT(""));
	if (status == STATUS_DONE) {
		answers_init(&rules.settings, &rules.model);
		status = session_apply_settings(options, &rules.settings);
	}
	if (status == STATUS_DONE)
		error = watch_begin(&watch);
	if (error) {
		struct buffer message = {0};
		buffer_format(&message, "cannot start a thread: %s", strerror(error));
		session_complain(&message);
		status = STATUS_MACHINE_FAILED;
	}
	if (status != STATUS_DONE) {
		answers_release(&rules.settings);
		model_release(&rules.model);
		return status;
	}
	batch_rules_init(&rules, options->format != FORMAT_BRIEF);
	status = run_stream(options, &rules, &watch);
	batch_rules_release(&rules);
	watch_end(&watch);
	return status;
}

const struct command command_batch = {
	.name = "batch",
	.operands = "[FILE...]",
	.summary = "decide profiles that come as lines of JSON, a line each",
	.options = OPTION_BIT(OPTION_MODEL) | OPTION_BIT(OPTION_SET) | OPTION_BIT(OPTION_FORMAT) | OPTION_BIT(OPTION_JOBS)
	           | OPTION_BIT(OPTION_HELP),
	.formats = FORMAT_BIT(FORMAT_JSON) | FORMAT_BIT(FORMAT_BRIEF),
	.run = run,
};
