#!/bin/sh
# SPDX-License-Identifier: ISC
#
# Files that are no files, that come and go, that may not be read or written: a status that says so, no hang, and never
# half a file.
. "$TOP/tests/tap.sh"
unset XDG_DATA_HOME XDG_DATA_DIRS COLUMNS NO_COLOR

work=$tap_folder/work
mkdir "$work" && cd "$work" || exit 4
cp "$TOP"/tests/cli/*.yaml . || exit 4

# soon CMD...: run, but not for ever.
soon() {
	run timeout 60 "$@"
}

# Pipes that are named are read to their end; those that a folder holds are nobody's case.
mkfifo pipe
cat complete.yaml >pipe &
soon "$WHETHER" eval -q -m ./small.yaml pipe
wait
is "$status $out" '0 bus' 'a pipe as a profile'
cat small.yaml >pipe &
soon "$WHETHER" eval -q -m ./pipe complete.yaml
wait
is "$status $out" '0 bus' 'a pipe as a model'
mkdir cases && cp complete.yaml cases && mkfifo cases/pipe.yaml && ln -s /dev/zero cases/zero.yaml
ln -s ../complete.yaml cases/link.yaml && ln -s . cases/round
soon "$WHETHER" test -m ./small.yaml cases
is "$status $err" '0 ' 'a pipe and an endless device in a folder of cases: passed over'
like "$out" '^2 cases of small' 'a link to a file in it is a case, and a link to the folder itself is not followed'
cat <pipe >piped &
soon "$WHETHER" init -m ./small.yaml -o pipe
wait
is "$status" 0 'a pipe to write to'
ok 'a pipe to write to: it got all, and is one still' test -s piped -a -p pipe

# Links.
ln -s loop loop
soon "$WHETHER" eval -m ./small.yaml loop
is "$status $err" '4 whether: cannot read loop: Too many levels of symbolic links' 'a link to itself as a profile'
soon "$WHETHER" init -m ./small.yaml -o loop
is "$status $err" '4 whether: cannot write loop: Too many levels of symbolic links' 'a link to itself to write to'
ok 'a link to itself to write to: it stays' test -L loop
ln -s nowhere dangling
soon "$WHETHER" eval -m ./small.yaml dangling
is "$status $err" '4 whether: cannot read dangling: No such file or directory' 'a link to nothing as a profile'
mkdir away && ln -s away/far.yaml near.yaml && echo old >away/far.yaml
soon "$WHETHER" init -m ./small.yaml -o near.yaml
is "$status" 0 'a link to a file in another folder'
ok 'a link to a file in another folder: it stays, and leads to the new file' test -L near.yaml -a "$(wc -l <away/far.yaml)" -gt 9
is "$(ls away)" far.yaml 'a link to a file in another folder: nothing is left there'

# What cannot be written to leaves the old file, whole.
printf 'kept\n' >old.yaml
for target in folder/ missing/file.yaml complete.yaml/file.yaml /proc/file.yaml "$(printf '%300s' x | tr ' ' x)"; do
	mkdir -p folder
	soon "$WHETHER" init -m ./small.yaml -o "$target"
	is "$status $out" '4 ' "$target to write to"
	like "$err" '^whether: cannot write ' "$target to write to: why"
done
printf '12\nworks\n' >lines
"$WHETHER" init -m ./small.yaml -o whole.yaml
if [ "$BUILD" = asan ]; then
	skip 'a limit of file size' 'reports of sanitizers are files, too'
else
	soon sh -c "trap '' XFSZ; ulimit -f 0; exec \"\$@\" 2>/dev/null" sh "$WHETHER" init -m ./small.yaml -o old.yaml
	is "$status" 4 'no room for a file: status 4'
	is "$(cat old.yaml)" kept 'no room for a file: the old one is there'
	is "$(ls old.yaml*)" old.yaml 'no room for a file: nothing lies beside it'
	soon sh -c "trap '' XFSZ; ulimit -f 0; exec \"\$@\" 2>/dev/null" sh "$WHETHER" ask -m ./small.yaml -o old.yaml <lines
	is "$status $(cat old.yaml)" '4 kept' 'no room for answers: status 4, and the old file'
fi
# Where the words are quoted, they are for the shell within.
# shellcheck disable=SC2016
if unshare -rm true 2>/dev/null && unshare -rm mount -t tmpfs -o size=4k none /mnt 2>/dev/null; then
	soon unshare -rm sh -c 'mount -t tmpfs -o size=4k none /mnt && cp old.yaml /mnt/old.yaml && head -c 3000 /dev/zero >/mnt/filler
		status=0; "$@" init -m ./small.yaml -o /mnt/old.yaml || status=$?; cat /mnt/old.yaml; ls /mnt; exit "$status"' sh "$WHETHER"
	is "$status $out" '4 kept
filler
old.yaml' 'a full disk: status 4, the old file, and nothing beside it'
	like "$err" '^whether: cannot write /mnt/old.yaml: No space left on device$' 'a full disk: why'
	soon unshare -rm sh -c 'mount -t tmpfs none /mnt && cp old.yaml /mnt/old.yaml && mount -o remount,ro /mnt
		status=0; "$@" init -m ./small.yaml -o /mnt/old.yaml || status=$?; cat /mnt/old.yaml; exit "$status"' sh "$WHETHER"
	is "$status $out" '4 kept' 'a disk that is read only: status 4, and the old file'
else
	skip 'a full disk, and one that is read only' 'no file system can be mounted here'
fi

# A file that grows while it is read, one that shrinks, one that goes: some status, and no crash. What it says depends on
# when it happens.
{
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		cp complete.yaml moving.yaml
		cat small.yaml >>moving.yaml
		: >moving.yaml
		rm -f moving.yaml
	done
	touch moved
} &
until [ -e moved ]; do
	soon "$WHETHER" eval -q -m ./small.yaml moving.yaml
	case $status in 0 | 3 | 4) ;; *) break ;; esac
done
wait
like "$status" '^[034]$' 'a file that comes, grows, shrinks and goes'

# An answers file that goes while an interview keeps it.
mkdir going
(
	printf '12\n'
	until [ -s going/kept.yaml ]; do sleep 0.05; done
	rm -r going
	printf 'works\n'
) | "$WHETHER" ask -q -m ./small.yaml -o going/kept.yaml >/dev/null 2>err || status=$?
is "$status" 4 'a folder that goes during an interview: status 4'
is "$(grep -c 'cannot write going/kept.yaml: No such file or directory' err)" 1 'a folder that goes during an interview: said once'
done_testing
