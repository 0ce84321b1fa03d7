# shellcheck shell=bash
# An rsync daemon that can't write any more.
#
# A daemon's client hears of it only once it has sent what it is sending: of a large file, all of it. So the
# connection is cut here, at once, and the client asks for the reason: it is in the file NAME.trouble that
# the module NAME.space has. The connections of other volumes are left alone.

# rsyncd's own words in front of each message; the number is that of the process which serves a client.
readonly LOGGED='^[0-9/]{10} [0-9:]{8} \[([0-9]{1,10})\] '
readonly SERVES="${LOGGED}rsync allowed access on module ([A-Za-z0-9._-]+) from "

# After a failed write rsync gives up. The numbers are Linux' ENOSPC, EROFS and EDQUOT: no other file would
# fare better.
readonly HOPELESS="$LOGGED(rsync: \\[(receiver|generator)\\] (write failed on .*: [^:]+ \\([0-9]{1,3}\\)|.*: [^:]+ \\((28|30|122)\\)))\$"

# An attribute that is too large fails with the same number, and fails alone.
readonly OF_ATTRIBUTES='(lsetxattr|sys_acl_set_file|rsync_xal_set)'

# Passes on what the daemon says.
watch_daemon() { # directory of the answers
  local line process text
  local -A modules=()
  while IFS= read -r line || [[ -n $line ]]; do
    printf '%s\n' "$line"
    [[ $line =~ $SERVES || $line =~ $HOPELESS ]] || continue
    process=${BASH_REMATCH[1]} text=${BASH_REMATCH[2]}
    hold_numbers process || continue
    if [[ $text != "rsync: "* ]]; then
      modules[$process]=$text
    elif [[ ! $text =~ $OF_ATTRIBUTES ]]; then
      cut_off "$process" "$1/${modules[$process]-}.trouble" "$text"
    fi
  done
}

# Its child is the one that reads from the client. A process that is told to end puts away what it has half
# written; one that does not end is killed.
cut_off() { # process, file, text
  local children
  [[ ! -e $2 ]] || return 0
  printf '%s\n' "$3" >"$2.new" && mv --force -- "$2.new" "$2"
  { read -r -a children <"/proc/$1/task/$1/children"; } 2>/dev/null
  {
    kill -s TERM "${children[@]}" "$1"
    sleep 2
    kill -s KILL "${children[@]}" "$1"
  } 2>/dev/null &
}
