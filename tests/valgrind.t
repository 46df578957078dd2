#!/bin/sh
# SPDX-License-Identifier: ISC
#
# No memory error and no leak in eval and ask, as valgrind sees it. The build with sanitizers looks for itself.
. "$TOP/tests/tap.sh"

[ "$BUILD" = release ] || skip_all 'sanitizers are on'

check() {
	name=$1
	shift
	run valgrind -q --error-exitcode=99 --leak-check=full --show-leak-kinds=all \
		--errors-for-leak-kinds=definite,possible "$@" </dev/null
	is "$status $err" "$expected" "$name"
}

expected='0 '
check 'eval of a settled profile' "$WHETHER" eval profiles/cases/109-script-queries-cisco-devices.yaml
check 'eval of open profiles, with a table' "$WHETHER" eval \
	profiles/cases/084-django-site-template-gunicorn.yaml profiles/cases/116-eventsource-notifications-wsgi-server.yaml
check 'eval as JSON' "$WHETHER" eval -f json profiles/delivery/paperless-ngx.yaml
check 'eval as Markdown' "$WHETHER" eval -f markdown profiles/delivery/paperless-ngx.yaml
check 'eval -q' "$WHETHER" eval -q profiles/cases/084-django-site-template-gunicorn.yaml
run valgrind -q --error-exitcode=99 --leak-check=full "$WHETHER" eval -s work=pythn
is "$status" 2 'a misspelt answer'
like "$err" "did you mean 'python'" 'a misspelt answer: its diagnostic, and nothing of valgrind'
unlike "$err" '^==' 'a misspelt answer: no report of valgrind'
run valgrind -q --error-exitcode=99 --leak-check=full "$WHETHER" ask <<END
many
quit
END
is "$status" 1 'an interview that ends early'
unlike "$err" '^==' 'an interview that ends early: no report of valgrind'
run valgrind -q --error-exitcode=99 --leak-check=full "$WHETHER" ask -q -m ./tests/cli/small.yaml <<END
?
? 5
why
why near
nonsense
12
works
goo,b
back
skip
change bicycle=missing
change lock
change distnce
what-if rain=storm
explain bus
show
save
unknown
back
storm
more
paid
help
stop
END
is "$status $out" '1 none' 'an interview with every command'
unlike "$err" '^==' 'an interview with every command: no report of valgrind'
done_testing
