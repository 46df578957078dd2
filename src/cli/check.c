/* SPDX-License-Identifier: ISC
 *
 * whether check: what is wrong with models, and what is proven about all their profiles.
 */
#include <stdlib.h>

#include "analyse/audit.h"
#include "analyse/count.h"
#include "cli/session.h"
#include "report/audit_view.h"

static void show_summary(const struct options *options, const struct audit *audit)
{
	struct layout layout = session_layout(options, false);
	struct buffer text = {0};
	mpz_t count;
	mpz_init(count);
	char *digits = count_profiles(audit->model, ENCODE_MOST_STATES, count) ? mpz_get_str(NULL, 10, count) : NULL;
	audit_print_summary(audit, digits, &layout, &text);
	session_write(false, buffer_text(&text));
	free(digits);
	mpz_clear(count);
	buffer_release(&text);
}

/* Findings are the result of this command, so they go to standard output. */
static enum status show_findings(const struct options *options, const struct audit *audit)
{
	struct diagnostics found = {.source = &audit->model->source};
	struct buffer text = {0};
	audit_add_diagnostics(audit, &found);
	diagnostics_print(&found, &text);
	session_write(false, buffer_text(&text));
	bool bad = found.errors + found.warnings > 0 || (options->strict && found.count > 0);
	diagnostics_release(&found);
	buffer_release(&text);
	return bad ? STATUS_NEGATIVE : STATUS_DONE;
}

static enum status check(const struct options *options, struct text name)
{
	struct model model;
	struct audit audit;
	size_t warnings;
	enum status status = session_load_model_strictly(&model, options, name, &warnings);
	if (status == STATUS_DONE) {
		audit_make(&audit, &model, ENCODE_MOST_STATES);
		status = status_worse(show_findings(options, &audit), warnings ? STATUS_NEGATIVE : STATUS_DONE);
		show_summary(options, &audit);
		audit_release(&audit);
	}
	model_release(&model);
	return status;
}

static enum status run(const struct options *options)
{
	enum status status = STATUS_DONE;
	for (size_t i = 0; i < options->operand_count; i++)
		status = status_worse(status, check(options, text_of(options->operands[i])));
	return options->operand_count ? status : check(options, TEXT(""));
}

const struct command command_check = {
	.name = "check",
	.operands = "[MODEL...]",
	.summary = "find what is wrong with models, proven over all profiles",
	.options = OPTION_BIT(OPTION_STRICT) | OPTION_BIT(OPTION_WIDTH) | OPTION_BIT(OPTION_COLOR)
	           | OPTION_BIT(OPTION_HELP),
	.without_markdown = true,
	.run = run,
};
