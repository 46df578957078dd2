/* SPDX-License-Identifier: ISC
 *
 * Random walks through the interview: whatever is typed, what it shows, asks and promises holds.
 */
#include "../oracle/generate.h"
#include "interview.h"
#include "sample_models.h"

#include "interview/flow_command.h"
#include "model/profile.h"

enum { RANDOM_MODELS = 150, LINES_OF_A_WALK = 70, LINES_ABOUT_PYTHON = 40, TINY_BUDGET = 3 };

struct walk {
	struct interview interview;
	uint64_t seed;
	bool exact;                      /* the budget is enough */
	uint64_t model;                  /* its number, to find it again */
	struct buffer line, lines;       /* typed at last, and from the beginning */
};

static bool chance(struct walk *walk, uint32_t percent)
{
	return unit_random(&walk->seed, 100) < percent;
}

static void add(struct walk *walk, struct text text)
{
	buffer_add(&walk->line, text);
}

/* What is typed: answers, right and wrong. */

static void add_number(struct walk *walk, const struct question *question)
{
	static const char *const forms[] = {"%llu+", "%llu-", "0-%llu", "%lluk", "-%llu", "%llu.0"};
	const struct answer *band = &question->answers[unit_random(&walk->seed, question->answer_count)];
	uint64_t number = band->bound + unit_random(&walk->seed, 3);
	if (chance(walk, 60))
		buffer_format(&walk->line, "%llu", (unsigned long long)number);
	else if (chance(walk, 30))
		buffer_format(&walk->line, "%llu-%llu", (unsigned long long)number,
		              (unsigned long long)number + unit_random(&walk->seed, 2000));
	else
		buffer_format(&walk->line, forms[unit_random(&walk->seed, COUNT_OF(forms))],
		              (unsigned long long)number);
}

static void add_answer(struct walk *walk, uint32_t q)
{
	const struct question *question = &walk->interview.model.questions[q];
	uint32_t v = unit_random(&walk->seed, question->answer_count);
	struct text id = question->answers[v].id;
	if (chance(walk, 5)) {
		add(walk, TEXT("unknown"));
	} else if (question->is_number) {
		add_number(walk, question);
	} else if (chance(walk, 40)) {
		add(walk, id);
	} else if (chance(walk, 60)) {
		buffer_format(&walk->line, "%u", unit_random(&walk->seed, question->answer_count + 1) + !chance(walk, 10));
	} else {
		id.length = 1 + unit_random(&walk->seed, (uint32_t)id.length);
		add(walk, id);
	}
	if (chance(walk, 15)) {
		add(walk, TEXT(","));
		add_answer(walk, q);
	}
}

/* The id of anything. */
static void add_id(struct walk *walk)
{
	const struct model *model = &walk->interview.model;
	switch (unit_random(&walk->seed, 5)) {
	case 0:
		add(walk, model->questions[unit_random(&walk->seed, model->question_count)].id);
		break;
	case 1:
		add(walk, model->options[unit_random(&walk->seed, model->option_count)].id);
		break;
	case 2:
		add(walk, model->rules[unit_random(&walk->seed, model->rule_count)].id);
		break;
	case 3:
		add_answer(walk, unit_random(&walk->seed, model->question_count));
		break;
	default:
		add(walk, TEXT("nothing"));
	}
}

/* As the terminal would hand it over: what is no text has become '?'. */
static void add_garbage(struct walk *walk)
{
	char bytes[24];
	size_t length = unit_random(&walk->seed, sizeof(bytes));
	for (size_t i = 0; i < length; i++)
		bytes[i] = (char)unit_random(&walk->seed, chance(walk, 50) ? 256 : 128);
	buffer_add_clean(&walk->line, (struct text){bytes, length});
}

static void add_setting(struct walk *walk)
{
	const struct model *model = &walk->interview.model;
	uint32_t q = unit_random(&walk->seed, model->question_count);
	add(walk, model->questions[q].id);
	if (chance(walk, 20))
		return;
	add(walk, chance(walk, 80) ? TEXT("=") : TEXT(" = "));
	if (chance(walk, 95))
		add_answer(walk, q);
}

static void add_command(struct walk *walk)
{
	const struct flow_command *command = &flow_commands[unit_random(&walk->seed, (uint32_t)flow_command_count)];
	add(walk, text_of(command->word));
	if (command->argument == FLOW_NOTHING ? chance(walk, 95) : chance(walk, 10))
		return;
	add(walk, TEXT(" "));
	if (chance(walk, 10))
		add_id(walk);
	else if (command->argument == FLOW_QUESTION || command->argument == FLOW_SETTING)
		add_setting(walk);
	else if (command->argument == FLOW_ANSWER_WORD && walk->interview.flow.question != MODEL_NONE)
		add_answer(walk, walk->interview.flow.question);
	else
		add_id(walk);
}

static void draw_line(struct walk *walk)
{
	uint32_t question = walk->interview.flow.question;
	buffer_clear(&walk->line);
	buffer_add_string(&walk->line, chance(walk, 5) ? " " : "");
	if (chance(walk, 40) && question != MODEL_NONE) {
		add_answer(walk, question);
	} else if (chance(walk, 25)) {
		add(walk, TEXT("change "));
		add_setting(walk);
	} else if (chance(walk, 70)) {
		add_command(walk);
	} else if (chance(walk, 50)) {
		add_id(walk);
	} else {
		add_garbage(walk);
	}
}

/* What must hold. */

static void complain(const struct walk *walk, const char *what)
{
	struct buffer known = {0};
	profile_print(&walk->interview.known, TEXT(""), &known);
	fail_msg("model %llu: %s\nfrom\n%safter the lines\n%s", (unsigned long long)walk->model, what, known.bytes,
	         walk->lines.bytes);
}

#define hold(walk, condition) \
	do { \
		if (!(condition)) \
			complain((walk), #condition); \
	} while (0)

/* What was worked out agrees with what a new start works out from the answers alone. */
static void check_completions(const struct walk *walk, const struct completions *fresh)
{
	const struct completions *own = &walk->interview.flow.completions;
	hold(walk, own->possible && fresh->possible);
	hold(walk, own->leader == fresh->leader && own->settled == fresh->settled);
	for (uint32_t o = 0; o <= own->model->option_count; o++)
		hold(walk, mpq_equal(own->low[o], fresh->low[o]));
	for (uint32_t q = 0; q < own->model->question_count; q++)
		hold(walk, own->inquiries[q].applies == fresh->inquiries[q].applies
		           && own->inquiries[q].informs == fresh->inquiries[q].informs);
}

static bool may_be_asked(const struct flow *flow, const struct completions *fresh, uint32_t q)
{
	return flow->answers.sets[q].state == ANSWER_MISSING && !flow->skipped[q]
	       && fresh->inquiries[q].applies == TRUTH_TRUE && (flow->more || fresh->inquiries[q].informs);
}

/* What stands may be asked, unless it was called for; where nothing stands nothing may be. */
static void check_question(const struct walk *walk, const struct completions *fresh)
{
	const struct flow *flow = &walk->interview.flow;
	if (flow->standing == FLOW_ASKED && flow->question != MODEL_NONE)
		hold(walk, may_be_asked(flow, fresh, flow->question));
	for (uint32_t q = 0; q < flow->model->question_count && flow->question == MODEL_NONE; q++)
		hold(walk, !may_be_asked(flow, fresh, q));
	hold(walk, flow->question != MODEL_NONE || flow->standing == FLOW_ASKED);
}

/* The profile with the answers, read again, says the same. */
static void check_profile(const struct walk *walk, const struct answers *answers, const struct completions *fresh)
{
	struct profile profile;
	struct source source;
	struct diagnostics found = {0};
	struct completions again;
	struct buffer text = {0};
	uint64_t possible[BRUTE_MOST_QUESTIONS];
	profile_print(answers, TEXT(""), &text);
	source_of_bytes(&source, "profile", text.bytes, text.length);
	hold(walk, profile_open(&profile, &source, &found) && profile_bind(&profile, answers->model, &found));
	for (uint32_t q = 0; q < answers->model->question_count; q++)
		hold(walk, profile.answers.sets[q].state == answers->sets[q].state
		           && profile.answers.sets[q].answers == answers->sets[q].answers);
	evaluate_possible(&profile.answers, possible);
	completions_find(&again, answers->model, possible, COMPLETIONS_WINNER, EFFORT_MOST_STATES);
	hold(walk, again.leader == fresh->leader && again.settled == fresh->settled);
	completions_release(&again);
	profile_release(&profile);
	diagnostics_release(&found);
	buffer_release(&text);
}

static void check_point(const struct walk *walk)
{
	struct answers answers;
	struct completions fresh;
	uint64_t possible[BRUTE_MOST_QUESTIONS];
	flow_answers(&walk->interview.flow, &answers);
	evaluate_possible(&answers, possible);
	completions_find(&fresh, answers.model, possible, COMPLETIONS_MATTER, EFFORT_MOST_STATES);
	check_completions(walk, &fresh);
	check_question(walk, &fresh);
	check_profile(walk, &answers, &fresh);
	completions_release(&fresh);
	answers_release(&answers);
}

/* The bound is never exceeded, and only grows when an answer is taken back or replaced, or more is asked for. */
static void check_bound(const struct walk *walk, const struct interview_state *before)
{
	const struct flow *flow = &walk->interview.flow;
	struct text rest = text_trim(buffer_text(&walk->line));
	struct text word = text_cut(&rest, ' ');
	bool replaced = before->flow.question != MODEL_NONE
	                && before->flow.answers.sets[before->flow.question].state == ANSWER_GIVEN;
	bool may_grow = replaced || text_equal(word, TEXT("back")) || text_equal(word, TEXT("change"))
	                || text_equal(word, TEXT("more"));
	hold(walk, may_grow || !flow->completions.exact || flow->at_most <= before->flow.at_most);
	hold(walk, flow->question == MODEL_NONE || flow_number(flow) <= flow->at_most);
}

static void ignore_word(void *context, struct text word)
{
	(void)context;
	assert_true(word.length > 0);
}

/* What is shown fits what stands, and something is shown. */
static void check_shown(struct walk *walk)
{
	struct flow *flow = &walk->interview.flow;
	struct buffer heading = {0};
	const char *shown = interview_show(&walk->interview);
	buffer_add_string(&heading, flow->question == MODEL_NONE ? "Enter shows the report" : "");
	if (flow->question != MODEL_NONE)
		buffer_format(&heading, "Question %u of at most %u: %.*s\n", flow_number(flow), flow->at_most,
		              TEXT_ARGS(flow->model->questions[flow->question].id));
	hold(walk, strstr(shown, heading.bytes));
	flow_complete(flow, buffer_text(&walk->line), ignore_word, NULL);
	buffer_release(&heading);
}

static void take_line(struct walk *walk)
{
	struct interview_state before;
	struct flow *flow = &walk->interview.flow;
	buffer_format(&walk->lines, "%s\n", walk->line.bytes);
	interview_note(&before, flow);
	enum flow_event event = interview_take(&walk->interview, walk->line.bytes);
	if (event != FLOW_MOVED)
		hold(walk, interview_is_as_noted(flow, &before));
	hold(walk, (event != FLOW_REFUSED && event != FLOW_TOLD) || walk->interview.reply.length > 0);
	check_bound(walk, &before);
	if (walk->exact && event == FLOW_MOVED)
		check_point(walk);
	check_shown(walk);
	interview_forget(&before);
}

/* Back to the first question: as many steps back as there were, and one to give a change up. */
static void walk_back(struct walk *walk)
{
	struct flow *flow = &walk->interview.flow, fresh;
	uint32_t first = flow->step_count ? flow->steps[0].question : flow->question;
	size_t backs = flow->step_count + (flow->standing == FLOW_CHANGING);
	buffer_clear(&walk->line);
	add(walk, TEXT("back"));
	for (size_t i = 0; i < backs; i++)
		hold(walk, interview_take(&walk->interview, "back") == FLOW_MOVED);
	hold(walk, interview_take(&walk->interview, "back") == FLOW_REFUSED);
	flow_init(&fresh, &walk->interview.known, flow->order, flow->budget);
	hold(walk, interview_same_knowledge(flow, &fresh));
	hold(walk, backs == 0 || flow->question == first);
	hold(walk, flow->more || first != fresh.question || flow->at_most == fresh.at_most);
	flow_release(&fresh);
}

/* Goes on from what is known of a model that is loaded; returns how many lines were typed. */
static size_t walk_on(struct walk *walk, enum flow_order order, size_t budget, size_t lines)
{
	flow_init(&walk->interview.flow, &walk->interview.known, order, budget);
	walk->exact = budget == EFFORT_MOST_STATES;
	for (size_t i = 0; i < lines; i++) {
		draw_line(walk);
		take_line(walk);
	}
	walk_back(walk);
	buffer_release(&walk->line);
	buffer_release(&walk->lines);
	interview_end(&walk->interview);
	return lines;
}

static enum flow_order draw_order(struct walk *walk)
{
	return chance(walk, 50) ? FLOW_FILE_ORDER : FLOW_INFORMATION_ORDER;
}

TEST(sample_models_hold)
{
	struct walk walk = {.seed = 1};
	size_t lines = 0;
	for (size_t m = 0; m < 4 * COUNT_OF(sample_models); m++) {
		walk.model = m % COUNT_OF(sample_models);
		small_model(&walk.interview.model, sample_models[walk.model]);
		answers_init(&walk.interview.known, &walk.interview.model);
		lines += walk_on(&walk, draw_order(&walk), EFFORT_MOST_STATES, LINES_OF_A_WALK);
	}
	assert_true(lines >= 1000);
}

static bool has_completion(const struct answers *answers)
{
	struct completions completions;
	uint64_t possible[BRUTE_MOST_QUESTIONS];
	evaluate_possible(answers, possible);
	completions_find(&completions, answers->model, possible, COMPLETIONS_WINNER, EFFORT_MOST_STATES);
	bool possible_at_all = completions.possible;
	completions_release(&completions);
	return possible_at_all;
}

/* Begins with one of the profiles that come with a random model, unless it cannot be. */
static void begin_random(struct walk *walk, uint64_t m)
{
	struct generated made = {0};
	struct profile profile;
	struct source source;
	struct diagnostics found = {0};
	const struct buffer *text = &made.profiles[m % GENERATED_PROFILES];
	generate(m, &made);
	small_model(&walk->interview.model, made.model.bytes);
	source_of_bytes(&source, "profile", text->bytes, text->length);
	assert_true(profile_open(&profile, &source, &found)
	            && profile_bind(&profile, &walk->interview.model, &found));
	if (chance(walk, 40) && has_completion(&profile.answers))
		answers_copy(&walk->interview.known, &profile.answers);
	else
		answers_init(&walk->interview.known, &walk->interview.model);
	profile_release(&profile);
	diagnostics_release(&found);
	generated_release(&made);
}

static size_t walk_random(uint64_t first, size_t budget)
{
	size_t lines = 0;
	for (uint64_t m = first; m < first + RANDOM_MODELS; m++) {
		struct walk walk = {.seed = m, .model = m};
		begin_random(&walk, m);
		if (has_completion(&walk.interview.known)) {
			lines += walk_on(&walk, draw_order(&walk), budget, LINES_OF_A_WALK);
		} else {
			answers_release(&walk.interview.known);
			model_release(&walk.interview.model);
		}
	}
	return lines;
}

TEST(random_models_hold)
{
	assert_true(walk_random(1, EFFORT_MOST_STATES) >= 9000);
}

TEST(random_models_too_large_for_the_budget_hold)
{
	assert_true(walk_random(RANDOM_MODELS + 1, TINY_BUDGET) >= 9000);
}

TEST(python_model_holds)
{
	struct walk walk = {.seed = 3};
	model_of_file(&walk.interview.model, "questions/python.yaml");
	answers_init(&walk.interview.known, &walk.interview.model);
	walk_on(&walk, FLOW_FILE_ORDER, EFFORT_MOST_STATES, LINES_ABOUT_PYTHON);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sample_models_hold),
		cmocka_unit_test(random_models_hold),
		cmocka_unit_test(random_models_too_large_for_the_budget_hold),
		cmocka_unit_test(python_model_holds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
