/* SPDX-License-Identifier: ISC
 *
 * Lines that fit, indented and coloured.
 */
#include "unit.h"

#include "base/memory.h"
#include "report/layout.h"

/* A few characters and the columns that a terminal gives them: wide ones two, a combining mark
 * none. */
static const struct {
	const char *bytes;
	size_t width;
} glyphs[] = {{"x", 1}, {"-", 1}, {"\xc3\xa9", 1}, {"\xe6\xbc\xa2", 2}, {"e\xcc\x81", 1},
              {"\xf0\x9f\x98\x80", 2}, {" ", 1}};

/* The columns of a text of such characters. */
static size_t width_of(struct text text)
{
	size_t width = 0;
	while (text.length) {
		size_t g = 0;
		while (g < COUNT_OF(glyphs) && !text_starts(text, text_of(glyphs[g].bytes)))
			g++;
		/* Other characters in these tests are letters. */
		size_t length = g < COUNT_OF(glyphs) ? strlen(glyphs[g].bytes) : 1;
		width += g < COUNT_OF(glyphs) ? glyphs[g].width : 1;
		text = (struct text){text.bytes + length, text.length - length};
	}
	return width;
}

TEST(width_is_that_of_a_terminal)
{
	assert_int_equal(layout_width(TEXT("")), 0);
	assert_int_equal(layout_width((struct text){NULL, 0}), 0);
	for (size_t g = 0; g < COUNT_OF(glyphs); g++)
		assert_row(g, layout_width(text_of(glyphs[g].bytes)) == glyphs[g].width);
	assert_int_equal(layout_width(TEXT("a\xe6\xbc\xa2\xe5\xad\x97 b")), 7);
}

static struct text next_word(struct text *rest)
{
	*rest = text_trim(*rest);
	return text_cut(rest, ' ');
}

/* Checks one paragraph: each line but the first after `indent` spaces, none too wide unless it is
 * one word, none that could have taken the next word, and all words of `text` in their order. */
static void check_lines(struct text lines, const char *first, struct text text, unsigned width,
                        uint64_t seed)
{
	size_t indent = width_of(text_of(first)), free_before = 0;
	assert_row(seed, lines.length > 0 && lines.bytes[lines.length - 1] == '\n');
	assert_row(seed, text_starts(lines, text_of(first)));
	lines = (struct text){lines.bytes + strlen(first), lines.length - strlen(first)};
	for (size_t number = 0; lines.length; number++) {
		struct text line = text_cut(&lines, '\n');
		size_t spaces = number == 0 ? 0 : strspn(line.bytes, " "), column = indent;
		assert_row(seed, number == 0 || spaces == indent);
		struct text words = {line.bytes + spaces, line.length - spaces};
		assert_row(seed, words.length > 0 && words.bytes[words.length - 1] != ' ');
		for (size_t count = 0; words.length; count++) {
			struct text word = text_cut(&words, ' ');
			assert_row(seed, text_equal(word, next_word(&text)));
			assert_row(seed, count > 0 || number == 0
			           || 1 + width_of(word) > free_before);
			column += (count > 0) + width_of(word);
			assert_row(seed, count == 0 || column <= width);
		}
		free_before = column < width ? width - column : 0;
	}
	assert_row(seed, text_trim(text).length == 0);
}

/* Words of these characters, some of them longer than a line, with all kinds of blanks between. */
static void make_text(struct buffer *text, uint64_t *seed)
{
	static const char *const blanks[] = {" ", "  ", "\n", " \n ", "\t", " "};
	uint32_t words = 1 + unit_random(seed, 40);
	for (uint32_t w = 0; w < words; w++) {
		uint32_t length = 1 + unit_random(seed, unit_random(seed, 10) ? 9 : 50);
		for (uint32_t i = 0; i < length; i++)
			buffer_add_string(text,
			                  glyphs[unit_random(seed, COUNT_OF(glyphs) - 1)].bytes);
		if (w + 1 < words)
			buffer_add_string(text, blanks[unit_random(seed, COUNT_OF(blanks))]);
	}
}

/* The same with every blank a space. */
static void make_plain(struct buffer *text)
{
	for (size_t i = 0; i < text->length; i++)
		if (text->bytes[i] == '\n' || text->bytes[i] == '\t')
			text->bytes[i] = ' ';
}

static const char *const firsts[] = {"", "   ", "- ", "\xe6\xbc\xa2\xe6\xbc\xa2: ",
                                     "   10  name  "};

TEST(lines_are_full_and_not_too_wide)
{
	for (uint64_t first = 1; first <= 500; first++) {
		uint64_t seed = first;
		struct buffer text = {0}, lines = {0};
		struct layout layout = {LAYOUT_LEAST_WIDTH + unit_random(&seed, 81), false};
		const char *start = firsts[unit_random(&seed, COUNT_OF(firsts))];
		make_text(&text, &seed);
		layout_paragraph(&layout, start, buffer_text(&text), LAYOUT_FLOW, &lines);
		make_plain(&text);
		check_lines(buffer_text(&lines), start, buffer_text(&text), layout.width, first);
		buffer_release(&text);
		buffer_release(&lines);
	}
}

static void check(enum layout_lines kind, const char *first, const char *text, const char *expected)
{
	static const struct layout layout = {LAYOUT_LEAST_WIDTH, false};
	struct buffer lines = {0};
	layout_paragraph(&layout, first, text_of(text), kind, &lines);
	assert_text(buffer_text(&lines), expected);
	buffer_release(&lines);
}

/* 20 columns. */
TEST(flowing_text_is_broken_at_spaces)
{
	check(LAYOUT_FLOW, "", "aaaa bbbb cccc dddd", "aaaa bbbb cccc dddd\n");
	check(LAYOUT_FLOW, "", "aaaa bbbb cccc ddddd", "aaaa bbbb cccc ddddd\n");
	check(LAYOUT_FLOW, "", "aaaa bbbb cccc dddddd", "aaaa bbbb cccc\ndddddd\n");
	check(LAYOUT_FLOW, "* ", "aaaa bbbb cccc ddddd", "* aaaa bbbb cccc\n  ddddd\n");
	check(LAYOUT_FLOW, "", "a\nb\n\nc\td", "a b c d\n");
	check(LAYOUT_FLOW, "> ", "  \n a \n ", "> a\n");
	check(LAYOUT_FLOW, "> ", "", "> \n");
	check(LAYOUT_FLOW, "", "a 123456789012345678901 b", "a\n123456789012345678901\nb\n");
}

TEST(empty_lines_part_paragraphs)
{
	check(LAYOUT_PARAGRAPHS, "* ", "aaaa bbbb\ncccc ddddd\n\ne\nf\n",
	      "* aaaa bbbb cccc\n  ddddd\n\n  e f\n");
	check(LAYOUT_PARAGRAPHS, "* ", "a\n \nb", "* a\n\n  b\n");
	check(LAYOUT_PARAGRAPHS, "* ", "\n\na\n\n", "* a\n");
	check(LAYOUT_PARAGRAPHS, "", "a b", "a b\n");
}

TEST(verbatim_lines_stay)
{
	check(LAYOUT_VERBATIM, "$ ", "a  long command --that is not wrapped\nand  more\n\n  last\n",
	      "$ a  long command --that is not wrapped\n  and  more\n\n    last\n");
	check(LAYOUT_VERBATIM, "", "a", "a\n");
	check(LAYOUT_VERBATIM, "> ", "", "> \n");
}

/* What is left of a text without escapes; checks that each colour is ended before the line is. */
static void strip(struct text coloured, struct buffer *plain)
{
	bool is_on = false;
	for (size_t at = 0; at < coloured.length; at++) {
		char byte = coloured.bytes[at];
		if (byte != '\033') {
			assert_false(byte == '\n' && is_on);
			buffer_add(plain, (struct text){&coloured.bytes[at], 1});
			continue;
		}
		struct text escape = {coloured.bytes + at, coloured.length - at};
		escape = text_cut(&escape, 'm');
		assert_true(escape.length == 3 || escape.length == 4);
		assert_int_equal(escape.bytes[1], '[');
		is_on = escape.bytes[2] != '0';
		at += escape.length;
	}
	assert_false(is_on);
}

static void write_all(const struct layout *layout, enum colour colour, struct text text,
                      struct buffer *out)
{
	layout_line(layout, colour, text, out);
	layout_marked(layout, colour, "mark: ", text, out);
	layout_heading(layout, text, out);
}

TEST(colour_only_adds_escapes)
{
	static const struct layout with = {LAYOUT_LEAST_WIDTH, true},
		without = {LAYOUT_LEAST_WIDTH, false};
	for (int colour = COLOUR_PLAIN; colour <= COLOUR_DIM; colour++) {
		struct buffer coloured = {0}, plain = {0}, stripped = {0}, one = {0};
		write_all(&with, (enum colour)colour, TEXT("words that take more than one line"),
		          &coloured);
		write_all(&without, (enum colour)colour, TEXT("words that take more than one line"),
		          &plain);
		strip(buffer_text(&coloured), &stripped);
		assert_string_equal(stripped.bytes, plain.bytes);
		assert_null(strchr(plain.bytes, '\033'));
		layout_marked(&with, (enum colour)colour, "mark: ",
		              TEXT("words that take more than one line"), &one);
		assert_int_equal(strchr(one.bytes, '\033') != NULL, colour != COLOUR_PLAIN);
		buffer_release(&coloured);
		buffer_release(&plain);
		buffer_release(&stripped);
		buffer_release(&one);
	}
}

TEST(only_the_mark_is_coloured)
{
	static const struct layout layout = {LAYOUT_LEAST_WIDTH, true};
	struct buffer line = {0};
	layout_marked(&layout, COLOUR_GOOD, "+ ", TEXT("aaaa bbbb cccc ddddd"), &line);
	const char *mark = strstr(line.bytes, "+ "),
		*text = strstr(line.bytes, "aaaa bbbb cccc\n  ddddd\n");
	assert_true(mark && text && mark < text);
	/* It is turned on before the mark, off right after it, and stays so. */
	assert_ptr_equal(strchr(line.bytes, '\033'), line.bytes);
	assert_ptr_equal(strchr(line.bytes + 1, '\033'), mark + 2);
	assert_null(strchr(text, '\033'));
	buffer_release(&line);
}

TEST(headings_are_wrapped)
{
	static const struct layout layout = {LAYOUT_LEAST_WIDTH, false};
	struct buffer lines = {0};
	layout_heading(&layout, TEXT("aaaa bbbb cccc dddddd eeee"), &lines);
	assert_text(buffer_text(&lines), "aaaa bbbb cccc\ndddddd eeee\n");
	buffer_release(&lines);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(width_is_that_of_a_terminal),
		cmocka_unit_test(lines_are_full_and_not_too_wide),
		cmocka_unit_test(flowing_text_is_broken_at_spaces),
		cmocka_unit_test(empty_lines_part_paragraphs),
		cmocka_unit_test(verbatim_lines_stay),
		cmocka_unit_test(colour_only_adds_escapes),
		cmocka_unit_test(only_the_mark_is_coloured),
		cmocka_unit_test(headings_are_wrapped),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
