# shellcheck shell=bash
# SPDX-License-Identifier: ISC
#
# Completion for bash: the program itself says which words could come; see whether(1), --complete.

_whether() {
	local rest=${COMP_LINE:0:COMP_POINT} words=() word typed kept i
	# The shell parts words at '=' and ':', too; what no blank parts is one word of the program.
	for ((i = 0; i <= COMP_CWORD; i++)); do
		word=${rest#"${rest%%[![:blank:]]*}"}
		[[ $i -eq 0 || $rest == [[:blank:]]* ]] && words+=('')
		if ((i < COMP_CWORD)); then
			rest=${word#"${COMP_WORDS[i]}"}
			word=${COMP_WORDS[i]}
		fi
		words[-1]+=$word
	done
	words=("${words[@]//[\'\"\\]/}")
	typed=${words[-1]}
	kept=${typed%"$2"}
	COMPREPLY=()
	while IFS=$'\t' read -r word _; do
		if [[ $word == / ]]; then
			mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$2")
			compopt -o filenames 2>/dev/null
		else
			COMPREPLY+=("${word#"$kept"}")
			[[ $word == *= ]] && compopt -o nospace 2>/dev/null
		fi
	done < <(command whether --complete "${words[@]:1}" 2>/dev/null)
	return 0
}

complete -F _whether whether
