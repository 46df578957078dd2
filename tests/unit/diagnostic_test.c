/* SPDX-License-Identifier: ISC
 *
 * Findings: their order, the excerpt with its caret, and suggestions.
 */
#include "unit.h"

#include "base/diagnostic.h"
#include "base/memory.h"

static struct source source;
static struct diagnostics found;
static struct buffer printed;

static void begin(const char *text)
{
	source_of_bytes(&source, "file.yaml", text, strlen(text));
	found = (struct diagnostics){.source = &source};
}

static void end(void)
{
	diagnostics_release(&found);
	source_release(&source);
	buffer_release(&printed);
}

static void print(void)
{
	buffer_release(&printed);
	diagnostics_print(&found, &printed);
}

/* Line `number`, from 0, of what was printed. */
static struct text line(size_t number)
{
	struct text rest = buffer_text(&printed), cut = TEXT("");
	for (size_t i = 0; i <= number; i++)
		cut = text_cut(&rest, '\n');
	return cut;
}

/* What stands after the margin "| " of an excerpt's line. */
static struct text after_margin(size_t number)
{
	struct text rest = line(number);
	text_cut(&rest, '|');
	assert_true(rest.length > 0 && rest.bytes[0] == ' ');
	return (struct text){rest.bytes + 1, rest.length - 1};
}

static bool says(const char *words)
{
	return printed.bytes && strstr(printed.bytes, words);
}

TEST(nothing_found_prints_nothing)
{
	begin("a");
	print();
	assert_int_equal(printed.length, 0);
	end();
}

TEST(finding_has_place_severity_text_and_code)
{
	static const enum severity severities[] = {SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR};
	static const char *const heads[] = {"file.yaml:2:3: note: no 'x' here [code]",
	                                    "file.yaml:2:3: warning: no 'x' here [code]",
	                                    "file.yaml:2:3: error: no 'x' here [code]"};
	for (size_t i = 0; i < COUNT_OF(heads); i++) {
		begin("a\nbcd\n");
		diagnostic_add(&found, severities[i], "code", (struct span){2, 3, 2, 4},
		               "no '%s' here", "x");
		print();
		assert_text(line(0), heads[i]);
		assert_text(after_margin(1), "bcd");
		assert_text(after_margin(2), "  ^");
		assert_int_equal(found.errors, severities[i] == SEVERITY_ERROR);
		assert_int_equal(found.warnings, severities[i] == SEVERITY_WARNING);
		end();
	}
}

TEST(finding_without_place_is_one_line)
{
	begin("a\n");
	diagnostic_add(&found, SEVERITY_ERROR, "size", (struct span){0}, "too large");
	print();
	assert_text(buffer_text(&printed), "file.yaml: error: too large [size]\n");
	end();
}

static void add_at(uint32_t at_line, uint32_t column, enum severity severity, const char *name)
{
	diagnostic_add(&found, severity, "c", (struct span){at_line, column, at_line, column + 1},
	               "<%s>", name);
}

TEST(findings_come_in_the_order_of_the_file)
{
	begin("abc\nabc\nabc\n");
	add_at(3, 1, SEVERITY_ERROR, "6");
	add_at(2, 2, SEVERITY_NOTE, "3");
	add_at(2, 1, SEVERITY_WARNING, "2");
	add_at(2, 2, SEVERITY_ERROR, "4");
	add_at(2, 2, SEVERITY_WARNING, "5");
	add_at(0, 0, SEVERITY_ERROR, "0");
	add_at(1, 3, SEVERITY_NOTE, "1");
	print();
	const char *last = printed.bytes;
	for (char digit = '0'; digit <= '6'; digit++) {
		const char *at = strstr(printed.bytes, (char[]){'<', digit, '>', '\0'});
		assert_row(digit, at && at >= last);
		last = at;
	}
	end();
}

TEST(order_of_finding_settles_equal_places)
{
	begin("abc");
	for (int i = 0; i < 60; i++)
		diagnostic_add(&found, SEVERITY_NOTE, "c", (struct span){1, 2, 1, 3}, "<%d>", i);
	print();
	const char *last = printed.bytes;
	for (int i = 0; i < 60; i++) {
		struct buffer name = {0};
		buffer_format(&name, "<%d>", i);
		const char *at = strstr(printed.bytes, name.bytes);
		assert_row(i, at && at >= last);
		last = at;
		buffer_release(&name);
	}
	end();
}

struct caret_row {
	const char *text;
	struct span span;
	const char *shown;     /* the line as printed */
	const char *mark;      /* what stands under it */
};

/* On a terminal a tab goes to the next multiple of 8, a CJK character takes 2 columns, a combining
 * mark none. */
TEST(caret_stands_under_its_text)
{
	static const struct caret_row rows[] = {
		{"abc", {1, 1, 1, 2}, "abc", "^"},
		{"abc def", {1, 5, 1, 8}, "abc def", "    ^~~"},
		{"\tx", {1, 2, 1, 3}, "        x", "        ^"},
		{"ab\tx", {1, 4, 1, 5}, "ab      x", "        ^"},
		{"ab\tx", {1, 3, 1, 4}, "ab      x", "  ^~~~~~"},
		{"12345678\tx", {1, 10, 1, 11}, "12345678        x", "                ^"},
		{"\xe6\xbc\xa2\xe5\xad\x97x", {1, 3, 1, 4}, "\xe6\xbc\xa2\xe5\xad\x97x", "    ^"},
		{"\xe6\xbc\xa2\xe5\xad\x97x", {1, 1, 1, 3}, "\xe6\xbc\xa2\xe5\xad\x97x", "^~~~"},
		{"\xe6\xbc\xa2\tx", {1, 3, 1, 4}, "\xe6\xbc\xa2      x", "        ^"},
		{"e\xcc\x81x", {1, 3, 1, 4}, "e\xcc\x81x", " ^"},
		{"\xc3\xa9x", {1, 2, 1, 3}, "\xc3\xa9x", " ^"},
		{"abc", {1, 4, 1, 5}, "abc", "   ^"},
		{"abc\ndef", {1, 2, 2, 2}, "abc", " ^~"},
		{"a\033[1mb", {1, 2, 1, 3}, "a?[1mb", " ^"},
		{"a\xe2\x80\xae" "b", {1, 3, 1, 4}, "a?b", "  ^"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		begin(rows[i].text);
		diagnostic_add(&found, SEVERITY_ERROR, "c", rows[i].span, "here");
		print();
		assert_text(after_margin(1), rows[i].shown);
		assert_text(after_margin(2), rows[i].mark);
		end();
	}
}

TEST(margins_of_excerpt_and_caret_are_level)
{
	begin("a\nbc\n");
	add_at(2, 2, SEVERITY_ERROR, "x");
	print();
	assert_int_equal(strcspn(line(1).bytes, "|"), strcspn(line(2).bytes, "|"));
	assert_non_null(strchr(line(1).bytes, '2'));
	end();
}

/* Of a long line a part is shown that holds the span: the caret stands under the letter that is
 * meant. */
TEST(long_lines_are_cut_round_the_span)
{
	static const uint32_t columns[] = {1, 10, 59, 60, 61, 99, 100, 101, 102, 159, 160, 161, 162,
	                                   4000, 4999, 5000};
	char text[5001] = "";
	for (size_t i = 0; i < 5000; i++)
		text[i] = (char)('a' + (i * i / 7 + i) % 26);
	for (size_t i = 0; i < COUNT_OF(columns); i++) {
		begin(text);
		add_at(1, columns[i], SEVERITY_ERROR, "here");
		print();
		assert_int_equal(line(1).length - after_margin(1).length,
		                 line(2).length - after_margin(2).length);
		size_t caret = strcspn(after_margin(2).bytes, "^");
		assert_row(columns[i], caret < after_margin(1).length
		           && after_margin(1).length < 200);
		/* The letters round it are those of the line, so it is this place and no other. */
		size_t at = columns[i] - 1, before = at < 5 ? at : 5;
		size_t after = 4999 - at < 5 ? 4999 - at : 5;
		assert_memory_equal(after_margin(1).bytes + caret - before, text + at - before,
		                    before + 1 + after);
		end();
	}
}

TEST(what_is_said_is_one_line_without_controls)
{
	begin("a");
	diagnostic_add(&found, SEVERITY_ERROR, "c", (struct span){1, 1, 1, 2}, "%s",
	               "two\nlines \033[2J \xff");
	diagnostic_hint(&found, "%s", "a\tb");
	print();
	assert_text(line(0), "file.yaml:1:1: error: two?lines ?[2J ? [c]");
	assert_text(line(3), "        a?b");
	end();
}

TEST(long_messages_are_cut)
{
	struct buffer name = {0};
	for (int i = 0; i < 5000; i++)
		buffer_add_string(&name, "\xc3\xa9");
	begin("a");
	diagnostic_add(&found, SEVERITY_ERROR, "c", (struct span){1, 1, 1, 2}, "x%s", name.bytes);
	print();
	struct text message = line(0);
	assert_true(message.length < 600);
	/* Not in the middle of a letter. */
	assert_true(says("\xc3\xa9... [c]"));
	buffer_release(&name);
	end();
}

TEST(bad_bytes_of_the_line_are_shown_as_marks)
{
	begin("a\xff" "b\xc3");
	add_at(1, 3, SEVERITY_ERROR, "x");
	print();
	assert_text(after_margin(1), "a?b?");
	assert_text(after_margin(2), "  ^");
	end();
}

TEST(hundred_findings_are_shown_and_the_rest_counted)
{
	begin("a");
	for (int i = 0; i < 101; i++)
		diagnostic_add(&found, SEVERITY_ERROR, "c", (struct span){1, 1, 1, 2}, "<%d>", i);
	print();
	assert_true(says("and 1 more finding\n"));
	for (int i = 101; i < 103; i++)
		diagnostic_add(&found, SEVERITY_ERROR, "c", (struct span){1, 1, 1, 2}, "<%d>", i);
	print();
	assert_true(says("<99>") && !says("<100>"));
	assert_true(says("3 more findings"));
	assert_int_equal(found.errors, 103);
	end();
}

/* Those that are not kept are counted, and what is added to them goes nowhere. */
TEST(findings_without_end_take_no_memory_without_end)
{
	enum { KEPT = 10000 };
	const struct span span = {1, 1, 1, 2};
	begin("a");
	for (int i = 0; i < KEPT; i++)
		diagnostic_add(&found, SEVERITY_ERROR, "c", span, "kept");
	diagnostic_hint(&found, "a hint");
	for (int i = 0; i < 3; i++) {
		diagnostic_add(&found, i ? SEVERITY_WARNING : SEVERITY_ERROR, "c", span, "counted");
		diagnostic_hint(&found, "lost");
		diagnostic_also(&found, span, "lost");
		diagnostic_detail(&found, TEXT("lost\n"));
	}
	assert_int_equal(diagnostics_kept(&found), KEPT);
	assert_true(found.count == KEPT + 3 && found.errors == KEPT + 1 && found.warnings == 2);
	assert_text(found.items[KEPT - 1].hint, "a hint");
	assert_int_equal(found.items[KEPT - 1].also_span.line + found.items[KEPT - 1].detail.length, 0);
	print();
	assert_true(says("9903 more findings"));
	end();
}

TEST(second_place_follows_as_a_note)
{
	begin("first\nsecond\n");
	add_at(2, 4, SEVERITY_NOTE, "last");
	diagnostic_add(&found, SEVERITY_ERROR, "c", (struct span){2, 1, 2, 7}, "again");
	diagnostic_also(&found, (struct span){1, 1, 1, 6}, "first %s here", "given");
	add_at(2, 3, SEVERITY_NOTE, "later");
	print();
	assert_text(line(0), "file.yaml:2:1: error: again [c]");
	assert_text(line(3), "file.yaml:1:1: note: first given here");
	assert_text(after_margin(4), "first");
	assert_text(after_margin(5), "^~~~~");
	assert_text(line(6), "file.yaml:2:3: note: <later> [c]");
	end();
}

TEST(hint_belongs_to_the_latest_finding)
{
	begin("abc");
	add_at(1, 1, SEVERITY_ERROR, "before");
	add_at(1, 3, SEVERITY_ERROR, "with");
	diagnostic_hint(&found, "try '%s'", "c");
	add_at(1, 2, SEVERITY_ERROR, "after");
	print();
	assert_text(line(0), "file.yaml:1:1: error: <before> [c]");
	assert_text(line(3), "file.yaml:1:2: error: <after> [c]");
	assert_text(line(6), "file.yaml:1:3: error: <with> [c]");
	assert_text(text_trim(line(9)), "try 'c'");
	end();
}

static struct text name_at(const void *context, size_t index)
{
	return text_of(((const char *const *)context)[index]);
}

/* The hint given for `word` among `count` names; empty for none. Valid until `end`. */
static struct text hint_for(const char *word, const char *const *names, size_t count)
{
	begin("a");
	add_at(1, 1, SEVERITY_ERROR, "x");
	diagnostic_suggest(&found, text_of(word), count, name_at, names, "names");
	print();
	return text_trim(line(3));
}

struct suggest_row {
	const char *word;
	const char *name;
	bool near;
};

/* At most 2 edits; 1 where the word has less than 5 letters. */
TEST(only_near_names_are_suggested)
{
	static const struct suggest_row rows[] = {
		{"waitng", "waiting", true},
		{"wiating", "waiting", true},
		{"waitxxg", "waiting", true},
		{"waxxxng", "waiting", false},
		{"processxxxes", "processes", false},
		{"cet", "cat", true},
		{"ceg", "cat", false},
		{"cart", "cast", true},
		{"curt", "cast", false},
		{"cxrxy", "carry", true},
		{"xxrxy", "carry", false},
		{"ab", "ac", true},
		{"curtsy", "castsy", true},
		{"", "a", false},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct buffer expected = {0};
		buffer_format(&expected, rows[i].near ? "did you mean '%s'?" : "names: %s",
		              rows[i].name);
		assert_text(hint_for(rows[i].word, &rows[i].name, 1), expected.bytes);
		buffer_release(&expected);
		end();
	}
}

TEST(nearest_name_is_suggested)
{
	static const char *const names[] = {"threads", "treads", "tread"};
	assert_text(hint_for("tread", names, 3), "did you mean 'tread'?");
	end();
	assert_text(hint_for("threats", names, 3), "did you mean 'threads'?");
	end();
}

TEST(few_names_are_listed_when_none_is_near)
{
	static const char *const names[] = {"one", "two", "six", "four", "five", "seven", "eight",
	                                    "nine", "ten", "eleven", "twelve", "dozen", "more"};
	assert_text(hint_for("something", names, 12),
	            "names: one, two, six, four, five, seven, eight, nine, ten, eleven, twelve, "
	            "dozen");
	end();
	assert_text(hint_for("something", names, 13), "");
	end();
	assert_text(hint_for("something", names, 0), "");
	end();
	assert_text(hint_for("sevn", names, 13), "did you mean 'seven'?");
	end();
}

TEST(list_names_all_up_to_twelve)
{
	static const char *const names[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k",
	                                    "l", "m"};
	static const struct {
		size_t count;
		const char *hint;
	} rows[] = {{0, ""}, {1, "keys: a"}, {2, "keys: a, b"},
	            {12, "keys: a, b, c, d, e, f, g, h, i, j, k, l"}, {13, ""}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		begin("a");
		add_at(1, 1, SEVERITY_ERROR, "x");
		diagnostic_list(&found, rows[i].count, name_at, names, "keys");
		print();
		assert_text(text_trim(line(3)), rows[i].hint);
		end();
	}
}

TEST(released_list_is_empty_and_keeps_its_source)
{
	begin("ab");
	add_at(1, 1, SEVERITY_ERROR, "old");
	diagnostics_release(&found);
	assert_int_equal(found.count + found.errors + found.warnings, 0);
	assert_ptr_equal(found.source, &source);
	add_at(1, 1, SEVERITY_WARNING, "new");
	print();
	assert_true(says("<new>") && !says("<old>"));
	end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_found_prints_nothing),
		cmocka_unit_test(finding_has_place_severity_text_and_code),
		cmocka_unit_test(finding_without_place_is_one_line),
		cmocka_unit_test(findings_come_in_the_order_of_the_file),
		cmocka_unit_test(order_of_finding_settles_equal_places),
		cmocka_unit_test(caret_stands_under_its_text),
		cmocka_unit_test(margins_of_excerpt_and_caret_are_level),
		cmocka_unit_test(long_lines_are_cut_round_the_span),
		cmocka_unit_test(what_is_said_is_one_line_without_controls),
		cmocka_unit_test(long_messages_are_cut),
		cmocka_unit_test(bad_bytes_of_the_line_are_shown_as_marks),
		cmocka_unit_test(hundred_findings_are_shown_and_the_rest_counted),
		cmocka_unit_test(findings_without_end_take_no_memory_without_end),
		cmocka_unit_test(second_place_follows_as_a_note),
		cmocka_unit_test(hint_belongs_to_the_latest_finding),
		cmocka_unit_test(only_near_names_are_suggested),
		cmocka_unit_test(nearest_name_is_suggested),
		cmocka_unit_test(few_names_are_listed_when_none_is_near),
		cmocka_unit_test(list_names_all_up_to_twelve),
		cmocka_unit_test(released_list_is_empty_and_keeps_its_source),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
