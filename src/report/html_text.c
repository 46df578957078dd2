/* SPDX-License-Identifier: ISC
 *
 * Owns how text from strangers becomes text of a page, and the smallest parts of an article.
 */
#include <string.h>

#include "report/html_view.h"

static void add_escaped(struct buffer *out, struct text text, const char *special)
{
	static const char *const instead[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;", " ", " "};
	static const char all[] = "&<>\"'\t\n";
	while (text.length) {
		size_t plain = 0;
		while (plain < text.length && !memchr(all, text.bytes[plain], sizeof(all) - 1))
			plain++;
		buffer_add_clean(out, (struct text){text.bytes, plain});
		if (plain == text.length)
			return;
		const char *found = strchr(special, text.bytes[plain]);
		if (found)
			buffer_add_string(out, instead[found - special]);
		else
			buffer_add(out, (struct text){text.bytes + plain, 1});
		text = (struct text){text.bytes + plain + 1, text.length - plain - 1};
	}
}

void html_add_text(struct buffer *out, struct text text)
{
	add_escaped(out, text, "&<>\"'\t\n");
}

void html_add_verbatim(struct buffer *out, struct text text)
{
	add_escaped(out, text_trim(text), "&<>\"'\t");
}

bool html_add_link(struct buffer *out, struct text words, struct text address)
{
	bool is_link = text_starts(address, TEXT("https://")) || text_starts(address, TEXT("http://"));
	if (is_link) {
		buffer_add_string(out, "<a rel=\"noreferrer\" href=\"");
		html_add_text(out, address);
		buffer_add_string(out, "\">");
	}
	html_add_text(out, words);
	buffer_add_string(out, is_link ? "</a>" : "");
	return is_link;
}

void html_add_reference(struct buffer *out, const struct reference *reference)
{
	if (html_add_link(out, reference->title, reference->url))
		return;
	buffer_add_string(out, " <code>");
	html_add_text(out, reference->url);
	buffer_add_string(out, "</code>");
}

void html_add_words(struct html_view *view, const char *element,
                    void (*words)(const struct report *report, struct buffer *out))
{
	struct buffer text = {0};
	words(view->report, &text);
	if (text.length) {
		buffer_format(view->out, "<%s>", element);
		html_add_text(view->out, buffer_text(&text));
		buffer_format(view->out, "</%s>\n", element);
	}
	buffer_release(&text);
}

void html_add_heading(struct html_view *view, unsigned depth, struct text words)
{
	buffer_format(view->out, "%s<h%u>", depth == 1 ? "<section>\n" : "", view->level + depth);
	html_add_text(view->out, words);
	buffer_format(view->out, "</h%u>\n", view->level + depth);
}

void html_add_option(struct html_view *view, uint32_t option)
{
	if (option < view->report->model->option_count)
		buffer_format(view->out, "<span class=\"spot o%u\"></span>", option);
	html_add_text(view->out, model_outcome_id(view->report->model, option));
}
