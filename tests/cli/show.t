#!/bin/sh
# SPDX-License-Identifier: ISC
#
# The model for reading: the whole, one thing of each kind, and pictures.
. "$TOP/tests/tap.sh"
unset XDG_DATA_HOME XDG_DATA_DIRS COLUMNS NO_COLOR

cd "$TOP/tests/cli" || exit 4

# shown ID NAME: all there is to say of ID is what comes on standard input.
shown() {
	run "$WHETHER" show -m show.yaml "$1"
	is "$status $err" '0 ' "$2: status 0, nothing on standard error"
	is "$out" "$(cat)" "$2"
}

run "$WHETHER" show -m show.yaml
is "$status $err" '0 ' 'the whole model: status 0, nothing on standard error'
is "$out" "$(cat <<'END'
Which soup
  model soup, revision 3, show.yaml

Options; of two equals the earlier wins
  broth       clear broth
  cream       cream of something
  none_today  none_today

Questions: The guests
  people
    How many people come?
      from 1  one
      from 3  a few
      from 8  a crowd
        hall (The larder)
          Is the hall heated?
            warm  it is
            cold  it is not

Questions: The larder
  season
    What time of the year is it?
      summer  summer
      autumn  autumn
      winter  winter
  leeks
    Are there leeks?
    asked only if season is autumn or winter, and not crowded (more than the
    table seats)
      plenty  plenty
        washed
          Are they washed?
          asked only if people is below 8
            clean  they are
            sandy  they are not
      few     a few

Facts
  crowded: more than the table seats
      if people is 8 or more
  cosy
      if (season is winter, and not crowded (more than the table seats)), or
      people is from 3 to below 8
  draughty: a cold hall
      if crowded (more than the table seats), and hall is cold

Rules about broth
  x out     crowd-eats-nothing  They freeze and go home.
  - medium  leeks-make-cream    Leeks want cream, and whoever has washed ...
  + weak    salt                Salt is always there.

Rules about cream
  x out     crowd-eats-nothing  They freeze and go home.
  + strong  leeks-make-cream    Leeks want cream, and whoever has washed ...

Rules about none_today
  + strong  crowd-eats-nothing  They freeze and go home.

Impossible combinations
  season is summer, and hall is cold
      No hall is cold in summer.
END
)" 'the whole model'

shown people 'a question for a number' <<'END'
people (question)
  show.yaml:26
  topic: The guests
  applies always

  How many people come?

  Count the cook.

  Children count, too.

  To find out: grep -c name guests.txt
               wc -l guests.txt

Answers
  from 1: one
      prior 1 of 4, 25 %
  from 3: a few
      prior 2 of 4, 50 %; basis: a guess, as ever
      Three or four.
  from 8: a crowd
      prior 1 of 4, 25 %

What refers to it
  questions: hall (under 8)
  guards of: leeks (through crowded), washed
  facts: crowded, cosy, draughty (through crowded)
  rules: crowd-eats-nothing (through cosy)
  advice: Light a candle.
END

shown hall 'a question under an answer, since a revision' <<'END'
hall (question)
  show.yaml:42
  topic: The larder
  asked only if people is 8 or more
  since revision 2

  Is the hall heated?

Answers
  warm: it is
      prior 1 of 4, 25 %
  cold: it is not
      prior 3 of 4, 75 %; basis: the winter

What refers to it
  facts: draughty
  rules: crowd-eats-nothing (through draughty)
  impossible: season is summer, and hall is cold
END

shown season 'a fixed question' <<'END'
season (question)
  show.yaml:49
  topic: The larder
  applies always
  fixed: a given, nothing one could change

  What time of the year is it?

Answers
  summer: summer
      prior 1 of 3, 33 %
  autumn: autumn
      prior 1 of 3, 33 %
  winter: winter
      prior 1 of 3, 33 %

What refers to it
  guards of: leeks
  facts: cosy
  rules: leeks-make-cream, crowd-eats-nothing (through cosy)
  impossible: season is summer, and hall is cold
  advice: Light a candle.
END

shown washed 'a question under an answer, and guarded' <<'END'
washed (question)
  show.yaml:62
  topic: The larder
  asked only if leeks is plenty, and people is below 8

  Are they washed?

Answers
  clean: they are
      prior 1 of 2, 50 %
  sandy: they are not
      prior 1 of 2, 50 %

What refers to it
  rules: leeks-make-cream
END

shown cosy 'a fact without words of its own' <<'END'
cosy (fact)
  show.yaml:72

Holds if
  any of
    all of
      season is winter
      not crowded (more than the table seats)
    people is from 3 to below 8

What refers to it
  rules: crowd-eats-nothing
  advice: Light a candle.
END

shown crowded 'a fact that others build on' <<'END'
crowded (fact)
  show.yaml:69
  more than the table seats

Holds if
  people is 8 or more

What refers to it
  guards of: leeks
  facts: cosy, draughty
  rules: crowd-eats-nothing (through cosy)
  advice: Light a candle.
END

shown leeks-make-cream 'a rule' <<'END'
leeks-make-cream (rule)
  show.yaml:84

Holds if
  all of
    leeks is plenty
    none of
      washed is sandy
      season is summer or autumn
    season is neither summer nor autumn

Says
  + for cream: strong
  - against broth: medium

Because
  Leeks want cream, and whoever has washed them has earned it; a broth would be
  a waste of good leeks and of the time that it took.
  versions: with a sieve

Sources
  book: The cook book
      https://example.org/book
  salt: On salt
      https://example.org/salt
END

shown crowd-eats-nothing 'a rule that rules out' <<'END'
crowd-eats-nothing (rule)
  show.yaml:97

Holds if
  all of
    not all of
      cosy
      leeks is few
    draughty (a cold hall)

Says
  + for none_today: strong
  x rules out broth
  x rules out cream

Because
  They freeze and go home.

Sources
  book: The cook book
      https://example.org/book
END

shown broth 'an option' <<'END'
broth (option)
  show.yaml:9
  clear broth
  number 1 of 3 in the order of preference

How to start
  Boil water.
  Add salt.

Rules about it
  x rules it out: They freeze and go home. [crowd-eats-nothing]
      if not (cosy, and leeks is few), and draughty (a cold hall)
  - medium: Leeks want cream, and whoever has washed them has earned it; a broth
    would be a waste of good leeks and of the time that it took.
    [leeks-make-cream]
      if leeks is plenty, and not (washed is sandy, or season is summer or
      autumn), and season is neither summer nor autumn
  + weak: Salt is always there. [salt]
      if always

Advice
  Light a candle.
      if cosy
  Taste it.
END

shown book 'a source' <<'END'
book (source)
  show.yaml:21
  The cook book
  https://example.org/book

What refers to it
  rules: leeks-make-cream, crowd-eats-nothing
  advice: Light a candle.
END

shown unread 'a source that nothing cites' <<'END'
unread (source)
  show.yaml:23
  Nobody cites this
  https://example.org/unread

Nothing refers to it.
END

shown salt 'an id that a rule and a source share' <<'END'
salt (rule)
  show.yaml:79

Holds if
  always

Says
  + for broth: weak

Because
  Salt is always there.

Sources
  salt: On salt
      https://example.org/salt

salt (source)
  show.yaml:22
  On salt
  https://example.org/salt

What refers to it
  rules: salt, leeks-make-cream
END

# Narrow lines: no columns, no more than asked for, no beginning of a reason where hardly a word would fit.
run "$WHETHER" show -m show.yaml --width 40
is "$(awk 'length($0) > 40' "$tap_folder/out")" '' 'width 40: no longer line'
like "$out" '^  cream: cream of something$' 'width 40: an option'
like "$out" '^  - medium  leeks-make-cream$' 'width 40: a rule without its reason'
run "$WHETHER" show -m show.yaml --width 50
like "$out" '^  [+] weak    salt                Salt is always [.]{3}$' 'width 50: a rule with the beginning of its reason'
like "$out" '^  x out     crowd-eats-nothing  They freeze [.]{3}$' 'width 50: and another'

run "$WHETHER" show -m show.yaml --color always salt
escape=$(printf '\033')
like "$out" "^${escape}\[32m  [+] ${escape}\[0mfor broth: weak\$" 'colour: the mark of what speaks for'
is "$(sed "s/$escape\[[0-9;]*m//g" "$tap_folder/out")" "$("$WHETHER" show -m show.yaml --color never salt)" \
	'colour: says nothing more'

# JSON.
if command -v jq >/dev/null; then
	run "$WHETHER" show -m show.yaml -f json
	is "$status $err" '0 ' 'JSON: status 0, nothing on standard error'
	is "$(jq -r '[.model.id, .model.revision, (.questions | length), (.facts | length), (.rules | length),
		(.options | length), (.sources | length), (.impossible | length), (.advice | length)] | map(tostring) | join(" ")' \
		"$tap_folder/out")" 'soup 3 5 3 3 3 3 1 2' 'JSON: everything is there'
	is "$(jq -c '.questions[] | select(.id == "leeks") | .when' "$tap_folder/out")" \
		'{"all":[{"question":"season","answers":["autumn","winter"]},{"not":{"fact":"crowded"}}]}' 'JSON: a condition'
	is "$(jq -c '.questions[] | select(.id == "washed") | .under' "$tap_folder/out")" \
		'{"question":"leeks","answer":"plenty"}' 'JSON: the answer a question stands under'
	is "$(jq -r '.questions[] | select(.id == "hall") | .answers[] | .id + " " + .share' "$tap_folder/out")" 'warm 1/4
cold 3/4' 'JSON: priors as exact shares'
	run "$WHETHER" show -m show.yaml -f json people
	is "$(jq -c '[.kind, .id, .number, .line, .when.always]' "$tap_folder/out")" '["question","people",true,26,true]' \
		'JSON: a question'
	is "$(jq -c '.referred_to_by | [.questions_under, .guards_of, .facts, .rules]' "$tap_folder/out")" \
		'[["hall"],["leeks","washed"],["crowded","cosy","draughty"],["crowd-eats-nothing"]]' 'JSON: what refers to it'
	run "$WHETHER" show -m show.yaml -f json crowd-eats-nothing
	is "$(jq -c '[.effects[] | [.option, .effect, .strength]]' "$tap_folder/out")" \
		'[["none_today","for","strong"],["broth","rules out",null],["cream","rules out",null]]' 'JSON: a rule'
	run "$WHETHER" show -m show.yaml -f json salt
	is "$(jq -r .kind "$tap_folder/out")" 'rule
source' 'JSON: an object for each thing of that id'
	is "$(jq -c 'select(.kind == "source") | .referred_to_by.rules' "$tap_folder/out")" '["salt","leeks-make-cream"]' \
		'JSON: what cites a source'
	run "$WHETHER" show -m show.yaml -f json broth
	is "$(jq -c '[.name, .start, .referred_to_by.rules, [.referred_to_by.advice[].say]]' "$tap_folder/out")" \
		'["clear broth",["Boil water.","Add salt."],["salt","leeks-make-cream","crowd-eats-nothing"],["Light a candle.","Taste it."]]' \
		'JSON: an option'
else
	skip 'JSON' 'no jq here'
fi

# The command line.
run "$WHETHER" show -m show.yaml crowed
is "$status $out" '2 ' 'no such id: status 2'
is "$err" "id to show:1:1: error: there is no question, fact, rule, option or source 'crowed' [unknown-question]
    1 | crowed
      | ^~~~~~
        did you mean 'crowded'?" 'no such id: the nearest is named'
for id in leaks-make-cream brot bok; do
	run "$WHETHER" show -m show.yaml "$id"
	like "$status $err" "did you mean '(leeks-make-cream|broth|book)'" "no such id, $id: the nearest of another kind"
done
run "$WHETHER" show -m show.yaml "$(printf 'bro\033[31mth')"
is "$status" 2 'an id with a control character: status 2'
unlike "$err" "$escape" 'an id with a control character: it does not reach the terminal'
run "$WHETHER" show -m show.yaml broth cream
is "$status $err" '2 whether: show takes one id; see whether show --help' 'two ids'
run "$WHETHER" show -m show.yaml --graph dot broth
is "$status $err" '2 whether: --graph draws the whole model; leave out the id' 'a picture of an id'
run "$WHETHER" show -m show.yaml --graph dot -f json
is "$status $err" '2 whether: --graph and -f json are two forms; give one of them' 'a picture in JSON'
run "$WHETHER" show -m show.yaml --graph png
is "$status $err" "2 whether: --graph: 'png' is none of dot, mermaid
see whether show --help" 'a language that there is not'
run "$WHETHER" show -m show.yaml -f markdown
is "$status $out" '2 ' 'Markdown: status 2'
run "$WHETHER" show -m no-such-model.yaml
is "$status" 4 'no such model: status 4'
printf 'whether: 1\n' >"$tap_folder/bad.yaml"
run "$WHETHER" show -m "$tap_folder/bad.yaml"
is "$status $out" '3 ' 'a bad model: status 3'
run "$WHETHER" show
is "$status" 0 'the usual model: status 0'
like "$out" '^Rules about async$' 'the usual model: it is shown'

# Pictures. Worked out by hand: which rules name which question, or a fact that does.
run "$WHETHER" show -m show.yaml --graph dot
is "$status $err" '0 ' 'dot: status 0, nothing on standard error'
is "$(grep 'question.*->' "$tap_folder/out" | sed 's/^	//')" "$(cat <<'END'
question_0 -> question_1 [label="8 or more", style=bold];
question_3 -> question_4 [label="plenty", style=bold];
question_0 -> question_3 [label="not crowded", style=dashed];
question_0 -> question_4 [label="below 8", style=dashed];
question_2 -> question_3 [label="autumn or winter", style=dashed];
END
)" 'dot: the edges'
# cells FILE: of each question the options in its cells and the counts below them.
cells() {
	sed -n 's/^		question_\([0-9]*\) /\1 /p' "$1" | sed 's/ \[tooltip.*<\/td><\/tr><tr>/ /
		s/<td bgcolor="[^"]*">/|/g; s/<br\/>/ /g; s/<\/t[dr]>//g; s/<\/table>>];//'
}
is "$(cells "$tap_folder/out")" "$(cat <<'END'
0 |broth x1|cream x1|none_today +1
1 |broth x1|cream x1|none_today +1
2 |broth -1 x1|cream +1 x1|none_today +1
3 |broth -1 x1|cream +1 x1|none_today +1
4 |broth -1|cream +1
END
)" 'dot: which rules name which question'
is "$(sed -n 's/^		question_2 .tooltip="\([^"]*\)".*/\1/p' "$tap_folder/out")" \
	"broth: - leeks-make-cream; x crowd-eats-nothing&#10;cream: + leeks-make-cream; x crowd-eats-nothing&#10;none_today: + crowd-eats-nothing&#10;" \
	'dot: the ids of these rules'
like "$out" '>broth</font><br/><font point-size="12">clear broth<br/>always [+]1<' \
	'dot: a rule that always holds stands with its option'
is "$(grep '	option_.*bgcolor=' "$tap_folder/out" | grep -o 'bgcolor="[^"]*"' | sort -u | wc -l)" 3 'dot: a colour for each option'
like "$out" '^	subgraph cluster_1 \{$' 'dot: a cluster for each topic'
unlike "$out" 'Never used' 'dot: none for a topic without questions'

run "$WHETHER" show -m show.yaml --graph mermaid
is "$status $err" '0 ' 'Mermaid: status 0, nothing on standard error'
is "$out" "$(cat <<'END'
flowchart LR
    subgraph topic0["The guests"]
        question0["people<br/>How many people come?"]
    end
    subgraph topic1["The larder"]
        question1["hall<br/>Is the hall heated?"]
        question2["season<br/>What time of the year is it?"]
        question3["leeks<br/>Are there leeks?"]
        question4["washed<br/>Are they washed?"]
    end
    result0(["broth<br/>clear broth<br/>always #43;1"])
    style result0 fill:#d9d9d9,stroke:#636363,color:#000,stroke-width:3px
    result1(["cream<br/>cream of something"])
    style result1 fill:#9ecae1,stroke:#2171b5,color:#000,stroke-width:3px
    result2(["none#95;today"])
    style result2 fill:#fdd0a2,stroke:#b35806,color:#000,stroke-width:3px
    question0 -->|"8 or more"| question1
    question3 -->|"plenty"| question4
    question0 -.->|"not crowded"| question3
    question0 -.->|"below 8"| question4
    question0 -->|"x1"| result0
    question0 -->|"x1"| result1
    question0 -->|"#43;1"| result2
    question1 -->|"x1"| result0
    question1 -->|"x1"| result1
    question1 -->|"#43;1"| result2
    question2 -.->|"autumn or winter"| question3
    question2 -->|"#45;1 x1"| result0
    question2 -->|"#43;1 x1"| result1
    question2 -->|"#43;1"| result2
    question3 -->|"#45;1 x1"| result0
    question3 -->|"#43;1 x1"| result1
    question3 -->|"#43;1"| result2
    question4 -->|"#45;1"| result0
    question4 -->|"#43;1"| result1
END
)" 'Mermaid: all of it'

# Texts that try to be more than text.
cat >"$tap_folder/hostile.yaml" <<'END'
whether: 1
model: hostile
revision: 1
title: 'x"]; evil [label="gotcha" \'
options:
  first: {name: '"] -> "evil" ["\N\G &quot; &lt;b&gt; <img src=x onerror=alert(1)>'}
  second: {name: '%%{init: {"theme": "dark"}}%% style evil:#x; `**a**`'}
topics:
  end: 'end"] evil --> evil2; subgraph evil["'
sources:
  s: {title: "**t**", url: "https://example.org/\"]"}
tree:
  end:
    topic: end
    ask: '1. "]; click question0 href "javascript:alert(1)" \'
    answers:
      graph: {label: '<script>|"', then: {subgraph: {ask: 'a -- b --> c', answers: {x: '1', o: '2'}}}}
      o--x: 'b'
rules:
  r--x:
    when: {end: graph}
    for: {first: strong}
    because: '"; because <b>'
    source: s
END
run "$WHETHER" show -m "$tap_folder/hostile.yaml" --graph mermaid
is "$out" "$(cat <<'END'
flowchart LR
    subgraph topic0["end#34;#93; evil #45;#45;#62; evil2#59; subgraph evil#91;#34;"]
        question0["end<br/>1#46; #34;#93;#59; click question0 href<br/>#34;javascript#58;alert(1)#34; #92;"]
        question1["subgraph<br/>a #45;#45; b #45;#45;#62; c"]
    end
    result0(["first<br/>#34;#93; #45;#62; #34;evil#34; #91;#34;#92;N#92;G #38;quot#59;<br/>#38;lt#59;b#38;gt#59; #60;img src#61;x<br/>onerror#61;alert(1)#62;"])
    style result0 fill:#d9d9d9,stroke:#636363,color:#000,stroke-width:3px
    result1(["second<br/>#37;#37;#123;init#58; #123;#34;theme#34;#58; #34;dark#34;#125;#125;#37;#37;<br/>style evil#58;#35;x#59; #96;#42;#42;a#42;#42;#96;"])
    style result1 fill:#9ecae1,stroke:#2171b5,color:#000,stroke-width:3px
    question0 -->|"graph"| question1
    question0 -->|"#43;1"| result0
END
)" 'Mermaid: hostile texts stay texts'
run "$WHETHER" show -m "$tap_folder/hostile.yaml" --graph dot
like "$out" 'label="x&quot;\]; evil \[label=&quot;gotcha&quot; \\\\\\l[+] rules for ' 'dot: quotes and backslashes are escaped'
like "$out" '"12">&quot;\] -&gt; &quot;evil&quot; \[&quot;\\\\N\\\\G &amp;quot;</font>' 'dot: and entities, too'
cp "$tap_folder/out" "$tap_folder/hostile.dot"

# drawn FILE: dot takes FILE without a word and draws so many nodes and edges.
drawn() {
	run dot -Tsvg "$1"
	printf '%s' "$status $err $(grep -c 'class="node"' "$tap_folder/out") $(grep -c 'class="edge"' "$tap_folder/out")"
}

if command -v dot >/dev/null; then
	is "$(drawn "$tap_folder/hostile.dot")" '0  4 1' 'dot draws hostile texts: 4 nodes, 1 edge'
	run dot -Tsvg "$tap_folder/hostile.dot"
	like "$out" '>&quot;\] &#45;&gt; &quot;evil&quot; \[&quot;\\N\\G &amp;quot;<' 'dot shows them as they are'
	"$WHETHER" show -m show.yaml --graph dot >"$tap_folder/soup.dot"
	is "$(drawn "$tap_folder/soup.dot")" '0  8 5' 'dot draws the soup: 8 nodes, 5 edges'
	"$WHETHER" show --graph dot >"$tap_folder/usual.dot"
	like "$(drawn "$tap_folder/usual.dot")" '^0  [0-9]+ [0-9]+$' 'dot draws the usual model'

	run "$WHETHER" show -m show.yaml -f svg
	is "$status $err" '0 ' 'SVG: status 0, nothing on standard error'
	is "$out" "$(dot -Tsvg "$tap_folder/soup.dot")" 'SVG: what dot makes of the graph'
	run "$WHETHER" show -m show.yaml -f svg --graph dot
	is "$out" "$(dot -Tsvg "$tap_folder/soup.dot")" 'SVG: the same with --graph dot'
	"$WHETHER" show -m "$tap_folder/hostile.yaml" -f svg >"$tap_folder/hostile.svg"
	ok 'SVG of hostile texts: well-formed' \
		python3 -c 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])' "$tap_folder/hostile.svg"
else
	skip 'dot draws' 'there is no dot here'
fi

# Other programs of that name: one that fails, one that reads nothing and says more than a pipe holds, a link to itself.
mkdir "$tap_folder/none" "$tap_folder/bad" "$tap_folder/big"
cat >"$tap_folder/bad/dot" <<'END'
#!/bin/sh
printf 'no %s \033[31m here\nnor there\n' "$1" >&2
exit 3
END
cat >"$tap_folder/big/dot" <<'END'
#!/bin/sh
yes picture | head -c 1000000
yes warning | head -c 1000000 >&2
END
chmod +x "$tap_folder/bad/dot" "$tap_folder/big/dot"
mkdir "$tap_folder/loop"
ln -s dot "$tap_folder/loop/dot"
run env PATH="$tap_folder/none" "$WHETHER" show -m show.yaml -f svg
is "$status $out $err" '4  whether: -f svg needs dot, which is not here; it comes with Graphviz (package graphviz)' 'SVG without dot'
run env PATH="$tap_folder/bad:$PATH" "$WHETHER" show -m show.yaml -f svg
is "$status $out $err" '4  whether: dot could not draw the model: no -Tsvg ?[31m here' 'SVG by a dot that fails'
run env PATH="$tap_folder/loop" "$WHETHER" show -m show.yaml -f svg
is "$status $out $err" '4  whether: cannot run dot: Too many levels of symbolic links' 'SVG by a dot that leads to itself'
run env PATH="$tap_folder/big:$PATH" "$WHETHER" show -f svg
is "$status $err $(wc -c <"$tap_folder/out")" '0  1000000' 'SVG by a dot that says much and reads nothing'
run "$WHETHER" show -m show.yaml -f svg broth
is "$status $err" '2 whether: -f svg draws the whole model; leave out the id' 'SVG of an id'
run "$WHETHER" show -m show.yaml -f svg --graph mermaid
is "$status $err" '2 whether: -f svg is drawn by Graphviz, of dot; it cannot draw mermaid' 'SVG of Mermaid'
run "$WHETHER" eval -f svg -s work=waiting
is "$status $err" "2 whether: eval has no form 'svg'; use -f text, -f json, -f markdown or -f html" 'SVG of a decision'
done_testing
