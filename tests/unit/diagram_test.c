/* SPDX-License-Identifier: ISC
 *
 * Decision diagrams against tables: functions of a few variables, written out whole.
 */
#include "unit.h"

#include "analyse/diagram.h"
#include "base/memory.h"

enum { MOST_LEVELS = 4, MOST_VALUES = 4, MOST_CELLS = 256, ROUNDS = 400 };

/* The variables; a function over them is a table of payloads, the last variable running fastest. */
struct shape {
	uint32_t levels;
	uint32_t value_counts[MOST_LEVELS];
	uint32_t cells;
};

static void make_shape(struct shape *shape, uint64_t *seed)
{
	shape->levels = 1 + unit_random(seed, MOST_LEVELS);
	shape->cells = 1;
	for (uint32_t l = 0; l < shape->levels; l++) {
		shape->value_counts[l] = 2 + unit_random(seed, MOST_VALUES - 1);
		shape->cells *= shape->value_counts[l];
	}
}

/* The value of variable `level` in cell `cell`. */
static uint32_t value_of(const struct shape *shape, uint32_t cell, uint32_t level)
{
	for (uint32_t l = shape->levels - 1; l > level; l--)
		cell /= shape->value_counts[l];
	return cell % shape->value_counts[level];
}

/* A function with few payloads that ignores some of the variables, so that equal ones come up. */
static void make_table(const struct shape *shape, uint32_t payloads, uint64_t *seed,
                       uint32_t *table)
{
	uint32_t looked_at = unit_random(seed, UINT32_C(1) << shape->levels), drawn[MOST_CELLS];
	for (uint32_t cell = 0; cell < shape->cells; cell++) {
		uint32_t code = 0;
		for (uint32_t l = 0; l < shape->levels; l++)
			code = code * MOST_VALUES + (looked_at >> l & 1
			                             ? value_of(shape, cell, l) : 0);
		if (cell == 0)
			for (uint32_t i = 0; i < MOST_CELLS; i++)
				drawn[i] = unit_random(seed, payloads);
		table[cell] = drawn[code];
	}
}

/* Builds the diagram of a table; `backwards`: the last child of each node first. */
static uint32_t build(struct diagram *diagram, const struct shape *shape, const uint32_t *table,
                      uint32_t level,
                      uint32_t cells, bool backwards)
{
	uint32_t children[MOST_VALUES];
	if (level == shape->levels)
		return diagram_terminal(diagram, table[0]);
	uint32_t count = shape->value_counts[level], part = cells / count;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t v = backwards ? count - 1 - i : i;
		children[v] = build(diagram, shape, table + v * part, level + 1, part, backwards);
	}
	return diagram_make(diagram, level, children);
}

/* The payload that a cell leads to. */
static uint32_t payload_at(const struct diagram *diagram, const struct shape *shape, uint32_t node,
                           uint32_t cell)
{
	while (!diagram_is_terminal(diagram, node))
		node = diagram_child(diagram, node,
		                     value_of(shape, cell, diagram_level(diagram, node)));
	return diagram_payload(diagram, node);
}

TEST(diagram_is_the_function_it_was_built_of)
{
	for (uint64_t first = 1; first <= ROUNDS; first++) {
		uint64_t seed = first;
		struct shape shape;
		uint32_t table[MOST_CELLS];
		struct diagram diagram;
		make_shape(&shape, &seed);
		diagram_init(&diagram, shape.levels, shape.value_counts);
		make_table(&shape, 3, &seed, table);
		uint32_t root = build(&diagram, &shape, table, 0, shape.cells, false);
		for (uint32_t cell = 0; cell < shape.cells; cell++)
			assert_row(first, payload_at(&diagram, &shape, root, cell) == table[cell]);
		diagram_release(&diagram);
	}
}

TEST(equal_functions_and_no_others_have_the_same_node)
{
	size_t equal = 0, different = 0;
	for (uint64_t first = 1; first <= ROUNDS; first++) {
		uint64_t seed = first;
		struct shape shape;
		uint32_t tables[6][MOST_CELLS], roots[6];
		struct diagram diagram;
		make_shape(&shape, &seed);
		diagram_init(&diagram, shape.levels, shape.value_counts);
		for (int i = 0; i < 6; i++) {
			make_table(&shape, 2, &seed, tables[i]);
			roots[i] = build(&diagram, &shape, tables[i], 0, shape.cells, i % 2);
			for (int j = 0; j < i; j++) {
				bool same = memcmp(tables[i], tables[j],
				                   shape.cells * sizeof(uint32_t)) == 0;
				assert_row(first, (roots[i] == roots[j]) == same);
				*(same ? &equal : &different) += 1;
			}
			size_t nodes = diagram.node_count;
			assert_row(first, build(&diagram, &shape, tables[i], 0, shape.cells,
			                        true) == roots[i]);
			assert_row(first, diagram.node_count == nodes);
		}
		diagram_release(&diagram);
	}
	assert_true(equal > 100 && different > 100);
}

/* Collects what diagram_visit shows. */
struct walk {
	const struct diagram *diagram;
	bool seen[2 * MOST_CELLS];
	size_t count;
	uint64_t round;
};

static void visit(void *context, uint32_t node)
{
	struct walk *walk = context;
	const struct diagram *diagram = walk->diagram;
	uint32_t level = diagram_level(diagram, node);
	bool differ = false;
	assert_row(walk->round, node < COUNT_OF(walk->seen) && !walk->seen[node]);
	walk->seen[node] = true;
	walk->count++;
	if (diagram_is_terminal(diagram, node)) {
		assert_row(walk->round, level == diagram->level_count);
		return;
	}
	for (uint32_t v = 0; v < diagram->value_counts[level]; v++) {
		uint32_t child = diagram_child(diagram, node, v);
		assert_row(walk->round, child < node && walk->seen[child]);
		assert_row(walk->round, diagram_level(diagram, child) > level);
		differ = differ || child != diagram_child(diagram, node, 0);
	}
	assert_row(walk->round, differ);
}

static void mark(const struct diagram *diagram, uint32_t node, bool *marked, size_t *count)
{
	if (marked[node])
		return;
	marked[node] = true;
	++*count;
	if (!diagram_is_terminal(diagram, node))
		for (uint32_t v = 0; v < diagram->value_counts[diagram_level(diagram, node)]; v++)
			mark(diagram, diagram_child(diagram, node, v), marked, count);
}

TEST(visit_shows_reduced_nodes_once_and_children_first)
{
	for (uint64_t first = 1; first <= ROUNDS; first++) {
		uint64_t seed = first;
		struct shape shape;
		uint32_t table[MOST_CELLS];
		bool marked[2 * MOST_CELLS] = {false};
		size_t reachable = 0;
		struct diagram diagram;
		make_shape(&shape, &seed);
		diagram_init(&diagram, shape.levels, shape.value_counts);
		make_table(&shape, 4, &seed, table);
		uint32_t root = build(&diagram, &shape, table, 0, shape.cells, false);
		/* Nodes that do not belong to it. */
		diagram_terminal(&diagram, 77);
		struct walk walk = {.diagram = &diagram, .round = first};
		diagram_visit(&diagram, root, visit, &walk);
		mark(&diagram, root, marked, &reachable);
		assert_row(first, walk.count == reachable && walk.seen[root]);
		diagram_release(&diagram);
	}
}

/* Random weights, some of them nothing; every variable has some weight. */
struct measure {
	uint32_t weights[MOST_LEVELS][MOST_VALUES];
	const uint32_t *rows[MOST_LEVELS];
	uint64_t sums[MOST_LEVELS];
};

static void make_measure(struct measure *measure, const struct shape *shape, uint64_t *seed)
{
	for (uint32_t l = 0; l < shape->levels; l++) {
		measure->rows[l] = measure->weights[l];
		measure->sums[l] = 0;
		for (uint32_t v = 0; v < shape->value_counts[l]; v++) {
			measure->weights[l][v] = unit_random(seed, 6);
			measure->sums[l] += measure->weights[l][v];
		}
		if (measure->sums[l] == 0)
			measure->sums[l] = measure->weights[l][0] = 1;
	}
}

/* A value that a variable must have; level NO_LEVEL: none must. */
struct fixed {
	uint32_t level, value;
};

enum { NO_LEVEL = UINT32_MAX };

/* The weight of a cell; nothing if it has not the fixed value. */
static uint64_t weight_of(const struct shape *shape, const struct measure *measure, struct fixed fixed, uint32_t cell)
{
	uint64_t weight = 1;
	for (uint32_t l = 0; l < shape->levels; l++) {
		uint32_t value = value_of(shape, cell, l);
		weight *= fixed.level == l && fixed.value != value ? 0 : measure->weights[l][value];
	}
	return weight;
}

enum { PAYLOADS = 5, CLASSES = 3 };

/* Payload 0 is left out; payload 4 is beyond those that the kernel is told of, whatever stands here for it. */
static const uint32_t class_of[PAYLOADS] = {UINT32_MAX, 1, 0, 1, 2};
static const struct diagram_classes classes = {class_of, PAYLOADS - 1, CLASSES};

/* Compares totals with the sums over all cells. */
static void check_totals(uint64_t round, const struct shape *shape, const uint32_t *table,
                         const struct measure *measure, struct fixed fixed, mpz_t *totals)
{
	uint64_t expected[CLASSES] = {0};
	for (uint32_t cell = 0; cell < shape->cells; cell++)
		if (table[cell] > 0 && table[cell] < PAYLOADS - 1)
			expected[class_of[table[cell]]] += weight_of(shape, measure, fixed, cell);
	for (int c = 0; c < CLASSES; c++)
		assert_row(round, mpz_cmp_ui(totals[c], expected[c]) == 0);
}

TEST(weights_are_those_of_all_assignments)
{
	enum { MOST_TOTALS = MOST_LEVELS * MOST_VALUES * CLASSES };
	mpz_t totals[MOST_TOTALS];
	for (int i = 0; i < MOST_TOTALS; i++)
		mpz_init_set_ui(totals[i], 99);
	for (uint64_t first = 1; first <= ROUNDS; first++) {
		uint64_t seed = first;
		struct shape shape;
		struct measure measure;
		uint32_t table[MOST_CELLS];
		struct diagram diagram;
		make_shape(&shape, &seed);
		diagram_init(&diagram, shape.levels, shape.value_counts);
		make_table(&shape, PAYLOADS, &seed, table);
		make_measure(&measure, &shape, &seed);
		struct diagram_measure given = {measure.rows, measure.sums};
		uint32_t root = build(&diagram, &shape, table, 0, shape.cells, false);
		diagram_weigh(&diagram, root, &given, &classes, totals);
		check_totals(first, &shape, table, &measure, (struct fixed){NO_LEVEL, 0}, totals);
		diagram_weigh_values(&diagram, root, &given, &classes, totals);
		mpz_t *next = totals;
		for (uint32_t l = 0; l < shape.levels; l++)
			for (uint32_t v = 0; v < shape.value_counts[l]; v++, next += CLASSES)
				check_totals(first, &shape, table, &measure, (struct fixed){l, v}, next);
		diagram_release(&diagram);
	}
	for (int i = 0; i < MOST_TOTALS; i++)
		mpz_clear(totals[i]);
}

/* 30 variables of weights 999999 and 1, of which the first decides: 999999 * 1000000^29 of
 * 1000000^30. */
TEST(weights_do_not_overflow)
{
	enum { LEVELS = 30 };
	static const uint32_t pair[] = {999999, 1}, own_class_of[] = {0, 1};
	uint32_t value_counts[LEVELS], children[2];
	const uint32_t *rows[LEVELS];
	uint64_t sums[LEVELS];
	mpz_t totals[2], expected;
	struct diagram diagram;
	for (int l = 0; l < LEVELS; l++) {
		value_counts[l] = 2;
		rows[l] = pair;
		sums[l] = 1000000;
	}
	diagram_init(&diagram, LEVELS, value_counts);
	children[0] = diagram_terminal(&diagram, 0);
	children[1] = diagram_terminal(&diagram, 1);
	uint32_t root = diagram_make(&diagram, 0, children);
	mpz_inits(totals[0], totals[1], expected, NULL);
	diagram_weigh(&diagram, root, &(struct diagram_measure){rows, sums},
	              &(struct diagram_classes){own_class_of, 2, 2}, totals);
	mpz_ui_pow_ui(expected, 1000000, LEVELS - 1);
	assert_int_equal(mpz_cmp(totals[1], expected), 0);
	mpz_mul_ui(expected, expected, 999999);
	assert_int_equal(mpz_cmp(totals[0], expected), 0);
	mpz_clears(totals[0], totals[1], expected, NULL);
	diagram_release(&diagram);
}

/* Whether some cell with allowed values has different payloads, neither of them `ignored`. */
static bool cells_differ(const struct shape *shape, const uint32_t *a, const uint32_t *b,
                         uint32_t ignored,
                         const uint64_t *allowed)
{
	for (uint32_t cell = 0; cell < shape->cells; cell++) {
		bool is_looked_at = a[cell] != ignored && b[cell] != ignored;
		for (uint32_t l = 0; l < shape->levels; l++)
			is_looked_at = is_looked_at && (allowed[l] >> value_of(shape, cell, l) & 1);
		if (is_looked_at && a[cell] != b[cell])
			return true;
	}
	return false;
}

/* Some of the values of each variable, at least one. */
static void make_allowed(const struct shape *shape, uint64_t *seed, uint64_t *allowed)
{
	for (uint32_t l = 0; l < shape->levels; l++) {
		uint32_t sets = (UINT32_C(1) << shape->value_counts[l]) - 1;
		allowed[l] = 1 + unit_random(seed, sets);
	}
}

TEST(differences_are_found_where_some_assignment_shows_one)
{
	static const uint32_t ignored[] = {0, 1, 2, 3, DIAGRAM_IGNORE_NONE};
	static const uint64_t all[MOST_LEVELS] = {15, 15, 15, 15};
	size_t counts[2] = {0};
	for (uint64_t first = 1; first <= ROUNDS * 5; first++) {
		uint64_t seed = first, allowed[MOST_LEVELS];
		struct shape shape;
		uint32_t a[MOST_CELLS], b[MOST_CELLS];
		struct diagram diagram;
		make_shape(&shape, &seed);
		diagram_init(&diagram, shape.levels, shape.value_counts);
		make_table(&shape, 2 + unit_random(&seed, 2), &seed, a);
		make_table(&shape, 2 + unit_random(&seed, 2), &seed, b);
		uint32_t left = build(&diagram, &shape, a, 0, shape.cells, false);
		uint32_t right = build(&diagram, &shape, b, 0, shape.cells, true);
		for (size_t i = 0; i < COUNT_OF(ignored); i++) {
			make_allowed(&shape, &seed, allowed);
			bool differ = cells_differ(&shape, a, b, ignored[i], allowed);
			assert_row(first, diagram_differ(&diagram, left, right, ignored[i],
			                                 allowed) == differ);
			assert_row(first, diagram_differ(&diagram, right, left, ignored[i],
			                                 allowed) == differ);
			counts[differ]++;
			differ = cells_differ(&shape, a, b, ignored[i], all);
			assert_row(first, diagram_differ(&diagram, left, right, ignored[i],
			                                 NULL) == differ);
			assert_row(first, !diagram_differ(&diagram, left, left, ignored[i], NULL));
		}
		diagram_release(&diagram);
	}
	assert_true(counts[false] > 100 && counts[true] > 100);
}

/* The parity of the variables before `level`, above the nodes for even and odd at `level`. */
static uint32_t make_parity(struct diagram *diagram, uint32_t level, uint32_t even, uint32_t odd)
{
	while (level-- > 0) {
		uint32_t straight[] = {even, odd}, crossed[] = {odd, even};
		even = diagram_make(diagram, level, straight);
		odd = diagram_make(diagram, level, crossed);
	}
	return even;
}

/* 2^60 paths, few pairs of nodes. Only where the last variable is 1 does one parity differ from the
 * other. */
TEST(differences_are_found_in_few_steps)
{
	enum { LEVELS = 60 };
	uint32_t value_counts[LEVELS];
	uint64_t allowed[LEVELS];
	struct diagram diagram;
	for (int l = 0; l < LEVELS; l++) {
		value_counts[l] = 2;
		allowed[l] = 3;
	}
	diagram_init(&diagram, LEVELS, value_counts);
	uint32_t one = diagram_terminal(&diagram, 1), two = diagram_terminal(&diagram, 2);
	uint32_t even[] = {one, diagram_terminal(&diagram, 8)},
		odd[] = {two, diagram_terminal(&diagram, 8)};
	uint32_t plain = make_parity(&diagram, LEVELS - 1, one, two);
	uint32_t other = make_parity(&diagram, LEVELS - 1, diagram_make(&diagram, LEVELS - 1, even),
	                             diagram_make(&diagram, LEVELS - 1, odd));
	assert_true(diagram_differ(&diagram, plain, other, DIAGRAM_IGNORE_NONE, NULL));
	assert_false(diagram_differ(&diagram, plain, other, 8, NULL));
	allowed[LEVELS - 1] = 2;
	assert_true(diagram_differ(&diagram, plain, other, DIAGRAM_IGNORE_NONE, allowed));
	allowed[LEVELS - 1] = 1;
	assert_false(diagram_differ(&diagram, plain, other, DIAGRAM_IGNORE_NONE, allowed));
	diagram_release(&diagram);
}

/* Whether all cells with these choices, and at least one, have payload `target` or are ignored. */
static bool table_implies(const struct shape *shape, const uint32_t *table, const uint32_t *choices, uint32_t target,
                          uint32_t ignored)
{
	bool reached = false;
	for (uint32_t cell = 0; cell < shape->cells; cell++) {
		bool chosen = true;
		for (uint32_t l = 0; l < shape->levels; l++)
			chosen = chosen && (choices[l] == DIAGRAM_UNDECIDED || choices[l] == value_of(shape, cell, l));
		if (chosen && table[cell] != target && table[cell] != ignored)
			return false;
		reached = reached || (chosen && table[cell] == target);
	}
	return reached;
}

TEST(implicants_are_prime)
{
	uint64_t seed = 77;
	unsigned found = 0, shortened = 0;
	for (unsigned round = 0; round < ROUNDS; round++) {
		struct shape shape;
		struct diagram diagram;
		uint32_t table[MOST_CELLS], choices[MOST_LEVELS];
		make_shape(&shape, &seed);
		make_table(&shape, 3, &seed, table);
		diagram_init(&diagram, shape.levels, shape.value_counts);
		uint32_t root = build(&diagram, &shape, table, 0, shape.cells, false);
		for (uint32_t target = 0; target < 3; target++) {
			bool occurs = false;
			for (uint32_t cell = 0; cell < shape.cells; cell++)
				occurs = occurs || table[cell] == target;
			uint32_t ignored = (target + 1 + round % 2) % 3;
			assert_row(round, diagram_find_implicant(&diagram, root, target, ignored, choices) == occurs);
			found += occurs;
			if (!occurs)
				continue;
			assert_row(round, table_implies(&shape, table, choices, target, ignored));
			for (uint32_t l = 0; l < shape.levels; l++) {
				uint32_t value = choices[l];
				shortened += value == DIAGRAM_UNDECIDED;
				choices[l] = DIAGRAM_UNDECIDED;
				assert_row(round, value == DIAGRAM_UNDECIDED
				                          || !table_implies(&shape, table, choices, target, ignored));
				choices[l] = value;
			}
		}
		diagram_release(&diagram);
	}
	assert_true(found > ROUNDS && shortened > ROUNDS);
}

TEST(many_nodes_are_found_again)
{
	enum { MANY = 5000 };
	static const uint32_t value_counts[] = {3, 2};
	static uint32_t terminals[MANY], nodes[MANY];
	struct diagram diagram;
	diagram_init(&diagram, 2, value_counts);
	for (uint32_t i = 0; i < MANY; i++) {
		uint32_t first = i ? terminals[i / 2] : diagram_terminal(&diagram, 0);
		terminals[i] = diagram_terminal(&diagram, i);
		uint32_t children[] = {terminals[i], first};
		nodes[i] = diagram_make(&diagram, 1, children);
	}
	size_t count = diagram.node_count;
	for (uint32_t i = 0; i < MANY; i++) {
		uint32_t children[] = {terminals[i], terminals[i / 2]};
		assert_row(i, diagram_terminal(&diagram, i) == terminals[i]);
		assert_row(i, diagram_payload(&diagram, terminals[i]) == i);
		assert_row(i, diagram_make(&diagram, 1, children) == nodes[i]);
	}
	assert_int_equal(diagram.node_count, count);
	/* Every terminal, and a node for each but the first, whose children are the same. */
	assert_int_equal(count, 2 * MANY - 1);
	diagram_release(&diagram);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(diagram_is_the_function_it_was_built_of),
		cmocka_unit_test(equal_functions_and_no_others_have_the_same_node),
		cmocka_unit_test(visit_shows_reduced_nodes_once_and_children_first),
		cmocka_unit_test(weights_are_those_of_all_assignments),
		cmocka_unit_test(weights_do_not_overflow),
		cmocka_unit_test(differences_are_found_where_some_assignment_shows_one),
		cmocka_unit_test(differences_are_found_in_few_steps),
		cmocka_unit_test(implicants_are_prime),
		cmocka_unit_test(many_nodes_are_found_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
