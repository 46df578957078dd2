/* SPDX-License-Identifier: ISC
 *
 * whether check: what is wrong with models, and what is proven about all their profiles.
 */
#include <stdlib.h>

#include "analyse/audit.h"
#include "analyse/count.h"
#include "cli/session.h"
#include "report/audit_view.h"

/* The number of profiles in decimal, NULL when it was not worked out. The caller frees it. */
static char *count(const struct model *model)
{
	mpz_t number;
	mpz_init(number);
	char *digits = count_profiles(model, EFFORT_MOST_STATES, number) ? mpz_get_str(NULL, 10, number) : NULL;
	mpz_clear(number);
	return digits;
}

/* What was found on loading has been said already. What is proven is the result of this command. */
static void show_text(const struct options *options, const struct audit_view *view)
{
	struct layout layout = session_layout(options, false);
	struct buffer text = {0};
	if (!view->audit)
		return;
	diagnostics_print(view->proven, &text);
	audit_print_summary(view->audit, view->profiles, &layout, &text);
	session_write(false, buffer_text(&text));
	buffer_release(&text);
}

/* All in one object, of a model that could not be loaded, too: what is wrong with it is the result then. There is none
 * of a file that could not be read. */
static void show_json(const struct audit_view *view)
{
	struct buffer text = {0};
	if (!view->model->source.name)
		return;
	audit_emit_json(view, &text);
	session_write_as(FORMAT_JSON, buffer_text(&text));
	buffer_release(&text);
}

static enum status status_of(const struct options *options, const struct diagnostics *found)
{
	bool bad = found->errors + found->warnings > 0 || (options->strict && found->count > 0);
	return bad ? STATUS_NEGATIVE : STATUS_DONE;
}

static enum status check(const struct options *options, struct text name)
{
	struct model model;
	struct audit audit;
	struct diagnostics loaded = {0}, proven = {.source = &model.source};
	struct audit_view view = {.model = &model, .loaded = &loaded, .proven = &proven};
	char *profiles = NULL;
	enum status status = session_load_model_silently(&model, options, name, &loaded);
	if (options->format == FORMAT_TEXT)
		session_print_findings(&loaded);
	if (status == STATUS_DONE) {
		audit_make(&audit, &model, EFFORT_MOST_STATES);
		audit_add_diagnostics(&audit, &proven);
		view.audit = &audit;
		view.profiles = profiles = count(&model);
		status = status_worse(status_of(options, &loaded), status_of(options, &proven));
	}
	if (options->format == FORMAT_JSON)
		show_json(&view);
	else
		show_text(options, &view);
	if (view.audit)
		audit_release(&audit);
	free(profiles);
	diagnostics_release(&loaded);
	diagnostics_release(&proven);
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
	.options = OPTION_BIT(OPTION_FORMAT) | OPTION_BIT(OPTION_STRICT) | OPTION_BIT(OPTION_WIDTH)
	           | OPTION_BIT(OPTION_COLOR) | OPTION_BIT(OPTION_HELP),
	.formats = FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_JSON),
	.run = run,
};
