#!/bin/sh
# SPDX-License-Identifier: ISC
#
# The Debian package: builds it twice from the tarball, in different folders, demands that lintian is silent, and looks at
# what is in it.
. "$TOP/tests/tap.sh"
unset XDG_DATA_HOME XDG_DATA_DIRS MAKEFLAGS MFLAGS MAKELEVEL COLUMNS SOURCE_DATE_EPOCH
for tool in dpkg-buildpackage dh lintian; do
	command -v "$tool" >/dev/null || {
		echo "Bail out!  There is no $tool here; install debhelper, dpkg-dev and lintian"
		exit 4
	}
done

version=$("$WHETHER" --version | sed 's/^whether //')
tarball=$tap_folder/whether-$version.tar.gz
profile=profiles/cases/133-raster-statistics-per-polygon.yaml

# build_package FOLDER OPTION...: in that folder, from the tarball; without the tests, which are run on their own.
build_package() {
	mkdir "$1" && cd "$1" && shift && tar -xf "$tarball" && cd "whether-$version" || return 4
	DEB_BUILD_PROFILES=nocheck DEB_BUILD_OPTIONS=nocheck dpkg-buildpackage -us -uc "$@"
}

run make -s --no-print-directory -C "$TOP" dist dist="$tarball"
is "$status $err" '0 ' 'make dist'
run build_package "$tap_folder/one"
is "$status" 0 'the package is built, and the source package' || tap_show "$out$err"
run build_package "$tap_folder/another-folder" -b
is "$status" 0 'and once more, in another folder' || tap_show "$out$err"
cd "$tap_folder/one" || exit 4
packages=$(ls ./*.deb)
package=$(ls ./whether_"${version}"_*.deb)
like "$packages" '^\./whether-dbgsym_' 'what debuggers need has a package of its own'
for name in $packages; do
	ok "$name: both are identical" cmp "$name" "../another-folder/$name"
done
run lintian --allow-root ./*.changes
is "$status $out $err" '0  ' 'lintian has neither errors nor warnings'

is "$(dpkg-deb -f "$package" Package Version Maintainer)" "Package: whether
Version: $version
Maintainer: $(sed -n 's/^Maintainer: //p' "$TOP/debian/control")" 'its name, version and maintainer'
depends=$(dpkg-deb -f "$package" Depends | sed 's/ ([^)]*)//g; s/, /\n/g')
for library in libc6 libgmp10 libreadline8 libunistring2 libyajl2 libyaml-0-2; do
	like "$depends" "^$library\$" "it depends on $library"
done

# What make install installs, manual pages compressed, and what Debian wants of the documentation.
make -s --no-print-directory -C "whether-$version" -o all install DESTDIR="$tap_folder/stage" prefix=/usr
{
	cd "$tap_folder/stage" && find . -type f | sed '/\/share\/man\//s/$/.gz/'
	printf './usr/share/doc/whether/%s\n' NEWS.md.gz README.md.gz changelog.gz copyright
} | LC_ALL=C sort >"$tap_folder/expected"
dpkg-deb -x "$tap_folder/one/$package" "$tap_folder/root"
cd "$tap_folder/root" || exit 4
is "$(find . ! -type d | LC_ALL=C sort)" "$(cat "$tap_folder/expected")" 'it holds what make install installs, and its papers'
ok 'the model is the one of the tarball' cmp usr/share/whether/questions/python.yaml "$TOP/questions/python.yaml"
for page in "$TOP"/man/*.[157]; do
	name=${page##*/}
	gzip -dc "usr/share/man/man${page##*.}/$name.gz" >"$tap_folder/page"
	ok "$name is the one of the tarball" cmp "$tap_folder/page" "$page"
done
run env -i usr/bin/whether eval -f json "usr/share/doc/whether/examples/$profile"
is "$status $(jq -r .recommendation "$tap_folder/out") $err" \
	"0 $("$WHETHER" eval -q "$TOP/$profile") " 'its program decides an example as the program under test does'
is "$(realpath "$(jq -r .model.file "$tap_folder/out")")" "$(realpath usr/share/whether/questions/python.yaml)" \
	'by the model of the package'
done_testing
