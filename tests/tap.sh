# SPDX-License-Identifier: ISC
# shellcheck shell=sh
#
# For tests in sh: . "$TOP/tests/tap.sh", then checks, then done_testing. Prints TAP on standard output.
#   run CMD...                   runs CMD; sets $out, $err (without final line ends) and $status;
#                                the exact bytes are in $tap_folder/out and $tap_folder/err. Never in a pipe: feed it by <<.
#   ok NAME [CMD...]             CMD, or the command just before, succeeded
#   is ACTUAL EXPECTED NAME      equal texts; shows a diff if not
#   like ACTUAL PATTERN NAME     a line matches the extended regular expression
#   unlike ACTUAL PATTERN NAME   no line does
#   skip NAME REASON             counts one check as skipped
#   skip_all REASON              skips the file; only before the first check
#   done_testing                 states the plan and ends the script; without it the file fails

tap_count=0
tap_failed=0
tap_folder=$(mktemp -d) || exit 4
trap 'rm -rf "$tap_folder"' EXIT

tap_result() {
	tap_count=$((tap_count + 1))
	case $2 in *'#'*) tap_name=$(printf '%s' "$2" | sed 's/#/\\#/g') ;; *) tap_name=$2 ;; esac
	if [ "$1" -eq 0 ]; then
		printf 'ok %d - %s\n' "$tap_count" "$tap_name"
	else
		tap_failed=$((tap_failed + 1))
		printf 'not ok %d - %s\n' "$tap_count" "$tap_name"
	fi
	return "$1"
}

# Shows text as TAP comments.
tap_show() {
	printf '%s\n' "$1" | sed 's/^/# /'
}

ok() {
	tap_status=$?
	tap_title=$1
	shift
	if [ $# -gt 0 ]; then
		tap_status=0
		"$@" >"$tap_folder/ok" 2>&1 || tap_status=$?
	else
		: >"$tap_folder/ok"
	fi
	[ "$tap_status" -eq 0 ] || tap_status=1
	tap_result "$tap_status" "$tap_title" || {
		[ $# -eq 0 ] || tap_show "failed: $*"
		sed 's/^/# /' "$tap_folder/ok"
	}
}

is() {
	tap_status=0
	[ "$1" = "$2" ] || tap_status=1
	tap_result "$tap_status" "$3" || {
		printf '%s\n' "$2" >"$tap_folder/expected"
		printf '%s\n' "$1" >"$tap_folder/actual"
		diff -u --label expected --label actual "$tap_folder/expected" "$tap_folder/actual" | sed 's/^/# /'
	}
}

# tap_grep TEXT PATTERN: like grep, 0 for a match, 1 for none, 2 for a bad pattern.
tap_grep() {
	printf '%s\n' "$1" | grep -E -e "$2" >/dev/null
}

like() {
	tap_status=0
	tap_grep "$1" "$2" || tap_status=$?
	tap_result "$tap_status" "$3" || {
		tap_show "should match: $2"
		tap_show "$1"
	}
}

unlike() {
	tap_match=0
	tap_grep "$1" "$2" || tap_match=$?
	tap_status=0
	[ "$tap_match" -eq 1 ] || tap_status=1
	tap_result "$tap_status" "$3" || {
		tap_show "should not match: $2"
		tap_show "$1"
	}
}

# shellcheck disable=SC2034
run() {
	status=0
	"$@" >"$tap_folder/out" 2>"$tap_folder/err" || status=$?
	out=$(cat "$tap_folder/out")
	err=$(cat "$tap_folder/err")
}

skip() {
	tap_count=$((tap_count + 1))
	printf 'ok %d # SKIP %s: %s\n' "$tap_count" "$1" "$2"
}

skip_all() {
	[ "$tap_count" -eq 0 ] || exit 4
	printf '1..0 # SKIP %s\n' "$1"
	exit 0
}

done_testing() {
	printf '1..%d\n' "$tap_count"
	[ "$tap_failed" -eq 0 ] || exit 1
	exit 0
}
