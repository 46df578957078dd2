#compdef whether
# SPDX-License-Identifier: ISC
#
# Completion for zsh: the program itself says which words could come; see whether(1), --complete.

local line word
local -a ended ended_lines open open_lines
local -i status_found=1 files=0

for line in "${(@f)$(command whether --complete "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}"; do
	word=${line%%$'\t'*}
	line="${${line/$'\t'/  -- }[1,COLUMNS-1]}"
	case $word in
	'') ;;
	/) files=1 ;;
	*=) open+=("$word") open_lines+=("$line") ;;
	*) ended+=("$word") ended_lines+=("$line") ;;
	esac
done
(( $#open )) && compadd -l -S '' -d open_lines -a open && status_found=0
(( $#ended )) && compadd -l -d ended_lines -a ended && status_found=0
if (( files )); then
	compset -P '--*='
	_files && status_found=0
fi
return status_found
