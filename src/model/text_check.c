/* SPDX-License-Identifier: ISC
 *
 * Owns the check of text at the edge of the program.
 */
#include "model/text_check.h"

#include <unistr.h>

bool text_check_source(const struct source *source, struct diagnostics *found)
{
	enum { MOST = 20 };
	size_t before = found->errors;
	for (size_t at = 0; found->errors - before < MOST;) {
		ucs4_t point;
		at += text_plain_length((struct text){source->bytes + at, source->length - at});
		if (at == source->length)
			break;
		int size = u8_mbtoucr(&point, (const uint8_t *)source->bytes + at, source->length - at);
		if (size < 0) {
			finding_error(found, FINDING_UTF8, source_span_at(source, at),
			              "this byte (0x%02x) is not UTF-8 text", (unsigned char)source->bytes[at]);
			return false;
		}
		if (text_is_control(point) && point != '\t' && point != '\n' && point != '\r')
			finding_error(found, FINDING_CONTROL, source_span_at(source, at),
			              "the control character U+%04X is not allowed", (unsigned)point);
		at += (size_t)size;
	}
	return found->errors == before;
}

void text_check_scalar(struct text text, struct span span, struct diagnostics *found)
{
	for (size_t at = 0;;) {
		ucs4_t point;
		at += text_plain_length((struct text){text.bytes + at, text.length - at});
		if (at == text.length)
			return;
		int size = u8_mbtouc(&point, (const uint8_t *)text.bytes + at, text.length - at);
		if (text_is_control(point) && point != '\t' && point != '\n') {
			finding_error(found, FINDING_CONTROL, span,
			              "the control character U+%04X is not allowed, escaped or not", (unsigned)point);
			return;
		}
		at += size > 0 ? (size_t)size : 1;
	}
}
