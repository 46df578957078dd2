# SPDX-License-Identifier: ISC
# GNU make. `make` builds ./whether; HACKING.md lists the other targets.

VERSION = 0.1.0

# The user's to set.
CC ?= cc
CFLAGS ?= -O2 -g
PKG_CONFIG ?= pkg-config
READLINE = yes
# static: those of which the archive is installed become part of the program, which halves the time until it starts;
# shared: as a distribution wants it.
LIBRARIES ?= static
prefix = /usr/local
bindir = $(prefix)/bin
datadir = $(prefix)/share
# Where bash, zsh and fish look for completions, below datadir.
completions = bash-completion/completions zsh/site-functions fish/vendor_completions.d
INSTALL = install

# One folder of objects per build: release, dev (warnings are errors), asan (address and undefined sanitizers), fuzz (the
# same and libFuzzer; by clang), analyser (what gcc -fanalyzer finds is an error), coverage (counts what is run).
BUILD = release
out := build/$(BUILD)
program_release = whether
program = $(or $(program_$(BUILD)),$(out)/whether)
build_flags_dev = -Werror
build_flags_analyser = -fanalyzer -Werror
# Counts are not atomic, which is four times as fast: no two threads may count at once.
build_flags_coverage = --coverage
build_flags_asan = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
build_flags_fuzz = $(build_flags_asan) -fsanitize=fuzzer-no-link
# Of two shared runtimes only the first obeys log_path, by which tests/run hears of reports.
link_flags_asan = $(if $(findstring clang,$(CC)),,-static-libubsan)

# Against what a fault that is left could be used for; not in the builds that look for faults. CPPFLAGS, CFLAGS and
# LDFLAGS come after these, so a packager's win. Without optimisation there is no FORTIFY.
machine := $(shell $(CC) -dumpmachine)
fortify = $(if $(findstring _FORTIFY_SOURCE,$(CPPFLAGS) $(CFLAGS)),,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
hardening = -fPIE -fstack-protector-strong $(if $(filter -O1 -O2 -O3 -Os,$(CFLAGS)),$(fortify)) \
	$(if $(filter x86_64-% i%86-%,$(machine)),-fcf-protection -fstack-clash-protection) \
	$(if $(filter aarch64-%,$(machine)),-mbranch-protection=standard)
link_hardening = -pie -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack
build_flags_release = $(hardening)
build_flags_dev += $(hardening)
link_flags_release = $(link_hardening)
link_flags_dev = $(link_hardening)

# The answers of which README shows the report.
pictured = -s purpose=many -s work=waiting -s program=run -s drivers=blocking

# What make dist makes, and the folder in it.
packed = whether-$(VERSION)
dist = build/$(packed).tar.gz

# From the ground up: a floor includes only its own headers and those of floors before it.
SRC = src
floors = base model decide analyse report interview cli
sources := $(foreach floor,$(floors),$(sort $(wildcard $(SRC)/$(floor)/*.c)))
headers := $(foreach floor,$(floors),$(wildcard $(SRC)/$(floor)/*.h))
objects := $(sources:%.c=$(out)/%.o)
archive := $(out)/whether.a

# $(call library,NAME,PACKAGE,ARCHIVE): what links a library; pkg-config is asked where the library comes with a .pc file.
library = $(or $(call library_$(LIBRARIES),$(or $3,$1)),$(shell $(PKG_CONFIG) --libs $2 2>/dev/null),-l$1)
library_static = $(wildcard $(shell $(CC) -print-file-name=lib$1.a))
libraries := $(call library,yaml,yaml-0.1) $(call library,gmp,gmp) $(call library,yajl,yajl,yajl_s) \
	$(call library,unistring) -pthread
ifeq ($(READLINE),no)
defines = -DWITHOUT_READLINE
else
libraries += $(call library,readline,readline) $(if $(filter static,$(LIBRARIES)),$(call library,tinfo,tinfo))
endif

warnings = -Wall -Wextra -Wpedantic -Wshadow -Wconversion
# Where it is built does not show in what is built: the compiler records no folder but this one, as `.`.
compile = $(CC) -std=c11 -D_XOPEN_SOURCE=700 -I$(SRC) $(warnings) '-ffile-prefix-map=$(CURDIR)=.' $(build_flags_$(BUILD)) \
	-DWHETHER_VERSION=\"$(VERSION)\" $(defines) $(CPPFLAGS) $(CFLAGS)
link = $(CC) $(build_flags_$(BUILD)) $(link_flags_$(BUILD)) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(filter %.a,$^) $(libraries) $(LDLIBS)

# Test programs: one for each file of tests/unit; those of tests/oracle share all other files there; those of
# tests/metamorphic as well, and the generator of models.
unit_programs := $(patsubst %.c,$(out)/%,$(wildcard tests/unit/*.c))
oracle_mains := $(wildcard tests/oracle/differential.c tests/oracle/worked.c)
oracle_programs := $(oracle_mains:%.c=$(out)/%)
oracle_objects := $(patsubst %.c,$(out)/%.o,$(filter-out $(oracle_mains),$(wildcard tests/oracle/*.c)))
bench := $(out)/tests/bench/bench
bench_objects := $(patsubst %.c,$(out)/%.o,$(wildcard tests/bench/*.c))
metamorphic_mains := $(wildcard tests/metamorphic/relations.c tests/metamorphic/bounds.c)
metamorphic_programs := $(metamorphic_mains:%.c=$(out)/%)
generator_objects := $(patsubst %.c,$(out)/%.o,$(wildcard tests/oracle/generate*.c tests/oracle/tree.c))
metamorphic_objects := $(generator_objects) \
	$(patsubst %.c,$(out)/%.o,$(filter-out $(metamorphic_mains),$(wildcard tests/metamorphic/*.c)))
# Harnesses of libFuzzer: each with a main that only feeds it files, and, for make fuzz, with libFuzzer's.
harness_objects := $(out)/tests/fuzz/fuzz.o
harnesses := $(patsubst tests/fuzz/%_fuzz.c,%,$(wildcard tests/fuzz/*_fuzz.c))
replayers := $(harnesses:%=$(out)/tests/fuzz/replay_%)
fuzzers := $(harnesses:%=build/fuzz/fuzz_%)
# The program itself, in a frame that lets its allocations fail.
starve := $(out)/tests/starve/starve
planted := $(out)/tests/planted
# What feeds the program.
fed = $(wildcard tests/unit/*.c) $(oracle_mains) $(metamorphic_mains) \
	$(wildcard $(patsubst %,tests/%/*.t,cli findings fuzz terminal)) tests/man/examples.t
# Those of them that take longest.
long = $(metamorphic_mains) $(patsubst %,tests/cli/%.t,ask-profiles check diff explain formats hostile_work init layout) tests/man/examples.t
# Those of them that reach little, for the time they take, that the others do not.
idle = $(metamorphic_mains) $(oracle_mains) $(patsubst %,tests/unit/%_test.c,flow_walk questions_left search) \
	$(patsubst %,tests/cli/%.t,ask-profiles explain formats hostile_memory hostile_size hostile_work init install) \
	$(patsubst %,tests/cli/%.t,layout next profiles what-if) $(patsubst %,tests/terminal/%.t,ask signals) tests/man/examples.t
test_programs = $(unit_programs) $(oracle_programs) $(metamorphic_programs) $(bench) $(replayers) $(starve) $(planted)
test_objects := $(test_programs:%=%.o) $(oracle_objects) $(metamorphic_objects) $(bench_objects) \
	$(harnesses:%=$(out)/tests/fuzz/%_fuzz.o) $(harness_objects) $(out)/tests/fuzz/replay.o

.PHONY: all objects dev asan tests check-ready check check-all check-asan check-asan-quick check-fed coverage coverage-quick check-valgrind agreement bench bench-deps bench-questions evidence headers install uninstall dist deb picture fuzz fuzz-merge check-starved clean force
.SECONDARY:
.DELETE_ON_ERROR:

all: $(program)
ifeq ($(BUILD),release)
all: schemas/model.json
else
all: $(out)/questions
endif

objects: $(objects)

$(program): $(objects) $(out)/flags
	$(link)

$(out)/%.o: %.c $(out)/flags
	@mkdir -p $(@D)
	$(compile) -MMD -MP -c -o $@ $<

# Holds the commands; a change of them makes everything again.
$(out)/flags: export FLAGS = $(compile) $(link_flags_$(BUILD)) $(LDFLAGS) $(libraries) $(LDLIBS)
$(out)/flags: force
	@mkdir -p $(@D)
	@printf '%s\n' "$$FLAGS" | cmp -s - $@ || printf '%s\n' "$$FLAGS" >$@

# So that a program in a build folder finds the models as ./whether does: beside itself.
$(out)/questions:
	@mkdir -p $(@D)
	ln -sfn ../../questions $@

# $(call write_schemas,FOLDER): what editors check models and profiles by.
write_schemas = \
	rm -rf $1 && mkdir -p $1 && $(run_program) schema model >$1/model.json && \
	for model in questions/*.yaml; do \
		name=$${model\#\#*/} && $(run_program) schema -m "$$model" >"$1/profile-$${name%.yaml}.json" || exit 1; \
	done
run_program = '$(if $(filter /%,$(program)),,./)$(program)'

# Beside the models, as where it is installed; comments in the models name it.
schemas/model.json: $(program) $(wildcard questions/*.yaml)
	@$(call write_schemas,schemas)

dev:
	@$(MAKE) --no-print-directory BUILD=dev all tests

asan:
	@$(MAKE) --no-print-directory BUILD=asan all

tests: $(test_programs)
# All of the program but main.
$(archive): $(filter-out %/cli/main.o,$(objects))
	@rm -f $@
	$(AR) rcsD $@ $^
$(unit_programs): %: %.o $(archive) $(out)/flags
	$(link) $(call library,cmocka,cmocka)
# Of random models, too.
$(out)/tests/unit/questions_left_test $(out)/tests/unit/flow_walk_test $(out)/tests/unit/network_test: $(generator_objects)
$(oracle_programs): %: %.o $(oracle_objects) $(archive) $(out)/flags
	$(link) $(call library,cmocka,cmocka)
$(bench): $(bench_objects) $(archive) $(out)/flags
	$(link)
$(metamorphic_programs): %: %.o $(metamorphic_objects) $(archive) $(out)/flags
	$(link)
$(replayers): $(out)/tests/fuzz/replay_%: $(out)/tests/fuzz/%_fuzz.o $(out)/tests/fuzz/replay.o $(harness_objects) $(archive) $(out)/flags
	$(link)
$(fuzzers): build/fuzz/fuzz_%: $(out)/tests/fuzz/%_fuzz.o $(harness_objects) $(archive) $(out)/flags
	$(link) -fsanitize=fuzzer

$(out)/tests/starve/main.o: src/cli/main.c $(out)/flags
	@mkdir -p $(@D)
	$(compile) -Dmain=whether_main -MMD -MP -c -o $@ $<
$(starve): %: %.o $(out)/tests/starve/main.o $(archive) $(out)/flags
	$(link)

$(planted): %: %.o $(out)/flags
	$(link)

# All that tests/run needs, and the proof that it can fail.
check-ready: all tests
	@BUILD=$(BUILD) perl tests/selftest.t >$(out)/selftest.log 2>&1 || { cat $(out)/selftest.log; exit 1; }

check: check-ready
	@BUILD=$(BUILD) WHETHER='$(CURDIR)/$(program)' tests/run

# make fuzz SECONDS=600 [harnesses='model profile']: looks for inputs that break something. Needs clang. What breaks is left
# in build/fuzz, new inputs in build/fuzz/corpus; make fuzz-merge brings those that reach more into tests/fuzz/corpus.
SECONDS = 60
fuzz:
	@$(MAKE) --no-print-directory BUILD=fuzz CC=clang $(fuzzers)
	@for name in $(harnesses); do \
		mkdir -p "build/fuzz/corpus/$$name" && \
		'build/fuzz/fuzz_'"$$name" -max_total_time=$(SECONDS) $(fuzz_options) -dict="tests/fuzz/$$name.dict" \
			-artifact_prefix="build/fuzz/$$name-" "build/fuzz/corpus/$$name" "tests/fuzz/corpus/$$name" || exit 1; \
	done
fuzz_options = -timeout=20 -rss_limit_mb=2048 -max_len=16384 -print_final_stats=1 -verbosity=0

fuzz-merge:
	@$(MAKE) --no-print-directory BUILD=fuzz CC=clang $(fuzzers)
	@for name in $(harnesses); do \
		mkdir -p "build/fuzz/corpus/$$name" && \
		'build/fuzz/fuzz_'"$$name" -merge=1 -use_counters=0 -max_len=4096 "tests/fuzz/corpus/$$name" "build/fuzz/corpus/$$name" || exit 1; \
	done

# Every allocation of many commands fails once: minutes.
check-starved: all tests
	@STARVE_EVERY=1 TOP='$(CURDIR)' BUILD=$(BUILD) WHETHER='$(CURDIR)/$(program)' tests/cli/hostile_memory.t

# With the tests that need a browser, three shells and what packages are made with.
check-all: check-ready
	@BUILD=$(BUILD) WHETHER='$(CURDIR)/$(program)' tests/run --all --limit 900

# Other tests than those would only say again what check says.
check-asan:
	@$(MAKE) --no-print-directory BUILD=asan check-fed

check-asan-quick:
	@$(MAKE) --no-print-directory BUILD=asan check-fed fed='$(filter-out $(long),$(fed))'

check-fed: check-ready
	@BUILD=$(BUILD) WHETHER='$(CURDIR)/$(program)' tests/run $(fed)

# How much of src/ the tests that feed the program reach, in per cent; to hold the floors the quick ones are enough.
line_floor = 95
branch_floor = 90
coverage-quick: fed := $(filter-out $(idle),$(fed))
coverage coverage-quick:
	@find build/coverage -name '*.gcda' -delete 2>/dev/null || :
	@$(MAKE) --no-print-directory BUILD=coverage CFLAGS="-O0 -g" fed='$(fed)' check-fed
	@gcovr --root . --filter '$(SRC)/' --print-summary \
		--fail-under-line $(line_floor) --fail-under-branch $(branch_floor) build/coverage

# Status 0 and 1 are answers; valgrind's own is 99.
check-valgrind: all
	@profiles=$$(find profiles -name '*.yaml' | sort | awk 'NR % 40 == 1' | head -n 5); [ -n "$$profiles" ] || exit 1; \
	for profile in $$profiles; do \
		echo "valgrind $(program) eval $$profile"; \
		valgrind -q --error-exitcode=99 --leak-check=full ./$(program) eval "$$profile" >/dev/null; \
		[ $$? -le 1 ] || exit 1; \
	done

agreement: all
	@WHETHER='$(CURDIR)/$(program)' tests/agreement
	@WHETHER='$(CURDIR)/$(program)' tests/agreement --cases profiles/later

# With the peers that are there; bench-deps installs them.
bench: all
	@CC='$(CC)' CFLAGS='$(CFLAGS)' WHETHER='$(CURDIR)/$(program)' tests/bench/speed/run

bench-deps:
	@./bootstrap bench-deps

bench-questions: $(bench)
	@$(bench)

# Needs gnuplot for the plot, and only for that.
evidence: all
	@WHETHER='$(CURDIR)/$(program)' tests/evidence/run

# What a report looks like, for README. Needs Chromium and pngquant.
picture: all
	./$(program) eval -f html $(pictured) >$(out)/report.html
	tests/heavy/picture $(out)/report.html $(out)/report.png 760 716
	pngquant --force --strip --speed 1 --output man/report.png 64 $(out)/report.png

# Each header alone, twice: it includes what it needs, and its guard guards.
headers:
	@for header in $(headers:$(SRC)/%=%); do \
		printf '#include "%s"\n' "$$header" "$$header" | $(compile) -Werror -x c -fsyntax-only - || \
			{ echo "$$header does not compile alone" >&2; exit 1; }; \
	done

install: all
	$(INSTALL) -d '$(DESTDIR)$(bindir)' '$(DESTDIR)$(datadir)/whether/questions'
	$(INSTALL) -m 755 $(program) '$(DESTDIR)$(bindir)/whether'
	$(INSTALL) -m 644 questions/*.yaml '$(DESTDIR)$(datadir)/whether/questions'
	$(INSTALL) -d '$(DESTDIR)$(datadir)/whether/schemas'
	$(call write_schemas,$(out)/schemas)
	$(INSTALL) -m 644 $(out)/schemas/*.json '$(DESTDIR)$(datadir)/whether/schemas'
	find profiles -type f | while IFS= read -r file; do \
		$(INSTALL) -d "$(DESTDIR)$(datadir)/doc/whether/examples/$${file%/*}" && \
		$(INSTALL) -m 644 "$$file" "$(DESTDIR)$(datadir)/doc/whether/examples/$$file" || exit 1; \
	done
	for page in man/*.[157]; do \
		$(INSTALL) -d "$(DESTDIR)$(datadir)/man/man$${page##*.}" && \
		$(INSTALL) -m 644 "$$page" "$(DESTDIR)$(datadir)/man/man$${page##*.}" || exit 1; \
	done
	$(INSTALL) -d $(completions:%='$(DESTDIR)$(datadir)/%')
	$(INSTALL) -m 644 src/cli/whether.bash '$(DESTDIR)$(datadir)/$(word 1,$(completions))/whether'
	$(INSTALL) -m 644 src/cli/whether.zsh '$(DESTDIR)$(datadir)/$(word 2,$(completions))/_whether'
	$(INSTALL) -m 644 src/cli/whether.fish '$(DESTDIR)$(datadir)/$(word 3,$(completions))/whether.fish'

uninstall:
	rm -f '$(DESTDIR)$(bindir)/whether' '$(DESTDIR)$(datadir)/$(word 1,$(completions))/whether' \
		'$(DESTDIR)$(datadir)/$(word 2,$(completions))/_whether' \
		'$(DESTDIR)$(datadir)/$(word 3,$(completions))/whether.fish'
	rm -rf '$(DESTDIR)$(datadir)/whether' '$(DESTDIR)$(datadir)/doc/whether'
	for page in man/*.[157]; do rm -f "$(DESTDIR)$(datadir)/man/man$${page##*.}/$${page##*/}"; done

# The tracked files as they are now, with nothing of who made it, when or where. -e: a worktree's .git is a file.
dist:
	@[ -e .git ] || { echo 'make dist: only a checkout of git knows what belongs in it' >&2; exit 1; }
	mkdir -p build
	git -c 'safe.directory=$(CURDIR)' ls-files -z >'$(dist).files'
	tar --create --file '$(dist:.gz=)' --format=ustar --null --no-recursion --files-from '$(dist).files' \
		--transform 'flags=r;s|^|$(packed)/|' --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX \
		--mtime="@$${SOURCE_DATE_EPOCH:-$$(git -c 'safe.directory=$(CURDIR)' log -1 --format=%ct)}"
	gzip -9nf '$(dist:.gz=)'
	@rm -f '$(dist).files'

# Of the tarball, so that a file missing there is missed. The package is in build/deb then.
deb: dist
	rm -rf build/deb
	mkdir -p build/deb
	tar -xf '$(dist)' -C build/deb
	cd 'build/deb/$(packed)' && MAKEFLAGS= dpkg-buildpackage -us -uc -b

clean:
	rm -rf build schemas whether

-include $(objects:.o=.d) $(test_objects:.o=.d)
