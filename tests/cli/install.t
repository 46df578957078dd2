#!/bin/sh
# SPDX-License-Identifier: ISC
#
# make install into a folder: what is installed works there, and after the folder was moved. Only copies: the program is
# the one under test, and nothing is built, so that tests beside this one are not disturbed.
. "$TOP/tests/tap.sh"
unset XDG_DATA_HOME XDG_DATA_DIRS MAKEFLAGS MFLAGS MAKELEVEL COLUMNS NO_COLOR

stage=$tap_folder/stage
profile=$TOP/profiles/cases/133-raster-statistics-per-polygon.yaml
expected=$("$WHETHER" eval -q "$profile")

# install_or_remove TARGET: `-o all` is what keeps make from building.
install_or_remove() {
	make -s --no-print-directory -C "$TOP" -o all "$1" program="$WHETHER" DESTDIR="$stage" prefix=/usr
}

# works_in PREFIX NAME: the program there decides by the model there, from wherever it is called.
works_in() {
	cd / || exit 4
	run env -i "HOME=$HOME" LC_ALL=C.UTF-8 "$1/bin/whether" eval -q "$profile"
	is "$status $out $err" "0 $expected " "$2: it decides"
	run env -i "HOME=$HOME" LC_ALL=C.UTF-8 "$1/bin/whether" eval -f json "$profile"
	is "$(realpath "$(jq -r .model.file "$tap_folder/out")")" "$(realpath "$1")/share/whether/questions/python.yaml" \
		"$2: by its own model"
	run env -i "HOME=$HOME" LC_ALL=C.UTF-8 "$1/bin/whether" eval -f json -m delivery -s python=nothing
	is "$(realpath "$(jq -r .model.file "$tap_folder/out")")" "$(realpath "$1")/share/whether/questions/delivery.yaml" \
		"$2: another of its models by its name"
	run env -i "HOME=$HOME" LC_ALL=C.UTF-8 PATH="$1/bin" whether --version
	is "$status $out" "0 $("$WHETHER" --version)" "$2: it is found by its name"
	run env -i "HOME=$HOME" LC_ALL=C.UTF-8 "$1/bin/whether" eval -m nowhere -s a=b
	unlike "$err" "^  $TOP/" "$2: it looks for no model in the checkout"
	unlike "$err" "^  $(dirname "$WHETHER")/" "$2: it looks for no model where it was built"
	cd "$TOP" || exit 4
}

run env -i "HOME=$HOME" LC_ALL=C.UTF-8 "$WHETHER" eval -f json -m delivery -s python=nothing
is "$(realpath "$(jq -r .model.file "$tap_folder/out")")" "$(realpath "$TOP")/questions/delivery.yaml" \
	'not installed: a model by its name is that of the checkout'

run install_or_remove install
is "$status $err" '0 ' 'make install'
is "$out" '' 'make install: quiet under -s'
installed=$(cd "$stage" && find . -type f | LC_ALL=C sort)
{
	echo ./usr/bin/whether
	echo ./usr/share/bash-completion/completions/whether
	echo ./usr/share/fish/vendor_completions.d/whether.fish
	echo ./usr/share/zsh/site-functions/_whether
	for page in "$TOP"/man/*.[157]; do
		echo "./usr/share/man/man${page##*.}/${page##*/}"
	done
	cd "$TOP" && find questions -type f | sed 's|^|./usr/share/whether/|'
	find questions -type f | sed 's|^questions/|./usr/share/whether/schemas/profile-|; s|yaml$|json|'
	echo ./usr/share/whether/schemas/model.json
	find profiles -type f | sed 's|^|./usr/share/doc/whether/examples/|'
} | LC_ALL=C sort >"$tap_folder/expected"
is "$installed" "$(cat "$tap_folder/expected")" 'program, pages, models, profiles and completions are there, and nothing else'
for page in man1/whether.1 man5/whether-model.5 man5/whether-profile.5 man7/whether-python.7; do
	ok "the page $page" test -s "$stage/usr/share/man/$page"
done
for model in python delivery; do
	ok "the model $model" test -s "$stage/usr/share/whether/questions/$model.yaml"
done
for file in $installed; do
	case $file in
	*/bin/*) mode=755 ;;
	*) mode=644 ;;
	esac
	[ "$(stat -c %a "$stage/$file")" = $mode ] || wrong="$wrong $file"
done
is "$wrong" '' 'modes: 755 for the program, 644 for the rest'
for pair in bash-completion/completions/whether=bash fish/vendor_completions.d/whether.fish=fish zsh/site-functions/_whether=zsh; do
	ok "the completion for ${pair#*=}" cmp "$TOP/src/cli/whether.${pair#*=}" "$stage/usr/share/${pair%=*}"
done
ok 'the program is the one under test' cmp "$WHETHER" "$stage/usr/bin/whether"
works_in "$stage/usr" 'installed'

mkdir -p "$tap_folder/else where"
mv "$stage/usr" "$tap_folder/else where/local"
works_in "$tap_folder/else where/local" 'moved'
mkdir "$tap_folder/links"
ln -s "$tap_folder/else where/local/bin/whether" "$tap_folder/links/whether"
run env -i "HOME=$HOME" LC_ALL=C.UTF-8 "$tap_folder/links/whether" eval -q "$profile"
is "$status $out" "0 $expected" 'by a symbolic link: it finds its model'
mv "$tap_folder/else where/local/share" "$tap_folder/else where/local/gone"
run env -i "HOME=$HOME" LC_ALL=C.UTF-8 "$tap_folder/else where/local/bin/whether" eval -q -s a=b
ok 'without its models: it fails' test "$status" -ne 0
like "$err" "^whether: there is no model 'python'; looked for python.yaml in\$" 'without its models: it says so'
mv "$tap_folder/else where/local/gone" "$tap_folder/else where/local/share"
mv "$tap_folder/else where/local" "$stage/usr"

run install_or_remove install
is "$status $err" '0 ' 'make install over itself'
is "$(cd "$stage" && find . -type f | LC_ALL=C sort)" "$installed" 'make install over itself: the same files'
echo keep >"$stage/usr/bin/other"
echo keep >"$stage/usr/share/man/man1/other.1"
echo keep >"$stage/usr/share/zsh/site-functions/_other"
run install_or_remove uninstall
is "$status $err" '0 ' 'make uninstall'
is "$(cd "$stage" && find . ! -type d | LC_ALL=C sort)" './usr/bin/other
./usr/share/man/man1/other.1
./usr/share/zsh/site-functions/_other' 'make uninstall: its files are gone, those of others are not'
is "$(find "$stage" -name 'whether*')" '' 'make uninstall: no folder of its own is left'
run install_or_remove uninstall
is "$status $err" '0 ' 'make uninstall of nothing'
done_testing
