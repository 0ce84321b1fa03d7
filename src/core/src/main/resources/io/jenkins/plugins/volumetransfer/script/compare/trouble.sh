# shellcheck shell=bash
# After a copy that failed: what the destination knows of the reason. See destination-errors.sh.

# How long it may take to give a reason.
readonly ANSWER_SECONDS=15

# What it may say: one complaint of rsync's.
readonly TROUBLE='^rsync: \[(receiver|generator)\] [^[:cntrl:]]+ \([0-9]{1,3}\)$'

# Volume, whose directory is the current one; the code of its copy; rsync's arguments. DESTINATION_UNWRITABLE: the
# destination has cut the connection, as it can't write. Its reason goes to the log as if rsync had been told it.
explain_failure() {
  local code=$2 line='' trouble=$IPC_DIRECTORY/trouble
  # By which of the other side's two processes was the last to say something.
  if [[ $code == 1[024569] || $code == 2[01] ]]; then
    rm --force -- "$trouble"
    await timeout --kill-after=5 "$ANSWER_SECONDS" rsync --port "$TUNNEL_PORT" --ignore-times --max-size=10K \
      "rsync://root@$TUNNEL_HOST/$1.space/$1.trouble" "$trouble" 2>/dev/null
    { read -r -n 10000 line <"$trouble"; } 2>/dev/null
    if [[ $line =~ $TROUBLE ]]; then
      printf '%s\n' "$line" >&7
      code=$DESTINATION_UNWRITABLE
    fi
  fi
  # Holes that were written out as zeroes may be what has filled the destination.
  if [[ ($code == 11 || $code == "$DESTINATION_UNWRITABLE") && " ${*:3} " != *" --sparse "* ]] && has_holes; then
    say "volume $1 has files with holes, which the copy wrote out as zeroes; with \`sparse: true\` they stay holes"
  fi
  return "$code"
}

# Whether a file of some size in the current directory has holes.
has_holes() {
  local sparseness=
  read -r sparseness < <(timeout "$ANSWER_SECONDS" find . -xdev -type f -size +1024k -printf '%S\n' 2>/dev/null 7>&- |
    grep --extended-regexp --max-count=1 '^0(\.[0-8]|$)' 7>&-)
  [[ -n $sparseness ]]
}
