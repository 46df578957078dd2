/* SPDX-License-Identifier: ISC
 *
 * One result as one line of JSON, for runs over many profiles: ids only, since the words are the same every time. The
 * keys are documented in whether-profile(5).
 */
#ifndef REPORT_LINE_VIEW_H
#define REPORT_LINE_VIEW_H

#include "decide/network.h"
#include "report/report.h"

/* Which line a result is of, and what is said of its profile besides. */
struct line_head {
	uint64_t number;
	struct text title;                       /* may be empty */
	const struct diagnostics *found;         /* warnings to tell; NULL for none */
};

/* The texts of the lines about one model, made once. Read-only then. */
struct line_view {
	const struct network *network;   /* not owned */
	bool full;                       /* reasons, too */
	struct arena arena;
	struct text *settled;            /* of each outcome */
	struct text *options;            /* of each option and enum verdict */
	struct text *reasons;            /* of each of the network's reasons */
};

/* `full` asks for the options with their reasons in each line. Released by line_view_release. */
void line_view_init(struct line_view *view, const struct network *network, bool full);
void line_view_release(struct line_view *view);

/* Each of these appends a line. */

/* Of complete answers. given[q] is NETWORK_OPEN unless question q was answered: what was answered without need is told. */
void line_show_decided(const struct line_view *view, const struct line_head *head, const struct network_run *run,
                       const uint8_t *given, struct buffer *out);

/* Of incomplete answers of which only the outcome is to be told. */
void line_show_settled(const struct line_view *view, const struct line_head *head, uint32_t outcome, struct buffer *out);
void line_show_open(const struct line_head *head, const struct completions *completions, struct buffer *out);

/* Of incomplete answers, with all that is known of the options. */
void line_show_report(const struct line_head *head, const struct report *report, struct buffer *out);

/* Of a line that is no profile: the first of the errors in head->found, and how many more there are. */
void line_show_error(const struct line_head *head, struct buffer *out);

#endif
