/* SPDX-License-Identifier: ISC
 *
 * Pictures of a model, in the languages of two drawing programs: questions by topic, what is asked under which answer,
 * guards, and how many rules lead from each question to each option.
 */
#ifndef REPORT_SHOW_GRAPH_H
#define REPORT_SHOW_GRAPH_H

#include "model/model.h"

/* Appends a digraph for dot(1) of Graphviz. */
void show_graph_dot(const struct model *model, struct buffer *out);

/* Appends a flowchart for Mermaid. */
void show_graph_mermaid(const struct model *model, struct buffer *out);

#endif
