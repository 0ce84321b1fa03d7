# shellcheck shell=bash
# What rsync deletes at the destination, and what it must not.

# The whole line on rsync's standard error.
readonly LIMIT_REACHED='^Deletions stopped due to --max-delete limit \([0-9]{1,10} skipped\)$'

# How many entries at the top of a volume are worth a second look.
readonly FEW_ENTRIES=1000

# File: passes on rsync's errors, as they come, and leaves the one of the limit in the file.
note_limit() {
  local line
  rm --force -- "$1"
  while IFS= read -r line || [[ -n $line ]]; do
    printf '%s\n' "$line"
    [[ ! $line =~ $LIMIT_REACHED ]] || printf '%s\n' "$line" >"$1"
  done
}

# rsync's code, file of `note_limit`: whether a limit of deletions was reached, which 25 tells. rsync has that code,
# but its daemon does not hand it on (3.5.0), only says it in words, and rsync lets 24 hide it.
is_hidden_limit() {
  [[ -e $2 && ($1 == 0 || $1 == 24) ]]
}

# Volume, its open directory, rsync's arguments. SOURCE_EMPTY: the source has nothing, and the copy would delete
# something; mostly a wrong claim or path. rsync is asked, as it knows what is left out; by a limit of 0 nothing goes.
check_deletions() {
  local noter code reached=$IPC_DIRECTORY/deletion-limit
  has_nothing "${@:2}" || return 0
  exec 5> >(note_limit "$reached" >/dev/null 7>&-)
  noter=$!
  await rsync --port "$TUNNEL_PORT" --sockopts=TCP_NODELAY "${@:3}" --dry-run --max-delete=0 \
    "$2" "rsync://root@$TUNNEL_HOST/$1" >/dev/null 2>&5
  code=$?
  exec 5>&-
  wait "$noter"
  ! is_hidden_limit "$code" "$reached" || code=25
  case $code in
    0) ;;
    25) fail "$SOURCE_EMPTY" "volume $1 has nothing to copy, and its destination is not empty: nothing was deleted there; if all of it is to go, write \`delete: true\`, if it is to stay, \`delete: false\`; else correct the source" ;;
    *) fail "$code" "rsync ended with $code when it was asked what it would delete at the destination of volume $1" ;;
  esac
}

# Open directory of a volume, which is the current one, and rsync's arguments: whether rsync would find anything at
# its top. What can't be read is left to the copy: after an error of that kind rsync deletes nothing.
has_nothing() {
  local names lines argument rules=()
  mapfile -d '' -t -n "$((FEW_ENTRIES + 1))" names < <(find . -mindepth 1 -maxdepth 1 ! -name lost+found -print0 2>/dev/null 7>&-)
  ((${#names[@]} <= FEW_ENTRIES)) && wait "$!" || return 1
  ((${#names[@]})) || return 0
  # What only protects at the destination hides nothing here.
  for argument in "${@:2}"; do
    [[ $argument != --@(exclude|include|filter)=* || $argument == "--filter=protect "* ]] || rules+=("$argument")
  done
  ((${#rules[@]})) || return 1
  # The directory itself is the first line.
  mapfile -t lines < <(rsync --list-only --dirs --exclude=/lost+found "${rules[@]}" "$1" 2>/dev/null 7>&-)
  wait "$!" && ((${#lines[@]} <= 1))
}
