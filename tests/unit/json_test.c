/* SPDX-License-Identifier: ISC
 *
 * The JSON view: read again by a parser, whatever the texts hold.
 */
#include "small_model.h"

#include <yajl/yajl_tree.h>

#include "base/memory.h"
#include "report/emit.h"

static const char *const text =
	HEAD OPTIONS_AB "tree:\n" QUESTION("q", "answers: {k: {label: K, prior: 3}, l: L}")
	"rules:\n" RULE("r", "when: {q: l}, for: {b: weak}");

static struct model model;
static struct profile profile;
static yajl_val root;

/* Reads a profile, makes its report, prints it as JSON and reads that. */
static void make(const char *profile_text)
{
	struct source source;
	struct diagnostics found = {0};
	struct report report;
	struct buffer json = {0};
	small_model(&model, text);
	source_of_bytes(&source, "p", profile_text, strlen(profile_text));
	assert_true(profile_open(&profile, &source, &found)
	            && profile_bind(&profile, &model, &found));
	assert_true(report_make(&report, &profile.answers, &profile, EFFORT_MOST_STATES));
	emit_json(&report, &json);
	char error[200] = "";
	root = yajl_tree_parse(json.bytes, error, sizeof(error));
	if (!root)
		print_error("%s", error);
	assert_non_null(root);
	buffer_release(&json);
	report_release(&report);
	diagnostics_release(&found);
}

static void finish(void)
{
	yajl_tree_free(root);
	profile_release(&profile);
	model_release(&model);
}

static const char *string_at(const char *first, const char *second)
{
	const char *path[] = {first, second, NULL};
	yajl_val value = yajl_tree_get(root, path, yajl_t_string);
	assert_non_null(value);
	return YAJL_GET_STRING(value);
}

static bool is_true_at(const char *name)
{
	const char *path[] = {name, NULL};
	yajl_val value = yajl_tree_get(root, path, yajl_t_any);
	assert_true(YAJL_IS_TRUE(value) || YAJL_IS_FALSE(value));
	return YAJL_IS_TRUE(value);
}

/* k has 3/4 and leaves both level: a. */
TEST(open_result_has_exact_shares)
{
	make("answers: {}");
	assert_string_equal(string_at("recommendation", NULL), "a");
	assert_string_equal(string_at("runner_up", NULL), "b");
	assert_string_equal(string_at("share", "low"), "3/4");
	assert_string_equal(string_at("share", "high"), "3/4");
	assert_string_equal(string_at("decided_by", "order"), "3/4");
	assert_string_equal(string_at("decided_by", "weak"), "1/4");
	assert_string_equal(string_at("next_question", NULL), "q");
	assert_false(is_true_at("settled") || is_true_at("complete"));
	assert_true(is_true_at("exact"));
	finish();
}

TEST(complete_result_is_settled)
{
	make("answers: {q: l}");
	assert_string_equal(string_at("recommendation", NULL), "b");
	assert_string_equal(string_at("share", "low"), "1");
	assert_string_equal(string_at("answers", "q"), "l");
	assert_true(is_true_at("settled") && is_true_at("complete"));
	finish();
}

TEST(texts_come_through_unchanged)
{
	make("{title: \"a \\\"b\\\" \\\\ \\t \\n \xe6\xbc\xa2 \\u00e9 </script>\", "
	     "note: '{\"x\": 1}', source: s}");
	assert_string_equal(string_at("profile", "title"),
	                    "a \"b\" \\ \t \n \xe6\xbc\xa2 \xc3\xa9 </script>");
	assert_string_equal(string_at("profile", "note"), "{\"x\": 1}");
	assert_string_equal(string_at("profile", "source"), "s");
	finish();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(open_result_has_exact_shares),
		cmocka_unit_test(complete_result_is_settled),
		cmocka_unit_test(texts_come_through_unchanged),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
