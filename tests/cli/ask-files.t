#!/bin/sh
# SPDX-License-Identifier: ISC
#
# The files of an interview: that each answer is in one before the next question is asked, how -o writes it, and that a
# saved profile says what the interview said. What is asked and told is in the sessions of ask.t.
. "$TOP/tests/tap.sh"
unset XDG_DATA_HOME XDG_DATA_DIRS COLUMNS NO_COLOR

small=$TOP/tests/cli/small.yaml
work=$tap_folder/work
mkdir "$work" && cd "$work" || exit 4

# ask LINES ARGUMENT...: an interview with these lines.
ask() {
	printf '%b' "$1" >lines
	shift
	run "$WHETHER" ask -m "$small" "$@" <lines
}

# saved LINES NAME: eval of what an interview saves gives the same report, text and JSON.
saved() {
	ask "$1" -o again.yaml
	from_ask=$out
	run "$WHETHER" eval -m "$small" again.yaml
	is "$out" "$from_ask" "$2: eval of the saved profile gives the same report"
	ask "$1" -f json
	from_ask=$(sed '/"profile": {/,/}/d' "$tap_folder/out")
	run "$WHETHER" eval -f json -m "$small" again.yaml
	is "$(sed '/"profile": {/,/}/d' "$tap_folder/out")" "$from_ask" "$2: in JSON, too"
}
saved '12\nworks\nbad\ndry\n' 'single answers'
saved '12\nworks\nunknown\nunknown\nunknown\n' 'answers that are not known'
saved '12\nworks\n2,good\nunpaid\ndry,storm\n' 'several answers'
saved '3-5\nbroken,3\npaid\n' 'a range'
saved '10+\nworks\ngood\nunpaid\nunknown\n' 'a range with no end'
saved '1,12\nmissing\nunpaid\ndry\n' 'two numbers'
saved '5k\nmissing\nunpaid\nstorm\n' 'a number in thousands'
saved '1\n' 'the first answer settles it'
saved '12\nworks\ngood\nchange bicycle=missing\nwet\n' 'an answer set aside'
saved '12\nskip\nstop\n' 'a question passed over'

# How lines come.
ask '12\r\nworks\r\ngood\r\npaid\r\n'
is "$(printf '%s\n' "$err" | grep -c 'Chosen: ') $status" '4 0' 'lines that end in CR LF'
ask '12\nworks\ngood\npaid'
is "$(printf '%s\n' "$err" | grep -c 'Chosen: ') $status" '4 0' 'a last line without an end'
long=$(printf '%010000d' 0 | tr 0 x)
ask "12\nworks\n$long\ngood\npaid\n"
is "$(printf '%s\n' "$err" | grep -c 'Chosen: ') $status" '4 0' 'a line of ten thousand letters is refused, the rest goes on'

# wait_for PATTERN FILE: until a line of the file matches.
wait_for() {
	tries=0
	until grep -q "$1" "$2" || [ "$tries" -eq 400 ]; do
		tries=$((tries + 1))
		sleep 0.05
	done
}

# Killed in the midst, with no chance to save: what was answered before the question that stands is in the file.
mkfifo typed
"$WHETHER" ask -m "$small" -o killed.yaml <typed >/dev/null 2>shown &
interview=$!
exec 3>typed
ok 'killed: before an answer there is no file' test ! -e killed.yaml
wait_for 'Question 1' shown
printf '12\n' >&3
wait_for 'Question 2' shown
is "$(sed -n '/^ /p' killed.yaml)" '  distance: 12' 'killed: the first answer is in the file when the second question stands'
printf 'works\nchange distance=11\nunknown\nback\n' >&3
wait_for 'Your answer was' shown
is "$(sed -n '/^ /p' killed.yaml)" '  distance: 11
  bicycle: works' 'killed: so are changes, and what was taken back is not'
printf 'bad\n' >&3
wait_for 'Chosen: bad' shown
printf 'nonsense\n?\nwet' >&3
kill -9 "$interview"
wait "$interview" 2>/dev/null
exec 3>&-
is "$(cat killed.yaml)" 'model: small
revision: 2
answers:
  distance: 11
  bicycle: works
  lock: bad' 'killed: all that was answered is in the file'
is "$(find . -name 'killed.yaml?*')" '' 'killed: nothing is left beside it'
ask 'wet\n' killed.yaml -q
is "$status $out" '0 bus' 'killed: it goes on from there'
like "$err" '^Question 1 of at most 2: rain$' 'killed: with what was not answered'

# -o where nothing can be written.
ask '12\nquit\n' -o no-such-folder/saved.yaml
is "$status" 4 '-o where nothing can be written: status 4'
is "$(printf '%s\n' "$err" | grep -c '^whether: cannot write no-such-folder/saved.yaml: No such file or directory$')" 1 \
	'-o where nothing can be written: why, once'
ask '1\n' -o no-such-folder/saved.yaml
is "$status" 4 '-o where nothing can be written, after all was asked: status 4'
like "$out" '^Recommendation: walk' '-o where nothing can be written, after all was asked: the report is there'
unlike "$err" '^whether: saved' '-o where nothing can be written: no word of success'
mkdir folder
ask '1\n' -o folder
is "$status" 4 '-o onto a folder: status 4'
ok '-o onto a folder: it is still one' test -d folder
is "$(find . -name 'folder*')" ./folder '-o onto a folder: nothing is left beside it'
if [ -w /dev/full ]; then
	ask '1\n' -o /dev/full
	is "$status" 4 '-o onto a full disk: status 4'
	like "$err" '^whether: cannot write /dev/full: No space left on device$' '-o onto a full disk: why'
else
	skip '-o onto a full disk' 'no /dev/full here'
fi

# What becomes of the file that was there.
for mode in 640 600 664; do
	echo old >kept.yaml
	chmod $mode kept.yaml
	ln -f kept.yaml old-name
	ask '1\n' -o kept.yaml
	is "$status $(cat old-name)" '0 old' "-o onto a file of mode $mode: replaced in one step, the old file is whole"
	is "$(sed -n '/^ /p' kept.yaml)" '  distance: 1' "-o onto a file of mode $mode: the answers are there"
	is "$(stat -c %a kept.yaml)" "$mode" "-o onto a file of mode $mode: the mode stays"
done
(umask 027 && "$WHETHER" ask -m "$small" -o fresh.yaml <lines >out 2>err)
is "$(stat -c %a fresh.yaml)" 640 '-o onto nothing: the mode of new files'
is "$(find . -name '*.yaml.*')" '' '-o: nothing is left beside the file'
echo old >target.yaml
ln -s target.yaml link.yaml
ask '1\n' -o link.yaml
ok '-o onto a symbolic link: the link stays' test -L link.yaml
like "$(cat target.yaml)" 'distance: 1' '-o onto a symbolic link: the file it points to is replaced'
mkfifo pipe
exec 3<>pipe
ask '1\n' -o pipe
ok '-o onto what is no file: it is not replaced' test -p pipe
exec 3>&-
ask '1\n' kept.yaml -o kept.yaml
is "$status $(printf '%s\n' "$err" | grep -c '^Question')" '0 0' '-o onto the profile itself'
printf 'title: "Two: \\"half\\""\nanswers: {distance: 12, bicycle: [works, broken]}\n' >titled.yaml
ask 'quit\n' titled.yaml -o titled.yaml
like "$(cat titled.yaml)" '^title: "Two: \\"half\\""$' 'the title stays'
ask 'save other.yaml\nquit\n' titled.yaml
is "$(sed -n 3p other.yaml)" 'title: "Two: \"half\""' 'save elsewhere: the title goes with it'

# A file that is there is replaced once that was said twice, one after the other.
echo mine >mine.txt
ask '12\nsave mine.txt\nsave ours.yaml\nsave mine.txt\nquit\n'
is "$(cat mine.txt)" mine 'save onto a file: it stays'
is "$(printf '%s\n' "$err" | grep -c 'mine.txt is there already; the same once more replaces it\.$')" 2 'save onto a file: it is said'
ask '12\nsave mine.txt\nsave mine.txt\nquit\n'
like "$(cat mine.txt)" 'distance: 12' 'save onto a file twice: it is replaced'
ask '12\nsave mine.txt\nworks\nsave mine.txt\nquit\n' -o mine.txt
unlike "$err" 'already' 'save onto the file of the answers: no question of replacing'
home=$HOME
HOME=$PWD
ask "12\\nsave ~/it's here.yaml\\nquit\\n"
HOME=$home
like "$(cat "it's here.yaml")" 'distance: 12' 'save below ~: in the home folder'
go_on=${err##*to go on: whether }
is "$go_on" "ask -m $small '$PWD/it'\\''s here.yaml'" 'a name with blanks and quotes: as a shell takes it'

# Nothing is written unasked where no person is.
mkdir state
XDG_STATE_HOME=$PWD/state
HOME=$PWD/state
export XDG_STATE_HOME HOME
ask '12\nquit\n'
is "$status $(find state)" '1 state' 'without -o, from a pipe, no file is made'
done_testing
