/* SPDX-License-Identifier: ISC
 *
 * Owns what all harnesses demand.
 */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>
#include <yajl/yajl_parse.h>

#include "model/model_load.h"
#include "report/emit.h"

const char fuzz_model[] =
	"whether: 1\nmodel: small\nrevision: 3\ntitle: Small\ntopics: {t: T}\n"
	"sources: {s: {title: S, url: u}}\n"
	"options: {a: {name: A}, b: {name: B}, c: {name: C, start: [Begin.]}}\n"
	"tree:\n"
	"  work:\n"
	"    topic: t\n"
	"    ask: What does a unit do?\n"
	"    help: Look at one unit of the work.\n"
	"    find out: time prog\n"
	"    answers:\n"
	"      waits:\n"
	"        label: it waits for others\n"
	"        help: for a network or a disk\n"
	"        then:\n"
	"          units: {ask: How many at once?, bands: {1: a few, 20: dozens, 100: many}}\n"
	"      computes: it computes\n"
	"      \"no\": neither\n"
	"  team: {topic: t, ask: Which?, since: 2, when: {not: bulk}, answers: {small: S, large: L}}\n"
	"  lang: {topic: t, ask: Which?, fixed: true, answers: {k: K, l: {label: L, prior: 7, basis: So.}, m: M}}\n"
	"facts: {bulk: {when: {units: {at least: 100}}}}\n"
	"rules:\n"
	"  r1: {because: B, source: s, when: {work: computes}, for: {b: strong}}\n"
	"  r2: {because: B, source: s, when: bulk, for: {c: strong}, rules out: a}\n"
	"  r3: {because: B, source: s, when: {team: large}, for: {b: medium}, against: {c: weak}}\n"
	"  r4: {because: B, source: s, when: {lang: [l, m]}, for: {c: weak}}\n"
	"impossible: [{when: {team: small, lang: m}, because: It cannot be.}]\n"
	"advice: [{for: b, when: always, say: Do.}]\n";

void fuzz_demand(bool good, const char *words)
{
	if (good)
		return;
	fprintf(stderr, "fuzz: %s\n", words);
	abort();
}

void fuzz_check_shown(struct buffer *shown)
{
	struct text text = buffer_text(shown);
	for (size_t at = 0; at < text.length;) {
		ucs4_t point;
		int size = u8_mbtoucr(&point, (const uint8_t *)text.bytes + at, text.length - at);
		fuzz_demand(size > 0, "what is shown is not UTF-8");
		fuzz_demand(point == '\n' || point == '\t' || !text_is_control(point),
		            "what is shown holds a control character");
		at += (size_t)size;
	}
	buffer_clear(shown);
}

void fuzz_check_json(struct buffer *shown)
{
	static const yajl_callbacks nothing = {0};
	struct text text = buffer_text(shown);
	yajl_handle parser = yajl_alloc(&nothing, NULL, NULL);
	bool good = yajl_parse(parser, (const unsigned char *)text.bytes, text.length) == yajl_status_ok
	            && yajl_complete_parse(parser) == yajl_status_ok;
	yajl_free(parser);
	fuzz_demand(good, "what is written is not JSON");
	fuzz_check_shown(shown);
}

void fuzz_check_findings(const struct diagnostics *found)
{
	struct buffer shown = {0};
	diagnostics_print(found, &shown);
	fuzz_check_shown(&shown);
	diagnostics_print_briefly(found, "  ", &shown);
	fuzz_check_shown(&shown);
	buffer_release(&shown);
}

void fuzz_load(struct model *model, const char *text)
{
	struct source source;
	struct diagnostics found = {0};
	source_of_bytes(&source, "model", text, strlen(text));
	fuzz_demand(model_load(model, &source, &found), "the model of the harness is in error");
	diagnostics_release(&found);
}

void fuzz_check_report(const struct answers *answers, const struct profile *profile)
{
	static const struct layout layouts[] = {{LAYOUT_USUAL_WIDTH, false}, {LAYOUT_LEAST_WIDTH, false}};
	struct report report;
	struct buffer shown = {0};
	if (report_make(&report, answers, profile, FUZZ_BUDGET)) {
		for (size_t i = 0; i < COUNT_OF(layouts); i++) {
			emit_text(&report, &layouts[i], &shown);
			fuzz_check_shown(&shown);
		}
		for (uint32_t o = 0; o < report.model->option_count; o++) {
			emit_explanation(&report, o, NULL, &layouts[0], &shown);
			fuzz_check_shown(&shown);
		}
		emit_markdown(&report, &shown);
		fuzz_check_shown(&shown);
		emit_json(&report, &shown);
		fuzz_check_json(&shown);
	}
	buffer_release(&shown);
	report_release(&report);
}
