#!/bin/sh
# SPDX-License-Identifier: ISC
#
# make dist and what can be made of it: the tarball holds the tracked files, is the same wherever it is made, and builds
# without git. Two builds of it, in different folders and under different circumstances, are byte-identical.
. "$TOP/tests/tap.sh"
[ "$BUILD" = release ] || skip_all 'what is made is the same under sanitizers'
[ -e "$TOP/.git" ] || skip_all 'not a checkout of git'
unset XDG_DATA_HOME XDG_DATA_DIRS MAKEFLAGS MFLAGS MAKELEVEL SOURCE_DATE_EPOCH

version=$("$WHETHER" --version | sed 's/^whether //')
tarball=$tap_folder/whether-$version.tar.gz
first=$tap_folder/first/whether-$version
second="$tap_folder/the second folder/whether-$version"
tracked() { git -c "safe.directory=$TOP" -C "$TOP" "$@"; }

# make_dist FOLDER NAME: make dist there, to a file of that name.
make_dist() {
	make -s --no-print-directory -C "$1" dist dist="$2"
}

run make_dist "$TOP" "$tarball"
is "$status $out $err" '0  ' 'make dist'
is "$(ls "$tap_folder"/whether-*)" "$tarball" 'make dist: leaves nothing beside the tarball'
is "$(tar -tf "$tarball")" "$(tracked ls-files | LC_ALL=C sort | sed "s|^|whether-$version/|")" \
	'it holds the tracked files, sorted, in one folder'
time=$(date -u -d "@$(tracked log -1 --format=%ct)" '+%F %T')
TZ=UTC0 tar -tvf "$tarball" --full-time --numeric-owner >"$tap_folder/listing"
is "$(grep -E -v "^-rw(xr-x|-r--)r-(x|-) 0/0 +[0-9]+ $time whether-" "$tap_folder/listing")" '' \
	'its files belong to root, have the time of the last commit, and modes of their kind alone'

# As on another machine: in another folder, with other times and modes, and a file that is not tracked.
mkdir -p "$first" "$second"
tar -xf "$tarball" -C "$first" --strip-components=1
tar -xf "$tarball" -C "$second" --strip-components=1 --touch
run make_dist "$first" "$tap_folder/none.tar.gz"
is "$status" 2 'make dist without git: it fails'
like "$err" '^make dist: only a checkout of git knows what belongs in it$' 'and says what is lacking'
git -C "$second" init -q
git -C "$second" add -A -f
chmod -R g+w,o-rwx "$second"
echo notes >"$second/notes"
SOURCE_DATE_EPOCH=$(tracked log -1 --format=%ct)
export SOURCE_DATE_EPOCH
run make_dist "$second" "$tap_folder/again.tar.gz"
is "$status $err" '0 ' 'make dist elsewhere, at the time of SOURCE_DATE_EPOCH'
ok 'the tarballs are identical' cmp "$tarball" "$tap_folder/again.tar.gz"
SOURCE_DATE_EPOCH=86400
run make_dist "$second" "$tap_folder/again.tar.gz"
is "$(TZ=UTC0 tar -tvf "$tap_folder/again.tar.gz" --full-time | grep -c ' 1970-01-02 00:00:00 ')" \
	"$(wc -l <"$tap_folder/listing" | tr -d ' ')" 'SOURCE_DATE_EPOCH is the time of every file'
unset SOURCE_DATE_EPOCH

# build FOLDER [ASSIGNMENT...]: not optimised, which is quick; with -g, which is what would name folders.
build() {
	folder=$1
	shift
	env "$@" make -s --no-print-directory -C "$folder" -j 2 CFLAGS='-g -O0' all build/release/whether.a
}
run build "$first"
is "$status $out $err" '0  ' 'the tarball builds, without git and without a word'
umask 077
run build "$second" LC_ALL=C TZ=Asia/Tokyo HOME=/nowhere
umask 022
is "$status $err" '0 ' 'and in another folder, under other circumstances'
ok 'the programs are identical' cmp "$first/whether" "$second/whether"
ok 'the archives are identical' cmp "$first/build/release/whether.a" "$second/build/release/whether.a"
like "$(readelf -S -W "$first/whether")" ' \.debug_info ' 'with what debuggers need'

profile=profiles/cases/133-raster-statistics-per-polygon.yaml
run "$first/whether" eval -q "$TOP/$profile"
is "$status $out $err" "0 $("$WHETHER" eval -q "$TOP/$profile") " 'what was built decides as the program under test does'
run make -s --no-print-directory -C "$first" CFLAGS='-g -O0' install DESTDIR="$tap_folder/stage" prefix=/usr
is "$status $err" '0 ' 'make install from the tarball'
run "$tap_folder/stage/usr/bin/whether" eval -q "$tap_folder/stage/usr/share/doc/whether/examples/$profile"
is "$status $out $err" "0 $("$WHETHER" eval -q "$TOP/$profile") " 'and it decides'
done_testing
