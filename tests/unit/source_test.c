/* SPDX-License-Identifier: ISC
 *
 * Sources: their lines, places in them, and reading files.
 */
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/source.h"

static void make(struct source *source, const char *text)
{
	source_of_bytes(source, "test", text, strlen(text));
}

struct lines_row {
	const char *text;
	const char *lines[5];     /* up to the first NULL */
};

TEST(lines_end_at_lf_crlf_and_cr)
{
	static const struct lines_row rows[] = {
		{"", {""}},
		{"a", {"a"}},
		{"a\nb", {"a", "b"}},
		{"a\r\nb", {"a", "b"}},
		{"a\rb", {"a", "b"}},
		{"a\n\nb", {"a", "", "b"}},
		{"a\r\n\r\nb", {"a", "", "b"}},
		{"a\r\rb", {"a", "", "b"}},
		{"a\n\rb", {"a", "", "b"}},
		{"a\r\r\nb", {"a", "", "b"}},
		{"\nb", {"", "b"}},
		{" a \n\tb ", {" a ", "\tb "}},
		{"a\nb\rc\r\nd", {"a", "b", "c", "d"}},
		{"a\xc2\x85" "b\xe2\x80\xa8" "c", {"a\xc2\x85" "b\xe2\x80\xa8" "c"}},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct source source;
		uint32_t line = 0;
		make(&source, rows[i].text);
		for (; line < COUNT_OF(rows[i].lines) && rows[i].lines[line]; line++)
			assert_row(i, text_equal(source_line(&source, line + 1),
			                         text_of(rows[i].lines[line])));
		assert_row(i, source.line_count == line);
		source_release(&source);
	}
}

TEST(final_line_end_adds_no_text)
{
	static const char *const texts[] = {"a\nb\n", "a\r\nb\r\n", "a\rb\r"};
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct source source;
		make(&source, texts[i]);
		assert_text(source_line(&source, 2), "b");
		assert_text(source_line(&source, 3), "");
		source_release(&source);
	}
}

TEST(lines_beyond_the_source_are_empty)
{
	struct source source;
	make(&source, "a\nb");
	assert_text(source_line(&source, 0), "");
	assert_text(source_line(&source, 3), "");
	assert_text(source_line(&source, UINT32_MAX), "");
	source_release(&source);
}

static bool is_at(struct span span, uint32_t line, uint32_t column)
{
	return span.line == line && span.column == column && span.end_line == line
	       && span.end_column == column + 1;
}

/* Every offset of a text of one byte per character, by counting. */
TEST(every_offset_has_its_place)
{
	static const char text[] = "ab\ncd\r\nef\rg\n\nh";
	struct source source;
	uint32_t line = 1, column = 1;
	make(&source, text);
	for (size_t at = 0; at <= strlen(text); at++) {
		assert_row(at, is_at(source_span_at(&source, at), line, column));
		bool ends = text[at] == '\n' || (text[at] == '\r' && text[at + 1] != '\n');
		line += ends;
		column = ends ? 1 : column + 1;
	}
	source_release(&source);
}

TEST(columns_count_code_points)
{
	struct source source;
	make(&source, "\xc3\xa9\t\xf0\x9f\x98\x80x\n\xe2\x82\xacy");
	assert_true(is_at(source_span_at(&source, 0), 1, 1));
	assert_true(is_at(source_span_at(&source, 2), 1, 2));
	assert_true(is_at(source_span_at(&source, 3), 1, 3));
	assert_true(is_at(source_span_at(&source, 7), 1, 4));
	assert_true(is_at(source_span_at(&source, 9), 2, 1));
	assert_true(is_at(source_span_at(&source, 12), 2, 2));
	source_release(&source);
}

TEST(places_after_bad_bytes_can_be_told)
{
	struct source source;
	make(&source, "a\xff\xfe" "b\n\xc3");
	assert_true(is_at(source_span_at(&source, 1), 1, 2));
	assert_true(is_at(source_span_at(&source, 2), 1, 3));
	assert_true(is_at(source_span_at(&source, 5), 2, 1));
	source_release(&source);
}

TEST(offsets_beyond_the_end_are_at_the_end)
{
	struct source source;
	make(&source, "ab\ncd");
	assert_true(is_at(source_span_at(&source, 5), 2, 3));
	assert_true(is_at(source_span_at(&source, 500), 2, 3));
	source_release(&source);
	make(&source, "");
	assert_true(is_at(source_span_at(&source, 0), 1, 1));
	source_release(&source);
}

TEST(byte_order_mark_is_no_text)
{
	struct source source;
	make(&source, "\xef\xbb\xbf" "ab\nc");
	assert_text(source_line(&source, 1), "ab");
	assert_text(source_line(&source, 2), "c");
	assert_true(is_at(source_span_at(&source, 1), 1, 2));
	assert_int_equal(source.length, 4);
	source_release(&source);
	/* Only at the beginning, only one, and only a whole one. */
	make(&source, "\xef\xbb\xbf\xef\xbb\xbf");
	assert_text(source_line(&source, 1), "\xef\xbb\xbf");
	source_release(&source);
	make(&source, "\xef\xbb");
	assert_text(source_line(&source, 1), "\xef\xbb");
	source_release(&source);
}

TEST(bytes_are_copied)
{
	char bytes[] = "abc", name[] = "name";
	struct source source;
	source_of_bytes(&source, name, bytes, 3);
	memset(bytes, 'x', 3);
	memset(name, 'x', 4);
	assert_text(source_line(&source, 1), "abc");
	assert_string_equal(source.name, "name");
	source_release(&source);
	assert_null(source.bytes);
	assert_null(source.name);
}

/* A file of `length` bytes in a temporary place; its name in `name`. */
static void write_file(char name[200], const char *bytes, size_t length)
{
	const char *folder = getenv("TMPDIR");
	snprintf(name, 200, "%s/source_test-XXXXXX", folder ? folder : ".");
	int file = mkstemp(name);
	assert_true(file >= 0);
	while (length > 0) {
		ssize_t wrote = write(file, bytes, length);
		assert_true(wrote > 0);
		bytes += wrote;
		length -= (size_t)wrote;
	}
	assert_int_equal(close(file), 0);
}

static void check_reading(const char *bytes, size_t length)
{
	char name[200];
	struct source source;
	write_file(name, bytes, length);
	enum source_status status = source_read(&source, name, length);
	unlink(name);
	assert_int_equal(status, SOURCE_READ);
	assert_string_equal(source.name, name);
	assert_int_equal(source.length, length);
	assert_true(length == 0 || memcmp(source.bytes, bytes, length) == 0);
	source_release(&source);
}

TEST(files_are_read_whole)
{
	enum { LONG = 100000 };
	char *bytes = memory_new(LONG, 1);
	for (size_t i = 0; i < LONG; i++)
		bytes[i] = (char)(i * 7 % 256);
	check_reading("", 0);
	check_reading("a: b\n", 5);
	check_reading("a\0b", 3);
	check_reading(bytes, 8191);
	check_reading(bytes, 8192);
	check_reading(bytes, 8193);
	check_reading(bytes, LONG);
	free(bytes);
}

TEST(read_file_has_lines)
{
	char name[200];
	struct source source;
	write_file(name, "a\nbc\n", 5);
	assert_int_equal(source_read(&source, name, 100), SOURCE_READ);
	unlink(name);
	assert_text(source_line(&source, 2), "bc");
	assert_true(is_at(source_span_at(&source, 3), 2, 2));
	source_release(&source);
}

/* A pipe nobody writes to would be waited for, and what is not read leaves nothing to release. */
TEST(only_regular_files_are_looked_into)
{
	char name[200];
	struct source source;
	write_file(name, "a: b\n", 5);
	assert_true(source_read_regular(&source, name, 5));
	assert_text(source_line(&source, 1), "a: b");
	source_release(&source);
	assert_false(source_read_regular(&source, name, 4));
	unlink(name);
	assert_false(source_read_regular(&source, name, 5));
	assert_int_equal(mkfifo(name, 0600), 0);
	assert_false(source_read_regular(&source, name, 5));
	unlink(name);
	assert_false(source_read_regular(&source, "/", 5));
	assert_false(source_read_regular(&source, "/dev/null", 5));
}

TEST(dash_is_not_looked_into_though_there_is_such_a_file)
{
	char folder[200];
	const char *parent = getenv("TMPDIR");
	struct source source;
	snprintf(folder, sizeof(folder), "%s/source_test-XXXXXX", parent ? parent : ".");
	int before = open(".", O_RDONLY);
	assert_true(before >= 0 && mkdtemp(folder) && chdir(folder) == 0);
	assert_int_equal(close(open("-", O_CREAT | O_WRONLY, 0600)), 0);
	bool was_read = source_read_regular(&source, "-", 5);
	unlink("-");
	assert_true(fchdir(before) == 0 && close(before) == 0 && rmdir(folder) == 0);
	assert_false(was_read);
}

TEST(missing_file_is_unreadable)
{
	struct source source;
	errno = 0;
	assert_int_equal(source_read(&source, "/nonexistent/file", 100), SOURCE_UNREADABLE);
	assert_int_equal(errno, ENOENT);
	assert_string_equal(source.name, "/nonexistent/file");
	source_release(&source);
}

TEST(folder_is_unreadable)
{
	struct source source;
	errno = 0;
	assert_int_equal(source_read(&source, "/", 100), SOURCE_UNREADABLE);
	assert_int_equal(errno, EISDIR);
	source_release(&source);
}

TEST(file_over_the_limit_is_too_large)
{
	char name[200];
	char bytes[10000];
	struct source source;
	memset(bytes, 'a', sizeof(bytes));
	write_file(name, bytes, sizeof(bytes));
	assert_int_equal(source_read(&source, name, sizeof(bytes) - 1), SOURCE_TOO_LARGE);
	assert_string_equal(source.name, name);
	source_release(&source);
	/* Limits that are just what one read brings, too. */
	static const size_t limits[] = {0, 1, 4096, 8191, 8192, 8193};
	for (size_t i = 0; i < COUNT_OF(limits); i++) {
		assert_row(i, source_read(&source, name, limits[i]) == SOURCE_TOO_LARGE);
		source_release(&source);
	}
	assert_int_equal(source_read(&source, name, sizeof(bytes)), SOURCE_READ);
	source_release(&source);
	unlink(name);
}

TEST(failed_reads_leave_no_file_open)
{
	struct source source;
	int first = open("/dev/null", O_RDONLY);
	close(first);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(source_read(&source, "/", 100), SOURCE_UNREADABLE);
		source_release(&source);
		assert_int_equal(source_read(&source, "/dev/zero", 100), SOURCE_TOO_LARGE);
		source_release(&source);
		assert_int_equal(source_read(&source, "/dev/null", 100), SOURCE_READ);
		source_release(&source);
	}
	int last = open("/dev/null", O_RDONLY);
	close(last);
	assert_int_equal(first, last);
}

/* From a socket each read brings one packet. */
TEST(dash_is_standard_input_to_its_end)
{
	int ends[2], kept = dup(STDIN_FILENO);
	struct source source;
	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends), 0);
	assert_int_equal(write(ends[1], "a: ", 3), 3);
	assert_int_equal(write(ends[1], "b\nc: ", 5), 5);
	assert_int_equal(write(ends[1], "d\n", 2), 2);
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	enum source_status status = source_read(&source, "-", 100);
	int still_open = fcntl(STDIN_FILENO, F_GETFD);
	dup2(kept, STDIN_FILENO);
	close(kept);
	assert_int_equal(status, SOURCE_READ);
	assert_true(still_open >= 0);
	assert_string_equal(source.name, "<stdin>");
	assert_text(source_line(&source, 1), "a: b");
	assert_text(source_line(&source, 2), "c: d");
	source_release(&source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_end_at_lf_crlf_and_cr),
		cmocka_unit_test(final_line_end_adds_no_text),
		cmocka_unit_test(lines_beyond_the_source_are_empty),
		cmocka_unit_test(every_offset_has_its_place),
		cmocka_unit_test(columns_count_code_points),
		cmocka_unit_test(places_after_bad_bytes_can_be_told),
		cmocka_unit_test(offsets_beyond_the_end_are_at_the_end),
		cmocka_unit_test(byte_order_mark_is_no_text),
		cmocka_unit_test(bytes_are_copied),
		cmocka_unit_test(files_are_read_whole),
		cmocka_unit_test(read_file_has_lines),
		cmocka_unit_test(only_regular_files_are_looked_into),
		cmocka_unit_test(dash_is_not_looked_into_though_there_is_such_a_file),
		cmocka_unit_test(missing_file_is_unreadable),
		cmocka_unit_test(folder_is_unreadable),
		cmocka_unit_test(file_over_the_limit_is_too_large),
		cmocka_unit_test(failed_reads_leave_no_file_open),
		cmocka_unit_test(dash_is_standard_input_to_its_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
