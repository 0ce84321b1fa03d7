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
  local moved here=0 there=0 work=0 more own=$BASHPID answer=$IPC_DIRECTORY/work
  while sleep "$WORK_SECONDS" 7>&-; do
    moved=$(moved_below "$$" "$own")
    hold_numbers moved || continue
    more=$((moved - here)) here=$moved
    if ((more < WORK_BYTES_MIN)); then
      # The one line of destination-work.sh.
      fetch_answer "$1.work/$1.work" "$answer" 7>/dev/null
      { read -r -n 100 moved <"$answer" && hold_numbers moved; } 2>/dev/null || continue
      more=$((moved - there)) there=$moved
    fi
    ((more >= WORK_BYTES_MIN)) || continue
    ((work += more))
    log "volume $1 working: $work bytes"
  done
}

# Process, process: what the processes below the first one have read and written, by the count of the system; but
# not the second one, and what is below that.
moved_below() {
  local process name value moved=0
  while read -r process; do
    while read -r name value; do
      [[ $name != [rw]char: ]] || ! hold_numbers value || ((moved += value)) || true
    done 2>/dev/null <"/proc/$process/io" || true
  done 2>/dev/null < <(processes_below "$1" "$2")
  printf '%s\n' "$moved"
}

processes_below() {
  local processes=() process
  { read -r -a processes <"/proc/$1/task/$1/children" || true; } 2>/dev/null
  for process in "${processes[@]}"; do
    if [[ $process != "$2" ]] && hold_numbers process; then
      printf '%s\n' "$process"
      processes_below "$process" "$2"
    fi
  done
}
