# shellcheck shell=bash
# One rsync for each volume, in order.

# What is being copied, and by which process; empty between two volumes.
volume=
rsync=
# The open directory of this volume, and the one path to it that nobody can change.
opened=
directory=
# Not empty: no difference was found in this volume.
verified=
# Not empty: the destination knows which of its links are not ours.
noted=
# Why there is no room for this volume, once `has_room` has found that.
refusal=
# Reads rsync's errors, while a copy may reach the limit of its deletions.
noter=

# What a line of ours begins with on its way to the log.
log_mark=

rsync_arguments=()

# What is at the top of the volume, where it has to be named.
entries=()

require_copy_input() {
  require_programs bash find nc rsync sed sleep stdbuf tr
  [[ ${CHECK_SPACE-no} == no ]] || require_programs numfmt stat timeout
  [[ ${VERIFY-no} == no ]] || { require_programs comm && require_listing_programs; }
  require_variables CONFIG_DIRECTORY VOLUMES_DIRECTORY RESULT_FILE \
    TUNNEL_HOST TUNNEL_PORT TUNNEL_TIMEOUT_SECONDS
  require_seconds TUNNEL_TIMEOUT_SECONDS
  require_port TUNNEL_PORT
  [[ -z ${WORK_SECONDS-} ]] || require_seconds WORK_SECONDS
  [[ ${CHECK_SPACE-no} == no ]] || require_seconds SPACE_SECONDS_MAX
  read_lines rsync_arguments "$CONFIG_DIRECTORY/rsync-arguments"
  read_volumes
}

# Returns the first code that is not 0, and not accepted if there is another; a volume that fails does not
# keep back the others.
copy_volumes() {
  first_code=0
  open_log
  warn_of_old_rsync "${protocol-}"
  for_each_volume copy_volume
  return "$first_code"
}

# Volume, path.
copy_volume() {
  volume=$1 noted=
  log "volume $volume begins"
  watch_work "$volume"
  if enter_volume "$1" "$2" && exec {opened}<.; then
    # rsync asks where it is, and would come back by that path.
    directory=/proc/self/fd/$opened/
    if [[ ${CHECK_SPACE-no} == yes ]] && ! has_room "$1"; then
      code=$DESTINATION_TOO_SMALL
      say "volume $1 does not fit: $refusal; make the claim larger, or leave something out by \`excludes\`"
    elif [[ ${REFUSE_EMPTY_SOURCE-no} == yes ]] && ! may_delete "$1"; then
      : # the code says why
    elif [[ ${RESTORE_LINKS-no} == yes ]] && ! note_links; then
      : # the code says why
    elif [[ ${FOREIGN_ROOT-no} == yes ]] && list_entries && root_is_foreign; then
      copy_entries
    else
      run_deleting "${rsync_arguments[@]}" "$directory" "rsync://root@$TUNNEL_HOST/$volume"
    fi
    # By which of the other side's two processes was the last to say something.
    [[ ($code != 1[024569] && $code != 2[01]) || ${CHECK_SPACE-no} == no ]] || look_for_trouble "$volume"
    [[ ($code != 11 && $code != "$DESTINATION_UNWRITABLE") || ${CHECK_SPACE-no} == no ]] || tell_holes "$1"
    [[ -z $noted ]] || restore_links
    unwatch_work
    [[ ${VERIFY-no} == no ]] || ! is_copied "$code" || verify_copy "$1"
  else
    code=$SOURCE_MISSING
    say "$2 is no directory of the volume; correct the sub-path of volume $volume"
  fi
  unwatch_work
  cd /
  [[ -z $opened ]] || exec {opened}<&-
  opened=
  end_volume "$code"
  # What is accepted must not hide what is not.
  ((code == 0 || first_code == 0)) || ! is_copied "$first_code" || first_code=0
  ((first_code)) || first_code=$code
}

# Code. 24 says that all was copied but files that went away meanwhile.
is_copied() {
  [[ $1 == 0 || ($1 == 24 && ${ACCEPT_VANISHED-no} == yes) ]]
}

# The code of the copy stays, unless there is a worse one.
verify_copy() { # volume
  local copied=$code
  verify_volume "$1"
  ((code)) || code=$copied
}

# Before the copy: whether links of the destination look like those that rsyncd disguises. Mostly there are
# none; else it is told which of them this volume has too. See destination-links.sh.
note_links() {
  local word='' answer=$SCRATCH_DIRECTORY/foreign own=$SCRATCH_DIRECTORY/own left_out
  rm --force -- "$answer"
  run_rsync --ignore-times --max-size=1K --timeout="$TUNNEL_TIMEOUT_SECONDS" \
    "rsync://root@$TUNNEL_HOST/$volume.foreign/$volume.foreign" "$answer"
  { read -r -n 100 word <"$answer"; } 2>/dev/null
  if ((code == 0)) && [[ $word == some ]]; then
    mapfile -t left_out <"$CONFIG_DIRECTORY/left-out"
    # A directory that can't be read is left to the copy, which names it.
    run_watched find . -regextype posix-extended '(' "${left_out[@]}" ')' -o \
      -type l -fprintf "$own" '%p///rsyncd-munged/%l\0' 2>/dev/null
    run_rsync --ignore-times "$own" "rsync://root@$TUNNEL_HOST/$volume.own/own"
  elif ((code == 0)) && [[ $word != none ]]; then
    # As rsync ends where the other side says what it does not understand.
    code=12
  fi
  if ((code)); then
    say "rsync ended with $code when the links of volume $volume were to be looked at, and nothing was copied; see the destination's log"
    return 1
  fi
  noted=yes
}

# Asks for the module NAME.links; see destination-links.sh. After a failed copy too: what has arrived
# must not stay disguised.
restore_links() {
  local copied=$code
  run_rsync --list-only --exclude='*' "rsync://root@$TUNNEL_HOST/$volume.links/"
  if ((code == 0)) || ! is_copied "$copied"; then
    code=$copied
  else
    say "rsync ended with $code when the links of volume $volume were to be restored; see the destination's log"
    code=$LINKS_NOT_RESTORED
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
# deleted by a second rsync that looks no deeper and sends nothing: its statistics would replace the
# first one's.
copy_entries() {
  local copied target=rsync://root@$TUNNEL_HOST/$volume
  log "the directory that volume $volume goes to belongs to another user; it keeps its mode and times"
  code=0
  if ((${#entries[@]})); then
    run_deleting "${rsync_arguments[@]}" --no-relative --from0 --files-from=<(printf '%s\0' "${entries[@]}") \
      "$directory" "$target"
  fi
  if is_copied "$code" && [[ " ${rsync_arguments[*]} " == *" --delete "* ]]; then
    copied=$code
    run_deleting "${rsync_arguments[@]}" --dirs --no-recursive --existing --ignore-existing \
      --no-perms --no-times --no-acls --no-xattrs --no-checksum \
      --info=FLIST0,PROGRESS0,STATS0 --log-file=/dev/null \
      "$directory" "$target"
    ((code)) || code=$copied
  fi
}

# Without TCP_NODELAY at both ends, rsync's short questions and answers wait 40 ms for each other, several
# times a volume: Nagle's algorithm at one end, the delayed acknowledgement at the other.
run_rsync() {
  rsync --port "$TUNNEL_PORT" --sockopts=TCP_NODELAY "$@" >&7 2>&"${errors-7}" 5>&- 7>&- 9<&- &
  rsync=$!
  watch_tunnel
  wait "$rsync"
  code=$? rsync=
  unwatch_tunnel
}

# The result first: the log may have no reader left, and would then block.
end_volume() {
  printf '%s %s\n' "$volume" "$1${verified:+ verified}" >>"$RESULT_FILE"
  log "volume $volume ended with code $1"
  volume='' verified=''
}

# rsync's progress ends in \r, and a container's log holds back what is no whole line. What rsync hands
# on from the other side may look like a line of ours: those have a mark that nobody else knows. It goes
# again before the log, as does what looks like us in a line without a mark, or before it, where rsync
# was cut off.
open_log() {
  log_mark=${SRANDOM-$RANDOM}-$RANDOM-$RANDOM-
  exec 7> >(sed --unbuffered --expression="s/^$log_mark//; t" --expression=':a' \
    --expression="s/volume-transfer:\(.*$log_mark\)/volume-transfer -\1/; t a" \
    --expression="s/$log_mark/\n/; t" --expression='s/volume-transfer:/volume-transfer -/g' \
    < <(stdbuf --output=L tr '\r' '\n' 9<&-) 9<&-)
  log_writer=$!
}

log() {
  local text=$*
  printf '%svolume-transfer: %s\n' "$log_mark" "${text//[![:print:]]/?}" >&7
}

close_log() {
  [[ -n ${log_writer-} ]] || return
  [[ -z $noter ]] || exec 5>&-
  exec 7>&-
  wait_or_kill "$log_writer" 2
}

# The end of the container, by `end_by`: the end is told only once rsync is gone.
end_copy() {
  local exit_code=$1
  ignore_signals
  [[ -z $rsync ]] || stop "$rsync"
  unwatch_work
  publish_end "$exit_code"
  [[ -z $volume ]] || end_volume "$exit_code"
  close_log
  kill_children
  leave "$exit_code"
}
