/* SPDX-License-Identifier: ISC
 *
 * whether schema: what an editor can check profiles or models by.
 */
#include <string.h>

#include "cli/session.h"
#include "report/json_schema.h"

static enum status complain(const char *message)
{
	struct buffer text = {0};
	buffer_add_string(&text, message);
	session_complain(&text);
	return STATUS_USAGE;
}

static enum status write_schema_of_models(void)
{
	struct buffer text = {0};
	json_schema_of_models(&text);
	session_write_file(buffer_text(&text));
	buffer_release(&text);
	return STATUS_DONE;
}

static enum status write_schema_of_profiles(const struct options *options)
{
	struct model model;
	struct buffer text = {0};
	enum status status = session_load_model(&model, options, TEXT(""));
	if (status == STATUS_DONE) {
		json_schema_of_profiles(&model, &text);
		session_write_file(buffer_text(&text));
	}
	buffer_release(&text);
	model_release(&model);
	return status;
}

static enum status run(const struct options *options)
{
	const char *kind = options->operand_count ? options->operands[0] : "profile";
	if (options->operand_count > 1)
		return complain("schema takes one word; see whether schema --help");
	if (strcmp(kind, "profile") == 0)
		return write_schema_of_profiles(options);
	if (strcmp(kind, "model") != 0)
		return complain("schema writes that of a 'profile' or of a 'model'; -m says which model profiles are for");
	if (options->model)
		return complain("all models have one schema; leave out -m");
	return write_schema_of_models();
}

const struct command command_schema = {
	.name = "schema",
	.operands = "[KIND]",
	.summary = "write the JSON Schema of profiles, or of models, for editors",
	.options = OPTION_BIT(OPTION_MODEL) | OPTION_BIT(OPTION_HELP),
	.run = run,
};
