/* SPDX-License-Identifier: ISC
 *
 * From YAML to a tree of text with places.
 */
#include "findings.h"

#include "base/memory.h"
#include "model/yaml_tree.h"

static struct source source;
static struct arena arena;
static struct diagnostics found;

static struct yaml_node *parse_bytes(const char *bytes, size_t length)
{
	source_of_bytes(&source, "t", bytes, length);
	found = (struct diagnostics){.source = &source};
	return yaml_tree_parse(&source, &arena, &found);
}

static struct yaml_node *parse(const char *text)
{
	return parse_bytes(text, strlen(text));
}

static void end(void)
{
	diagnostics_release(&found);
	source_release(&source);
	arena_release(&arena);
}

static bool is_span(const struct yaml_node *node, uint32_t line, uint32_t column, uint32_t end_line,
                    uint32_t end_column)
{
	struct span span = node->span;
	bool equal = span.line == line && span.column == column && span.end_line == end_line
	             && span.end_column == end_column;
	if (!equal)
		print_error("span %u:%u to %u:%u\n", span.line, span.column, span.end_line,
		            span.end_column);
	return equal;
}

static bool begins_at(const struct yaml_node *node, uint32_t line, uint32_t column)
{
	return node->span.line == line && node->span.column == column;
}

/* Words that YAML readers take for a boolean, null, a number, a date or a merge. */
TEST(plain_scalars_stay_text)
{
	static const char *const words[] = {"no",  "on",   "y",    "~",    "null",       "true",
	                                    "1.0", "0x1f", "1_000",
	                                    "1e3", ".inf", "0o17", "017",  "2026-01-01", "12:30",
	                                    "<<",  "=",    "NaN"};
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		struct buffer text = {0};
		buffer_format(&text, "%s: %s", words[i], words[i]);
		struct yaml_node *root = parse(text.bytes);
		assert_findings(i, &found, 0, "", "");
		assert_int_equal(root->kind, YAML_MAP);
		assert_text(root->keys[0]->text, words[i]);
		assert_text(root->items[0]->text, words[i]);
		assert_int_equal(root->items[0]->kind, YAML_SCALAR);
		assert_true(root->keys[0]->plain && root->items[0]->plain);
		buffer_release(&text);
		end();
	}
}

TEST(only_unquoted_scalars_are_plain)
{
	struct yaml_node *root = parse("[no, 'no', \"0x1f\", a b]");
	assert_int_equal(root->count, 4);
	assert_text(root->items[1]->text, "no");
	assert_text(root->items[2]->text, "0x1f");
	assert_text(root->items[3]->text, "a b");
	assert_true(root->items[0]->plain && root->items[3]->plain);
	assert_false(root->items[1]->plain || root->items[2]->plain);
	end();
	root = parse("- |\n  a\n  b\n- >\n  a\n  b\n");
	assert_text(root->items[0]->text, "a\nb\n");
	assert_text(root->items[1]->text, "a b\n");
	assert_false(root->items[0]->plain || root->items[1]->plain);
	end();
}

TEST(empty_value_is_empty_text)
{
	struct yaml_node *root = parse("a:\nb: ''\n");
	assert_findings(0, &found, 0, "", "");
	assert_int_equal(root->items[0]->kind, YAML_SCALAR);
	assert_text(root->items[0]->text, "");
	assert_text(root->items[1]->text, "");
	assert_true(root->items[0]->plain);
	assert_false(root->items[1]->plain);
	assert_int_equal(root->items[0]->span.line, 1);
	end();
}

TEST(escapes_and_other_scripts_are_text)
{
	struct yaml_node *root = parse("[\"\\u00e9\\t\\n\\\"\\\\\", \xe6\xbc\xa2, "
	                               "'it''s', \"\\_\"]");
	assert_findings(0, &found, 0, "", "");
	assert_text(root->items[0]->text, "\xc3\xa9\t\n\"\\");
	assert_text(root->items[1]->text, "\xe6\xbc\xa2");
	assert_text(root->items[2]->text, "it's");
	assert_text(root->items[3]->text, "\xc2\xa0");
	end();
}

TEST(lists_and_maps_keep_their_order)
{
	struct yaml_node *root = parse("b: [1, [2, 3], {}]\na: {}\nc:\n  - x\n  - y: z\n");
	assert_int_equal(root->count, 3);
	assert_text(root->keys[0]->text, "b");
	assert_text(root->keys[1]->text, "a");
	assert_text(root->keys[2]->text, "c");
	assert_int_equal(root->items[0]->kind, YAML_LIST);
	assert_int_equal(root->items[0]->count, 3);
	assert_text(root->items[0]->items[1]->items[1]->text, "3");
	assert_int_equal(root->items[0]->items[2]->kind, YAML_MAP);
	assert_int_equal(root->items[0]->items[2]->count, 0);
	assert_text(root->items[2]->items[1]->items[0]->text, "z");
	end();
}

TEST(spans_count_lines_and_code_points_from_1)
{
	struct yaml_node *root = parse("key: value\n\n  # a comment\n"
	                               "\xc3\xa4\xc3\xb6: \"\xc3\xbc x\" # more\n"
	                               "list:\n  - item\n");
	assert_true(is_span(root->keys[0], 1, 1, 1, 4));
	assert_true(is_span(root->items[0], 1, 6, 1, 11));
	assert_true(is_span(root->keys[1], 4, 1, 4, 3));
	assert_true(is_span(root->items[1], 4, 5, 4, 10));
	assert_true(is_span(root->keys[2], 5, 1, 5, 5));
	assert_true(begins_at(root->items[2], 6, 3));
	assert_true(is_span(root->items[2]->items[0], 6, 5, 6, 9));
	end();
}

TEST(spans_of_what_begins_a_collection)
{
	struct yaml_node *root = parse("a: [x,\n    {b: y}]\nc:\n  d: 'two\n    lines'\n");
	assert_true(begins_at(root, 1, 1));
	assert_true(begins_at(root->items[0], 1, 4));
	assert_true(is_span(root->items[0]->items[0], 1, 5, 1, 6));
	assert_true(begins_at(root->items[0]->items[1], 2, 5));
	assert_true(begins_at(root->items[1], 4, 3));
	assert_true(is_span(root->items[1]->items[0], 4, 6, 5, 11));
	end();
}

TEST(all_line_ends_count)
{
	static const char *const texts[] = {"a: b\nc: d\n", "a: b\r\nc: d\r\n", "a: b\rc: d\r"};
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct yaml_node *root = parse(texts[i]);
		assert_row(i, is_span(root->items[1], 2, 4, 2, 5));
		assert_text(root->items[1]->text, "d");
		end();
	}
}

TEST(byte_order_mark_is_skipped)
{
	struct yaml_node *root = parse("\xef\xbb\xbf" "a: b\n");
	assert_findings(0, &found, 0, "", "");
	assert_text(root->keys[0]->text, "a");
	assert_true(is_span(root->items[0], 1, 4, 1, 5));
	end();
}

TEST(get_finds_the_value_of_a_key)
{
	struct yaml_node *root = parse("a: 1\nb: [x]\n");
	assert_text(yaml_tree_get(root, TEXT("a"))->text, "1");
	assert_int_equal(yaml_tree_get(root, TEXT("b"))->kind, YAML_LIST);
	assert_null(yaml_tree_get(root, TEXT("c")));
	assert_null(yaml_tree_get(root->items[1], TEXT("x")));
	assert_null(yaml_tree_get(root->items[0], TEXT("1")));
	end();
}

TEST(tree_does_not_need_the_source)
{
	struct yaml_node *root = parse("a: 'b'\nc: d\n");
	memset(source.bytes, 'x', source.length);
	source_release(&source);
	assert_text(root->keys[0]->text, "a");
	assert_text(root->items[0]->text, "b");
	assert_text(root->items[1]->text, "d");
	end();
}

struct fault_row {
	const char *text;
	const char *place;
	const char *code;
};

static void check_faults(const struct fault_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		parse(rows[i].text);
		assert_findings(i, &found, 1, rows[i].place, rows[i].code);
		end();
	}
}

TEST(duplicate_keys_are_refused)
{
	static const struct fault_row rows[] = {
		{"a: 1\na: 2\n", "2:1", "duplicate-key"},
		{"a: 1\n\"a\": 2\n", "2:1", "duplicate-key"},
		{"a: {b: 1, c: 2, b: 3}", "1:17", "duplicate-key"},
		{"- x\n- {'': 1, '': 2}", "2:11", "duplicate-key"},
	};
	check_faults(rows, COUNT_OF(rows));
}

TEST(first_of_duplicate_keys_stays_and_is_shown)
{
	struct yaml_node *root = parse("a: 1\nb: 2\na: 3\n");
	assert_non_null(root);
	assert_int_equal(root->count, 2);
	assert_text(yaml_tree_get(root, TEXT("a"))->text, "1");
	assert_true(findings_say(&found, "t:1:1: note: ", ""));
	end();
}

TEST(same_key_in_other_maps_is_fine)
{
	parse("a: {a: 1}\nb: {a: 1, A: 2, 'a ': 3}\n");
	assert_findings(0, &found, 0, "", "");
	end();
}

TEST(many_keys_are_all_told_apart)
{
	struct buffer text = {0};
	for (unsigned i = 0; i < 500; i++)
		buffer_format(&text, "k%u: %u\n", i, i);
	buffer_add_string(&text, "k77: again\n");
	struct yaml_node *root = parse(text.bytes);
	assert_findings(0, &found, 1, "501:1", "duplicate-key");
	assert_int_equal(root->count, 500);
	assert_text(yaml_tree_get(root, TEXT("k499"))->text, "499");
	buffer_release(&text);
	end();
}

TEST(aliases_tags_and_other_documents_are_refused)
{
	static const struct fault_row rows[] = {
		{"a: &x 1", "1:4", "alias"},
		{"a: *x", "1:4", "alias"},
		{"&x [a]", "1:1", "alias"},
		{"a: &x {b: c}", "1:4", "alias"},
		{"a: !!int 1", "1:4", "tag"},
		{"a: !mine [1]", "1:4", "tag"},
		{"!mine {b: 1}", "1:1", "tag"},
		{"a: 1\n---\nb: 2\n", "2:1", "documents"},
		{"%YAML 1.1\n---\na: b\n", "1:1", "directive"},
		{"# first\n%TAG ! x\n---\na: b\n", "2:1", "directive"},
		{"? [a]\n: b", "1:3", "type"},
		{"{{a: b}: c}", "1:2", "type"},
	};
	check_faults(rows, COUNT_OF(rows));
}

TEST(bad_text_is_refused_where_it_stands)
{
	static const struct fault_row rows[] = {
		{"a: b\xff", "1:5", "utf8"},
		{"a: 1\n\xc3\xa9: \xc3", "2:4", "utf8"},
		{"a: \xed\xa0\x80", "1:4", "utf8"},
		{"a: \xc0\xaf", "1:4", "utf8"},
		{"a: x\001", "1:5", "control-character"},
		{"a: \x7f", "1:4", "control-character"},
		{"# \033[2J\na: b", "1:3", "control-character"},
		{"a: x\xc2\x85y", "1:5", "control-character"},
		{"a: \xe2\x80\xa8", "1:4", "control-character"},
		{"a: \xe2\x80\xae", "1:4", "control-character"},
		{"a: \"\\0\"", "1:4", "control-character"},
		{"a: \"\\e[1m\"", "1:4", "control-character"},
		{"a: \"\\r\"", "1:4", "control-character"},
		{"a: \"\\u202e\"", "1:4", "control-character"},
		{"\"\\L\": 1", "1:1", "control-character"},
	};
	check_faults(rows, COUNT_OF(rows));
	parse_bytes("a: x\0y", 6);
	assert_findings(0, &found, 1, "1:5", "control-character");
	end();
}

TEST(broken_yaml_is_refused_where_it_breaks)
{
	static const struct fault_row rows[] = {
		{"a: b: c", "1:5", "syntax"},
		{"a:\n- b\n c: d", "3:3", "syntax"},
		{"a: \"\\z\"", "1:5", "syntax"},
		{"@a", "1:1", "syntax"},
		{"", "1:1", "empty"},
		{"# nothing\n\n", "1:1", "empty"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		assert_null(parse(rows[i].text));
		assert_findings(i, &found, 1, rows[i].place, rows[i].code);
		end();
	}
}

TEST(what_is_never_closed_is_refused)
{
	static const char *const texts[] = {"a: [1, 2", "a: {b: 1", "a: 'b", "a: \"b", "[", "{"};
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		assert_null(parse(texts[i]));
		assert_int_equal(found.errors, 1);
		end();
	}
}

TEST(several_faults_are_told_at_once)
{
	parse("a: 1\na: 2\nb: *x\nc: !t 3\nd: \"\\e\"\n");
	assert_findings(0, &found, 4, "2:1", "duplicate-key");
	assert_true(findings_has(&found, "3:4", "alias"));
	assert_true(findings_has(&found, "4:4", "tag"));
	assert_true(findings_has(&found, "5:4", "control-character"));
	end();
}

/* `depth` lists, one in the other, the innermost empty. */
static struct yaml_node *parse_nested(size_t depth, char open, char close)
{
	struct buffer text = {0};
	buffer_add_repeated(&text, open, depth);
	buffer_add_repeated(&text, close, depth);
	struct yaml_node *root = parse_bytes(text.bytes, text.length);
	buffer_release(&text);
	return root;
}

TEST(nesting_deeper_than_32_levels_is_refused)
{
	struct yaml_node *node = parse_nested(32, '[', ']');
	assert_findings(32, &found, 0, "", "");
	for (int depth = 1; depth < 32; depth++) {
		assert_int_equal(node->count, 1);
		node = node->items[0];
	}
	assert_int_equal(node->count, 0);
	end();
	assert_null(parse_nested(33, '[', ']'));
	assert_findings(33, &found, 1, "1:33", "depth");
	end();
	assert_null(parse_nested(2000, '[', ']'));
	assert_findings(2000, &found, 1, "1:33", "depth");
	end();
}

TEST(maps_are_nested_as_deep_as_lists)
{
	for (unsigned maps = 31; maps <= 33; maps++) {
		struct buffer text = {0};
		for (unsigned i = 0; i < maps; i++) {
			buffer_add_repeated(&text, ' ', i);
			buffer_add_string(&text, "k:\n");
		}
		struct yaml_node *root = parse(text.bytes);
		/* The 31st map stands on level 31, the text in it on level 32. */
		assert_row(maps, (root != NULL) == (maps == 31));
		assert_row(maps, found.errors == (maps > 31));
		buffer_release(&text);
		end();
	}
}

TEST(size_limit_is_exact)
{
	enum { MOST = YAML_TREE_MOST_BYTES };
	char *bytes = memory_new(MOST + 1, 1);
	memset(bytes, '#', MOST + 1);
	memcpy(bytes, "a: b\n", 5);
	assert_null(parse_bytes(bytes, MOST + 1));
	assert_int_equal(found.errors, 1);
	assert_true(findings_say(&found, "t: error: ", " [size]"));
	end();
	struct yaml_node *root = parse_bytes(bytes, MOST);
	assert_findings(0, &found, 0, "", "");
	assert_text(root->items[0]->text, "b");
	end();
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_scalars_stay_text),
		cmocka_unit_test(only_unquoted_scalars_are_plain),
		cmocka_unit_test(empty_value_is_empty_text),
		cmocka_unit_test(escapes_and_other_scripts_are_text),
		cmocka_unit_test(lists_and_maps_keep_their_order),
		cmocka_unit_test(spans_count_lines_and_code_points_from_1),
		cmocka_unit_test(spans_of_what_begins_a_collection),
		cmocka_unit_test(all_line_ends_count),
		cmocka_unit_test(byte_order_mark_is_skipped),
		cmocka_unit_test(get_finds_the_value_of_a_key),
		cmocka_unit_test(tree_does_not_need_the_source),
		cmocka_unit_test(duplicate_keys_are_refused),
		cmocka_unit_test(first_of_duplicate_keys_stays_and_is_shown),
		cmocka_unit_test(same_key_in_other_maps_is_fine),
		cmocka_unit_test(many_keys_are_all_told_apart),
		cmocka_unit_test(aliases_tags_and_other_documents_are_refused),
		cmocka_unit_test(bad_text_is_refused_where_it_stands),
		cmocka_unit_test(broken_yaml_is_refused_where_it_breaks),
		cmocka_unit_test(what_is_never_closed_is_refused),
		cmocka_unit_test(several_faults_are_told_at_once),
		cmocka_unit_test(nesting_deeper_than_32_levels_is_refused),
		cmocka_unit_test(maps_are_nested_as_deep_as_lists),
		cmocka_unit_test(size_limit_is_exact),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
