# SPDX-License-Identifier: ISC
#
# Completion for fish: the program itself says which words could come; see whether(1), --complete.

function __whether_words
    set -l words (commandline -opc)
    command whether --complete $words[2..] (commandline -ct) 2>/dev/null
end

complete -c whether -f -a '(__whether_words | string match -v /)'
complete -c whether -n '__whether_words | string match -q /' -F
