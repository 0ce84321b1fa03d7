# shellcheck shell=bash
# The volumes, in order; what runs for them, the log, the end. send.sh copies one, compare/ has what is around that.

source "${BASH_SOURCE[0]%/*}/volumes.sh"
source "${BASH_SOURCE[0]%/*}/send.sh"
source "${BASH_SOURCE[0]%/*}/work.sh"
source "${BASH_SOURCE[0]%/*}/compare/compare.sh"

# What is being copied, and by which process; empty between two volumes.
volume=
rsync=
# The open directory of this volume, and the one path to it that nobody can change.
opened=
directory=
# Not empty: no difference was found in this volume.
verified=

# What a line of ours begins with on its way to the log.
log_mark=

rsync_arguments=()

require_copy_input() {
  require_programs bash find nc rsync sed sleep stdbuf tr
  require_variables CONFIG_DIRECTORY VOLUMES_DIRECTORY RESULT_FILE \
    TUNNEL_HOST TUNNEL_PORT TUNNEL_TIMEOUT_SECONDS
  require_seconds TUNNEL_TIMEOUT_SECONDS
  require_port TUNNEL_PORT
  [[ -z ${WORK_SECONDS-} ]] || require_seconds WORK_SECONDS
  require_compare_input
  require_lines "$CONFIG_DIRECTORY/rsync-arguments"
  mapfile -t rsync_arguments <"$CONFIG_DIRECTORY/rsync-arguments"
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
  local refused
  volume=$1 code=0
  log "volume $volume begins"
  watch_work "$volume"
  if enter_volume "$1" "$2" && exec {opened}<.; then
    # rsync asks where it is, and would come back by that path.
    directory=/proc/self/fd/$opened/
    ! asks_before_copy || run_watched before_copy "$1" "$directory" "${rsync_arguments[@]}"
    refused=$code
    ((refused)) || copy_tree
    ((code == 0)) || [[ ${CHECK_SPACE-no} == no ]] ||
      run_watched explain_failure "$1" "$code" "${rsync_arguments[@]}"
    ((refused)) || [[ ${RESTORE_LINKS-no} == no ]] || run_after_copy restore_links "$1" "$code"
    unwatch_work
    [[ ${VERIFY-no} == no ]] || ! is_copied "$code" || ! run_after_copy verify_volume "$1" || verified=yes
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

# As `run_watched`. The code of the copy stays, unless there is a worse one.
run_after_copy() {
  local copied=$code
  run_watched "$@"
  ((code == 0)) && code=$copied
}

# Without TCP_NODELAY at both ends, rsync's short questions and answers wait 40 ms for each other, several
# times a volume: Nagle's algorithm at one end, the delayed acknowledgement at the other.
run_rsync() {
  rsync --port "$TUNNEL_PORT" --sockopts=TCP_NODELAY "$@" >&"${output-7}" 2>&"${errors-7}" 4>&- 5>&- 7>&- 9<&- &
  await_watched
}

# Function, arguments: runs it in a process of its own. All that this has started ends with it.
run_watched() {
  run_apart "$@" 9<&- &
  await_watched
}

run_apart() {
  local child
  trap 'exit 143' TERM
  trap 'for child in $(jobs -r -p); do stop "$child"; done' EXIT
  "$@"
}

# The child in the background; `code` is how it ended.
await_watched() {
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
  exec 7>&- 5>&-
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
