# shellcheck shell=bash
# What rsync deletes at the destination, and what it must not.
#
# Goes with copy.sh and verify.sh, whose variable `code` it sets.
# shellcheck disable=SC2034,SC2154

# The whole line on rsync's standard error.
readonly LIMIT_REACHED='^Deletions stopped due to --max-delete limit \([0-9]{1,10} skipped\)$'

# How many entries at the top of a volume are worth a second look.
readonly FEW_ENTRIES=1000

# As `run_rsync`. A limit of deletions that was reached is told by 25: rsync has that code, but its
# daemon does not hand it on (3.5.0), and only says it in words.
run_deleting() {
  local errors reached=$IPC_DIRECTORY/deletion-limit
  if [[ " $* " != *" --max-delete="* ]]; then
    run_rsync "$@"
    return
  fi
  rm --force -- "$reached"
  exec 5> >(note_limit "$reached" 9<&-)
  errors=5 noter=$!
  run_rsync "$@"
  exec 5>&-
  wait "$noter"
  noter=
  # rsync itself lets 24 hide it.
  [[ ! -e $reached || ($code != 0 && $code != 24) ]] || code=25
}

# Goes on to the log, as it comes.
note_limit() { # file
  local line
  while IFS= read -r line || [[ -n $line ]]; do
    printf '%s\n' "$line" >&7
    [[ ! $line =~ $LIMIT_REACHED ]] || printf '%s\n' "$line" >"$1"
  done
}

# Volume, whose directory is the current one. Not 0 where the source has nothing, and the copy would delete
# something: that is mostly a wrong claim or path. rsync itself is asked, as it knows what is left out; with
# a limit of 0 it deletes nothing even if it were to.
may_delete() {
  has_nothing || return 0
  run_deleting "${rsync_arguments[@]}" --dry-run --max-delete=0 \
    "$directory" "rsync://root@$TUNNEL_HOST/$1" 7>/dev/null
  case $code in
    0) return 0 ;;
    25)
      code=$SOURCE_EMPTY
      say "volume $1 has nothing to copy, and its destination is not empty: nothing was deleted there; if all of it is to go, write \`delete: true\`, if it is to stay, \`delete: false\`; else correct the source"
      ;;
    *) say "rsync ended with $code when it was asked what it would delete at the destination of volume $1" ;;
  esac
  return 1
}

# Whether rsync would find anything at the top of the volume. What can't be read is left to the copy: after
# an error of that kind rsync deletes nothing.
has_nothing() {
  local names lines argument rules=()
  mapfile -d '' -t -n "$((FEW_ENTRIES + 1))" names < <(
    find . -mindepth 1 -maxdepth 1 ! -name lost+found -print0 2>/dev/null 7>&- 9<&-
  )
  ((${#names[@]} <= FEW_ENTRIES)) && wait "$!" || return 1
  ((${#names[@]})) || return 0
  # What only protects at the destination hides nothing here.
  for argument in "${rsync_arguments[@]}"; do
    [[ $argument != --@(exclude|include|filter)=* || $argument == "--filter=protect "* ]] ||
      rules+=("$argument")
  done
  ((${#rules[@]})) || return 1
  # The directory itself is the first line.
  mapfile -t lines < <(
    rsync --list-only --dirs --exclude=/lost+found "${rules[@]}" "$directory" 2>/dev/null 7>&- 9<&-
  )
  wait "$!" && ((${#lines[@]} <= 1))
}
