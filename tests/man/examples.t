#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# Holds the manual to the program and its sources: the examples are run; options, codes, keys of files and keys of JSON
# are compared both ways. From the environment: WHETHER (the program under test), TOP (the checkout).
import difflib
import glob
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile

TOP = os.environ.get('TOP') or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WHETHER = os.path.abspath(os.environ.get('WHETHER') or os.path.join(TOP, 'whether'))
LIMIT = 60

# The list of each table of keys: source file and table, then page and subsection.
TABLES = {
	('model_load', 'model_keys'): ('whether-model.5', 'Top level'),
	('model_load', 'option_keys'): ('whether-model.5', 'Options'),
	('model_load', 'reference_keys'): ('whether-model.5', 'Sources'),
	('load_tree', 'question_keys'): ('whether-model.5', 'Questions'),
	('load_tree', 'answer_keys'): ('whether-model.5', 'Answers and bands'),
	('load_rules', 'fact_keys'): ('whether-model.5', 'Facts'),
	('load_rules', 'rule_keys'): ('whether-model.5', 'Rules'),
	('load_rules', 'allow_keys'): ('whether-model.5', 'Allowed findings'),
	('load_rules', 'impossible_keys'): ('whether-model.5', 'Impossible combinations'),
	('load_rules', 'advice_keys'): ('whether-model.5', 'Advice'),
	('load_condition', 'range_keys'): ('whether-model.5', 'Ranges'),
	('profile', 'profile_keys'): ('whether-profile.5', 'Top level'),
	('profile', 'range_keys'): ('whether-profile.5', 'Ranges'),
}

# How the manual describes a value of each shape that the tables name; what it may add stands in brackets.
SHAPES = {
	'version': '1', 'revision': 'whole number from 1[ to the revision]', 'text': 'text', 'texts': 'text or list of texts',
	'name': 'id[; needed at the top level]', 'model': 'id', 'boolean': 'true or false; default false',
	'prior': 'whole number from 1 to 1000000; default 1', 'number': 'whole number',
	'condition': 'condition[; default always]', 'options': 'mapping of ids', 'topics': 'mapping of ids to texts',
	'sources': 'mapping of ids', 'tree': 'mapping of ids', 'questions': 'mapping of ids', 'facts': 'mapping of ids',
	'rules': 'mapping of ids', 'bands': 'mapping of whole numbers; this or answers', 'impossible': 'list',
	'advice': 'list', 'strengths': 'mapping of options to strengths', 'names': 'option or list of options',
	'excluded': 'option or list of options', 'citations': 'id or list of ids', 'allowed': 'mapping of codes to texts',
	'outcome': 'option or none', 'outcomes': 'option or list of options',
}
# The same name, another shape in each of the two formats.
SHAPES_OF_PAGES = {
	('whether-model.5', 'answers'): 'mapping of ids; this or bands',
	('whether-profile.5', 'answers'): 'mapping of questions to answers',
}

JSON_TYPES = {
	str: 'text', bool: 'boolean', int: 'number', float: 'fraction', dict: 'object', list: 'list', type(None): 'null'}
IDS_AS_KEYS = {'.answers', '.findings[].witness'}


class Results:
	"""Prints TAP."""

	def __init__(self):
		self.count = self.failed = 0

	def ok(self, good, name, detail=''):
		self.count += 1
		self.failed += not good
		print('%s %d - %s' % ('ok' if good else 'not ok', self.count, name.replace('#', r'\#')))
		if not good:
			for line in str(detail).splitlines():
				print('# ' + line)
		return good

	def same(self, actual, expected, name):
		"""Texts, or lists that are compared item by item."""
		if isinstance(actual, str):
			actual, expected = actual.splitlines(), expected.splitlines()
		actual, expected = [str(item) for item in actual], [str(item) for item in expected]
		difference = difflib.unified_diff(expected, actual, 'expected', 'actual', lineterm='', n=1)
		self.ok(actual == expected, name, '\n'.join(difference))

	def end(self):
		print('1..%d' % self.count)
		return 1 if self.failed or not self.count else 0


def contents(*names):
	with open(os.path.join(*names), encoding='utf-8') as file:
		return file.read()


def unescaped(line):
	"""A line of a literal block as it is shown."""
	plain = {r'\&': '', r'\e': '\\', r'\-': '-', r'\(ha': '^', r'\(aq': "'"}
	return re.sub(r'\\(&|e|-|\(ha|\(aq)', lambda found: plain[found.group()], line)


class Page:
	"""The source of a manual page, cut into subsections; what stands before the first of a section is in ''."""

	def __init__(self, name):
		self.name = name
		self.lines = contents(TOP, 'man', name).splitlines()
		self.parts = {}
		section = subsection = ''
		for line in self.lines:
			if line.startswith('.Sh '):
				section, subsection = line[4:], ''
			elif line.startswith('.Ss '):
				subsection = line[4:]
			else:
				self.parts.setdefault((section, subsection), []).append(line)

	def part(self, section, subsection=''):
		return self.parts.get((section, subsection), [])

	def named(self, subsection):
		"""The lines of the subsections of this name, in whatever sections."""
		return [line for key, lines in self.parts.items() if key[1] == subsection for line in lines]

	def subsections(self, section):
		return [key[1] for key in self.parts if key[0] == section and key[1]]

	def literals(self, section=None):
		"""Literal blocks, each with the file named last before it."""
		blocks, block, file = [], None, ''
		lines = self.lines if section is None else [
			line for key, part in self.parts.items() if key[0] == section for line in part]
		for line in lines:
			if line.startswith('.Bd -literal'):
				block = []
			elif line == '.Ed' and block is not None:
				blocks.append((file, block))
				block = None
			elif block is not None:
				block.append(unescaped(line))
			elif line.startswith('.Pa '):
				file = line.split()[1]
		return blocks


def commands_of(block):
	"""The commands of a block, each with the output below it."""
	commands = []
	for line in block:
		if line.startswith('$ '):
			commands.append((line[2:], []))
		elif commands:
			commands[-1][1].append(line)
	return commands


class Shell:
	"""Runs commands as a reader of the manual would, with a home of their own."""

	def __init__(self, folder):
		self.environment = dict(os.environ)
		for name in ('COLUMNS', 'NO_COLOR', 'POSIXLY_CORRECT', 'XDG_DATA_HOME', 'XDG_DATA_DIRS'):
			self.environment.pop(name, None)
		for name in ('bin', 'home', 'files'):
			os.mkdir(os.path.join(folder, name))
		os.symlink(WHETHER, os.path.join(folder, 'bin', 'whether'))
		self.files = os.path.join(folder, 'files')
		self.environment.update(
			PATH=os.path.join(folder, 'bin') + ':' + self.environment.get('PATH', '/usr/bin:/bin'),
			HOME=os.path.join(folder, 'home'), LC_ALL='C.UTF-8', TERM='dumb')

	def run(self, command, folder=None, errors=subprocess.STDOUT):
		return subprocess.run(
			command, shell=isinstance(command, str), cwd=folder or self.files, env=self.environment,
			stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, encoding='utf-8', timeout=LIMIT)

	def whether(self, *arguments):
		return self.run(['whether'] + list(arguments), errors=subprocess.PIPE)


def check_examples(results, page, shell, folder):
	"""Runs all commands in the page's examples."""
	count = 0
	for _, block in page.literals('EXAMPLES'):
		if page.name == 'whether.1':
			results.ok(block and block[0].startswith('$ '), page.name + ': an example begins with a command', block[:1])
		for command, output in commands_of(block):
			count += 1
			done = shell.run(command, folder)
			results.same(done.stdout, '\n'.join(output), '%s: $ %s' % (page.name, command))
	results.ok(count, page.name + ': there are examples')


def save_example(results, page, shell, beginning):
	"""Saves the one complete file of a page; returns its name, or an empty one."""
	found = [(file, block) for file, block in page.literals() if block and block[0].startswith(beginning)]
	names = ' '.join(file for file, _ in found)
	if not results.ok(len(found) == 1, page.name + ': there is one complete example', names):
		return ''
	with open(os.path.join(shell.files, names), 'w', encoding='utf-8') as file:
		file.write('\n'.join(found[0][1]) + '\n')
	return names


def check_acceptance(results, shell, model, profile):
	"""The complete examples give no finding, and the profile comes out as it states."""
	text = contents(shell.files, model)
	questions = re.findall(r'^  (\w+):$', text.split('\ntree:\n')[1].split('\nfacts:\n')[0], re.MULTILINE)
	done = shell.whether('eval', '-m', './' + model, '-s', questions[0] + '=unknown')
	results.same([done.returncode in (0, 1), done.stderr], [True, ''], model + ' is accepted')
	done = shell.whether('eval', '-f', 'json', profile)
	results.same([done.returncode in (0, 1), done.stderr], [True, ''], profile + ' is accepted')
	result = json.loads(done.stdout or '{}')
	expected = re.search(r'^expect: (\S+)$', contents(shell.files, profile), re.MULTILINE)
	results.same([result.get('recommendation')], [expected and expected.group(1)], profile + ' comes out as it states')


def documented_options(lines):
	"""(letter, word, takes an argument) of each list entry for an option."""
	options = []
	for line in lines:
		if not line.startswith('.It Fl '):
			continue
		forms = line[len('.It '):].split(' , ')
		names = [form.split()[1] for form in forms]
		letter = ''.join(name for name in names if len(name) == 1)
		word = ''.join(name[1:] for name in names if name.startswith('-'))
		options.append((letter, word, all(' Ar ' in form for form in forms)))
	return sorted(options, key=lambda option: option[1])


def printed_options(text):
	found = re.findall(r'^  (?:-(\w), )?--([\w-]+)(?: ([A-Z][A-Z=]*))?(?: |$)', text, re.MULTILINE)
	return sorted(((letter, word, bool(argument)) for letter, word, argument in found), key=lambda option: option[1])


def synopsis_options(page, command):
	"""(name, takes an argument) of the options in the command's form of the synopsis."""
	form = re.search(r'^\.Nm\n\.Cm %s\n(.*?)^(?:\.Nm|\.Sh)\b' % command, '\n'.join(page.lines), re.M | re.S)
	options = re.findall(r'^\.Op Fl (\S+)( Ar \S+)?', form.group(1) if form else '', re.MULTILINE)
	return sorted((name, bool(argument)) for name, argument in options)


def check_options(results, page, shell):
	usage = shell.whether('--help').stdout
	commands = re.findall(r'^  ([a-z][\w-]*)  ', usage, re.MULTILINE)
	subsections = [name for name in page.subsections('DESCRIPTION') if not name.startswith('Options')]
	results.same(subsections, commands, 'whether.1 describes the commands that --help names')
	results.ok(commands, '--help names commands')
	shared = [name for name in page.subsections('DESCRIPTION') if name.startswith('Options of ')]
	for command in commands:
		printed = printed_options(shell.whether(command, '--help').stdout)
		lines = page.named(command)
		for name in shared:
			if name == 'Options of every command' or command in re.split(r', | and ', name[len('Options of '):]):
				lines = lines + page.named(name)
		results.same(documented_options(lines), printed, 'the options of ' + command)
		completed = [line.split('\t')[0] for line in shell.whether('--complete', command, '-').stdout.splitlines()]
		names = [name for letter, word, _ in printed for name in ('--' + word, '-' + letter) if name != '-']
		results.same(sorted(set(completed) - {'/'}), sorted(names), 'the options that are completed after ' + command)
		short = sorted((letter or '-' + word, argument) for letter, word, argument in printed if word != 'help')
		results.same(synopsis_options(page, command), short, 'the synopsis of ' + command)
	alone = re.findall(r'^or whether (--.*)$', usage, re.MULTILINE)
	words = ['--' + word for _, word, _ in documented_options(page.named('Options without a command'))]
	results.same(words, sorted(re.findall(r'--[\w-]+', ' '.join(alone))), 'the options without a command')


def check_codes(results, page):
	codes = re.findall(r'\bROW\((\w+), "([^"]+)", "[^"]+"\)', contents(TOP, 'src/model/finding.h'))
	lines = page.part('DIAGNOSTICS')
	documented = [line[len('.It Sy '):] for line in lines if line.startswith('.It Sy ')]
	results.same(sorted(documented), sorted(code for _, code in codes), 'the codes of findings')
	results.ok(codes, 'finding.h has codes')
	sources = ''.join(contents(name) for name in glob.glob(os.path.join(TOP, 'src/*/*.c')))
	warnings = set(re.findall(r'finding_warning\([^;]*?\bFINDING_(\w+)', sources))
	marked = [line[len('.It Sy '):] for line, text in zip(lines, lines[1:])
		if line.startswith('.It Sy ') and text.startswith('A warning: ')]
	results.same(sorted(marked), sorted(code for name, code in codes if name in warnings), 'the codes of warnings')


def check_audits(results, page):
	"""The codes of what check proves, and how serious each is."""
	audits = re.findall(r'\bROW\(\w+, "([^"]+)", (\w+), \w+, "[^"]+"\)', contents(TOP, 'src/analyse/audit.h'))
	documented = re.findall(r'^\.It Sy (\S+)\n(\w+): ', '\n'.join(page.named('check')), re.MULTILINE)
	results.same(
		sorted('%s: %s' % (code, word.upper()) for code, word in documented), sorted('%s: %s' % row for row in audits),
		'the codes of what check proves')
	results.ok(audits, 'audit.h has codes')


def tables():
	"""(source, table, its rows) of each table of keys."""
	for name in sorted(glob.glob(os.path.join(TOP, 'src/model/*.c'))):
		for table, body in re.findall(r'struct schema_key (\w+)\[\] = \{(.*?)\};', contents(name), re.DOTALL):
			rows = re.findall(r'\{"([^"]+)", SCHEMA_\w+, (true|false), "([^"]+)",\s*"[^"]+"\}', body)
			yield os.path.basename(name)[:-len('.c')], table, rows if len(rows) == body.count('"') / 6 else []


def documented_keys(lines):
	"""(key, what it says of the value) of each list entry for a key."""
	return re.findall(r'^\.It Ic (.+?) Pq (.+)$', '\n'.join(lines), re.MULTILINE)


def is_described(page, shape, text):
	wanted = SHAPES_OF_PAGES.get((page, shape)) or SHAPES.get(shape, 'a shape that is listed above')
	pattern = re.sub(r'\\\[(.*)\\\]$', r'(\1)?', re.escape(wanted))
	return re.fullmatch(pattern + '(, required)?', text)


def check_keys(results, pages):
	seen = set()
	for source, table, rows in tables():
		seen.add((source, table))
		name = '%s.c, %s' % (source, table)
		if not results.ok(rows and (source, table) in TABLES, name + ': is known'):
			continue
		page, subsection = TABLES[source, table]
		documented = documented_keys(pages[page].named(subsection))
		results.same(
			[(key, text.endswith(', required')) for key, text in documented],
			[(key, required == 'true') for key, required, _ in rows], name + ': the keys, and which are required')
		shapes = {key: shape for key, _, shape in rows}
		odd = [(key, text) for key, text in documented if not is_described(page, shapes.get(key), text)]
		results.same(odd, [], name + ': types and defaults')
	results.same(sorted(seen), sorted(TABLES), 'all tables of keys')


def check_limits(results, shell):
	"""What SHAPES says of numbers and defaults is what the schema of models does."""
	definitions = json.loads(shell.whether('schema', 'model').stdout)['definitions']
	for shape, least, most, default in (('prior', 1, 1000000, 1), ('revision', 1, None, None), ('number', 0, 10**15, None)):
		number = definitions[shape]['anyOf'][0]
		results.same(
			[number['minimum'], most and number['maximum'], definitions[shape].get('default')], [least, most, default],
			shape + ': its limits and default')
	results.same([definitions['boolean']['default']], [False], 'boolean: its default')


class Shape:
	"""What keys JSON objects have; normal() may give one path to what looks alike."""

	def __init__(self, normal=lambda path: path):
		self.normal = normal
		self.types = {}      # of each path
		self.counts = {}     # how many objects have it
		self.parents = {}    # how many objects could have it, by the path of the object

	def add(self, value, path=''):
		if isinstance(value, dict):
			self.parents[path] = self.parents.get(path, 0) + 1
			for key, part in value.items():
				below = self.normal(path + '.' + key)
				self.types.setdefault(below, set()).add(JSON_TYPES[type(part)])
				self.counts[below] = self.counts.get(below, 0) + 1
				if below not in IDS_AS_KEYS:
					self.add(part, below)
		elif isinstance(value, list):
			for item in value:
				self.add(item, self.normal(path + '[]'))

	def is_everywhere(self, path):
		return self.counts.get(path) == self.parents.get(path.rpartition('.')[0])


def example_runs(shell, model):
	"""Command lines that show what no profile may show: all is known, an answer is ignored, nothing is left."""
	text = contents(shell.files, model)
	with open(os.path.join(shell.files, 'none.yaml'), 'w', encoding='utf-8') as file:
		file.write(text.replace('rules out: [file, sqlite]', 'rules out: [file, sqlite, server]'))
	yield ['-m', './' + model, '-s', 'writers=one', '-s', 'megabytes=5', '-s', 'patience=hurried', '-s', 'network=always']
	yield ['-m', './' + model, '-s', 'writers=several,remote', '-s', 'megabytes=unknown', '-s', 'network=always']
	yield ['-m', './none.yaml', '-s', 'writers=several,remote']
	yield ['-m', './none.yaml', '-s', 'writers=remote']


def check_shape(results, lines, shape, what):
	"""Compares the paths that are listed, with their types, with those that were seen."""
	entries = re.findall(r'^\.It Va (\.\S+) Pq (\w+)(, optional)?$', '\n'.join(lines), re.MULTILINE)
	results.same([line for line in lines if line.startswith('.It ') and not line.startswith('.It Va .')], [],
		what + ': only paths are listed')
	results.same(sorted('%s: %s' % entry[:2] for entry in entries),
		sorted('%s: %s' % (path, ', '.join(sorted(types))) for path, types in shape.types.items()),
		what + ': the keys of JSON')
	results.same([path for path, _, optional in entries if optional and shape.is_everywhere(path)], [],
		what + ': keys called optional are missing somewhere')
	results.same([path for path, _, optional in entries if not optional and not shape.is_everywhere(path)], [],
		what + ': all other keys are everywhere')


def listed_paths(lines):
	"""The type of each path that is listed."""
	return dict(re.findall(r'^\.It Va (\.\S+) Pq (\w+)', '\n'.join(lines), re.MULTILINE))


def check_others(results, page, subsection, shape, included):
	"""The same for what is printed beside members that are described elsewhere, which are in `included`."""
	odd = ['%s: %s' % (path, sorted(types)) for path, types in shape.types.items() if {included.get(path)} - {None} - types]
	results.same(odd, [], subsection + ': the types of what is described elsewhere')
	shape.types = {path: types for path, types in shape.types.items() if path not in included}
	check_shape(results, page.named(subsection), shape, subsection)


def without_prefix(words):
	"""Takes the name of an object away that holds members of a report."""
	return lambda path: re.sub(r'^\.(?:%s)(?=\.)' % words, '', path)


def of_conditions(path):
	"""Conditions look alike wherever they stand."""
	path = re.sub(r'^.*(?=\.when\.)', '', path)
	return re.sub(r'^\.when(?:\.all\[\]|\.any\[\]|\.not(?=\.))', '.when', path)


def of_thing(kind):
	"""A thing by itself is like one in the list of its kind, and what refers to it is like that in other lists."""
	def normal(path):
		path = re.sub(r'^\.referred_to_by(?=\.(?:impossible|advice)\[\])', '', path)
		own = re.match(r'\.(whether|model|referred_to_by|impossible\[|advice\[|%ss\[\])' % kind, path)
		return of_conditions(path if own else '.%ss[]%s' % (kind, path))
	return normal


def report_runs(model):
	"""What is told of each command that prints parts of a report: command lines, and how paths are to be read."""
	known = ['-m', './' + model, '-s', 'writers=one', '-s', 'megabytes=5', '-s', 'network=always']
	case = os.path.join(TOP, 'profiles/cases/021-one-ssh-command-some.yaml')
	small = ['-m', os.path.join(TOP, 'tests/cli/small.yaml')]
	yield 'Results of explain', lambda path: re.sub(r'^\.option(?=\.)', '.options[]', path), [
		['explain', 'file', 'nothing.yaml'] + known, ['explain', 'server', 'nothing.yaml'] + known,
		['explain', 'file', 'nothing.yaml', '-m', './' + model]]
	yield 'Results of what-if', lambda path: path, [['what-if', 'nothing.yaml'] + known]
	yield 'Results of what-if with answers', without_prefix('before|after'), [
		['what-if', 'nothing.yaml', 'writers=one', '-m', './' + model]]
	yield 'Results of diff', without_prefix('first|second'), [['diff', 'one.yaml', 'other.yaml', '-m', './' + model]]
	yield 'Results of next', lambda path: path, [
		['next', case], ['next', 'nothing.yaml', '-s', 'writers=one,several', '-m', './' + model],
		['next', 'nothing.yaml'] + known, ['next', 'nothing.yaml'] + small, ['next', 'nothing.yaml', '-m', './large.yaml']]


def check_json_of_reports(results, page, shell, model):
	for name, text in (('nothing', 'answers: {}'), ('one', 'answers: {writers: one}'), ('other', 'answers: {megabytes: 5}')):
		with open(os.path.join(shell.files, name + '.yaml'), 'w', encoding='utf-8') as file:
			file.write(text + '\n')
	members = listed_paths(line for name in page.subsections('RESULTS IN JSON') for line in page.part('RESULTS IN JSON', name))
	for subsection, normal, runs in report_runs(model):
		shape = Shape(normal)
		for run in runs:
			done = shell.whether(*run, '-f', 'json')
			if results.ok(done.stdout, 'JSON of ' + ' '.join(run).replace(TOP + '/', ''), done.stderr):
				shape.add(json.loads(done.stdout))
		own = listed_paths(page.named(subsection))
		check_others(results, page, subsection, shape, {path: kind for path, kind in members.items() if path not in own})
	shape = Shape()
	names = [os.path.join(TOP, 'tests/cli/parcel-%s.yaml' % age) for age in ('old', 'new')]
	shape.add(json.loads(shell.whether('diff', '--models', '-f', 'json', *names).stdout))
	check_others(results, page, 'Results of diff of models', shape, {})


def check_json_of_show(results, page, shell):
	"""Of whole models, and of everything in one of them."""
	both = {path: kind for path, kind in listed_paths(page.part('RESULTS IN JSON', 'Model and profile')).items()
		if path.startswith(('.whether', '.model'))}
	whole, single = Shape(of_conditions), Shape()
	for name in (os.path.join(TOP, 'tests/cli/show.yaml'), 'python'):
		shown = json.loads(shell.whether('show', '-f', 'json', '-m', name).stdout)
		whole.add(shown)
		for kind in ('question', 'fact', 'rule', 'option', 'source') if name != 'python' else ():
			for thing in shown[kind + 's']:
				for one in re.split(r'(?<=\n\})\n', shell.whether('show', '-f', 'json', '-m', name, thing['id']).stdout.strip()):
					value = json.loads(one)
					single.normal = of_thing(value['kind'])
					single.add(value)
	results.ok(single.types, 'show shows things')
	lists = listed_paths(page.named('Results of show'))
	check_others(results, page, 'Results of show', whole, both)
	check_others(results, page, 'Results of show of one thing', single, {**both, **lists})


def check_json(results, page, shell, model, profile):
	shape = Shape()
	profiles = sorted(glob.glob(os.path.join(TOP, 'profiles/**/*.yaml'), recursive=True))
	results.ok(profiles, 'there are profiles')
	reports = []
	# A folder at once, for the model is worked through but once then.
	for folder, group in itertools.groupby(profiles + [profile], os.path.dirname):
		names = list(group)
		done = shell.whether('eval', '-f', 'json', *names)
		printed = re.split(r'(?<=\n\})\n', done.stdout.strip())
		if results.ok(
				done.returncode in (0, 1) and len(printed) == len(names),
				'JSON of all profiles in ' + (os.path.relpath(folder, TOP) if folder else 'the example'), done.stderr):
			reports += printed
	for run in example_runs(shell, model):
		done = shell.whether('eval', '-f', 'json', *run)
		if results.ok(done.returncode in (0, 1), 'JSON of ' + ' '.join(run), done.stderr):
			reports.append(done.stdout)
	for report in reports:
		shape.add(json.loads(report))
	lines = [line for name in page.subsections('RESULTS IN JSON') for line in page.part('RESULTS IN JSON', name)]
	check_shape(results, lines, shape, 'eval')


def check_json_of_tests(results, page, shell, model):
	"""Of ten cases, settled ones and an open one, and of one."""
	shape = Shape()
	folder = os.path.join(shell.files, 'cases')
	os.mkdir(folder)
	for number in range(10):
		with open(os.path.join(folder, '%d.yaml' % number), 'w', encoding='utf-8') as file:
			file.write('answers: {writers: %s, megabytes: 5, network: always}\nexpect: file\n'
				% ('one' if number else 'unknown'))
	for operand in (folder, os.path.join(folder, '0.yaml')):
		done = shell.whether('test', '-f', 'json', '-m', './' + model, operand)
		if results.ok(done.returncode in (0, 1), 'JSON of tests of ' + os.path.basename(operand), done.stderr):
			shape.add(json.loads(done.stdout))
	check_shape(results, page.named('Results of test'), shape, 'tests')


def check_json_of_batch(results, page):
	"""Lines of each kind, of the model that has all that a line can tell."""
	lines = [
		{'title': 'Complete', 'answers': {'distance': 12, 'bicycle': 'works', 'lock': 'bad', 'ticket': 'paid', 'rain': 'dry'}},
		{'answers': {'distance': 1, 'bicycle': 'missing', 'lock': 'bad', 'rain': 'dry'}},
		{'answers': {'distance': 12, 'bicycle': 'missing', 'ticket': 'unpaid', 'rain': 'storm'}},
		{'revision': 9, 'answers': {'distance': 12, 'bicycle': 'works'}}, {'answers': {'distance': 1}},
		{'answers': {'distance': 12, 'bicycle': 'works'}}, {'answers': {'rain': 'storm', 'ticket': 'paid', 'distance': 5}},
		{'answers': {'rian': 'dry', 'distance': 'far'}}, {'answers': {'rian': 'dry'}, 'title': 'x' * 1048576}]
	shape = Shape()
	for form in 'brief', 'json':
		done = subprocess.run([WHETHER, 'batch', '-f', form, '-m', os.path.join(TOP, 'tests/cli/small.yaml')],
			input=''.join(json.dumps(line) + '\n' for line in lines), capture_output=True, encoding='utf-8', timeout=LIMIT)
		results.same([done.returncode, done.stdout.count('\n')], [3, len(lines)], 'JSON of batch, ' + form)
		for line in done.stdout.splitlines():
			shape.add(json.loads(line))
	check_shape(results, page.named('Results of batch'), shape, 'batch')


def checked_models(shell):
	"""Models with something wrong: about all their profiles, so that they cannot be loaded, or too large to count."""
	yield from sorted(glob.glob(os.path.join(TOP, 'tests/cli/check/*.yaml')))
	for name in ('duplicate-id', 'unknown-key'):
		yield os.path.join(TOP, 'tests/findings', 'model-%s.yaml' % name)
	text = contents(TOP, 'tests/cli/check/clean.yaml')
	question = '  %s%d: {topic: t, ask: Which?, answers: {k: K, l: L}}\n'
	questions = ''.join(question % (letter, i) for letter in 'xy' for i in range(18))
	pairs = ''.join('  - {when: {x%d: l, y%d: l}, because: B}\n' % (i, i) for i in range(18))
	large = os.path.join(shell.files, 'large.yaml')
	with open(large, 'w', encoding='utf-8') as file:
		file.write(text.replace('rules:\n', questions + 'rules:\n') + 'impossible:\n' + pairs)
	yield large


def check_json_of_check(results, page, shell):
	shape = Shape()
	for name in checked_models(shell):
		done = shell.whether('check', '-f', 'json', name)
		expected = (3,) if '/findings/' in name else (0, 1)
		good = done.returncode in expected and not done.stderr
		if results.ok(good, 'JSON of check ' + os.path.basename(name), [done.returncode, done.stderr]):
			shape.add(json.loads(done.stdout))
	check_shape(results, page.named('Results of check'), shape, 'check')


def check_lint(results, shell):
	for name in sorted(glob.glob(os.path.join(TOP, 'man/*.[1-9]'))):
		done = shell.run(['mandoc', '-T', 'lint', '-W', 'warning', name])
		results.same([done.returncode, done.stdout], [0, ''], 'mandoc lint: ' + os.path.basename(name))


def main():
	results = Results()
	pages = {name: Page(name) for name in ('whether.1', 'whether-model.5', 'whether-profile.5')}
	with tempfile.TemporaryDirectory() as folder:
		shell = Shell(folder)
		model = save_example(results, pages['whether-model.5'], shell, 'whether: 1')
		profile = save_example(results, pages['whether-profile.5'], shell, 'model: ')
		if not model or not profile:
			return results.end()
		check_acceptance(results, shell, model, profile)
		check_examples(results, pages['whether.1'], shell, TOP)
		check_examples(results, pages['whether-model.5'], shell, None)
		check_examples(results, pages['whether-profile.5'], shell, None)
		check_options(results, pages['whether.1'], shell)
		check_codes(results, pages['whether-model.5'])
		check_audits(results, pages['whether.1'])
		check_keys(results, pages)
		check_limits(results, shell)
		check_json(results, pages['whether-profile.5'], shell, model, profile)
		check_json_of_check(results, pages['whether-profile.5'], shell)
		check_json_of_tests(results, pages['whether-profile.5'], shell, model)
		check_json_of_reports(results, pages['whether-profile.5'], shell, model)
		check_json_of_show(results, pages['whether-profile.5'], shell)
		check_json_of_batch(results, pages['whether-profile.5'])
		check_lint(results, shell)
	return results.end()


if __name__ == '__main__':
	sys.exit(main())
