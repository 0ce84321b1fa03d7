# shellcheck shell=bash
# A sign of life of a copy that says nothing: rsync shows no progress while one of its two ends reads
# files to compare them, which takes hours with large ones.
#
# Goes with copy.sh, and at the destination with destination-work.sh.

# Two rsyncs that wait for each other also exchange a few bytes now and then.
readonly WORK_BYTES_MIN=65536

# The process that reports.
reporter=

watch_work() {
  [[ -n ${WORK_SECONDS-} ]] || return 0
  report_work "$1" 9<&- &
  reporter=$!
}

unwatch_work() {
  [[ -z $reporter ]] || kill "$reporter" 2>/dev/null
  reporter=
}

# Volume. The destination is only asked where nothing moves at the source. What the processes have moved
# may also become less: those that have ended do not count any more.
report_work() {
  local moved here=0 there=0 work=0 more
  while sleep "$WORK_SECONDS" 7>&-; do
    moved=0
    add_below "$$" "$BASHPID"
    more=$((moved - here)) here=$moved
    if ((more < WORK_BYTES_MIN)); then
      ask_destination_work "$1" || continue
      more=$((moved - there)) there=$moved
    fi
    ((more >= WORK_BYTES_MIN)) || continue
    ((work += more))
    log "volume $1 working: $work bytes"
  done
}

# The one line of destination-work.sh.
ask_destination_work() {
  local answer=$IPC_DIRECTORY/work
  rm --force -- "$answer"
  rsync --port "$TUNNEL_PORT" --ignore-times --max-size=1K --timeout="$TUNNEL_TIMEOUT_SECONDS" \
    "rsync://root@$TUNNEL_HOST/$1.work/$1.work" "$answer" >/dev/null 2>&1 7>&- || return
  { read -r -n 100 moved <"$answer"; } 2>/dev/null && hold_numbers moved
}

# Process, process: adds to `moved` what the processes below the first one have read and written, by
# the count of the system; but not the second one, and what is below that.
add_below() {
  local processes=() process
  { read -r -a processes <"/proc/$1/task/$1/children" || true; } 2>/dev/null
  for process in "${processes[@]}"; do
    hold_numbers process || continue
    [[ $process != "$2" ]] || continue
    add_moved "$process"
    add_below "$process" "$2"
  done
}

add_moved() { # process
  local name value
  while read -r name value; do
    [[ $name != [rw]char: ]] || ! hold_numbers value || ((moved += value)) || true
  done 2>/dev/null <"/proc/$1/io" || true
} 2>/dev/null
