# shellcheck shell=bash
# How rsync copies a volume. Goes with copy.sh, whose variables it uses, and whose `code` it sets.
# shellcheck disable=SC2034,SC2154

# What is at the top of the volume, where it has to be named.
entries=()

copy_tree() {
  if [[ ${FOREIGN_ROOT-no} == yes ]] && list_entries && root_is_foreign; then
    copy_entries
  else
    run_deleting "${rsync_arguments[@]}" "$directory" "rsync://root@$TUNNEL_HOST/$volume"
  fi
}

# Only its owner may give a directory a mode and times, and the root of a new volume belongs to root.
# Nothing but that directory is sent here, so 23 can only be its attributes.
root_is_foreign() {
  run_rsync --exclude='*' "${rsync_arguments[@]}" --dirs --no-recursive \
    "$directory" "rsync://root@$TUNNEL_HOST/$volume" 7>/dev/null
  ((code == 23))
}

# A directory that can't be read is left to rsync, which names it.
list_entries() {
  mapfile -d '' -t entries < <(find . -mindepth 1 -maxdepth 1 -printf './%P\0' 2>/dev/null 7>&- 9<&-)
  wait "$!"
}

# All that is in the directory, but not the directory itself. What only the destination has there is
# deleted by a second rsync: before, if it is to make room, else after, where it looks no deeper.
copy_entries() {
  local copied deleted=0 options=" ${rsync_arguments[*]} " arguments=("${rsync_arguments[@]}")
  log "the directory that volume $volume goes to belongs to another user; it keeps its mode and times"
  rm --force -- "$IPC_DIRECTORY/deletions"
  if [[ $options == *" --delete "* && $options == *" --delete-before "* ]]; then
    delete_entries
    # What has vanished since need not be copied.
    ((code == 24)) || deleted=$code
    lower_limit
    options=
  fi
  code=0
  if ((${#entries[@]})); then
    run_deleting "${arguments[@]}" --no-relative --from0 --files-from=<(printf '%s\0' "${entries[@]}") \
      "$directory" "rsync://root@$TUNNEL_HOST/$volume"
  fi
  if is_copied "$code"; then
    copied=$code
    if [[ $options == *" --delete "* ]]; then
      lower_limit
      delete_entries --dirs --no-recursive
      deleted=$code
    fi
    code=$((deleted ? deleted : copied))
  fi
}

# More arguments. Sends nothing, and is silent but for what it deletes: its statistics would replace those of the copy.
delete_entries() {
  run_deleting "${arguments[@]}" "$@" --existing --ignore-existing \
    --no-perms --no-times --no-acls --no-xattrs --no-checksum \
    --info=FLIST0,PROGRESS0,SKIP0,STATS0 --log-file=/dev/null \
    "$directory" "rsync://root@$TUNNEL_HOST/$volume"
}

# The second rsync may delete what the first has left of the limit.
lower_limit() {
  local i limit gone=()
  [[ ! -e $IPC_DIRECTORY/deletions ]] || mapfile -t gone <"$IPC_DIRECTORY/deletions"
  for i in "${!arguments[@]}"; do
    limit=${arguments[i]#--max-delete=}
    if [[ ${arguments[i]} == --max-delete=* ]] && hold_numbers limit; then
      arguments[i]=--max-delete=$((limit > ${#gone[@]} ? limit - ${#gone[@]} : 0))
    fi
  done
}

# As `run_rsync`. A limit of deletions that was reached is told by 25; what was deleted is noted.
run_deleting() {
  local noter counter errors output reached=$IPC_DIRECTORY/deletion-limit
  [[ " $* " == *" --max-delete="* ]] || { run_rsync "$@"; return; }
  exec 4> >(stdbuf --output=L tr '\r' '\n' | sed --unbuffered "/^deleting /w $IPC_DIRECTORY/deletions" >&7 9<&-)
  output=4 counter=$!
  exec 5> >(note_limit "$reached" >&7 4>&- 9<&-)
  errors=5 noter=$!
  run_rsync "$@"
  exec 4>&- 5>&-
  wait "$noter"
  wait "$counter"
  ! is_hidden_limit "$code" "$reached" || code=25
}
