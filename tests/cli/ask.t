#!/bin/sh
# SPDX-License-Identifier: ISC
#
# whether ask with its answers from a pipe: what it asks, how it takes lines, what it saves, and that the report is the one
# that eval gives. In the transcripts a blank at the end of a line shows as a dot.
. "$TOP/tests/tap.sh"
unset XDG_DATA_HOME XDG_DATA_DIRS COLUMNS NO_COLOR

small=$TOP/tests/cli/small.yaml
work=$tap_folder/work
mkdir "$work" && cd "$TOP/tests/cli" || exit 4
cp small.yaml complete.yaml settled.yaml open.yaml none.yaml wet.yaml blank.yaml "$work" && cd "$work" || exit 4

opening='On foot, by bicycle or by bus
At any prompt: ? helps, unknown is an answer, quit leaves.'

# ask LINES ARGUMENT...: an interview with these lines; sets $said to the transcript with dots.
ask() {
	printf '%b' "$1" >lines
	shift
	run "$WHETHER" ask -m "$small" "$@" <lines
	said=$(printf '%s\n' "$err" | sed 's/ $/./')
}

# asked: the questions that were asked, in order.
asked() {
	printf '%s\n' "$err" | sed -n 's/^[0-9][0-9]*  \([a-z_]*\)$/\1/p' | tr '\n' ' '
}

# asks EXPECTED NAME LINES ARGUMENT...: these questions and no others, and then a report.
asks() {
	expected=$1
	title=$2
	shift 2
	ask "$@"
	is "$(asked)" "$expected" "$title"
	like "$out" '^Recommendation: ' "$title: ends with a report"
}

# refuses LINE WHY: a line that is no answer to the third question changes nothing; the reason is said.
refuses() {
	ask "12\nworks\n$1\ngood\nunpaid\ndry\n"
	like "$err" "$2" "refused: '$1'"
	is "$(asked)" 'distance bicycle lock ticket rain ' "refused: '$1': the question stands"
	is "$(printf '%s\n' "$err" | grep -c 'Chosen: ')" 5 "refused: '$1': it was not taken"
	is "$(printf '%s\n' "$err" | grep -c '^   Answer: $')" 5 "refused: '$1': one prompt more"
}

# A whole interview: answers by number of the list, by id and as numbers.
ask '12\nworks\n1\npaid\n' -o saved.yaml
is "$said" "$opening

1  distance
   How many kilometres is it?
     from 0: next door
     from 2: across the town
     from 10: out of town
   Number:.
   Chosen: 12

2  bicycle
   Is there a bicycle?
     1  works    yes, and it works
     2  broken   one that is broken
     3  missing  there is none
   Answer:.
   Chosen: works

3  lock
   How good is its lock?
     1  good  good enough for the station
     2  bad   a child could open it
   Answer:.
   Chosen: good

4  ticket
   Is the bus paid for?
     1  paid    yes, with a season ticket
     2  unpaid  no
   Answer:.
   Chosen: paid

Settled. No answer to the other 1 question can change the result.
whether: saved saved.yaml" 'the transcript'
is "$status" 0 'the transcript: status'
is "$out" 'Recommendation: bus
  Settled: whatever the open answers are, bus comes first.
  Decided by medium reasons in 25 %, by weak reasons in 75 %.

Why bus
  + strong: Nobody walks for two hours, and the bus takes the motorway.
    [too-far]
      because distance = 12
  + weak: What is paid for costs nothing more. [ticket-is-paid]
      because ticket = paid

How to start
  * Take a book for the way home.

Why not walk: ruled out
  x ruled out: Nobody walks for two hours, and the bus takes the motorway.
    [too-far]
      because distance = 12
  ? less likely, not known: 1 weak against

Why not bike: possible
  + strong: A bicycle waits for nobody. (with two wheels) [quick-ride]
      because distance = 12; bicycle = works
  ? less likely, not known: 1 medium against

What would change it: the fewest answers with which another wins for certain
  walk: distance = 0-1
  bike: distance = 2-9

Not known, and it cannot change the result
  rain

Sources
  * Map of the town <https://example.org/map>
  * Diary, a whole year <https://example.org/diary>' 'the report'
is "$(cat saved.yaml)" 'model: small
revision: 2
answers:
  distance: 12
  bicycle: works
  lock: good
  ticket: paid' 'the saved profile'

# saved LINES NAME: eval of what an interview saves gives the same report, text and JSON.
saved() {
	ask "$1" -o again.yaml
	from_ask=$out
	run "$WHETHER" eval -m "$small" again.yaml
	is "$out" "$from_ask" "$2: eval of the saved profile gives the same report"
	ask "$1" -f json
	from_ask=$(jq 'del(.profile)' "$tap_folder/out")
	run "$WHETHER" eval -f json -m "$small" again.yaml
	is "$(jq 'del(.profile)' "$tap_folder/out")" "$from_ask" "$2: in JSON, too"
}
saved '12\nworks\nbad\ndry\n' 'single answers'
saved '12\nworks\nunknown\nunknown\nunknown\n' 'answers that are not known'
saved '12\nworks\n2,good\nunpaid\ndry,storm\n' 'several answers'
saved '3-5\nbroken,3\npaid\n' 'a range'
saved '10+\nworks\ngood\nunpaid\nunknown\n' 'a range with no end'
saved '1,12\nmissing\nunpaid\ndry\n' 'two numbers'
saved '5k\nmissing\nunpaid\nstorm\n' 'a number in thousands'
saved '1\n' 'the first answer settles it'

# How lines are taken.
ask '\t12\t\n'
like "$err" '^   Chosen: 12$' 'tabs round an answer'
ask '  12  \nworks \n 1 , 2 \nunknown\nunknown\n'
like "$err" '^   Chosen: 12$' 'blanks round a number'
like "$err" '^   Chosen: works$' 'a blank after an answer'
like "$err" '^   Chosen: good,bad$' 'blanks round numbers of the list'
is "$(printf '%s\n' "$err" | grep -c '^   Chosen: unknown$')" 2 'unknown is an answer'
is "$status" 0 'unknown is an answer: a result'
like "$err" '^Nothing is left to ask; what you do not know keeps the result open\.$' 'unknown is an answer: it ends open'
ask '12\r\nworks\r\ngood\r\npaid\r\n'
is "$(printf '%s\n' "$err" | grep -c 'Chosen: ')" 4 'lines that end in CR LF'
ask '12\nworks\ngood\npaid'
is "$(printf '%s\n' "$err" | grep -c 'Chosen: ') $status" '4 0' 'a last line without an end'
refuses '' '^   An answer is needed'
refuses '   ' '^   An answer is needed'
refuses wroks "^   'wroks' is not an answer of 'lock'; its answers: good, bad\$"
refuses god "^   'god' is not an answer of 'lock'; did you mean 'good'\?\$"
refuses 0 "^   '0' is not an answer of 'lock'"
refuses 3 "^   '3' is not an answer of 'lock'"
refuses 1,3 "^   '3' is not an answer of 'lock'"
refuses good,wrong "^   'wrong' is not an answer of 'lock'"
refuses GOOD "^   'GOOD' is not an answer of 'lock'"
refuses '\0033[31mgood' "^   '\?\[31mgood' is not an answer of 'lock'"
refuses 'go\0377od' "^   'go\?od' is not an answer of 'lock'; did you mean 'good'\?\$"
ask 'far\n-3\n5kk\n5-2\n1.5\n9999999999999999\n1\n'
is "$(printf '%s\n' "$err" | grep -c '^   Number: $') $status" '7 0' 'six lines that are no number, then one that is'
like "$err" "^   'far' is not a whole number such as 40, 5k, 20-50 or 20\+\$" 'no number: what one looks like'
like "$err" '^   this range holds no number$' 'an empty range'
long=$(printf '%010000d' 0 | tr 0 x)
ask "12\nworks\n$long\ngood\npaid\n"
is "$(printf '%s\n' "$err" | grep -c 'Chosen: ') $status" '4 0' 'a line of ten thousand letters is refused, the rest goes on'

# Help.
ask '?\nhelp\n1\n'
help="   Number:.
   Count from door to door.

   A way there and back counts once.
   2: On the town's own map.
   To find out: wc -l route.txt
                cat route.txt | sort | uniq -c | sort -n | tail -n 20   # one line for each kilometre of it
   Give a number (40, 5k), a range (20-50), 'unknown', or 'quit'.
"
is "$(printf '%s\n' "$said" | sed -n '/Number/,/Chosen/p')" "$help$help   Number:.
   Chosen: 1" '? and help: what the question means, how to find out, what to type'
ask '12\n?\nquit\n'
is "$(printf '%s\n' "$said" | sed -n '/Answer:/,/Answer:/p' | sed '1d;$d')" "   broken: A flat tyre does not count, it is mended in no time.
   Give the number or the word of an answer, several with commas between if it
   is one of them, 'unknown', or 'quit'." '?: help of an answer'

# Leaving.
for lines in '12\nworks\nquit\ngood\n' '12\nworks\n'; do
	rm -f left.yaml
	ask "$lines" -o left.yaml
	is "$status $out" '1 ' "left by '$lines': status 1, no report"
	like "$err" '^Stopped after 2 answers\.$' "left by '$lines': after how many"
	like "$err" '^whether: saved left.yaml$' "left by '$lines': where the answers are"
	is "$(cat left.yaml)" 'model: small
revision: 2
answers:
  distance: 12
  bicycle: works' "left by '$lines': the answers so far are saved"
done
ask 'quit\n'
is "$status" 1 'left at once: status 1'
like "$err" '^Stopped after 0 answers\.$' 'left at once: after none'
ask '12\nquit\n'
like "$err" '^Stopped after 1 answer\.$' 'left after one: the singular'
ask '12\nworks\ngood,wrong\nquit\n' -o left.yaml
unlike "$(cat left.yaml)" lock 'left after an answer that is half wrong: no half of it is saved'
ask '' -o left.yaml
is "$status $(cat left.yaml)" '1 model: small
revision: 2
answers: {}' 'no input at all: a profile without answers'
run "$WHETHER" eval -q -m "$small" left.yaml
is "$status $err" '0 ' 'no input at all: and it can be read'
ask 'good\npaid\n' left.yaml -s distance=12 -s bicycle=works -o left.yaml
is "$status $(asked)" '0 lock ticket ' 'what was saved is taken up again'

# Asking only what is missing, and what can matter.
printf 'title: "Two: \\"half\\""\nanswers: {distance: 12, lock: unknown, rain: [dry, wet]}\n' >partly.yaml
asks 'bicycle ' 'what a profile says is not asked, not even what it does not know' 'broken\n' partly.yaml -o next.yaml
is "$(cat next.yaml)" 'model: small
revision: 2
title: "Two: \"half\""
answers:
  distance: 12
  bicycle: broken
  lock: unknown
  rain: [dry,wet]' 'the profile and the answers are saved together'
asks '' 'a complete profile: nothing is asked' '' complete.yaml
like "$err" '^Settled\.$' 'a complete profile: settled'
is "$out" "$(cat "$TOP/tests/cli/complete.txt")" 'a complete profile: its report'
asks 'bicycle rain ' '-s is not asked' 'broken\ndry\n' -s distance=12
asks 'lock ticket ' '-s wins over the profile' 'good\npaid\n' none.yaml -s bicycle=works -s rain=dry
asks 'distance ' 'next door nothing else can matter' '1\n'
like "$err" '^Settled\. No answer to the other 3 questions can change the result\.$' 'next door: three that may apply are spared'
# Without a bicycle it is the bus or, in a storm, nothing; paid for or not, it is the same bus.
asks 'distance bicycle rain ' 'a lock is asked for only where there is a bicycle' '12\nmissing\nstorm\n'
is "$status" 1 'a lock is asked for only where there is a bicycle: none'
asks 'distance bicycle ticket rain ' 'nor where it is not known whether there is one' '12\nunknown\nunpaid\ndry\n'
# Across the town a bicycle that works wins; in a storm feet do, by order or by a bad lock.
asks 'distance bicycle rain ' 'across the town neither lock nor ticket can matter' '5\nworks\nstorm\n'
is "$(printf '%s\n' "$out" | sed -n 1p)" 'Recommendation: walk (on foot)' 'across the town, in a storm: on foot'
asks 'distance bicycle ' 'nor can the weather where it cannot storm' '5\nworks\n' -s ticket=paid
# Out of town, with a bad lock, the bus is ahead by it already, unless it does not run.
asks 'distance bicycle lock rain ' 'with a bad lock the ticket cannot matter' '12\nworks\nbad\ndry\n'
asks 'distance bicycle lock ticket ' 'with a good lock and a paid ticket the weather cannot' '12\nworks\ngood\npaid\n'
asks 'distance bicycle lock ticket rain ' 'with a good lock and no ticket it can' '12\nworks\ngood\nunpaid\nwet\n'

# Answers that contradict each other: no result, and no word of one.
cat >contradiction.yaml <<'END'
whether: 1
model: contradiction
revision: 1
title: Whether to swim
options: {stay: {name: stay}, swim: {name: swim}}
topics: {sea: The sea}
sources: {almanac: {title: Almanac, url: "https://example.org/almanac"}}
tree:
  season: {topic: sea, ask: Which season is it?, answers: {summer: summer, winter: winter}}
  water: {topic: sea, ask: How is the water?, answers: {cold: cold, warm: warm, frozen: frozen}}
rules:
  warm-enough: {when: {season: summer, water: warm}, for: {swim: strong}, because: It is warm., source: almanac}
impossible:
  - {when: {season: summer, water: frozen}, because: No sea freezes in summer.}
END
printf 'summer\nfrozen\n' >lines
run "$WHETHER" ask -m ./contradiction.yaml <lines
is "$status $out" '3 ' 'a contradiction: status 3, no report'
like "$err" 'cannot all be true: No sea freezes in summer\.' 'a contradiction: why'
unlike "$err" '^Settled' 'a contradiction is not called settled'

# The forms of the report.
ask '1\n' -q
is "$out" walk '-q: one word'
like "$err" 'How many kilometres' '-q: the questions are asked all the same'
ask '12\nworks\nunknown\nunknown\nunknown\n' --settled
is "$status" 1 '--settled: open'
like "$out" '^Recommendation: bus$' '--settled: the report is there'
ask '1\n' --settled
is "$status" 0 '--settled: settled'
ask '1\n' -f json
is "$(jq -r .recommendation "$tap_folder/out")" walk '-f json: nothing else on standard output'
ask '1\n' -f markdown
is "$(printf '%s\n' "$out" | head -n 1)" '# On foot, by bicycle or by bus' '-f markdown: the title of the model, as the profile has none'
ask '1\n' ignored.yaml
is "$status" 4 'a profile that is not there'
printf 'answers: {distance: 1, ticket: paid}\n' >ignored.yaml
ask '' ignored.yaml
like "$err" "^ignored.yaml:1:24: warning: 'ticket' does not apply here" 'an answer that does not apply: a warning'

# Saving.
ask 'quit\n' -o no-such-folder/saved.yaml
is "$status" 4 '-o where nothing can be written: status 4'
like "$err" '^whether: cannot write no-such-folder/saved.yaml: No such file or directory$' '-o where nothing can be written: why'
ask '1\n' -o no-such-folder/saved.yaml
is "$status" 4 '-o where nothing can be written, after all was asked: status 4'
like "$out" '^Recommendation: walk' '-o where nothing can be written, after all was asked: the report is there'
unlike "$err" '^whether: saved' '-o where nothing can be written: no word of success'
mkdir folder
ask '1\n' -o folder
is "$status" 4 '-o onto a folder: status 4'
ok '-o onto a folder: it is still one' test -d folder
is "$(find . -name 'folder*')" ./folder '-o onto a folder: nothing is left beside it'
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
is "$status $(asked)" '0 ' '-o onto the profile itself'
done_testing
